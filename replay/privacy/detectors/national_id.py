"""Numbers that states give to people, each with its own check, and those of papers by their names.

Where the check lets one number in eleven or more pass and the form is bare digits, a word beside it must
tell what it is.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from replay.privacy.detectors import cues
from replay.privacy.detectors.ids import americas, asia, east, north, papers, south, west
from replay.privacy.detectors.ids.kind import IdKind, is_any, one_of
from replay.privacy.detectors.nearby import is_of_a_thing, is_told
from replay.privacy.match import Match
from replay.privacy.taken import disjoint
from replay.privacy.words.plain import Words

NAME = "national-id"
VERSION = 4

KINDS: tuple[IdKind, ...] = (
    *west.KINDS, *south.KINDS, *north.KINDS, *east.KINDS, *americas.KINDS, *asia.KINDS
)  # fmt: skip

_CLUSTER = re.compile(r"\d(?:\D{0,3}\d){3,}")
"""Every one has four digits, at most three other characters apart."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}:\d\d:\d\d")
"""Digits so written are a day or a time."""
_AROUND = 12
"""So many characters of a number may stand beside its digits."""
_ANY = (
    *("national id", "id number", "id no", "id nr", "id-n", "identity", "identif", "identit", "identidad"),
    *("personal number", "personal id", "personal code", "personal no", "citizen", "tax id", "tax number"),
    *("tax no", "tax code", "tin", "tax-id", "social insurance", "social security", "insurance n", "ausweis"),
    *("sozialvers", "national number", "national n", "national reg", "state id", "document n"),
)
"""What numbers of any state are called."""
_IN_A_SENTENCE = re.compile(r"[a-z] | [a-z]")
"""Words that stand beside a number: "code 581204 via" is no Mexican one."""
_NEXT_REACH = 60
_SHORT = 4
"""A word of so many letters stands alone."""


def _words(cues: Sequence[str]) -> re.Pattern[str]:
    whole = "|".join(re.escape(cue) for cue in cues if len(cue) <= _SHORT)
    parts = "|".join(re.escape(cue) for cue in cues if len(cue) > _SHORT)
    forms = [rf"(?<![^\W_])(?:{whole})(?![^\W_])"] if whole else []
    return re.compile("|".join([*forms, *([parts] if parts else [])]), re.IGNORECASE)


_ALONE = sorted((kind for kind in KINDS if kind.digits), key=lambda kind: kind.digits)
_ANY_ALONE = one_of(kind.written for kind in _ALONE)
"""Most digits have none of the forms: one search for all tells."""
_TOLD = {kind: _words(kind.cues) for kind in KINDS}
_TOLD_ANY = _words(_ANY)
_EVERY_CUE = {*_ANY, *(cue for kind in KINDS for cue in kind.cues)}
_SHORT_CUES = frozenset(cue for cue in _EVERY_CUE if len(cue) <= _SHORT and cue.isalnum())
_LONG_CUES = tuple((word, cues.cue(word)) for word in sorted(_EVERY_CUE - _SHORT_CUES))
_CUE = cues.cue(*_EVERY_CUE)
_WORD = re.compile(r"[^\W_]+")
LABEL = Words(
    rf"{_words(sorted(_EVERY_CUE)).pattern}|(?<![^\W_])(?:{papers.LABELS})(?:{papers.NUMBER}|(?![^\W_]))"
)
"""What a field for such a number may be called."""


def detect(text: str) -> Sequence[Match]:
    """Find numbers of states."""
    held = cues.held(text)
    if not held & cues.DIGIT and "<<" not in text:
        return []
    clusters = [found.span() for found in _CLUSTER.finditer(text) if not _DATE.fullmatch(found[0])]
    found = [*_alone(text, clusters)] if clusters else []
    if clusters and held & _CUE:
        found.extend(_told(text, held))
    found.extend(papers.papers(text))
    return _without_overlaps(found) if found else found


def _alone(text: str, clusters: Sequence[tuple[int, int]]) -> Iterator[Match]:
    """Yield what form and check are enough for."""
    for start, stop in clusters:
        low, high = max(start - _AROUND, 0), stop + _AROUND
        if _ANY_ALONE.search(text, low, high) is None:
            continue
        digits = sum(map(str.isdigit, text[start:stop]))
        for kind in _ALONE:
            if kind.digits > digits:
                break
            for found in kind.form.finditer(text, low, high):
                if _IN_A_SENTENCE.search(found[0]):
                    continue
                if (bare := _bare(found[0])) and kind.check(bare) and not is_of_a_thing(text, found.start()):
                    yield Match(found.start(), found.end(), NAME, f"{NAME}-{kind.country}", 0.8)


def _told(text: str, held: int) -> Iterator[Match]:
    """Yield what a word before it tells."""
    names = _SHORT_CUES.intersection(_WORD.findall(text.lower()))
    names = names.union(word for word, bit in _LONG_CUES if held & bit)
    lasts: dict[str, int] = {}
    for kind in KINDS if not names.isdisjoint(_ANY) else _called(names):
        is_checked = kind.check is not is_any
        for found in kind.form.finditer(text):
            bare = _bare(found[0])
            if not bare or not kind.check(bare):
                continue
            told = is_told(text, found.start(), _TOLD[kind]) or _goes_on(
                text, found.start(), lasts.get(kind.country, -1)
            )
            if told or (is_checked and is_told(text, found.start(), _TOLD_ANY)):
                confidence, lasts[kind.country] = 0.95 if told else 0.85, found.end()
                yield Match(found.start(), found.end(), NAME, f"{NAME}-{kind.country}", confidence)


def _goes_on(text: str, start: int, last: int) -> bool:
    """Say whether a number stands in the line of one just like it: "mine is ... and my partner's is ..."."""
    return 0 <= last <= start and start - last < _NEXT_REACH and "\n" not in text[last:start]


def _called(names: AbstractSet[str]) -> list[IdKind]:
    """Return the kinds that go by one of some names."""
    return [kind for kind in KINDS if not names.isdisjoint(kind.cues)] if names else []


def _bare(written: str) -> str:
    """Return the letters and digits of a number, "" where some are of another script."""
    bare = "".join(
        letter for letter in written.upper().replace("Ñ", "N") if letter.isalnum() or letter == "&"
    )
    return bare if bare.isascii() else ""


def _without_overlaps(matches: list[Match]) -> list[Match]:
    ranked = sorted(matches, key=lambda match: (-match.confidence, match.start - match.stop, match.start))
    return sorted(disjoint(ranked), key=lambda match: match.start)
