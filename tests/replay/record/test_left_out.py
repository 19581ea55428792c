"""What must not be recorded is nowhere in the file: pauses, excluded windows, hotkeys."""

import base64
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("Xlib", reason="python-xlib is in the extra 'record'")

from formats.model.streams import STREAMS
from formats.native.reader import Reader
from samples.person import Person
from tests.replay.cli.shell import replay
from tests.replay.record.sessions import ended, start_recording, x_session

_SECRET = "vxqzkw"


def everything(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Return all rows of all streams."""
    with Reader(path) as recording:
        return {name: list(recording.events(name).records()) for name in STREAMS}


def texts(path: Path) -> str:
    """Return all strings of a file, unpacked, and the keys in the order in which they were pressed."""
    rows = everything(path)
    typed = "".join(row["key"] for row in rows["key"] if row["pressed"])
    return typed + repr(rows)


def holds_colour(path: Path, colour: tuple[int, int, int]) -> bool:
    """Say whether any picture shows a colour that only the window which is left out has."""
    with Reader(path) as recording:
        pictures = (recording.pixels(frame) for frame in range(len(recording.frames)))
        return any(bool((pixels == colour).all(axis=-1).any()) for pixels in pictures)


def test_a_pause_is_marked_and_nothing_of_it_is_kept(tmp_path: Path) -> None:
    """Neither keys nor moves nor pictures; and neither of the hotkeys."""
    out = tmp_path / "a.replay"
    with x_session(tmp_path) as session:
        session.terminal("notes", place="60x20+40+60")
        recording = start_recording(session, out)
        person = Person(session.name, seed=1)
        person.type("before", slips=False)
        person.wait(0.2)
        person.stroke("Pause")
        person.wait(0.1)
        person.type(_SECRET, slips=False)
        person.move(900, 700)
        person.wait(0.3)
        person.stroke("Pause")
        person.wait(0.1)
        person.type("after", slips=False)
        person.wait(0.2)
        person.stroke("Scroll_Lock")
        person.close()
        status, said = ended(recording)

    rows = everything(out)
    assert status == 0, said
    assert "".join(row["key"] for row in rows["key"] if row["pressed"]) == "beforeafter"
    assert not rows["pointer"]
    marks = [(row["name"], row["t_ns"]) for row in rows["marker"]]
    assert [name for name, _ in marks] == ["pause", "resume", "end"]
    start_ns, end_ns = marks[0][1], marks[1][1]
    assert end_ns - start_ns > 500_000_000
    assert not [row for row in rows["frame"] if start_ns <= row["t_ns"] < end_ns]
    assert _SECRET not in texts(out)


def test_a_window_of_a_password_manager_is_left_out(tmp_path: Path) -> None:
    """No keys, no title, no class, and its pixels are painted over; what is beside it is recorded."""
    out = tmp_path / "a.replay"
    magenta = "-bg #ff00fe -fg #ff00fe -cr #ff00fe"
    with x_session(tmp_path) as session:
        session.terminal("notes", place="40x10+700+60")
        recording = start_recording(session, out)
        person = Person(session.name, seed=2)
        person.type("before", slips=False)
        # What is typed a moment before is dropped as well.
        person.wait(0.5)
        session.start(
            "xterm",
            *magenta.split(),
            "-title",
            "hidden-title",
            "-class",
            "KeePassXC",
            "-geometry",
            "60x20+40+60",
            "-e",
            "cat",
        )
        session.wait_for_title("hidden-title")
        person.type(_SECRET, slips=False)
        person.wait(0.5)
        person.move(800, 140)
        person.click()
        person.wait(0.6)
        person.type("after", slips=False)
        person.wait(0.5)
        person.close()
        recording.terminate()
        status, said = ended(recording)

    rows = everything(out)
    assert status == 0, said
    assert "left out" in said
    typed = "".join(row["key"] for row in rows["key"] if row["pressed"])
    assert typed == "beforeafter"
    found = texts(out)
    for secret in (_SECRET, _SECRET[:3], _SECRET[-3:], "hidden-title", "KeePass"):
        assert secret not in found.replace("class:*keepass*", "")
    assert [row["name"] for row in rows["marker"]] == ["excluded", "included", "end"]
    assert not holds_colour(out, (255, 0, 254))
    place = next(row for row in rows["window"] if row["width"] and not row["title"])
    with Reader(out) as whole:
        within = [t for t in whole.frames["t"] if t > place["t_ns"] + 300_000_000]
        pixels = whole.pixels(int(np.searchsorted(whole.frames["t"], within[0])))
    # The window manager's title is above the window.
    left, top = int(place["x"]), int(place["y"])
    assert (pixels[top - 12 : top + 200, left : left + 300] == 96).all()
    assert any(row["title"] == "notes" for row in rows["window"])


def test_the_settings_say_what_is_left_out(tmp_path: Path) -> None:
    """A pattern of the person's own; without the word for them the built-in ones do not hold."""
    out = tmp_path / "a.replay"
    settings = tmp_path / ".config" / "replay" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('excluded = ["title:diary*"]\n')
    with x_session(tmp_path, 800, 600) as session:
        session.terminal("passwords", place="30x8+40+60", app="KeePassXC")
        recording = start_recording(session, out)
        person = Person(session.name, seed=2)
        person.type("seen", slips=False)
        person.wait(0.5)
        session.terminal("Diary of May", place="30x8+400+300")
        person.type(_SECRET, slips=False)
        person.wait(0.5)
        person.close()
        recording.terminate()
        status, said = ended(recording)

    assert status == 0, said
    assert "".join(row["key"] for row in everything(out)["key"] if row["pressed"]) == "seen"
    assert any(row["title"] == "passwords" for row in everything(out)["window"])
    assert "Diary" not in texts(out)


def test_what_was_excluded_is_in_no_chunk(tmp_path: Path) -> None:
    """The bytes of the file, unpacked by the JSON export that holds everything, do not hold it."""
    out = tmp_path / "a.replay"
    with x_session(tmp_path) as session:
        session.start("xterm", "-title", _SECRET, "-class", "bitwarden", "-e", "cat")
        session.wait_for_title(_SECRET)
        recording = start_recording(session, out)
        time.sleep(1)
        recording.terminate()
        ended(recording)

    assert (
        replay("export", out, "--purpose", "tests", "--to", "jsonl", "-o", tmp_path / "out.jsonl").status == 0
    )
    assert _SECRET not in (tmp_path / "out.jsonl").read_text()
    assert _SECRET.encode() not in out.read_bytes()
    assert [row["name"] for row in everything(out)["marker"]] == ["excluded", "end"]


def test_the_cursor_is_kept_beside_the_pictures(tmp_path: Path) -> None:
    """Its shapes as PNGs, each once."""
    out = tmp_path / "a.replay"
    with x_session(tmp_path) as session:
        session.terminal("notes", place="60x20+40+60")
        recording = start_recording(session, out)
        person = Person(session.name, seed=4)
        for _ in range(2):
            person.move(300, 200)
            person.wait(0.2)
            person.move(1100, 700)
            person.wait(0.2)
        person.close()
        recording.terminate()
        ended(recording)

    rows = everything(out)["cursor"]
    images = [row["image"] for row in rows if row["image"]]
    assert len(images) == len({row["shape"] for row in rows}) >= 2
    assert all(base64.b64decode(image).startswith(b"\x89PNG") for image in images)


@pytest.mark.parametrize("dots", [96, 192])
def test_displays_and_their_scale_are_recorded(tmp_path: Path, dots: int) -> None:
    """With every change of them."""
    out = tmp_path / "a.replay"
    with x_session(tmp_path, 800, 600) as session:
        recording = start_recording(session, out)
        person = Person(session.name, seed=5)
        person.resources(f"Xft.dpi:\t{dots}\n")
        person.wait(0.5)
        person.close()
        recording.terminate()
        ended(recording)

    rows = everything(out)["display"]
    assert [(row["width"], row["height"]) for row in rows] == [(800, 600)] * len(rows)
    assert rows[-1]["scale"] == dots / 96
    assert len(rows) == (1 if dots == 96 else 2)
    assert np.isfinite([row["x"] for row in rows]).all()


def test_a_window_that_opens_and_moves_is_never_seen(tmp_path: Path) -> None:
    """At 20 pictures a second, while it comes, moves and goes."""
    out = tmp_path / "a.replay"
    with x_session(tmp_path, 800, 600) as session:
        recording = start_recording(session, out, "--fps", "20")
        for number in range(4):
            place = f"30x10+{40 + 100 * number}+60"
            window = session.start(
                *("xterm", "-bg", "#ff00fe", "-fg", "#ff00fe", "-title", "late", "-class", "keepassxc"),
                *("-geometry", place, "-e", "cat"),
            )
            session.wait_for_title("late")
            for step in range(10):
                session.move_active(60 + 20 * step, 90 + 10 * step)
            window.terminate()
            window.wait()
        recording.terminate()
        status, said = ended(recording)

    assert status == 0, said
    assert not holds_colour(out, (255, 0, 254))
