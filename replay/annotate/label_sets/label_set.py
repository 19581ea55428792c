"""Label sets: the tiers of a recording, and the words that may stand in them, as a tree.

The tree has two kinds of branches. Where a label shares its tiers with its parent it is a kind of it ("web
search" of "search"), and the parent's rules hold for it too. Where it has a tier of its own its segments lie
inside those of the parent ("search" inside "task").

A set says what is offered and what is checked, never what may be stored: annotations keep the names they
were given, and a label that the set does not know is shown as it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

TierKind = Literal["spans", "points", "both"]
LabelKind = Literal["span", "point"]

COLOURS: Mapping[str, str] = {
    "blue": "#5b8ff9",
    "orange": "#f6903d",
    "green": "#5ad8a6",
    "red": "#e8684a",
    "purple": "#9270ca",
    "teal": "#269a99",
    "yellow": "#e0b400",
    "pink": "#ff99c3",
    "cyan": "#6dc8ec",
    "brown": "#a9714b",
    "lime": "#a3c644",
    "violet": "#b37feb",
    "grey": "#8c8c99",
    "white": "#e8e8ee",
    "black": "#303038",
}
"""Colours that have a name, as `#rrggbb`."""

_GIVEN = tuple(name for name in COLOURS if name not in {"grey", "white", "black"})


@dataclass(frozen=True, slots=True)
class Tier:
    """One row of segments or points."""

    name: str
    kind: TierKind = "spans"
    partition: bool = False
    """Its segments share their edges and leave no gap; else they lie freely."""
    nested: bool = True
    """What lies in it lies inside segments of the nested tiers before it; else it stands for itself."""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """One word, with what is offered and checked where it stands."""

    name: str
    tiers: tuple[str, ...]
    """Names of the tiers in which it may stand, at least one."""
    parent: str = ""
    """Name of the label above it in the tree, "" for one at the top."""
    kind: LabelKind = "span"
    key: str = ""
    """The one character that gives it, "" for none."""
    colour: str = "#8c8c99"
    """As `#rrggbb`."""
    description: str = ""
    inside: tuple[str, ...] = ()
    """Labels one of which must be around it, at any distance; none named means that it may lie anywhere."""
    children: tuple[str, ...] = ()
    """Labels whose segments may lie directly inside it; none named means any."""
    requires: tuple[str, ...] = ()
    """Labels each of which must lie somewhere inside it."""
    exclusive: tuple[str, ...] = ()
    """Labels with which it may share no time, in any tier."""


@dataclass(frozen=True)
class LabelSet:
    """Tiers from the outermost to the innermost, and labels in the order in which they are offered.

    A value whose names all resolve; `replay.annotate.label_sets.label_text.parse_label_set` makes one from
    text.
    """

    name: str
    version: int = 1
    description: str = ""
    tiers: tuple[Tier, ...] = ()
    labels: tuple[Label, ...] = ()
    _named: Mapping[str, Label] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_named", {label.name: label for label in self.labels})

    def __contains__(self, name: str) -> bool:
        return name in self._named

    def label(self, name: str) -> Label | None:
        """Return a label by its name, None for one that is not in the set."""
        return self._named.get(name)

    def tier(self, name: str) -> Tier | None:
        """Return a tier by its name, None for one that is not in the set."""
        return next((tier for tier in self.tiers if tier.name == name), None)

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """Place of each tier, 0 for the outermost."""
        return {tier.name: rank for rank, tier in enumerate(self.tiers)}

    def tree(self, parent: str = "") -> Iterator[tuple[int, Label]]:
        """Yield the labels below `parent` (all of them without one) with their depth, parents first."""
        for label in self.labels:
            if label.parent == parent:
                yield 0, label
                for depth, below in self.tree(label.name):
                    yield depth + 1, below

    def path(self, name: str) -> tuple[str, ...]:
        """Return a label's name with those above it, outermost first; the name alone where it is unknown."""
        names = [name]
        while (label := self._named.get(names[-1])) is not None and label.parent:
            names.append(label.parent)
        return tuple(reversed(names))

    def kinds(self, name: str) -> tuple[str, ...]:
        """Return a label's name and those of which it is a kind, nearest first."""
        names = [name]
        while (label := self._named.get(names[-1])) is not None and self.is_kind(label):
            names.append(label.parent)
        return tuple(names)

    def is_kind(self, label: Label) -> bool:
        """Say whether a label is a kind of its parent: they share their tiers."""
        above = self._named.get(label.parent)
        return above is not None and not set(label.tiers).isdisjoint(above.tiers)

    def at_level(self, name: str, level: int) -> str:
        """Return the label of at most `level` (0: the coarsest) of which a label is a kind."""
        kinds = self.kinds(name)
        return kinds[max(len(kinds) - 1 - level, 0)]

    def may_lie_inside(self, name: str, around: Sequence[str]) -> bool:
        """Say whether something labelled `name` may lie where it does.

        Args:
            name: One that is not in the set may lie anywhere.
            around: Labels of the segments around it, innermost first.
        """
        label = self._named.get(name)
        if label is None:
            return True
        allowed = self.inside(name)
        if allowed and not any(kind in allowed for outer in around for kind in self.kinds(outer)):
            return False
        if not around or label.kind == "point":
            return True
        outers = [self._named.get(kind) for kind in self.kinds(around[0])]
        limits = [outer.children for outer in outers if outer is not None and outer.children]
        return all(not set(self.kinds(name)).isdisjoint(limit) for limit in limits)

    def inside(self, name: str) -> tuple[str, ...]:
        """Return the labels one of which must be around a label; () where it may lie anywhere."""
        allowed: list[str] = []
        for kind in self.kinds(name):
            label = self._named.get(kind)
            if label is None:
                continue
            if label.parent and not self.is_kind(label):
                allowed.append(label.parent)
            allowed += label.inside
        return tuple(dict.fromkeys(allowed))

    def requires(self, name: str) -> tuple[str, ...]:
        """Return the labels that must lie inside a label, those that its parents require among them."""
        return self._of_kinds(name, "requires")

    def exclusive(self, name: str) -> tuple[str, ...]:
        """Return the labels with which a label may share no time, as it or its parents say."""
        return self._of_kinds(name, "exclusive")

    def offered(self, tier: str, *, inside: Sequence[str] = (), kind_of: str = "") -> tuple[Label, ...]:
        """Return the labels that one key gives: siblings, reachable together.

        Args:
            tier: In which the segment or point is.
            inside: Labels of the segments around it, innermost first. Where none of them is in the set all
                are offered; where two of those have one key, it gives the first.
            kind_of: A label that is to be said more precisely: its kinds are offered; "" for the coarsest.
        """
        around = [name for name in inside if name in self._named]
        return tuple(
            label
            for label in self.labels
            if tier in label.tiers
            and (label.parent if self.is_kind(label) else "") == kind_of
            and (not around or self.may_lie_inside(label.name, around))
        )

    def by_key(self, key: str, tier: str, *, inside: Sequence[str] = (), kind_of: str = "") -> Label | None:
        """Return the label that a key gives, None for none; see `offered`."""
        offered = self.offered(tier, inside=inside, kind_of=kind_of)
        return next((label for label in offered if label.key and label.key == key), None)

    def colour(self, name: str) -> str:
        """Return a label's colour as `#rrggbb`; one that is not in the set has one by its name."""
        label = self._named.get(name)
        return label.colour if label else colour_of(sum(name.encode()) if name else None)

    def _of_kinds(self, name: str, rule: Literal["requires", "exclusive"]) -> tuple[str, ...]:
        found: list[str] = []
        for kind in self.kinds(name):
            label = self._named.get(kind)
            found += getattr(label, rule) if label else ()
        return tuple(dict.fromkeys(found))


def colour_of(number: int | None) -> str:
    """Return the colour of the label with a number among its set, grey for None."""
    return COLOURS["grey"] if number is None else COLOURS[_GIVEN[number % len(_GIVEN)]]
