"""What was typed while dots grew on the screen: a password, whatever it looks like and wherever it went."""

from collections.abc import Iterator, Sequence

from formats.model.time import NS_PER_MS, NS_PER_S
from replay.privacy.detecting import findings_in
from replay.privacy.entries import Entry, entries
from replay.privacy.finding import ChannelText, Finding
from replay.privacy.match import Match
from replay.privacy.policy import Policy
from replay.privacy.screen.dots import DOT, FEWEST
from replay.privacy.texts import Texts
from replay.privacy.typing_order import TypingOrder

RULE = "password-dots"

_LATE_NS = 2 * NS_PER_S
"""A picture shows a key at most so long after it, where few pictures are taken."""
_SOON_NS = 400 * NS_PER_MS
"""A screen shows a key at most so long after it."""
_OFF = 2
"""The last dot hides behind the caret, and one more was there before a correction."""
_FIELD_SHOWS = 8
"""A narrow field shows the last dots of a long password, and no fewer than these."""


def dotted(texts: Texts, order: TypingOrder, policy: Policy) -> list[Finding]:
    """Find what was typed while as many dots came to stand in one place as it has letters."""
    rows = [text for text in texts.of("screen") if text.text.strip(DOT) == ""]
    if not rows:
        return []
    return [
        finding
        for entry in entries(texts.of("typed"), order)
        for finding in findings_in(entry.source, _match(entry, rows), policy)
    ]


def _match(entry: Entry, rows: Sequence[ChannelText]) -> Iterator[Match]:
    value = entry.value.strip()
    shown = [row for row in rows if entry.start_ns <= row.start_ns <= entry.end_ns + _LATE_NS]
    if len(value) < FEWEST or not shown:
        return
    longest = max(shown, key=lambda row: len(row.text))
    counts = {len(row.text) for row in shown if _is_one_place(row, longest)}
    most = max(counts)
    near = abs(most - len(value)) <= _OFF
    grew = len(counts) > 1
    # Else they are those of the next field.
    began = min(row.start_ns for row in shown) <= entry.end_ns + _SOON_NS
    if not near and not (grew and began and _FIELD_SHOWS <= most < len(value)):
        return
    start = entry.start + entry.value.index(value)
    yield Match(start, start + len(value), "password", RULE, 0.97 if near and grew else 0.85)


def _is_one_place(row: ChannelText, other: ChannelText) -> bool:
    """Say whether two rows of dots begin in one place."""
    if row.box is None or other.box is None:
        return False
    return all(abs(row.box[side] - other.box[side]) <= max(4, other.box[3]) for side in (0, 1))
