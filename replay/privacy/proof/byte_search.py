"""Secrets searched for in the bytes of a file and of every part of it that is compressed.

It knows nothing of the container but that its parts are zstd frames: what a reader would pass over (an
unknown chunk, a string that no row points at, the rest of an older file) is searched like all else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import ahocorasick
import zstandard

from replay.privacy.encodings import needles

SHORTEST_NEEDLE = 6
"""Fewer bytes are found by chance in what is compressed: such codings are searched for in texts only."""
PART_BYTES = 64 << 20
"""A part that unpacks to more is not read, and said to be so."""
_MAGIC = b"\x28\xb5\x2f\xfd"
_WINDOW = 8 << 20
_DEPTH = 3


@dataclass(frozen=True, slots=True)
class BytesFound:
    """A coding of a secret, lying somewhere."""

    secret: int
    """Its place in the list of secrets."""
    coding: str
    offset: int
    """In the file: of the bytes themselves, or of the compressed part that holds them."""


@dataclass(frozen=True, slots=True)
class BytesSearched:
    """What was searched and what was found."""

    found: tuple[BytesFound, ...]
    size_bytes: int
    """Bytes of the file."""
    unpacked_bytes: int
    """Bytes of its compressed parts, unpacked."""
    parts: int
    unread: tuple[int, ...]
    """Where compressed parts begin that could not be unpacked."""
    secrets: int
    """How many were searched for, each in all `CODINGS`. How many byte strings that are is not told: it says
    whether a secret has capitals, signs or few letters."""
    too_short: tuple[int, ...]
    """Places in the list of secrets that are too short to be searched for as bytes in any coding."""


def byte_search(data: bytes | memoryview, secrets: Sequence[str]) -> BytesSearched:
    """Search a file's bytes for secrets in all their codings, in any case.

    Args:
        data: The whole file; a memory map will do.
        secrets: What must not be in it.
    """
    search = _Search(secrets)
    for offset, part in _windows(data, search.longest):
        search.look(part, offset)
    parts = unpacked = 0
    unread: list[int] = []
    for offset, frame in _frames(data, 0):
        if frame is None:
            unread.append(offset)
            continue
        parts += 1
        unpacked += len(frame)
        search.look(frame, offset)
    return BytesSearched(
        tuple(search.found), len(data), unpacked, parts, tuple(unread), len(secrets), search.too_short
    )


class _Search:
    """All needles at once."""

    def __init__(self, secrets: Sequence[str]) -> None:
        self.found: list[BytesFound] = []
        self._known: set[tuple[int, str, int]] = set()
        wanted: dict[bytes, tuple[int, str]] = {}
        short: list[int] = []
        for number, secret in enumerate(secrets):
            usable = [(name, raw.lower()) for name, raw in needles(secret) if len(raw) >= SHORTEST_NEEDLE]
            if len(secret.encode("utf-8", "surrogatepass")) < SHORTEST_NEEDLE:
                short.append(number)
            for name, raw in usable:
                wanted.setdefault(raw, (number, name))
        self.too_short = tuple(short)
        self.longest = max(map(len, wanted), default=0)
        self._automaton = ahocorasick.Automaton()
        for raw, meaning in wanted.items():
            self._automaton.add_word(raw.decode("latin-1"), meaning)
        if wanted:
            self._automaton.make_automaton()

    def look(self, part: bytes, offset: int) -> None:
        if not self.longest:
            return
        # One letter a byte: the automaton takes text, and bytes.lower() folds ASCII only.
        for _, (number, name) in self._automaton.iter(part.lower().decode("latin-1")):
            if (number, name, offset) not in self._known:
                self._known.add((number, name, offset))
                self.found.append(BytesFound(number, name, offset))


def _windows(data: bytes | memoryview, overlap: int) -> Iterator[tuple[int, bytes]]:
    step = 16 << 20
    for start in range(0, len(data), step):
        yield start, bytes(data[start : start + step + overlap])


def _frames(data: bytes | memoryview, depth: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield every zstd frame, and those within them, unpacked; None for one that cannot be."""
    for offset in _magics(data):
        frame = _unpacked(data, offset)
        yield offset, frame
        if frame is not None and depth < _DEPTH:
            for _, inner in _frames(frame, depth + 1):
                yield offset, inner


def _magics(data: bytes | memoryview) -> Iterator[int]:
    for start, part in _windows(data, len(_MAGIC) - 1):
        at = part.find(_MAGIC)
        while at >= 0:
            yield start + at
            at = part.find(_MAGIC, at + 1)


def _unpacked(data: bytes | memoryview, offset: int) -> bytes | None:
    inflator = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    window = memoryview(data)[offset : offset + PART_BYTES]
    try:
        stated = zstandard.get_frame_parameters(window[:32]).content_size
        with inflator.stream_reader(window, read_across_frames=False) as reader:
            frame: bytes = reader.read(PART_BYTES + 1)
    except zstandard.ZstdError:
        return None
    whole = stated in {zstandard.CONTENTSIZE_UNKNOWN, len(frame)}
    return frame if whole and len(frame) <= PART_BYTES else None
