"""The logs that `replay audit` reads: that of a store, and the person's own."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from replay.cli.reading.store_source import settings_in_force
from replay.store.audit_place import own_place
from replay.store.place import place_in, place_of, store_place

if TYPE_CHECKING:
    from replay.store.audit import AuditLog


@contextmanager
def open_logs(store: str | None, recording: Path | None = None) -> Iterator[list["AuditLog"]]:
    """Open the log of the store that was named, is set or lies beside a recording, and the person's own.

    Args:
        store: What `--store` says; only that log is opened then.
        recording: The recording that it is about, None for this folder.
    """
    from replay.store.audit import AuditLog

    chosen = store or settings_in_force().store
    if recording is not None:
        place = store_place(recording, chosen)
    else:
        place = place_of(chosen) if chosen else place_in(Path.cwd())
    logs = [AuditLog(place), *([] if store else [AuditLog(own_place())])]
    try:
        # What is remembered of a log that is gone is a reason to look at it.
        yield [log for log in logs if log.store.exists or log.memory.read().entries]
    finally:
        for log in logs:
            log.close()


def not_noted(recording: Path, kinds: Collection[str]) -> list[str]:
    """Say what is known to have been done with a recording, and stands in no log here, a sentence each.

    Args:
        recording: Its file.
        kinds: Of the entries about it.
    """
    from replay.cli.reading.source import open_source
    from replay.cli.reading.subject_list import find_subject
    from replay.cli.reading.withdrawn import withdrawn_day

    if settings_in_force().audit == "never":
        return []
    found: list[str] = []
    with open_source(recording, tells=False, always=True) as opened:
        day = withdrawn_day(recording, opened)
        if day and "withdrawn" not in kinds:
            found.append(f"{recording}: it was withdrawn on {day}, and no log here tells of it")
        # Of a recording without a consent it is noted only where there is a store.
        consented = opened.header.consent is not None
        if consented and "subject" not in kinds and find_subject(recording, opened).known is not None:
            found.append(f"{recording}: its person decided on it, and no log here tells of it")
    return found


def of_another(recording: Path, logs: "Sequence[AuditLog]") -> list[str]:
    """Say why what was done with a recording may stand under another: it is a copy, or not as it was.

    Args:
        recording: Its file.
        logs: Those that are at hand.
    """
    from formats.model.content_id import content_id
    from replay.cli.reading.source import open_source
    from replay.cli.telling.annotation_words import utc_words
    from replay.cli.writing.copies import MADE

    with open_source(recording, tells=False, always=True) as opened:
        known = {opened.header.recording_id, content_id(opened)} - {""}
        is_whole = not opened.problems
    found = []
    if not is_whole:
        found.append(
            f"{recording} is damaged or cut: what was done with it as a whole is not listed under it"
        )
    for entry in (each for log in logs for each in log.entries()):
        told, when = entry.details, utc_words(entry.at_utc_ns)
        if entry.kind in MADE and not known.isdisjoint({told.get("copy", ""), told.get("copy_content", "")}):
            found.append(
                f"{recording} is a copy, {entry.kind} on {when} (UTC) by {entry.who}: `replay audit show "
                f"{quote(told.get('source') or told.get('file', ''))}` tells what was done before"
            )
    return found


def say_nothing_was_noted(store: str | None) -> None:
    """Say that there is no log."""
    where = f"in {store}" if store else "in the store of this place, nor in a log of yours"
    click.echo(f"replay: nothing was noted {where}", err=True)
