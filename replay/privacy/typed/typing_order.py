"""When each character was typed, where it went, and what led from one place to the next."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from formats.model.recording import Recording
from formats.model.time import NS_PER_S
from replay.core.inputs import NO_WINDOW, Committed, Field, Press, Window, inputs
from replay.core.keyboard import CONTROL, META
from replay.core.strokes import Stroke

LONGEST_ALIGNED = 4_000
"""Characters of a run whose corrections are traced back to the keys; a longer one keeps its whole span."""

JUMPS = frozenset(("address", "find"))
"""What leads to where no form is: to a browser's address bar, to a search within a page."""
_JUMPING = {"l": "address", "t": "address", "f": "find"}
_COMMANDS = frozenset({CONTROL, META})
_LEAVING = {"Tab": "tab", "Escape": "escape"}
_MARKER_EARLY_NS = NS_PER_S


@dataclass(frozen=True, slots=True)
class Piece:
    """A key or a committed text, as raw as it came."""

    seq: int
    start_ns: int
    end_ns: int
    text: str
    """What it types, "\\n" for Enter, "\\t" for Tab, "" for a command."""
    is_key: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """Something that leads from one place of typing to another."""

    seq: int
    t_ns: int
    kind: str
    """"tab", "enter", "escape", "click", "window", "field" or one of `JUMPS`."""
    name: str = ""
    """Of the field or the window."""
    app: str = ""
    where: tuple[float, float] = (0.0, 0.0)
    """Of a click, as recorded."""


class TypingOrder:
    """Everything about the order of typing that rules on context ask for."""

    def __init__(self, recording: Recording) -> None:
        """Read the streams key, text, button, window and marker once."""
        self.pieces: list[Piece] = []
        self.passages: list[Passage] = []
        for item in inputs(recording):
            self._take(item)
        self._markers = list(_named_markers(recording))
        self._piece_starts = [piece.start_ns for piece in self.pieces]
        self._passage_starts = [(passage.t_ns, passage.seq) for passage in self.passages]
        self._windows = [passage for passage in self.passages if passage.kind == "window"]
        self._marker_starts = [t_ns for t_ns, _ in self._markers]

    def times(self, start_ns: int, end_ns: int, first_seq: int, last_seq: int, text: str) -> tuple[int, ...]:
        """Return when each character of a run's text came to be, and the end of the last; () if unknown."""
        low, high = bisect_left(self._piece_starts, start_ns), bisect_right(self._piece_starts, end_ns)
        pieces = [piece for piece in self.pieces[low:high] if first_seq <= piece.seq <= last_seq]
        raw = "".join(piece.text for piece in pieces)
        if not raw or not text:
            return ()
        starts = [piece.start_ns for piece in pieces for _ in piece.text]
        end = max(end_ns, *(piece.end_ns for piece in pieces))
        if raw == text:
            return (*starts, end)
        if max(len(raw), len(text)) > LONGEST_ALIGNED:
            return ()
        if raw.count("\n") == text.count("\n"):
            # Line by line: what was typed twice is not taken for one another.
            times: list[int] = []
            place = 0
            for said, stands in zip(raw.split("\n"), text.split("\n"), strict=True):
                times += _aligned(said, stands, starts[place : place + len(said)])
                place += len(said) + 1
                times += starts[place - 1 : place]
        else:
            times = _aligned(raw, text, starts)
        last = start_ns
        for number, t_ns in enumerate(times):
            last = times[number] = last if t_ns < 0 else t_ns
        return (*times, end)

    def passages_between(self, after: tuple[int, int], before: tuple[int, int]) -> list[Passage]:
        """Return what led from one place to another, between two (time, seq)."""
        low = bisect_right(self._passage_starts, after)
        return self.passages[low : bisect_left(self._passage_starts, before)]

    def entry_at(self, t_ns: int, seq: int) -> str:
        """Return the name of the field that is typed into: the source's own word, or the element clicked."""
        stop = bisect_left(self._passage_starts, (t_ns, seq))
        clicked_ns: int | None = None
        for passage in reversed(self.passages[max(stop - 64, 0) : stop]):
            if clicked_ns is not None and passage.t_ns < clicked_ns - _MARKER_EARLY_NS:
                return ""
            if passage.kind == "field":
                return passage.name
            if passage.kind == "click" and clicked_ns is None:
                clicked_ns = passage.t_ns
                named = self._marker_after(passage.t_ns - _MARKER_EARLY_NS, t_ns)
                if named:
                    return named
            if passage.kind in {"tab", "window"}:
                return self._marker_after(passage.t_ns, t_ns)
        return ""

    def is_completed(self, start_ns: int, end_ns: int) -> bool:
        """Say whether Tab was pressed within a time: in a shell it completes names."""
        low, high = bisect_left(self._piece_starts, start_ns), bisect_right(self._piece_starts, end_ns)
        return any(piece.text == "\t" for piece in self.pieces[low:high])

    def click_before(self, t_ns: int, seq: int) -> Passage | None:
        """Return the click that led to what was typed at a time, None where something else did."""
        stop = bisect_left(self._passage_starts, (t_ns, seq))
        led = next(
            (each for each in reversed(self.passages[max(stop - 64, 0) : stop]) if each.kind != "field"), None
        )
        return led if led is not None and led.kind == "click" else None

    def window_at(self, t_ns: int, seq: int) -> Passage:
        """Return the window in front."""
        stop = bisect_left(self._windows, (t_ns, seq), key=lambda passage: (passage.t_ns, passage.seq))
        return self._windows[stop - 1] if stop else Passage(-1, 0, "window")

    def _marker_after(self, start_ns: int, end_ns: int) -> str:
        low, high = bisect_left(self._marker_starts, start_ns), bisect_right(self._marker_starts, end_ns)
        return self._markers[high - 1][1] if high > low else ""

    def _take(self, item: Stroke | Committed | Field | Press | Window) -> None:
        if isinstance(item, Stroke):
            self._take_stroke(item)
        elif isinstance(item, Committed):
            self.pieces.append(Piece(item.first_seq, item.start_ns, item.start_ns, item.text, is_key=False))
        elif isinstance(item, Field):
            self.passages.append(Passage(item.first_seq, item.start_ns, "field", item.name))
        elif isinstance(item, Press):
            self.passages.append(Passage(item.first_seq, item.start_ns, "click", where=(item.x, item.y)))
        elif item is not NO_WINDOW:
            self.passages.append(Passage(item.first_seq, item.start_ns, "window", item.name, item.app))

    def _take_stroke(self, stroke: Stroke) -> None:
        text = stroke.text
        if not text and not stroke.modifiers:
            if stroke.name == "Enter":
                text = "\n"
                self.passages.append(Passage(stroke.first_seq, stroke.start_ns, "enter"))
            elif stroke.name in _LEAVING:
                text = "\t" if stroke.name == "Tab" else ""
                self.passages.append(Passage(stroke.first_seq, stroke.start_ns, _LEAVING[stroke.name]))
        elif not text and stroke.modifiers in _COMMANDS and stroke.name.lower() in _JUMPING:
            kind = _JUMPING[stroke.name.lower()]
            self.passages.append(Passage(stroke.first_seq, stroke.start_ns, kind))
        self.pieces.append(Piece(stroke.first_seq, stroke.start_ns, stroke.end_ns, text, is_key=True))


def _aligned(raw: str, text: str, starts: Sequence[int]) -> list[int]:
    """Return when each character of a text was pressed, -1 where the keys do not tell."""
    times = [-1] * len(text)
    for block in SequenceMatcher(None, raw, text, autojunk=False).get_matching_blocks():
        times[block.b : block.b + block.size] = starts[block.a : block.a + block.size]
    return times


def _named_markers(recording: Recording) -> Iterator[tuple[int, str]]:
    """Yield when an element was named, with its name and what kind of field it is."""
    for record in recording.events("marker").records():
        kinds = ""
        if len(record["payload"]) < 1 << 16:
            try:
                payload = json.loads(record["payload"] or "{}")
            except (ValueError, RecursionError):
                payload = {}
            if isinstance(payload, dict):
                if len(payload.get("named", ())) > 1:
                    continue  # A whole window, not the element that was clicked.
                kinds = " ".join(str(payload[key]) for key in ("role", "type", "name") if key in payload)
        yield record["t_ns"], f"{record['name']} {kinds}".strip()
