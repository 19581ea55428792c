"""Make a .replay file from a folder captured by the X11 test recorder: events.jsonl and frames/*.png.

    python -m tests.build_desk SOURCE -o OUT.replay [--task TEXT] [--marks MARKS.jsonl]

Events carry the X server's times, not those of their receipt. With --marks, the marks where one task of a
script ends and the next begins (ground_truth.jsonl) are written to a file of their own, for tests: a
recording must not hold the answer to what is looked for in it.
"""

import argparse
import base64
import io
import json
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from formats.errors import DamagedError, FormatError, LimitError
from formats.keyboards.x11 import code_of, key_of, modifiers_of
from formats.media.image import decode_image
from formats.model.build import EventBuilder
from formats.model.header import Header
from formats.model.time import NS_PER_MS, Clock
from formats.native.limits import LIMITS
from formats.native.writer import Writer
from formats.plain_file import open_plain
from formats.sources.lines import LineFaults, json_lines

EVENTS, GROUND_TRUTH = "events.jsonl", "ground_truth.jsonl"
_LONGEST_MS = 1 << 43
_CURSOR_SIDE = 512
_STATES = ("pause", "resume", "fault", "end")
# What fields must be, whatever the record they are in; others are kept unread.
_NUMBERS = {"x", "y", "dx", "dy"}
_WHOLE = {"wall", "code", "state", "serial", "shape", "w", "h", "n", "same"}
_TEXTS = {"k", "b", "sym", "title", "cls", "file", "rgba_hex"}
_LISTS = {"box", "hot", "screen"}
_LARGEST, _LARGEST_PX = 1 << 62, 32_767
# Fields of a frame's or a clock's record that have a column; the rest is kept in `other`.
_SHOWN = {"t", "k", "n", "file", "same"}
_READ = {"t", "k", "wall", "xt"}


def build(source: Path, out: Path, task: str = "") -> None:
    """Write `out` from the folder `source`.

    Args:
        source: Holds events.jsonl and frames/.
        out: The file to write; it appears when it is whole.
        task: What the person was asked to do.

    Raises:
        FormatError: A line or a picture cannot be read; the message says which.
        OSError: A file is missing, or `out` cannot be written.
    """
    capture = Capture(source)
    with Writer(out, capture.header(task), archive=True) as writer:
        for table in capture.events.events().values():
            writer.append(table)
        writer.seal()
        shown: Path | None = None
        for t_ns, number, file in sorted(capture.frames, key=lambda frame: frame[:2]):
            same = file == shown
            writer.add_frame(t_ns, None if same else decode_image(_bytes_of(file)), seq=number)
            shown = file


def marks(source: Path) -> Iterator[dict[str, Any]]:
    """Yield the task marks of the script as markers, in recording time.

    Raises:
        FormatError: A line cannot be read.
        OSError: A file is missing.
    """
    start_ns = min((_time_ns(record) for _, record in _records(source / EVENTS)), default=0)
    for _, record in _records(source / GROUND_TRUTH):
        if "task" in record:
            yield {"t_ns": _time_ns(record) - start_ns, "stream": "marker", "name": str(record["task"])}


class Capture:
    """A folder as captured: rows of every stream, and which file each frame shows."""

    def __init__(self, source: Path) -> None:
        """Read the events; no picture is read yet."""
        self.events = EventBuilder()
        self.frames: list[tuple[int, int, Path]] = []
        """Time, order of capture and picture of each frame."""
        self._source = source
        self._files: dict[int, Path] = {}
        self._shape: int | None = None
        records = list(_records(source / EVENTS))
        if not records or records[0][1].get("k") != "header":
            raise DamagedError(f"{source / EVENTS}: the first line is not the header")
        self._first = records[0][1]
        # The first picture can be grabbed a moment before what the header calls the start.
        self._start_ns = min(_time_ns(record) for _, record in records)
        for line, record in records:
            try:
                _check(record)
                self._take(record, _time_ns(record) - self._start_ns)
            except (KeyError, TypeError, ValueError, OverflowError) as error:
                words = f"lacks {error}" if isinstance(error, KeyError) else str(error)
                kind = record.get("k")
                raise DamagedError(f"{source / EVENTS} line {line}: its {kind!r} record: {words}") from error

    def header(self, task: str) -> Header:
        """Return what the header's record says of the whole recording.

        Its consent is left out: a script agreed, and to no purpose.
        """
        first, start_ns = self._first, self._start_ns
        wall = first.get("wall")
        told = isinstance(wall, int) and isinstance(first.get("t"), int)
        return Header(
            recording_id=str(uuid.uuid5(uuid.NAMESPACE_URL, f"replay:desk:{wall}:{start_ns}")),
            source="x11",
            recorder="X11 test recorder",
            start_utc_ns=wall - (first["t"] - start_ns) if told else None,
            task=task,
            clocks=(Clock("monotonic", start_ns), Clock("x-server", start_ns, tick_ns=NS_PER_MS)),
            details={
                name: first[name]
                for name in ("fps", "exclude", "clock")
                if isinstance(first.get(name), (str, float)) or first.get(name) in range(1000)
            },
        )

    def _take(self, record: dict[str, Any], t_ns: int) -> None:
        kind, add = record["k"], self.events.add
        if kind == "header":
            width, height = record["screen"][:2]
            add("display", t_ns, id=0, name="screen 0", x=0, y=0, width=width, height=height, scale=1)
        elif kind == "frame":
            self._take_frame(record, t_ns)
        elif kind == "move":
            add("pointer", t_ns, display=0, **_at(record))
        elif kind in {"down", "up"}:
            add("button", t_ns, button=record["b"], pressed=kind == "down", **_at(record))
        elif kind == "scroll":
            add("scroll", t_ns, dx=record["dx"], dy=record["dy"], **_at(record))
        elif kind in {"keydown", "keyup"}:
            bits = modifiers_of(record["state"])
            code = code_of(record["code"])
            add(
                "key",
                t_ns,
                code=code,
                key=key_of(record["sym"], code),
                pressed=kind == "keydown",
                modifiers=bits,
            )
        elif kind == "window":
            place = dict(zip(("x", "y", "width", "height"), record["box"], strict=True))
            add("window", t_ns, app=record["cls"], title=record["title"], **place)
        elif kind == "clock":
            self._take_clock(record, t_ns)
        elif kind == "cursor_shape":
            self._take_shape(record, t_ns)
        elif kind in _STATES:
            add("marker", t_ns, name=kind, payload=_rest(record, {"t", "k"}))
        else:
            add("other", t_ns, kind=kind, payload=_rest(record, {"t", "k"}))

    def _take_frame(self, record: dict[str, Any], t_ns: int) -> None:
        if "same" in record:
            file = self._files[record["same"]]
        else:
            file = self._files[record["n"]] = _inside(self._source, record["file"])
        # The frame's own place among the events is taken by what is kept of it beside its picture.
        self.frames.append((t_ns, len(self.events), file))
        self.events.add("other", t_ns, kind="frame", payload=_rest(record, _SHOWN))
        shape = record.get("shape")
        if shape is not None and self._shape not in (None, shape):
            # A shape is described once; that it came back is seen with the next frame.
            self.events.add("cursor", t_ns, shape=shape)
            self._shape = shape

    def _take_clock(self, record: dict[str, Any], t_ns: int) -> None:
        readings = {"wall": record["wall"], "monotonic": record["t"], "x-server": record["xt"] * NS_PER_MS}
        for clock, reading_ns in readings.items():
            self.events.add("clock", t_ns, clock=clock, reading_ns=reading_ns)
        self.events.add("other", t_ns, kind="clock", payload=_rest(record, _READ))

    def _take_shape(self, record: dict[str, Any], t_ns: int) -> None:
        hot_x, hot_y = record["hot"]
        width, height = record["w"], record["h"]
        image = _cursor_png(record["rgba_hex"], width, height)
        self._shape = record["serial"]
        self.events.add(
            "cursor",
            t_ns,
            shape=self._shape,
            hot_x=hot_x,
            hot_y=hot_y,
            width=width,
            height=height,
            image=image,
        )


def _records(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    faults = LineFaults(str(path))
    yield from json_lines(path, faults)
    if faults.sentences():
        raise DamagedError(faults.sentences()[0])


def _check(record: dict[str, Any]) -> None:
    """Raise ValueError where a field is not what is read as such."""
    for name, value in record.items():
        kinds = (float, int) if name in _NUMBERS else int if name in _WHOLE else None
        if kinds is not None:
            limit = 1e7 if name in _NUMBERS else _LARGEST
            fine = isinstance(value, kinds) and not isinstance(value, bool) and -limit < value < limit
        elif name in _LISTS:
            parts = value if isinstance(value, list) else [None]
            fine = all(isinstance(part, int) and -_LARGEST_PX <= part <= _LARGEST_PX for part in parts)
        else:
            fine = name not in _TEXTS or isinstance(value, str)
        if not fine:
            raise ValueError(f"{name} is {str(value)[:40]}")


def _at(record: dict[str, Any]) -> dict[str, float]:
    return {"x": record["x"], "y": record["y"]}


def _time_ns(record: dict[str, Any]) -> int:
    """Return the server's time where there is one: receipt can be half a second late."""
    stamps = [record.get("xt"), record.get("t")]
    if any(isinstance(stamp, bool) or not isinstance(stamp, (int, type(None))) for stamp in stamps):
        raise DamagedError(f"a record of kind {record.get('k')!r} has a time that is no whole number")
    server_ms, receipt_ns = stamps
    if server_ms is None and receipt_ns is None:
        raise DamagedError(f"a record of kind {record.get('k')!r} has no time")
    t_ns = int(receipt_ns or 0) if server_ms is None else int(server_ms) * NS_PER_MS
    if not 0 <= t_ns < _LONGEST_MS * NS_PER_MS:
        raise DamagedError(f"a record of kind {record.get('k')!r} has the impossible time {t_ns}")
    return t_ns


def _inside(source: Path, name: str) -> Path:
    file = source / name
    if not file.resolve().is_relative_to(source.resolve()):
        raise DamagedError(f"the picture {name!r} lies outside of the folder")
    return file


def _bytes_of(file: Path) -> bytes:
    with open_plain(file) as opened:
        # One more than may be: what is larger is refused for its size, and not read to its end.
        data = opened.read(LIMITS.image_bytes + 1)
    if len(data) > LIMITS.image_bytes:
        raise LimitError(f"size of the picture {file}", value=file.stat().st_size, limit=LIMITS.image_bytes)
    return data


def _rest(record: dict[str, Any], told: set[str]) -> str:
    return json.dumps({name: value for name, value in record.items() if name not in told})


def _cursor_png(pixels_hex: str, width: int, height: int) -> str:
    if not (0 < width <= _CURSOR_SIDE and 0 < height <= _CURSOR_SIDE):
        raise ValueError(f"a cursor of {width}x{height} pixels")
    rgba = np.frombuffer(bytes.fromhex(pixels_hex), np.uint8).reshape(height, width, 4).astype(np.uint32)
    # XFixes gives colours multiplied by their alpha; PNG wants them plain.
    alpha = np.maximum(rgba[..., 3:], 1)
    rgba[..., :3] = np.minimum((rgba[..., :3] * 255 + alpha // 2) // alpha, 255)
    out = io.BytesIO()
    Image.fromarray(rgba.astype(np.uint8)).save(out, format="PNG")
    return base64.b64encode(out.getvalue()).decode("ascii")


def main() -> int:
    """Run from the shell; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("source", type=Path, help="folder with events.jsonl and frames/")
    parser.add_argument("-o", "--out", type=Path, required=True, help="the .replay file to write")
    parser.add_argument("--task", default="", help="what the person was asked to do")
    parser.add_argument("--marks", type=Path, help="where to write the script's task marks, as JSON Lines")
    options = parser.parse_args()
    try:
        build(options.source, options.out, options.task)
        if options.marks:
            text = "".join(json.dumps(mark) + "\n" for mark in marks(options.source))
            options.marks.write_text(text, encoding="utf-8")
    except (FormatError, OSError) as error:
        print(f"build_desk: {error}", file=sys.stderr)
        return 3
    print(f"wrote {options.out}, {options.out.stat().st_size:,} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
