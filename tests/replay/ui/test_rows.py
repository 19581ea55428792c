"""Lists: any length, one row of each asked for once, and nothing hostile on screen."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.events import MouseScrollDown

from formats.errors import DamagedError
from replay.core.safe_text import visible
from replay.ui.theme import THEMES
from replay.ui.widgets.cell_text import cell_fit, cells, wrap_cells
from replay.ui.widgets.row_source import FixedRows, RowSource
from replay.ui.widgets.row_strips import CURRENT_SIGN, Line
from replay.ui.widgets.rows import Rows

TEN_MILLION = 10_000_000
SAFE_TEXT = st.text(st.characters(categories=None, exclude_categories=())).map(visible)


class Counted:
    """A list that counts what it is asked for."""

    def __init__(self, length: int) -> None:
        self._length = length
        self.asked = 0
        self.calls = 0

    def __len__(self) -> int:
        return self._length

    def lines(self, start: int, stop: int) -> list[Line]:
        self.asked += stop - start
        self.calls += 1
        return [[(f" {row:>12} ", "rows--time"), (f"event {row}", "")] for row in range(start, stop)]


class Demo(App[None]):
    """One list."""

    def __init__(self, source: RowSource) -> None:
        super().__init__()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = "replay-dark"
        self.rows = Rows()
        self.source = source
        self.chosen: list[int] = []

    def compose(self) -> ComposeResult:
        yield self.rows

    def on_mount(self) -> None:
        self.rows.load(self.source)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        self.chosen.append(message.row)


def shown(app: App[None]) -> list[str]:
    """Return the lines that the compositor has."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


async def test_ten_million_rows_cost_what_is_in_view() -> None:
    """Opening asks for a screenful; a step for one row more; a jump for one screenful; memory stays."""
    source = Counted(TEN_MILLION)
    app = Demo(source)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        shown(app)
        source.asked = 0
        app.rows.forget()
        await pilot.pause()
        shown(app)
        assert source.asked == 20
        app.rows.follow(0)
        await pilot.pause()
        shown(app)
        assert source.asked == 21
        for row in range(1, 40):
            app.rows.follow(row)
            await pilot.pause()
            shown(app)
        # A step asks for the row left and the row reached; at the edge also for the one that comes into view
        # and those between.
        assert source.asked <= 21 + 39 * 4
        before = source.asked
        app.rows.follow(9_000_000)
        await pilot.pause()
        assert "event 9000000" in " ".join(shown(app))
        assert source.asked - before == 20
        for row in range(0, TEN_MILLION, 400_000):
            app.rows.follow(row)
            await pilot.pause()
        assert len(app.rows._strips) <= 80


async def test_the_last_row_can_be_reached() -> None:
    """The end of a list longer than any virtual size is its last row on the last line."""
    app = Demo(Counted(TEN_MILLION))
    async with app.run_test(size=(60, 10)) as pilot:
        app.rows.follow(TEN_MILLION - 1)
        await pilot.pause()
        assert f"event {TEN_MILLION - 1}" in shown(app)[-1]
        assert shown(app)[-1].startswith(CURRENT_SIGN)


async def test_steps_do_not_make_the_list_jump() -> None:
    """A step at the edge moves the list by one row; a step inside does not move it."""
    app = Demo(Counted(1000))
    async with app.run_test(size=(60, 10)) as pilot:
        tops = []
        for row in range(30):
            app.rows.follow(row)
            await pilot.pause()
            tops.append(app.rows.top)
        assert {after - before for before, after in pairwise(tops)} == {0, 1}
        assert tops[5] == 0


async def test_the_mouse_chooses_scrolls_and_drags() -> None:
    """A click names the row under it; the wheel moves by three; the bar's end is the list's end."""
    app = Demo(Counted(1000))
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.click(app.rows, offset=(5, 3))
        assert app.chosen == [3]
        await pilot._post_mouse_events([MouseScrollDown], app.rows, offset=(5, 3))
        assert app.rows.top == 3
        await pilot.mouse_down(app.rows, offset=(59, 9))
        await pilot.mouse_up(app.rows, offset=(59, 9))
        assert app.rows.top == 990
        assert app.chosen == [3]


async def test_rows_that_cannot_be_read_say_so() -> None:
    """A damaged chunk costs its rows, not the screen."""

    class Damaged(Counted):
        def lines(self, start: int, stop: int) -> list[Line]:
            assert start < stop
            raise DamagedError("chunk 7 \x1b[2J: checksum does not hold")

    app = Demo(Damaged(100))
    async with app.run_test(size=(60, 5)) as pilot:
        await pilot.pause()
        assert all("cannot be read: chunk 7 ␛[2J" in line for line in shown(app))


@pytest.mark.parametrize("theme", ["replay-dark", "replay-light"])
async def test_every_text_can_be_read(theme: str) -> None:
    """Text and its ground differ by at least 4.5 to 1, on the current row too."""
    names = sorted(name for name in Rows.COMPONENT_CLASSES if name[6:] not in {"current", "bar", "track"})
    app = Demo(FixedRows([[(" plain ", ""), *((f"{name} ", name) for name in names)]] * 2))
    app.theme = theme
    async with app.run_test(size=(160, 3)) as pilot:
        app.theme = theme
        app.rows.follow(1)
        await pilot.pause()
        for y in (0, 1):
            for text, style, _ in app.rows.render_line(y):
                if text.strip() and style and style.color and style.bgcolor:
                    ratio = contrast(style.color.get_truecolor(), style.bgcolor.get_truecolor())
                    assert ratio >= 4.5, (theme, text, y)


def test_a_text_fits_its_width() -> None:
    """Nothing is cut that fits; what is cut says so; wide characters are never halved."""
    assert cell_fit("flights", 7) == "flights"
    assert cell_fit("flights to", 7) == "flight…"
    assert cell_fit("日本語です", 6) == "日本 …"
    assert cell_fit("anything", 0) == ""


@given(SAFE_TEXT, st.integers(0, 40))
def test_no_text_is_wider_than_its_room(text: str, width: int) -> None:
    """Whatever was recorded, the row keeps its width."""
    assert cell_len(cell_fit(text, width)) <= width


@given(SAFE_TEXT, st.integers(2, 40))
def test_wrapping_keeps_every_word(text: str, width: int) -> None:
    """Lines keep to the width, and together hold every character but spaces where they were broken."""
    lines = wrap_cells(text, width)
    assert all(len(cells(line)) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(cells(text)).replace(" ", "")


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """Return the contrast ratio of two colours (WCAG 2.1, 1.4.3)."""
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: tuple[int, int, int]) -> float:
    linear = [c / 3294.6 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
