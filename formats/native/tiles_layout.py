"""The bytes of a tile packet: one frame of the lossless picture codec. FORMAT.md, section 15.

A body of no bytes says that the picture is the one before. Every other body is, little-endian:

    offset  size  field
    0       1     kind: 1 keyframe (depends on nothing), 2 changes to the frame before
    1       1     groups of new tiles, 0 to 8
    2       1     moves, 0 to 15; none in a keyframe
    3       1     bytes a gap takes (low four bits) and bytes a code takes (high four): 1, 2 or 4 each
    4       2     width of the picture in pixels, 1 to 32,767
    6       2     height of the picture in pixels, 1 to 32,767
    8       4     tiles listed in the plan; in a keyframe all of them
    12      4     length of the plan as stored
    16      4*m   moves: dx and dy, int16 each; a moved tile shows what lay at (x + dx, y + dy) before
    +       16*g  groups, see below
    +       -     the plan: a gap for every listed tile, then a code for every listed tile
    +       -     the groups' data, in order; the body ends with the last

    A group     size  field
    0           1     coding: 1 palette, 2 planes (see `formats.native.tiles_coding`)
    1           1     zero
    2           2     colours in the palette, 1 to 255; 0 for planes
    4           4     tiles
    8           4     pixels that are not in the palette; 0 for planes
    12          4     length of the data

The picture is cut into tiles of 32 by 32 pixels, numbered row by row; at the right and lower edge they
reach over the picture, and what lies there is never shown, but kept: a move can bring it into the picture.
The plan is stored as it is where its length is
the number of listed tiles times the two widths, else as one zstd frame that states its size. A gap counts
the tiles left out since the one listed before. A code below the number of groups is the next new tile of
that group; then come the moves; the rest, from 0, are tiles by number. New tiles are numbered from the
keyframe on, packet by packet, group by group; a reference may name a tile of its own packet.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import zstandard
from numpy.typing import NDArray

from formats.errors import DamagedError, LimitError, TruncatedError, UnsupportedError
from formats.native.envelope import inflate
from formats.native.limits import LIMITS

TILE = 32
"""Side of a tile in pixels."""
MAX_GROUPS = 8
MAX_MOVES = 15
MAX_COLOURS = 255

KEYFRAME = 1
CHANGES = 2
PALETTE = 1
PLANES = 2

_HEAD = struct.Struct("<BBBBHHII")
_GROUP = struct.Struct("<BBHIII")
_MOVE = struct.Struct("<hh")
_WIDTHS = {1: "<u1", 2: "<u2", 4: "<u4"}

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Group:
    """New tiles that are coded together."""

    coding: int
    tiles: int
    colours: int
    escapes: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Plan:
    """What one packet says, apart from its pixels."""

    kind: int
    width: int
    height: int
    tiles: Numbers
    """Numbers of the tiles that change, rising, shape (n,)."""
    codes: Numbers
    """What becomes of each, shape (n,); see the module."""
    moves: tuple[tuple[int, int], ...]
    groups: tuple[Group, ...]


def grid(width: int, height: int) -> tuple[int, int]:
    """Return how many rows and columns of tiles cover a picture."""
    return -(-height // TILE), -(-width // TILE)


def check_size(width: int, height: int) -> None:
    """Check that a picture is not larger than is sane.

    Raises:
        LimitError: It is.
    """
    if max(width, height) > LIMITS.side_px:
        raise LimitError("side of a picture in pixels", value=max(width, height), limit=LIMITS.side_px)
    if width * height > LIMITS.pixels:
        raise LimitError("number of pixels in a picture", value=width * height, limit=LIMITS.pixels)


def pack(plan: Plan) -> bytes:
    """Write a packet."""
    gaps = np.diff(plan.tiles, prepend=-1) - 1
    gap_bytes, code_bytes = _narrowest(gaps), _narrowest(plan.codes)
    listed = gaps.astype(_WIDTHS[gap_bytes]).tobytes() + plan.codes.astype(_WIDTHS[code_bytes]).tobytes()
    if len(listed) > 32:
        squeezed = zstandard.ZstdCompressor(level=3).compress(listed)
        listed = min(listed, squeezed, key=len)
    parts = [
        _HEAD.pack(
            plan.kind,
            len(plan.groups),
            len(plan.moves),
            gap_bytes | code_bytes << 4,
            plan.width,
            plan.height,
            len(plan.tiles),
            len(listed),
        )
    ]
    parts += [_MOVE.pack(dx, dy) for dx, dy in plan.moves]
    parts += [_GROUP.pack(g.coding, 0, g.colours, g.tiles, g.escapes, len(g.data)) for g in plan.groups]
    parts.append(listed)
    parts += [group.data for group in plan.groups]
    return b"".join(parts)


def parse(body: bytes) -> Plan:
    """Read a packet that is not empty; nothing of the groups' data is decoded yet.

    Raises:
        FormatError: A length, count, size or gap does not hold. References can only be checked by who knows
        how
            many tiles went before.
    """
    if len(body) < _HEAD.size:
        raise TruncatedError("tile packet", offset=0, expected=_HEAD.size, got=len(body))
    kind, groups, moves, widths, width, height, listed, plan_bytes = _HEAD.unpack_from(body)
    _check_head(kind, groups, moves, width, height)
    rows, columns = grid(width, height)
    if listed > rows * columns:
        raise LimitError("number of tiles in a tile packet", value=listed, limit=rows * columns)
    if kind == KEYFRAME and (listed != rows * columns or moves):
        raise DamagedError(
            f"tile packet: a keyframe of {rows * columns} tiles lists {listed} and {moves} moves"
        )
    offset = _HEAD.size
    fixed = offset + moves * _MOVE.size + groups * _GROUP.size
    _need(body, fixed)
    vectors = tuple(_MOVE.unpack_from(body, offset + i * _MOVE.size) for i in range(moves))
    offset += moves * _MOVE.size
    heads = [_GROUP.unpack_from(body, offset + i * _GROUP.size) for i in range(groups)]
    total = fixed + plan_bytes + sum(head[5] for head in heads)
    _need(body, total)
    if len(body) > total:
        raise DamagedError(f"tile packet: expected {total} bytes, got {len(body)}")
    tiles, codes = _read_plan(body[fixed : fixed + plan_bytes], listed, widths, rows * columns)
    offset = fixed + plan_bytes
    read = []
    for head in heads:
        read.append(_group(head, body[offset : offset + head[5]], listed))
        offset += head[5]
    return Plan(kind, width, height, tiles, codes, vectors, tuple(read))


def _check_head(kind: int, groups: int, moves: int, width: int, height: int) -> None:
    if kind not in {KEYFRAME, CHANGES}:
        raise UnsupportedError(f"tile packet of kind {kind}: only 1 and 2 are known")
    if groups > MAX_GROUPS:
        raise LimitError("number of tile groups in a tile packet", value=groups, limit=MAX_GROUPS)
    if moves > MAX_MOVES:
        raise LimitError("number of moves in a tile packet", value=moves, limit=MAX_MOVES)
    if not width or not height:
        raise DamagedError(f"tile packet: a picture of {width}x{height} pixels")
    check_size(width, height)


def _need(body: bytes, size: int) -> None:
    if len(body) < size:
        raise TruncatedError("tile packet", offset=len(body), expected=size, got=len(body))


def _read_plan(stored: bytes, listed: int, widths: int, tiles: int) -> tuple[Numbers, Numbers]:
    gap_bytes, code_bytes = widths & 15, widths >> 4
    if gap_bytes not in _WIDTHS or code_bytes not in _WIDTHS:
        raise DamagedError(f"tile packet: numbers of {gap_bytes} and {code_bytes} bytes")
    size = listed * (gap_bytes + code_bytes)
    if len(stored) != size:
        stored = inflate(stored, size, zstandard.ZstdDecompressor())
    gaps = np.frombuffer(stored, _WIDTHS[gap_bytes], listed)
    codes = np.frombuffer(stored, _WIDTHS[code_bytes], listed, listed * gap_bytes)
    changed = np.cumsum(gaps, dtype=np.int64)
    changed += np.arange(listed)
    if listed and changed[-1] >= tiles:
        raise DamagedError(f"tile packet: tile {changed[-1]} of a picture of {tiles} tiles")
    return changed, codes.astype(np.int64)


def _group(head: Sequence[int], data: bytes, listed: int) -> Group:
    coding, zero, colours, tiles, escapes, _ = head
    if coding not in {PALETTE, PLANES} or zero:
        raise UnsupportedError(f"tile packet: coding {coding} of a tile group is not known")
    if not 0 < tiles <= listed:
        raise DamagedError(f"tile packet: a group of {tiles} tiles where {listed} are listed")
    if escapes > tiles * TILE * TILE:
        raise LimitError("pixels outside the palette", value=escapes, limit=tiles * TILE * TILE)
    if coding == PALETTE and not 0 < colours <= MAX_COLOURS:
        raise LimitError("colours of a palette", value=colours, limit=MAX_COLOURS)
    if coding == PLANES and (colours or escapes):
        raise DamagedError("tile packet: a palette in a group of planes")
    return Group(coding, tiles, colours, escapes, data)


def _narrowest(values: Numbers) -> int:
    top = int(values.max(initial=0))
    return 1 if top < 1 << 8 else 2 if top < 1 << 16 else 4
