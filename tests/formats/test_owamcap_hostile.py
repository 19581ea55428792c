"""Damaged and hostile MCAP files: read as far as they are sound, or refused in one line."""

import json
import random
import struct
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formats.errors import DamagedError, FormatError, LimitError
from formats.importers.owamcap.media import embedded_picture, media_of
from formats.importers.owamcap.states import Change, State, witnessed
from formats.model.report import ImportOptions
from formats.registry import import_recording
from tests.data import real
from tests.formats.hostile_imports import attempt
from tests.formats.owamcap_files import MESSAGES, MS, T0, screen, write_mcap

RECOVER = ImportOptions(recover=True)
SLOW = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
MAGIC = b"\x89MCAP0\r\n"

ALL = [
    *MESSAGES,
    screen(T0 + 10**9, "a.mkv", 0),
    ("mouse/raw", T0, {"last_x": 1, "last_y": 2, "us_flags": 0}),
]
numbers = st.integers(-(10**400), 10**400) | st.floats() | st.sampled_from([65535, -1, 2**63, -(2**70)])
values = st.recursive(
    st.none() | st.booleans() | numbers | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
fields = st.sampled_from(sorted({name for _, _, told in ALL for name in told} | {"timestamp", "path", "pts"}))


@SLOW
@given(st.lists(st.tuples(st.integers(0, len(ALL) - 1), fields, values), min_size=1, max_size=6))
def test_any_value_in_any_field_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, str, Any]]
) -> None:
    """Huge numbers, wrong types and strange texts cost at most their own rows."""
    messages = [(topic, at, dict(told)) for topic, at, told in ALL]
    for at, name, value in changes:
        messages[at][2][name] = value

    assert attempt(write_mcap(tmp_path_factory.mktemp("m") / "a.mcap", messages))


@SLOW
@given(st.lists(st.integers(0, 2**64 - 1), min_size=len(ALL), max_size=len(ALL)))
def test_any_times_are_read_or_told(tmp_path_factory: pytest.TempPathFactory, times: list[int]) -> None:
    """Times of any size, in any order."""
    messages = [(topic, at, told) for (topic, _, told), at in zip(ALL, times, strict=True)]

    assert attempt(write_mcap(tmp_path_factory.mktemp("m") / "a.mcap", messages))


@pytest.mark.parametrize("version", ["0.3.2", "0.5.1"])
@pytest.mark.parametrize("part", range(12))
def test_a_real_file_cut_anywhere_is_refused_and_recovered(tmp_path: Path, version: str, part: int) -> None:
    """Never a crash; without being asked to recover, never a part taken for the whole."""
    data = real("owamcap", f"{version}.mcap").read_bytes()
    for cut in range(part * 97, len(data), 12 * 97):
        path = tmp_path / "a.mcap"
        path.write_bytes(data[:cut])

        if cut > 20:
            assert not attempt(path)
            # What lies before the cut is read, if there is a message in it.
            attempt(path, RECOVER)


@pytest.mark.parametrize("compression", ["none", "zstd", "lz4"])
def test_recovery_reads_every_whole_message_before_the_cut(tmp_path: Path, compression: str) -> None:
    """Each chunk before the cut, and of one that is not packed, each message."""
    path = write_mcap(tmp_path / "a.mcap", MESSAGES * 30, chunk_bytes=600, compression=compression)
    data = path.read_bytes()
    reads = []
    for cut in range(200, len(data), 501):
        path.write_bytes(data[:cut])
        try:
            reads.append(sum(import_recording(path, RECOVER).report.read.values()))
        except FormatError:
            reads.append(0)

    assert reads == sorted(reads)
    assert reads[len(reads) // 2] > 50
    if compression == "none":
        path.write_bytes(
            data[: data.rindex(b'"vk": 65, ') if b'"vk": 65, ' in data else data.index(b"hello")]
        )
        assert import_recording(path, RECOVER).report.read["key"] > 100


def test_a_damaged_length_costs_its_chunk_alone(tmp_path: Path) -> None:
    """Behind the break, the summary at the end of the file tells where the next chunk begins."""
    path = write_mcap(tmp_path / "a.mcap", MESSAGES * 30, chunk_bytes=600)
    whole = import_recording(path).report.read["key"]
    data = bytearray(path.read_bytes())
    second = data.index(b"zstd", data.index(b"zstd") + 4) - 41
    data[second + 4] = 0xFF
    path.write_bytes(data)

    assert not attempt(path)
    imported = import_recording(path, RECOVER)

    assert whole * 0.8 < imported.report.read["key"] < whole
    assert any("and the chunks behind it" in told for told in imported.report.lost)


@pytest.mark.parametrize("seed", range(60))
def test_changed_bytes_never_crash(tmp_path: Path, seed: int) -> None:
    """A checksum tells, or a length, or the row itself; with and without recovery."""
    rng = random.Random(seed)
    path = write_mcap(
        tmp_path / "a.mcap", ALL * 8, chunk_bytes=500, compression=rng.choice(["zstd", "none", "lz4"])
    )
    data = bytearray(path.read_bytes())
    for _ in range(rng.randint(1, 8)):
        data[rng.randrange(8, len(data))] = rng.randrange(256)
    path.write_bytes(data)

    attempt(path)
    attempt(path, RECOVER)


def record(opcode: int, body: bytes, claimed: int | None = None) -> bytes:
    return struct.pack("<BQ", opcode, len(body) if claimed is None else claimed) + body


def text(value: bytes) -> bytes:
    return struct.pack("<I", len(value)) + value


def chunk(data: bytes, size: int, kind: bytes = b"zstd", claimed: int | None = None) -> bytes:
    held = struct.pack("<Q", len(data) if claimed is None else claimed) + data
    return record(6, struct.pack("<QQQI", 0, 0, size, 0) + text(kind) + held)


HEADER = record(1, text(b"owa") + text(b"lib"))
END = record(15, b"\0\0\0\0") + record(2, bytes(20)) + MAGIC


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (chunk(b"", 2**62), DamagedError),
        (chunk(zstandard.compress(bytes(64 << 20)), 100), DamagedError),
        (chunk(b"x" * 10, 10, b"brotli"), DamagedError),
        (chunk(b"x" * 10, 10, b"", claimed=2**63), DamagedError),
        (chunk(record(5, b"", 2**60), 9, b""), DamagedError),
        (record(1, b"", 2**60), FormatError),
        (record(4, text(b"") * 3, 2**64 - 1), FormatError),
        (record(12, struct.pack("<I", 2**32 - 1)), DamagedError),
        (record(5, b"short"), DamagedError),
    ],
)
def test_lengths_without_end_take_no_memory(tmp_path: Path, body: bytes, error: type[FormatError]) -> None:
    """Sizes that are only claimed, and a chunk that unpacks to far more than it says."""
    path = tmp_path / "a.mcap"
    path.write_bytes(MAGIC + HEADER + body + END)

    with pytest.raises(error) as caught:
        import_recording(path)
    assert "\n" not in str(caught.value)
    attempt(path, RECOVER)


def test_a_chunk_larger_than_is_sane_is_named(tmp_path: Path) -> None:
    """The reason is the limit."""
    path = tmp_path / "a.mcap"
    path.write_bytes(MAGIC + HEADER + chunk(b"", 2**62) + END)

    with pytest.raises(DamagedError, match="size of a chunk") as caught:
        import_recording(path)
    assert isinstance(caught.value.__cause__, LimitError)


def test_a_file_without_messages_is_no_recording(tmp_path: Path) -> None:
    """There is nothing to show."""
    path = tmp_path / "a.mcap"
    path.write_bytes(MAGIC + HEADER + END)

    with pytest.raises(FormatError, match="no message"):
        import_recording(path)


def test_the_summary_s_count_is_checked(tmp_path: Path) -> None:
    """A file that says that it had more messages than it has is not complete."""
    path = write_mcap(tmp_path / "a.mcap")
    data = bytearray(path.read_bytes())
    at = data.rindex(struct.pack("<Q", len(MESSAGES)), 0, len(data) - 8)
    data[at] = 99
    path.write_bytes(data)

    assert any("99 messages were written and 14" in told for told in import_recording(path).report.lost)


@given(values, values)
def test_any_reference_is_understood_or_not(uri: Any, pts: Any) -> None:
    """References of any kind never crash, and what is inside a message is a picture or an error."""
    for told in ({"media_ref": {"uri": uri, "pts_ns": pts}}, {"path": uri, "pts": pts}, {"media_ref": uri}):
        media_of(told)
        message = json.dumps(told).encode()
        with suppress(DamagedError):
            assert isinstance(embedded_picture(message), bytes)


@given(
    st.lists(st.tuples(st.integers(0, 100), st.sampled_from("ab"), st.booleans()), max_size=12),
    st.lists(st.tuples(st.integers(0, 100), st.sets(st.sampled_from("ab"))), max_size=12),
)
def test_states_that_agree_prove_nothing_lost(
    changes: list[tuple[int, str, bool]], states: list[tuple[int, set[str]]]
) -> None:
    """A lost event's span ends at a state; states that follow from the events prove none."""
    made = [Change(at * 1000 * MS, name, pressed) for at, name, pressed in changes]
    told = [State(at * 1000 * MS + 500 * MS, frozenset(held)) for at, held in states]

    lost = witnessed(made, told).lost

    assert all(event.after_ns <= event.by_ns for event in lost)
    assert {event.by_ns for event in lost} <= {state.at_ns for state in told}
    agreeing = []
    for state in told:
        held: set[str] = set()
        for change in sorted(made, key=lambda change: change.at_ns):
            if change.at_ns <= state.at_ns:
                (held.add if change.pressed else held.discard)(change.name)
        agreeing.append(State(state.at_ns, frozenset(held)))
    assert witnessed(made, agreeing).lost == ()
