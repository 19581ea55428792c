"""The options that a window's program was started with: nothing else says that a browser is private."""

from pathlib import Path

_MOST_BYTES = 1 << 15


def options_of(process: int) -> tuple[str, ...]:
    """Return the words after a program's name, empty where it is gone, another user's or on another machine.

    Args:
        process: Its number, as its window says.
    """
    try:
        with Path(f"/proc/{process}/cmdline").open("rb") as opened:
            words = opened.read(_MOST_BYTES).decode("utf-8", "replace").split("\0")
    except OSError:
        return ()
    # Some programs write their own title there, all in one word.
    return tuple(part for word in words for part in word.split(" "))[1:]
