"""Files of a later minor version: what is not known is passed over, and kept by `recover`."""

import io
import struct
import zlib
from pathlib import Path

import msgpack
import numpy as np
import pytest
import zstandard

from formats.errors import DamagedError
from formats.model.frames import VideoPicture
from formats.native.beside import journal_path
from formats.native.envelope import pack_envelope
from formats.native.layout import HEADER_BYTES, MARK_BYTES, Kind, is_chunk_header, padded
from formats.native.reader import Reader
from formats.native.recovery import recover
from formats.native.sink import ChunkSink
from formats.native.writer import Writer
from tests.formats.native_samples import HEADER, assert_same, busy_events, write_busy

LATER_FLAG = 0x80


def flagged(data: bytes, kind: int, start: int = MARK_BYTES) -> bytes:
    """Return a file with a flag of a later version set on every chunk of one kind."""
    out, at = bytearray(data), start
    while is_chunk_header(bytes(out[at : at + HEADER_BYTES])):
        if out[at + 12] == kind:
            out[at + 13] = LATER_FLAG
            struct.pack_into("<I", out, at + 60, zlib.crc32(bytes(out[at : at + 60])))
        at += HEADER_BYTES + padded(struct.unpack_from("<I", out, at + 16)[0])
    return bytes(out)


def chunks_of(path: Path) -> list[tuple[int, int, bytes]]:
    with Reader(path) as reader:
        file, entries = reader.chunks
        return [
            (header.kind, header.flags, body)
            for header, body in (file.chunk_at(int(offset)) for offset in entries["offset"])
        ]


@pytest.mark.parametrize("kind", [Kind.EVENTS, Kind.TILES, Kind.IMAGE])
def test_a_flag_of_a_later_version_hides_a_chunk(tmp_path: Path, kind: Kind) -> None:
    """What the flag means is not known, so its bytes are not read as if it were not there."""
    path = tmp_path / "a.replay"
    write_busy(path)
    found = flagged(path.read_bytes(), kind)
    path.write_bytes(found[: found.rindex(b"\xf1RC\x8d")])

    with Reader(path) as reader:
        if kind == Kind.EVENTS:
            assert set(reader.streams) == {"frame"}
        else:
            display = 0 if kind == Kind.TILES else 1
            for frame in np.flatnonzero(reader.frames["display"] == display).tolist():
                with pytest.raises(DamagedError, match="lost"):
                    reader.pixels(frame)


@pytest.mark.parametrize("kind", [Kind.VIDEO, Kind.MEDIA])
def test_a_flag_of_a_later_version_hides_a_video(tmp_path: Path, kind: Kind) -> None:
    """A video whose pieces cannot be read gives no bytes: they would be wrong ones."""
    path = tmp_path / "a.replay"
    with Writer(path, HEADER) as writer:
        video = writer.add_video(io.BytesIO(bytes(2_500_000)), "video/mp4", (1, 15360))
        writer.add_frame(0, VideoPicture(video, 512, key=True), width=640, height=480)
    found = flagged(path.read_bytes(), kind)
    path.write_bytes(found[: found.rindex(b"\xf1RC\x8d")])

    with Reader(path) as reader:
        for stored in reader.videos:
            with pytest.raises(DamagedError, match="are there"):
                stored.open()
        assert len(reader.videos) == (kind == Kind.VIDEO)


@pytest.mark.parametrize("kind", [Kind.HEADER, Kind.INDEX, Kind.DIRECTORY])
def test_an_index_with_a_flag_of_a_later_version_is_not_believed(tmp_path: Path, kind: Kind) -> None:
    """The chunks are found without it, and the header by one of its copies."""
    path = tmp_path / "a.replay"
    write_busy(path, frames=120)
    path.write_bytes(flagged(path.read_bytes(), kind))

    with Reader(path) as reader:
        assert bool(reader.problems) == (kind == Kind.DIRECTORY)
        assert reader.header == HEADER
        for name, wanted in busy_events().items():
            assert_same(reader.events(name), wanted)


def test_rows_in_a_journal_with_a_flag_of_a_later_version_are_not_read(tmp_path: Path) -> None:
    """A journal is held to the same rules as the file beside it."""
    path = tmp_path / "a.replay"
    writer = Writer(path, HEADER, live=True)
    writer.append(busy_events()["pointer"])
    writer.abort()
    with Reader(path) as reader:
        assert reader.streams["pointer"].rows == 600
    journal_path(path).write_bytes(flagged(journal_path(path).read_bytes(), Kind.EVENTS, 0))

    with Reader(path) as reader:
        assert dict(reader.streams) == {}


def test_recover_keeps_what_it_does_not_know_in_the_header(tmp_path: Path) -> None:
    """The header is copied as it is stored, not as this version understands it."""
    path, mended = tmp_path / "a.replay", tmp_path / "b.replay"
    packed = msgpack.packb({"recording_id": "id", "consent": {"person": "p", "of_later": 1}})
    body = len(packed).to_bytes(4, "little") + zstandard.compress(packed)
    with path.open("wb") as file:
        ChunkSink(file, body).finish()

    recover(path, mended)

    with Reader(mended) as reader:
        assert reader.header.recording_id == "id"
        assert reader.header_body == body


def test_recover_keeps_kinds_flags_and_streams_it_does_not_know(tmp_path: Path) -> None:
    """The bodies come through byte for byte, and the file that holds them has nothing wrong."""
    path, mended = tmp_path / "a.replay", tmp_path / "b.replay"
    later = [
        (99, 0, b"of a later kind"),
        (Kind.TILES, LATER_FLAG, b"enciphered"),
        (Kind.HEADER, LATER_FLAG, b"another header"),
        (Kind.EVENTS, 0, pack_envelope({"columns": {"q": [0, 0, 1, 0, 0, 1, [-1]]}})),
    ]
    with Writer(path, HEADER) as writer:
        writer.append(busy_events()["key"])
        for kind, flags, body in later:
            writer._sink.add(kind, body, stream=77, rows=1, flags=flags)

    recovered = recover(path, mended)

    assert recovered.lost == ()
    assert set(later) <= set(chunks_of(path))
    assert set(later) <= set(chunks_of(mended))
    with Reader(mended) as reader:
        assert reader.problems == ()
        assert_same(reader.events("key"), busy_events()["key"])
