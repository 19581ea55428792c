"""What several commands read: a recording, and times within it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from formats.model.recording import Recording, first_ns
from formats.model.report import ImportOptions
from formats.model.time import Span
from formats.registry import open_recording
from replay.cli.reading.allowed import check_allowed, tell_consent
from replay.cli.reading.corrections import RECORDED, Following
from replay.cli.reading.unlocking import unlock
from replay.cli.reading.withdrawn import check_not_withdrawn
from replay.cli.telling.naming import mending, naming
from replay.cli.telling.progress import ProgressBar
from replay.core.safe_text import visible
from replay.core.timecode import TimecodeError, parse_instant, parse_time


@contextmanager
def open_source(
    path: Path,
    following: Following = RECORDED,
    *,
    tells: bool = True,
    always: bool = False,
    whole: bool = False,
) -> Iterator[Recording]:
    """Open a recording of any known format until the `with` ends, and say on stderr what is missing.

    Args:
        path: The file or folder; a sealed one is opened by the identity at hand, or asks.
        following: Whether the frames have the times of the correction that is kept of them.
        tells: False where the command itself prints what is missing.
        always: True for what the recorded person may do for ever: also what was withdrawn, or should have
            been deleted by now, is opened.
        whole: True for what removes or proves removed what the recorded person wants removed: all others see
            a recording only in a copy without that.

    Raises:
        FormatError: It cannot be read, or may not be any more, or a part that was asked for is damaged; the
            message is one line for people, and names the file.
    """
    if not always:
        # Before its key is asked for, which may be gone.
        check_not_withdrawn(path)
    with naming(path), mending(path), _opened(path) as recording:
        if not always:
            check_allowed(path, recording, whole=whole)
        yield following.followed(recording, path)
        if tells:
            tell_consent(path, recording)
            _tell_problems(path, recording.problems)


def _opened(path: Path) -> Recording:
    """Open a recording; how far it is with a foreign one, which is read as a whole, is told."""
    with ProgressBar() as progress:
        return open_recording(path, unlock, ImportOptions(progress=progress.stage))


def _tell_problems(path: Path, problems: Sequence[str]) -> None:
    if problems:
        more = f" (and {len(problems) - 1} more: see `replay info`)" if len(problems) > 1 else ""
        click.echo(f"replay: {visible(f'{path} is not complete: {problems[0]}{more}')}", err=True)


def time_of(recording: Recording, text: str, option: str) -> int:
    """Read a time given on the command line; a wrong one is a usage error that names the option."""
    try:
        return parse_time(text, recording.frames, recording.duration_ns)
    except TimecodeError as error:
        raise click.BadParameter(str(error), param_hint=option) from error


def instant_of(recording: Recording, text: str, option: str) -> int:
    """Read a time to look at, see `parse_instant`; a wrong one is a usage error that names the option."""
    try:
        return parse_instant(text, recording.frames, recording.duration_ns)
    except TimecodeError as error:
        raise click.BadParameter(str(error), param_hint=option) from error


def span_of(recording: Recording, start: str | None, end: str | None) -> Span:
    """Read `--from` and `--to`; without them the span holds the whole recording."""
    start_ns = time_of(recording, start, "--from") if start else first_ns(recording)
    end_ns = time_of(recording, end, "--to") if end else max(recording.duration_ns, start_ns) + 1
    if end_ns < start_ns:
        raise click.BadParameter("it lies before --from", param_hint="--to")
    return Span(start_ns, end_ns)


def content_of(path: Path) -> str:
    """Return the content id of a recording of any format, by which its changes are known.

    Raises:
        FormatError: It cannot be read.
    """
    from formats.model.content_id import content_id

    # An id shows nothing of it; the audit of a withdrawn recording is still to be read.
    with open_source(path, tells=False, always=True) as recording:
        return content_id(recording)
