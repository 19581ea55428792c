"""What is wrong with the rules of a label set: unknown names, circles, keys that give two labels."""

from collections.abc import Iterator
from itertools import combinations

from replay.annotate.label_sets.label_set import Label, LabelSet

DEEPEST = 8
"""Labels above each other in the tree."""

_RULES = ("inside", "children", "requires", "exclusive")


def rule_faults(labels: LabelSet) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with the rules of a set: the number of the label, and a sentence.

    Args:
        labels: Its names need not resolve.
    """
    trees = True
    for number, label in enumerate(labels.labels):
        for message in _of_tree(labels, label):
            trees = False
            yield number, message
        yield from ((number, message) for message in _of_rules(labels, label))
    if trees:
        # Which labels are offered beside each other is only known where the tree is one.
        yield from _of_keys(labels)


def _of_tree(labels: LabelSet, label: Label) -> Iterator[str]:
    if not label.parent:
        return
    above = labels.label(label.parent)
    if above is None:
        yield f"{label.name!r} has an unknown parent: {label.parent!r}"
        return
    names = {label.name}
    while above is not None:
        if above.name in names:
            yield f"{label.name!r} is above itself"
            return
        names.add(above.name)
        if len(names) > DEEPEST:
            yield f"{label.name!r} lies deeper than {DEEPEST} labels"
            return
        above = labels.label(above.parent)
    shared = set(label.tiers) & set(labels.label(label.parent).tiers)  # type: ignore[union-attr]
    if shared and shared != set(label.tiers):
        yield (
            f"{label.name!r} shares only some of its tiers with its parent {label.parent!r}: "
            "all of them make it a kind of it, none of them lets it lie inside"
        )


def _of_rules(labels: LabelSet, label: Label) -> Iterator[str]:
    for rule in _RULES:
        names: tuple[str, ...] = getattr(label, rule)
        for name in names:
            if name not in labels:
                yield f"{rule} of {label.name!r} names {name!r}, which is no label"
            elif name == label.name and rule != "inside":
                yield f"{rule} of {label.name!r} names itself"
    if label.kind == "point":
        for rule in ("children", "requires"):
            if getattr(label, rule):
                yield f"{label.name!r} is a point: nothing lies inside it, and {rule} says so"
    if label.children:
        for name in label.requires:
            if name in labels and name not in label.children:
                yield f"{label.name!r} requires {name!r}, which is not among its children"


def _of_keys(labels: LabelSet) -> Iterator[tuple[int, str]]:
    """Find the pairs with one key that are offered beside each other."""
    by_key: dict[str, list[tuple[int, Label]]] = {}
    for number, label in enumerate(labels.labels):
        if label.key:
            by_key.setdefault(label.key, []).append((number, label))
    for key, users in by_key.items():
        for (_, first), (number, second) in combinations(users, 2):
            if _are_beside(labels, first, second):
                yield number, f"the key {key!r} gives {first.name!r} and {second.name!r}"
                break


def _are_beside(labels: LabelSet, first: Label, second: Label) -> bool:
    if set(first.tiers).isdisjoint(second.tiers):
        return False
    above = [label.parent if labels.is_kind(label) else "" for label in (first, second)]
    if above[0] != above[1]:
        return False
    one, other = (set(labels.inside(label.name)) for label in (first, second))
    if not one or not other or not one.isdisjoint(other):
        return True
    # Labels of one tier are never around the same; of two tiers, one may lie in the other.
    outers = [outer for name in one | other if (outer := labels.label(name))]
    return not set.intersection(*(set(outer.tiers) for outer in outers)) if outers else False
