"""Marks: kept by the recording's id, and never half of them."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replay.store.marks import MarksError, load_marks, save_marks
from tests.data import ROOT

_DIES_WHILE_SAVING = """
import os, sys
from pathlib import Path
import formats.native.whole_file as whole_file
from replay.store.marks import save_marks

def die(*_):
    os.kill(os.getpid(), 9)

if sys.argv[2] == "before the disk has it":
    os.fsync = die
else:
    Path.replace = die
save_marks("id", {"a": 1, "b": 2}, Path(sys.argv[1]))
"""


@settings(deadline=None)
@given(marks=st.dictionaries(st.characters(codec="utf-8"), st.integers(-(1 << 62), 1 << 62)))
def test_marks_come_back_as_they_were_kept(
    marks: dict[str, int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever letters people choose."""
    folder = tmp_path_factory.mktemp("marks")

    save_marks("id", marks, folder)

    assert load_marks("id", folder) == marks


def test_a_recording_without_marks_has_none(tmp_path: Path) -> None:
    """And asking for them makes no folder."""
    assert load_marks("id", tmp_path / "marks") == {}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("moment", ["before the disk has it", "before the rename"])
def test_a_crash_in_the_middle_of_saving_keeps_the_marks_of_before(moment: str, tmp_path: Path) -> None:
    """Killed at its worst moment, the old marks are all there, and saving again works."""
    save_marks("id", {"a": 7}, tmp_path)

    died = subprocess.run([sys.executable, "-c", _DIES_WHILE_SAVING, tmp_path, moment], cwd=ROOT, check=False)

    assert died.returncode == -9
    assert load_marks("id", tmp_path) == {"a": 7}
    save_marks("id", {"b": 8}, tmp_path)
    assert load_marks("id", tmp_path) == {"b": 8}


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[1]", '{"a": "x"}', '{"a": null}', "3", "\udcff", "[" * 100_000),
        *('{"a": Infinity}', '{"a": 9223372036854775808}'),
    ],
)
def test_a_broken_file_is_one_line_that_names_it(text: str, tmp_path: Path) -> None:
    """Not an empty set of marks, which the next save would make true."""
    (tmp_path / "id.json").write_bytes(text.encode("utf-8", "surrogateescape"))

    with pytest.raises(MarksError, match=r"\Amarks .*id\.json: [^\n]+\Z"):
        load_marks("id", tmp_path)


@pytest.mark.parametrize("recording_id", ["", "../../evil", "a/b", "a" * 81, "a\0b", "ä", ".."])
def test_an_id_cannot_choose_its_own_path(recording_id: str, tmp_path: Path) -> None:
    """It comes from the recording, which is not trusted."""
    assert load_marks(recording_id, tmp_path) == {}
    with pytest.raises(MarksError, match="no usable id"):
        save_marks(recording_id, {"a": 1}, tmp_path / "marks")
    assert list(tmp_path.iterdir()) == []


def test_marks_that_cannot_be_kept_are_one_line(tmp_path: Path) -> None:
    """What was kept before is still there."""
    (tmp_path / "marks").write_text("a file where the folder should be")

    with pytest.raises(MarksError, match=r"\Amarks .*id\.json: [^\n]+\Z"):
        save_marks("id", {"a": 1}, tmp_path / "marks")

    assert (tmp_path / "marks").read_text() == "a file where the folder should be"
