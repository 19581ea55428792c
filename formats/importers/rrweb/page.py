"""What of a page's document tells something of the person: its title, its fields, and what lies in what.

Source: rrweb, packages/rrweb-snapshot, `serializedNodeWithId`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from formats.sources.rows import number

NODES = 1_000_000
"""Nodes of a page that are followed."""
_DOCUMENT, _ELEMENT, _TEXT = 0, 2, 3
_NAMED = frozenset({"a", "button", "input", "label", "option", "select", "summary", "textarea"})
_NAMES = ("aria-label", "name", "id", "placeholder", "title", "alt")
_NAME_CHARACTERS = 80


@dataclass(slots=True)
class Element:
    """An element that a person acts on."""

    tag: str
    kind: str
    """Its `type`: "password", "checkbox"."""
    name: str
    """Its label, name or id, "" without one."""
    value: str
    """What stood in it when it was first seen."""
    text: str = ""

    @property
    def title(self) -> str:
        """What people call it: `button Send`."""
        what = f"{self.kind} {self.tag}" if self.kind and self.tag == "input" else self.tag
        return f"{what} {' '.join(self.text.split()) or self.name}".strip()


class Page:
    """Follows one window's document through snapshots and mutations."""

    def __init__(self) -> None:
        self.title = ""
        self.editable = False
        """Whether it has places to write that are no fields."""
        self.full = False
        """Whether it has more nodes than are followed."""
        self._parents: dict[int, int] = {}
        self._elements: dict[int, Element] = {}
        self._frames: set[int] = set()
        self._scrolled: dict[int, tuple[float, float]] = {}
        self._title_id = -1
        self._title_text = -1

    def load(self, snapshot: Any) -> None:
        """Begin anew with a full snapshot's data."""
        self._parents.clear()
        self._elements.clear()
        self._frames.clear()
        self._scrolled.clear()
        self._title_id = self._title_text = -1
        self.title = ""
        node, offset = (_member(snapshot, name) for name in ("node", "initialOffset"))
        self._walk(node, -1)
        identity = _id(node)
        if identity is not None:
            left, top = number(_member(offset, "left")), number(_member(offset, "top"))
            self._scrolled[identity] = (left or 0.0, top or 0.0)

    def change(self, mutation: Any) -> None:
        """Apply a mutation's data."""
        for removed in _listed(mutation, "removes"):
            identity = _id(removed)
            if identity is not None:
                self._parents.pop(identity, None)
        for added in _listed(mutation, "adds"):
            parent = _member(added, "parentId")
            self._walk(_member(added, "node"), parent if isinstance(parent, int) else -1)
        for text in _listed(mutation, "texts"):
            value = _member(text, "value")
            if _id(text) == self._title_text and isinstance(value, str):
                self.title = value.strip()

    def element(self, identity: int) -> Element | None:
        """Return the element that a node is or lies in, None where none is known."""
        return next((e for e in map(self._elements.get, self._up(identity)) if e is not None), None)

    def field(self, identity: int) -> Element | None:
        """Return an input, textarea or select by its id, None where it is unknown."""
        return self._elements.get(identity)

    def holds(self, outer: int, inner: int) -> bool:
        """Say whether a node is another one, or one that this lies in."""
        return any(identity == outer for identity in self._up(inner))

    def in_frame(self, identity: int) -> bool:
        """Say whether a node lies in an iframe, whose positions are its own."""
        return bool(self._frames) and any(up in self._frames for up in self._up(identity))

    def scrolled(self, identity: int) -> tuple[float, float]:
        """Return how far an element was scrolled when it was first seen."""
        return self._scrolled.get(identity, (0.0, 0.0))

    def _up(self, identity: int) -> Iterator[int]:
        for _ in range(1000):
            yield identity
            above = self._parents.get(identity)
            if above is None or above < 0:
                return
            identity = above

    def _walk(self, root: Any, parent: int) -> None:
        waiting: list[tuple[Any, int, str, Element | None]] = [(root, parent, "", None)]
        while waiting:
            node, parent, parent_tag, within = waiting.pop()
            identity = _id(node)
            if identity is None:
                continue
            if len(self._parents) >= NODES:
                self.full = True
                return
            self._parents[identity] = parent
            tag = ""
            if node.get("type") == _DOCUMENT and parent >= 0:
                self._frames.add(identity)
            elif node.get("type") == _ELEMENT:
                tag = str(node.get("tagName", ""))[:40].lower()
                within = self._take_element(identity, tag, _member(node, "attributes")) or within
                if tag == "title" and parent_tag == "head" and self._title_id < 0:
                    self._title_id = identity
            elif node.get("type") == _TEXT and isinstance(node.get("textContent"), str):
                self._take_text(identity, parent, node["textContent"], within)
            below = _listed(node, "childNodes")
            waiting += [(child, identity, tag, within) for child in reversed(below)]

    def _take_element(self, identity: int, tag: str, attributes: Any) -> Element | None:
        if not isinstance(attributes, dict):
            return None
        left, top = number(attributes.get("rr_scrollLeft")), number(attributes.get("rr_scrollTop"))
        if left or top:
            self._scrolled[identity] = (left or 0.0, top or 0.0)
        self.editable |= "contenteditable" in attributes
        if tag not in _NAMED and "role" not in attributes:
            return None
        told = {name: value for name, value in attributes.items() if isinstance(value, str)}
        name = next((told[name] for name in _NAMES if told.get(name)), "")
        kind = told.get("type", "" if tag in _NAMED else told.get("role", ""))
        found = Element(tag, kind[:40].lower(), name[:_NAME_CHARACTERS], told.get("value", ""))
        self._elements[identity] = found
        return found

    def _take_text(self, identity: int, parent: int, text: str, within: Element | None) -> None:
        if parent == self._title_id:
            self.title, self._title_text = text.strip(), identity
        elif within is not None and within.tag == "textarea":
            within.value = text
        elif within is not None and len(within.text) < _NAME_CHARACTERS and within.tag != "select":
            within.text = f"{within.text} {text}".strip()[:_NAME_CHARACTERS]


def _member(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def _listed(value: Any, name: str) -> list[Any]:
    found = _member(value, name)
    return found if isinstance(found, list) else []


def _id(node: Any) -> int | None:
    identity = _member(node, "id")
    return identity if isinstance(identity, int) and not isinstance(identity, bool) else None
