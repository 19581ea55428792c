"""Tells the recorded person where the words stand that they black out, without saying the words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import click

from formats.model.recording import Recording
from replay.cli.output import count_text


@dataclass(frozen=True, slots=True)
class WordPlaces:
    """Where words stand in the texts of a recording."""

    places: dict[str, int]
    """How many places there are, by channel; those that have one."""
    nowhere: tuple[int, ...]
    """Numbers of the words that stand in none, from 1."""
    words: int
    """How many there are."""
    pictures: int
    """Of the recording, whose text is only read when a copy is made."""


def tell_places(recording: Recording, words: Sequence[str]) -> dict[str, Any]:
    """Say in how many places words stand, and which of them stand nowhere, by number.

    Returns:
        The same as JSON values: `places` (counts by channel), `nowhere` (numbers of words, from 1) and
        `pictures`.
    """
    found = word_places(recording, words)
    for sentence in _sentences(found):
        click.echo(sentence, err=True)
    return {"places": found.places, "nowhere": list(found.nowhere), "pictures": found.pictures}


def word_places(recording: Recording, words: Sequence[str]) -> WordPlaces:
    """Look for words in every text of a recording, as they are looked for when a copy is made."""
    from replay.privacy.redact_words import Words
    from replay.privacy.texts import recording_texts
    from replay.privacy.typing_order import TypingOrder

    texts = recording_texts(recording, TypingOrder(recording)).every
    every = [Words([word]) for word in words]
    counts: Counter[str] = Counter()
    found: set[int] = set()
    for text in texts:
        for number, word in enumerate(every, 1):
            spans = [each for each in word.spans(text.text) if text.is_own(*each)]
            if count := len(spans) or int(text.seam is None and word.found_in(text.text)):
                counts[text.channel] += count
                found.add(number)
    # The same typing, with what was corrected taken into account and without: one place.
    typed = max(counts.pop("typed", 0), counts.pop("keys", 0))
    places = {**({"typed": typed} if typed else {}), **{name: counts[name] for name in sorted(counts)}}
    nowhere = tuple(number for number in range(1, len(every) + 1) if number not in found)
    return WordPlaces(places, nowhere, len(every), len(recording.frames))


def _sentences(found: WordPlaces) -> list[str]:
    pictures = count_text(found.pictures, "picture")
    read = f"; what stands on the {pictures} is looked for when a copy is made" if found.pictures else ""
    if found.words == len(found.nowhere):
        return [f"found nowhere: check the spelling{read}"]
    by_channel = ", ".join(f"{name} {count:,}" for name, count in found.places.items())
    said = [f"found in {count_text(sum(found.places.values()), 'place')}: {by_channel}{read}"]
    if found.nowhere:
        numbers = ", ".join(map(str, found.nowhere))
        which = f"word {numbers} is" if len(found.nowhere) == 1 else f"words {numbers} are"
        said.append(f"{which} found nowhere: check the spelling")
    return said
