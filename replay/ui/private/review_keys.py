"""The keys of who came to review what is private: none of them changes a label."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from replay.ui.keys import CATEGORIES, Key, sign
from replay.ui.widgets.key_bar import BarKey

_LABELLING = frozenset(
    [
        *("pick_label", "relabel_alike", "tier(1)", "merge('after')", "merge('before')", "delete"),
        *("copy_tier", "edge_here('start')", "edge_here('end')", "nudge(-1)", "nudge(1)", "nudge_by", "snap"),
        *("suggest", "lint", "differing", "follow('b')", "follow('both')", "hand_in", "send_back"),
    ]
)
_MEANS = {
    "split": "look closer at the stop: the list of stops; again: where it stands",
    "in_point": "in point: a span that is flagged begins here",
    "stop(1)": "next stop: what is private, the worst and likeliest first, or what / found",
}
_DECIDE = (
    ("stop(1)", "next"),
    ("decide('accepted')", "private"),
    ("decide('rejected')", "not private"),
    ("decide('skipped')", "later"),
    ("alone", "this one"),
    ("split", "closer"),
)
_MORE = (
    ("reveal", "reveal"),
    ("flag", "flag"),
    ("region", "region"),
    ("private", "search"),
    ("undo", "undo"),
    ("sign_off", "sign off"),
    ("help", "keys"),
)

PRESSES = "press:"
"""How the action of a key begins that is given to what waits for one."""


def _pressed(*keys: tuple[str, str, str]) -> list[BarKey]:
    return [BarKey(shown, words, f"{PRESSES}{name}" if name else "") for shown, name, words in keys]


ASKED_BARS: Mapping[str, Sequence[Sequence[BarKey]]] = {
    "region": (
        _pressed(("a-z", "", "pick a box"), ("← ↑ ↓ →", "", "move"), ("Shift ← →", "", "size")),
        _pressed(("Space", "space", "finer"), ("Enter", "enter", "take it"), ("Esc", "escape", "leave")),
    ),
    "what for": (
        _pressed(*((letter, letter, name) for letter, name in CATEGORIES.items())),
        _pressed(("x", "x", "another word"), ("c", "c", "comment"), ("Esc", "escape", "leave")),
    ),
    "alone": (
        _pressed(("a", "a", "private"), ("r", "r", "not private"), ("s", "s", "later")),
        _pressed(("e", "e", "adjust what it covers"), ("Esc", "escape", "leave")),
    ),
}
"""What stands at the foot while something is asked that keys answer, by what it is about."""


def review_table(table: Iterable[Key]) -> tuple[Key, ...]:
    """Return the keys in force without those that change labels, and what the others mean here."""
    return tuple(
        replace(key, description=_MEANS.get(key.action, key.description))
        for key in table
        if key.action not in _LABELLING and not key.action.startswith("label(")
    )


def review_bar(table: Sequence[Key]) -> list[list[BarKey]]:
    """Return what stands at the foot of the screen: the keys that decide, and those for what was missed."""
    by_action = {key.action: key for key in table if key.keys}
    return [
        [
            BarKey(sign(by_action[action].keys[0]), words, action)
            for action, words in part
            if action in by_action
        ]
        for part in (_DECIDE, _MORE)
    ]
