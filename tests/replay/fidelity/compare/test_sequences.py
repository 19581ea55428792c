"""Sequences: whatever is dropped or doubled, no pair is wrong and none is missed."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from replay.fidelity.compare.sequences import Sequence, anchors, matched, matched_in_blocks

TOKENS = st.lists(st.integers(0, 5), min_size=1, max_size=60)


@given(TOKENS, st.data())
def test_what_was_kept_is_matched(tokens: list[int], data: st.DataObject) -> None:
    """Of a sequence of which some are dropped, exactly those that were kept are paired with themselves."""
    kept = np.array(data.draw(st.lists(st.booleans(), min_size=len(tokens), max_size=len(tokens))))
    t = np.arange(len(tokens), dtype=np.int64) * 10_000_000
    whole = Sequence(np.array(tokens, np.int64), t)
    part = Sequence(whole.tokens[kept], t[kept])

    rows, others = matched(whole, part, 300_000_000)

    assert rows.tolist() == np.flatnonzero(kept).tolist()
    assert others.tolist() == list(range(int(kept.sum())))


@given(TOKENS, st.data(), st.integers(5, 30))
def test_blocks_pair_what_the_whole_does(tokens: list[int], data: st.DataObject, rows: int) -> None:
    """A long sequence taken in blocks loses nothing at their edges."""
    kept = np.array(data.draw(st.lists(st.booleans(), min_size=len(tokens), max_size=len(tokens))))
    t = np.arange(len(tokens), dtype=np.int64) * 100_000_000
    whole = Sequence(np.array(tokens, np.int64), t)
    part = Sequence(whole.tokens[kept], t[kept])

    ours, theirs = matched_in_blocks(whole, part, 100_000_000, rows=rows)

    assert ours.tolist() == np.flatnonzero(kept).tolist()
    assert theirs.tolist() == list(range(int(kept.sum())))


@given(TOKENS, TOKENS)
def test_a_row_has_one_partner_of_its_token(one: list[int], other: list[int]) -> None:
    """Pairs are of equal tokens, within the window, and no row is in two of them."""
    first = Sequence(np.array(one, np.int64), np.arange(len(one), dtype=np.int64) * 7_000_000)
    second = Sequence(np.array(other, np.int64), np.arange(len(other), dtype=np.int64) * 9_000_000)

    rows, others = matched(first, second, 50_000_000)

    assert len(set(rows.tolist())) == len(rows) == len(set(others.tolist()))
    assert (first.tokens[rows] == second.tokens[others]).all()
    assert (np.abs(first.t[rows] - second.t[others]) <= 50_000_000).all()


def test_anchors_need_no_times() -> None:
    """Two sequences that begin and end at different places pair where they are equal."""
    tokens = np.random.default_rng(1).integers(0, 30, 400)

    rows, others = anchors(tokens[50:], tokens[:350])

    assert len(rows) > 100
    assert (rows + 50 == others).all()
