"""Conflicts in words, and as JSON values."""

from datetime import UTC, datetime
from typing import Any

from formats.model.annotation_json import annotation_record
from formats.model.changes import Change
from formats.model.time import NS_PER_S
from replay.annotate.described import annotation_words
from replay.annotate.ledger import Conflict


def utc_words(utc_ns: int) -> str:
    """Write a time of the calendar; a journal may hold any number."""
    try:
        return datetime.fromtimestamp(utc_ns / NS_PER_S, UTC).strftime("%Y-%m-%d %H:%M:%S")
    except (OverflowError, OSError, ValueError):
        return f"{utc_ns} ns after 1970"


def conflict_lines(conflict: Conflict) -> list[str]:
    """Write a conflict for people, the value that is shown first."""
    rivals = [_rival_line(number, rival) for number, rival in enumerate(conflict.rivals, 1)]
    return [f"annotation {conflict.annotation} was changed apart:", *rivals]


def describe_conflict(recording: str, conflict: Conflict) -> dict[str, Any]:
    """Return a conflict as plain JSON values, the value that is shown first."""
    return {
        "recording": recording,
        "annotation": conflict.annotation,
        "rivals": [
            {
                "author": rival.author,
                "at_utc_ns": rival.at_utc_ns,
                "hash": rival.hash,
                "after": None if rival.after is None else annotation_record(rival.after),
            }
            for rival in conflict.rivals
        ],
    }


def _rival_line(number: int, rival: Change) -> str:
    return f"  {number}  {rival.author}, {utc_words(rival.at_utc_ns)}: {annotation_words(rival.after)}"
