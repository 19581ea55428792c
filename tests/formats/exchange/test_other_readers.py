"""What other people's libraries make of our files, and we of theirs."""

import warnings
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import webvtt
from praatio import textgrid as praat
from praatio.utilities.constants import Interval, Point
from pympi import Eaf

from formats.exchange_registry import exchange
from formats.model.annotations import Comment, Mark, Segment
from formats.model.exchange import ExchangeContext
from tests.formats.exchange.exchanging import DAY, DAY_CONTEXT, S, many


@pytest.fixture
def written(tmp_path: Path) -> Any:
    """Return a function that writes a format's file of the day, and returns its path."""

    def write(name: str) -> Path:
        path = tmp_path / f"day{exchange(name).SUFFIXES[0]}"
        exchange(name).write(DAY, path, DAY_CONTEXT)
        return path

    return write


def test_pympi_reads_our_eaf(written: Any) -> None:
    """Tiers with their annotators, spans in milliseconds, notes below what they are of."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        eaf = Eaf(str(written("eaf")))

    assert eaf.get_annotation_data_for_tier("task") == [(0, 4000, "search"), (4000, 9250, "compare")]
    assert eaf.get_parameters_for_tier("task")["ANNOTATOR"] == "ann"
    notes = eaf.get_child_tiers_for("task")
    assert [eaf.get_ref_annotation_data_for_tier(name)[0][:3] for name in notes] == [
        (0, 4000, "flights to Oslo")
    ]
    assert eaf.get_annotation_data_for_tier("app") == [(0, 12000, "Firefox")]
    assert ("recording", "office") in eaf.get_properties()
    assert [media["RELATIVE_MEDIA_URL"] for media in eaf.get_linked_files()] == ["./office.mp4"]


def test_pympi_writes_what_we_read(tmp_path: Path) -> None:
    """A file that pympi made from scratch."""
    eaf = Eaf(author="ben")
    eaf.add_tier("task")
    eaf.add_annotation("task", 100, 250, "search & pay")
    eaf.add_annotation("task", 300, 450, "")
    eaf.to_file(str(tmp_path / "theirs.eaf"))

    read = exchange("eaf").read(tmp_path / "theirs.eaf")

    spans = [
        (one.tier, one.label, one.start.t_ns, one.end and one.end.t_ns)
        for one in read.annotations
        if isinstance(one, Segment)
    ]
    assert spans == [
        ("task", "search & pay", 100_000_000, 250_000_000),
        ("task", "", 300_000_000, 450_000_000),
    ]


def test_praatio_reads_our_textgrid(written: Any) -> None:
    """Intervals that fill the time, points in tiers of their own, overlaps in a further tier."""
    grid = praat.openTextgrid(str(written("textgrid")), includeEmptyIntervals=False)

    assert grid.tierNames == ("task", "task (2)", "app", "task (3)")
    assert grid.getTier("task").entries == (
        Interval(0, 4, "search"),
        Interval(4, 9.25, "compare"),
        Interval(10, 12, "pay"),
    )
    assert grid.getTier("task (2)").entries == (Interval(2, 6, "wait"),)
    assert grid.getTier("task (3)").entries == (Point(3.5, "submit"), Point(5, "=1+1"))
    assert (grid.minTimestamp, grid.maxTimestamp) == (0, 12)


@pytest.mark.parametrize("form", ["long_textgrid", "short_textgrid"])
def test_praatio_writes_what_we_read(form: Any, tmp_path: Path) -> None:
    """Both of Praat's text formats."""
    grid = praat.Textgrid(0, 10)
    grid.addTier(praat.IntervalTier("task", [Interval(0, 2.5, 'say "yes"'), Interval(5, 7, "pay")], 0, 10))
    grid.addTier(praat.PointTier("task (2)", [Point(3.25, "submit")], 0, 10))
    grid.save(str(tmp_path / "theirs.TextGrid"), form, includeBlankSpaces=True)

    read = exchange("textgrid").read(tmp_path / "theirs.TextGrid")

    segments = [one for one in read.annotations if isinstance(one, Segment)]
    marks = [one for one in read.annotations if isinstance(one, Mark)]
    assert [(one.tier, one.label, one.start.t_ns) for one in segments] == [
        ("task", 'say "yes"', 0),
        ("task", "pay", 5 * S),
    ]
    assert list(read.report.counts.values()) == [1]
    assert [(one.tier, one.label, one.at.t_ns) for one in marks] == [("task", "submit", 3_250_000_000)]


def test_praatio_reads_five_thousand_segments(tmp_path: Path) -> None:
    """A day's work, in one tier."""
    found = exchange("textgrid")
    made, context = many(5000)
    found.write(made, tmp_path / "many.TextGrid", context)

    grid = praat.openTextgrid(str(tmp_path / "many.TextGrid"), includeEmptyIntervals=False)

    assert len(grid.getTier("task").entries) == 5000


def test_webvtt_py_reads_our_cues(written: Any) -> None:
    """The text without its markup, and when it is shown."""
    cues = webvtt.read(str(written("webvtt"))).captions

    first = cues[0]
    assert (first.start, first.end, first.voice, first.text) == (
        "00:00:00.000",
        "00:00:04.000",
        "task",
        "search\nflights to Oslo",
    )
    kept = [one for one in DAY if isinstance(one, Segment | Mark | Comment)]
    assert len(cues) == len(kept)


def test_webvtt_py_writes_what_we_read(tmp_path: Path) -> None:
    """Cues of others are segments of the tier that is asked for."""
    theirs = webvtt.WebVTT()
    theirs.captions.append(webvtt.Caption("00:00:01.000", "00:01:02.500", "search"))
    theirs.save(str(tmp_path / "theirs.vtt"))

    read = exchange("webvtt").read(tmp_path / "theirs.vtt")

    [segment] = read.annotations
    assert isinstance(segment, Segment)
    assert (segment.label, segment.start.t_ns, segment.end and segment.end.t_ns) == (
        "search",
        S,
        62_500_000_000,
    )


def test_an_eaf_file_follows_the_order_of_its_schema(written: Any, tmp_path: Path) -> None:
    """Elements of the root, of the header and of tiers stand as EAFv3.0.xsd has them; ids are unique."""
    exchange("eaf").write([], tmp_path / "none.eaf", ExchangeContext())

    for path in (written("eaf"), tmp_path / "none.eaf"):
        elements = schema_elements(path)
        order = [ROOT_ORDER.index(name) for name, around in elements if around == ("ANNOTATION_DOCUMENT",)]
        assert order == sorted(order)
        assert {"HEADER", "TIME_ORDER"} <= {name for name, _ in elements}
        header = [HEADER_ORDER.index(name) for name, around in elements if around[1:] == ("HEADER",)]
        assert header == sorted(header)
        assert {around[-1] for name, around in elements if name == "ANNOTATION"} <= {"TIER"}


ROOT_ORDER = [
    "LICENSE",
    "HEADER",
    "TIME_ORDER",
    "TIER",
    "LINGUISTIC_TYPE",
    "LOCALE",
    "LANGUAGE",
    "CONSTRAINT",
    "CONTROLLED_VOCABULARY",
    "LEXICON_REF",
    "REF_LINK_SET",
    "EXTERNAL_REF",
]
HEADER_ORDER = ["MEDIA_DESCRIPTOR", "LINKED_FILE_DESCRIPTOR", "PROPERTY"]
REQUIRED = {
    "ANNOTATION_DOCUMENT": {"DATE", "AUTHOR", "VERSION"},
    "MEDIA_DESCRIPTOR": {"MEDIA_URL", "MIME_TYPE"},
    "TIME_SLOT": {"TIME_SLOT_ID"},
    "TIER": {"TIER_ID", "LINGUISTIC_TYPE_REF"},
    "ALIGNABLE_ANNOTATION": {"ANNOTATION_ID", "TIME_SLOT_REF1", "TIME_SLOT_REF2"},
    "REF_ANNOTATION": {"ANNOTATION_ID", "ANNOTATION_REF"},
    "LINGUISTIC_TYPE": {"LINGUISTIC_TYPE_ID"},
    "CONSTRAINT": {"STEREOTYPE"},
}
IDS = {"TIME_SLOT_ID", "ANNOTATION_ID", "STEREOTYPE"}
REFS = {"TIME_SLOT_REF1", "TIME_SLOT_REF2", "ANNOTATION_REF", "CONSTRAINTS"}


def schema_elements(path: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Return the elements with those around them; attributes are held against the schema's rules."""
    found: list[tuple[str, tuple[str, ...]]] = []
    ids: list[str] = []
    refs: set[str] = set()

    def walk(element: Any, around: tuple[str, ...]) -> None:
        found.append((element.tag, around))
        assert set(element.attrib) >= REQUIRED.get(element.tag, set())
        ids.extend(value for name, value in element.attrib.items() if name in IDS)
        refs.update(value for name, value in element.attrib.items() if name in REFS)
        for child in element:
            walk(child, (*around, element.tag))

    walk(ET.parse(path).getroot(), ())
    assert len(ids) == len(set(ids))
    assert refs <= set(ids)
    times = [int(slot.get("TIME_VALUE", "")) for slot in ET.parse(path).iter("TIME_SLOT")]
    assert times == sorted(times)
    return found
