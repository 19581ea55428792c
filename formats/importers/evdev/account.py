"""What an import says of itself: guesses, losses and problems as sentences."""

from formats.importers.evdev.events import KEYS, SUMMED, EventsReader
from formats.importers.evdev.found import Found

RELATIVE = "relative motion summed from (0, 0), in counts of the device: no places on a screen"
SURFACE = "the device's own units on its own surface, which each display stands for"


def coordinates(reader: EventsReader) -> str:
    """Say what positions are, "" where there are none."""
    told = [RELATIVE] if reader.seen[SUMMED] else []
    return "; ".join([*told, *([SURFACE] if reader.surfaces else [])])


def guesses(found: Found, reader: EventsReader) -> tuple[str, ...]:
    """Return what the source does not say, what was assumed, and why."""
    told = list(found.guessed)
    if reader.seen[SUMMED]:
        told.append(
            "positions are relative motion summed from (0, 0), for the kernel tells no others: they show the "
            "hand's path in counts of the device, and no place on a screen, where motion is accelerated and "
            "stops at edges"
        )
    if reader.surfaces:
        told.append(
            "positions of touchpads, tablets and touch screens are in their own units on their own surface, "
            "each of which is a display; where that is on a screen is not told"
        )
    if reader.seen[KEYS] > reader.counts["keys hidden by the recorder"]:
        told.append(
            "characters of keys are those of the US layout, and modifiers follow from presses and releases: "
            "the kernel knows places of keys only"
        )
    return tuple(told)


def losses(found: Found, reader: EventsReader) -> tuple[str, ...]:
    """Return what could not be kept, and what to do about it."""
    told = ["the kernel's events come without pictures: there are none"]
    hidden = reader.counts["keys hidden by the recorder"]
    if hidden:
        told.append(
            f"which keys {hidden:,} key events were of: libinput record wrote KEY_A for all of them; "
            "record with --show-keycodes where they may be known"
        )
    cut = sum(device.cut for device in found.devices)
    if cut:
        told.append(f"{cut:,} lines of long device descriptions")
    return (*told, *reader.kept.sentences(), *defects(found, reader))


def defects(found: Found, reader: EventsReader) -> tuple[str, ...]:
    """Return what is known to be damaged or missing."""
    told = [*found.lost, *found.faults.sentences()]
    dropped = reader.counts["SYN_DROPPED"]
    if dropped:
        told.append(
            f"the kernel dropped events {dropped:,} times (SYN_DROPPED, a marker each): the reader was too "
            "slow, and keys may seem held or motion may lack a part there"
        )
    return tuple(told)
