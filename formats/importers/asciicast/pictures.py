"""The screens of a recording as frames: kept small, drawn when they are shown."""

import threading

import numpy as np
import zstandard

from formats.importers.asciicast.drawing import Drawer
from formats.importers.asciicast.glyphs import CELL_HEIGHT, CELL_WIDTH, is_missing
from formats.importers.asciicast.terminal import Terminal
from formats.importers.asciicast.theme import Theme
from formats.model.frames import FRAME_DTYPE, Frames, Pixels, Storage
from formats.model.time import NS_PER_MS
from formats.sources.rows import SourceRows

GATHER_NS = 33 * NS_PER_MS
"""Changes that come within this time of the first are one frame: screens show no more."""
CELLS = 60_000
"""Largest terminal that is drawn."""
SIDE_CELLS = 1_600
KEPT_BYTES = 256 << 20
"""So much is kept of all screens, compressed."""


def can_be_drawn(columns: int, rows: int) -> bool:
    """Say whether a terminal has a size that is drawn."""
    return 0 < columns <= SIDE_CELLS and 0 < rows <= SIDE_CELLS and columns * rows <= CELLS


class ScreenPictures:
    """Feeds a terminal and remembers what it showed; may be asked for pictures from any thread."""

    def __init__(self, columns: int, rows: int, theme: Theme, source: SourceRows) -> None:
        self.terminal = Terminal(columns, rows)
        self._drawer = Drawer(theme)
        self._lock = threading.Lock()
        self._packer = zstandard.ZstdCompressor(level=1)
        self._source = source
        self._screens: list[tuple[bytes, int, int]] = []
        self._table: list[tuple[int, ...]] = []
        self._shown = b""
        self._first_ns: int | None = 0
        """When what is not yet a frame began to change."""
        self._last_ns = 0
        self._bytes = 0
        self.left_out = 0
        """Screens for which there was no room."""
        self.missing: set[int] = set()
        """Characters that the font lacks."""

    def write(self, at_ns: int, text: str) -> None:
        """Take what a program writes."""
        self._step(at_ns)
        self.terminal.feed(text)

    def resize(self, at_ns: int, columns: int, rows: int) -> None:
        """Take another size, which `can_be_drawn`."""
        self.end()
        self._step(at_ns)
        self.terminal.screen.resize(columns, rows)

    def end(self) -> None:
        """Make a frame of what has changed, at the time of its last change."""
        if self._first_ns is None:
            return
        self._first_ns = None
        characters, styles = self.terminal.screen.cells()
        shown = characters.tobytes() + styles.tobytes() + repr(characters.shape).encode()
        if shown == self._shown:
            return
        kept = self._packer.compress(shown)
        if self._bytes + len(kept) > KEPT_BYTES:
            self.left_out += 1
            return
        self.missing.update(filter(is_missing, np.unique(characters[characters > 0]).tolist()))
        self._bytes += len(kept)
        self._shown = shown
        rows, columns = characters.shape
        self._screens.append((kept, rows, columns))
        seq = self._source.take_seq(self._last_ns)
        size = (columns * CELL_WIDTH, rows * CELL_HEIGHT)
        self._table.append((self._last_ns, seq, 0, *size, 1, int(Storage.TILES), -1, 0, 1))

    def frames(self) -> Frames:
        """Return the frame table."""
        return np.array(self._table, FRAME_DTYPE)

    def pixels(self, frame: int) -> Pixels:
        """Return the picture of a frame."""
        kept, rows, columns = self._screens[frame]
        cells = rows * columns
        data = zstandard.ZstdDecompressor().decompress(kept)
        characters = np.frombuffer(data, np.uint32, cells).reshape(rows, columns)
        styles = np.frombuffer(data, np.int64, cells, characters.nbytes).reshape(rows, columns)
        with self._lock:
            return self._drawer.draw(characters, styles)

    def _step(self, at_ns: int) -> None:
        """Begin a change, after a frame of those before it where they are long enough ago."""
        # The empty terminal is there from the start, until something is written to it.
        if self._first_ns is not None and (
            at_ns >= self._first_ns + GATHER_NS or (self._is_new and at_ns > 0)
        ):
            self.end()
        if self._first_ns is None:
            self._first_ns = at_ns
        self._last_ns = max(at_ns, self._last_ns)

    @property
    def _is_new(self) -> bool:
        return not self._table and self._last_ns == 0
