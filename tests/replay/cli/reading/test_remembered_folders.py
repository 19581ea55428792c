"""Where what recorded people said cannot be looked into, nothing is opened: it would count as never said."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from replay.store.paths import subjects_folder, withdrawals_folder
from tests.replay.cli.shell import is_refused, replay

pytestmark = pytest.mark.usefixtures("apart")


def _file(folder: Path, _: pytest.MonkeyPatch) -> str:
    folder.parent.mkdir(parents=True)
    folder.write_text("no folder")
    return "Not a directory"


def _circle(folder: Path, _: pytest.MonkeyPatch) -> str:
    folder.parent.mkdir(parents=True)
    folder.symlink_to(folder)
    return "Too many levels of symbolic links"


def _closed(folder: Path, patched: pytest.MonkeyPatch) -> str:
    folder.mkdir(parents=True)
    folder.chmod(0)
    if os.geteuid() == 0:
        listed = os.scandir

        def scandir(path: str | Path = ".") -> "os._ScandirIterator[str]":
            if Path(path) == folder:
                raise PermissionError(13, "Permission denied")
            return listed(path)

        # Nobody keeps root from looking.
        patched.setattr(os, "scandir", scandir)
    return "Permission denied"


@pytest.mark.parametrize("damage", [_file, _circle, _closed])
@pytest.mark.parametrize(
    ("place", "says"),
    [
        (subjects_folder, "remembers what recorded people said"),
        (withdrawals_folder, "remembers which recordings were withdrawn"),
    ],
)
def test_it_is_an_error_in_words(
    original: Path,
    place: Callable[[], Path],
    says: str,
    damage: Callable[[Path, pytest.MonkeyPatch], str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With what is in the way, and what to do about it."""
    with monkeypatch.context() as patched:
        why = damage(place(), patched)
        ended = replay("text", original)

    assert is_refused(ended, 3, f"{place()} {says}, and cannot be looked into ({why})")
    assert "until it is a folder that you may read and enter" in ended.err


def test_where_nothing_is_remembered_nothing_is_in_the_way(original: Path) -> None:
    """Neither folder is there before somebody said something."""
    assert replay("text", original).status == 0
    assert not subjects_folder().exists()
