"""Typed text from a field's successive values."""

from hypothesis import given
from hypothesis import strategies as st

from formats.sources.field_text import FieldTexts, common_start
from formats.sources.rows import SourceRows


def typed(values: list[str], base: str = "") -> list[tuple[int, str]]:
    """Return time and text of each row but the field's name."""
    rows = SourceRows()
    texts = FieldTexts(rows)
    for at_ns, value in enumerate(values, 1):
        texts.change(at_ns, "f", "name", value, first=base)
    texts.end()
    events = rows.events(0, 0)[0].get("text")
    return [(r["t_ns"], r["string"]) for r in events.records() if r["kind"] == "typed"] if events else []


def test_each_piece_has_the_time_at_which_it_was_written() -> None:
    """A letter that was erased and written again counts from then on."""
    assert typed(["h", "he", "hel", "helo", "hel", "hell", "hello"]) == [
        (1, "h"),
        (2, "e"),
        (3, "l"),
        (6, "l"),
        (7, "o"),
    ]


def test_what_stood_in_the_field_before_was_not_typed() -> None:
    """Neither before nor behind what was written in the middle."""
    assert typed(["AxB", "AxyB"], "AB") == [(1, "x"), (2, "y")]
    assert typed(["AB", "A"], "ABC") == []


def test_a_field_emptied_at_once_keeps_what_was_typed() -> None:
    """It was sent, or cleared by its page; erasing the last letter is a correction."""
    assert typed(["h", "hi", "", "y"]) == [(1, "h"), (2, "i"), (4, "y")]
    assert typed(["h", ""]) == []


@given(st.lists(st.text("ab", min_size=1, max_size=6), min_size=1, max_size=8))
def test_the_pieces_are_the_last_value(values: list[str]) -> None:
    """Of a field that was empty, all of its text was typed, whatever was erased in between."""
    pieces = typed(values)

    assert "".join(text for _, text in pieces) == values[-1]
    assert [at for at, _ in pieces] == sorted(at for at, _ in pieces)


@given(st.text("ab", max_size=40), st.text("ab", max_size=40), st.text("ab", max_size=40))
def test_common_start_is_the_longest(start: str, one: str, other: str) -> None:
    """Two texts agree up to there, and no further."""
    length = common_start(start + one, start + other)

    assert (start + one)[:length] == (start + other)[:length]
    assert (start + one)[length : length + 1] != (start + other)[length : length + 1] or length == min(
        len(start + one), len(start + other)
    )
