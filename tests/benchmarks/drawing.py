"""Drawing pictures as cells and pixels: time, bytes and likeness, beside chafa and timg.

    python -m tests.benchmarks.drawing [--quick] [--size 160x45] [--json OUT]

Time: a 1920x1080 JPEG from bytes to escape sequences. Ours is in-process and warm; chafa and timg are their
command lines, so they are also given less the time they take to say their version. The three take turns;
ratios are medians of pairs.

Likeness: what each program writes is read back, drawn at 8x16 pixels a cell, and compared with the screenshot
brought to that size by Lanczos. Peers get the same grid. chafa's "best" is the set of glyphs and work
factor that gave it the highest SSIM of those we tried.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import shutil
import statistics
import subprocess
import time
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from formats.media.image import decode_image, decode_reduced, image_size
from formats.model.frames import Pixels
from replay.render import iterm, kitty, sixel
from replay.render.ansi import encode_changes, encode_rows
from replay.render.atlas import coverage
from replay.render.cells import blank
from replay.render.depth import Depth
from replay.render.governor import fit
from replay.render.shared_pixels import SharedPixels
from replay.render.small import SmallImage, Wanted, small_image, with_cells
from replay.render.viewport import Viewport
from tests.benchmarks.command import finish, parser
from tests.benchmarks.desk_pictures import desktop, turned, typed
from tests.benchmarks.figures import Figure, timed_ms
from tests.benchmarks.screenshots import as_jpeg, screenshots
from tests.benchmarks.similarity import psnr, ssim
from tests.terminal_model import TerminalModel

_CELL = (8, 16)
_FONTS = ("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf",)
_CHAFA = (
    "chafa",
    "--format",
    "symbols",
    "--colors",
    "full",
    "--animate",
    "off",
    "--polite",
    "on",
    "--stretch",
)
_CHAFA_SETTINGS = {
    "chafa default": (),
    "chafa -w 9": ("-w", "9"),
    "chafa block+sextant+quad -w 9": ("-w", "9", "--symbols", "block+sextant+quad"),
}


def main() -> None:
    """Measure, print tables, and write JSON where asked."""
    command_line = parser(__doc__)
    command_line.add_argument("--size", default="160x45")
    options = command_line.parse_args()
    count, rounds = (8, 3) if options.quick else (32, 9)
    columns, rows = (int(part) for part in options.size.split("x"))
    with screenshots() as found:
        pictures = found[:: max(len(found) // count, 1)]
        tables = {
            f"time at {options.size}": _time(pictures[-1], columns, rows, rounds),
            f"likeness at {options.size}, {len(pictures)} screenshots": _likeness(pictures, columns, rows),
            f"bytes at {options.size}": _bytes(columns, rows),
            "pixels": _pixels(rounds),
        }
    finish(tables, options)


def _drawn(data: bytes, columns: int, rows: int, glyphs: str = "sextants") -> SmallImage:
    """Decode and draw as the loader does for a frame kept as a picture."""
    wanted = Wanted(columns, rows, Viewport(), glyphs)
    kind, width, height = image_size(data)
    if kind == "image/jpeg":
        pixels = decode_reduced(data, *wanted.minimum_size(width, height))
        return with_cells(small_image(pixels, wanted, size=(width, height)))
    return with_cells(small_image(decode_image(data), wanted))


def _ours(data: bytes, columns: int, rows: int) -> str:
    cells = _drawn(data, columns, rows).cells
    return "" if cells is None else "\n".join(encode_rows(cells, Depth.TRUE))


def _time(picture: Path, columns: int, rows: int, rounds: int) -> list[Figure]:
    commands = {
        name: [*_CHAFA, "--size", f"{columns}x{rows}", *extra] for name, extra in _CHAFA_SETTINGS.items()
    }
    commands["timg"] = ["timg", "-pq", f"-g{columns}x{rows}", "--threads=2"]
    missing = {name: _missing(command[0]) for name, command in commands.items()}
    ours: list[float] = []
    ratios: dict[str, list[float]] = {name: [] for name in commands}
    net: dict[str, list[float]] = {name: [] for name in commands}
    with as_jpeg(picture) as jpeg:
        data = jpeg.read_bytes()
        for _ in range(rounds):
            ours.append(min(timed_ms(lambda: _ours(data, columns, rows), 2)))
            for name, command in commands.items():
                if missing[name]:
                    continue
                mine = min(timed_ms(lambda: _ours(data, columns, rows), 2))
                theirs = _run_ms([*command, str(jpeg)])
                start = _run_ms([command[0], "--version"])
                ours.append(mine)
                ratios[name].append(theirs / mine)
                net[name].append((theirs - start) / mine)
    aims = {"chafa default": 3.0, "chafa -w 9": 7.0, "timg": 4.0}
    figures = [Figure("ours, JPEG 1920x1080 to bytes", statistics.median(ours), "ms")]
    for name, why in missing.items():
        for what, found, aim in (
            (f"{name} takes longer", ratios[name], aims.get(name)),
            (f"{name}, less its start", net[name], None),
        ):
            value = statistics.median(found) if found else None
            figures.append(Figure(what, value, "times", at_least=aim, why=why))
    figures += [
        Figure(f"ours, {kind} 1920x1080 to bytes", _other_format_ms(kind, columns, rows), "ms")
        for kind in ("PNG", "WEBP")
    ]
    return figures


def _missing(program: str) -> str:
    return "" if shutil.which(program) else f"{program} is not installed"


def _other_format_ms(kind: str, columns: int, rows: int) -> float:
    buffer = BytesIO()
    Image.fromarray(desktop()).save(buffer, kind)
    return statistics.median(timed_ms(lambda: _ours(buffer.getvalue(), columns, rows), 5))


def _run_ms(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)
    return (time.perf_counter() - start) * 1e3


def _likeness(pictures: list[Path], columns: int, rows: int) -> list[Figure]:
    scores: dict[str, list[tuple[float, float]]] = {}
    for path in pictures:
        data = path.read_bytes()
        _, width, height = image_size(data)
        placement = Wanted(columns, rows, Viewport()).place(width, height)
        grid = placement.columns, placement.rows
        reference = _reference(data, grid)
        for glyphs in ("sextants", "blocks"):
            cells = _drawn(data, *grid, glyphs).cells
            text = "" if cells is None else "\n".join(encode_rows(cells, Depth.TRUE))
            scores.setdefault(f"ours, {glyphs}", []).append(_compared(text, grid, reference))
        if shutil.which("chafa"):
            for name, extra in _CHAFA_SETTINGS.items():
                command = [*_CHAFA, "--size", f"{grid[0]}x{grid[1]}", *extra, str(path)]
                text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
                scores.setdefault(name, []).append(_compared(text, grid, reference))
    means = {name: np.mean(values, axis=0).tolist() for name, values in scores.items()}
    peers = {name: value for name, value in means.items() if name.startswith("chafa")}
    figures = [
        Figure(f"{what}, {name}", None, unit, why=_missing("chafa"))
        for name in _CHAFA_SETTINGS
        for what, unit in (("SSIM", ""), ("PSNR", "dB"))
        if name not in means
    ]
    for name, (decibels, likeness) in means.items():
        best_ssim = max((value[1] for value in peers.values()), default=None)
        best_psnr = max((value[0] for value in peers.values()), default=None)
        first = name == "ours, sextants"
        figures.append(Figure(f"SSIM, {name}", likeness, "", at_least=best_ssim if first else None))
        least = best_psnr - 0.15 if first and best_psnr is not None else None
        figures.append(Figure(f"PSNR, {name}", decibels, "dB", at_least=least))
    return figures


def _reference(data: bytes, grid: tuple[int, int]) -> NDArray[np.float32]:
    size = grid[0] * _CELL[0], grid[1] * _CELL[1]
    image = Image.fromarray(decode_image(data)).resize(size, Image.Resampling.LANCZOS)
    return np.asarray(image).astype(np.float32)


def _compared(text: str, grid: tuple[int, int], reference: NDArray[np.float32]) -> tuple[float, float]:
    terminal = TerminalModel(*grid)
    terminal.feed(text)
    picture = terminal.picture(*_CELL, _mask)
    return psnr(picture, reference), ssim(picture, reference)


def _mask(char: str, width: int, height: int) -> NDArray[np.float32]:
    """Return a character's coverage: exact for blocks, the font's for what only chafa uses."""
    mask = coverage(char, width, height)
    if char == " " or mask.any():
        return mask
    if char in "▔▕▏▉":
        mask[: height // 8 if char == "▔" else height, width - 1 if char == "▕" else 0 :] = 1
        return mask
    path = next((font for font in _FONTS if Path(font).exists()), None)
    font = ImageFont.truetype(path, 13) if path else ImageFont.load_default(13)
    image = Image.new("L", (width, height))
    ImageDraw.Draw(image).text((0, 0), char, fill=255, font=font)
    return np.asarray(image, np.float32) / np.float32(255)


def _bytes(columns: int, rows: int) -> list[Figure]:
    def cells(pixels: Pixels, before: SmallImage | None = None) -> SmallImage:
        return with_cells(small_image(pixels, Wanted(columns, rows, Viewport(), "sextants")), before)

    # As the loader does it: cells that show the same pixels are not drawn again.
    steps, images = [], [cells(typed(0))]
    for frame in range(1, 40):
        images.append(cells(typed(frame), images[-1]))
    for old, new in pairwise(images):
        if old.cells is not None and new.cells is not None:
            steps.append(len(encode_changes(old.cells, new.cells, Depth.TRUE, left=0, top=0).encode()))
    full = cells(turned(1)).cells or blank(columns, rows)
    exact = len(encode_changes(None, full, Depth.TRUE, left=0, top=0).encode())
    budget = int(7.5 * columns * rows)
    _, text = fit(blank(columns, rows), full, Depth.TRUE, place=(0, 0), budget=budget)
    indexed = len(encode_changes(None, full, Depth.INDEXED, left=0, top=0).encode())
    return [
        Figure("a step, median", statistics.median(steps), "B", at_most=1000),
        Figure("every cell, exact", exact / columns / rows, "B a cell"),
        Figure("every cell, in tmux", len(text.encode()) / columns / rows, "B a cell", at_most=8),
        Figure("every cell, 256 colours", indexed / columns / rows, "B a cell"),
    ]


def _pixels(rounds: int) -> list[Figure]:
    pixels = np.asarray(Image.fromarray(desktop()).resize((1280, 720), Image.Resampling.LANCZOS))
    part = pixels[96:192, 100:300]

    def ms(call: Callable[[], object]) -> float:
        return statistics.median(timed_ms(call, rounds))

    with SharedPixels() as shared:
        by_memory = ms(lambda: kitty.transmit(pixels, 160, 45, shared=shared))
    return [
        Figure("Kitty, 1280x720 by shared memory", by_memory, "ms", at_most=2),
        Figure("Kitty, 1280x720 compressed", ms(lambda: kitty.transmit(pixels, 160, 45)), "ms"),
        Figure("OSC 1337, 1280x720 as JPEG", ms(lambda: iterm.encode(pixels, 160, 45)), "ms"),
        Figure("sixel, 1280x720", ms(lambda: sixel.encode(pixels)), "ms", at_most=45),
        Figure("sixel, 200x96 of it", ms(lambda: sixel.encode(part)), "ms", at_most=3),
    ]


if __name__ == "__main__":
    main()
