"""Cues: what at a seam speaks for a boundary there, each with a weight and words.

A weight is how likely a boundary is where nothing else speaks for one;
`replay.annotate.suggestions.suggest` takes the cues of a seam together. The weights are guesses that
`tests/benchmarks/suggestions.py` holds against marks.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from formats.model.actions import Actions
from formats.model.recording import Recording
from formats.model.time import NS_PER_S, format_time
from replay.annotate.suggestions.seams import Seam
from replay.core.inputs import Window
from replay.core.safe_text import visible

_LONGEST_NAME = 60
_CAUSED_NS = 2 * NS_PER_S
"""A window that comes this soon after an action comes from it."""
_EARLY_NS = NS_PER_S // 20
"""A window may be told a moment before the click that brought it."""
_BACK_NS = 10 * NS_PER_S
"""Who is back in a window this soon was looking something up."""
_PAUSE_S = 3.0
_PAGE = 0.15
"""The least share of the screen that is another page."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?:[\w-]+\.)+[a-z]{2,12}(?:[:/]\S*)?", re.IGNORECASE)
_COMMAND = r"(?:Ctrl|Meta)\+(?:Shift\+)?"
_OPENS = re.compile(
    rf"{_COMMAND}(?:[TNL]|Tab|PageUp|PageDown|\d)|(?:Alt|Meta)\+Tab|Alt\+D|F6|Meta(?:\+[A-Z])?"
)
_CLOSES = re.compile(rf"{_COMMAND}[WQS]|Alt\+F4")


@dataclass(frozen=True, slots=True)
class Cue:
    """One reason for a boundary."""

    seam: int
    """Number of the seam."""
    kind: str
    """"window", "pause", "submit", "hotkey", "address", "page", "begin", "end"."""
    weight: float
    """Above 0, below 1."""
    words: str
    """For people; recorded text in it is made safe."""


@dataclass(frozen=True)
class Looked:
    """What the cues are found in."""

    recording: Recording
    actions: Actions
    seams: Sequence[Seam]
    changes: Sequence[float] = ()
    """How much of the screen changed up to each seam, as far as that is known."""

    @cached_property
    def windows(self) -> list[Window]:
        """The windows in order of time, without those that only changed a mark in their title."""
        found: list[Window] = []
        for record in self.recording.events("window").records():
            window = Window(record["t_ns"], record["seq"], record["app"], record["title"])
            if not found or not window.is_same_document(found[-1]):
                found.append(window)
        return found

    @cached_property
    def begins(self) -> list[int]:
        """Start of the action after each seam; where there is none, the seam itself."""
        starts = self.actions.starts
        return [seam.edge.t_ns if seam.after < 0 else int(starts[seam.after]) for seam in self.seams]


def window(looked: Looked) -> Iterator[Cue]:
    """Another application or document came to the front: the task changed before somebody went there."""
    windows = looked.windows
    for number, (before, after) in enumerate(pairwise(windows)):
        place = bisect_right(looked.begins, after.start_ns + _EARLY_NS) - 1
        if place < 0:
            continue
        caused = after.start_ns - looked.begins[place] <= _CAUSED_NS
        following = windows[number + 2] if number + 2 < len(windows) else None
        other = not after.app or after.app != before.app
        weight = 0.8 if other else 0.4
        if not caused:
            # It came by itself, or by something that is no action: between this one and the next.
            place, weight = min(place + 1, len(looked.seams) - 1), weight * 0.6
        if (
            following is not None
            and following.app == before.app
            and following.start_ns - after.start_ns < _BACK_NS
        ):
            weight *= 0.5
        where = (after.app if other else after.title) or after.title or "another window"
        yield Cue(place, "window", weight, f"goes to {visible(where[:_LONGEST_NAME])}")


def pause(looked: Looked) -> Iterator[Cue]:
    """Nothing was done for a while."""
    for number, seam in enumerate(looked.seams):
        rest_s = (seam.edge.t_ns - seam.end_ns) / NS_PER_S
        if rest_s >= _PAUSE_S and seam.before >= 0 and seam.after >= 0:
            yield Cue(
                number,
                "pause",
                min(0.2 + 0.4 * math.log10(rest_s / _PAUSE_S), 0.75),
                f"after {rest_s:.1f} s of rest",
            )


def submit(looked: Looked) -> Iterator[Cue]:
    """Enter was pressed after typing: something was sent, run, or searched for."""
    actions = looked.actions
    for number, (earlier, seam) in enumerate(pairwise(looked.seams), 1):
        if earlier.before < 0 or seam.before < 0 or actions.kind(seam.before) != "key":
            continue
        if actions.keys(seam.before) in {"Enter", "NumpadEnter"} and actions.kind(earlier.before) == "type":
            yield Cue(number, "submit", 0.3, "after Enter")


def hotkey(looked: Looked) -> Iterator[Cue]:
    """A combination that opens, closes or saves something."""
    actions = looked.actions
    for number, seam in enumerate(looked.seams):
        if seam.after >= 0 and _OPENS.fullmatch(actions.keys(seam.after)):
            yield Cue(number, "hotkey", 0.4, f"before {visible(actions.keys(seam.after))}")
        if seam.before >= 0 and _CLOSES.fullmatch(actions.keys(seam.before)):
            yield Cue(number, "hotkey", 0.35, f"after {visible(actions.keys(seam.before))}")


def address(looked: Looked) -> Iterator[Cue]:
    """An address was typed, and gone to."""
    actions = looked.actions
    for number, (seam, following) in enumerate(pairwise(looked.seams)):
        if seam.after < 0 or following.after < 0 or actions.kind(seam.after) != "type":
            continue
        enters = actions.keys(following.after) in {"Enter", "NumpadEnter"}
        if enters and _ADDRESS.fullmatch(actions.text(seam.after).strip()):
            # What was typed stays out of the words: a suggestion is shown where typed text is hidden.
            yield Cue(number, "address", 0.5, "before an address is typed")


def page(looked: Looked) -> Iterator[Cue]:
    """Much of the screen changed since the seam before."""
    for number, share in enumerate(looked.changes[: len(looked.seams)]):
        if share >= _PAGE:
            yield Cue(number, "page", min(0.1 + 0.3 * share, 0.4), f"after {share:.0%} of the screen changed")


def ends(looked: Looked) -> Iterator[Cue]:
    """The first and the last input: something else may have been recorded before and after."""
    if looked.seams and looked.seams[0].edge.t_ns > 0:
        yield Cue(
            0, "begin", 0.5, f"the first input, {format_time(looked.seams[0].edge.t_ns)} after the start"
        )
    if len(looked.seams) > 1 and looked.seams[-1].edge.t_ns < looked.recording.duration_ns:
        yield Cue(len(looked.seams) - 1, "end", 0.5, "the last input")


CUES: Sequence[Callable[[Looked], Iterator[Cue]]] = (window, pause, submit, hotkey, address, page, ends)
"""All of them."""
