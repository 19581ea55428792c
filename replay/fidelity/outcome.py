"""What a check says: a verdict, a figure with its unit, what it was held against, and where to look."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from formats.model.annotations import Severity
from formats.model.time import Span
from replay.fidelity.figure_text import limit_text

Verdict = Literal["ok", "cannot be known", "doubtful", "bad"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
"""From the best."""
SPANS_KEPT = 10_000
"""Places that an outcome holds at most; the figure counts all of them."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in the recording that a verdict rests on."""

    span: Span
    note: str = ""
    """One line: what is there, with its size."""
    verdict: Severity = "bad"
    weight: float = 0.0
    """How bad it is among those of its check; the worst are shown first where there is no place for all."""


class Places:
    """Collects places while a recording is read: all are counted, the heaviest kept."""

    def __init__(self) -> None:
        self.count = 0
        self._kept: list[Evidence] = []

    def __iter__(self) -> Iterator[Evidence]:
        return iter(self._kept)

    def add(self, place: Evidence) -> None:
        """Add one; an instant fault in every event of eight hours must not fill the memory."""
        self.count += 1
        self._kept.append(place)
        if len(self._kept) > 2 * SPANS_KEPT:
            self._kept.sort(key=lambda each: -each.weight)
            del self._kept[SPANS_KEPT:]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check found in one recording."""

    name: str
    verdict: Verdict
    value: float | None
    """The figure, None where there is none."""
    unit: str
    threshold: float | None
    """The limit that the figure passed, or the next to pass, in its unit; None for none."""
    spans: tuple[Evidence, ...] = ()
    """In order of time, at most `SPANS_KEPT`."""
    note: str = ""
    """One line: what the figure says, or why it cannot be known."""
    figures: Mapping[str, Any] = field(default_factory=dict)
    """What else was measured, by name with its unit; JSON values."""
    at_least: bool = False
    """Whether less than the threshold is worse, and not more."""

    @property
    def limit(self) -> str:
        """The threshold for people, with the side on which a figure is ok; "" for none."""
        return limit_text(self.threshold, at_least=self.at_least)

    def record(self) -> dict[str, Any]:
        """Return the outcome as JSON values."""
        return {
            "name": self.name,
            "verdict": self.verdict,
            "value": _plain(self.value),
            "unit": self.unit,
            "threshold": _plain(self.threshold),
            "at_least": self.at_least,
            "spans": [
                {
                    "start_ns": each.span.start_ns,
                    "end_ns": each.span.end_ns,
                    "verdict": each.verdict,
                    "note": each.note,
                }
                for each in self.spans
            ],
            "note": self.note,
            "figures": {name: _plain(value) for name, value in self.figures.items()},
        }


@dataclass(frozen=True, slots=True)
class NotJudged:
    """A check that could say something of a recording, and was not asked."""

    name: str
    what: str
    """What it says, one line."""

    def record(self) -> dict[str, str]:
        """Return it as JSON values."""
        return {"name": self.name, "what": self.what, "how": HOW_JUDGED}


HOW_JUDGED = "replay check --pictures"
"""What judges that, as people type it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a figure is held against: above `doubtful` it is that, above `bad` it is bad."""

    doubtful: float
    bad: float

    def judge(self, value: float) -> Verdict:
        """Return the verdict on a figure, of which more is worse."""
        if value > self.bad:
            return "bad"
        return "doubtful" if value > self.doubtful else "ok"

    def passed(self, value: float) -> float:
        """Return the limit that a figure passed, or the first one."""
        return self.bad if value > self.bad else self.doubtful


def judged(
    name: str,
    value: float,
    unit: str,
    limits: Limits,
    spans: Iterable[Evidence] = (),
    *,
    note: str = "",
    figures: Mapping[str, Any] | None = None,
) -> Outcome:
    """Return the outcome of a figure of which more is worse.

    What is ok needs no places to look at, and none of them is worse than all of them together.
    """
    verdict = limits.judge(value)
    kept = () if verdict == "ok" else in_order(spans)
    if verdict == "doubtful":
        kept = tuple(replace(each, verdict="doubtful") for each in kept)
    return Outcome(name, verdict, value, unit, limits.passed(value), kept, note, figures or {})


def counted(
    name: str,
    count: int,
    of: int,
    unit: str,
    limits: Limits,
    *,
    spans: Iterable[Evidence] = (),
    note: str = "",
    figures: Mapping[str, Any] | None = None,
) -> Outcome:
    """Return the outcome of a count whose limits are shares of `of`; the threshold told is a count, too."""
    share = count / max(of, 1)
    found = judged(
        name, share, unit, limits, spans, note=note, figures={"of": of, "share": share, **(figures or {})}
    )
    return replace(found, value=count, threshold=limits.passed(share) * of)


def unknown(name: str, unit: str, why: str, figures: Mapping[str, Any] | None = None) -> Outcome:
    """Return the outcome of what cannot be known from this recording."""
    return Outcome(name, "cannot be known", None, unit, None, (), why, figures or {})


def in_order(spans: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return places in order of time, the heaviest where there are too many to keep."""
    every: Sequence[Evidence] = list(spans)
    if len(every) > SPANS_KEPT:
        every = sorted(every, key=lambda each: -each.weight)[:SPANS_KEPT]
    return tuple(sorted(every, key=lambda each: (each.span.start_ns, each.span.end_ns)))


def worst(outcomes: Iterable[Outcome]) -> Verdict:
    """Return the worst verdict; what cannot be known is no finding, and counts as ok."""
    found = [each.verdict for each in outcomes if each.verdict != "cannot be known"]
    return max(found, key=VERDICTS.index, default="ok")


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() and abs(value) < 1 << 53 else value
    return value
