"""What an OCR engine is to the scan."""

from dataclasses import dataclass, field
from typing import Protocol

from formats.model.frames import Pixels
from replay.privacy.finding import Box


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, or a part of one, on a picture."""

    text: str = field(repr=False)
    box: Box


class Engine(Protocol):
    """Reads pictures; one is made for a whole scan, because making it takes as long as reading a picture."""

    name: str
    """With its version and that of its models."""

    def read(self, pixels: Pixels) -> list[Line]:
        """Read a picture.

        Args:
            pixels: sRGB, shape (height, width, 3), of any size.
        """
