"""Noting in the audit what is done on the screen; for a thread, as the database is imported with it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from formats.errors import FormatError
from formats.model.content_id import content_id
from formats.model.corrected import uncorrected
from formats.model.recording import Recording
from formats.model.time import Span
from replay.privacy.masks.mask import Mask
from replay.store.audit import AuditLog
from replay.store.audit_place import audit_place
from replay.store.author import author_name
from replay.store.errors import StoreError, one_line
from replay.store.settings import Settings, SettingsError

NOT_WANTED = 'not noted, as the settings say audit = "never"'


def note_revealed(
    source: Path, settings: Settings, recording: Recording, masks: Sequence[Mask]
) -> tuple[str, str]:
    """Note that somebody has what is hidden shown to them, an entry for each mask, before it is shown.

    Args:
        source: What was opened.
        settings: In force.
        recording: What it is about; read whole for its content id.
        masks: What is to be shown; their spans are noted.

    Returns:
        What the person is to know of it, "" where it is noted; and why it cannot be noted, "" where it can.
    """
    entries = []
    for mask in masks:
        channels = ", ".join(sorted(mask.channels)) or "its word"
        entries.append(
            (mask.span, {"file": source.name, "what": mask.id, "why": mask.why, "channels": channels})
        )
    return _note(source, settings, recording, "revealed", entries)


def note_signed(
    source: Path, settings: Settings, recording: Recording, details: Mapping[str, str]
) -> tuple[str, str]:
    """Note that somebody has signed a recording off; returns as `note_revealed`."""
    return _note(source, settings, recording, "signed_off", [(None, {"file": source.name, **details})])


def _note(
    source: Path,
    settings: Settings,
    recording: Recording,
    kind: str,
    entries: Sequence[tuple[Span | None, Mapping[str, str]]],
) -> tuple[str, str]:
    # It weighs whether there is a consent or not: what is hidden here is no work of everybody's.
    place = audit_place(source, settings, weighs=True)
    if place is None:
        return NOT_WANTED, ""
    try:
        with AuditLog(place) as log:
            identity = content_id(uncorrected(recording))
            for span, details in entries:
                log.append(kind, identity, who=author_name(settings.author), span=span, details=details)
    except (StoreError, SettingsError, FormatError, OSError) as error:
        return "", one_line(error)
    return "", ""
