"""Benchmarks the measures of agreement on eight hours with 5,000 segments, beside nltk's and segeval's.

    python -m tests.benchmarks.agreement [--quick] [--json OUT]

Two annotators put the same boundaries some tenths of a second apart and differ in every tenth label; 400 idle
spans are taken out. Units are 10 ms, 2.5 million of them: segeval, whose cost is units times window, is given
20,000 of them in the full run.
"""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import segeval
from nltk.metrics import segmentation

from formats.model.annotations import Edge, Segment
from formats.model.time import NS_PER_MS, NS_PER_S
from replay.annotate.agreement import alpha, boundary_similarity, iou, kappa, pk, window_diff
from replay.annotate.agreement.axis import Axis, axis
from replay.annotate.agreement.boundaries import boundary_figures
from replay.annotate.agreement.comparison import Labelled, Terms, compare
from replay.annotate.agreement.disagreements import disagreements
from replay.annotate.agreement.figure import Figure as Figured
from replay.annotate.agreement.intervals import vocabulary
from replay.annotate.agreement.labelling import Labelling, labelling
from replay.annotate.agreement.units import positions, unit_count
from replay.annotate.agreement.windows import window_units
from tests.benchmarks.command import finish, parser
from tests.benchmarks.figures import Figure, timed_ms

_HOURS, _SEGMENTS, _LABELS, _IDLE = 8, 5_000, 30, 400
_UNIT_NS = 10 * NS_PER_MS
_TOLERANCE_NS = 250 * NS_PER_MS


def main() -> None:
    """Measure and print."""
    options = parser(__doc__).parse_args()
    whole_ns = _HOURS * 3600 * NS_PER_S
    line = _axis(whole_ns)
    made = [_segments(whole_ns, seed) for seed in (1, 2)]
    a, b = (labelling(segments, line) for segments in made)
    finish(
        {
            f"{_HOURS} hours, {_SEGMENTS:,} segments": _own(a, b, line, made[0], 3 if options.quick else 15),
            "beside nltk and segeval": _peers(a, b, 2_000 if options.quick else 20_000),
        },
        options,
    )


def _own(a: Labelling, b: Labelling, line: Axis, segments: list[Segment], times: int) -> list[Figure]:
    words = vocabulary([a, b])
    terms = Terms()
    calls: dict[str, Callable[[], object]] = {
        "laying segments on the axis": lambda: labelling(segments, line),
        "Cohen's kappa": lambda: kappa.kappa(a, b, words),
        "Krippendorff's alpha": lambda: alpha.alpha([a, b], words, _UNIT_NS),
        "boundary F1 within 250 ms": lambda: boundary_figures(a, b, _TOLERANCE_NS),
        "boundary similarity to 250 ms": lambda: boundary_similarity.boundary_similarity(a, b, _UNIT_NS, 26),
        "WindowDiff": lambda: window_diff.window_diff(a, b, _UNIT_NS),
        "Pk": lambda: pk.pk(a, b, _UNIT_NS),
        "temporal IoU": lambda: iou.temporal_iou(a, b),
        "disagreements": lambda: disagreements(
            a, b, line, tier="task", authors=("a", "b"), tolerance_ns=_TOLERANCE_NS
        ),
        "all measures with intervals": lambda: compare([Labelled("r", {"a": a, "b": b})], "a", "b", terms),
    }
    return [Figure(name, float(np.median(timed_ms(call, times))), "ms") for name, call in calls.items()]


def _peers(a: Labelling, b: Labelling, few: int) -> list[Figure]:
    window = window_units([a], _UNIT_NS)
    strings = [_boundary_string(each) for each in (a, b)]
    out = []
    for name, ours, theirs in (
        ("WindowDiff", window_diff.window_diff, segmentation.windowdiff),
        ("Pk", pk.pk, segmentation.pk),
    ):
        own_ms, value = _timed(partial(ours, a, b, _UNIT_NS, window))
        peer_ms, expected = _timed(partial(theirs, *strings, window))
        out += [
            Figure(f"{name}, nltk over ours", peer_ms / own_ms, "x", at_least=10),
            Figure(f"{name}, difference from nltk", abs(value - expected), "", at_most=1e-9),
        ]
    short = _head(a, few), _head(b, few)
    masses = [tuple(np.diff([0, *positions(each, _UNIT_NS), few]).tolist()) for each in short]
    own_ms, value = _timed(partial(boundary_similarity.boundary_similarity, *short, _UNIT_NS, 26))
    peer_ms, expected = _timed(partial(segeval.boundary_similarity, *masses, n_t=26))
    return [
        *out,
        Figure(
            f"boundary similarity of {few:,} units, segeval over ours", peer_ms / own_ms, "x", at_least=10
        ),
        Figure("boundary similarity, difference from segeval", abs(value - expected), "", at_most=1e-9),
    ]


def _timed(call: Callable[[], Any]) -> tuple[float, float]:
    """Return the milliseconds of a call, and the figure that it gave."""
    start = time.perf_counter()
    found = call()
    took_ms = (time.perf_counter() - start) * 1e3
    value = found.value if isinstance(found, Figured) else found
    assert value is not None
    return took_ms, float(value)


def _axis(whole_ns: int) -> Axis:
    starts = np.sort(np.random.default_rng(3).integers(0, whole_ns, _IDLE))
    return axis(whole_ns, [np.stack([starts, starts + 10 * NS_PER_S], axis=1)])


def _segments(whole_ns: int, seed: int) -> list[Segment]:
    """Return a partition: the same for all seeds, but for where exactly and every tenth label."""
    shared, own = np.random.default_rng(0), np.random.default_rng(seed)
    inner = np.sort(shared.integers(0, whole_ns, _SEGMENTS - 1))
    labels = shared.integers(0, _LABELS, _SEGMENTS)
    labels = np.where(own.random(_SEGMENTS) < 0.1, own.integers(0, _LABELS, _SEGMENTS), labels)
    moved = inner + own.normal(0, 0.2 * NS_PER_S, len(inner)).astype(np.int64)
    edges = np.concatenate([[0], np.sort(np.clip(moved, 0, whole_ns)), [whole_ns]]).tolist()
    return [
        Segment(str(number), "task", f"l{labels[number]}", Edge(edges[number]), Edge(edges[number + 1]))
        for number in range(_SEGMENTS)
    ]


def _boundary_string(each: Labelling) -> str:
    marks = np.zeros(unit_count(each.length_ns, _UNIT_NS) - 1, np.uint8)
    marks[positions(each, _UNIT_NS) - 1] = 1
    return "".join(map(str, marks.tolist()))


def _head(each: Labelling, units: int) -> Labelling:
    """Return the first units of a labelling."""
    end_ns = units * _UNIT_NS
    count = int(np.searchsorted(each.starts, end_ns))
    ends = np.minimum(each.ends[:count], end_ns)
    return Labelling(each.starts[:count], ends, each.labels[:count], end_ns)


if __name__ == "__main__":
    main()
