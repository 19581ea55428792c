"""Parts of a text that are taken."""

from hypothesis import given
from hypothesis import strategies as st

from replay.privacy.taken import Taken

_SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda each: (each[0], sum(each))))


@given(_SPANS, st.integers(0, 40), st.integers(1, 12))
def test_a_span_overlaps_what_shares_a_character_with_it(
    spans: list[tuple[int, int]], start: int, length: int
) -> None:
    """Whatever was taken before, and in whatever order."""
    taken = Taken()
    for span in spans:
        taken.add(*span)

    shared = any(start < stop and first < start + length for first, stop in spans)

    assert taken.overlaps(start, start + length) == shared
