"""Rows of articles as they are typed: a number that could be a telephone's stands among those of things."""

import re
from collections.abc import Sequence

from formats.model.time import NS_PER_S
from replay.privacy.finding import ChannelText, Finding
from replay.privacy.likeness import is_reference

_SURE = 0.8
"""What is surer was told by a word, or by the code of a country."""
_NEAR = 3
"""So many cells before and behind belong to the same row."""
_NEAR_NS = 60 * NS_PER_S
_ARTICLE = re.compile(r"\d{8}|\d{12,14}")
_PERSON = re.compile(r".*@.*|[A-ZÀ-Þ][^\W\d_]+(?:[-' ]{1,2}[A-ZÀ-Þ][^\W\d_]+)+")


def without_articles(found: Sequence[Finding], every: Sequence[ChannelText]) -> list[Finding]:
    """Return findings without telephone numbers that nothing tells and that stand in a row of articles.

    Args:
        found: Of any channels.
        every: The texts that they were found in, those that were typed in order of time.
    """
    typed = [text for text in every if text.channel == "typed"]
    places = {text.place: number for number, text in enumerate(typed)}
    return [
        finding
        for finding in found
        if not (
            finding.category == "phone"
            and finding.channel == "typed"
            and finding.confidence < _SURE
            and finding.place in places
            and _is_among_articles(finding, typed, places[finding.place])
        )
    ]


def _is_among_articles(finding: Finding, typed: Sequence[ChannelText], number: int) -> bool:
    cell = typed[number]
    if cell.text.strip() != finding.text:
        return False
    beside = [*typed[max(number - _NEAR, 0) : number], *typed[number + 1 : number + 1 + _NEAR]]
    row = [text.text.strip() for text in beside if _is_in_row(text, cell)]
    if any(_PERSON.fullmatch(text) for text in row):
        return False
    return any(_ARTICLE.fullmatch(text) or is_reference(text) for text in row)


def _is_in_row(text: ChannelText, cell: ChannelText) -> bool:
    near = text.start_ns - cell.end_ns < _NEAR_NS and cell.start_ns - text.end_ns < _NEAR_NS
    return near and (text.window, text.app) == (cell.window, cell.app)
