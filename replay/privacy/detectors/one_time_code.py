"""One-time codes beside the words with which they are sent and asked for, and codes kept in reserve."""

import functools
import operator
from collections.abc import Sequence

from replay.privacy.detectors import cues
from replay.privacy.detectors.code_forms import (
    FORMS,
    KEPT_CUE,
    LIKE_A_CODE,
    NAMED_CUE,
    SPOKEN_CUE,
    is_of_else,
    kept_codes,
    named_codes,
    spoken_codes,
)
from replay.privacy.match import Match
from replay.privacy.words.plain import plain

NAME = "one-time-code"
VERSION = 6

_CUE = functools.reduce(operator.or_, (each.cue for each in FORMS), KEPT_CUE | NAMED_CUE | SPOKEN_CUE)


def detect(text: str) -> Sequence[Match]:
    """Find codes that count once."""
    held = cues.held(text)
    if not (held & cues.DIGIT and held & _CUE) or LIKE_A_CODE.search(text) is None:
        return []
    found: dict[int, Match] = {}
    bare = plain(text)
    for start, stop, confidence in named_codes(bare) if held & NAMED_CUE else ():
        found.setdefault(start, Match(start, stop, NAME, NAME, confidence))
    for each in FORMS:
        for match in each.form.finditer(bare) if held & each.cue else ():
            if each.is_sure or not is_of_else(bare, match):
                start = match.start("code")
                found.setdefault(start, Match(start, match.end("code"), NAME, NAME, each.confidence))
    for start, stop in kept_codes(text) if held & KEPT_CUE else ():
        found.setdefault(start, Match(start, stop, NAME, "code-kept", 0.85))
    for start, stop, confidence in spoken_codes(text) if held & SPOKEN_CUE else ():
        found.setdefault(start, Match(start, stop, NAME, "code-spoken", confidence))
    return [found[start] for start in sorted(found)]
