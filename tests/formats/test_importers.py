"""What every importer keeps to, run over the registry: a new one is tested by having a sample here."""

import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from formats.errors import FormatError
from formats.exporters import jsonl
from formats.model.actions import ACTION_DTYPE, Actions
from formats.model.export import ExportOptions, ExportSource
from formats.model.recording import Recording
from formats.model.report import ImportOptions
from formats.native.copy import write_recording
from formats.native.reader import Reader
from formats.plain_file import read_head
from formats.registry import IMPORTERS, import_recording, importer
from tests.data import SHARED
from tests.formats import (
    agentnet_folders,
    openadapt_databases,
    owamcap_files,
    playwright_traces,
    rrweb_events,
    step_folders,
)
from tests.formats.hostile_imports import attempt
from tests.formats.native_samples import write_busy
from tests.formats.recordings_made import assert_equal
from tests.replay.cli.shell import replay

EVEMU = """# EVEMU 1.3
N: Mouse
I: 0003 046d c077 0111
E: 0.000001 0002 0000 0005
E: 0.000001 0000 0000 0000
E: 0.700001 0001 0110 0001
E: 0.700001 0000 0000 0000
E: 0.800001 0001 0110 0000
E: 0.800001 0000 0000 0000
"""
CAST = """{"version": 2, "width": 20, "height": 4}
[0.5, "o", "hello"]
[0.9, "i", "a"]
[1.5, "m", "end"]
"""
TABLE = """time_ms,event,x,y,button
0,move,1,2,
10,press,1,2,left
60,release,1,2,left
"""


def _ours(folder: Path) -> Path:
    write_busy(folder / "a.replay")
    with Reader(folder / "a.replay") as recording:
        return _exported(recording, folder / "a.jsonl")


def _exported(recording: Recording, out: Path) -> Path:
    source = ExportSource(recording, Actions(np.empty(0, ACTION_DTYPE)), lambda _t_ns: None)
    jsonl.export(source, out, ExportOptions())
    return out


def _trace(folder: Path) -> Path:
    records = [playwright_traces.context(), *playwright_traces.call(1, 1100, "click", point=(10, 20))]
    frame = {"type": "screencast-frame", "pageId": playwright_traces.PAGE, "width": 80, "height": 60}
    frame |= {"sha1": "a.jpeg", "timestamp": 1050}
    files = {"resources/a.jpeg": playwright_traces.picture()}
    return playwright_traces.write_trace(folder / "trace.zip", *records, frame, files=files)


def _events(folder: Path) -> Path:
    events = [
        rrweb_events.meta(),
        rrweb_events.snapshot(1),
        rrweb_events.mouse(1, 2),
        rrweb_events.mouse(0, 3),
    ]
    return step_folders.write(folder / "events.json", json.dumps(events))


MADE: dict[str, Callable[[Path], Path]] = {
    "jsonl": _ours,
    "agentnet": lambda folder: agentnet_folders.write_folder(folder / "recording"),
    "owamcap": lambda folder: owamcap_files.write_mcap(folder / "a.mcap"),
    "steps": lambda folder: step_folders.write_osworld(folder / "run", "pyautogui.click(1, 2)", "DONE"),
    "rrweb": _events,
    "playwright": _trace,
    "openadapt": lambda folder: openadapt_databases.write_tables(folder / "recording.db"),
    "evdev": lambda folder: step_folders.write(folder / "a.evemu", EVEMU),
    "asciicast": lambda folder: step_folders.write(folder / "a.cast", CAST),
    "table": lambda folder: step_folders.write(folder / "a.csv", TABLE),
}
"""A small sound recording for each importer."""
MAIN = {"agentnet": "events.jsonl", "steps": "traj.jsonl"}
"""In a folder, the file whose damage is the recording's."""
REPORT = {"out", "size_bytes", "source", "read", "guessed", "lost", "counts", "frames", "clocks", "mapping"}


def takers(path: Path) -> list[str]:
    head = read_head(path)
    return [name for name in IMPORTERS if importer(name).sniff(path, head)]


def main_file(name: str, path: Path) -> Path:
    return path / MAIN[name] if name in MAIN else path


@pytest.mark.parametrize("name", IMPORTERS)
def test_a_recording_that_is_renamed_keeps_its_id(name: str, tmp_path: Path) -> None:
    """By it the recorded person's word is found again; only the recorder's own id may be in a name."""
    path = MADE[name](tmp_path)
    with import_recording(path).recording as recording:
        before = recording.header.recording_id
    renamed = path.with_name(f"other{path.suffix}")
    path.rename(renamed)
    for beside in tmp_path.glob(f"{path.name}.*"):
        beside.rename(tmp_path / beside.name.replace(path.name, renamed.name))
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    renamed.rename(moved / renamed.name)

    with import_recording(moved / renamed.name).recording as recording:
        assert recording.header.recording_id == before


@pytest.mark.parametrize("name", ["steps", "evdev", "asciicast", "table"])
def test_recordings_of_one_name_without_a_date_have_ids_of_their_own(name: str, tmp_path: Path) -> None:
    """Or who withdraws one would withdraw the other."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one, other = MADE[name](tmp_path / "a"), MADE[name](tmp_path / "b")
    file = main_file(name, other)
    before, _, behind = file.read_text().rpartition("1")
    file.write_text(f"{before}2{behind}")
    found = set()
    for path in (one, other):
        with import_recording(path).recording as recording:
            found.add(recording.header.recording_id)

    assert len(found) == 2


@pytest.mark.parametrize("name", IMPORTERS)
def test_no_importer_takes_another_s_recording(name: str, tmp_path: Path) -> None:
    """Each is taken by its own importer and by no other, whatever the order in which they are asked."""
    assert takers(MADE[name](tmp_path)) == [name]


def test_no_real_recording_is_taken_by_two() -> None:
    """Neither a recording nor any file beside one."""
    paths = sorted(SHARED.rglob("*")) if SHARED.is_dir() else []
    if not paths:
        pytest.skip("there are no real recordings on this machine (REPLAY_TEST_DATA)")

    assert [(path, names) for path in paths if len(names := takers(path)) > 1] == []


@pytest.mark.parametrize("name", IMPORTERS)
def test_the_report_is_one_json_document(name: str, tmp_path: Path) -> None:
    """What was read, guessed and lost, and how large the file is; the same keys for every format."""
    out = tmp_path / "out.replay"

    document = replay("import", MADE[name](tmp_path), "-o", out, "--json").document

    assert set(document) == REPORT
    assert document["size_bytes"] == out.stat().st_size
    with Reader(out) as recording:
        assert document["read"] == {stream: info.rows for stream, info in recording.streams.items()}


@pytest.mark.parametrize("name", IMPORTERS)
def test_what_was_imported_goes_through_our_formats_unchanged(name: str, tmp_path: Path) -> None:
    """Into the container, out as JSON Lines and back: an equal recording."""
    with import_recording(MADE[name](tmp_path)).recording as recording:
        write_recording(recording, tmp_path / "once.replay")
    with Reader(tmp_path / "once.replay") as once:
        _exported(once, tmp_path / "once.jsonl")
        with import_recording(tmp_path / "once.jsonl").recording as again:
            assert_equal(again, once)


@pytest.mark.parametrize("name", IMPORTERS)
def test_a_cut_file_is_read_in_part_or_refused(name: str, tmp_path: Path) -> None:
    """Wherever it is cut, with and without --recover: a recording or a FormatError."""
    path = MADE[name](tmp_path)
    file = main_file(name, path)
    whole = file.read_bytes()

    for part in range(12):
        file.write_bytes(whole[: len(whole) * part // 12])
        attempt(path, ImportOptions(recover=bool(part % 2)))


@pytest.mark.parametrize("name", IMPORTERS)
def test_changed_bytes_are_a_recording_or_refused(name: str, tmp_path: Path) -> None:
    """Anything but a FormatError would come through."""
    path = MADE[name](tmp_path)
    file = main_file(name, path)
    whole, dice = file.read_bytes(), random.Random(7)

    for _ in range(30):
        data = bytearray(whole)
        for _ in range(dice.choice((1, 1, 20))):
            data[dice.randrange(len(data))] = dice.randrange(256)
        file.write_bytes(data)
        attempt(path)


@pytest.mark.parametrize(
    "tail",
    [b"[" * 100_000, b'{"a":' * 50_000, b"\0" * 100_000, b"9" * 1_000_000, b"\n" * 100_000, b"\xff" * 1000],
    ids=["brackets", "objects", "zeros", "digits", "lines", "noise"],
)
@pytest.mark.parametrize("name", IMPORTERS)
def test_what_follows_a_sound_file_breaks_nothing(name: str, tail: bytes, tmp_path: Path) -> None:
    """Deep nesting, long lines and numbers of thousands of digits are told or refused."""
    path = MADE[name](tmp_path)
    file = main_file(name, path)
    file.write_bytes(file.read_bytes() + tail)

    attempt(path)


def test_an_archive_that_expands_without_end_is_refused(tmp_path: Path) -> None:
    """A megabyte of zeros for each kilobyte."""
    path = _trace(tmp_path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("resources/bomb", b"\0" * (64 << 20))

    with pytest.raises(FormatError, match="expansion of resources/bomb"):
        import_recording(path)
