"""`replay label`: annotations to other tools and back, through the store and through journals."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from formats.exchange_registry import EXCHANGES, exchange
from formats.model.annotations import Annotation, Edge, Mark, Segment
from formats.model.changes import Change, broken_chains, change_record, read_change
from formats.model.content_id import content_id
from formats.model.exchange import ExchangeContext
from formats.native.reader import Reader
from replay.annotate.history import Edit
from replay.annotate.ledger import Ledger
from replay.annotate.notebook import Notebook
from replay.cli.label_command import PARTS
from replay.store.journal import Store
from replay.store.place import place_in
from tests.data import ROOT, SAMPLE
from tests.replay.cli.shell import is_refused, replay

S = 1_000_000_000
WORK: dict[str, list[Annotation]] = {
    "ann": [
        Segment("s1", "task", "search", Edge(0), Edge(2 * S), "for flights"),
        Segment("s2", "task", "pay", Edge(2 * S)),
        Mark("m1", Edge(S), "event", "submit"),
    ],
    "ben": [Segment("s3", "task", "look", Edge(S), Edge(3 * S))],
}


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "config" / "replay").mkdir(parents=True)
    (tmp_path / "config" / "replay" / "settings.toml").write_text('author = "me"\n')


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A recording with nothing annotated yet."""
    path = tmp_path / "desk.replay"
    shutil.copy(SAMPLE, path)
    return path


def recording_of(path: Path) -> str:
    with Reader(path) as recording:
        return content_id(recording)


def annotate(path: Path) -> None:
    """Let two people annotate a recording."""
    for author, annotations in WORK.items():
        with Store(place_in(path.parent)) as store:
            made: list[Change] = []
            book = Notebook(recording_of(path), author, [], made.extend, tool="test")
            book.do([Edit(None, annotation) for annotation in annotations])
            store.append(made)


def stored(path: Path) -> list[Change]:
    with Store(place_in(path.parent)) as store:
        return store.changes(recording_of(path), [])


def standing(changes: Sequence[Change]) -> dict[str, tuple[Annotation, str]]:
    """Return annotations with their owners, by id."""
    ledger = Ledger(changes)
    return {name: (annotation, ledger.owner(name)) for name, annotation in ledger.standing.items()}


def test_every_part_that_is_listed_is_there() -> None:
    """The table is written by hand, so that showing it imports none of them."""
    modules = {path.stem.removesuffix("_part") for path in (ROOT / "replay/cli/label").glob("*_part.py")}

    assert set(PARTS) == modules
    for name in PARTS:
        assert replay("label", name, "--help").out.startswith(f"Usage: replay label {name} ")


@pytest.mark.parametrize("name", EXCHANGES)
def test_annotations_go_out_and_come_back(name: str, desk: Path, tmp_path: Path) -> None:
    """Into another store, in every format; taken in again they change nothing."""
    annotate(desk)
    out, other = tmp_path / "out", tmp_path / "other"
    other.mkdir()

    written = replay("label", "export", desk, "--to", name, "-o", out, "--json")
    taken = replay("label", "import", desk, out, "--store", other, "--json")
    again = replay("label", "import", desk, out, "--store", other, "--json")

    assert (written.status, taken.status, again.status) == (0, 0, 0)
    assert written.document["written"]["segments"] == 3
    assert (taken.document["format"], taken.document["new"]) == (name, 4)
    assert (again.document["new"], again.document["changed"], again.document["known"]) == (0, 0, 4)
    with Store(place_in(other)) as store:
        changes = store.changes(recording_of(desk), [])
    assert len(changes) == 4
    assert not broken_chains(changes)
    labels = {getattr(annotation, "label", ""): who for annotation, who in standing(changes).values()}
    holds = exchange(name).HOLDS.authors
    due = {"search": "ann", "pay": "ann", "submit": "ann", "look": "ben"}
    assert labels == (due if holds else dict.fromkeys(due, "me"))


def test_people_are_told_what_was_lost_and_read(desk: Path, tmp_path: Path) -> None:
    """Counts and sentences, a line each."""
    annotate(desk)

    written = replay("label", "export", desk, "--to", "audacity", "-o", tmp_path / "a.txt")
    taken = replay("label", "import", desk, tmp_path / "a.txt", "--as-author", "eva", "--tier", "sound")

    assert "wrote    segments     3" in written.out
    assert "lost     tiers of annotations: 4" in written.out
    assert "lost     who made the annotations: 2 people" in written.out
    assert written.err.startswith(f"wrote {tmp_path / 'a.txt'}, ")
    assert taken.out.splitlines()[:2] == ["format   audacity", "read     segments     3"]
    assert "new      4 annotations" in taken.out
    assert "by       eva          4" in taken.out
    assert "annotations.db" in taken.err


def test_two_annotators_who_agree_have_a_segment_each(desk: Path, tmp_path: Path) -> None:
    """A file that names nothing says the same for both; what is taken in twice is known."""
    for name, second in (("ann", "pay"), ("ben", "look")):
        (tmp_path / f"{name}.txt").write_text(f"0.0\t20.0\tsearch\n20.0\t70.0\t{second}\n")

    taken = [
        replay("label", "import", desk, tmp_path / f"{name}.txt", "--as-author", name, "--json").document
        for name in ("ann", "ben", "ben")
    ]
    agreed = replay("agree", desk, "--json")

    assert [(each["new"], each["known"]) for each in taken] == [(2, 0), (2, 0), (0, 2)]
    assert agreed.status == 0


def test_one_author_or_tier_alone(desk: Path, tmp_path: Path) -> None:
    """For blind work, and for formats without tiers."""
    annotate(desk)

    replay("label", "export", desk, "--to", "jsonl", "-o", tmp_path / "ben", "--author", "ben")
    replay("label", "export", desk, "--to", "jsonl", "-o", tmp_path / "event", "--tier", "event")

    assert [one.id for one in exchange("jsonl").read(tmp_path / "ben").annotations] == ["s3"]
    assert [one.id for one in exchange("jsonl").read(tmp_path / "event").annotations] == ["m1"]


def test_a_journal_in_place_of_the_store(desk: Path, tmp_path: Path) -> None:
    """Out of a journal file, and into one, which the store then takes."""
    annotate(desk)
    replay("journal", "export", desk, "-o", tmp_path / "j.jsonl")
    shutil.rmtree(tmp_path / ".replay")

    replay(
        "label", "export", desk, "--to", "csv", "-o", tmp_path / "a.csv", "--journal", tmp_path / "j.jsonl"
    )
    ended = replay("label", "import", desk, tmp_path / "a.csv", "-o", tmp_path / "new.jsonl", "--json")

    assert (ended.status, ended.document["new"], ended.document["authors"]) == (0, 4, {"ann": 3, "ben": 1})
    assert not (tmp_path / ".replay").exists()
    lines = (tmp_path / "new.jsonl").read_text().splitlines()
    changes = [read_change(json.loads(line)) for line in lines]
    assert {one for one, _ in standing(changes).values()} == {one for some in WORK.values() for one in some}
    assert replay("journal", "import", tmp_path / "new.jsonl", "--store", tmp_path).status == 0
    assert len(stored(desk)) == 4


def test_what_was_changed_in_a_file_is_changed_here(desk: Path, tmp_path: Path) -> None:
    """By its id; who made it first stays its owner, and it is one change to be undone."""
    annotate(desk)
    path = tmp_path / "a.csv"
    replay("label", "export", desk, "--to", "csv", "-o", path)
    path.write_text(path.read_text().replace("look", "wait"))

    ended = replay("label", "import", desk, path, "--as-author", "eva", "--json")

    assert (ended.document["new"], ended.document["changed"], ended.document["known"]) == (0, 1, 3)
    annotation, owner = standing(stored(desk))["s3"]
    assert isinstance(annotation, Segment)
    assert (annotation.label, owner) == ("wait", "ben")
    assert stored(desk)[-1].author == "eva"


def test_annotations_behind_the_end_are_found(desk: Path, tmp_path: Path) -> None:
    """They are those of another recording, perhaps."""
    (tmp_path / "a.txt").write_text("99999.0\t99999.5\tlate\n1.0\t1.0\tearly\n")

    ended = replay("label", "import", desk, tmp_path / "a.txt")

    assert "found    1 annotation behind the end: is it the right recording?" in ended.out


def test_wrong_use_and_unreadable_files_are_one_line(desk: Path, tmp_path: Path) -> None:
    """With the status that says which of both it is."""
    annotate(desk)
    (tmp_path / "odd").write_text("hello\n")
    (tmp_path / "many.csv").write_text(
        "label,start_ns,author\n" + "".join(f"x,{n},a{n}\n" for n in range(200))
    )
    there, out = tmp_path / "odd", tmp_path / "out"

    assert is_refused(replay("label", "export", desk, "--to", "eaf", "-o", there), 2, "--force")
    assert is_refused(replay("label", "export", desk, "--to", "eaf", "-o", desk, "--force"), 2, "only read")
    assert is_refused(replay("label", "export", desk, "--to", "docx", "-o", out), 2, "docx")
    assert is_refused(
        replay("label", "export", desk, "--to", "eaf", "-o", out, "--journal", there, "--store", tmp_path),
        2,
        "not from both",
    )
    assert is_refused(replay("label", "import", desk, there), 3, "not annotations in a known format")
    assert is_refused(replay("label", "import", desk, tmp_path / "none"), 3, "no such file")
    assert is_refused(replay("label", "import", desk, tmp_path / "many.csv"), 3, "--as-author")
    assert is_refused(replay("label", "import", there, there), 3, "odd")
    assert not out.exists()
    assert there.read_text() == "hello\n"


def test_an_existing_file_is_replaced_with_force(desk: Path, tmp_path: Path) -> None:
    """Whole, and nothing else is left beside it."""
    annotate(desk)
    (tmp_path / "a.eaf").write_text("old")

    ended = replay("label", "export", desk, "--to", "eaf", "-o", tmp_path / "a.eaf", "--force")

    assert ended.status == 0
    assert (tmp_path / "a.eaf").read_text().startswith("<?xml")
    assert {path.name for path in tmp_path.iterdir()} == {"a.eaf", "config", "desk.replay", ".replay"}


def test_a_format_can_be_named_and_a_part_chosen(desk: Path, tmp_path: Path) -> None:
    """Where the content does not tell, or holds several recordings."""
    for name in ("one", "two"):
        exchange("labelstudio").write(
            [Segment("s", "task", name, Edge(0), Edge(1))], tmp_path / name, ExchangeContext(name)
        )
    tasks = [json.loads((tmp_path / name).read_text())[0] for name in ("one", "two")]
    (tmp_path / "both").write_text(json.dumps(tasks))

    refused = replay("label", "import", desk, tmp_path / "both")
    taken = replay(
        "label", "import", desk, tmp_path / "both", "--part", "two", "--format", "labelstudio", "--json"
    )

    assert is_refused(refused, 3, "2 tasks")
    assert taken.document["new"] == 1
    assert [annotation for annotation, _ in standing(stored(desk)).values()] == [
        Segment("s", "task", "two", Edge(0), Edge(1))
    ]


def test_conflicts_and_damage_are_told(desk: Path, tmp_path: Path) -> None:
    """What is shown of a conflict is written; damaged lines are left out, with status 1."""
    changes: list[Change] = []
    for author in ("ann", "ben"):
        book = Notebook(recording_of(desk), author, [], changes.extend, tool="test")
        book.do([Edit(None, Segment("s1", "task", author, Edge(0), Edge(1)))])
    journal = tmp_path / "j.jsonl"
    journal.write_text("".join(json.dumps(change_record(change)) + "\n" for change in changes) + "{}\n")

    ended = replay(
        "label", "export", desk, "--to", "csv", "-o", tmp_path / "a.csv", "--journal", journal, "--json"
    )

    assert (ended.status, ended.document["conflicts"], len(ended.document["damaged"])) == (1, 1, 1)
    assert "left out" in ended.err
