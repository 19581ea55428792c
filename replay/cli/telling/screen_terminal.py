"""Whether there is a terminal that the screen can be drawn on."""

import sys
from collections.abc import Mapping, Sequence
from typing import TextIO

_PLACELESS = frozenset({"dumb", "unknown"})
"""Values of TERM for what can only write one line after the other."""
_WITHOUT = "`info`, `events` and `actions` work without one"


def why_no_screen(environment: Mapping[str, str], streams: Sequence[TextIO] | None = None) -> str:
    """Say in a sentence why the screen cannot be drawn here; empty where it can.

    Args:
        environment: The process's variables.
        streams: Input, output and what the screen is written to; the process's own where None.
    """
    given, printed, drawn = streams or (sys.stdin, sys.stdout, sys.stderr)
    if not all(stream.isatty() for stream in (given, printed, drawn)):
        return f"the screen needs a terminal; {_WITHOUT}"
    if environment.get("TERM") in _PLACELESS:
        return f"the screen needs a terminal, and this one is {environment['TERM']!r} by TERM; {_WITHOUT}"
    for charset in (_charset(environment), drawn.encoding):
        if charset and charset.lower().replace("-", "").replace("_", "") != "utf8":
            return (
                f"the screen is drawn in UTF-8, and the locale's characters are {charset}; "
                "where the terminal shows UTF-8 all the same, LC_ALL=C.UTF-8 says so"
            )
    return ""


def _charset(environment: Mapping[str, str]) -> str:
    """Return the character set that the locale names; empty where it names none, as "C" does not."""
    locale = next((value for name in ("LC_ALL", "LC_CTYPE", "LANG") if (value := environment.get(name))), "")
    return locale.partition(".")[2].partition("@")[0]
