"""What was typed and never seen on the screen, where a window shows other typing: a field of dots."""

import re
from collections.abc import Iterator

from formats.model.time import NS_PER_S
from replay.privacy.detecting import findings_in
from replay.privacy.entries import Entry, entries
from replay.privacy.finding import ChannelText, Finding
from replay.privacy.lookalikes import fold
from replay.privacy.match import Match
from replay.privacy.policy import Policy
from replay.privacy.texts import Texts
from replay.privacy.typing_order import TypingOrder

RULE = "password-unseen"

_LATER_NS = 5 * NS_PER_S
_PIECE = 5
"""Characters in a row that must be read for a text to be seen: an engine misreads one here and there."""
_LEAST_SHARE = 0.95
_MINUTE_NS = 60 * NS_PER_S


def unseen(texts: Texts, order: TypingOrder, policy: Policy) -> list[Finding]:
    """Find words that were typed and not shown.

    Where hardly any picture was read nothing can be said, and nothing is found.
    """
    shown = texts.of("screen")
    if not shown or texts.share("screen") < _LEAST_SHARE:
        return []
    every = entries(texts.every, order)
    by_minute = _by_minute(shown)
    seen = [_is_seen(entry, by_minute) for entry in every]
    visible = {entry.window for entry, is_seen in zip(every, seen, strict=True) if is_seen}
    found: list[Finding] = []
    for entry, is_seen in zip(every, seen, strict=True):
        if not is_seen and entry.window in visible:
            found.extend(findings_in(entry.source, _words(entry), policy))
    return found


def _words(entry: Entry) -> Iterator[Match]:
    value = entry.value.strip()
    if len(value) > _PIECE and not re.search(r"\s", value) and re.search(r"\w", value):
        start = entry.start + entry.value.index(value)
        yield Match(start, start + len(value), "password", RULE, 0.6)


def _by_minute(shown: list[ChannelText]) -> dict[int, list[ChannelText]]:
    """Return what is shown in each minute, so that hours of it are not gone through for every word."""
    held: dict[int, list[ChannelText]] = {}
    for text in shown:
        for minute in range(text.start_ns // _MINUTE_NS, text.end_ns // _MINUTE_NS + 1):
            held.setdefault(minute, []).append(text)
    return held


def _is_seen(entry: Entry, by_minute: dict[int, list[ChannelText]]) -> bool:
    wanted = fold(entry.value.strip(), squeeze=True).text
    pieces = {wanted[place : place + _PIECE] for place in range(max(len(wanted) - _PIECE, 0) + 1)}
    minutes = range(entry.start_ns // _MINUTE_NS, (entry.end_ns + _LATER_NS) // _MINUTE_NS + 1)
    for text in (text for minute in minutes for text in by_minute.get(minute, ())):
        if text.start_ns <= entry.end_ns + _LATER_NS and entry.start_ns <= text.end_ns:
            said = fold(text.text, squeeze=True).text
            if any(piece in said for piece in pieces):
                return True
    return False
