"""Pixels by Kitty, OSC 1337 and sixel: what is written, read back, is the picture."""

import base64
import re
import zlib
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from formats.model.frames import Pixels
from replay.render import iterm, kitty, sixel
from replay.render.capability import Capability, Method
from replay.render.choice import choose
from replay.render.diacritics import DIACRITICS
from replay.render.shared_pixels import SharedPixels
from replay.render.small import SmallImage, Wanted, small_image
from replay.render.surface import DirectSurface, KittySurface, surface_for
from replay.render.viewport import Viewport


def blocks(seed: int, width: int, height: int, colours: int = 40) -> Pixels:
    """Return rectangles of few colours, as on a desktop."""
    rng = np.random.default_rng(seed)
    image = np.zeros((height, width, 3), np.uint8)
    for _ in range(colours):
        y, x = rng.integers(0, height), rng.integers(0, width)
        image[y : y + 12, x : x + 17] = rng.integers(0, 256, 3)
    return image


def image_of(pixels: Pixels, columns: int, rows: int) -> SmallImage:
    sample = pixels.shape[1] // columns, pixels.shape[0] // rows
    wanted = Wanted(columns, rows, Viewport(), sample=sample, aspect=sample[1] / sample[0])
    return small_image(pixels, wanted)


def drawn_sixels(text: str, ground: Pixels) -> Pixels:
    """Draw sixels over a picture, as a terminal does."""
    body = re.fullmatch(r"\x1bP0;1;0q(.*)\x1b\\", text, re.DOTALL)
    assert body is not None
    out = ground.copy()
    palette: dict[int, list[int]] = {}
    colour = x = y = 0
    tokens = re.compile(r'"[\d;]+|#(\d+);2;(\d+);(\d+);(\d+)|#(\d+)|!(\d+)([?-~])|([?-~])|(\$)|(-)')
    for match in tokens.finditer(body[1]):
        number, red, green, blue, select, count, repeated, single, back, band = match.groups()
        if number:
            palette[int(number)] = [round(int(part) * 2.55) for part in (red, green, blue)]
        elif select:
            colour = int(select)
        elif back or band:
            x, y = 0, y + (6 if band else 0)
        elif repeated or single:
            bits = ord(repeated or single) - 63
            for row in range(6):
                if bits >> row & 1:
                    out[y + row, x : x + int(count or 1)] = palette[colour]
            x += int(count or 1)
    return out


@pytest.mark.parametrize(("width", "height"), [(64, 48), (101, 37), (6, 6), (1, 1), (1300, 12)])
def test_sixels_draw_the_picture(width: int, height: int) -> None:
    """Every pixel of a picture of few colours comes back, near colours joined, in percent steps."""
    pixels = blocks(width, width, height)
    drawn = drawn_sixels(sixel.encode(pixels), np.full_like(pixels, 77))

    assert np.abs(drawn.astype(int) - pixels).max() <= 12


def test_sixels_leave_alone_what_lies_below() -> None:
    """A height that is no multiple of six draws no pixel beyond the picture."""
    pixels = blocks(5, 40, 16)
    ground = np.full((24, 40, 3), 77, np.uint8)
    drawn = drawn_sixels(sixel.encode(pixels), ground)

    assert (drawn[16:] == 77).all()


def kitty_commands(text: str) -> list[tuple[dict[str, str], str]]:
    """Return the keys and the payload of every command."""
    found = re.findall(r"\x1b_G([^;\x1b]*);?([^\x1b]*)\x1b\\", text)
    assert "".join(f"\x1b_G{keys};{body}\x1b\\" for keys, body in found) == text
    return [(dict(key.split("=") for key in keys.split(",")), body) for keys, body in found]


def test_kitty_pixels_in_the_stream() -> None:
    """The chunks hold the picture, none is larger than 4,096 bytes, and all of them ask for silence."""
    rng = np.random.default_rng(1)
    pixels = rng.integers(0, 256, (60, 80, 3), dtype=np.uint8)
    commands = kitty_commands(kitty.transmit(pixels, 10, 5))
    packed = base64.standard_b64decode("".join(body for _, body in commands))

    assert zlib.decompress(packed) == pixels.tobytes()
    assert [keys["m"] for keys, _ in commands] == ["1"] * (len(commands) - 1) + ["0"]
    assert max(len(body) for _, body in commands) <= 4096
    assert {keys["q"] for keys, _ in commands} == {"2"}
    first = commands[0][0]
    assert (first["U"], first["s"], first["v"], first["c"], first["r"]) == ("1", "80", "60", "10", "5")


def test_kitty_pixels_in_shared_memory() -> None:
    """The terminal finds the picture under the name it is given, and nothing stays behind."""
    if not Path("/dev/shm").is_dir():
        pytest.skip("no /dev/shm here: pixels go into the stream")
    pixels = blocks(2, 64, 32)
    with SharedPixels() as shared:
        ((keys, body),) = kitty_commands(kitty.transmit(pixels, 8, 2, shared=shared))
        path = Path("/dev/shm") / base64.standard_b64decode(body).decode().lstrip("/")

        assert keys["t"] == "s"
        assert path.read_bytes() == pixels.tobytes()
        for _ in range(20):
            kitty.transmit(pixels, 8, 2, shared=shared)
        assert not path.exists()
    assert not list(Path("/dev/shm").glob(f"{path.name[:-16]}*{path.name[-16:]}"))


def test_kitty_inside_tmux_is_wrapped() -> None:
    """For the terminal around tmux every escape is doubled within the passthrough."""
    text = kitty.forget(passthrough=True)

    assert text.startswith("\x1bPtmux;\x1b\x1b_G")
    assert text.endswith("\x1b\x1b\\\x1b\\")


def test_placeholders_say_their_row_and_column() -> None:
    """The first cell is marked with its row and column, the others count on; the colour is the id."""
    text = kitty.placeholder_cells(3, 7, 12)
    red, green, blue = (int(part) for part in re.findall(r"38;2;(\d+);(\d+);(\d+)m", text)[0])

    assert (red << 16 | green << 8 | blue) == kitty.IMAGE_ID
    assert text.count("\U0010eeee") == 5
    assert f"\U0010eeee{DIACRITICS[3]}{DIACRITICS[7]}\U0010eeee" in text
    assert (len(DIACRITICS), ord(DIACRITICS[0]), ord(DIACRITICS[-1])) == (297, 0x305, 0x1D244)


def test_an_inline_image_is_a_jpeg_of_its_size() -> None:
    """OSC 1337 carries a picture of the pixels, over the cells it is told."""
    pixels = np.full((32, 64, 3), (200, 30, 90), np.uint8)
    match = re.fullmatch(r"\x1b\]1337;File=([^:]*):([A-Za-z0-9+/=]*)\x07", iterm.encode(pixels, 8, 2))
    assert match is not None
    keys = dict(key.split("=") for key in match[1].split(";"))
    data = base64.standard_b64decode(match[2])

    assert (keys["width"], keys["height"], int(keys["size"])) == ("8", "2", len(data))
    with Image.open(BytesIO(data)) as image:
        assert np.abs(np.asarray(image).astype(int) - pixels).max() < 6


def test_only_changed_rows_are_painted_again() -> None:
    """A second picture costs the parts that differ, at their places; after `forget` it costs all of it."""
    surface = DirectSurface(Method.SIXEL)
    first = blocks(1, 80, 96)
    second = first.copy()
    second[18:20, 40:50] = (255, 0, 0)
    second[80:90, 8:16] = (0, 255, 0)
    whole = surface.show(image_of(first, 10, 6), left=4, top=2)
    changes = surface.show(image_of(second, 10, 6), left=4, top=2)

    assert re.findall(r"\x1b\[(\d+);(\d+)H", whole) == [("3", "5")]
    assert re.findall(r"\x1b\[(\d+);(\d+)H", changes) == [("4", "10"), ("8", "6")]
    assert len(changes) < len(whole)
    assert surface.show(image_of(second, 10, 6), left=4, top=2) == ""
    surface.forget()
    assert len(surface.show(image_of(second, 10, 6), left=4, top=2)) > len(changes)


def test_each_method_has_its_surface() -> None:
    """Cells need none; what is asked for by name is what is made."""
    assert surface_for(choose(Capability(), "blocks")) is None
    assert isinstance(surface_for(choose(Capability(), "kitty")), KittySurface)
    assert isinstance(surface_for(choose(Capability(), "sixel")), DirectSurface)
