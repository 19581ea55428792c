"""A copy of a recording with canaries: typed, copied and titled in its pauses, drawn on its pictures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

import numpy as np

from formats.model.build import EventBuilder
from formats.model.frames import SEEN, Frames, Pixels, Storage
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.model.streams import Events, concatenate
from formats.model.time import NS_PER_S, Span
from replay.privacy.canaries.drawn import draw_note, line_of, note
from replay.privacy.canaries.planted import Canary
from replay.privacy.canaries.scenes import Scene, drawn_secret, scene
from replay.privacy.finding import Box

DETAIL = "canaries"
"""Name of the header's detail that says that the copy is none of data."""
_QUIET_NS = NS_PER_S // 2
"""Before and behind a scene nobody does anything."""
_SHOWN_NS = 4 * NS_PER_S
"""How long a drawn canary is at least shown, where there are frames for it."""
_ACTING = ("key", "text", "button", "scroll", "window", "clipboard")
_EDGE_PX = 12


@dataclass(frozen=True, slots=True)
class Planted:
    """A copy, ready to be written with `write_recording(..., lossless=True)`, and what is in it."""

    recording: MemoryRecording
    canaries: tuple[Canary, ...]


def plant(recording: Recording, count: int, seed: int, recording_id: str) -> Planted:
    """Build a copy with canaries; the original is only read, and must stay open.

    Scenes are played where nobody acts for long enough, and at the end where there is no such place. A drawn
    canary stands in a corner of a display for some seconds. What was typed is not drawn.

    Args:
        recording: The original.
        count: How many, at least 1.
        seed: Equal seeds plant the same.
        recording_id: Of the copy.
    """
    random = Random(seed)  # noqa: S311 - equal seeds must plant the same
    frames = recording.frames
    screens = count // 4 if (frames["storage"] != Storage.NONE).any() else 0
    drawn = _drawn(frames, screens, random)
    builder = EventBuilder()
    canaries = [*drawn]
    room = _Room(recording)
    for number in range(count - len(drawn)):
        played = scene(number, random)
        at_ns = room.take(played.lasts_ns, random)
        _play(builder, played, at_ns, recording)
        start_ns, end_ns = at_ns + played.start_ns, at_ns + played.end_ns
        canaries.append(Canary(f"c{number}", played.category, played.channel, played.text, start_ns, end_ns))
    events, table = _together(recording, builder.events(), _changed(frames, drawn))

    def pixels(frame: int) -> Pixels:
        picture = recording.pixels(frame)
        for each in drawn:
            if is_on(each, table, frame) and each.box is not None:
                picture = draw_note(picture, line_of(each.category, each.text), each.box)
        return picture

    header = _header(recording.header, recording_id)
    made = MemoryRecording(header, events, frames=table, pixels=pixels)
    return Planted(made, tuple(sorted(canaries, key=lambda each: each.start_ns)))


def is_on(canary: Canary, frames: Frames, frame: int) -> bool:
    """Say whether a drawn canary stands on a frame."""
    row = frames[frame]
    return bool(row["display"] == canary.display and canary.start_ns <= row["t"] < canary.end_ns)


def _header(header: Header, recording_id: str) -> Header:
    return replace(header, recording_id=recording_id, details={**header.details, DETAIL: "planted"})


class _Room:
    """Where nobody acts for a while, in a recording and behind its end."""

    def __init__(self, recording: Recording) -> None:
        times = [recording.events(name).t for name in _ACTING if name in recording.streams]
        joined = np.unique(np.concatenate(times)) if times else np.empty(0, np.int64)
        self._end_ns = max(recording.duration_ns, 0)
        self._gaps = [
            Span(start + _QUIET_NS, end - _QUIET_NS)
            for start, end in pairwise([0, *joined.tolist(), self._end_ns])
            if end - start > 2 * _QUIET_NS
        ]

    def take(self, lasts_ns: int, random: Random) -> int:
        """Return from when on there is room for so long, at the end where there is none, and take it."""
        wide = [gap for gap in self._gaps if gap.duration_ns > lasts_ns]
        if not wide:
            at_ns = self._end_ns + NS_PER_S + random.randrange(NS_PER_S)
            self._end_ns = at_ns + lasts_ns
            return at_ns
        gap = random.choice(wide)
        at_ns = gap.start_ns + random.randrange(gap.duration_ns - lasts_ns)
        self._gaps.remove(gap)
        left = (gap.start_ns, at_ns - 2 * _QUIET_NS), (at_ns + lasts_ns + 2 * _QUIET_NS, gap.end_ns)
        self._gaps += [Span(start_ns, end_ns) for start_ns, end_ns in left if end_ns > start_ns]
        return at_ns


def _play(builder: EventBuilder, played: Scene, at_ns: int, recording: Recording) -> None:
    has_windows = "window" in recording.streams
    changes_window = False
    for stream, t_ns, values in played.rows:
        if stream == "window" and not (has_windows or played.channel == "title"):
            continue
        changes_window |= stream == "window"
        builder.add(stream, at_ns + t_ns, **values)
    before = recording.events("window") if has_windows else None
    if not changes_window or before is None:
        return
    row = int(np.searchsorted(before.t, at_ns, "right")) - 1
    told = before.record(max(row, 0))
    builder.add(
        "window",
        at_ns + played.lasts_ns,
        **{name: value for name, value in told.items() if name not in {"t_ns", "seq"} and value is not None},
    )


def _drawn(frames: Frames, count: int, random: Random) -> list[Canary]:
    kept = np.flatnonzero(frames["storage"] != Storage.NONE).tolist()
    found: list[Canary] = []
    for number in range(count):
        category, secret = drawn_secret(random)
        first = random.choice(kept)
        start_ns, display = int(frames["t"][first]), int(frames["display"][first])
        later = frames[(frames["display"] == display) & (frames["t"] >= start_ns + _SHOWN_NS)]
        end_ns = int(later["t"][0]) if len(later) else int(frames["t"][-1]) + 1
        box = _corner(
            line_of(category, secret), int(frames["width"][first]), int(frames["height"][first]), random
        )
        canary = Canary(f"s{number}", category, "screen", secret, start_ns, end_ns, display, box)
        if box is not None and not any(_meets(canary, other) for other in found):
            found.append(canary)
    return found


def _corner(line: str, width: int, height: int, random: Random) -> Box | None:
    """Return a place in one of the corners, None where the picture is too small."""
    high, wide = note(line).shape[:2]
    if wide + 2 * _EDGE_PX > width or high + 2 * _EDGE_PX > height:
        return None
    x = random.choice((_EDGE_PX, width - wide - _EDGE_PX))
    y = random.choice((_EDGE_PX, height - high - _EDGE_PX))
    return x, y, wide, high


def _meets(one: Canary, other: Canary) -> bool:
    return one.display == other.display and one.start_ns <= other.end_ns and other.start_ns <= one.end_ns


def _changed(frames: Frames, drawn: Sequence[Canary]) -> Frames:
    """Return the frames of the copy: where a note comes or goes something else is seen."""
    out = frames.copy()
    out["storage"] = np.where(out["storage"] == Storage.NONE, Storage.NONE, Storage.TILES)
    out["video"], out["pts"], out["key"] = -1, 0, 0
    for each in drawn:
        own = out["display"] == each.display
        for t_ns in (each.start_ns, each.end_ns):
            later = np.flatnonzero(own & (out["t"] >= t_ns))
            out["changed"][later[:1]] = SEEN
    return out


def _together(
    recording: Recording, added: Mapping[str, Events], frames: Frames
) -> tuple[dict[str, Events], Frames]:
    """Return all rows in one order of capture; a gap in the numbering would tell where something was put."""
    names = [name for name in (*recording.streams, *added) if name != "frame"]
    parts = {
        name: [
            *([recording.events(name)] if name in recording.streams else []),
            *([added[name]] if name in added else []),
        ]
        for name in dict.fromkeys(names)
    }
    joined = {name: concatenate(into) for name, into in parts.items()}
    was = {
        name: np.concatenate([np.full(len(part), part is added.get(name), np.bool_) for part in into])
        for name, into in parts.items()
    }
    times = np.concatenate([frames["t"], *(table.t for table in joined.values())])
    numbers = np.concatenate([frames["seq"], *(table.rows["seq"] for table in joined.values())])
    planted = np.concatenate([np.zeros(len(frames), np.bool_), *was.values()])
    ranks = np.empty(len(times), np.int64)
    ranks[np.lexsort((numbers, planted, times))] = np.arange(len(times))
    table = frames.copy()
    table["seq"] = ranks[: len(frames)]
    out: dict[str, Events] = {}
    start = len(frames)
    for name, events in joined.items():
        rows = events.rows.copy()
        rows["seq"] = ranks[start : start + len(rows)]
        start += len(rows)
        out[name] = Events(name, rows[np.lexsort((rows["seq"], rows["t"]))], events.strings)
    return out, table
