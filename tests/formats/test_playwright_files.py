"""The importer of Playwright's traces: archives and records that are damaged, hostile or of the future."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formats.errors import DamagedError, FormatError, UnknownFormatError, UnsupportedError
from formats.importers.playwright import importer
from formats.native.copy import write_recording
from formats.native.reader import Reader
from formats.registry import detect
from tests.formats.hostile_imports import replace_somewhere
from tests.formats.playwright_traces import PAGE, SESSIONS, call, context, picture, take, write_trace

FRAME = {
    "type": "screencast-frame",
    "pageId": PAGE,
    "sha1": "a.jpeg",
    "width": 800,
    "height": 600,
    "timestamp": 1150,
}
RECORDS: list[dict[str, Any]] = [
    *call(1, 1100, "click", selector="#a", button="left", modifiers=["Shift"], point=(5, 6)),
    FRAME,
    *call(2, 1200, "press", selector="#a", key="Control+a"),
    *call(3, 1300, "mouseWheel", owner="Page", deltaX=0, deltaY=100),
    {
        "type": "frame-snapshot",
        "snapshot": {
            "callId": "call@1",
            "snapshotName": "input@call@1",
            "pageId": PAGE,
            "frameUrl": "https://a.test/",
            "isMainFrame": True,
            "timestamp": 1104,
            "html": ["HTML", {}, ["HEAD", {}, ["TITLE", {}, "A"]], [[1, 2]]],
        },
    },
    {"type": "event", "time": 1400, "class": "BrowserContext", "method": "page", "params": {"pageId": "p"}},
]


@pytest.mark.parametrize("version", [2, 11, 10_000, -1, "8", True, None, 8.5])
def test_a_version_that_is_not_read_is_refused_in_one_line(tmp_path: Path, version: Any) -> None:
    """It is detected all the same, and the line says which versions are read and what to do."""
    path = write_trace(tmp_path / "a.zip", context(version), *RECORDS)

    assert detect(path) == "playwright"
    with pytest.raises(UnsupportedError, match="versions 3 to 10 are read") as caught:
        importer.open_recording(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/evil", "a/../../evil", "C:\\evil", "resources/nul"])
def test_an_archive_that_climbs_out_of_its_folder_is_refused(tmp_path: Path, name: str) -> None:
    """It is a trace by its content; nothing of it is read."""
    path = write_trace(tmp_path / "a.zip", context(), files={name: b"x"})

    assert detect(path) == "playwright"
    with pytest.raises(DamagedError, match="climbs out"):
        importer.open_recording(path)


def test_other_archives_are_not_taken(tmp_path: Path) -> None:
    """A zip without a trace, and one whose .trace is something else."""
    for number, (name, data) in enumerate([("a.txt", b"x"), ("a.trace", b"PROFILE 1.0\n")]):
        path = tmp_path / f"{number}.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, data)

        with pytest.raises(UnknownFormatError):
            detect(path)


def test_damaged_and_cut_lines_cost_themselves(tmp_path: Path) -> None:
    """All other records are read, and the report names the lines."""
    imported = take(
        tmp_path / "a.zip",
        context(),
        "{broken",
        *RECORDS[:4],
        json.dumps(RECORDS[6])[:20],
        files={"resources/a.jpeg": picture()},
    )

    assert imported.report.read["button"] == 2
    assert any("trace.trace line 2" in problem for problem in imported.recording.problems)


def test_a_damaged_file_beside_a_sound_trace_is_told(tmp_path: Path) -> None:
    """The rest is read: the archive's checksum of one file says nothing of the others."""
    marked = b'{"type": "console", "text": "FINDME"}\n'
    path = write_trace(
        tmp_path / "a.zip", context(), *RECORDS, files={"1.trace": marked, "trace.network": marked}
    )
    path.write_bytes(path.read_bytes().replace(b"FINDME", b"CHANGE"))
    recording = importer.open_recording(path).recording

    assert len(recording.events("button")) == 2
    assert [
        name in problem for problem, name in zip(recording.problems, ("1.trace", "network"), strict=False)
    ] == [
        True,
        True,
    ]


def test_a_trace_cut_anywhere_is_read_or_refused(tmp_path: Path) -> None:
    """No cut of a real session is a traceback, and later cuts have no fewer actions."""
    with zipfile.ZipFile(SESSIONS / "v8.zip") as archive:
        data = archive.read("trace.trace")
    most = 0
    for stop in range(1, len(data), len(data) // 40):
        path = tmp_path / "cut.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("trace.trace", data[:stop])
        try:
            imported = importer.open_recording(path)
        except FormatError:
            continue
        read = imported.report.read.get("button", 0)
        imported.recording.close()
        assert read >= most
        most = read

    assert most > 10


def test_an_archive_with_any_byte_changed_is_read_or_refused(tmp_path: Path) -> None:
    """The archive's own checksums or the records' faults: one line, never a traceback."""
    data = (SESSIONS / "v10.zip").read_bytes()
    path = tmp_path / "a.zip"
    for place in range(0, len(data), len(data) // 60):
        path.write_bytes(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :])
        try:
            importer.open_recording(path).recording.close()
        except FormatError as error:
            assert "\n" not in str(error)  # noqa: PT017


def test_a_trace_without_anything_is_refused(tmp_path: Path) -> None:
    """There is nothing to show."""
    with pytest.raises(DamagedError, match="no record"):
        take(tmp_path / "a.zip", '{"type": "console"}')


def test_it_survives_the_container(tmp_path: Path) -> None:
    """Rows and pictures are the same in a .replay file."""
    recording = importer.open_recording(SESSIONS / "v10.zip").recording
    write_recording(recording, tmp_path / "a.replay")

    with Reader(tmp_path / "a.replay") as copy:
        assert copy.header == recording.header
        for stream in recording.streams:
            assert list(copy.events(stream).records()) == list(recording.events(stream).records())
        for frame in range(len(recording.frames)):
            assert copy.encoded(frame) == recording.encoded(frame)
    recording.close()


WEIRD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.integers(0, len(RECORDS) - 1), choose=st.integers(0, 10**6), value=WEIRD)
def test_any_value_in_any_field_is_read_or_told(tmp_path: Path, number: int, choose: int, value: Any) -> None:
    """Wrong types, huge and impossible numbers: one record suffers, and the rest is there."""
    records = json.loads(json.dumps([context(), *RECORDS]))
    replace_somewhere(records[number + 1], choose, value)
    imported = take(tmp_path / "a.zip", *records, files={"resources/a.jpeg": picture()})

    assert sum(imported.report.read.values()) >= len(RECORDS) - 4
    write_recording(imported.recording, tmp_path / "a.replay")
    imported.recording.close()
