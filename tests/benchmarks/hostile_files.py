"""Files made to break a reader: each with every checksum right, so that only the limits stand in the way.

Made with the container's own packers; `hostile.py` reads them all.
"""

import io
import os
import struct
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import msgpack
import numpy as np
import zstandard
from PIL import Image

from formats.model.frames import FRAME_DTYPE, EncodedImage, Storage
from formats.model.header import Header
from formats.model.streams import STREAMS
from formats.native.chunk import encode_rows
from formats.native.columns import Packer
from formats.native.header_body import pack_header
from formats.native.layout import (
    HEADER_BYTES,
    MARK_BYTES,
    STREAM_IDS,
    SYNC,
    VERSION,
    Kind,
    is_chunk_header,
    pack_mark,
    padded,
)
from formats.native.sink import ChunkSink
from formats.native.writer import Writer
from tests.benchmarks.day import Hour, day
from tests.benchmarks.synthetic import batches, synthetic_header

GIB = 1 << 30
_SIDE = 240
Mutation = Callable[[bytearray], object]


def sound_file(path: Path, seed: int = 3) -> Hour:
    """Write a small whole file with all that a file can hold: streams, tiles, a picture as it came."""
    hour = next(day(0.05, seed))
    rng = np.random.default_rng(seed)
    screen = np.full((_SIDE, _SIDE, 3), 200, np.uint8)
    with Writer(path, synthetic_header(0.05, seed)) as writer:
        for batch in batches(hour, 10):
            writer.append(batch)
        for frame in range(12):
            x, y = rng.integers(0, _SIDE - 40, 2)
            screen[y : y + 30, x : x + 40] = rng.integers(0, 255, (30, 40, 3))
            picture = EncodedImage("image/png", _png(screen)) if frame % 4 == 3 else screen.copy()
            seq = int(hour.frame_seq[frame])
            writer.add_frame(int(hour.frame_t[frame]), picture, width=_SIDE, height=_SIDE, seq=seq)
    return hour


def crafted(folder: Path) -> Iterator[tuple[str, Path]]:
    """Write each hostile file and name it."""
    for name, make in _MAKERS.items():
        path = folder / f"{name.replace(' ', '-')}.replay"
        make(path)
        yield name, path


def resealed(data: bytes, mutate: Mutation, chunk: int) -> bytes:
    """Return a sound file with the body of one chunk changed and its checksums made right again.

    Args:
        data: The whole file.
        mutate: Changes the body in place, keeping its length.
        chunk: Which chunk, counted round.
    """
    out = bytearray(data)
    offsets = list(_chunk_offsets(data))
    at = offsets[chunk % len(offsets)]
    size = padded(struct.unpack_from("<I", out, at + 16)[0])
    start = at + HEADER_BYTES
    body = out[start : start + size]
    if body:
        mutate(body)
    out[start : start + size] = body
    struct.pack_into("<I", out, at + 56, zlib.crc32(body))
    struct.pack_into("<I", out, at + 60, zlib.crc32(bytes(out[at : at + 60])))
    return bytes(out)


def _chunk_offsets(data: bytes) -> Iterator[int]:
    at = MARK_BYTES
    while is_chunk_header(data[at : at + HEADER_BYTES]):
        yield at
        at += HEADER_BYTES + padded(struct.unpack_from("<I", data, at + 16)[0])


def _png(pixels: np.ndarray) -> bytes:
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()


def _zeros(size: int, *, stated: bool) -> bytes:
    """Return a zstd frame of so many zero bytes, without ever holding them."""
    packer = zstandard.ZstdCompressor(level=3).compressobj(size=size if stated else -1)
    piece = bytes(1 << 20)
    parts = [packer.compress(piece[: min(1 << 20, size - done)]) for done in range(0, size, 1 << 20)]
    return b"".join([*parts, packer.flush()])


def _with_header(path: Path, body: bytes) -> None:
    with path.open("wb") as file:
        sink = ChunkSink(file, body)
        sink.finish()


def _with_chunk(
    path: Path, body: bytes, *, stream: str = "window", rows: int = 1, kind: int = Kind.EVENTS
) -> None:
    with path.open("wb") as file:
        sink = ChunkSink(file, pack_header(Header("hostile")))
        sink.add(kind, body, stream=STREAM_IDS[stream], rows=rows)
        sink.finish()


def _envelope(fields: bytes, payload: bytes = b"") -> bytes:
    return len(fields).to_bytes(4, "little") + fields + payload


def _header_bomb(size: int, said: int, *, stated: bool) -> Callable[[Path], None]:
    return lambda path: _with_header(path, said.to_bytes(4, "little") + _zeros(size, stated=stated))


def _column_bomb(*, stated: bool) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        bomb = _zeros(GIB, stated=stated)
        columns = {"t": [0, 0, 1, 0, 0, 1, [len(bomb)]]}
        _with_chunk(path, _envelope(msgpack.packb({"columns": columns}), bomb), rows=100_000)

    return make


def _strings_bomb(size: int, *, stated: bool) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        bomb = _zeros(size, stated=stated)
        # One length, constant plane by constant plane, folded as the container folds signs.
        lengths = [0, 0, 1, 0, 0, 8, [-1 - byte for byte in (2 * size).to_bytes(8, "little")]]
        fields = {"columns": {"title": [0, 0, 1, 0, 0, 1, [-3]]}, "strings": [1, size, len(bomb), lengths]}
        _with_chunk(path, _envelope(msgpack.packb(fields), bomb))

    return make


def _long_string(path: Path) -> None:
    """A msgpack string of a gigabyte by its length field, and a few bytes of it."""
    _with_chunk(path, _envelope(b"\x81\xa7columns\xdb" + GIB.to_bytes(4, "big") + b"abc"))


def _long_header_string(path: Path) -> None:
    packed = b"\x81\xa4task\xdb" + GIB.to_bytes(4, "big") + b"abc"
    _with_header(path, len(packed).to_bytes(4, "little") + zstandard.ZstdCompressor().compress(packed))


def _long_array(path: Path) -> None:
    _with_chunk(path, _envelope(b"\x81\xa7columns\xdd" + (1 << 31).to_bytes(4, "big") + b"\x01"))


def _deep(path: Path) -> None:
    packed = b"\x81\xa7details" + b"\x91" * 100_000 + b"\xc0"
    _with_header(path, len(packed).to_bytes(4, "little") + zstandard.ZstdCompressor().compress(packed))


def _many_rows(path: Path) -> None:
    """Thousands of chunks that claim the most rows a chunk may have, in a hundred bytes each."""
    fields = msgpack.packb({"columns": {"t": [0, 0, 1, 0, 0, 1, [-1]]}})
    with path.open("wb") as file:
        sink = ChunkSink(file, pack_header(Header("hostile")))
        for number in range(3000):
            sink.add(Kind.EVENTS, _envelope(fields), stream=1, rows=1 << 17, first_row=number << 17)
        sink.finish()


def _more_rows_than_a_limit(path: Path) -> None:
    fields = msgpack.packb({"columns": {"t": [0, 0, 1, 0, 0, 1, [-1]]}})
    _with_chunk(path, _envelope(fields), rows=0xFFFFFFFF)


def _picture(path: Path, data: bytes, side: int) -> None:
    frames = np.zeros(1, FRAME_DTYPE)
    frames["width"] = frames["height"] = side
    frames["storage"], frames["video"], frames["key"], frames["changed"] = Storage.IMAGE, -1, 1, 1
    with path.open("wb") as file:
        sink = ChunkSink(file, pack_header(Header("hostile")))
        image = {"type": "image/png", "media_type": "image/png", "width": side, "height": side}
        sink.add(Kind.IMAGE, _envelope(msgpack.packb(image), data), rows=1)
        sink.add(
            Kind.EVENTS, encode_rows("frame", frames, [""], Packer(1, 1)), stream=STREAM_IDS["frame"], rows=1
        )
        sink.finish()


@cache
def _png_of(side: int) -> bytes:
    """Return a grey PNG of side by side pixels, made row by row."""
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(bytes(side + 1)) for _ in range(side)) + packer.flush()

    def part(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")


def _tile_bomb(path: Path) -> None:
    """A keyframe that claims the largest picture, in a few bytes, with a plan that is a zstd bomb."""
    bomb = _zeros(1 << 28, stated=True)
    tiles = 256 * 256
    head = struct.pack("<BBBBHHII", 1, 1, 0, 0x44, 8192, 8192, tiles, len(bomb))
    group = struct.pack("<BBHIII", 1, 0, 1, tiles, 0, 8)
    frames = np.zeros(1, FRAME_DTYPE)
    frames["width"] = frames["height"] = 8192
    frames["storage"], frames["video"], frames["key"], frames["changed"] = Storage.TILES, -1, 1, 1
    with path.open("wb") as file:
        sink = ChunkSink(file, pack_header(Header("hostile")))
        sink.add(Kind.TILES, head + group + bomb + bytes(8), rows=1)
        sink.add(
            Kind.EVENTS, encode_rows("frame", frames, [""], Packer(1, 1)), stream=STREAM_IDS["frame"], rows=1
        )
        sink.finish()


def _later_version(path: Path) -> None:
    head = bytearray(pack_mark())
    struct.pack_into("<H", head, 8, VERSION + 1)
    struct.pack_into("<I", head, 12, zlib.crc32(bytes(head[:12])))
    path.write_bytes(bytes(head) + b"of this version nothing else is known" * 40)


def _sync_storm(path: Path) -> None:
    """Nothing but sync markers: a scan that tries each must still end soon."""
    path.write_bytes(pack_mark() + SYNC * (4 << 20 >> 2))


def _tiny_chunks(path: Path) -> None:
    """A file of sound chunks without bodies, and without an end."""
    with path.open("wb") as file:
        sink = ChunkSink(file, pack_header(Header("hostile")))
        for _ in range(20_000):
            sink.add(200, b"")


def _index_ring(path: Path) -> None:
    """Index chunks that point at themselves, and no end."""
    fields = msgpack.packb({"header": 0, "rows": 0, "before": MARK_BYTES, "columns": {}})
    with path.open("wb") as file:
        sink = ChunkSink(file, pack_header(Header("hostile")))
        for _ in range(3):
            sink.add(Kind.INDEX, _envelope(fields))


def _long_indexes(path: Path) -> None:
    """Index chunks of some hundred bytes, each of which lists as many chunks as the file could hold."""
    count, rows = 3000, 10_000
    steady = {"offset": [0, 1, 1, 16, 0, 1, [-129]]}
    offsets: list[int] = []
    with path.open("wb") as file:
        sink = ChunkSink(file, pack_header(Header("hostile")))
        for _ in range(count):
            before = offsets[-1] if offsets else 0
            fields = {"header": 0, "rows": rows, "before": before, "columns": steady}
            offsets.append(file.tell())
            sink.add(Kind.INDEX, _envelope(msgpack.packb(fields)))


def _times_that_fall(path: Path) -> None:
    rows = np.zeros(4, STREAMS["pointer"].dtype)
    rows["t"] = [1 << 62, -(1 << 62), 5, 3]
    _with_chunk(path, encode_rows("pointer", rows, [""], Packer(1, 4)), stream="pointer", rows=4)


_MAKERS: dict[str, Callable[[Path], object]] = {
    "empty file": lambda path: path.write_bytes(b""),
    "text file": lambda path: path.write_text("Dear reader,\nthis is a letter.\n"),
    "folder": Path.mkdir,
    "named pipe": os.mkfifo,
    "only the mark": lambda path: path.write_bytes(pack_mark()),
    "later version": _later_version,
    "zstd bomb in the header, size stated": _header_bomb(GIB, 1000, stated=True),
    "zstd bomb in the header, size not stated": _header_bomb(GIB, 1000, stated=False),
    "zstd bomb in the header, size believed": _header_bomb(GIB, GIB, stated=True),
    "zstd bomb in a column, size stated": _column_bomb(stated=True),
    "zstd bomb in a column, size not stated": _column_bomb(stated=False),
    "zstd bomb in strings, size stated": _strings_bomb(GIB, stated=True),
    "zstd bomb in strings, size not stated": _strings_bomb(GIB, stated=False),
    "strings just within the limit": _strings_bomb(16 << 20, stated=True),
    "string of a gigabyte by its length": _long_string,
    "header string of a gigabyte by its length": _long_header_string,
    "array of two thousand million by its length": _long_array,
    "maps nested a hundred thousand deep": _deep,
    "chunks of many rows in few bytes": _many_rows,
    "more rows than a limit": _more_rows_than_a_limit,
    "picture bomb, 256 million pixels": lambda path: _picture(path, _png_of(16_000), 16_000),
    "picture bomb that says it is small": lambda path: _picture(path, _png_of(16_000), 100),
    "picture just within the limit": lambda path: _picture(path, _png_of(5_792), 5_792),
    "tile bomb": _tile_bomb,
    "sync markers only": _sync_storm,
    "chunks without bodies, no end": _tiny_chunks,
    "index chunks in a ring": _index_ring,
    "index chunks that list millions": _long_indexes,
    "times that fall": _times_that_fall,
}
