"""What tests of the exchange of annotations share."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from formats.exchange_registry import ExchangeFormat
from formats.model.annotations import Annotation, Comment, Decision, Defect, Edge, Flag, Mark, Segment
from formats.model.exchange import ExchangeContext, ReadAnnotations
from formats.model.export import ExportReport
from formats.sinks.annotation_fit import fitted

S = 1_000_000_000

DAY: list[Annotation] = [
    Segment("s1", "task", "search", Edge(0), Edge(4 * S), "flights to Oslo"),
    Segment("s2", "task", "compare", Edge(4 * S), Edge(9 * S + 250_000_000)),
    Segment("s3", "task", "wait", Edge(2 * S), Edge(6 * S), 'she said "wait" & went <away>'),
    Segment("s4", "app", "Firefox", Edge(0), Edge(12 * S)),
    Segment("s5", "task", "pay", Edge(10 * S)),
    Mark("m1", Edge(3 * S + 500_000_000), "task", "submit"),
    Mark("m2", Edge(5 * S), "task", "=1+1"),
    Comment("c1", "is this one task?\nor two?", Edge(4 * S), Edge(6 * S)),
    Comment("c2", "look here", Edge(7 * S)),
    Flag("f1", Edge(S), Edge(2 * S), "password", ("typed", "screen")),
    Defect("d1", "gap", Edge(8 * S), Edge(9 * S), "doubtful", "2.1 s without frames"),
    Decision("e1", "d1", "accepted"),
]
"""A short recording with something of everything."""
DAY_CONTEXT = ExchangeContext(
    "office",
    12 * S,
    "office.mp4",
    1_700_000_000 * S,
    {"s1": "ann", "s2": "ann", "s3": "ben", "m1": "ann", "c1": "ben"},
)


def many(count: int) -> tuple[list[Annotation], ExchangeContext]:
    """Make so many segments, one after the other."""
    made: list[Annotation] = [
        Segment(f"s{number}", "task", f"label {number % 7}", Edge(number * S), Edge((number + 1) * S))
        for number in range(count)
    ]
    return made, ExchangeContext("long", count * S, "", None, {one.id: "ann" for one in made})


def there_and_back(
    found: ExchangeFormat, folder: Path, annotations: Iterable[Annotation], context: ExchangeContext
) -> tuple[ExportReport, ReadAnnotations]:
    """Write annotations into a folder, and read them."""
    out = folder / f"annotations{found.SUFFIXES[0]}"
    out.unlink(missing_ok=True)
    return found.write(annotations, out, context), found.read(out)


def due(
    found: ExchangeFormat, annotations: Iterable[Annotation], context: ExchangeContext
) -> Counter[tuple[Annotation, str]]:
    """Return what reading gives back: the annotations as they were made to fit, with their authors."""
    fit = fitted(annotations, context, found.HOLDS, lambda text: text)
    return Counter((_known(found, one), fit.author(one)) for one in fit.annotations)


def read_back(found: ExchangeFormat, read: ReadAnnotations) -> Counter[tuple[Annotation, str]]:
    """Return what was read, to be held against `due`."""
    return Counter((_known(found, one), read.authors.get(one.id, "")) for one in read.annotations)


def _known(found: ExchangeFormat, annotation: Annotation) -> Annotation:
    return annotation if found.HOLDS.ids else replace(annotation, id="")
