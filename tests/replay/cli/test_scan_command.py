"""`replay scan`: findings a line each, nothing revealed unasked, and a status for scripts."""

import json
import stat
from pathlib import Path

import pytest

from formats.model.annotations import Decision
from formats.model.changes import Change
from formats.model.content_id import content_id
from formats.native.copy import write_recording
from formats.native.reader import Reader
from replay.annotate.history import Edit
from replay.annotate.notebook import Notebook
from replay.store.journal import Store
from replay.store.place import place_in
from tests.data import SAMPLE
from tests.replay.cli.shell import is_refused, replay
from tests.replay.privacy.screen.bars import Bars, picture, recording

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
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def few_pictures(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Read with the engine for tests, and tell what it read."""
    engine = Bars()
    monkeypatch.setattr("replay.cli.reading.screen_text.first_engine", lambda: (engine, ""))
    return engine.recognised


@pytest.fixture
def shown(tmp_path: Path) -> Path:
    """Write a recording that shows two addresses."""
    path = tmp_path / "shown.replay"
    pictures = [picture((50, 2)), picture((50, 2), (60, 40))]
    write_recording(recording(pictures), path, lossless=True)
    return path


def kept(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "cache" / "replay" / "readings").glob("*"))


def test_what_was_read_is_kept_until_it_is_forgotten(
    shown: Path, few_pictures: list[str], tmp_path: Path
) -> None:
    """A second scan reads nothing; after --forget all is read again."""
    first, again = replay("scan", shown, "--json"), replay("scan", shown, "--json")
    read = len(few_pictures)
    modes = [stat.S_IMODE(file.stat().st_mode) for file in kept(tmp_path)]
    forgot = replay("scan", shown, "--forget")

    assert (first.out, read) == (again.out, 2)
    assert modes == [0o600]
    assert (forgot.status, kept(tmp_path)) == (0, [])
    replay("scan", shown)
    assert len(few_pictures) == 4


def test_what_was_read_goes_when_the_recorded_person_removes_something(
    shown: Path, few_pictures: list[str], tmp_path: Path
) -> None:
    """It would still say what they removed."""
    replay("scan", shown)
    assert len(kept(tmp_path)) == 1

    replay("subject", shown, "--withhold")

    assert kept(tmp_path) == []


def test_nothing_is_kept_unasked_or_of_a_sealed_recording(
    shown: Path, few_pictures: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a sealed one says would lie open beside it."""
    replay("scan", shown, "--keep-nothing")
    monkeypatch.setattr("replay.cli.reading.screen_text.is_sealed", lambda _: True)
    replay("scan", shown)

    assert kept(tmp_path) == []
    assert len(few_pictures) == 4


def test_where_nothing_can_be_kept_the_scan_goes_on(
    shown: Path, few_pictures: list[str], tmp_path: Path
) -> None:
    """With a line that says so."""
    (tmp_path / "cache").write_text("a file")

    ended = replay("scan", shown)

    assert ended.status == 1
    assert "not kept" in ended.err
    assert len(few_pictures) == 2


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
    assert "card 2" in searched["typed"]["detectors"]
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
    assert "no finding is open, but not all was searched" in ended.err
    assert is_refused(replay("scan", SAMPLE, "--policy", policy), 2, "p.toml", "of")
    assert is_refused(replay("scan", SAMPLE, "--policy", tmp_path / "none"), 3, "none")


def test_pictures_that_were_to_be_read_and_are_not_leave_it_open(
    shown: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is found, and that says nothing; who asks not to read them has their answer."""
    why = "no engine is installed"
    monkeypatch.setattr("replay.cli.reading.screen_text.first_engine", lambda: (None, why))
    ended = replay("scan", shown)

    assert (ended.status, ended.out) == (1, "")
    assert why in ended.err
    assert replay("scan", shown, "--no-ocr").status == 0


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
