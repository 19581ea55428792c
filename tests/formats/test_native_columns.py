"""What a column's entry says of its numbers is held against what the column is."""

from pathlib import Path

import numpy as np
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from formats.errors import DamagedError
from formats.model.streams import STREAMS
from formats.native.chunk import encode_rows
from formats.native.columns import Coding, Packer, check_column, decode_times, encode_column
from formats.native.envelope import pack_envelope
from formats.native.header_body import pack_header, unpack_header
from formats.native.layout import STREAM_IDS, TRAILER_BYTES, Kind, pack_trailer
from formats.native.reader import Reader
from formats.native.sink import ChunkSink
from tests.formats.native_samples import HEADER

NOT_A_NUMBER = [2, 0, 1, 0, 0, 4, [-1, -1, -193, -128]]
WHOLE = [0, 0, 1, 0, 0, 1, [-1]]


@pytest.mark.parametrize("column", ["t", "x", "title"])
def test_float_bits_belong_in_columns_of_floats_only(tmp_path: Path, column: str) -> None:
    """NaN as a time or as the number of a string is damage, not a traceback and not a number made up."""
    columns = {field.name: WHOLE for field in STREAMS["window"].fields} | {column: NOT_A_NUMBER}
    path = tmp_path / "a.replay"
    with path.open("wb") as file:
        sink = ChunkSink(file, pack_header(HEADER))
        sink.add(Kind.EVENTS, pack_envelope({"columns": columns}), stream=STREAM_IDS["window"], rows=1)
        sink.finish()

    with Reader(path) as reader:
        if column == "x":
            assert str(reader.events("window").rows["x"][0]) == "nan"
        else:
            with pytest.raises(DamagedError, match="fractions"):
                reader.events("window")


def test_nothing_may_follow_a_zstd_frame() -> None:
    """Bytes that one reader passes over and another reads are two files in one."""
    body = pack_header(HEADER)

    assert unpack_header(body) == HEADER
    with pytest.raises(DamagedError, match="zstd"):
        unpack_header(body + b"\0")


def test_float_bits_do_not_belong_in_an_index(tmp_path: Path) -> None:
    """A directory whose offsets are no numbers is not believed; the chunks are found without it."""
    path = tmp_path / "a.replay"
    fields = {"header": 0, "rows": 1, "before": 0, "columns": {"offset": NOT_A_NUMBER}}
    with path.open("wb") as file:
        sink = ChunkSink(file, pack_header(HEADER))
        directory = file.tell()
        sink.add(Kind.DIRECTORY, pack_envelope(fields))
        file.write(pack_trailer(directory, sink.salt))

    with Reader(path) as reader:
        assert reader.header == HEADER
        assert any("fractions" in problem for problem in reader.problems)


_TIMES = st.one_of(
    st.lists(st.integers(-(1 << 63), (1 << 63) - 1), min_size=2, max_size=20),
    st.lists(st.integers(-2, 200), min_size=2, max_size=20).map(lambda steps: np.cumsum(steps).tolist()),
)


@given(_TIMES, st.sampled_from([1, 1000, 1 << 40]), st.sampled_from([0, 1, 2]))
def test_times_that_fall_are_told_from_those_that_do_not(times: list[int], tick: int, order: int) -> None:
    """However they are coded, and where their sum wraps round."""
    numbers = np.array(times, np.int64) * tick
    coded, parts = encode_column(numbers, Coding(order=order, ticks=True), Packer(3, 20))
    column = check_column(coded, len(numbers), 0)
    payload = memoryview(b"".join(parts))
    inflator = zstandard.ZstdDecompressor()

    if (np.diff(numbers.astype(object)) < 0).any():
        with pytest.raises(DamagedError, match="its times fall"):
            decode_times(column, payload, len(numbers), inflator)
    else:
        assert np.array_equal(decode_times(column, payload, len(numbers), inflator), numbers)


def test_strings_that_are_empty_or_stored_twice_are_the_same_string(tmp_path: Path) -> None:
    """Whoever wrote them: rows are equal where their strings are, one chunk or many."""
    path = tmp_path / "a.replay"
    rows = np.zeros(5, STREAMS["window"].dtype)
    rows["title"] = [0, 1, 2, 3, 4]
    rows["app"] = [4, 4, 1, 1, 0]
    body = encode_rows("window", rows, ["", "mail", "", "mail", "unused", "chat"], Packer(3, 16))
    with path.open("wb") as file:
        sink = ChunkSink(file, pack_header(HEADER))
        for first_row in (0, 5):
            sink.add(Kind.EVENTS, body, stream=STREAM_IDS["window"], rows=5, first_row=first_row)
        sink.finish()

    with Reader(path) as reader:
        for events in (reader.rows("window", 0, 5), reader.rows("window", 1, 10).slice(4, 9)):
            assert events.texts("title").tolist() == ["", "mail", "", "mail", "unused"]
            assert len(set(events.strings)) == len(events.strings)
            assert events.column("title")[0] == events.column("title")[2] == 0
            assert events.column("title")[1] == events.column("title")[3]


def test_only_the_directory_at_the_end_is_believed(tmp_path: Path) -> None:
    """Another one is a chunk like any; a trailer that leads to it would hide what comes after."""
    path = tmp_path / "a.replay"
    body = encode_rows("marker", np.zeros(1, STREAMS["marker"].dtype), [""], Packer(3, 16))
    with path.open("wb") as file:
        sink = ChunkSink(file, pack_header(HEADER))
        first = file.tell()
        sink.add(Kind.DIRECTORY, pack_envelope({"header": 0, "rows": 0, "before": 0, "columns": {}}))
        sink.add(Kind.EVENTS, body, stream=STREAM_IDS["marker"], rows=1)
        sink.finish()

    with Reader(path) as reader:
        assert (reader.complete, list(reader.streams)) == (True, ["marker"])
    path.write_bytes(path.read_bytes()[:-TRAILER_BYTES] + pack_trailer(first, sink.salt))
    with Reader(path) as reader:
        assert list(reader.streams) == ["marker"]
        assert reader.header == HEADER
        assert reader.problems == (f"the directory at byte {first} is not the last chunk",)
