"""What people wrote leaves without what must not: `replay label export` redacts as copies are redacted."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from formats.exchange_registry import EXCHANGES
from formats.model.annotations import Anchor, Annotation, Comment, Correction, Decision, Edge, Flag, Segment
from formats.model.changes import Change
from formats.model.content_id import content_id
from formats.native.reader import Reader
from replay.annotate.correction import CORRECTION
from replay.annotate.history import Edit
from replay.annotate.notebook import Notebook
from replay.store.journal import Store
from replay.store.place import place_in
from tests.data import SAMPLE
from tests.replay.cli.shell import is_refused, replay

S = 10**9
TYPED = "hunter2-not-real"
"""What the sample's password field was given."""
IN_EDITOR = "Weekly summary"
"""What was typed in the sample's editor, and nowhere else."""
WORK: tuple[Annotation, ...] = (
    Segment("s1", "task", "task", Edge(0), Edge(20 * S), f"types {TYPED.upper()} here"),
    Segment("s2", "task", "check", Edge(20 * S), Edge(30 * S), "a quiet word on Projekt Nordlicht"),
    Segment("s3", "task", "call", Edge(30 * S), Edge(40 * S), "write to eve.miller@firm.example"),
    Comment("c1", "look again at 4111 1111 1111 1111", Edge(33 * S)),
)


def keep(store: Store, changes: Sequence[Change]) -> None:
    store.append(changes)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The sample, with labels, notes and a comment that tell what they must not."""
    path = tmp_path / "desk.replay"
    shutil.copy(SAMPLE, path)
    with Reader(path) as recording, Store(place_in(tmp_path)) as store:
        book = Notebook(content_id(recording), "ann", [], lambda made: keep(store, made), tool="test")
        book.do([Edit(None, each) for each in WORK])
    return path


@pytest.mark.parametrize("name", EXCHANGES)
def test_no_format_carries_a_secret_away(name: str, desk: Path, tmp_path: Path) -> None:
    """Neither one of the recording's nor one that only a note tells; what is left says that it was done."""
    words = tmp_path / "words.txt"
    words.write_text("Nordlicht\n")
    out = tmp_path / "out"

    ended = replay("label", "export", desk, "--to", name, "-o", out, "--words-file", words, "--json")

    assert ended.status == 0
    data = out.read_bytes()
    for secret in (TYPED, TYPED.upper(), "eve.miller@firm.example", "4111 1111", "Nordlicht"):
        assert secret.encode() not in data
    assert b"task" in data
    has_texts = ended.document["written"].get("comments") or b"[redacted]" in data
    assert not has_texts or any("must not leave" in sentence for sentence in ended.document["lost"])


def test_asked_for_it_stands_as_it_was_written(desk: Path, tmp_path: Path) -> None:
    """For the person's own use; nothing is said to be left out."""
    ended = replay("label", "export", desk, "--to", "jsonl", "-o", tmp_path / "out", "--unredacted", "--json")

    assert ended.status == 0
    assert b"eve.miller@firm.example" in (tmp_path / "out").read_bytes()
    assert ended.document["lost"] == []


def test_what_was_rejected_stays(desk: Path, tmp_path: Path) -> None:
    """A person said that it is no secret."""
    scan = replay("scan", desk, "--no-ocr", "--reveal", "--json").document
    finding = next(each["id"] for each in scan["findings"] if each["text"] == TYPED)
    with Reader(desk) as recording, Store(place_in(tmp_path)) as store:
        known = content_id(recording)
        book = Notebook(known, "ann", store.changes(known, []), lambda made: keep(store, made), tool="test")
        book.do([Edit(None, Decision("d1", finding, "rejected"))])

    replay("label", "export", desk, "--to", "jsonl", "-o", tmp_path / "out")

    assert TYPED.upper().encode() in (tmp_path / "out").read_bytes()


def test_what_the_recorded_person_removed_is_not_spoken_of(desk: Path, tmp_path: Path) -> None:
    """Their words are taken out, labels of their spans left out, and before they decide nothing leaves."""
    words = tmp_path / "mine.txt"
    words.write_text("quiet word\n")
    out = tmp_path / "out"
    hidden = replay(
        "subject", desk, "--black-out-words", words, "--black-out-span", "29s", "41s", "--withhold"
    )
    refused = replay("label", "export", desk, "--to", "jsonl", "-o", out)
    replay("subject", desk, "--release")

    ended = replay("label", "export", desk, "--to", "jsonl", "-o", out, "--json")

    assert hidden.status == 0
    assert is_refused(refused, 2, "not released")
    assert b"quiet word" not in out.read_bytes()
    assert ended.document["written"] == {"segments": 2}
    assert "annotations of what the person removed: 2" in ended.document["lost"]


def test_their_words_are_taken_out_of_what_is_not_redacted_too(desk: Path, tmp_path: Path) -> None:
    """What the recorded person removed is nobody's to hand on."""
    words = tmp_path / "mine.txt"
    words.write_text("quiet word\n")
    replay("subject", desk, "--black-out-words", words, "--release")

    ended = replay("label", "export", desk, "--to", "jsonl", "-o", tmp_path / "out", "--unredacted")

    assert ended.status == 0
    assert b"quiet word" not in (tmp_path / "out").read_bytes()
    assert b"eve.miller@firm.example" in (tmp_path / "out").read_bytes()


def test_what_was_flagged_is_taken_out(desk: Path, tmp_path: Path) -> None:
    """No detector knows it; a person said of what was typed there that it is a secret."""
    name = "Bob Example"
    typed = next(run for run in replay("text", desk, "--json").objects if run["text"] == name)
    flag = Flag("f1", Edge(typed["start_ns"]), Edge(typed["end_ns"]), "person", ("typed",))
    with Reader(desk) as recording, Store(place_in(tmp_path)) as store:
        known = content_id(recording)
        book = Notebook(known, "ann", store.changes(known, []), lambda made: keep(store, made), tool="test")
        book.do([Edit(None, flag), Edit(None, Comment("c2", f"{name.upper()} asked for it", Edge(0)))])

    ended = replay("label", "export", desk, "--to", "jsonl", "-o", tmp_path / "out")

    assert ended.status == 0
    assert b"asked for it" in (tmp_path / "out").read_bytes()
    assert name.upper().encode() not in (tmp_path / "out").read_bytes()


def test_what_lay_in_a_removed_span_is_left_out_where_frames_are_moved(desk: Path, tmp_path: Path) -> None:
    """The person saw the recorded times: a correction moves nothing of theirs out of them."""
    with Reader(desk) as recording, Store(place_in(tmp_path)) as store:
        known, at_ns = content_id(recording), int(recording.frames["t"][120])
        book = Notebook(known, "ann", store.changes(known, []), lambda made: keep(store, made), tool="test")
        said = Comment("c3", "the form of the patient", Edge(at_ns, Anchor("frame", 120)))
        book.do([Edit(None, said), Edit(None, Correction(CORRECTION, -S // 2))])
    start, end = (f"{(at_ns + off) / S:.3f}s" for off in (-S // 10, S // 10))
    replay("subject", desk, "--black-out-span", start, end, "--release")

    ended = replay("label", "export", desk, "--to", "jsonl", "-o", tmp_path / "out")

    assert ended.status == 0
    assert b"patient" not in (tmp_path / "out").read_bytes()


@pytest.mark.parametrize("name", EXCHANGES)
@pytest.mark.parametrize("more", [[], ["--unredacted"]])
def test_nothing_is_told_of_an_application_that_the_recorded_person_removed(
    name: str, more: list[str], desk: Path, tmp_path: Path
) -> None:
    """Labels of its time are left out, and of others its name, its titles, and what was typed there."""
    app, title = "Mousepad", "*Untitled 1 - Mousepad"
    said = (
        Segment("a1", "task", "task", Edge(26 * S), Edge(44 * S), "only here"),
        Segment("a2", "task", "check", Edge(0), Edge(70 * S), f"in {app}: {title}, {IN_EDITOR}"),
        Comment("a3", f"what stands in {app.upper()}?", Edge(0)),
    )
    with Reader(desk) as recording, Store(place_in(tmp_path)) as store:
        known = content_id(recording)
        book = Notebook(known, "ann", store.changes(known, []), lambda made: keep(store, made), tool="test")
        book.do([Edit(None, each) for each in said])
    out = tmp_path / "out"
    replay("subject", desk, "--black-out-app", app, "--release")

    ended = replay("label", "export", desk, "--to", name, "-o", out, "--json", *more)

    assert ended.status == 0
    data = out.read_bytes().lower()
    assert b"only here" not in data
    for text in (app, title, IN_EDITOR):
        assert text.lower().encode() not in data
