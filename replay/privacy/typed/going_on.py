"""Whether writing went on in the field in which it stopped, as far as a recording tells."""

import math
import re
from collections.abc import Sequence
from typing import Literal

from formats.model.time import NS_PER_S
from replay.privacy.finding import ChannelText
from replay.privacy.typed.typing_order import Passage, TypingOrder

GoesOn = Literal["surely", "perhaps", "no"]

_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}")
_LATE_NS = 120 * NS_PER_S
_SAME_LINE_PX, _SAME_FIELD_PX = 12, 300
"""Two clicks so near each other, down and across, are into one field."""


def goes_on(before: ChannelText, text: ChannelText, between: Sequence[Passage], order: TypingOrder) -> GoesOn:
    """Say whether a typed text goes on where the one before it stopped.

    That is sure where only other windows came in between, or one click on the spot of the click before.

    Args:
        before: The text of the channel "typed" before it.
        text: Of the channel "typed".
        between: What led from one to the other.
        order: Of the recording.
    """
    if (before.window, before.app) != (text.window, text.app) or text.start_ns - before.end_ns > _LATE_NS:
        return "no"
    if not between or any(each.kind not in {"click", "window", "field"} for each in between):
        return "no"
    if before.entry != text.entry or _ADDRESS.fullmatch(before.text.rpartition("\n")[2].strip()):
        return "no"  # An address of mail is whole.
    windows = [at for at, each in enumerate(between) if each.kind == "window"]
    since = between[windows[-1] + 1 :] if windows else between
    if not since:
        return "surely"
    clicks = [each for each in between if each.kind == "click"]
    last = order.click_before(before.start_ns, before.first_seq)
    if len(clicks) == len(since) == 1 and last is not None and _is_one_field(last, clicks[0]):
        return "surely"
    return "perhaps"


def _is_one_field(click: Passage, other: Passage) -> bool:
    (x, y), (to_x, to_y) = click.where, other.where
    if not math.isfinite(x + y + to_x + to_y) or (x, y) == (0, 0):
        return False  # The source tells no places.
    return abs(y - to_y) <= _SAME_LINE_PX and abs(x - to_x) <= _SAME_FIELD_PX
