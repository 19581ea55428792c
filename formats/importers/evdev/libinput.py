"""Files of `libinput record`: the part of YAML that it writes, line by line.

A library for YAML reads all of a file into objects before anything is said of it, and follows references that
the recorder never writes; these files are lists of numbers, and this reads them as such.

Source: libinput, tools/libinput-record.c (file version 1).
"""

import re
from pathlib import Path

from formats.errors import UnsupportedError
from formats.importers.evdev.found import COMMENT, EV_KEY, HIDDEN, LIBINPUT, Device, Found
from formats.plain_file import open_plain
from formats.sources.lines import LineFaults, bounded_lines

LINE_BYTES = 1 << 16
_HEAD = re.compile(r"^version:\s*\d+", re.MULTILINE)
_NEXT = re.compile(r"^(?:ndevices|libinput):", re.MULTILINE)
_FACT = re.compile(r"(\s*)([\w-]+):\s*(.*?)\s*$")
_EVENT = re.compile(
    r"-\s*\[\s*(\d{1,18}),\s*(\d{1,9}),\s*(\d{1,5}),\s*(\d{1,5}),\s*(-?\d{1,10})\s*\]\s*(?:#\s*(.*))?$"
)
_NUMBERS = re.compile(r"(\d{1,5}):\s*\[([-\d,\s]*)\]")
_IDLE_COMMENT = "Touch device in neutral state"
_LIMIT = 1 << 31


def looks_like_libinput(head: str) -> bool:
    """Say whether a text begins as a file of `libinput record` does."""
    return _HEAD.search(head) is not None and _NEXT.search(head) is not None


def read_libinput(path: Path) -> Found:
    """Read a file.

    Raises:
        UnsupportedError: It is of a version from the future.
        FormatError: It cannot be opened.
    """
    reader = _Reader(path)
    with open_plain(path) as file:
        for number, data in enumerate(bounded_lines(file, LINE_BYTES), 1):
            if data is None:
                reader.found.faults.bad.append((number, f"longer than {LINE_BYTES >> 10} KiB"))
            else:
                whole = data.endswith(b"\n")
                reader.take(data.decode("utf-8", "replace").strip("\ufeff\0\r\n"), number, whole=whole)
    if reader.found.told.get("libinput"):
        reader.found.recorder = f"libinput record {reader.found.told['libinput']}"
    return reader.found


class _Reader:
    """Reads lines in order, remembering which part of the file they are in."""

    def __init__(self, path: Path) -> None:
        self.found = Found(LineFaults(path.name), recorder="libinput record")
        self._path = path
        self._part = ""
        """The first key without indentation: "system", "devices"."""
        self._section = ""
        """Within a device: "evdev", "codes", "absinfo", "udev", "events"."""

    def take(self, line: str, number: int, *, whole: bool) -> None:
        text = line.strip()
        if not text or text in {"---", "..."}:
            return
        if text.startswith("#"):
            comment = text.strip("# ")
            if self._section == "events" and comment and comment != _IDLE_COMMENT:
                self.found.note(COMMENT, comment, number)
        elif text.startswith("- node:"):
            self._part, self._section = "devices", ""
            self.found.devices.append(Device())
            self.found.devices[-1].describe(text)
        elif not line.startswith((" ", "-")):
            self._top(line, number)
        elif self._part == "devices":
            self._of_device(text, number, whole=whole)
        elif (fact := _FACT.match(line)) is not None:
            self._tell(fact[2], fact[3].strip("\"'")[:2000])

    def _top(self, line: str, number: int) -> None:
        fact = _FACT.match(line)
        if fact is None:
            self.found.faults.bad.append((number, "no line of libinput record"))
            return
        self._part, self._section = fact[2], ""
        if fact[2] == "version":
            version = re.match(r"\d{1,9}", fact[3])
            if version is None or int(version[0]) != 1:
                raise UnsupportedError(
                    f"{self._path}: libinput record, file version {fact[3][:20]}: version 1 is read; "
                    "update replay"
                )
        elif fact[3]:
            self.found.told[fact[2][:50]] = fact[3][:200]

    def _tell(self, name: str, value: str) -> None:
        if name == "dmi":
            self.found.hardware[name] = value
        else:
            self.found.told["libinput" if (self._part, name) == ("libinput", "version") else name[:50]] = (
                value
            )

    def _of_device(self, text: str, number: int, *, whole: bool) -> None:
        if text == "events:":
            self._section = "events"
        elif self._section == "events":
            self._event(text, number, whole=whole)
        else:
            device = self.found.device()
            device.describe(text)
            key = text.partition(":")[0]
            numbers = _NUMBERS.match(text)
            if numbers is not None:
                _take_numbers(device, self._section, int(numbers[1]), numbers[2])
            elif key in {"evdev", "codes", "absinfo", "udev", "quirks", "hid", "libinput"}:
                self._section = key
            elif key == "name":
                device.name = text.partition(":")[2].strip().removeprefix('"').removesuffix('"')[:500]
            elif key == "id":
                device.ids = tuple(re.findall(r"\d{1,9}", text)[:4])
            elif key == "properties" and self._section != "udev":
                device.properties = {int(bit) for bit in re.findall(r"\d{1,5}", text)}

    def _event(self, text: str, number: int, *, whole: bool) -> None:
        event = _EVENT.match(text)
        if event is not None and abs(int(event[5])) <= _LIMIT:
            at_ns = (int(event[1]) * 1_000_000 + int(event[2])) * 1000
            if at_ns >= 1 << 63:
                self.found.faults.bad.append((number, "a time beyond all sense"))
                return
            kind, code = int(event[3]), int(event[4])
            hidden = kind == EV_KEY and event[6] is not None and "(obfuscated)" in event[6]
            self.found.add(at_ns, kind, HIDDEN if hidden else code, int(event[5]), number)
        elif text.startswith("- {") and text.endswith("}"):
            self.found.note(LIBINPUT, text.removeprefix("- "), number)
        elif not re.fullmatch(r"-\s*[\w-]+:", text):
            if whole:
                self.found.faults.bad.append((number, "no line of libinput record"))
            else:
                self.found.faults.cut = number


def _take_numbers(device: Device, section: str, key: int, text: str) -> None:
    numbers = [int(number) for number in re.findall(r"-?\d{1,10}", text)]
    if section == "codes":
        device.codes[key] = set(numbers)
    elif section == "absinfo" and len(numbers) >= 2:
        device.axes[key] = (numbers[0], numbers[1])
