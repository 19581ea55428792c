"""What was labelled, and how long that took: by label and by annotator, an hour of recording."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from formats.model.annotations import Segment
from formats.model.changes import Change
from formats.model.time import NS_PER_S

PAUSE_S = 300
"""A longer time without a change was no work on annotations."""
_NS_PER_HOUR = 3600 * NS_PER_S


@dataclass(frozen=True, slots=True)
class Work:
    """What annotators made of one recording."""

    duration_ns: int
    by: Mapping[str, Sequence[Segment]]
    """Segments of one tier, or of all, by the author who made them."""
    changes: Sequence[Change]
    """All changes of the recording, in any order."""


@dataclass(frozen=True, slots=True)
class LabelStatistics:
    """What one annotator, or everyone, did with one label."""

    author: str | None
    """None for everyone."""
    label: str
    segments: int
    time_ns: int
    """Of all of its segments."""
    median_ns: int
    """Length of the one in the middle."""
    per_hour: float
    """Segments in an hour of what the author worked on; 0 where that has no length."""


@dataclass(frozen=True, slots=True)
class AuthorStatistics:
    """What one annotator did."""

    author: str
    recordings: int
    """On which they made a change."""
    recorded_ns: int
    """Length of those."""
    segments: int
    time_ns: int
    """Of their segments, also where they overlap."""
    median_ns: int
    changes: int
    worked_ns: int
    """From change to change, without pauses; what went before the first change of a spell is not known."""

    @property
    def worked_per_hour_ns(self) -> int | None:
        """Work on an hour of recording; None where it has no length."""
        return self.worked_ns * _NS_PER_HOUR // self.recorded_ns if self.recorded_ns else None

    @property
    def segments_per_hour(self) -> float | None:
        """Segments in an hour of recording; None where it has no length."""
        return self.segments * _NS_PER_HOUR / self.recorded_ns if self.recorded_ns else None


def label_statistics(works: Iterable[Work]) -> list[LabelStatistics]:
    """Return what everyone did with each label, then each annotator; the labels with most time first."""
    lengths: dict[str | None, dict[str, list[int]]] = {}
    recorded: dict[str | None, int] = {None: 0}
    for work in works:
        recorded[None] += work.duration_ns if work.by else 0
        for author, segments in work.by.items():
            recorded[author] = recorded.get(author, 0) + work.duration_ns
            for segment in segments:
                length = _length_ns(segment, work.duration_ns)
                for who in (None, author):
                    lengths.setdefault(who, {}).setdefault(segment.label, []).append(length)
    return [
        LabelStatistics(
            author,
            label,
            len(found),
            sum(found),
            int(median(found)),
            len(found) * _NS_PER_HOUR / recorded[author] if recorded[author] else 0.0,
        )
        for author in sorted(lengths, key=lambda name: (name is not None, name or ""))
        for label, found in sorted(lengths[author].items(), key=lambda item: (-sum(item[1]), item[0]))
    ]


def author_statistics(works: Iterable[Work]) -> list[AuthorStatistics]:
    """Return what each annotator did, in the order of their names."""
    every = list(works)
    names = {name for work in every for name in work.by}
    names |= {change.author for work in every for change in work.changes}
    return [_of_author(name, every) for name in sorted(names)]


def worked_ns(times_utc_ns: Iterable[int], pause_s: float = PAUSE_S) -> int:
    """Return the time between changes, without pauses.

    Args:
        times_utc_ns: When each was made, in any order.
        pause_s: What is longer is a pause and is left out whole.
    """
    pause_ns = round(pause_s * NS_PER_S)
    return sum(b - a for a, b in pairwise(sorted(times_utc_ns)) if b - a <= pause_ns)


def _of_author(author: str, works: Sequence[Work]) -> AuthorStatistics:
    changes = [change for work in works for change in work.changes if change.author == author]
    own = [
        work for work in works if author in work.by or any(change.author == author for change in work.changes)
    ]
    lengths = [_length_ns(segment, work.duration_ns) for work in own for segment in work.by.get(author, ())]
    return AuthorStatistics(
        author=author,
        recordings=len(own),
        recorded_ns=sum(work.duration_ns for work in own),
        segments=len(lengths),
        time_ns=sum(lengths),
        median_ns=int(median(lengths)) if lengths else 0,
        changes=len(changes),
        worked_ns=worked_ns(change.at_utc_ns for change in changes),
    )


def _length_ns(segment: Segment, duration_ns: int) -> int:
    """Return how much of a segment lies in the recording: one that goes on for years counts no more."""
    span = segment.span(duration_ns)
    return max(min(span.end_ns, duration_ns) - max(span.start_ns, 0), 0)
