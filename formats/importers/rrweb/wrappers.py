"""rrweb's events wherever they are wrapped: plain, in PostHog's blocks and exports, by windows, or packed.

Sources: rrweb, packages/types and packages/packer; PostHog, posthog-js lazy-loaded-session-recorder and
decompressEvent; Sentry's recording segments and Highlight's exports are arrays of the same events.
"""

import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from formats.sources.json_values import JsonValue, Pieces, ValueFaults, json_values
from formats.sources.lines import parse_value
from formats.sources.rows import reading_ms_ns

FULL_SNAPSHOT, INCREMENTAL = 2, 3
_WRAPPERS = frozenset({"events", "snapshots", "snapshotsByWindowId", "window_id", "version"})
_MEMBERS = frozenset({"events", "snapshots", "data", ""})
"""Labels that name no window."""
_PERSON = frozenset({"person", "distinct_id", "email", "user", "identifier"})
_WINDOW_KEYS = ("window_id", "windowId")
_PACKED_BYTES = 64 << 20
_DEEPEST = 6
_SNAPSHOT_HEAD = re.compile(r'"type"\s*:\s*2\b.{0,200}"node"\s*:\s*\{.{0,200}"childNodes"', re.DOTALL)
_EVENT_HEAD = re.compile(r'"type"\s*:\s*[0-7]\s*[,}]')
_TIME_HEAD = re.compile(r'"timestamp"\s*:\s*"?\d')
_DECIMAL = re.compile(r"\d{1,16}(?:\.\d{1,9})?")
_DATA_HEAD = re.compile(
    r'"data"\s*:\s*(?:"\\u001f\\u008b|\{\s*\}|\{[^{}]{0,400}?"(?:href|source|tag|plugin|node)"\s*:)'
)
_PACKED_CV = "2024-10"
_ZIPPED_FIELDS = {0: ("texts", "attributes", "removes", "adds"), 8: ("adds", "removes")}


@dataclass(frozen=True, slots=True)
class SourceEvent:
    """One event of rrweb."""

    number: int
    """Counted from 1."""
    kind: int
    """rrweb's `EventType`."""
    data: Any
    """Decompressed where it was compressed."""
    at_ns: int | None
    """Nanoseconds since 1970; None where its timestamp is no sane number."""
    text: str
    """As it came."""
    window: str
    """Which of several windows it was recorded in, "" where that is not told."""


@dataclass(slots=True)
class Wrapping:
    """What stood around the events."""

    faults: ValueFaults
    counts: Counter[str] = field(default_factory=Counter)
    private: dict[str, Any] = field(default_factory=dict)
    """What tells the person."""
    told: dict[str, Any] = field(default_factory=dict)
    """Other short values, by their keys."""
    left: list[tuple[str, str]] = field(default_factory=list)
    """Larger values that are no events: their key, and as they came."""
    events: int = 0


def looks_like_events(head: str) -> bool:
    """Say whether a text begins like events of rrweb, wrapped or not."""
    begin = head.lstrip("\ufeff \t\r\n")
    if not begin.startswith(("[", "{", '"{')):
        return False
    if '\\"type\\"' in head:
        # Events that were written as JSON, and that as a string of JSON.
        head = head.replace('\\"', '"')
    if _SNAPSHOT_HEAD.search(head):
        return True
    return bool(_EVENT_HEAD.search(head) and _DATA_HEAD.search(head) and _TIME_HEAD.search(head))


def source_events(file: Pieces, around: Wrapping) -> Iterator[SourceEvent]:
    """Yield the events of a file in its order; `around` gets the rest."""
    window = ""
    for found in json_values(file, around.faults, wrappers=_WRAPPERS, wanted=_is_event):
        if isinstance(found.value, str) and found.label in {*_MEMBERS, *_WINDOW_KEYS}:
            packed = _unpack(found.value)
            if packed is None and found.label in {"", *_WINDOW_KEYS}:
                window = found.value[:200]
            elif packed is None:
                _note(found, around)
            else:
                yield from _within(packed, found.text, window, around, 0)
        elif isinstance(found.value, (dict, list)):
            named = "" if found.label in _MEMBERS else found.label
            yield from _within(found.value, found.text, named[:200] or window, around, 0)
        elif found.label:
            _note(found, around)


def _within(value: Any, text: str, window: str, around: Wrapping, depth: int) -> Iterator[SourceEvent]:
    """Yield the events in a value: itself, or those in its members."""
    if _is_event(value):
        around.events += 1
        own = next((value[key] for key in _WINDOW_KEYS if isinstance(value.get(key), str)), window)
        data = _plain_data(value, around)
        at_ns = reading_ms_ns(_number(value["timestamp"]))
        yield SourceEvent(around.events, value["type"], data, at_ns, text or as_json(value), own[:200])
    elif isinstance(value, list) and depth < _DEEPEST:
        for item in value:
            if isinstance(item, str) and (packed := _unpack(item)) is not None:
                yield from _within(packed, as_json(item), window, around, depth + 1)
            else:
                yield from _within(item, "", window, around, depth + 1)
    elif isinstance(value, dict) and depth < _DEEPEST:
        window = next((value[key] for key in _WINDOW_KEYS if isinstance(value.get(key), str)), window)
        for key, told in value.items():
            packed = _unpack(told) if isinstance(told, str) and key in _MEMBERS else None
            member = told if packed is None else packed
            if key in _PERSON or not isinstance(member, (dict, list)):
                _note(JsonValue(member, "", key), around)
            else:
                inner = window if key in _MEMBERS | _WRAPPERS else key
                yield from _within(member, "", inner, around, depth + 1)
    elif value is not None:
        around.left.append(("value", text or as_json(value)))


def as_json(value: Any) -> str:
    """Return a value as JSON, "" where it is nested too deep for that."""
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    except RecursionError:
        return ""


def _is_event(value: Any) -> bool:
    if not isinstance(value, dict) or "data" not in value or "timestamp" not in value:
        return False
    return isinstance(value.get("type"), int) and not isinstance(value["type"], bool)


def _note(found: JsonValue, around: Wrapping) -> None:
    """Note a value that stands beside the events."""
    if found.label in _PERSON:
        around.private[found.label] = as_json(found.value)[:4096]
    elif found.label not in _WINDOW_KEYS and len(around.told) < 100:
        value = found.value[:500] if isinstance(found.value, str) else found.value
        if value is None or isinstance(value, (str, bool)) or abs(value) < 1e15:
            around.told[found.label[:100]] = value


def _plain_data(event: dict[str, Any], around: Wrapping) -> Any:
    """Return an event's data, decompressed if PostHog compressed them."""
    data, version = event["data"], event.get("cv")
    if version is None:
        return data
    if version != _PACKED_CV:
        around.counts["events compressed in an unknown way, kept in other"] += 1
        return data
    if event["type"] == FULL_SNAPSHOT and isinstance(data, str):
        plain = _inflated(data, 31)
    elif event["type"] == INCREMENTAL and isinstance(data, dict):
        names = _ZIPPED_FIELDS.get(data.get("source", -1), ()) if isinstance(data.get("source"), int) else ()
        plain = {key: _inflated(part, 31) if key in names and part else part for key, part in data.items()}
    else:
        return data
    broken = plain is None or (isinstance(plain, dict) and any(part is None for part in plain.values()))
    around.counts["events with broken compression, kept in other"] += broken
    return data if plain is None else plain


def _unpack(text: str) -> Any:
    """Return what rrweb's packer, or a database of strings, made a string of; None for any other string."""
    if text.startswith(("{", "[")):
        value, _ = parse_value(text.encode("utf-8", "replace"))
        return value if isinstance(value, (dict, list)) else None
    return _inflated(text, 15) if text.startswith("x") and len(text) > 16 else None


def _number(stamp: Any) -> Any:
    """Return a timestamp as a number where a database made it a string."""
    return float(stamp) if isinstance(stamp, str) and _DECIMAL.fullmatch(stamp) else stamp


def _inflated(text: Any, window_bits: int) -> Any:
    """Return the JSON value in a string whose characters are compressed bytes, None where there is none."""
    if not isinstance(text, str):
        return text
    try:
        data = zlib.decompressobj(window_bits).decompress(text.encode("latin-1"), _PACKED_BYTES)
        return json.loads(data)
    except (zlib.error, ValueError, RecursionError):
        return None
