"""Lossless pictures as keyframes and changed tiles: any frame is a keyframe and a bounded chain of changes.

The bytes are described in `formats.native.tiles_layout` and `formats.native.tiles_coding`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import zstandard

from formats.errors import DamagedError, LimitError
from formats.model.frames import Pixels
from formats.native.tiles_canvas import Canvas
from formats.native.tiles_coding import TileCoder, Tiles, decode_group
from formats.native.tiles_cost import ChainCost, most_painted, most_sent
from formats.native.tiles_layout import (
    CHANGES,
    KEYFRAME,
    Group,
    Numbers,
    Plan,
    check_size,
    pack,
    parse,
)
from formats.native.tiles_shift import find_shifts
from formats.native.tiles_store import TileStore

MAX_CHAIN = 1024
"""Packets from a keyframe on that a decoder follows; the encoder stays far below."""


@dataclass(frozen=True, slots=True)
class TilePacket:
    """One frame as it is stored."""

    body: bytes
    """Empty where the picture is the one before: nothing need be stored."""
    key: bool
    back: int
    """How many packets back its keyframe lies, 0 for a keyframe; an empty body is not counted as a packet."""


class TileEncoder:
    """Codes the pictures of one display, in order.

    Memory: two pictures, and the distinct tiles since the keyframe, at most four pictures' worth of them.
    """

    def __init__(self, *, coder: TileCoder | None = None) -> None:
        self._coder = coder or TileCoder()
        self._before: Canvas | None = None
        self._after = Canvas(1, 1)
        self._store = TileStore()
        self._cost = ChainCost(0)
        self._back = 0

    def encode(self, pixels: Pixels) -> TilePacket:
        """Code the next picture.

        Args:
            pixels: Shape (height, width, 3), uint8, any size up to 32,767 a side; not kept. A new size
            starts a
                new keyframe.

        Raises:
            LimitError: The picture is too large to be read back.
        """
        height, width = pixels.shape[:2]
        before = self._before
        if before is None or (before.width, before.height) != (width, height):
            _check_size(width, height)
            self._before = Canvas(width, height)
            self._after = Canvas(width, height)
            self._before.load(pixels)
            return self._keyframe(self._before)
        self._after.load(pixels)
        changed = self._after.changed(before)
        if not changed.any():
            return TilePacket(b"", key=False, back=self._back)
        packet = self._changes(before, self._after, changed)
        self._before, self._after = self._after, before
        return packet or self._keyframe(self._before)

    def _keyframe(self, canvas: Canvas) -> TilePacket:
        self._store.clear()
        self._cost = ChainCost(canvas.tiles)
        self._back = 0
        tiles = np.arange(canvas.tiles)
        words = canvas.cut(tiles)
        known, first, hashes = self._store.look_up(words)
        codes, groups = self._code_tiles(tiles, words, known, first, hashes, moves=0)
        plan = Plan(KEYFRAME, canvas.width, canvas.height, tiles, codes, (), groups)
        return TilePacket(pack(plan), key=True, back=0)

    def _changes(self, before: Canvas, after: Canvas, changed: np.ndarray) -> TilePacket | None:
        """Code the changed tiles, or return None where a keyframe serves better."""
        shifts = find_shifts(before, after, changed)
        tiles = np.flatnonzero(changed)
        move_of = np.full(after.tiles, -1)
        for number, (_, mask) in enumerate(shifts):
            move_of[mask.reshape(-1)] = number
        moved = move_of[tiles]
        sent = tiles[moved < 0]
        words = after.cut(sent)
        known, first, hashes = self._store.look_up(words)
        fresh = int(np.count_nonzero((known < 0) & (first == np.arange(len(first)))))
        if not self._cost.affords(fresh, len(sent), len(tiles) - len(sent)):
            return None
        if len(self._store) + fresh > most_sent(after.tiles):
            return None
        if shifts:
            self._cost.move(tiles[moved >= 0])
        sent_codes, groups = self._code_tiles(sent, words, known, first, hashes, moves=len(shifts))
        codes = len(groups) + moved
        codes[moved < 0] = sent_codes
        self._back += 1
        moves = tuple((0, dy) for dy, _ in shifts)
        plan = Plan(CHANGES, after.width, after.height, tiles, codes, moves, groups)
        return TilePacket(pack(plan), key=False, back=self._back)

    def _code_tiles(
        self, where: Numbers, words: Tiles, known: Numbers, first: Numbers, hashes: list[int], *, moves: int
    ) -> tuple[Numbers, tuple[Group, ...]]:
        """Code what is new, remember it, and return the codes of the tiles at `where` with the groups."""
        fresh = np.flatnonzero((known < 0) & (first == np.arange(len(first))))
        groups: list[Group] = []
        codes = np.zeros(len(where), np.int64)
        numbers = known.copy()
        if len(fresh):
            groups, group_of = self._coder.encode(words[fresh])
            order = fresh[np.argsort(group_of, kind="stable")]
            numbers[order] = len(self._store) + np.arange(len(order))
            self._store.add(words[order], [hashes[place] for place in order.tolist()])
            codes[fresh] = group_of
        repeated = numbers < 0
        numbers[repeated] = numbers[first[repeated]]
        again = np.ones(len(where), np.bool_)
        again[fresh] = False
        codes[again] = numbers[again] + len(groups) + moves
        self._cost.add(groups, where, numbers)
        return codes, tuple(groups)


class TileDecoder:
    """Decodes the pictures of one display; not safe to share between threads.

    Nothing is decoded before it is seen: of a chain of changes only the groups are decoded that the wanted
    picture, or a region moved on the way to it, still shows.
    """

    def __init__(self) -> None:
        self._canvas: Canvas | None = None
        self._inflator = zstandard.ZstdDecompressor()
        self._waiting: Numbers = np.empty(0, np.int64)
        self._groups: list[Group] = []
        self._starts: list[int] = [0]
        self._decoded: dict[int, Tiles] = {}
        self._packets = 0
        self._listed = 0

    def decode(self, bodies: Sequence[bytes]) -> Pixels:
        """Decode a picture from its keyframe's packet and all packets after it, up to its own.

        Returns:
            Read-only, shape (height, width, 3), valid until the next call: copy it to keep it.

        Raises:
            FormatError: What does not hold. The decoder then needs a keyframe before `apply`.
        """
        self._canvas = None
        return self._show(bodies)

    def apply(self, body: bytes) -> Pixels:
        """Decode the frame after the one decoded last, or any keyframe; see `decode`."""
        return self._show([body])

    def advance(self, bodies: Sequence[bytes]) -> Pixels:
        """Go on over several packets to a later frame, without decoding what only those between show.

        Args:
            bodies: The packets after the one decoded last; none gives its picture again.
        """
        return self._show(bodies)

    def _show(self, bodies: Sequence[bytes]) -> Pixels:
        try:
            for body in bodies:
                if body:
                    self._take_in(parse(body))
            canvas = self._begun()
            self._flush(canvas)
        except BaseException:
            self._canvas = None
            raise
        return canvas.picture()

    def _begun(self) -> Canvas:
        if self._canvas is None:
            raise DamagedError("tile packets: the first is not a keyframe")
        return self._canvas

    def _take_in(self, plan: Plan) -> None:
        if plan.kind == KEYFRAME:
            self._start(plan)
        canvas = self._canvas
        if canvas is None or (canvas.width, canvas.height) != (plan.width, plan.height):
            raise DamagedError(f"tile packet of {plan.width}x{plan.height} pixels without its keyframe")
        self._count(plan, canvas.tiles)
        moved = self._moves(canvas, plan)
        numbers = self._numbers(plan)
        if moved:
            self._flush(canvas)
            canvas.move(moved)
        self._waiting[plan.tiles] = numbers

    def _count(self, plan: Plan, tiles: int) -> None:
        """Refuse a chain that would take more time or memory than any picture of its size is worth."""
        self._packets += 1
        self._listed += len(plan.tiles)
        sent = self._starts[-1] + sum(group.tiles for group in plan.groups)
        for what, value, limit in (
            ("number of tile packets from one keyframe on", self._packets, MAX_CHAIN),
            ("number of tiles sent since a keyframe", sent, most_sent(tiles)),
            ("number of tiles painted since a keyframe", self._listed, most_painted(tiles)),
        ):
            if value > limit:
                raise LimitError(what, value=value, limit=limit)

    def _start(self, plan: Plan) -> None:
        canvas = self._canvas
        if canvas is None or (canvas.width, canvas.height) != (plan.width, plan.height):
            # A new canvas is zero; an old one is painted over wholly, because a keyframe lists every tile.
            self._canvas = Canvas(plan.width, plan.height)
        self._waiting = np.full(len(plan.tiles), -1, np.int64)
        self._groups = []
        self._starts = [0]
        self._decoded.clear()
        self._packets = 0
        self._listed = 0

    def _moves(self, canvas: Canvas, plan: Plan) -> list[tuple[Numbers, int, int]]:
        moved = []
        for number, (dx, dy) in enumerate(plan.moves, len(plan.groups)):
            tiles = plan.tiles[plan.codes == number]
            if not canvas.holds_source(tiles, dx, dy):
                raise DamagedError(f"tile packet: a move by {dx}, {dy} reaches outside the picture")
            moved.append((tiles, dx, dy))
        return moved

    def _numbers(self, plan: Plan) -> Numbers:
        """Return the number of the tile that each listed place will show, -1 for moved ones."""
        numbers = plan.codes - (len(plan.groups) + len(plan.moves))
        for code, group in enumerate(plan.groups):
            places = np.flatnonzero(plan.codes == code)
            if len(places) != group.tiles:
                raise DamagedError(f"tile packet: a group of {group.tiles} tiles, {len(places)} listed")
            numbers[places] = self._starts[-1] + np.arange(group.tiles)
            self._groups.append(group)
            self._starts.append(self._starts[-1] + group.tiles)
        if len(numbers) and int(numbers.max()) >= self._starts[-1]:
            raise DamagedError(f"tile packet: tile {int(numbers.max())} of {self._starts[-1]} sent")
        if plan.moves:
            in_moves = (plan.codes >= len(plan.groups)) & (plan.codes < len(plan.groups) + len(plan.moves))
            numbers[in_moves] = -1
        return numbers

    def _flush(self, canvas: Canvas) -> None:
        """Paint every tile that waits."""
        where = np.flatnonzero(self._waiting >= 0)
        if not len(where):
            return
        wanted = self._waiting[where]
        groups = np.searchsorted(self._starts, wanted, side="right") - 1
        counts = np.bincount(groups, minlength=len(self._groups))
        most = int(counts.argmax())
        if len(where) == canvas.tiles:
            canvas.paint_all(self._tiles_of(most), np.where(groups == most, wanted - self._starts[most], 0))
            counts[most] = 0
        for group in np.flatnonzero(counts).tolist():
            mine = groups == group
            canvas.paint(where[mine], self._tiles_of(group), wanted[mine] - self._starts[group])
        self._waiting[where] = -1

    def _tiles_of(self, group: int) -> Tiles:
        tiles = self._decoded.get(group)
        if tiles is None:
            tiles = self._decoded[group] = decode_group(self._groups[group], self._inflator)
        return tiles


def _check_size(width: int, height: int) -> None:
    check_size(width, height)
    if not width or not height:
        raise ValueError(f"a picture of {width}x{height} pixels")
