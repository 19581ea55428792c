"""Our JSON Lines: a recording as text, complete; what the exporter writes and the importer reads.

The file is UTF-8, one JSON object a line, in order of time (`t_ns`, then `seq`) but for the first and the
last. Values that JSON would change are written as `formats.model.exact_json` says.

| line | holds |
|---|---|
| first | `format` ("replay-jsonl", first in the line), `version` (1), `header` with its private part, `problems` |
| of a video | `video` (its number, from 0), `media_type`, `size_bytes`, `time_base` [numerator, denominator], `file`, `sha256` |
| of an event | `stream`, `t_ns`, `seq`, and the columns of that stream as `formats.model.streams` names them |
| of a frame | `stream` ("frame"), `t_ns`, `seq`, `frame` (its number, from 0), `display`, `width`, `height`, `changed` ("same", "seen", "noise"), `storage` ("none", "tiles", "image", "video"), `key` (1: decodes without any other); `video` and `pts` where it is in a video, `file`, `media_type` and `sha256` where it is a file |
| last | `end`: rows by stream |

Times are whole nanoseconds from the recording's start. Numbers are the shortest that give back the very float32;
null is an unknown one (NaN). Buttons and modifiers are names. `file` is a path beside the JSON Lines: pictures
and videos byte for byte where they came as such, PNG where they are lossless tiles. A frame that shows what
the one before it on its display showed names the same file.
"""  # noqa: E501 - a row of a table is one line

import re

from formats.model.frames import Storage

FORMAT = "replay-jsonl"
VERSION = 1
_FIRST = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"format\"\s*:\s*\"" + FORMAT.encode() + rb"\"")

CHANGED = ("same", "seen", "noise")
"""Words for a frame's `changed`, by its number."""
STORAGES = tuple(storage.name.lower() for storage in Storage)
"""Words for a frame's `storage`, by its number."""


def is_ours(head: bytes) -> bool:
    """Say whether a file begins with the line that our export begins with."""
    return _FIRST.match(head) is not None


def word(words: tuple[str, ...], number: int) -> str | int:
    """Return the word for a number; the number itself where it has none."""
    return words[number] if 0 <= number < len(words) else number


def number(words: tuple[str, ...], told: object) -> object:
    """Return the number for a word; what is none as it is."""
    return words.index(told) if isinstance(told, str) and told in words else told
