"""What `replay agree` compares: one tier of each recording, author by author, on an axis of its own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import click

from formats.model.annotations import Segment
from replay.annotate.agreement.axis import Axis, axis
from replay.annotate.agreement.comparison import Comparison, Labelled, Row
from replay.annotate.agreement.gamma import gamma
from replay.annotate.agreement.labelling import labelling
from replay.annotate.by_author import defect_spans, flagged_spans, segments_by_author, tiers_by_authors
from replay.cli.reading.annotated import Annotated
from replay.cli.reading.label_sets import find_label_set
from replay.core.spans import Spans

EXCLUDED = ("idle", "defects", "redacted")
"""What can be taken out of the time that is compared."""


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked for."""

    authors: tuple[str, ...]
    """None named means all who labelled."""
    tier: str | None
    excluded: tuple[str, ...]
    level: int | None
    labels: str | None
    """A label set, None for the one in force."""


@dataclass(frozen=True)
class Compared:
    """One recording as it is compared."""

    annotated: Annotated
    axis: Axis
    tier: str
    labelled: Labelled


def work_to_compare(recordings: Sequence[Annotated], asked: Question) -> tuple[list[str], list[Compared]]:
    """Return whom to compare, at least two, and what of each recording."""
    tier = _tier(recordings, asked)
    owned = [segments_by_author(each.ledger, tier) for each in recordings]
    found = {author for each in owned for author in each}
    people = list(asked.authors) or sorted(found)
    if not found.issuperset(people):
        raise click.UsageError(f"tier {tier!r}: {_nothing_of(set(people) - found, found)}")
    if len(people) < 2:
        raise click.UsageError(
            f"only {people[0]!r} labelled segments in tier {tier!r}: there is nothing to compare"
        )
    return people, [
        _compared(each, tier, {author: own[author] for author in people if author in own}, asked)
        for each, own in zip(recordings, owned, strict=True)
    ]


def with_gamma(compared: Comparison, work: Sequence[Compared]) -> Comparison:
    """Add gamma of each recording to a comparison of two.

    Raises:
        MissingExtraError: What computes it is not installed.
    """
    first, second = compared.authors
    rows = [
        Row("gamma", each.labelled.name, gamma(each.labelled.by[first], each.labelled.by[second]), None)
        for each in work
        if first in each.labelled.by and second in each.labelled.by
    ]
    return replace(compared, rows=(*compared.rows, *rows))


def _tier(recordings: Sequence[Annotated], asked: Question) -> str:
    """Return the tier that was asked for, or the only one in which two can be compared."""
    tiers = tiers_by_authors(each.ledger for each in recordings)
    if asked.tier is not None:
        if asked.tier not in tiers:
            there = _names(tiers) or "no tier with segments"
            raise click.UsageError(f"there is no tier {asked.tier!r}; there is {there}")
        return asked.tier
    wanted = set(asked.authors)
    people = {author for authors in tiers.values() for author in authors}
    if not people.issuperset(wanted):
        raise click.UsageError(_nothing_of(wanted - people, people))
    shared = [name for name, authors in tiers.items() if len(authors & wanted if wanted else authors) > 1]
    if len(shared) == 1:
        return shared[0]
    if shared:
        raise click.UsageError(f"name a --tier: {_names(shared)}")
    raise click.UsageError("no two annotators have segments in one tier: there is nothing to compare")


def _nothing_of(missing: set[str], there: set[str]) -> str:
    return f"{_names(missing)} labelled nothing there; {_names(there) or 'nobody'} did"


def _names(names: Iterable[str]) -> str:
    return ", ".join(map(repr, sorted(names)))


def _compared(each: Annotated, tier: str, by: Mapping[str, Sequence[Segment]], asked: Question) -> Compared:
    line = axis(each.duration_ns, _taken_out(each, asked.excluded))
    ancestors = {}
    if asked.level is not None:
        labels = find_label_set(each.path, asked.labels)
        names = {segment.label for segments in by.values() for segment in segments}
        ancestors = {name: labels.at_level(name, asked.level) for name in names}
    laid = {author: labelling(segments, line, ancestors) for author, segments in by.items()}
    return Compared(each, line, tier, Labelled(each.path.name, laid))


def _taken_out(each: Annotated, excluded: Sequence[str]) -> list[Spans]:
    every = {"idle": each.idle, "defects": defect_spans(each.ledger), "redacted": flagged_spans(each.ledger)}
    return [every[name] for name in excluded]
