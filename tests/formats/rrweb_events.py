"""Events of rrweb for the tests: made-up ones, and a script's session as rrweb 2.2.2 recorded it."""

import json
from pathlib import Path
from typing import Any

from formats.importers.rrweb import importer
from formats.model.report import Imported

START_MS = 1_700_000_000_000
SESSION = Path(__file__).with_name("rrweb_session.json")
Event = dict[str, Any]


def event(kind: int, data: Any, at_ms: float = 0) -> Event:
    return {"type": kind, "data": data, "timestamp": START_MS + at_ms}


def change(source: int, at_ms: float = 0, **data: Any) -> Event:
    return event(3, {"source": source, **data}, at_ms)


def meta(at_ms: float = 0, href: str = "https://shop.test/", width: int = 800, height: int = 600) -> Event:
    return event(4, {"href": href, "width": width, "height": height}, at_ms)


def mouse(kind: int, at_ms: float, x: float | None = 50, y: float | None = 60, **more: Any) -> Event:
    return change(2, at_ms, type=kind, x=x, y=y, **{"id": 9, **more})


def typed(text: str, at_ms: float, field: int = 9, **more: Any) -> Event:
    return change(5, at_ms, id=field, text=text, isChecked=False, **more)


def element(identity: int, tag: str, *children: Event, **attributes: Any) -> Event:
    return {"type": 2, "id": identity, "tagName": tag, "attributes": attributes, "childNodes": list(children)}


def text_node(identity: int, text: str) -> Event:
    return {"type": 3, "id": identity, "textContent": text}


def snapshot(at_ms: float, *body: Event, title: str = "Shop") -> Event:
    head = element(3, "head", element(4, "title", text_node(5, title)))
    page = element(2, "html", head, element(6, "body", *body))
    node = {"type": 0, "id": 1, "childNodes": [page]}
    return event(2, {"node": node, "initialOffset": {"left": 0, "top": 0}}, at_ms)


def take(path: Path, events: Any) -> Imported:
    """Write events as JSON and import them."""
    path.write_text(json.dumps(events))
    return importer.open_recording(path)
