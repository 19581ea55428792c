"""A second reader of the container, written from FORMAT.md alone: it proves that the document says enough.

It shares no code with the product, is slow, and checks what the document says must hold by assertions.
Numbers are Python's own; only pixels are numpy arrays.
"""

import math
import struct
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgpack
import numpy as np
import zstandard
from numpy.typing import NDArray

HEADER, EVENTS, TILES, IMAGE, VIDEO, MEDIA, INDEX, DIRECTORY = range(1, 9)
FRAME_STREAM = 10
STRINGS = {
    4: ("code", "key"),
    5: ("kind", "string"),
    6: ("app", "title"),
    7: ("kind", "string"),
    8: ("name",),
    9: ("name", "payload"),
    11: ("image",),
    12: ("clock",),
    13: ("kind", "payload"),
}
_SYNC = b"\xf1\x52\x43\x8d"
_FIELDS = (
    "sequence",
    "kind",
    "flags",
    "stream",
    "length",
    "rows",
    "first_ns",
    "last_ns",
    "first_row",
    "back",
)

Columns = dict[str, list[Any]]
Pixels = NDArray[np.uint8]


class Chunk(NamedTuple):
    """Where a chunk is, and what its header says (section 3)."""

    offset: int
    sequence: int
    kind: int
    flags: int
    stream: int
    length: int
    rows: int
    first_ns: int
    last_ns: int
    first_row: int
    back: int


class IndependentReader:
    """A file in memory, and what its chunks hold."""

    def __init__(self, data: bytes, chunks: list[Chunk]) -> None:
        self.data = data
        self.chunks = chunks

    def header(self) -> dict[str, Any]:
        """Read the header's map (section 7)."""
        (chunk,) = self._of(HEADER)
        body = body_of(self.data, chunk)
        packed = inflate(body[4:], int.from_bytes(body[:4], "little"))
        fields: dict[str, Any] = msgpack.unpackb(packed, unicode_errors="surrogatepass")
        return fields

    def events(self, stream: int) -> Columns:
        """Read all rows of a stream, strings in place of their numbers (section 6)."""
        joined: Columns = {}
        due = 0
        for chunk in self._of(EVENTS, stream):
            assert chunk.first_row == due
            due += chunk.rows
            for name, values in rows_of(body_of(self.data, chunk), chunk.rows, stream).items():
                joined.setdefault(name, []).extend(values)
        return joined

    def image(self, frame: int) -> tuple[str, bytes]:
        """Return media type and bytes of a frame's image (sections 12 and 13)."""
        display, shown = self._shown(frame)
        (chunk,) = [chunk for chunk in self._of(IMAGE, display) if chunk.first_row == shown]
        fields, payload = envelope(body_of(self.data, chunk))
        return fields["media_type"], payload

    def video(self, number: int) -> tuple[dict[str, Any], bytes]:
        """Return what a video is, and its bytes (section 14)."""
        (media,) = self._of(MEDIA, number)
        whole = b""
        for chunk in self._of(VIDEO, number):
            assert chunk.first_row == len(whole)
            whole += body_of(self.data, chunk)
        fields, _ = envelope(body_of(self.data, media))
        assert fields["size_bytes"] == len(whole)
        return fields, whole

    def pixels(self, frame: int) -> Pixels:
        """Decode a frame's tiles (section 15)."""
        display, shown = self._shown(frame)
        packets = self._of(TILES, display)
        (at,) = [place for place, chunk in enumerate(packets) if chunk.first_row == shown]
        chain = packets[at - packets[at].back : at + 1]
        assert [chunk.back for chunk in chain] == list(range(len(chain)))
        table = self.events(FRAME_STREAM)
        columns = zip(table["display"], table["changed"], table["storage"], strict=True)
        own = [row for row, values in enumerate(columns) if values == (display, 1, 1)]
        assert [row for row in own if chain[0].first_row <= row <= shown] == [c.first_row for c in chain]
        return picture_of([body_of(self.data, chunk) for chunk in chain])

    def _shown(self, frame: int) -> tuple[int, int]:
        table = self.events(FRAME_STREAM)
        display = table["display"][frame]
        rows = range(frame + 1)
        return display, max(row for row in rows if table["display"][row] == display and table["changed"][row])

    def _of(self, kind: int, stream: int = 0) -> list[Chunk]:
        return [c for c in self.chunks if (c.kind, c.flags, c.stream) == (kind, 0, stream)]


def by_directory(data: bytes) -> list[Chunk]:
    """Find the chunks of a whole file through its trailer (section 8)."""
    assert data[:8] == b"\x89REPLAY\n"
    version, _, crc = struct.unpack_from("<HHI", data, 8)
    assert (version, crc) == (1, zlib.crc32(data[:12]))
    offset, salt, crc, end = struct.unpack("<QII8s", data[-24:])
    assert (crc, end) == (zlib.crc32(data[-24:-8][:12]), b"\x89REPEND\n")
    directory = chunk_at(data, offset, salt)
    assert directory is not None
    assert directory.kind == DIRECTORY
    return listed_in(body_of(data, directory))[0]


def by_last_index(data: bytes) -> list[Chunk]:
    """Find the chunks of a file without an end: back from the last index chunk, on from it (section 8)."""
    salt = first_salt(data)
    at = len(data)
    while True:
        at = data.rindex(_SYNC + struct.pack("<I", salt), 0, at)
        last = chunk_at(data, at, salt)
        if last is not None and last.kind == INDEX:
            break
    chunks: list[Chunk] = []
    before = at
    while before:
        index = chunk_at(data, before, salt)
        assert index is not None
        part, before = listed_in(body_of(data, index))
        assert before < index.offset
        chunks = part + chunks
    return chunks + list(scan(data, at, salt))


def by_scan(data: bytes) -> list[Chunk]:
    """Find the chunks of a file header by header (section 8)."""
    return list(scan(data, 16, first_salt(data)))


def with_journal(data: bytes, journal: bytes) -> IndependentReader:
    """Add the rows of a journal to what a file without an end holds (section 10)."""
    salt = first_salt(data)
    chunks = by_scan(data)
    due: dict[int, int] = {}
    for chunk in chunks:
        if chunk.kind == EVENTS:
            due[chunk.stream] = chunk.first_row + chunk.rows
    for chunk in scan(journal, 0, salt):
        if chunk.kind == EVENTS and chunk.first_row == due.get(chunk.stream, 0) and is_sound(journal, chunk):
            due[chunk.stream] = chunk.first_row + chunk.rows
            chunks.append(chunk._replace(offset=len(data) + chunk.offset))
    return IndependentReader(data + journal, chunks)


def first_salt(data: bytes) -> int:
    """Return the salt of the first sound chunk header."""
    at = 16
    while (first := chunk_at(data, at, None)) is None:
        at = data.index(_SYNC, at + 1)
    salt: int = struct.unpack_from("<I", data, first.offset + 4)[0]
    return salt


def scan(data: bytes, at: int, salt: int) -> Iterator[Chunk]:
    """Go forward from header to header, over damage to the next sound one."""
    while at < len(data):
        chunk = chunk_at(data, at, salt)
        if chunk is None:
            at = data.find(_SYNC + struct.pack("<I", salt), at + 1)
            if at < 0:
                return
            continue
        at += 64 + padded(chunk.length)
        if at > len(data):
            return
        yield chunk


def chunk_at(data: bytes, offset: int, salt: int | None) -> Chunk | None:
    """Read a chunk header, None where there is no sound one of this file (section 3)."""
    raw = data[offset : offset + 64]
    if len(raw) < 64 or raw[:4] != _SYNC:
        return None
    _, own, *fields, _, _, crc = struct.unpack("<4sIIBBHIIqqqIIII", raw)
    if crc != zlib.crc32(raw[:60]) or salt not in (None, own):
        return None
    return Chunk(offset, *fields) if fields[4] <= 83886080 else None


def is_sound(data: bytes, chunk: Chunk) -> bool:
    """Say whether the CRC of a chunk's body holds."""
    start = chunk.offset + 64
    (crc,) = struct.unpack_from("<I", data, chunk.offset + 56)
    return bool(crc == zlib.crc32(data[start : start + padded(chunk.length)]))


def body_of(data: bytes, chunk: Chunk) -> bytes:
    """Return a chunk's body."""
    assert is_sound(data, chunk)
    return data[chunk.offset + 64 : chunk.offset + 64 + chunk.length]


def padded(length: int) -> int:
    """Round up to a multiple of 8."""
    return (length + 7) // 8 * 8


def envelope(body: bytes) -> tuple[dict[str, Any], bytes]:
    """Split a body into map and payload (section 4)."""
    stop = 4 + int.from_bytes(body[:4], "little")
    return msgpack.unpackb(body[4:stop]), body[stop:]


def inflate(data: bytes, size: int) -> bytes:
    """Unpack a zstd frame that must state `size`."""
    assert zstandard.get_frame_parameters(data).content_size == size
    return zstandard.ZstdDecompressor().decompress(data, allow_extra_data=False)


def listed_in(body: bytes) -> tuple[list[Chunk], int]:
    """Return the chunks that an index or directory lists, and the offset of the index before (section 8)."""
    fields, payload = envelope(body)
    rows = fields["rows"]
    columns, _ = decode_columns(fields["columns"], payload, fields["header"], rows)
    lists = [columns.get(name, [0] * rows) for name in ("offset", *_FIELDS)]
    return [Chunk(*values) for values in zip(*lists, strict=True)], fields["before"]


def rows_of(body: bytes, rows: int, stream: int) -> Columns:
    """Decode a chunk of rows, strings in place of their numbers (section 6)."""
    fields, payload = envelope(body)
    columns, at = decode_columns(fields["columns"], payload, 0, rows)
    strings = [""]
    if "strings" in fields:
        count, size, stored, lengths = fields["strings"]
        sizes, at = decode_columns({"": lengths}, payload, at, count)
        text = payload[at : at + stored]
        text = text if stored == size else inflate(text, size)
        start = 0
        for length in sizes[""]:
            strings.append(text[start : start + length].decode("utf-8", "surrogatepass"))
            start += length
        assert start == size
    for name in STRINGS.get(stream, ()):
        columns[name] = [strings[number] for number in columns[name]]
    return columns


def decode_columns(entries: dict[str, Any], payload: bytes, at: int, rows: int) -> tuple[Columns, int]:
    """Decode columns whose planes begin at `at`; return them and where their planes end (section 5)."""
    columns: Columns = {}
    for name, (*numbering, width, planes) in entries.items():
        assert len(planes) == width
        numbers = [0] * rows
        for place, entry in enumerate(planes):
            if entry < 0:
                plane = bytes([-1 - entry]) * rows
            else:
                plane = payload[at : at + entry]
                plane = plane if entry == rows else inflate(plane, rows)
                at += entry
            numbers = [number + (byte << 8 * place) for number, byte in zip(numbers, plane, strict=True)]
        columns[name] = _values(numbers, numbering)
    return columns, at


def _values(numbers: list[int], numbering: list[int]) -> list[Any]:
    meaning, order, tick, first, slope = numbering
    if meaning == 2:
        return [struct.unpack("<f", struct.pack("<I", number))[0] for number in numbers]
    values = [(number >> 1) ^ -(number & 1) for number in numbers]
    if order == 2:
        values[1] += slope
        values = _running(values)
    if order:
        values = [value * tick + first for value in _running(values)]
    values = [(value + (1 << 63)) % (1 << 64) - (1 << 63) for value in values]
    return [value / 256 for value in values] if meaning == 1 else values


def _running(values: list[int]) -> list[int]:
    total, out = 0, []
    for value in values:
        total += value
        out.append(total)
    return out


def picture_of(packets: list[bytes]) -> Pixels:
    """Decode a chain of tile packets, from the keyframe on, to the last one's picture (section 15)."""
    kind, _, _, _, width, height = struct.unpack_from("<BBBBHH", packets[0])
    assert kind == 1
    columns, rows = math.ceil(width / 32), math.ceil(height / 32)
    canvas = np.zeros((rows * 32, columns * 32, 3), np.uint8)
    sent: list[Pixels] = []
    for packet in packets:
        assert struct.unpack_from("<HH", packet, 4) == (width, height)
        _apply(packet, canvas, columns, sent)
    return canvas[:height, :width]


def _apply(packet: bytes, canvas: Pixels, columns: int, sent: list[Pixels]) -> None:
    _, g, m, widths, _, _, n, plan_bytes = struct.unpack_from("<BBBBHHII", packet)
    moves = [struct.unpack_from("<hh", packet, 16 + 4 * move) for move in range(m)]
    heads = [struct.unpack_from("<BBHIII", packet, 16 + 4 * m + 16 * group) for group in range(g)]
    at = 16 + 4 * m + 16 * g
    gap_bytes, code_bytes = widths & 15, widths >> 4
    size = n * (gap_bytes + code_bytes)
    plan = packet[at : at + plan_bytes]
    plan = plan if plan_bytes == size else inflate(plan, size)
    at += plan_bytes
    new: list[list[Pixels]] = []
    for coding, zero, colours, tiles, escapes, length in heads:
        assert zero == 0
        data = packet[at : at + length]
        new.append(_palette(data, colours, tiles, escapes) if coding == 1 else _planes(data, tiles))
        sent += new[-1]
        at += length
    assert at == len(packet)
    before = canvas.copy()
    coming = [iter(group) for group in new]
    tile = -1
    for place in range(n):
        tile += 1 + _number(plan, place * gap_bytes, gap_bytes)
        code = _number(plan, n * gap_bytes + place * code_bytes, code_bytes)
        y, x = tile // columns * 32, tile % columns * 32
        if code < g:
            shown = next(coming[code])
        elif code < g + m:
            dx, dy = moves[code - g]
            assert min(y + dy, x + dx) >= 0
            shown = before[y + dy : y + dy + 32, x + dx : x + dx + 32]
        else:
            shown = sent[code - g - m]
        canvas[y : y + 32, x : x + 32] = shown
    assert [list(group) for group in coming] == [[]] * g


def _number(plan: bytes, at: int, size: int) -> int:
    return int.from_bytes(plan[at : at + size], "little")


def _palette(data: bytes, colours: int, tiles: int, escapes: int) -> list[Pixels]:
    plain = np.frombuffer(inflate(data, 3 * colours + 1024 * tiles + 3 * escapes), np.uint8)
    palette = np.zeros((256, 3), np.uint8)
    palette[:colours] = plain[: 3 * colours].reshape(3, colours).T
    indices = plain[3 * colours : 3 * colours + 1024 * tiles]
    pixels = palette[indices]
    pixels[indices == 255] = plain[3 * colours + 1024 * tiles :].reshape(3, escapes).T
    # Column by column: x comes first.
    return list(pixels.reshape(tiles, 32, 32, 3).transpose(0, 2, 1, 3))


def _planes(data: bytes, tiles: int) -> list[Pixels]:
    plain = np.frombuffer(inflate(data, 3072 * tiles), np.uint8).reshape(3, 32, 32, tiles)
    across = np.cumsum(plain, axis=2, dtype=np.uint8)
    green, red, blue = np.cumsum(across, axis=1, dtype=np.uint8)
    return list(np.stack([red + green, green, blue + green], axis=-1).transpose(2, 0, 1, 3))
