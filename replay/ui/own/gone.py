"""What is known of one thing that the recorded person removed, and what is said of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from replay.core.counted import count_text
from replay.privacy.subject.word_places import places_words


@dataclass(frozen=True, slots=True)
class Gone:
    """Where one thing is gone."""

    begins_ns: int | None = None
    """When it first would be seen, None for what is nowhere."""
    places: Mapping[str, int] = field(default_factory=dict)
    """Of a word, how many places there are in texts, by channel."""
    pictures: int | None = None
    """Of a word, on how many pictures it stands; None while they are not read."""


def gone_words(gone: Gone, *, why_no_pictures: str) -> str:
    """Say where a word is gone: "4 places, 187 pictures".

    Args:
        gone: Of a word.
        why_no_pictures: What is said in place of how many pictures while they are not read.
    """
    total = sum(gone.places.values())
    texts = count_text(total, "place") if total else ""
    if gone.pictures is None:
        return ", ".join(filter(None, (texts or "in no text", why_no_pictures)))
    pictures = count_text(gone.pictures, "picture") if gone.pictures else ""
    return ", ".join(filter(None, (texts, pictures))) or "found nowhere: check the spelling"


def found_words(gone: Sequence[Gone], *, reads_pictures: bool) -> str:
    """Say in how many places words were found that go now.

    Args:
        gone: Of each of the words.
        reads_pictures: Whether pictures are still looked through for them.
    """
    places: Counter[str] = Counter()
    for each in gone:
        places.update(each.places)
    if places:
        whole = "; all that was typed in one go with it goes, too" if "typed" in places else ""
        return f"it stood in {places_words(places)}{whole}"
    if reads_pictures:
        return "it stands in no text; the pictures are looked through"
    if any(each.pictures for each in gone):
        return "it stood on pictures only"
    return "but it is found nowhere: check the spelling"
