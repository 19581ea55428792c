"""The short way to the terminal: changed cells straight to the driver, past the compositor.

The compositor repaints whole rows and paces itself at 60 Hz. When a widget is on the top screen, wholly
visible and nothing lies over it, writing its changed cells at its place does the same with a thirtieth of
the bytes. In every other case `driver_for` says no, and the widget asks for an ordinary refresh. Textual
has no public name for some of what is looked at here; each use says so.
"""

from textual.driver import Driver
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from replay.ui.widgets.placed_text import placed

SYNC_BEGIN, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"

_GAP_CELLS = 8
# Cells that are alike are written too where going past them would cost as much.
_BEHIND_WRITES, _BEHIND_CHARS = 8, 4096
# Writes that may wait in the driver's queue. It holds 30 and then blocks the interface: on a slow line that
# is 30 stale pictures.


def driver_for(widget: Widget) -> Driver | None:
    """Return the driver if `widget` may write its own cells now, None if the compositor must paint it."""
    driver = own_driver(widget)
    if driver is None or widget.app.screen is not widget.screen or is_held_back(widget):
        return None
    return driver if is_uncovered(widget) else None


def is_held_back(widget: Widget) -> bool:
    """Say whether what is painted now is thrown away, because a batch of updates is yet to end."""
    return bool(widget.app._batch_count)  # noqa: SLF001 - no public name


def own_driver(widget: Widget) -> Driver | None:
    """Return the driver where it is a terminal of the app's own, None in tests, in a browser and inline."""
    app = widget.app
    driver = app._driver  # noqa: SLF001 - no public name
    return None if driver is None or app.is_headless or driver.is_inline or driver.is_web else driver


def is_uncovered(widget: Widget) -> bool:
    """Say whether all of `widget` is on its screen and nothing is drawn over it."""
    visible = widget.screen._compositor.visible_widgets  # noqa: SLF001 - no public name
    if widget not in visible:
        return False
    region, clip = visible[widget]
    if not region.area or not clip.contains_region(region):
        return False
    # From the topmost down; what comes after the widget lies below it.
    for other, (place, window) in visible.items():
        if other is widget:
            return True
        if _overlaps(place, window, region):
            return False
    return False


def is_behind(driver: Driver) -> bool:
    """Say whether the terminal has not yet taken what was written before."""
    thread = getattr(driver, "_writer_thread", None)
    queue = getattr(thread, "_queue", None)
    if queue is None:
        return False
    with queue.mutex:
        waiting = [text for text in queue.queue if text]
    # A key costs several small writes that leave together; a picture that waits is another matter.
    return len(waiting) > _BEHIND_WRITES or sum(map(len, waiting)) > _BEHIND_CHARS


def refresh_part(widget: Widget, *regions: Region) -> None:
    """Repaint small parts of a widget of single-width lines.

    The compositor would send each row from its left edge on; this sends the parts alone where it may.

    Args:
        widget: Any whose own strips are all there is to see.
        regions: Within the widget, from its upper left corner.
    """
    driver = driver_for(widget)
    if driver is None or is_behind(driver):
        widget.refresh(*regions)
        return
    widget._styles_cache.set_dirty(*regions)  # noqa: SLF001 - what refresh does, without the compositor
    console, place = widget.app.console, widget.region
    parts: list[tuple[int, int, str]] = []
    for region in regions:
        inside = region.intersection(widget.size.region)
        for row, strip in enumerate(widget.render_lines(inside), inside.y):
            parts.append((place.x + inside.x, place.y + row, strip.render(console)))
    if parts:
        write(driver, widget, placed(parts))


def refresh_changes(widget: Widget, before: Strip, after: Strip, row: int = 0) -> None:
    """Repaint the cells of one line of a widget that differ, and short stretches between them."""
    old, new = ([(char, each.style) for each in strip for char in each.text] for strip in (before, after))
    if not (len(old) == len(new) == before.cell_length == after.cell_length):
        widget.refresh()
        return
    differ = [at for at, (one, other) in enumerate(zip(old, new, strict=True)) if one != other]
    if differ:
        gaps = [at for at in range(1, len(differ)) if differ[at] - differ[at - 1] > _GAP_CELLS]
        runs = zip([0, *gaps], [*gaps, len(differ)], strict=True)
        spans = ((differ[first], differ[stop - 1]) for first, stop in runs)
        refresh_part(widget, *(Region(left, row, right - left + 1, 1) for left, right in spans))


def write(driver: Driver, widget: Widget, text: str) -> None:
    """Write `text` as one update of the screen, and put the cursor back where Textual keeps it."""
    app = widget.app
    column, row = widget.screen.outer_size.clamp_offset(app.cursor_position)
    text = f"{text}\x1b[{row + 1};{column + 1}H"
    if app._sync_available:  # noqa: SLF001 - no public name
        text = f"{SYNC_BEGIN}{text}{SYNC_END}"
    driver.write(text)


def _overlaps(place: Region, window: Region, region: Region) -> bool:
    return place.intersection(window).overlaps(region)
