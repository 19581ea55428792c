"""`replay events`: every event once, in order, with its stream's fields."""

import json
from collections import Counter
from pathlib import Path

import pytest

from formats.model.build import EventBuilder
from formats.model.streams import STREAMS
from formats.native.writer import Writer
from tests.data import SAMPLE, real
from tests.formats.native_samples import HEADER, busy_events, write_busy
from tests.replay.cli.damaged import damage
from tests.replay.cli.desk import read_desk
from tests.replay.cli.shell import replay

S = 1_000_000_000


def test_each_line_is_an_object_with_time_stream_and_the_stream_s_fields(tmp_path: Path) -> None:
    """For every stream that there is."""
    path = tmp_path / "busy.replay"
    write_busy(path)

    objects = replay("events", path, "--json").objects

    assert {o["stream"] for o in objects} == set(STREAMS)
    for found in objects:
        due = ["t_ns", "stream", *(f.name for f in STREAMS[found["stream"]].fields if f.name != "t")]
        assert list(found) == due
        assert isinstance(found["t_ns"], int)


def test_events_are_in_time_order_over_all_streams() -> None:
    """Ties in the order of capture."""
    objects = replay("events", SAMPLE, "--json").objects

    order = [(o["t_ns"], o["seq"]) for o in objects]
    assert order == sorted(order)
    assert len(objects) == replay("info", SAMPLE, "--json").document["events"]


def test_the_events_are_those_of_the_recorder_s_file() -> None:
    """Positions, buttons and windows in order, one for one."""
    desk = read_desk()

    objects = replay("events", SAMPLE, "--json").objects

    counts = Counter(o["stream"] for o in objects)
    assert {name: counts[name] for name in desk.counts} == dict(desk.counts)
    moves = [(o["x"], o["y"]) for o in objects if o["stream"] == "pointer"]
    assert moves == [(r["x"], r["y"]) for r in desk.of_kind("move")]
    buttons = [(o["button"], o["pressed"]) for o in objects if o["stream"] == "button"]
    down_up = [r for r in desk.records if r["k"] in {"down", "up"}]
    assert buttons == [(r["b"], r["k"] == "down") for r in down_up]
    titles = [o["title"] for o in objects if o["stream"] == "window"]
    assert titles == [r["title"] for r in desk.of_kind("window")]


def test_times_are_those_of_the_server() -> None:
    """Every move at its own server time, counted from the recording's start."""
    desk = read_desk()
    start_ns = min(record["t"] for record in desk.records)

    objects = replay("events", SAMPLE, "--stream", "pointer", "--json").objects

    assert [o["t_ns"] for o in objects] == [r["xt"] * 1_000_000 - start_ns for r in desk.of_kind("move")]


def test_a_foreign_folder_prints_its_own_positions() -> None:
    """Negative ones and duplicates among them, counted against AgentNet's lines."""
    folder = real("agentnet", "recording")
    lines = [json.loads(line) for line in (folder / "events.jsonl").read_text().splitlines()]

    objects = replay("events", folder, "--stream", "pointer", "--json").objects

    assert sorted((o["x"], o["y"]) for o in objects) == sorted(
        (r["x"], r["y"]) for r in lines if r["action"] == "move"
    )


def test_streams_are_chosen_by_name_one_or_more() -> None:
    """And nothing else is printed."""
    both = replay("events", SAMPLE, "--stream", "window", "--stream", "scroll", "--json").objects

    assert Counter(o["stream"] for o in both) == {"window": 6, "scroll": 10}


@pytest.mark.parametrize(
    ("start", "end", "start_ns", "end_ns"),
    [
        ("10", "20.5", 10 * S, 20_500_000_000),
        ("00:00:10.000", "00:00:20.500", 10 * S, 20_500_000_000),
        ("0:10", "20500ms", 10 * S, 20_500_000_000),
        ("#40", "#80", None, None),
    ],
)
def test_a_span_is_half_open_however_its_times_are_written(
    start: str, end: str, start_ns: int | None, end_ns: int | None
) -> None:
    """HH:MM:SS.mmm, seconds and #frame; what lies at --to is left out."""
    everything = replay("events", SAMPLE, "--json").objects
    if start_ns is None:
        frames = [o for o in everything if o["stream"] == "frame"]
        start_ns, end_ns = frames[40]["t_ns"], frames[80]["t_ns"]

    part = replay("events", SAMPLE, "--from", start, "--to", end, "--json").objects

    assert part == [o for o in everything if start_ns <= o["t_ns"] < (end_ns or 0)]
    assert part


def test_people_read_a_table() -> None:
    """Time, stream and fields; what is empty is left out."""
    lines = replay("events", SAMPLE, "--stream", "window").out.splitlines()

    assert lines[0] == (
        '00:00:00.019  window     app=Chromium title="Expense form" x=690 y=22 width=560 height=640'
    )


def test_recorded_text_cannot_harm_the_terminal_nor_the_document(tmp_path: Path) -> None:
    """Controls, bidirectional marks, lone surrogates: harmless in both forms, and unchanged in JSON."""
    title = "a\x1b[2J\x7f\x9b31m\u202etxt\ud800\U000e0041"
    builder = EventBuilder()
    builder.add("window", 0, app="\x07", title=title)
    path = tmp_path / "a.replay"
    with Writer(path, HEADER) as writer:
        writer.append(builder.events()["window"])

    people, program = replay("events", path), replay("events", path, "--json")

    for out in (people.out, program.out):
        assert out.removesuffix("\n").isprintable()
    assert program.objects[0]["title"] == title


def test_numbers_that_are_none_are_null(tmp_path: Path) -> None:
    """JSON has no NaN and no infinity."""
    builder = EventBuilder()
    builder.add("button", 0, x=float("nan"), y=float("inf"), button="left", pressed=1)
    path = tmp_path / "a.replay"
    with Writer(path, HEADER) as writer:
        writer.append(builder.events()["button"])

    found = json.loads(replay("events", path, "--json").out, parse_constant=pytest.fail)

    assert (found["x"], found["y"]) == (None, None)


def test_a_long_string_is_cut_for_people_and_whole_for_programs(tmp_path: Path) -> None:
    """With its length said."""
    builder = EventBuilder()
    builder.add("clipboard", 0, kind="text/plain", string="x" * 5000)
    path = tmp_path / "a.replay"
    with Writer(path, HEADER) as writer:
        writer.append(builder.events()["clipboard"])

    assert "x… (5,000 characters)" in replay("events", path).out
    assert len(replay("events", path).out) < 400
    assert replay("events", path, "--json").objects[0]["string"] == "x" * 5000


def test_a_cut_file_gives_what_is_there_and_says_so(tmp_path: Path) -> None:
    """On stderr, so that the rows stay rows."""
    path = tmp_path / "cut.replay"
    with Writer(path, HEADER) as writer:
        writer.append(busy_events(20_000)["pointer"])
    path.write_bytes(path.read_bytes()[:-60])

    ended = replay("events", path, "--json")

    assert ended.status == 0
    assert len(ended.objects) > 8000
    assert ended.err.startswith(f"replay: {path} is not complete: ")


def test_a_damaged_chunk_is_named_with_what_to_do(tmp_path: Path) -> None:
    """Rows before it are printed; the end is status 3 and a line that points at `recover`."""
    path = tmp_path / "a.replay"
    write_busy(path)
    damage(path, "key")

    ended = replay("events", path)

    assert ended.status == 3
    assert (
        "its checksum does not hold; `replay recover FILE -o OUT` makes a file of what is intact" in ended.err
    )
