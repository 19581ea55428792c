"""What the person of a sample does: scenes that `record_session.py` records. All in them is made up."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from samples.person import Person
from samples.x_session import XSession

_FORM = """\
<!doctype html><meta charset="utf-8"><title>Order 4471</title>
<style>body{font:18px sans-serif;margin:40px;max-width:560px}label{display:block;margin:16px 0 4px}
input,textarea{font:18px sans-serif;width:100%;padding:6px}
button{font:18px sans-serif;margin-top:20px}</style>
<h1>Order 4471</h1>
<form onsubmit="document.title='Order sent';document.body.textContent='Thank you.';return false">
<label>Name</label><input id="name" autofocus><label>E-mail</label><input>
<label>Note to the shop</label><textarea rows="3"></textarea>
<label>Password</label><input type="password"><button>Send</button></form>
"""


def editor(session: XSession, person: Person, home: Path) -> None:
    """Write a note in an editor, with many corrections."""
    session.start("mousepad", str(home / "note.txt"))
    session.wait_for_window("mousepad")
    person.move(500, 400)
    person.click()
    person.type("Dear all,\n\nthe meeting on Thursday is moved to ten o'clock. ")
    person.type("Please bring the draft of the second chapter.\n")
    for _ in "second chapter.\n":
        person.stroke("BackSpace")
    person.type("third chapter.\n\nRegards\nMara")
    person.stroke("Control_L+Home")
    person.type("To: readers\n")
    person.stroke("Control_L+s")
    person.wait(1.0)


def form(session: XSession, person: Person, home: Path) -> None:
    """Fill in a form in a browser; a password is typed where everybody can read it."""
    page = home / "order.html"
    page.write_text(_FORM, encoding="utf-8")
    session.terminal("orders", place="44x14+780+420", command="echo order 4471 is open; exec cat")
    person.move(930, 560)
    person.click()
    person.type("order 4471: fill in the form\n")
    browser = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))))
    session.start(
        *(
            browser,
            "--no-sandbox",
            "--test-type",
            "--no-first-run",
            "--disable-gpu",
            "--disable-dev-shm-usage",
        ),
        *("--window-position=20,20", "--window-size=700,740", f"--user-data-dir={home / 'browser'}"),
        f"--app={page.as_uri()}",
    )
    session.wait_for_window("chromium")
    person.wait(1.5)
    person.move(300, 222)
    person.click()
    person.type("Mara Lindqvist\tmara.lindqvist@example.org\t")
    person.type("Please leave it at the door. Tulip-Harbour-29")
    person.wait(0.8)
    for _ in "Tulip-Harbour-29":
        person.stroke("BackSpace")
    person.stroke("Tab")
    person.type("Tulip-Harbour-29", slips=False)
    person.pause()
    person.wait(1.2)
    person.type("x", slips=False)
    person.stroke("BackSpace")
    person.pause()
    person.wait(0.4)
    person.stroke("Return")
    person.wait(1.2)


def displays(session: XSession, person: Person, home: Path) -> None:
    """Work on two displays, the second of which comes late, while the scale changes."""
    del home
    session.terminal("left", place="60x16+40+80")
    person.move(300, 200)
    person.click()
    person.type("one display\n")
    session.split_displays(640)
    session.terminal("right", place="50x16+700+160")
    person.move(900, 260)
    person.click()
    person.type("and another\n")
    person.resources("Xft.dpi:\t144\n")
    person.wait(0.6)
    person.drag(700, 300)
    person.move(200, 220)
    person.scroll(-4)
    person.wait(0.6)


SCENES: Mapping[str, Callable[[XSession, Person, Path], None]] = {
    "editor": editor,
    "form": form,
    "displays": displays,
}
"""Every scene by its name."""
