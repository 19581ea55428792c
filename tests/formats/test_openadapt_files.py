"""The importer of OpenAdapt: logs beside a database, what stays private, and what is no recording."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from formats.errors import FormatError, UnsupportedError
from formats.importers.openadapt import importer
from formats.registry import detect, import_recording
from tests.formats.openadapt_databases import ACTIONS, RECORDING, T0, insert, write_journal, write_tables


def test_a_write_ahead_log_is_read_and_nothing_is_written(tmp_path: Path) -> None:
    """What a killed recorder left in the log is there; the files stay as they were, byte for byte."""
    folder, source = tmp_path / "r", tmp_path / "source.db"
    folder.mkdir()
    write_tables(source, action_event=ACTIONS[:1])
    with closing(sqlite3.connect(source)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        insert(connection, "action_event", {"name": "move", "timestamp": T0 + 2, "mouse_x": 7, "mouse_y": 8})
        connection.commit()
        for suffix in ("", "-wal"):
            shutil.copyfile(f"{source}{suffix}", folder / f"recording.db{suffix}")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    with import_recording(folder).recording as recording:
        assert recording.streams["pointer"].rows == 2
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_what_a_killed_recorder_had_not_finished_is_taken_back(tmp_path: Path) -> None:
    """A rollback journal beside the database: its half-written rows are none, as for the recorder itself."""
    folder, source = tmp_path / "r", tmp_path / "source.db"
    folder.mkdir()
    write_tables(source, action_event=ACTIONS * 50)
    with closing(sqlite3.connect(source, isolation_level=None)) as connection:
        # With room for so few pages, changes reach the file before they are committed.
        connection.execute("PRAGMA cache_size = 2")
        connection.execute("BEGIN")
        for number in range(2000):
            insert(connection, "action_event", {**ACTIONS[0], "mouse_x": number})
        for suffix in ("", "-journal"):
            shutil.copyfile(f"{source}{suffix}", folder / f"recording.db{suffix}")
        connection.execute("ROLLBACK")

    imported = import_recording(folder)

    with imported.recording as recording:
        assert recording.streams["pointer"].rows == 50
    assert any("left recording.db-journal" in told for told in imported.report.guessed)


def test_reading_leaves_no_trace_beside_the_database(tmp_path: Path) -> None:
    """No lock, no log, no change: the database may lie on a medium that cannot be written."""
    path = write_tables(tmp_path / "recording.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}

    import_recording(path)

    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_names_and_the_configuration_are_private(tmp_path: Path) -> None:
    """Folders, files and the recorder's settings, which can hold keys, stand in the private part alone."""
    folder = tmp_path / "jo.doe"
    folder.mkdir()
    row = {**RECORDING, "config": {"OPENAI_API_KEY": "sk-1", "home": str(folder)}}

    header = import_recording(write_tables(folder / "recording.db", recording=row)).recording.header

    assert header.private.names["folder"] == "jo.doe"
    assert "sk-1" in header.private.names["configuration"]
    told = json.dumps([dict(header.details), header.recorder, header.recording_id, header.task])
    assert "sk-1" not in told
    assert "jo.doe" not in told


def test_another_database_is_nobody_s_and_refused_with_its_tables(tmp_path: Path) -> None:
    """An SQLite file that is no recording is one clear line, however it is asked for."""
    path = tmp_path / "recording.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE events (id, kind)")
        connection.execute("CREATE TABLE bookmarks (url)")

    assert not importer.sniff(path, path.read_bytes()[:4096])
    with pytest.raises(FormatError, match="an SQLite database, but none of its tables"):
        detect(path)
    with pytest.raises(UnsupportedError, match=r"its tables: bookmarks, events\)"):
        import_recording(path, name="openadapt")


def test_a_database_without_a_recording_is_one_line(tmp_path: Path) -> None:
    """The tables are there, and empty."""
    tables = write_tables(tmp_path / "a.db", recording=[], action_event=[])
    journal = write_journal(tmp_path / "b.db", [], capture=None)

    for path in (tables, journal):
        with pytest.raises(FormatError, match="there is no recording in it"):
            import_recording(path)
