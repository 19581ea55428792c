"""A recording whose pictures have a cursor drawn in, at times that are known."""

import numpy as np

from formats.model.build import EventBuilder
from formats.model.frames import FRAME_DTYPE, SEEN, Pixels, Storage
from formats.model.header import Header
from formats.model.memory import MemoryRecording

S = 1_000_000_000
WIDTH, HEIGHT = 480, 320
_CURSOR = (
    "#           ",
    "##          ",
    "#.#         ",
    "#..#        ",
    "#...#       ",
    "#....#      ",
    "#.....#     ",
    "#......#    ",
    "#.......#   ",
    "#........#  ",
    "#.....##### ",
    "#..#..#     ",
    "#.# #..#    ",
    "##  #..#    ",
    "#    ##     ",
)


def drawn(
    *,
    length_s: float = 60,
    rate: float = 10,
    late_ns: int = 0,
    drift_ppm: float = 0,
    cursor: bool = True,
    scale: float = 1.0,
) -> MemoryRecording:
    """Make a recording of a pointer that goes from rest to rest over a page that changes now and then.

    Args:
        length_s: Of the recording.
        rate: Frames a second.
        late_ns: By how much the frames' times are late.
        drift_ppm: By how much their clock is fast.
        cursor: Whether it is drawn into the pictures.
        scale: Of the logged coordinates.
    """
    rng = np.random.default_rng(11)
    t, places = _path(rng, length_s)
    builder = EventBuilder()
    for at, (x, y) in zip(t.tolist(), places.tolist(), strict=True):
        builder.add("pointer", at, x=x * scale, y=y * scale)
    taken = (np.arange(S // 4, length_s * S, S / rate) + rng.integers(0, S // 50, 1)).astype(np.int64)
    frames = np.zeros(len(taken), FRAME_DTYPE)
    frames["t"] = (taken * (1 + drift_ppm * 1e-6)).astype(np.int64) + late_ns
    frames["seq"] = 10_000_000 + np.arange(len(taken))
    frames["width"], frames["height"] = WIDTH, HEIGHT
    frames["changed"], frames["storage"] = SEEN, Storage.IMAGE
    rows = np.maximum(np.searchsorted(t, taken, side="right") - 1, 0)

    def picture(frame: int) -> Pixels:
        pixels = _page(int(taken[frame]) // (7 * S))
        if cursor:
            _draw(pixels, *places[rows[frame]].tolist())
        return pixels

    return MemoryRecording(Header("drawn", "test"), builder.events(), frames=frames, pixels=picture)


def _path(rng: np.random.Generator, length_s: float):  # type: ignore[no-untyped-def]
    times, places = [0], [(WIDTH // 2, HEIGHT // 2)]
    at = S // 10
    while at < length_s * S:
        here, there = np.array(places[-1]), rng.integers((20, 20), (WIDTH - 40, HEIGHT - 40))
        for step in range(1, 61):
            # A minimum-jerk movement at 125 Hz.
            part = step / 60
            eased = part**3 * (10 - 15 * part + 6 * part * part)
            times.append(at)
            places.append(tuple((here + (there - here) * eased).round().astype(int).tolist()))
            at += 8_000_000
        at += int(rng.integers(9 * S // 10, 3 * S // 2))
    return np.array(times, np.int64), np.array(places, np.int64)


def _page(number: int) -> Pixels:
    rng = np.random.default_rng(number)
    blocks = rng.integers(30, 226, (HEIGHT // 40, WIDTH // 40, 3)).astype(np.uint8)
    return np.kron(blocks, np.ones((40, 40, 1), np.uint8))


def _draw(pixels: Pixels, x: int, y: int) -> None:
    for row, line in enumerate(_CURSOR):
        for column, character in enumerate(line):
            if character != " " and y + row < HEIGHT and x + column < WIDTH:
                pixels[y + row, x + column] = 0 if character == "#" else 255
