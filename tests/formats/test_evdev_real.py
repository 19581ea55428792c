"""The importer of evemu on real devices' files, counted a second time."""

import re
from pathlib import Path

import pytest

from formats.importers.evdev import importer
from formats.native.copy import write_recording
from formats.native.reader import Reader
from formats.registry import detect
from tests.data import real

FILES = (
    "PS2 Generic Mouse.events",
    "PS2 Generic Mouse.desc",
    "ROCCAT ROCCAT Kone XTD.mouse.evemu",
    "Lenovo ThinkPad Compact USB Keyboard with TrackPoint.keyboard.events",
)
_EVENT = re.compile(r"^E: (\d+)\.(\d+) (\w+) (\w+) (-?\d+)", re.MULTILINE)


def frames(path: Path) -> list[list[tuple[int, int, int, int]]]:
    """Return the events in groups, as a few lines of Python read them."""
    groups: list[list[tuple[int, int, int, int]]] = [[]]
    for seconds, us, kind, code, value in _EVENT.findall(path.read_text()):
        event = (int(seconds) * 10**9 + int(us) * 1000, int(kind, 16), int(code, 16), int(value))
        groups[-1].append(event)
        if event[1:3] == (0, 0):
            groups.append([])
    return groups


@pytest.mark.parametrize("name", FILES)
def test_every_real_event_is_a_row_or_kept(name: str, tmp_path: Path) -> None:
    """A row a frame with motion, a row a key event, the scan codes in `other`, and the same when written."""
    path = real("evemu", name)
    groups = frames(path)
    imported = importer.open_recording(path)
    read = imported.report.read
    write_recording(imported.recording, tmp_path / "a.replay")

    assert detect(path) == "evdev"
    assert read.get("pointer", 0) == sum(any(event[1] == 2 for event in group) for group in groups)
    assert read.get("key", 0) == sum(event[1] == 1 for group in groups for event in group)
    assert read.get("other", 0) == sum(any(event[1] == 4 for event in group) for group in groups)
    with Reader(tmp_path / "a.replay") as reader:
        assert {stream: info.rows for stream, info in reader.streams.items()} == read


def test_the_real_mouse_s_path_gives_back_its_motion(tmp_path: Path) -> None:
    """Differences of positions are the sums of motion in each frame, at the time of their last part."""
    path = real("evemu", FILES[0])
    groups = [[e for e in group if e[1] == 2] for group in frames(path)]
    groups = [group for group in groups if group]
    recording = importer.open_recording(path).recording
    pointer = recording.events("pointer")

    moved = [[sum(e[3] for e in group if e[2] == axis) for axis in (0, 1)] for group in groups]
    x, y = (pointer.column(name).tolist() for name in "xy")
    assert [[a - b, c - d] for a, b, c, d in zip(x, [0, *x], y, [0, *y], strict=False)] == moved
    origin = recording.header.clocks[0].origin_ns
    assert [int(t) + origin for t in pointer.t] == [group[-1][0] for group in groups]
    assert recording.header.start_utc_ns == origin


def test_the_real_keyboard_stops_with_control_c() -> None:
    """Enter is let go, then Control and C go down."""
    keys = importer.open_recording(real("evemu", FILES[3])).recording.events("key").records()

    assert [(key["code"], key["pressed"], key["modifiers"]) for key in keys] == [
        ("Enter", False, []),
        ("ControlLeft", True, ["Control"]),
        ("KeyC", True, ["Control"]),
    ]


def test_the_machine_is_named_apart() -> None:
    """The DMI string and the device's name stand among what identifies, nowhere else."""
    header = importer.open_recording(real("evemu", FILES[3])).recording.header

    assert "LatitudeE6510" in header.private.hardware["dmi"]
    assert "Lenovo" in header.private.hardware["devices"][0]["name"]
    assert not re.search("Lenovo|Latitude", str(header.details))
