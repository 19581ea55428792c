"""Short words, as names are, are found where they stand alone, and never inside of other words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replay.privacy.sought import FILL, Words

letters = st.characters(categories=("Ll", "Lu", "Nd"), max_codepoint=0x24F)


@pytest.mark.parametrize(
    ("word", "text", "left"),
    [
        ("Bo", "Hi Bo, is BO's boat in Bohol? bo", "Hi #, is #'s boat in Bohol? #"),
        ("X9", "x9_plan.pdf of X9-2, not X90 or AX9", "#_plan.pdf of #-2, not X90 or AX9"),
        ("Zoé", "Zoe\u0301 and ZOÉ, not Zoe", "# and #, not Zoe"),
        ("Bo", "Bo\u0301 is another name; bo\u00adris, too", "Bo\u0301 is another name; bo\u00adris, too"),
        ("Li", "L1 and II are no names; world war Li", "L1 and II are no names; world war #"),
        ("80", "80 of 1980, 80%", "# of 1980, #%"),
        ("李明", "昨天李明说他来", "昨天#说他来"),
        ("Li", "我和Li说", "我和#说"),
        ("a b", "xa b a b", "xa b #"),
        ("aa", "aaa aa aa", "aaa # #"),
        ("K", "K. asked OK", "#. asked OK"),
    ],
)
def test_a_short_word_goes_as_a_whole_word(word: str, text: str, left: str) -> None:
    """Whatever signs stand beside it; scripts without spaces between words have no whole ones."""
    assert Words.asked([word]).removed(text) == left.replace("#", FILL)


@given(
    st.lists(st.text(letters, min_size=1, max_size=3), min_size=1, max_size=3),
    st.lists(st.text(letters, min_size=4, max_size=8), max_size=2),
    st.text(st.one_of(letters, st.sampled_from(" .-_")), max_size=60),
)
def test_nothing_is_left_of_what_goes(short: list[str], long: list[str], text: str) -> None:
    """Not beside what was filled either, where another word stands alone only then."""
    words = Words.asked([*short, *long])

    removed = words.removed(text)

    assert not Words.asked(short).found_in(removed.replace(FILL, "[]"))
    assert words.found_in(text) == (removed != text)


@pytest.mark.parametrize("text", ["HelloBo, come", "B0", "8o!", "Bo"])
def test_what_an_engine_read_wrong_is_found(text: str) -> None:
    """It leaves out spaces, and takes one letter for another."""
    assert Words.asked(["Bo"], read=True).found_in(text)


@pytest.mark.parametrize("text", ["80", "Boat", "turboBoost", "||", "hobo"])
def test_other_words_on_pictures_stay(text: str) -> None:
    """Of two letters both wrong, or of another word."""
    assert not Words.asked(["Bo", "li"], read=True).found_in(text)
