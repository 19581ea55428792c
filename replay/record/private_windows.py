"""Private windows of Chromium and its kin, told by how they are opened: later nothing about them tells.

- Ctrl+Shift+N in one of these browsers opens a private window, and so does a private window that opens
  another.
- One opened from the menu, or with `--incognito` beside a running browser, begins with an empty tab whose
  title says so.
- One opened from the menu of a link begins with the page. So any window is taken for private that comes soon
  after something was chosen from such a menu.

What is not found: a program that has a running browser open a page in a private window.
"""

import threading
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

_AFTER_S, _BEFORE_S = 5.0, 1.0
"""Windows so long after the keys were asked for by them; or before, where the keys were seen late."""
_EMPTY_TABS = (
    *("new incognito tab", "new private tab", "new inprivate tab"),
    *("neuer inkognito-tab", "neuer inkognitotab", "neuer privater tab"),
    *("nouvel onglet de navigation privée", "nouvel onglet privé"),
    *("nueva pestaña de incógnito", "nueva pestaña privada"),
    *("nuova scheda in incognito", "nuova scheda di navigazione in incognito", "nuova scheda anonima"),
    *("nova guia anônima", "novo separador de navegação anónima", "novo separador de navegação privada"),
    *("nieuw incognitotabblad", "nowa karta incognito", "ny inkognitoflik", "ny inkognitofane"),
    *("новая вкладка в режиме инкогнито", "новая вкладка инкогнито"),
    *("新しいシークレット タブ", "새 시크릿 탭", "新的无痕式标签页", "打开新的无痕式标签页", "新無痕式分頁"),
)
"""How the title of an empty tab in a private window begins, in small letters."""


class PrivateWindows:
    """Numbers of windows; may be asked from any thread."""

    def __init__(self, browsers: Sequence[str] = ()) -> None:
        """Take patterns of the classes of browsers that are looked after, in small letters."""
        self._browsers = tuple(browsers)
        self._lock = threading.Lock()
        self._numbers: set[int] = set()
        self._recent: list[tuple[float, int]] = []
        self._until = 0.0

    @property
    def numbers(self) -> frozenset[int]:
        """All that are known now."""
        with self._lock:
            return frozenset(self._numbers)

    def is_browser(self, app: str) -> bool:
        """Say whether a class is that of a browser whose private windows look like all others."""
        return any(fnmatchcase(app.casefold(), glob) for glob in self._browsers)

    def titled(self, number: int, app: str, title: str) -> None:
        """Take note of a window's title: one that was private once is as long as it lives."""
        if number and title.casefold().startswith(_EMPTY_TABS) and self.is_browser(app):
            with self._lock:
                self._numbers.add(number)

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
        if not self.is_browser(app):
            return
        with self._lock:
            self._recent = [*(each for each in self._recent if each[0] > now - _BEFORE_S), (now, number)]
            if by_private or now < self._until:
                self._numbers.add(number)

    def keep(self, numbers: Iterable[int]) -> None:
        """Forget the windows that are gone: their numbers may come again."""
        with self._lock:
            self._numbers.intersection_update(numbers)
