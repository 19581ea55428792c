"""Where time 0, the video and its pauses lie on the source's clock."""

from dataclasses import dataclass

from formats.importers.agentnet.metadata import Metadata
from formats.model.time import NS_PER_S
from formats.sources.rows import LONGEST_NS, SourceRows

_LONGEST_START_S = 30
"""OBS's times further from the declared start than this are those of another, longer recording."""


@dataclass(frozen=True, slots=True)
class VideoStart:
    """When a video begins, by the source's clock."""

    at_ns: int
    why: str
    """Where the time comes from, what else there is, and by how much they differ: a sentence."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Readings of the source's clock that place everything in recording time."""

    origin_ns: int
    """The reading at time 0: the first thing recorded, be it an event or the video."""
    middle_ns: int
    """What times must lie around to be believed."""
    video: VideoStart | None
    """None where there is no video."""
    pauses: tuple[tuple[int, int], ...]
    """Spans in which the video stood still, in recording time."""


def find_timing(
    rows: SourceRows,
    metadata: Metadata,
    pauses: list[tuple[int, bool]],
    *,
    has_video: bool,
    length_ns: int | None,
) -> Timing:
    """Place a recording's parts.

    Args:
        rows: Everything with a time.
        metadata: As told.
        pauses: Readings at which recording paused (True) and went on, by its events.
        has_video: Whether there is a video.
        length_ns: Its length, None where unknown.
    """
    started = metadata.obs_ns("STARTED")
    told_ns = metadata.video_start_ns if metadata.video_start_ns is not None else next(iter(started), None)
    middle_ns = rows.middle_ns()
    if middle_ns is None:
        middle_ns = told_ns if told_ns is not None else 0
    origin_ns = rows.first_ns(middle_ns)
    if not has_video:
        return Timing(origin_ns, middle_ns, None, ())
    if told_ns is None or abs(told_ns - middle_ns) > LONGEST_NS:
        why = "the video is taken to begin with the first event: nothing to be believed ties it to the events"
        return Timing(origin_ns, middle_ns, VideoStart(origin_ns, why), ())
    spans = _pauses(metadata, pauses, told_ns)
    paused_ns = sum(until - since for since, until in spans)
    video = VideoStart(told_ns, _why(metadata, length_ns, paused_ns))
    origin_ns = min(origin_ns, told_ns)
    relative = tuple((since - origin_ns, until - origin_ns) for since, until in spans)
    return Timing(origin_ns, middle_ns, video, relative)


def _pauses(metadata: Metadata, told: list[tuple[int, bool]], start_ns: int) -> list[tuple[int, int]]:
    """Return the spans between pausing and resuming; OBS's own times are preferred to the events'."""
    by_obs = [(at, True) for at in metadata.obs_ns("PAUSED")] + [
        (at, False) for at in metadata.obs_ns("RESUMED")
    ]
    spans: list[tuple[int, int]] = []
    since: int | None = None
    for at_ns, paused in sorted(by_obs or told):
        if paused and since is None:
            since = at_ns
        elif not paused and since is not None:
            if since >= start_ns:
                spans.append((since, at_ns))
            since = None
    return spans


def _why(metadata: Metadata, length_ns: int | None, paused_ns: int) -> str:
    declared, started = metadata.video_start_ns, next(iter(metadata.obs_ns("STARTED")), None)
    if declared is None:
        return (
            "the video is taken to begin when OBS told that it had started: nothing else ties it to the "
            "events, and it is told late, so that pictures may be late by some tenths of a second"
        )
    why = "the video is taken to begin at video_start_timestamp, the clock right after OBS was asked to start"
    if started is not None:
        away_s = (started - declared) / NS_PER_S
        if abs(away_s) > _LONGEST_START_S:
            return (
                f"{why}; OBS's own times are {away_s:+.1f} s away and were not used: they are those of the "
                "recording that this one was cut from"
            )
        why += f"; OBS told {away_s:+.3f} s from there that it had started"
    stopping = next(iter(metadata.obs_ns("STOPPING")), None)
    if stopping is not None and length_ns is not None:
        by_end_s = (stopping - paused_ns - length_ns - declared) / NS_PER_S
        why += (
            f"; counted back by its length from OBS's stop, the video began {by_end_s:+.3f} s from there, "
            "which is likely the truth: its pictures are then that much early here"
        )
    return why
