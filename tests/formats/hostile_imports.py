"""What tests of damaged and hostile files share: breaking a value, and importing whatever comes of it."""

from pathlib import Path
from typing import Any

from formats.errors import FormatError
from formats.model.report import PLAIN, ImportOptions
from formats.native.copy import write_recording
from formats.native.reader import Reader
from formats.registry import import_recording


def attempt(path: Path, options: ImportOptions = PLAIN) -> bool:
    """Import and write a file; return whether it was read. Anything but FormatError goes through."""
    try:
        imported = import_recording(path, options)
    except FormatError:
        return False
    out = path.with_suffix(".replay")
    with imported.recording as recording:
        rows = {name: info.rows for name, info in recording.streams.items()}
        write_recording(recording, out)
    with Reader(out) as back:
        assert {name: info.rows for name, info in back.streams.items()} == rows
    assert all("\n" not in told for told in (*imported.report.lost, *imported.report.guessed))
    return True


def replace_somewhere(value: Any, choose: int, other: Any) -> None:
    """Put another value in place of one somewhere inside of a JSON value."""
    places: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting:
        one = waiting.pop()
        keys = list(one) if isinstance(one, dict) else range(len(one)) if isinstance(one, list) else ()
        places += [(one, key) for key in keys]
        waiting += [one[key] for key in keys]
    holder, key = places[choose % len(places)]
    holder[key] = other
