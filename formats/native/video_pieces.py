"""Videos as they came: read from pieces in chunks as if each were a file. FORMAT.md, section 14."""

import io
from typing import BinaryIO, cast

from formats.errors import DamagedError, FormatError
from formats.model.frames import Video
from formats.native.chunk_file import ChunkFile
from formats.native.envelope import unpack_envelope
from formats.native.index import Entries, known
from formats.native.layout import Kind

_BUFFER_BYTES = 1 << 16


def read_videos(file: ChunkFile, entries: Entries) -> tuple[Video, ...]:
    """Return the videos of a file by their number; opening one that is damaged raises DamagedError.

    Those with numbers beyond the limit are left out, as if they were lost.
    """
    media = known(entries, Kind.MEDIA)
    by_number = {int(entry["stream"]): entry for entry in media if entry["stream"] < file.limits.videos}
    pieces = known(entries, Kind.VIDEO)
    videos = []
    for number in range(max(by_number, default=-1) + 1):
        entry = by_number.get(number)
        if entry is None:
            videos.append(_lost(number, "is lost"))
            continue
        try:
            _, body = file.chunk_at(int(entry["offset"]), int(entry["length"]))
            videos.append(_video(file, body, number, pieces[pieces["stream"] == number]))
        except FormatError as error:
            videos.append(_lost(number, f"is damaged: {error}"))
    return tuple(videos)


def _video(file: ChunkFile, body: bytes, number: int, pieces: Entries) -> Video:
    fields, _ = unpack_envelope(body, file.limits)
    match fields:
        case {
            "media_type": str(media_type),
            "size_bytes": int(size),
            "time_base": [int(numerator), int(denominator)],
        } if size >= 0 and numerator > 0 and denominator > 0:
            pass
        case _:
            raise DamagedError(f"the description of video {number} lacks its type, size or time base")

    def open_video() -> BinaryIO:
        return cast("BinaryIO", io.BufferedReader(_Pieces(file, pieces, size, number), _BUFFER_BYTES))

    return Video(media_type, size, (numerator, denominator), open_video)


def _lost(number: int, why: str) -> Video:
    def open_lost() -> BinaryIO:
        raise DamagedError(f"the description of video {number} {why}")

    return Video("application/octet-stream", 0, (1, 1), open_lost)


class _Pieces(io.RawIOBase):
    """The bytes of a video; raises DamagedError where a piece is lost or damaged."""

    def __init__(self, file: ChunkFile, pieces: Entries, size: int, number: int) -> None:
        self._file = file
        self._number = number
        self._size = size
        self._starts: list[int] = pieces["first_row"].tolist()
        self._offsets: list[int] = pieces["offset"].tolist()
        self._lengths: list[int] = pieces["length"].tolist()
        self._at = 0
        self._piece = (0, b"")
        due = 0
        for start, length in zip(self._starts, self._lengths, strict=True):
            if start != due:
                raise DamagedError(f"video {number}: bytes {due:,} to {start:,} are lost")
            due += length
        if due != size:
            raise DamagedError(f"video {number}: {due:,} of {size:,} bytes are there")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        origin = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if origin + offset < 0:
            raise ValueError(f"seek to {origin + offset}")
        self._at = origin + offset
        return self._at

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer)).cast("B")
        if self._at >= self._size or not len(view):
            return 0
        start, data = self._piece
        if not start <= self._at < start + len(data):
            start, data = self._piece = self._load()
        part = data[self._at - start : self._at - start + len(view)]
        view[: len(part)] = part
        self._at += len(part)
        return len(part)

    def _load(self) -> tuple[int, bytes]:
        low, high = 0, len(self._starts)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._starts[middle] <= self._at else (low, middle)
        try:
            header, body = self._file.chunk_at(self._offsets[low], self._lengths[low])
        except FormatError as error:
            raise DamagedError(f"video {self._number}: {error}") from error
        if (header.kind, header.stream, header.first_row) != (Kind.VIDEO, self._number, self._starts[low]):
            raise DamagedError(
                f"video {self._number}: {header.sequence} is another chunk than the index says"
            )
        return self._starts[low], body
