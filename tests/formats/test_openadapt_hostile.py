"""Damaged and hostile databases: read as far as they are sound, or refused in one line."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formats.errors import FormatError
from formats.registry import import_recording
from tests.formats.hostile_imports import attempt
from tests.formats.openadapt_databases import (
    ACTIONS,
    CAPTURE,
    EVENTS,
    RECORDING,
    T0,
    TABLES,
    WINDOWS,
    write_journal,
    write_tables,
)

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

cells = (
    st.none()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    | st.binary(max_size=12)
    | st.sampled_from(["1e400", "NaN", "[" * 5000, '{"a": ' * 300, "1.5", "true"])
)
numbers = st.integers(-(10**30), 10**30) | st.floats(allow_nan=False, allow_infinity=False)
values = st.recursive(
    st.none() | st.booleans() | numbers | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def columns(table: str) -> list[str]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(TABLES)
        return [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] != "id"]


@SLOW
@given(st.lists(st.tuples(st.sampled_from(columns("action_event")), cells), min_size=1, max_size=8))
def test_any_value_in_any_column_of_an_action_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, Any]]
) -> None:
    """SQLite keeps any type in any column."""
    broken = [{**row, **dict([change])} for row, change in zip(ACTIONS * 2, changes, strict=False)]

    assert attempt(write_tables(tmp_path_factory.mktemp("d") / "r.db", action_event=[*ACTIONS, *broken]))


@SLOW
@given(st.dictionaries(st.sampled_from(columns("recording")), cells, min_size=1, max_size=6))
def test_any_recording_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, changes: dict[str, Any]
) -> None:
    """The recording's own row never keeps the events from being read."""
    path = tmp_path_factory.mktemp("d") / "r.db"
    owner = {"recording_id": 1}
    rows = [{**row, **owner} for row in ACTIONS]

    assert attempt(write_tables(path, recording={**RECORDING, **changes}, action_event=rows))


@SLOW
@given(cells, cells, cells, cells)
def test_any_window_screenshot_and_browser_event_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, at: Any, state: Any, side: Any, message: Any
) -> None:
    """So do those of the other tables."""
    path = write_tables(
        tmp_path_factory.mktemp("d") / "r.db",
        action_event=ACTIONS,
        window_event=[
            *WINDOWS,
            {"timestamp": at, "title": state, "state": state, "left": side, "width": side},
        ],
        browser_event=[{"timestamp": T0, "message": message}],
        screenshot=[{"timestamp": at, "png_data": message}, {"timestamp": T0, "png_data": state}],
        audio_info=[{"timestamp": at, "transcribed_text": message, "words_with_timestamps": state}],
    )

    assert attempt(path)


@SLOW
@given(
    st.lists(
        st.tuples(
            st.sampled_from([e[1] for e in EVENTS] + ["mouse.drag", "key.shortcut", "screen.frame"]), values
        )
    )
)
def test_any_data_of_the_older_schema_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[str, Any]]
) -> None:
    """JSON of any shape."""
    broken = [
        (T0 + 2, kind, data if isinstance(data, (dict, list, str)) else {"x": data}) for kind, data in told
    ]

    assert attempt(write_journal(tmp_path_factory.mktemp("d") / "r.db", [*EVENTS, *broken], capture=CAPTURE))


@pytest.mark.parametrize("seed", range(60))
def test_changed_bytes_and_cut_files_never_crash(tmp_path: Path, seed: int) -> None:
    """Pages are damaged here and there: what can be read is, and the rest is told."""
    rng = random.Random(seed)
    path = write_tables(tmp_path / "r.db", action_event=ACTIONS * 200, window_event=WINDOWS * 50)
    data = bytearray(path.read_bytes())
    for _ in range(rng.randint(1, 30)):
        data[rng.randrange(100 if rng.random() < 0.2 else 4096, len(data))] = rng.randrange(256)
    if seed % 3 == 0:
        data = data[: rng.randrange(4096, len(data))]
    path.write_bytes(data)

    attempt(path)


def test_a_database_cut_in_the_middle_gives_what_is_before(tmp_path: Path) -> None:
    """The rows of sound pages are there, and the table that breaks off is named."""
    path = write_tables(tmp_path / "r.db", action_event=ACTIONS * 500)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])

    imported = import_recording(path)

    assert imported.report.read["key"] > 100
    assert not imported.recording.complete
    assert any(told.startswith("table action_event is damaged after") for told in imported.report.lost)


@pytest.mark.parametrize(
    "trap",
    [
        """CREATE VIEW action_event AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
        SELECT i AS name, i AS timestamp FROM n""",
        "CREATE VIRTUAL TABLE action_event USING fts5(name, timestamp)",
        "CREATE TABLE action_event (name PRIMARY KEY, timestamp) WITHOUT ROWID",
    ],
)
def test_a_view_that_never_ends_is_no_table(tmp_path: Path, trap: str) -> None:
    """Only plain tables are read: a view could compute for ever."""
    path = tmp_path / "r.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(
            "CREATE TABLE recording (timestamp); INSERT INTO recording VALUES (1784300000)"
        )
        connection.execute(trap)

    assert not attempt(path)


@pytest.mark.parametrize("data", [b"", b"SQLite format 3\0", b"SQLite format 3\0" + bytes(4080)])
def test_what_is_hardly_a_database_is_one_line(tmp_path: Path, data: bytes) -> None:
    """However it is asked for."""
    path = tmp_path / "recording.db"
    path.write_bytes(data)

    for name in (None, "openadapt"):
        with pytest.raises(FormatError) as caught:
            import_recording(path, name=name)
        assert "\n" not in str(caught.value)
