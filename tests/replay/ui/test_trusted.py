"""How far a capture can be trusted, on the screen: corrected times, defects, clocks."""

import asyncio
import re
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from textual.geometry import Region
from textual.widgets._toast import Toast

from formats.model.annotations import Annotation, Correction, Defect, Edge, Segment
from formats.model.changes import Change
from formats.model.content_id import content_id
from formats.model.memory import MemoryRecording
from formats.native.reader import Reader
from replay.annotate.correction import CORRECTION
from replay.annotate.history import Edit
from replay.annotate.notebook import Notebook
from replay.store.journal import open_store
from replay.store.place import place_beside
from replay.ui import late
from replay.ui.widgets.detail import Detail
from replay.ui.widgets.frame import FrameView
from replay.ui.widgets.inspector import Inspector
from replay.ui.widgets.timeline import Timeline
from tests.replay.core.recordings import MS, S, recording
from tests.replay.ui.labelled import SETTINGS, desk_is_there, go_to, labelled
from tests.replay.ui.screen import LONGEST_S, Driven, driven

_LATE = Correction(CORRECTION, -180 * MS, note="measured")


def _keep(source: Path, *made: tuple[Annotation | None, Annotation | None], author: str = "ann") -> None:
    """Keep edits in the journal beside a recording, as another program does."""
    changes: list[Change] = []
    with Reader(source) as reader, open_store(place_beside(source)) as store:
        known = content_id(reader)
        book = Notebook(known, author, store.changes(known, []), changes.extend, tool="test")
        for before, after in made:
            book.do([Edit(before, after)])
        store.append(changes)


def _offset(screen: Driven) -> int:
    """Return by how much the frames on the screen are moved."""
    with Reader(_source(screen)) as raw:
        return int(screen.player.recording.frames["t"][0] - raw.frames["t"][0])


def _source(screen: Driven) -> Path:
    return screen.main._source


async def test_a_kept_correction_is_followed_and_said(source: Path) -> None:
    """The picture, the steps, the timeline; who kept it and by how much; a key shows what was recorded."""
    _keep(source, (None, _LATE))
    async with driven(source, source=source, settings=SETTINGS) as screen:
        await desk_is_there(screen)
        await screen.until(lambda: _offset(screen) == -180 * MS)
        frames = screen.player.recording.frames["t"]
        await go_to(screen, 5)
        await screen.press("full_stop")
        at_ns = screen.player.t_ns
        lane = screen.main.query_one(Timeline).lanes.frame_times
        corrected_words = screen.status()
        await screen.press("tilde")
        recorded_words, recorded = screen.status(), _offset(screen)
        await screen.press("tilde")
        again = _offset(screen)

    assert at_ns == int(frames[np.searchsorted(frames, 5 * S, side="right")])
    assert np.array_equal(lane, frames)
    assert "frames -180.0 ms" in corrected_words
    assert "0 ms before" in corrected_words
    assert "as recorded 180 ms after" in corrected_words
    assert "NOT corrected -180.0 ms" in recorded_words
    assert (recorded, again) == (0, -180 * MS)


@pytest.mark.parametrize(
    ("size", "words"), [((160, 48), "until the journal is read"), ((80, 24), "not corrected yet")]
)
async def test_that_frames_are_not_corrected_yet_is_said(
    source: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], words: str
) -> None:
    """Before the journal is read their times are those recorded: nobody takes them for the corrected ones."""
    _keep(source, (None, _LATE))
    read, reads = threading.Event(), late.read_journal

    def held(*asked: object) -> None:
        read.wait(LONGEST_S)
        reads(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(late, "read_journal", held)
    async with driven(source, source=source, settings=SETTINGS, size=size, awaits_correction=True) as screen:
        at_first = screen.status(), _offset(screen)
        read.set()
        await screen.until(lambda: _offset(screen) == -180 * MS)
        await screen.settle()
        then = screen.status()

    assert words in at_first[0]
    assert at_first[1] == 0
    assert words not in then
    assert "frames -180.0 ms" in then


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_a_notice_hides_neither_lists_nor_timeline(source: Path, size: tuple[int, int]) -> None:
    """A notice lies on the picture: what is wrong is said on the timeline and in the list."""
    _keep(source, (None, _LATE))
    async with driven(source, source=source, settings=SETTINGS, size=size, notices=True) as screen:
        await desk_is_there(screen)
        await screen.until(lambda: bool(screen.app.screen.query(Toast)))
        await screen.settle()
        place = screen.app.screen.query_one(Toast).region
        others = [screen.main.query_one(widget).region for widget in (Inspector, Timeline)]

    assert place.area
    assert not any(place.overlaps(other) for other in others)


async def test_a_correction_made_elsewhere_is_heard(source: Path) -> None:
    """What `replay align --apply` and `--undo` do meanwhile is followed while the screen is open."""
    _keep(source, (None, Segment("s", "task", "", Edge(20 * S), Edge(30 * S))))
    async with labelled(source) as screen:
        await asyncio.to_thread(_keep, source, (None, _LATE), author="ben")
        await screen.until(lambda: _offset(screen) == -180 * MS)
        await screen.until(lambda: screen.main.desk is not None and bool(screen.main.desk.doubts()))
        await screen.press("exclamation_mark")
        assert screen.main.desk is not None
        words = [stop.words for stop in screen.main.desk.stops if stop.kind == "moved"]
        await screen.press("home", "n")
        while not any(s.kind == "moved" and s.t_ns == screen.player.t_ns for s in screen.main.desk.stops):
            await screen.press("n")
        await screen.press("r")
        left = screen.main.desk.doubts()
        await asyncio.to_thread(_keep, source, (_LATE, None), author="ben")
        await screen.until(lambda: _offset(screen) == 0)

    assert len(words) == 1
    assert "at no event and no frame" in words[0]
    assert left == []


async def test_one_s_own_correction_is_undone_with_a_key(source: Path) -> None:
    """It is a change like any other: u takes it back, U makes it again."""
    _keep(source, (None, _LATE))
    async with labelled(source) as screen:
        await screen.press("u")
        undone = _offset(screen)
        await screen.press("U")
        again = _offset(screen)

    assert (undone, again) == (0, -180 * MS)


async def test_a_wild_correction_is_not_followed(source: Path) -> None:
    """A journal may be a stranger's; the line at the top says that nothing is corrected."""
    _keep(source, (None, Correction(CORRECTION, 1 << 60)))
    async with labelled(source) as screen:
        words, offset = screen.status(), _offset(screen)
        await screen.press("tilde")

    assert "NOT corrected" in words
    assert offset == 0


async def test_defects_have_a_row_a_list_and_a_banner(tmp_path: Path) -> None:
    """What is bad is said on opening; the list says what is at the playhead, its figure and its meaning."""
    broken = _broken()
    async with driven(broken, source=tmp_path / "broken.replay", settings=SETTINGS) as screen:
        await screen.until(lambda: bool(screen.main.across))
        await screen.settle()
        banner = next(line for line in screen.lines(Timeline) if line.startswith(" defects"))
        names = [line[:10].strip() for line in screen.lines(Timeline)]
        screen.main.query_one(Inspector).show_tab("defects")
        await go_to(screen, 20.5)
        detail = " ".join(" ".join(screen.lines(Detail)).split())
        await screen.press("escape")
        await screen.settle()
        closed = screen.main.across
        marked = next(line for line in screen.lines(Timeline) if line.startswith(" defects"))

    assert "BAD CAPTURE" in banner
    assert "key-never-released" in banner
    assert "defects" in names
    assert set("╳━") & set(marked)
    assert "key-never-released" in detail
    assert "threshold" in detail
    assert "goes down and never up" in detail
    assert closed == ""


async def test_defects_are_stops_where_nothing_else_is(tmp_path: Path) -> None:
    """The key that walks every stop walks them, and tells figure and threshold on a small terminal, too."""
    async with driven(
        _broken(), source=tmp_path / "broken.replay", settings=SETTINGS, size=(80, 24)
    ) as screen:
        await screen.until(lambda: bool(screen.main.across))
        before = len(screen.player.stops)
        await screen.press("n")
        await screen.until(lambda: len(screen.player.stops) > 0)
        first = screen.player.t_ns
        await screen.settle()
        detail = " ".join(" ".join(screen.lines(Detail)).split())
        listed = [line for line in screen.lines(Inspector) if line.startswith("▸")]
        await screen.press("n")
        await screen.settle()

    assert before == 0
    assert first in set(screen.player.stops.tolist())
    assert screen.player.t_ns >= first
    assert "time-stamps: " in listed[0]
    assert "threshold ≤ 200), bad" in detail


async def test_defects_are_no_stops_to_who_looks_for_private_content(tmp_path: Path) -> None:
    """They must not be taken for findings."""
    source = tmp_path / "broken.replay"
    async with driven(_broken(), source=source, settings=SETTINGS, privacy=True) as screen:
        await screen.until(lambda: bool(screen.main.across))
        await screen.press("n")
        await screen.settle()

        assert len(screen.player.stops) == 0


async def test_who_judges_the_capture_sees_its_defects_first(source: Path) -> None:
    """Whoever comes for something else sees the actions."""
    async with driven(source, source=source, settings=SETTINGS, fidelity=True) as screen:
        judging = screen.main.query_one(Inspector).shown
    async with driven(source, source=source, settings=SETTINGS) as screen:
        looking = screen.main.query_one(Inspector).shown

    assert (judging, looking) == ("defects", "actions")


async def test_defects_of_the_journal_are_shown_but_for_what_was_rejected(source: Path) -> None:
    """Whoever kept them; one that is rejected here goes from the row."""
    kept = Defect("defect:freezes:1", "freezes", Edge(10 * S), Edge(12 * S), "bad", "2 s without a frame")
    _keep(source, (None, kept), (None, replace(kept, id="defect:x:2", check="jitter", start=Edge(11 * S))))
    async with labelled(source) as screen:
        await screen.until(lambda: len(screen.main.query_one(Timeline).lanes.defects.starts) == 2)
        screen.main.query_one(Inspector).show_tab("defects")
        await go_to(screen, 10.5)
        lines = screen.lines(Inspector)

    assert any("freezes: 2 s without a frame" in line for line in lines)


async def test_times_are_told_by_each_clock_there_is(source: Path) -> None:
    """One key cycles; the ruler and the lists go along, and each names its clock."""
    async with driven(source, source=source, settings=SETTINGS) as screen:
        await screen.analysed()
        await go_to(screen, 5)
        seen, listed = [], []
        for _ in range(4):
            await screen.press("at")
            listed.append(next(line for line in screen.lines(Inspector) if line.startswith("▸")).split()[0])
            seen.append((screen.main.clock.name, screen.lines(Timeline)[0][:9].strip(), screen.status()))

    assert [name for name, _, _ in seen] == ["wall", "source", "frame", "recording"]
    assert [lane for _, lane, _ in seen] == ["wall", "source", "frame", "time"]
    assert "UTC" in seen[0][2] or "+" in seen[0][2]
    assert " s " in seen[1][2]
    assert re.search(r"#\d+ \+\d+ ms", seen[2][2])
    assert [re.sub(r"\d+", "0", time) for time in listed] == ["▸0:0:0.0", "▸0.0", "▸#0", "▸0:0.0"]


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_nothing_moves_when_the_check_on_opening_is_done(tmp_path: Path, size: tuple[int, int]) -> None:
    """Somebody who labels already keeps the picture, the lists and the lanes in their places."""
    broken = _broken()
    async with driven(broken, source=tmp_path / "broken.replay", settings=SETTINGS, size=size) as screen:
        before, names = _places(screen), _lanes(screen)
        await screen.until(lambda: bool(screen.main.across))
        checked = _places(screen), _lanes(screen)
        await screen.press("escape")
        closed = _places(screen), _lanes(screen)

    assert checked == closed == (before, names)
    assert "defects" in names


def _places(screen: Driven) -> list[Region]:
    return [screen.main.query_one(widget).region for widget in (FrameView, Inspector, Timeline)]


def _lanes(screen: Driven) -> list[str]:
    """Return the names of the lanes but for the last one, which says the rule once it is known."""
    return [name for line in screen.lines(Timeline) if (name := line[:9].strip()) not in {"", "idle"}]


def _broken() -> MemoryRecording:
    """Return a recording with a key that is never let go."""
    key = {"code": "KeyA", "key": "a", "repeat": 0, "modifiers": 0}
    presses = [("key", at, {**key, "pressed": pressed}) for at in range(20) for pressed in (1, 0)]
    stuck = ("key", 20.0, {**key, "code": "KeyB", "key": "b", "pressed": 1})
    ended = [("key", 60.0, {**key, "pressed": 1}), ("key", 60.1, {**key, "pressed": 0})]
    return recording(*presses, stuck, *ended)
