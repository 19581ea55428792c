"""What is sane to believe of a file; checked before memory is taken. FORMAT.md, section 9."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest numbers that a reader accepts; a writer never exceeds them."""

    chunk_bytes: int = 80 << 20
    """Body of one chunk as stored."""
    rows: int = 1 << 17
    """Rows of one chunk of columns."""
    columns: int = 64
    """Columns of one chunk."""
    envelope_bytes: int = 1 << 18
    """A chunk's envelope, the part in msgpack."""
    header_bytes: int = 1 << 20
    """The recording's header, unpacked."""
    items: int = 1 << 14
    """Entries of one array or map in msgpack."""
    nesting: int = 32
    """Depth of maps and arrays in the header."""
    string_bytes: int = 16 << 20
    """One string in UTF-8."""
    strings_bytes: int = 64 << 20
    """All strings of one chunk together, unpacked."""
    expansion: int = 4096
    """Bytes in memory for each byte stored, of what is beyond `expansion_floor_bytes`."""
    expansion_floor_bytes: int = 64 << 20
    """Memory that a stream may take however small it is stored."""
    image_bytes: int = 64 << 20
    """One picture as it came."""
    pixels: int = 1 << 25
    """Width times height of one picture: an 8K screen has 33,177,600."""
    side_px: int = 32_767
    """Width or height of one picture."""
    videos: int = 1 << 10
    """Videos in a recording."""
    window_bytes: int = 1 << 27
    """Window of a zstd frame."""


LIMITS = Limits()
"""The limits that hold unless a reader is given others."""
