"""Words that are of health, a union or a faith only where somebody is spoken of: "patients", "Verdi"."""

import functools
import re

from replay.privacy.words import health, persons
from replay.privacy.words.stems import Found

_LABELS = frozenset(re.split(r"\s*\|\s*", " ".join(health.LABELS.split())))
_ADJECTIVE = re.compile(
    r"\b(?:be|being|very|please|so|too|more|stay|remain|thanks? for being|is|are|bit|sois|soyez|sii|sia|"
    r"el|la)\s+\Z",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"\b(?:the|a|our|this|that|each|every|new|next|der|die|den|dem|des|eine[rnms]?|le|la|el)\s+\Z",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\s*(?:\Z|[.,:;?!)\n\d]|['’]s\b|(?:is|was|has|had|will|can|called|came|comes|needs|says|said|asks|"
    r"in|on|with|at|from|for|"
    r"who|and|or|gets|got|reports?|complains?|presents?|denies|takes|took|lives?|suffers?|died|ist|hat|"
    r"hatte|war|wurde|"
    r"kam|klagt|mit|im|der|die|wird|kann|leidet|nimmt|sollte|est|a|souffre|prend)\b)",
    re.IGNORECASE,
)
"""What follows a patient, and not one who is patient."""
_NAMED = re.compile(r"\b(?:dr|prof|herrn?|frau|mr|mrs|ms|familie|[A-Z][a-zäöü]+)\.?\s+\Z")
_NAMES = frozenset(("krebs", "parkinson", "verdi", "rabbi", "asperger", "imam"))
_SENTENCE = re.compile(r"[.!?;\n](?=\s|$)")
_REACH = 90


def is_of_somebody(text: str, found: Found) -> bool:
    """Say whether a word tells something of a person: most do by themselves, some only beside one."""
    word = text[found.start : found.stop].lower()
    if text.strip(" \t\n:*.-").lower() == word:
        # All that was written there: what a field is called, or what was filled in.
        return word not in _LABELS
    before, after = text[max(found.start - _REACH, 0) : found.start], text[found.stop : found.stop + _REACH]
    sentence = _SENTENCE.split(before)[-1] + " " + _SENTENCE.split(after)[0]
    is_else = _is_of_else(sentence)
    if not found.stem.is_weak:
        return not is_else or _tells_somebody(sentence)
    if is_else or _is_else(word, before, after, is_capital=text[found.start].isupper()):
        return False
    beside = (
        before.rstrip().endswith(":")
        or (word.startswith("patient") and _ONE.search(before))
        or (found.stem.kind == "religion" and persons.BEING.search(before))
    )
    return bool(beside or _tells_somebody(sentence) or _is_clinical(sentence))


# A text may hold one word very often: the sentences around it are the same, then.
@functools.lru_cache(maxsize=256)
def _is_of_else(sentence: str) -> bool:
    return persons.ELSE.search(sentence) is not None


@functools.lru_cache(maxsize=256)
def _tells_somebody(sentence: str) -> bool:
    return any(each.search(sentence) for each in (persons.SOMEBODY, persons.ACCENTED, persons.NAMED))


@functools.lru_cache(maxsize=256)
def _is_clinical(sentence: str) -> bool:
    return persons.CLINICAL.search(sentence) is not None


def _is_else(word: str, before: str, after: str, *, is_capital: bool) -> bool:
    """Say whether a word is another one that is written alike: a name, "be patient"."""
    if word == "patient":
        return _ADJECTIVE.search(before) is not None or _SUBJECT.match(after) is None
    return is_capital and word in _NAMES and _is_name(before, after)


def _is_name(before: str, after: str) -> bool:
    return _NAMED.search(before) is not None or after.startswith((",", "'s", "’s"))
