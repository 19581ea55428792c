"""Words of several parts that begin on one line of a picture and go on in the next: an engine reads lines."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from replay.privacy.finding import ChannelText
from replay.privacy.lookalikes import fold

_APART_HEIGHTS = 2.0
"""So far below the top of a line, in its heights, the next one begins at most."""
_MOST_PARTS = 64
"""Of one word: so many places of a break are looked for."""


def over_lines(
    texts: Iterable[ChannelText], words: Iterable[str]
) -> Iterator[tuple[ChannelText, ChannelText]]:
    """Yield pairs of lines, one below the other, over which a word goes.

    Args:
        texts: Of pictures.
        words: To be looked for; those of one part are not broken.
    """
    shown = [(text, fold(text.text, squeeze=True).text) for text in texts if text.box is not None]
    for word in words:
        parts = word.split()
        for at in range(1, min(len(parts), _MOST_PARTS)):
            head, tail = _folded(parts[:at]), _folded(parts[at:])
            if not head or not tail:
                continue
            above = [text for text, folded in shown if folded.endswith(head)]
            below = [text for text, folded in shown if folded.startswith(tail)] if above else []
            yield from (
                (first, second) for first, second in product(above, below) if _is_below(first, second)
            )


def _folded(parts: Sequence[str]) -> str:
    return fold(" ".join(parts), squeeze=True).text


def _is_below(above: ChannelText, below: ChannelText) -> bool:
    """Say whether a line stands right below another one, on one display and at one time."""
    if above.box is None or below.box is None or above is below:
        return False
    if above.place.partition(".")[0] != below.place.partition(".")[0]:
        return False
    if above.start_ns >= below.end_ns or below.start_ns >= above.end_ns:
        return False
    x, y, wide, high = above.box
    u, v, other_wide, other_high = below.box
    beside = u < x + wide and x < u + other_wide
    return beside and 0 < v - y <= _APART_HEIGHTS * max(high, other_high)
