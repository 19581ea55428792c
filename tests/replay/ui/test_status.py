"""The status line: what matters most is never left out."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from replay.core.safe_text import visible
from replay.ui.widgets.status import Part, fitted

PARTS = st.lists(st.tuples(st.text(max_size=60).map(visible), st.just(""), st.integers(0, 5)), max_size=12)


def test_the_least_important_goes_first() -> None:
    """The file's name gives way to the rate, and the rate to the time."""
    parts: list[Part] = [("desk.replay", "", 4), ("00:00:12.345", "", 0), ("2x", "", 1)]
    assert [text for text, _, _ in fitted(parts, 40, 3)] == ["desk.replay", "00:00:12.345", "2x"]
    assert [text for text, _, _ in fitted(parts, 20, 3)] == ["00:00:12.345", "2x"]
    assert [text for text, _, _ in fitted(parts, 12, 3)] == ["00:00:12.345"]


def test_a_long_message_is_cut_and_the_time_stays() -> None:
    """What is never left out is cut where it is longest."""
    parts: list[Part] = [("00:00:12.345", "", 0), ("a message of many words that goes on and on", "", 0)]
    assert [text for text, _, _ in fitted(parts, 40, 3)] == ["00:00:12.345", "a message of many words …"]


@given(PARTS, st.integers(0, 120))
def test_the_line_keeps_its_width(parts: list[Part], width: int) -> None:
    """Where anything is left out, what remains fits, unless every part is down to one cell."""
    shown = fitted(parts, width, 3)
    total = sum(cell_len(text) for text, _, _ in shown) + 3 * max(len(shown) - 1, 0)
    assert total <= width or all(cell_len(text) <= 1 for text, _, _ in shown)
