"""What tells whether a file or a folder was written anew, without reading it."""

from contextlib import suppress
from pathlib import Path

Stamp = tuple[int, int, int]


def stamp(place: Path) -> Stamp | None:
    """Return the number, the time and the size of what is there, None where nothing is."""
    # A link that leads nowhere is there, too.
    for follows in (True, False):
        with suppress(OSError):
            about = place.stat(follow_symlinks=follows)
            return about.st_ino, about.st_mtime_ns, about.st_size
    return None
