"""Select Graphic Rendition: what changes how is written.

Sources: ECMA-48, 8.3.117; ITU-T T.416 for colours in parts separated by colons; XTerm Control Sequences.
"""

from dataclasses import replace

from formats.importers.asciicast.screen import (
    BOLD,
    DEFAULT_COLOUR,
    DIM,
    HIDDEN,
    INVERSE,
    ITALIC,
    STRIKE,
    TRUE_COLOUR,
    UNDERLINE,
    Pen,
)

_ON = {1: BOLD, 2: DIM, 3: ITALIC, 4: UNDERLINE, 7: INVERSE, 8: HIDDEN, 9: STRIKE, 21: UNDERLINE}
_OFF = {22: BOLD | DIM, 23: ITALIC, 24: UNDERLINE, 27: INVERSE, 28: HIDDEN, 29: STRIKE}
_PARTS = 64


def styled(pen: Pen, numbers: str) -> Pen:
    """Return a pen after the numbers of one sequence ("1;38;5;208", "4:3")."""
    parts = numbers.split(";")[:_PARTS]
    while parts:
        values = [
            int(value) if value.isdecimal() and len(value) < 9 else 0 for value in parts.pop(0).split(":")
        ]
        number = values[0]
        if number in {38, 48, 58} and len(values) == 1:
            # The older form, in which a colour takes the numbers behind it.
            taken = {"5": 2, "2": 4}.get(parts[0] if parts else "", 1)
            values += [int(value) if value.isdecimal() and len(value) < 9 else 0 for value in parts[:taken]]
            del parts[:taken]
        pen = _changed(pen, number, values[1:])
    return pen


def _changed(pen: Pen, number: int, values: list[int]) -> Pen:
    if number == 0:
        return Pen()
    if number == 4 and values[:1] == [0]:
        return replace(pen, flags=pen.flags & ~UNDERLINE)
    if number in _ON or number in _OFF:
        return replace(pen, flags=(pen.flags | _ON.get(number, 0)) & ~_OFF.get(number, 0))
    place = {3: "ink", 9: "ink", 4: "paper", 10: "paper"}.get(number // 10)
    if place is None:
        return pen
    colour = _colour(number, values)
    return pen if colour is None else replace(pen, **{place: colour})


def _colour(number: int, values: list[int]) -> int | None:
    """Return the colour that a number from 30 to 49 or 90 to 109 names, None for none."""
    kind = number % 10
    if number >= 90:
        return kind + 8 if kind < 8 else None
    if kind != 8:
        return DEFAULT_COLOUR if kind == 9 else kind
    if len(values) >= 2 and values[0] == 5 and values[1] < 256:
        return values[1]
    # Between 2 and the parts there may be the number of a colour space.
    parts = values[2:5] if len(values) >= 5 else values[1:4]
    if values[:1] == [2] and len(parts) == 3 and max(parts) < 256:
        return TRUE_COLOUR | parts[0] << 16 | parts[1] << 8 | parts[2]
    return None
