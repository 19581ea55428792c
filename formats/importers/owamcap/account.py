"""What an import says of itself: guesses, losses and witnesses as sentences."""

from collections.abc import Sequence

from formats.importers.owamcap.found import MessagesFound
from formats.importers.owamcap.states import NEAR_MS, LostEvent, Witnessed
from formats.model.time import NS_PER_MS, format_time

_NAMED = 3


def clock_sentences(found: MessagesFound, origin_ns: int, *, is_utc: bool) -> list[str]:
    """Say which clock the times are by."""
    told = []
    if found.late_ns >= NS_PER_MS:
        told.append(
            "times are those at which the recorder took in a message, not those at which it wrote it, up to "
            f"{found.late_ns / NS_PER_MS:,.1f} ms later"
        )
    if not is_utc:
        told.append(
            f"the start in UTC is unknown: the times begin with {origin_ns / 1e9:,.3f} s, which is no date; "
            "the recording was converted from another format"
        )
    return told


def row_sentences(found: MessagesFound, unknown_keys: int) -> list[str]:
    """Say what was assumed about keys and raw movement."""
    told = []
    if found.keys:
        told.append(
            "codes of keys are places on a US keyboard, and modifiers and repeats follow from presses and "
            "releases: the source tells virtual keys, to which both Enter keys are one"
        )
    if unknown_keys:
        told.append(
            f"{unknown_keys:,} key events have no known place and no code; their numbers are in other"
        )
    if found.raw:
        told.append(
            f"{found.raw:,} messages of raw mouse movement are relative and kept in other: they tell how far "
            "the device was moved before acceleration, not where the pointer was, and are no part of its path"
        )
    if found.raw_absolute:
        told.append(
            f"{found.raw_absolute:,} of them tell a place on a device from 0 to 65,535 instead, of which the "
            "screen is not known; they are kept in other as well"
        )
    return told


def witness_sentences(
    keys: Witnessed, buttons: Witnessed, moved: Sequence[tuple[int, int]], origin_ns: int
) -> list[str]:
    """Say what the state messages prove to be missing; spans are in the source's clock, but for `moved`."""
    told = []
    for what, witness in (("key", keys), ("button", buttons)):
        if witness.held_before:
            told.append(
                f"{', '.join(witness.held_before[:_NAMED])} "
                f"{'was' if len(witness.held_before) == 1 else 'were'} down when the first state was told, "
                "before any press"
            )
        for pressed, verb in ((True, "presses"), (False, "releases")):
            lost = [event for event in witness.lost if event.pressed is pressed]
            if lost:
                named = "; ".join(_name(event, origin_ns) for event in lost[:_NAMED])
                more = f"; and {len(lost) - _NAMED:,} more" if len(lost) > _NAMED else ""
                told.append(
                    f"{len(lost):,} {what} {verb} were lost by the recorder, as its states prove: "
                    f"{named}{more}; they are markers, no event was made up"
                )
    if moved:
        named = "; ".join(f"{format_time(a)} to {format_time(b)}" for a, b in moved[:_NAMED])
        more = f"; and {len(moved) - _NAMED:,} more" if len(moved) > _NAMED else ""
        told.append(
            f"{len(moved):,} times a state found the pointer where no event had brought it (a state and an "
            f"event within {NEAR_MS} ms are not compared): {named}{more}"
        )
    return told


def fault_sentences(found: MessagesFound, misplaced: Sequence[int]) -> list[str]:
    """Say which messages are no rows."""
    told = []
    if found.bad:
        named = "; ".join(f"message {number:,}, {why}" for number, why in found.bad[:_NAMED])
        more = f"; and {len(found.bad) - _NAMED:,} more" if len(found.bad) > _NAMED else ""
        told.append(f"not understood and kept in other: {' '.join(named.split())}{more}")
    if misplaced:
        first = ", ".join(f"{number:,}" for number in misplaced[:_NAMED])
        told.append(f"{len(misplaced):,} rows of a time more than 30 days off were left out: message {first}")
    if found.left_out:
        told.append(f"{found.left_out:,} messages larger than a megabyte were not kept in other")
    return told


def _name(event: LostEvent, origin_ns: int) -> str:
    after, by = (format_time(t - origin_ns) for t in (event.after_ns, event.by_ns))
    return f"{event.name} between {after} and {by}"
