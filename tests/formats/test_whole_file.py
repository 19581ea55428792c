"""A file appears when it is whole; whatever goes wrong before leaves what was there."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from formats.native.whole_file import partial_path, whole_file
from tests.data import ROOT

_FILLS_THE_DISK = """
import sys
from pathlib import Path
import numpy as np
from formats.native.writer import Writer
from tests.formats.native_samples import HEADER, busy_events

with Writer(Path(sys.argv[1]), HEADER) as writer:
    writer.append(busy_events(int(sys.argv[2]))["pointer"])
"""


def test_it_replaces_what_was_there_when_it_is_whole(tmp_path: Path) -> None:
    """Until then the old file stays."""
    path = tmp_path / "a"
    path.write_bytes(b"old")

    with whole_file(path) as file:
        file.write(b"new")
        during = path.read_bytes()

    assert (during, path.read_bytes()) == (b"old", b"new")
    assert list(tmp_path.iterdir()) == [path]


def test_an_exception_leaves_what_was_there(tmp_path: Path) -> None:
    """No half file, under no name."""
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def fail() -> None:
        with whole_file(path) as file:
            file.write(b"half")
            raise KeyError

    with pytest.raises(KeyError):
        fail()

    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == b"old"


def test_no_file_is_in_the_way_of_one_that_grows(tmp_path: Path) -> None:
    """The name is another each time, so that what lies about is never written over."""
    assert partial_path(tmp_path / "a") != partial_path(tmp_path / "a")


@pytest.mark.parametrize("rows", [20, 20_000])
def test_a_writer_on_a_full_disk_leaves_nothing(rows: int, tmp_path: Path) -> None:
    """Whether the disk fills up on the way or at the very end."""
    path = tmp_path / "a.replay"

    done = subprocess.run(
        [sys.executable, "-c", _FILLS_THE_DISK, path, str(rows)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300)),
        check=False,
    )

    assert done.stderr.splitlines()[-1] == "OSError: [Errno 27] File too large"
    assert list(tmp_path.iterdir()) == []
