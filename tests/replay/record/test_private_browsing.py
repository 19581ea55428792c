"""Private windows of a running browser are left out, however they were opened."""

import time
from pathlib import Path

import pytest

pytest.importorskip("Xlib", reason="python-xlib is in the extra 'record'")

from samples.person import Person
from samples.x_session import missing_programs
from tests.replay.record.sessions import ended, start_recording, x_session
from tests.replay.record.test_left_out import everything, holds_colour, texts

_SECRET, _TITLE = "vxqzkw", "hidden-bank"
_COLOUR = (255, 0, 254)
_PAGE = """\
<!doctype html><title>{title}</title><style>body{{margin:0;background:{colour};font:60px sans-serif}}</style>
{body}
"""


def test_a_window_that_a_browser_opens_by_the_private_keys_is_left_out(tmp_path: Path) -> None:
    """Its class and title are those of any other window of it."""
    out = tmp_path / "a.replay"
    with x_session(tmp_path) as session:
        session.terminal("page", place="40x10+700+60", app="Chromium")
        recording = start_recording(session, out)
        person = Person(session.name, seed=2)
        person.stroke("Control_L+Shift_L+n")
        session.terminal("other page", place="40x10+40+60", app="Chromium")
        person.type(_SECRET, slips=False)
        person.wait(0.4)
        person.close()
        recording.terminate()
        status, said = ended(recording)

    assert status == 0, said
    assert _SECRET[:3] not in texts(out)
    assert "other page" not in texts(out)
    assert any(row["title"] == "page" for row in everything(out)["window"])


@pytest.mark.parametrize("way", ["link", "menu"])
def test_a_private_window_of_chromium_is_left_out(tmp_path: Path, way: str) -> None:
    """Opened from the menu of a link, or from the browser's: no keys, no title, no picture of its page."""
    if missing := missing_programs("chromium"):
        pytest.skip(f"{', '.join(missing)} not on this machine (Debian's packages of these names)")
    out, home = tmp_path / "a.replay", tmp_path / "home"
    home.mkdir()
    (home / "b.html").write_text(_PAGE.format(title=_TITLE, colour="#ff00fe", body="<input autofocus>"))
    (home / "a.html").write_text(
        _PAGE.format(title="plain", colour="#fff", body="<a href='b.html'>link</a> " * 40)
    )
    with x_session(home) as session:
        recording = start_recording(session, out)
        session.start(
            *("chromium", "--no-sandbox", "--test-type", "--no-first-run", "--disable-gpu"),
            *("--disable-dev-shm-usage", "--window-position=40,40", "--window-size=700,600"),
            *(f"--user-data-dir={home / 'browser'}", (home / "a.html").as_uri()),
        )
        session.wait_for_title("plain - Chromium")
        person = Person(session.name, seed=2)
        person.wait(1)
        if way == "link":
            person.move(300, 300)
            person.click(3)
        else:
            person.stroke("Alt_L+f")
        person.wait(1)
        if way == "link":
            person.stroke("g")
        else:
            for _ in range(3):
                person.stroke("Down")
                person.wait(0.1)
            person.stroke("Return")
        if way == "menu":
            session.wait_for_title("New Incognito Tab - Chromium")
            person.type(f"{(home / 'b.html').as_uri()}\n", slips=False)
        session.wait_for_title(f"{_TITLE} - Chromium")
        person.wait(0.5)
        person.type(_SECRET, slips=False)
        person.wait(1)
        person.close()
        time.sleep(0.5)
        recording.terminate()
        status, said = ended(recording)

    found = texts(out)
    assert status == 0, said
    assert "plain - Chromium" in found
    for hidden in (_SECRET[:3], _TITLE, "Incognito"):
        assert hidden not in found
    assert not holds_colour(out, _COLOUR)
