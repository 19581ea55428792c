"""What the messages told beside their rows: values for what comes after reading."""

from collections import Counter
from dataclasses import dataclass, field

from formats.importers.owamcap.container import Place
from formats.importers.owamcap.media import Media
from formats.importers.owamcap.states import Change, Position, State


@dataclass(frozen=True, slots=True)
class Screen:
    """A message about a picture of the screen."""

    number: int
    """Of the message, counted from 1."""
    at_ns: int
    """When the recorder was told of the picture, which can be long after it was taken."""
    media: Media
    size: tuple[int, int] | None
    """Width and height of what was captured, before any scaling."""
    place: Place


@dataclass(frozen=True, slots=True)
class WindowPoll:
    """Which window was in front at a time."""

    at_ns: int
    title: str
    rectangle: tuple[float, float, float, float]
    """Left, top, right, bottom."""
    handle: int


@dataclass(slots=True)
class MessagesFound:
    """Collected over all messages."""

    counts: Counter[str] = field(default_factory=Counter)
    """Oddities by name."""
    bad: list[tuple[int, str]] = field(default_factory=list)
    """Number and fault of messages that are no rows; they are kept in other."""
    left_out: int = 0
    """Messages too large to be kept."""
    late_ns: int = 0
    """The longest that a message waited to be written."""
    raw: int = 0
    """Messages of raw mouse movement."""
    raw_absolute: int = 0
    """Those of them that tell positions of a device."""
    windows: list[WindowPoll] = field(default_factory=list)
    """Polls that differ from the one before."""
    screens: list[Screen] = field(default_factory=list)
    keys: list[Change] = field(default_factory=list)
    key_states: list[State] = field(default_factory=list)
    buttons: list[Change] = field(default_factory=list)
    button_states: list[State] = field(default_factory=list)
    move_states: list[Position] = field(default_factory=list)
