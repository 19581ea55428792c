"""What was typed while dots grew on the screen: a password, whatever it looks like and wherever it went."""

from collections.abc import Iterator, Sequence

from formats.model.time import NS_PER_S
from replay.privacy.context.entries import Entry, entries
from replay.privacy.detecting import findings_in
from replay.privacy.finding import ChannelText, Finding
from replay.privacy.match import Match
from replay.privacy.policy import Policy
from replay.privacy.screen.dots import DOT, FEWEST
from replay.privacy.texts import Texts
from replay.privacy.typed.typing_order import TypingOrder

RULE = "password-dots"

_LATE_NS = 2 * NS_PER_S
"""A picture shows a key at most so long after it, where few pictures are taken."""
_OFF = 2
"""The last dot hides behind the caret, and one more was there before a correction."""
_FIELD_SHOWS = 8
"""A narrow field shows the last dots of a long password, and no fewer than these."""


def dotted(texts: Texts, order: TypingOrder, policy: Policy) -> list[Finding]:
    """Find what was typed while as many dots came to stand in one place as it has letters."""
    rows = [text for text in texts.of("screen") if text.text.strip(DOT) == ""]
    if not rows:
        return []
    every = entries(texts.every, order)
    nexts = [*(entry.start_ns for entry in every), 1 << 62][1:]
    return [
        finding
        for entry, next_ns in zip(every, nexts, strict=True)
        for finding in findings_in(entry.source, _match(entry, next_ns, rows), policy)
    ]


def _match(entry: Entry, next_ns: int, rows: Sequence[ChannelText]) -> Iterator[Match]:
    """Yield what was typed where dots tell of it; from `next_ns` on the next field is filled in."""
    value = entry.value.strip()
    shown = [row for row in rows if entry.start_ns <= row.start_ns <= entry.end_ns + _LATE_NS]
    if len(value) < FEWEST or not shown:
        return
    longest = max(shown, key=lambda row: len(row.text))
    place = [row for row in shown if _is_one_place(row, longest)]
    counts = {len(row.text) for row in place}
    most = max(counts)
    near = abs(most - len(value)) <= _OFF
    # Of a field in which they began to stand while the next one was filled in, they are its.
    grew = len(counts) > 1 and min(row.start_ns for row in place) < next_ns
    if not near and not (grew and _FIELD_SHOWS <= most < len(value)):
        return
    start = entry.start + entry.value.index(value)
    yield Match(start, start + len(value), "password", RULE, 0.97 if near and grew else 0.85)


def _is_one_place(row: ChannelText, other: ChannelText) -> bool:
    """Say whether two rows of dots begin in one place."""
    if row.box is None or other.box is None:
        return False
    return all(abs(row.box[side] - other.box[side]) <= max(4, other.box[3]) for side in (0, 1))
