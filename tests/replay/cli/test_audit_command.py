"""`replay audit`: what commands did is noted, listed, and found where somebody changed it."""

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from formats.model.header import Consent
from formats.native.copy import write_recording
from replay.store.journal import Store
from replay.store.paths import audit_file
from replay.store.place import place_in
from tests.consented import consented_sample
from tests.replay.cli.shell import is_refused, replay, replay_process
from tests.replay.privacy.leaky import SECRET, leaky
from tests.replay.store.journals import make_changes


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """A recording with a consent, and no store."""
    path = tmp_path / "here" / "desk.replay"
    path.parent.mkdir()
    return consented_sample(path, Consent("P7", ("research",)))


@pytest.fixture
def kept(recording: Path) -> Path:
    """The same, with a store."""
    with Store(place_in(recording.parent)) as store:
        store.append(make_changes(1))
    return recording


def shown(*words: str | Path) -> list[dict[str, Any]]:
    """Return what the audit lists."""
    return replay("audit", "show", *words, "--json").objects


def setting(tmp_path: Path, text: str) -> None:
    """Set something."""
    folder = tmp_path / "config" / "replay"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text(text)


def test_what_was_seen_of_an_annotated_recording_is_listed_with_its_span(kept: Path, tmp_path: Path) -> None:
    """By each command that shows something of it, in the store beside it."""
    replay("events", kept, "--from", "1", "--to", "2", "--stream", "key")
    replay("text", kept)
    replay("actions", kept)
    replay("frame", kept, "--at", "5", "-o", tmp_path / "f.png")
    replay("subject", kept)
    entries = shown(kept)

    assert [entry["kind"] for entry in entries] == ["saw"] * 5
    assert [entry["details"]["by"].split()[0] for entry in entries] == [
        *("events", "text", "actions", "frame", "subject")
    ]
    assert (entries[0]["start_ns"], entries[0]["end_ns"]) == (10**9, 2 * 10**9)
    assert entries[0]["details"]["streams"] == "key"
    assert {entry["log"] for entry in entries} == {str(place_in(kept.parent).path)}


def test_what_was_handed_on_is_listed_with_where_to_and_for_what(kept: Path, tmp_path: Path) -> None:
    """Exports, copies, labels, and what a scan revealed; of the secrets themselves nothing."""
    replay("export", kept, "--to", "csv", "-o", tmp_path / "o.csv", "--purpose", "research")
    replay("redact", kept, "-o", tmp_path / "r.replay", "--pictures", "drop", "--purpose", "research")
    replay("label", "export", kept, "--to", "csv", "-o", tmp_path / "l.csv", "--purpose", "research")
    replay("scan", kept, "--no-ocr")
    replay("scan", kept, "--no-ocr", "--reveal")
    entries = shown(kept)

    assert [entry["kind"] for entry in entries] == ["exported", "redacted", "exported", "revealed"]
    assert entries[0]["details"]["purpose"] == "research"
    assert entries[0]["details"]["to"] == str(tmp_path / "o.csv")


def test_a_secret_stands_in_no_log(tmp_path: Path) -> None:
    """Neither what was found nor what was removed."""
    path = tmp_path / "here" / "leaky.replay"
    path.parent.mkdir()
    write_recording(leaky(), path, lossless=True)
    words = tmp_path / "words"
    words.write_text(SECRET)
    asked = ("--words-file", words, "--pictures", "drop", "--purpose", "research")
    replay("redact", path, "-o", tmp_path / "r.replay", *asked)
    replay("scan", path, "--no-ocr", "--reveal")
    replay("subject", path, "--black-out-words", words)

    assert {entry["kind"] for entry in shown(path)} == {"redacted", "revealed", "subject"}
    assert SECRET.encode() not in audit_file().read_bytes()


def test_a_recording_that_nobody_annotates_is_looked_at_without_a_trace(recording: Path) -> None:
    """And an export of one with a consent is noted all the same, in a log of one's own."""
    replay("events", recording)
    replay("text", recording)

    assert not audit_file().exists()
    ended = replay("audit", "show", recording)
    assert (ended.status, ended.out) == (0, "")
    assert "nothing was noted" in ended.err

    replay("export", recording, "--to", "csv", "-o", recording.with_name("o.csv"), "--purpose", "research")
    (entry,) = shown(recording)
    assert (entry["kind"], entry["log"]) == ("exported", str(audit_file()))
    assert not (recording.parent / ".replay").exists()


@pytest.mark.parametrize(("word", "kinds"), [("always", ["saw", "exported"]), ("never", [])])
def test_a_setting_says_otherwise(word: str, kinds: list[str], recording: Path, tmp_path: Path) -> None:
    """Everything, or nothing."""
    setting(tmp_path, f'audit = "{word}"')
    replay("events", recording)
    replay("export", recording, "--to", "csv", "-o", tmp_path / "o.csv", "--purpose", "research")

    assert [entry["kind"] for entry in shown(recording)] == kinds


def test_what_cannot_be_noted_is_not_handed_on(recording: Path, tmp_path: Path) -> None:
    """Nothing is left of it; what is only seen is shown, and said."""
    setting(tmp_path, 'audit = "always"')
    (tmp_path / "data").write_text("no folder")
    out = tmp_path / "o.csv"

    ended = replay("export", recording, "--to", "csv", "-o", out, "--purpose", "research")
    assert is_refused(ended, 3, "it must be noted who did this")
    assert not out.exists()

    ended = replay("text", recording)
    assert ended.status == 0
    assert ended.out
    assert "this is not noted" in ended.err


def test_a_log_that_was_altered_is_found(kept: Path) -> None:
    """With exit status 1, and 0 before."""
    replay("text", kept)
    replay("events", kept)
    assert replay("audit", "verify", kept).status == 0

    with sqlite3.connect(place_in(kept.parent).path or "") as connection:
        connection.execute("UPDATE audit SET who = 'nobody' WHERE number = 0")
    connection.close()

    ended = replay("audit", "verify", kept, "--json")
    assert ended.status == 1
    (told,) = ended.document["logs"]
    assert (told["entries"], told["sealed"], len(told["faults"])) == (2, 2, 1)
    assert replay("audit", "show", kept).status == 1


def test_a_log_that_was_taken_away_is_missed(kept: Path) -> None:
    """It is remembered beside the key."""
    replay("text", kept)
    shutil.rmtree(kept.parent / ".replay")

    ended = replay("audit", "verify", kept)
    assert ended.status == 1
    assert "you remember 1 entries" in ended.out


@pytest.mark.parametrize("gone", ["the store", "its end", "other entries"])
def test_a_log_that_vanished_is_missed_where_it_is_listed(kept: Path, gone: str) -> None:
    """In one line with its place, also where nothing else is listed; with exit status 1."""
    replay("text", kept)
    replay("events", kept)
    place = place_in(kept.parent)
    assert replay("audit", "show", kept).status == 0
    if gone == "the store":
        shutil.rmtree(kept.parent / ".replay")
    elif gone == "its end":
        with sqlite3.connect(place.path or "") as connection:
            connection.execute("DELETE FROM audit WHERE number = 1")
        connection.close()
    else:
        with sqlite3.connect(place.path or "") as connection:
            connection.execute("UPDATE audit SET hash = 'x' WHERE number = 1")
        connection.close()

    ended = replay("audit", "show", kept)

    said = {
        "the store": f"{place}: there is no log, and you remember that it had 2 entries\n",
        "its end": f"{place}: you remember 2 entries, and 1 of them are gone: it has 1\n",
        "other entries": f"{place}: you remember 2 entries, and it has others now",
    }
    assert ended.status == 1
    assert said[gone] in ended.err
    assert replay("audit", "show", kept, "--json").status == 1


def test_what_is_known_to_have_been_done_and_no_log_tells_of_is_said(recording: Path, tmp_path: Path) -> None:
    """A withdrawal and a person's word are remembered apart from the log; one that was never due is not."""
    replay("subject", recording, "--withhold")
    replay("withdraw", recording, "--yes")
    assert replay("audit", "show", recording).status == 0

    for each in (tmp_path / "data" / "replay").glob("audit*"):
        shutil.rmtree(each) if each.is_dir() else each.unlink()
    ended = replay("audit", "show", recording)

    assert ended.status == 1
    assert "it was withdrawn on 20" in ended.err
    assert "its person decided on it, and no log here tells of it" in ended.err
    assert "nothing was noted" in ended.err
    setting(tmp_path, 'audit = "never"')
    assert replay("audit", "show", recording).status == 0


def test_entries_are_chosen_by_kind_and_person(kept: Path) -> None:
    """Those of others are left out."""
    replay("text", kept)
    replay("scan", kept, "--no-ocr", "--reveal")

    assert [entry["kind"] for entry in shown(kept, "--kind", "revealed")] == ["revealed"]
    assert shown(kept, "--who", "nobody else") == []


def test_what_does_not_look_imports_no_database(recording: Path) -> None:
    """Where nothing is to be noted nothing of the database is loaded."""
    ended = replay_process("events", recording, PYTHONPROFILEIMPORTTIME="1")

    assert "sqlalchemy" not in ended.err


def test_of_a_copy_it_is_said_what_it_was_made_of(recording: Path, tmp_path: Path) -> None:
    """What was done before stands there: that nothing is listed would be taken for nothing done."""
    out = tmp_path / "cut.replay"
    made = replay(
        "redact",
        recording,
        "-o",
        out,
        "--pictures",
        "drop",
        "--drop-stream",
        "scroll",
        "--purpose",
        "research",
    )

    ended = replay("audit", "show", out)
    original = replay("audit", "show", recording)

    assert made.status == ended.status == 0
    assert f"{out} is a copy, redacted on" in ended.err
    assert f"`replay audit show {recording.name}` tells what was done before" in ended.err
    assert f"nothing was noted of {out}" in ended.err
    assert "is a copy" not in original.err
    assert "list_seal" not in original.out


def test_of_a_cut_file_it_is_said_that_more_stands_elsewhere(recording: Path, tmp_path: Path) -> None:
    """Its content is another one than that of the whole, under which things were noted."""
    replay("export", recording, "--to", "jsonl", "-o", tmp_path / "out.jsonl", "--purpose", "research")
    recording.write_bytes(recording.read_bytes()[:-300])

    ended = replay("audit", "show", recording)

    assert f"{recording} is damaged or cut" in ended.err
