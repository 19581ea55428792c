"""Recordings whose pictures are a video; needs PyAV."""

import io
from fractions import Fraction
from types import ModuleType

import numpy as np

from formats.media.video import VideoDecoder
from formats.model.frames import FRAME_DTYPE, SEEN, Frames, Storage, Video
from formats.model.header import Header
from formats.model.memory import MemoryRecording

MS = 1_000_000
TIMES_MS = [0, 33, 67, 100, 900, 933, 967, 2_967, 3_000, 3_034, 3_067, 3_100]
"""Uneven on purpose."""


def desk_video(av: ModuleType, container: str = "matroska") -> tuple[MemoryRecording, list[int]]:
    """Make a recording of an H.264 video that begins at half a second; return its pictures' greys too."""
    greys = [20 + 18 * number for number in range(len(TIMES_MS))]
    buffer = io.BytesIO()
    with av.open(buffer, "w", format=container) as out:
        stream = out.add_stream("libx264", options={"crf": "10", "bf": "2"})
        stream.width, stream.height, stream.pix_fmt = 160, 96, "yuv420p"
        stream.codec_context.gop_size = 6
        stream.time_base = stream.codec_context.time_base = Fraction(1, 1000)
        for at, grey in zip(TIMES_MS, greys, strict=True):
            frame = av.VideoFrame.from_ndarray(np.full((96, 160, 3), grey, np.uint8), format="rgb24")
            frame.pts, frame.time_base = 500 + at, Fraction(1, 1000)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    data = buffer.getvalue()
    decoder = VideoDecoder(lambda: io.BytesIO(data))
    with av.open(io.BytesIO(data)) as opened:
        base = opened.streams.video[0].time_base
        pts = [frame.pts for frame in opened.decode(video=0)]
    frames: Frames = np.zeros(len(pts), FRAME_DTYPE)
    frames["t"] = np.array(TIMES_MS) * MS
    frames["width"], frames["height"] = 160, 96
    frames["changed"], frames["storage"], frames["pts"] = SEEN, Storage.VIDEO, pts
    video = Video("video/x-matroska", len(data), (base.numerator, base.denominator), lambda: io.BytesIO(data))
    recording = MemoryRecording(
        Header("id"),
        {},
        frames=frames,
        videos=(video,),
        pixels=lambda frame: decoder.picture(pts[frame]),
        on_close=decoder.close,
    )
    return recording, greys
