"""Whether a recording was withdrawn here, also under another name."""

import datetime as dt
from pathlib import Path

from formats.errors import FormatError
from formats.model.recording import Recording
from replay.cli.reading.foreign import may_have_another_id


class NotAllowedError(FormatError):
    """The recorded person, or the last day of their consent, forbids that a recording is looked at."""


def check_not_withdrawn(path: Path, recording_id: str = "") -> None:
    """Refuse a recording that was withdrawn here, also under another name.

    Args:
        path: The recording.
        recording_id: Of its header; "" before it was read.

    Raises:
        FormatError: It was.
    """
    if day := withdrawn_on(path, recording_id):
        raise NotAllowedError(withdrawn_words(path, day))


def withdrawn_on(path: Path, recording_id: str = "") -> str:
    """Return the day on which a recording was withdrawn here, ISO 8601, "" where it was not.

    Args:
        path: The recording.
        recording_id: Of its header; "" before it was read.

    Raises:
        FormatError: It was, and when cannot be read.
    """
    from replay.store.withdrawals import find_withdrawal

    found = find_withdrawal(path, recording_id)
    return (
        "" if found is None else dt.datetime.fromtimestamp(found.at_utc_ns / 1e9, dt.UTC).date().isoformat()
    )


def withdrawn_day(path: Path, recording: Recording) -> str:
    """Return the day on which an open recording was withdrawn here, as `withdrawn_on`, by its content, too.

    Raises:
        FormatError: It was, and when cannot be read.
    """
    from replay.store.paths import withdrawals_folder

    day = withdrawn_on(path, recording.header.recording_id)
    if not day and may_have_another_id(recording, withdrawals_folder()):
        from formats.model.content_id import content_id

        day = withdrawn_on(path, content_id(recording))
    return day


def withdrawn_words(path: Path, day: str) -> str:
    """Say that a recording was withdrawn, and what is to be done with it."""
    return (
        f"{path} was withdrawn by the recorded person on {day}, and is to be deleted; "
        "`replay withdraw` lists its copies"
    )
