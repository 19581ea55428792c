"""The schema of the recorder's first year: a table `capture` of one row, and a table `events` of JSON.

Source: OpenAdaptAI/openadapt-capture storage_impl.py and events.py; scripts/migrate_legacy_capture.py.
"""

from typing import Any

from formats.importers.openadapt.database import Database, Row
from formats.importers.openadapt.found import EventsFound, Shot
from formats.importers.openadapt.inputs import InputRows
from formats.importers.openadapt.markers import add_element
from formats.importers.openadapt.merged import add_marker, is_merged, take_apart
from formats.importers.openadapt.values import as_json, as_number, as_object, as_text, as_time_ns

_EVERYWHERE = frozenset({"timestamp", "type", "source_ordinal"})
_KEYS = frozenset(
    {"key_name", "key_char", "key_vk", "canonical_key_name", "canonical_key_char", "canonical_key_vk"}
)
_KNOWN = {
    "mouse.move": frozenset({"x", "y"}),
    "mouse.down": frozenset({"x", "y", "button"}),
    "mouse.up": frozenset({"x", "y", "button"}),
    "mouse.scroll": frozenset({"x", "y", "dx", "dy"}),
    "key.down": _KEYS,
    "key.up": _KEYS,
}


class JournalReader:
    """Reads the events."""

    def __init__(self, database: Database, inputs: InputRows) -> None:
        """Start; rows are added to `inputs`."""
        self._database = database
        self._inputs = inputs
        self._parents: set[Any] = set()
        self._singles: set[tuple[Any, ...]] = set()
        self.found = EventsFound()

    def read(self) -> EventsFound:
        """Add all rows, in the order in which they were written."""
        for row in self._database.rows("events"):
            if row.get("parent_id") is not None:
                self._parents.add(row["parent_id"])
        if self._parents:
            rows = self._database.rows("events")
            self._singles = {_identity(row) for row in rows if row.get("parent_id") is None}
        for row in self._database.rows("events"):
            self._take(row)
        return self.found

    def _take(self, row: Row) -> None:
        line, at_ns = row["_row"], as_time_ns(row.get("timestamp"))
        told = as_object(row.get("data"))
        if at_ns is None or told is None:
            why = "no time that is sane" if at_ns is None else "data that are no JSON object"
            self._inputs.refuse("event", row, at_ns, line, why)
            return
        kind = as_text(row.get("type"))
        fault = self._add(kind, row, told, at_ns, line)
        if fault:
            self._inputs.refuse("event", row, at_ns, line, fault)

    def _add(self, kind: str, row: Row, told: dict[str, Any], at_ns: int, line: int) -> str:
        inputs = self._inputs
        if row.get("parent_id") is not None and _identity(row) in self._singles:
            inputs.found.counts["parts of merged actions that are there as events, not doubled"] += 1
            return ""
        if row.get("id") in self._parents:
            add_marker(inputs, kind, told, at_ns, line)
            return ""
        if is_merged(kind):
            return take_apart(inputs, kind, told, at_ns, line)
        if kind == "screen.frame":
            return self._add_frame(told, at_ns, line)
        if kind == "audio.chunk":
            text = as_text(told.get("transcription"))
            said = f"said: {text[:180]}" if text else "audio"
            inputs.rows.add("marker", at_ns, line, name=said, payload=as_json(told))
            return ""
        fault = self._add_input(kind, told, at_ns, line)
        if not fault:
            add_element(inputs, told.get("structural_observation"), "structural_observation", at_ns, line)
            known = _KNOWN[kind] | _EVERYWHERE | {"structural_observation"}
            rest = {name: value for name, value in told.items() if name not in known and value is not None}
            if rest:
                inputs.found.counts["events with unknown fields, kept in other"] += 1
                inputs.keep(f"{kind} fields", rest, at_ns, line)
        return fault

    def _add_input(self, kind: str, told: dict[str, Any], at_ns: int, line: int) -> str:
        inputs = self._inputs
        place = (told.get("x"), told.get("y"))
        if kind == "mouse.move":
            return inputs.move(at_ns, line, place)
        if kind in {"mouse.down", "mouse.up"}:
            return inputs.button(at_ns, line, place, told.get("button"), kind == "mouse.down")
        if kind == "mouse.scroll":
            return inputs.scroll(at_ns, line, place, told.get("dx"), told.get("dy"))
        if kind in {"key.down", "key.up"}:
            return inputs.key(at_ns, line, told, pressed=kind == "key.down")
        return f"an event of the type {kind[:60]!r}"

    def _add_frame(self, told: dict[str, Any], at_ns: int, line: int) -> str:
        width, height = (as_number(told.get(side)) or 0 for side in ("width", "height"))
        sane = 0 < width <= 32_767 and 0 < height <= 32_767
        size = (round(width), round(height)) if sane else (0, 0)
        self.found.shots.append(Shot(line, at_ns, file=as_text(told.get("image_path"))[:4096], size=size))
        in_video_ns = as_time_ns(told.get("video_timestamp"))
        if in_video_ns is not None:
            self._inputs.rows.add("clock", at_ns, line, clock="video", reading_ns=in_video_ns)
        return ""


def _identity(row: Row) -> tuple[Any, ...]:
    return (row.get("timestamp"), row.get("type"), row.get("data"))
