"""What every kind of step folder is read into: steps, each with its pictures and what was done."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

Space = Literal["pixels", "0..1", "0..1000", "viewport"]
"""What coordinates count: pixels of a picture, shares of it, thousandths of it, or a viewport's pixels."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the source's own coordinates."""

    x: float | None
    """None: where the pointer is."""
    y: float | None
    relative: bool = False
    """Counted from where the pointer is."""


HERE = Point(None, None)
"""Where the pointer is: what a source means that tells no place."""


@dataclass(frozen=True, slots=True)
class Move:
    """The pointer goes somewhere."""

    to: Point


@dataclass(frozen=True, slots=True)
class Click:
    """A button goes down and up, once or several times."""

    at: Point
    button: str = "left"
    count: int = 1


@dataclass(frozen=True, slots=True)
class Button:
    """A button goes down or up."""

    at: Point
    button: str
    pressed: bool


@dataclass(frozen=True, slots=True)
class Drag:
    """A button goes down at one place and up at another."""

    start: Point
    end: Point
    button: str = "left"


@dataclass(frozen=True, slots=True)
class Scroll:
    """The wheel turns, in the source's unit; dy is positive away from the person, dx to the right."""

    at: Point
    dx: float
    dy: float


@dataclass(frozen=True, slots=True)
class Type:
    """Text is typed; the source tells no keys."""

    text: str


@dataclass(frozen=True, slots=True)
class Chord:
    """Keys go down in order and up in the opposite order; a single key is one too."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """A key goes down or up."""

    name: str
    pressed: bool


@dataclass(frozen=True, slots=True)
class Copy:
    """Text comes to the clipboard."""

    text: str


@dataclass(frozen=True, slots=True)
class Title:
    """The window's title is now this."""

    title: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Anything that is said of a step, and is no input: a thought, an element, a wait, an end."""

    name: str
    payload: Any = None
    """A JSON value."""


@dataclass(frozen=True, slots=True)
class Unread:
    """What is not understood, as it came."""

    kind: str
    payload: Any


Act = Move | Click | Button | Drag | Scroll | Type | Chord | Key | Copy | Title | Mark | Unread


@dataclass(frozen=True, slots=True)
class Picture:
    """A screenshot by its name."""

    name: str
    path: Path | None
    """None where there is no such file, or its name leads out of the recording."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a recording."""

    at_ns: int | None
    """Reading of the source's clock; None where it tells none that is sane."""
    line: int
    """Its line or number in the source, for people."""
    acts: tuple[Act, ...]
    before: Picture | None = None
    after: Picture | None = None


@dataclass(frozen=True, slots=True)
class StepClock:
    """The source's clock."""

    name: str
    tick_ns: int


@dataclass(slots=True)
class Steps:
    """A whole recording as its adapter read it."""

    source: str
    """"pc-tracker"."""
    recorder: str
    """Its program."""
    root: Path
    """What identifies it: the folder or the file."""
    steps: list[Step] = field(default_factory=list)
    clock: StepClock | None = None
    """None where the source has no time."""
    space: Space = "pixels"
    viewport: tuple[float, float] | None = None
    """Size of the viewport that coordinates of space "viewport" are pixels of."""
    task: str = ""
    own_id: str = ""
    """The recording's UUID, where its recorder gave it one."""
    identity: str = ""
    """What it says of itself that tells it from others of its kind, where it has none; no file's name."""
    details: dict[str, Any] = field(default_factory=dict)
    names: dict[str, Any] = field(default_factory=dict)
    """What could identify a person or a machine."""
    videos: tuple[Path, ...] = ()
    files: tuple[Path, ...] = ()
    """Files that were read, beside the pictures."""
    guessed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    """What is damaged."""
    counts: Counter[str] = field(default_factory=Counter)


def has_pictures(source: Steps) -> bool:
    """Say whether any step has a picture that is there."""
    pictures = (picture for step in source.steps for picture in (step.before, step.after))
    return any(picture is not None and picture.path is not None for picture in pictures)


def rest_of(record: Mapping[str, Any], known: frozenset[str]) -> tuple[Act, ...]:
    """Return a marker of the fields that are none of `known`, nothing where there are none."""
    rest = {name: value for name, value in record.items() if name not in known}
    return (Mark("step", rest),) if rest else ()


def said(record: Mapping[str, Any], *names: str) -> tuple[Act, ...]:
    """Return a marker for each of the fields that holds a text."""
    texts = ((name, record.get(name)) for name in names)
    return tuple(Mark(name, {"text": text}) for name, text in texts if isinstance(text, str) and text.strip())
