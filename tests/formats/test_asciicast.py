"""The importer of asciicast on recordings made up for each promise."""

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.errors import DamagedError, UnsupportedError
from formats.importers.asciicast import importer
from formats.model.report import Imported
from formats.native.copy import write_recording
from formats.native.reader import Reader
from formats.registry import detect

V2 = {"version": 2, "width": 20, "height": 4}
V3 = {"version": 3, "term": {"cols": 20, "rows": 4}}
PAPER = (18, 19, 20)


def read(tmp_path: Path, header: dict[str, Any], *events: Any, tail: str = "") -> Imported:
    path = tmp_path / "a.cast"
    path.write_text("\n".join(map(json.dumps, (header, *events))) + "\n" + tail)
    assert detect(path) == "asciicast"
    return importer.open_recording(path)


def rows(imported: Imported, stream: str) -> list[dict[str, Any]]:
    return list(imported.recording.events(stream).records())


def times_ms(imported: Imported) -> list[float]:
    return [t / 1e6 for t in imported.recording.frames["t"].tolist()]


def test_version_1_is_one_object_with_delays(tmp_path: Path) -> None:
    """Its delays add up, spread over lines or not."""
    cast = {"version": 1, "width": 20, "height": 4, "stdout": [[0.5, "a"], [0.25, "b"]]}
    for text in (json.dumps(cast), json.dumps(cast, indent=2)):
        path = tmp_path / "a.json"
        path.write_text(text)

        assert detect(path) == "asciicast"
        assert times_ms(importer.open_recording(path)) == [0, 500, 750]


def test_version_2_has_times_and_version_3_has_intervals(tmp_path: Path) -> None:
    """The same recording in both comes to the same frames; comments are passed over."""
    second = read(tmp_path, V2, [0.5, "o", "a"], [1.5, "o", "b"])
    third = read(tmp_path, V3, [0.5, "o", "a"], tail='# a word\n[1.0, "o", "b"]\n')

    assert times_ms(second) == times_ms(third) == [0, 500, 1500]


def test_a_compressed_recording_is_read_up_to_where_its_data_break_off(tmp_path: Path) -> None:
    """As people keep long ones; version 1 is one value, of which a part is none."""
    lines = [json.dumps([number, "o", f"{number * 7919:x}"]) for number in range(1, 200)]
    text = "\n".join([json.dumps(V2), *lines, ""]).encode()
    whole, cut, first = tmp_path / "a.cast.gz", tmp_path / "cut.cast.gz", tmp_path / "first.json.gz"
    whole.write_bytes(gzip.compress(text))
    cut.write_bytes(whole.read_bytes()[:-400])
    first.write_bytes(gzip.compress(json.dumps({**V2, "version": 1, "stdout": []}).encode()))

    found, part = importer.open_recording(whole), importer.open_recording(cut)

    assert {detect(path) for path in (whole, cut, first)} == {"asciicast"}
    assert len(rows(found, "other")) == 199
    assert 0 < len(rows(part, "other")) < 199
    assert "break off" in part.report.lost[-1]
    assert importer.open_recording(first).report.read["frame"] == 1


def test_a_size_of_whole_floats_is_a_size(tmp_path: Path) -> None:
    """Programs whose numbers are all floating point write it."""
    imported = read(tmp_path, {**V2, "width": 20.0, "height": 4.0}, [0.5, "o", "a"])

    assert imported.recording.frames["width"].tolist() == [200, 200]


def test_a_version_from_the_future_is_refused(tmp_path: Path) -> None:
    """It is still this importer's file."""
    with pytest.raises(UnsupportedError, match="version 4: versions 1 to 3 are read"):
        read(tmp_path, {**V3, "version": 4})


def test_changes_close_together_are_one_frame_and_equal_screens_none(tmp_path: Path) -> None:
    """A frame is never earlier than what it shows; what changes nothing gives none."""
    events = [[1.0, "o", "a"], [1.01, "o", "b"], [1.04, "o", "c"], [2.0, "o", "\u001b[m"]]
    imported = read(tmp_path, V2, *events)

    assert times_ms(imported) == [0, 1010, 1040]


def test_output_is_drawn_in_the_colours_of_the_recording(tmp_path: Path) -> None:
    """A red cell of the named palette, a true colour, and the paper elsewhere."""
    palette = ":".join(["#000000", "#aa0000", *["#111111"] * 6])
    theme = {"fg": "#ffffff", "bg": "#101010", "palette": palette}
    text = "\u001b[?25l\u001b[41m \u001b[48;2;1;2;3m \u001b[48:2::4:5:6m "
    imported = read(tmp_path, {**V2, "theme": theme}, [0, "o", text])
    pixels = imported.recording.pixels(0)

    assert pixels.shape == (80, 200, 3)
    cells = [tuple(pixels[10, x].tolist()) for x in (5, 15, 25, 35)]
    assert cells == [(170, 0, 0), (1, 2, 3), (4, 5, 6), (16, 16, 16)]


def test_letters_bold_underlined_reversed_and_wide_differ(tmp_path: Path) -> None:
    """What a person tells apart on a terminal is told apart in the picture."""

    def cell(text: str) -> bytes:
        imported = read(tmp_path, V2, [0, "o", f"\u001b[?25l{text}"])
        return imported.recording.pixels(0)[:20, :20].tobytes()

    styles = [
        "a",
        "\u001b[1ma",
        "\u001b[4ma",
        "\u001b[7ma",
        "\u001b[2ma",
        "\u001b[9ma",
        "b",
        "\u754c",
        "\u2500",
        " ",
    ]
    assert len({cell(text) for text in styles}) == len(styles)
    assert cell("\u001b[8ma") == cell(" ")


def test_lines_and_blocks_meet_at_the_edges_of_cells(tmp_path: Path) -> None:
    """A line across cells has no gap, and a full block is full."""
    imported = read(tmp_path, V2, [0, "o", "\u001b[?25l\u2500\u253c\u2500\u2588"])
    pixels = imported.recording.pixels(0)

    assert (pixels[10, :40] == (204, 204, 204)).all()
    assert (pixels[:20, 30:40] == (204, 204, 204)).all()
    assert (pixels[:20, 15] == (204, 204, 204)).all()


def test_the_second_screen_leaves_the_first_as_it_was(tmp_path: Path) -> None:
    """An editor that ends gives back what stood there."""
    imported = read(
        tmp_path, V2, [1, "o", "text"], [2, "o", "\u001b[?1049h\u001b[HX"], [3, "o", "\u001b[?1049l"]
    )
    recording = imported.recording

    assert (recording.pixels(1) == recording.pixels(3)).all()
    assert (recording.pixels(1) != recording.pixels(2)).any()


def test_a_resized_terminal_has_frames_and_a_display_of_its_size(tmp_path: Path) -> None:
    """From the moment of the change, lines kept; a size beyond all sense is kept in `other`."""
    imported = read(tmp_path, V3, [1, "o", "text"], [1, "r", "30x6"], [1, "r", "99999x99999"])

    assert [(d["width"], d["height"], d["t_ns"]) for d in rows(imported, "display")] == [
        (200, 80, 0),
        (300, 120, 2_000_000_000),
    ]
    assert [size.tolist() for size in imported.recording.frames[["width", "height"]]] == [
        (200, 80),
        (200, 80),
        (300, 120),
    ]
    before, after = (imported.recording.pixels(frame)[:20, :40] for frame in (1, 2))
    assert (before == after).all()
    assert [row["kind"] for row in rows(imported, "other")] == ["output", "r"]


def test_input_is_the_keys_that_send_it(tmp_path: Path) -> None:
    """Letters, Enter, Ctrl with a letter, arrows, function keys and Alt; each pressed and released."""
    sent = [
        "a",
        "\r",
        "\u0003",
        "\u001b[A",
        "\u001bOB",
        "\u001b[15~",
        "\u001b[1;5C",
        "\u001bx",
        "\u001b",
        "\u007f",
    ]
    imported = read(tmp_path, V2, *[[number, "i", data] for number, data in enumerate(sent)])
    pressed = [(row["code"], row["key"], row["modifiers"]) for row in rows(imported, "key") if row["pressed"]]

    held = [("ControlLeft", "Control", ["Control"]), ("AltLeft", "Alt", ["Alt"])]
    assert [row for row in pressed if row not in held] == [
        ("KeyA", "a", []),
        ("Enter", "Enter", []),
        ("KeyC", "c", ["Control"]),
        ("ArrowUp", "ArrowUp", []),
        ("ArrowDown", "ArrowDown", []),
        ("F5", "F5", []),
        ("ArrowRight", "ArrowRight", ["Control"]),
        ("KeyX", "x", ["Alt"]),
        ("Escape", "Escape", []),
        ("Backspace", "Backspace", []),
    ]
    assert sum(row["pressed"] for row in rows(imported, "key")) * 2 == len(rows(imported, "key"))


def test_input_that_no_key_sends_is_text_a_paste_a_mouse_or_kept(tmp_path: Path) -> None:
    """Several letters at once, what stands between the signs of a paste, a click, and a terminal's reply."""
    sent = [
        "hello\r",
        "\u001b[200~a b\u001b[201~",
        "\u001b[<0;3;2M",
        "\u001b[<0;3;2m",
        "\u001b[<64;3;2M",
        "\u001b[12;40R",
    ]
    imported = read(tmp_path, V2, *[[number, "i", data] for number, data in enumerate(sent)])

    assert [(row["kind"], row["string"]) for row in rows(imported, "text")] == [
        ("typed", "hello"),
        ("paste", "a b"),
    ]
    assert [row["key"] for row in rows(imported, "key")] == ["Enter", "Enter"]
    assert [(row["x"], row["y"], row["pressed"]) for row in rows(imported, "button")] == [
        (25, 30, True),
        (25, 30, False),
    ]
    assert [row["dy"] for row in rows(imported, "scroll")] == [1]
    assert [row["payload"] for row in rows(imported, "other")] == ['{"data": "\\u001b[12;40R"}']


def test_markers_exit_titles_and_what_is_unknown_are_kept(tmp_path: Path) -> None:
    """Markers by their labels, the exit status, titles as windows, the rest in `other`."""
    events = [[1, "m", "chapter"], [2, "o", "\u001b]0;a title\u0007"], [3, "z", "new"], [4, "x", "1"]]
    imported = read(tmp_path, V2, *events)

    markers = [(row["name"], row["payload"]) for row in rows(imported, "marker")]
    assert markers == [("chapter", ""), ("exit status", '{"text": "1"}')]
    assert [row["title"] for row in rows(imported, "window")] == ["a title"]
    assert [(row["kind"], json.loads(row["payload"])) for row in rows(imported, "other")] == [
        ("output", "\x1b]0;a title\x07"),
        ("z", "new"),
    ]


def test_the_header_tells_start_and_limits_and_keeps_names_apart(tmp_path: Path) -> None:
    """The start is one-second, the idle limit stands in the details, commands and variables apart."""
    told = {"timestamp": 1_600_000_000, "idle_time_limit": 2.5, "command": "ssh alice@host", "title": "t"}
    header = read(
        tmp_path, {**V2, **told, "env": {"TERM": "xterm", "USER": "alice"}}, [1, "o", "a"]
    ).recording.header

    assert header.start_utc_ns == 1_600_000_000 * 10**9
    assert next(clock for clock in header.clocks if clock.name == "epoch").tick_ns == 10**9
    assert (header.details["idle_time_limit"], header.details["TERM"]) == (2.5, "xterm")
    assert header.private.names["USER"] == "alice"
    assert "alice" not in str(header.details)


def test_a_terminal_too_large_to_be_drawn_is_read_without_pictures(tmp_path: Path) -> None:
    """Its size is told, and the output kept."""
    imported = read(tmp_path, {**V2, "width": 100_000, "height": 100_000}, [1, "o", "a"])

    assert not len(imported.recording.frames)
    assert any("100,000 columns" in told for told in imported.report.lost)
    assert [row["payload"] for row in rows(imported, "other")] == ['"a"']


def test_cut_and_damaged_lines_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    """By their numbers; a file whose header is broken is refused in one line."""
    imported = read(tmp_path, V2, [1, "o", "a"], [2, "o"], tail='{]\n[3, "o", "b"]\n[4, "o"')

    assert times_ms(imported) == [0, 1000, 3000]
    told = " ".join(imported.report.lost)
    assert all(
        word in told for word in ("line 3: no event", "line 4: no JSON", "line 6: the file ends inside")
    )
    (tmp_path / "b.cast").write_text('{"version": 2, "width": \n')
    with pytest.raises(DamagedError, match="header in line 1"):
        importer.open_recording(tmp_path / "b.cast")


def test_characters_that_the_font_lacks_are_told(tmp_path: Path) -> None:
    """They are boxes in the picture, and named in the report."""
    imported = read(tmp_path, V2, [1, "o", "\u754c\u2588"])

    assert any(
        "1 characters are drawn as boxes" in told and "U+754C" in told for told in imported.report.lost
    )


def test_a_round_trip_keeps_events_and_every_pixel(tmp_path: Path) -> None:
    """What is written as a container shows what the importer drew."""
    imported = read(
        tmp_path, V3, [0.1, "o", "one\r\n"], [1, "o", "\u001b[31mtwo"], [1, "i", "a"], [1, "r", "9x2"]
    )
    write_recording(imported.recording, tmp_path / "a.replay")

    with Reader(tmp_path / "a.replay") as reader:
        for stream in imported.recording.streams:
            assert list(reader.events(stream).records()) == rows(imported, stream)
        for frame in range(len(reader.frames)):
            assert np.array_equal(reader.pixels(frame), imported.recording.pixels(frame))


values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.lists(inner, max_size=4),
    max_leaves=6,
)


@given(st.lists(st.one_of(values, st.tuples(values, st.sampled_from("oirmx"), values)), max_size=6), values)
def test_any_value_in_any_field_is_read_or_told(tmp_path_factory: Any, events: list[Any], size: Any) -> None:
    """No value of an event or of the header is a traceback; lines that are no events are counted."""
    path = tmp_path_factory.mktemp("any") / "a.cast"
    header = {**V2, "theme": size, "env": size, "timestamp": size, "title": size}
    path.write_text("\n".join(map(json.dumps, (header, *events))) + "\n")
    imported = importer.open_recording(path)

    assert sum(imported.report.read.values()) > 0
    if len(imported.recording.frames):
        imported.recording.pixels(0)
