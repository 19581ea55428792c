"""In how many places a word stands: one count for all who tell it."""

from replay.privacy.subject.word_places import places_together, places_words, word_places
from replay.privacy.texts import recording_texts
from replay.privacy.typed.typing_order import TypingOrder
from tests.replay.privacy.leaky import SECRET, TYPED_AT_S, leaky


def test_places_are_counted_by_channel_with_the_first_of_them() -> None:
    """In any case and coding; what was typed with a correction is one place, not two."""
    original = leaky()
    texts = recording_texts(original, TypingOrder(original)).every

    found = word_places(texts, SECRET)

    assert found.places["typed"] == 2
    assert (found.places["title"], found.places["clipboard"]) == (1, 1)
    assert found.places["marker"] == 2
    assert found.first_ns is not None
    assert found.first_ns <= TYPED_AT_S * 1_000_000_000
    assert "keys" not in found.places


def test_a_word_that_is_nowhere_has_no_place() -> None:
    """Nor a first one."""
    original = leaky()
    texts = recording_texts(original, TypingOrder(original)).every

    assert (word_places(texts, "no such word").total, word_places(texts, "no such word").first_ns) == (
        0,
        None,
    )


def test_places_of_several_words_are_told_together() -> None:
    """Typed text first, in words that people use."""
    original = leaky()
    texts = recording_texts(original, TypingOrder(original)).every

    together = places_together([word_places(texts, SECRET), word_places(texts, "goodbye")])

    assert next(iter(together)) == "typed"
    assert together["typed"] == 3
    assert places_words({"typed": 1}) == "1 place: typed text 1"
    assert places_words({"typed": 2, "title": 1200}) == "1,202 places: typed text 2, window titles 1,200"
