"""API keys and tokens: by the forms that their makers gave them, or by the name that they are given to."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from replay.privacy.detectors import cues
from replay.privacy.detectors.token_forms import TOKEN_FORMS
from replay.privacy.match import Match
from replay.privacy.taken import disjoint

NAME = "api-key"
VERSION = 2

_NAMED = re.compile(
    r"(?<![A-Za-z])(?:[A-Za-z0-9]{1,30}[_-]){0,5}(?:api[ _-]?key|apikey|access[_-]?key(?:[_-]?id)?|"
    r"secret[_-]?(?:access[_-]?)?key|"
    r"auth[_-]?token|access[_-]?token|bot[_-]?token|client[_-]?secret|secret|token)"
    r"[\"']?(?: is |[ \t]*(?::=|=>|[:=])[ \t]*)[\"']?(?P<secret>[A-Za-z0-9_+/=.~-]{12,200})",
    re.IGNORECASE,
)
_BEARER = re.compile(r"\b(?:Bearer|Basic|Token)\s+(?P<secret>[A-Za-z0-9_+/=.~-]{16,2000})")
# An option or a setting with a blank before its value: `--token X`, `aws configure set ..._key X`.
_SET = re.compile(
    r"(?<![A-Za-z])(?:[A-Za-z0-9]{0,30}[_-]){1,5}(?:key(?:[_-]?id)?|token|secret|authToken)[ \t]+"
    r"(?P<secret>[A-Za-z0-9_+/=.~-]{16,200})",
    re.IGNORECASE,
)
_ASSIGNED = re.compile(
    r"(?:^|\n)[ \t]*(?:export |set |\$env:)?(?P<name>[A-Z][A-Z0-9_]{2,40})\s?=\s?[\"']?"
    r"(?P<secret>[A-Za-z0-9_-]{32,200})[\"']?[ \t]*(?=\n|$)"
)
"""A variable of an environment with something long and made up for a value."""
_NO_KEY = re.compile(
    r"SHA|HASH|COMMIT|REV|DIGEST|CHECKSUM|MD5|UUID|GUID|BUILD|VERSION|ETAG|PATH|URL|NAME|IMAGE|TAG|_ID$"
)
_CUE = cues.cue("key", "token", "secret", "bearer", "basic")
_SHORTEST = 16
"""Characters in a row, none of them a space, that every known form has."""
_LEAST_BITS = 3.0
"""Entropy of a character: words have less, made-up keys more."""


def detect(text: str) -> Sequence[Match]:
    """Find keys and tokens."""
    found = [*_known(text), *_named(text), *_assigned(text)]
    ranked = sorted(found, key=lambda match: (-match.confidence, match.start))
    return sorted(disjoint(ranked), key=lambda match: match.start)


def _known(text: str) -> Iterator[Match]:
    if len(text) < _SHORTEST or not any(len(word) >= _SHORTEST for word in text.split()):
        return
    held = cues.held(text)
    for token in TOKEN_FORMS:
        for found in token.form.finditer(text) if held & token.cue else ():
            right = token.check is None or token.check(found[0])
            if not right and token.maker == "jwt":
                continue
            yield Match(found.start(), found.end(), NAME, f"token-{token.maker}", 0.98 if right else 0.85)


def _named(text: str) -> Iterator[Match]:
    if not cues.held(text) & _CUE:
        return
    for form in (_NAMED, _BEARER, _SET):
        for found in form.finditer(text):
            if _is_made_up(found["secret"]):
                yield Match(found.start("secret"), found.end("secret"), NAME, "token-named", 0.85)


def _assigned(text: str) -> Iterator[Match]:
    for found in _ASSIGNED.finditer(text) if "=" in text else ():
        if not _NO_KEY.search(found["name"]) and _is_made_up(found["secret"]):
            yield Match(found.start("secret"), found.end("secret"), NAME, "token-assigned", 0.65)


def _is_made_up(word: str) -> bool:
    """Say whether a word is rather a key than a name: letters with digits, and hardly any of them twice."""
    if not re.search(r"\d", word) or not re.search(r"[A-Za-z]", word):
        return False
    counts = Counter(word)
    bits = -sum(count / len(word) * math.log2(count / len(word)) for count in counts.values())
    return bits >= min(_LEAST_BITS, math.log2(len(word)) * 0.75)
