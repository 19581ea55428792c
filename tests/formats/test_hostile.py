"""Broken and hostile files: refused in one clear line, or read as far as they are intact."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks.hostile import (
    MEGABYTES,
    Verdict,
    changes,
    cuts,
    is_clear,
    judged,
    read_everything,
    reseals,
)
from tests.benchmarks.hostile_files import crafted, resealed, sound_file
from tests.benchmarks.peers.peer import Tables, columns

# A loaded machine may take longer than the second that the campaign holds readers to.
_SLOW_S = 5.0


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Tables]:
    path = tmp_path_factory.mktemp("hostile") / "sound.replay"
    hour = sound_file(path)
    return path, {stream: columns(table) for stream, table in hour.events.items()}


def is_kept(verdict: Verdict) -> bool:
    fine = verdict.outcome in {"whole", "partial", "refused"}
    return fine and verdict.seconds < _SLOW_S and verdict.peak_mb <= MEGABYTES


def broken(verdicts: Iterator[Verdict]) -> list[Verdict]:
    return [verdict for verdict in verdicts if not is_kept(verdict)]


def test_the_sound_file_reads_whole(sound: tuple[Path, Tables]) -> None:
    """The file that is cut and changed has nothing wrong to begin with."""
    path, truth = sound

    assert read_everything(path, truth) == ("whole", [])


def test_files_made_to_break_a_reader_do_not(tmp_path: Path) -> None:
    """Bombs, lengths of gigabytes, rings and later versions cost neither time nor memory."""
    verdicts = [judged(name, path) for name, path in crafted(tmp_path)]

    assert broken(iter(verdicts)) == []
    refused = {verdict.name for verdict in verdicts if verdict.outcome == "refused"}
    assert {"empty file", "text file", "later version"} <= refused


def test_a_file_cut_anywhere_gives_what_came_before(sound: tuple[Path, Tables], tmp_path: Path) -> None:
    """A cut file opens with rows that were written and says that it is cut, or is refused in one line."""
    path, truth = sound

    assert broken(judged(name, cut, truth) for name, cut in cuts(tmp_path, path.read_bytes(), 12)) == []


def test_a_changed_byte_is_never_a_changed_row(sound: tuple[Path, Tables], tmp_path: Path) -> None:
    """Rows that come back are rows that were written, and missing ones are spoken of."""
    path, truth = sound

    assert broken(judged(name, file, truth) for name, file in changes(tmp_path, path.read_bytes(), 40)) == []


def test_what_lies_under_a_right_checksum_is_not_trusted(sound: tuple[Path, Tables], tmp_path: Path) -> None:
    """Changed bodies with checksums made right raise nothing but a FormatError."""
    path, _ = sound

    assert broken(judged(name, file) for name, file in reseals(tmp_path, path.read_bytes(), 40)) == []


def test_resealing_alone_changes_nothing(sound: tuple[Path, Tables], tmp_path: Path) -> None:
    """The checksums are made right as the writer makes them."""
    data = sound[0].read_bytes()

    assert all(resealed(data, bytearray.copy, chunk) == data for chunk in range(8))


def test_messages_with_control_characters_are_not_clear() -> None:
    """The check of messages can fail."""
    assert is_clear("the file ended inside a chunk")
    assert not is_clear("two\nlines")
    assert not is_clear("\x1b[31mred")
    assert not is_clear("")
