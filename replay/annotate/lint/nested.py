"""Rules on what lies in what: across an edge, where it may not, without what it needs."""

from collections.abc import Iterable, Iterator

import numpy as np

from formats.model.annotations import Mark, Segment
from formats.model.time import Span, format_time
from replay.annotate.edits.refusals import named
from replay.annotate.lint.linted import Found, Linted
from replay.annotate.lint.times import mark_named
from replay.annotate.nesting import outer_tiers
from replay.core.safe_text import visible


def outside_parent(linted: Linted) -> Iterator[Found]:
    """Segments that go across an edge of a tier further out."""
    for name, view in linted.tiers.items():
        starts, ends = view.columns.starts, view.columns.ends
        for outer in outer_tiers(linted.labels, name):
            around = linted.tiers[outer]
            edges = np.unique(np.concatenate([around.columns.starts, around.columns.ends]))
            first = np.searchsorted(edges, starts, side="right")
            across = first < np.searchsorted(edges, ends, side="left")
            for number in np.flatnonzero(across).tolist():
                segment, t_ns = view.columns.segments[number], int(edges[first[number]])
                parent = around.edges_at(t_ns)[0].segment
                words = f"the edge of {named(parent)}, {format_time(t_ns)}"
                yield Found(
                    view.span(segment), (segment.id, parent.id), f"{named(segment)} goes across {words}"
                )


def not_allowed_inside(linted: Linted) -> Iterator[Found]:
    """Labels that may not lie where they do, as they or those around them say."""
    labels, nest = linted.labels, linted.nest
    bad: dict[tuple[str, tuple[str, ...]], bool] = {}
    for number, segment in enumerate(nest.segments):
        if segment.label not in labels:
            continue
        key = (segment.label, nest.labels_around[number])
        if key not in bad:
            bad[key] = _is_misplaced(linted, *key)
        if bad[key]:
            outers = [nest.segments[each] for each in nest.around(number)]
            yield _misplaced(linted, nest.span(number), segment, outers)
    limited = {label.name for label in labels.labels if labels.inside(label.name)}
    for mark in linted.marks:
        if mark.label not in limited or mark.tier not in labels.ranks:
            continue
        around = linted.around(mark)
        if _is_misplaced(linted, mark.label, tuple(outer.label for outer in around)):
            yield _misplaced(linted, Span(mark.at.t_ns, mark.at.t_ns), mark, around)


def missing_child(linted: Linted) -> Iterator[Found]:
    """Segments without a label inside them that theirs requires."""
    labels = linted.labels
    if not any(label.requires for label in labels.labels):
        return
    nest = linted.nest
    kinds = {label: labels.kinds(label) for label in {segment.label for segment in nest.segments}}
    held: dict[str, set[str]] = {}
    for number, segment in enumerate(nest.segments):
        for each in nest.around(number):
            held.setdefault(nest.segments[each].id, set()).update(kinds[segment.label])
    for mark in linted.marks:
        for outer in linted.around(mark):
            held.setdefault(outer.id, set()).update(labels.kinds(mark.label))
    for number, segment in enumerate(nest.segments):
        for name in labels.requires(segment.label):
            if name not in held.get(segment.id, ()):
                yield Found(
                    nest.span(number),
                    (segment.id,),
                    f"{named(segment)} lacks {visible(name)!r} inside it",
                    name,
                )


def exclusive(linted: Linted) -> Iterator[Found]:
    """Labels that share time, in whichever tiers, and exclude each other."""
    pairs = {
        tuple(sorted((label.name, other)))
        for label in linted.labels.labels
        for other in linted.labels.exclusive(label.name)
    }
    if not pairs:
        return
    by_label: dict[str, list[tuple[int, int, str, str]]] = {}
    for span, name, label, words in _everything(linted):
        for kind in linted.labels.kinds(label):
            by_label.setdefault(kind, []).append((span.start_ns, span.end_ns, name, words))
    for first, second in sorted(pairs):
        yield from _sharing(sorted(by_label.get(first, ())), sorted(by_label.get(second, ())))


def _is_misplaced(linted: Linted, label: str, around: tuple[str, ...]) -> bool:
    # Where a label around it is unknown, or not given yet, that is the finding.
    known = all(outer in linted.labels for outer in around)
    return known and not linted.labels.may_lie_inside(label, around)


def _misplaced(linted: Linted, span: Span, annotation: Segment | Mark, around: Iterable[Segment]) -> Found:
    words = named(annotation) if isinstance(annotation, Segment) else mark_named(annotation)
    allowed = linted.labels.inside(annotation.label)
    outers = list(around)
    labels = {kind for outer in outers for kind in linted.labels.kinds(outer.label)}
    if allowed and labels.isdisjoint(allowed):
        message = f"{words} should lie inside {visible(' or '.join(allowed))}"
    else:
        message = f"{words} should not lie inside {named(outers[0])}"
    return Found(span, (annotation.id, *(outer.id for outer in outers[:1])), message)


def _everything(linted: Linted) -> Iterator[tuple[Span, str, str, str]]:
    named_in_rules = {
        name for label in linted.labels.labels for name in (label.name, *label.exclusive) if label.exclusive
    }
    concerned = {
        label.name
        for label in linted.labels.labels
        if not named_in_rules.isdisjoint(linted.labels.kinds(label.name))
    }
    for view in linted.tiers.values():
        for segment in view.columns.segments:
            if segment.label in concerned:
                yield view.span(segment), segment.id, segment.label, named(segment)
    for mark in linted.marks:
        if mark.label in concerned:
            yield Span(mark.at.t_ns, mark.at.t_ns + 1), mark.id, mark.label, mark_named(mark)


def _sharing(
    first: list[tuple[int, int, str, str]], second: list[tuple[int, int, str, str]]
) -> Iterator[Found]:
    """Yield for each of the first the one of the second that reaches furthest into it."""
    if not first or not second:
        return
    starts = np.array([each[0] for each in second], np.int64)
    ends = np.array([each[1] for each in second], np.int64)
    reach = np.maximum.accumulate(ends)
    furthest = np.maximum.accumulate(np.where(ends == reach, np.arange(len(ends)), 0))
    for start, end, name, words in first:
        begun = int(np.searchsorted(starts, end, side="left")) - 1
        if begun >= 0 and reach[begun] > start:
            other_start, other_end, other_name, other_words = second[int(furthest[begun])]
            both = Span(max(start, other_start), max(min(end, other_end), start, other_start))
            yield Found(both, (name, other_name), f"{words} and {other_words} exclude each other")
