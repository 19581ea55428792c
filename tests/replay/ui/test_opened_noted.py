"""That a recording was opened is noted by the thread that reads its journal."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.message import Message

from formats.model.header import Consent
from formats.native.reader import Reader
from replay.store.audit import AuditLog
from replay.store.audit_place import own_place
from replay.store.settings import Settings
from replay.ui.desks.journal_reader import read_journal
from replay.ui.messages import JournalReady
from tests.consented import consented_sample


@pytest.fixture
def recording(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    path = tmp_path / "desk.replay"
    return consented_sample(path, Consent("P7", ("research",)))


def opened(path: Path, settings: Settings) -> list[str]:
    """Read the journal of a recording, and return what could not be noted."""
    posted: list[Message] = []
    with Reader(path) as recording:
        read_journal(path, settings, recording, posted.append)
    (ready,) = posted
    assert isinstance(ready, JournalReady)
    ready.desk.close()
    return ready.faults


def test_opening_a_recording_with_a_consent_is_noted(recording: Path) -> None:
    """In one's own log where it has no store, and nothing is left beside it."""
    assert opened(recording, Settings(author="ann")) == []

    with AuditLog(own_place()) as log:
        assert [(entry.kind, entry.details["file"]) for entry in log.entries()] == [("opened", "desk.replay")]
    assert not (recording.parent / ".replay").exists()


def test_it_is_not_where_the_settings_say_so(recording: Path) -> None:
    """Nor is a log made."""
    opened(recording, replace(Settings(), audit="never"))

    assert not (own_place().path or recording).exists()


def test_what_cannot_be_noted_is_said_and_keeps_nobody_from_working(recording: Path, tmp_path: Path) -> None:
    """One clear line."""
    (tmp_path / "data").write_text("no folder")

    (fault,) = opened(recording, Settings())

    assert "that you opened it is not noted" in fault
