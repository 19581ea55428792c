"""Labellings for tests: made of a letter a unit, or at random, with what peers are given for the same."""

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise

from formats.model.annotations import Edge, Segment
from replay.annotate.agreement.axis import axis
from replay.annotate.agreement.labelling import Labelling, labelling

CASES = 200
UNIT_NS = 10_000_000
GAP = "."
"""Stands for a unit without a label."""


def segments(letters: Sequence[str], name: str = "s") -> list[Segment]:
    """Return a segment for each run of a letter, `UNIT_NS` a letter, and nothing for gaps."""
    out = []
    at = 0
    for letter, run in groupby(letters):
        end = at + len(list(run))
        if letter != GAP:
            out.append(Segment(f"{name}{at}", "task", letter, Edge(at * UNIT_NS), Edge(end * UNIT_NS)))
        at = end
    return out


def laid(letters: Sequence[str]) -> Labelling:
    """Return the labelling of a letter a unit."""
    return labelling(segments(letters), axis(len(letters) * UNIT_NS))


def random_letters(chance: random.Random, units: int, alphabet: str = "abc.", steady: float = 0.8) -> str:
    """Return letters each of which is the one before it with the probability `steady`."""
    out = [chance.choice(alphabet)]
    while len(out) < units:
        out.append(out[-1] if chance.random() < steady else chance.choice(alphabet))
    return "".join(out)


def random_pairs(
    seed: int, wanted: Callable[[str, str], bool] = lambda _first, _second: True
) -> Iterator[tuple[str, str]]:
    """Yield `CASES` wanted pairs, each of one length; some nearly the same, some with hardly a boundary."""
    chance = random.Random(seed)
    count = 0
    while count < CASES:
        units = chance.randint(2, 120)
        first = random_letters(chance, units, steady=chance.choice([0.2, 0.8, 0.97]))
        second = random_letters(chance, units, steady=chance.choice([0.2, 0.8, 0.97]))
        if chance.random() < 0.5:
            shift = chance.randint(-3, 3)
            near = [first[min(max(i + shift, 0), units - 1)] for i in range(units)]
            second = "".join(s if chance.random() < 0.1 else n for s, n in zip(second, near, strict=True))
        if wanted(first, second):
            count += 1
            yield first, second


def has_boundary(first: str, second: str) -> bool:
    """Say whether either of a pair has one."""
    return len(set(first)) > 1 or len(set(second)) > 1


def boundary_string(letters: str) -> str:
    """Return nltk's form: a "1" for each potential boundary at which the letter changes."""
    return "".join(str(int(one != other)) for one, other in pairwise(letters))


def masses(letters: str) -> tuple[int, ...]:
    """Return segeval's form: the length of each run."""
    return tuple(len(list(run)) for _, run in groupby(letters))
