"""The terminal that draws asciicasts: what programs write, and what then stands where."""

from hypothesis import given
from hypothesis import strategies as st

from formats.importers.asciicast.terminal import Terminal

COLUMNS, ROWS = 10, 4


def shown(*texts: str) -> list[str]:
    """Return the lines that a terminal shows, without blanks at their ends."""
    terminal = Terminal(COLUMNS, ROWS)
    for text in texts:
        terminal.feed(text)
    lines = terminal.screen.characters
    return ["".join(chr(character) for character in line if character).rstrip() for line in lines]


def test_text_wraps_and_scrolls() -> None:
    """A full line goes on in the next one only when there is more; the last line moves all up."""
    assert shown("0123456789") == ["0123456789", "", "", ""]
    assert shown("0123456789a") == ["0123456789", "a", "", ""]
    assert shown("1\r\n2\r\n3\r\n4\r\n5") == ["2", "3", "4", "5"]
    assert shown("\x1b[?7l0123456789abc") == ["012345678c", "", "", ""]


def test_the_cursor_goes_where_it_is_sent() -> None:
    """By places, by steps, to tab stops, and never off the screen."""
    assert shown("\x1b[2;3Hx\x1b[Aa\x1b[2Db\x1b[99;99Hz") == ["  ba", "  x", "", "         z"]
    assert shown("a\tb") == ["a       b", "", "", ""]
    assert shown("abc\x1b7\x1b[3;1Hx\x1b8d") == ["abcd", "", "x", ""]
    assert shown("ab\b\bc\x1b[Ed\x1b[5Ge") == ["cb", "d   e", "", ""]


def test_text_is_erased_inserted_and_deleted() -> None:
    """In a line and over the screen, as ECMA-48 has it."""
    assert shown("abcdef\x1b[3G\x1b[K") == ["ab", "", "", ""]
    assert shown("abcdef\x1b[3G\x1b[1K") == ["   def", "", "", ""]
    assert shown("abcdef\x1b[3G\x1b[2@X") == ["abX cdef", "", "", ""]
    assert shown("abcdef\x1b[3G\x1b[2P") == ["abef", "", "", ""]
    assert shown("abcdef\x1b[3G\x1b[2X") == ["ab  ef", "", "", ""]
    assert shown("1\r\n2\r\n3\x1b[2;1H\x1b[J") == ["1", "", "", ""]
    assert shown("1\r\n2\r\n3\x1b[2;1H\x1b[L") == ["1", "", "2", "3"]
    assert shown("1\r\n2\r\n3\x1b[1;1H\x1b[M") == ["2", "3", "", ""]
    assert shown("x\x1b[3b") == ["xxxx", "", "", ""]


def test_margins_scroll_their_lines_alone() -> None:
    """What stands outside stays; backwards at the upper margin too."""
    assert shown("1\r\n2\r\n3\r\n4\x1b[2;3r\x1b[3;1H\nx") == ["1", "3", "x", "4"]
    assert shown("1\r\n2\r\n3\r\n4\x1b[2;3r\x1b[2;1H\x1bMx") == ["1", "x", "2", "4"]


def test_wide_and_combined_characters_take_their_cells() -> None:
    """A wide one two, a mark none, and half of a wide one that is written over goes."""
    assert shown("\u754c\u754c\x1b[4Gx") == ["\u754c x", "", "", ""]
    assert shown("012345678\u754c") == ["012345678", "\u754c", "", ""]
    assert shown("e\u0301x") == ["\u00e9x", "", "", ""]


def test_line_drawing_is_switched_on_and_off() -> None:
    """DEC's special graphics, as dialogs use them."""
    assert shown("\x1b(0lqk\x1b(Bq") == ["┌─┐q", "", "", ""]


def test_sequences_may_come_in_pieces() -> None:
    """Cut anywhere they do what they do whole, and what is no use here leaves no trace."""
    text = "a\x1b[2;2Hb\x1b]2;title\x07c\x1bP+q544e\x1b\\d\x1b[?2004h\x1b[>4;1m\x1b[38:2::1:2:3me"

    for place in range(len(text)):
        assert shown(text[:place], text[place:]) == ["a", " bcde", "", ""]


@given(
    st.lists(
        st.text(st.characters(max_codepoint=0x2FFF), max_size=12)
        | st.from_regex(r"\x1b\[[?>!]?[0-9;:]{0,8}[@-~]", fullmatch=True),
        max_size=12,
    ),
    st.integers(1, 12),
    st.integers(1, 6),
)
def test_nothing_that_is_written_breaks_the_screen(texts: list[str], columns: int, rows: int) -> None:
    """Whatever comes, the screen keeps its size and the cursor stays on it."""
    terminal = Terminal(COLUMNS, ROWS)
    for text in texts:
        terminal.feed(text)
    terminal.screen.resize(columns, rows)
    terminal.feed("".join(texts))
    screen = terminal.screen

    assert [len(line) for line in screen.characters] == [columns] * rows
    assert [len(line) for line in screen.styles] == [columns] * rows
    assert 0 <= screen.cursor.row < rows
    assert 0 <= screen.cursor.column < columns
    assert screen.cells()[0].shape == (rows, columns)
