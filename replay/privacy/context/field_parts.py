"""What a form takes in parts: the digits of a code one to a field, a day, a month and a year.

No part tells anything by itself, and each is too short to be looked for: told is what the keys say together.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from replay.privacy.context import prompts
from replay.privacy.context.entries import Entry
from replay.privacy.detecting import findings_in
from replay.privacy.detectors.dates import is_day_and_month
from replay.privacy.finding import ChannelText, Finding
from replay.privacy.match import Match
from replay.privacy.policy import Policy
from replay.privacy.typed.split_typing import is_split
from replay.privacy.typed.taken_back import is_back
from replay.privacy.words import births, codes
from replay.privacy.years import Years

IN_PARTS = frozenset(("birth-date-parts", "code-parts"))
"""The rules of this module."""
_FEWEST, _MOST = 4, 8
_BEGUN = re.compile(r"\bage\b|\balter\b|account|konto|profil", re.IGNORECASE)
"""Pages on which one says who one is."""
_WORD = re.compile(r"[A-ZÀ-Þ][^\W\d_]+(?:[-'’ ]{1,2}[A-ZÀ-Þ][^\W\d_]+)*")


def in_parts(
    every: Sequence[Entry],
    passwords: Mapping[int, float],
    texts: Sequence[ChannelText],
    policy: Policy,
    years: Years,
) -> Iterator[Finding]:
    """Find codes and dates of birth that were typed in parts, as findings among the raw keys.

    Args:
        every: The entries of a recording.
        passwords: Which of them are passwords, and how surely.
        texts: Of the recording.
        policy: What to look for.
        years: In which people were born.
    """
    keys = [text for text in texts if text.channel == "keys" and not is_back(text) and not is_split(text)]
    found: dict[str, tuple[ChannelText, list[Match]]] = {}
    for first, last, category, rule, confidence in (*_codes(every, passwords), *_births(every, years)):
        for text in keys:
            start, stop = _between(text, every[first].start_ns, every[last].end_ns)
            if start < stop:
                match = Match(start, stop, category, rule, confidence)
                found.setdefault(text.place, (text, []))[1].append(match)
    for text, matches in found.values():
        yield from findings_in(text, matches, policy)


def _between(text: ChannelText, start_ns: int, end_ns: int) -> tuple[int, int]:
    """Return which characters of a text of keys were typed in a time."""
    times = text.times[:-1]
    return bisect_left(times, start_ns), bisect_right(times, end_ns)


def _goes_on(every: Sequence[Entry], number: int) -> bool:
    """Say whether an entry is the next field of the form that the one before it is in."""
    entry, before = every[number], every[number - 1]
    return (
        entry.begun in {"tab", "click", "field"} and entry.window == before.window and entry.follows(before)
    )


def _codes(
    every: Sequence[Entry], passwords: Mapping[int, float]
) -> Iterator[tuple[int, int, str, str, float]]:
    number = 0
    while number < len(every):
        last = number
        while last < len(every) and re.fullmatch(r"\d", every[last].value.strip()):
            last += 1
            if last < len(every) and not _goes_on(every, last):
                break
        title = every[number].window
        if _FEWEST <= last - number <= _MOST and not prompts.NO_LOGIN.search(title):
            asked = codes.DIALOG.search(title) or any(
                at in passwords for at in range(max(number - 2, 0), number)
            )
            yield number, last - 1, "one-time-code", "code-parts", 0.85 if asked else 0.65
        number = max(last, number + 1)


def _births(every: Sequence[Entry], years: Years) -> Iterator[tuple[int, int, str, str, float]]:
    for last in range(2, len(every)):
        first = last - 2
        day, month, year = (each.value.strip() for each in every[first : last + 1])
        if re.fullmatch(r"(?:19|20)\d\d", day):
            day, year = year, day
        title = every[last].window
        if (
            re.fullmatch(r"(?:19|20)\d\d", year) is None
            or not 1900 < int(year) <= years.adult
            or not is_day_and_month(day, month)
            or not (_goes_on(every, last) and _goes_on(every, last - 1))
            or prompts.NO_LOGIN.search(title)
            or prompts.GOODS.search(title)
        ):
            continue
        named = first > 0 and _goes_on(every, first) and _WORD.fullmatch(every[first - 1].value.strip())
        told = (
            prompts.PERSONAL.search(title)
            or _BEGUN.search(title)
            or births.LABEL.search(f"{title} {every[last].source.entry}")
        )
        yield first, last, "birth-date", "birth-date-parts", 0.78 if named or told else 0.6
