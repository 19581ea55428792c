"""From a frame to its picture: finds the chunks that hold it, and decodes them."""

from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formats.errors import DamagedError, LimitError
from formats.media.image import decode_image
from formats.media.video import VideoDecoder
from formats.model.frames import SAME, EncodedImage, Frames, Pixels, Storage, Video, display_ids
from formats.native.chunk_file import ChunkFile
from formats.native.envelope import unpack_envelope
from formats.native.index import Entries, known
from formats.native.layout import Kind
from formats.native.tiles import TileDecoder

_STEPS_ON = 8
"""So many packets further on, a decoder goes on from where it is; farther, a fresh start is cheaper."""
_IMAGE_KEPT_BYTES = 64 << 20
"""A larger picture is decoded again when it is asked for again: two of it are more than a reader may take."""
_DECODERS_KEPT = 2

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Pictures:
    """The picture chunks of one kind on one display, in order of their frames."""

    frames: Numbers
    """Ids of their frames as the writer counted, rising."""
    offsets: Numbers
    lengths: Numbers
    backs: Numbers
    due: Numbers
    """Ids of the frames that should have one, by the frame table."""

    def find(self, frame: int) -> int:
        """Return the place of the chunk of a frame.

        Raises:
            DamagedError: It is not there.
        """
        place = int(np.searchsorted(self.frames, frame))
        if place == len(self.frames) or self.frames[place] != frame:
            raise DamagedError(f"the picture of frame {frame} is lost")
        return place


@dataclass(slots=True)
class _Decoding:
    """A decoder and what it decoded last: places of the keyframe and of the packet."""

    decoder: TileDecoder
    key: int = -1
    at: int = -1


class PictureReader:
    """Reads the pictures of a file; for one thread at a time."""

    def __init__(
        self, file: ChunkFile, entries: Entries, frames: Frames, frame_ids: Numbers, videos: tuple[Video, ...]
    ) -> None:
        """Take what the index says.

        Args:
            file: The file with the chunks.
            entries: All its chunks.
            frames: The frame table.
            frame_ids: The id of each row of it as the writer counted, which differs where rows are lost.
            videos: The recording's videos.
        """
        self._file = file
        self._entries = entries
        self._frames = frames
        self._ids = frame_ids
        self._videos = videos
        self._shown = _shown_by(frames)
        self._pictures: dict[tuple[int, int], _Pictures] = {}
        self._decodings: OrderedDict[int, _Decoding] = OrderedDict()
        self._video_decoders: OrderedDict[int, VideoDecoder] = OrderedDict()
        self._image: tuple[int, Pixels] | None = None

    def pixels(self, frame: int) -> Pixels:
        """Return a frame's picture, the caller's own.

        Raises:
            IndexError: The frame has no picture.
            FormatError: It cannot be decoded.
        """
        row = self._frames[frame]
        storage = int(row["storage"])
        if storage == Storage.TILES:
            return self._tiles(frame, int(row["display"]))
        if storage == Storage.IMAGE:
            shown = self._id_shown(frame)
            if self._image is None or self._image[0] != shown:
                pixels = decode_image(self._load_image(frame).data)
                if pixels.nbytes > _IMAGE_KEPT_BYTES:
                    return pixels
                self._image = (shown, pixels)
            return self._image[1].copy()
        if storage == Storage.VIDEO:
            return self._video(int(row["video"])).picture(int(row["pts"]))
        raise IndexError(f"frame {frame} has no picture")

    def encoded(self, frame: int) -> EncodedImage | None:
        """Return a picture as it came, None where it is not kept so."""
        return self._load_image(frame) if self._frames[frame]["storage"] == Storage.IMAGE else None

    def close(self) -> None:
        """Close what decodes videos."""
        while self._video_decoders:
            self._video_decoders.popitem()[1].close()

    def check(self, frame: int) -> None:
        """Check that all chunks are there that a frame's tiles or image need; none is read.

        Raises:
            DamagedError: One is lost.
        """
        row = self._frames[frame]
        display = int(row["display"])
        if row["storage"] == Storage.TILES:
            self._chain(frame, display)
        elif row["storage"] == Storage.IMAGE:
            self._of(Kind.IMAGE, display).find(self._id_shown(frame))

    def _chain(self, frame: int, display: int) -> tuple[_Pictures, int, int]:
        """Return the display's tile chunks, and the places of the keyframe's and of the frame's own."""
        pictures = self._of(Kind.TILES, display)
        place = pictures.find(self._id_shown(frame))
        key = place - int(pictures.backs[place])
        self._check_chain(pictures, key, place)
        return pictures, key, place

    def _tiles(self, frame: int, display: int) -> Pixels:
        pictures, key, place = self._chain(frame, display)
        decoding = self._decodings.pop(display, None) or _Decoding(TileDecoder())
        # Put back only after success: what failed leaves a decoder in an unknown state.
        if decoding.key == key and decoding.at <= place <= decoding.at + _STEPS_ON:
            steps = range(decoding.at + 1, place + 1) or range(place, place)
            picture = None
            for step in steps:
                picture = decoding.decoder.apply(self._packet(pictures, step, display))
            if picture is None:
                picture = decoding.decoder.apply(b"")
        else:
            packets = [self._packet(pictures, step, display) for step in range(key, place + 1)]
            picture = decoding.decoder.decode(packets)
        decoding.key, decoding.at = key, place
        self._decodings[display] = decoding
        if len(self._decodings) > _DECODERS_KEPT:
            self._decodings.popitem(last=False)
        return picture.copy()

    def _check_chain(self, pictures: _Pictures, key: int, place: int) -> None:
        """Check that no packet between a keyframe and a frame is lost: what is decoded would be wrong."""
        count = place - key + 1
        due = int(np.searchsorted(pictures.due, pictures.frames[place]))
        sound = (
            key >= 0
            and due - count + 1 >= 0
            and np.array_equal(pictures.backs[key : place + 1], np.arange(count))
            and np.array_equal(pictures.due[due - count + 1 : due + 1], pictures.frames[key : place + 1])
        )
        if not sound:
            raise DamagedError(f"a picture is lost that frame {pictures.frames[place]} depends on")

    def _packet(self, pictures: _Pictures, place: int, display: int) -> bytes:
        return self._body(pictures, place, Kind.TILES, display)

    def _load_image(self, frame: int) -> EncodedImage:
        display = int(self._frames[frame]["display"])
        pictures = self._of(Kind.IMAGE, display)
        body = self._body(pictures, pictures.find(self._id_shown(frame)), Kind.IMAGE, display)
        fields, data = unpack_envelope(body, self._file.limits)
        media_type = fields.get("media_type")
        if not isinstance(media_type, str):
            raise DamagedError(f"the image of frame {frame} has no media type")
        if len(data) > self._file.limits.image_bytes:
            raise LimitError("size of a picture", value=len(data), limit=self._file.limits.image_bytes)
        return EncodedImage(media_type, bytes(data))

    def _body(self, pictures: _Pictures, place: int, kind: Kind, display: int) -> bytes:
        header, body = self._file.chunk_at(int(pictures.offsets[place]), int(pictures.lengths[place]))
        due = (kind, display, int(pictures.frames[place]), int(pictures.backs[place]))
        if (header.kind, header.stream, header.first_row, header.back) != due:
            raise DamagedError(f"chunk {header.sequence} is not the picture that the index says")
        return body

    def _video(self, video: int) -> VideoDecoder:
        if not 0 <= video < len(self._videos):
            raise DamagedError(f"video {video} is lost")
        decoder = self._video_decoders.pop(video, None) or VideoDecoder(self._videos[video].open)
        self._video_decoders[video] = decoder
        if len(self._video_decoders) > _DECODERS_KEPT:
            self._video_decoders.popitem(last=False)[1].close()
        return decoder

    def _id_shown(self, frame: int) -> int:
        shown = int(self._shown[frame])
        if shown < 0:
            raise DamagedError(f"the frame whose picture frame {frame} repeats is lost")
        return int(self._ids[shown])

    def _of(self, kind: Kind, display: int) -> _Pictures:
        found = self._pictures.get((kind, display))
        if found is None:
            entries = known(self._entries, kind)
            entries = entries[entries["stream"] == display]
            storage = Storage.TILES if kind == Kind.TILES else Storage.IMAGE
            table = self._frames
            due = (table["display"] == display) & (table["storage"] == storage) & (table["changed"] != SAME)
            found = self._pictures[kind, display] = _Pictures(
                entries["first_row"].copy(),
                entries["offset"].copy(),
                entries["length"].copy(),
                entries["back"].copy(),
                self._ids[due],
            )
            if (np.diff(found.frames) <= 0).any():
                raise DamagedError(f"the pictures of display {display} are not in order of their frames")
        return found


def _shown_by(frames: Frames) -> Numbers:
    """Return for every frame the row of the frame whose picture it shows, -1 where that is lost."""
    shown = np.full(len(frames), -1, np.int64)
    for display in display_ids(frames):
        rows = np.flatnonzero(frames["display"] == display)
        changed = np.where(frames["changed"][rows] != SAME, rows, -1)
        shown[rows] = np.maximum.accumulate(changed)
    return shown
