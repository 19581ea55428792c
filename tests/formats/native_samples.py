"""Small recordings with everything in them, for the tests of the container."""

import io
from pathlib import Path

import numpy as np
from PIL import Image

from formats.model.build import EventBuilder
from formats.model.frames import EncodedImage, Pixels
from formats.model.header import Consent, Header, Private
from formats.model.streams import STREAMS, Events, FieldKind
from formats.model.time import Clock
from formats.native.writer import Writer

HEADER = Header(
    recording_id="6b0c1f0e-9d5b-4a39-8d43-0d6a3c1b2f5e",
    source="replay",
    recorder="tests",
    start_utc_ns=1_767_600_000_000_000_000,
    time_zone="Europe/Zurich",
    task="zażółć",
    consent=Consent(person="p1", purposes=("tests",), given_utc_ns=5, until="2030-01-01"),
    clocks=(Clock("monotonic", origin_ns=1 << 60, tick_ns=1000, offset_ns=-3),),
    private=Private(hardware={"cpu": ["a", 1, 2.5, None, True]}, names={"user": "x"}),
    details={"nested": {"list": [1, {"deep": "yes"}]}},
)


def busy_events(rows: int = 600, seed: int = 1) -> dict[str, Events]:
    """Make events of every stream that is appended, `rows` of the pointer and fewer of the others."""
    rng = np.random.default_rng(seed)
    builder = EventBuilder()
    t = 0
    for row in range(rows):
        t += int(rng.integers(0, 20)) * 1_000_000
        builder.add("pointer", t, x=500 + 200 * np.sin(row / 30), y=float(row % 700), display=0)
        if row % 7 == 0:
            key = str(rng.choice(["a", "Enter", "ß", "\ud800", ""]))
            builder.add("key", t, code="KeyA", key=key, pressed=row & 1, repeat=0, modifiers=("Shift",))
        if row % 11 == 0:
            builder.add("button", t, x=float("nan"), y=-0.0, button="left", pressed=1)
            builder.add("scroll", t, x=1 / 256, y=-3.5, dx=0, dy=-1)
        if row % 40 == 0:
            builder.add("window", t, app="Files", title=f"title {row}", x=0, y=0, width=800, height=600)
            builder.add("marker", t, name="m", payload='{"a": 1}')
            builder.add("clipboard", t, kind="text/plain", string="x" * row)
            builder.add("cursor", t, shape=-(1 << 63) + row, hot_x=-1, hot_y=2, width=3, height=4, image="")
            builder.add("clock", t, clock="wall", reading_ns=(1 << 62) + row)
            builder.add("other", t, kind="thing", payload="{}")
            builder.add("text", t, kind="paste", string="\x1b[31m")
    builder.add("display", t, id=0, name="DP-1", x=0, y=0, width=1920, height=1080, scale=1.25)
    return builder.events()


def pictures(count: int, seed: int = 1) -> list[Pixels]:
    """Make pictures of 200x120 pixels, each a little different from the one before; some the same."""
    rng = np.random.default_rng(seed)
    picture = np.zeros((120, 200, 3), np.uint8)
    picture[:, :, 1] = np.arange(200)
    out = []
    for number in range(count):
        if number % 3:
            y, x = int(rng.integers(0, 100)), int(rng.integers(0, 180))
            picture[y : y + 20, x : x + 20] = rng.integers(0, 255, 3)
        out.append(picture.copy())
    return out


def write_busy(path: Path, *, rows: int = 600, frames: int = 12, archive: bool = False) -> None:
    """Write a recording with events, tiles, and images on a second display."""
    with Writer(path, HEADER, archive=archive) as writer:
        for table in busy_events(rows).values():
            writer.append(table)
        for number, picture in enumerate(pictures(frames)):
            writer.add_frame(number * 50_000_000, picture)
            if number % 4 == 1:
                writer.add_frame(number * 50_000_000, png(number), display=1)


def png(number: int) -> EncodedImage:
    """Make a picture of 16x9 pixels as a PNG, its colour chosen by `number`."""
    buffer = io.BytesIO()
    Image.new("RGB", (16, 9), (number, 2 * number, 99)).save(buffer, "PNG")
    return EncodedImage("image/png", buffer.getvalue())


def assert_same(got: Events, wanted: Events) -> None:
    """Assert that two tables hold the same rows and strings, bit by bit."""
    assert got.stream == wanted.stream
    assert len(got) == len(wanted)
    for column in STREAMS[wanted.stream].fields:
        if column.kind is FieldKind.STRING:
            assert got.texts(column.name).tolist() == wanted.texts(column.name).tolist()
        else:
            assert got.rows[column.name].tobytes() == wanted.rows[column.name].tobytes(), column.name
