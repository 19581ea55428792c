"""`replay scan`: findings a line each, nothing revealed unasked, and a status for scripts."""

import json
from pathlib import Path

import pytest

from formats.model.annotations import Decision
from formats.model.changes import Change
from formats.model.content_id import content_id
from formats.native.reader import Reader
from replay.annotate.history import Edit
from replay.annotate.notebook import Notebook
from replay.store.journal import Store
from replay.store.place import place_in
from tests.data import SAMPLE
from tests.replay.cli.shell import is_refused, replay

SECRETS = (
    "AKIAIOSFODNN7EXAMPLE",
    "alice@example.com",
    "bob@example.com",
    "4111 1111 1111 1111",
    "hunter2-not-real",
)


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def test_no_secret_is_printed_unasked() -> None:
    """Neither for people nor for programs; the status says that something is open."""
    words, document = replay("scan", SAMPLE, "--no-ocr"), replay("scan", SAMPLE, "--no-ocr", "--json")

    assert (words.status, document.status) == (1, 1)
    for secret in SECRETS:
        assert secret not in words.out + words.err + document.out + document.err
    assert len(words.out.splitlines()) == len(document.document["findings"]) == len(SECRETS)


def test_reveal_prints_them() -> None:
    """To people and to programs."""
    words = replay("scan", SAMPLE, "--no-ocr", "--reveal")
    document = replay("scan", SAMPLE, "--no-ocr", "--reveal", "--json").document

    assert all(secret in words.out for secret in SECRETS)
    assert {finding["text"] for finding in document["findings"]} == set(SECRETS)


def test_what_was_searched_is_told() -> None:
    """Each channel with its detectors and the share that was read; unread pictures are open, not clean."""
    ended = replay("scan", SAMPLE, "--no-ocr", "--json")

    searched = {each["channel"]: each for each in ended.document["searched"]}
    assert searched["typed"]["share"] == 1
    assert "card 1" in searched["typed"]["detectors"]
    assert searched["screen"]["share"] == 0
    assert "--no-ocr" in searched["screen"]["unread"][0]
    assert "open, not clean" in replay("scan", SAMPLE, "--no-ocr").err


def test_a_policy_decides(tmp_path: Path) -> None:
    """With everything switched off nothing is open; a mistake in it is wrong use."""
    policy = tmp_path / "p.toml"
    policy.write_text('version = 1\noff = ["card", "email", "password", "api-key"]\n')
    ended = replay("scan", SAMPLE, "--no-ocr", "--policy", policy)
    policy.write_text("version = 1\nof = 3\n")

    assert (ended.status, ended.out) == (0, "")
    assert "nothing is open" in ended.err
    assert is_refused(replay("scan", SAMPLE, "--policy", policy), 2, "p.toml", "of")
    assert is_refused(replay("scan", SAMPLE, "--policy", tmp_path / "none"), 3, "none")


def test_decisions_of_the_store_are_statuses(tmp_path: Path) -> None:
    """What everybody rejected is listed, and not open."""
    findings = replay("scan", SAMPLE, "--no-ocr", "--json").document["findings"]
    with Reader(SAMPLE) as recording:
        name = content_id(recording)
    with Store(place_in(tmp_path)) as store:
        changes: list[Change] = []
        book = Notebook(name, "ann", [], changes.extend, tool="test")
        book.do([Edit(None, Decision(f"d{n}", each["id"], "rejected")) for n, each in enumerate(findings)])
        store.append(changes)

    ended = replay("scan", SAMPLE, "--no-ocr", "--json", "--store", tmp_path)

    assert ended.status == 0
    assert {finding["status"] for finding in json.loads(ended.out)["findings"]} == {"rejected"}
