"""Desktop pictures with secrets of 11 to 16 pixels, light and dark, drawn with a fixed seed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from formats.model.frames import FRAME_DTYPE, Pixels, Storage
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.time import NS_PER_S
from replay.privacy.canaries import invented
from replay.privacy.painting.painted import Box

WIDTH, HEIGHT = 1280, 800
SIZES = (11, 12, 13, 14, 15, 16)
STEP_NS = 30 * NS_PER_S
"""Between two pictures: nothing of one is carried on into the next."""

_BUNDLED = Path("formats/importers/asciicast/DejaVuSansMono.ttf")
_FOLDERS = (Path("/usr/share/fonts/truetype/dejavu"), Path("/usr/share/fonts/truetype/liberation"))
_FONTS = ("DejaVuSans.ttf", "LiberationSans-Regular.ttf", "LiberationMono-Regular.ttf")
_PAPERS = {
    "light": (
        ((255, 255, 255), (20, 20, 20)),
        ((245, 246, 248), (51, 51, 51)),
        ((253, 246, 227), (60, 80, 90)),
    ),
    "dark": (((0, 0, 0), (211, 211, 211)), ((30, 30, 30), (212, 212, 212)), ((40, 42, 54), (248, 248, 242))),
}
_TALK = (
    "the build failed again on step 3 of 14, see the log",
    "Please find the minutes of the meeting attached.",
    "def total(rows): return sum(row.price for row in rows)",
    "drwxr-xr-x  5 ann staff  160 Mar  4 09:12 projects",
    "Settings   Help   View   File   Edit   Window",
    "We need twelve licences before the end of the quarter.",
    "Order confirmed, delivery within three working days",
)
_TOLD = {
    "api-key": ("export TOKEN={}", "key: {}"),
    "card": ("Card number {}", "{}"),
    "email": ("From: {}", "Reply to {} soon"),
    "iban": ("IBAN {}", "Pay to {}"),
    "password": ("password: {}", "Password={}"),
    "phone": ("Tel. {}", "call me at {}"),
}
_MADE = {
    "api-key": invented.token,
    "card": invented.card,
    "email": invented.email,
    "iban": invented.iban,
    "password": invented.password,
    "phone": invented.phone,
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A secret on a picture."""

    frame: int
    category: str
    text: str
    size_px: int
    theme: str
    box: Box
    """Around its ink."""
    ink: NDArray[np.bool_]
    """Which pixels of the box are not as they would be without it."""


def fonts() -> list[str]:
    """Return the fonts that are here; the bundled one always is."""
    found = [str(folder / name) for folder in _FOLDERS for name in _FONTS if (folder / name).exists()]
    return [str(_BUNDLED), *found]


def screens(seed: int, count: int) -> tuple[MemoryRecording, list[Shown]]:
    """Draw pictures, half of them light and half dark, and tell what secrets they show.

    Each has one secret of every category at every third size; over three pictures of a theme each category
    comes in every size.
    """
    random = Random(seed)
    pictures: list[Pixels] = []
    shown: list[Shown] = []
    for frame in range(count):
        picture, told = _screen(random, frame, ("light", "dark")[frame % 2])
        pictures.append(picture)
        shown.extend(told)
    frames = np.zeros(count, FRAME_DTYPE)
    frames["t"], frames["width"], frames["height"] = np.arange(count) * STEP_NS, WIDTH, HEIGHT
    frames["changed"], frames["storage"], frames["key"] = 1, Storage.TILES, 1
    frames["seq"] = np.arange(count)
    return MemoryRecording(Header("0" * 32), {}, frames=frames, pixels=pictures.__getitem__), shown


def _screen(random: Random, frame: int, theme: str) -> tuple[Pixels, list[Shown]]:
    paper, _ = random.choice(_PAPERS[theme])
    image = Image.new("RGB", (WIDTH, HEIGHT), tuple(value ^ 24 for value in paper))
    shown: list[Shown] = []
    due = list(_due(random, frame))
    for left, top, right, bottom in (
        (8, 8, 636, 392),
        (644, 8, 1272, 392),
        (8, 408, 636, 792),
        (644, 408, 1272, 792),
    ):
        background, ink = random.choice(_PAPERS[theme])
        draw = ImageDraw.Draw(image)
        draw.rectangle((left, top, right, bottom), fill=background, outline=ink)
        name = random.choice(fonts())
        mine = [due.pop() for _ in range(min(3, len(due)))]
        y = top + 8
        while y < bottom - 30:
            size = random.choice(SIZES)
            line = random.choice(_TALK)
            if mine and random.random() < 0.4:
                category, size = mine.pop()
                text = _MADE[category](random)
                line = random.choice(_TOLD[category])
                drawn = _draw(image, (left + 12, y), (line, text), (name, size, ink))
                if drawn is not None:
                    shown.append(Shown(frame, category, text, size, theme, *drawn))
            else:
                _draw(image, (left + 12, y), (line, ""), (name, size, ink))
            y += round(size * random.choice((1.35, 1.6, 2.2)))
    return np.asarray(image), shown


def _due(random: Random, frame: int) -> Iterator[tuple[str, int]]:
    sizes = SIZES[frame // 2 % 3 :: 3]
    pairs = [(category, size) for category in _MADE for size in sizes]
    random.shuffle(pairs)
    yield from pairs


def _draw(
    image: Image.Image, at: tuple[int, int], words: tuple[str, str], pen: tuple[str, int, tuple[int, ...]]
) -> tuple[Box, NDArray[np.bool_]] | None:
    """Draw a line, the secret where its words have a gap; return where its ink is."""
    line, secret = words
    name, size, colour = pen
    before, _, after = line.partition("{}")
    font = ImageFont.truetype(name, size)
    draw = ImageDraw.Draw(image)
    draw.text(at, before, colour, font=font)
    if not secret:
        return None
    x = at[0] + round(font.getlength(before))
    old = np.asarray(image).copy()
    draw.text((x, at[1]), secret, colour, font=font)
    ink = np.asarray((np.asarray(image) != old).any(axis=2))
    draw.text((x + round(font.getlength(secret)), at[1]), after, colour, font=font)
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    box = Box(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
    return box, ink[box.top : box.bottom, box.left : box.right].copy()


def names_of(every: Sequence[str]) -> str:
    """Return the names of font files, for people."""
    return ", ".join(Path(each).stem for each in every)
