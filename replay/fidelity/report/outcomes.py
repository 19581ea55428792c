"""The report: what every check found in one recording, and its defects as annotations."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from formats.model.annotations import Defect, Edge
from replay.fidelity.figure_text import figure_text
from replay.fidelity.outcome import VERDICTS, Evidence, NotJudged, Outcome, Verdict, worst

ID_PREFIX = "defect:"
"""What the id of every defect of a check begins with."""
_WHOLE = 0.9


@dataclass(frozen=True, slots=True)
class Report:
    """All outcomes."""

    duration_ns: int
    outcomes: tuple[Outcome, ...]
    not_judged: tuple[NotJudged, ...] = ()
    """What more could be said of this recording."""
    frames_corrected: Mapping[str, Any] | None = None
    """By how much the frames are moved that were judged, see `correction_record`."""

    @property
    def verdict(self) -> Verdict:
        """The worst of all verdicts."""
        return worst(self.outcomes)

    def outcome(self, name: str) -> Outcome:
        """Return the outcome of a check; KeyError where there is none of that name."""
        for each in self.outcomes:
            if each.name == name:
                return each
        raise KeyError(name)

    def with_pictures(self, seen: "Report") -> "Report":
        """Return this report and what the pictures say, of which nothing is left to judge."""
        return replace(self, outcomes=(*self.outcomes, *seen.outcomes), not_judged=())

    def by_severity(self) -> list[Outcome]:
        """Return all outcomes, the worst first and what cannot be known last, else as they come."""
        order = {"bad": 0, "doubtful": 1, "ok": 2, "cannot be known": 3}
        return sorted(self.outcomes, key=lambda each: order[each.verdict])

    def record(self) -> dict[str, Any]:
        """Return the report as JSON values."""
        return {
            "verdict": self.verdict,
            "duration_ns": self.duration_ns,
            "checks": [each.record() for each in self.outcomes],
            "not_judged": [each.record() for each in self.not_judged],
            "frames_corrected": self.frames_corrected,
        }


def defects(report: Report) -> list[Defect]:
    """Return every place in which something is doubtful or bad as an annotation, in order of time.

    The ids are equal whenever the same check finds the same place again, so that what people decided on a
    defect holds. What is wrong from beginning to end stands at the beginning, as an instant: it must not
    cover the others, nor take the whole recording out of an agreement.
    """
    out, told = [], Counter[str]()
    for outcome in report.outcomes:
        if outcome.verdict not in {"doubtful", "bad"}:
            continue
        for place in outcome.spans:
            name = f"{ID_PREFIX}{outcome.name}:{place.span.start_ns}"
            told[name] += 1
            number = f":{told[name]}" if told[name] > 1 else ""
            throughout = place.span.duration_ns >= _WHOLE * max(report.duration_ns, 1)
            start, end = Edge(place.span.start_ns), Edge(place.span.end_ns)
            end = start if throughout else end
            out.append(
                Defect(name + number, outcome.name, start, end, place.verdict, note_of(outcome, place))
            )
    return sorted(out, key=lambda each: (each.start.t_ns, each.end.t_ns, each.id))


def note_of(outcome: Outcome, place: Evidence) -> str:
    """Say what is at a place, with the figure of the check for all of them and what it was held against."""
    if outcome.value is None or outcome.threshold is None:
        return place.note or outcome.note
    words = f"{figure_text(outcome.value, outcome.unit)}, threshold {outcome.limit}"
    return f"{place.note} (in all {words})" if place.note else words


def worst_places(report: Report, count: int) -> list[tuple[Outcome, Evidence]]:
    """Return the places to look at first: of the worst checks, the heaviest, a few of each check.

    Args:
        report: What was found.
        count: How many at most.
    """
    found = [each for each in report.outcomes if each.verdict in {"doubtful", "bad"} and each.spans]
    found.sort(key=lambda each: -VERDICTS.index(each.verdict))
    ranked = [(each, sorted(each.spans, key=lambda place: -place.weight)) for each in found]
    longest = max((len(places) for _, places in ranked), default=0)
    # One of each check, then a second of each: a check with thousands would hide the others.
    turns = [
        (each, places[turn])
        for turn in range(min(longest, count))
        for each, places in ranked
        if turn < len(places)
    ]
    return turns[:count]
