"""Pictures to an MP4 file, each shown from its own millisecond on. Needs PyAV."""

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any, Self

from formats.errors import UnsupportedError
from formats.media.ffmpeg import import_av
from formats.model.frames import Pixels

_CODECS = (
    # One number of threads everywhere: what x264 writes depends on it.
    ("libx264", "H.264", {"crf": "20", "preset": "veryfast", "x264-params": "threads=2:sliced-threads=0"}),
    ("libopenh264", "H.264", {"rc_mode": "quality"}),
    ("mpeg4", "MPEG-4 Part 2", {"qscale": "3", "flags": "+bitexact"}),
)
"""Name of FFmpeg's encoder, what it writes, and its options; the first that is there is taken."""
_MOST_SIDE_PX = 16_384
_LONGEST_WAIT = 300
"""Pictures between two that decode without others: ten seconds of what moves."""
_MS = Fraction(1, 1000)
_BT709 = 1
_LIMITED_RANGE = 1


class Encoder:
    """Writes one video; to be used in a `with`."""

    def __init__(self, out: Path, size: tuple[int, int]) -> None:
        """Begin a file.

        Args:
            out: Where to write.
            size: Width and height of all pictures, both even.

        Raises:
            MissingExtraError: PyAV is not installed.
            UnsupportedError: No encoder writes pictures so large, or there is none.
        """
        self._av = import_av("writing video")
        if max(size) > _MOST_SIDE_PX:
            raise UnsupportedError(
                f"a video of {size[0]}x{size[1]} pixels: H.264 has {_MOST_SIDE_PX:,} a side; --resize it"
            )
        name, self.codec, options = _found(self._av)
        self.lost = () if self.codec == "H.264" else ("H.264: this PyAV has no encoder of it",)
        self.pictures = 0
        """Pictures written."""
        # Nothing of the program's version or of today is in the file.
        self._container = self._av.open(
            str(out), "w", format="mp4", options={"movflags": "faststart", "fflags": "+bitexact"}
        )
        stream = self._container.add_stream(name, options=options)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.time_base = stream.codec_context.time_base = _MS
        context = stream.codec_context
        context.gop_size = _LONGEST_WAIT
        # With pictures that wait for later ones the file would end at the one before the last.
        context.max_b_frames = 0
        # Said in the file, or every player guesses by the size of the picture, and colours turn.
        context.colorspace = context.color_primaries = context.color_trc = _BT709
        context.color_range = _LIMITED_RANGE
        self._stream: Any = stream

    def add(self, pixels: Pixels, shown_ms: int) -> None:
        """Write a picture that is shown from a time on, later than the one before."""
        with self._writing():
            frame = self._av.VideoFrame.from_ndarray(pixels, format="rgb24")
            frame = frame.reformat(format="yuv420p", dst_colorspace=_BT709, dst_color_range=_LIMITED_RANGE)
            frame.pts, frame.time_base = shown_ms, _MS
            self._container.mux(self._stream.encode(frame))
            self.pictures += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._writing():
            if kind is None:
                self._container.mux(self._stream.encode(None))
            self._container.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except self._av.error.FFmpegError as error:
            if isinstance(error, OSError) and error.errno and error.errno > 0:
                raise
            raise UnsupportedError(f"writing video: {error.strerror or error}") from error


def _found(av: ModuleType) -> tuple[str, str, dict[str, str]]:
    for codec in _CODECS:
        if codec[0] in av.codecs_available:
            return codec
    raise UnsupportedError("writing video: this PyAV has no encoder of H.264 or MPEG-4")
