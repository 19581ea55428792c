"""What the lines above tell of a line: sentences that go on in it, and lists of codes kept in reserve."""

import re
from collections.abc import Iterator, Sequence

from replay.privacy.detecting import findings_in, matches_in
from replay.privacy.detectors.dates import whole_date
from replay.privacy.detectors.nearby import is_of_a_thing
from replay.privacy.finding import ChannelText, Finding
from replay.privacy.likeness import password_likeness
from replay.privacy.lookalikes import as_meant
from replay.privacy.match import Match
from replay.privacy.page.labels import is_code_label, is_label
from replay.privacy.page.layout import Page, above, box_of
from replay.privacy.policy import Policy
from replay.privacy.words import codes
from replay.privacy.words.plain import Words
from replay.privacy.years import this_year

_LINE_HEIGHTS, _BLOCK_HEIGHTS = 1.0, 2.6
"""So far below its sentence goes that on; so far below it stands a code alone."""
_ALIKE = 0.65
"""Lines of one sentence are about as high."""
_GOES_ON = frozenset({"one-time-code", "password", "birth-date", "national-id"})
_LEADS = re.compile(
    r"[:=]\s*\Z|\b(?:is|ist|lautet|est|es|è|der|die|das|the|am|le|el|il|on|für|for)\s*\Z", re.IGNORECASE
)
_ALONE = re.compile(r"(?:G-)?\d{4,8}|\d{3}[ -]\d{3}|\d{4}[ -]\d{4}|(?=.*\d)[A-Z0-9]{3,4}-[A-Z0-9]{3,4}")
_CODE = re.compile(
    r"\bcode\b|\w+-?code\b|\b(?:sms-?|push-?|chip-?)?tan\b|\botp\b|einmal-?(?:passwort|kennwort|pin)|código|codice|"
    r"one[- ]time (?:password|pin)",
    re.IGNORECASE,
)
_KEPT_NAME = Words(rf"(?<![^\W_])(?:{codes.KEPT})(?!\w)")
_KEPT_ONE = r"(?:\d{1,2}[.)] ?)?(?:[a-z0-9]{4,6}(?:[- ][a-z0-9]{4,6}){1,3}|\d{6,10}|\d{3} \d{3})"
_KEPT = re.compile(rf"{_KEPT_ONE}(?: {_KEPT_ONE})*", re.IGNORECASE)
_KEPT_HEIGHTS = 24
_FEWEST = 3
_LIKELY = 0.5
_LONGEST = 200


def kept_codes(page: Page, policy: Policy) -> list[Finding]:
    """Find codes that are kept for the day when a second factor is lost, below what they are called."""
    found = {
        value.place: value
        for text in page.shown
        if _KEPT_NAME.search(as_meant(text.text))
        for value in _kept(text, page.near(text))
    }
    return [
        finding
        for value in found.values()
        for finding in findings_in(
            value, [Match(0, len(value.text), "one-time-code", "code-kept-shown", 0.9)], policy
        )
    ]


def told_above(page: Page, policy: Policy) -> list[Finding]:
    """Find what the lines above tell of a line."""
    return [
        finding
        for text in page.shown
        if any(map(str.isalnum, text.text)) and len(text.text) < _LONGEST
        for finding in findings_in(
            text, sorted(set(_told_above(text, page)), key=lambda one: one.start), policy
        )
    ]


def _told_above(text: ChannelText, page: Page) -> Iterator[Match]:
    """Yield what the one or two lines above make of a line."""
    bare = text.text.strip()
    alone = _ALONE.fullmatch(bare) is not None
    near = page.around(text)
    for line in above(text, near, _BLOCK_HEIGHTS if alone else _LINE_HEIGHTS):
        said = [line.text]
        for before in above(line, near, _LINE_HEIGHTS)[:1]:
            if _is_one_size(before, line):
                said.insert(0, before.text)
        if alone and _asks_for_code(said):
            start = text.text.index(bare)
            yield Match(start, start + len(bare), "one-time-code", "one-time-code-below", 0.75)
            return
        # Of a sentence, not of a list: a value below the one of another field is its own.
        words = len(line.text.split())
        is_said = words > 2 or (words > 1 and not is_label(line.text)) or _LEADS.search(line.text)
        if not is_said or not _is_one_size(line, text):
            continue
        if any(map(str.isdigit, text.text)) or _LEADS.search(line.text):
            yield from _going_on(as_meant(" ".join(said)), text.text)


def _going_on(said: str, text: str) -> Iterator[Match]:
    told = f"{said} "
    own = {(match.start, match.stop) for match in matches_in(text)}
    for match in matches_in(told + text):
        start, stop = match.start - len(told), match.stop - len(told)
        if start < 0 or match.category not in _GOES_ON or (start, stop) in own:
            continue
        secret = text[start:stop]
        if match.category == "password" and (
            start or not _LEADS.search(said) or password_likeness(secret) < _LIKELY
        ):
            continue
        if match.category == "birth-date" and (whole_date(secret) or 0) > this_year().adult:
            continue
        yield Match(start, stop, match.category, f"{match.rule}-below", match.confidence)


def _asks_for_code(said: Sequence[str]) -> bool:
    """Say whether lines speak of a code: the last of them, or the one before it of which that is the end."""
    last = as_meant(said[-1])
    if is_of_a_thing(last, len(last)) or codes.OTHER.search(last):
        return False
    if _CODE.search(last):
        return len(last.split()) > 1 or is_code_label(last)
    goes_on = len(last.split()) > 2 or last.rstrip().endswith(":")
    return (
        goes_on
        and len(said) > 1
        and _CODE.search(as_meant(said[0])) is not None
        and not any(map(codes.OTHER.search, said))
    )


def _kept(name: ChannelText, near: Sequence[ChannelText]) -> list[ChannelText]:
    """Return the lines below a name that are codes kept for the day when a second factor is lost."""
    x, y, _, height = box_of(name)
    codes = []
    for text in near:
        left, top, _, high = box_of(text)
        is_below = 0 < top - y < _KEPT_HEIGHTS * height and left > x - 4 * height and high < 2.5 * height
        if is_below and _KEPT.fullmatch(text.text.strip(" .•-")) and any(map(str.isdigit, text.text)):
            codes.append(text)
    return codes if len(codes) >= _FEWEST else []


def _is_one_size(text: ChannelText, other: ChannelText) -> bool:
    one, two = box_of(text)[3], box_of(other)[3]
    return min(one, two) >= _ALIKE * max(one, two)
