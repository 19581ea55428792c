"""What is on screen while the recording is opened: the main screen, empty.

It is there before numpy, Pillow or a byte of the recording are: nothing that it needs may import them.
"""

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from replay.core.safe_text import visible
from replay.render.ground import BACKDROP
from replay.ui.layout import LOW_LISTS, LOW_ROWS, LOWEST_ROWS, layout_of
from replay.ui.widgets.detail import Detail
from replay.ui.widgets.ground import Ground
from replay.ui.widgets.status import StatusLine
from replay.ui.widgets.tabs import TABS, TabLine

_LANES = ("time", "activity", "defects", "windows", "frames", "marks")
_FEWER, _FEWEST = ("time", "activity", "defects", "windows", "marks"), ("time", "activity", "windows")
"""Where there is room for one lane less, or for no more than these."""
_PLACE = "{}, {}, {}".format(*BACKDROP)


class OpeningScreen(Screen[None]):
    """Looks like the main screen before it has anything to show, so that nothing moves when that comes."""

    DEFAULT_CSS = f"""
    OpeningScreen > #middle {{ height: 1fr; }}
    OpeningScreen .ground {{ width: 1fr; height: 1fr; background: rgb({_PLACE}); }}
    OpeningScreen .lists {{ height: 1fr; background: $surface; }}
    OpeningScreen .rows {{ width: 1fr; height: 1fr; background: $surface; }}
    OpeningScreen .lists.low > Detail {{ height: 3; }}
    OpeningScreen .lists.lowest > Detail {{ display: none; }}
    OpeningScreen.narrow > #middle {{ layout: vertical; }}
    OpeningScreen.narrow .lists {{ height: {LOW_LISTS}; }}
    OpeningScreen > Names {{ width: 1fr; background: $panel; color: $dim; }}
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self.ground = Ground(classes="ground")
        """Where the picture will be."""

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        status = StatusLine()
        status.set_parts((("opening …", "", 0), (visible(self._title), "dim", 0)))
        yield status
        with Horizontal(id="middle"):
            yield self.ground
            with Vertical(classes="lists") as self._lists:
                yield TabLine(TABS)
                yield Names(classes="rows")
                yield Detail()
        self._lanes = Names(*_LANES)
        # Before the first paint: done on its resize, everything would be laid out and painted twice.
        self._share_out(self.app.size)
        yield self._lanes

    def on_resize(self, event: events.Resize) -> None:
        """Share the room out anew."""
        if not is_echo(self, event):
            self._share_out(event.size)

    def _share_out(self, size: Size) -> None:
        """Share the room out as the main screen does."""
        layout = layout_of(size)
        self.set_class(layout.narrow, "narrow")
        self._lists.styles.width = "1fr" if layout.narrow else layout.list_cells
        self._lists.set_class(layout.list_rows < LOW_ROWS, "low")
        self._lists.set_class(layout.list_rows < LOWEST_ROWS, "lowest")
        self._lanes.styles.height = layout.lanes
        few = _FEWER if layout.lanes == len(_FEWER) else _FEWEST
        self._lanes.show_names(*(_LANES if layout.lanes >= len(_LANES) else few))


def is_echo(screen: Screen[None], event: events.Resize) -> bool:
    """Say whether a screen is only told of the size it has, and keep Textual from painting all of it again.

    Textual tells a screen that was laid out of its new size, and by that lays it out and paints it once more.
    """
    # `size` is already the terminal's new one when a screen is told of that; this is what was laid out.
    if event.size == screen.outer_size:
        event.prevent_default()
        return True
    return False


class Names(Widget):
    """Lines of words on a ground, or the ground alone."""

    def __init__(self, *names: str, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._names = names

    def show_names(self, *names: str) -> None:
        """Show other words."""
        self._names = names
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        text = f" {self._names[y]}" if y < len(self._names) else ""
        return Strip([Segment(text, self.rich_style)]).adjust_cell_length(self.size.width, self.rich_style)
