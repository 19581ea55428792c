"""What an import says of itself: guesses, losses and problems as sentences."""

from formats.importers.playwright.gestures import STEP_PX
from formats.importers.playwright.reading import Found
from formats.importers.playwright.records import Trace
from formats.model.time import NS_PER_S
from formats.sources.kept import Kept
from formats.sources.pictures import PictureList

_NAMED = 3


def guesses(traces: list[Trace], found: Found, pages: int, ties: list[str]) -> tuple[str, ...]:
    """Return what the source does not say, what was assumed, and why."""
    told = list(ties)
    if any(trace.tie for trace in traces):
        told.append(
            "times are those of the monotonic clock; the wall clock is tied to it at one instant, to the "
            "millisecond"
        )
    if any(call.points for call in found.calls):
        told.append(
            "positions are CSS pixels of a page's viewport, and so are the displays; pictures are of "
            "a size of their own and lie on the whole viewport"
        )
    if any(call.acted_ns is None and call.owner in {"Frame", "ElementHandle"} for call in found.calls):
        told.append(
            "a call acts when its log or its snapshot says so, and where neither does, at its end; calls of "
            "page.mouse and page.keyboard act at their start"
        )
    if found.counts["scroll steps made of deltas in pixels"]:
        told.append(f"the script scrolls by pixels: {STEP_PX} of them are one step of the wheel")
    if pages > 1:
        told.append(f"{pages} pages were opened; each has a display of its own, all at (0, 0)")
    return tuple(told)


def tie_sentence(trace: Trace, steps: int) -> str:
    """Say how a trace with a clock of its own was put on the first one's."""
    by = f"by what both call the same ({steps:,} steps)" if steps else "by the wall clocks of both"
    return f"{trace.name} has a clock of its own: it was moved by {trace.offset_ns / NS_PER_S:+.3f} s, {by}"


def losses(
    traces: list[Trace], found: Found, kept: Kept, pictures: PictureList, unread: list[str]
) -> tuple[str, ...]:
    """Return what could not be kept, and what to do about it."""
    told = []
    if not len(pictures):
        told.append("there are no pictures: the trace was recorded without screenshots")
    if found.attachments:
        named = ", ".join(f"{count:,} {kind}" for kind, count in found.attachments.most_common(_NAMED))
        told.append(f"attachments that are no pictures in the archive were not kept: {named}")
    if unread:
        told.append(
            f"{len(unread):,} files of pages and sources were not kept ({', '.join(unread[:_NAMED])[:300]}); "
            "the original trace has them"
        )
    told += kept.sentences()
    return (*told, *defects(traces, found, pictures))


def defects(traces: list[Trace], found: Found, pictures: PictureList) -> tuple[str, ...]:
    """Return what is known to be damaged or missing."""
    told = list(found.damaged)
    for trace in traces:
        told += trace.faults.sentences()
        lines = found.malformed.get(trace.name, [])
        if lines:
            named = ", ".join(map(str, lines[:_NAMED]))
            told.append(
                f"{trace.name}: {len(lines):,} malformed records, kept in other as they came (line {named})"
            )
    missing = len(pictures.faults)
    if missing:
        more = f"; and {missing - _NAMED} more" if missing > _NAMED else ""
        told.append(f"pictures that cannot be shown: {'; '.join(pictures.faults[:_NAMED])}{more}")
    return tuple(told)
