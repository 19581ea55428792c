"""`replay redact` by decisions: whose they are, which places they go for, and a copy where none are due."""

import json
from pathlib import Path

import pytest

from formats.model.annotations import Decision
from formats.native.copy import write_recording
from replay.cli.reading.source import content_of
from tests.data import SAMPLE
from tests.replay.cli.labelled import changes, journal
from tests.replay.cli.redacting import read_no_pictures, redact
from tests.replay.cli.shell import replay
from tests.replay.core.recordings import recording
from tests.replay.core.typing import keys
from tests.replay.privacy.leaky import SECRET, leaky


@pytest.fixture(autouse=True)
def _without_reading_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    read_no_pictures(monkeypatch)


def test_one_word_on_a_secret_is_enough_for_all_of_its_places(tmp_path: Path) -> None:
    """Also for those that the screen does not show as stops: only what nobody decided on is refused."""
    original, key = tmp_path / "leaky.replay", "AKIAIOSFODNN7EXAMPLE"
    write_recording(leaky(key), original, lossless=True)
    store, out = tmp_path / "notes.db", tmp_path / "out.replay"
    found = replay("scan", original, "--no-ocr", "--json", "--reveal").document["findings"]
    first = {each["text"].casefold(): each["id"] for each in reversed(found)}
    assert len(first) < len(found)
    decisions = [Decision(f"d{n}", name, "accepted") for n, name in enumerate(first.values())]
    asked = ("-o", out, "--flags", "--store", store, "--pictures", "drop", "--purpose", "research")
    made = journal(tmp_path / "j.jsonl", changes("ann", decisions, content_of(original)))
    assert replay("journal", "import", made, "--store", store).status == 0

    ended = replay("redact", original, *asked)

    assert ended.status == 0
    assert key.encode() not in out.read_bytes()


def test_findings_without_their_texts_take_no_more_than_with_them(tmp_path: Path) -> None:
    """What was typed beside a secret goes with its run, and is no secret wherever else it stands."""
    original, findings, out = tmp_path / "desk.replay", tmp_path / "f.json", tmp_path / "out.replay"
    original.write_bytes(SAMPLE.read_bytes())
    asked = ("--findings", findings, "--accept-all", "--pictures", "drop", "--list", tmp_path / "l.json")
    words = []
    for more in ((), ("--reveal",)):
        findings.write_text(replay("scan", original, "--no-ocr", "--json", *more).out)

        assert redact(original, out, *asked, "--force").status == 0
        words.append(json.loads((tmp_path / "l.json").read_text())["redactions"]["words"])

    assert words[0] == words[1]
    assert "hunter2-not-real" in words[0]


@pytest.mark.parametrize("status", ["confirmed", "rejected"])
@pytest.mark.parametrize("decided_by", [None, ["ann", "ben"]])
def test_whoever_decided_in_a_list_of_findings_is_named(
    original: Path, tmp_path: Path, status: str, decided_by: list[str] | None
) -> None:
    """The list itself, where it names nobody: a certificate never leaves out who decided."""
    findings, out = tmp_path / "findings.json", tmp_path / "out.replay"
    finding = {"id": "a", "channel": "typed", "start_ns": 10_500_000_000, "end_ns": 11_000_000_000}
    finding |= {"status": status, "text": SECRET, "decided_by": decided_by}
    findings.write_text(json.dumps({"searched": [], "findings": [finding]}))

    replay(
        "redact", original, "-o", out, "--findings", findings, "--pictures", "drop", "--purpose", "research"
    )

    (listed,) = original.parent.glob("*.redactions.json")
    assert json.loads(listed.read_text())["decided_by"] == (decided_by or ["findings in findings.json"])


def test_a_recording_in_which_nothing_is_to_be_removed_has_a_clean_copy(tmp_path: Path) -> None:
    """The list says that no word was removed; that is known, and nothing is left open for it."""
    harmless, out = tmp_path / "harmless.replay", tmp_path / "out.replay"
    write_recording(recording(*keys(1.0, "hello")), harmless, lossless=True)

    replay("redact", harmless, "-o", out, "--accept-all")
    ended = replay("verify", out, "--against", harmless, "--json")

    assert (ended.status, ended.document["clean"]) == (0, True)
    assert ended.document["checks"][0]["words"] == "0 secrets known"
