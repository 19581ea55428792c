"""`replay lint`: what is wrong is said a line each, for every author alone, with a status for scripts."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from formats.model.annotations import Annotation, Edge, Mark, Segment
from formats.model.changes import Change, change_record
from formats.model.content_id import content_id
from formats.native.reader import Reader
from replay.annotate.history import Edit
from replay.annotate.notebook import Notebook
from replay.store.journal import Store
from replay.store.place import place_in
from tests.data import SAMPLE
from tests.replay.annotate.segments import S
from tests.replay.cli.shell import is_refused, replay

with Reader(SAMPLE) as _sample:
    CONTENT, END_NS = content_id(_sample), _sample.duration_ns


def task(name: str, start_s: float, end_ns: int, label: str = "task") -> Segment:
    return Segment(name, "task", label, Edge(round(start_s * S)), Edge(end_ns))


WHOLE = [task("a", 0, round(15.7 * S), "preparation"), task("b", 15.7, END_NS)]
GAP = [task("a", 0, 10 * S, "preparation"), task("b", 15.7, END_NS)]
TWICE = [task("a", 0, round(15.7 * S)), task("b", 15.7, END_NS)]


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def made(annotations: Sequence[Annotation], author: str = "ann", recording: str = CONTENT) -> list[Change]:
    """Return the changes in which somebody made annotations."""
    changes: list[Change] = []
    book = Notebook(recording, author, [], changes.extend, tool="test")
    book.do([Edit(None, each) for each in annotations])
    return changes


def journal(folder: Path, *changes: Change) -> Path:
    path = folder / "journal.jsonl"
    path.write_text("".join(json.dumps(change_record(change)) + "\n" for change in changes))
    return path


def test_what_is_right_passes(tmp_path: Path) -> None:
    """Read from a store as from a journal file; of other recordings nothing is said."""
    changes = [*made(WHOLE), *made(GAP, recording="another")]
    with Store(place_in(tmp_path)) as store:
        store.append(changes)

    from_file = replay("lint", SAMPLE, "--journal", journal(tmp_path, *changes))
    from_store = replay("lint", SAMPLE, "--store", tmp_path)

    assert (from_file.status, from_file.out, from_file.err) == (0, "", "nothing found\n")
    assert (from_store.status, from_store.out) == (0, "")


def test_what_is_wrong_is_a_line_each(tmp_path: Path) -> None:
    """With its time, its severity and its rule; status 1."""
    found = replay("lint", SAMPLE, "--journal", journal(tmp_path, *made(GAP)))

    assert found.status == 1
    assert found.out.startswith("00:00:10.000 00:00:15.700  error    gap ")
    assert "no 'task' for 5.700 s" in found.out
    assert found.err.startswith("1 error")


def test_an_edge_that_cuts_typing_does_not_say_what_was_typed(tmp_path: Path) -> None:
    """The recording's own actions are held against the edges."""
    cut = [task("a", 0, 51 * S, "preparation"), task("b", 51, END_NS)]

    found = replay("lint", SAMPLE, "--journal", journal(tmp_path, *made(cut)), "--json")

    (finding,) = found.objects
    assert (finding["rule"], finding["author"], finding["annotations"]) == ("cut-action", "ann", ["a", "b"])
    assert "hunter2" not in found.out


@pytest.mark.parametrize(
    ("annotations", "level", "status"),
    [
        (GAP, "error", 1),
        (TWICE, "error", 0),
        (TWICE, "warning", 0),
        (TWICE, "info", 1),
        ([*WHOLE, Mark("m", Edge(S), "outcome", "gone")], "warning", 1),
        ([*WHOLE, Mark("m", Edge(S), "outcome", "gone")], "error", 0),
    ],
)
def test_the_status_follows_the_level(
    annotations: list[Annotation], level: str, status: int, tmp_path: Path
) -> None:
    """A script decides what it stops for."""
    path = journal(tmp_path, *made(annotations))

    assert replay("lint", SAMPLE, "--journal", path, "--fail-on", level).status == status


def test_every_author_is_looked_at_alone(tmp_path: Path) -> None:
    """Two people who label the same do not overlap each other."""
    path = journal(tmp_path, *made(WHOLE), *made([task("x", 0, 5 * S), task("y", 5, END_NS)], "ben"))

    both = replay("lint", SAMPLE, "--journal", path)
    ann = replay("lint", SAMPLE, "--journal", path, "--author", "ann")

    assert [line.split()[3] for line in both.out.splitlines()] == ["repeated-label", "cut-action"]
    assert all(line.endswith("(ben)") for line in both.out.splitlines())
    assert ann.out == ""
    assert is_refused(
        replay("lint", SAMPLE, "--journal", path, "--author", "cy"), 2, "'cy' annotated nothing"
    )


def test_a_label_set_is_chosen(tmp_path: Path) -> None:
    """What it does not know is a warning; one with faults is refused by its line."""
    path = journal(tmp_path, *made(WHOLE))
    (tmp_path / "bad.toml").write_text("name = 3")

    other = replay("lint", SAMPLE, "--journal", path, "--labels", "tasks", "--json")

    assert [(each["rule"], each["severity"]) for each in other.objects] == [("unknown-label", "warning")]
    refused = replay("lint", SAMPLE, "--journal", path, "--labels", tmp_path / "bad.toml")
    assert is_refused(refused, 3, "bad.toml: name = 3 is no name")


def test_what_cannot_be_read_is_not_passed_over(tmp_path: Path) -> None:
    """A lint that missed half of the changes is no pass."""
    path = journal(tmp_path, *made(WHOLE))
    altered = path.read_text().replace('"preparation"', '"private"')
    (tmp_path / "altered.jsonl").write_text(altered)

    found = replay("lint", SAMPLE, "--journal", tmp_path / "altered.jsonl")

    assert found.status == 1
    assert "left out" in found.err
    assert is_refused(replay("lint", tmp_path / "none.replay", "--journal", path), 3, "none.replay")
    assert is_refused(replay("lint", SAMPLE, "--store", tmp_path / "none"), 2, "there is no store")
    assert is_refused(replay("lint", SAMPLE, "--store", tmp_path, "--journal", path), 2, "not both")


def test_a_recording_without_annotations_says_so(tmp_path: Path) -> None:
    """Nothing to find is not nothing wrong."""
    found = replay("lint", SAMPLE, "--journal", journal(tmp_path, *made(WHOLE, recording="another")))

    assert (found.status, found.out, found.err) == (0, "", "nothing was annotated in this recording\n")
