"""Stores the pictures of frames, each display on its own, and gives the rows of the frame table."""

from dataclasses import dataclass

import numpy as np

from formats.errors import LimitError
from formats.media.image import image_size
from formats.model.frames import (
    FRAME_DTYPE,
    NOISE,
    SAME,
    SEEN,
    EncodedImage,
    NoPicture,
    Pixels,
    Storage,
    VideoPicture,
)
from formats.model.streams import Events
from formats.native.envelope import pack_envelope
from formats.native.layout import Kind
from formats.native.limits import LIMITS
from formats.native.sink import ChunkSink
from formats.native.tiles import TileEncoder


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a display shows: the fields of the frame table that tell where the picture is."""

    storage: Storage = Storage.NONE
    width: int = 0
    height: int = 0
    video: int = -1
    pts: int = 0
    key: bool = False
    image: EncodedImage | None = None


class FrameWriter:
    """Numbers the frames of a file."""

    def __init__(self, sink: ChunkSink) -> None:
        self._sink = sink
        self._encoders: dict[int, TileEncoder] = {}
        self._shown: dict[int, _Shown] = {}
        self.count = 0
        """Frames so far."""
        self._last_ns: int | None = None

    def add(
        self,
        t_ns: int,
        picture: Pixels | EncodedImage | VideoPicture | NoPicture | None,
        *,
        display: int,
        seq: int,
        width: int,
        height: int,
        seen: bool = True,
    ) -> Events:
        """Store a picture, and return its frame's row; arguments and errors as in `Writer.add_frame`."""
        if self._last_ns is not None and t_ns < self._last_ns:
            raise ValueError("times of frames fall: frames must be added in order of time")
        if not 0 <= display < 1 << 15:
            raise ValueError(f"display {display} is not between 0 and 32,767")
        video, pts = (picture.video, picture.pts) if isinstance(picture, VideoPicture) else (-1, 0)
        row = np.zeros(1, FRAME_DTYPE)
        # Numbers that the table cannot hold are an OverflowError here, before the picture is stored.
        row[0] = (t_ns, seq, display, width, height, 0, 0, video, pts, 0)
        before = self._shown.get(display)
        if picture is None:
            shown = before or _Shown(width=width, height=height)
            changed = SEEN if before is None else SAME
        elif isinstance(picture, NoPicture):
            # A change, so that what repeats this frame repeats no picture either.
            shown = _Shown(width=width, height=height)
            own = before is None or before.storage is not Storage.NONE
            changed = _changed(own or seen, seen or before is None)
        elif isinstance(picture, EncodedImage):
            shown, own = self._add_image(t_ns, picture, display, before, (width, height))
            changed = _changed(own, seen or before is None)
        elif isinstance(picture, VideoPicture):
            key = picture.key
            shown = _Shown(Storage.VIDEO, width, height, picture.video, picture.pts, key=key)
            same = (Storage.VIDEO, shown.video, shown.pts)
            differs = before is None or (seen and (before.storage, before.video, before.pts) != same)
            changed = SEEN if differs else SAME
        else:
            shown, own = self._add_tiles(t_ns, picture, display, before)
            changed = _changed(own, seen or before is None)
        self._shown[display] = shown
        self.count += 1
        self._last_ns = t_ns
        row[0] = (
            t_ns,
            seq,
            display,
            shown.width,
            shown.height,
            changed,
            shown.storage,
            shown.video,
            shown.pts,
            shown.key,
        )
        return Events("frame", row)

    def _add_image(
        self, t_ns: int, image: EncodedImage, display: int, before: _Shown | None, size: tuple[int, int]
    ) -> tuple[_Shown, bool]:
        if before is not None and before.image == image:
            return before, False
        if len(image.data) > LIMITS.image_bytes:
            raise LimitError("size of a picture", value=len(image.data), limit=LIMITS.image_bytes)
        if not all(size):
            size = image_size(image.data)[1:]
        body = pack_envelope({"media_type": image.media_type}, [image.data])
        self._store(Kind.IMAGE, body, t_ns, display)
        return _Shown(Storage.IMAGE, *size, key=True, image=image), True

    def _add_tiles(
        self, t_ns: int, pixels: Pixels, display: int, before: _Shown | None
    ) -> tuple[_Shown, bool]:
        if pixels.ndim != 3 or pixels.shape[2] != 3 or pixels.dtype != np.uint8:
            raise ValueError(
                f"a picture of shape {pixels.shape} and {pixels.dtype}: (height, width, 3), uint8 is due"
            )
        encoder = self._encoders.pop(display, None)
        if encoder is None or before is None or before.storage is not Storage.TILES:
            # What the encoder saw last is not what the display shows: begin with a keyframe.
            encoder = TileEncoder()
        packet = encoder.encode(pixels)
        if before is None or packet.body:
            self._store(Kind.TILES, packet.body, t_ns, display, back=packet.back)
        # Put back only after success: changes to a picture that is not in the file could not be shown.
        self._encoders[display] = encoder
        if before is not None and not packet.body:
            return before, False
        height, width = pixels.shape[:2]
        return _Shown(Storage.TILES, width, height, key=packet.key), True

    def _store(self, kind: Kind, body: bytes, t_ns: int, display: int, back: int = 0) -> None:
        self._sink.add(
            kind,
            body,
            stream=display,
            rows=1,
            first_ns=t_ns,
            last_ns=t_ns,
            first_row=self.count,
            back=back,
        )


def _changed(own: bool, seen: bool) -> int:
    """Return a frame's `changed`: has it a picture of its own, and does a person see a change?"""
    return SAME if not own else SEEN if seen else NOISE
