"""Pages to test: recordings written as HTML, and what is found in them without a browser."""

import base64
import io
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from formats.exporters.html import exporter
from formats.model.build import EventBuilder
from formats.model.export import ExportOptions, ExportReport, ExportSource
from formats.model.frames import FRAME_DTYPE, SEEN, EncodedImage, Frames, Pixels, Storage
from formats.model.header import Consent, Header, Private
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from replay.core.actions import reduce_actions
from tests.chromium import Page

MS = 1_000_000
US = 1000
READY = "typeof player === 'object' && player.pictures.working === null && player.pictures.shown !== null"
"""True in a page that shows what it was asked to show."""
HOSTILE = (
    "</script><script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>"
    "\u2028\u202e\ud800\x1b]0;&amp;"
)
"""Markup, script, a line separator, a turn of the reading order, half a character, and an escape."""
_BLOCK = re.compile(rb'<script type="([^"]+)" data-(block|image)="([^"]+)">([^<]*)</script>')


def write_page(recording: Recording, path: Path, options: ExportOptions | None = None) -> ExportReport:
    source = ExportSource(recording, reduce_actions(recording).of_the_task(), lambda _t_ns: None)
    return exporter.export(source, path, options or ExportOptions())


def blocks(path: Path) -> list[tuple[str, Any]]:
    """Return the names and values of a page's blocks of JSON."""
    found = _BLOCK.findall(path.read_bytes())
    return [(name.decode(), json.loads(text)) for _, kind, name, text in found if kind == b"block"]


def images(path: Path) -> list[EncodedImage]:
    """Return the pictures of a page as they lie in it."""
    found = _BLOCK.findall(path.read_bytes())
    return [
        EncodedImage(media_type.decode(), base64.b64decode(text))
        for media_type, kind, _, text in found
        if kind == b"image"
    ]


def hostile_recording() -> MemoryRecording:
    """Make a recording in which every text is hostile, and somebody's name is where names belong."""
    builder = EventBuilder()
    builder.add("window", 0, app=HOSTILE, title=HOSTILE)
    builder.add("marker", 5 * MS, name=HOSTILE, payload=json.dumps({"text": HOSTILE}))
    builder.add("text", 10 * MS, kind="typed", string=HOSTILE)
    builder.add("pointer", 15 * MS, x=5, y=6)
    builder.add("key", 20 * MS, code=HOSTILE, key=HOSTILE, pressed=1)
    header = Header(
        "id",
        source=HOSTILE,
        recorder=HOSTILE,
        task=HOSTILE,
        consent=Consent(person="Alice Somebody", purposes=(HOSTILE,)),
        private=Private(hardware={"host": "alices-desk"}, names={"user": "alice"}),
    )
    return MemoryRecording(header, builder.events())


def shown(
    pictures: list[Pixels], storage: Storage, encoded: list[EncodedImage] | None = None
) -> MemoryRecording:
    """Make a recording that shows pictures, one every 100 ms."""
    frames: Frames = np.zeros(len(pictures), FRAME_DTYPE)
    frames["t"] = np.arange(len(pictures)) * 100 * MS
    frames["seq"] = np.arange(len(pictures))
    frames["height"], frames["width"] = np.array([pixels.shape[:2] for pixels in pictures]).T
    frames["changed"], frames["storage"], frames["video"] = SEEN, storage, -1
    return MemoryRecording(
        Header("id"),
        {},
        frames=frames,
        pixels=lambda frame: pictures[frame].copy(),
        encoded=(lambda frame: encoded[frame]) if encoded else None,
    )


def seek(page: Page, t_us: int) -> None:
    page.run(f"player.seek({t_us})")
    page.until(READY)


def canvas(page: Page, name: str) -> NDArray[np.uint8]:
    """Return a canvas's pixels with their transparency, shape (height, width, 4)."""
    data = page.run(f"byId('{name}').toDataURL('image/png')").partition(",")[2]
    with Image.open(io.BytesIO(base64.b64decode(data))) as image:
        return np.asarray(image.convert("RGBA"))
