"""Notes what a command did with a recording, in the audit: where and whether at all, see `audit_place`."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from formats.model.recording import Recording
from formats.model.time import Span
from replay.cli.reading.store_source import settings_in_force
from replay.core.safe_text import visible
from replay.store.audit_place import audit_place
from replay.store.errors import StoreError

WEIGHS = frozenset({"opened", "revealed", "exported", "redacted", "planted", "recovered"})
"""Kinds that are noted of recordings with a consent wherever they lie, and without which nothing is done."""
OWN = frozenset({"subject"})
"""Kinds that are noted of recordings with a consent wherever they lie; what cannot be noted is done all the
same: it is the recorded person's own word."""
COPIES = frozenset({"exported", "redacted", "planted"})
"""Kinds that are noted of every recording: whoever withdraws one must learn of all its copies.

Not "recovered": to know the content of a file that claims 400 million rows in a few bytes takes too long.
"""


def note(
    kind: str,
    recording: Recording,
    path: Path,
    *,
    store: str | None = None,
    span: Span | None = None,
    details: Mapping[str, str] | None = None,
) -> None:
    """Note something as `noted` does, and say on stderr what cannot be."""
    if why := noted(kind, recording, path, store=store, span=span, details=details):
        click.echo(f"replay: {visible(why)}", err=True)


def noted(
    kind: str,
    recording: Recording,
    path: Path,
    *,
    store: str | None = None,
    span: Span | None = None,
    details: Mapping[str, str] | None = None,
) -> str:
    """Note something where it is to be noted; when this returns it is on the disk.

    Call it before what was asked for is there: what weighs and cannot be noted is not done. What was only
    seen is shown all the same.

    Args:
        kind: One of `replay.store.audit.KINDS`.
        recording: Open; every event of it is read, for its content id.
        path: What was opened.
        store: What `--store` says.
        span: The part that it is about, None for all.
        details: In words, never a secret.

    Returns:
        Why it is not noted, in a line; "" where it is, or is not to be.

    Raises:
        StoreError: It weighs, and cannot be noted.
    """
    settings = settings_in_force()
    if store:
        settings = replace(settings, store=store)
    weighs = kind in WEIGHS
    consented = recording.header.consent is not None
    told_of = kind in COPIES or (consented and (weighs or kind in OWN))
    place = audit_place(path, settings, weighs=told_of)
    if place is None:
        return ""
    from formats.model.content_id import content_id
    from replay.store.audit import AuditLog

    told = {"file": path.name, **(details or {})}
    try:
        with AuditLog(place) as log:
            log.append(kind, content_id(recording), span=span, details=told)
    except StoreError as error:
        if weighs:
            raise StoreError(f"it must be noted who did this, and cannot: {error}") from error
        return f"this is not noted: {error}"
    return ""
