"""The formats that ours is measured beside, by the names that the tables give them."""

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from tests.benchmarks.peers.peer import Peer

_KNOWN: dict[str, tuple[str, str, dict[str, Any]]] = {
    "MCAP msgpack": ("mcap_file", "McapFile", {"encoding": "msgpack"}),
    "MCAP msgpack checked": ("mcap_file", "McapFile", {"encoding": "msgpack", "validate": True}),
    "MCAP json": ("mcap_file", "McapFile", {"encoding": "json"}),
    "Parquet": ("parquet_folder", "ParquetFolder", {}),
    "Parquet tuned": ("parquet_folder", "ParquetFolder", {"tuned": True}),
    "Parquet tuned checksums": ("parquet_folder", "ParquetFolder", {"tuned": True, "checksums": True}),
    "SQLite": ("sqlite_file", "SqliteFile", {}),
    "JSON Lines": ("json_lines", "JsonLines", {}),
}


def known(names: Iterable[str]) -> tuple[list[Peer], dict[str, str]]:
    """Return the peers of these names, and for each whose library is not installed why it is missing."""
    there: list[Peer] = []
    missing: dict[str, str] = {}
    for name in names:
        module, kind, options = _KNOWN[name]
        try:
            there.append(getattr(import_module(f"tests.benchmarks.peers.{module}"), kind)(**options))
        except ModuleNotFoundError as error:
            missing[name] = f"{error.name} is not installed (extra test)"
    return there, missing
