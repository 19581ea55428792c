"""XML from strangers: no document type, no entities of its own, bounded in depth, count and length.

Expat expands entities that a document declares, each into many others: a file of a kilobyte becomes
gigabytes. Whoever declares a document type is refused before anything of it is read.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from formats.errors import DamagedError, LimitError
from formats.model.annotation_json import LONGEST_TEXT
from formats.model.exchange import FILE_BYTES, MOST_ANNOTATIONS
from formats.sources.files import read_file

DEEPEST = 32
MOST_ELEMENTS = 6 * MOST_ANNOTATIONS
_READ_BYTES = 1 << 16


@dataclass(slots=True)
class Element:
    """An element that has ended."""

    name: str
    attributes: dict[str, str]
    text: str = ""
    """Its own, without that of the elements in it; "" where it is not wanted."""
    path: tuple[str, ...] = ()
    """Names of the elements around it, the outermost first."""
    _parts: list[str] = field(default_factory=list)
    _length: int = 0

    def add(self, text: str) -> None:
        """Take text; LimitError where it becomes too long."""
        self._length += len(text)
        if self._length > LONGEST_TEXT:
            raise LimitError(f"characters in {self.name[:60]}", value=self._length, limit=LONGEST_TEXT)
        self._parts.append(text)

    def end(self) -> None:
        """Put its text together."""
        self.text = "".join(self._parts)


def xml_elements(
    path: Path,
    texts: frozenset[str],
    on_start: Callable[[Element], None],
    on_end: Callable[[Element], None],
) -> None:
    """Read an XML file.

    Args:
        path: The file.
        texts: Names of the elements whose text is wanted.
        on_start: Told of each element that begins, its text still empty.
        on_end: Told of each element that has ended.

    Raises:
        FormatError: It cannot be read, is no XML, declares a document type, or is beyond a limit.
    """
    data = read_file(path, FILE_BYTES)
    reader = _Reader(texts, on_start, on_end)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        for piece in _pieces(data):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise DamagedError(f"{path}: no XML: {error}") from error
    except (ValueError, LookupError) as error:
        # An encoding that is declared and not known.
        raise DamagedError(f"{path}: no XML that can be read: {error}") from error


def _refuse_doctype(*_about: object) -> None:
    raise DamagedError("it declares a document type, through which entities could be expanded without end")


def _pieces(data: bytes) -> Iterator[bytes]:
    for at in range(0, len(data), _READ_BYTES):
        yield data[at : at + _READ_BYTES]


class _Reader:
    def __init__(
        self,
        texts: frozenset[str],
        on_start: Callable[[Element], None],
        on_end: Callable[[Element], None],
    ) -> None:
        self._texts = texts
        self._on_start = on_start
        self._on_end = on_end
        self._open: list[Element] = []
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise LimitError("the number of XML elements", value=self._count, limit=MOST_ELEMENTS)
        if len(self._open) >= DEEPEST:
            raise LimitError("the depth of XML elements", value=len(self._open) + 1, limit=DEEPEST)
        element = Element(name, attributes, path=tuple(one.name for one in self._open))
        self._open.append(element)
        self._on_start(element)

    def end(self, _name: str) -> None:
        element = self._open.pop()
        element.end()
        self._on_end(element)

    def characters(self, text: str) -> None:
        if self._open and self._open[-1].name in self._texts:
            self._open[-1].add(text)
