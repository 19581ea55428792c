"""What counts as seen: long enough, whole, and with nothing hidden that nobody decided on."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from formats.model.frames import FRAME_DTYPE
from replay.ui.private.seen_watch import InView, SeenWatch
from replay.ui.widgets.folding import Folding


def _watch(*changed: int, every_s: float = 0.25) -> SeenWatch:
    frames = np.zeros(len(changed), FRAME_DTYPE)
    frames["t"] = np.arange(len(changed)) * round(every_s * 1e9)
    frames["changed"] = changed
    return SeenWatch(frames, round(len(changed) * every_s * 1e9))


def _look(watch: SeenWatch, *views: tuple[float, InView]) -> None:
    for now_s, view in views:
        watch.look(view, now_s, _LINES, _HIDDEN)


_LINES, _HIDDEN = [0, 0, 1, 1, 1, 2, 2], [False, False, True]


def test_a_picture_counts_after_a_fifth_of_a_second() -> None:
    """Not before, and a frame that shows the same as one before it is that one."""
    watch = _watch(1, 0, 1)
    _look(watch, (0, InView(1)), (0.1, InView(2)), (0.31, InView(2)))

    assert watch.take() == ({2}, set())
    _look(watch, (0.4, InView(1)), (0.5, InView(0)), (0.61, InView(-1)))
    assert watch.take()[0] >= {0}


def test_flying_by_does_not_count() -> None:
    """At 64x no picture stands; at the normal rate one of a video counts that was there for its time."""
    fast, normal = _watch(*[1] * 64, every_s=0.04), _watch(*[1] * 64, every_s=0.04)
    _look(fast, *((frame / 60, InView(frame, 64.0, playing=True)) for frame in range(64)))
    _look(normal, *((frame * 0.04, InView(frame, 1.0, playing=True)) for frame in range(64)))

    assert fast.take() == (set(), set())
    assert normal.take()[0] == set(range(63))


def test_a_run_counts_when_every_line_of_it_stood_still() -> None:
    """A part of it is not it, a hidden one never counts, and lines that moved were not read."""
    watch = _watch()
    _look(watch, (0, InView(lines=(0, 4))), (0.3, InView(lines=(0, 4))))
    assert watch.take()[1] == {0}
    _look(watch, (0.4, InView(lines=(4, 7))), (0.5, InView(lines=(0, 3))), (0.6, InView(lines=(4, 7))))
    assert watch.take()[1] == set()
    _look(watch, (0.9, InView(lines=(4, 7))))
    assert watch.take()[1] == {1}


@given(
    st.integers(0, 60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12)), max_size=5).map(
        lambda spans: sorted((first, first + length) for first, length in spans)
    ),
)
def test_folded_rows_are_one_row(length: int, hidden: list[tuple[int, int]]) -> None:
    """Every other row is there once and in order, and each leads back to itself."""
    folding = Folding(length, hidden)
    own = [folding.own(shown) for shown in range(len(folding))]

    assert own == sorted(set(own))
    assert [folding.shown(row) for row in own] == list(range(len(folding)))
    outside = {row for row in range(length) if not any(a <= row < b for a, b in hidden)}
    assert outside <= set(own)
    for row in range(length):
        assert folding.own(folding.shown(row)) <= row
