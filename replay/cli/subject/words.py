"""Tells the recorded person where the words stand that they black out, without saying the words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from formats.model.recording import Recording
from replay.core.counted import count_text

if TYPE_CHECKING:
    from replay.privacy.subject.word_places import WordPlaces

_MOST_NUMBERS = 20
"""Of words that stand nowhere."""


def tell_places(recording: Recording, words: Sequence[str]) -> dict[str, Any]:
    """Say in how many places words stand, and which of them stand nowhere, by number.

    Returns:
        The same as JSON values: `places` (counts by channel), `nowhere` (numbers of words, from 1) and
        `pictures`.
    """
    from replay.privacy.subject.word_places import places_together, word_places
    from replay.privacy.texts import recording_texts
    from replay.privacy.typed.typing_order import TypingOrder

    texts = recording_texts(recording, TypingOrder(recording)).every
    found = [word_places(texts, word) for word in words]
    nowhere = [number for number, each in enumerate(found, 1) if not each.total]
    for sentence in _sentences(found, len(recording.frames)):
        click.echo(sentence, err=True)
    return {"places": places_together(found), "nowhere": nowhere, "pictures": len(recording.frames)}


def _sentences(found: "Sequence[WordPlaces]", pictures: int) -> list[str]:
    from replay.privacy.subject.word_places import places_together, places_words

    told = count_text(pictures, "picture")
    read = f"; what stands on the {told} is looked for when a copy is made" if pictures else ""
    nowhere = [number for number, each in enumerate(found, 1) if not each.total]
    if len(nowhere) == len(found):
        return [f"found nowhere: check the spelling{read}"]
    said = [f"found in {places_words(places_together(found))}{read}"]
    if nowhere:
        which = f"word {nowhere[0]} is" if len(nowhere) == 1 else f"words {_numbers(nowhere)} are"
        said.append(f"{which} found nowhere: check the spelling")
    return said


def _numbers(numbers: Sequence[int]) -> str:
    """Write rising numbers, those that follow each other as one: "1, 3 to 2000"."""
    parts: list[tuple[int, int]] = []
    for number in numbers:
        if parts and number == parts[-1][1] + 1:
            parts[-1] = (parts[-1][0], number)
        else:
            parts.append((number, number))
    written = [
        f"{first}" if first == last else f"{first}{', ' if last == first + 1 else ' to '}{last}"
        for first, last in parts[:_MOST_NUMBERS]
    ]
    more = len(parts) - _MOST_NUMBERS
    return f"{', '.join(written)} and others" if more > 0 else ", ".join(written)
