"""Gamma: how far two annotators agree on where segments are and what they are, both at once.

Segments are aligned so that what differs costs least, and the cost is held against that of random ones. It is
computed by pygamma-agreement (extra `gamma`), at a cost that grows with the square of the segments.

Source: Y. Mathet, A. Widloecher and J.-P. Metivier, "The unified and holistic method gamma for
inter-annotator agreement measure and alignment", Computational Linguistics 41(3), 2015.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from formats.errors import MissingExtraError
from formats.model.time import NS_PER_S
from replay.annotate.agreement.bootstrap import SEED
from replay.annotate.agreement.figure import Figure
from replay.annotate.agreement.labelling import UNLABELLED, Labelling

MOST_SEGMENTS = 500
"""Of one annotator: 300 take about six seconds."""


def gamma(first: Labelling, second: Labelling, *, samples: int = 30, seed: int = SEED) -> Figure:
    """Return gamma of two annotators on one axis, as its authors combine place and label.

    Args:
        first: One annotator.
        second: The other.
        samples: Random annotations that chance is read from.
        seed: Of the draw.

    Raises:
        MissingExtraError: pygamma-agreement is not installed.
    """
    counts = [sum(label != UNLABELLED for label in each.labels) for each in (first, second)]
    if min(counts) == 0:
        return Figure(None, "one of them has no segment")
    if max(counts) > MOST_SEGMENTS:
        return Figure(None, f"more than {MOST_SEGMENTS} segments would take too long")
    try:
        import pygamma_agreement  # noqa: PLC0415 - an optional extra, and slow to import
        from pyannote.core import Segment  # noqa: PLC0415 - comes with it
    except ImportError as error:
        raise MissingExtraError("gamma", extra="gamma") from error

    continuum = pygamma_agreement.Continuum()
    for name, each in (("first", first), ("second", second)):
        for start, end, label in zip(each.starts.tolist(), each.ends.tolist(), each.labels, strict=True):
            if label != UNLABELLED:
                continuum.add(name, Segment(start / NS_PER_S, end / NS_PER_S), label)
    with _seeded(seed):
        costs = pygamma_agreement.CombinedCategoricalDissimilarity()
        return Figure(float(continuum.compute_gamma(costs, n_samples=samples).gamma))


@contextmanager
def _seeded(seed: int) -> Iterator[None]:
    """Give numpy's one global source of chance a seed, and keep what is logged of solvers to ourselves."""
    state, logged = np.random.get_state(), logging.root.manager.disable
    np.random.seed(seed)
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logged)
        np.random.set_state(state)
