"""Styled text at places of the screen, with no colour sent twice.

Rich ends every piece of text with a reset and begins the next with all its colours; where pieces follow each
other in the same colours, or blanks on the same paper, that is most of the bytes.
"""

import re
from collections.abc import Iterable

_RESET = "\x1b[0m"
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_COLOURS = re.compile(r"\x1b\[(38;2;\d+;\d+;\d+);(48;2;\d+;\d+;\d+)m")
_BLANKS = re.compile(r" +\x1b\[0m")


def placed(parts: Iterable[tuple[int, int, str]]) -> str:
    """Return what writes all parts.

    Args:
        parts: Column and row of the screen, from 0, and text as `Strip.render` gives it.
    """
    out = ink = paper = ""
    for column, row, text in parts:
        out += f"\x1b[{row + 1};{column + 1}H"
        colours = _COLOURS.match(text)
        if not paper or colours is None:
            out += text if not paper else _RESET + text
            ink, paper = _last_colours(text)
        else:
            rest = text[colours.end() :]
            blank = _BLANKS.fullmatch(rest) is not None
            wanted = [colour for colour in colours.groups() if colour not in (ink, paper)]
            if blank and colours[1] in wanted:
                wanted.remove(colours[1])
            out += (f"\x1b[{';'.join(wanted)}m" if wanted else "") + rest
            ink, paper = (ink, colours[2]) if blank else _last_colours(text)
        if paper:
            # What follows may go on in these colours; the reset comes when it does not.
            out = out.removesuffix(_RESET)
    return out + _RESET if paper else out


def _last_colours(text: str) -> tuple[str, str]:
    """Return ink and paper that hold at the end of a text but for its reset, "" where it is more or less."""
    styles = _STYLE.findall(text, 0, len(text) - len(_RESET)) if text.endswith(_RESET) else []
    colours = _COLOURS.fullmatch(styles[-1]) if styles else None
    return (colours[1], colours[2]) if colours else ("", "")
