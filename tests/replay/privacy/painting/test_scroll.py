"""What scrolls while a secret is typed is no writing, and writing goes along with what scrolls."""

import numpy as np

from formats.model.frames import Pixels
from replay.privacy.painting.painted import Box, changed_lines
from replay.privacy.painting.scroll import written_on

_LINE_PX, _LINES = 12, 8
_EVERYTHING = Box(0, 0, 60, _LINE_PX * _LINES)
_RANDOM = np.random.default_rng(5)


def line() -> Pixels:
    """Return a line of writing, with room above and below."""
    out = np.full((_LINE_PX, 60, 3), 250, np.uint8)
    out[2:10, 4:50] = _RANDOM.integers(0, 2, (8, 46, 1)) * 200
    return out


def page(*lines: Pixels) -> Pixels:
    """Return a window with lines from its top."""
    out = np.full((_LINE_PX * _LINES, 60, 3), 250, np.uint8)
    for number, each in enumerate(lines):
        out[number * _LINE_PX : (number + 1) * _LINE_PX] = each
    return out


def rows(before: Pixels, after: Pixels, *written: Box) -> list[int]:
    """Return the numbers of the lines that count as written on."""
    found = written_on(before, after, changed_lines(before, after, _EVERYTHING), written)
    return sorted({box.top // _LINE_PX for box in found})


def test_a_line_that_was_written_is_the_only_one() -> None:
    """Nothing scrolled, and what was written before stays."""
    lines = [line() for _ in range(4)]

    assert rows(page(*lines[:3]), page(*lines)) == [3]
    assert rows(page(*lines[:3]), page(*lines), Box(0, 13, 60, 23)) == [1, 3]


def test_lines_that_scrolled_up_were_not_written() -> None:
    """The new one at the bottom was, and a secret's goes along."""
    lines = [line() for _ in range(9)]
    secret = Box(4, 6 * _LINE_PX + 2, 50, 6 * _LINE_PX + 10)

    assert rows(page(*lines[:8]), page(*lines[1:])) == [7]
    assert rows(page(*lines[:8]), page(*lines[1:]), secret) == [5, 7]


def test_a_line_that_went_on_while_it_scrolled_counts_as_written() -> None:
    """What is there now is not what was there before."""
    lines = [line() for _ in range(9)]
    longer = lines[7].copy()
    longer[2:10, 50:56] = 0

    secret = Box(4, 7 * _LINE_PX + 2, 50, 7 * _LINE_PX + 10)
    assert rows(page(*lines[:8]), page(*lines[1:7], longer, lines[8]), secret) == [6, 7]


def test_another_page_is_all_written() -> None:
    """As far as anybody can tell."""
    assert rows(page(*[line() for _ in range(8)]), page(*[line() for _ in range(8)])) == list(range(8))
