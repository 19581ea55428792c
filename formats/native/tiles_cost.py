"""What decoding the newest frame from its keyframe costs, so that keyframes come when they are due.

The decoder skips groups that nothing shows any more (`formats.native.tiles.TileDecoder`); this counts the
same way. Costs are microseconds, measured at 1920x1080 on one core of a server of 2024; only their ratios
matter.
"""

from collections.abc import Sequence

import numpy as np

from formats.native.tiles_layout import PALETTE, PLANES, Group, Numbers

MAX_DELTAS = 64
"""Packets that may follow a keyframe: each costs its reader a seek and a checksum as well."""

_GROUP = {PALETTE: 20.0, PLANES: 130.0}
_TILE = {PALETTE: 2.5, PLANES: 4.5}
_PAINTED_TILE = 0.3
_MOVED_TILE = 0.2
_PACKET = 40.0
"""Half of it is the reader's: finding the packet, reading it and its checksum."""
_BUDGET = 3_500.0
"""What the changes may cost beyond the keyframe itself, for a picture of up to 2,040 tiles (1920x1080)."""
_BUDGET_TILES = 2_040


def most_sent(tiles: int) -> int:
    """Return how many distinct tiles may follow from a keyframe on; both sides keep them in memory."""
    return 4 * tiles + 256


def most_painted(tiles: int) -> int:
    """Return how many tiles a chain may paint or move; the budget holds the encoder below it."""
    return 16 * tiles + 32_768


class ChainCost:
    """The running cost of one chain."""

    def __init__(self, tiles: int) -> None:
        self._shown_by = np.full(tiles, -1, np.int32)
        self._cost_of: list[float] = []
        self._starts = [0]
        self._spent = 0.0
        self._packets = 0
        self._budget = _BUDGET * max(1.0, tiles / _BUDGET_TILES)
        self._keyframe = 0.0

    def affords(self, fresh: int, painted: int, moved: int) -> bool:
        """Say whether a packet of so many new, painted and moved tiles keeps to the budget."""
        if self._packets > MAX_DELTAS:
            return False
        more = _PACKET + fresh * _TILE[PALETTE] + painted * _PAINTED_TILE + moved * _MOVED_TILE
        return self._spent + self._live() + more <= self._keyframe + self._budget

    def move(self, tiles: Numbers) -> None:
        """Count a packet's moves, before its tiles: all that waits has to be decoded for them."""
        self._spent += self._live() + len(tiles) * _MOVED_TILE
        # Groups stay decoded once they were needed.
        for group in np.unique(self._shown_by[self._shown_by >= 0]).tolist():
            self._cost_of[group] = 0.0
        self._shown_by[:] = -1

    def add(self, groups: Sequence[Group], where: Numbers, numbers: Numbers) -> None:
        """Count a packet's tiles.

        Args:
            groups: Its new groups.
            where: Places that are painted.
            numbers: Number of the tile at each of them.
        """
        for group in groups:
            self._cost_of.append(_GROUP[group.coding] + group.tiles * _TILE[group.coding])
            self._starts.append(self._starts[-1] + group.tiles)
        self._shown_by[where] = np.searchsorted(self._starts, numbers, side="right") - 1
        self._spent += _PACKET
        self._packets += 1
        if self._packets == 1:
            self._keyframe = self._spent + self._live()

    def _live(self) -> float:
        shown = np.bincount(self._shown_by + 1, minlength=len(self._cost_of) + 1)[1:]
        painted = float(shown.sum()) * _PAINTED_TILE
        return painted + sum(self._cost_of[group] for group in np.flatnonzero(shown).tolist())
