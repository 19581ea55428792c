"""`replay formats`: what the registry knows."""

from formats.exchange_registry import EXCHANGES
from formats.registry import EXPORTERS, IMPORTERS
from tests.replay.cli.shell import replay


def test_every_format_is_listed_in_both_forms() -> None:
    """Our own, every importer and exporter, and every format of annotations."""
    names = ["replay", *IMPORTERS, *EXPORTERS, *EXCHANGES]

    found, lines = replay("formats", "--json").document, replay("formats").out.splitlines()

    assert [row["name"] for row in found] == names
    assert all(list(row) == ["name", "can", "suffix", "summary", "loses"] for row in found)
    assert [line.split()[0] for line in lines if line[0] != " "] == ["name", *names]
    assert sum("not kept: " in line for line in lines) == len(names)


def test_columns_are_aligned() -> None:
    """The summaries begin under their heading."""
    heading, *lines = replay("formats").out.splitlines()

    start = heading.index("what it is")
    assert all(line[start - 1] == " " and line[start] != " " for line in lines)
