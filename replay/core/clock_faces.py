"""The clocks by which an instant can be read: the recording's, the wall's, the source's own, the frames'."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Literal, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from formats.model.frames import Frames, frame_at
from formats.model.header import Header
from formats.model.time import NS_PER_MS, NS_PER_S, format_time

ClockName = Literal["recording", "wall", "source", "frame"]
CLOCKS: tuple[ClockName, ...] = get_args(ClockName)


@dataclass(frozen=True, slots=True)
class ClockFace:
    """Writes instants as one clock reads them; what the source says stands in it as it is."""

    name: ClockName
    header: Header
    frames: Frames

    @property
    def missing(self) -> str:
        """Why the clock cannot be read in this recording, "" where it can."""
        if self.name == "wall" and self.header.start_utc_ns is None:
            return "the file does not say when it was recorded"
        if self.name == "source" and not self.header.clocks:
            return "the file does not name the source's clock"
        if self.name == "frame" and not len(self.frames):
            return "this recording has no pictures"
        return ""

    def words(self, t_ns: int) -> str:
        """Write an instant, nanoseconds from the recording's start."""
        if self.missing:
            return format_time(t_ns)
        if self.name == "wall":
            return _wall(self.header, t_ns)
        if self.name == "source":
            clock = self.header.clocks[0]
            ms = (t_ns + clock.origin_ns - clock.offset_ns) // NS_PER_MS
            return f"{clock.name} {ms // 1000}.{ms % 1000:03d} s"
        if self.name == "frame":
            frame = frame_at(self.frames, t_ns)
            if frame < 0:
                return "before #0"
            return f"#{frame} +{(t_ns - int(self.frames['t'][frame])) // NS_PER_MS} ms"
        return format_time(t_ns)

    def listed(self, t_ns: int) -> str:
        """Write an instant for a list: to a tenth of a second, by frames to a millisecond, in one length."""
        text = self.words(t_ns)
        if self.missing or self.name == "recording":
            return listed_time(t_ns)
        if self.name == "frame":
            return text.removesuffix(" ms").ljust(len(f"#{len(self.frames)} +9999"))
        text = text.removeprefix(self.header.clocks[0].name).strip() if self.name == "source" else text
        return text.split(" ", 1)[0][:-2]

    def tick(self, t_ns: int) -> str:
        """Write an instant for a ruler, as short as it can be."""
        text = self.words(t_ns)
        if self.missing or self.name == "recording":
            return text.removesuffix(".000")
        if self.name == "source":
            return (
                text.removeprefix(self.header.clocks[0].name).strip().removesuffix(" s").removesuffix(".000")
            )
        # A tenth of a second: a ruler has no room for more.
        return (
            text.split(" ", 1)[0][:-2].removesuffix(".0") if self.name == "wall" else text.split(" +", 1)[0]
        )


def listed_time(t_ns: int) -> str:
    """Write a time as short as it can be in a list: `12:31.2`, with hours where there are any."""
    return format_time(t_ns)[:-2].removeprefix("00:")


def next_clock(name: ClockName, header: Header, frames: Frames) -> ClockFace:
    """Return the clock after one that can be read in a recording; the recording's own always can."""
    place = CLOCKS.index(name)
    order = [*CLOCKS[place + 1 :], *CLOCKS[: place + 1]]
    faces = (ClockFace(each, header, frames) for each in order)
    return next(face for face in faces if not face.missing)


def _wall(header: Header, t_ns: int) -> str:
    ns = (header.start_utc_ns or 0) + t_ns
    zone, zone_name = _zone(header.time_zone)
    try:
        when = datetime.fromtimestamp(ns // NS_PER_S, UTC).astimezone(zone)
    except (OverflowError, ValueError, OSError):
        return format_time(t_ns)
    return f"{when:%H:%M:%S}.{ns // NS_PER_MS % 1000:03d} {zone_name}"


def _zone(name: str | None) -> tuple[tzinfo, str]:
    """Return the recorded person's zone and its name; UTC where it is not known."""
    if not name:
        return UTC, "UTC"
    sign = name.removeprefix("UTC")[:1]
    if sign and sign in "+-":
        hours, _, minutes = name.removeprefix("UTC")[1:].partition(":")
        minutes = minutes or "0"
        if not (hours.isdecimal() and minutes.isdecimal() and int(hours) < 24 and int(minutes) < 60):
            return UTC, "UTC"
        away = timedelta(hours=int(hours), minutes=int(minutes))
        return timezone(away if sign == "+" else -away), f"UTC{sign}{hours}:{minutes:0>2}"
    try:
        return ZoneInfo(name), name
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC, "UTC"
