"""Calls of the script: what was asked of the browser, from when to when, and where it went."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from formats.importers.playwright.records import Trace
from formats.sources.rows import number

_POINTS = 100
_PERFORMING = "performing"


@dataclass(slots=True)
class Call:
    """One call."""

    identity: str
    trace: Trace
    line: int
    name: str
    """As the script's author knows it: "page.click", "Double click"."""
    owner: str
    """Class that it is a method of: "Frame", "Page", "Test"."""
    method: str
    params: dict[str, Any]
    page: str
    start_ns: int
    step: str
    """The test runner's name of this call."""
    parent: str
    end_ns: int | None = None
    acted_ns: int | None = None
    """When the browser was told to act, None where that is not told."""
    error: Any = None
    points: list[tuple[float, float]] = field(default_factory=list)
    """Where it went, in CSS pixels of the page's viewport."""
    boxes: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[dict[str, Any]] = field(default_factory=list)

    @property
    def at_ns(self) -> int:
        """When it acted: where that is not told, its end if it had to wait for an element, else its start."""
        if self.acted_ns is not None:
            return self.acted_ns
        return self.start_ns if self.owner == "Page" or self.end_ns is None else self.end_ns

    @property
    def succeeded(self) -> bool:
        """Whether it is known to have come to its end."""
        return self.end_ns is not None and self.error is None


class Calls:
    """Collects the calls of one trace from its records."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._calls: dict[str, Call] = {}
        self._inputs: dict[str, str] = {}
        self._early: dict[str, tuple[str, int | None]] = {}

    def __iter__(self) -> Iterator[Call]:
        return iter(self._calls.values())

    def take(self, record: dict[str, Any], line: int) -> bool:
        """Take a record that belongs to a call; return False for one that is not what it should be."""
        kind, identity = record.get("type"), record.get("callId")
        if not isinstance(identity, str):
            return False
        if kind in {"before", "action"}:
            call = self._begin(record, identity, line)
            if call is None:
                return False
            self._calls[identity] = call
            if identity in self._early:
                page, call.acted_ns = self._early.pop(identity)
                call.page = call.page or page
            if kind == "before":
                return True
        known = self._calls.get(identity)
        if known is None:
            return False
        self._add(known, record)
        return True

    def note_snapshot(self, snapshot: dict[str, Any], at_ns: int) -> None:
        """Take from a document's snapshot when its call acted, and on which page."""
        name = snapshot.get("snapshotName")
        identity = snapshot.get("callId")
        if isinstance(name, str) and name in self._inputs:
            identity = self._inputs[name]
        acting = snapshot.get("phase") == "action" or (isinstance(name, str) and name.startswith("input@"))
        if not isinstance(identity, str) and isinstance(name, str):
            identity = name.partition("@")[2]
        page = snapshot.get("pageId")
        page = page[:200] if isinstance(page, str) else ""
        if not isinstance(identity, str):
            return
        call = self._calls.get(identity)
        if call is not None:
            call.page = call.page or page
            call.acted_ns = at_ns if acting and call.acted_ns is None else call.acted_ns
        elif acting or identity not in self._early:
            # Old versions write a call when it has ended, behind its snapshots.
            self._early[identity[:200]] = (page, at_ns if acting else None)

    def _begin(self, record: dict[str, Any], identity: str, line: int) -> Call | None:
        start_ns = self._trace.ns(record.get("startTime"))
        owner, method, params = record.get("class"), record.get("method"), record.get("params")
        if start_ns is None or not isinstance(method, str):
            return None
        owner = owner if isinstance(owner, str) else ""
        title = record.get("title") or record.get("apiName")
        page, step, parent = (record.get(name) for name in ("pageId", "stepId", "parentId"))
        return Call(
            identity[:200],
            self._trace,
            line,
            title[:500] if isinstance(title, str) else f"{owner}.{method}"[:500],
            owner[:100],
            method[:100],
            params if isinstance(params, dict) else {},
            page[:200] if isinstance(page, str) else "",
            start_ns,
            step if isinstance(step, str) else step_name(record),
            parent[:200] if isinstance(parent, str) else "",
        )

    def _add(self, call: Call, record: dict[str, Any]) -> None:
        for name in ("point", "box"):
            place = record.get(name)
            if not isinstance(place, dict):
                continue
            x, y = number(place.get("x")), number(place.get("y"))
            if name == "box":
                call.boxes = [*call.boxes[-_POINTS:], place]
            elif x is not None and y is not None and (x, y) not in call.points[-1:]:
                call.points = [*call.points[-_POINTS:], (x, y)]
        if record.get("type") == "input" and isinstance(record.get("inputSnapshot"), str):
            self._inputs[record["inputSnapshot"]] = call.identity
        for snapshot in _dicts(record.get("snapshots")):
            if snapshot.get("title") == "input" and isinstance(snapshot.get("snapshotName"), str):
                self._inputs[snapshot["snapshotName"]] = call.identity
        if record.get("type") == "log":
            message, at_ns = record.get("message"), self._trace.ns(record.get("time"))
            if isinstance(message, str) and message.strip().startswith(_PERFORMING) and at_ns is not None:
                call.acted_ns = at_ns
        if record.get("type") in {"after", "action"}:
            call.end_ns = self._trace.ns(record.get("endTime"))
            call.error = record.get("error")
            call.attachments = _dicts(record.get("attachments"))[:_POINTS]


def step_name(record: dict[str, Any]) -> str:
    """Name a call as both the test runner and the browser do where neither knows the other's name for it."""
    return f"{record.get('apiName')}@{record.get('wallTime')}"


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
