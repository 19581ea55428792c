"""Recorded text made harmless: nothing in it can move a terminal's cursor, hide, or turn the reading order.

Sources: Unicode Annex 9 (bidirectional controls), ECMA-48 (C0 and C1), Trojan Source (CVE-2021-42574).
"""

import re
import unicodedata

_HARMFUL = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # C0, DEL and C1: escape sequences begin here
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # invisible or joining
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f"  # zero width, separators, bidirectional controls
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"  # variation selectors, byte order mark, specials
    "\ud800-\udfff"  # lone surrogates cannot be written as UTF-8
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"  # format controls and tags
)
_PICTURES = {**{chr(c): chr(0x2400 + c) for c in range(0x20)}, "\x7f": "\u2421"}
_MARKS_IN_A_ROW = 4


def visible(text: str) -> str:
    """Return `text` with every character shown that a terminal would obey or hide.

    C0 controls become their pictures (ESC is "␛"), all others their code ("<202E>"). A pile of more than four
    combining marks on one character is cut: it would paint over the lines around it.
    """
    if text.isascii() and text.isprintable():
        return text
    return _thin_marks(_HARMFUL.sub(_shown, text))


def escape_json(text: str) -> str:
    """Return JSON with every such character as an escape: the same values, harmless to print.

    JSON itself escapes only what is below a space, and a lone surrogate could not be printed at all.
    """
    if text.isascii() and "\x7f" not in text:
        return text
    return _HARMFUL.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    character = match.group()
    if character == "\n":
        return character
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _shown(match: re.Match[str]) -> str:
    character = match.group()
    return _PICTURES.get(character) or f"<{ord(character):04X}>"


def _thin_marks(text: str) -> str:
    if text.isascii():
        return text
    out: list[str] = []
    marks = 0
    for character in text:
        marks = (
            marks + 1 if unicodedata.combining(character) or unicodedata.category(character) == "Me" else 0
        )
        if marks <= _MARKS_IN_A_ROW:
            out.append(character)
    return "".join(out)
