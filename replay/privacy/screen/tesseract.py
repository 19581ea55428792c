"""Tesseract, where its program is installed: a second engine that fails on other letters than the first.

Source: `tesseract --help-extra`: the columns of its TSV output.
"""

import io
import os
import shutil
import subprocess

from PIL import Image

from formats.model.frames import Pixels
from replay.privacy.screen.engine import Line, Located

_WORD_LEVEL = "5"
_LONGEST_S = 120
_ONE_THREAD = "OMP_THREAD_LIMIT"
"""Read by the program when it starts: on lines of text four threads take four times as long as one."""


def tesseract_path() -> str | None:
    """Return where the program is, None where it is not installed."""
    return shutil.which("tesseract")


class TesseractEngine:
    """Reads lines with the program `tesseract`."""

    def __init__(self, program: str) -> None:
        """Ask the program for its version."""
        self._program = program
        said = subprocess.run(  # noqa: S603 - the path is what `which` gave
            [program, "--version"], capture_output=True, text=True, check=True, timeout=_LONGEST_S
        )
        self.name = (said.stdout or said.stderr).splitlines()[0].strip()

    def read(self, pixels: Pixels) -> list[Line]:
        """Read a picture, at twice its size: the program was made for print."""
        picture = Image.fromarray(pixels)
        picture = picture.resize((picture.width * 2, picture.height * 2), Image.Resampling.LANCZOS)
        held = io.BytesIO()
        picture.save(held, "PPM")  # To compress it for a pipe takes as long as a tenth of the reading.
        done = subprocess.run(  # noqa: S603 - the path is what `which` gave
            [self._program, "stdin", "stdout", "--psm", "11", "tsv"],
            input=held.getvalue(),
            capture_output=True,
            env={**os.environ, _ONE_THREAD: "1"},
            check=True,
            timeout=_LONGEST_S,
        )
        return lines_of(done.stdout.decode("utf-8", "replace"), scale=2)

    def locate(self, pixels: Pixels) -> list[Located]:
        """Read a picture: this engine finds no line without reading it."""
        return [Located(line.box, None, line.text) for line in self.read(pixels)]

    def recognise(self, picture: Pixels) -> str:
        """Read the picture of one line."""
        return " ".join(line.text for line in self.read(picture))


def lines_of(table: str, *, scale: int) -> list[Line]:
    """Join the words of Tesseract's TSV to lines.

    Args:
        table: With its heading.
        scale: How much larger the picture was than the one whose boxes are wanted.
    """
    words: dict[tuple[str, ...], list[tuple[int, int, int, int, str]]] = {}
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == _WORD_LEVEL and cells[11].strip():
            left, top, width, height = (int(cell) // scale for cell in cells[6:10])
            words.setdefault(tuple(cells[1:5]), []).append((left, top, width, height, cells[11].strip()))
    lines: list[Line] = []
    for found in words.values():
        left, top = min(word[0] for word in found), min(word[1] for word in found)
        right, bottom = max(word[0] + word[2] for word in found), max(word[1] + word[3] for word in found)
        text = " ".join(word[4] for word in found)
        lines.append(Line(text, (left, top, max(right - left, 1), max(bottom - top, 1))))
    return lines
