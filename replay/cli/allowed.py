"""Whether a recording may still be looked at: not after it was withdrawn, nor longer than it may be kept."""

import datetime as dt
from pathlib import Path

import click

from formats.errors import FormatError
from formats.model.recording import Recording
from replay.core.safe_text import visible

_STILL = "`replay subject` and `replay export --subject` show the recorded person what there is"


def check_not_withdrawn(path: Path, recording_id: str = "") -> None:
    """Refuse a recording that was withdrawn here, also under another name.

    Args:
        path: The recording.
        recording_id: Of its header; "" before it was read.

    Raises:
        FormatError: It was.
    """
    from replay.store.withdrawals import find_withdrawal

    found = find_withdrawal(path, recording_id)
    if found is not None:
        day = dt.datetime.fromtimestamp(found.at_utc_ns / 1e9, dt.UTC).date().isoformat()
        raise FormatError(
            f"{path} was withdrawn by the recorded person on {day}, and is to be deleted; "
            "`replay withdraw` lists its copies"
        )


def check_allowed(path: Path, recording: Recording, *, whole: bool = False) -> None:
    """Refuse a recording that may not be looked at.

    Args:
        path: The recording.
        recording: It, open.
        whole: Whether what the recorded person removed is needed, to remove it.

    Raises:
        FormatError: It may not.
    """
    from replay.privacy.consent import opening_refusal

    check_not_withdrawn(path, recording.header.recording_id)
    if why := opening_refusal(recording.header.consent, dt.datetime.now(dt.UTC).date()):
        raise FormatError(f"{path} is not opened: {why}; {_STILL}")
    if not whole:
        _check_subject(path, recording)


def tell_consent(path: Path, recording: Recording) -> None:
    """Say on stderr what whoever looks at a recording must know of its consent."""
    from replay.privacy.consent import opening_warning

    if why := opening_warning(recording.header.consent, dt.datetime.now(dt.UTC).date()):
        click.echo(f"replay: {visible(f'{path}: {why}: it is not handed on')}", err=True)


def _check_subject(path: Path, recording: Recording) -> None:
    """Refuse what the recorded person withheld, or removed something of: a copy without that is shown."""
    from replay.cli.subject_list import read_any_subject, read_subject, subject_path

    place = subject_path(path)
    found = read_any_subject(place)
    if found is None or not found.hides:
        return
    from formats.model.content_id import content_id

    subject = read_subject(place, content_id(recording))
    if subject.state == "withheld":
        raise FormatError(f"{path} is not opened: the recorded person withheld it")
    if subject.removed:
        raise FormatError(
            f"{path} is not opened: the recorded person removed {subject.removed:,} of it; "
            "`replay redact FILE -o OUT` makes a copy without that once they released it"
        )
