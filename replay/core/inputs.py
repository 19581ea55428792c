"""What decides about typed text, in one order: keystrokes, committed text, clicks and windows."""

import heapq
import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formats.model.recording import Recording
from formats.model.streams import Events
from formats.model.time import NS_PER_S
from replay.core.strokes import Stroke, strokes

_PASTE_LATE_NS = NS_PER_S
_TERMINALS = re.compile(
    r"\b(?:[a-z]*xterm|[a-z-]*terminal\w*|konsole|alacritty|kitty|wezterm|iterm2?|ghostty|cmd(?:\.exe)?|"
    r"powershell|pwsh|urxvt|rxvt|st|foot|mintty|tmux|putty)\b",
    re.IGNORECASE,
)
# A page may be titled "Kitty foot care"; a shell's prompt and the word itself are seldom anything else.
_TERMINAL_TITLES = re.compile(
    r"^[\w.-]+@[\w.-]+:\s*[~/]|\b(?:terminal|powershell|command prompt|xterm|konsole)\b", re.IGNORECASE
)
_EDITED = re.compile(
    r"^(?:[*•●]\s*|\(\d+\)\s*)+|(?:\s*[*•●]|\s*[—–-]\s*(?:modified|edited))+$", re.IGNORECASE
)

# Windows shows the search beside the Start menu with its first letter, and the typing goes on in it.
_START_MENU = re.compile(r"(?:StartMenuExperienceHost|Search(?:App|Host|UI))(?:\.exe)?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Committed:
    """Text that the source gives as text."""

    start_ns: int
    first_seq: int
    kind: str
    """As in the `text` stream: "typed", "paste", "ime"."""
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """Writing that goes on in another field."""

    start_ns: int
    first_seq: int
    name: str


@dataclass(frozen=True, slots=True)
class Press:
    """A button of the pointer going down."""

    start_ns: int
    first_seq: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Window:
    """A window coming to the front, or changing its title."""

    start_ns: int
    first_seq: int
    app: str
    title: str

    @property
    def name(self) -> str:
        """What people call it: its title, the application where there is none."""
        return self.title or self.app

    @property
    def is_terminal(self) -> bool:
        """Whether it looks like a terminal, by the application's name, or the title where there is none."""
        if self.app:
            return bool(_TERMINALS.search(self.app))
        return bool(_TERMINAL_TITLES.search(self.title))

    def leaves(self, other: "Window", *, entered: bool) -> bool:
        """Say whether coming here from `other` is going elsewhere, and not the same window retitled.

        Args:
            other: The window before.
            entered: Whether Enter was the last key, which may have led to another page.
        """
        if other is NO_WINDOW or self.is_same_document(other):
            return False
        if _START_MENU.match(self.app) and _START_MENU.match(other.app):
            return False
        return not self.app or self.app != other.app or entered

    def is_same_document(self, other: "Window") -> bool:
        """Say whether the titles differ at most by marks of unsaved changes and counts of messages."""
        return self.app == other.app and _EDITED.sub("", self.title) == _EDITED.sub("", other.title)


Input = Stroke | Committed | Field | Press | Window

NO_WINDOW = Window(0, -1, "", "")


def inputs(recording: Recording) -> Iterator[Input]:
    """Yield everything that decides about typed text, in order of time, then of capture."""
    return heapq.merge(
        _windows(recording),
        _presses(recording),
        _committed(recording),
        strokes(recording),
        key=lambda item: (item.start_ns, item.first_seq),
    )


def is_mac(recording: Recording) -> bool:
    """Say whether it was recorded on a Mac, whose keys edit by other modifiers."""
    told = [str(recording.header.details.get(name, "")) for name in ("system", "os", "platform")]
    return any(word in " ".join(told).lower() for word in ("darwin", "mac"))


class Clipboard:
    """What Ctrl+V would paste at a time."""

    def __init__(self, recording: Recording) -> None:
        self._entries = recording.events("clipboard")
        pastes = recording.events("text")
        kinds = pastes.texts("kind")
        self._paste_times: NDArray[np.int64] = pastes.t[kinds == "paste"]

    def is_told(self, t_ns: int) -> bool:
        """Say whether the source gives the pasted text itself, about this time."""
        place = int(np.searchsorted(self._paste_times, t_ns - _PASTE_LATE_NS))
        return place < len(self._paste_times) and int(self._paste_times[place]) <= t_ns + _PASTE_LATE_NS

    def text_at(self, t_ns: int) -> str | None:
        """Return the text on the clipboard at `t_ns`, None where it is unknown or no text."""
        row = int(np.searchsorted(self._entries.t, t_ns, side="right")) - 1
        if row < 0:
            return None
        entry = self._entries.record(row)
        text: str = entry["string"]
        kind: str = entry["kind"].lower()
        return text if text and (not kind or "text" in kind or "string" in kind) else None


def _windows(recording: Recording) -> Iterator[Window]:
    for record in recording.events("window").records():
        yield Window(record["t_ns"], record["seq"], record["app"], record["title"])


def _committed(recording: Recording) -> Iterator[Committed | Field]:
    for record in recording.events("text").records():
        if record["kind"] == "field":
            yield Field(record["t_ns"], record["seq"], record["string"])
        else:
            yield Committed(record["t_ns"], record["seq"], record["kind"], record["string"])


def _presses(recording: Recording) -> Iterator[Press]:
    events: Events = recording.events("button")
    rows = events.rows[events.rows["pressed"] != 0]
    columns = (rows[name].tolist() for name in ("t", "seq", "x", "y"))
    for t_ns, seq, x, y in zip(*columns, strict=True):
        yield Press(t_ns, seq, x, y)
