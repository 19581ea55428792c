"""Databases of OpenAdapt's shape, for the tests of their importer.

The tables are those that the recorder's own models make: SQLAlchemy's statements for the current schema, and
the statements of the recorder's first year as its source has them.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

T0 = 1_784_300_000.25
"""A time in July 2026, in seconds."""

TABLES = """
CREATE TABLE recording (
    id INTEGER NOT NULL, timestamp NUMERIC(10, 2), monitor_width INTEGER, monitor_height INTEGER,
    pixel_ratio FLOAT, double_click_interval_seconds NUMERIC, double_click_distance_pixels NUMERIC,
    platform VARCHAR, task_description VARCHAR, video_start_time NUMERIC(10, 2), config JSON,
    original_recording_id INTEGER,
    CONSTRAINT pk_recording PRIMARY KEY (id),
    CONSTRAINT fk_recording_original_recording_id_recording
        FOREIGN KEY(original_recording_id) REFERENCES recording (id)
);
CREATE TABLE action_event (
    id INTEGER NOT NULL, source_ordinal INTEGER, name VARCHAR, timestamp NUMERIC(10, 2),
    recording_timestamp NUMERIC(10, 2), recording_id INTEGER, screenshot_timestamp NUMERIC(10, 2),
    screenshot_source_ordinal INTEGER, screenshot_id INTEGER, after_screenshot_timestamp NUMERIC(10, 2),
    after_screenshot_source_ordinal INTEGER, window_event_timestamp NUMERIC(10, 2),
    window_event_source_ordinal INTEGER, window_event_id INTEGER,
    after_window_event_timestamp NUMERIC(10, 2), after_window_event_source_ordinal INTEGER,
    browser_event_timestamp NUMERIC(10, 2), browser_event_id INTEGER, mouse_x NUMERIC, mouse_y NUMERIC,
    mouse_dx NUMERIC, mouse_dy NUMERIC, active_segment_description VARCHAR,
    available_segment_descriptions VARCHAR, mouse_button_name VARCHAR, mouse_pressed BOOLEAN,
    key_name VARCHAR, key_char VARCHAR, key_vk VARCHAR, canonical_key_name VARCHAR,
    canonical_key_char VARCHAR, canonical_key_vk VARCHAR, parent_id INTEGER, element_state JSON,
    structural_observation JSON, window_geometry_generation INTEGER,
    after_window_geometry_generation INTEGER, disabled BOOLEAN,
    CONSTRAINT pk_action_event PRIMARY KEY (id),
    CONSTRAINT fk_action_event_parent_id_action_event FOREIGN KEY(parent_id) REFERENCES action_event (id)
);
CREATE TABLE screenshot (
    id INTEGER NOT NULL, source_ordinal INTEGER, recording_timestamp NUMERIC(10, 2), recording_id INTEGER,
    timestamp NUMERIC(10, 2), png_data BLOB, png_sha256 VARCHAR, png_diff_data BLOB, png_diff_mask_data BLOB,
    CONSTRAINT pk_screenshot PRIMARY KEY (id)
);
CREATE TABLE window_event (
    id INTEGER NOT NULL, source_ordinal INTEGER, recording_timestamp NUMERIC(10, 2), recording_id INTEGER,
    timestamp NUMERIC(10, 2), state JSON, title VARCHAR, "left" INTEGER, top INTEGER, width INTEGER,
    height INTEGER, window_id VARCHAR,
    CONSTRAINT pk_window_event PRIMARY KEY (id)
);
CREATE TABLE browser_event (
    id INTEGER NOT NULL, source_ordinal INTEGER, recording_timestamp NUMERIC(10, 2), recording_id INTEGER,
    message JSON, timestamp NUMERIC(10, 2),
    CONSTRAINT pk_browser_event PRIMARY KEY (id)
);
CREATE TABLE audio_info (
    id INTEGER NOT NULL, timestamp NUMERIC(10, 2), flac_data BLOB, transcribed_text VARCHAR,
    recording_timestamp NUMERIC(10, 2), recording_id INTEGER, sample_rate INTEGER, words_with_timestamps TEXT,
    CONSTRAINT pk_audio_info PRIMARY KEY (id)
);
CREATE TABLE performance_stat (
    id INTEGER NOT NULL, recording_timestamp NUMERIC(10, 2), recording_id INTEGER, event_type VARCHAR,
    start_time INTEGER, end_time INTEGER, window_id VARCHAR,
    CONSTRAINT pk_performance_stat PRIMARY KEY (id)
);
CREATE TABLE memory_stat (
    id INTEGER NOT NULL, recording_timestamp INTEGER, recording_id INTEGER,
    memory_usage_bytes NUMERIC(10, 2), timestamp NUMERIC(10, 2),
    CONSTRAINT pk_memory_stat PRIMARY KEY (id)
);
"""

OLD_TABLES = """
CREATE TABLE recording (
    id INTEGER NOT NULL, timestamp INTEGER, monitor_width INTEGER, monitor_height INTEGER,
    double_click_interval_seconds NUMERIC, double_click_distance_pixels NUMERIC, platform VARCHAR,
    task_description VARCHAR, CONSTRAINT pk_recording PRIMARY KEY (id)
);
CREATE TABLE action_event (
    id INTEGER NOT NULL, name VARCHAR, timestamp INTEGER, recording_timestamp INTEGER,
    screenshot_timestamp INTEGER, window_event_timestamp INTEGER, mouse_x NUMERIC, mouse_y NUMERIC,
    mouse_dx NUMERIC, mouse_dy NUMERIC, mouse_button_name VARCHAR, mouse_pressed BOOLEAN, key_name VARCHAR,
    key_char VARCHAR, key_vk VARCHAR, canonical_key_name VARCHAR, canonical_key_char VARCHAR,
    canonical_key_vk VARCHAR, parent_id INTEGER, element_state JSON,
    CONSTRAINT pk_action_event PRIMARY KEY (id)
);
CREATE TABLE screenshot (
    id INTEGER NOT NULL, recording_timestamp INTEGER, timestamp INTEGER, png_data BLOB,
    CONSTRAINT pk_screenshot PRIMARY KEY (id)
);
CREATE TABLE window_event (
    id INTEGER NOT NULL, recording_timestamp INTEGER, timestamp INTEGER, state JSON, title VARCHAR,
    "left" INTEGER, top INTEGER, width INTEGER, height INTEGER, window_id VARCHAR,
    CONSTRAINT pk_window_event PRIMARY KEY (id)
);
"""

JOURNAL_TABLES = """
CREATE TABLE IF NOT EXISTS capture (
    id TEXT PRIMARY KEY,
    started_at REAL NOT NULL,
    ended_at REAL,
    platform TEXT NOT NULL,
    screen_width INTEGER NOT NULL,
    screen_height INTEGER NOT NULL,
    pixel_ratio REAL DEFAULT 1.0,
    task_description TEXT,
    double_click_interval_seconds REAL,
    double_click_distance_pixels REAL,
    video_start_time REAL,
    audio_start_time REAL,
    metadata JSON
);
CREATE TABLE IF NOT EXISTS events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    timestamp REAL NOT NULL,
    type TEXT NOT NULL,
    data JSON NOT NULL,
    parent_id INTEGER,
    FOREIGN KEY (parent_id) REFERENCES events(id)
);
CREATE INDEX IF NOT EXISTS idx_events_timestamp ON events(timestamp);
CREATE INDEX IF NOT EXISTS idx_events_type ON events(type);
"""

Row = Mapping[str, Any]

RECORDING: Row = {
    "id": 1,
    "timestamp": T0,
    "monitor_width": 2880,
    "monitor_height": 1800,
    "pixel_ratio": 2.0,
    "double_click_interval_seconds": 0.5,
    "double_click_distance_pixels": 5,
    "platform": "darwin",
    "task_description": "Turn off Night Shift",
    "video_start_time": T0 + 0.5,
}

ACTIONS: list[Row] = [
    {"name": "move", "timestamp": T0 + 1, "mouse_x": 100.5, "mouse_y": 50},
    {
        "name": "click",
        "timestamp": T0 + 1.1,
        "mouse_x": 100.5,
        "mouse_y": 50,
        "mouse_button_name": "left",
        "mouse_pressed": True,
        "element_state": {"title": "Save", "role": "AXButton"},
    },
    {
        "name": "click",
        "timestamp": T0 + 1.2,
        "mouse_x": 100.5,
        "mouse_y": 50,
        "mouse_button_name": "left",
        "mouse_pressed": False,
    },
    {"name": "scroll", "timestamp": T0 + 1.3, "mouse_x": 100, "mouse_y": 50, "mouse_dx": 0, "mouse_dy": -2},
    {"name": "press", "timestamp": T0 + 1.4, "key_name": "shift", "canonical_key_name": "shift"},
    {"name": "press", "timestamp": T0 + 1.5, "key_char": "A", "key_vk": "0", "canonical_key_char": "a"},
    {"name": "release", "timestamp": T0 + 1.6, "key_char": "A", "key_vk": "0", "canonical_key_char": "a"},
    {"name": "release", "timestamp": T0 + 1.7, "key_name": "shift", "canonical_key_name": "shift"},
]

WINDOWS: list[Row] = [
    {
        "timestamp": T0 + 0.9,
        "title": "Settings",
        "left": 10,
        "top": 20,
        "width": 300,
        "height": 200,
        "window_id": "7",
    }
]

CAPTURE: Row = {
    "id": "abc",
    "started_at": T0,
    "platform": "win32",
    "screen_width": 1920,
    "screen_height": 1080,
    "pixel_ratio": 1.5,
    "task_description": "Buy milk",
    "metadata": {},
}

EVENTS: list[tuple[float, str, Row]] = [
    (T0 + 1.0, "mouse.move", {"x": 10.0, "y": 20.0}),
    (T0 + 1.1, "mouse.down", {"x": 10.0, "y": 20.0, "button": "left"}),
    (T0 + 1.2, "mouse.up", {"x": 10.0, "y": 20.0, "button": "left"}),
    (T0 + 1.3, "mouse.scroll", {"x": 10.0, "y": 20.0, "dx": 0.0, "dy": 1.0}),
    (T0 + 1.4, "key.down", {"key_name": "ctrl_l", "key_vk": "162"}),
    (T0 + 1.5, "key.down", {"key_char": "\x13", "key_vk": "83"}),
    (T0 + 1.6, "key.up", {"key_char": "\x13", "key_vk": "83"}),
    (T0 + 1.7, "key.up", {"key_name": "ctrl_l", "key_vk": "162"}),
]


def write_tables(
    path: Path,
    *,
    recording: Row | Iterable[Row] = RECORDING,
    schema: str = TABLES,
    **rows: Iterable[Row],
) -> Path:
    """Write a database of the current schema.

    Args:
        path: Where to.
        recording: The recording's row, or several.
        schema: The statements that make the tables.
        rows: Rows by table; without any, those above.
    """
    rows = rows or {"action_event": ACTIONS, "window_event": WINDOWS}
    recordings = [recording] if isinstance(recording, Mapping) else list(recording)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(schema)
        for table, told in {"recording": recordings, **rows}.items():
            for row in told:
                insert(connection, table, {**_owner(table, row, recordings[0], connection), **row})
    return path


def write_journal(
    path: Path,
    events: Iterable[tuple[Any, ...]] = EVENTS,
    *,
    capture: Row | None = CAPTURE,
) -> Path:
    """Write a database of the recorder's first year; an event is a time, a type, data, perhaps a parent."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(JOURNAL_TABLES)
        if capture is not None:
            insert(connection, "capture", capture)
        for at, kind, data, *parent in events:
            whole = {"timestamp": at, "type": kind, **data} if isinstance(data, Mapping) else data
            row = {"timestamp": at, "type": kind, "data": whole, "parent_id": parent[0] if parent else None}
            insert(connection, "events", row)
    return path


def insert(connection: sqlite3.Connection, table: str, row: Row) -> None:
    """Insert a row; objects are written as JSON."""
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" for _ in row)
    values = [json.dumps(value) if isinstance(value, (dict, list)) else value for value in row.values()]
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)


def _owner(table: str, row: Row, recording: Row, connection: sqlite3.Connection) -> Row:
    """Return what ties a row to the first recording, as far as the table has columns for it."""
    if table == "recording":
        return {}
    columns = {column[1] for column in connection.execute(f"PRAGMA table_info({table})")}
    owner = {"recording_id": recording.get("id"), "recording_timestamp": recording.get("timestamp")}
    return {name: value for name, value in owner.items() if name in columns and name not in row}
