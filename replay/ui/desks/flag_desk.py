"""What the keys of flagging do, on the way from the screen to the workspace; a refusal becomes words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from formats.model.annotations import Comment, Edge, Flag, Region
from formats.model.time import Span, format_time
from replay.annotate import flagging
from replay.annotate.edits.new_id import new_id
from replay.annotate.errors import EditError
from replay.annotate.flagging import Target
from replay.annotate.stops import Stop, TextPlace, adjust, still_open
from replay.annotate.workspace import Done, Workspace
from replay.privacy.finding import ChannelText
from replay.privacy.review.flagged_text import FLAGGED_AS, SAME_AS, characters_note
from replay.privacy.review.obligations import Obligation, answer, open_words
from replay.ui.desks.looked import SEEN_AGAIN, Asked, LookedUp, Trace, Unclear
from replay.ui.widgets.flag_rows import FlagRow

_SCROLLED = ": scrolled"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A region that somebody pinned something to."""

    region: Region
    is_flag: bool


class FlagDesk:
    """One person's flags on the screen, and what they oblige to."""

    def __init__(self, work: Workspace) -> None:
        self._work = work
        self._unclear: dict[str, tuple[Unclear, ...]] = {}
        """By the id of a flag that was followed: where a person has to look."""
        self.places: dict[str, TextPlace] = {}
        """Where findings are, by their id."""
        self._looked_for: frozenset[str] = frozenset()
        """Ids of the flags whose secrets were last looked for."""
        self.found: tuple[Obligation, ...] | None = None
        """What was last found, None before anybody looked."""

    # What there is

    @property
    def flags(self) -> list[Flag]:
        """All flags, in order."""
        return flagging.flags_of(self._work)

    @property
    def decided(self) -> list[str]:
        """Ids of what was decided on, and not left for later."""
        return [name for name, each in self._work.decisions.items() if each.verdict != "skipped"]

    def asked(self) -> Asked:
        """Return what is to be looked for now."""
        verdicts = self._work.decisions
        settled = tuple(
            (place.channel, place.place, place.start, place.stop)
            for name, place in self.places.items()
            if name in verdicts and verdicts[name].verdict != "skipped"
        )
        return Asked(tuple(self.flags), frozenset(self.decided), frozenset(self._unclear), settled)

    def drawn(self) -> tuple[tuple[Span, Drawn], ...]:
        """Return the regions of flags and open comments, each with the time it is drawn in."""
        flagged = [
            (Span(each.start.t_ns, max(each.end.t_ns, each.start.t_ns + 1)), Drawn(each.region, True))
            for each in self.flags
            if each.region is not None
        ]
        commented = [
            (self._pinned_to(each), Drawn(each.region, False))
            for each in self._work.comments()
            if each.region is not None and not each.resolved
        ]
        return (*flagged, *commented)

    def rows(self) -> tuple[FlagRow, ...]:
        """Return a row for each flag, and below it one for each place that it obliges to."""
        rows: list[FlagRow] = []
        decided = set(self.decided)
        owed: dict[str, list[Obligation]] = {}
        for each in self.found or ():
            owed.setdefault(each.flag, []).append(each)
        doubts: dict[str, list[Unclear]] = {}
        for doubt in self._doubts():
            doubts.setdefault(doubt.flag.id, []).append(doubt)
        for flag in self.flags:
            places, unclear = owed.get(flag.id, []), doubts.get(flag.id, [])
            answers = flag.note.startswith(SAME_AS)
            if answers and _SCROLLED not in flag.note and self.found is not None:
                continue  # It is among the places of another one.
            left = len(unclear) + sum(not (each.is_done or each.id in decided) for each in places)
            state = (
                f"{left} of {len(places) + len(unclear)} open"
                if flag.id in self._looked_for
                else "E looks where else"
            )
            words = f"{flag.category} {_on(flag)}"
            rows.append(FlagRow(flag.start.t_ns, words, "" if answers else state, is_open=bool(left)))
            for each in places:
                done = each.is_done or each.id in decided
                words = "the pictures, searched by nobody" if each.is_unread else each.channel
                rows.append(
                    FlagRow(each.start_ns, words, "done" if done else "open", is_open=not done, is_owed=True)
                )
            rows += [
                FlagRow(
                    each.shown.start_ns, "the picture under it changed", "open", is_open=True, is_owed=True
                )
                for each in unclear
            ]
        return tuple(rows)

    def known_boxes(self, t_ns: int, display: int, stops: Sequence[Stop]) -> list[Region]:
        """Return the boxes of findings on a display at a time."""
        return [
            each.region
            for each in stops
            if each.region is not None and each.region.display == display and abs(each.t_ns - t_ns) < 10**9
        ]

    def why_not_done(self) -> str:
        """Say in one line what keeps the recording from being done, as it was last found; "" for nothing."""
        decided, standing = set(self.decided), {each.id for each in self.flags}
        found = (each for each in self.found or () if each.flag in standing and each.id not in decided)
        words = open_words(found)
        doubts = len(self._doubts())
        if doubts:
            pictures = f"{doubts} changed picture{'s' * (doubts != 1)} under flagged regions"
            words = f"{words} and {pictures}" if words else pictures
        return f"{words} open; E walks them" if words else ""

    def _pinned_to(self, comment: Comment) -> Span:
        """Return the span of a comment; of one pinned to an instant how long the picture is shown."""
        if comment.end is not None:
            return Span(comment.start.t_ns, max(comment.end.t_ns, comment.start.t_ns + 1))
        frames = self._work.recording.frames
        display = comment.region.display if comment.region is not None else -1
        times = frames["t"][frames["display"] == display]
        at = int(np.searchsorted(times, comment.start.t_ns, side="right"))
        start_ns = int(times[at - 1]) if at else comment.start.t_ns
        end_ns = int(times[at]) if at < len(times) else self._work.recording.duration_ns
        return Span(start_ns, max(end_ns, start_ns + 1))

    # What keys do

    def about(self, t_ns: int, target: Target, run: Span | None) -> str:
        """Say what a flag would be on here, or why there is nothing.

        Raises:
            ValueError: There is nothing of the kind here.
        """
        try:
            span, words = flagging.target_span(self._work, t_ns, target, run)
        except EditError as error:
            raise ValueError(str(error)) from error
        return f"{words}, {format_time(span.start_ns)} to {format_time(span.end_ns)}"

    def flag(self, t_ns: int, category: str, target: Target, run: Span | None) -> Done:
        """Flag what is here as sensitive."""
        return self._do(lambda work: flagging.flag(work, t_ns, category, target, run))

    def flag_region(self, frame: int, shown: Span, region: Region, category: str) -> tuple[Done, Flag | None]:
        """Flag a region of a picture; return the flag, whose region is to be followed."""
        name = new_id()
        done = self._do(
            lambda work: flagging.flag_region(work, frame, shown, region, category, make_id=lambda: name)
        )
        return done, next((each for each in self.flags if each.id == name), None)

    def comment_region(self, t_ns: int, region: Region, text: str) -> Done:
        """Pin words to a region of a picture."""
        return self._do(lambda work: flagging.comment_region(work, t_ns, region, text))

    def spread(self, trace: Trace) -> Done:
        """Let a flag be wherever its region was followed to; what is in doubt becomes a stop."""
        self._unclear[trace.flag] = trace.unclear
        known = {(each.region, each.start.t_ns, each.end.t_ns) for each in self.flags}
        places = [
            place for place in trace.places if (place[0], place[1].start_ns, place[1].end_ns) not in known
        ]
        note = f"{SAME_AS}{trace.flag}{_SCROLLED}"
        done = self._do(lambda work: flagging.spread(work, trace.flag, places, note)) if places else Done("")
        doubts = len(trace.unclear)
        asked = f"; {doubts} changed picture{'s' * (doubts != 1)} to look at: E walks them" if doubts else ""
        return Done(f"{done.words}{asked}" if done.words else asked.removeprefix("; "))

    def unflag(self, t_ns: int) -> Done:
        """Delete the flag here, with those that came of it."""
        return self._do(lambda work: flagging.unflag(work, t_ns, SAME_AS))

    def adjust_region(self, stop: Stop, category: str, shown: Span, region: Region) -> tuple[Done, Flag]:
        """Flag another region in the place of what was found."""
        start, end = self._edges(shown.start_ns, shown.end_ns, region)
        flag = Flag(new_id(), start, end, category, (), region)
        return self._do(lambda work: adjust(work, stop, [flag])), flag

    def adjust_characters(self, stop: Stop, text: ChannelText, start: int, stop_at: int) -> Done:
        """Flag other characters of the text in which something was found."""
        place = stop.place
        if place is None:
            return Done("this stop is about no text")
        start_ns, end_ns = text.span_of(start, stop_at)
        note = characters_note(start, stop_at, text.channel, text.place)
        flag = Flag(
            new_id(),
            Edge(start_ns),
            Edge(max(end_ns, start_ns + 1)),
            place.category,
            (FLAGGED_AS[text.channel],),
            note=note,
        )
        return self._do(lambda work: adjust(work, stop, [flag]))

    # Stops

    def take(self, looked: LookedUp) -> list[Stop]:
        """Take in what was found, and return what is to be decided: obligations, and regions in doubt."""
        for trace in looked.traces:
            self.spread(trace)
        self.found = looked.obligations
        self._looked_for = looked.flags
        frames = self._work.recording.frames
        by_id = {each.id: each for each in self.flags}
        stops = [self._doubt_stop(each) for each in self._doubts()]
        for each in looked.obligations:
            if each.is_done or each.flag not in by_id:
                continue
            flagged = format_time(by_id[each.flag].start.t_ns)
            if each.is_unread:
                words = (
                    f"the pictures were not searched for the {each.category} of {flagged}: a says you looked"
                )
                stops.append(Stop(each.start_ns, "flag", each.id, words))
                continue
            made = answer(each, frames, new_id())
            if made is not None and made.region is not None:
                start, end = self._edges(made.start.t_ns, made.end.t_ns, made.region)
                made = replace(made, start=start, end=end)
            finding = each.finding
            place = None
            if finding is not None:
                place = TextPlace(finding.channel, finding.place, finding.start, finding.stop, each.category)
            stops.append(
                Stop(
                    each.start_ns,
                    "flag",
                    each.id,
                    f"{each.channel}: the {each.category} flagged at {flagged} stands here too",
                    makes=made,
                    group=f"flag {each.flag}",
                    region=None if made is None else made.region,
                    place=place,
                )
            )
        return sorted(still_open(self._work, stops), key=lambda stop: stop.t_ns)

    def _doubts(self) -> list[Unclear]:
        standing = {each.id for each in self.flags}
        decided = set(self.decided)
        return [
            each
            for name, found in self._unclear.items()
            if name in standing
            for each in found
            if each.id not in decided
        ]

    def _doubt_stop(self, doubt: Unclear) -> Stop:
        start, end = self._edges(doubt.shown.start_ns, doubt.shown.end_ns, doubt.region)
        makes = Flag(
            new_id(),
            start,
            end,
            doubt.flag.category,
            (),
            doubt.region,
            f"{SAME_AS}{doubt.flag.id}{SEEN_AGAIN}",
        )
        return Stop(
            doubt.shown.start_ns,
            "flag",
            doubt.id,
            f"region: the picture under this {doubt.flag.category} flag changed here: still there?",
            makes=makes,
            region=doubt.region,
        )

    def _edges(self, start_ns: int, end_ns: int, region: Region) -> tuple[Edge, Edge]:
        """Return edges that go where the frames go that are there."""
        recording, display = self._work.recording, region.display
        return (
            flagging.frame_edge(recording, display, start_ns),
            flagging.frame_edge(recording, display, end_ns),
        )

    def _do(self, does: Callable[[Workspace], Done]) -> Done:
        try:
            return does(self._work)
        except EditError as error:
            return Done(str(error))


def _on(flag: Flag) -> str:
    """Say what a flag is on."""
    if flag.region is not None:
        box = flag.region
        return f"region {box.width}x{box.height} at {box.x},{box.y}"
    return ", ".join(flag.channels) or "everything"
