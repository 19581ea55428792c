"""What a file holds beside what its reader gives is found, whatever it is."""

import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from formats.model.streams import STREAMS
from formats.native.chunk import encode_rows
from formats.native.columns import Packer
from formats.native.copy import write_recording
from formats.native.envelope import pack_envelope, unpack_envelope
from formats.native.header_body import pack_header
from formats.native.layout import HEADER_BYTES, STREAM_IDS, Kind, padded
from formats.native.reader import Reader
from formats.native.sink import ChunkSink
from formats.native.surplus import surplus
from formats.native.tiles import TileEncoder
from formats.native.writer import Writer
from tests.data import SAMPLE
from tests.formats.native_samples import HEADER, busy_events, pictures

_HIDDEN = b"what nobody looks at" * 9


def written(path: Path, add: Callable[[ChunkSink], None] = lambda _: None) -> None:
    """Write a recording with pictures, and something more."""
    with Writer(path, HEADER) as writer:
        for events in busy_events(100).values():
            writer.append(events)
        add(writer._sink)
        for number, picture in enumerate(pictures(6)):
            writer.add_frame(number * 1_000, picture, display=number % 2)


def told(path: Path) -> list[str]:
    with Reader(path, intact_only=True) as reader:
        return list(surplus(reader))


def test_a_file_that_was_written_holds_nothing_else(tmp_path: Path) -> None:
    """Nor does a copy of it, with pictures that repeat the one before."""
    written(tmp_path / "a.replay")
    with Reader(tmp_path / "a.replay") as reader:
        write_recording(reader, tmp_path / "b.replay", lossless=True)

    assert told(tmp_path / "a.replay") == told(tmp_path / "b.replay") == []


def _picture(sink: ChunkSink) -> None:
    sink.add(Kind.TILES, TileEncoder().encode(pictures(1)[0]).body, stream=7, first_row=0)


def _body(*strings: str) -> bytes:
    """Return a marker that points at the first string alone."""
    rows = np.zeros(1, STREAMS["marker"].dtype)
    rows["name"] = 1
    return encode_rows("marker", rows, ("", *strings), Packer(3, 8))


def _marker(sink: ChunkSink, body: bytes) -> None:
    sink.add(Kind.EVENTS, body, stream=STREAM_IDS["marker"], rows=1, first_row=9)


def _more(fields: dict[str, object], payload: bytes = b"") -> bytes:
    found, rest = unpack_envelope(_body("used"))
    return pack_envelope({**found, **fields}, [bytes(rest), payload])


_PUT: dict[str, tuple[Callable[[ChunkSink], None], str]] = {
    "a kind that is not known": (lambda sink: sink.add(77, _HIDDEN), "of the kind 77"),
    "a flag": (lambda sink: sink.add(Kind.TILES, _HIDDEN, flags=1), "with flags 1"),
    "a picture as it came": (lambda sink: sink.add(Kind.IMAGE, _HIDDEN, stream=3), "kind image"),
    "a piece of a video": (lambda sink: sink.add(Kind.VIDEO, _HIDDEN), "kind video"),
    "a stream that is not known": (lambda sink: sink.add(Kind.EVENTS, _HIDDEN, stream=900), "stream"),
    "a picture of no frame": (_picture, "shown by no frame"),
    "a string of no row": (lambda sink: _marker(sink, _body("used", "secret")), "no row points at"),
    "bytes of no column": (lambda sink: _marker(sink, _more({}, b"x")), "1 bytes of no column"),
    "a field of a chunk": (lambda sink: _marker(sink, _more({"note": "x"})), "'note', which is not known"),
    "another header": (
        lambda sink: sink.add(Kind.HEADER, pack_header(replace(HEADER, task="secret"))),
        "more than the header",
    ),
}


@pytest.mark.parametrize("what", _PUT)
def test_what_a_reader_passes_over_is_found(what: str, tmp_path: Path) -> None:
    """In whatever part it lies."""
    put, words = _PUT[what]
    written(tmp_path / "a.replay", put)

    assert any(words in found for found in told(tmp_path / "a.replay"))


@pytest.mark.parametrize("at", ["behind", "filling"])
def test_bytes_of_no_chunk_are_found(at: str, tmp_path: Path) -> None:
    """The rest of a longer file, say, and what fills a chunk up to its size."""
    path = tmp_path / "a.replay"
    written(path)
    data = bytearray(path.read_bytes())
    if at == "behind":
        data += _HIDDEN
    else:
        with Reader(path) as reader:
            _, entries = reader.chunks
        entry = next(each for each in entries if each["length"] % 8)
        start, length = int(entry["offset"]) + HEADER_BYTES, int(entry["length"])
        data[start + length] = 1
        crc = zlib.crc32(data[start : start + padded(length)])
        data[start - 8 : start] = crc.to_bytes(4, "little") + bytes(4)
        data[start - 4 : start] = zlib.crc32(data[start - HEADER_BYTES : start - 4]).to_bytes(4, "little")
    path.write_bytes(data)

    assert any("of no chunk" in each or "is not empty" in each for each in told(path))


def test_an_older_header_with_fewer_fields_holds_nothing_more(tmp_path: Path) -> None:
    """The sample was written before there were all of today's."""
    assert told(SAMPLE) == []
