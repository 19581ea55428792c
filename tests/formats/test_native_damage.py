"""Whatever happens to a file, what is read from it is right, and what is missing is said."""

import contextlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formats.errors import DamagedError, FormatError
from formats.model.frames import Pixels
from formats.model.recording import first_ns
from formats.model.streams import Events
from formats.model.time import Span
from formats.native import index, scan, sink
from formats.native.chunk import encode_rows, stored_dtype
from formats.native.columns import Packer
from formats.native.header_body import pack_header
from formats.native.layout import HEADER_BYTES, MARK_BYTES, STREAM_IDS, TRAILER_BYTES, Kind
from formats.native.limits import Limits
from formats.native.reader import Reader
from formats.native.recovery import recover
from formats.native.writer import Writer
from tests.formats.native_samples import HEADER, assert_same, busy_events, pictures, write_busy

FRAMES = 12
TILE_IDS = [number + sum(1 for before in range(number) if before % 4 == 1) for number in range(FRAMES)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "a.replay"
    write_busy(path, rows=1200, frames=FRAMES)
    return path.read_bytes()


@pytest.fixture(scope="module")
def originals() -> dict[str, Events]:
    return busy_events(1200)


@pytest.fixture(scope="module")
def drawn() -> dict[int, Pixels]:
    return dict(zip((n * 50_000_000 for n in range(FRAMES)), pictures(FRAMES), strict=True))


def check_what_reads(reader: Reader, originals: dict[str, Events], drawn: dict[int, Pixels]) -> bool:
    """Assert that every row and picture that reads is a true one; say whether all are there."""
    everything = True
    for name, wanted in originals.items():
        records = dict(zip(wanted.rows["seq"].tolist(), map(repr, wanted.records()), strict=True))
        try:
            got = reader.events(name)
        except FormatError:
            everything = False
            continue
        assert all(records[int(row["seq"])] == repr(got.record(i)) for i, row in enumerate(got.rows))
        everything &= len(got) == len(wanted)
    try:
        frames = reader.frames
    except FormatError:
        return False
    for frame in np.flatnonzero(frames["display"] == 0).tolist():
        try:
            pixels = reader.pixels(frame)
        except (FormatError, IndexError):
            everything = False
            continue
        assert np.array_equal(pixels, drawn[int(frames["t"][frame])])
    return everything and int((frames["display"] == 0).sum()) == FRAMES


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_changed_byte_is_never_silently_wrong(
    data: st.DataObject,
    whole: bytes,
    originals: dict[str, Events],
    drawn: dict[int, Pixels],
    tmp_path: Path,
) -> None:
    """Read as it is and with only what is intact: true rows, and a problem said where some are missing."""
    place = data.draw(st.integers(0, len(whole) - 1))
    flip = data.draw(st.integers(1, 255))
    path = tmp_path / "damaged.replay"
    path.write_bytes(whole[:place] + bytes([whole[place] ^ flip]) + whole[place + 1 :])

    for intact_only in (False, True):
        with Reader(path, intact_only=intact_only) as reader:
            everything = check_what_reads(reader, originals, drawn)
            assert everything or reader.problems
            assert reader.header == HEADER


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 1 << 30))
def test_a_file_cut_anywhere_gives_what_is_before_the_cut(
    cut: int, whole: bytes, originals: dict[str, Events], drawn: dict[int, Pixels], tmp_path: Path
) -> None:
    """Either an error of one line, or true rows and the word that the file has no end."""
    cut %= len(whole)
    path = tmp_path / "cut.replay"
    path.write_bytes(whole[:cut])

    if cut < MARK_BYTES + HEADER_BYTES:
        with pytest.raises(FormatError, match=r"^[^\n]+$"):
            Reader(path)
        return
    with Reader(path) as reader:
        assert reader.problems
        assert not reader.complete
        check_what_reads(reader, originals, drawn)


def test_zeroed_stretches_leave_the_rest(whole: bytes, tmp_path: Path, originals: dict[str, Events]) -> None:
    """512 bytes lost at any place cost the chunks that they touch."""
    path = tmp_path / "zeroed.replay"
    back = []
    for start in range(0, len(whole) - 512, 1500):
        path.write_bytes(whole[:start] + bytes(512) + whole[start + 512 :])
        with Reader(path, intact_only=True) as reader:
            assert reader.problems
            back.append(sum(info.rows for name, info in reader.streams.items() if name in originals))

    assert min(back) > 0.2 * sum(map(len, originals.values()))


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.99])
def test_recover_makes_a_whole_file(
    whole: bytes, share: float, originals: dict[str, Events], drawn: dict[int, Pixels], tmp_path: Path
) -> None:
    """From a cut file: nothing wrong, nothing left to complain of, the loss in words."""
    cut, mended = tmp_path / "cut.replay", tmp_path / "mended.replay"
    cut.write_bytes(whole[: int(len(whole) * share)])

    recovered = recover(cut, mended)

    assert recovered.lost
    with Reader(mended) as reader, Reader(cut) as before:
        assert reader.problems == ()
        assert {n: i.rows for n, i in reader.streams.items()} == recovered.rows
        assert {n: i.rows for n, i in before.streams.items()} == recovered.rows
        assert reader.header == HEADER
        check_what_reads(reader, originals, drawn)


def test_recover_copies_a_whole_file_whole(
    whole: bytes, originals: dict[str, Events], drawn: dict[int, Pixels], tmp_path: Path
) -> None:
    """Nothing lost, everything there."""
    path, copy = tmp_path / "a.replay", tmp_path / "b.replay"
    path.write_bytes(whole)

    recovered = recover(path, copy)

    assert recovered.lost == ()
    with Reader(copy) as reader:
        assert check_what_reads(reader, originals, drawn)


def test_recover_counts_the_pictures_that_depend_on_a_lost_one(whole: bytes, tmp_path: Path) -> None:
    """A lost keyframe takes its changes with it; the frames stay, without a picture."""
    path, mended = tmp_path / "a.replay", tmp_path / "b.replay"
    path.write_bytes(whole)
    with Reader(path) as reader:
        file, entries = reader.chunks
        first = entries[entries["kind"] == 3][0]
        assert file.size == len(whole)
    at = int(first["offset"]) + HEADER_BYTES + 3
    path.write_bytes(whole[:at] + b"\xff\xfe" + whole[at + 2 :])

    recovered = recover(path, mended)

    assert any("picture" in sentence for sentence in recovered.lost)
    with Reader(mended) as reader:
        assert reader.problems == ()
        tiles = np.flatnonzero(reader.frames["display"] == 0)
        assert len(tiles) == FRAMES
        for frame in tiles.tolist():
            with contextlib.suppress(IndexError):
                reader.pixels(frame)
        with pytest.raises(IndexError):
            reader.pixels(int(tiles[0]))


def test_the_header_survives_its_first_copy(whole: bytes, tmp_path: Path) -> None:
    """The start of the file zeroed: the index at its end has the header too."""
    path = tmp_path / "a.replay"
    path.write_bytes(bytes(400) + whole[400:])

    with Reader(path) as reader:
        assert reader.header == HEADER


def test_a_lost_end_is_found_again(whole: bytes, originals: dict[str, Events], tmp_path: Path) -> None:
    """Without its trailer a file opens by its chunks, and says that it has no end."""
    path = tmp_path / "a.replay"
    path.write_bytes(whole[:-TRAILER_BYTES])

    with Reader(path) as reader:
        assert not reader.complete
        for name, wanted in originals.items():
            assert_same(reader.events(name), wanted)


def test_a_long_file_without_its_end_opens_by_a_few_index_chunks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The way back from the last index chunk takes few steps, and lists what a scan of every header finds."""
    monkeypatch.setattr(sink, "CHUNKS_AN_INDEX", 2)
    path = tmp_path / "a.replay"
    with Writer(path, HEADER) as writer:
        for second in range(1200):
            writer.add_frame(second * 1_000_000_000, np.full((4, 4, 3), second % 251, np.uint8))
    path.write_bytes(path.read_bytes()[:-TRAILER_BYTES])
    read: list[int] = []

    def counted(body: bytes, file_bytes: int, limits: Limits) -> index.Index:
        read.append(len(body))
        return index.unpack_index(body, file_bytes, limits)

    monkeypatch.setattr(scan, "unpack_index", counted)
    # The directory still lies there, but nothing points at it: the file ends without a trailer.
    with Reader(path) as reader, Reader(path, intact_only=True) as thorough:
        listed, scanned = (
            each.chunks[1][~np.isin(each.chunks[1]["kind"], (Kind.INDEX, Kind.DIRECTORY))]
            for each in (reader, thorough)
        )

        assert np.array_equal(listed, scanned)
        assert len(reader.frames) == 1200
    assert 3 < len(read) < 40


def test_rows_that_do_not_decode_are_left_out_though_their_checksum_holds(tmp_path: Path) -> None:
    """What `recover` makes then reads, and says what is not in it."""
    path, out = tmp_path / "a.replay", tmp_path / "out.replay"
    write_busy(path, rows=600, frames=2)
    with Reader(path) as reader:
        file, entries = reader.chunks
        chunks = [file.chunk_at(int(entry["offset"])) for entry in entries]
    with path.open("wb") as target:
        copy = sink.ChunkSink(target, chunks[0][1])
        for header, body in chunks[1:]:
            if header.kind in (Kind.INDEX, Kind.DIRECTORY):
                continue
            is_key = header.kind == Kind.EVENTS and header.stream == STREAM_IDS["key"]
            copy.add(
                header.kind,
                body[: len(body) // 2] if is_key else body,
                stream=header.stream,
                rows=header.rows,
                first_ns=header.first_ns,
                last_ns=header.last_ns,
                first_row=header.first_row,
                back=header.back,
            )
        copy.finish()

    recovered = recover(path, out)

    assert any("(key)" in sentence for sentence in recovered.lost)
    with Reader(path) as broken, Reader(out) as reader:
        with pytest.raises(FormatError):
            broken.events("key")
        assert set(reader.streams) == set(broken.streams) - {"key"}
        for name in reader.streams:
            reader.events(name)


@pytest.mark.parametrize("stream", ["key", "pointer", "frame"])
def test_a_chunk_whose_times_fall_is_damaged(stream: str, tmp_path: Path) -> None:
    """Its rows are in no order that a search for a time could rely on; all else reads."""
    path, out = tmp_path / "a.replay", tmp_path / "out.replay"
    rows = np.zeros(9, stored_dtype(stream))
    rows["t"] = [-3, -3, 0, 5, 5, 4, 6, 1 << 62, 1 << 62]
    body = encode_rows(stream, rows, [""], Packer(3, 16))
    with path.open("wb") as file:
        chunks = sink.ChunkSink(file, pack_header(HEADER))
        chunks.add(Kind.EVENTS, body, stream=STREAM_IDS[stream], rows=9, first_ns=-3, last_ns=1 << 62)
        marker = encode_rows("marker", np.zeros(1, stored_dtype("marker")), [""], Packer(3, 16))
        chunks.add(Kind.EVENTS, marker, stream=STREAM_IDS["marker"], rows=1)
        chunks.finish()

    with Reader(path) as reader:
        for reading in (
            lambda: reader.rows(stream, 0, 9),
            lambda: reader.row_at(stream, 3) if stream != "frame" else reader.frames,
        ):
            with pytest.raises(DamagedError, match=rf"chunk 1 \({stream}\) at byte \d+: its times fall"):
                reading()
        assert len(reader.events("marker")) == 1
    recover(path, out)
    with Reader(out) as reader:
        assert set(reader.streams) == {"marker"}


def test_times_before_the_start_are_times_like_others(tmp_path: Path) -> None:
    """They are kept and found, and the recording lasts until 0 at least."""
    path = tmp_path / "a.replay"
    rows = np.zeros(5, stored_dtype("pointer"))
    rows["t"] = [-(1 << 63), -7, -7, -2, -1]
    with Writer(path, HEADER) as writer:
        writer.append(Events("pointer", rows))
        writer.add_frame(-5, np.zeros((8, 8, 3), np.uint8))

    with Reader(path) as reader:
        assert reader.events("pointer").t.tolist() == rows["t"].tolist()
        assert [reader.row_at("pointer", t_ns) for t_ns in (-8, -7, -6, -1, 0)] == [1, 1, 3, 4, 5]
        assert reader.duration_ns == 0
        assert first_ns(reader) == -(1 << 63)
        assert len(reader.events("pointer", Span(-7, -1))) == 3
