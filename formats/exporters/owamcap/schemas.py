"""The schemas of the messages that are written, by topic.

Source: open-world-agents, owa-msgs 0.5.1 to 0.6.6, in which these are the same.
"""

from collections.abc import Mapping
from typing import Any

_WHOLE = {"type": "integer"}
_PAIR = {"type": "array", "items": _WHOLE, "minItems": 2, "maxItems": 2}
_BUTTON = {"enum": ["unknown", "left", "middle", "right", "x1", "x2"]}
_MEDIA = {
    "type": "object",
    "properties": {"uri": {"type": "string"}, "pts_ns": _WHOLE},
    "required": ["uri"],
}


def _schema(properties: Mapping[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**properties, "timestamp": _WHOLE},
        "required": list(required),
        "additionalProperties": False,
    }


SCHEMAS: Mapping[str, tuple[str, dict[str, Any]]] = {
    "screen": (
        "desktop/ScreenCaptured",
        {
            "type": "object",
            "properties": {"utc_ns": _WHOLE, "source_shape": _PAIR, "shape": _PAIR, "media_ref": _MEDIA},
            "required": ["media_ref"],
            "additionalProperties": False,
        },
    ),
    "mouse": (
        "desktop/MouseEvent",
        _schema(
            {
                "event_type": {"enum": ["move", "click", "scroll"]},
                **dict.fromkeys(("x", "y", "dx", "dy"), _WHOLE),
                "button": _BUTTON,
                "pressed": {"type": "boolean"},
            },
            "event_type",
            "x",
            "y",
        ),
    ),
    "keyboard": (
        "desktop/KeyboardEvent",
        _schema({"event_type": {"enum": ["press", "release"]}, "vk": _WHOLE}, "event_type", "vk"),
    ),
    "window": (
        "desktop/WindowInfo",
        {
            "type": "object",
            "properties": {
                "title": {"type": "string"},
                "rect": {"type": "array", "items": _WHOLE, "minItems": 4, "maxItems": 4},
                "hWnd": _WHOLE,
            },
            "required": ["title", "rect", "hWnd"],
            "additionalProperties": False,
        },
    ),
    "mouse/raw": (
        "desktop/RawMouseEvent",
        _schema(
            dict.fromkeys(
                ("last_x", "last_y", "us_flags", "button_flags", "button_data", "device_handle"), _WHOLE
            ),
            "last_x",
            "last_y",
        ),
    ),
    "mouse/state": (
        "desktop/MouseState",
        _schema(
            {"x": _WHOLE, "y": _WHOLE, "buttons": {"type": "array", "items": _BUTTON}}, "x", "y", "buttons"
        ),
    ),
    "keyboard/state": (
        "desktop/KeyboardState",
        _schema({"buttons": {"type": "array", "items": _WHOLE}}, "buttons"),
    ),
}
"""Name and JSON Schema by topic."""

KEPT = ("mouse/raw", "mouse/state", "keyboard/state")
"""Topics whose messages an import keeps in `other` as they came: they are written again."""


def fits(topic: str, fields: Mapping[str, Any]) -> bool:
    """Say whether a kept message has the fields of today's schema: older recorders named some otherwise."""
    schema = SCHEMAS[topic][1]
    known = schema["properties"]
    return set(schema["required"]) <= fields.keys() <= known.keys() and all(
        _is(fields[name], known[name]) for name in fields
    )


def _is(value: Any, schema: Mapping[str, Any]) -> bool:
    if "enum" in schema:
        return value in schema["enum"]
    if schema["type"] == "array":
        return isinstance(value, list) and all(_is(item, schema["items"]) for item in value)
    if schema["type"] == "boolean":
        return isinstance(value, bool)
    return isinstance(value, int) and not isinstance(value, bool)
