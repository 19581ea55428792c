"""CSV and Parquet, read back with Python's csv and with pyarrow: every number and every text."""

import csv
import json
import math
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from pyarrow import parquet

from formats.model.actions import ACTION_DTYPE, Actions
from formats.model.export import ExportOptions, ExportReport, ExportSource
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.model.streams import STREAMS, FieldKind
from formats.native.reader import Reader
from formats.registry import exporter
from formats.sinks import tables
from replay.core.actions import reduce_actions
from tests.data import SAMPLE
from tests.formats.native_samples import HEADER, busy_events
from tests.formats.recordings_made import recordings

NONE = Actions(np.empty(0, ACTION_DTYPE))


def source_of(recording: Recording) -> ExportSource:
    actions = reduce_actions(recording).of_the_task() if isinstance(recording, Reader) else NONE
    return ExportSource(recording, actions, lambda _t_ns: None)


def write(recording: Recording, out: Path, name: str) -> ExportReport:
    return exporter(name).export(source_of(recording), out, ExportOptions())


def read_csv(path: Path) -> tuple[list[str], list[list[str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        heading, *rows = csv.reader(file, strict=True)
    return heading, rows


def column_of(heading: list[str], field: str) -> int:
    return next(
        place
        for place, name in enumerate(heading)
        if name == field or name in {f"{field}_px", f"{field}_steps", f"{field}_ns"}
    )


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(recordings())
def test_every_value_is_in_the_csv(recording: Recording) -> None:
    """Numbers to the bit, texts but for half characters, whatever they hold."""
    with tempfile.TemporaryDirectory() as folder:
        write(recording, Path(folder, "out"), "csv")
        read = {
            name: read_csv(Path(folder, "out", f"{name}.csv"))
            for name in recording.streams
            if name != "frame"
        }

    for name, (heading, rows) in read.items():
        events = recording.events(name)
        assert len(rows) == len(events)
        for field in STREAMS[name].fields:
            place = column_of(heading, field.name)
            cells = [row[place] for row in rows]
            if field.kind is FieldKind.STRING:
                texts = [cell.removeprefix("'") for cell in cells]
                assert texts == [
                    text.encode("utf-8", "backslashreplace").decode() for text in events.texts(field.name)
                ]
            elif "f" in field.dtype:
                numbers = np.array([float(cell or "nan") for cell in cells], np.float32)
                assert numbers.tobytes() == events.rows[field.name].tobytes()
            elif field.kind in {FieldKind.NUMBER, FieldKind.FLAG}:
                assert [int(cell) for cell in cells] == events.rows[field.name].tolist()


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(recordings())
def test_every_value_is_in_the_parquet(recording: Recording) -> None:
    """Unknown numbers are null, texts and names dictionaries."""
    with tempfile.TemporaryDirectory() as folder:
        write(recording, Path(folder, "out"), "parquet")
        read = {
            name: parquet.read_table(Path(folder, "out", f"{name}.parquet"))
            for name in recording.streams
            if name != "frame"
        }

    for name, table in read.items():
        events = recording.events(name)
        for field, column in zip(STREAMS[name].fields, table.columns, strict=True):
            cells = column.to_pylist()
            if field.kind is FieldKind.STRING:
                assert pa.types.is_dictionary(column.type)
                assert cells == [
                    text.encode("utf-8", "backslashreplace").decode() for text in events.texts(field.name)
                ]
            elif "f" in field.dtype:
                numbers = np.array([math.nan if cell is None else cell for cell in cells], np.float32)
                assert numbers.tobytes() == events.rows[field.name].tobytes()
            elif field.kind is FieldKind.NUMBER:
                assert cells == events.rows[field.name].tolist()


def test_buttons_modifiers_and_flags_are_said_in_words(tmp_path: Path) -> None:
    """As people know them, not as the numbers that a recording holds."""
    with Reader(SAMPLE) as recording:
        write(recording, tmp_path / "c", "csv")
        write(recording, tmp_path / "p", "parquet")
        records = list(recording.events("key").records())
        buttons = [record["button"] for record in recording.events("button").records()]

    heading, rows = read_csv(tmp_path / "c" / "key.csv")
    keys = parquet.read_table(tmp_path / "p" / "key.parquet").to_pylist()
    assert heading == ["t_ns", "seq", "code", "key", "pressed", "repeat", "modifiers"]
    assert [row[6] for row in rows] == ["+".join(record["modifiers"]) for record in records]
    assert [row[4] for row in rows] == [str(int(record["pressed"])) for record in records]
    assert [key["pressed"] for key in keys] == [record["pressed"] for record in records]
    assert [row[4] for row in read_csv(tmp_path / "c" / "button.csv")[1]] == buttons


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'", "＝1"])
def test_no_text_is_a_formula(text: str, tmp_path: Path) -> None:
    """A spreadsheet shows a recorded text, and never runs it; the report tells how many were changed."""
    events = busy_events(1)
    events["marker"] = type(events["marker"])("marker", events["marker"].rows, ("", text, text))

    report = write(MemoryRecording(HEADER, events), tmp_path / "out", "csv")

    assert read_csv(tmp_path / "out" / "marker.csv")[1][0][2] == f"'{text}"
    assert any("cells that would be formulas" in sentence for sentence in report.lost)


def test_files_are_as_rfc_4180_has_them(tmp_path: Path) -> None:
    """Lines end in CRLF, and there is no byte order mark before the first name."""
    with Reader(SAMPLE) as recording:
        write(recording, tmp_path / "out", "csv")

    data = (tmp_path / "out" / "pointer.csv").read_bytes()
    assert data.startswith(b"t_ns,seq,x_px,y_px,display\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == 841


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_nothing_that_identifies_anybody_leaves(name: str, tmp_path: Path) -> None:
    """Neither names nor hardware nor who gave consent; that they are left out is told."""
    report = write(MemoryRecording(HEADER, busy_events()), tmp_path / "out", name)

    told = b"".join(file.read_bytes() for file in (tmp_path / "out").iterdir())
    assert b"cpu" not in told
    assert b'"p1"' not in told
    assert any("identifies the person" in sentence for sentence in report.lost)


def test_columns_say_what_they_are(tmp_path: Path) -> None:
    """Unit and meaning with the file, and the header; the columns of every stream are known."""
    write(MemoryRecording(HEADER, busy_events()), tmp_path / "p", "parquet")
    write(MemoryRecording(HEADER, busy_events()), tmp_path / "c", "csv")

    schema = parquet.read_schema(tmp_path / "p" / "scroll.parquet")
    told = json.loads((tmp_path / "c" / "recording.json").read_text())
    assert schema.field("x_px").metadata[b"unit"] == b"px"
    assert schema.field("dy_steps").metadata[b"meaning"].startswith(b"wheel steps away")
    assert json.loads(schema.metadata[b"replay.header"])["task"] == HEADER.task
    assert told["tables"]["scroll.csv"]["columns"]["t_ns"]["unit"] == "ns"
    assert set(told["tables"]) == {f"{name}.csv" for name in (*busy_events(), "frames", "actions")}


def test_actions_have_the_fields_of_their_kind_alone(tmp_path: Path) -> None:
    """What is typed has no button, and no place that would be (0, 0)."""
    with Reader(SAMPLE) as recording:
        write(recording, tmp_path / "out", "parquet")

    rows = parquet.read_table(tmp_path / "out" / "actions.parquet").to_pylist()
    typed = [row for row in rows if row["kind"] == "type"]
    clicked = [row for row in rows if row["kind"] == "click"]
    assert {(row["button"], row["x_px"], row["y_px"]) for row in typed} == {("", None, None)}
    assert {row["button"] for row in clicked} <= {"left", "right", "middle"}
    assert all(row["x_px"] is not None for row in clicked)


def test_a_long_stream_is_written_in_row_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part at a time, whose texts differ from those of the part before."""
    monkeypatch.setattr("formats.sinks.plain_rows.PART_ROWS", 100)
    recording = MemoryRecording(HEADER, busy_events(700))

    write(recording, tmp_path / "out", "parquet")

    file = parquet.ParquetFile(tmp_path / "out" / "pointer.parquet")
    keys = parquet.read_table(tmp_path / "out" / "key.parquet")["key"].to_pylist()
    assert file.num_row_groups == 7
    assert file.metadata.row_group(3).column(0).statistics.min == recording.events("pointer").t[300]
    assert keys == [
        text.encode("utf-8", "backslashreplace").decode() for text in recording.events("key").texts("key")
    ]


def test_every_column_of_every_stream_is_described() -> None:
    """A new column without a meaning is found here."""
    events = {name: busy_events()[name] for name in busy_events()}

    found = tables.tables(source_of(MemoryRecording(Header("id"), events)))

    assert {table.name for table in found} == {*events, "frames", "actions"}
    assert all(column.meaning for table in found for column in table.columns)
