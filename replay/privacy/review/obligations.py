"""What a flag obliges to: each place, in every channel, where its secret can be seen is dealt with."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from formats.model.annotations import Anchor, Edge, Flag, Region
from formats.model.frames import Frames
from replay.privacy.context.taken_back import told_once
from replay.privacy.finding import Channel, ChannelText, Finding
from replay.privacy.review.flagged_text import (
    FLAGGED_AS,
    SAME_AS,
    characters_note,
    is_under,
    overlaps,
    secrets_of,
)
from replay.privacy.sweep import sweep
from replay.privacy.typed.split_typing import is_split
from replay.privacy.typed.typed_within import TypedWithin

Characters = tuple[str, str, int, int]
"""Channel and place as in `ChannelText`, the first character and the one after the last."""

_ROOM_PX = 4
"""Around a line of text on a picture: what hangs below it, and the soft edges of its letters."""


@dataclass(frozen=True, slots=True)
class Obligation:
    """One place at which a flag's secret can be seen, or a channel in which nobody has looked for it."""

    id: str
    """Made of the flag and the place, never of the content; equal whenever the same is found again."""
    flag: str
    """Id of the flag that obliges."""
    category: str
    channel: Channel
    start_ns: int
    end_ns: int
    is_done: bool
    """Whether a flag is on it, or a person decided on it."""
    is_unread: bool = False
    """Whether it says that a channel was not read, and is no place."""
    finding: Finding | None = None
    """The place."""


def obligations(
    flags: Sequence[Flag],
    texts: Sequence[ChannelText],
    frames: Frames,
    *,
    decided: Collection[str] = (),
    settled: Collection[Characters] = (),
    typing: TypedWithin | None = None,
    screen_is_read: bool,
) -> list[Obligation]:
    """Return what flags oblige to, flag by flag, done and open.

    Args:
        flags: That stand. One that answers an obligation obliges to nothing of its own.
        texts: Of every channel of the recording.
        frames: Of the recording.
        decided: Ids of obligations that were accepted or rejected.
        settled: Characters of findings that were confirmed or rejected: what lies in them is done.
        typing: Of the recording.
        screen_is_read: Whether the texts on the pictures are among the texts. They are an obligation
            otherwise.
    """
    found: list[Obligation] = []
    for flag in sorted(flags, key=lambda each: (each.start.t_ns, each.id)):
        if flag.note.startswith(SAME_AS):
            continue
        places = told_once(sweep(texts, secrets_of(flag, texts, frames, typing)))
        typed = [place for place in places if place.channel == "typed" or is_split(place)]
        for place in places:
            is_raw = place.channel == "keys" and not is_split(place)
            if is_raw and any(_meet(place, other) for other in typed):
                continue  # One typing is told once.
            name = f"{flag.id}:{place.id}"
            done = (
                name in decided
                or any(_is_on(each, place, frames) for each in flags)
                or any(
                    (place.channel, place.place) == (channel, where)
                    and place.start < stop
                    and start < place.stop
                    for channel, where, start, stop in settled
                )
            )
            found.append(
                Obligation(
                    name,
                    flag.id,
                    flag.category,
                    place.channel,
                    place.start_ns,
                    place.end_ns,
                    done,
                    finding=place,
                )
            )
        if not screen_is_read and len(frames):
            name = f"{flag.id}:pictures"
            found.append(
                Obligation(
                    name,
                    flag.id,
                    flag.category,
                    "screen",
                    flag.start.t_ns,
                    flag.end.t_ns,
                    name in decided,
                    is_unread=True,
                )
            )
    return found


def answer(obligation: Obligation, frames: Frames, make_id: str) -> Flag | None:
    """Return the flag that answers an obligation, None where the copy is without it whatever is flagged.

    Args:
        obligation: With a place.
        frames: Of the recording.
        make_id: Id of the flag.
    """
    place = obligation.finding
    if place is None:
        return None
    note = (
        f"{SAME_AS}{obligation.flag}: {characters_note(place.start, place.stop, place.channel, place.place)}"
    )
    start, end = Edge(place.start_ns), Edge(max(place.end_ns, place.start_ns + 1))
    region = None
    if place.channel == "screen":
        if place.frame is None or place.box is None:
            return None
        x, y, width, height = place.box
        left, top = max(x - _ROOM_PX, 0), max(y - _ROOM_PX, 0)
        region = Region(
            int(frames["display"][place.frame]),
            left,
            top,
            x - left + width + _ROOM_PX,
            y - top + height + _ROOM_PX,
        )
        start = Edge(place.start_ns, Anchor("frame", place.frame))
    channels = (FLAGGED_AS[place.channel],)
    return Flag(make_id, start, end, obligation.category, channels, region, note)


def open_words(found: Iterable[Obligation]) -> str:
    """Say in one line why a recording is not done, "" where it is."""
    left = [each for each in found if not each.is_done]
    if not left:
        return ""
    channels = ", ".join(sorted({each.channel for each in left if not each.is_unread}))
    places = sum(not each.is_unread for each in left)
    unread = len(left) - places
    parts = [f"{places} place{'s' * (places != 1)} of flagged secrets in {channels}"] if places else []
    if unread:
        parts.append(f"pictures not searched for {unread} flag{'s' * (unread != 1)}")
    return " and ".join(parts)


def _meet(place: Finding, other: Finding) -> bool:
    return place.start_ns <= other.end_ns and other.start_ns <= place.end_ns


def _is_on(flag: Flag, place: Finding, frames: Frames) -> bool:
    """Say whether a flag takes a place out of the copy."""
    if not flag.channels and flag.region is None:
        # A span of everything is cut out: a text goes where all of it lies within.
        if place.channel == "metadata":
            return False
        return flag.start.t_ns <= place.start_ns and place.end_ns <= max(flag.end.t_ns, flag.start.t_ns + 1)
    if place.channel == "screen":
        text = ChannelText(
            "screen", place.place, "", place.start_ns, place.end_ns, frame=place.frame, box=place.box
        )
        on_screen = flag.region is not None or "screen" in flag.channels
        covers = flag.start.t_ns <= place.start_ns and place.end_ns <= flag.end.t_ns
        return on_screen and is_under(flag, text, frames) and covers
    if FLAGGED_AS[place.channel] not in flag.channels:
        return False
    if FLAGGED_AS[place.channel] == "metadata":
        named = characters_note(place.start, place.stop, place.channel, place.place)
        return flag.note.endswith(named)
    return overlaps(flag, place.start_ns, place.end_ns)
