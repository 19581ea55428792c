"""Damages files at a place that is known."""

from pathlib import Path

from formats.native.layout import HEADER_BYTES, STREAM_IDS, Kind
from formats.native.reader import Reader


def damage(path: Path, stream: str, *, chunk: int = 0) -> None:
    """Change a byte in the body of one of a stream's chunks."""
    with Reader(path) as reader:
        _, entries = reader.chunks
    of_stream = (entries["kind"] == Kind.EVENTS) & (entries["stream"] == STREAM_IDS[stream])
    data = bytearray(path.read_bytes())
    data[int(entries[of_stream][chunk]["offset"]) + HEADER_BYTES] ^= 255
    path.write_bytes(data)
