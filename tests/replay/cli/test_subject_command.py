"""`replay subject`: the recorded person sees everything, and what they remove is in no copy."""

import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from formats.model.content_id import content_id
from formats.native.copy import write_recording
from formats.native.reader import Reader
from replay.cli.reading.subject_list import decided, subject_path
from replay.cli.writing.subject_list import write_subject
from replay.privacy.subject.redactions import SubjectList
from tests.data import ROOT
from tests.replay.cli.shell import Ended, command_line, is_refused, replay
from tests.replay.privacy.leaky import SECRET, leaky

pytestmark = pytest.mark.usefixtures("apart")


def copied(original: Path, *more: str | Path) -> Ended:
    out = original.with_name("out.replay")
    return replay(
        "redact", original, "--purpose", "research", "-o", out, "--pictures", "drop", "--force", *more
    )


def test_everything_about_the_person_is_shown_in_words(original: Path) -> None:
    """Names, consent, what was typed, windows, clipboard."""
    told = replay("subject", original)
    found = replay("subject", original, "--json").document

    assert told.status == 0
    for words in ("maria", "desk-7", "research", SECRET, "goodbye", "Notes"):
        assert words in told.out
    assert found["state"] == "undecided"
    assert found["typed"][0]["text"] == "helloWorld"


def test_what_they_black_out_is_in_no_copy_and_no_report(original: Path) -> None:
    """Only how many things it were."""
    (original.with_name("mine.txt")).write_text("goodbye\n")
    removed = replay("subject", original, "--black-out-words", original.with_name("mine.txt"))
    released = replay("subject", original, "--black-out-span", "9", "18.9", "--release")

    ended = copied(original)
    texts = replay("text", original.with_name("out.replay"), "--json").objects
    listed = original.with_name("leaky.replay.subject.json")

    assert (removed.status, released.status, ended.status) == (0, 0, 0)
    assert [run["text"] for run in texts] == ["helloWorld"]
    assert "goodbye" not in removed.err + released.err + ended.err + ended.out
    assert "2 things removed; released" in released.err
    assert stat.S_IMODE(listed.stat().st_mode) == 0o600
    assert replay("verify", original.with_name("out.replay"), "--against", original).status == 0


@pytest.mark.parametrize("word", [("--withhold",), ("--put-back", "1")])
def test_no_copy_is_made_before_they_released_it(original: Path, word: tuple[str, ...]) -> None:
    """Nor after they put something back and did not release it again: a copy would show more."""
    replay("subject", original, "--black-out-span", "20", "21", "--release")
    assert copied(original).status == 0
    changed = replay("subject", original, *word)

    ended = copied(original)

    assert changed.status == 0
    assert ended.status == 2
    assert "has not released" in ended.err


def test_what_they_remove_after_the_release_is_in_no_copy_either(original: Path) -> None:
    """What they released of the rest stands, for a copy shows less than that."""
    replay("subject", original, "--release")
    removed = replay("subject", original, "--black-out-span", "19.5", "24")

    ended = copied(original)

    assert "1 thing removed; released" in removed.err
    assert ended.status == 0
    assert "goodbye" not in replay("text", original.with_name("out.replay")).out


def test_what_they_withheld_stays_so_whatever_they_remove_or_put_back(original: Path) -> None:
    """Neither is a word on the rest."""
    replay("subject", original, "--withhold")

    removed = replay("subject", original, "--black-out-app", "Browser")
    back = replay("subject", original, "--put-back", "1")

    assert "1 thing removed; withheld" in removed.err
    assert "0 things removed; withheld" in back.err


def test_one_thing_is_put_back_by_its_number(original: Path) -> None:
    """Words are listed as such, and shown where that is asked for."""
    (original.with_name("mine.txt")).write_text("goodbye\n")
    asked = ("--black-out-span", "9", "18.9", "--black-out-app", "Browser")
    replay("subject", original, *asked, "--black-out-words", original.with_name("mine.txt"), "--release")

    listed = replay("subject", original, "--removed")
    revealed = replay("subject", original, "--removed", "--reveal", "--json").document
    absent = replay("subject", original, "--put-back", "4")
    back = replay("subject", original, "--put-back", "2")
    left = replay("subject", original, "--removed", "--json").document

    assert [line.split() for line in listed.out.splitlines()] == [
        ["1", "span", "00:00:09.000", "to", "00:00:18.900"],
        ["2", "app", "Browser"],
        ["3", "word", "[a", "word;", "--reveal", "shows", "it]"],
    ]
    assert [each["kind"] for each in revealed["removed"]] == ["span", "app", "word"]
    assert revealed["removed"][2]["word"] == "goodbye"
    assert is_refused(absent, 2, "--put-back 4", "3 things")
    assert "1 thing put back; copies that were made stay as they are" in back.err
    assert "2 things removed; undecided" in back.err
    assert "--release" in back.err
    assert [each["kind"] for each in left["removed"]] == ["span", "word"]
    assert "goodbye" not in listed.out + listed.err + str(left)


@pytest.mark.parametrize("words", [("--reveal",), ("--removed", "--release"), ("--put-back", "0")])
def test_what_does_not_go_together_is_refused(original: Path, words: tuple[str, ...]) -> None:
    """Nothing is changed by it."""
    ended = replay("subject", original, *words)

    assert ended.status == 2
    assert not original.with_name("leaky.replay.subject.json").exists()


def test_a_wrong_span_is_told_by_the_option_that_was_given(original: Path) -> None:
    """Another command's option of the same meaning tells the person nothing."""
    ended = replay("subject", original, "--black-out-span", "9", "5")

    assert ended.status == 2
    assert "--black-out-span: 5 does not lie after 9" in ended.err


def test_the_list_of_another_recording_is_refused(original: Path, tmp_path: Path) -> None:
    """It would remove the wrong things."""
    other = tmp_path / "other.replay"
    write_recording(leaky("another.secret"), other, lossless=True)
    replay("subject", other, "--release")

    ended = copied(original, "--subject", tmp_path / "other.replay.subject.json")

    assert (ended.status, "another recording" in ended.err) == (2, True)


@pytest.mark.parametrize("way", ["copied", "renamed", "recovered", "exported"])
def test_their_word_stands_wherever_the_recording_goes(original: Path, tmp_path: Path, way: str) -> None:
    """Their list lies beside the file that they saw, and is found from a copy of it under another name."""
    other = tmp_path / "elsewhere" / "other.replay"
    other.parent.mkdir()
    if way == "exported":
        assert replay("export", original, "--to", "jsonl", "-o", other, "--purpose", "research").status == 0
    words = tmp_path / "mine.txt"
    words.write_text("goodbye\n")
    if way == "recovered":
        assert replay("recover", original, "-o", other).status == 0
    assert replay("subject", original, "--black-out-words", words).status == 0
    if way == "copied":
        shutil.copy(original, other)
    elif way == "renamed":
        original.rename(other)

    shown = replay("text", other)
    made = replay("redact", other, "--purpose", "research", "-o", tmp_path / "o.replay", "--pictures", "drop")
    replay("subject", other, "--release")
    released = replay("text", other)

    assert is_refused(shown, 3, "the recorded person removed 1 thing")
    assert made.status == 2
    assert SECRET not in shown.out + released.out
    assert is_refused(released, 3, "the recorded person removed 1 thing")
    redacted = replay(
        "redact", other, "--purpose", "research", "-o", tmp_path / "o.replay", "--pictures", "drop"
    )
    assert redacted.status == 0
    assert "goodbye" not in replay("text", tmp_path / "o.replay").out


def test_a_list_that_is_gone_does_not_open_what_they_removed(original: Path, tmp_path: Path) -> None:
    """Only what they say anew counts, and they are told what they have to say again."""
    asked = ("--purpose", "research", "-o", tmp_path / "o.replay", "--pictures", "drop")
    replay("subject", original, "--black-out-app", "Browser", "--release")
    original.with_name("leaky.replay.subject.json").unlink()

    for words in (("text", original), ("export", original, "--subject", "-o", tmp_path / "mine")):
        assert is_refused(replay(*words), 3, "list", "leaky.replay.subject.json is gone", "replay subject")
    assert is_refused(replay("redact", original, *asked), 2, "leaky.replay.subject.json is gone")
    anew = replay("subject", original, "--release")

    assert "is gone, and with it the 1 thing that you had removed" in anew.err
    assert replay("redact", original, *asked).status == 0


def test_no_second_list_takes_the_place_of_theirs(original: Path, tmp_path: Path) -> None:
    """Neither one that somebody makes, nor one that is named when the copy is made."""
    other = tmp_path / "b.json"
    replay("subject", original, "--release")
    shutil.copy(original.with_name("leaky.replay.subject.json"), other)
    (tmp_path / "w").write_text("goodbye\n")
    replay("subject", original, "--black-out-words", tmp_path / "w", "--release")

    second = replay("subject", original, "--list", tmp_path / "c.json", "--release")
    made = copied(original, "--subject", other)

    assert is_refused(second, 2, "a list of yours already")
    assert made.status == 0
    assert "goodbye" not in replay("text", original.with_name("out.replay")).out


@pytest.mark.parametrize(
    "words",
    [
        ("export", "--to", "srt", "--purpose", "research"),
        ("canary", "plant", "--purpose", "research"),
        ("seal", "--passphrase"),
    ],
    ids=["export", "plant", "seal"],
)
@pytest.mark.parametrize("held", ["undecided", "withheld"])
def test_nothing_is_handed_on_before_they_released_it(
    original: Path, tmp_path: Path, words: tuple[str, ...], held: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A recording that its person is to look through first has a list that says so."""
    monkeypatch.setattr("replay.cli.reading.unlocking.new_passphrase", lambda: "a phrase")
    with Reader(original) as reader:
        subject = decided(SubjectList(content_id(reader)), held)
        write_subject(subject_path(original), subject, reader.header.recording_id)
    out = tmp_path / "out.file"
    line: list[str | Path] = [
        *words[: 2 if words[0] == "canary" else 1],
        original,
        "-o",
        out,
        *words[1 + (words[0] == "canary") :],
    ]

    refused = replay(*line)
    replay("subject", original, "--release")

    assert refused.status in {2, 3}
    assert "has not released" in refused.err or "withheld it" in refused.err
    assert replay(*line).status == 0


def test_what_two_programs_remove_at_once_is_removed(original: Path, tmp_path: Path) -> None:
    """Each reads the list and writes it again; neither undoes the other's word."""
    starts = [f"{number}" for number in range(4)]
    started = [
        subprocess.Popen(
            command_line("subject", original, "--black-out-span", start, "9"), stderr=subprocess.PIPE
        )
        for start in starts
    ]
    for each in started:
        each.communicate(timeout=60)

    told = replay("subject", original, "--json").document

    assert told["removed"] == len(starts)


def test_an_application_is_known_by_a_word_of_its_name(tmp_path: Path) -> None:
    """As people call it; of one that is not there they are told, and not that it was removed."""
    path, out = tmp_path / "desk.replay", tmp_path / "out.replay"
    shutil.copy(ROOT / "samples" / "desk.replay", path)
    with Reader(path) as reader:
        (app,) = {each for each in reader.events("window").texts("app") if "Chromium" in each}
    assert app != "Chromium"

    absent = replay("subject", path, "--black-out-app", "Chrom")
    replay("subject", path, "--black-out-app", "chromium", "--release")
    asked = ("--purpose", "sample of replay", "--pictures", "drop", "--accept-all")
    made = replay("redact", path, "-o", out, *asked)

    assert is_refused(absent, 2, "no window here is of 'Chrom'", app)
    assert made.status == 0
    with Reader(out) as reader:
        assert app not in set(reader.events("window").texts("app"))


def test_what_to_do_next_and_what_was_agreed_is_said(tmp_path: Path) -> None:
    """The recorded person is no engineer; that they took it back is true wherever they read it."""
    path = tmp_path / "desk.replay"
    shutil.copy(ROOT / "samples" / "desk.replay", path)
    before = replay("subject", path)
    replay("withdraw", path, "--yes")
    replay("export", path, "--subject", "-o", tmp_path / "mine")
    after, page = replay("subject", path), (tmp_path / "mine" / "index.html").read_text()

    for words in ("--black-out-app", "--withhold", "export FILE --subject", "replay withdraw"):
        assert words in before.err
    assert "until 20" in before.out
    assert "agreed on 20" in before.out
    assert "WITHDRAWN on 20" in after.out
    assert "WITHDRAWN" not in before.out
    assert "<td>yes, on 20" in page
    assert "withdrawn    20" in replay("info", path).out


def test_that_they_decided_is_noted_where_they_agreed_to_something(original: Path) -> None:
    """And never what they removed."""
    replay("subject", original, "--black-out-app", "Browser")
    noted = replay("audit", "show", "--json").objects

    assert [(entry["kind"], entry["details"]["state"]) for entry in noted] == [("subject", "undecided")]
    assert "Browser" not in str(noted)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--release",), {"removed": 0, "state": "released"}),
        (("--withhold",), {"removed": 0, "state": "withheld"}),
        (("--black-out-span", "0", "1"), {"removed": 1, "state": "undecided"}),
    ],
)
def test_each_word_of_theirs_is_told_as_json(
    original: Path, words: tuple[str, ...], told: dict[str, int | str]
) -> None:
    """How many things are removed now, and what stands of the rest; for people the same on stderr."""
    ended = replay("subject", original, *words, "--json")

    assert (ended.status, ended.document) == (0, told)
    assert f"removed; {told['state']}" in ended.err
