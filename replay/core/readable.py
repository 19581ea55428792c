"""The rows of a stream that can be read, whatever is damaged between them."""

from collections.abc import Iterator

from formats.errors import FormatError
from formats.model.recording import Recording
from formats.model.streams import Events


def readable_rows(recording: Recording, stream: str, most: int) -> Iterator[Events | None]:
    """Yield the rows of a stream in order, and None in place of rows that cannot be read.

    Nobody above the formats knows where damage begins and ends: the first row that does not read is found
    by bisection, the next that does by steps that double. So sound rows between two damaged places may be
    passed over with them.

    Args:
        recording: Where they are read from.
        stream: One of its streams.
        most: Rows of one table, at least 1.
    """
    row, rows = 0, recording.streams[stream].rows
    while row < rows:
        stop = min(row + most, rows)
        events = _read(recording, stream, row, stop)
        if events is not None:
            yield events
            row = stop
            continue
        lost = _first_lost(recording, stream, row, stop)
        if lost > row and (events := _read(recording, stream, row, lost)) is not None:
            yield events
        yield None
        row = _next_sound(recording, stream, lost, rows)


def _read(recording: Recording, stream: str, start: int, stop: int) -> Events | None:
    try:
        return recording.rows(stream, start, stop)
    except FormatError:
        return None


def _first_lost(recording: Recording, stream: str, start: int, stop: int) -> int:
    """Return the first row that does not read of rows that do not read together."""
    while stop - start > 1:
        middle = (start + stop) // 2
        if _read(recording, stream, start, middle) is None:
            stop = middle
        else:
            start = middle
    return start


def _next_sound(recording: Recording, stream: str, lost: int, rows: int) -> int:
    """Return a row behind a lost one from which on rows read again, `rows` where there is none."""
    step = 1
    while lost + step < rows and _read(recording, stream, lost + step, lost + step + 1) is None:
        lost, step = lost + step, step * 2
    sound = min(lost + step, rows)
    while sound - lost > 1:
        middle = (lost + sound) // 2
        if _read(recording, stream, middle, middle + 1) is None:
            lost = middle
        else:
            sound = middle
    return sound
