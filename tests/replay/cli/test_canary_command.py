"""`replay canary`: planted, found or missed, and gone from the copy that was made of the copy."""

import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from formats.model.annotations import Decision
from formats.native.reader import Reader
from replay.cli.reading.source import content_of
from tests.data import SAMPLE
from tests.replay.cli.labelled import changes, journal
from tests.replay.cli.shell import is_refused, replay


@pytest.fixture
def original(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample in a folder of its own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = tmp_path / "in house" / "desk.replay"
    path.parent.mkdir()
    path.write_bytes(SAMPLE.read_bytes())
    return path


def test_canaries_are_planted_scored_removed_and_proven_to_be_gone(original: Path, tmp_path: Path) -> None:
    """The way of a reviewer's copy, from the original's folder and back."""
    copy = tmp_path / "review.replay"
    ended = replay(
        *("canary", "plant", original, "-o", copy, "--seed", "5", "--count", "16", "--purpose", "any"),
        "--json",
    )
    assert ended.status == 0
    kept = Path(ended.document["list"])
    assert kept.parent == original.parent
    assert {stat.S_IMODE(path.stat().st_mode) for path in (kept, copy)} == {0o600}
    with Reader(copy) as opened:
        assert opened.header.details["canaries"] == "planted"

    findings = replay("scan", copy, "--no-ocr", "--json").document["findings"]
    decisions = [Decision(f"d{n}", each["id"], "accepted") for n, each in enumerate(findings[:3])]
    known = content_of(copy)
    said = [
        changes(who, [replace(each, id=f"{who}{each.id}") for each in decisions], known, login)
        for who, login in (("ann", "kim"), ("eve", "kim"), ("ben", "lee"))
    ]
    done = changes("replay", [Decision("done", findings[0]["id"], "applied")], known, "lee")
    made = journal(tmp_path / "j.jsonl", *said, done)
    store = tmp_path / "notes.db"
    assert replay("journal", "import", made, "--store", store).status == 0
    told = replay("canary", "score", copy, "--list", kept, "--no-ocr", "--store", store, "--json")
    assert told.status == 1
    assert told.document["detectors"]["of"] == 16
    assert told.document["detectors"]["recall"] >= 0.6
    assert sorted(told.document["reviewers"]) == ["ann, eve", "ben"]
    assert 0 < told.document["reviewers"]["ann, eve"]["found"] <= 3
    secrets = [each["text"] for each in json.loads(kept.read_bytes())["canaries"]]
    assert not any(secret in told.out for secret in secrets)
    words = replay("canary", "score", copy, "--list", kept, "--no-ocr", "--store", store).out
    assert "missed" in words
    assert not any(secret in words for secret in secrets)

    out = tmp_path / "out.replay"
    listed = tmp_path / "words"
    listed.write_text("\n".join(secrets))
    asked = ("--words-file", listed, "--pictures", "drop", "--purpose", "any")
    assert replay("redact", copy, "-o", out, *asked).status == 0
    for path, status in ((out, "clean"), (copy, "found")):
        certificate = tmp_path / f"{status}.json"
        checked = replay(
            *("verify", path, "--canaries", kept, "--certificate", certificate, "--key", tmp_path / "k"),
            "--json",
        )
        (check,) = [each for each in checked.document["checks"] if each["check"] == "canaries"]
        assert check["status"] == status
        assert "16 canaries" in certificate.with_suffix(".txt").read_text()


def test_a_list_of_another_copy_is_refused(original: Path, tmp_path: Path) -> None:
    """So is one that is none."""
    copy, kept = tmp_path / "c.replay", tmp_path / "l.json"
    replay("canary", "plant", original, "-o", copy, "--list", kept, "--purpose", "any", "--count", "2")

    assert is_refused(replay("canary", "score", original, "--list", kept), 2, "list of another copy")
    kept.write_text("{}")
    assert is_refused(replay("canary", "score", copy, "--list", kept), 3, "l.json", "no list of canaries")
