"""Recorded text on its way to a terminal."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from replay.core.safe_text import visible

ANY_TEXT = st.text(st.characters(categories=None, exclude_categories=()))


@given(ANY_TEXT)
def test_nothing_that_a_terminal_obeys_survives(text: str) -> None:
    """No control, no bidirectional or zero-width character, no surrogate reaches the terminal."""
    shown = visible(text)

    assert all(unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in shown)
    shown.encode()


@given(ANY_TEXT)
def test_making_text_safe_twice_changes_nothing_more(text: str) -> None:
    """What is safe stays as it is."""
    assert visible(visible(text)) == visible(text)


def test_what_people_write_stays_as_it_is() -> None:
    """Ordinary text of any script passes untouched."""
    for text in ("flights to Ōsaka", "привет, как дела?", "日本語", "naïve café", "[/bold] 100 %", "e\u0301"):
        assert visible(text) == text


def test_attacks_are_shown() -> None:
    """An escape sequence and a reversed file name are legible as what they are."""
    assert visible("\x1b]52;c;aGk=\x07") == "␛]52;c;aGk=␇"
    assert visible("gpj\u202eexe.") == "gpj<202E>exe."
