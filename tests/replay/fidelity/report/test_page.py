"""The page and its plots: whole, quiet, safe from what was recorded, and bounded in size."""

import re
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.model.build import EventBuilder
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from replay.fidelity import svg
from replay.fidelity.align.found import Alignment
from replay.fidelity.align.page import alignment_page
from replay.fidelity.compare.comparison import compare
from replay.fidelity.compare.page import comparison_page
from replay.fidelity.compare.record import comparison_record
from replay.fidelity.registry import check, check_pictures
from replay.fidelity.report.page import page
from replay.fidelity.report.plots import gather
from tests.chromium import Page
from tests.replay.fidelity.faults import copy_of, rows_of

_VOID = {"meta", "br"}


class Reading(HTMLParser):
    """Reads a page, and notes what is not as it should be."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: set[str] = set()
        self.wrong: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.wrong += [name for name, _ in attrs if name.startswith("on") or name in {"src", "href"}]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.names.add(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")


def test_the_offset_is_said_not_to_be_measured(desk: Recording) -> None:
    """Where its curve would be drawn, the page tells what measures it."""
    assert "not measured: replay check --pictures" in page_of(desk)


def test_the_worst_verdicts_come_first(desk: Recording) -> None:
    """Who reads the table from the top sees what is bad before what is ok."""
    rows = rows_of(desk, "key")
    text = page_of(copy_of(desk, streams={"key": np.delete(rows, 41)}))

    told = re.findall(r'<td>([a-z-]+)</td><td><span class="v (\w+)">', text)
    order = ["bad", "doubtful", "ok", "unknown"]
    assert [verdict for _, verdict in told] == sorted((verdict for _, verdict in told), key=order.index)
    assert told[0][1] == "bad"


def page_of(recording: Recording, name: str = "desk.replay") -> str:
    return page(name, f"replay open {name}", check(recording), gather(recording))


@pytest.mark.parametrize("name", ["desk", "day"])
def test_the_page_is_whole_and_asks_for_nothing(name: str, request: pytest.FixtureRequest) -> None:
    """Well formed, without scripts or addresses, and small."""
    text = page_of(request.getfixturevalue(name))

    read = Reading(text)
    assert (read.wrong, read.open) == ([], [])
    assert "svg" in read.names
    assert "script" not in read.names
    assert "://" not in text
    assert len(text) < 600_000


def test_the_page_leads_to_the_worst_moments(desk: Recording) -> None:
    """Each with the command that opens it there."""
    rows = rows_of(desk, "key")
    broken = copy_of(desk, streams={"key": np.delete(rows, np.flatnonzero(rows["pressed"] == 0)[4])})

    assert re.search(r"replay open desk\.replay --at 00:00:\d\d\.\d{3}", page_of(broken))


def test_what_was_recorded_never_becomes_markup() -> None:
    """Names of keys, clocks and files are text, control characters made visible."""
    evil = "<script>alert(1)</script>\x1b]52;"
    builder = EventBuilder()
    for second in range(40):
        builder.add("clock", second * 10**9, clock=evil, reading_ns=second * (10**9 + 10**6))
        builder.add("key", second * 10**9, code=evil, pressed=True)
        builder.add("other", second * 10**9, kind=evil)
    builder.add("key", 41 * 10**9, code="KeyA", pressed=False)

    text = page_of(MemoryRecording(Header("r"), builder.events()), evil)

    assert "<script" not in text
    assert "\x1b" not in text
    assert Reading(text).wrong == []


def test_nothing_at_all_gives_a_page_too() -> None:
    """A recording without a single event."""
    assert Reading(page_of(MemoryRecording(Header("r"), {}))).wrong == []


@given(st.lists(st.floats(0, 1e12), max_size=300), st.text(max_size=20))
def test_every_histogram_can_be_drawn(values: list[float], words: str) -> None:
    """Of any numbers and words, within its frame."""
    drawn = svg.bars(np.array(values), [(0, words), (1, words)], words)

    assert "nan" not in re.sub(r"<text.*?</text>", "", drawn)
    places = [float(x) for x in re.findall(r'<rect x="([\d.]+)"', drawn)]
    assert all(0 <= place <= svg.WIDTH for place in places)


def test_the_offset_is_drawn_with_its_minimum(desk: Recording) -> None:
    """On the page of the checks, where the pictures were read, and on a page of its own."""
    _, alignment = check_pictures(desk)

    for text in (
        page("desk", "replay open desk", check(desk), gather(desk), alignment),
        alignment_page("desk", "replay align desk", alignment),
    ):
        assert Reading(text).wrong == []
        assert "minimum at -0.5 ms" in text
        assert re.search(r'<circle cx="[\d.]+" cy="[\d.]+" r="4"', text)


def test_an_unknown_offset_says_why() -> None:
    """There is no number, no minimum, and nothing to keep."""
    text = alignment_page(
        "<i>.replay", "replay align x", Alignment(None, None, 0.0, "none", "unknown", "<b>no frames")
    )

    assert Reading(text).wrong == []
    assert "<i>" not in text
    assert "<b>" not in text
    assert "--apply" not in text


def test_what_was_delivered_late_is_drawn(day: MemoryRecording) -> None:
    """Moves captured after others of a later time are late by the difference; the others are in order."""
    rows = rows_of(day, "pointer")
    rows["t"][5000:5003] -= 40_000_000
    plots = gather(copy_of(day, streams={"pointer": rows}))

    assert plots.lags.sum() == 3
    assert plots.lag_ms.max() == pytest.approx(40, abs=12)
    assert "3 of" in page("day", "replay open day", check(day), plots)


@pytest.mark.parametrize("dark", [False, True])
def test_a_browser_shows_and_prints_it(desk: Recording, tmp_path: Path, dark: bool) -> None:
    """Nothing is asked for, nothing is blocked, ink differs from paper, and on paper it is dark on light."""
    path = tmp_path / "page.html"
    path.write_text(page_of(desk))

    with Page(path, dark=dark) as shown:
        style = "getComputedStyle(document.body)"
        ink, paper = (shown.run(f"{style}.{name}") for name in ("color", "backgroundColor"))
        assert shown.troubles == []
        assert [each for each in shown.requests if each != path.as_uri()] == []
        assert sum(map(int, re.findall(r"\d+", paper)[:3])) < 200 if dark else paper == "rgb(255, 255, 255)"
        assert ink != paper
        assert shown.run("document.documentElement.scrollWidth <= innerWidth")
        assert shown.printed().startswith(b"%PDF")


def test_a_comparison_leads_to_its_worst_moments(desk: Recording) -> None:
    """Its names are text, and every place has the command that opens the reference there."""
    rows = rows_of(desk, "key")
    capture = copy_of(desk, streams={"key": rows[(rows["t"] < 30e9) | (rows["t"] > 33e9)]})
    found = compare(desk, capture)
    record = comparison_record(found, desk, capture)

    text = comparison_page("<script>a", "\x1b[31m<b>", found, record, "replay open '<script>a'")

    assert Reading(text).wrong == []
    assert "<script" not in text
    assert "\x1b" not in text
    assert re.search(r"--at 00:00:3\d\.\d{3}", text)


def test_a_lost_key_is_not_hidden_behind_lost_moves(desk: Recording) -> None:
    """What the person did and nobody will know of comes first, a few of each stream; page and JSON agree."""
    moves, keys, buttons = (rows_of(desk, name) for name in ("pointer", "key", "button"))
    kept = np.random.default_rng(1).random(len(moves)) >= 0.5
    lost_key, lost_release = int(keys["t"][100]), int(buttons["t"][5])
    capture = copy_of(
        desk,
        streams={
            "pointer": moves[kept],
            "key": np.delete(keys, 100),
            "button": np.repeat(np.delete(buttons, 5), [2, *[1] * (len(buttons) - 2)]),
        },
    )
    found = compare(desk, capture)
    record = comparison_record(found, desk, capture)
    text = comparison_page("a", "b", found, record, "replay open a")

    told = [(each["stream"], each["way"], each["t_ns"]) for each in record["worst_moments"]]
    assert told[:3] == [
        ("key", "lost", lost_key),
        ("button", "lost", lost_release),
        ("button", "extra", int(buttons["t"][0])),
    ]
    assert {name for name, _, _ in told[3:]} == {"pointer"}
    counts = [each["count"] for each in record["worst_moments"][3:]]
    assert counts == sorted(counts, reverse=True)
    worst = text[text.index("Worst moments") :]
    assert worst.index("key: lost: ") < worst.index("button: lost: ") < worst.index("pointer: ")
