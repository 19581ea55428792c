"""Numbers that answer a question on a line above: for what was sent to a telephone, for what opens a door."""

import re
from collections.abc import Iterator, Sequence

from replay.privacy.context import prompts
from replay.privacy.context.entries import Entry
from replay.privacy.detectors.dates import is_year
from replay.privacy.match import Match
from replay.privacy.words import codes, pins, questions
from replay.privacy.words.plain import Words

_LINES = 3
"""So many lines above an answer stands the question; none of those between holds a digit."""
_LONGEST_QUESTION, _WORDS_OF_ANSWER = 120, 8
_END = r"(?![\w/-]|[.,:]\d| ?[€$£%]| \d)"
_CODE = re.compile(
    rf"(?<![\w.,/:#+-])(?<!\d )(?:G-\d{{6}}|\d{{3}}[ -]\d{{3}}|\d{{4}}[ -]\d{{4}}|\d{{4,8}}){_END}"
)
_LOCK = re.compile(rf"(?<![\w.,/:+-])(?<!\d )[#*]?(?:\d{{4,8}}|\d{{2,5}}[A-F]\d{{0,4}})[#*]?{_END}")
_OPENED = Words(
    rf"(?<!\w)(?:{pins.DOOR}|{pins.CARD})(?!\w)|parental|parentale?|genitori|jugendschutz|kindersicherung|"
    r"kinderslot|rodzicielsk\w+|padlock|barrier"
)
_NUMBER = Words(rf"(?<!\w)(?:[a-z]{{2,16}}-?)?{questions.NUMBER}(?!\w)")
_AROUND = re.compile(r"[^\W\d_]+")
_SMALL_WORDS = 4
"""A number with more words behind it is of what they name."""


def answered(every: Sequence[Entry], number: int) -> Iterator[Match]:
    """Find a number in a line that answers the question for one.

    Args:
        every: The entries of a recording.
        number: Which of them is looked at.
    """
    entry = every[number]
    said = entry.value.strip()
    if entry.begun != "enter" or len(said.split()) > _WORDS_OF_ANSWER or codes.WORKED_ON.search(said):
        return
    found = _only(_CODE, said)
    lock = _only(_LOCK, said)
    if found is None and lock is None:
        return
    question = _question_above(every, number)
    searched = prompts.SEARCHING.search(entry.window) and not prompts.TALKING.search(entry.window)
    if question is None or searched:
        return
    offset = entry.start + entry.value.index(said)
    digits = sum(map(str.isdigit, found[0])) if found else 0
    short = digits > 5 or any(each.search(question) for each in (questions.SHORT, questions.SHOWN_BY))
    if found is not None and short and _asks_for_sent(question) and _is_all(said, found):
        sure = 0.75 if digits == 6 else 0.65
        yield Match(offset + found.start(), offset + found.end(), "one-time-code", "code-answered", sure)
    elif (
        lock is not None
        and _is_key_or_all(said, lock)
        and questions.LEADING.search(said[: lock.start()])
        and _asks_to_open(question)
        and not questions.COUNTED.search(question)
    ):
        yield Match(offset + lock.start(), offset + lock.end(), "password", "pin-answered", 0.7)


def _only(form: re.Pattern[str], said: str) -> re.Match[str] | None:
    """Return the one number in a line, None where there are more, or it is a year."""
    numbers = list(form.finditer(said))
    if len(numbers) != 1 or re.search(r"\d", said[: numbers[0].start()] + said[numbers[0].end() :]):
        return None
    return None if is_year(numbers[0][0]) else numbers[0]


def _is_key_or_all(said: str, found: re.Match[str]) -> bool:
    """Say whether a number has a key that only locks have, or nothing behind it."""
    return not found[0].isdigit() or _is_all(said, found)


def _is_all(said: str, found: re.Match[str]) -> bool:
    """Say whether nothing stands behind a number that it could be so many of."""
    behind = said[found.end() :]
    return behind[:1] in {"", ",", ".", "!", ";", ")"} or not _AROUND.search(behind)


def _question_above(every: Sequence[Entry], number: int) -> str | None:
    """Return the last line above an answer that wants one."""
    after = every[number]
    for at in range(number - 1, max(number - 1 - _LINES, -1), -1):
        before = every[at]
        if after.begun != "enter" or before.window != after.window or not after.follows(before):
            return None
        said = before.value.strip()
        if len(said) <= _LONGEST_QUESTION and (_asks_for_sent(said) or _asks_to_open(said)):
            return said
        if "?" in said or re.search(r"\d{3}", said):
            return None
        after = before
    return None


def _asks_for_sent(said: str) -> bool:
    """Say whether a line asks for a number that a message or a device holds."""
    if any(each.search(said) for each in (questions.THING, questions.COUNTED, codes.OTHER, codes.WORKED_ON)):
        return False
    if questions.SENT_BY_YOU.search(said):
        return False
    sent = questions.SENT.search(said)
    if _NUMBER.search(said) and questions.ASKING.search(said):
        return any(each.search(said) for each in (questions.SENT, questions.SHOWN_BY, questions.SIGNING))
    if questions.MESSAGE.search(said):
        return questions.LOOKING.search(said) is not None
    is_anything = "?" in said and questions.ANYTHING.search(said) is not None
    return bool(
        (sent or questions.SHOWN_BY.search(said)) and (questions.WHAT_CAME.search(said) or is_anything)
    )


def _asks_to_open(said: str) -> bool:
    """Say whether a line asks how something is opened, or for the number that does."""
    if codes.OTHER.search(said) or codes.WORKED_ON.search(said):
        return False
    if questions.UNLOCK.search(said):
        return True
    return bool(
        "?" in said and _OPENED.search(said) and _NUMBER.search(said) and not questions.THING.search(said)
    )
