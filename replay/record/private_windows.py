"""Private windows of Chromium and its kin, told by how they are opened: nothing about them tells.

Ctrl+Shift+N in one of these browsers opens a private window, and so does a private window that opens another.
One opened from the menu is not found.
"""

import threading
from collections.abc import Iterable
from fnmatch import fnmatchcase

_BROWSERS = ("*chrom*", "*brave*", "*edge*", "*vivaldi*", "*opera*")
_AFTER_S, _BEFORE_S = 5.0, 1.0
"""Windows so long after the keys were asked for by them; or before, where the keys were seen late."""


def is_browser(app: str) -> bool:
    """Say whether a class is that of a browser whose private windows look like all others."""
    return any(fnmatchcase(app.casefold(), glob) for glob in _BROWSERS)


class PrivateWindows:
    """Numbers of windows; may be asked from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers: set[int] = set()
        self._recent: list[tuple[float, int]] = []
        self._until = 0.0

    @property
    def numbers(self) -> frozenset[int]:
        """All that are known now."""
        with self._lock:
            return frozenset(self._numbers)

    def asked(self, now: float) -> None:
        """Take note that a browser was told to open a private window.

        Args:
            now: Seconds of the monotonic clock, as everywhere here.
        """
        with self._lock:
            self._until = now + _AFTER_S
            self._numbers.update(number for at, number in self._recent if at > now - _BEFORE_S)

    def opened(self, number: int, app: str, now: float, *, by_private: bool) -> None:
        """Take note of a new window of the class `app`; `by_private` where a private one was active."""
        if not is_browser(app):
            return
        with self._lock:
            self._recent = [*(each for each in self._recent if each[0] > now - _BEFORE_S), (now, number)]
            if by_private or now < self._until:
                self._numbers.add(number)

    def keep(self, numbers: Iterable[int]) -> None:
        """Forget the windows that are gone: their numbers may come again."""
        with self._lock:
            self._numbers.intersection_update(numbers)
