"""All measures of two annotators over their recordings, each with how sure it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from formats.model.time import NS_PER_MS
from replay.annotate.agreement import (
    alpha,
    boundaries,
    boundary_similarity,
    iou,
    kappa,
    pk,
    window_diff,
)
from replay.annotate.agreement.bootstrap import RESAMPLES, SEED, Interval, block_cuts, interval
from replay.annotate.agreement.figure import Counts, Figure, Times, figure
from replay.annotate.agreement.intervals import vocabulary
from replay.annotate.agreement.iou import NO_SEGMENT
from replay.annotate.agreement.labelling import Labelling
from replay.annotate.agreement.windows import TOO_SHORT, window_units

SEVERAL = 5
"""From so many recordings on they are the blocks that are resampled."""
BLOCKS = 50
"""Blocks of time that fewer recordings are cut into, none shorter than the reference's parts on average."""
MOST_LABELS = 100
"""Labels that have a row of their own, the most used ones."""

Parts = Callable[..., Counts]
"""A measure's parts, of two labellings and `cuts`."""
Values = Callable[[Counts], Counts]


@dataclass(frozen=True)
class Labelled:
    """One tier of one recording, as its annotators labelled it."""

    name: str
    """Of the recording, for people."""
    by: Mapping[str, Labelling]
    """By author, all on one axis; who did not work on it is not in it."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is compared how."""

    tolerances_ns: tuple[int, ...] = tuple(ms * NS_PER_MS for ms in (100, 250, 500, 1000))
    unit_ns: int = 10 * NS_PER_MS
    """Length of a unit, for WindowDiff, Pk and boundary similarity (and the count of units of alpha)."""
    gaps: bool = True
    """Whether unlabelled time counts as labelled with nothing; else it was not judged."""
    thresholds: tuple[float, ...] = iou.THRESHOLDS
    resamples: int = RESAMPLES
    seed: int = SEED


@dataclass(frozen=True, slots=True)
class Row:
    """One measure."""

    measure: str
    about: str
    """What it was taken with: "within 250 ms", a window, a label; "" for nothing of the kind."""
    figure: Figure
    interval: Interval | None
    """None where it cannot be told."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found, and of what."""

    authors: tuple[str, ...]
    """The reference first."""
    recordings: tuple[str, ...]
    """Names of those that were compared."""
    length_ns: int
    """Of all of them, without what was taken out."""
    by_recording: bool
    """Whether intervals are over recordings; else they are over blocks of time."""
    rows: tuple[Row, ...]


def compare(recordings: Sequence[Labelled], reference: str, other: str, terms: Terms) -> Comparison:
    """Measure how far two annotators agree.

    Args:
        recordings: Any; those that only one of the two worked on are passed over.
        reference: Whose boundaries are to be found, and whose parts give windows their length.
        other: The other author.
        terms: What is compared how.
    """
    shared = [each for each in recordings if reference in each.by and other in each.by]
    pairs = [(each.by[reference], each.by[other]) for each in shared]
    cuts, by_recording = _cuts([first for first, _ in pairs])
    words = vocabulary([each for pair in pairs for each in pair], gaps=terms.gaps)
    unit_ns = terms.unit_ns
    window = window_units([first for first, _ in pairs], unit_ns)
    table = _Table(pairs, cuts, terms)

    table.put("Cohen's kappa", "", table.parts(partial(kappa.parts, words=words)), kappa.values, kappa.why)
    of_two = table.parts(partial(_alpha_of_two, words=words, unit_ns=unit_ns))
    table.put("Krippendorff's alpha", "", of_two, alpha.values, alpha.why)
    for tolerance_ns in terms.tolerances_ns:
        parts = table.parts(partial(boundaries.parts, tolerance_ns=tolerance_ns))
        within = f"within {_ms(tolerance_ns)}"
        table.put("boundary precision", within, parts, boundaries.precision, boundaries.no_other)
        table.put("boundary recall", within, parts, boundaries.recall, boundaries.no_reference)
        table.put("boundary F1", within, parts, boundaries.f1, boundaries.no_boundary)
    for tolerance_ns in terms.tolerances_ns:
        reach = tolerance_ns // unit_ns + 1
        parts = table.parts(partial(boundary_similarity.parts, unit_ns=unit_ns, reach=reach))
        near = f"near misses to {_ms((reach - 1) * unit_ns)}"
        table.put("boundary similarity", near, parts, boundary_similarity.values, _never)
    for name, measure in (("WindowDiff", window_diff), ("Pk", pk)):
        parts = table.parts(partial(measure.parts, unit_ns=unit_ns, window=window))
        table.put(name, f"window {_ms(window * unit_ns)}", parts, measure.values, _too_short)
    table.add_overlaps(None)
    for label in _most_used(pairs):
        table.add_overlaps(label)
    lengths = sum(first.length_ns for first, _ in pairs)
    names = tuple(each.name for each in shared)
    return Comparison((reference, other), names, lengths, by_recording, tuple(table.rows))


def compare_all(recordings: Sequence[Labelled], authors: Sequence[str], terms: Terms) -> Comparison:
    """Measure how far any number of annotators agree, who need not all have worked on every recording.

    Args:
        recordings: Any; those that fewer than two of them worked on are passed over.
        authors: At least two.
        terms: What is compared how.
    """
    shared = [each for each in recordings if sum(author in each.by for author in authors) > 1]
    everyone = [[each.by.get(author) for author in authors] for each in shared]
    first = [next(one for one in people if one is not None) for people in everyone]
    cuts, by_recording = _cuts(first)
    words = vocabulary([one for people in everyone for one in people], gaps=terms.gaps)
    parts = [alpha.parts(p, words, terms.unit_ns, c) for p, c in zip(everyone, cuts, strict=True)]
    table = _Table([], cuts, terms)
    if parts:
        table.put("Krippendorff's alpha", "", np.concatenate(parts), alpha.values, alpha.why)
    lengths = sum(each.length_ns for each in first)
    names = tuple(each.name for each in shared)
    return Comparison(tuple(authors), names, lengths, by_recording, tuple(table.rows))


class _Table:
    """Rows as they are found."""

    def __init__(
        self, pairs: Sequence[tuple[Labelling, Labelling]], cuts: Sequence[Times], terms: Terms
    ) -> None:
        self.rows: list[Row] = []
        self._pairs = pairs
        self._cuts = cuts
        self._terms = terms

    def parts(self, measure: Parts) -> Counts | None:
        """Return a measure's parts of all blocks of all recordings, None where there are none."""
        every = [measure(a, b, cuts=cuts) for (a, b), cuts in zip(self._pairs, self._cuts, strict=True)]
        return np.concatenate(every) if every else None

    def put(
        self,
        measure: str,
        about: str,
        parts: Counts | None,
        values: Values,
        why: Callable[[Counts], str],
    ) -> None:
        """Add the row of a measure by its parts."""
        if parts is None:
            return
        total = parts.sum(axis=0)
        found = figure(float(values(total[None])[0]), why(total))
        around = None
        if found.value is not None:
            around = interval(parts, values, resamples=self._terms.resamples, seed=self._terms.seed)
        self.rows.append(Row(measure, about, found, around))

    def add_overlaps(self, label: str | None) -> None:
        """Add the rows of temporal IoU: of one label, or of all."""
        thresholds = self._terms.thresholds
        parts = self.parts(partial(iou.parts, label=label, thresholds=thresholds))
        about = "" if label is None else f"label {label}"
        self.put("temporal IoU", about, parts, iou.mean, _no_segment)
        for number, threshold in enumerate(thresholds):
            at = f"IoU from {threshold:g}" + (f", {about}" if about else "")
            self.put("segment F1", at, parts, partial(iou.f1, number=number), _no_segment)


def _alpha_of_two(
    first: Labelling, second: Labelling, *, words: Sequence[str], unit_ns: int, cuts: Times
) -> Counts:
    return alpha.parts([first, second], words, unit_ns, cuts)


def _cuts(references: Sequence[Labelling]) -> tuple[list[Times], bool]:
    """Return the borders of blocks in each recording, and whether each recording is one."""
    if len(references) >= SEVERAL:
        return [np.array([0, each.length_ns]) for each in references], True
    whole = max(sum(each.length_ns for each in references), 1)
    counts = [min(round(BLOCKS * each.length_ns / whole), each.parts) for each in references]
    return [block_cuts(each.length_ns, n) for each, n in zip(references, counts, strict=True)], False


def _most_used(pairs: Sequence[tuple[Labelling, Labelling]]) -> list[str]:
    uses: dict[str, int] = {}
    for pair in pairs:
        for label in (*pair[0].labels, *pair[1].labels):
            uses[label] = uses.get(label, 0) + 1
    return sorted(sorted(uses), key=lambda label: -uses[label])[:MOST_LABELS]


def _never(_total: Counts) -> str:
    return "it is always defined"


def _too_short(_total: Counts) -> str:
    return TOO_SHORT


def _no_segment(_total: Counts) -> str:
    return NO_SEGMENT


def _ms(time_ns: int) -> str:
    return f"{time_ns / NS_PER_MS:g} ms"
