"""New tiles to bytes and back, exactly: palette or colour planes. FORMAT.md, section 15.

**Palette** (coding 1), for what programs draw. One zstd frame of

    colours * 3     red of every colour, then green of every colour, then blue
    tiles * 1024    an index for every pixel, tile by tile, column by column; 255: not in the palette
    escapes * 3     the pixels that are not in the palette, in that order: red of all, then green, then blue

Columns come before rows because text repeats along a line: the same letter leaves the same run of columns
wherever it stands, so zstd finds it again. The palette holds the commonest colours only; the rare ones of
smoothed letters are cheaper spelt out than as indices of two bytes.

**Planes** (coding 2), for photographs and video. One zstd frame of tiles * 3072 bytes: green, then red
minus green, then blue minus green, each as differences (modulo 256) to the pixel above, and these as
differences to the one on the left of it. Within a plane the first pixel of every tile comes first, then the
second, row by row: undoing it is then 62 additions of long rows, whatever the number of tiles.
"""

import random

import numpy as np
import zstandard
from numpy.typing import NDArray

from formats.errors import DamagedError
from formats.native.envelope import inflate
from formats.native.tiles_layout import MAX_COLOURS, PALETTE, PLANES, TILE, Group

TILE_PIXELS = TILE * TILE
TILE_BYTES = TILE_PIXELS * 3
TILE_WORDS = TILE_BYTES // 8

Tiles = NDArray[np.uint64]
"""Tiles as 64-bit words, shape (n, 384): 32 rows of 32 pixels of 3 bytes."""

_ESCAPE = 255
_SAMPLE_PIXELS = 1 << 16
_PROBES = np.array(random.Random(32).sample(range(TILE_PIXELS), 64))  # noqa: S311 - where to look
_PHOTO_COLOURS = 32
"""More distinct colours than this among 64 pixels make a tile photo-like."""
_PHOTO_ESCAPES = TILE_PIXELS // 3
# Differences of noise repeat by chance only: looking harder finds short repeats that cost more than the plain
# bytes do, and takes twice the time.
_NOISE = zstandard.ZstdCompressionParameters(
    strategy=zstandard.STRATEGY_FAST, window_log=20, hash_log=6, chain_log=6, search_log=1, min_match=7
)
_PAIRS_FROM_TILES = 12
"""From here on a table of all pairs of colours is made, and two pixels are looked up at once."""


class TileCoder:
    """Codes new tiles; keeps a table of all colours (16 MB), so displays of a recording share one."""

    def __init__(self, level: int = 6) -> None:
        self._compressor = zstandard.ZstdCompressor(level=level)
        self._noise = zstandard.ZstdCompressor(compression_params=_NOISE)
        self._index_of = np.full(1 << 24, _ESCAPE, np.uint8)

    def encode(self, tiles: Tiles) -> tuple[list[Group], NDArray[np.int64]]:
        """Code tiles in as many groups as they need.

        Args:
            tiles: At least one.

        Returns:
            The groups, and for every tile the number of its group; within a group tiles keep their order.
        """
        colours = _colours(tiles)
        photo = _is_photo(colours)
        groups: list[Group] = []
        group_of = np.zeros(len(tiles), np.int64)
        drawn = np.flatnonzero(~photo)
        if len(drawn):
            palette, indices = self._indices(colours[drawn])
            strange = (indices == _ESCAPE).sum(axis=1) > _PHOTO_ESCAPES
            if strange.any():
                photo[drawn[strange]] = True
                drawn = drawn[~strange]
                if len(drawn):
                    palette, indices = self._indices(colours[drawn])
        if len(drawn):
            groups.append(self._palette_group(palette, indices, colours[drawn]))
        if photo.any():
            group_of[photo] = len(groups)
            groups.append(self._planes_group(tiles[photo]))
        return groups, group_of

    def _indices(self, colours: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
        flat = colours.reshape(-1)
        # An odd step over a large picture: the commonest colours are the commonest in any fair sample.
        values, counts = np.unique(flat[:: len(flat) // _SAMPLE_PIXELS | 1], return_counts=True)
        if len(values) > MAX_COLOURS:
            values = np.sort(values[np.argsort(counts)[-MAX_COLOURS:]])
        self._index_of[values] = np.arange(len(values), dtype=np.uint8)
        indices = np.take(self._index_of, colours)
        self._index_of[values] = _ESCAPE
        return values, indices

    def _palette_group(
        self, palette: NDArray[np.uint32], indices: NDArray[np.uint8], colours: NDArray[np.uint32]
    ) -> Group:
        n = len(indices)
        turned = np.ascontiguousarray(indices.reshape(n, TILE, TILE).transpose(0, 2, 1))
        where = np.flatnonzero(turned.reshape(-1) == _ESCAPE)
        escaped = colours.reshape(-1)[_by_rows(where)]
        plain = _channels(palette).tobytes() + turned.tobytes() + _channels(escaped).tobytes()
        return Group(PALETTE, n, len(palette), len(where), self._compressor.compress(plain))

    def _planes_group(self, tiles: Tiles) -> Group:
        n = len(tiles)
        pixels = tiles.view(np.uint8).reshape(n, TILE, TILE, 3)
        planes = np.empty((3, TILE, TILE, n), np.uint8)
        for plane, channel in enumerate((1, 0, 2)):
            planes[plane] = pixels[..., channel].transpose(1, 2, 0)
        planes[1:] -= planes[0]
        planes[:, 1:] -= planes[:, :-1].copy()
        planes[:, :, 1:] -= planes[:, :, :-1].copy()
        return Group(PLANES, n, 0, 0, self._noise.compress(planes.tobytes()))


def decode_group(group: Group, inflator: zstandard.ZstdDecompressor) -> Tiles:
    """Return the tiles of a group.

    Raises:
        DamagedError: Its data is not what its head says.
    """
    if group.coding == PLANES:
        return _decode_planes(group, inflator)
    return _decode_palette(group, inflator)


def _decode_palette(group: Group, inflator: zstandard.ZstdDecompressor) -> Tiles:
    n, colours, escapes = group.tiles, group.colours, group.escapes
    plain = inflate(group.data, colours * 3 + n * TILE_PIXELS + escapes * 3, inflator)
    palette = np.ascontiguousarray(np.frombuffer(plain, np.uint8, colours * 3).reshape(3, colours).T)
    turned = np.frombuffer(plain, np.uint8, n * TILE_PIXELS, colours * 3)
    rare = np.frombuffer(plain, np.uint8, escapes * 3, colours * 3 + n * TILE_PIXELS).reshape(3, escapes).T
    where = np.flatnonzero(turned == _ESCAPE) if turned.max() == _ESCAPE else np.empty(0, np.int64)
    if len(where) != escapes:
        raise DamagedError(f"palette tiles: {len(where)} pixels are not in the palette, expected {escapes}")
    if colours < MAX_COLOURS and ((turned >= colours) & (turned != _ESCAPE)).any():
        raise DamagedError(f"palette tiles: an index beyond the palette of {colours} colours")
    indices = np.ascontiguousarray(turned.reshape(n, TILE, TILE).transpose(0, 2, 1)).reshape(-1)
    strange = _by_rows(where)
    indices[strange] = 0
    out = _look_up_pairs(palette, indices) if n >= _PAIRS_FROM_TILES else palette.view("V3")[:, 0][indices]
    pixels = out.view(np.uint8).reshape(-1, 3)
    pixels[strange] = rare
    return pixels.reshape(-1).view(np.uint64).reshape(n, TILE_WORDS)


def _look_up_pairs(palette: NDArray[np.uint8], indices: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Look two neighbours up at once, in a table of all pairs."""
    colours = len(palette)
    wide = np.zeros((256, 8), np.uint8)
    wide[:colours, :3] = palette
    first = wide.view("<u8")[:, 0]
    table = (first[None, :] | first[:colours, None] << np.uint64(24)).reshape(-1)
    pairs = np.take(table, indices.view("<u2"))
    # Four pairs of 48 bits become three words of 64.
    a, b, c, d = pairs.reshape(-1, 4).T
    out = np.empty((len(a), 3), np.uint64)
    out[:, 0] = a | b << np.uint64(48)
    out[:, 1] = b >> np.uint64(16) | c << np.uint64(32)
    out[:, 2] = c >> np.uint64(32) | d << np.uint64(16)
    return out.reshape(-1)


def _decode_planes(group: Group, inflator: zstandard.ZstdDecompressor) -> Tiles:
    n = group.tiles
    plain = inflate(group.data, n * TILE_BYTES, inflator)
    planes = np.frombuffer(plain, np.uint8).reshape(3, TILE, TILE, n).copy()
    for place in range(1, TILE):
        planes[:, :, place] += planes[:, :, place - 1]
    for place in range(1, TILE):
        planes[:, place] += planes[:, place - 1]
    planes[1:] += planes[0]
    pixels = np.empty((n, TILE, TILE, 3), np.uint8)
    for plane, channel in enumerate((1, 0, 2)):
        pixels[..., channel] = planes[plane].transpose(2, 0, 1)
    return pixels.reshape(-1).view(np.uint64).reshape(n, TILE_WORDS)


def _colours(tiles: Tiles) -> NDArray[np.uint32]:
    """Return the colour of every pixel as red + 256 green + 65,536 blue, shape (n, 1024)."""
    # Three words of 32 bits are four pixels.
    a, b, c = tiles.view("<u4").reshape(-1, 3).T
    out = np.empty((len(a), 4), np.uint32)
    out[:, 0] = a
    out[:, 1] = a >> np.uint32(24) | b << np.uint32(8)
    out[:, 2] = b >> np.uint32(16) | c << np.uint32(16)
    out[:, 3] = c >> np.uint32(8)
    out &= np.uint32(0xFFFFFF)
    return out.reshape(len(tiles), TILE_PIXELS)


def _is_photo(colours: NDArray[np.uint32]) -> NDArray[np.bool_]:
    probes = np.sort(colours[:, _PROBES], axis=1)
    photo: NDArray[np.bool_] = (probes[:, 1:] != probes[:, :-1]).sum(axis=1) >= _PHOTO_COLOURS
    return photo


def _channels(colours: NDArray[np.uint32]) -> NDArray[np.uint8]:
    return np.ascontiguousarray(colours.astype("<u4").view(np.uint8).reshape(-1, 4)[:, :3].T)


def _by_rows(where: NDArray[np.int64]) -> NDArray[np.int64]:
    """Turn positions in tiles stored column by column into positions in tiles stored row by row."""
    return where & ~1023 | (where & 31) << 5 | where >> 5 & 31
