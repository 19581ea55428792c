"""What the lists show, row by row: actions, events, typed text, what was found."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from formats.model.actions import Actions
from formats.model.time import format_time
from replay.core.hits import Hit, place_of
from replay.core.marker_words import marker_words
from replay.core.merged import MergedEvents
from replay.core.safe_text import visible
from replay.core.text_runs import TextRuns
from replay.ui.widgets.cell_text import wrap_cells
from replay.ui.widgets.row_strips import Line

LONGEST = 400
"""Characters of a recorded string that a row takes in; what is cut is far out of view."""

_BEFORE_MATCH = 8
"""Characters shown before what a search found: what was found must be in view in the narrowest list."""

_STREAM_STYLES = {
    **dict.fromkeys(("button", "scroll"), "rows--pointed"),
    **dict.fromkeys(("key", "text"), "rows--typed"),
    **dict.fromkeys(("window", "clipboard", "display", "marker"), "rows--accent"),
}


class ActionSource:
    """One row an action: when, and what."""

    def __init__(self, actions: Actions) -> None:
        self._actions = actions

    def __len__(self) -> int:
        return len(self._actions)

    def lines(self, start: int, stop: int) -> list[Line]:
        """Return the rows asked for."""
        return [self._line(number) for number in range(start, stop)]

    def _line(self, number: int) -> Line:
        kind, label = self._actions.kind(number), visible(self._actions.label(number)[:LONGEST])
        when = (f" {clock(int(self._actions.starts[number]))}  ", "rows--time")
        if kind == "wait":
            return (when, (label, "rows--dim"))
        head, _, rest = label.partition(" ")
        return (when, (head, "rows--accent"), (f" {rest}", ""))


class EventSource:
    """One row an event: when, which stream, and its fields."""

    def __init__(self, events: MergedEvents) -> None:
        self._events = events

    def __len__(self) -> int:
        return len(self._events)

    def lines(self, start: int, stop: int) -> list[Line]:
        """Return the rows asked for."""
        return [
            (
                (f" {clock(row.t_ns)}  ", "rows--time"),
                (f"{row.stream:<9} ", _STREAM_STYLES.get(row.stream, "rows--dim")),
                (visible(describe(row.stream, row.record)[:LONGEST]), ""),
            )
            for row in self._events.window(start, stop)
        ]


class TextSource:
    """Typed text, wrapped, under a line that says when and into which window."""

    def __init__(self, runs: TextRuns, width: int) -> None:
        self._lines: list[Line] = []
        self.first_line: list[int] = []
        """The line on which each run begins."""
        self.run_of_line: list[int] = []
        for number in range(len(runs)):
            self.first_line.append(len(self._lines))
            for line in _run_lines(runs.record(number), max(width - 4, 10)):
                self._lines.append(line)
                self.run_of_line.append(number)

    def __len__(self) -> int:
        return len(self._lines)

    def lines(self, start: int, stop: int) -> list[Line]:
        """Return the lines asked for."""
        return self._lines[start:stop]


class HitSource:
    """One row a place that a search found, the match near its beginning and marked."""

    def __init__(self, hits: Sequence[Hit], needle: str) -> None:
        self._hits = hits
        self._needle = needle

    def __len__(self) -> int:
        return len(self._hits)

    def lines(self, start: int, stop: int) -> list[Line]:
        """Return the rows asked for."""
        return [self._line(hit) for hit in self._hits[start:stop]]

    def _line(self, hit: Hit) -> Line:
        text = visible(hit.text[:LONGEST])
        start, stop = place_of(text, self._needle)
        cut = max(start - _BEFORE_MATCH, 0)
        return (
            (f" {clock(hit.t_ns)}  ", "rows--time"),
            (f"{hit.where:<9} ", "rows--accent"),
            (f"{'…' if cut else ''}{text[cut:start]}", ""),
            (text[start:stop], "rows--pointed"),
            (text[stop:], ""),
        )


def describe(stream: str, record: Mapping[str, Any]) -> str:
    """Write an event's fields as people say them; recorded text is as it came, to be made safe."""
    if stream in _DESCRIBED:
        return _DESCRIBED[stream](record)
    named = ((name, value) for name, value in record.items() if name not in {"t_ns", "seq"})
    return " ".join(f"{name}={value}" for name, value in named if value not in (None, ""))


def clock(t_ns: int) -> str:
    """Write a time as short as it can be in a list: `12:31.2`, with hours where there are any."""
    text = format_time(t_ns)[:-2]
    return text.removeprefix("00:")


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
        (f" {clock(run['start_ns'])}  ", "rows--time"),
        (visible(str(run["window"])[:LONGEST]), "rows--dim"),
        (visible(doubt), "rows--warning"),
    )
    body: list[Line] = []
    for line in str(run["text"]).split("\n"):
        body += [((f"    {part}", ""),) for part in wrap_cells(visible(line), width)]
    return [head, *body]
