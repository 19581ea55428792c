"""The tiles already sent since a keyframe, found by their content."""

import random

import numpy as np
from numpy.typing import NDArray

from formats.native.tiles_coding import TILE_WORDS, Tiles
from formats.native.tiles_layout import Numbers

_CHANCE = random.Random(11)  # noqa: S311 - the weights of a sum
_WEIGHTS = np.array([_CHANCE.getrandbits(64) | 1 for _ in range(TILE_WORDS)], np.uint64)
_FIRST_ROOM = 256


class TileStore:
    """Every distinct tile sent since the keyframe, by number; equality is checked, hashes are not trusted."""

    def __init__(self) -> None:
        self._number_of: dict[int, int] = {}
        self._tiles: Tiles = np.empty((_FIRST_ROOM, TILE_WORDS), np.uint64)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def clear(self) -> None:
        """Forget everything: a keyframe follows."""
        self._number_of.clear()
        self._count = 0

    def look_up(self, tiles: Tiles) -> tuple[Numbers, Numbers, list[int]]:
        """Find tiles that need not be sent.

        Returns:
            The number each was sent under, -1 where it was not; the place in `tiles` of the first that is
            equal to it; and a hash each, for `add`.
        """
        hashes: list[int] = np.einsum("nw,w->n", tiles, _WEIGHTS).tolist()
        known = np.array([self._number_of.get(value, -1) for value in hashes], np.int64)
        seen: dict[int, int] = {}
        first = np.array([seen.setdefault(value, place) for place, value in enumerate(hashes)], np.int64)
        here = np.flatnonzero(known >= 0)
        known[here[_differ(tiles[here], self._tiles[known[here]])]] = -1
        copies = np.flatnonzero((known < 0) & (first != np.arange(len(first))))
        wrong = copies[_differ(tiles[copies], tiles[first[copies]])]
        first[wrong] = wrong
        return known, first, hashes

    def add(self, tiles: Tiles, hashes: list[int]) -> None:
        """Append tiles, which take the next numbers in order."""
        need = self._count + len(tiles)
        if need > len(self._tiles):
            grown = np.empty((max(need, 2 * len(self._tiles)), TILE_WORDS), np.uint64)
            grown[: self._count] = self._tiles[: self._count]
            self._tiles = grown
        self._tiles[self._count : need] = tiles
        for number, value in enumerate(hashes, self._count):
            self._number_of.setdefault(value, number)
        self._count = need


def _differ(some: Tiles, others: Tiles) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (some != others).any(axis=1)
    return found
