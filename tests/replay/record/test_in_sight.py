"""The recorder is seen, says what breaks it off, and opens what it recorded."""

import subprocess
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("Xlib", reason="python-xlib is in the extra 'record'")
mss = pytest.importorskip("mss", reason="mss is in the extra 'record'")

from Xlib import XK, X, display

from formats.native.reader import Reader
from samples.person import Person
from tests.replay.record.sessions import ended, start_recording, x_session
from tests.replay.record.test_left_out import everything

_RED = (0xC0, 0x18, 0x18)


def test_the_mark_is_seen_in_every_picture(tmp_path: Path) -> None:
    """In the corner of the display, above a window that covers all of it."""
    out = tmp_path / "a.replay"
    with x_session(tmp_path, 800, 600) as session:
        recording = start_recording(session, out)
        session.terminal("large", place="120x50+0+0")
        person = Person(session.name, seed=1)
        person.wait(1)
        person.close()
        recording.terminate()
        ended(recording)

    with Reader(out) as whole:
        shown = [whole.pixels(frame) for frame in range(2, len(whole.frames))]
    assert shown
    assert all((pixels[8:28, 728:792] == _RED).all(axis=-1).sum() > 500 for pixels in shown)


def test_a_pause_is_seen(tmp_path: Path) -> None:
    """The mark says so, in another colour; after it the mark is as before."""
    out = tmp_path / "a.replay"
    colours = []
    with x_session(tmp_path, 800, 600) as session, mss.MSS(display=session.name) as camera:
        recording = start_recording(session, out)
        person = Person(session.name, seed=1)
        for _ in range(3):
            shot = camera.grab({"left": 730, "top": 10, "width": 4, "height": 4})
            colours.append(shot.pixel(1, 1))
            person.stroke("Pause")
            person.wait(0.4)
        person.close()
        recording.terminate()
        ended(recording)

    assert colours == [_RED, (0x80, 0x60, 0x00), _RED]


@pytest.mark.parametrize("way", ["held", "menu"])
def test_a_pause_holds_however_its_key_is_pressed(tmp_path: Path, way: str) -> None:
    """Held so long that it repeats, it pauses once; and also while a menu has the keyboard for itself."""
    out = tmp_path / "a.replay"
    with x_session(tmp_path, 800, 600) as session, mss.MSS(display=session.name) as camera:
        recording = start_recording(session, out, "--pause-key", "F9")
        person = Person(session.name, seed=1)
        menu = display.Display(session.name)
        if way == "menu":
            root = menu.screen().root
            assert root.grab_keyboard(True, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime) == X.GrabSuccess
            person.stroke("F9")
        else:
            code = menu.keysym_to_keycode(XK.string_to_keysym("F9"))
            person.key(code, down=True)
            person.wait(1.2)
            person.key(code, down=False)
        person.wait(0.4)
        shown = camera.grab({"left": 730, "top": 10, "width": 4, "height": 4}).pixel(1, 1)
        person.type("secret", slips=False)
        person.wait(0.3)
        menu.close()
        person.close()
        recording.terminate()
        ended(recording)

    rows = everything(out)
    assert shown == (0x80, 0x60, 0x00)
    assert [row["name"] for row in rows["marker"]] == ["pause", "end"]
    assert not rows["key"]


def test_two_recorders_show_a_mark_each(tmp_path: Path) -> None:
    """One that records would hide that the other is paused; a place that is free again is taken again."""
    with x_session(tmp_path, 800, 600) as session, mss.MSS(display=session.name) as camera:

        def shown() -> list[tuple[int, ...]]:
            shot = camera.grab({"left": 730, "top": 0, "width": 4, "height": 60})
            return [shot.pixel(1, 10), shot.pixel(1, 34)]

        def begin(name: str, key: str) -> "subprocess.Popen[bytes]":
            return start_recording(session, tmp_path / name, "--pause-key", key, "--stop-key", f"Ctrl+{key}")

        first, second = begin("a.replay", "F7"), begin("b.replay", "F8")
        person = Person(session.name, seed=1)
        person.stroke("F7")
        person.wait(0.4)
        both = shown()
        first.terminate()
        ended(first)
        third = begin("c.replay", "F9")
        again = shown()
        person.close()
        for recording in (second, third):
            recording.terminate()
            ended(recording)

    assert both == [(0x80, 0x60, 0x00), _RED]
    assert again == [_RED, _RED]


def test_a_picture_follows_a_click_and_a_change_of_window(tmp_path: Path) -> None:
    """Soon, also where pictures are few."""
    out = tmp_path / "a.replay"
    with x_session(tmp_path, 800, 600) as session:
        session.terminal("one", place="30x8+40+60")
        recording = start_recording(session, out, "--fps", "0.2")
        person = Person(session.name, seed=1)
        person.move(600, 500)
        person.click()
        person.wait(0.6)
        session.terminal("two", place="30x8+300+300")
        person.wait(0.6)
        person.close()
        recording.terminate()
        ended(recording)

    rows = everything(out)
    due = [row["t_ns"] for row in rows["button"] if row["pressed"]]
    due += [row["t_ns"] for row in rows["window"] if row["title"] == "two"]
    taken = np.array([row["t_ns"] for row in rows["frame"]])
    assert len(due) >= 2
    assert all(((taken > t_ns) & (taken < t_ns + 400_000_000)).any() for t_ns in due)


def test_a_session_that_ends_is_told_and_what_came_before_is_kept(tmp_path: Path) -> None:
    """A part that dies ends the recording with a word; the file is whole."""
    out = tmp_path / "a.replay"
    with x_session(tmp_path, 800, 600) as session:
        session.terminal("notes", place="40x10+40+60")
        recording = start_recording(session, out)
        person = Person(session.name, seed=1)
        person.type("kept", slips=False)
        person.wait(0.6)
        person.close()
        session.end_server()
        status, said = ended(recording)

    assert status == 3
    assert "recording ended by itself" in said
    assert "Traceback" not in said
    rows = everything(out)
    assert "".join(row["key"] for row in rows["key"] if row["pressed"]) == "kept"
    assert [row["name"] for row in rows["marker"]] == ["fault", "end"]
    with Reader(out) as whole:
        assert not whole.problems


def test_the_clipboard_is_recorded_by_kind_and_its_text_only_where_asked(tmp_path: Path) -> None:
    """The text of what a terminal selects is in the file only with the option."""
    for words, text in (((), ""), (("--clipboard-text",), "copied words")):
        out = tmp_path / f"{len(words)}.replay"
        with x_session(tmp_path, 800, 600) as session:
            recording = start_recording(session, out, *words)
            person = Person(session.name, seed=1)
            person.copy("copied words", for_s=1.0)
            person.close()
            recording.terminate()
            status, said = ended(recording)

        assert status == 0, said
        found = [(row["kind"], row["string"]) for row in everything(out)["clipboard"]]
        assert found == [("text/plain", text)]


def test_the_clocks_are_read_every_two_seconds_and_the_heart_beats_every_one(tmp_path: Path) -> None:
    """All three clocks go at one rate here; the server's is the monotonic one."""
    out = tmp_path / "a.replay"
    with x_session(tmp_path, 800, 600) as session:
        recording = start_recording(session, out, "--seconds", "5")
        status, said = ended(recording)

    assert status == 0, said
    rows = everything(out)
    readings = {
        name: np.array([row["reading_ns"] for row in rows["clock"] if row["clock"] == name])
        for name in ("wall", "monotonic", "x-server")
    }
    assert {len(values) for values in readings.values()} == {3}
    apart = np.diff(readings["monotonic"])
    assert (np.abs(apart - 2e9) < 3e8).all()
    assert (np.abs(np.diff(readings["wall"]) - apart) < 5e6).all()
    assert (np.abs(readings["x-server"] - readings["monotonic"]) < 2e7).all()
    assert len([row for row in rows["other"] if row["kind"] == "heartbeat"]) == 5


def test_displays_that_come_go_and_move_have_pictures_and_a_mark_each(tmp_path: Path) -> None:
    """Each from when it is there; one that comes back keeps its number, and every change is recorded."""
    out = tmp_path / "a.replay"
    with x_session(tmp_path) as session:
        recording = start_recording(session, out)
        session.split_displays(700)
        person = Person(session.name, seed=1)
        person.wait(0.5)
        person.move(100, 100)
        person.move(1200, 700)
        person.wait(0.5)
        person.move(100, 200)
        session.take_display("right")
        person.wait(0.8)
        session.put_display("right", 700, 200, 400, 300)
        person.move(800, 300)
        person.wait(0.8)
        session.put_display("right", 800, 200, 400, 300)
        person.wait(0.8)
        person.close()
        recording.terminate()
        status, said = ended(recording)

    assert status == 0, said
    rows = everything(out)
    changes = [(r["id"], r["name"], r["x"], r["y"], r["width"], r["height"]) for r in rows["display"]]
    # The two halves are put there one by one: they may be seen so, or at once.
    assert set(changes[:4]) == {(0, "screen", 0, 0, 1280, 800), (1, "left", 0, 0, 700, 800), *changes[2:4]}
    assert (0, "screen", 0, 0, 0, 0) in changes[2:4]
    assert [change for change in changes if change[1] == "right"] == [
        (2, "right", 700, 0, 580, 800),
        (2, "right", 700, 0, 0, 0),
        (2, "right", 700, 200, 400, 300),
        (2, "right", 800, 200, 400, 300),
    ]
    assert {1, 2} <= {row["display"] for row in rows["pointer"]}
    with Reader(out) as whole:
        for number, row in enumerate(whole.frames):
            # What is shown is what the display was then: none while it was away, none of another size.
            held = [r for r in rows["display"] if r["id"] == row["display"] and r["t_ns"] <= row["t"]][-1]
            assert (held["width"], held["height"]) == (row["width"], row["height"])
            assert whole.pixels(number).shape[:2] == (row["height"], row["width"])
        last = {int(row["display"]): number for number, row in enumerate(whole.frames)}
        shown = {display: whole.pixels(frame) for display, frame in last.items()}
    assert {display: pixels.shape[:2] for display, pixels in shown.items()} == {
        0: (800, 1280),
        1: (800, 700),
        2: (300, 400),
    }
    assert all((pixels[8:28] == _RED).all(axis=-1).sum() > 500 for pixels in shown.values())
