"""The schema of the current recorder and of OpenAdapt before it: a table for each kind of event.

Each row has `timestamp` in seconds since 1970; newer recorders number the rows of all tables in one journal
(`source_ordinal`), which settles their order. Columns that an older recorder does not have are read as NULL.

Source: OpenAdaptAI/openadapt-capture db/models.py; OpenAdaptAI/OpenAdapt openadapt/models.py.
"""

import heapq
from collections.abc import Iterator
from typing import Any

from formats.importers.openadapt.database import Database, Row
from formats.importers.openadapt.found import EventsFound, Shot
from formats.importers.openadapt.inputs import InputRows
from formats.importers.openadapt.markers import add_browser_event, add_element
from formats.importers.openadapt.merged import add_marker, is_merged, take_apart
from formats.importers.openadapt.values import as_flag, as_number, as_text, as_time_ns

EVENTS = ("action_event", "window_event", "browser_event", "screenshot", "audio_info")
_RAW = frozenset({"move", "click", "scroll", "press", "release"})
_VALUES = (
    "mouse_x",
    "mouse_y",
    "mouse_dx",
    "mouse_dy",
    "mouse_button_name",
    "mouse_pressed",
    "key_name",
    "key_char",
    "key_vk",
)
_UNSAID = frozenset(
    {
        "_row",
        "id",
        "source_ordinal",
        "name",
        "timestamp",
        "recording_timestamp",
        "recording_id",
        "screenshot_timestamp",
        "screenshot_source_ordinal",
        "screenshot_id",
        "after_screenshot_timestamp",
        "after_screenshot_source_ordinal",
        "window_event_timestamp",
        "window_event_source_ordinal",
        "window_event_id",
        "after_window_event_timestamp",
        "after_window_event_source_ordinal",
        "window_geometry_generation",
        "after_window_geometry_generation",
        "browser_event_timestamp",
        "browser_event_id",
        "a11y_event_id",
        *_VALUES,
        "canonical_key_name",
        "canonical_key_char",
        "canonical_key_vk",
        "parent_id",
        "element_state",
        "structural_observation",
        "disabled",
    }
)
"""Columns that become rows, and links between rows; what else a recorder tells is kept in `other`."""


class TableReader:
    """Reads the events of one recording."""

    def __init__(self, database: Database, recording: Row, *, only: bool, inputs: InputRows) -> None:
        """Start.

        Args:
            database: Where from.
            recording: Its row.
            only: Whether it is the only recording, to which every row belongs.
            inputs: Where to.
        """
        self._database = database
        self._recording = recording
        self._only = only
        self._inputs = inputs
        self._window: tuple[Any, ...] | None = None
        self._parents, self._singles = self._families()
        self.found = EventsFound()

    def read(self) -> EventsFound:
        """Add all rows, in the order in which they were captured as far as that is told."""
        tables = [table for table in EVENTS if table in self._database.columns]
        ordered = all("source_ordinal" in self._database.columns[table] for table in tables[:4])
        merged = heapq.merge(*(self._keyed(table, number, ordered) for number, table in enumerate(tables)))
        for _, _, _, _, row, table in merged:
            self._take(table, row)
        return self.found

    def _keyed(
        self, table: str, number: int, ordered: bool
    ) -> Iterator[tuple[float, float, int, int, Row, str]]:
        for row in self._database.rows(table):
            if self._is_ours(row):
                at = _seconds(row.get("timestamp"))
                ordinal = as_number(row.get("source_ordinal")) if ordered else None
                # The row's number makes each key its own, so that rows are never compared.
                yield (ordinal if ordinal is not None else 0.0, at, number, row["_row"], row, table)

    def _is_ours(self, row: Row) -> bool:
        if self._only:
            return True
        if row.get("recording_id") is not None:
            return bool(row["recording_id"] == self._recording.get("id"))
        return row.get("recording_timestamp") == self._recording.get("timestamp")

    def _families(self) -> tuple[set[Any], set[tuple[Any, ...]]]:
        """Return the ids of merged actions, and what identifies the events that are no part of any."""
        columns = self._database.columns.get("action_event", ())
        parents: set[Any] = set()
        if "parent_id" in columns:
            parents = {row["parent_id"] for row in self._database.rows("action_event")} - {None}
        if not parents:
            return set(), set()
        rows = self._database.rows("action_event")
        return parents, {_identity(row) for row in rows if row.get("parent_id") is None}

    def _take(self, table: str, row: Row) -> None:
        at_ns = as_time_ns(row.get("timestamp"))
        line = row["_row"]
        if at_ns is None:
            self._inputs.refuse(table, row, None, line, "no time that is sane")
            return
        if table == "action_event":
            fault = self._add_action(row, at_ns, line)
        elif table == "window_event":
            fault = self._add_window(row, at_ns, line)
        elif table == "browser_event":
            fault = add_browser_event(self._inputs, row.get("message"), at_ns, line)
        elif table == "screenshot":
            whole, part = (bool(row.get(name)) for name in ("png_data", "png_diff_data"))
            self.found.shots.append(Shot(line, at_ns, has_picture=whole, has_difference=part))
            fault = ""
        else:
            fault = self._add_audio(row, at_ns, line)
        if fault:
            self._inputs.refuse(table, row, at_ns, line, fault)

    def _add_action(self, row: Row, at_ns: int, line: int) -> str:
        inputs, name = self._inputs, as_text(row.get("name"))
        if as_flag(row.get("disabled")):
            inputs.found.counts["actions that were disabled, kept in other"] += 1
            inputs.keep("disabled action", _told(row), at_ns, line)
            return ""
        if row.get("parent_id") is not None and _identity(row) in self._singles:
            inputs.found.counts["parts of merged actions that are there as events, not doubled"] += 1
            return ""
        if row.get("id") in self._parents:
            add_marker(inputs, name, _told(row), at_ns, line)
            return ""
        if name in _RAW:
            fault = self._add_raw(name, row, at_ns, line)
        elif is_merged(name):
            fault = take_apart(inputs, name, _as_merged(row), at_ns, line)
        else:
            fault = f"an action of the name {name[:60]!r}"
        if not fault:
            self._add_rest(row, at_ns, line)
        return fault

    def _add_raw(self, name: str, row: Row, at_ns: int, line: int) -> str:
        inputs = self._inputs
        place = (row.get("mouse_x"), row.get("mouse_y"))
        if name == "move":
            return inputs.move(at_ns, line, place)
        if name == "click":
            return inputs.button(at_ns, line, place, row.get("mouse_button_name"), row.get("mouse_pressed"))
        if name == "scroll":
            return inputs.scroll(at_ns, line, place, row.get("mouse_dx"), row.get("mouse_dy"))
        return inputs.key(at_ns, line, row, pressed=name == "press")

    def _add_rest(self, row: Row, at_ns: int, line: int) -> None:
        inputs = self._inputs
        add_element(inputs, row.get("element_state"), "element_state", at_ns, line)
        add_element(inputs, row.get("structural_observation"), "structural_observation", at_ns, line)
        bound_ns = as_time_ns(row.get("screenshot_timestamp"))
        if bound_ns is not None:
            self.found.bound.append((at_ns, bound_ns))
        rest = {name: value for name, value in row.items() if name not in _UNSAID and value not in (None, "")}
        if rest:
            inputs.found.counts["actions with unknown columns, kept in other"] += 1
            inputs.keep("action fields", rest, at_ns, line)

    def _add_window(self, row: Row, at_ns: int, line: int) -> str:
        inputs = self._inputs
        title = as_text(row.get("title"))
        sides = tuple(as_number(row.get(side)) for side in ("left", "top", "width", "height"))
        if not title and None in sides:
            return "a window without a title or a rectangle"
        if row.get("state") not in (None, "", "{}", "null"):
            inputs.keep("window_event", row["state"], at_ns, line)
        state = (title, sides, row.get("window_id"))
        if state == self._window:
            inputs.found.counts["windows told again without a change"] += 1
            return ""
        self._window = state
        x, y, width, height = (inputs.scaled(side) for side in sides)
        inputs.rows.add("window", at_ns, line, title=title, x=x, y=y, width=width, height=height)
        return ""

    def _add_audio(self, row: Row, at_ns: int, line: int) -> str:
        self.found.audio += bool(row.get("flac_data"))
        words, text = as_text(row.get("words_with_timestamps")), as_text(row.get("transcribed_text"))
        if text:
            self._inputs.rows.add("marker", at_ns, line, name=f"said: {text[:180]}", payload=words)
        return ""


def _seconds(value: Any) -> float:
    """Return seconds for sorting; a broken time comes first."""
    at_ns = as_time_ns(value)
    return 0.0 if at_ns is None else at_ns / 1e9


def _identity(row: Row) -> tuple[Any, ...]:
    """Return what makes an event one and the same."""
    return tuple(row.get(name) for name in ("name", "timestamp", *_VALUES))


def _told(row: Row) -> dict[str, Any]:
    """Return what a row says, without what it does not."""
    return {name: value for name, value in row.items() if value is not None and name != "_row"}


def _as_merged(row: Row) -> dict[str, Any]:
    """Return a merged action in the words of `take_apart`."""
    return {
        "x": row.get("mouse_x"),
        "y": row.get("mouse_y"),
        "dx": row.get("mouse_dx"),
        "dy": row.get("mouse_dy"),
        "button": row.get("mouse_button_name"),
        "text": row.get("key_char"),
    }
