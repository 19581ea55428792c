"""`replay withdraw`: nobody opens it any more, its keys are gone, and every copy is listed."""

import datetime as dt
import json
import os
import resource
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from formats.model.header import Consent
from formats.model.report import ImportOptions
from formats.native.copy import write_recording
from replay.store.imports import open_imported
from replay.store.paths import audit_file, audit_heads_folder, imports_folder, withdrawals_folder
from tests.data import ROOT, SAMPLE
from tests.replay.cli.damaged import damage
from tests.replay.cli.redacting import read_no_pictures
from tests.replay.cli.sealing import Sealed, seal_sample
from tests.replay.cli.shell import command_line, is_refused, replay
from tests.replay.privacy.leaky import SECRET, leaky

CAST = """{"version": 2, "width": 20, "height": 4}
[0.5, "o", "hello"]
[0.9, "i", "a"]
"""
OLD_ID = "0d7a5a2e-5f0e-5c35-9a4e-1f1f3b6a0c11"
LAST = dt.date.fromtimestamp(0).isoformat()


pytestmark = pytest.mark.usefixtures("apart")


@pytest.fixture
def sealed(tmp_path: Path) -> Sealed:
    return seal_sample(tmp_path)


def consented(path: Path, consent: Consent) -> Path:
    """Write a recording with a secret in it that was agreed to."""
    recording = leaky()
    recording.header = replace(recording.header, consent=consent)
    write_recording(recording, path, lossless=True)
    return path


def test_the_key_is_destroyed_and_nobody_opens_it(sealed: Sealed) -> None:
    """Under no name: a copy of the sealed file is worth nothing, and one in the clear is refused."""
    moved = sealed.path.with_name("moved.replay")
    shutil.copy(sealed.path, moved)

    told = replay("withdraw", sealed.path, "--yes", "--json").document

    assert told["keys_destroyed"] == [str(sealed.key)]
    assert not sealed.key.exists()
    assert is_refused(replay("text", sealed.path), 3, "was withdrawn by the recorded person on 20")
    assert is_refused(replay("info", sealed.path), 3, "was withdrawn")
    assert is_refused(replay("text", moved), 3, "is sealed, and its key")
    assert is_refused(replay("text", sealed.plain), 3, "desk.replay was withdrawn")
    assert replay("info", sealed.plain).status == 0


def test_every_copy_is_listed_with_what_it_was_for(sealed: Sealed, tmp_path: Path) -> None:
    """Copies of copies too, and which of them are still there."""
    table, page, redacted = (tmp_path / name for name in ("table", "page.html", "redacted.replay"))
    replay("export", sealed.path, "--to", "csv", "-o", table, "--purpose", "research")
    replay("redact", sealed.path, "-o", redacted, "--pictures", "drop", "--purpose", "sharing")
    replay("export", redacted, "--to", "srt", "-o", page, "--purpose", "sharing")
    page.unlink()

    told = replay("withdraw", sealed.plain, "--yes", "--json").document

    copies = {copy["path"]: copy for copy in told["copies"]}
    assert set(copies) == {str(each) for each in (sealed.path, table, redacted, page)}
    assert copies[str(table)]["purpose"] == "research"
    assert copies[str(redacted)]["kind"] == "redacted"
    assert [copies[str(each)]["is_there"] for each in (table, page)] == [True, False]
    assert any(name.endswith(".redactions.json") for name in told["beside"])
    assert told["keys_destroyed"] == [str(sealed.key)]


def test_lists_of_what_was_removed_are_named_beside_the_original_too(
    sealed: Sealed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They hold the secrets in the clear, and the one in the clear is where copies were made of."""
    read_no_pictures(monkeypatch)
    asked = ("--pictures", "drop", "--purpose", "sharing", "--accept-all")
    replay("redact", sealed.plain, "-o", tmp_path / "redacted.replay", *asked)
    (listed,) = tmp_path.glob("desk.replay.*.redactions.json")

    told = replay("withdraw", sealed.path, "--yes", "--json").document

    assert told["originals"] == [str(sealed.plain)]
    assert str(listed) in told["beside"]
    assert len(told["beside"]) == len(set(told["beside"]))


def test_copies_as_they_are_and_with_canaries_are_listed(tmp_path: Path) -> None:
    """They hold everything that the recording does."""
    original = consented(tmp_path / "leaky.replay", Consent("Maria", ("research",)))
    recovered, planted = tmp_path / "recovered.replay", tmp_path / "planted.replay"
    replay("recover", original, "-o", recovered)
    replay("canary", "plant", original, "-o", planted, "--count", "2", "--purpose", "research")

    told = replay("withdraw", original, "--yes", "--json").document

    assert {copy["path"]: copy["kind"] for copy in told["copies"]} == {
        str(recovered): "recovered",
        str(planted): "planted",
    }


def test_an_import_is_a_copy_too(tmp_path: Path) -> None:
    """Listed from the source, and the source from it."""
    foreign, made = tmp_path / "events.jsonl", tmp_path / "made.replay"
    replay("export", SAMPLE, "--to", "jsonl", "-o", foreign, "--purpose", "sample of replay")
    replay("import", foreign, "-o", made, "--purpose", "sample of replay")

    told = replay("withdraw", foreign, "--yes", "--json").document
    back = replay("withdraw", made, "--yes", "--json").document

    assert [(copy["kind"], copy["path"]) for copy in told["copies"]] == [("imported", str(made))]
    assert str(foreign) in {copy["path"] for copy in back["copies"]}


@pytest.mark.parametrize("older", [False, True])
def test_a_foreign_recording_without_a_date_does_not_escape_by_another_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, older: bool
) -> None:
    """Nor one that was withdrawn when ids were made of names: it is known by its content, too."""
    path, renamed, other = (tmp_path / name for name in ("a.cast", "renamed.cast", "other.cast"))
    path.write_text(CAST)
    renamed.write_text(CAST)
    other.write_text(CAST.replace("0.5", "0.6"))
    with monkeypatch.context() as patched:
        if older:
            patched.setattr("formats.importers.asciicast.importer.source_id", lambda *_: OLD_ID)
        replay("withdraw", path, "--yes")
    assert (withdrawals_folder() / f"{OLD_ID}.json").exists() == older

    assert is_refused(replay("text", renamed), 3, "was withdrawn by the recorded person")
    assert is_refused(replay("import", renamed, "-o", tmp_path / "o.replay"), 3, "was withdrawn")
    assert replay("info", renamed, "--json").document["withdrawn_on"]
    assert replay("text", other).status == 0


@pytest.mark.parametrize("older", [False, True])
def test_what_was_removed_of_a_foreign_recording_is_hidden_by_another_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, older: bool
) -> None:
    """And what the person says of it next holds under every id that it ever had."""
    path, renamed = tmp_path / "a.cast", tmp_path / "elsewhere" / "renamed.cast"
    path.write_text(CAST)
    renamed.parent.mkdir()
    with monkeypatch.context() as patched:
        if older:
            patched.setattr("formats.importers.asciicast.importer.source_id", lambda *_: OLD_ID)
        replay("import", path, "-o", tmp_path / "made.replay")
        replay("subject", path, "--withhold")
    path.rename(renamed)

    assert is_refused(replay("text", renamed), 3, "the recorded person withheld it")
    replay("subject", renamed, "--release")
    assert replay("text", renamed).status == 0
    assert replay("text", tmp_path / "made.replay").status == 0


def test_what_nobody_may_open_is_not_imported_either(tmp_path: Path) -> None:
    """A copy of it would be opened by everybody."""
    foreign, out = tmp_path / "events.jsonl", tmp_path / "out.replay"
    original = consented(tmp_path / "a.replay", Consent("Maria", ("research",)))
    replay("export", original, "--to", "jsonl", "-o", foreign, "--purpose", "research")
    replay("subject", foreign, "--withhold")
    withheld = replay("import", foreign, "-o", out, "--purpose", "research")
    replay("withdraw", foreign, "--yes")
    withdrawn = replay("import", foreign, "-o", out, "--purpose", "research")

    assert is_refused(withheld, 3, "withheld it")
    assert is_refused(withdrawn, 3, "was withdrawn")
    assert not out.exists()


@pytest.mark.parametrize("damage", ["none", "cut"])
def test_what_nobody_may_open_is_not_recovered_either(tmp_path: Path, damage: str) -> None:
    """A whole file or a damaged one: withdrawn, past its last day, withheld or with something removed."""
    out = tmp_path / "out.replay"
    places = [tmp_path / f"{name}.replay" for name in ("kept", "removed", "withheld", "withdrawn")]
    for place in places:
        consent = Consent("Maria", ("research",), retain_until=LAST if place is places[0] else None)
        consented(place, consent)
    words = tmp_path / "words.txt"
    words.write_text(SECRET)
    replay("subject", places[1], "--black-out-words", words)
    replay("subject", places[2], "--withhold")
    replay("withdraw", places[3], "--yes")

    for place in places:
        if damage == "cut":
            place.write_bytes(place.read_bytes()[:-30])
        ended = replay("recover", place, "-o", out)

        assert ended.status in {2, 3}
        assert not out.exists()
        assert any(word in ended.err for word in ("not opened", "not recovered", "withdrawn"))


def test_it_needs_no_key_and_no_identity(sealed: Sealed) -> None:
    """The right to withdraw is not lost with them; what was copied is still known."""
    sealed.identity.unlink()
    replay("export", sealed.plain, "--to", "srt", "-o", sealed.path.with_name("a.srt"))

    told = replay("withdraw", sealed.path, "--yes", "--json").document

    assert told["keys_destroyed"] == [str(sealed.key)]
    assert str(sealed.path.with_name("a.srt")) in {copy["path"] for copy in told["copies"]}
    assert str(sealed.plain) in told["originals"]


def test_an_audit_that_cannot_be_read_does_not_keep_the_key(sealed: Sealed) -> None:
    """What could not be told is said, and that it is to be run again."""
    audit_file().write_bytes(b"no database")

    ended = replay("withdraw", sealed.path, "--yes")

    assert (ended.status, sealed.key.exists()) == (1, False)
    assert "NOT DONE   the audit cannot be read, so that copies are not known" in ended.out
    assert "run this again" in ended.out
    assert "none that the audit tells of" not in ended.out
    assert is_refused(replay("text", sealed.path), 3, "was withdrawn")


def test_a_full_disk_does_not_keep_the_key(sealed: Sealed) -> None:
    """To destroy it takes no room; what does is said, and done when it is run again."""
    done = subprocess.run(
        command_line("withdraw", sealed.path, "--yes", "--json"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)),
        check=False,
    )
    told = json.loads(done.stdout)

    assert (done.returncode, sealed.key.exists()) == (1, False)
    assert told["keys_destroyed"] == [str(sealed.key)]
    assert any("is not marked as withdrawn" in sentence for sentence in told["not_done"])
    assert replay("withdraw", sealed.path, "--yes").status == 0
    assert is_refused(replay("text", sealed.path), 3, "was withdrawn")


def test_what_a_killed_program_left_of_a_key_goes_too(sealed: Sealed) -> None:
    """It opens the recording as well."""
    left = sealed.path.with_name("sealed.replay.key.0a1b2c3d.partial")
    shutil.copy(sealed.key, left)

    told = replay("withdraw", sealed.path, "--yes", "--json").document

    assert told["keys_destroyed"] == [str(sealed.key), str(left)]
    assert not left.exists()


def test_a_copy_with_a_long_name_is_found(sealed: Sealed, tmp_path: Path) -> None:
    """A path of a thousand characters is one."""
    far = tmp_path.joinpath(*["a" * 200] * 4)
    far.mkdir(parents=True)
    replay("seal", sealed.plain, "-o", far / "s.replay")

    told = replay("withdraw", sealed.plain, "--yes", "--json").document

    assert str(far / "s.replay.key") in told["keys_destroyed"]


def test_a_damaged_file_can_be_withdrawn_and_deleted(tmp_path: Path) -> None:
    """Which copies there are cannot be told then, and that is said."""
    path = consented(tmp_path / "a.replay", Consent("Maria", ("research",)))
    damage(path, "key")

    ended = replay("withdraw", path, "--yes", "--delete")

    assert (ended.status, path.exists()) == (0, False)
    assert "it is damaged or cut: of copies that were made of it before" in ended.out


def test_nothing_happens_without_a_word(sealed: Sealed) -> None:
    """It cannot be taken back."""
    assert is_refused(replay("withdraw", sealed.path), 2, "--yes")
    assert sealed.key.exists()
    assert replay("text", sealed.path).status == 0


def test_a_file_in_the_clear_says_that_it_must_be_deleted(sealed: Sealed) -> None:
    """And is, where it is asked for; what is recorded there next is another recording."""
    ended = replay("withdraw", sealed.plain, "--yes")
    assert "in the clear: delete the file itself" in ended.out

    told = replay("withdraw", sealed.plain, "--yes", "--delete", "--json").document

    assert told["deleted"]
    assert not sealed.plain.exists()
    consented(sealed.plain, Consent("P7"))
    assert replay("text", sealed.plain).status == 0


def test_a_key_of_another_recording_is_not_touched(sealed: Sealed) -> None:
    """What lies now where a copy once was, is somebody else's."""
    other = sealed.path.with_name("other.replay")
    consented(other, Consent("P7"))
    replay("seal", other, "-o", sealed.path, "--force")

    told = replay("withdraw", sealed.plain, "--yes", "--json").document

    assert told["keys_destroyed"] == []
    assert replay("text", sealed.path).status == 0


def test_the_import_for_a_quick_start_goes_too(tmp_path: Path) -> None:
    """It holds what the recording held."""
    foreign = tmp_path / "events.jsonl"
    replay("export", SAMPLE, "--to", "jsonl", "-o", foreign)
    open_imported(foreign, ImportOptions()).close()
    assert list(imports_folder().glob("*.replay"))

    told = replay("withdraw", foreign, "--yes", "--json").document

    assert told["imports_forgotten"] == 1
    assert not list(imports_folder().glob("*.replay"))


@pytest.mark.parametrize("command", ["text", "events", "scan", "check"])
def test_what_may_not_be_kept_any_more_is_not_opened(tmp_path: Path, command: str) -> None:
    """But for the person's own commands, and to say what it is."""
    path = consented(tmp_path / "a.replay", Consent("P7", retain_until=LAST))

    assert is_refused(replay(command, path), 3, "to be deleted after", LAST, "replay subject")
    for words in (("info", path), ("subject", path), ("withdraw", path, "--yes")):
        assert replay(*words).status == 0


def test_a_clock_set_back_opens_nothing_again(tmp_path: Path) -> None:
    """What was noted here later counts, and that is said."""
    today = dt.datetime.now(dt.UTC).date()
    path = consented(
        tmp_path / "a.replay", Consent("P7", ("research",), retain_until=str(today + dt.timedelta(days=3)))
    )
    replay("export", path, "--to", "srt", "-o", tmp_path / "a.srt", "--purpose", "research")
    assert replay("text", path).status == 0
    (head,) = audit_heads_folder().glob("*.json")
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=10)
    os.utime(head, (later.timestamp(), later.timestamp()))

    opened = replay("text", path)
    exported = replay("export", path, "--to", "srt", "-o", tmp_path / "b.srt")

    for ended in (opened, exported):
        assert is_refused(ended, 3, "it was to be deleted after", f"noted here on {later.date()} already")


def test_a_consent_that_ended_is_told_and_hinders_no_look(tmp_path: Path) -> None:
    """Only that it is handed on."""
    path = consented(tmp_path / "a.replay", Consent("P7", until=LAST))

    ended = replay("text", path)

    assert (ended.status, SECRET in ended.out) == (0, True)
    assert f"the consent ended on {LAST}: it is not handed on" in ended.err
    assert is_refused(replay("export", path, "--to", "srt", "-o", tmp_path / "a.srt"), 2, "consent ended on")


def test_a_consent_withdrawn_in_the_header_closes_the_recording(tmp_path: Path) -> None:
    """Wherever it was withdrawn."""
    path = consented(tmp_path / "a.replay", Consent("P7", withdrawn=True))

    assert is_refused(replay("text", path), 3, "withdrew the consent")
    assert "WITHDRAWN" in replay("info", path).out
