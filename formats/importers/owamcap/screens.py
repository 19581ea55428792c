"""From messages about the screen to frames: the videos and pictures they name, where they are."""

from collections.abc import Callable, Sequence
from pathlib import Path, PureWindowsPath

from formats.errors import FormatError
from formats.importers.owamcap.container import McapFile, Place
from formats.importers.owamcap.found import Screen
from formats.importers.owamcap.media import MediaKind, embedded_picture
from formats.importers.owamcap.ties import clock_sentence, shown_ns, tie_sentence
from formats.media.video import VideoTable, other_tracks
from formats.model.time import NS_PER_MS
from formats.sources.files import fetcher, inside, is_plain_name
from formats.sources.joined import JoinedPictures, PicturePart, PicturesFound, times_only
from formats.sources.pictures import PICTURE_BYTES, Fetch, PictureList
from formats.sources.videos import (
    VIDEO_SUFFIXES,
    VideoPictures,
    as_came,
    frames_sentence,
    list_pictures,
    make_frames,
    opener,
    pictures_again,
)

_VIDEOS = 16


class ScreenReader:
    """Finds what the messages name."""

    def __init__(self, file: McapFile, origin_ns: int) -> None:
        """Start.

        Args:
            file: Where pictures inside messages are fetched from.
            origin_ns: The source's clock at time 0.
        """
        self._file = file
        self._folder = file.path.parent
        self._origin_ns = origin_ns
        self._seq = 0
        self._parts: list[PicturePart] = []
        self.found = PicturesFound()

    def read(
        self, screens: Sequence[Screen], starts: dict[str, int], progress: Callable[[int, int], None]
    ) -> PicturesFound:
        """Make the frames of all messages.

        Args:
            screens: The messages.
            starts: As `video_starts` gives them.
            progress: Called with pictures done and expected.
        """
        by_video: dict[str, list[Screen]] = {}
        pictures, remote, untimed = [], 0, 0
        for screen in screens:
            if screen.media.kind is MediaKind.VIDEO:
                untimed += screen.media.pts_ns is None
                by_video.setdefault(screen.media.name, []).append(screen)
            elif screen.media.kind is MediaKind.REMOTE:
                remote += 1
                pictures.append(screen)
            else:
                pictures.append(screen)
        for name, named in list(by_video.items())[:_VIDEOS]:
            self._read_video(name, named, starts, progress)
        if len(by_video) > _VIDEOS:
            self.found.lost.append(f"{len(by_video):,} videos are named; the first {_VIDEOS} were read")
        if remote:
            self.found.lost.append(
                f"{remote:,} pictures lie at an address; nothing is fetched: download them"
            )
        if untimed:
            self.found.lost.append(f"{untimed:,} messages name a video without a time in it")
        self._read_pictures(pictures)
        if not screens:
            self._keep_unnamed()
        self.found.joined = JoinedPictures(self._parts)
        return self.found

    def _read_video(
        self,
        name: str,
        screens: list[Screen],
        starts: dict[str, int],
        progress: Callable[[int, int], None],
    ) -> None:
        found = self.found
        path = self._find(name)
        table: VideoTable | None = None
        if path is not None:
            table, fault = list_pictures(path, progress)
            found.videos.append(as_came(path, table))
            if fault:
                found.faults.append(fault)
            else:
                self._tell_tracks(path)
        if path is None or table is None or name not in starts:
            self._times_only([screen for screen in screens if screen.media.pts_ns is not None], starts)
            return
        found.guessed.append(tie_sentence(screens, starts[name]) + clock_sentence(path, starts[name]))
        found.guessed.append(frames_sentence(table))
        found.again += pictures_again(table)
        self._count_apart(table, screens)
        frames = make_frames(table, starts[name] - self._origin_ns, self._seq)
        frames["video"] = len(found.videos) - 1
        self._seq += len(frames)
        pictures = VideoPictures(path, frames["pts"])
        self._parts.append(PicturePart(frames, pictures.pixels, close=pictures.close))
        if found.video_start_ns is None:
            found.video_start_ns, found.video_size = starts[name], (table.width, table.height)

    def _times_only(self, screens: Sequence[Screen], starts: dict[str, int]) -> None:
        """Keep the times of pictures that cannot be had."""
        times = sorted(shown_ns(screen, starts) - self._origin_ns for screen in screens)
        size = next((screen.size for screen in screens if screen.size), (0, 0))
        self._parts.append(PicturePart(times_only(times, self._seq, size)))
        self._seq += len(times)

    def _count_apart(self, table: VideoTable, screens: list[Screen]) -> None:
        """Say which pictures no message names, and which that are named are not there."""
        there = {round(t / NS_PER_MS) for t in table.times_ns().tolist()}
        named = {
            round(screen.media.pts_ns / NS_PER_MS) for screen in screens if screen.media.pts_ns is not None
        }
        missing = sum(not {time - 1, time, time + 1} & there for time in named)
        unnamed = sum(not {time - 1, time, time + 1} & named for time in there)
        if missing:
            self.found.lost.append(f"pictures that messages name and the video does not have: {missing:,}")
        if unnamed:
            self.found.guessed.append(
                f"pictures of the video that no message names, timed by the others: {unnamed:,}"
            )

    def _tell_tracks(self, path: Path) -> None:
        tracks = other_tracks(opener(path))
        if tracks:
            self.found.lost.append(
                f"not shown, but kept in the video: {', '.join(tracks)}; extract them from the video's file"
            )

    def _read_pictures(self, screens: Sequence[Screen]) -> None:
        listed = PictureList()
        for screen in screens:
            t_ns = screen.at_ns - self._origin_ns
            listed.add(t_ns, self._fetch(screen), f"picture of message {screen.number:,}", seq=self._seq)
            self._seq += 1
        if len(listed):
            self._parts.append(PicturePart(listed.frames(), listed.pixels, listed.encoded))
            # A picture at an address is told of once, and not as a fault of the file.
            self.found.faults += [fault for fault in listed.faults if _NOT_FETCHED not in fault]

    def _fetch(self, screen: Screen) -> Fetch:
        if screen.media.kind is MediaKind.EMBEDDED:
            return _from_message(self._file, screen.place)
        if screen.media.kind is MediaKind.REMOTE:
            return _refuse_to_fetch
        path = self._path(screen.media.name)
        return fetcher(path, PICTURE_BYTES) if path is not None else _missing(screen.media.name)

    def _find(self, name: str) -> Path | None:
        """Return where a video is: in its place, or under the recording's own name beside it."""
        path = self._path(name)
        if path is not None and path.is_file() and path.suffix.lower() in VIDEO_SUFFIXES:
            return path
        told = PureWindowsPath(name).name[:200]
        beside = self._beside()
        if beside is None:
            self.found.lost.append(
                f"the video {told!r} is not beside the recording: put it there and import again; its "
                "pictures are frames without a picture"
            )
            return None
        self.found.guessed.append(f"the video {told!r} is taken to be {beside.name!r}, which lies beside it")
        return beside

    def _path(self, name: str) -> Path | None:
        """Return a path in the recording's folder: as it is told, else by the last part of its name."""
        for told in (name, PureWindowsPath(name).name):
            if is_plain_name(told):
                try:
                    path = inside(self._folder, told)
                except FormatError:
                    continue
                if path.is_file():
                    return path
        return None

    def _beside(self) -> Path | None:
        paths = (self._file.path.with_suffix(suffix) for suffix in VIDEO_SUFFIXES)
        return next((path for path in paths if path.is_file()), None)

    def _keep_unnamed(self) -> None:
        path = self._beside()
        if path is not None:
            self.found.videos.append(as_came(path, None))
            self.found.lost.append(
                f"{path.name!r} lies beside the recording and was kept, but no message ties it to the clock: "
                "none of its pictures is a frame"
            )


_NOT_FETCHED = "it lies at an address, and nothing is fetched"


def _refuse_to_fetch() -> bytes:
    raise FormatError(_NOT_FETCHED)


def _missing(name: str) -> Fetch:
    def refuse() -> bytes:
        raise FormatError(f"{PureWindowsPath(name).name[:200]!r} is not beside the recording")

    return refuse


def _from_message(file: McapFile, place: Place) -> Fetch:
    return lambda: embedded_picture(file.data_at(place))
