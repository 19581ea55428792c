"""Keys and buttons: never released, never pressed, pressed twice, left down where the recording ends."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from formats.model.time import Span
from replay.fidelity.capture import Capture
from replay.fidelity.figure_text import count_text
from replay.fidelity.outcome import Evidence, Outcome, judged, unknown
from replay.fidelity.presses import Lost, Presses
from replay.fidelity.profile import Settings, limits

DEFAULTS: Settings = {"doubtful": 0, "bad": 0}
EDGE: Settings = {"doubtful": 0, "bad": 100}
_NAMED = 3


def never_released(capture: Capture, settings: Settings, stream: str) -> Iterator[Outcome]:
    """Count presses without a release; those just before the end are the stop hotkey's, see `left_down`."""
    name, found = f"{stream}-never-released", capture.presses(stream)
    why = _nothing(found, stream)
    if why:
        yield unknown(name, f"{stream}s", why)
        return
    presses = len(found.holds) + len(found.never_released)
    lost = [each for each in found.never_released if not each.at_edge]
    yield judged(
        name,
        len(lost),
        f"{stream}s",
        limits(settings),
        _places(lost, "pressed and never released"),
        note=f"{count_text(len(lost), 'press')} of {presses:,} without a release{_names(lost)}",
    )


def never_pressed(capture: Capture, settings: Settings, stream: str) -> Iterator[Outcome]:
    """Count releases without a press; one with which the recording begins started the recorder."""
    name, found = f"{stream}-never-pressed", capture.presses(stream)
    if not found.rows:
        yield unknown(name, f"{stream}s", f"there are no {stream}s")
        return
    lost = [each for each in found.never_pressed if not each.at_edge]
    at_start = [each.name for each in found.never_pressed if each.at_edge]
    yield judged(
        name,
        len(lost),
        f"{stream}s",
        limits(settings),
        _places(lost, "released and never pressed"),
        note=f"{count_text(len(lost), 'release')} without a press{_names(lost)}",
        figures={"held_at_start": at_start},
    )


def pressed_twice(capture: Capture, settings: Settings, stream: str) -> Iterator[Outcome]:
    """Count presses of what was down already, and is no auto-repeat."""
    name, found = f"{stream}-pressed-twice", capture.presses(stream)
    why = _nothing(found, stream)
    if why:
        yield unknown(name, f"{stream}s", why)
        return
    yield judged(
        name,
        len(found.twice),
        f"{stream}s",
        limits(settings),
        _places(found.twice, "pressed while it was down"),
        note=f"{count_text(len(found.twice), 'press')} of a {stream} that was down{_names(found.twice)}",
    )


def left_down(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Count what went down shortly before the end and stays there: the recorder's stop hotkey."""
    name = "stop-hotkey"
    found = {stream: capture.presses(stream) for stream in ("key", "button")}
    told = [each for each in found.values() if each.releases]
    if not told and not found["key"].rows:
        yield unknown(name, "keys", "there are no keys")
        return
    # A source without any releases says nothing by leaving these out; one of few keys does: a hotkey alone.
    lost = [lost for each in found.values() for lost in each.never_released if lost.at_edge]
    names = ", ".join(each.name for each in lost)
    yield judged(
        name,
        len(lost),
        "keys",
        limits(settings),
        _places(lost, "left down at the end", "doubtful"),
        note=f"left down at the end: {names}" if lost else "nothing is left down at the end",
        figures={"keys": [each.name for each in lost]},
    )


def _names(lost: Sequence[Lost]) -> str:
    """Return which keys these are, the commonest first: ": KeyA, KeyB and others"."""
    names = [name for name, _ in Counter(each.name for each in lost).most_common()]
    more = " and others" if len(names) > _NAMED else ""
    return f": {', '.join(names[:_NAMED])}{more}" if names else ""


def _nothing(found: Presses, stream: str) -> str:
    if not found.rows:
        return f"there are no {stream}s"
    return "" if found.releases else "the source tells no releases"


def _places(lost: Iterable[Lost], what: str, verdict: str = "bad") -> Iterator[Evidence]:
    for each in lost:
        span = Span(each.t_ns, max(each.until_ns, each.t_ns + 1))
        yield Evidence(span, f"{each.name} {what}", "doubtful" if verdict == "doubtful" else "bad")
