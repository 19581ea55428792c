"""Files written once and looked at: what we write stays as it is, and old files stay readable.

`python -m tests.formats.exchange.test_golden` writes them anew; look at the difference.
"""

from pathlib import Path

import pytest

from formats.exchange_registry import EXCHANGES, detect_exchange, exchange
from tests.data import ROOT
from tests.formats.exchange.exchanging import DAY, DAY_CONTEXT, due, read_back

GOLDEN = ROOT / "tests" / "formats" / "golden_annotations"
# The compressed bytes of Parquet are pyarrow's own.
TEXTS = [name for name in EXCHANGES if name != "parquet"]


def golden(name: str) -> Path:
    return GOLDEN / f"day{exchange(name).SUFFIXES[0]}"


@pytest.mark.parametrize("name", EXCHANGES)
def test_a_golden_file_reads_as_it_always_did(name: str) -> None:
    """It is known by its content, and holds what was made to fit."""
    found = exchange(name)

    read = found.read(golden(name))

    assert name == detect_exchange(golden(name)).NAME
    assert read_back(found, read) == due(found, DAY, DAY_CONTEXT)
    assert (read.report.guessed, read.report.lost) == ((), ())


@pytest.mark.parametrize("name", TEXTS)
def test_a_golden_file_is_written_as_it_always_was(name: str, tmp_path: Path) -> None:
    """Byte for byte."""
    exchange(name).write(DAY, tmp_path / "day", DAY_CONTEXT)

    assert (tmp_path / "day").read_bytes() == golden(name).read_bytes()


if __name__ == "__main__":
    for each in EXCHANGES:
        golden(each).unlink(missing_ok=True)
        exchange(each).write(DAY, golden(each), DAY_CONTEXT)
