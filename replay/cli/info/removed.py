"""What `replay info` says of a recording, without the words that its person removed of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from formats.model.recording import Recording
from replay.cli.reading.subject_list import find_subject, read_any_subject

_TEXTS = frozenset({"source", "recorder", "task", "time_zone", "consent", "displays", "clocks", "problems"})
"""What may hold words of people, by name; all else is counted, measured or an id."""


def without_removed(told: dict[str, Any], path: Path, recording: Recording) -> dict[str, Any]:
    """Return what is told, each removed word replaced; all text, where nobody can say which words those are.

    Args:
        told: What `replay info` prints, plain JSON values.
        path: The recording.
        recording: It, open.

    Raises:
        FormatError: What is beside the recording is no list of its person's.
    """
    found = find_subject(path, recording)
    if found.known is None or not found.known.removed:
        return told
    from replay.privacy.sought import FILL, Words

    if found.subject is None:
        return _cleaned(told, lambda _: FILL)
    subject = read_any_subject(found.place, path)
    return _cleaned(told, Words.asked(subject.redactions.sought if subject else ()).removed)


def _cleaned(told: dict[str, Any], clean: Callable[[str], str]) -> dict[str, Any]:
    return {name: _each(value, clean) if name in _TEXTS else value for name, value in told.items()}


def _each(value: Any, clean: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {name: _each(each, clean) for name, each in value.items()}
    if isinstance(value, list):
        return [_each(each, clean) for each in value]
    return clean(value) if isinstance(value, str) and value else value
