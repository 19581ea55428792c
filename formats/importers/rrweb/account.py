"""What an import says of itself: guesses, losses and problems as sentences."""

from formats.importers.rrweb.events import EventsFound
from formats.importers.rrweb.page import NODES
from formats.importers.rrweb.pointing import STEP_PX
from formats.importers.rrweb.wrappers import Wrapping
from formats.sources.kept import Kept

_NAMED = 3


def guesses(found: EventsFound, windows: int) -> tuple[str, ...]:
    """Return what the source does not say, what was assumed, and why."""
    told = [
        "positions are CSS pixels of the viewport, as captured: how large they were on screen is not told"
    ]
    counts, kinds = found.counts, found.kinds
    if kinds["mouse interaction"]:
        told.append(
            "buttons are the left one, and the right one where a context menu came up: rrweb tells none"
        )
    if counts["scroll steps derived from offsets"]:
        told.append(
            f"scrolling is told as offsets, not as steps of a wheel: {STEP_PX} CSS pixels are one step, at "
            "the pointer's last place, and elements count that pointer or focus were in, for pages scroll "
            "themselves too; the offsets are kept in other"
        )
    if kinds["input"]:
        told.append(
            "rrweb records no keys: typed text is what the successive values of a field have gained, without "
            "what was erased again; the values are kept in other"
        )
    if counts["presses and releases made of clicks"]:
        told.append("presses and releases are those of the clicks: the source has nothing but clicks")
    if counts["drags and touches ended by their last move"]:
        told.append("drags and touches without an end were taken to end with their last move")
    if counts["positions inside of iframes, relative to these"]:
        told.append(
            "positions inside of iframes are relative to these and kept so: where they lie is not told"
        )
    if windows > 1:
        told.append(f"{windows} windows were recorded; each has a display of its own, all at (0, 0)")
    return tuple(told)


def losses(around: Wrapping, found: EventsFound, kept: Kept) -> tuple[str, ...]:
    """Return what could not be kept, and what to do about it."""
    told = ["rrweb records the page's document and no pixels: there are no pictures"]
    masked = found.counts["texts masked by the recorder"]
    if masked:
        told.append(f"{masked:,} typed texts were masked by the recorder (***): their letters are not there")
    if found.editable:
        told.append("text written where no field is (contenteditable) is among the mutations in other only")
    told += kept.sentences()
    if found.full:
        told.append(f"of a page's nodes {NODES:,} were followed: what lies in further ones is not named")
    return (*told, *defects(around, found))


def defects(around: Wrapping, found: EventsFound) -> tuple[str, ...]:
    """Return what is known to be damaged or missing."""
    told = around.faults.sentences()
    if found.malformed:
        named = ", ".join(str(number) for number in found.malformed[:_NAMED])
        told.append(f"{len(found.malformed):,} malformed events, kept in other as they came (number {named})")
    broken = "events with broken compression, kept in other"
    if around.counts[broken]:
        told.append(f"{around.counts[broken]:,} {broken}")
    return tuple(told)
