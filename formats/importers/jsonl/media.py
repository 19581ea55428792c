"""Pictures and videos beside the lines: found, checked against their digests, and read when shown."""

import hashlib
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from formats.errors import DamagedError, FormatError
from formats.media.image import decode_image
from formats.media.video import VideoDecoder
from formats.model.frames import EncodedImage, Frames, Pixels, Storage, Video
from formats.plain_file import open_plain
from formats.sources.files import inside, read_file
from formats.sources.pictures import PICTURE_BYTES
from formats.sources.videos import opener

_MOST_VIDEOS = 1 << 10
_MOST = 1 << 31


class Media:
    """What lies beside the lines.

    `pixels` and `encoded` are for `MemoryRecording`, once `settle` was called.
    """

    def __init__(self, folder: Path) -> None:
        """Begin with nothing.

        Args:
            folder: Where the JSON Lines are: paths are told from there.
        """
        self._folder = folder
        self._paths: list[Path | None] = []
        self._types: list[str] = []
        self._checked: dict[str, Path | None] = {}
        self._decoders: dict[int, VideoDecoder] = {}
        self._lock = threading.Lock()
        self._frames: Frames | None = None
        self.videos: list[Video] = []
        self.faults: list[str] = []
        """What cannot be shown, a sentence each."""

    def add_video(self, record: Mapping[str, Any]) -> bool:
        """Add a video; return False where the line tells of none."""
        match record:
            case {
                "video": int(number),
                "media_type": str(media_type),
                "time_base": [int(over), int(under)],
                "file": str(name),
            } if number == len(self.videos) < _MOST_VIDEOS and 0 < over < _MOST and 0 < under < _MOST:
                pass
            case _:
                return False
        try:
            path = inside(self._folder, name)
            with open_plain(path) as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
                size = file.tell()
            if found != record.get("sha256", found):
                self.faults.append(f"{name}: not the video that was written: its digest is another")
        except (FormatError, OSError) as error:
            self.faults.append(f"{name}: {error}")
            size = 0
            path = self._folder / "missing"
        self.videos.append(Video(media_type, size, (over, under), opener(path)))
        return True

    def add_frame(self, record: Mapping[str, Any]) -> None:
        """Take note of a frame's picture, frame by frame; one that is missing or another is a fault."""
        name, kind = record.get("file"), record.get("media_type")
        self._types.append(kind if isinstance(kind, str) else "image/png")
        if not isinstance(name, str):
            self._paths.append(None)
            return
        if name not in self._checked:
            # Frames that show one picture come one after the other.
            self._checked = {name: self._check(name, record.get("sha256"))}
        self._paths.append(self._checked[name])

    def settle(self, frames: Frames) -> Frames:
        """Take the frame table, and return it with frames whose picture is not there told to be so."""
        for frame, storage in enumerate(frames["storage"].tolist()):
            missing = self._paths[frame] is None and storage in {Storage.TILES, Storage.IMAGE}
            if storage == Storage.VIDEO:
                missing = not 0 <= int(frames["video"][frame]) < len(self.videos)
            if missing or storage > max(Storage):
                frames["storage"][frame] = Storage.NONE
        self._frames = frames
        return frames

    def pixels(self, frame: int) -> Pixels:
        """Return the picture of a frame.

        Raises:
            IndexError: It has none.
            FormatError: It cannot be read or decoded.
        """
        row = self._row(frame)
        if row["storage"] == Storage.VIDEO:
            number = int(row["video"])
            with self._lock:
                decoder = self._decoders.setdefault(number, VideoDecoder(self.videos[number].open))
                return decoder.picture(int(row["pts"]))
        return decode_image(self._bytes(frame))

    def encoded(self, frame: int) -> EncodedImage | None:
        """Return the picture of a frame as it came, None where it came as none.

        Raises:
            FormatError: It cannot be read.
        """
        if self._row(frame)["storage"] != Storage.IMAGE:
            return None
        return EncodedImage(self._types[frame], self._bytes(frame))

    def close(self) -> None:
        """Close the videos."""
        with self._lock:
            for decoder in self._decoders.values():
                decoder.close()

    def _row(self, frame: int) -> Any:
        if self._frames is None or not 0 <= frame < len(self._frames):
            raise IndexError(f"no picture for frame {frame}")
        return self._frames[frame]

    def _bytes(self, frame: int) -> bytes:
        path = self._paths[frame]
        if path is None:
            raise IndexError(f"no picture for frame {frame}")
        return read_file(path, PICTURE_BYTES)

    def _check(self, name: str, digest: object) -> Path | None:
        try:
            path = inside(self._folder, name)
            if digest != hashlib.sha256(read_file(path, PICTURE_BYTES)).hexdigest():
                raise DamagedError("not the picture that was written: its digest is another")
        except FormatError as error:
            self.faults.append(f"{name}: {error}")
            return None
        return path
