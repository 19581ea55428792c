"""Segments for tests: whole seconds in, and back as words that can be compared."""

from collections.abc import Iterable, Iterator

from hypothesis import strategies as st

from formats.model.annotations import Edge, Segment
from replay.annotate.history import Edit
from replay.annotate.tier_view import TierView

S = 1_000_000_000
END_S = 20


def segment(name: str, start_s: float, end_s: float | None, label: str = "", tier: str = "t") -> Segment:
    end = None if end_s is None else edge(end_s)
    return Segment(name, tier, label or name, edge(start_s), end)


def edge(at_s: float) -> Edge:
    return Edge(round(at_s * S))


def view(*segments: Segment, partition: bool = False, tier: str = "t") -> TierView:
    return TierView(tier, segments, duration_ns=END_S * S, partition=partition)


def told(tier: TierView) -> list[tuple[float, float | None, str]]:
    """Say what stands in a tier."""
    return [(s.start.t_ns / S, None if s.end is None else s.end.t_ns / S, s.label) for s in tier]


def after(tier: TierView, edits: Iterable[Edit]) -> list[tuple[float, float | None, str]]:
    """Say what stands in a tier once edits are made; the view itself stays."""
    copy = TierView(tier.name, tier, duration_ns=tier.duration_ns, partition=tier.partition)
    copy.apply(edits)
    return told(copy)


def names() -> "Names":
    return Names()


class Names:
    """Gives the ids n0, n1, ..."""

    def __init__(self) -> None:
        self._numbers: Iterator[int] = iter(range(1_000_000))

    def __call__(self) -> str:
        return f"n{next(self._numbers)}"


@st.composite
def free_segments(draw: st.DrawFn, most: int = 12) -> list[Segment]:
    """Segments anywhere, some without length, some open, some with the same edges."""
    found = []
    for number in range(draw(st.integers(0, most))):
        start, end = sorted([draw(st.integers(0, END_S)), draw(st.integers(0, END_S))])
        found.append(segment(f"s{number}", start, draw(st.sampled_from([end, end, end, None]))))
    return found
