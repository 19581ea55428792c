"""Searches a copy for secrets without the program's own proof: bytes, unpacked parts, rows, keys in order."""

import base64
import html
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote, quote_plus

import zstandard

from formats.model.recording import Recording
from formats.model.streams import STREAMS
from formats.native.reader import Reader

_MAGIC = b"\x28\xb5\x2f\xfd"
_LONGEST = 1 << 26
_SHORT = 6
"""Shorter secrets are looked for in texts alone: by chance such bytes stand in any file."""


def left(path: Path, secrets: Iterable[str], more: Sequence[bytes] = ()) -> set[str]:
    """Return those of the secrets that a copy still holds, or that stand in more bytes."""
    with Reader(path) as recording:
        texts = list(_texts(recording))
    loose = [_loose(text) for text in texts]
    parts = [part for data in (path.read_bytes(), *more) for part in _unpacked(data)]
    return {secret for secret in secrets if _in_texts(secret, texts, loose) or _in_bytes(secret, parts)}


def _texts(recording: Recording) -> Iterator[str]:
    """Yield all strings of all streams, the header, and what the keys give, in order."""
    yield repr(recording.header)
    for stream in STREAMS:
        if stream == "frame":
            continue
        events = recording.events(stream)
        yield from events.strings
        yield json.dumps(list(events.records()), ensure_ascii=False)
    keys = recording.events("key")
    pressed = [str(row["key"]) for row in keys.records() if row["pressed"]]
    released = [str(row["key"]) for row in keys.records() if not row["pressed"]]
    codes = [str(row["code"]) for row in keys.records() if row["pressed"]]
    for names in (pressed, released):
        plain = [name for name in names if len(name) == 1]
        yield "".join(plain)
        yield "".join(reversed(plain))
        yield _corrected(names)
    yield "".join(code[-1].lower() for code in codes if re.fullmatch(r"(Key|Digit|Numpad)\w", code))


def _corrected(names: Iterable[str]) -> str:
    text, place = "", 0
    for name in names:
        if len(name) == 1:
            text, place = text[:place] + name + text[place:], place + 1
        elif name == "Backspace" and place:
            text, place = text[: place - 1] + text[place:], place - 1
        elif name in {"ArrowLeft", "ArrowRight", "End"}:
            step = {"ArrowLeft": -1, "ArrowRight": 1}.get(name, len(text))
            place = min(max(place + step, 0), len(text))
    return text


def _unpacked(data: bytes) -> Iterator[bytes]:
    """Yield a file's bytes and everything in it that zstd unpacks, wherever it begins."""
    waiting = [data]
    while waiting:
        part = waiting.pop()
        yield part
        at = part.find(_MAGIC)
        while at >= 0:
            try:
                waiting.append(zstandard.ZstdDecompressor().decompressobj().decompress(part[at:])[:_LONGEST])
            except zstandard.ZstdError:
                at = part.find(_MAGIC, at + 1)
                continue
            at = part.find(_MAGIC, at + 1)


def _in_texts(secret: str, texts: list[str], loose: list[str]) -> bool:
    if len(secret) >= _SHORT and any(secret[::-1] in text for text in texts):
        return True
    if any(secret in text for text in texts):
        return True
    bare = _loose(secret)
    return len(bare) >= _SHORT and any(bare in text for text in loose)


def _loose(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _in_bytes(secret: str, parts: list[bytes]) -> bool:
    if len(secret) < _SHORT:
        return False
    needles = set(_encoded(secret))
    return any(needle in part or needle in part.lower() for needle in needles for part in parts)


def _encoded(secret: str) -> Iterator[bytes]:
    bare = re.sub(r"[\s.\-/()]+", "", secret)
    for text in {secret, bare, secret.lower(), secret.upper(), secret[::-1]}:
        for codec in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "latin-1"):
            plain = text.encode(codec, "ignore")
            yield plain
            yield plain.hex().encode()
            yield plain.hex().upper().encode()
            for shift, unsure in enumerate((0, 2, 3)):
                coded = base64.b64encode(b"\0" * shift + plain)
                sure = coded[unsure : -4 if coded.endswith(b"=") else None]
                yield sure
                yield sure.translate(bytes.maketrans(b"+/", b"-_"))
        yield quote(text, safe="").encode()
        yield quote_plus(text).encode()
        yield html.escape(text).encode()
        yield json.dumps(text)[1:-1].encode()
        yield "\\u".join(f"{ord(sign):04x}" for sign in text).encode()
        yield base64.b32encode(text.encode()).rstrip(b"=")
