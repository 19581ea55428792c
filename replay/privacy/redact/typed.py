"""Which keystrokes go with typed text that is removed: the whole run, so that no length or rhythm is left."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formats.model.recording import Recording
from formats.model.streams import Events
from formats.model.time import NS_PER_S, Span
from replay.core.text_runs import TextRun, TextRuns
from replay.core.typed_text import typed_runs
from replay.privacy.lookalikes import fold
from replay.privacy.sought import Words
from replay.privacy.typed.split_typing import runs_across
from replay.privacy.typed.written_lines import written_lines

_LINE_CHARACTERS = 4
"""A shorter line of a removed run is not searched for elsewhere."""
_PART_CHARACTERS = 3
"""Fewer of a word stand before and behind what was undone by chance."""
_MOST_UNDONE = 100
"""Characters that are taken for undone."""
_LONGEST_IN_PARTS = 200
"""Of a longer word so many characters are looked for in two parts."""
_EDITING = frozenset(
    ["Backspace", "Delete", "Clear", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"]
)
_SOON_NS = 2 * NS_PER_S
"""What edits a field does so at most so long before or after what is typed there."""


@dataclass(frozen=True, slots=True)
class RemovedTyping:
    """What of the typing is removed."""

    exact: tuple[Span, ...]
    """From the first to the last removed key; not to be told to anybody."""
    written: tuple[Span, ...]
    """Of that, when secrets were written on the screen, as far as that is sure: all of it where it is not."""
    told: tuple[Span, ...]
    """The same in whole seconds, apart from each other: what the copy may say."""
    breaks: tuple[int, ...]
    """Where writing that stays is parted by writing that goes: what stands at both sides is not one text."""
    keys: NDArray[np.bool_]
    """Rows of the stream `key` that go, shape (rows,)."""
    texts: NDArray[np.bool_]
    """Rows of the stream `text` that go, shape (rows,)."""


def removed_typing(
    recording: Recording,
    words: Words,
    asked: Sequence[Span],
    cuts: Sequence[Span] = (),
    runs: TextRuns | None = None,
) -> RemovedTyping:
    """Find what goes where words are removed, and where spans of typing are.

    Args:
        recording: Where from.
        words: A run that held one, corrected, as typed or until it was taken back, goes; so do keys that give
            one across runs, and runs that do when they are corrected.
        asked: Runs that overlap one of these go; keys in it that belong to no run go as well.
        cuts: Everything in these goes, and the other half of every stroke that lies across an edge.
        runs: Of the recording, where they are known already.
    """
    keys, texts = recording.events("key"), recording.events("text")
    runs = typed_runs(recording) if runs is None else runs
    # In the order of the keys nothing tells where a word ends: short ones are looked for in runs.
    wanted = [*asked, *_word_spans(keys, words.inside)]
    across = runs_across(runs, words)
    kept: list[Span] = []
    gone, written = list(wanted), list(wanted)
    for number, run in enumerate(runs):
        span = Span(run.start_ns, run.end_ns + 1)
        hit = number in across or any(span.overlaps(each) for each in wanted)
        hit = hit or holds(run, words)
        (gone if hit else kept).append(span)
        if hit:
            own = [span] if number in across else wanted
            written += written_lines(recording, span, words, own)
    exact = joined(_widened(keys, span) for span in gone)
    told = joined(in_seconds(span) for span in exact)
    strays = _inside(keys, told) & ~_inside(keys, kept)
    return RemovedTyping(
        exact,
        joined(_widened(keys, span) for span in written),
        told,
        _breaks(exact, told, kept),
        _with_partners(keys, _inside(keys, (*exact, *cuts)) | strays),
        _inside(texts, (*exact, *cuts)) | (_inside(texts, told) & ~_inside(texts, kept)),
    )


def holds(run: TextRun, words: Words) -> bool:
    """Say whether a word stood in a run: in the end, key by key, until it was taken back, or perhaps."""
    stood = any(map(words.found_in, (run.text, run.typed, *run.taken_back)))
    return stood or (not run.certain and _may_hold(run.text, words))


def _may_hold(text: str, words: Words) -> bool:
    """Say whether both parts of a word stand in a text with little between, which may have been undone."""
    folded = fold(text, squeeze=True).text
    for word in (fold(each[:_LONGEST_IN_PARTS], squeeze=True).text for each in words.words):
        for at in range(_PART_CHARACTERS, len(word) - _PART_CHARACTERS + 1):
            first = folded.find(word[:at])
            if first < 0:
                break
            while first >= 0:
                end = first + at
                if folded.find(word[at:], end, end + _MOST_UNDONE + len(word) - at) >= 0:
                    return True
                first = folded.find(word[:at], first + 1)
    return False


def run_words(runs: TextRuns, asked: Sequence[Span], words: Words) -> list[str]:
    """Return what of the typing goes everywhere although nobody wrote it down.

    That is the lines of runs that somebody asked to remove without saying which words of them matter, what
    was taken back there among them, and the parts of a word that was typed in parts.
    """
    parts = [part.strip() for each in runs_across(runs, words).values() for part in each]
    found = dict.fromkeys(part for part in parts if len(part) >= _LINE_CHARACTERS)
    for run in runs:
        span = Span(run.start_ns, run.end_ns + 1)
        if not any(span.overlaps(each) for each in asked) or words.found_in(run.text):
            continue
        found |= dict.fromkeys(lines_of((run.text, run.typed, *run.given_up)))
    return list(found)


def lines_of(texts: Iterable[str]) -> list[str]:
    """Return the lines of texts that are long enough to be removed wherever they are."""
    lines = (line.strip() for text in texts for line in text.splitlines())
    return [line for line in lines if len(line) >= _LINE_CHARACTERS]


def in_seconds(span: Span) -> Span:
    """Return the whole seconds that hold a span."""
    return Span(span.start_ns // NS_PER_S * NS_PER_S, -(-span.end_ns // NS_PER_S) * NS_PER_S)


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in order, those that touch as one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start_ns <= out[-1].end_ns:
            out[-1] = Span(out[-1].start_ns, max(out[-1].end_ns, span.end_ns))
        else:
            out.append(span)
    return tuple(out)


def raw_text(keys: Events) -> tuple[str, list[int]]:
    """Return what was typed key by key, corrections and all, and the row of each character."""
    pressed = keys.rows["pressed"].tolist()
    letters = [
        (key, row) for row, (key, down) in enumerate(zip(keys.texts("key"), pressed, strict=True)) if down
    ]
    text = "".join(key for key, _ in letters if len(key) == 1)
    return text, [row for key, row in letters if len(key) == 1]


def _breaks(exact: Iterable[Span], told: Sequence[Span], kept: Iterable[Span]) -> tuple[int, ...]:
    """Return a time before each removed run that tells nothing but when what stays before it ended."""
    ends = sorted(span.end_ns for span in kept)
    found: dict[int, None] = {}
    for span in exact:
        begins_ns = next(each.start_ns for each in told if each.start_ns <= span.start_ns < each.end_ns)
        place = bisect_right(ends, span.start_ns)
        found[max(begins_ns, ends[place - 1]) if place else begins_ns] = None
    return tuple(found)


def _word_spans(keys: Events, words: Words) -> list[Span]:
    text, rows = raw_text(keys)
    return [Span(int(keys.t[rows[a]]), int(keys.t[rows[b - 1]]) + 1) for a, b in words.spans(text)]


def _widened(keys: Events, span: Span) -> Span:
    """Return a span with the keys that edit around it: emptying a field tells how long its text was."""
    first, last = np.searchsorted(keys.t, [span.start_ns, span.end_ns]).tolist()
    start_ns, end_ns = span.start_ns, span.end_ns
    names = keys.texts("key")
    while first > 0 and names[first - 1] in _EDITING and start_ns - int(keys.t[first - 1]) <= _SOON_NS:
        first -= 1
        start_ns = int(keys.t[first])
    while last < len(keys) and names[last] in _EDITING and int(keys.t[last]) - end_ns <= _SOON_NS:
        end_ns = int(keys.t[last]) + 1
        last += 1
    return Span(start_ns, end_ns)


def _inside(events: Events, spans: Iterable[Span]) -> NDArray[np.bool_]:
    inside = np.zeros(len(events), np.bool_)
    for span in spans:
        first, last = np.searchsorted(events.t, [span.start_ns, span.end_ns]).tolist()
        inside[first:last] = True
    return inside


def _with_partners(keys: Events, gone: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the rows with the presses and releases that belong to them: half a stroke tells of the other.

    Where anything goes, so do the releases that never had a press: nobody could tell them from those.
    """
    gone = gone.copy()
    anything = bool(gone.any())
    down: dict[tuple[int, int], list[int]] = {}
    columns = (keys.rows[name].tolist() for name in ("code", "key", "pressed"))
    for row, (code, key, pressed) in enumerate(zip(*columns, strict=True)):
        # The physical key: its meaning may be another one when it is let go.
        identity = (code, 0) if code else (0, key)
        held = down.setdefault(identity, [])
        lone = not pressed and not held
        held.append(row)
        if pressed:
            continue
        if (lone and anything) or any(gone[each] for each in held):
            gone[held] = True
        held.clear()
    for held in down.values():
        if held and any(gone[each] for each in held):
            gone[held] = True
    return gone
