"""The values of a JSON document of any size, one after the other: no array of events is ever held whole.

JSON Lines, one array, arrays in arrays and objects around arrays are all read alike: what stands between the
values (brackets, commas, line ends) is passed over, and objects are taken whole where they are small.
"""

import codecs
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from formats.errors import FormatError

VALUE_CHARACTERS = 32 << 20
"""Longest value that is taken whole; a longer object is gone into instead."""
_READ_BYTES = 1 << 20
_DEEPEST = 8
"""Brackets around values that are gone into; deeper ones belong to a value."""
_TRIES = 50
"""After so many damaged places no further one is searched for the next sound value."""
_NAMED_FAULTS = 3
_BLANK = re.compile(r"[ \t\r\n\ufeff\x1e]*")
_KEY = re.compile(r'\{\s*"([^"\\]{1,64})"\s*:')
# Where a record may begin anew behind damage: after another one, or with a line.
_NEXT = re.compile(r"(?:\}\s*,?\s*|\n\s*)(?=[\[{])")
_NEAR_END = 16


@dataclass(frozen=True, slots=True)
class JsonValue:
    """A value, and where it stood."""

    value: Any
    text: str
    """As it was written."""
    label: str
    """Key of the member that it is or lies in, "" outside of objects."""


@dataclass(slots=True)
class ValueFaults:
    """What was wrong with one document."""

    name: str
    """The file's name, for people."""
    bad: list[str] = field(default_factory=list)
    """Each damaged place: which value it was, and what is wrong."""
    broken: str = ""
    """Why the file cannot be read any further: its compressed data break off."""
    cut: bool = False
    """Whether the file ends inside a value, or inside brackets."""
    given_up: bool = False
    """Whether so much was damaged that the rest was not read."""

    def sentences(self) -> list[str]:
        """Return what people are told."""
        told = []
        if self.bad:
            more = len(self.bad) - _NAMED_FAULTS
            named = "; ".join(self.bad[:_NAMED_FAULTS]) + (f"; and {more} more places" if more > 0 else "")
            told.append(f"{self.name}: damaged, and lost up to the next sound value: {named}")
        if self.given_up:
            told.append(f"{self.name}: the rest was not read, for it is damaged in more than {_TRIES} places")
        if self.broken:
            told.append(f"{self.broken}; all before was read")
        elif self.cut:
            told.append(f"{self.name}: the file ends in the middle; all before was read")
        return told


class Pieces(Protocol):
    """A file that is read in pieces as they come."""

    def read1(self, size: int = -1, /) -> bytes:
        """Return at most `size` bytes, none at the end."""


def json_values(
    file: Pieces, faults: ValueFaults, *, wrappers: frozenset[str], wanted: Callable[[Any], bool]
) -> Iterator[JsonValue]:
    """Yield the values of a document, strings and numbers between them too.

    Args:
        file: UTF-8; bytes that are not become U+FFFD.
        faults: Gets what cannot be read.
        wrappers: An object whose first key is one of these is gone into, not taken whole.
        wanted: Says whether a value can be the first one behind damage; others there are parts of what broke.

    Raises:
        FormatError: The file cannot be read.
    """
    yield from _Reader(file, faults, wrappers, wanted).values()


@dataclass(slots=True)
class _Open:
    """An array or object that is gone into."""

    is_object: bool
    label: str
    at_key: bool = False


class _Reader:
    def __init__(
        self,
        file: Pieces,
        faults: ValueFaults,
        wrappers: frozenset[str],
        wanted: Callable[[Any], bool],
    ) -> None:
        self._file = file
        self._faults = faults
        self._wrappers = wrappers
        self._wanted = wanted
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._scan = json.JSONDecoder().raw_decode
        self._text = ""
        self._at = 0
        self._ended = False
        self._open: list[_Open] = []
        self._number = 0
        self._lost = False
        self._tries = 0

    def values(self) -> Iterator[JsonValue]:
        while not self._faults.given_up:
            sign = self._sign()
            if not sign:
                self._faults.cut |= bool(self._open or self._faults.broken)
                return
            inner = self._open[-1] if self._open else None
            if sign in ",:":
                self._at += 1
                if inner is not None and sign == ",":
                    inner.at_key = inner.is_object
            elif sign in "]}":
                self._at += 1
                if self._open:
                    self._open.pop()
            elif len(self._open) < _DEEPEST and (sign == "[" or (sign == "{" and self._is_wrapper())):
                self._go_into()
            else:
                found = self._take()
                if found is not None:
                    yield found

    def _take(self) -> JsonValue | None:
        """Take what stands here; return None where it is a key, is gone into, or cannot be read."""
        self._number += 1
        value, end, fault = self._value()
        if fault == _TOO_LONG and self._text[self._at] == "{" and len(self._open) < _DEEPEST:
            self._go_into()
            return None
        if fault:
            self._recover(fault)
            return None
        text, self._at = self._text[self._at : end], end
        inner = self._open[-1] if self._open else None
        if inner is not None and inner.at_key and isinstance(value, str):
            inner.label, inner.at_key = value, False
            return None
        if self._lost and not self._wanted(value):
            return None
        self._lost = False
        return JsonValue(value, text, inner.label if inner else "")

    def _go_into(self) -> None:
        label = self._open[-1].label if self._open else ""
        is_object = self._text[self._at] == "{"
        self._open.append(_Open(is_object, label, at_key=is_object))
        self._at += 1

    def _is_wrapper(self) -> bool:
        found = _KEY.match(self._text, self._at)
        if found is None and len(self._text) - self._at < _READ_BYTES:
            self._more()
            found = _KEY.match(self._text, self._at)
        return found is not None and found[1] in self._wrappers

    def _sign(self) -> str:
        """Return the next character that is not blank, "" at the end."""
        while True:
            blank = _BLANK.match(self._text, self._at)
            self._at = blank.end() if blank else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _value(self) -> tuple[Any, int, str]:
        """Return the value at hand, where it ends, and "", or what is wrong with it."""
        while True:
            try:
                value, end = self._scan(self._text, self._at)
            except json.JSONDecodeError as error:
                near_end = error.pos >= len(self._text) - _NEAR_END
                if not near_end and not error.msg.startswith("Unterminated"):
                    return None, 0, f"{error.msg} after {error.pos - self._at:,} characters"
            except RecursionError:
                return None, 0, "nested too deep"
            except ValueError:
                return None, 0, "a number of thousands of digits"
            else:
                # A number may go on behind what has been read.
                if end < len(self._text) or not self._more():
                    return value, end, ""
                continue
            if len(self._text) - self._at > VALUE_CHARACTERS:
                return None, 0, _TOO_LONG
            if not self._more():
                self._faults.cut = True
                return None, 0, _CUT

    def _recover(self, fault: str) -> None:
        """Go to where the next value may begin."""
        if fault != _CUT and not self._lost:
            self._faults.bad.append(f"value {self._number}: {fault}")
        self._lost = True
        self._tries += 1
        if self._tries > _TRIES:
            self._faults.given_up = True
            return
        self._at += 1
        while True:
            found = _NEXT.search(self._text, self._at)
            if found is not None:
                self._at = found.end()
                return
            # What separates two values may be cut by what has been read.
            self._at = max(len(self._text) - _NEAR_END, self._at)
            if not self._more():
                self._at = len(self._text)
                return

    def _more(self) -> bool:
        """Read on, twice as much as is waiting; return whether there was anything."""
        if self._ended:
            return False
        data = self._read(max(_READ_BYTES, len(self._text) - self._at))
        self._ended = not data
        self._text = self._text[self._at :] + self._decode(data, self._ended)
        self._at = 0
        return bool(data)

    def _read(self, wanted: int) -> bytes:
        """Return so many bytes, or those up to where the file ends or breaks off."""
        data = bytearray()
        try:
            while len(data) < wanted and (piece := self._file.read1(wanted - len(data))):
                data += piece
        except FormatError as error:
            # What came before is sound.
            self._faults.broken = str(error)
        except OSError as error:
            raise FormatError(f"{self._faults.name}: {error.strerror or error}") from error
        return bytes(data)


_TOO_LONG = f"longer than {VALUE_CHARACTERS >> 20} million characters"
_CUT = "the file ends in it"
