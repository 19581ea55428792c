"""Search over what was typed, titles, actions, markers and the clipboard: case-folded, accents composed.

Searching a string table finds every row that holds the string: titles, markers and clipboard entries
repeat, so what is compared is each string once, not each row.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

import numpy as np

from formats.model.actions import Actions
from formats.model.recording import Recording
from replay.core.hits import Found, Hit, Note, folded
from replay.core.readable import readable_rows
from replay.core.text_runs import TextRuns

MOST_HITS = 10_000
"""A search keeps so many, the first in time, so that a search for "e" stays quick."""

_COLUMNS = (
    ("window", "title", "title"),
    ("window", "app", "title"),
    ("marker", "name", "marker"),
    ("marker", "payload", "marker"),
    ("clipboard", "string", "clipboard"),
    ("text", "string", "text"),
)
_ROWS = 65_536
_AROUND = 40


def search(
    recording: Recording,
    needle: str,
    *,
    runs: TextRuns | None = None,
    actions: Actions | None = None,
    notes: Iterable[Note] = (),
    clean: Callable[[str], str] = str,
) -> Found:
    """Find `needle` wherever words are, in order of time.

    Text that was typed and then corrected away is found too, as it was typed. What cannot be read is passed
    over and told.

    Args:
        recording: Titles, markers, clipboard and committed text are read from it.
        needle: What to look for; upper and lower case are the same. Empty finds nothing.
        runs: Typed text; not searched without.
        actions: Actions by their words ("double click", "Ctrl+L"); not searched without. What an action typed
            is among the runs and is not found a second time.
        notes: What people wrote.
        clean: Gives each text as it may be shown, before anything is found in it or cut out of it.
    """
    wanted = folded(needle.strip("\n"))
    if not wanted:
        return Found()
    unread: dict[str, None] = {}
    places: list[Iterator[Hit]] = []
    if runs is not None:
        places.append(_in_runs(runs, wanted, clean))
    if actions is not None:
        places.append(_in_actions(actions, wanted, clean, typing=runs is None))
    for stream, column, where in _COLUMNS:
        if stream in recording.streams:
            places.append(
                _in_column(recording, stream, column, where, wanted=wanted, clean=clean, unread=unread)
            )
    places.append(
        Hit(note.t_ns, "note", _around(text, wanted))
        for note in notes
        if wanted in folded(text := clean(note.text))
    )
    hits: set[Hit] = set()
    more = False
    for found in places:
        hits.update(islice(found, MOST_HITS))
        more |= next(found, None) is not None
    # Of each place the first are there, and so those of all places together.
    return Found(tuple(sorted(hits)[:MOST_HITS]), more=more or len(hits) > MOST_HITS, unread=tuple(unread))


def hit_after(hits: Sequence[Hit], t_ns: int) -> Hit | None:
    """Return the first hit after `t_ns`."""
    return next((hit for hit in hits if hit.t_ns > t_ns), None)


def hit_before(hits: Sequence[Hit], t_ns: int) -> Hit | None:
    """Return the last hit before `t_ns`."""
    return next((hit for hit in reversed(hits) if hit.t_ns < t_ns), None)


def _in_runs(runs: TextRuns, wanted: str, clean: Callable[[str], str]) -> Iterator[Hit]:
    for number, texts in enumerate(zip(runs.texts, runs.typed, strict=True)):
        text, typed = map(clean, texts)
        match = text if wanted in folded(text) else typed if wanted in folded(typed) else None
        if match is not None:
            yield Hit(int(runs.rows["start_ns"][number]), "typed", _around(match, wanted))


def _in_actions(actions: Actions, wanted: str, clean: Callable[[str], str], *, typing: bool) -> Iterator[Hit]:
    for number in range(len(actions)):
        if actions.kind(number) == "type" and not typing:
            continue
        words = clean(actions.label(number))
        if wanted in folded(words):
            yield Hit(int(actions.starts[number]), "action", _around(words, wanted))


def _in_column(
    recording: Recording,
    stream: str,
    column: str,
    where: str,
    *,
    wanted: str,
    clean: Callable[[str], str],
    unread: dict[str, None],
) -> Iterator[Hit]:
    """Yield hits in order of time, and add the stream to `unread` where a part of it cannot be read."""
    matches: dict[str, str | None] = {}
    for events in readable_rows(recording, stream, _ROWS):
        if events is None:
            unread[stream] = None
            continue
        matching = np.zeros(len(events.strings), np.bool_)
        numbers = events.column(column)
        for number in np.unique(numbers).tolist():
            string = events.strings[number]
            if string not in matches:
                cleaned = clean(string)
                matches[string] = _around(cleaned, wanted) if wanted in folded(cleaned) else None
            matching[number] = matches[string] is not None
        for row in np.flatnonzero(matching[numbers]).tolist():
            yield Hit(int(events.t[row]), where, matches[events.strings[numbers[row]]] or "")


def _around(text: str, wanted: str) -> str:
    """Return one line with what surrounds the first match."""
    composed = unicodedata.normalize("NFC", text)
    # Folding may lengthen a text ("ß" to "ss"): near enough, for this is only what is shown around the match.
    place = max(folded(text).find(wanted), 0)
    start = max(place - _AROUND, 0)
    stop = min(place + len(wanted) + _AROUND, len(composed))
    shown = " ".join(composed[start:stop].split())
    return f"{'…' if start else ''}{shown}{'…' if stop < len(composed) else ''}"
