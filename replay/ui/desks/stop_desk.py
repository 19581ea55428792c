"""The stops that a person walks and decides on, on the way from the screen to the workspace.

Made by the thread that reads the journal, with all it imports; used by the interface's thread alone.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from formats.errors import FormatError
from formats.model.annotations import Decision, Verdict
from replay.annotate.adjudication import Which
from replay.annotate.edits.new_id import new_id
from replay.annotate.errors import EditError
from replay.annotate.history import Edit
from replay.annotate.stops import (
    Stop,
    carried,
    decide,
    decide_together,
    lint_stops,
    nearest,
    settle,
    still_open,
    suggested_stops,
    undecided,
)
from replay.annotate.suggestions.suggest import Suggestion
from replay.annotate.two_annotators import differing, follow
from replay.annotate.workspace import Done, Workspace
from replay.ui.desks.flag_desk import FlagDesk
from replay.ui.desks.two_people import awaiting, comes_to, contradicting, decisions_in_force

SIGN_OFF = "sign-off"
"""What is decided on where a person signs that they have looked a recording through."""


class StopDesk:
    """What one person walks."""

    def __init__(self, work: Workspace) -> None:
        """Begin with nothing to walk.

        Args:
            work: What decisions are made in.
        """
        self._work = work
        self.shared_logins = False
        """Whether names alone tell people apart where two must decide alike, as the policy says."""
        self.between: tuple[str, str] | None = None
        """The annotators who are held against each other, None for nobody."""
        self.stops: list[Stop] = []
        """What is walked, in order of time, or worst first."""
        self.doubtful: list[Stop] = []
        """What the correction of the frames' times leaves in doubt."""
        self.ranked = False
        """Whether the stops are in another order than that of time."""
        self._all: list[Stop] = []
        """What was found, with what is decided meanwhile: undoing brings a stop back."""
        self._private: tuple[Stop, ...] = ()
        """What a search for private content found, with what is decided."""
        self.flagging = FlagDesk(work)
        """What keys of flagging do."""

    def suggested(self, suggestions: Sequence[Suggestion]) -> list[Stop]:
        """Return those that are to be decided in the tier in hand."""
        return self._walk(suggested_stops(self._work, suggestions))

    def found(self, stops: Sequence[Stop]) -> list[Stop]:
        """Return what was found and is to be decided, in order of time."""
        return self._walk(undecided(self._work, stops), found=stops)

    def doubts(self) -> list[Stop]:
        """Return what is in doubt and not decided yet."""
        return undecided(self._work, self.doubtful)

    def ranked_first(self, stops: Sequence[Stop]) -> list[Stop]:
        """Return what was found and is to be decided, in the order in which it is given."""
        self.flagging.places.update({each.id: each.place for each in stops if each.place is not None})
        self._private = tuple(stops)
        return self._walk(self._open(stops), found=stops, ranked=True)

    def look_again(self) -> bool:
        """Let the stops be what is to be decided after an undo; False where they are as before."""
        if not self._all:
            return False
        before = self.stops
        self.stops = self._open(self._all)
        if not self.ranked:
            self.stops.sort(key=lambda stop: stop.t_ns)
        return self.stops != before

    def _open(self, stops: Sequence[Stop]) -> list[Stop]:
        """Return what is to be decided; also again, where two must say the same and do not."""
        goes_along = carried(self._work.decisions, self._private)
        still = {id(each) for each in still_open(self._work, stops) if each.id not in goes_along}
        closed = {each.id for each in stops if each.needs_two and id(each) not in still}
        others = contradicting(self._work, closed, shared_logins=self.shared_logins)
        found: list[Stop] = []
        for each in stops:
            if id(each) in still:
                found.append(each)
            elif each.needs_two and each.id in others:
                found.append(replace(each, words=f"{each.words}; you said otherwise: {others[each.id]}"))
        return found

    def decisions(self, due: Collection[str]) -> Mapping[str, Decision]:
        """Return what was decided, by what it was decided on; `due` are findings on which two must agree."""
        decided: Mapping[str, Decision] = self._work.decisions
        if due:
            decided = decisions_in_force(self._work, due, shared_logins=self.shared_logins)
        more = carried(decided, self._private)
        return {**{name: Decision(name, name, more[name]) for name in more}, **decided} if more else decided

    def awaiting(self, due: Collection[str]) -> int:
        """Return on how many findings a second person is to say what was said here."""
        return awaiting(self._work, due, shared_logins=self.shared_logins)

    def stop_at(self, t_ns: int) -> Stop | None:
        """Return the stop at the playhead, None where there is none."""
        try:
            return nearest(self.stops, t_ns, first=self.ranked)
        except EditError:
            return None

    def let_go(self, stop: Stop) -> None:
        """Walk a stop no more: it was decided on in another way."""
        self.stops = [each for each in self.stops if each is not stop]

    def sign_off(self, note: str, *, whole: bool) -> Done:
        """Sign the recording off as looked through.

        Args:
            note: How much was seen, and what the person says of it.
            whole: Whether everything was; in part it is signed as "adjusted".
        """
        before = self._work.decisions.get(SIGN_OFF)
        name = before.id if before else new_id()
        signed = Decision(name, SIGN_OFF, "accepted" if whole else "adjusted", note)
        words = "signed off" if whole else "signed off IN PART"
        return self._do(lambda work: _signed(work, Edit(before, signed), words))

    def lint(self) -> list[Stop]:
        """Return conflicts, what is wrong with the labels, and the open comments."""
        found = [*lint_stops(self._work), *undecided(self._work, self.doubtful)]
        return self._walk(sorted(found, key=lambda stop: stop.t_ns))

    def decide(self, t_ns: int, verdict: Verdict, *, alone: bool = False) -> Done:
        """Decide on the stop at the playhead, and all of its group, which are then stops no longer.

        Args:
            t_ns: The playhead.
            verdict: On them.
            alone: Decide on that one stop, whatever group it is in.
        """

        def decided(stop: Stop) -> tuple[Done, list[Stop]]:
            if verdict == "accepted" and (stop.contested or stop.conflict):
                return self._followed(stop, "a")
            if stop.group and not alone:
                group = [each for each in self.stops if each.group == stop.group]
                done = self._do(lambda work: decide_together(work, group, verdict))
                return self._with_others(done, stop, verdict), [
                    each for each in group if each.id in self._work.decisions
                ]
            done = self._with_others(self._do(lambda work: decide(work, stop, verdict)), stop, verdict)
            return done, [stop] if self._work.decisions.get(stop.id) is not None else []

        return self._at_stop(t_ns, decided)

    def _with_others(self, done: Done, stop: Stop, verdict: Verdict) -> Done:
        """Add to what a decision did what it comes to, where two must decide alike."""
        if not stop.needs_two or verdict == "skipped":
            return done
        comes = comes_to(self._work, stop.id, shared_logins=self.shared_logins)
        return replace(done, words=f"{done.words}; {comes}")

    def differing(self) -> list[Stop] | str:
        """Return where two annotators differ in the tier in hand, or why that cannot be said."""
        if self.between is None:
            return "`replay open --between A B FILE` shows where two annotators differ"
        try:
            return self._walk(differing(self._work, self.between))
        except EditError as error:
            return str(error)

    def follow(self, t_ns: int, which: Which) -> Done:
        """Follow one annotator, or both, at the stop here."""
        return self._at_stop(t_ns, lambda stop: self._followed(stop, which))

    def _followed(self, stop: Stop, which: Which) -> tuple[Done, list[Stop]]:
        if stop.conflict is not None:
            done = self._do(lambda work: settle(work, stop, which))
            return done, [stop] if stop.conflict not in self._work.conflicts() else []
        return self._do(lambda work: follow(work, stop, which)), [stop] if stop.contested is not None else []

    def _at_stop(self, t_ns: int, decides: Callable[[Stop], tuple[Done, list[Stop]]]) -> Done:
        """Decide on the stop at a time; those that are decided go."""
        try:
            stop = nearest(self.stops, t_ns, first=self.ranked)
        except EditError as error:
            return Done(str(error))
        done, gone = decides(stop)
        if gone:
            self.stops = [each for each in self.stops if not any(each is other for other in gone)]
        return done

    def _walk(self, stops: list[Stop], *, found: Sequence[Stop] = (), ranked: bool = False) -> list[Stop]:
        self.stops, self._all, self.ranked = stops, list(found), ranked
        return stops

    def _do(self, does: Callable[[Workspace], Done]) -> Done:
        try:
            return does(self._work)
        except (EditError, FormatError) as error:
            return Done(str(error))


def _signed(work: Workspace, edit: Edit, words: str) -> Done:
    work.do([edit] if edit.before != edit.after else [])
    return Done(words)
