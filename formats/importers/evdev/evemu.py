"""Files of evemu: a device's description, its events, or both.

Source: evemu, src/evemu.c (`evemu_read`, `evemu_write`) and its file format version 1.
"""

import re
from pathlib import Path
from typing import BinaryIO

from formats.errors import UnsupportedError
from formats.importers.evdev.found import COMMENT, Device, Found
from formats.plain_file import open_plain
from formats.sources.lines import LineFaults, bounded_lines

LINE_BYTES = 1 << 16
_VERSION = re.compile(r"#\s*EVEMU\s+(\d{1,9})(?:\.(\d{1,9}))?")
_EVENT = re.compile(
    r"E:\s*(\d{1,18})\.(\d{1,6})\s+([0-9a-fA-F]{1,4})\s+([0-9a-fA-F]{1,4})\s+(-?\d{1,10})\s*(?:#.*)?$"
)
_HEX = re.compile(r"[0-9a-fA-F]{1,8}$")
_FACTS = (("Kernel:", "kernel", False), ("DMI:", "dmi", True))
_DESCRIPTIONS = (".desc", ".device")
_FOLDER = 10_000
_LIMIT = 1 << 31


def looks_like_evemu(head: str) -> bool:
    """Say whether a text begins as a file of evemu does."""
    lines = [line.strip() for line in head.lstrip("\ufeff").splitlines()]
    if any(_VERSION.match(line) for line in lines[:5]):
        return True
    told = [line for line in lines if line and not line.startswith("#")]
    if told and _EVENT.match(told[0]):
        return True
    return (
        len(told) > 1 and told[0].startswith("N: ") and re.match(r"I: [0-9a-fA-F]{4} ", told[1]) is not None
    )


def read_evemu(path: Path) -> Found:
    """Read a file, and the description beside it where it has none itself.

    Raises:
        UnsupportedError: It is of a version from the future.
        FormatError: It cannot be opened.
    """
    found = Found(LineFaults(path.name), recorder="evemu")
    with open_plain(path) as file:
        _read(file, found, path)
    if not found.device().name and (beside := _description_of(path)) is not None:
        events = Found(LineFaults(beside.name), recorder="evemu")
        with open_plain(beside) as file:
            _read(file, events, beside)
        if events.device().name:
            found.devices[0] = events.devices[0]
            found.told = {**events.told, **found.told}
            found.hardware = {**events.hardware, **found.hardware}
            found.guessed.append(f"the device is the one that {beside.name} describes: its name says so")
    return found


def _read(file: BinaryIO, found: Found, path: Path) -> None:
    events = 0
    for number, data in enumerate(bounded_lines(file, LINE_BYTES), 1):
        if data is None:
            found.faults.bad.append((number, f"longer than {LINE_BYTES >> 10} KiB"))
            continue
        line = data.decode("utf-8", "replace").strip("\ufeff\0 \t\r\n")
        if not line:
            continue
        if line.startswith("#"):
            _comment(line, found, path, number, has_events=events > 0)
        elif (event := _EVENT.match(line)) is not None and abs(int(event[5])) <= _LIMIT:
            at_ns = (int(event[1]) * 1_000_000 + int(event[2])) * 1000
            if at_ns < 1 << 63:
                events += 1
                found.add(at_ns, int(event[3], 16), int(event[4], 16), int(event[5]), number)
            else:
                found.faults.bad.append((number, "a time beyond all sense"))
        elif not _describe(found.device(), line):
            if data.endswith(b"\n"):
                found.faults.bad.append((number, "no line of evemu"))
            else:
                found.faults.cut = number


def _comment(line: str, found: Found, path: Path, number: int, *, has_events: bool) -> None:
    text = line.strip("# \t")
    version = _VERSION.match(line)
    if version is not None:
        if int(version[1]) > 1:
            raise UnsupportedError(
                f"{path}: EVEMU {version[1]}.{version[2] or 0}: versions up to 1 are read; update replay"
            )
        found.recorder = f"evemu {version[1]}.{version[2] or 0}"
    for name, key, private in _FACTS:
        if text.startswith(name):
            (found.hardware if private else found.told)[key] = text.removeprefix(name).strip()[:2000]
    # What stands between events was written by a person; the recorder writes behind them.
    if has_events and text:
        found.note(COMMENT, text, number)


def _describe(device: Device, line: str) -> bool:
    """Take a line of a description; say whether it is one."""
    kind, separator, rest = line.partition(":")
    if not separator or kind not in {"N", "I", "P", "B", "A", "L", "S"}:
        return False
    device.describe(line)
    words = rest.split()
    if kind == "N":
        device.name = rest.strip()[:500]
    elif kind == "I":
        device.ids = tuple(word[:8] for word in words[:4])
    elif kind in {"P", "B"} and all(map(_HEX.match, words)):
        _take_bits(device, kind, [int(word, 16) for word in words])
    elif kind == "A" and len(words) >= 3 and _HEX.match(words[0]):
        low, high = (int(word) if re.fullmatch(r"-?\d{1,10}", word) else 0 for word in words[1:3])
        device.axes[int(words[0], 16)] = (low, high)
    return True


def _take_bits(device: Device, kind: str, numbers: list[int]) -> None:
    """Add the bits of one line of a mask to those of the lines before it."""
    if kind == "P":
        device.properties.update(_bits(numbers))
        return
    if not numbers:
        return
    start = sum(line.startswith(f"B: {numbers[0]:02x}") for line in device.described[:-1]) * 64
    device.codes.setdefault(numbers[0], set()).update(start + bit for bit in _bits(numbers[1:]))


def _bits(numbers: list[int]) -> list[int]:
    return [8 * place + bit for place, number in enumerate(numbers) for bit in range(8) if number >> bit & 1]


def _description_of(path: Path) -> Path | None:
    """Return the description beside a file of events: the one whose name it continues furthest."""
    found = []
    for number, other in enumerate(path.parent.iterdir()):
        if number >= _FOLDER:
            break
        if other.suffix in _DESCRIPTIONS and path.name.startswith(other.stem) and other != path:
            found.append(other)
    return max(found, key=lambda other: len(other.stem), default=None)
