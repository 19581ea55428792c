"""The header of an asciicast as ours."""

from pathlib import Path
from typing import Any

from formats.importers.asciicast.glyphs import CELL_HEIGHT, CELL_WIDTH
from formats.model.header import Header, Private
from formats.model.time import NS_PER_S, Clock
from formats.sources.header_values import plain
from formats.sources.rows import reading_ns

_DETAILS = ("version", "title", "idle_time_limit", "duration", "tags", "theme", "term")
_HARMLESS = frozenset({"SHELL", "TERM"})
"""Variables of the environment that name nobody."""


def size_of(source: dict[str, Any]) -> tuple[int, int]:
    """Return the terminal's columns and rows, 0 for what is not told."""
    term = source.get("term")
    if isinstance(term, dict):
        return _whole(term.get("cols")), _whole(term.get("rows"))
    return _whole(source.get("width")), _whole(source.get("height"))


def make_header(path: Path, source: dict[str, Any], identity: str) -> Header:
    """Return the header of a recording; commands and variables may name people and hosts and stand apart."""
    start_ns = reading_ns(source.get("timestamp")) or None
    stamped = (Clock("epoch", start_ns, tick_ns=NS_PER_S),) if start_ns else ()
    env = source.get("env")
    env = env if isinstance(env, dict) else {}
    details = {name: source[name] for name in _DETAILS if source.get(name) is not None}
    details |= {name: value for name, value in env.items() if name in _HARMLESS}
    details["coordinates"] = f"pixels of the drawn terminal, {CELL_WIDTH}x{CELL_HEIGHT} each cell"
    names = {name: value for name, value in env.items() if name not in _HARMLESS}
    if source.get("command"):
        names["command"] = source["command"]
    return Header(
        recording_id=identity,
        source="asciicast",
        recorder=f"asciicast {source['version']}",
        start_utc_ns=start_ns,
        clocks=(Clock("asciicast", 0, tick_ns=1000), *stamped),
        private=Private(names=plain({**names, "file": path.name})),
        details=plain(details),
    )


def _whole(value: Any) -> int:
    # Programs whose numbers are all floating point write 80.0.
    value = int(value) if isinstance(value, float) and value.is_integer() else value
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 1 << 31 else 0
