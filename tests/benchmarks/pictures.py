"""Lossless pictures beside PNG, WebP and H.264 on the same frames: size, coding, decoding.

python -m tests.benchmarks.pictures [--frames 600] [--seed 1] [--json OUT]

Prints a table for a made-up desktop of 1920x1080 and one for the real desk (1280x800), where it lies
(REPLAY_TEST_DATA). PNG is Pillow's level 6, WebP lossless method 4, H.264 is libx264rgb at qp 0 through
PyAV with x264's own defaults. PNG and WebP are measured on every eighth frame; random frames are timed in
turn, one format after the other. Bytes are in memory for all.
"""

import argparse
import io
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import av
import numpy as np
from PIL import Image

from formats.media.image import decode_image
from formats.media.video import VideoDecoder
from formats.model.frames import Pixels
from formats.native.tiles import TileDecoder, TileEncoder, TilePacket
from tests.benchmarks.desktop import desktop_frames
from tests.benchmarks.figures import Figure, dump, percentile, show
from tests.data import SHARED

_P = ParamSpec("_P")
_T = TypeVar("_T")

_EVERY = 8
_RANDOM = 120

Decode = Callable[[int], Pixels]


@dataclass(slots=True)
class Contestant:
    """What one way of keeping the frames costs."""

    name: str
    sizes: list[int] = field(default_factory=list)
    encode_ms: list[float] = field(default_factory=list)
    in_order_ms: list[float] = field(default_factory=list)
    random_ms: list[float] = field(default_factory=list)
    decode: Decode | None = None

    @property
    def kb(self) -> float:
        """Mean size of a frame in kB."""
        return sum(self.sizes) / len(self.sizes) / 1000


def measure(frames: Callable[[], Iterable[Pixels]], seed: int) -> list[Contestant]:
    """Measure all contestants on frames that can be made again and again."""
    tiles, png, webp, h264 = (
        Contestant(name) for name in ("tiles", "PNG", "WebP lossless", "H.264 RGB lossless")
    )
    packets: list[TilePacket] = []
    images: dict[str, dict[int, bytes]] = {"PNG": {}, "WEBP": {}}
    encoder, video = TileEncoder(), _Video()
    for number, pixels in enumerate(frames()):
        packets.append(_timed(tiles.encode_ms, encoder.encode, pixels))
        h264.sizes.append(0)
        _timed(h264.encode_ms, video.add, pixels)
        if number % _EVERY == 0:
            image = Image.fromarray(pixels)
            for contestant, kind in ((png, "PNG"), (webp, "WEBP")):
                data = _timed(contestant.encode_ms, _encoded, image, kind)
                images[kind][number] = data
                contestant.sizes.append(len(data))
    tiles.sizes = [max(len(packet.body), 1) for packet in packets]
    data = video.finish()
    h264.sizes = [len(data) // len(packets)] * len(packets)
    _in_order(frames, packets, tiles, data, h264)
    chains = [_chain(packets, number) for number in range(len(packets))]
    decoder, player = TileDecoder(), VideoDecoder(lambda: io.BytesIO(data))
    tiles.decode = lambda number: decoder.decode(chains[number])
    png.decode = lambda number: decode_image(images["PNG"][number])
    webp.decode = lambda number: decode_image(images["WEBP"][number])
    h264.decode = lambda number: player.picture(number * 1000)
    everyone = [tiles, png, webp, h264]
    _at_random(frames, everyone, seed)
    for contestant in (png, webp):
        contestant.in_order_ms = contestant.random_ms
    return everyone


def figures(everyone: list[Contestant]) -> list[Figure]:
    """Set the figures beside the aims."""
    tiles, png, webp, h264 = everyone
    out = []
    for one in everyone:
        ours = one is tiles
        out += [
            Figure(f"{one.name}: a frame", one.kb, "kB"),
            Figure(f"{one.name}: coding, mean", float(np.mean(one.encode_ms)), "ms"),
            Figure(
                f"{one.name}: in order, mean",
                float(np.mean(one.in_order_ms)),
                "ms",
                at_most=1 if ours else None,
            ),
            Figure(
                f"{one.name}: any frame, p50",
                percentile(one.random_ms, 0.5),
                "ms",
                at_most=8 if ours else None,
            ),
            Figure(
                f"{one.name}: any frame, p95",
                percentile(one.random_ms, 0.95),
                "ms",
                at_most=25 if ours else None,
            ),
        ]
    late = percentile(h264.random_ms, 0.95) / percentile(tiles.random_ms, 0.95)
    return [
        *out,
        Figure("smaller than PNG", png.kb / tiles.kb, "x", at_least=4),
        Figure("smaller than WebP lossless", webp.kb / tiles.kb, "x", at_least=2),
        Figure("smaller than H.264 RGB lossless", h264.kb / tiles.kb, "x", at_least=2),
        Figure("any frame, p95, sooner than H.264 RGB lossless", late, "x", at_least=15),
    ]


class _Video:
    """A video under way, one picture at a time."""

    def __init__(self) -> None:
        self._bytes = io.BytesIO()
        self._container = av.open(self._bytes, "w", format="matroska")
        self._stream = self._container.add_stream("libx264rgb", rate=1, options={"qp": "0"})
        self._count = 0

    def add(self, pixels: Pixels) -> None:
        """Code a picture, one a second."""
        if not self._count:
            height, width = pixels.shape[:2]
            self._stream.width, self._stream.height, self._stream.pix_fmt = width, height, "rgb24"
        frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
        frame.pts, frame.time_base = self._count, Fraction(1, 1)
        self._container.mux(self._stream.encode(frame))
        self._count += 1

    def finish(self) -> bytes:
        """Return the whole video."""
        self._container.mux(self._stream.encode(None))
        self._container.close()
        return self._bytes.getvalue()


def _in_order(
    frames: Callable[[], Iterable[Pixels]],
    packets: list[TilePacket],
    tiles: Contestant,
    data: bytes,
    h264: Contestant,
) -> None:
    decoder, player = TileDecoder(), VideoDecoder(lambda: io.BytesIO(data))
    for number, (pixels, packet) in enumerate(zip(frames(), packets, strict=True)):
        decoded = _timed(tiles.in_order_ms, decoder.apply, packet.body)
        if not np.array_equal(decoded, pixels):
            raise AssertionError(f"tiles: frame {number} is not what went in")
        if number < 200:
            _timed(h264.in_order_ms, player.picture, number * 1000)


def _at_random(frames: Callable[[], Iterable[Pixels]], everyone: list[Contestant], seed: int) -> None:
    count = len(everyone[0].sizes)
    rng = np.random.default_rng(seed)
    chosen = rng.choice(np.arange(0, count, _EVERY), _RANDOM).tolist()
    expected = {number: pixels.copy() for number, pixels in enumerate(frames()) if number in set(chosen)}
    for number in chosen:
        for contestant in everyone:
            decode = contestant.decode
            if decode is not None:
                decoded = _timed(contestant.random_ms, decode, number)
                if not np.array_equal(decoded, expected[number]):
                    raise AssertionError(f"{contestant.name}: frame {number} is not what went in")


def _chain(packets: list[TilePacket], number: int) -> list[bytes]:
    stored = [packet for packet in packets[: number + 1] if packet.body]
    return [packet.body for packet in stored[len(stored) - 1 - stored[-1].back :]]


def _encoded(image: Image.Image, kind: str) -> bytes:
    buffer = io.BytesIO()
    options: dict[str, Any] = {"compress_level": 6} if kind == "PNG" else {"lossless": True, "method": 4}
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def _timed(times: list[float], call: Callable[_P, _T], *args: _P.args, **options: _P.kwargs) -> _T:
    start = time.perf_counter()
    out = call(*args, **options)
    times.append((time.perf_counter() - start) * 1e3)
    return out


def _desk(files: list[Path]) -> Iterator[Pixels]:
    for file in files:
        yield np.asarray(Image.open(file).convert("RGB"))


def main() -> None:
    """Measure, print, and write JSON where asked."""
    parser = argparse.ArgumentParser(description="Lossless pictures beside PNG, WebP and H.264.")
    parser.add_argument("--frames", type=int, default=600, help="made-up frames (600)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the made-up desktop (1)")
    parser.add_argument("--json", type=Path, help="write the figures there as JSON")
    options = parser.parse_args()
    tables = {}
    made_up = measure(lambda: desktop_frames(options.frames, options.seed), options.seed)
    tables[f"made-up desktop, 1920x1080, {options.frames} frames"] = figures(made_up)
    files = sorted((SHARED / "desk" / "frames").glob("*.png"))
    if files:
        real = measure(lambda: _desk(files), options.seed)
        tables[f"real desk, 1280x800, {len(files)} frames"] = figures(real)
    for title, table in tables.items():
        show(title, table)
    if options.json:
        options.json.write_text(dump(tables) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
