"""Pages of the browser: a display each, in the size of its viewport, and the window that is in front."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from formats.sources.rows import SourceRows, number

MOST = 1000
_TITLE_NODES = 2000


@dataclass(slots=True)
class _Page:
    number: int
    size: tuple[float, float] | None
    scale: float | None
    shown: list[tuple[int, str, str]] = field(default_factory=list)
    """Time, URL and title, whenever one of them changed."""
    visited: list[tuple[int, str]] = field(default_factory=list)
    """Time and URL of navigations, of which some are those of frames in the page."""
    resized: list[tuple[int, tuple[float, float]]] = field(default_factory=list)
    pictured: bool = False


class Pages:
    """Numbers pages in the order in which they come, and adds their display and window rows."""

    def __init__(self, rows: SourceRows) -> None:
        self._rows = rows
        self._pages: dict[str, _Page] = {}
        self._front: list[tuple[int, str]] = []

    def __len__(self) -> int:
        return len(self._pages)

    def display(self, page: str) -> int:
        """Return the number of a page's display, 0 for one that is unknown."""
        known = self._pages.get(page)
        return known.number if known else 0

    def see(self, page: str, at_ns: int, options: Mapping[str, Any]) -> None:
        """Take note of a page, whose viewport is that of its context until something else is told."""
        if page in self._pages or not page or len(self._pages) >= MOST:
            return
        scale = number(options.get("deviceScaleFactor"))
        known = self._pages[page] = _Page(len(self._pages), None, scale)
        self.come(page, at_ns)
        self._resize(known, at_ns, _size(options.get("viewport")))

    def come(self, page: str, at_ns: int) -> None:
        """Take note that a page is in front."""
        if page in self._pages:
            self._front.append((at_ns, page))

    def picture(self, page: str, at_ns: int, record: Mapping[str, Any]) -> None:
        """Take a picture's viewport, which is the one that the page had when it was taken."""
        known = self._pages.get(page)
        if known is not None:
            known.pictured = True
            self._resize(known, at_ns, _size(record))

    def resize(self, page: str, at_ns: int, viewport: Any) -> None:
        """Take a viewport that the script asked for; counts where no pictures tell better."""
        size, known = _size(viewport), self._pages.get(page)
        if known is not None and size is not None:
            known.resized.append((at_ns, size))

    def snapshot(self, at_ns: int, snapshot: Mapping[str, Any]) -> None:
        """Take URL and title of a page's document."""
        known = self._pages.get(str(snapshot.get("pageId")))
        url = snapshot.get("frameUrl")
        if known is None or not snapshot.get("isMainFrame") or not isinstance(url, str):
            return
        before = known.shown[-1] if known.shown else (0, "", "")
        title = _title(snapshot.get("html"))
        # A part that did not change is a reference to the snapshot before.
        now = (url, title if title is not None else before[2] if url == before[1] else "")
        if now != before[1:]:
            known.shown.append((at_ns, *now))

    def visit(self, page: str, at_ns: int, url: str) -> None:
        """Take a navigation, which may be one of a frame in the page."""
        if page in self._pages:
            self._pages[page].visited.append((at_ns, url))

    def end(self) -> None:
        """Add the rows that only the end tells."""
        changes: list[tuple[int, str, tuple[str, str] | None]] = [
            (at_ns, page, None) for at_ns, page in self._front
        ]
        for name, page in self._pages.items():
            for at_ns, size in () if page.pictured else page.resized:
                self._resize(page, at_ns, size)
            # Navigations come sooner than documents, but frames in the page have theirs too.
            documents = {url for _, url, _ in page.shown}
            visits = [(at_ns, url, "") for at_ns, url in page.visited if not documents or url in documents]
            changes += [(at_ns, name, (url, title)) for at_ns, url, title in [*page.shown, *visits]]
        front = ""
        titles: dict[str, tuple[str, str]] = {}
        told: tuple[str, str, str] | None = None
        for at_ns, name, title in sorted(changes, key=lambda change: change[0]):
            if title is None:
                front = name
            else:
                titles[name] = title
            now = (front, *titles.get(front, ("", "")))
            if now != told and now[1]:
                told = now
                self._window(at_ns, self._pages[front], now[1], now[2])

    def _window(self, at_ns: int, page: _Page, url: str, title: str) -> None:
        width, height = page.size or (None, None)
        place = {"x": 0, "y": 0, "width": width, "height": height}
        self._rows.add("window", at_ns, app=url, title=title, **place)

    def _resize(self, page: _Page, at_ns: int, size: tuple[float, float] | None) -> None:
        if size is None or size == page.size:
            return
        page.size = size
        place = {"x": 0, "y": 0, "width": size[0], "height": size[1], "scale": page.scale}
        self._rows.add("display", at_ns, id=page.number, name=f"page {page.number + 1}", **place)


def _size(value: Any) -> tuple[float, float] | None:
    if not isinstance(value, Mapping):
        return None
    width, height = number(value.get("width")), number(value.get("height"))
    return (width, height) if width and height and min(width, height) > 0 else None


def _title(html: Any) -> str | None:
    """Return the title in a document's snapshot, None where it has none or a reference in its place.

    A node is a text, or a list of tag, attributes and children, or a list that is a reference.
    """
    waiting, seen = [html], 0
    while waiting and seen < _TITLE_NODES:
        node = waiting.pop(0)
        seen += 1
        if not isinstance(node, list) or not node or not isinstance(node[0], str):
            continue
        if node[0] == "TITLE":
            return "".join(text for text in node[2:] if isinstance(text, str)).strip()
        if node[0] in {"HTML", "HEAD"}:
            waiting += node[2:]
    return None
