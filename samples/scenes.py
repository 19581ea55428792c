"""What the person of a sample does: scenes that `record_session.py` records. All in them is made up."""

from collections.abc import Callable, Mapping
from pathlib import Path

from samples.page import served
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
_EDITOR_SETTINGS = """\
[org/xfce/mousepad/preferences/window]
path-in-title=false
"""
_ORDER = """\
order   4471
for     Mara Lindqvist
what    2 lamps, 1 shade
until   Friday
"""
_SHOP = """\
<!doctype html><meta charset="utf-8"><title>Lamps and shades</title>
<style>body{font:17px sans-serif;margin:28px;max-width:640px}label{display:block;margin:12px 0 4px}
input{font:17px sans-serif;width:100%;padding:5px}button{font:17px sans-serif;margin-top:16px}</style>
<h1>Pay order 4471</h1>
<form onsubmit="document.title='Order sent';document.body.textContent='Thank you.';return false">
<label>Name</label><input autofocus><label>Card</label><input>
<label>Password</label><input type="password"><button>Send</button></form>
<h2>What you ordered</h2>
<p>Two lamps of brass with a foot of oak.</p><p>One shade of linen, 40 cm.</p>
<h2>How it comes</h2>
<p>By van, on Friday between nine and noon. The driver calls before.</p>
<h2>If it is broken</h2>
<p>Send a picture of it within two weeks; we bring another and take the old one back.</p>
"""


def editor(session: XSession, person: Person, home: Path) -> None:
    """Write a note in an editor, with many corrections."""
    editor_window(session, home)
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
    session.terminal("orders", place="44x14+780+420", command="echo order 4471 is open; exec cat")
    person.move(930, 560)
    person.click()
    person.type("order 4471: fill in the form\n")
    browser_window(session, _FORM, "Order 4471", home, place="20,20", size="700,740")
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


def desk(session: XSession, person: Person, home: Path) -> None:
    """Copy an order from a terminal to a note and into a web form, and look at the page."""
    (home / "orders").mkdir()
    (home / "orders" / "4471.txt").write_text(_ORDER, encoding="utf-8")
    session.terminal("shell", place="64x18+30+60", command=f"cd '{home}/orders'; PS1='desk> ' exec sh")
    person.move(280, 240)
    person.click()
    person.type("ls\ncat 4471.txt\n")
    person.wait(0.8)
    person.type("export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\n")
    person.move(90, 170)
    person.wait(0.3)
    person.drag(330, 172)
    editor_window(session, home)
    session.move_active(620, 50)
    person.move(860, 240)
    person.click()
    person.type("call Mara Lindqvist, +46 8 123 456 78\nmara.lindqvist@example.org\n")
    person.stroke("Control_L+s")
    person.wait(0.6)
    browser_window(session, _SHOP, "Lamps and shades", home, place="480,250", size="760,540")
    person.wait(1.2)
    person.move(700, 381)
    person.click()
    person.type("Mara Lindqvist\t4111 1111 1111 1111\t")
    person.type("Tulip-Harbour-29", slips=False)
    person.wait(0.4)
    person.move(760, 640)
    person.scroll(-6)
    person.wait(0.6)
    person.scroll(4)
    person.wait(0.4)
    person.stroke("Return")
    person.wait(1.2)
    person.move(200, 300)
    person.click()
    person.type("echo sent\n")
    person.wait(0.8)


def editor_window(session: XSession, home: Path) -> None:
    """Open a note in mousepad, and wait until it is active; its title has the file's name without folders."""
    settings = home / "editor" / "glib-2.0" / "settings" / "keyfile"
    settings.parent.mkdir(parents=True)
    settings.write_text(_EDITOR_SETTINGS, encoding="utf-8")
    kept = ("GSETTINGS_BACKEND=keyfile", f"XDG_CONFIG_HOME={home / 'editor'}")
    session.start("env", *kept, "mousepad", str(home / "note.txt"))
    session.wait_for_window("mousepad")


def browser_window(session: XSession, page: str, title: str, home: Path, *, place: str, size: str) -> None:
    """Open a page in Chromium, without tabs, and wait until it is shown.

    Args:
        session: Where.
        page: Its HTML.
        title: Its title.
        home: A folder for what the browser keeps.
        place: Of the upper left corner, "20,20".
        size: Width and height, "700,740".
    """
    with served(page, "shop") as address:
        session.start(
            *("chromium", "--no-sandbox", "--test-type", "--no-first-run", "--disable-gpu"),
            *("--disable-dev-shm-usage", f"--window-position={place}", f"--window-size={size}"),
            *(f"--user-data-dir={home / 'browser'}", f"--app={address}"),
        )
        session.wait_for_title(title)


def displays(session: XSession, person: Person, home: Path) -> None:
    """Work on two displays: the second comes late, goes, and comes back elsewhere; the scale changes."""
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
    person.wait(0.6)
    # What is started from now on draws its letters half as large again.
    person.resources("Xft.dpi:\t144\n")
    session.terminal("larger", place="40x10+660+420")
    person.move(880, 520)
    person.click()
    person.type("at one and a half\n")
    person.drag(760, 480)
    person.move(300, 200)
    session.take_display("right")
    person.click()
    person.type("gone\n")
    person.wait(0.6)
    session.put_display("right", 640, 100, 640, 700)
    person.move(900, 300)
    person.scroll(-4)
    person.wait(0.8)


SCENES: Mapping[str, Callable[[XSession, Person, Path], None]] = {
    "desk": desk,
    "editor": editor,
    "form": form,
    "displays": displays,
}
"""Every scene by its name."""
NEEDED: Mapping[str, tuple[str, ...]] = {
    "desk": ("mousepad", "chromium"),
    "editor": ("mousepad",),
    "form": ("chromium",),
    "displays": (),
}
"""The programs that a scene needs beside those of every session, as Debian calls them and their packages."""
