"""What an OCR engine is to the scan."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from formats.model.frames import Pixels
from replay.privacy.finding import Box


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, or a part of one, on a picture."""

    text: str = field(repr=False)
    box: Box


@dataclass(frozen=True, slots=True)
class Located:
    """Where a line stands, and what it looks like; its text only where finding it is reading it."""

    box: Box
    picture: Pixels | None
    """None where `text` says all."""
    text: str = field(default="", repr=False)


class Engine(Protocol):
    """Reads pictures; one is made for a whole scan, because making it takes as long as reading a picture.

    Finding lines is cheap and reading them is not: a line that was read once is known by its pixels.
    """

    name: str
    """With its version and that of its models."""

    def locate(self, pixels: Pixels) -> list[Located]:
        """Find the lines of a picture.

        Args:
            pixels: sRGB, shape (height, width, 3), of any size.
        """

    def recognise(self, picture: Pixels) -> str:
        """Read the picture of one line, "" where nothing is written there."""


def read_lines(engine: Engine, pixels: Pixels) -> list[Line]:
    """Find and read the lines of a picture."""
    lines: list[Line] = []
    for found in engine.locate(pixels):
        text = found.text if found.picture is None else engine.recognise(found.picture)
        if text.strip():
            lines.append(Line(text, found.box))
    return lines


def names(engines: Sequence[Engine]) -> tuple[str, ...]:
    """Return the names of engines."""
    return tuple(engine.name for engine in engines)
