"""Texts that a spreadsheet would take for a formula: an apostrophe before them keeps them texts.

Source: OWASP, CSV Injection.
"""

import re

_FORMULA = re.compile(r"[=+\-@\t\r\n']|[＝＋－＠]")
_QUOTED = re.compile(r"'(?:[=+\-@\t\r\n']|[＝＋－＠])")


def is_formula(text: str) -> bool:
    """Say whether a text must not stand in a cell as it is; one with an apostrophe first is among them."""
    return _FORMULA.match(text) is not None


def cell_of(text: str) -> str:
    """Return the cell for a text."""
    return f"'{text}" if is_formula(text) else text


def text_of_cell(cell: str) -> str:
    """Return the text for a cell; an apostrophe before what is no formula is the writer's own."""
    return cell[1:] if _QUOTED.match(cell) else cell
