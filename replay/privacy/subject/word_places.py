"""In how many places of a recording's texts a word stands: one count, which screen and command tell."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from replay.core.counted import count_text
from replay.privacy.finding import ChannelText
from replay.privacy.sought import Words

_NOUNS = {
    "typed": "typed text",
    "title": "window titles",
    "clipboard": "the clipboard",
    "accessibility": "buttons and fields",
    "metadata": "notes on the recording",
    "marker": "markers",
    "other": "other events",
}
"""What people call a channel."""


@dataclass(frozen=True, slots=True)
class WordPlaces:
    """Where one word stands in texts; pictures are read for it elsewhere."""

    places: Mapping[str, int]
    """How many places there are, by channel; those that have one."""
    first_ns: int | None
    """When the first of them begins, None where it stands in none."""

    @property
    def total(self) -> int:
        """All places."""
        return sum(self.places.values())


def word_places(texts: Iterable[ChannelText], word: str) -> WordPlaces:
    """Look for a word as it is looked for when a copy is made.

    Args:
        texts: Of a recording, in any order.
        word: To be looked for.
    """
    sought = Words.asked([word])
    counts: Counter[str] = Counter()
    starts: list[int] = []
    for text in texts:
        if text.channel == "screen":
            continue
        spans = [each for each in sought.spans(text.text) if text.is_own(*each)]
        count = len(spans) or int(text.seam is None and sought.found_in(text.text))
        if count:
            counts[text.channel] += count
            starts.append(text.start_ns)
    # The same typing, with what was corrected taken into account and without: one place.
    typed = max(counts.pop("typed", 0), counts.pop("keys", 0))
    places = {**({"typed": typed} if typed else {}), **{name: counts[name] for name in sorted(counts)}}
    return WordPlaces(places, min(starts, default=None))


def places_together(found: Sequence[WordPlaces]) -> dict[str, int]:
    """Return the places of several words by channel, typed text first."""
    counts: Counter[str] = Counter()
    for each in found:
        counts.update(each.places)
    names = sorted(counts, key=lambda name: (name != "typed", name))
    return {name: counts[name] for name in names}


def places_words(places: Mapping[str, int]) -> str:
    """Say in how many places something stands, and where: "3 places: typed text 2, window titles 1"."""
    nouns = ", ".join(f"{_NOUNS.get(name, name)} {count:,}" for name, count in places.items())
    return f"{count_text(sum(places.values()), 'place')}: {nouns}"
