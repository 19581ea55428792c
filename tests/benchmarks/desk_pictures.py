"""Made-up desktops for the drawing benchmarks: the next key typed, or everything changed."""

import random
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from formats.model.build import EventBuilder
from formats.model.frames import FRAME_DTYPE, EncodedImage, Frames, Pixels, Storage
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.native.reader import Reader
from formats.native.writer import Writer

WIDTH, HEIGHT = 1920, 1080
COUNT = 240
_TEXT = "the quick review of every chart found two wrong dates and one name that must not leave"
_WORDS = _TEXT.split()


def desktop(seed: int = 1) -> Pixels:
    """Draw a desktop of three windows full of text, shape (1080, 1920, 3)."""
    rng = random.Random(seed)
    image = Image.new("RGB", (WIDTH, HEIGHT), (38, 60, 92))
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(15)
    for left, top, right, bottom, paper, ink in (
        (60, 40, 1160, 700, (255, 255, 255), (30, 30, 30)),
        (700, 300, 1880, 1000, (24, 26, 30), (200, 210, 200)),
        (100, 620, 660, 1020, (246, 243, 230), (70, 40, 20)),
    ):
        pen.rectangle((left, top, right, bottom), fill=paper, outline=(110, 110, 110))
        pen.rectangle((left, top, right, top + 30), fill=(70, 92, 130))
        pen.text((left + 12, top + 6), rng.choice(_WORDS).title(), fill=(255, 255, 255), font=font)
        for y in range(top + 46, bottom - 20, 22):
            words = " ".join(rng.choice(_WORDS) for _ in range((right - left) // 60))
            pen.text((left + 14, y), words, fill=ink, font=font)
        for _ in range(4):
            x, y = rng.randrange(left, right - 120), rng.randrange(top + 40, bottom - 50)
            colour = tuple(rng.randrange(40, 230) for _ in range(3))
            pen.rounded_rectangle((x, y, x + 110, y + 34), 6, fill=colour)
    return np.asarray(image)


def typed(frame: int) -> Pixels:
    """Return the desktop with `frame` letters typed: a few cells differ from the frame before."""
    image = Image.fromarray(_DESKTOP)
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(15)
    pen.rectangle((712, 340, 1870, 400), fill=(24, 26, 30))
    text = _TEXT[: frame % 90]
    pen.text((714, 346), text, fill=(240, 240, 240), font=font)
    end = 714 + int(pen.textlength(text, font=font))
    pen.rectangle((end + 2, 346, end + 10, 364), fill=(240, 240, 240))
    return np.asarray(image)


def turned(frame: int) -> Pixels:
    """Return a desktop of which every cell differs from the frame before."""
    pixels = np.roll(_DESKTOP, (frame * 37 % HEIGHT, frame * 61 % WIDTH), axis=(0, 1))
    return 255 - pixels if frame % 2 else pixels


def write_recording(kind: str, path: Path, count: int = 60) -> None:
    """Write frames of a kind as lossless tiles, with a pointer that moves and a key for each frame."""
    events = EventBuilder()
    pictures = []
    for frame in range(count):
        t_ns = frame * 1_000_000_000 // 2
        pictures.append((t_ns, KINDS[kind](frame)))
        for step in range(10):
            x, y = 300 + frame * 9 + step, 400 + frame * 3 + step
            events.add("pointer", t_ns + step * 10_000_000, x=x, y=y, display=0)
        events.add("key", t_ns + 200_000_000, code="KeyA", key="a", pressed=1, repeat=0, modifiers=0)
        events.add("key", t_ns + 260_000_000, code="KeyA", key="a", pressed=0, repeat=0, modifiers=0)
    with Writer(path, Header("bench")) as writer:
        for table in events.events().values():
            writer.append(table)
        for t_ns, pixels in pictures:
            writer.add_frame(t_ns, pixels)


def jpeg_recording() -> MemoryRecording:
    """Return 240 frames kept as JPEG, every cell of each different from the one before."""
    frames = _table(Storage.IMAGE)
    kept = []
    for frame in range(12):
        buffer = BytesIO()
        Image.fromarray(turned(frame)).save(buffer, "JPEG", quality=85)
        kept.append(EncodedImage("image/jpeg", buffer.getvalue()))
    return MemoryRecording(Header("bench"), {}, frames=frames, encoded=lambda frame: kept[frame % len(kept)])


KINDS = {"step": typed, "full": turned}


def recording(kind: str) -> Recording:
    """Return 240 frames at 30 a second, made when they are asked for, or beforehand ("made"); or a file."""
    if kind.endswith(".replay"):
        return Reader(Path(kind))
    if kind == "jpeg":
        return jpeg_recording()
    if kind == "made":
        made = [turned(frame) for frame in range(8)]
        return MemoryRecording(
            Header("bench"), {}, frames=_table(Storage.TILES), pixels=lambda frame: made[frame % len(made)]
        )
    return MemoryRecording(Header("bench"), {}, frames=_table(Storage.TILES), pixels=KINDS[kind])


def _table(storage: Storage) -> Frames:
    frames = np.zeros(COUNT, FRAME_DTYPE)
    frames["t"] = np.arange(COUNT) * 1_000_000_000 // 30
    frames["width"], frames["height"] = WIDTH, HEIGHT
    frames["changed"], frames["storage"] = 1, storage
    return frames


_DESKTOP = desktop()
