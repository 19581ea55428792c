"""What is shown at a time is told, all of it and nothing else, however much is shown before and after."""

from hypothesis import given
from hypothesis import strategies as st

from replay.privacy.finding import ChannelText
from replay.privacy.page.timeline import Timeline

_SPANS = st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 1000)), max_size=40)


@given(_SPANS, st.integers(0, 2000), st.integers(0, 500))
def test_a_time_tells_what_is_shown_then(spans: list[tuple[int, int]], start: int, longer: int) -> None:
    """In the order in which it was given, whatever length each has."""
    texts = [
        ChannelText("screen", f"0.{number}", "", begun, begun + long)
        for number, (begun, long) in enumerate(spans)
    ]

    during = Timeline(texts).during(start, start + longer)

    assert during == [each for each in texts if each.start_ns <= start + longer and each.end_ns >= start]
