"""What the lists say: every stream, every kind of consent, and nothing that a terminal obeys."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from formats.model.build import EventBuilder
from formats.model.header import Consent, Header, Private
from formats.model.memory import MemoryRecording
from formats.model.streams import STREAMS, Events, FieldKind, empty
from formats.native.reader import Reader
from replay.core.actions import reduce_actions
from replay.core.clock_faces import listed_time
from replay.core.hits import Hit
from replay.core.merged import MergedEvents
from replay.core.typed_text import typed_runs
from replay.privacy.masks.masks import NOTHING_HIDDEN
from replay.ui.player import Player
from replay.ui.widgets.notes import NoteSource
from replay.ui.widgets.row_source import RowSource
from replay.ui.widgets.row_strips import Text, written
from replay.ui.widgets.sources import ActionSource, EventSource, HitSource, TextSource
from tests.data import SAMPLE

HOSTILE = "\x1b]52;c;aGk=\x07[@click=app.quit]x[/]\u202e\u200b\n\x9b2J"


def hostile_recording() -> MemoryRecording:
    """Return a recording with a hostile string in every column that takes one, and a click and typing."""
    events = EventBuilder()
    for number, (name, spec) in enumerate(STREAMS.items()):
        strings = {field.name: HOSTILE for field in spec.fields if field.kind is FieldKind.STRING}
        events.add(name, number, **strings)
        if name == "key":
            for letter in "ab":
                events.add("key", number, code=f"Key{letter.upper()}", key=letter + HOSTILE, pressed=1)
    return MemoryRecording(Header("1", task=HOSTILE), events.events())


def lines_of(source: RowSource) -> list[Text]:
    """Return all rows of a list, their times by the recording's clock."""
    return [written(line, listed_time) for line in source.lines(0, len(source))]


def characters(lines: list[Text]) -> Iterator[str]:
    """Yield every character of some rows."""
    for line in lines:
        for text, _ in line:
            yield from text


def test_no_list_lets_anything_hostile_through() -> None:
    """Every list of a recording made of hostile strings is inert."""
    recording = hostile_recording()
    events = MergedEvents(recording)
    sources: list[RowSource] = [
        EventSource(events, NOTHING_HIDDEN),
        ActionSource(reduce_actions(recording), NOTHING_HIDDEN),
        TextSource(typed_runs(recording), 30, NOTHING_HIDDEN),
        HitSource([Hit(0, "title", HOSTILE)], HOSTILE, NOTHING_HIDDEN),
    ]
    assert len(sources[0]) >= len(STREAMS)
    notes = note_lines(recording.header, (HOSTILE,), {"\x1b": 5}, recording.events("marker"))
    for lines in (notes, *(lines_of(source) for source in sources)):
        assert lines
        shown = "".join(characters(lines))
        assert not [c for c in shown if ord(c) < 32 or 0x7F <= ord(c) <= 0x9F or c in "\u202e\u200b"], shown


@pytest.mark.parametrize("width", [24, 36, 46])
def test_typed_text_leaves_its_list_room_for_a_scroll_bar(width: int) -> None:
    """Nothing that was typed is cut off where the list is longer than the screen."""
    with Reader(SAMPLE) as reader:
        runs = typed_runs(reader)
        lines = lines_of(TextSource(runs, width, NOTHING_HIDDEN))
        texts = [run["text"].split() for run in map(runs.record, range(len(runs)))]

    typed = [text for line in lines for text, _ in line if text.startswith(" " * 4)]
    assert max(map(cell_len, typed)) < width
    assert "".join("".join(typed).split()) == "".join(word for text in texts for word in text)


@pytest.mark.parametrize(
    ("consent", "said", "style"),
    [
        (None, "none in the file", "rows--warning"),
        (Consent("P7", withdrawn=True), "WITHDRAWN by P7", "rows--warning"),
        (Consent("P7", ("research",), until="2027-01-01"), "given by P7 for research, until 2027-01-01", ""),
    ],
)
def test_notes_say_what_was_agreed_to(consent: Consent | None, said: str, style: str) -> None:
    """Consent that is missing or withdrawn stands out."""
    lines = note_lines(Header("1", consent=consent))
    first = next(row for row, line in enumerate(lines) if line[0][0].strip() == "consent")
    end = next(row for row in range(first + 1, len(lines)) if lines[row][0][0].strip())
    assert " ".join(line[1][0] for line in lines[first:end]) == said
    assert {line[1][1] for line in lines[first:end]} == {style}


def test_notes_keep_names_and_hardware_to_themselves() -> None:
    """How much was kept apart is said, and nothing of it."""
    header = Header("1", private=Private({"host": "anna-laptop"}, {"user": "anna"}))
    lines = note_lines(header)
    text = " ".join("".join(characters(lines)).split())
    assert "2 fields naming a person or" in text
    assert "anna" not in text


@given(st.integers(-(2**63), 2**63 - 1))
def test_no_start_is_too_far_off(start: int) -> None:
    """A start that no calendar has is said, not a crash."""
    lines = note_lines(Header("1", start_utc_ns=start))
    assert any("UTC" in text or "no date" in text for line in lines for text, _ in line)


def test_what_an_import_said_of_itself_is_among_the_notes() -> None:
    """Losses, guesses and oddities stay with the recording; a header that lies about them is no crash."""
    report = {"lost": ["no video"], "guessed": ["a US keyboard"], "counts": {"out of order": 3, "none": 0}}

    lines = note_lines(Header("1", details={"import": report}))
    text = "\n".join("".join(part for part, _ in line) for line in lines)

    for told in ("no video", "a US keyboard", "3 out of order"):
        assert told in text
    assert "none" not in text.replace("none given", "").replace("none in", "")
    for lie in (7, ["x"], {"lost": 3, "counts": ["x"]}, {"counts": {"x": "y"}}):
        assert note_lines(Header("1", details={"import": lie}))


@given(st.lists(st.integers(-9, 30)), st.dictionaries(st.sampled_from("abcdef"), st.integers(-9, 30)))
def test_the_note_at_a_time_is_the_last_one_at_or_before_it(
    markers: list[int], marks: dict[str, int]
) -> None:
    """A mark or a marker, and its row leads to its time."""
    events = EventBuilder()
    for t_ns in markers:
        events.add("marker", t_ns, name="m")
    rows = events.events().get("marker", empty("marker"))
    source = NoteSource(Header("1"), (), rows, marks)

    for t_ns in range(-10, 31):
        before = [time for time in (*markers, *marks.values()) if time <= t_ns]
        row = source.row_at(t_ns)
        assert (source.time_of(row) if row >= 0 else None) == max(before, default=None)
    times = [source.time_of(row) for row in range(len(source))]
    assert sorted(time for time in times if time is not None) == sorted([*markers, *marks.values()])


class Counted(list[int]):
    """Counts how often something is looked up."""

    looks = 0

    def __getitem__(self, place: Any) -> Any:
        self.looks += 1
        return super().__getitem__(place)


def test_a_key_costs_the_same_in_many_notes_and_boundaries(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are searched, not gone through."""
    times = Counted(range(100_000))
    source = NoteSource(Header("1"), (), empty("marker"), {"a": 7})
    player = Player(MemoryRecording(Header("1"), {}))
    player.playhead = replace(player.playhead, at_ns=50_000, duration_ns=100_000)
    monkeypatch.setattr(source, "_marker_times", times)
    monkeypatch.setattr(player, "_windows", times)

    row = source.row_at(50_000)
    moved = player.step("boundary", 1), player.t_ns

    assert row - len(source) == 50_000
    assert moved == (True, 50_001)
    assert times.looks < 100


@given(st.lists(st.integers(0, 30)), st.lists(st.integers(0, 30)), st.integers(0, 30))
def test_boundaries_are_windows_markers_and_marks(windows: list[int], markers: list[int], mark: int) -> None:
    """Each of them is stepped to, in order, once."""
    events = EventBuilder()
    for stream, times in (("window", windows), ("marker", markers)):
        for t_ns in times:
            events.add(stream, t_ns)
    events.add("pointer", 31)
    player = Player(MemoryRecording(Header("1"), events.events()))
    player.marks["a"] = mark

    there = []
    while player.step("boundary", 1):
        there.append(player.t_ns)
    back = []
    while player.step("boundary", -1):
        back.append(player.t_ns)

    boundaries = sorted({*windows, *markers, mark})
    assert there == [t for t in boundaries if t > 0]
    assert back == boundaries[-2::-1]


def note_lines(
    header: Header,
    problems: tuple[str, ...] = (),
    marks: dict[str, int] | None = None,
    markers: Events | None = None,
) -> list[Text]:
    """Return the list of notes."""
    return lines_of(NoteSource(header, problems, markers or empty("marker"), marks or {}))
