"""The tables of FORMAT.md say what the code does: a number changed in one place alone is noticed."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from itertools import pairwise

import numpy as np
import pytest
import zstandard

from formats.media.image import media_type
from formats.model.frames import FRAME_DTYPE, Storage
from formats.model.header import Consent, Header, Private
from formats.model.streams import BUTTONS, MODIFIERS, STREAMS, FieldKind
from formats.model.time import Clock
from formats.native import envelope, journal, layout, sealed_layout, tiles, tiles_cost, tiles_layout, writer
from formats.native.columns import check_column, decode_column
from formats.native.index import CHUNKS_AN_INDEX, ENTRY_DTYPE, HEADER_COPY_BYTES
from formats.native.limits import LIMITS
from formats.native.scan import _FALSE_INDEXES, _FALSE_MARKERS
from formats.native.tiles import TileDecoder
from tests.data import ROOT
from tests.formats.independent_reader import STRINGS, decode_columns, picture_of

DOCUMENT = (ROOT / "formats" / "FORMAT.md").read_text()
TYPES = {"string": "<u4", "flag": "|u1", "uint8": "|u1", "float32": "<f4"}
TYPES |= {f"int{size}": f"<i{size // 8}" for size in (16, 32, 64)}


def tables(*heads: str) -> Iterator[list[list[str]]]:
    """Yield the rows of each table whose first heads are these, backticks taken off."""
    for found in re.finditer(r"(?:^\|.*\n)+", DOCUMENT, re.MULTILINE):
        lines = found.group().splitlines()
        rows = [[cell.strip().strip("`") for cell in line[1:-1].split("|")] for line in lines]
        if tuple(rows[0][: len(heads)]) == heads:
            yield rows[2:]


def table(*heads: str, number: int = 0) -> list[list[str]]:
    return list(tables(*heads))[number]


def section(number: int) -> str:
    return re.split(r"^## ", DOCUMENT, flags=re.MULTILINE)[number]


def test_sections_have_the_numbers_that_the_code_names() -> None:
    """What a docstring calls section 5 is section 5, and sections are counted without a gap."""
    titles = re.findall(r"^## (\d+)\. (.*)$", DOCUMENT, re.MULTILINE)
    named = {"layout": 3, "envelope": 4, "columns": 5, "chunk": 6, "header_body": 7, "index": 8, "limits": 9}

    assert [int(number) for number, _ in titles] == list(range(1, len(titles) + 1))
    for module, number in {**named, "scan": 8, "journal": 10}.items():
        source = (ROOT / "formats" / "native" / f"{module}.py").read_text()
        assert re.search(rf"FORMAT\.md, sections? [\d and]*\b{number}\b", source)
    assert [title for _, title in titles][3:10] == [
        "Envelope",
        "Columns",
        "A chunk of rows",
        "The header",
        "Finding the chunks",
        "Limits",
        "The journal",
    ]


def test_kinds_of_chunks_have_these_numbers() -> None:
    """All of them, and no other."""
    assert {name: int(number) for number, name, *_ in table("number", "kind")} == {
        kind.name: kind.value for kind in layout.Kind
    }


def test_streams_have_these_numbers_and_columns() -> None:
    """In the order in which they are stored, of the types in which they are read."""
    numbers: dict[str, int] = {}
    columns: dict[str, list[tuple[str, str]]] = {}
    for number, stream, column, kind, *_ in table("number", "stream"):
        if stream:
            numbers[stream] = int(number)
            columns[stream] = []
        else:
            columns[list(numbers)[-1]].append((column, kind))

    assert numbers == layout.STREAM_IDS
    for name, spec in STREAMS.items():
        own = [] if name == "frame" else list(spec.fields[2:])
        assert [(column, TYPES[kind]) for column, kind in columns[name]] == [(f.name, f.dtype) for f in own]
        for (column, kind), field in zip(columns[name], own, strict=True):
            assert (kind == "string") == (field.kind is FieldKind.STRING), column
            assert (kind == "flag") == (field.kind is FieldKind.FLAG), column
    texts = {layout.STREAM_IDS[n]: tuple(c for c, kind in columns[n] if kind == "string") for n in columns}
    assert {number: names for number, names in texts.items() if names} == STRINGS


def test_words_for_buttons_and_modifiers_are_in_their_order() -> None:
    """Bit 0 and button 0 first."""
    assert ", ".join(f"{number} {name}" for number, name in enumerate(BUTTONS)) in section(11)
    assert ", ".join(MODIFIERS) in section(11)


def test_the_frame_table_has_these_columns() -> None:
    """In their order, of these types; and storage has these numbers."""
    found = [(name, TYPES[kind]) for name, kind, _ in table("column", "type", number=1)]

    assert found == [(name, FRAME_DTYPE[name].str) for name in FRAME_DTYPE.names or ()]
    assert [storage.value for storage in Storage] == [0, 1, 2, 3]
    assert "0 nowhere, 1 TILES, 2 IMAGE, 3 VIDEO" in section(12)


def test_the_header_has_these_keys() -> None:
    """Of the whole, of consent, of a clock and of the private part."""
    values = asdict(Header("", consent=Consent(), clocks=(Clock("", 0),), private=Private()))
    parts = {
        "key of `consent": values["consent"],
        "key of a clock": values["clocks"][0],
        "key of `private": values["private"],
    }

    assert {row[0] for row in table("key", "type")} == set(values)
    for head, part in parts.items():
        assert {row[0] for row in table(head, "type")} == set(part)


def test_an_index_has_these_columns() -> None:
    """The chunk's place and the fields of its header."""
    (offset, fields) = table("column", "meaning")

    assert (offset[0], *re.split("` `", fields[0])) == ENTRY_DTYPE.names


def test_limits_are_these() -> None:
    """Those of the container, and those of a chain of tiles."""
    written = {name: int(number) for name, number, *_ in table("limit", "number", "of what, and why so many")}
    in_tiles = {name: number for name, number, _ in table("limit", "number", "of what")}

    nesting = {"envelope_nesting": envelope._MAX_NESTING_IN_ENVELOPE}
    assert written == asdict(LIMITS) | nesting
    assert int(in_tiles["groups"]) == tiles_layout.MAX_GROUPS
    assert int(in_tiles["moves"]) == tiles_layout.MAX_MOVES
    assert int(in_tiles["colours"]) == tiles_layout.MAX_COLOURS
    assert int(in_tiles["chain"]) == tiles.MAX_CHAIN
    for count in (1, 2040, 1 << 15):
        for name, limit in (("sent", tiles_cost.most_sent), ("listed", tiles_cost.most_painted)):
            factor, more = re.findall(r"\d+", in_tiles[name])
            assert int(factor) * count + int(more) == limit(count)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (6, f"{writer.CHUNK_ROWS:,} rows ({writer.ARCHIVE_ROWS:,} in a file for the archive)"),
        (6, f"{writer.SEAL_NS // 10**9} s of recorded time"),
        (7, f"{HEADER_COPY_BYTES:,} bytes"),
        (8, f"when {CHUNKS_AN_INDEX} chunks were written"),
        (8, f"{_FALSE_MARKERS:,} markers without a sound header, or {_FALSE_INDEXES} INDEX headers"),
        (10, f"the last {round(journal.TICK_S * 1000)} ms"),
        (14, f"pieces of {writer.VIDEO_PIECE_BYTES >> 20} MiB"),
        (15, f"at most {tiles_cost.MAX_DELTAS} packets after the keyframe"),
        (15, f"tiles of {tiles_layout.TILE} by {tiles_layout.TILE} pixels"),
    ],
)
def test_habits_of_the_writer_are_these(place: int, words: str) -> None:
    """Said in the section where a reader of the document looks for them."""
    assert words in section(place).replace("\n", " ")


def test_offsets_and_sizes_of_fields_add_up() -> None:
    """Each field begins where the one before ends, and what has a fixed size ends there."""
    ends = []
    for rows in tables("offset", "size", "field"):
        fields = [(int(o), int(s)) for o, s, _ in rows if o.isdigit() and s.isdigit()]
        assert all(offset + size == following for (offset, size), (following, _) in pairwise(fields))
        ends.append(sum(fields[-1]))

    assert ends == [
        layout.MARK_BYTES,
        layout.HEADER_BYTES,
        layout.TRAILER_BYTES,
        envelope._LENGTH_BYTES,
        4,
        tiles_layout._HEAD.size,
        tiles_layout._GROUP.size,
        sealed_layout.HEAD_BYTES,
        sealed_layout.PACKED_KEY_BYTES,
    ]


def test_marks_are_these_bytes() -> None:
    """Of the file, of a chunk, and of the end."""
    assert layout.pack_mark().hex(" ") in DOCUMENT
    for mark in (layout.MAGIC, layout.SYNC, layout.END):
        assert f"`{mark.hex(' ')}`" in DOCUMENT


def test_the_examples_of_columns_decode_to_what_stands_beside_them() -> None:
    """By the product and by the reader written from the document."""
    examples = table("rows", "entry")
    assert len(examples) >= 6

    for count, entry, payload, values in examples:
        rows, coded, planes = int(count), json.loads(entry), bytes.fromhex(payload)
        wanted = [float(value) for value in values.split(", ")]
        column = check_column(coded, rows, 0, floats=True)
        got = decode_column(column, memoryview(planes), rows, zstandard.ZstdDecompressor())
        np.testing.assert_array_equal(got, wanted)
        np.testing.assert_array_equal(decode_columns({"": coded}, planes, 0, rows)[0][""], wanted)


def test_the_example_of_tiles_decodes_to_what_is_said_of_it() -> None:
    """Black, one pixel changed, black again; by the product and by the reader written from the document."""
    block = re.findall(r"```\n(01 01 00 11.*?)```", DOCUMENT, re.DOTALL)[0]
    packets = [bytes.fromhex(part) for part in block.strip().split("\n\n")]

    for count, first in ((1, 0), (2, 1), (3, 0)):
        wanted = np.zeros((40, 70, 3), np.uint8)
        wanted[0, 0] = first
        np.testing.assert_array_equal(TileDecoder().decode(packets[:count]), wanted)
        np.testing.assert_array_equal(picture_of(packets[:count]), wanted)


def test_images_are_of_these_types() -> None:
    """Each that the product takes is named."""
    heads = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF    WEBP")
    for head in heads:
        assert f'"{media_type(head)}"' in section(13)
