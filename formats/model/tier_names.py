"""Names for what another tool must have apart, which come back as one name: "task", "task (2)", "task (3)".

Tools have tiers without overlaps, or without points among spans, and a name may be there once. Where one of
ours becomes several, the further ones are numbered. A name of ours that could be taken for such a one, and
the empty one, are written so that they cannot: "task (2)" as "task (2) (1)", "" as "no name".
"""

import re
from collections.abc import Iterable

NAMELESS = "no name"
"""Stands for the empty name."""
_NUMBERED = re.compile(r"(.*) \(([1-9][0-9]{0,5})\)", re.DOTALL)


def written_name(name: str, number: int = 1) -> str:
    """Return the name to write for a part; of several, the first must be written too.

    Args:
        name: Ours.
        number: Which part of it, from 1.
    """
    first = (f"{name} (1)" if _is_taken(name) else name) or NAMELESS
    return first if number == 1 else f"{first} ({number})"


def names_read(written: Iterable[str]) -> dict[str, str]:
    """Return our name for each name in a file."""
    there = set(written)
    return {name: _name_read(name, there) for name in there}


def _name_read(name: str, there: set[str]) -> str:
    while (found := _NUMBERED.fullmatch(name)) is not None:
        base, number = found[1], int(found[2])
        if number == 1:
            return base if _is_taken(base) else name
        if base not in there:
            return name
        name = base
    return "" if name == NAMELESS else name


def _is_taken(name: str) -> bool:
    return name == NAMELESS or _NUMBERED.fullmatch(name) is not None
