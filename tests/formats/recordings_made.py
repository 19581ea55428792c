"""Random recordings with everything a file can hold, and what makes two of them equal; for round trips."""

import io
from typing import Any

import numpy as np
from hypothesis import strategies as st
from PIL import Image

from formats.model.frames import FRAME_DTYPE, EncodedImage, Frames, Pixels, Storage, Video
from formats.model.header import Consent, Header, Private
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.model.streams import STREAMS, Events, FieldKind
from formats.model.time import Clock

TEXT = st.text(st.characters(exclude_categories=()), max_size=20) | st.text(
    "\ud83d\ude00=+-@\x00\x1b\r\n,\"'\u2028a", max_size=6
)
_INT64 = st.integers(-(1 << 63), (1 << 63) - 1)
_JSON = st.recursive(
    st.none() | st.booleans() | _INT64 | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
_MAPS = st.dictionaries(TEXT, _JSON, max_size=3)
_HEADERS = st.builds(
    Header,
    recording_id=TEXT,
    source=TEXT,
    recorder=TEXT,
    start_utc_ns=st.none() | _INT64,
    time_zone=st.none() | TEXT,
    task=TEXT,
    consent=st.none()
    | st.builds(
        Consent,
        person=TEXT,
        purposes=st.tuples(TEXT),
        given_utc_ns=st.none() | _INT64,
        until=st.none() | TEXT,
        withdrawn=st.booleans(),
    ),
    clocks=st.tuples() | st.tuples(st.builds(Clock, TEXT, _INT64, _INT64, _INT64)),
    private=st.builds(Private, hardware=_MAPS, names=_MAPS),
    details=_MAPS,
)
_VIDEO = bytes(range(256)) * 9


@st.composite
def events_of(draw: st.DrawFn, stream: str) -> Events:
    """Draw rows of a stream: every number that its columns hold, times that do not fall."""
    count = draw(st.integers(0, 5))
    strings = ("", *draw(st.lists(TEXT.filter(bool), unique=True, max_size=3)))
    rows = np.zeros(count, STREAMS[stream].dtype)
    for field in STREAMS[stream].fields:
        rows[field.name] = [draw(_values(field.dtype, field.kind, len(strings))) for _ in range(count)]
    rows["t"].sort()
    return Events(stream, rows, strings)


def _values(dtype: str, kind: FieldKind, strings: int) -> st.SearchStrategy[Any]:
    if kind is FieldKind.STRING:
        return st.integers(0, strings - 1)
    if "f" in dtype:
        # Unknown is the one NaN that everybody has.
        return st.floats(width=32, allow_nan=False) | st.just(np.nan) | st.integers(-9, 9).map(float)
    limits = np.iinfo(dtype)
    return st.integers(int(limits.min), int(limits.max)) | st.integers(0, 1)


@st.composite
def recordings(draw: st.DrawFn) -> MemoryRecording:
    """Draw a recording: header, rows of every stream, frames of every kind, a video."""
    streams = {name: draw(events_of(name)) for name in STREAMS if name != "frame"}
    kinds = draw(st.lists(st.sampled_from(list(Storage)), max_size=6))
    frames = np.zeros(len(kinds), FRAME_DTYPE)
    shown: dict[int, int] = {}
    for frame, storage in enumerate(kinds):
        display = int(storage)  # each display keeps to one way of storing
        repeats = display in shown and draw(st.booleans())
        changed = 0 if repeats else draw(st.sampled_from([1, 2]))
        frames[frame] = (frame, draw(_INT64), display, 3, 2, changed, storage, -1, 0, draw(st.integers(0, 1)))
        if storage is Storage.VIDEO:
            frames["video"][frame], frames["pts"][frame] = 0, draw(_INT64)
        shown[display] = shown[display] if repeats else frame
    videos = (Video("video/mp4", len(_VIDEO), (1, 90_000), lambda: io.BytesIO(_VIDEO)),)
    problems = tuple(draw(st.lists(TEXT, max_size=2)))
    return made(draw(_HEADERS), streams, frames, videos, problems)


def made(
    header: Header,
    streams: dict[str, Events],
    frames: Frames,
    videos: tuple[Video, ...] = (),
    problems: tuple[str, ...] = (),
) -> MemoryRecording:
    """Make a recording whose pictures are made from the number of the frame that they show."""
    shown: list[int] = []
    for frame, row in enumerate(frames):
        same = [other for other in range(frame) if frames["display"][other] == row["display"]]
        shown.append(shown[same[-1]] if row["changed"] == 0 and same else frame)

    def pixels(frame: int) -> Pixels:
        return np.full((2, 3, 3), shown[frame], np.uint8)

    def encoded(frame: int) -> EncodedImage | None:
        if frames["storage"][frame] != Storage.IMAGE:
            return None
        buffer = io.BytesIO()
        Image.fromarray(pixels(frame)).save(buffer, "PNG")
        return EncodedImage("image/png", buffer.getvalue() + b"what a recorder added")

    return MemoryRecording(
        header, streams, frames=frames, videos=videos, pixels=pixels, encoded=encoded, problems=problems
    )


def assert_equal(got: Recording, wanted: Recording) -> None:
    """Assert that two recordings hold the same, to the bit."""
    assert repr(got.header) == repr(wanted.header)
    assert got.streams == wanted.streams
    for name in wanted.streams:
        mine, theirs = got.events(name), wanted.events(name)
        for field in STREAMS[name].fields:
            if field.kind is FieldKind.STRING:
                assert mine.texts(field.name).tolist() == theirs.texts(field.name).tolist()
            else:
                assert mine.rows[field.name].tobytes() == theirs.rows[field.name].tobytes(), field.name
    assert got.frames.tobytes() == wanted.frames.tobytes()
    assert [_video(video) for video in got.videos] == [_video(video) for video in wanted.videos]
    for frame, storage in enumerate(wanted.frames["storage"].tolist()):
        if storage in {Storage.TILES, Storage.IMAGE}:
            assert got.encoded(frame) == wanted.encoded(frame)
            assert (got.pixels(frame) == wanted.pixels(frame)).all()


def _video(video: Video) -> tuple[object, ...]:
    with video.open() as file:
        return video.media_type, video.size_bytes, video.time_base, file.read()
