"""Lossless pictures beside PNG, WebP and H.264 on the same frames: size, coding, decoding.

python -m tests.benchmarks.pictures [--quick] [--frames 600] [--seed 1] [--json OUT]

Prints a table for a made-up desktop of 1920x1080 and one for the real desk (1280x800), where it lies
(REPLAY_TEST_DATA). PNG is Pillow's level 6, WebP lossless method 4, H.264 is libx264rgb at qp 0 through
PyAV with x264's own defaults. PNG and WebP are measured on every eighth frame; random frames are timed in
turn, one format after the other. Bytes are in memory for all.
"""

import io
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import numpy as np
from PIL import Image

from formats.media.image import decode_image
from formats.model.frames import Pixels
from formats.model.header import Header
from formats.native.tiles import TileDecoder, TileEncoder, TilePacket
from formats.native.writer import Writer
from tests.benchmarks.command import finish, parser
from tests.benchmarks.desk_pictures import desktop
from tests.benchmarks.desktop import desktop_frames
from tests.benchmarks.figures import Figure, percentile
from tests.data import SHARED

_P = ParamSpec("_P")
_T = TypeVar("_T")

_EVERY = 8
_RANDOM = 120
_VIDEO = "" if find_spec("av") else "PyAV is not installed (extra test)"

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
    why: str = ""
    """Why it is not measured."""

    @property
    def kb(self) -> float | None:
        """Mean size of a frame in kB."""
        return sum(self.sizes) / len(self.sizes) / 1000 if self.sizes else None


def measure(frames: Callable[[], Iterable[Pixels]], seed: int) -> list[Contestant]:
    """Measure all contestants on frames that can be made again and again."""
    tiles, png, webp = (Contestant(name) for name in ("tiles", "PNG", "WebP lossless"))
    h264 = Contestant("H.264 RGB lossless", why=_VIDEO)
    packets: list[TilePacket] = []
    images: dict[str, dict[int, bytes]] = {"PNG": {}, "WEBP": {}}
    encoder, video = TileEncoder(), None if _VIDEO else _Video()
    for number, pixels in enumerate(frames()):
        packets.append(_timed(tiles.encode_ms, encoder.encode, pixels))
        if video is not None:
            _timed(h264.encode_ms, video.add, pixels)
        if number % _EVERY == 0:
            image = Image.fromarray(pixels)
            for contestant, kind in ((png, "PNG"), (webp, "WEBP")):
                data = _timed(contestant.encode_ms, _encoded, image, kind)
                images[kind][number] = data
                contestant.sizes.append(len(data))
    tiles.sizes = [max(len(packet.body), 1) for packet in packets]
    chains = [_chain(packets, number) for number in range(len(packets))]
    decoder = TileDecoder()
    tiles.decode = lambda number: decoder.decode(chains[number])
    png.decode = lambda number: decode_image(images["PNG"][number])
    webp.decode = lambda number: decode_image(images["WEBP"][number])
    _in_order(frames, packets, tiles)
    if video is not None:
        data = video.finish()
        h264.sizes = [len(data) // len(packets)] * len(packets)
        h264.decode = _video_decoder(data)
        for number in range(min(len(packets), 200)):
            _timed(h264.in_order_ms, h264.decode, number)
        h264.decode = _video_decoder(data)
    everyone = [tiles, png, webp, h264]
    _at_random(frames, everyone, seed)
    for contestant in (png, webp):
        contestant.in_order_ms = contestant.random_ms
    return everyone


def figures(everyone: list[Contestant]) -> list[Figure]:
    """Set the figures beside the aims."""
    tiles = everyone[0]
    out = []
    for one in everyone:
        in_order, half, late = (1, 8, 25) if one is tiles else (None, None, None)
        for what, value, unit, aim in (
            ("a frame", one.kb, "kB", None),
            ("coding, mean", _mean(one.encode_ms), "ms", None),
            ("in order, mean", _mean(one.in_order_ms), "ms", in_order),
            ("any frame, p50", _share(one.random_ms, 0.5), "ms", half),
            ("any frame, p95", _share(one.random_ms, 0.95), "ms", late),
        ):
            out.append(Figure(f"{one.name}: {what}", value, unit, at_most=aim, why=one.why))
    for one, aim in zip(everyone[1:], (4, 2, 2), strict=True):
        ratio = one.kb / tiles.kb if one.kb and tiles.kb else None
        out.append(Figure(f"smaller than {one.name}", ratio, "x", at_least=aim, why=one.why))
    theirs, ours = (_share(one.random_ms, 0.95) for one in (everyone[-1], tiles))
    sooner = theirs / ours if theirs and ours else None
    what = f"any frame, p95, sooner than {everyone[-1].name}"
    return [*out, Figure(what, sooner, "x", at_least=15, why=everyone[-1].why)]


def special() -> list[Figure]:
    """Measure what an unchanged frame and a scrolled page cost."""
    page = np.concatenate([desktop(seed)[60:700, 60:1160] for seed in range(4)])
    screen = desktop(9).copy()
    encoder = TileEncoder()
    scrolled, png = [], []
    for turn in range(20):
        screen[100:900, 200:1300] = page[turn * 60 : turn * 60 + 800]
        scrolled.append(len(encoder.encode(screen).body))
        png.append(len(_encoded(Image.fromarray(screen), "PNG")))
    ratio = float(np.mean(png[1:]) / np.mean(scrolled[1:]))
    return [
        Figure("an unchanged frame, table of frames included", _unchanged_bytes(screen), "B", at_most=1),
        Figure("a page of 1100x800 scrolled by 60 pixels", float(np.mean(scrolled[1:])) / 1000, "kB"),
        Figure("  of which a PNG of the screen is larger", ratio, "x", at_least=4),
    ]


def _unchanged_bytes(screen: Pixels, count: int = 4000) -> float:
    """Return the bytes that each of many unchanged frames adds to a file; one a second, by a steady clock."""
    sizes = []
    with tempfile.TemporaryDirectory(prefix="replay-bench-") as folder:
        for frames in (1, count + 1):
            path = Path(folder) / f"{frames}.replay"
            with Writer(path, Header("bench")) as writer:
                for frame in range(frames):
                    writer.add_frame(frame * 1_000_000_000, screen)
            sizes.append(path.stat().st_size)
    return (sizes[1] - sizes[0]) / count


class _Video:
    """A video under way, one picture at a time."""

    def __init__(self) -> None:
        import av  # noqa: PLC0415 - an extra

        self._frame_of = av.VideoFrame.from_ndarray
        self._bytes = io.BytesIO()
        self._container = av.open(self._bytes, "w", format="matroska")
        self._stream = self._container.add_stream("libx264rgb", rate=1, options={"qp": "0"})
        self._count = 0

    def add(self, pixels: Pixels) -> None:
        """Code a picture, one a second."""
        if not self._count:
            height, width = pixels.shape[:2]
            self._stream.width, self._stream.height, self._stream.pix_fmt = width, height, "rgb24"
        frame = self._frame_of(pixels, format="rgb24")
        frame.pts, frame.time_base = self._count, Fraction(1, 1)
        self._container.mux(self._stream.encode(frame))
        self._count += 1

    def finish(self) -> bytes:
        """Return the whole video."""
        self._container.mux(self._stream.encode(None))
        self._container.close()
        return self._bytes.getvalue()


def _video_decoder(data: bytes) -> Decode:
    from formats.media.video import VideoDecoder  # noqa: PLC0415 - an extra

    player = VideoDecoder(lambda: io.BytesIO(data))
    return lambda number: player.picture(number * 1000)


def _mean(values: list[float]) -> float | None:
    return float(np.mean(values)) if values else None


def _share(values: list[float], share: float) -> float | None:
    return percentile(values, share) if values else None


def _in_order(frames: Callable[[], Iterable[Pixels]], packets: list[TilePacket], tiles: Contestant) -> None:
    decoder = TileDecoder()
    for number, (pixels, packet) in enumerate(zip(frames(), packets, strict=True)):
        decoded = _timed(tiles.in_order_ms, decoder.apply, packet.body)
        if not np.array_equal(decoded, pixels):
            raise AssertionError(f"tiles: frame {number} is not what went in")


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
    command_line = parser(__doc__)
    command_line.add_argument("--frames", type=int, help="made-up frames (600; 120 with --quick)")
    command_line.add_argument("--seed", type=int, default=1, help="seed of the made-up desktop (1)")
    options = command_line.parse_args()
    count = options.frames or (120 if options.quick else 600)
    tables = {"lossless frames that change little": special()}
    made_up = measure(lambda: desktop_frames(count, options.seed), options.seed)
    tables[f"made-up desktop, 1920x1080, {count} frames"] = figures(made_up)
    files = sorted((SHARED / "desk" / "frames").glob("*.png"))
    if files:
        files = files[: len(files) // 3] if options.quick else files
        real = measure(lambda: _desk(files), options.seed)
        tables[f"real desk, 1280x800, {len(files)} frames"] = figures(real)
    else:
        why = "no recording (REPLAY_TEST_DATA)"
        tables["real desk"] = [Figure("frames of a real desk", None, "kB", why=why)]
    finish(tables, options)


if __name__ == "__main__":
    main()
