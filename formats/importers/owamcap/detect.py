"""Whether a file is an MCAP by ocap, by its first bytes and by the schemas in its summary."""

import re
import struct
from pathlib import Path

MAGIC_START = b"\x89MCAP"
_HEADER_AT = 8
_PROFILE = b"owa"
_SCHEMA = re.compile(
    rb"owa[._]env[._](?:desktop|gst)\.|desktop/(?:ScreenCaptured|KeyboardEvent|MouseEvent|RawMouseEvent|WindowInfo)"
)
_TAIL_BYTES = 64 << 10


def is_owa(path: Path, head: bytes) -> bool:
    """Say whether an MCAP file is one by ocap: its profile says so, or its schemas are those of ocap.

    Args:
        path: The file.
        head: Its first bytes.
    """
    if not head.startswith(MAGIC_START):
        return False
    profile = profile_of(head)
    if profile:
        return profile == _PROFILE
    # Tools that merge or filter recordings leave the profile empty.
    return bool(_SCHEMA.search(head) or _SCHEMA.search(_tail(path)))


def profile_of(head: bytes) -> bytes:
    """Return what an MCAP file's header says of what is in it; empty where it says nothing."""
    start = _HEADER_AT + 9
    if len(head) < start + 4 or head[_HEADER_AT] != 1:
        return b""
    (size,) = struct.unpack_from("<I", head, start)
    return head[start + 4 : start + 4 + min(size, 200)]


def _tail(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(size - _TAIL_BYTES, 0))
            return file.read()
    except OSError:
        return b""
