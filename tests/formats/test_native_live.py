"""A recording under way survives the death of its writer."""

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from formats.native.beside import journal_path
from formats.native.reader import Reader
from formats.native.recovery import recover
from formats.native.writer import Writer
from tests.data import ROOT
from tests.formats.native_samples import HEADER, assert_same, busy_events, pictures

_RECORDER = """
import sys, time
from pathlib import Path
import numpy as np
from formats.model.build import EventBuilder
from formats.native.writer import Writer
from tests.formats.native_samples import HEADER

writer = Writer(Path(sys.argv[1]), HEADER, live=True)
start = time.monotonic_ns()
for number in range(1_000_000):
    builder = EventBuilder()
    now = time.monotonic_ns() - start
    for _ in range(40):
        builder.add("pointer", now, x=number, y=0, display=0)
    builder.add("window", now, app="app", title=f"window {number}")
    for table in builder.events().values():
        writer.append(table)
    if number % 20 == 0:
        writer.add_frame(now, np.full((40, 40, 3), number // 20 % 256, np.uint8))
    print(time.monotonic_ns(), flush=True)
    time.sleep(0.002)
"""


@pytest.mark.parametrize("lifetime_s", [0.4, 1.1, 1.5])
def test_kill_9_loses_at_most_a_quarter_of_a_second(tmp_path: Path, lifetime_s: float) -> None:
    """What was appended a quarter of a second before is there, frames too, and `recover` keeps it."""
    path = tmp_path / "live.replay"
    command = [sys.executable, "-c", _RECORDER, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(lifetime_s)
        killed_ns = time.monotonic_ns()
        process.kill()
        appended_ns = [int(line) for line in process.stdout.read().split()]
    promised = 1 + sum(at_ns < killed_ns - 250_000_000 for at_ns in appended_ns)

    with Reader(path) as reader:
        assert not reader.complete
        window = reader.events("window")
        numbers = [int(title.removeprefix("window ")) for title in window.texts("title")]
        assert numbers == list(range(len(numbers)))
        assert promised > 1
        assert len(numbers) >= promised
        assert reader.streams["pointer"].rows >= 40 * (len(numbers) - 1)
        assert len(reader.frames) >= numbers[-1] // 20
        for frame in range(len(reader.frames)):
            assert (reader.pixels(frame) == frame % 256).all()
        kept = {name: info.rows for name, info in reader.streams.items()}

    recovered = recover(path, tmp_path / "mended.replay")
    assert recovered.rows == kept
    with Reader(tmp_path / "mended.replay") as reader:
        assert reader.complete
        assert reader.streams["pointer"].rows == kept["pointer"]


def test_a_closed_live_file_is_whole_and_leaves_no_journal(tmp_path: Path) -> None:
    """The finished file pays nothing for the journal."""
    path = tmp_path / "live.replay"
    with Writer(path, HEADER, live=True) as writer:
        for table in busy_events(300).values():
            writer.append(table)
        writer.add_frame(10**12, pictures(1)[0])
        assert journal_path(path).exists()

    assert not journal_path(path).exists()
    with Reader(path) as reader:
        assert reader.complete
        for name, wanted in busy_events(300).items():
            assert_same(reader.events(name), wanted)


def test_an_exception_leaves_a_live_file_with_all_its_rows(tmp_path: Path) -> None:
    """A recorder that fails has still recorded."""
    path = tmp_path / "live.replay"
    writer = Writer(path, HEADER, live=True)
    for table in busy_events(9000).values():
        writer.append(table)
    writer.abort()

    with Reader(path) as reader:
        assert not reader.complete
        for name, wanted in busy_events(9000).items():
            assert_same(reader.events(name), wanted)


def test_a_recording_is_never_overwritten_by_a_live_one(tmp_path: Path) -> None:
    """What is in the way stays."""
    path = tmp_path / "live.replay"
    path.write_bytes(b"precious")

    with pytest.raises(FileExistsError):
        Writer(path, HEADER, live=True)

    assert path.read_bytes() == b"precious"


def test_a_journal_of_another_file_is_not_believed(tmp_path: Path) -> None:
    """Its salt is another."""
    for name in ("a", "b"):
        writer = Writer(tmp_path / f"{name}.replay", HEADER, live=True)
        writer.append(busy_events(100)["pointer"])
        writer.abort()
    journal_path(tmp_path / "a.replay").replace(journal_path(tmp_path / "b.replay"))

    with Reader(tmp_path / "b.replay") as reader:
        assert dict(reader.streams) == {}


def test_opening_finds_frames_whose_table_was_never_written(tmp_path: Path) -> None:
    """Without its journal a killed file still shows every picture."""
    path = tmp_path / "live.replay"
    writer = Writer(path, HEADER, live=True)
    for number, picture in enumerate(pictures(10)):
        writer.add_frame(number, picture)
    writer.abort()
    journal_path(path).unlink()

    with Reader(path) as reader:
        changed = [n for n in range(10) if n == 0 or n % 3]
        assert reader.frames["t"].tolist() == changed
        for frame, number in enumerate(changed):
            assert np.array_equal(reader.pixels(frame), pictures(10)[number])


def live_writer(path: Path) -> Writer:
    """Begin a live recording whose journal is written when a test says so, and not by the clock."""
    writer = Writer(path, HEADER, live=True)
    writer._stopped.put(None)
    return writer


def tick(writer: Writer) -> None:
    assert writer._journal is not None
    writer._journal.tick(writer._pending)


def test_what_was_opened_reads_on_while_the_writer_goes_on(tmp_path: Path) -> None:
    """Rows that a reader was promised stay, wherever they lie by now."""
    events = busy_events(9000)
    writer = live_writer(tmp_path / "live.replay")
    writer.append(events["window"])
    writer.append(events["pointer"].slice(0, 5000))
    tick(writer)

    with Reader(tmp_path / "live.replay") as reader:
        writer.append(events["pointer"].slice(5000, 9000))
        tick(writer)
        assert_same(reader.events("window"), events["window"])
        assert_same(reader.events("pointer"), events["pointer"].slice(0, 5000))
    with Reader(tmp_path / "live.replay") as reader:
        assert_same(reader.events("pointer"), events["pointer"])
        assert_same(reader.events("window"), events["window"])
    writer.abort()


def test_a_writer_that_dies_while_it_starts_its_journal_again_loses_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows that waited for minutes are in the old journal until the new one is whole."""
    events = busy_events(9000)
    writer = live_writer(tmp_path / "live.replay")
    writer.append(events["window"])
    tick(writer)
    writer.append(events["pointer"])

    def dying(file: int, data: bytes, offset: int) -> None:
        os.pwrite(file, data[:20], offset)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("formats.native.journal._write", dying)
        with pytest.raises(KeyboardInterrupt):
            tick(writer)

    with Reader(tmp_path / "live.replay") as reader:
        assert_same(reader.events("window"), events["window"])
        assert reader.streams["pointer"].rows == 8192
    writer.abort()


def test_a_journal_that_cannot_be_read_costs_only_its_rows(tmp_path: Path) -> None:
    """The file beside it opens, and says what may be missing."""
    path = tmp_path / "live.replay"
    writer = live_writer(path)
    writer.append(busy_events(9000)["pointer"])
    writer.abort()
    journal_path(path).unlink()
    journal_path(path).mkdir()

    with Reader(path) as reader:
        assert reader.streams["pointer"].rows == 8192
        assert any("the journal of the file cannot be read" in problem for problem in reader.problems)


def test_the_journal_is_found_from_a_link_to_the_file(tmp_path: Path) -> None:
    """It lies beside the file itself, whatever name somebody opens that by."""
    (tmp_path / "folder").mkdir()
    path = tmp_path / "folder" / "live.replay"
    writer = live_writer(path)
    writer.append(busy_events(100)["pointer"])
    writer.abort()
    (tmp_path / "link.replay").symlink_to(path)

    with Reader(tmp_path / "link.replay") as reader:
        assert reader.streams["pointer"].rows == 100
