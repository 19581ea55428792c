"""The timeline: each lane in its cells, any recording in the same time, and the mouse."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.events import MouseScrollDown, MouseScrollUp

from formats.model.time import NS_PER_S, Span
from replay.core.idle import RULE
from replay.core.pyramid import Pyramid
from replay.render.bars import bars, covered, gaps, ticks
from replay.ui.theme import THEMES
from replay.ui.widgets.timeline import Timeline
from replay.ui.widgets.timeline_lanes import (
    LABEL_CELLS,
    DefectLane,
    FlagLane,
    LaneDrawing,
    Lanes,
    TierLane,
    column_of,
    time_of,
)

MINUTE = 60 * NS_PER_S
TEXT = st.text(st.characters(categories=None, exclude_categories=()), max_size=40)


def busy() -> Lanes:
    """Return ten minutes: busy, idle from 4 to 6, no frames from 8 to 9."""
    times = np.arange(0, 10 * MINUTE, NS_PER_S // 4)
    times = times[(times < 4 * MINUTE) | (times >= 6 * MINUTE)]
    frames = np.arange(0, 10 * MINUTE, NS_PER_S)
    frames = frames[(frames < 8 * MINUTE) | (frames >= 9 * MINUTE)]
    return Lanes(
        duration_ns=10 * MINUTE,
        activity=Pyramid.build([times], 10 * MINUTE),
        idle=np.array([[4 * MINUTE, 6 * MINUTE]]),
        rule=RULE,
        window_times=np.array([0, 3 * MINUTE, 7 * MINUTE]),
        window_names=["Firefox", "文書 1 - 表計算 \x1b[2J", "[/bold]Mail"],
        frame_times=frames,
        frame_gaps=gaps(frames),
        change_times=frames[::5],
        stops=np.array([MINUTE, 2 * MINUTE]),
        marks={"a": 5 * MINUTE},
    )


class Demo(App[None]):
    """One timeline."""

    def __init__(self, lanes: Lanes) -> None:
        super().__init__()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = "replay-dark"
        self.timeline = Timeline()
        self.lanes = lanes
        self.sought: list[int] = []

    def compose(self) -> ComposeResult:
        yield self.timeline

    def on_mount(self) -> None:
        self.timeline.load(self.lanes)

    def on_timeline_sought(self, message: Timeline.Sought) -> None:
        self.sought.append(message.t_ns)


def drawn(lanes: Lanes, view: Span | None = None, width: int = 111, height: int = 6) -> list[str]:
    """Return the lanes as text."""
    canvases = LaneDrawing(lanes, view or Span(0, lanes.duration_ns), width, height).lines()
    return ["".join(canvas.text) for canvas in canvases]


def test_each_lane_shows_what_happened_where_it_happened() -> None:
    """One cell is six seconds: idle, gaps, windows and hits stand in their columns."""
    ruler, activity, defects, windows, frames, marks, rule = drawn(busy(), height=7)
    assert "yet to be checked" in defects
    assert "╷00:02:00" in ruler
    assert activity[LABEL_CELLS : LABEL_CELLS + 40].strip("█") == ""
    assert set(activity[LABEL_CELLS + 40 : LABEL_CELLS + 60]) <= set("┄ idle")
    assert "┄ idle ┄" in activity
    assert windows.index("▏Firefox") == LABEL_CELLS
    assert "▏文書 1 - 表計算 ␛[2J" in windows
    assert "▏[/bold]Mail" in windows
    assert set(frames[LABEL_CELLS + 81 : LABEL_CELLS + 89]) == {"╌"}
    assert [place - LABEL_CELLS for place, c in enumerate(marks) if c == "▴"] == [10, 20]
    assert marks[LABEL_CELLS + 50] == "a"
    assert "20% of this view: at least 5 s without input" in rule


def test_activity_is_never_hidden_by_idle_time() -> None:
    """A bar on idle ground is still drawn."""
    lanes = busy()
    lanes = replace(lanes, idle=np.array([[0, 6 * MINUTE]]))
    assert drawn(lanes)[1][LABEL_CELLS : LABEL_CELLS + 40].strip("█") == ""


@pytest.mark.parametrize("width", [1, 9, 10, 11, 12])
def test_idle_time_is_drawn_at_any_width(width: int) -> None:
    """A terminal too narrow for a single cell of it ends nothing."""
    lanes = replace(busy(), idle=np.array([[0, 10 * MINUTE]]))

    assert all(cell_len(line) == width for line in drawn(lanes, width=width))


@given(TEXT, st.integers(12, 120), st.integers(1, 8))
def test_no_title_breaks_a_line(title: str, width: int, height: int) -> None:
    """Whatever a window was called, each line is as wide as the timeline, and inert."""
    lanes = replace(busy(), window_names=[title, "a", title])
    for line in drawn(lanes, width=width, height=height):
        assert cell_len(line) == width
        assert not any(ord(c) < 32 or 0x7F <= ord(c) <= 0x9F for c in line)


@given(
    st.lists(st.integers(0, 10_000), max_size=20, unique=True),
    st.lists(st.integers(0, 10_000), min_size=2, max_size=30, unique=True),
)
def test_shares_of_bars_are_those_counted_one_by_one(cuts: list[int], edges: list[int]) -> None:
    """The sums give what adding up each overlap gives."""
    cuts = sorted(cuts)[: len(cuts) // 2 * 2]
    spans = np.array(cuts, np.int64).reshape(-1, 2)
    at = np.array(sorted(edges), np.int64)
    expected = [
        sum(max(min(end, stop) - max(start, first), 0) for first, stop in spans.tolist()) / (end - start)
        for start, end in zip(at[:-1].tolist(), at[1:].tolist(), strict=True)
    ]
    assert covered(spans, at) == pytest.approx(expected)


@given(st.integers(0, 10**15), st.integers(1, 10**15), st.integers(10, 300))
def test_ticks_are_round_apart_and_in_view(start: int, length: int, width: int) -> None:
    """A label never runs into the next one."""
    found = ticks(start, start + length, width, 12)
    columns = [column for column, _ in found]
    assert all(later - column >= 12 for column, later in pairwise(columns))
    assert all(0 <= column < width and start <= t < start + length for column, t in found)


def test_one_event_shows_beside_a_million() -> None:
    """The lowest bar is still a bar."""
    assert bars(np.array([0, 1, 1_000_000])) == " ▁█"


@pytest.mark.parametrize("column", [10, 37, 109])
def test_a_column_leads_to_itself(column: int) -> None:
    """Clicking a cell puts the playhead into it."""
    view = Span(3 * MINUTE, 7 * MINUTE)
    assert column_of(time_of(column + 0.5, view, 111), view, 111) == column


async def test_a_click_a_drag_and_the_wheel() -> None:
    """A click seeks, a drag scrubs, the wheel zooms around the mouse and pans with Shift."""
    app = Demo(busy())
    async with app.run_test(size=(111, 6)) as pilot:
        await pilot.click(app.timeline, offset=(LABEL_CELLS + 50, 1))
        assert app.sought == [303 * NS_PER_S]
        await pilot.mouse_down(app.timeline, offset=(LABEL_CELLS + 10, 1))
        await pilot.hover(app.timeline, offset=(LABEL_CELLS + 20, 1))
        await pilot.mouse_up(app.timeline, offset=(LABEL_CELLS + 20, 1))
        assert list(dict.fromkeys(app.sought[1:])) == [63 * NS_PER_S, 123 * NS_PER_S]
        await pilot._post_mouse_events([MouseScrollUp], app.timeline, offset=(LABEL_CELLS + 50, 1))
        assert app.timeline.view.duration_ns == 5 * MINUTE
        assert app.timeline.view.contains(303 * NS_PER_S)
        before = app.timeline.view.start_ns
        await pilot._post_mouse_events([MouseScrollDown], app.timeline, offset=(50, 1), shift=True)
        assert app.timeline.view.start_ns > before


async def test_the_view_goes_along_with_the_playhead() -> None:
    """Zoomed in, the playhead is always in view, with more of it ahead."""
    app = Demo(busy())
    async with app.run_test(size=(111, 6)) as pilot:
        app.timeline.zoom(3)
        await pilot.pause()
        for t_ns in (0, 9 * MINUTE, 2 * MINUTE):
            app.timeline.set_playhead(t_ns)
            await pilot.pause()
            assert app.timeline.view.start_ns <= t_ns <= app.timeline.view.end_ns
        assert app.timeline.view.start_ns < 2 * MINUTE - app.timeline.view.duration_ns // 2


async def test_the_playhead_over_a_wide_character_keeps_the_line() -> None:
    """Half a wide character is not drawn: the line keeps its width at every column."""
    app = Demo(busy())
    async with app.run_test(size=(111, 6)) as pilot:
        for column in range(LABEL_CELLS, 110):
            app.timeline.set_playhead(time_of(column + 0.5, app.timeline.view, 111))
            await pilot.pause(0)
            assert all(cell_len(app.timeline.render_line(y).text) == 111 for y in range(6))


def _flags(*spans: tuple[float, float, str]) -> FlagLane:
    return FlagLane(
        np.array([round(start * NS_PER_S) for start, _, _ in spans], np.int64),
        np.array([round(end * NS_PER_S) for _, end, _ in spans], np.int64),
        [name for _, _, name in spans],
    )


def test_flags_are_drawn_where_they_are_and_named_where_there_is_room() -> None:
    """A short one is a sign with its name behind it, a long one a bar with its name in it."""
    flags = _flags(
        (60, 61, "password"), (240, 480, "patient on screen"), (300, 301, "person"), (590, 591, "x")
    )

    lines = LaneDrawing(replace(busy(), flags=flags), Span(0, 10 * MINUTE), 131, 12).lines()
    lane = next("".join(line.text) for line in lines if "flags" in "".join(line.text))

    assert lane[column_of(60 * NS_PER_S, Span(0, 10 * MINUTE), 131) :].startswith("▲ password ")
    assert "▬ patient on screen, person ▬" in lane
    assert lane.count("▬") + len(" patient on screen, person ") == 48
    assert lane.count("▲") == 2


def test_a_flag_does_not_tell_for_how_long_something_was_typed() -> None:
    """Zoomed in, two within the same seconds look alike."""
    view, drawn = Span(9 * NS_PER_S, 13 * NS_PER_S), []
    for start, end in ((10.1, 11.2), (10.8, 11.9)):
        lanes = replace(busy(), flags=_flags((start, end, "password")))
        drawn.append(["".join(line.text) for line in LaneDrawing(lanes, view, 100, 12).lines()])

    assert drawn[0] == drawn[1]


@pytest.mark.parametrize("height", range(1, 20))
def test_stops_have_their_lane_whatever_else_there_is(height: int) -> None:
    """A tier gives way first, then defects, then flags."""
    tier = TierLane("task", *(np.array([0]), np.array([MINUTE])), ["a"], ["#ffffff"], in_hand=True)
    defects = DefectLane(np.array([0]), np.array([1]), np.array([True]))
    lanes = replace(
        busy(),
        tiers=[tier, *[replace(tier, in_hand=False)] * 3],
        flags=_flags((60, 61, "password")),
        defects=defects,
    )

    names = [
        "".join(line.text[:LABEL_CELLS]).strip(" ›")
        for line in LaneDrawing(lanes, Span(0, 10 * MINUTE), 80, height).lines()
    ]

    assert len(names) == min(height, 12)
    assert ("stops" in names) == (height >= 5)
    assert ("flags" in names) == (height >= 6)
    assert ("defects" in names) == (height >= 7)


@given(st.lists(st.tuples(st.floats(0, 700), st.floats(0, 700), TEXT), max_size=30), st.integers(1, 200))
def test_no_flag_breaks_a_line(spans: list[tuple[float, float, str]], width: int) -> None:
    """However many there are, with whatever words."""
    flags = _flags(*((min(start, end), max(start, end), name) for start, end, name in spans))

    for line in LaneDrawing(replace(busy(), flags=flags), Span(0, 10 * MINUTE), width, 12).lines():
        assert cell_len("".join(line.text)) == width


async def test_no_sentence_is_crossed_by_the_playhead() -> None:
    """What is bad and what is called idle can be read wherever the playhead is; lanes show where that is."""
    app = Demo(replace(busy(), alarm="BAD CAPTURE: a key that is never let go of, and much more besides"))
    async with app.run_test(size=(111, 7)) as pilot:
        app.timeline.styles.height = 7
        await pilot.pause()
        ground = app.timeline.get_component_rich_style("timeline--playhead").bgcolor
        app.timeline.set_playhead(2 * MINUTE)
        await pilot.pause()
        crossed = [
            any(
                each.style is not None and each.style.bgcolor == ground
                for each in app.timeline.render_line(y)
            )
            for y in range(7)
        ]
        names = [app.timeline.render_line(y).text[:10].strip() for y in range(7)]

    assert dict(zip(names, crossed, strict=True)) == {
        **dict.fromkeys(("time", "activity", "windows", "frames", "stops"), True),
        **dict.fromkeys(("defects", "idle"), False),
    }
