"""Where the recorder's own notes put the start of its video, and how far they disagree."""

from collections.abc import Iterator, Mapping
from typing import Any

from formats.model.time import NS_PER_MS, NS_PER_S, Span
from replay.fidelity.capture import Capture
from replay.fidelity.outcome import Evidence, Outcome, judged, unknown
from replay.fidelity.profile import Settings, limits

NAME = "frame-origin"
DEFAULTS: Settings = {"doubtful": 40, "bad": 200}
_STATES = "obs_record_state_timings"


def check(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Say how far apart the moments are at which the video is said to have begun.

    A recorder by OBS notes when it asked for the start (AgentNet's `video_start_timestamp`, on return of the
    request) and when OBS told that it had started; the frames begin at one of them, or in between. Which one
    is measured by the alignment of pictures and events.
    """
    told = _starts(capture.recording.header.details)
    if len(told) < 2:
        yield unknown(NAME, "ms", "the recorder notes no more than one start of its video")
        return
    first, last = min(told.values()), max(told.values())
    apart_ms = (last - first) / NS_PER_MS
    words = ", ".join(f"{name} {(at - first) / NS_PER_MS:+.0f} ms" for name, at in told.items())
    span = Span(0, max(last - first, 1))
    yield judged(
        NAME,
        apart_ms,
        "ms",
        limits(settings),
        [Evidence(span, f"the video's start is noted {apart_ms:.0f} ms apart", weight=apart_ms)],
        note=f"the video is said to start at {words}",
        figures={f"{name}_ms": (at - first) / NS_PER_MS for name, at in told.items()},
    )


def _starts(details: Mapping[str, Any]) -> dict[str, int]:
    found = {"declared": details.get("video_start_timestamp")}
    states = details.get(_STATES)
    if isinstance(states, Mapping):
        times = states.get("OBS_WEBSOCKET_OUTPUT_STARTED")
        found["obs_started"] = times[0] if isinstance(times, list | tuple) and times else None
    return {
        name: round(seconds * NS_PER_S)
        for name, seconds in found.items()
        if isinstance(seconds, int | float) and not isinstance(seconds, bool) and abs(seconds) < 1e9
    }
