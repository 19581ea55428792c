"""Whether a recording may still be looked at: not after it was withdrawn, nor longer than it may be kept."""

import datetime as dt
from pathlib import Path

import click

from formats.errors import FormatError
from formats.model.recording import Recording
from replay.cli.reading.withdrawn import NotAllowedError, withdrawn_day, withdrawn_words
from replay.core.safe_text import visible

_STILL = "`replay subject` and `replay export --subject` show the recorded person what there is"


def check_allowed(path: Path, recording: Recording, *, whole: bool = False) -> None:
    """Refuse a recording that may not be looked at.

    Args:
        path: The recording.
        recording: It, open.
        whole: Whether what the recorded person removed is needed, to remove it.

    Raises:
        FormatError: It may not.
    """
    check_kept(path, recording)
    if not whole:
        _check_subject(path, recording)


def check_kept(path: Path, recording: Recording) -> None:
    """Refuse a recording that was withdrawn, or is past its last day.

    Raises:
        FormatError: It is.
    """
    from replay.privacy.consent import opening_refusal

    if withdrawn := withdrawn_day(path, recording):
        raise NotAllowedError(withdrawn_words(path, withdrawn))
    if recording.header.consent is None:
        return
    day, doubt = counted_day()
    if why := opening_refusal(recording.header.consent, day):
        raise NotAllowedError(f"{path} is not opened: {why}{doubt}; {_STILL}")


def counted_day() -> tuple[dt.date, str]:
    """Return the day that counts for a consent, and what is to be said where the clock says an earlier one.

    A clock that is set back would open what was to be deleted: the day on which the audit was last added to
    is not undone by that.
    """
    from replay.store.audit_memory import last_noted_s

    now = dt.datetime.now(dt.UTC).date()
    noted = dt.datetime.fromtimestamp(last_noted_s(), dt.UTC).date()
    if noted <= now:
        return now, ""
    return noted, f" (the clock says {now}, but something was noted here on {noted} already, which counts)"


def check_released(path: Path, recording: Recording) -> None:
    """Refuse, as wrong use, to make a copy of what the recorded person looks through and did not release.

    Where nobody ever asked them, nothing is known to be against it.
    """
    from replay.cli.reading.subject_list import find_subject

    known = find_subject(path, recording).known
    if known is not None and known.state != "released":
        raise click.UsageError(f"the recorded person has not released this recording: it is {known.state}")


def tell_consent(path: Path, recording: Recording) -> None:
    """Say on stderr what whoever looks at a recording must know of its consent."""
    from replay.privacy.consent import opening_warning

    if recording.header.consent is None:
        return
    if why := opening_warning(recording.header.consent, counted_day()[0]):
        click.echo(f"replay: {visible(f'{path}: {why}: it is not handed on')}", err=True)


def _check_subject(path: Path, recording: Recording) -> None:
    """Refuse what the recorded person withheld, or removed something of: a copy without that is shown."""
    from replay.cli.reading.subject_list import find_subject

    found = find_subject(path, recording)
    known = found.known
    if known is None or not known.hides:
        return
    from formats.model.content_id import content_id
    from replay.core.counted import count_text

    if known.state == "withheld":
        raise NotAllowedError(f"{path} is not opened: the recorded person withheld it")
    why = f"{path} is not opened: the recorded person removed {count_text(known.removed, 'thing')} of it"
    if found.lost is not None:
        raise FormatError(
            f"{why}, and their list {found.lost.place} is gone: put it back, or let them say it anew with "
            "`replay subject`"
        )
    if known.recording != content_id(recording):
        raise NotAllowedError(
            f"{why}, in another form of it: let them say with `replay subject` what is to go of this one"
        )
    raise NotAllowedError(
        f"{why}; `replay redact FILE -o OUT` makes a copy without that once they released it"
    )
