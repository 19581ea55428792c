"""What lies in a recording's folder, and whether it is one."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from formats.errors import FormatError, UnsupportedError
from formats.plain_file import open_plain
from formats.sources.lines import parse_object
from formats.sources.videos import VIDEO_SUFFIXES

EVENTS = "events.jsonl"
METADATA = "metadata.json"
TASK = "task_name.json"
DESCRIPTION = "README.md"
_JSON_BYTES = 1 << 20
_TEXT_BYTES = 1 << 16
_HEAD_BYTES = 1 << 16
_SNIFFED_LINES = 20
# A Fernet token, which the recorder's encryption makes of every line: version 0x80 and a time, in base64.
_TOKEN = re.compile(rb"\s*gAAAA[A-Za-z0-9_-]{20}")
_ENCRYPTED_MARK = b"encrypted"
# What other programs make of a file: one word of base64 or hexadecimal digits, or bytes that are no text.
_ONE_WORD = re.compile(rb"\s*[A-Za-z0-9+/_-]{64,}={0,2}\s")
_WIDE_TEXT = (b"\xff\xfe", b"\xfe\xff")
_LOOKED_AT = 256


@dataclass(frozen=True, slots=True)
class RecordingFolder:
    """The files of one recording."""

    path: Path
    videos: tuple[Path, ...]
    """The largest first."""
    line_files: tuple[Path, ...]
    """Files of JSON Lines beside the events."""
    json_files: tuple[Path, ...]
    """JSON files beside the metadata and the task."""
    unread: tuple[str, ...]
    """Names of what nothing here reads."""

    @property
    def size_bytes(self) -> int:
        """Size of all files that are read."""
        files = [self.path / name for name in (EVENTS, METADATA, TASK, DESCRIPTION)]
        every = [*files, *self.videos, *self.line_files, *self.json_files]
        return sum(file.stat().st_size for file in every if file.is_file())


def holds_recording(path: Path, head: bytes) -> bool:
    """Say whether a folder, or an `events.jsonl` in one, is of this format.

    Args:
        path: The folder or the file.
        head: The file's first bytes, empty for a folder.
    """
    if path.is_dir():
        # A pipe of that name would be waited for.
        if not (path / EVENTS).is_file():
            return False
        try:
            with open_plain(path / EVENTS) as file:
                head = file.read(_HEAD_BYTES)
        except (FormatError, OSError):
            return False
        return _has_events(head) or is_encrypted(head) or _has_metadata(path)
    return path.name == EVENTS and _has_events(head)


def open_folder(path: Path) -> RecordingFolder:
    """List a recording's files.

    Raises:
        UnsupportedError: A file of it is encrypted.
        FormatError: The folder cannot be read.
    """
    folder = path if path.is_dir() else path.parent
    try:
        found = sorted(folder.iterdir())
        files = [file for file in found if file.is_file()]
        for file in files:
            if file.suffix in {".jsonl", ".json"}:
                _refuse_encrypted(file)
        videos = [file for file in files if file.suffix.lower() in VIDEO_SUFFIXES]
        videos.sort(key=lambda file: (-file.stat().st_size, file.name))
    except OSError as error:
        raise FormatError(f"{folder}: {error.strerror or error}") from error
    lines = tuple(file for file in files if file.suffix == ".jsonl" and file.name != EVENTS)
    json_files = tuple(f for f in files if f.suffix == ".json" and f.name not in {METADATA, TASK})
    known = {*videos, *lines, *json_files, *(folder / name for name in (EVENTS, METADATA, TASK, DESCRIPTION))}
    unread = tuple(entry.name + "/" * entry.is_dir() for entry in found if entry not in known)
    return RecordingFolder(folder, tuple(videos), lines, json_files, unread)


def is_encrypted(head: bytes) -> bool:
    """Say whether a file begins as the recorder's encryption leaves it."""
    return bool(_TOKEN.match(head)) or head.lstrip().startswith(_ENCRYPTED_MARK)


def _is_ciphertext(head: bytes) -> bool:
    """Say whether a file that should be JSON begins like what some encryption leaves."""
    begin = head[:_LOOKED_AT]
    if not begin or begin.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["} or begin.startswith(_WIDE_TEXT):
        return False
    odd = sum(byte >= 0x7F or (byte < 0x20 and byte not in b"\t\r\n") for byte in begin)
    return bool(_ONE_WORD.match(head + b"\n")) or (len(begin) >= 16 and odd * 4 > len(begin))


def read_object(path: Path) -> tuple[dict[str, Any], str]:
    """Read a small JSON file; return its object and "", or an empty one and what is wrong with it."""
    try:
        if not path.exists():
            return {}, f"{path.name} is missing"
        with open_plain(path) as file:
            data = file.read(_JSON_BYTES + 1)
    except FormatError as error:
        return {}, str(error)
    except OSError as error:
        return {}, f"{path.name}: {error.strerror or error}"
    if len(data) > _JSON_BYTES:
        return {}, f"{path.name} is larger than {_JSON_BYTES >> 20} MiB and was not read"
    value, fault = parse_object(data.removeprefix(b"\xef\xbb\xbf"))
    return (value, "") if value is not None else ({}, f"{path.name} cannot be read: {fault}")


def read_text(path: Path) -> str:
    """Read the beginning of a text file, "" where there is none."""
    try:
        with open_plain(path) as file:
            return file.read(_TEXT_BYTES).decode("utf-8", "replace").strip()
    except (FormatError, OSError):
        return ""


def _has_events(head: bytes) -> bool:
    for line in head.splitlines()[:_SNIFFED_LINES]:
        record, _ = parse_object(line.strip().removeprefix(b"\xef\xbb\xbf"))
        if record is not None and "time_stamp" in record and "action" in record:
            return True
    return False


def _has_metadata(folder: Path) -> bool:
    metadata, _ = read_object(folder / METADATA)
    return "obs_record_state_timings" in metadata or "video_start_timestamp" in metadata


def _refuse_encrypted(file: Path) -> None:
    with file.open("rb") as opened:
        head = opened.read(_HEAD_BYTES)
    if is_encrypted(head):
        raise UnsupportedError(
            f"{file} is encrypted by its recorder: decrypt the folder with the recorder's own "
            "scripts/decrypt_recording.py, or move this file away to import the rest"
        )
    if _is_ciphertext(head):
        raise UnsupportedError(
            f"{file} is no JSON and seems to be encrypted: decrypt it, or move it away to import the rest"
        )
