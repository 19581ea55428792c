"""Files as other programs and people write them, with what we never write."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from formats.errors import DamagedError, FormatError, UnsupportedError
from formats.exchange_registry import detect_exchange, exchange
from formats.model.annotations import Annotation, Comment, Edge, Mark, Segment
from formats.model.exchange import ExchangeContext, ReadAnnotations, ReadOptions

MS = 1_000_000
S = 1000 * MS


def read(data: str | bytes, path: Path, options: ReadOptions | None = None) -> ReadAnnotations:
    """Read a file that is known by its content alone."""
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return detect_exchange(path).read(path, options or ReadOptions("task"))


def short(annotation: Annotation) -> tuple[Any, ...]:
    """Return what counts of a segment or a mark; times in milliseconds."""
    match annotation:
        case Mark(at=at):
            return annotation.tier, annotation.label, at.t_ns // MS
        case Segment(start=start, end=end):
            return annotation.tier, annotation.label, start.t_ns // MS, end and end.t_ns // MS
        case Comment(start=start):
            return "comment", annotation.text, start.t_ns // MS
        case _:
            raise AssertionError(annotation)


ELAN = """<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT AUTHOR="" DATE="2018-03-24T18:09:00-06:00" FORMAT="3.0" VERSION="3.0">
<LICENSE LICENSE_URL=""/>
<HEADER MEDIA_FILE="" TIME_UNITS="milliseconds"/>
<TIME_ORDER>
<TIME_SLOT TIME_SLOT_ID="ts1" TIME_VALUE="100"/><TIME_SLOT TIME_SLOT_ID="ts2"/>
<TIME_SLOT TIME_SLOT_ID="ts3" TIME_VALUE="300"/><TIME_SLOT TIME_SLOT_ID="ts4"/>
</TIME_ORDER>
<TIER TIER_ID="speech" LINGUISTIC_TYPE_REF="default-lt" PARTICIPANT="P1" ANNOTATOR="eva">
<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts3">
<ANNOTATION_VALUE>two words</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a2" TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts2">
<ANNOTATION_VALUE>early</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a9" TIME_SLOT_REF1="ts3" TIME_SLOT_REF2="ts4">
<ANNOTATION_VALUE>nowhere</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
</TIER>
<TIER TIER_ID="words" LINGUISTIC_TYPE_REF="parts" PARENT_REF="speech">
<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="a3" ANNOTATION_REF="a1">
<ANNOTATION_VALUE>two</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>
<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="a4" ANNOTATION_REF="a1" PREVIOUS_ANNOTATION="a3">
<ANNOTATION_VALUE>words</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>
</TIER>
<TIER TIER_ID="gloss" LINGUISTIC_TYPE_REF="same" PARENT_REF="words">
<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="a5" ANNOTATION_REF="a4">
<ANNOTATION_VALUE>noun</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>
<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="a6" ANNOTATION_REF="a6">
<ANNOTATION_VALUE>of itself</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>
</TIER>
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="default-lt"/>
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="parts" CONSTRAINTS="Symbolic_Subdivision"/>
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="same" CONSTRAINTS="Symbolic_Association"/>
<CONTROLLED_VOCABULARY CV_ID="v"/>
</ANNOTATION_DOCUMENT>
"""


def test_elan_tiers_that_refer_to_others_have_their_times(tmp_path: Path) -> None:
    """Parts share the time of what they are of; what is not aligned lies between its neighbours."""
    found = read(ELAN, tmp_path / "a")

    assert [short(one) for one in found.annotations] == [
        ("speech", "two words", 100, 300),
        ("speech", "early", 100, 200),
        ("words", "two", 100, 200),
        ("words", "words", 200, 300),
        ("gloss", "noun", 200, 300),
    ]
    assert set(found.authors.values()) == {"eva"}
    told = " ".join(found.report.lost)
    assert "controlled vocabularies: 1" in told
    assert "licences: 1" in told
    assert "participants of tiers: 1" in told
    assert "annotations without a time: 2" in told
    assert len(found.report.guessed) == 2


def test_elan_in_frames_is_not_guessed_at(tmp_path: Path) -> None:
    """Other units of time are refused."""
    with pytest.raises(UnsupportedError, match="PAL-frames"):
        read(ELAN.replace("milliseconds", "PAL-frames"), tmp_path / "a")


SHORT = 'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n2\n<exists>\n1\n'
GRID = SHORT + '"IntervalTier"\n"Ärger"\n0\n2\n2\n0\n1.5\n"say ""hé"""\n1.5\n2\n""\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_textgrids_in_each_encoding_of_praat(encoding: str, tmp_path: Path) -> None:
    """UTF-16 with a byte order mark in either order, UTF-8, and Latin-1 of long ago."""
    found = read(GRID.encode(encoding), tmp_path / "a")

    assert [short(one) for one in found.annotations] == [("Ärger", 'say "hé"', 0, 1500)]


def test_a_textgrid_in_big_endian_utf_16(tmp_path: Path) -> None:
    """As Praat writes it where a text is not ASCII."""
    found = read(b"\xfe\xff" + GRID.encode("utf-16-be"), tmp_path / "a")

    assert len(found.annotations) == 1


def test_a_textgrid_with_comments_and_old_header(tmp_path: Path) -> None:
    """Only numbers that stand free, texts and flags count."""
    grid = (
        'File type = "ooTextFile short"\n"TextGrid"\n\n0 ! from "here"\n2\n<exists> ! 7\n1\n'
        '"TextTier" "bell" 0 2 points[3]: 1\n 0.25 "ding"'
    )

    assert [short(one) for one in read(grid, tmp_path / "a").annotations] == [("bell", "ding", 250)]


def test_a_binary_textgrid_is_named(tmp_path: Path) -> None:
    """What to do about it is said."""
    with pytest.raises(UnsupportedError, match="save it there as a text file"):
        read(b"ooBinaryFile\x08TextGrid\0\0", tmp_path / "a")


def test_cues_of_others(tmp_path: Path) -> None:
    """Notes, styles and settings are passed over; voices are tiers; characters are what they stand for."""
    vtt = (
        "\ufeffWEBVTT - a film\r\nKind: captions\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\n"
        "NOTE a --x b\r\n\r\n00:01.000 --> 00:02.500 align:start line:0\r\n"
        "<v.loud Esme>It&rsquo;s a <b>blue</b> tree &amp; more\r\n\r\n"
        "one\r\n01:00:00.000 --> 01:00:01.000\r\nno voice\r\nsecond line\r\n\r\nnonsense\r\n"
    )

    found = read(vtt, tmp_path / "a")

    assert [short(one) for one in found.annotations] == [
        ("Esme", "It’s a blue tree & more", 1000, 2500),
        ("task", "no voice", 3_600_000, 3_601_000),
    ]
    assert isinstance(found.annotations[1], Segment)
    assert found.annotations[1].note == "second line"
    assert found.report.lost == ("blocks that are no cue: 1",)


def test_audacity_with_frequencies_commas_and_no_last_end(tmp_path: Path) -> None:
    """Points and spans; the band of frequencies is passed over."""
    labels = "1,000000\t1,000000\tpoint\n\\\t6928.4\t6928.4\n2.0\t3.5\n4.0\t5.0\tlast"

    found = read(labels, tmp_path / "a", ReadOptions("noise"))

    assert [short(one) for one in found.annotations] == [
        ("noise", "point", 1000),
        ("noise", "", 2000, 3500),
        ("noise", "last", 4000, 5000),
    ]
    assert found.report.guessed == ("lines without an end, which may have been cut: 1",)


def task(number: int, *regions: Any, **data: Any) -> dict[str, Any]:
    result = {"id": 9, "completed_by": {"email": "eva@example.org"}, "result": list(regions)}
    return {"id": number, "data": data, "annotations": [result], "predictions": []}


def region(kind: str, **value: Any) -> dict[str, Any]:
    return {"id": "Xa1", "type": kind, "from_name": "tricks", "to_name": "video", "value": value}


def test_label_studio_timelines_count_frames(tmp_path: Path) -> None:
    """From 1; at a rate that is told, else guessed and said."""
    one = region("timelinelabels", ranges=[{"start": 1, "end": 25}], timelinelabels=["jump"])

    guessed = read(json.dumps([task(1, one, video="a.mp4")]), tmp_path / "a")
    told = read(json.dumps([task(1, one, video="a.mp4", fps=50)]), tmp_path / "b")

    assert [short(one) for one in guessed.annotations] == [("tricks", "jump", 0, 1000)]
    assert "taken for 25 a second" in guessed.report.guessed[0]
    assert [short(one) for one in told.annotations] == [("tricks", "jump", 0, 500)]
    assert not told.report.guessed
    assert told.authors == {"Xa1": "eva@example.org"}


def test_label_studio_seconds_sound_and_what_is_no_time(tmp_path: Path) -> None:
    """Sound is in seconds; choices and boxes are told; a region of two labels is two segments."""
    text = json.dumps(
        [
            task(
                1,
                region("labels", start=0.5, end=1.25, channel=0, labels=["Speech"]),
                region("timeserieslabels", start=1, end=2, instant=False, timeserieslabels=["Run", "Hill"]),
                region("timeserieslabels", start="2023-01-10", end="2023-01-11", timeserieslabels=["x"]),
                region("choices", choices=["good"]),
            )
        ]
    )

    found = read(text, tmp_path / "a")

    assert [short(one) for one in found.annotations] == [
        ("tricks", "Speech", 500, 1250),
        ("tricks", "Run", 1000, 2000),
        ("tricks", "Hill", 1000, 2000),
    ]
    told = " ".join(found.report.lost)
    assert "annotations without a time: 1" in told
    assert "of the type 'choices'" in told
    assert any("taken for seconds" in sentence for sentence in found.report.guessed)


def test_one_task_of_several_is_named(tmp_path: Path) -> None:
    """By its id or its file; without a name, those that there are are told."""
    one, two = (region("timeserieslabels", start=n, end=n + 1, timeserieslabels=[f"l{n}"]) for n in range(2))
    path = tmp_path / "a"
    path.write_text(json.dumps([task(7, one, video="a.mp4"), task(8, two, video="b.mp4")]))
    found = exchange("labelstudio")

    for part in ("8", "b.mp4"):
        assert [short(one)[1] for one in found.read(path, ReadOptions("", part)).annotations] == ["l1"]
    with pytest.raises(FormatError, match="name one of '7', '8'"):
        found.read(path)
    with pytest.raises(FormatError, match="0 of its tasks are 'c'"):
        found.read(path, ReadOptions("", "c"))


def boris(observations: dict[str, Any]) -> str:
    behaviours = {
        "0": {"type": "Point event", "code": "p"},
        "1": {"type": "State event with coding map", "code": "s"},
    }
    return json.dumps(
        {"behaviors_conf": behaviours, "observations": observations, "project_format_version": "7.0"}
    )


def test_boris_states_are_put_together(tmp_path: Path) -> None:
    """By behaviour, subject and modifiers, in order of time; what nothing stops stays open."""
    events = [
        [3.0, "A", "s", "", "note"],
        [1.5, "No focal subject", "p", "", ""],
        [4.0, "B", "s", "m1", ""],
        [5.0, "A", "s", "", "at the end"],
        [6.0, "B", "s", "m1", ""],
        [7.0, "", "s", "None", ""],
        [8.0, "A", "unheard of", "", ""],
        [float("nan"), "A", "p", "", ""],
        [1e300, "A", "p", "", ""],
        ["9", "A"],
    ]

    found = read(boris({"o": {"events": events, "time offset": 2.5}}), tmp_path / "a")

    assert [short(one) for one in found.annotations] == [
        ("task", "p", 1500),
        ("A", "s", 3000, 5000),
        ("B", "s", 4000, 6000),
        ("A", "unheard of", 8000),
        ("task", "s", 7000, None),
    ]
    assert [getattr(one, "note", "") for one in found.annotations[1:3]] == [
        "note\nat the end",
        "modifiers: m1",
    ]
    assert "events without a time: 2" in found.report.lost
    assert "events that are none: 1" in found.report.lost
    told = " ".join(found.report.guessed)
    assert all(word in told for word in ("open segments", "in no ethogram", "time offsets", "modifiers"))


def test_one_observation_of_several_is_named(tmp_path: Path) -> None:
    """A project holds many recordings; which one is ours is not guessed."""
    observations = {name: {"events": [[1.0, "", "p", "", name]]} for name in ("one", "two")}
    path = tmp_path / "a"
    path.write_text(boris(observations))
    found = exchange("boris")

    assert len(found.read(path, ReadOptions("", "two")).annotations) == 1
    with pytest.raises(FormatError, match="2 recordings: name one of 'one', 'two'"):
        found.read(path)
    with pytest.raises(FormatError, match="none of its recordings is 'three'"):
        found.read(path, ReadOptions("", "three"))


def test_a_table_made_by_hand(tmp_path: Path) -> None:
    """Some columns in any order, seconds, a comma in a label; a row without an end is a mark."""
    table = (
        "label,start_s,end_s,note,colour\n"
        '"pay, cash",1.5,2,\'tis fine,red\nsubmit,0.000000001,,,\n,x,1,,\nshort,1\n'
    )

    found = read(table, tmp_path / "a")

    first, second = found.annotations
    assert short(first) == ("task", "pay, cash", 1500, 2000)
    assert isinstance(first, Segment)
    assert first.note == "'tis fine"
    assert isinstance(second, Mark)
    assert (second.tier, second.at.t_ns) == ("task", 1)
    assert found.report.lost == (
        "rows with a start_s that is none: 1",
        "rows with another number of cells than there are columns: 1",
        "the columns colour",
    )


def test_formulas_in_cells_are_texts_again(tmp_path: Path) -> None:
    """A cell that a spreadsheet would run begins with an apostrophe in the file, and not here."""
    labels = ["=cmd|' /C calc'!A0", "+1", "-1", "@x", "\t=1", "'quoted", "''", "'", "=", "＝1"]
    made: list[Annotation] = [Segment(f"s{n}", "task", label, *_edges(n)) for n, label in enumerate(labels)]
    found = exchange("csv")
    path = tmp_path / "a.csv"

    found.write(made, path, ExchangeContext())

    assert [one.label for one in found.read(path).annotations if isinstance(one, Segment)] == labels
    assert ",=" not in path.read_text()
    assert ",'=cmd" in path.read_text()


def _edges(number: int) -> Any:
    return Edge(number), Edge(number + 1)


def test_a_later_version_of_our_own_is_said_to_be_one(tmp_path: Path) -> None:
    """And not read as what it may no longer be."""
    with pytest.raises(UnsupportedError, match="version 2"):
        read('{"format": "replay-annotations", "version": 2}\n', tmp_path / "a")


def test_lines_that_are_no_annotations_are_told(tmp_path: Path) -> None:
    """The others are read."""
    lines = [
        '{"format": "replay-annotations", "version": 1}',
        '{"kind": "segment", "id": "a", "tier": "", "label": "x", "start": {"t_ns": 1}, "end": {"t_ns": 0}}',
        '{"kind": "mark", "id": "b", "at": {"t_ns": 1}, "author": 7}',
        '{"kind": "mark", "id": "b", "at": {"t_ns": 2}}',
        "{",
        '{"kind": "mark", "at": {"t_ns": 3}, "author": "eva"}',
    ]

    found = read("\n".join(lines) + "\n", tmp_path / "a")

    assert [one.at.t_ns for one in found.annotations if isinstance(one, Mark)] == [1, 2, 3]
    assert list(found.authors.values()) == ["eva"]
    assert "annotations that are none: 1 (segment 'a' ends before it starts)" in found.report.lost
    assert found.report.guessed == ("annotations with the id of another one, which have a new one now: 1",)


def test_a_table_of_something_else_is_no_annotations(tmp_path: Path) -> None:
    """Parquet is known by its beginning, and read only with the columns that are needed."""
    pq.write_table(pa.table({"x": [1, 2]}), tmp_path / "a.parquet")

    with pytest.raises(DamagedError, match="it needs the columns label and start_ns"):
        detect_exchange(tmp_path / "a.parquet").read(tmp_path / "a.parquet")
