"""The thread that reads the journal, so that neither the database nor the disk keeps a key waiting."""

import importlib.metadata
from collections.abc import Callable
from pathlib import Path

from textual.message import Message

from formats.errors import FormatError
from formats.model.content_id import content_id
from formats.model.recording import Recording
from replay.annotate.errors import LabelSetError
from replay.annotate.label_sets.label_set import LabelSet
from replay.annotate.label_sets.label_text import parse_label_set
from replay.annotate.notebook import Notebook
from replay.annotate.workspace import Workspace
from replay.store.audit import AuditLog
from replay.store.audit_place import audit_place
from replay.store.author import login_name
from replay.store.errors import StoreError, one_line
from replay.store.journal import open_store
from replay.store.label_files import PRESET, label_text_for, preset_text
from replay.store.settings import Settings
from replay.ui.desks.journal_keeper import JournalKeeper
from replay.ui.desks.label_desk import LabelDesk
from replay.ui.messages import JournalFailed, JournalHeard, JournalReady, JournalSaved
from replay.ui.private.policy_in_force import policy_in_force

_TOOL = f"replay {importlib.metadata.version('replay-desk')}"


def read_journal(
    source: Path,
    settings: Settings,
    recording: Recording,
    post: Callable[[Message], object],
    reviewed: str = "",
) -> None:
    """Read what was annotated of a recording, and post it with what can be done: `JournalReady`.

    Args:
        source: What was opened; a foreign recording, not its import.
        settings: What the person set.
        recording: Read whole, for its content id.
        post: Gets `JournalReady` or `JournalFailed`, and later what the journal's writer says.
        reviewed: Whose labels are looked through, "" for one's own.
    """
    faults: list[str] = []
    try:
        labels = _label_set(source, settings, faults)
        keeper = JournalKeeper(
            source,
            settings,
            saved=lambda unsaved, error: post(JournalSaved(unsaved, error)),
            heard=lambda changes: post(JournalHeard(changes)),
        )
        identity = content_id(recording)
        _note_opened(source, settings, recording, identity, faults)
        with open_store(keeper.place) as store:
            changes, row = store.changes_since(identity, 0, faults)
        notebook = Notebook(identity, keeper.author, changes, keeper.submit, tool=_TOOL, login=login_name())
        desk = LabelDesk(Workspace(notebook, labels, recording, reviewed=reviewed), keeper, row)
        desk.shared_logins = _shared_logins()
    except (StoreError, FormatError, OSError, MemoryError) as error:
        post(JournalFailed(one_line(error)))
        return
    post(JournalReady(desk, faults))


def _shared_logins() -> bool:
    """Say whether the policy has people share a login; F tells what is wrong with one that cannot be read."""
    try:
        return policy_in_force().shared_logins
    except FormatError:
        return False


def _note_opened(
    source: Path, settings: Settings, recording: Recording, identity: str, faults: list[str]
) -> None:
    """Note that the recording was opened; what cannot be noted must not keep a person from working."""
    place = audit_place(source, settings, weighs=recording.header.consent is not None)
    if place is None:
        return
    try:
        with AuditLog(place) as log:
            log.append("opened", identity, details={"file": source.name})
    except (StoreError, FormatError) as error:
        faults.append(f"that you opened it is not noted: {one_line(error)}")


def _label_set(source: Path, settings: Settings, faults: list[str]) -> LabelSet:
    """Read the set in force; one that is wrong must not keep a person from working."""
    try:
        return parse_label_set(label_text_for(source.absolute(), settings.labels).text)
    except (LabelSetError, FormatError) as error:
        faults.append(f"label set: {error}; {PRESET} is in force")
    return parse_label_set(preset_text(PRESET).text)
