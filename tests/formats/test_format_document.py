"""FORMAT.md says enough: a reader written from it alone reads what the product reads."""

import ast
import io
from pathlib import Path

import numpy as np
import pytest

from formats.model.frames import Storage, VideoPicture
from formats.model.streams import STREAMS, FieldKind
from formats.native.beside import journal_path
from formats.native.header_body import unpack_header
from formats.native.layout import STREAM_IDS, TRAILER_BYTES
from formats.native.reader import Reader
from formats.native.tiles_layout import parse
from formats.native.writer import Writer
from tests.data import SAMPLE
from tests.formats import independent_reader
from tests.formats.independent_reader import (
    DIRECTORY,
    INDEX,
    TILES,
    IndependentReader,
    body_of,
    by_directory,
    by_last_index,
    by_scan,
    with_journal,
)
from tests.formats.native_samples import HEADER, busy_events, pictures, png, write_busy

WAYS = {"directory": by_directory, "last index": by_last_index, "scan": by_scan}


def assert_same_rows(mine: IndependentReader, reader: Reader) -> None:
    """Assert that every column of every stream, and of the frame table, is the same bit by bit."""
    for name, number in STREAM_IDS.items():
        rows = mine.events(number)
        if name == "frame":
            assert_same_frames(rows, reader)
            continue
        wanted = reader.events(name)
        assert bool(rows) == bool(len(wanted))
        for field in STREAMS[name].fields if rows else ():
            got = rows[field.name]
            if field.kind is FieldKind.STRING:
                assert got == wanted.texts(field.name).tolist()
            else:
                assert np.array(got, field.dtype).tobytes() == wanted.rows[field.name].tobytes(), field.name


def assert_same_frames(rows: dict[str, list[int]], reader: Reader) -> None:
    for name in (reader.frames.dtype.names or ()) if rows else ():
        assert rows[name] == reader.frames[name].tolist()
    assert len(rows.get("t", ())) == len(reader.frames)


def test_the_independent_reader_shares_nothing_with_the_product() -> None:
    """What it imports is Python's, and the libraries that the document's formats come from."""
    tree = ast.parse(Path(independent_reader.__file__).read_text())
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}

    python = {"collections.abc", "math", "struct", "typing", "zlib"}
    assert names == python | {"msgpack", "numpy", "numpy.typing", "zstandard"}


@pytest.mark.parametrize("way", WAYS)
def test_the_sample_reads_the_same_by_the_document(way: str) -> None:
    """Every row of every stream and pictures all over it, however the chunks are found."""
    data = SAMPLE.read_bytes()
    mine = IndependentReader(data, WAYS[way](data if way == "directory" else data[:-TRAILER_BYTES]))

    with Reader(SAMPLE) as reader:
        assert_same_rows(mine, reader)
        last = len(reader.frames) - 1
        for frame in {*range(0, last, 23), 1, last}:
            assert np.array_equal(mine.pixels(frame), reader.pixels(frame))


def test_all_ways_find_the_same_chunks() -> None:
    """The directory lists all but itself; the way over index chunks leaves out all of those but the last."""
    data = SAMPLE.read_bytes()
    scanned = by_scan(data)

    assert scanned[-1].kind == DIRECTORY
    assert by_directory(data) == scanned[:-1]
    indexes = [chunk for chunk in scanned if chunk.kind == INDEX]
    assert len(indexes) > 1
    assert by_last_index(data) == [chunk for chunk in scanned if chunk not in indexes[:-1]]


@pytest.mark.parametrize("archive", [False, True])
def test_a_recording_with_everything_reads_the_same_by_the_document(tmp_path: Path, archive: bool) -> None:
    """NaN, minus zero, 64-bit numbers, lone surrogates, two displays, images, tiles and a header in full."""
    path = tmp_path / "a.replay"
    write_busy(path, rows=9000, frames=120, archive=archive)
    data = path.read_bytes()

    with Reader(path) as reader:
        for way in WAYS.values():
            mine = IndependentReader(data, way(data))
            assert_same_rows(mine, reader)
        for frame, row in enumerate(reader.frames):
            if row["storage"] == Storage.IMAGE:
                image = reader.encoded(frame)
                assert image is not None
                assert mine.image(frame) == (image.media_type, image.data)
            else:
                assert np.array_equal(mine.pixels(frame), reader.pixels(frame))


def test_every_coding_of_tiles_reads_the_same_by_the_document(tmp_path: Path) -> None:
    """Planes of a photograph, colours beyond a palette, moves, and references to tiles sent before."""
    rng = np.random.default_rng(5)
    page = np.full((500, 390, 3), 250, np.uint8)
    page[4:, 4:] -= 200 * rng.integers(0, 2, (496, 386, 1), dtype=np.uint8)
    rare = np.array([[i % 256, i // 2 % 256, 7] for i in range(700)], np.uint8)
    path = tmp_path / "a.replay"
    with Writer(path, HEADER) as writer:
        for number in range(12):
            picture = page[number * 13 : number * 13 + 300].copy()
            picture[100:250, 200:330] = rng.integers(0, 256, (150, 130, 3)) if number in (0, 5) else 9
            picture[10:27, 10:50] = rng.permutation(rare)[:680].reshape(17, 40, 3) if number < 9 else 0
            writer.add_frame(number, picture)
        writer.add_frame(12, picture[:33, :31])
    data = path.read_bytes()
    mine = IndependentReader(data, by_directory(data))

    with Reader(path) as reader:
        for frame in range(13):
            assert np.array_equal(mine.pixels(frame), reader.pixels(frame))
    plans = [parse(body_of(data, chunk)) for chunk in mine.chunks if chunk.kind == TILES]
    assert {group.coding for plan in plans for group in plan.groups} == {1, 2}
    assert any(group.escapes for plan in plans for group in plan.groups)
    assert any(plan.moves for plan in plans)
    assert any((plan.codes >= len(plan.groups) + len(plan.moves)).any() for plan in plans)


def test_a_header_reads_the_same_by_the_document(tmp_path: Path) -> None:
    """Under the keys that the document names."""
    path = tmp_path / "a.replay"
    write_busy(path)
    data = path.read_bytes()

    fields = IndependentReader(data, by_directory(data)).header()

    assert fields["consent"]["purposes"] == ["tests"]
    assert fields["clocks"] == [{"name": "monotonic", "origin_ns": 1 << 60, "tick_ns": 1000, "offset_ns": -3}]
    assert fields["private"] == {"hardware": HEADER.private.hardware, "names": HEADER.private.names}
    assert fields["details"] == HEADER.details
    for name in ("recording_id", "source", "recorder", "start_utc_ns", "time_zone", "task"):
        assert fields[name] == getattr(HEADER, name)


def test_videos_and_their_table_read_the_same_by_the_document(tmp_path: Path) -> None:
    """Two videos in pieces, frames that repeat one another, and tiles after them on the same display."""
    path = tmp_path / "a.replay"
    sources = [np.random.default_rng(number).bytes(2_200_000 + number) for number in range(2)]
    with Writer(path, HEADER) as writer:
        for number, source in enumerate(sources):
            writer.add_video(io.BytesIO(source), "video/mp4", (1, 15360 + number))
        for step in range(6):
            picture = VideoPicture(step // 3, 512 * step, key=step % 3 == 0)
            writer.add_frame(step, picture, width=640, height=480, seen=step % 2 == 0)
        writer.add_frame(6, None)
        writer.add_frame(7, pictures(1)[0])
        writer.add_frame(8, None)
    data = path.read_bytes()
    mine = IndependentReader(data, by_scan(data))

    with Reader(path) as reader:
        assert_same_rows(mine, reader)
        assert np.array_equal(mine.pixels(8), reader.pixels(8))
        for number, source in enumerate(sources):
            fields, whole = mine.video(number)
            assert whole == source
            assert (fields["media_type"], fields["time_base"]) == ("video/mp4", [1, 15360 + number])


def test_a_killed_recording_reads_the_same_by_the_document(tmp_path: Path) -> None:
    """Rows and frames that are in the journal only, string tables and all."""
    path = tmp_path / "a.replay"
    writer = Writer(path, HEADER, live=True)
    tables = busy_events(9000)
    for start in range(0, 9000, 500):
        for table in tables.values():
            writer.append(table.slice(start, start + 500))
        writer.add_frame(start, pictures(1, seed=start)[0])
        writer.add_frame(start, png(start % 100), display=1)
    writer.abort()

    mine = with_journal(path.read_bytes(), journal_path(path).read_bytes())

    with Reader(path) as reader:
        assert len(reader.frames) == 36
        assert reader.streams["pointer"].rows == 9000
        assert_same_rows(mine, reader)


def test_a_damaged_file_is_scanned_the_same_by_the_document(tmp_path: Path) -> None:
    """A header zeroed in the middle: the scan goes on at the next one, and every copy of the header holds."""
    path = tmp_path / "a.replay"
    data = bytearray(SAMPLE.read_bytes())
    chunks = by_scan(bytes(data))
    lost = next(chunk for chunk in chunks if chunk.sequence == 100)
    data[lost.offset : lost.offset + 64] = bytes(64)
    path.write_bytes(data)

    assert by_scan(bytes(data)) == [chunk for chunk in chunks if chunk != lost]
    with Reader(path, intact_only=True) as reader:
        offsets = reader.chunks[1]["offset"].tolist()
        assert offsets == [chunk.offset for chunk in chunks if chunk != lost]
        assert unpack_header(reader.header_body) == reader.header
