"""Frames to messages about the screen; their pictures and videos lie beside the recording.

Source: MediaRef specification 1.0: paths are relative to the recording, and a time in a video selects the
last picture at or before it.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from formats.model.frames import Storage, display_ids
from formats.model.recording import Recording
from formats.model.time import NS_PER_S
from formats.sinks.picture_files import SUFFIXES, copy_video, picture_file, pictures_shown


class ScreenMaker:
    """Writes pictures and returns the messages that name them, frame by frame."""

    def __init__(self, recording: Recording, beside: Path) -> None:
        """Begin.

        Args:
            recording: Where frames come from.
            beside: The folder for pictures and videos, made when it is needed.
        """
        self._recording = recording
        self._beside = beside
        self._videos: dict[int, str] = {}
        self._last = (-1, "")
        displays = display_ids(recording.frames)
        self._display = displays[0] if displays else 0
        self.written: Counter[str] = Counter()
        self._left_out: Counter[str] = Counter()

    def frames(self) -> Iterator[tuple[int, int, dict[str, int]]]:
        """Yield time, order, and arguments for `message`, of every frame that can be written."""
        table, videos = self._recording.frames, len(self._recording.videos)
        for frame, shown in pictures_shown(self._recording):
            if table["display"][frame] != self._display:
                self._left_out["frames of other displays than the first: the format knows one"] += 1
            elif table["storage"][frame] == Storage.VIDEO and not 0 <= table["video"][frame] < videos:
                self._left_out["frames of a video that the recording has lost"] += 1
            elif shown < 0:
                self._left_out["frames without a picture: each message must name one"] += 1
            else:
                yield int(table["t"][frame]), int(table["seq"][frame]), {"frame": frame, "shown": shown}

    def message(self, frame: int, shown: int, utc_ns: int) -> dict[str, Any]:
        """Return the fields for a frame.

        Args:
            frame: Its number.
            shown: The frame whose picture it shows.
            utc_ns: When.
        """
        row = self._recording.frames[frame]
        size = [int(row["width"]), int(row["height"])]
        late_ns = 0
        if row["storage"] == Storage.VIDEO:
            media, late_ns = self._in_video(int(row["video"]), int(row["pts"]))
        else:
            media = {"uri": self._picture(shown)}
        return {"utc_ns": utc_ns + late_ns, "source_shape": size, "shape": size, "media_ref": media}

    def lost(self) -> Iterator[str]:
        """Yield what was lost, a sentence each."""
        for what, count in self._left_out.items():
            yield f"{what}: {count:,}"
        place = next((row for row in self._displays() if row["id"] == self._display), {"x": 0, "y": 0})
        if place["x"] or place["y"]:
            yield f"where the pictures lie among the positions: at ({place['x']}, {place['y']})"
        unused = len(self._recording.videos) - len(self._videos)
        if unused:
            yield f"videos of which no frame is known: {unused:,}"

    def _displays(self) -> Iterator[dict[str, Any]]:
        return self._recording.events("display").records()

    def _in_video(self, number: int, pts: int) -> tuple[dict[str, Any], int]:
        over, under = self._recording.videos[number].time_base
        if number not in self._videos:
            video = self._recording.videos[number]
            path = self._beside / f"video-{number}{SUFFIXES.get(video.media_type, '.mkv')}"
            self._beside.mkdir(exist_ok=True)
            copy_video(video, path)
            self._videos[number] = f"{self._beside.name}/{path.name}"
            self.written["videos"] += 1
        # Up, not down: a nanosecond before the picture begins is the picture before it. The clock's reading
        # is then as much later, so that the two still tell when the video began.
        exact, rest = divmod(pts * over * NS_PER_S, under)
        return {"uri": self._videos[number], "pts_ns": exact + bool(rest)}, int(bool(rest))

    def _picture(self, shown: int) -> str:
        if self._last[0] != shown:
            image = picture_file(self._recording, shown)
            path = self._beside / "frames" / f"{shown:08d}{SUFFIXES.get(image.media_type, '.png')}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(image.data)
            self._last = shown, f"{self._beside.name}/frames/{path.name}"
            self.written["pictures"] += 1
        return self._last[1]
