"""What was seen: a set that only grows, merges in any order, and is told honestly."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.errors import FormatError
from replay.privacy.review.seen import SEEN_S, Numbers, Seen, due_s, read_seen, share_seen
from replay.ui.private.seen_keeper import seen_of

numbers = st.sets(st.integers(0, 60), max_size=30)


def _of(members: set[int]) -> Numbers:
    return Numbers.of((each, each + 1) for each in members)


@given(numbers, numbers)
def test_a_union_holds_what_either_holds(a: set[int], b: set[int]) -> None:
    """In both orders, joined as far as can be, and twice is once."""
    union = _of(a) | _of(b)

    assert union == _of(b) | _of(a) == union | union
    assert union.holds(np.arange(62)).tolist() == [each in a | b for each in range(62)]
    assert all(stop < start for (_, stop), (start, _) in zip(union.spans, union.spans[1:], strict=False))


@given(numbers, numbers)
def test_what_is_written_is_read(a: set[int], b: set[int]) -> None:
    """Equal sets make equal texts."""
    seen = Seen(_of(a), _of(b))

    assert read_seen(seen.text()) == seen
    assert seen_of(a, b).text() == seen.text()


@given(st.text() | st.recursive(st.integers() | st.text(), st.lists, max_leaves=5).map(json.dumps))
def test_a_stranger_s_text_is_an_error_or_a_set(text: str) -> None:
    """Nothing else comes out of it."""
    try:
        assert isinstance(read_seen(text), Seen)
    except FormatError:
        return


@pytest.mark.parametrize(
    ("lasts_s", "rate", "playing", "due"),
    [
        (1.0, 1.0, True, SEEN_S),
        (0.033, 1.0, True, 1 / 60),
        (0.033, 2.0, True, SEEN_S),
        (0.033, 1.0, False, SEEN_S),
    ],
)
def test_how_long_a_picture_must_be_there(lasts_s: float, rate: float, *, playing: bool, due: float) -> None:
    """0.2 s, or as long as it was there when it was recorded, at no more than that speed."""
    assert due_s(round(lasts_s * 1e9), rate, playing=playing) == pytest.approx(due, abs=1e-3)


@given(numbers, st.sets(st.integers(0, 60), min_size=1, max_size=20), numbers, numbers)
def test_the_share_and_what_is_missing_agree(
    frames_seen: set[int], frames: set[int], runs_seen: set[int], runs: set[int]
) -> None:
    """All is seen exactly where nothing is missing; every missing run is named."""
    pictures, firsts = np.array(sorted(frames)), np.array(sorted(runs), np.int64)

    share = share_seen(seen_of(frames_seen, runs_seen), pictures, pictures * 10, firsts, firsts * 7)

    assert (share.frames, share.frames_seen) == (len(frames), len(frames & frames_seen))
    assert (share.runs, share.runs_seen) == (len(runs), len(runs & runs_seen))
    assert share.is_whole == (not share.missing)
    assert [t for t, what in share.missing if what == "typed text"] == [
        7 * each for each in sorted(runs - runs_seen)
    ]
