"""What a message about the screen refers to: a video, a picture beside it, one inside it, or an address.

    0.3.2, 0.4.2  path, pts
    0.5.0         media_ref {type: "external_video", path, pts_ns}, {type: "external_image", path},
                  {type: "embedded", format, data}
    0.5.1         media_ref {uri, pts_ns}; the uri is a path, file:, http:, https: or data:

Source: open-world-agents, owa-msgs desktop/screen.py and the migrators in owa-cli.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from formats.errors import DamagedError
from formats.sources.lines import parse_object
from formats.sources.videos import VIDEO_SUFFIXES

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_NAME_CHARACTERS = 4096
_LONGEST_PTS_NS = 10**18


class MediaKind(Enum):
    """Where the picture is."""

    VIDEO = "video"
    IMAGE = "image"
    EMBEDDED = "embedded"
    REMOTE = "remote"


@dataclass(frozen=True, slots=True)
class Media:
    """A reference to a picture."""

    kind: MediaKind
    name: str
    """The file's path or the address, as told; empty for one inside the message."""
    pts_ns: int | None
    """Presentation time in the video."""


def media_of(record: dict[str, Any]) -> Media | None:
    """Return what a message refers to, None where it says nothing that is understood."""
    told = record.get("media_ref")
    if not isinstance(told, dict):
        told = {"uri": record.get("path"), "pts_ns": record.get("pts")}
    if told.get("type") == "embedded":
        return Media(MediaKind.EMBEDDED, "", None)
    uri, pts_ns = told.get("uri", told.get("path")), told.get("pts_ns")
    if not isinstance(uri, str) or not uri:
        return None
    if uri.startswith("data:"):
        return Media(MediaKind.EMBEDDED, "", None)
    if isinstance(pts_ns, bool) or not isinstance(pts_ns, int) or not 0 <= pts_ns < _LONGEST_PTS_NS:
        pts_ns = None
    name = uri[:_NAME_CHARACTERS]
    if name.lower().startswith("file:"):
        name = unquote(name[5:])
        # file:///C:/x and file://localhost/x are paths behind the host's name.
        name = re.sub(r"^//[^/]*", "", name)
    elif _ADDRESS.match(name) and "://" in name:
        return Media(MediaKind.REMOTE, name, pts_ns)
    is_video = pts_ns is not None or PurePosixPath(name).suffix.lower() in VIDEO_SUFFIXES
    return Media(MediaKind.VIDEO if is_video else MediaKind.IMAGE, name, pts_ns)


def embedded_picture(message: bytes) -> bytes:
    """Return the picture inside a message.

    Args:
        message: The message's JSON.

    Raises:
        DamagedError: There is none that can be read.
    """
    record, fault = parse_object(message)
    media = (record or {}).get("media_ref")
    if not isinstance(media, dict):
        raise DamagedError(f"no picture in the message {fault}".strip())
    text = media.get("data") if media.get("type") == "embedded" else media.get("uri")
    if not isinstance(text, str):
        raise DamagedError("no picture in the message")
    head, _, rest = text.partition(",")
    if head.startswith("data:"):
        if not head.endswith(";base64"):
            raise DamagedError("a picture in the message that is not in base64")
        text = rest
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise DamagedError(f"a picture in the message that is not in base64: {error}") from error
