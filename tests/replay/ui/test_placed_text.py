"""Parts of the screen written with no style twice show what they would have shown one by one."""

from hypothesis import given
from hypothesis import strategies as st

from replay.ui.widgets.placed_text import placed
from tests.terminal_model import TerminalModel

COLUMNS, ROWS = 12, 4
colours = st.sampled_from(
    ["38;2;1;2;3;48;2;9;9;9", "38;2;4;5;6;48;2;9;9;9", "38;2;1;2;3;48;2;8;8;8", "7", ""]
)
texts = st.lists(st.tuples(colours, st.sampled_from([" ", "a", "  ", "█b"])), min_size=1, max_size=2)
parts = st.lists(st.tuples(st.integers(0, COLUMNS - 5), st.integers(0, ROWS - 1), texts), max_size=8)


def rendered(pieces: list[tuple[str, str]]) -> str:
    return "".join(f"\x1b[{style}m{text}\x1b[0m" if style else text for style, text in pieces)


@given(parts)
def test_the_cells_are_those_of_parts_written_one_by_one(
    drawn: list[tuple[int, int, list[tuple[str, str]]]],
) -> None:
    """Leaving styles out changes no cell, and the last style does not outlive the text."""
    written = [(column, row, rendered(pieces)) for column, row, pieces in drawn]
    one_by_one, together = TerminalModel(COLUMNS, ROWS), TerminalModel(COLUMNS, ROWS)
    for column, row, text in written:
        one_by_one.feed(f"\x1b[{row + 1};{column + 1}H{text}")

    together.feed(placed(written))

    places = [(row, column) for row in range(ROWS) for column in range(COLUMNS)]
    assert [one_by_one.cell(*place) for place in places] == [together.cell(*place) for place in places]
    assert (together.ink, together.paper, together.reverse) == (None, None, False)
    assert len(placed(written)) <= sum(
        len(f"\x1b[{row + 1};{column + 1}H{text}") for column, row, text in written
    )


def test_a_column_of_one_colour_costs_its_colour_once() -> None:
    """Six cells below each other in the same colours send them once."""
    cell = rendered([("38;2;1;2;3;48;2;9;9;9", "█")])

    assert placed([(3, row, cell) for row in range(4)]).count("38;2;1;2;3") == 1
