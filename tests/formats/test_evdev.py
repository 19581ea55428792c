"""The importer of evemu and `libinput record` on files made up for each promise."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.errors import UnsupportedError
from formats.importers.evdev import importer
from formats.importers.evdev.evemu import read_evemu
from formats.importers.evdev.libinput import read_libinput
from formats.model.report import Imported
from formats.native.copy import write_recording
from formats.native.reader import Reader
from formats.registry import detect

SYN = (0, 0, 0)
TOUCHPAD = """# EVEMU 1.3
N: A Touchpad
I: 0011 0002 0007 01b1
P: 05 00 00 00 00 00 00 00
B: 01 00 00 00 00 00 00 00 00
B: 01 00 00 00 00 00 00 00 00
B: 01 00 00 00 00 00 00 00 00
B: 01 00 00 00 00 00 00 00 00
B: 01 00 00 01 00 00 00 00 00
B: 01 20 04 00 00 00 00 00 00
A: 00 1000 5000 0 0 40
A: 01 2000 4500 0 0 40
"""
LIBINPUT = """version: 1
ndevices: 1
libinput:
  version: "1.22.1"
system:
  kernel: "6.1.0"
  dmi: "dmi:bvnLENOVO"
devices:
- node: /dev/input/event3
  evdev:
    # Name: A Keyboard
    name: "A Keyboard"
    id: [3, 1, 2, 3]
    codes:
      0: [0, 1] # EV_SYN
    properties: [0]
  udev:
    properties:
    - ID_INPUT=1
  events:
  - evdev:
"""


def evemu(*events: tuple[int, int, int], every_us: int = 1000, start_s: int = 0) -> str:
    lines = []
    for number, (kind, code, value) in enumerate(events):
        seconds, us = divmod(number * every_us, 1_000_000)
        lines.append(f"E: {start_s + seconds}.{us:06d} {kind:04x} {code:04x} {value}\n")
    return "".join(lines)


def read(tmp_path: Path, text: str, name: str = "a.events") -> Imported:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert detect(path) == "evdev"
    return importer.open_recording(path)


def rows(imported: Imported, stream: str) -> list[dict[str, Any]]:
    return list(imported.recording.events(stream).records())


def test_relative_motion_is_summed_and_said_to_be_relative(tmp_path: Path) -> None:
    """One row a frame, sums that give back every motion, no display, and words in report and header."""
    motion = [(2, 0, 3), (2, 1, -2), SYN, (2, 0, 4), SYN]
    imported = read(tmp_path, evemu(*motion))

    assert [(row["x"], row["y"], row["t_ns"]) for row in rows(imported, "pointer")] == [
        (3, -2, 1_000_000),
        (7, -2, 3_000_000),
    ]
    assert not rows(imported, "display")
    assert str(imported.recording.header.details["coordinates"]).startswith("relative motion")
    assert any("no place on a screen" in told for told in imported.report.guessed)


def test_old_times_are_dates_and_new_ones_are_not(tmp_path: Path) -> None:
    """Seconds since 1970 give the start in UTC, small ones none; both begin at 0."""
    old = read(tmp_path, evemu((1, 30, 1), SYN, start_s=1_329_846_856), "old.events").recording
    new = read(tmp_path, evemu((1, 30, 1), SYN, start_s=5), "new.events").recording

    assert old.header.start_utc_ns == 1_329_846_856 * 10**9
    assert new.header.start_utc_ns is None
    assert [int(one.events("key").t[0]) for one in (old, new)] == [0, 0]
    assert [(one.header.clocks[0].name, one.header.clocks[0].tick_ns) for one in (old, new)] == [
        ("epoch", 1000),
        ("kernel", 1000),
    ]


def test_keys_have_codes_characters_repeats_and_modifiers(tmp_path: Path) -> None:
    """Value 2 repeats; Shift and the Caps Lock light change the character; unnamed keys keep their number."""
    keys = [
        (1, 42, 1),
        (1, 30, 1),
        (1, 30, 2),
        (1, 30, 0),
        (1, 42, 0),
        (17, 1, 1),
        (1, 30, 1),
        (1, 152, 1),
        SYN,
    ]
    imported = read(tmp_path, evemu(*keys))

    told = [(row["code"], row["key"], row["pressed"], row["repeat"]) for row in rows(imported, "key")]
    assert told == [
        ("ShiftLeft", "Shift", True, False),
        ("KeyA", "A", True, False),
        ("KeyA", "A", True, True),
        ("KeyA", "A", False, False),
        ("ShiftLeft", "Shift", False, False),
        ("KeyA", "A", True, False),
        ("", "KEY_152", True, False),
    ]
    assert rows(imported, "key")[1]["modifiers"] == ["Shift"]
    assert rows(imported, "key")[5]["modifiers"] == ["CapsLock"]


def test_buttons_of_a_mouse_have_w3c_numbers_and_others_are_kept(tmp_path: Path) -> None:
    """Left, right, middle, back and forward; a game controller's stay in `other`."""
    pressed = [0x110, 0x111, 0x112, 0x113, 0x114, 0x130]
    imported = read(tmp_path, evemu(*[(1, code, 1) for code in pressed], SYN))

    assert [row["button"] for row in rows(imported, "button")] == [
        "left",
        "right",
        "middle",
        "back",
        "forward",
    ]
    assert [row["payload"] for row in rows(imported, "other")] == ['{"device":0,"events":[[304, 1]]}']


def test_a_wheel_told_twice_turns_once(tmp_path: Path) -> None:
    """Fine steps win over whole ones of the same frame; alone, each counts; up and right are positive."""
    both = [(2, 11, -120), (2, 8, -1), SYN]
    fine = [(2, 11, 30), SYN]
    whole = [(2, 6, 2), SYN]
    imported = read(tmp_path, evemu(*both, *fine, *whole))

    assert [(row["dx"], row["dy"]) for row in rows(imported, "scroll")] == [(0, -1), (0, 0.25), (2, 0)]


def test_a_touchpad_is_a_display_of_its_own(tmp_path: Path) -> None:
    """Its surface has its range, fingers move on it, touching is no press, and its button is one."""
    touch = [(3, 0, 1500), (3, 1, 2500), (1, 0x145, 1), (1, 0x14A, 1), SYN, (1, 0x110, 1), SYN]
    imported = read(tmp_path, TOUCHPAD + evemu(*touch))

    display = rows(imported, "display")[0]
    assert [display[name] for name in ("x", "y", "width", "height")] == [1000, 2000, 4000, 2500]
    assert [(row["x"], row["y"]) for row in rows(imported, "pointer")] == [(1500, 2500)]
    assert [(row["button"], row["x"]) for row in rows(imported, "button")] == [("left", 1500)]


def test_a_touch_screen_is_pressed_by_touching(tmp_path: Path) -> None:
    """Where what is touched is what is shown, touching is the left button."""
    screen = TOUCHPAD.replace("P: 05", "P: 02")
    imported = read(
        tmp_path, screen + evemu((3, 0, 1500), (3, 1, 2500), (1, 0x14A, 1), SYN, (1, 0x14A, 0), SYN)
    )

    assert [(row["button"], row["pressed"]) for row in rows(imported, "button")] == [
        ("left", True),
        ("left", False),
    ]


def test_dropped_events_are_told(tmp_path: Path) -> None:
    """A marker where the kernel dropped events, and a sentence that makes the recording incomplete."""
    imported = read(tmp_path, evemu((2, 0, 1), SYN, (0, 3, 0), SYN))

    assert [row["name"] for row in rows(imported, "marker")] == ["SYN_DROPPED"]
    assert any("SYN_DROPPED" in told for told in imported.report.lost)
    assert not imported.recording.complete


def test_a_description_beside_the_events_is_found(tmp_path: Path) -> None:
    """By the beginning of the name; what it says of the hardware is kept apart."""
    (tmp_path / "A Touchpad.desc").write_text(TOUCHPAD)
    imported = read(tmp_path, evemu((3, 0, 1500), SYN), "A Touchpad.tap.events")

    assert rows(imported, "display")[0]["name"] == "surface of A Touchpad"
    assert imported.recording.header.private.hardware["devices"][0]["ids"] == ["0011", "0002", "0007", "01b1"]
    assert "Touchpad" not in str(imported.recording.header.details)


def test_a_description_alone_has_no_events_and_says_so(tmp_path: Path) -> None:
    """It is read, and where the events are is told."""
    imported = read(tmp_path, TOUCHPAD, "a.desc")

    assert imported.report.read.keys() <= {"display"}
    assert any("no event in it" in told for told in imported.report.lost)


def test_comments_between_events_are_markers(tmp_path: Path) -> None:
    """A person wrote them; those that the recorder writes behind events are not kept."""
    text = evemu((1, 30, 1), SYN) + "# now with Shift\nE: 1.000000 0001 001e 0000\t# EV_KEY / KEY_A 0\n"
    imported = read(tmp_path, text)

    assert [row["payload"] for row in rows(imported, "marker")] == ['{"text": "now with Shift"}']


def test_a_version_from_the_future_is_refused(tmp_path: Path) -> None:
    """It is still this importer's file, and the line says what is read."""
    for text in (
        TOUCHPAD.replace("EVEMU 1.3", "EVEMU 2.0"),
        LIBINPUT.replace("version: 1\n", "version: 2\n", 1),
    ):
        with pytest.raises(UnsupportedError, match="update replay"):
            read(tmp_path, text)


def test_libinput_record_is_read(tmp_path: Path) -> None:
    """Keys with their times, its own events in `other`, the machine apart, and no word of YAML needed."""
    events = (
        "    - [  1,    500,   1,  30,      1] # EV_KEY / KEY_A 1\n    - [  1,    500,   0,   0,      0]\n"
    )
    own = "  - libinput:\n    - {time: 1.000500, type: KEYBOARD_KEY, key: 30, state: pressed}\n"
    imported = read(tmp_path, LIBINPUT + events + own, "a.yml")
    header = imported.recording.header

    assert [(row["code"], row["key"]) for row in rows(imported, "key")] == [("KeyA", "a")]
    assert [row["kind"] for row in rows(imported, "other")] == ["libinput"]
    assert (header.recorder, header.clocks[0].origin_ns) == ("libinput record 1.22.1", 1_000_500_000)
    assert header.private.hardware["dmi"] == "dmi:bvnLENOVO"
    assert header.private.hardware["devices"][0]["name"] == "A Keyboard"


def test_hidden_keys_are_not_taken_for_the_letter_a(tmp_path: Path) -> None:
    """libinput writes KEY_A for all of them; they have no code, no character, and a sentence."""
    line = "    - [  0,  {},   1,  30,      {}] # EV_KEY / KEY_A  1 (obfuscated)\n"
    imported = read(tmp_path, LIBINPUT + line.format(0, 1) + line.format(9, 0), "a.yml")

    assert [(row["code"], row["key"]) for row in rows(imported, "key")] == [("", "Unidentified")] * 2
    assert any("--show-keycodes" in told for told in imported.report.lost)


def test_several_devices_are_one_recording_in_order_of_time(tmp_path: Path) -> None:
    """The recorder writes one after the other; Shift of one keyboard holds for another."""
    first = "    - [  0,  0,   1,  42,      1]\n    - [  0,  0,   0,   0,      0]\n"
    first += "    - [  9,  0,   1,  42,      0]\n    - [  9,  0,   0,   0,      0]\n"
    second = LIBINPUT[LIBINPUT.index("- node") :]
    second += "    - [  5,  0,   1,  30,      1]\n    - [  5,  0,   0,   0,      0]\n"
    imported = read(tmp_path, LIBINPUT + first + second, "a.yml")

    assert [row["key"] for row in rows(imported, "key")] == ["Shift", "A", "Shift"]
    assert len(imported.recording.header.private.hardware["devices"]) == 2


def test_a_cut_last_line_and_noise_are_told(tmp_path: Path) -> None:
    """What is sound is read; lines are named."""
    imported = read(tmp_path, evemu((1, 30, 1), SYN) + "E: rubbish\n" + "X" * 70_000 + "\nE: 1.00")

    assert len(rows(imported, "key")) == 1
    told = " ".join(imported.report.lost)
    assert all(word in told for word in ("line 3: no line of evemu", "line 4: longer than", "ends inside"))


def test_a_round_trip_keeps_all(tmp_path: Path) -> None:
    """What is written as a container reads as it was imported."""
    imported = read(
        tmp_path, TOUCHPAD + evemu((3, 0, 1500), (3, 1, 2000), SYN, (2, 8, 1), SYN, (1, 30, 1), SYN)
    )
    write_recording(imported.recording, tmp_path / "a.replay")

    with Reader(tmp_path / "a.replay") as reader:
        for stream in imported.recording.streams:
            assert list(reader.events(stream).records()) == rows(imported, stream)


numbers = st.one_of(st.integers(), st.sampled_from(["", "-", "nan", "1e400", "9" * 30, "ffff", "0x1"]))


@given(st.lists(st.tuples(numbers, numbers, numbers, numbers, numbers), max_size=6))
def test_any_value_in_any_field_is_read_or_told(tmp_path_factory: Any, fields: list[tuple[Any, ...]]) -> None:
    """Neither reader fails at what a line holds, and none hides a line that it does not read."""
    folder = tmp_path_factory.mktemp("any")
    plain = "".join("E: {}.{} {} {} {}\n".format(*five) for five in fields)
    yaml = "".join("    - [{}, {}, {}, {}, {}]\n".format(*five) for five in fields)
    for name, text in (("a.events", "# EVEMU 1.2\n" + plain), ("a.yml", LIBINPUT + yaml)):
        (folder / name).write_text(text)
        found = read_libinput(folder / name) if "yml" in name else read_evemu(folder / name)
        importer.open_recording(folder / name)

        assert len(found.events()) + len(found.faults.bad) == len(fields)
