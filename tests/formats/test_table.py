"""The importer of tables on files made up for each promise."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.errors import DamagedError, UnknownFormatError, UnsupportedError
from formats.importers.table import importer
from formats.importers.table.mapping import read_mapping
from formats.importers.table.times import instant_ns
from formats.model.report import Imported, ImportOptions
from formats.native.copy import write_recording
from formats.native.reader import Reader
from formats.registry import detect

BALABIT = """record timestamp,client timestamp,button,state,x,y
0.0,0.0,NoButton,Move,399,962
0.109999895096,0.108999999985,NoButton,Drag,65535,65535
0.4,0.39,Left,Pressed,402,950
0.5,0.48,Left,Released,402,950
0.6,0.59,Scroll,Down,402,950
"""
MAPPING = """[time]
column = "when"
unit = "ms"

[columns]
x = "a"
y = "b"
"""


def read(tmp_path: Path, text: str | bytes, mapping: str = "", name: str = "a.csv") -> Imported:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    if not mapping:
        assert detect(path) == "table"
        return importer.open_recording(path)
    (tmp_path / "map.toml").write_text(mapping)
    return importer.open_recording(path, ImportOptions(mapping=tmp_path / "map.toml"))


def rows(imported: Imported, stream: str) -> list[dict[str, Any]]:
    return list(imported.recording.events(stream).records())


def places(imported: Imported) -> list[tuple[Any, ...]]:
    return [(row["t_ns"], row["x"], row["y"]) for row in rows(imported, "pointer")]


def test_a_compressed_table_is_found_by_its_content(tmp_path: Path) -> None:
    """Whatever it is called."""
    imported = read(tmp_path, gzip.compress(BALABIT.encode()), name="session_1")

    assert len(rows(imported, "button")) == 2


def test_decimal_commas_are_numbers_where_another_character_parts_columns(tmp_path: Path) -> None:
    """As spreadsheets write them in half of Europe; beside a comma as delimiter they part thousands."""
    imported = read(tmp_path, "time_s;x;y\n0,5;10,25;-3\n1,75;11;-4,5\n")

    assert places(imported) == [(0, 10.25, -3), (1_250_000_000, 11, -4.5)]
    assert read(tmp_path, 'time_ms,x,y\n"1,000",1,2\n').report.read == {}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_wide_characters_are_read_with_and_without_their_mark(tmp_path: Path, encoding: str) -> None:
    """Windows tools write both."""
    imported = read(tmp_path, BALABIT.replace("\n", "\r\n").encode(encoding))

    assert len(rows(imported, "button")) == 2
    assert imported.report.lost == ()


def test_a_column_whose_name_stands_twice_is_told_apart(tmp_path: Path) -> None:
    """The first has the meaning, the other is kept."""
    imported = read(tmp_path, "time_ms,x,y,x\n0,1,2,7\n8,3,4,7\n")

    assert places(imported) == [(0, 1, 2), (8_000_000, 3, 4)]
    assert [row["payload"] for row in rows(imported, "other")] == ['{"x#4": "7"}']


def test_a_click_with_pressed_is_one_press_or_release(tmp_path: Path) -> None:
    """As loggers by pynput write it, with characters as Python shows them."""
    imported = read(
        tmp_path,
        "timestamp_ms,event,x,y,button,pressed,key\n"
        "0,move,1,2,,,\n10,click,1,2,Button.left,True,\n20,click,1,2,Button.left,False,\n"
        "30,press,,,,,'a'\n40,release,,,,,'a'\n",
    )

    assert [(row["t_ns"] // 10**6, row["pressed"]) for row in rows(imported, "button")] == [
        (10, True),
        (20, False),
    ]
    assert [(row["code"], row["key"], row["pressed"]) for row in rows(imported, "key")] == [
        ("KeyA", "a", True),
        ("KeyA", "a", False),
    ]


def test_a_page_s_click_is_not_another_one_than_its_mousedown_and_mouseup(tmp_path: Path) -> None:
    """It is kept as it came; a table of clicks alone has one press and release each."""
    page = "time_ms,event,x,y\n0,mousedown,1,2\n50,mouseup,1,2\n50,click,1,2\n"
    imported = read(tmp_path, page)

    assert [row["pressed"] for row in rows(imported, "button")] == [True, False]
    assert len(rows(imported, "other")) == 1
    assert len(rows(read(tmp_path, "time_ms,event,x,y\n50,click,1,2\n"), "button")) == 2


@pytest.mark.parametrize("day", ["", "2024/01/02 ", "2024-01-02 "])
def test_times_of_day_are_read_with_and_without_their_date(tmp_path: Path, day: str) -> None:
    """As logs write them; columns may be parted by blanks where the date needs none."""
    table = f"Time,X,Y\n{day}09:59:59.5,1,2\n{day}10:00:00.25,3,4\n"
    table = table if day else table.replace(",", " ")
    imported = read(tmp_path, table)

    assert places(imported) == [(0, 1, 2), (750_000_000, 3, 4)]
    assert imported.recording.header.start_utc_ns is None


def test_balabit_s_tables_are_known_with_both_clocks(tmp_path: Path) -> None:
    """Moves, presses and wheel by the client's clock, the recorder's as readings, unknown places unknown."""
    imported = read(tmp_path, BALABIT)

    assert places(imported) == [(0, 399, 962), (109_000_000, None, None)]
    assert [(row["button"], row["pressed"]) for row in rows(imported, "button")] == [
        ("left", True),
        ("left", False),
    ]
    assert [row["dy"] for row in rows(imported, "scroll")] == [-1]
    assert [row["reading_ns"] for row in rows(imported, "clock")][:2] == [0, 109_999_895]
    assert [clock.name for clock in imported.recording.header.clocks] == ["client timestamp", "record"]
    assert imported.report.counts["positions (65535, 65535), which mean unknown"] == 1


def test_the_mapping_that_was_used_can_be_given_again(tmp_path: Path) -> None:
    """It stands in the details as TOML, and reads the table alike."""
    first = read(tmp_path, BALABIT)
    again = read(tmp_path, BALABIT, str(first.recording.header.details["mapping"]))

    for stream in first.recording.streams:
        assert rows(again, stream) == rows(first, stream)
    assert read_mapping(tmp_path / "map.toml").toml() == first.recording.header.details["mapping"]


def test_a_mapping_gives_columns_events_buttons_units_and_screen(tmp_path: Path) -> None:
    """Whatever they are called; what is ignored and what is beside stay in `other`."""
    mapping = (
        MAPPING
        + 'event = "e"\nbutton = "n"\n[events]\nA = "move"\nB = "press"\nC = "release"\nD = "ignore"\n'
    )
    mapping += '[buttons]\n1 = "left"\n[display]\nwidth = 100\nheight = 50\n'
    table = "when,a,b,e,n,note\n10,1,2,A,,p\n20,1,2,B,1,p\n30,1,2,C,1,q\n40,1,2,D,,q\n"
    imported = read(tmp_path, table, mapping)

    assert places(imported) == [(0, 1, 2)]
    assert [(row["t_ns"], row["pressed"]) for row in rows(imported, "button")] == [
        (10_000_000, True),
        (20_000_000, False),
    ]
    assert [(row["width"], row["height"]) for row in rows(imported, "display")] == [(100, 50)]
    kept = [(row["kind"], json.loads(row["payload"])) for row in rows(imported, "other")]
    assert kept[:2] == [("columns", {"note": "p"}), ("columns", {"note": "q"})]
    assert kept[2] == ("row", {"when": "40", "a": "1", "b": "2", "e": "D", "n": "", "note": "q"})


def test_values_that_the_mapping_does_not_name_are_kept_and_counted(tmp_path: Path) -> None:
    """A guess sees the beginning of a table only."""
    rest = "9,2,3,teleported\n" * 3
    imported = read(tmp_path, "time_ms,x,y,event\n" + "5,1,2,move\n" * 10_000 + rest)

    assert len(places(imported)) == 10_000
    assert imported.report.counts["rows that are not understood, kept in other"] == 3
    assert [row["kind"] for row in rows(imported, "other")] == ["row"] * 3


def test_a_guess_that_is_not_sure_is_refused_and_shown(tmp_path: Path) -> None:
    """One line says what to do; the guess with its doubts is TOML that reads the table once corrected."""
    path = tmp_path / "a.csv"
    path.write_text("time;x;y;button\n1;2;3;0\n2;3;4;1\n")

    with pytest.raises(UnsupportedError, match=r"not sure: the unit of 'time'.*--print-mapping > map\.toml"):
        importer.open_recording(path)
    toml = importer.guessed_toml(path)
    assert toml.startswith("# not sure: the unit of 'time'\n# not sure: when buttons go down and up\n")
    assert places(read(tmp_path, path.read_bytes(), toml)) == [(0, 2, 3), (10**9, 3, 4)]


def test_a_table_of_something_else_is_not_taken(tmp_path: Path) -> None:
    """Neither prices nor a recording's own files; `--format table` says what is missing."""
    for text in (
        "date,price\n2020-01-01,3\n",
        '{"time_stamp": 1.5, "action": "move", "x": 1, "y": 2}\n',
        "x,y\n1,2\n",
    ):
        path = tmp_path / "a.csv"
        path.write_text(text)

        assert not importer.sniff(path, text.encode())
        with pytest.raises(UnknownFormatError, match="write a mapping"):
            importer.open_recording(path)


@pytest.mark.parametrize(
    ("unit", "values", "ns"),
    [
        ("s", ("1.5", "1.500000001"), 1),
        ("ms", ("1600000000000", "1600000000000.5"), 500_000),
        ("us", ("5", "7"), 2000),
        ("ns", ("1600000000000000001", "1600000000000000003"), 2),
        ("iso", ("2024-05-01T10:00:00.5Z", "2024-05-01T12:00:01+02:00"), 500_000_000),
    ],
)
def test_times_of_every_unit_are_exact(tmp_path: Path, unit: str, values: tuple[str, str], ns: int) -> None:
    """To the nanosecond, dates with their zones; only what is a date has a start."""
    table = f"when,a,b\n{values[0]},1,1\n{values[1]},2,2\n"
    imported = read(tmp_path, table, MAPPING.replace('"ms"', f'"{unit}"'))

    assert [t for t, _, _ in places(imported)] == [0, ns]
    start_ns = imported.recording.header.start_utc_ns
    assert start_ns == (instant_ns(values[0], unit) if unit in {"ms", "ns", "iso"} else None)


def test_shares_of_the_screen_are_pixels_once_its_size_is_given(tmp_path: Path) -> None:
    """The guess sees what they are, but nobody knows of what; a mapping says it."""
    table = "time_ms,x,y\n5,0.25,0.5\n9,1,0\n"
    with pytest.raises(UnsupportedError, match="the size of the screen, of which positions are shares"):
        read(tmp_path, table)
    imported = read(tmp_path, table, importer.guessed_toml(tmp_path / "a.csv").replace("1080", "1000"))

    assert places(imported) == [(0, 480, 500), (4_000_000, 1920, 0)]


def test_a_date_without_a_zone_is_no_start(tmp_path: Path) -> None:
    """Nobody knows when that was."""
    imported = read(tmp_path, "time,x,y\n2024-05-01 10:00:00,1,1\n2024-05-01 10:00:01,2,2\n")

    assert imported.recording.header.start_utc_ns is None
    assert imported.recording.header.clocks[0].tick_ns == 10**9
    assert [t for t, _, _ in places(imported)] == [0, 10**9]


def test_the_origin_may_be_the_clock_s_zero(tmp_path: Path) -> None:
    """Then the first row is as late as it says."""
    imported = read(tmp_path, "when,a,b\n10,1,2\n", MAPPING.replace('"ms"', '"ms"\norigin = "zero"'))

    assert places(imported) == [(10_000_000, 1, 2)]


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfwhen,a,b\r\n10,1,2\r\n",
        "when,a,b\n10,1,2\n".encode("utf-16"),
        b'"when","a","b"\n"10","1","2"\n',
        b"when,a,b\r10,1,2\r",
        b"\n\nwhen,a,b\n\n10,1,2",
    ],
)
def test_tables_are_read_however_they_are_written(tmp_path: Path, data: bytes) -> None:
    """Byte order marks, line ends, quotes and blank lines change nothing."""
    encoding = 'encoding = "utf-16"\n' if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ""

    assert places(read(tmp_path, data, encoding + MAPPING)) == [(0, 1, 2)]


def test_delimiters_and_names_are_found(tmp_path: Path) -> None:
    """Semicolons, tabs and bars; the unit from the name, another encoding from the bytes."""
    for delimiter in ";\t|":
        text = (
            delimiter.join(["Time (ms)", "Mouse X", "Mouse Y"])
            + "\n"
            + delimiter.join(["5", "1", "2"])
            + "\n"
        )

        assert places(read(tmp_path, text)) == [(0, 1, 2)]
    imported = read(tmp_path, "time_ms,x,y,Gerät\n5,1,2,größer\n".encode("cp1252"))
    assert json.loads(rows(imported, "other")[0]["payload"]) == {"Gerät": "größer"}


def test_json_lines_are_read_with_what_lies_in_them(tmp_path: Path) -> None:
    """Members of members are columns, booleans say pressed or not."""
    records = [
        {"timestamp_ms": 10, "pos": {"x": 1, "y": 2}, "x": 3, "y": 4},
        {"timestamp_ms": 30, "key": "a", "pressed": True},
        {"timestamp_ms": 40, "key": "a", "pressed": False},
    ]
    imported = read(tmp_path, "\n".join(map(json.dumps, records)) + "\n", name="a.jsonl")

    assert places(imported) == [(0, 3, 4)]
    assert [(row["code"], row["pressed"]) for row in rows(imported, "key")] == [
        ("KeyA", True),
        ("KeyA", False),
    ]


def test_keystrokes_with_two_times_overlap_as_they_were(tmp_path: Path) -> None:
    """A key that comes up after the next went down; Shift holds in between, and who typed stands apart."""
    table = "PARTICIPANT_ID\tPRESS_TIME\tRELEASE_TIME\tLETTER\tKEYCODE\n"
    table += "p7\t1471948515000\t1471948515080\tSHIFT\t16\np7\t1471948515050\t1471948515110\tH\t72\n"
    table += "p7\t1471948515100\t1471948515200\ti\t73\n"
    imported = read(tmp_path, table)

    keys = [
        (row["t_ns"] // 10**6, row["code"], row["pressed"], row["modifiers"]) for row in rows(imported, "key")
    ]
    assert keys == [
        (0, "ShiftLeft", True, ["Shift"]),
        (50, "KeyH", True, ["Shift"]),
        (80, "ShiftLeft", False, []),
        (100, "KeyI", True, []),
        (110, "KeyH", False, []),
        (200, "KeyI", False, []),
    ]
    assert imported.recording.header.private.names["PARTICIPANT_ID"] == ["p7"]
    assert "p7" not in str(rows(imported, "other"))


def test_a_mapping_that_is_wrong_is_refused_in_one_line(tmp_path: Path) -> None:
    """Unknown words, units, events and columns, and what is no TOML, by their place."""
    wrong = {
        "[time": "no TOML file",
        MAPPING.replace('"ms"', '"days"'): "time.unit: expected one of s, ms",
        MAPPING + "z = 'c'\n": "'columns.z' is not known",
        MAPPING + "[events]\nA = 'jump'\n": "events.A: expected one of 'move'",
        MAPPING + "[more]\n": "'more' is not known",
        MAPPING.replace('"a"', '"missing"'): "the table has no column 'missing'; it has 'when', 'a', 'b'",
        "delimiter = ',,'\n" + MAPPING: "delimiter: expected one character",
        "time = 3\n": "time: expected a table",
    }
    for mapping, words in wrong.items():
        with pytest.raises((DamagedError, UnsupportedError)) as caught:
            read(tmp_path, "when,a,b\n1,2,3\n", mapping)
        assert words in str(caught.value)
        assert "\n" not in str(caught.value)


def test_rows_that_are_none_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    """Missing fields, no time, a quote that never ends, a line beyond all bounds, a cut end."""
    table = (
        "when,a,b\n1,2\nsoon,1,2\n5,1,2\n6,"
        + "9" * (1 << 20)
        + ",2\n7,3,4\n"
        + '8,"'
        + "x" * 140_000
        + "\n9,5,6\n10,7"
    )
    imported = read(tmp_path, table, MAPPING)

    assert places(imported) == [(0, 1, 2), (2_000_000, 3, 4), (4_000_000, 5, 6)]
    told = " ".join(imported.report.lost)
    assert all(
        words in told for words in ("line 2: 2 fields", "line 3: no time: 'soon'", "line 5: longer than")
    )
    assert "the file ends inside this line" in told


def test_a_round_trip_keeps_all(tmp_path: Path) -> None:
    """What is written as a container reads as it was imported."""
    imported = read(tmp_path, BALABIT)
    write_recording(imported.recording, tmp_path / "a.replay")

    with Reader(tmp_path / "a.replay") as reader:
        for stream in imported.recording.streams:
            assert list(reader.events(stream).records()) == rows(imported, stream)


FIELD = st.one_of(
    st.text(st.characters(blacklist_categories=["Cs"]), max_size=6),
    st.sampled_from(
        ["nan", "1e400", "-0", "Left", "Move", "Pressed", "Released", "9" * 30, "true", "a", '"']
    ),
)


@given(st.lists(st.lists(FIELD, min_size=6, max_size=6), max_size=5))
def test_any_value_in_any_field_is_read_or_told(tmp_path_factory: Any, fields: list[list[str]]) -> None:
    """No field is a traceback, as CSV and as JSON Lines."""
    folder = tmp_path_factory.mktemp("any")
    names = BALABIT.splitlines()[0].split(",")
    lines = [",".join('"' + field.replace('"', '""') + '"' for field in row) for row in fields]
    (folder / "a.csv").write_text("\n".join([BALABIT.strip(), *lines]) + "\n", newline="")
    records = [{"x": 1, "y": 2}, *(dict(zip(names, row, strict=True)) for row in fields)]
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, records)) + "\n")

    mapping = MAPPING.replace("when", "x").replace('"a"', '"x"').replace('"b"', '"y"')
    for name in ("a.csv", "a.jsonl"):
        (folder / "map.toml").write_text(f'format = "{name[2:]}"\n{mapping}')
        imported = importer.open_recording(folder / name, ImportOptions(mapping=folder / "map.toml"))
        assert imported.report.read["pointer"] >= 1
