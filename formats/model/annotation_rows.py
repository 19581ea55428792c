"""Annotations as rows of one table: every field of every kind in a column, for spreadsheets and data frames.

Times are nanoseconds from the recording's start. `start_event` and `start_frame` name what an edge was
snapped to. A mark has a start and no end. Channels are a JSON array. What an annotation has not is empty.
"""

import dataclasses
import json
from collections.abc import Mapping
from typing import Any

from formats.errors import DamagedError
from formats.model.annotation_json import annotation_record
from formats.model.annotations import KINDS, Annotation, Region

_EDGES = ("start", "end")
_ANCHORS = ("event", "frame")
_REGION = tuple(field.name for field in dataclasses.fields(Region))
COLUMNS: dict[str, type] = {
    "kind": str,
    "id": str,
    "author": str,
    "tier": str,
    "label": str,
    "letter": str,
    "start_ns": int,
    "end_ns": int,
    "note": str,
    "text": str,
    "category": str,
    "channels": str,
    "resolved": bool,
    "about": str,
    "subject": str,
    "check": str,
    "verdict": str,
    **{f"{edge}_{anchor}": int for edge in _EDGES for anchor in _ANCHORS},
    **{f"region_{side}": int for side in _REGION},
    # Last, so that a table written before there were corrections has the same columns in front.
    "frame_offset_ns": int,
    "frame_drift_ppb": int,
}
"""All columns, in the order in which they are written, and what is in them."""
LONGEST_CHANNELS = 1 << 20

Cell = str | int | bool | None


def annotation_row(annotation: Annotation, author: str) -> dict[str, Cell]:
    """Return the cells of an annotation by column, None for what it has not."""
    record = annotation_record(annotation)
    row: dict[str, Cell] = dict.fromkeys(COLUMNS)
    row["author"] = author
    for name, value in record.items():
        edge = "start" if name == "at" else name
        if edge in _EDGES:
            row[f"{edge}_ns"] = value["t_ns"]
            row |= {f"{edge}_{kind}": value[kind] for kind in _ANCHORS if kind in value}
        elif name == "region":
            row |= {f"region_{side}": value[side] for side in _REGION}
        elif name == "channels":
            row["channels"] = json.dumps(value, ensure_ascii=False)
        else:
            row[name] = value
    return row


def row_record(row: Mapping[str, Cell]) -> dict[str, Any]:
    """Return an annotation as JSON values, which are not yet checked, from its cells.

    Args:
        row: None or "" for what is empty; a column may be missing. Without a kind it is a segment where it
            has an end, else a mark.

    Raises:
        DamagedError: It has no kind that is known, or a channel cannot be read.
    """
    kind = row.get("kind") or ("mark" if row.get("end_ns") is None else "segment")
    if not isinstance(kind, str) or kind not in KINDS:
        raise DamagedError(f"an annotation cannot be a {kind!r:.40}")
    record: dict[str, Any] = {"kind": kind}
    for field in dataclasses.fields(KINDS[kind]):
        value = _value(field.name, row)
        if value is None and field.default is dataclasses.MISSING and str(field.type) == str(str):
            value = ""
        if value is not None:
            record[field.name] = value
    return record


def _value(name: str, row: Mapping[str, Cell]) -> Any:
    edge = "start" if name == "at" else name
    if edge in _EDGES:
        at = row.get(f"{edge}_ns")
        anchors = {kind: row[key] for kind in _ANCHORS if row.get(key := f"{edge}_{kind}") is not None}
        return None if at is None else {"t_ns": at, **anchors}
    if name == "region":
        region = {side: row.get(f"region_{side}") for side in _REGION}
        return None if all(value is None for value in region.values()) else region
    value = row.get(name)
    if name == "channels" and value:
        try:
            return json.loads(value) if isinstance(value, str) and len(value) <= LONGEST_CHANNELS else value
        except (ValueError, RecursionError) as error:
            raise DamagedError(f"its channels are no JSON array: {value!r:.60}") from error
    return None if value == "" else value
