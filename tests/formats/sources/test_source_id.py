"""The id of a recording by what its files hold."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formats.errors import FormatError
from formats.sources.source_id import source_id

HUGE_BYTES = 1 << 40


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200_000))
def test_what_a_file_is_called_has_no_part_in_it(data: bytes, tmp_path: Path) -> None:
    """Nor has the folder that it lies in."""
    one, other = tmp_path / "a.cast", tmp_path / "elsewhere" / "b.txt"
    other.parent.mkdir(exist_ok=True)
    one.write_bytes(data)
    other.write_bytes(data)

    assert source_id("x", [one]) == source_id("x", [other])
    assert source_id("y", [one]) != source_id("x", [one])
    assert source_id("x", [one], "told") != source_id("x", [one])
    assert source_id("x", [one, one]) != source_id("x", [one])


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(min_size=1, max_size=100_000), at=st.integers(0, 99_999), more=st.binary(max_size=3))
def test_another_byte_is_another_recording(data: bytes, at: int, more: bytes, tmp_path: Path) -> None:
    """Wherever it is in a file of up to two ends, and behind it."""
    at %= len(data)
    one, other = tmp_path / "a", tmp_path / "b"
    one.write_bytes(data)
    other.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :] + more)

    assert source_id("x", [one]) != source_id("x", [other])


def test_of_a_file_however_large_a_bounded_part_is_read(tmp_path: Path) -> None:
    """To read a terabyte would take hours; its size, its start and its end tell it from others."""
    ids = set()
    for size, at in (
        (HUGE_BYTES, None),
        (HUGE_BYTES + 1, None),
        (HUGE_BYTES, 9),
        (HUGE_BYTES, HUGE_BYTES - 9),
    ):
        path = tmp_path / "huge"
        with path.open("wb") as file:
            file.truncate(size)
        if at is not None:
            with path.open("r+b") as file:
                os.pwrite(file.fileno(), b"x", at)
        ids.add(source_id("x", [path]))
        path.unlink()

    assert len(ids) == 4


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    """In one line with its name."""
    with pytest.raises(FormatError, match="gone: there is no such file"):
        source_id("x", [tmp_path / "gone"])
