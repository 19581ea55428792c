"""The id of a recording by its content, under which its annotations are kept.

It is the same after a file was renamed, packed anew, or imported again from the same source; it is another
one as soon as an event or a frame's time is another one, and so for a redacted copy. The recorder's own
bookkeeping (clock readings, cursor shapes, what an importer did not understand) has no part in it: a later
version of an importer that understands more must not orphan the work of people. Nor has a correction of the
frames' times, which is a word on the recording and no part of it.
"""

import hashlib

import numpy as np

from formats.errors import FormatError
from formats.model.corrected import uncorrected
from formats.model.frames import Frames
from formats.model.recording import Recording
from formats.model.streams import STREAMS, Events, FieldKind

_COUNTED = ("pointer", "button", "scroll", "key", "text", "window", "clipboard")
_ROWS_AT_ONCE = 1 << 16
_VERSION = b"replay content 1\n"
LENGTH = 32
"""Hexadecimal digits of a content id: 128 bits."""


def content_id(recording: Recording) -> str:
    """Return the id of a recording's content, `LENGTH` hexadecimal digits.

    Reads every event, a part at a time. A part that is damaged counts as such: a damaged recording has an id
    too, and another one than the whole.
    """
    recording = uncorrected(recording)
    told = hashlib.sha256(_VERSION)
    for stream in _COUNTED:
        info = recording.streams.get(stream)
        if info is None:
            continue
        columns = [hashlib.sha256() for field in STREAMS[stream].fields if field.name != "seq"]
        for start in range(0, info.rows, _ROWS_AT_ONCE):
            try:
                _tell(columns, recording.rows(stream, start, start + _ROWS_AT_ONCE))
            except FormatError:
                columns[0].update(b"damaged %d" % start)
        told.update(f"{stream} {info.rows}\n".encode())
        for column in columns:
            told.update(column.digest())
    told.update(_of_frames(recording.frames))
    return told.hexdigest()[:LENGTH]


def _tell(columns: "list[hashlib._Hash]", events: Events) -> None:
    fields = [field for field in STREAMS[events.stream].fields if field.name != "seq"]
    for told, field in zip(columns, fields, strict=True):
        if field.kind is FieldKind.STRING:
            for text in events.texts(field.name):
                raw = text.encode("utf-8", "surrogatepass")
                told.update(b"%d " % len(raw) + raw)
        else:
            told.update(np.ascontiguousarray(events.rows[field.name]).tobytes())


def _of_frames(frames: Frames) -> bytes:
    told = hashlib.sha256()
    for name in ("t", "display", "width", "height"):
        told.update(np.ascontiguousarray(frames[name]).astype("<i8").tobytes())
    return told.digest()
