"""What the lists show, row by row: actions, events, typed text, what was found."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from formats.errors import FormatError
from formats.model.actions import Actions
from replay.core.hits import Hit, place_of
from replay.core.marker_words import marker_words
from replay.core.merged import EventRow, MergedEvents
from replay.core.safe_text import visible
from replay.core.text_runs import TextRuns
from replay.privacy.masks.masks import Masks
from replay.ui.widgets.cell_text import wrap_cells
from replay.ui.widgets.folding import Folding
from replay.ui.widgets.row_strips import Line, Moment

LONGEST = 400
"""Characters of a recorded string that a row takes in; what is cut is far out of view."""

_BEFORE_MATCH = 8
"""Characters shown before what a search found: what was found must be in view in the narrowest list."""

CHANNELS_OF: Mapping[str, tuple[str, ...]] = {
    "key": ("keys",),
    "text": ("typed",),
    "window": ("title",),
    "clipboard": ("clipboard",),
    "marker": ("accessibility", "marker"),
    "other": ("other",),
}
"""Channels of findings in which an event of a stream is hidden."""
_CHANNELS_OF_HITS: Mapping[str, tuple[str, ...]] = {
    "typed": ("typed",),
    "text": ("typed",),
    "action": ("keys",),
    "title": ("title",),
    "clipboard": ("clipboard",),
    "marker": ("accessibility", "marker"),
    "defect": ("keys",),
}
_CHECKS_OF_KEYS = ("key-", "stop-hotkey", "lost-input")
UNKNOWN_AT_FIRST = frozenset({"key", "text", "clipboard", "marker", "other"})
"""Streams that are listed once it is known what is hidden of them."""
_TYPED_STREAMS = frozenset({"key", "text"})
_TYPING = frozenset({"type", "key", "hotkey"})

_STREAM_STYLES = {
    **dict.fromkeys(("button", "scroll"), "rows--pointed"),
    **dict.fromkeys(("key", "text"), "rows--typed"),
    **dict.fromkeys(("window", "clipboard", "display", "marker"), "rows--accent"),
}


class ActionSource:
    """One row an action: when, and what; hidden typing is one row."""

    def __init__(self, actions: Actions, masks: Masks) -> None:
        self._actions = actions
        self._masks = masks
        spans = masks.typed_spans()
        edges = np.searchsorted(
            actions.starts, [each for span in spans for each in (span.start_ns, span.end_ns)]
        )
        self.folding = Folding(len(actions), ((first, stop) for first, stop in edges.reshape(-1, 2).tolist()))

    def __len__(self) -> int:
        return len(self.folding)

    def lines(self, start: int, stop: int) -> list[Line]:
        """Return the rows asked for."""
        return [self._line(self.folding.own(number)) for number in range(start, stop)]

    def _line(self, number: int) -> Line:
        kind = self._actions.kind(number)
        start_ns, end_ns = (int(self._actions.rows[name][number]) for name in ("start_ns", "end_ns"))
        when = (Moment(start_ns), "rows--time")
        if kind in _TYPING and self._masks.hides("typed", start_ns, end_ns + 1):
            return (when, ("type", "rows--accent"), (f" {self._masks.sign}", "rows--dim"))
        label = visible(self._masks.clean(self._actions.label(number))[:LONGEST])
        if kind == "wait":
            return (when, (label, "rows--dim"))
        head, _, rest = label.partition(" ")
        return (when, (head, "rows--accent"), (f" {rest}", ""))


class EventSource:
    """One row an event: when, which stream, and its fields; what happened in hidden typing is one row."""

    def __init__(self, events: MergedEvents, masks: Masks) -> None:
        self._events = events
        self._masks = masks
        typed = () if _TYPED_STREAMS.isdisjoint(events.streams) else masks.typed_spans()
        try:
            edges = [
                (events.index_at(span.start_ns - 1) + 1, events.index_at(span.end_ns - 1) + 1)
                for span in typed
            ]
        except FormatError:
            edges = []  # they cannot be counted: each row says so, or that it is hidden
        self.folding = Folding(len(events), edges)

    def __len__(self) -> int:
        return len(self.folding)

    def lines(self, start: int, stop: int) -> list[Line]:
        """Return the rows asked for."""
        lines: list[Line] = []
        at = start
        while at < stop:
            # Those between two folds are read at once.
            last = at + 1
            while last < stop and not self.folding.is_folded(last) and not self.folding.is_folded(at):
                last += 1
            own = self.folding.own(at)
            rows = self._events.window(own, own + last - at)
            lines += [self._line(row, folded=self.folding.is_folded(at)) for row in rows]
            at = last
        return lines

    def _line(self, row: EventRow, *, folded: bool) -> Line:
        when = (Moment(row.t_ns), "rows--time")
        if folded:
            return (when, (f"{'typed':<9} ", "rows--typed"), (self._masks.sign, "rows--dim"))
        name = (f"{row.stream:<9} ", _STREAM_STYLES.get(row.stream, "rows--dim"))
        for channel in CHANNELS_OF.get(row.stream, ()):
            if self._masks.hides(channel, row.t_ns, row.t_ns + 1):
                return (when, name, (self._masks.sign, "rows--dim"))
        words = self._masks.clean(describe(row.stream, row.record))
        return (when, name, (visible(words[:LONGEST]), ""))


_INDENT = 4
"""Cells before a line of typed text."""
_SCROLL_BAR = 1


class TextSource:
    """Typed text, wrapped, under a line that says when and into which window."""

    def __init__(self, runs: TextRuns, width: int, masks: Masks) -> None:
        self._runs = runs
        self._width = max(width - _INDENT - _SCROLL_BAR, 10)
        self._wrapped: dict[int, list[Line]] = {}
        self._lines: list[Line] = []
        self.first_line: list[int] = []
        """The line on which each run begins."""
        self.run_of_line: list[int] = []
        self.hidden: list[bool] = []
        """Of which runs nothing is shown."""
        self.mask(masks)

    def mask(self, masks: Masks) -> None:
        """Hide something else; what is shown as before is not wrapped anew."""
        self._lines, self.first_line, self.run_of_line, self.hidden = [], [], [], []
        for number in range(len(self._runs)):
            lines, hidden = self._lines_of(number, masks)
            self.first_line.append(len(self._lines))
            self.hidden.append(hidden)
            self._lines += lines
            self.run_of_line += [number] * len(lines)

    def __len__(self) -> int:
        return len(self._lines)

    def lines(self, start: int, stop: int) -> list[Line]:
        """Return the lines asked for."""
        return self._lines[start:stop]

    def _lines_of(self, number: int, masks: Masks) -> tuple[list[Line], bool]:
        run = self._runs.record(number)
        start_ns = run["start_ns"]
        window = masks.shown("title", start_ns, start_ns + 1, run["window"])
        if masks.hides("typed", start_ns, run["end_ns"] + 1):
            when = (Moment(start_ns), "rows--time")
            head = (when, (visible(window[:LONGEST]), "rows--dim"))
            return [head, ((f"{'':{_INDENT}}{masks.sign}", "rows--dim"),)], True
        cleaned = masks.clean(run["text"])
        if cleaned != run["text"] or window != run["window"]:
            return _run_lines({**run, "text": cleaned, "window": window}, self._width), False
        if number not in self._wrapped:
            self._wrapped[number] = _run_lines(run, self._width)
        return self._wrapped[number], False


class HitSource:
    """One row a place that a search found, the match near its beginning and marked."""

    def __init__(self, hits: Sequence[Hit], needle: str, masks: Masks) -> None:
        self._hits = hits
        self._needle = needle
        self._masks = masks

    def __len__(self) -> int:
        return len(self._hits)

    def lines(self, start: int, stop: int) -> list[Line]:
        """Return the rows asked for."""
        return [self._line(hit) for hit in self._hits[start:stop]]

    def _line(self, hit: Hit) -> Line:
        if hit.where == "defect":
            return ((Moment(hit.t_ns), "rows--time"), *_defect_pieces(hit, self._masks))
        text = visible(shown_hit(hit, self._masks)[:LONGEST])
        if hit.where == "finding":
            # How bad it is says more than that it is a finding, as all of them here are.
            severity, colon, words = text.partition(": ")
            return (Moment(hit.t_ns), "rows--time"), (f"{severity}{colon}", "rows--accent"), (words, "")
        start, stop = place_of(text, self._needle)
        cut = max(start - _BEFORE_MATCH, 0)
        return (
            (Moment(hit.t_ns), "rows--time"),
            (f"{hit.where:<9} ", "rows--accent"),
            (f"{'…' if cut else ''}{text[cut:start]}", ""),
            (text[start:stop], "rows--pointed"),
            (text[stop:], ""),
        )


def names_key(check: str) -> bool:
    """Say whether the defects of a check name keys: in hidden typing each is a letter of it."""
    return check.startswith(_CHECKS_OF_KEYS)


def shown_hit(hit: Hit, masks: Masks) -> str:
    """Return what may be shown of what a search found."""
    hidden = any(
        masks.hides(channel, hit.t_ns, hit.t_ns + 1) for channel in _CHANNELS_OF_HITS.get(hit.where, ())
    )
    return masks.sign if hidden else masks.clean(hit.text)


def stop_words(hit: Hit, masks: Masks) -> str:
    """Return what may be shown of a stop, in one line."""
    if hit.where == "defect":
        return "".join(str(words) for words, _ in _defect_pieces(hit, masks))
    return shown_hit(hit, masks)


def _defect_pieces(hit: Hit, masks: Masks) -> Line:
    """Return the check that found a defect and what it found; its name is shown whatever is hidden."""
    check, _, words = hit.text.partition(": ")
    end_ns = max(hit.t_ns, hit.end_ns or 0) + 1
    hidden = names_key(check) and masks.hides("keys", hit.t_ns, end_ns)
    shown = masks.sign if hidden else visible(masks.clean(words)[:LONGEST])
    return (f"{visible(check[:LONGEST])}: ", "rows--accent"), (shown, "rows--dim" if hidden else "")


def describe(stream: str, record: Mapping[str, Any]) -> str:
    """Write an event's fields as people say them; recorded text is as it came, to be made safe."""
    if stream in _DESCRIBED:
        return _DESCRIBED[stream](record)
    named = ((name, value) for name, value in record.items() if name not in {"t_ns", "seq"})
    return " ".join(f"{name}={value}" for name, value in named if value not in (None, ""))


def _number(value: Any) -> str:
    return "?" if value is None else f"{value:.6g}"


def _at(record: Mapping[str, Any]) -> str:
    return f"{_number(record['x'])}, {_number(record['y'])}"


def _key(record: Mapping[str, Any]) -> str:
    held = "".join(f"{name}+" for name in record["modifiers"] if name != record["key"])
    name = record["key"] or record["code"] or "unknown key"
    state = "repeat" if record["repeat"] else "down" if record["pressed"] else "up"
    return f"{held}{'Space' if name == ' ' else name} {state}"


_DESCRIBED: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "pointer": _at,
    "button": lambda r: f"{r['button']} {'down' if r['pressed'] else 'up'}  ({_at(r)})",
    "scroll": lambda r: f"{_number(r['dx'])}, {_number(r['dy'])}  ({_at(r)})",
    "key": _key,
    "window": lambda r: f"{r['app']}: {r['title']}" if r["title"] else str(r["app"]),
    "frame": lambda r: f"#{r['frame']}{'' if r['changed'] else ' unchanged'}",
    "text": lambda r: f"{r['kind']} {r['string']}",
    "clipboard": lambda r: f"{r['kind']} {r['string']}",
    "marker": lambda r: marker_words(r["name"], r["payload"]),
}


def _run_lines(run: Mapping[str, Any], width: int) -> list[Line]:
    doubt = "" if run["certain"] else f"  {run['why']}"
    head: Line = (
        (Moment(run["start_ns"]), "rows--time"),
        (visible(str(run["window"])[:LONGEST]), "rows--dim"),
        (visible(doubt), "rows--warning"),
    )
    body: list[Line] = []
    for line in str(run["text"]).split("\n"):
        body += [((f"{'':{_INDENT}}{part}", ""),) for part in wrap_cells(visible(line), width)]
    return [head, *body]
