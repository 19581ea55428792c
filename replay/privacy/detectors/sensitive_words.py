"""Words of health, trade unions and religion: nothing in themselves, and for a person to decide on.

Source of the kinds: Regulation (EU) 2016/679, article 9.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from replay.privacy.detectors import cues
from replay.privacy.detectors.somebody import is_of_somebody
from replay.privacy.match import Match
from replay.privacy.taken import Taken, disjoint
from replay.privacy.words import beliefs, health, illnesses, persons
from replay.privacy.words.plain import plain
from replay.privacy.words.stems import Found, Stems

NAME = "sensitive-words"
VERSION = 5

_STEMS = Stems(
    {
        "health": "|".join((health.STATES, illnesses.SHARED, *illnesses.BY_LANGUAGE.values())),
        "union": beliefs.UNIONS,
        "religion": beliefs.RELIGIONS,
    }
)
_IN_ONE = re.compile(
    r"\b(?:active in|member of|joine?d?|in|with|for) (?:the|a|our|his|her|their) (?P<union>unions?)\b",
    re.IGNORECASE,
)
"""Not the European one."""
_ASKED = re.compile(
    rf"(?:^|(?<=[\n.;,|(]))[ \t]*(?:[\w.-]{{1,20}} ){{0,2}}(?:(?P<health>{health.ASKED})|"
    rf"(?P<religion>{beliefs.ASKED}))"
    r"[^\W\d_]{0,12}(?:\(\w{1,3}\))?[ \t]?:[ \t]*(?P<value>(?:[^\n.;|=<>(){}\[\]\"*]|\.(?=\S)){3,80})",
    re.IGNORECASE,
)
"""A line of a letter or a form: what it asks for, a colon, and the answer."""
_ASKED_CUE = cues.cue(
    *("diagn", "allerg", "alerg", "medika", "medica", "prescription", "anamn", "krank", "disease", "illness"),
    *(
        "history",
        "antécédent",
        "enfermedad",
        "malatti",
        "patologi",
        "ziekte",
        "chorob",
        "schorzen",
        "rozpoznani",
    ),
    *("onemocn", "sjukdom", "sygdom", "doença", "disabilit", "behinderung", "discapacidad", "handicap"),
    *("vorbefund", "niepełnospr", "religi", "konfession"),
    *("godsdienst", "wyznani", "vyznání", "náboženstv", "trosbekenn"),
    "denomination",
)
_DEGREE_CUE = cues.cue(
    *("capacid", "invalid", "incapacit", "disabilit", "handicap", "behinder", "erwerbsminderung"),
    *("niepełnospr", "arbeids", "gdb"),
)


def detect(text: str) -> Sequence[Match]:
    """Find words that a person must look at."""
    every = _apart(_STEMS.find(text))
    told = [each for each in every if is_of_somebody(text, each)]
    found = _in_one_piece(text, [(each.start, _end(text, each), each.stem.kind) for each in told], every)
    if cues.held(text) & _DEGREE_CUE and (degree := health.DEGREE.search(text)):
        found = [each for each in found if each[1] <= degree.start() or degree.end() <= each[0]]
        found.append((*degree.span(), "health"))
    if "union" in text.lower():
        found += [(*each.span("union"), "union") for each in _IN_ONE.finditer(text)]
    if ":" in text and cues.held(text) & _ASKED_CUE:
        answers, taken = list(_answers(text)), Taken()
        for _, stop, begun, _ in answers:
            taken.add(begun, stop)
        found = [each for each in found if not taken.overlaps(each[0], each[1])]
        found += [(start, stop, kind) for start, stop, _, kind in answers]
    return [Match(start, stop, kind, f"words-{kind}", 0.6) for start, stop, kind in sorted(set(found))]


def _in_one_piece(
    text: str, found: Sequence[tuple[int, int, str]], every: Sequence[Found]
) -> list[tuple[int, int, str]]:
    """Return what was found, each union with a word for unions just before its name: "syndicat CGT"."""
    starts = {each.stop + 1: each.start for each in every if each.stem.kind == "union"}
    joined = [
        (
            starts.get(start, start) if kind == "union" and text[start - 1 : start] == " " else start,
            stop,
            kind,
        )
        for start, stop, kind in found
    ]
    outermost: list[tuple[int, int, str]] = []
    reached = -1
    for each in sorted(joined, key=lambda one: (one[0], -one[1])):
        if each[1] > reached:
            outermost.append(each)
            reached = each[1]
    return outermost


def _end(text: str, found: Found) -> int:
    """Return where the name of an illness ends: "Crohn's disease", "diabetes type 2"."""
    rest = health.REST.match(text, found.stop) if found.stem.kind == "health" else None
    return rest.end() if rest is not None else found.stop


def _answers(text: str) -> Iterator[tuple[int, int, int, str]]:
    """Yield start and stop of what stands behind "Diagnosis:" and its like, where all begins, the kind."""
    for each in _ASKED.finditer(plain(text)):
        value = each["value"].rstrip(" ,\t")
        is_word = re.search(r"[^\W\d_]{2}", value) and not persons.NOTHING.fullmatch(value)
        if is_word and not persons.ELSE.search(value):
            kind = "religion" if each["health"] is None else "health"
            yield each.start("value"), each.start("value") + len(value), each.start(), kind


def _apart(every: Iterable[Found]) -> list[Found]:
    """Return the longest of those that overlap; of equals, the one that needs nothing beside it."""
    return disjoint(sorted(every, key=lambda one: (one.start - one.stop, one.stem.is_weak)))
