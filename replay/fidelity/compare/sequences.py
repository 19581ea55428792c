"""Which rows of two streams are the same event: sequences of tokens, robust to what was lost or added.

Tokens are what an event is without its time: a key and its direction, a position. Two ways to pair them:

- `anchors` knows no times. Runs of tokens that occur once in either sequence pair, as in patience diff (Bram
  Cohen), and of those the longest rising chain counts.
- `matched` knows where in time each row is expected. Each row takes the nearest row of its token; pairs that
  cross others are dropped, and what lies between the rest is paired by dynamic programming. What is then
  left, on either side, may have changed its order, or its place.
"""

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int64]
Pairs = tuple[Indices, Indices]
"""Rows of the reference, rising, and the rows of the capture that are the same events."""

NO_PAIRS: Pairs = (np.empty(0, np.int64), np.empty(0, np.int64))
_RUNS = (12, 6, 3, 1)
_ENOUGH = 12
_LARGEST_GAP = 40_000
_MOST_CELLS = 4_000_000
_NS_PER_US = 1000
_NEAR_PX = 3.0
_DOUBLED_NS = 1_000_000
_FNV = np.uint64(0x100000001B3)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A stream as it is compared; rows in time order."""

    tokens: NDArray[np.int64]
    """What each event is, shape (n,): equal numbers are equal events in both sequences."""
    t: NDArray[np.int64]
    """When, on one clock for both sequences where they are `matched`."""
    places: NDArray[np.float64] | None = None
    """Where, in pixels of the reference, shape (n, 2), for streams whose events may have moved."""


def anchors(reference: NDArray[np.int64], capture: NDArray[np.int64]) -> Pairs:
    """Pair two sequences of tokens by the runs that occur once in either, longest runs first.

    Returns:
        The pairs of the longest runs that give enough of them, or the most that any give.
    """
    best = NO_PAIRS
    for length in _RUNS:
        pairs = _rising(*_unique_runs(reference, capture, length))
        if len(pairs[0]) > len(best[0]):
            best = pairs
        if len(best[0]) >= _ENOUGH:
            break
    return best


def matched(
    reference: Sequence, capture: Sequence, window_ns: int, near_ns: int = 0, *, rounded: bool = False
) -> Pairs:
    """Pair the rows of two sequences that are one event.

    Args:
        reference: With the times at which its events are expected in the capture.
        capture: With its own times.
        window_ns: How far from where it is expected an event may be.
        near_ns: How far an event may be that has moved: another token, the same time. 0 where none may.
        rounded: Whether places differ by a pixel or two because a scale was taken out of them.

    Returns:
        Rows of the reference, rising, and those of the capture; these fall where events changed their order.
    """
    pairs = NO_PAIRS
    if rounded:
        # Its time says more of an event than a place that may be the one beside it.
        pairs = _with_near(reference, capture, pairs, near_ns, _NEAR_PX)
    pairs = _uncrossed(*_by_other(_with_tokens(reference, capture, pairs, window_ns)))
    pairs = _filled(reference, capture, pairs, window_ns, near_ns if rounded else 0)
    pairs = _with_tokens(reference, capture, pairs, window_ns // 2)
    for near_px in (_NEAR_PX, np.inf) if near_ns else ():
        pairs = _with_near(reference, capture, pairs, near_ns, near_px)
    return pairs


def matched_in_blocks(
    reference: Sequence,
    capture: Sequence,
    window_ns: int,
    near_ns: int = 0,
    *,
    rounded: bool = False,
    rows: int = 1 << 18,
) -> Pairs:
    """Pair two long sequences as `matched` does, some rows at a time: memory follows the block.

    Args:
        reference: See `matched`; where a clock was set back, times fall.
        capture: See `matched`; times do not fall.
        window_ns: See `matched`.
        near_ns: See `matched`.
        rounded: See `matched`.
        rows: Of the reference in a block.
    """
    found: list[Pairs] = []
    rising_ns = np.maximum.accumulate(reference.t)
    start = first = 0
    while start < len(reference.t):
        stop = min(start + rows, len(reference.t))
        end_ns = int(rising_ns[stop - 1])
        last = int(np.searchsorted(capture.t, end_ns + window_ns, side="right"))
        block = matched(
            _part(reference, start, stop), _part(capture, first, last), window_ns, near_ns, rounded=rounded
        )
        ours, theirs = block[0] + start, block[1] + first
        if stop < len(reference.t):
            # What lies near the end may have its partner in the next block, which takes it again.
            settled = int(np.searchsorted(rising_ns, end_ns - 2 * window_ns))
            stop = settled if settled > start else stop
            kept = ours < stop
            ours, theirs = ours[kept], theirs[kept]
        found.append((ours, theirs))
        start = stop
        first = max(first, int(theirs.max()) + 1) if len(theirs) else first
    if not found:
        return NO_PAIRS
    return np.concatenate([pairs[0] for pairs in found]), np.concatenate([pairs[1] for pairs in found])


def _part(sequence: Sequence, start: int, stop: int) -> Sequence:
    places = None if sequence.places is None else sequence.places[start:stop]
    return Sequence(sequence.tokens[start:stop], sequence.t[start:stop], places)


def _unique_runs(reference: NDArray[np.int64], capture: NDArray[np.int64], length: int) -> Pairs:
    hashed = [_hashes(tokens, length) for tokens in (reference, capture)]
    single = []
    for hashes in hashed:
        values, first, counts = np.unique(hashes, return_index=True, return_counts=True)
        single.append((values[counts == 1], first[counts == 1]))
    _, ours, theirs = np.intersect1d(single[0][0], single[1][0], assume_unique=True, return_indices=True)
    rows, others = single[0][1][ours], single[1][1][theirs]
    order = np.argsort(rows)
    return rows[order], others[order]


def _hashes(tokens: NDArray[np.int64], length: int) -> NDArray[np.uint64]:
    """Return a hash of each run of `length` tokens, at its first."""
    count = max(len(tokens) - length + 1, 0)
    out = np.zeros(count, np.uint64)
    values = tokens.astype(np.uint64)
    for place in range(length):
        out = (out ^ (values[place : place + count] + np.uint64(0x9E3779B97F4A7C15))) * _FNV
        out ^= out >> np.uint64(29)
    return out


def _rising(rows: Indices, others: Indices) -> Pairs:
    """Return the longest chain of pairs, by rows already rising, whose others rise too."""
    tails: list[int] = []
    places: list[int] = []
    before = np.full(len(rows), -1, np.int64)
    for number, value in enumerate(others.tolist()):
        place = bisect_left(tails, value)
        if place == len(tails):
            tails.append(value)
            places.append(number)
        else:
            tails[place], places[place] = value, number
        before[number] = places[place - 1] if place else -1
    chain = []
    at = places[-1] if places else -1
    while at >= 0:
        chain.append(at)
        at = int(before[at])
    kept = np.array(chain[::-1], np.int64)
    return rows[kept], others[kept]


def _nearest_of_token(reference: Sequence, capture: Sequence, window_ns: int) -> Pairs:
    """Pair each row of the capture with the nearest of its token; each row is taken by its nearest only."""
    if not len(reference.t) or not len(capture.t):
        return NO_PAIRS
    both = np.unique(np.concatenate([reference.tokens, capture.tokens]), return_inverse=True)[1]
    start = min(int(reference.t.min()), int(capture.t.min()))
    span_us = (max(int(reference.t.max()), int(capture.t.max())) - start) // _NS_PER_US + 1
    # Token and time in one number: microseconds of days times millions of tokens fit into 63 bits.
    token_step = 2 * span_us
    ours = both[: len(reference.t)] * token_step + (reference.t - start) // _NS_PER_US
    theirs = both[len(reference.t) :] * token_step + (capture.t - start) // _NS_PER_US
    order = np.argsort(ours, kind="stable")
    ordered = ours[order]
    right = np.searchsorted(ordered, theirs)
    sides = np.stack([np.clip(right - 1, 0, len(ordered) - 1), np.clip(right, 0, len(ordered) - 1)])
    apart = np.abs(ordered[sides] - theirs)
    side = np.argmin(apart, axis=0)
    every = np.arange(len(theirs))
    apart, rows = apart[side, every], order[sides[side, every]]
    equal = reference.tokens[rows] == capture.tokens
    close = np.flatnonzero(equal & (apart <= window_ns // _NS_PER_US))
    # Nearest first, then the earlier of equals: a doubled event leaves its first copy paired.
    close = close[np.lexsort((close, apart[close], rows[close]))]
    first = np.ones(len(close), np.bool_)
    first[1:] = rows[close][1:] != rows[close][:-1]
    taken = np.sort(close[first])
    return rows[taken], taken


def _uncrossed(rows: Indices, others: Indices) -> Pairs:
    """Keep the pairs that cross no other pair; `others` rise already."""
    if not len(rows):
        return NO_PAIRS
    highest = np.maximum.accumulate(np.concatenate([[-1], rows[:-1]]))
    lowest = np.minimum.accumulate(np.concatenate([rows[1:], [np.iinfo(np.int64).max]])[::-1])[::-1]
    kept = (rows > highest) & (rows < lowest)
    return rows[kept], others[kept]


def _by_other(pairs: Pairs) -> Pairs:
    order = np.argsort(pairs[1], kind="stable")
    return pairs[0][order], pairs[1][order]


def _together(pairs: Pairs, rows: Indices, others: Indices) -> Pairs:
    rows, others = np.concatenate([pairs[0], rows]), np.concatenate([pairs[1], others])
    order = np.argsort(rows, kind="stable")
    return rows[order], others[order]


def _without_partner(reference: Sequence, capture: Sequence, pairs: Pairs) -> Pairs:
    return (
        np.setdiff1d(np.arange(len(reference.t)), pairs[0], assume_unique=True),
        np.setdiff1d(np.arange(len(capture.t)), pairs[1], assume_unique=True),
    )


def _with_tokens(reference: Sequence, capture: Sequence, pairs: Pairs, window_ns: int) -> Pairs:
    """Add pairs of one token among rows without a partner; they may cross others."""
    left, right = _without_partner(reference, capture, pairs)
    ours = Sequence(reference.tokens[left], reference.t[left])
    rows, others = _nearest_of_token(ours, Sequence(capture.tokens[right], capture.t[right]), window_ns)
    rows, others = left[rows], right[others]
    apart = np.abs(reference.t[rows] - capture.t[others])
    # Else the copy of a doubled event stands for another that was lost.
    kept = ~_repeats(capture)[others] | (apart <= _DOUBLED_NS)
    return _together(pairs, rows[kept], others[kept])


def _with_near(reference: Sequence, capture: Sequence, pairs: Pairs, near_ns: int, near_px: float) -> Pairs:
    """Add pairs of rows without a partner that are nearest to each other in time, and near in place."""
    left, right = _without_partner(reference, capture, pairs)
    right = right[~_repeats(capture)[right]]
    if not len(left) or not len(right) or reference.places is None or capture.places is None:
        return pairs
    to_right = _nearest(capture.t[right], reference.t[left])
    to_left = _nearest(reference.t[left], capture.t[right])
    mutual = to_left[to_right] == np.arange(len(left))
    rows, others = left[mutual], right[to_right[mutual]]
    apart_px = np.abs(reference.places[rows] - capture.places[others]).max(axis=1)
    near = (np.abs(reference.t[rows] - capture.t[others]) <= near_ns) & (apart_px <= near_px)
    return _together(pairs, rows[near], others[near])


def _repeats(sequence: Sequence, rows: Indices | None = None) -> NDArray[np.bool_]:
    """Say which rows, of all or of those named, are the one before them once more: doubled, not moved."""
    rows = np.arange(len(sequence.t)) if rows is None else rows
    before = np.maximum(rows - 1, 0)
    close = np.abs(sequence.t[rows] - sequence.t[before]) < _DOUBLED_NS
    out: NDArray[np.bool_] = (rows > 0) & close & (sequence.tokens[rows] == sequence.tokens[before])
    return out


def _nearest(among: NDArray[np.int64], of: NDArray[np.int64]) -> Indices:
    right = np.clip(np.searchsorted(among, of), 1, max(len(among) - 1, 1))
    right = np.minimum(right, len(among) - 1)
    left = np.maximum(right - 1, 0)
    return np.where(np.abs(among[left] - of) <= np.abs(among[right] - of), left, right)


def _filled(reference: Sequence, capture: Sequence, pairs: Pairs, window_ns: int, near_ns: int) -> Pairs:
    """Pair what lies between pairs, gap by gap."""
    rows = np.concatenate([[-1], pairs[0], [len(reference.t)]])
    others = np.concatenate([[-1], pairs[1], [len(capture.t)]])
    gaps = np.flatnonzero((np.diff(rows) > 1) & (np.diff(others) > 1))
    found: list[tuple[int, int]] = []
    cells = 0
    for gap in gaps.tolist():
        ours = np.arange(rows[gap] + 1, rows[gap + 1])
        theirs = np.arange(others[gap] + 1, others[gap + 1])
        size = len(ours) * len(theirs)
        cells += size
        if size > _LARGEST_GAP or cells > _MOST_CELLS:
            found += _in_turn(reference, capture, ours, theirs, window_ns)
        else:
            found += _best(_worth(reference, capture, ours, theirs, window_ns, near_ns), ours, theirs)
    if not found:
        return pairs
    more = np.array(found, np.int64)
    return _together(pairs, more[:, 0], more[:, 1])


def _worth(  # noqa: PLR0917 - two sides of a gap, each with its rows
    reference: Sequence, capture: Sequence, ours: Indices, theirs: Indices, window_ns: int, near_ns: int
) -> NDArray[np.float64]:
    """Say what each pair is worth, 0 for one that cannot be, shape (ours, theirs)."""
    apart = np.abs(reference.t[ours][:, None] - capture.t[theirs][None])
    same = reference.tokens[ours][:, None] == capture.tokens[theirs][None]
    windows_ns = np.where(_repeats(capture, theirs), min(_DOUBLED_NS, window_ns), window_ns)
    worth = np.where(same & (apart <= windows_ns), 4.0, 0.0)
    if near_ns and reference.places is not None and capture.places is not None:
        away = reference.places[ours][:, None] - capture.places[theirs][None]
        near = np.abs(away).max(axis=2) <= _NEAR_PX
        worth = np.maximum(worth, 3.0 * (near & (apart <= near_ns)))
    return np.where(worth > 0, worth - 0.5 * np.minimum(apart / max(window_ns, 1), 1), 0.0)


def _best(worth: NDArray[np.float64], ours: Indices, theirs: Indices) -> list[tuple[int, int]]:
    """Return the pairs of the chain that is worth most (the longest common subsequence, weighted)."""
    if worth.size == 1:
        return [(int(ours[0]), int(theirs[0]))] if worth[0, 0] > 0 else []
    values = worth.tolist()
    height, width = worth.shape
    best = [[0.0] * (width + 1) for _ in range(height + 1)]
    for i in range(height - 1, -1, -1):
        row, below, costs = best[i], best[i + 1], values[i]
        for j in range(width - 1, -1, -1):
            skipped = max(below[j], row[j + 1])
            taken = below[j + 1] + costs[j] if costs[j] > 0 else 0.0
            row[j] = max(taken, skipped)
    out = []
    i = j = 0
    while i < height and j < width:
        if values[i][j] > 0 and best[i][j] == best[i + 1][j + 1] + values[i][j]:
            out.append((int(ours[i]), int(theirs[j])))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return out


def _in_turn(
    reference: Sequence, capture: Sequence, ours: Indices, theirs: Indices, window_ns: int
) -> list[tuple[int, int]]:
    """Pair a gap too large for the best chain in one pass: equal tokens in time, else the earlier is left."""
    out = []
    i = j = 0
    while i < len(ours) and j < len(theirs):
        row, other = int(ours[i]), int(theirs[j])
        apart = int(capture.t[other]) - int(reference.t[row])
        if abs(apart) <= window_ns and reference.tokens[row] == capture.tokens[other]:
            out.append((row, other))
            i, j = i + 1, j + 1
        elif apart > 0:
            i += 1
        else:
            j += 1
    return out
