"""Events of rrweb to rows, one window's page after the other.

Source: rrweb, packages/types, `EventType`, `IncrementalSource`, `MouseInteractions`.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from formats.importers.rrweb.page import Element, Page
from formats.importers.rrweb.pointing import DOWN, TOUCH_START, Pointing
from formats.importers.rrweb.wrappers import FULL_SNAPSHOT, INCREMENTAL, SourceEvent, as_json
from formats.sources.field_text import FieldTexts
from formats.sources.kept import STRING_BYTES, Kept
from formats.sources.rows import SourceRows, number

_KINDS = ("DOMContentLoaded", "load", "full snapshot", "", "meta", "custom", "plugin", "asset")
_META, _CUSTOM, _PLUGIN = 4, 5, 6
_SOURCES = (
    "mutation",
    "mouse move",
    "mouse interaction",
    "scroll",
    "viewport resize",
    "input",
    "touch move",
    "media",
    "style sheet rule",
    "canvas",
    "font",
    "log",
    "drag",
    "style declaration",
    "selection",
    "adopted style sheet",
    "custom element",
)
_MUTATION, _MOVE, _INTERACTION, _SCROLL, _RESIZE, _INPUT, _TOUCH_MOVE, _DRAG = 0, 1, 2, 3, 4, 5, 6, 12
_FOCUS, _BLUR = 5, 6
_URL_TAGS = frozenset({"$pageview", "$url_changed"})
_CHOSEN = frozenset(
    ("range", "color", "file", "date", "datetime-local", "month", "week", "time", "button", "submit", "reset")
)
_BUTTONS = frozenset({"checkbox", "radio"})


@dataclass(slots=True)
class EventsFound:
    """What the events told beside their rows."""

    counts: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    """Events by what they are."""
    malformed: list[int] = field(default_factory=list)
    """Numbers of events that are not what they should be."""
    first_url: str = ""
    editable: bool = False
    full: bool = False


@dataclass(slots=True)
class _Window:
    page: Page
    pointing: Pointing
    display: int
    url: str = ""
    size: tuple[float, float] | None = None


class EventsReader:
    """Reads events in their order."""

    def __init__(self, rows: SourceRows) -> None:
        self.found = EventsFound()
        self._rows = rows
        self._texts = FieldTexts(rows)
        self._windows: dict[str, _Window] = {}
        self._front = ""
        self.kept = Kept(rows)

    @property
    def windows(self) -> int:
        """How many windows there are."""
        return len(self._windows)

    def take(self, event: SourceEvent) -> None:
        """Add an event's rows; one that is not understood is kept in `other`."""
        kind = self._name(event)
        self.found.kinds[kind] += 1
        if event.at_ns is None:
            self.found.malformed.append(event.number)
            self._keep("malformed event", event)
            return
        window = self._window(event.window)
        if not self._add(window, event, event.at_ns, kind):
            self.found.malformed.append(event.number)
            self._keep("malformed event", event)

    def end(self) -> EventsFound:
        """Close what is open and return what was found."""
        self._texts.end()
        for window in self._windows.values():
            window.pointing.end()
            self.found.editable |= window.page.editable
            self.found.full |= window.page.full
        self.found.counts.update(self._texts.counts)
        return self.found

    def _name(self, event: SourceEvent) -> str:
        source = event.data.get("source") if isinstance(event.data, dict) else None
        if event.kind == INCREMENTAL:
            known = isinstance(source, int) and 0 <= source < len(_SOURCES)
            return _SOURCES[int(source or 0)] if known else f"incremental {source}"[:40]
        if event.kind == _PLUGIN and isinstance(event.data, dict):
            return f"plugin {event.data.get('plugin')}"[:80]
        return _KINDS[event.kind] if 0 <= event.kind < len(_KINDS) else f"type {event.kind}"[:40]

    def _window(self, name: str) -> _Window:
        window = self._windows.get(name)
        if window is None:
            page, display = Page(), min(len(self._windows), 32_767)
            pointing = Pointing(self._rows, page, display, self.found.counts)
            window = self._windows[name] = _Window(page, pointing, display)
            self._front = self._front or name
        return window

    def _add(self, window: _Window, event: SourceEvent, at_ns: int, kind: str) -> bool:
        """Add an event's rows; return False where it is not what it should be."""
        data = event.data
        if event.kind == INCREMENTAL:
            return isinstance(data, dict) and self._change(window, event, at_ns, kind, data)
        if event.kind == _META:
            return isinstance(data, dict) and self._meta(window, event, at_ns, data)
        if event.kind == FULL_SNAPSHOT:
            before = window.page.title
            window.page.load(data)
            window.pointing.new_page()
            self._keep(kind, event)
            self._show(window, at_ns, event.number, since=before)
        elif event.kind in {0, 1}:
            self._rows.add("marker", at_ns, event.number, name=kind, payload=as_json(data) if data else "")
        elif event.kind == _CUSTOM and isinstance(data, dict) and isinstance(data.get("tag"), str):
            self._custom(window, event, at_ns, data)
        else:
            self._keep(kind, event)
        return True

    def _meta(self, window: _Window, event: SourceEvent, at_ns: int, data: dict[str, Any]) -> bool:
        href, size = data.get("href"), _size(data)
        if not isinstance(href, str):
            return False
        if not data.keys() <= {"href", "width", "height"}:
            self._keep("meta", event)
        if href != window.url:
            self._texts.end(event.number)
            window.page.title = ""
        changed = href != window.url or size != window.size
        window.url, window.size = href, size or window.size
        self.found.first_url = self.found.first_url or href
        self._display(window, at_ns, event.number)
        if changed:
            self._show(window, at_ns, event.number, force=True)
        return True

    def _custom(self, window: _Window, event: SourceEvent, at_ns: int, data: dict[str, Any]) -> None:
        tag, payload = data["tag"], data.get("payload")
        text = "" if payload is None else as_json(payload)
        if len(text) * 4 > STRING_BYTES:
            self._keep("custom", event)
            text = ""
        self._rows.add("marker", at_ns, event.number, name=tag[:500], payload=text)
        href = payload.get("href") if isinstance(payload, dict) else None
        if tag in _URL_TAGS and isinstance(href, str) and href != window.url:
            self._texts.end(event.number)
            window.url = href
            self._show(window, at_ns, event.number, force=True)

    def _change(
        self, window: _Window, event: SourceEvent, at_ns: int, kind: str, data: dict[str, Any]
    ) -> bool:
        source, line, sound = data.get("source"), event.number, True
        if not isinstance(source, int):
            return False
        if source in {_MOVE, _TOUCH_MOVE, _DRAG}:
            positions = data.get("positions")
            self._come_to_front(event.window, at_ns, line)
            return isinstance(positions, list) and not window.pointing.moves(
                at_ns, positions, line, held=source != _MOVE
            )
        if source == _RESIZE:
            window.size = _size(data) or window.size
            self._display(window, at_ns, line)
            self._show(window, at_ns, line, force=True)
            return _size(data) is not None
        if source == _MUTATION:
            before = window.page.title
            window.page.change(data)
            self._show(window, at_ns, line, since=before)
        elif source == _INTERACTION:
            sound = self._interaction(window, event, at_ns, data)
        elif source == _SCROLL:
            sound = window.pointing.scroll(at_ns, data, line)
        elif source == _INPUT:
            sound = self._input(window, event, at_ns, data)
        if sound:
            self._keep(kind, event)
        return sound

    def _interaction(self, window: _Window, event: SourceEvent, at_ns: int, data: dict[str, Any]) -> bool:
        kind, identity = data.get("type"), data.get("id")
        if not isinstance(kind, int) or isinstance(kind, bool):
            return False
        self._come_to_front(event.window, at_ns, event.number)
        if kind in {_FOCUS, _BLUR}:
            self._texts.end(event.number)
            if kind == _FOCUS and isinstance(identity, int):
                window.pointing.focus(identity)
            return True
        if kind in {DOWN, TOUCH_START}:
            self._texts.end(event.number)
        window.pointing.interaction(at_ns, kind, data, event.number)
        element = window.page.element(identity) if isinstance(identity, int) else None
        if element is not None and kind in {DOWN, TOUCH_START}:
            payload = {"tag": element.tag, "type": element.kind, "name": element.name}
            self._rows.add("marker", at_ns, event.number, name=element.title, payload=as_json(payload))
        return True

    def _input(self, window: _Window, event: SourceEvent, at_ns: int, data: dict[str, Any]) -> bool:
        identity, text, checked = data.get("id"), data.get("text"), data.get("isChecked")
        if not isinstance(identity, int) or not isinstance(text, str):
            return False
        element = window.page.field(identity)
        name = element.title if element else f"field {identity}"
        key = f"{event.window}/{identity}"
        if data.get("userTriggered") is False:
            self.found.counts["values set by the page, not typed, kept in other"] += 1
            self._texts.set_by_page(at_ns, key, text)
        elif _is_written(element, text, checked):
            self._come_to_front(event.window, at_ns, event.number)
            first = element.value if element else ""
            self._texts.change(at_ns, key, name, text, first=first, line=event.number)
        else:
            state = {"value": text, "checked": checked}
            self._rows.add("marker", at_ns, event.number, name=f"set {name}", payload=as_json(state))
        return True

    def _come_to_front(self, name: str, at_ns: int, line: int) -> None:
        if name != self._front:
            self._texts.end(line)
            self._front = name
            self._show(self._windows[name], at_ns, line, force=True)

    def _display(self, window: _Window, at_ns: int, line: int) -> None:
        if window.size is not None:
            width, height = window.size
            place = {"x": 0, "y": 0, "width": width, "height": height}
            self._rows.add("display", at_ns, line, id=window.display, name="viewport", **place)

    def _show(self, window: _Window, at_ns: int, line: int, *, since: str = "", force: bool = False) -> None:
        """Add a window row where the title is another one than before."""
        title = window.page.title
        if force or title != since:
            width, height = window.size or (None, None)
            place = {"x": 0, "y": 0, "width": width, "height": height}
            self._rows.add("window", at_ns, line, app=window.url, title=title, **place)

    def _keep(self, kind: str, event: SourceEvent) -> None:
        self.kept.add(kind, event.text, event.at_ns, event.number)


def _is_written(element: Element | None, text: str, checked: Any) -> bool:
    """Say whether a value is text, and neither a mark nor a choice."""
    if element is None:
        return checked is not True and text != "on"
    return element.tag != "select" and element.kind not in _CHOSEN | _BUTTONS


def _size(data: dict[str, Any]) -> tuple[float, float] | None:
    width, height = number(data.get("width")), number(data.get("height"))
    return (width, height) if width and height and min(width, height) > 0 else None
