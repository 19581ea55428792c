"""`replay verify` believes no list of what was removed but the one that was written with the copy."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from replay.privacy.proof.certificate import signed, signing_key
from replay.store.audit import AuditLog
from replay.store.audit_key import key_of
from replay.store.place import place_in
from tests.replay.cli.redacting import read_no_pictures, redact
from tests.replay.cli.sealing import own_folders
from tests.replay.cli.shell import Ended, is_refused, replay
from tests.replay.privacy.leaky import SECRET


@pytest.fixture(autouse=True)
def _apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    read_no_pictures(monkeypatch)
    own_folders(monkeypatch, tmp_path)


@pytest.fixture
def copy(original: Path, tmp_path: Path) -> Path:
    """A copy without the secret."""
    return copied(original, tmp_path / "out.replay")


def copied(original: Path, out: Path, *more: str | Path) -> Path:
    """Make a copy without the secret and without pictures."""
    redact(original, out, "--words-file", original.with_name("words.txt"), "--pictures", "drop", *more)
    return out


def list_of(original: Path) -> Path:
    """Return the only list of what was removed from a recording."""
    (found,) = original.parent.glob("*.redactions.json")
    return found


def edited(path: Path, **values: Any) -> None:
    """Change a list by hand: other words by default."""
    told = json.loads(path.read_text())
    told["redactions"]["words"] = ["something-else"]
    path.write_text(json.dumps({**told, **values}, indent=1) + "\n")


def of_list(ended: Ended) -> tuple[str, str]:
    """Return what was found of the list, and the words."""
    (check,) = (each for each in ended.document["checks"] if each["check"] == "list")
    return check["status"], check["words"]


def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Go to a machine without the audit and its key."""
    own_folders(monkeypatch, tmp_path / "elsewhere")


@pytest.mark.parametrize("named", ["--list", "--against"])
def test_the_list_that_was_written_is_believed(original: Path, copy: Path, named: str) -> None:
    """Named, or found beside the original."""
    ended = replay("verify", copy, named, original if named == "--against" else list_of(original), "--json")

    assert ended.status == 0
    assert of_list(ended)[0] == "clean"
    assert "sealed by your key" in of_list(ended)[1]


def test_an_edited_list_is_found_and_said_in_a_line(original: Path, copy: Path) -> None:
    """A word that was taken out of it is one that nobody searches for."""
    edited(list_of(original))

    told = replay("verify", copy, "--list", list_of(original))
    ended = replay("verify", copy, "--list", list_of(original), "--json")

    assert told.status == ended.status == 1
    assert of_list(ended)[0] == "found"
    assert "was edited" in told.out
    assert "to do: put back the list that `replay redact` wrote, or make the copy again" in told.err
    assert {c["check"] for c in ended.document["checks"] if c["status"] != "clean"} == {"list"}


def test_a_single_changed_byte_is_an_edited_list(original: Path, copy: Path) -> None:
    """Also one that changes no value."""
    list_of(original).write_bytes(list_of(original).read_bytes() + b"\n")

    assert of_list(replay("verify", copy, "--list", list_of(original), "--json"))[0] == "found"


def test_the_list_of_an_older_copy_is_refused_with_which_copy_it_is_of(original: Path, copy: Path) -> None:
    """As it says it; who writes the newer copy's id into it has edited it."""
    older = list_of(original)
    newer = copied(original, copy.with_name("newer.replay"))
    (listed,) = {*original.parent.glob("*.redactions.json")} - {older}

    refused = replay("verify", newer, "--list", older)
    edited(older, copy=json.loads(listed.read_text())["copy"])
    ended = replay("verify", newer, "--list", older, "--json")

    assert is_refused(
        refused, 3, "the list of another copy", f"as {copy}", "name this copy's list with --list"
    )
    assert of_list(ended)[0] == "found"


def test_a_list_of_which_no_audit_tells_is_refused_as_that(original: Path, copy: Path) -> None:
    """It may be anybody's."""
    foreign = copy.with_name("foreign.json")
    shutil.copy(list_of(original), foreign)
    edited(foreign, copy="of nobody")

    ended = replay("verify", copy, "--list", foreign)

    assert is_refused(ended, 3, "of another copy, of nobody", "no audit here tells")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "it is no JSON"),
        ('{"list": "x"}', "it has no "),
        ("[1]", "a value in it is wrong"),
        ("[" * 100_000, "it is nested too deeply"),
    ],
)
def test_what_is_no_list_is_refused_in_words_for_people(
    original: Path, copy: Path, text: str, why: str
) -> None:
    """Not in those of Python."""
    listed = list_of(original)
    listed.write_text(text)

    ended = replay("verify", copy, "--list", listed)

    assert is_refused(ended, 3, f"it is no list of redactions: {why}")
    assert "Error" not in ended.err


def test_on_another_machine_the_list_is_open_and_named_as_not_searched(
    original: Path, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody there can say whether it is as it was written, and the certificate says so."""
    elsewhere(monkeypatch, tmp_path)
    certificate = tmp_path / "c.json"

    ended = replay("verify", copy, "--list", list_of(original), "--certificate", certificate, "--json")

    assert ended.status == 1
    assert of_list(ended)[0] == "open"
    assert "cannot be proved here: no audit here tells of its copy" in of_list(ended)[1]
    assert (
        "whether the list is as it was written with the copy" in certificate.with_suffix(".txt").read_text()
    )


def test_a_certificate_proves_the_list_on_another_machine(
    original: Path, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It names the list that it was made with, and no other."""
    certificate = tmp_path / "c.json"
    replay("verify", copy, "--against", original, "--certificate", certificate)
    elsewhere(monkeypatch, tmp_path)
    key, in_file = json.loads(certificate.read_text())["key"], tmp_path / "their.key"
    in_file.write_text(f"{key}\n")
    proof = ("verify", copy, "--list", list_of(original), "--signed", certificate, "--json")

    unnamed = replay(*proof)
    whole = replay(*proof, "--trusted-key", in_file)
    edited(list_of(original))
    other = replay(*proof, "--trusted-key", key)

    assert (unnamed.status, of_list(unnamed)[0]) == (1, "open")
    assert f"signed by {key}, which you have not named: --trusted-key" in of_list(unnamed)[1]
    assert (whole.status, of_list(whole)[0]) == (0, "clean")
    assert (other.status, of_list(other)[0]) == (1, "found")


def test_a_certificate_of_anybodys_key_proves_no_edited_list(
    original: Path, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who can edit a list can make a key, too, and sign another list with it."""
    certificate, forged = tmp_path / "c.json", tmp_path / "forged.json"
    replay("verify", copy, "--against", original, "--certificate", certificate)
    edited(list_of(original))
    told = json.loads(certificate.read_text())
    told["list"] = hashlib.sha256(list_of(original).read_bytes()).hexdigest()
    forged.write_text(json.dumps(signed(told, signing_key(tmp_path / "fresh.key"))))
    elsewhere(monkeypatch, tmp_path)
    key = json.loads(forged.read_text())["key"]

    ended = replay("verify", copy, "--list", list_of(original), "--signed", forged, "--json")
    alone = replay("verify", copy, "--signed", forged)

    assert (ended.status, of_list(ended)[0]) == (1, "open")
    assert alone.status == 1
    assert f"signed by the key {key}, which you have not named" in alone.out
    assert "to do: ask who signed for their key; --trusted-key KEY names it" in alone.err


def test_ones_own_key_need_not_be_named(original: Path, copy: Path, tmp_path: Path) -> None:
    """It is the one that signs certificates here."""
    certificate = tmp_path / "c.json"
    replay("verify", copy, "--against", original, "--certificate", certificate)

    ended = replay("verify", copy, "--signed", certificate)

    assert ended.status == 0
    assert ", which is yours" in ended.out


@pytest.mark.parametrize("named", ["no key", "AAAA"])
def test_a_trusted_key_is_a_key_and_goes_with_a_certificate(
    original: Path, copy: Path, tmp_path: Path, named: str
) -> None:
    """Anything else is wrong use, in one line."""
    certificate = tmp_path / "c.json"
    replay("verify", copy, "--against", original, "--certificate", certificate)

    wrong = replay("verify", copy, "--signed", certificate, "--trusted-key", named)
    alone = replay("verify", copy, "--trusted-key", named)

    assert is_refused(wrong, 2, "--trusted-key", "the key that a certificate names")
    assert is_refused(alone, 2, "--trusted-key says whose signature --signed may have")


def test_a_store_that_somebody_lays_beside_the_list_proves_nothing(original: Path, copy: Path) -> None:
    """One's own log comes first; and without it another's key is not believed."""
    listed = list_of(original)
    edited(listed)
    told = {
        "copy": json.loads(listed.read_text())["copy"],
        "list": hashlib.sha256(listed.read_bytes()).hexdigest(),
    }
    place = place_in(listed.parent)
    with AuditLog(place, key=key_of(bytes(32))) as log:
        log.append("redacted", "x", details=told)

    found = of_list(replay("verify", copy, "--list", listed, "--json"))
    shutil.rmtree(copy.parent / "home" / "DATA")
    alone = of_list(replay("verify", copy, "--list", listed, "--json"))

    assert found[0] == "found"
    assert alone[0] == "open"
    assert "of another noted it, whose holder can prove it" in alone[1]


def test_a_colleague_who_has_sealed_the_log_since_proves_it(
    original: Path, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a store that several use: what is sealed by one's own key cannot have been made anew."""
    store = tmp_path / "team"
    with AuditLog(place_in(store)) as log:
        log.append("opened", "x")
    list_of(original).unlink()
    newer = copied(original, tmp_path / "newer.replay", "--store", store)
    listed = list_of(original)
    proof = ("verify", newer, "--list", listed, "--store", store, "--json")
    elsewhere(monkeypatch, tmp_path)

    before = replay(*proof)
    with AuditLog(place_in(store)) as log:
        log.append("opened", "x")
    after = replay(*proof)

    assert (before.status, of_list(before)[0]) == (1, "open")
    assert (after.status, of_list(after)[0]) == (0, "clean")


def test_what_the_audit_and_the_certificate_say_of_the_list_lets_nobody_guess_a_word(
    original: Path, copy: Path, tmp_path: Path
) -> None:
    """Two lists of the same have digests that differ, by a salt that stands in neither."""
    certificate = tmp_path / "c.json"
    replay("verify", copy, "--against", original, "--certificate", certificate)
    salt = json.loads(list_of(original).read_text())["salt"]
    shown = replay("audit", "show", original, "--kind", "redacted", "--json")

    copied(original, tmp_path / "again.replay")

    told = [
        each["details"]["list"]
        for each in replay("audit", "show", original, "--kind", "redacted", "--json").objects
    ]
    assert len(set(told)) == 2
    assert len(salt) == 64
    assert json.loads(certificate.read_text())["list"] == told[0]
    for text in (shown.out, certificate.read_text()):
        assert salt not in text
        assert SECRET not in text


def test_where_no_audit_is_kept_no_list_is_proven(original: Path, tmp_path: Path) -> None:
    """Nothing was noted, and no key is made for it."""
    settings = tmp_path / "home" / "CONFIG" / "replay" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('audit = "never"\n')
    out = tmp_path / "out.replay"

    words = ("--words-file", original.with_name("words.txt"))
    made = redact(original, out, "--pictures", "drop", *words)
    ended = replay("verify", out, "--against", original, "--json")
    told = replay("verify", out, "--against", original)

    assert made.status == 0
    assert "proves it" not in made.err
    assert 'as your settings keep none (`audit = "never"`)' in of_list(ended)[1]
    assert "set `audit` in the settings to auto and make it again: `replay redact" in told.err
    assert (ended.status, of_list(ended)[0]) == (1, "open")
    assert not list((tmp_path / "home").rglob("audit*key*"))
