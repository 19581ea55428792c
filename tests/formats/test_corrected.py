"""A recording with corrected times of its frames is a recording like any other, and the same one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.model.annotations import Correction
from formats.model.content_id import content_id
from formats.model.corrected import (
    HEADER_DETAIL,
    MOST_DRIFT_PPB,
    MOST_OFFSET_NS,
    CorrectedRecording,
    corrected,
    corrected_times,
    refusal,
    uncorrected,
)
from formats.model.frames import frame_at
from formats.model.recording import Recording, first_ns
from formats.model.time import Span
from tests.replay.core.recordings import MS, S, recording
from tests.replay.fidelity.injected import desk

_CORRECTIONS = st.builds(
    Correction,
    st.just("c"),
    st.integers(-MOST_OFFSET_NS, MOST_OFFSET_NS),
    st.integers(-MOST_DRIFT_PPB, MOST_DRIFT_PPB),
)
_TIMES = st.lists(st.integers(-(1 << 63), (1 << 63) - 1), max_size=20)


def _made() -> Recording:
    keys = [
        ("key", at, {"code": "KeyA", "key": "a", "pressed": 1, "repeat": 0, "modifiers": 0}) for at in (1, 9)
    ]
    return recording(*keys, frames=[(second, True) for second in range(11)])


@given(_TIMES, _CORRECTIONS)
def test_what_was_in_order_stays_so(times: list[int], correction: Correction) -> None:
    """However far off the clock is said to be, and whatever times a hostile table holds."""
    rising = np.array(sorted(times), np.int64)

    assert (np.diff(corrected_times(rising, correction)) >= 0).all()


@given(_CORRECTIONS, st.integers(-2 * S, 12 * S))
def test_a_frame_belongs_to_an_instant_as_the_last_one_at_or_before_it(
    correction: Correction, t_ns: int
) -> None:
    """In the table, in the stream, and by counting rows alike, by the formula of the correction."""
    raw = _made()
    shown = corrected(raw, correction)
    due = [
        int(t) + correction.frame_offset_ns + round(int(t) * correction.frame_drift_ppb / 1e9)
        for t in raw.frames["t"]
    ]
    last = max((number for number, t in enumerate(due) if t <= t_ns), default=-1)

    assert shown.frames["t"].tolist() == due
    assert frame_at(shown.frames, t_ns) == last
    assert shown.row_at("frame", t_ns + 1) == last + 1
    assert shown.events("frame").t.tolist() == due
    assert shown.rows("frame", 2, 4).t.tolist() == due[2:4]
    span = Span(min(t_ns, 5 * S), max(t_ns, 5 * S))
    assert shown.events("frame", span).t.tolist() == [t for t in due if span.contains(t)]
    assert shown.streams["frame"].start_ns == due[0]
    assert shown.duration_ns == max(9 * S, due[-1])
    assert first_ns(shown) == min(0, due[0])


def test_the_events_and_the_pictures_are_as_they_were() -> None:
    """And so is the id by which annotations are kept; the header says by how much frames are moved."""
    with desk() as raw:
        known = content_id(raw)
        shown = corrected(raw, Correction("c", -180 * MS, 20_000, "measured"))

        assert content_id(shown) == known
        assert np.array_equal(shown.events("key").rows, raw.events("key").rows)
        assert np.array_equal(shown.pixels(3), raw.pixels(3))
        assert shown.encoded(3) == raw.encoded(3)
        assert shown.header.details[HEADER_DETAIL] == {
            "offset_ns": -180 * MS,
            "drift_ppb": 20_000,
            "note": "measured",
        }
        assert HEADER_DETAIL not in raw.header.details


def test_a_correction_takes_the_place_of_another() -> None:
    """Two are never added up; none, or one by nothing, leaves the recording itself."""
    raw = _made()
    once = corrected(raw, Correction("c", 5 * MS))

    again = corrected(once, Correction("c", 7 * MS))
    assert isinstance(again, CorrectedRecording)
    assert again.raw is raw
    assert corrected(again, None) is raw
    assert corrected(again, Correction("c", 0)) is raw
    assert uncorrected(raw) is raw


@pytest.mark.parametrize(
    "wild", [Correction("c", MOST_OFFSET_NS + 1), Correction("c", 0, -MOST_DRIFT_PPB - 1)]
)
def test_a_correction_that_nobody_measured_is_refused(wild: Correction) -> None:
    """A journal may be a stranger's: a day's offset, or a clock that runs backwards."""
    assert refusal(wild)
    with pytest.raises(ValueError, match="its"):
        corrected(_made(), wild)
