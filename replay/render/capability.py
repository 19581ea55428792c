"""What the terminal can show: the environment first, then one question to the terminal itself.

It is asked once, in one write that ends with a question every terminal answers (DA1), and heard until that
answer comes or the time is up: by `probe` for a command, by whoever reads the keys for the interface, which
paints meanwhile (`Inquiry`). An answer that comes later would be read as keys. Nothing is asked inside tmux,
which answers for itself and not for the terminal around it.

Sources: the kitty graphics protocol, xterm's ctlseqs (CSI 16 t, XTVERSION, DA1), no-color.org.
"""

import os
import re
import select
import termios
import threading
import time
import tty
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

from replay.render.depth import Depth
from replay.render.shared_pixels import SharedPixels, encoded

TIMEOUT_S = 0.4
"""How long a terminal may take to answer; local ones take 5 ms, one behind a slow line 300."""

_KITTY_ID, _SHARED_ID = 31, 32
_CELL_SIZE = re.compile(rb"\x1b\[6;(\d{1,4});(\d{1,4})t")
_VERSION = re.compile(rb"\x1bP>\|([\x20-\x7e]{0,80})\x1b\\")
_KITTY = re.compile(rb"\x1b_Gi=(\d+);OK\x1b\\")
_KITTY_ANSWER = re.compile(rb"\x1b_G[\x20-\x7e]*\x1b\\")
_SYNC = re.compile(rb"\x1b\[\?2026;([0-4])\$y")
_DA1 = re.compile(rb"\x1b\[\?([0-9;]*)c")

# Names as TERM_PROGRAM or XTVERSION give them, in lower case.
_DRAW_SEXTANTS = ("kitty", "ghostty", "wezterm", "iterm", "vscode", "vte", "konsole", "foot", "alacritty")
_TRUECOLOR = (*_DRAW_SEXTANTS, "windows terminal", "xterm", "contour", "rio", "mintty")
_PLACEHOLDERS = ("kitty", "ghostty")
_INLINE_IMAGES = ("iterm", "wezterm", "vscode")
_NO_PROBE = ("linux", "dumb", "unknown", "")


class Method(Enum):
    """How pictures reach the screen."""

    CELLS = "cells"
    KITTY = "kitty"
    ITERM = "iterm"
    SIXEL = "sixel"


@dataclass(frozen=True, slots=True)
class Capability:
    """What a terminal can show, and how that is known."""

    terminal: str = "unknown"
    """Its name, in lower case, as far as it is known."""
    depth: Depth = Depth.INDEXED
    sextants: bool = False
    """It draws block sextants itself, whatever its font lacks."""
    sync: bool = False
    """It paints an update as a whole (mode 2026)."""
    kitty: bool = False
    """Kitty graphics with Unicode placeholders."""
    shared_memory: bool = False
    """It reads Kitty graphics from this machine's shared memory."""
    iterm: bool = False
    """Inline images of OSC 1337."""
    sixel: bool = False
    cell_px: tuple[int, int] | None = None
    """Width and height of a cell in pixels, where the terminal said."""
    tmux: bool = False
    remote: bool = False
    """Over ssh: bytes cost time."""
    why: tuple[str, ...] = ()
    """A sentence for each thing found out, for `doctor`."""


def from_environment(environment: Mapping[str, str]) -> Capability:
    """Return what the environment alone says."""
    tmux = "TMUX" in environment or environment.get("TERM", "").startswith("tmux")
    name = "tmux" if tmux else _name(environment)
    remote = any(environment.get(key) for key in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"))
    depth, reason = _depth(environment, name)
    why = [f"the terminal is {name}", reason]
    if tmux:
        why.append(
            "inside tmux: pictures as cells, since tmux keeps no pixels; block glyphs, since the "
            "terminal around it is not known"
        )
    if remote:
        why.append("over ssh: no shared memory, and fewer bytes a picture")
    return Capability(
        terminal=name,
        depth=depth,
        sextants=not tmux and _is(name, _DRAW_SEXTANTS),
        kitty=False,
        iterm=not tmux and _is(name, _INLINE_IMAGES),
        tmux=tmux,
        remote=remote,
        why=tuple(why),
    )


def probe(
    environment: Mapping[str, str] | None = None,
    *,
    device: str = "/dev/tty",
    timeout_s: float = TIMEOUT_S,
) -> Capability:
    """Return what the environment says and the terminal answers.

    For commands: it must not run beside the interface. Without a terminal, or inside tmux, only the
    environment counts.

    Args:
        environment: `os.environ` where None.
        device: The terminal.
        timeout_s: How long to wait for the last answer.
    """
    environment = os.environ if environment is None else environment
    known = from_environment(environment)
    if not _may_be_asked(known, environment):
        return known
    try:
        descriptor = os.open(device, os.O_RDWR | os.O_NOCTTY)
    except OSError:
        return replace(known, why=(*known.why, "there is no terminal to ask"))
    with SharedPixels() as shared:
        questions = _questions(known, shared)
        try:
            answers = _ask(descriptor, questions, timeout_s)
        except termios.error:
            return replace(known, why=(*known.why, "there is no terminal to ask"))
        finally:
            os.close(descriptor)
    return understood(known, answers)


class Inquiry:
    """The question to the terminal while the interface runs, which reads the answer among the first keys."""

    def __init__(self, environment: Mapping[str, str] | None = None, *, timeout_s: float = TIMEOUT_S) -> None:
        """Prepare to ask; `environment` is `os.environ` where None."""
        environment = os.environ if environment is None else environment
        self.known = from_environment(environment)
        """What the environment alone says."""
        self._shared = SharedPixels()
        self._timeout_s = timeout_s
        self._answers = b""
        self._heard = threading.Event()
        self.questions = b""
        """What to write to the terminal; nothing where it is not to be asked."""
        if _may_be_asked(self.known, environment):
            self.questions = _questions(self.known, self._shared)
        else:
            self._heard.set()

    @property
    def is_heard(self) -> bool:
        """Whether there is nothing to wait for any more."""
        return self._heard.is_set()

    def close(self) -> None:
        """Remove what the terminal was asked to read."""
        self._shared.close()

    def listen(self, descriptor: int) -> bytes:
        """Read until the last answer has come or the time is up, and return what was none: keys.

        Args:
            descriptor: The terminal, in raw mode; nobody else may read it meanwhile.
        """
        if self._heard.is_set():
            return b""
        heard = _hear(descriptor, self._timeout_s)
        self._answers = heard
        self._heard.set()
        for answer in (_VERSION, _CELL_SIZE, _KITTY_ANSWER, _DA1):
            heard = answer.sub(b"", heard)
        return heard

    def result(self) -> Capability:
        """Return what is known, waiting for the answer as long as it may take."""
        asked = bool(self.questions)
        self._heard.wait(self._timeout_s)
        return understood(self.known, self._answers) if asked else self.known


def understood(known: Capability, answers: bytes) -> Capability:
    """Add to what the environment said what the terminal answered; bytes that are no answer are ignored."""
    if not _DA1.search(answers):
        return replace(known, why=(*known.why, "the terminal did not answer in time"))
    why = list(known.why)
    version = _VERSION.search(answers)
    name = version[1].decode().lower() if version else known.terminal
    if version:
        why.append(f"it calls itself {version[1].decode()}")
    attributes = _DA1.search(answers)
    sixel = attributes is not None and b"4" in attributes[1].split(b";")[1:]
    accepted = {int(number) for number in _KITTY.findall(answers)}
    kitty = _KITTY_ID in accepted and _is(name, _PLACEHOLDERS) and not _old_kitty(name)
    if _KITTY_ID in accepted and not kitty:
        why.append("it knows Kitty graphics but not placeholders: they cannot share the screen with text")
    mode = _SYNC.search(answers)
    size = _CELL_SIZE.search(answers)
    cell_px = (int(size[2]), int(size[1])) if size and int(size[1]) and int(size[2]) else None
    depth = known.depth
    if depth is Depth.INDEXED and _is(name, _TRUECOLOR):
        depth = Depth.TRUE
    return replace(
        known,
        terminal=name,
        depth=depth,
        sextants=known.sextants or _is(name, _DRAW_SEXTANTS),
        sync=mode is not None and mode[1] in b"123",
        kitty=kitty,
        shared_memory=kitty and _SHARED_ID in accepted and not known.remote,
        iterm=known.iterm or _is(name, _INLINE_IMAGES),
        sixel=sixel,
        cell_px=cell_px,
        why=tuple(why),
    )


def _name(environment: Mapping[str, str]) -> str:
    term, program = environment.get("TERM", ""), environment.get("TERM_PROGRAM", "").lower()
    if environment.get("KITTY_WINDOW_ID") or term == "xterm-kitty":
        return "kitty"
    if program:
        return program.removesuffix(".app")
    for variable, name in (
        ("GHOSTTY_RESOURCES_DIR", "ghostty"),
        ("WT_SESSION", "windows terminal"),
        ("KONSOLE_VERSION", "konsole"),
        ("VTE_VERSION", "vte"),
    ):
        if environment.get(variable):
            return name
    # "xterm-256color" is what every other terminal claims to be: it names nobody.
    return next((name for name in ("ghostty", "foot", "alacritty") if name in term), term or "unknown")


def _depth(environment: Mapping[str, str], name: str) -> tuple[Depth, str]:
    term = environment.get("TERM", "")
    if environment.get("NO_COLOR"):
        return Depth.NONE, "NO_COLOR is set: no colours"
    if term in {"dumb", "unknown"}:
        return Depth.NONE, f"TERM is {term}: no colours"
    if environment.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        return Depth.TRUE, f"COLORTERM is {environment['COLORTERM']}: exact colours"
    if "direct" in term:
        return Depth.TRUE, f"TERM is {term}: exact colours"
    if name != "xterm" and _is(name, _TRUECOLOR) and not name.startswith("xterm-"):
        return Depth.TRUE, f"{name} shows exact colours"
    return Depth.INDEXED, "nothing says that exact colours are shown: 256"


def _is(name: str, names: tuple[str, ...]) -> bool:
    return any(name.startswith(each) for each in names)


def _old_kitty(name: str) -> bool:
    """Say whether this is a kitty from before placeholders came, in 0.28."""
    version = re.match(r"kitty\((\d+)\.(\d+)", name)
    return version is not None and (int(version[1]), int(version[2])) < (0, 28)


def _questions(known: Capability, shared: SharedPixels) -> bytes:
    ask = b"\x1b[>q\x1b[16t\x1b[?2026$p"
    # Only who may know Kitty graphics is asked: others might print the question.
    if _is(known.terminal, (*_PLACEHOLDERS, "xterm", "unknown")):
        ask += b"\x1b_Gi=%d,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\" % _KITTY_ID
        name = "" if known.remote else shared.put(b"\0\0\0")
        if name:
            ask += b"\x1b_Gi=%d,s=1,v=1,a=q,t=s,f=24,S=3;%s\x1b\\" % (_SHARED_ID, encoded(name).encode())
    return ask + b"\x1b[c"


def _may_be_asked(known: Capability, environment: Mapping[str, str]) -> bool:
    return not (known.tmux or environment.get("TERM", "") in _NO_PROBE or known.terminal == "apple_terminal")


def _ask(descriptor: int, questions: bytes, timeout_s: float) -> bytes:
    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor, termios.TCSAFLUSH)
        os.write(descriptor, questions)
        return _hear(descriptor, timeout_s)
    finally:
        # TCSAFLUSH drops what has come but was not read.
        termios.tcsetattr(descriptor, termios.TCSAFLUSH, before)


def _hear(descriptor: int, timeout_s: float) -> bytes:
    answers = b""
    deadline = time.monotonic() + timeout_s
    while not _DA1.search(answers) and len(answers) < 4096:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([descriptor], [], [], left)[0]:
            break
        data = os.read(descriptor, 1024)
        if not data:
            break
        answers += data
    return answers
