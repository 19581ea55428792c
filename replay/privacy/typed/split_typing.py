"""What was typed in parts, put together: half a password, a click back into its field, and the other half.

A run of typed text ends where writing may go on elsewhere. Often it goes on in the same place, and with a
correction in it neither the runs nor the order of keys tell what stands there: here each run continues the
line before it, whatever lay between, and the line that was last written in its window.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from replay.core.inputs import Window
from replay.core.text_runs import TextRun, TextRuns
from replay.privacy.finding import ChannelText, Finding
from replay.privacy.sought import Words
from replay.privacy.typed.typing_order import JUMPS, TypingOrder

BESIDE = 100
"""Characters at both sides of a seam that are looked at, and more where a word is longer."""
LONGEST_WORD = 2_000
"""A longer word is cut, so that a key held for a day stays quick."""

_LINE = "over"
_WINDOW = "again"
_BACK = "back"
_PLACE = re.compile(rf"s\d+\.(?:{_LINE}|{_WINDOW})(?:\.{_BACK})?\d+")


@dataclass(frozen=True, slots=True)
class Joined:
    """Ends of runs, and the beginning of the run that goes on from there."""

    kind: str
    """Which line goes on, and whether this stood there in the end; the same for one joint of a run alone."""
    text: str = field(repr=False)
    runs: tuple[int, ...]
    """The number of the run that each character was typed in, in order."""
    places: tuple[int, ...]
    """Which character it is of what stood in that run in the end, -1 for one that was erased."""

    @property
    def seam(self) -> int:
        """Where the characters of the last run begin: those of earlier ones were joined before."""
        return self.runs.index(self.runs[-1])

    def since(self, led_on: Sequence[bool]) -> "Joined | None":
        """Return what of it was typed since a key led to another field, None where that is one run's.

        Args:
            led_on: For each run, whether such a key led to it.
        """
        start = 0
        for at in range(1, len(self.runs)):
            if self.runs[at] != self.runs[at - 1] and any(led_on[self.runs[at - 1] + 1 : self.runs[at] + 1]):
                start = at
        if self.runs[start] == self.runs[-1]:
            return None
        return replace(self, text=self.text[start:], runs=self.runs[start:], places=self.places[start:])


def joined_runs(runs: TextRuns) -> Iterator[Joined]:
    """Yield what stood where a run went on from others: in the end, and before something was erased."""
    line = _Line()
    of_window: dict[str, _Line] = {}
    for number, run in enumerate(runs):
        own = of_window.setdefault(run.window, _Line())
        told: set[str] = set()
        for kind, written in ((_LINE, line), (_WINDOW, own)):
            for each in written.joined(kind, number, run):
                if each.text not in told:
                    told.add(each.text)
                    yield each
            written.go_on(number, run)


def runs_across(runs: TextRuns, words: Words) -> dict[int, tuple[str, ...]]:
    """Return the runs that give a word only together, by number, and what each of them gives of it."""
    found: dict[int, dict[str, None]] = {}
    for each in joined_runs(runs) if words else ():
        for start, stop in words.spans(each.text):
            if each.runs[start] == each.runs[stop - 1]:
                continue
            for run in dict.fromkeys(each.runs[start:stop]):
                own = [at for at in range(start, stop) if each.runs[at] == run]
                found.setdefault(run, {})[each.text[own[0] : own[-1] + 1]] = None
    return {run: tuple(parts) for run, parts in found.items()}


def split_texts(runs: TextRuns, typed: Sequence[ChannelText], order: TypingOrder) -> Iterator[ChannelText]:
    """Yield what was typed in parts, as texts of the keys, unless Tab led from one part to the next.

    Args:
        runs: Of typed text.
        typed: The same as texts of the channel "typed".
        order: Of the same recording.
    """
    counts: dict[tuple[int, str], int] = {}
    led_on = [False, *(_leads_on(before, text, order) for before, text in pairwise(typed))]
    for whole in joined_runs(runs):
        each = whole.since(led_on)
        if each is None:
            continue
        first, last = runs.run(each.runs[0]), runs.run(each.runs[-1])
        number = counts[each.runs[-1], each.kind] = counts.get((each.runs[-1], each.kind), -1) + 1
        # With other writing between them, the time of all of them is not that of the secret.
        apart = any(run not in each.runs for run in range(each.runs[0], each.runs[-1]))
        start_ns = last.start_ns if apart else first.start_ns
        own = typed[each.runs[-1]]
        yield ChannelText(
            channel="keys",
            place=f"s{last.first_seq}.{each.kind}{number}",
            text=each.text,
            start_ns=start_ns,
            end_ns=last.end_ns,
            first_seq=last.first_seq if apart else first.first_seq,
            last_seq=last.last_seq,
            window=own.window,
            app=own.app,
            entry=own.entry,
            times=(*(max(at_ns, start_ns) for at_ns in _times(each, typed)), last.end_ns),
            seam=each.seam,
        )


def _leads_on(before: ChannelText, text: ChannelText, order: TypingOrder) -> bool:
    """Say whether Tab, a search, or Enter with nothing typed, led away from where a text was written."""
    last_ns = max(before.times[:-1]) if len(before.times) > 1 else before.start_ns
    between = order.passages_between((last_ns, before.last_seq), (text.start_ns, text.first_seq))
    # In an editor Escape leads from what is written to commands.
    leading = {
        "tab",
        "enter",
        *JUMPS,
        *(["escape"] if Window(0, 0, text.app, text.window).is_terminal else []),
    }
    return any(passage.kind in leading for passage in between)


def place_with_line(place: str) -> str:
    """Return the place of what stood in the end where a typed text goes on from the line before it."""
    return f"{place}.{_LINE}0"


def is_split(where: Finding | ChannelText) -> bool:
    """Say whether this is a text put together of parts, or was found in one."""
    return where.channel == "keys" and _PLACE.fullmatch(where.place) is not None


def is_split_back(where: Finding | ChannelText) -> bool:
    """Say whether a text put together of parts stood there for a while, and not in the end."""
    return is_split(where) and f".{_BACK}" in where.place


def _times(joined: Joined, typed: Sequence[ChannelText]) -> Iterator[int]:
    for run, place in zip(joined.runs, joined.places, strict=True):
        text = typed[run]
        known = place >= 0 and len(text.times) == len(text.text) + 1
        yield text.times[place] if known else text.start_ns


class _Line:
    """The end of what was written; of each character the run, and which one it is there."""

    def __init__(self) -> None:
        self._letters: list[tuple[str, int, int]] = []

    def joined(self, kind: str, number: int, run: TextRun) -> Iterator[Joined]:
        *erased_until, erased = run.erased_before
        stood = [(kind, run.text, erased)]
        stood += [(f"{kind}.{_BACK}", *each) for each in zip(run.taken_back, erased_until, strict=True)]
        for name, text, gone in stood if self._letters else ():
            head, tail = self._left(gone), _beginning(text.partition("\n")[0])
            if head and tail.strip():
                places = range(len(tail)) if name == kind else [-1] * len(tail)
                letters = [*head, *((letter, number, at) for letter, at in zip(tail, places, strict=True))]
                stands, owners, own = zip(*letters, strict=True)
                yield Joined(name, "".join(stands), owners, own)

    def go_on(self, number: int, run: TextRun) -> None:
        *_, erased = run.erased_before
        start = _ending(run.text)
        ours = [(letter, number, at) for at, letter in enumerate(run.text[start:], start)]
        letters = [*self._left(erased), *ours]
        ends = [at for at, (letter, _, _) in enumerate(letters) if letter == "\n"]
        letters = letters[ends[-1] + 1 if ends else 0 :]
        self._letters = letters[_ending("".join(letter for letter, _, _ in letters)) :]

    def _left(self, erased: int) -> list[tuple[str, int, int]]:
        return self._letters[: max(len(self._letters) - erased, 0)]


def _beginning(text: str) -> str:
    """Return so much of a text behind a seam as is looked at."""
    blank = re.compile(r"\s").search(text, BESIDE, LONGEST_WORD)
    return text[: blank.start() if blank else LONGEST_WORD]


def _ending(text: str) -> int:
    """Return where so much of a text before a seam begins."""
    start = max(len(text) - LONGEST_WORD, 0)
    blanks = [blank.end() for blank in re.finditer(r"\s", text[start : max(len(text) - BESIDE, 0)])]
    return start + blanks[-1] if blanks else start
