"""Times as people write them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.model.frames import FRAME_DTYPE, frame_at
from formats.model.time import format_time
from replay.core.timecode import parse_instant, parse_time
from tests.replay.core.recordings import S, recording

HOUR = 3600 * S
FRAMES = recording(frames=[(0, True), (0.25, True), (0.5, False)]).frames


@pytest.mark.parametrize(
    ("text", "t_ns"),
    [
        ("00:12:31.240", 751_240_000_000),
        ("12:31", 751 * S),
        ("75", 75 * S),
        ("0.3", 300_000_000),
        (".5", 500_000_000),
        ("90s", 90 * S),
        ("250ms", 250_000_000),
        ("2m", 120 * S),
        ("0.5h", HOUR // 2),
        ("#1", 250_000_000),
        ("50%", HOUR // 2),
        ("+5", 105 * S),
        ("-5", 95 * S),
        ("-5:00", 0),
        ("99:00:00", HOUR),
        (" 10 ", 10 * S),
    ],
)
def test_every_form_is_read(text: str, t_ns: int) -> None:
    """What people type goes where they mean, and past an end is that end."""
    assert parse_time(text, FRAMES, HOUR, now_ns=100 * S) == t_ns


@given(st.integers(0, HOUR))
def test_a_time_as_it_is_shown_reads_back(t_ns: int) -> None:
    """What the screen shows can be typed."""
    assert parse_time(format_time(t_ns), FRAMES, HOUR) == t_ns // 1_000_000 * 1_000_000


@pytest.mark.parametrize(
    "text", ["", "x", "1:75", "1:75:00", "#9", "#", "#-1", "%", "x%", "1e9", "١", "9" * 41]
)
def test_what_is_no_time_is_said_so(text: str) -> None:
    """A slip gives a sentence, never another place."""
    with pytest.raises(ValueError, match=r"time|frame|percentage|minutes"):
        parse_time(text, FRAMES, HOUR)


@given(st.text(max_size=12))
def test_no_text_breaks_it(text: str) -> None:
    """Anything typed is a time inside the recording or a sentence."""
    try:
        t_ns = parse_time(text, FRAMES, HOUR)
    except ValueError:
        return

    assert 0 <= t_ns <= HOUR


def test_a_time_as_it_is_shown_finds_what_it_was_shown_beside() -> None:
    """Times are shown rounded down: the frame of a shown time is found again, not the one before."""
    frames = np.zeros(3, FRAME_DTYPE)
    frames["t"] = [0, 4_761_900_001, 9 * S]

    t_ns = parse_instant(format_time(4_761_900_001), frames, 10 * S)

    assert frame_at(frames, t_ns) == 1
    assert format_time(t_ns) == "00:00:04.761"
    assert parse_instant("4.761", frames, 10 * S) == 4_761_000_000
    assert parse_instant("00:00:10.000", frames, 10 * S) == 10 * S
