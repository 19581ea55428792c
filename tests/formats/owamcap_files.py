"""MCAP files of ocap's shape, for the tests of their importer."""

import json
from pathlib import Path
from typing import Any

import pytest

T0 = 1_750_427_723_000_000_000
"""A time in June 2025."""
MS = 1_000_000
S = 1_000_000_000

Message = tuple[str, int, dict[str, Any]]
"""Topic, log time, fields."""

SCHEMAS = {
    "keyboard": "KeyboardEvent",
    "keyboard/state": "KeyboardState",
    "mouse": "MouseEvent",
    "mouse/state": "MouseState",
    "mouse/raw": "RawMouseEvent",
    "window": "WindowInfo",
    "screen": "ScreenCaptured",
}
GENERATIONS = {
    "0.2.0": ("owa_env_desktop.msg.{}", "owa_env_gst.msg.ScreenEmitted"),
    "0.3.2": ("owa.env.desktop.msg.{}", "owa.env.gst.msg.ScreenEmitted"),
    "0.4.2": ("desktop/{}", "desktop/ScreenCaptured"),
    "0.5.1": ("desktop/{}", "desktop/ScreenCaptured"),
}

WINDOW = {"title": "notes", "rect": [360, 307, 1278, 891], "hWnd": 7}
MESSAGES: list[Message] = [
    ("window", T0, WINDOW),
    ("keyboard/state", T0, {"buttons": []}),
    ("mouse/state", T0, {"x": 10, "y": 20, "buttons": []}),
    ("mouse", T0 + 100 * MS, {"event_type": "move", "x": 11, "y": 21}),
    (
        "mouse",
        T0 + 200 * MS,
        {"event_type": "click", "x": 11, "y": 21, "button": "left", "pressed": True},
    ),
    (
        "mouse",
        T0 + 280 * MS,
        {"event_type": "click", "x": 11, "y": 21, "button": "left", "pressed": False},
    ),
    ("mouse", T0 + 300 * MS, {"event_type": "scroll", "x": 11, "y": 21, "dx": 0, "dy": -1}),
    ("keyboard", T0 + 400 * MS, {"event_type": "press", "vk": 160}),
    ("keyboard", T0 + 450 * MS, {"event_type": "press", "vk": 65}),
    ("keyboard", T0 + 500 * MS, {"event_type": "release", "vk": 65}),
    ("keyboard", T0 + 550 * MS, {"event_type": "release", "vk": 160}),
    ("window", T0 + S, WINDOW),
    ("keyboard/state", T0 + S, {"buttons": []}),
    ("mouse/state", T0 + S, {"x": 11, "y": 21, "buttons": []}),
]


def write_mcap(
    path: Path,
    messages: list[Message] = MESSAGES,
    *,
    generation: str = "0.5.1",
    profile: str = "owa",
    schemas: dict[str, str] | None = None,
    chunk_bytes: int = 1024,
    compression: str = "zstd",
    publish_before_ns: int = 0,
    chunking: bool = True,
) -> Path:
    """Write a file.

    Args:
        path: Where to.
        messages: In order.
        generation: Of the names of schemas, a key of `GENERATIONS`.
        profile: Of the header.
        schemas: Names of further schemas, by topic.
        chunk_bytes: Size at which a chunk is closed.
        compression: "zstd", "lz4" or "none".
        publish_before_ns: How much earlier than logged each message is published.
        chunking: False for messages outside of chunks.
    """
    writer_module = pytest.importorskip("mcap.writer", reason="mcap is in the extra 'mcap'")
    kind = {name: getattr(writer_module.CompressionType, name.upper()) for name in ("zstd", "lz4", "none")}
    plain, screen = GENERATIONS[generation]
    names = {topic: plain.format(name) for topic, name in SCHEMAS.items()} | {"screen": screen}
    names |= schemas or {}
    with path.open("wb") as file:
        writer = writer_module.Writer(
            file,
            chunk_size=chunk_bytes,
            compression=kind[compression],
            enable_data_crcs=True,
            use_chunking=chunking,
        )
        writer.start(profile=profile, library=f"mcap-owa-support {generation}; mcap 1.3.0")
        channels: dict[str, int] = {}
        for topic, log_ns, fields in messages:
            if topic not in channels:
                schema = writer.register_schema(names.get(topic, topic), "jsonschema", b"{}")
                channels[topic] = writer.register_channel(topic, "json", schema)
            data = fields["raw"] if isinstance(fields.get("raw"), bytes) else json.dumps(fields).encode()
            writer.add_message(channels[topic], log_ns, data, max(log_ns - publish_before_ns, 0))
        writer.add_metadata("keyboard_repeat_timing", {"delay_ms": "500"})
        writer.add_attachment(T0, T0, "note.txt", "text/plain", b"hello")
        writer.finish()
    return path


def screen(at_ns: int, uri: str, pts_ns: int | None, size: tuple[int, int] = (160, 96)) -> Message:
    """Return a message about a picture, of the newest generation."""
    media = {"uri": uri, "pts_ns": pts_ns}
    return (
        "screen",
        at_ns,
        {"utc_ns": at_ns, "source_shape": list(size), "shape": list(size), "media_ref": media},
    )
