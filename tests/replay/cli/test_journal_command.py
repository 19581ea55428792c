"""`replay journal` and `replay merge`: annotations travel as files, and come together to the same."""

import itertools
import json
import shutil
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from formats.model.annotations import Segment
from formats.model.changes import Change, change_record
from formats.model.content_id import content_id
from formats.native.reader import Reader
from replay.annotate.history import Edit
from replay.annotate.ledger import Ledger
from replay.annotate.notebook import Notebook
from replay.cli.journal_command import PARTS
from replay.privacy.review.seen import with_seen
from replay.store import journal_file
from replay.store.journal import Store
from replay.store.place import place_in
from replay.store.seen import add_seen, seen_text
from replay.ui.private.seen_keeper import seen_of
from tests.data import ROOT, SAMPLE
from tests.replay.cli.shell import is_refused, replay
from tests.replay.store.journals import SEGMENT, make_changes


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def keep(folder: Path, changes: Sequence[Change]) -> None:
    """Keep changes in the store of a folder."""
    folder.mkdir(exist_ok=True)
    with Store(place_in(folder)) as store:
        store.append(changes)


def write(path: Path, changes: Sequence[Change]) -> Path:
    """Write a journal in the order given."""
    path.write_text("".join(json.dumps(change_record(change)) + "\n" for change in changes))
    return path


def see(folder: Path, author: str, frames: set[int], typed: set[int], recording: str = "rec") -> None:
    """Keep in the store of a folder what somebody saw."""
    folder.mkdir(exist_ok=True)
    with Store(place_in(folder)) as store:
        add_seen(store, recording, author, lambda kept: with_seen(kept, seen_of(frames, typed)))


def seen_in(folder: Path, author: str, recording: str = "rec") -> str:
    """Return what is kept of somebody."""
    with Store(place_in(folder)) as store:
        return seen_text(store, recording, author)


def apart(recording: str = "rec") -> tuple[list[Change], list[Change]]:
    """Return what two people did who began with the same segment and then worked apart."""
    start = make_changes(1, recording=recording)
    sides = []
    for author, label in (("ann", "pay"), ("ben", "look")):
        made: list[Change] = []
        book = Notebook(recording, author, start, made.extend, tool="test")
        (stands,) = book.ledger.standing.values()
        book.do([Edit(stands, replace(SEGMENT, id=stands.id, label=label))])
        book.do([Edit(None, replace(SEGMENT, id=f"{author}-own"))])
        sides.append([*start, *made])
    return sides[0], sides[1]


def test_every_part_that_is_listed_is_there() -> None:
    """The table is written by hand, so that showing it imports none of them."""
    modules = {path.stem.removesuffix("_part") for path in (ROOT / "replay/cli/journal").glob("*_part.py")}

    assert set(PARTS) == modules
    for name in PARTS:
        assert replay("journal", name, "--help").out.startswith(f"Usage: replay journal {name} ")


def test_what_was_seen_travels_and_is_added_to_what_was_seen_there(tmp_path: Path) -> None:
    """A reviewer goes on at another machine; of a recording that nobody annotated, too, and twice is once."""
    here, there, journal = tmp_path / "a", tmp_path / "b", tmp_path / "j.jsonl"
    keep(here, make_changes(2))
    see(here, "ann", {1, 2, 3}, {40})
    see(here, "ben", {9}, set(), recording="other")
    see(there, "ann", {3, 4}, {50})

    out = replay("journal", "export", "--all", "-o", journal, "--store", here, "--json")
    first = replay("journal", "import", journal, "--store", there, "--json")
    again = replay("journal", "import", journal, "--store", there)

    assert (out.status, out.document["changes"], out.document["seen"]) == (0, 2, 2)
    assert (first.status, first.document["seen"], again.status) == (0, 2, 0)
    assert "seen       2 recordings" in again.out
    assert seen_in(there, "ann") == seen_of({1, 2, 3, 4}, {40, 50}).text()
    assert seen_in(there, "ben", "other") == seen_of({9}, set()).text()


def test_merged_journals_hold_what_any_of_them_saw(tmp_path: Path) -> None:
    """In whatever order; other commands pass these lines over."""
    journals = []
    for name, frames in (("a", {1}), ("b", {2, 7})):
        keep(tmp_path / name, make_changes(1))
        see(tmp_path / name, "ann", frames, set())
        journals.append(tmp_path / f"{name}.jsonl")
        replay("journal", "export", "--all", "-o", journals[-1], "--store", tmp_path / name)

    one, other = (
        replay("merge", *those, "-o", tmp_path / f"{number}.jsonl")
        for number, those in enumerate((journals, journals[::-1]))
    )

    (tmp_path / "c").mkdir()
    replay("journal", "import", tmp_path / "0.jsonl", "--store", tmp_path / "c")
    assert (one.status, other.status) == (0, 0)
    assert (tmp_path / "0.jsonl").read_bytes() == (tmp_path / "1.jsonl").read_bytes()
    assert seen_in(tmp_path / "c", "ann") == seen_of({1, 2, 7}, set()).text()
    assert replay("lint", SAMPLE, "--journal", journals[0]).status == 0


@pytest.mark.parametrize(
    "line",
    [
        {"recording": "rec", "author": "ann", "seen": "everything"},
        {"recording": "rec", "author": "ann", "seen": '{"frames": [[0, 99999999999999999999]], "typed": []}'},
        {"recording": "rec", "author": "ann", "seen": {"frames": [[0, 9]], "typed": []}},
        {"recording": "rec", "author": "", "seen": '{"frames": [[0, 9]], "typed": []}'},
        {"recording": "rec", "seen": '{"frames": [[0, 9]], "typed": []}'},
    ],
)
def test_a_line_that_says_no_such_thing_is_told(tmp_path: Path, line: dict[str, object]) -> None:
    """And nothing of it is kept; the lines beside it are."""
    journal, store = tmp_path / "j.jsonl", tmp_path / "b"
    store.mkdir()
    good = {"recording": "rec", "author": "ben", "seen": seen_of({1}, set()).text()}
    journal.write_text(json.dumps(line) + "\n" + json.dumps(good) + "\n")

    ended = replay("journal", "import", journal, "--store", store, "--json")

    assert (ended.status, ended.document["refused"], ended.document["seen"]) == (1, 1, 1)
    assert (seen_in(store, "ann"), seen_in(store, "ben")) == ("", good["seen"])


def test_a_journal_goes_from_one_store_to_another(tmp_path: Path) -> None:
    """Everything comes across, and a second time nothing does."""
    changes = [*make_changes(4), *make_changes(2, recording="unknown here")]
    keep(tmp_path / "a", changes)

    out = replay("journal", "export", "--all", "-o", tmp_path / "j.jsonl", "--store", tmp_path / "a")
    (tmp_path / "b").mkdir()
    first = replay("journal", "import", tmp_path / "j.jsonl", "--store", tmp_path / "b", "--json")
    again = replay("journal", "import", tmp_path / "j.jsonl", "--store", tmp_path / "b", "--json")

    assert (out.status, out.out) == (0, "")
    assert (first.status, first.document["new"], first.document["known"]) == (0, 6, 0)
    assert (again.status, again.document["new"], again.document["known"]) == (0, 0, 6)
    with Store(place_in(tmp_path / "b")) as store:
        assert store.changes("rec", []) == changes[:4]


def test_the_annotations_of_one_recording_are_found_beside_it(tmp_path: Path) -> None:
    """By its content, whatever its name is now."""
    with Reader(SAMPLE) as recording:
        name = content_id(recording)
    shutil.copy(SAMPLE, tmp_path / "renamed.replay")
    keep(tmp_path, [*make_changes(3, recording=name), *make_changes(1)])

    ended = replay("journal", "export", tmp_path / "renamed.replay", "-o", tmp_path / "j.jsonl", "--json")

    assert (ended.status, ended.document["changes"]) == (0, 3)
    assert {json.loads(line)["recording"] for line in (tmp_path / "j.jsonl").read_text().splitlines()} == {
        name
    }


def test_offline_work_comes_together_to_the_same_in_any_order(tmp_path: Path) -> None:
    """Stores that took two journals in different orders export the same bytes, as does merging the files."""
    sides = [write(tmp_path / f"{n}.jsonl", side) for n, side in enumerate(apart())]
    results = []
    for number, order in enumerate(itertools.permutations(sides)):
        folder = tmp_path / f"store{number}"
        folder.mkdir()
        ended = [replay("journal", "import", each, "--store", folder, "--json") for each in order][-1]
        assert ended.status == 0
        (conflict,) = ended.document["conflicts"]
        assert {rival["author"] for rival in conflict["rivals"]} == {"ann", "ben"}
        replay("journal", "export", "--all", "-o", tmp_path / f"out{number}", "--store", folder)
        results.append((tmp_path / f"out{number}").read_bytes())
        merged = replay("merge", *order, "-o", tmp_path / f"merged{number}", "--json")
        assert (merged.status, merged.document["changes"]) == (0, 5)
        assert merged.document["conflicts"] == ended.document["conflicts"]
        results.append((tmp_path / f"merged{number}").read_bytes())
        listed = replay("journal", "conflicts", "--store", folder, "--json")
        assert (listed.status, listed.document) == (1, ended.document["conflicts"])

    assert len(set(results)) == 1


def test_conflicts_are_told_to_people(tmp_path: Path) -> None:
    """Who changed what, when, to what; and where there is none, so."""
    keep(tmp_path / "a", {change.hash: change for side in apart() for change in side}.values())  # type: ignore[arg-type]
    keep(tmp_path / "b", make_changes(1))

    some = replay("journal", "conflicts", "--store", tmp_path / "a")
    none = replay("journal", "conflicts", "--store", tmp_path / "b")

    assert some.status == 1
    assert "annotation ann-0 was changed apart:" in some.out
    assert ": segment pay of task, 00:00:00.000 to 00:00:00.000" in some.out
    assert (none.status, none.out) == (0, "no conflicts\n")


def test_lines_that_are_no_changes_are_refused_and_the_others_kept(tmp_path: Path) -> None:
    """A stranger's journal can cost its own lines, and nothing else."""
    changes = make_changes(4)
    records = [change_record(change) for change in changes]
    records[1]["author"] = "eve"
    lines = [json.dumps(record) for record in records]
    (tmp_path / "j").write_text("\n".join([lines[0], "{", lines[1], '"x"', "[" * 9999, *lines[2:], '{"a']))

    ended = replay("journal", "import", tmp_path / "j", "--store", tmp_path / "s.db", "--json")

    assert ended.status == 1
    assert (ended.document["new"], ended.document["refused"]) == (3, 5)
    problems = "\n".join(ended.document["problems"])
    assert "line 3: change 1 of 'ann " in problems
    assert "change 1 is missing" in problems


def test_what_is_said_of_a_journal_holds_no_control_characters(tmp_path: Path) -> None:
    """Names and labels come from strangers."""
    evil = "\x1b]52;c;aGk=\x07"
    changes: list[Change] = []
    start = make_changes(1)
    for author in (f"ann{evil}", f"ben{evil}"):
        book = Notebook(f"rec{evil}", author, [], changes.extend, tool="test")
        book.do([Edit(None, replace(SEGMENT, label=author))])
    write(tmp_path / "j", [*start, *changes])

    told = [
        replay("journal", "import", tmp_path / "j", "--store", tmp_path / "s.db"),
        replay("journal", "conflicts", "--store", tmp_path / "s.db"),
        replay("merge", tmp_path / "j", "-o", tmp_path / "out"),
    ]

    assert all("ann␛" in ended.out for ended in told)
    assert not any("\x1b" in ended.out + ended.err for ended in told)


@pytest.mark.parametrize("limit", ["MOST_CHANGES", "MOST_FAULTS"])
def test_a_journal_without_end_is_refused(
    limit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one line; nothing is held that is not read."""
    monkeypatch.setattr(journal_file, limit, 2)
    write(tmp_path / "j", make_changes(5))
    if limit == "MOST_FAULTS":
        (tmp_path / "j").write_text("{}\n" * 5)

    ended = replay("journal", "import", tmp_path / "j", "--store", tmp_path / "s.db")

    assert is_refused(ended, 3, str(tmp_path / "j"))


def test_tampering_is_found_and_is_status_1(tmp_path: Path) -> None:
    """A row altered by hand, in words and as JSON; before that, nothing."""
    keep(tmp_path, make_changes(3))
    before = replay("journal", "verify", "--store", tmp_path)
    with sqlite3.connect(tmp_path / ".replay" / "annotations.db") as database:
        database.execute("UPDATE changes SET author = 'eve' WHERE number = 1")
    database.close()

    ended = replay("journal", "verify", "--store", tmp_path)
    told = replay("journal", "verify", "--store", tmp_path, "--json")

    assert (before.status, before.out.splitlines()[-1]) == (
        0,
        "found  nothing: every change is as it was written",
    )
    assert (ended.status, told.status) == (1, 1)
    assert "change 1 by eve, row 2: it was altered" in ended.out
    (fault,) = told.document["faults"]
    assert (fault["row"], told.document["changes"]) == (2, 3)


def test_the_store_of_the_settings_is_taken(tmp_path: Path) -> None:
    """Unless another is named."""
    keep(tmp_path / "a", make_changes(1))
    (tmp_path / "config" / "replay").mkdir(parents=True)
    (tmp_path / "config" / "replay" / "settings.toml").write_text(f"store = '{tmp_path / 'a'}'\n")

    assert replay("journal", "verify", "--json").document["changes"] == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export", "-o", "x"), "name a recording, or say --all"),
        (("export", SAMPLE, "--all", "-o", "x"), "name a recording, or say --all"),
        (("verify", "--store", "nowhere.db"), "there is no store"),
        (("conflicts", "--store", "nowhere.db"), "nothing was annotated there"),
    ],
)
def test_wrong_use_is_one_line(
    words: tuple[str | Path, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And no store is made by it."""
    monkeypatch.chdir(tmp_path)

    assert is_refused(replay("journal", *words), 2, said)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_row_is_left_out_and_told(tmp_path: Path) -> None:
    """An export of what is sound, and status 1."""
    keep(tmp_path, make_changes(3))
    with sqlite3.connect(tmp_path / ".replay" / "annotations.db") as database:
        database.execute("UPDATE changes SET author = 'eve' WHERE number = 1")
    database.close()

    ended = replay("journal", "export", "--all", "--store", tmp_path, "-o", tmp_path / "j")

    assert ended.status == 1
    assert "left out: row 2: " in ended.err
    assert len((tmp_path / "j").read_text().splitlines()) == 2


@pytest.mark.parametrize("number", [1, 2])
def test_a_conflict_is_settled_by_its_number(tmp_path: Path, number: int) -> None:
    """The annotation has the value that was taken, there is no conflict any more, and nothing was lost."""
    with Reader(SAMPLE) as recording:
        name = content_id(recording)
    path = Path(shutil.copy(SAMPLE, tmp_path / "desk.replay"))
    keep(tmp_path, list({change.hash: change for side in apart(name) for change in side}.values()))
    (listed,) = replay("journal", "conflicts", path, "--json").document
    rival = listed["rivals"][number - 1]

    refused = replay("journal", "settle", path, listed["annotation"], "--take", "3")
    ended = replay(
        "journal", "settle", path, listed["annotation"], "--take", str(number), "--author", "eve", "--json"
    )
    again = replay("journal", "settle", path, listed["annotation"])

    assert (refused.status, "has 2 values, and no 3" in refused.err) == (2, True)
    assert ended.document["settled"] == [{"annotation": listed["annotation"], "hash": rival["hash"]}]
    assert (again.status, "was not changed apart" in again.err) == (2, True)
    assert (
        replay("journal", "conflicts", path).status,
        replay("journal", "verify", "--store", tmp_path).status,
    ) == (
        0,
        0,
    )
    with Store(place_in(tmp_path)) as store:
        ledger = Ledger(store.changes(name, []))
    after = ledger.standing[listed["annotation"]]
    assert isinstance(after, Segment)
    assert after.label == rival["after"]["label"]


def test_all_conflicts_are_settled_as_they_are_shown(tmp_path: Path) -> None:
    """Without an id everything keeps what is shown; another value is of one annotation."""
    with Reader(SAMPLE) as recording:
        name = content_id(recording)
    path = Path(shutil.copy(SAMPLE, tmp_path / "desk.replay"))
    keep(tmp_path, list({change.hash: change for side in apart(name) for change in side}.values()))

    refused = replay("journal", "settle", path, "--take", "2")
    ended = replay("journal", "settle", path)
    after = replay("journal", "settle", path, "--json")

    assert (refused.status, "name it" in refused.err) == (2, True)
    assert ended.status == 0
    assert "1 conflict settled" in ended.err
    assert after.document["settled"] == []


def test_the_store_beside_a_recording_is_verified_by_the_recording_s_name(tmp_path: Path) -> None:
    """As the other parts find theirs; from whatever folder it is asked."""
    path = tmp_path / "work" / "desk.replay"
    keep(path.parent, make_changes(3, recording="rec"))
    shutil.copy(SAMPLE, path)

    ended = replay("journal", "verify", path, "--json")

    assert ended.status == 0
    assert ended.document["changes"] == 3
