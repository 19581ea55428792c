"""Cues: what stands in a text is said of it, for every word and each who asked for it."""

from replay.privacy.detectors import cues


def test_a_cue_is_held_wherever_one_of_its_words_stands() -> None:
    """In any case, within other words, and not in texts without."""
    bit = cues.cue("straße", "quixotic")

    assert all(cues.held(text) & bit for text in ("Hauptstraße 3", "HAUPTSTRASSE", "un-Quixotically"))
    assert not cues.held("via Roma 3") & bit


def test_words_in_common_are_told_to_all_who_asked() -> None:
    """Who asks later, after a text was looked at, is told as well, of that very text too."""
    text = "a zygote here"
    first = cues.cue("zygote")
    assert cues.held(text) & first

    second = cues.cue("zyg", "zygote")

    assert cues.held(text) & first
    assert cues.held(text) & second


def test_digits_have_a_bit_of_their_own() -> None:
    """Those of other scripts too."""
    assert cues.held("room ٣") & cues.DIGIT
    assert not cues.held("room") & cues.DIGIT
