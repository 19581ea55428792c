"""Files made to break who reads them: each is refused in one line, or costs no more than it is."""

import contextlib
import itertools
import json
import tempfile
import tracemalloc
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.errors import DamagedError, FormatError, LimitError
from formats.exchange_registry import EXCHANGES, detect_exchange, exchange
from formats.sources.decimal_times import ns_of, seconds_text
from tests.formats.exchange.test_golden import golden
from tests.formats.hostile_imports import replace_somewhere

ODD: list[Any] = [
    None,
    True,
    -1,
    0.5,
    1e400,
    float("nan"),
    10**30,
    "",
    "x",
    "\ud800",
    [],
    {},
    [[1]],
    {"a": 1},
]
_EAF = '<ANNOTATION_DOCUMENT AUTHOR="" DATE="" VERSION="3.0">{}</ANNOTATION_DOCUMENT>'
_TIER = '<TIER TIER_ID="t" LINGUISTIC_TYPE_REF="x"><ANNOTATION>{}</ANNOTATION></TIER>'
_HEAD = '{"format": "replay-annotations", "version": 1}\n'


def refused(name: str, data: str | bytes, path: Path) -> str:
    """Read a file that must be refused, and return what is said."""
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    with pytest.raises(FormatError) as caught:
        exchange(name).read(path)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_billion_laughs_are_one_line(tmp_path: Path) -> None:
    """Entities that expand into entities are refused before the first is."""
    laughs = "".join(
        f'<!ENTITY lol{n} "{"".join(f"&lol{n - 1};" for _ in range(10))}">' for n in range(1, 10)
    )
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY lol0 "lol">{laughs}]>' + _EAF.format("&lol9;")

    assert "document type" in refused("eaf", bomb, tmp_path / "a")


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY % e SYSTEM "http://127.0.0.1/"> %e;]>',
        "<!DOCTYPE x>",
    ],
)
def test_no_document_type_is_read(doctype: str, tmp_path: Path) -> None:
    """Neither files nor addresses are opened because a file says so."""
    assert "document type" in refused("eaf", doctype + _EAF.format("&e;"), tmp_path / "a")


def test_xml_that_is_deep_is_refused(tmp_path: Path) -> None:
    """Nesting has a limit."""
    assert "depth" in refused("eaf", _EAF.format("<A>" * 100_000), tmp_path / "a")


@pytest.mark.parametrize(
    "text",
    [
        "<HTML></HTML>",
        _EAF.format("<REF_ANNOTATION/>"),
        _EAF.format("<TIER>"),
        '<?xml version="1.0" encoding="no-such"?>' + _EAF.format(""),
        _EAF.format("&nbsp;"),
        "",
    ],
)
def test_xml_that_is_no_eaf_is_refused(text: str, tmp_path: Path) -> None:
    """Another root, another place, an unknown encoding or entity."""
    refused("eaf", text, tmp_path / "a")


def test_annotations_of_each_other_have_no_time(tmp_path: Path) -> None:
    """A ring, and a chain without an end, end."""
    names = [*range(5000), 0]
    chain = "".join(
        f'<REF_ANNOTATION ANNOTATION_ID="a{one}" ANNOTATION_REF="a{two}">'
        "<ANNOTATION_VALUE>x</ANNOTATION_VALUE></REF_ANNOTATION>"
        for one, two in itertools.pairwise(names)
    )
    path = tmp_path / "a"
    path.write_text(_EAF.format(_TIER.format(chain)))

    read = exchange("eaf").read(path)

    assert (len(read.annotations), read.report.lost) == (0, ("annotations without a time: 5,000",))


@pytest.mark.parametrize("name", ["boris", "labelstudio"])
@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        '{"a":' * 200_000,
        "[" * 300 + "]" * 300,
        "1" * 5000,
        "nul",
        "[1, 2]",
        '"x"',
        "{}",
        "\xff",
    ],
    ids=lambda text: text[:8],
)
def test_json_that_is_deep_or_none_is_refused(name: str, text: str, tmp_path: Path) -> None:
    """Nesting has a limit, and so have digits; what has no task or observation is none."""
    if name == "labelstudio" and text == "{}":
        path = tmp_path / "a"
        path.write_text(text)
        assert exchange(name).read(path).annotations == ()
        return
    refused(name, text.encode("latin-1"), tmp_path / "a")


@pytest.mark.parametrize("name", ["boris", "labelstudio"])
def test_json_of_many_arrays_is_refused(name: str, tmp_path: Path) -> None:
    """Each takes thirty times its bytes in memory."""
    assert "arrays and objects" in refused(name, "[" + "[]," * 4_000_000 + "[]]", tmp_path / "a")


@pytest.mark.parametrize("name", ["boris", "labelstudio", "jsonl"])
@given(st.integers(0, 1 << 20), st.sampled_from(ODD))
@settings(max_examples=150, deadline=None)
def test_any_value_may_be_another(name: str, where: int, odd: Any) -> None:
    """Whatever is put in place of a value of a sound file, it is refused or read."""
    lines = golden(name).read_text().splitlines() if name == "jsonl" else [golden(name).read_text()]
    line = where % len(lines)
    value = json.loads(lines[line])
    replace_somewhere(value, where, odd)
    lines[line] = json.dumps(value)

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "odd"
        path.write_text("\n".join(lines) + "\n")
        with contextlib.suppress(FormatError):
            exchange(name).read(path)
        with contextlib.suppress(FormatError):
            detect_exchange(path)


def test_json_of_other_kinds_is_told(tmp_path: Path) -> None:
    """Whatever stands where something else is due."""
    wrong = [None, 1, "x", [], {}, [1], [None], {"a": 1}, 1e400, True, [[1, 2, 3, 4, 5]]]
    for number, value in enumerate(wrong):
        path = tmp_path / str(number)
        path.write_text(json.dumps({"annotations": value, "data": value}))
        exchange("labelstudio").read(path)
        path.write_text(json.dumps([{"annotations": [{"result": value}, {"result": [{"value": value}]}]}]))
        exchange("labelstudio").read(path)
        value_of = {
            "type": "timelinelabels",
            "value": {"ranges": value, "timelinelabels": value},
            "meta": value,
        }
        path.write_text(json.dumps([{"data": {"fps": value}, "annotations": [{"result": [value_of]}]}]))
        exchange("labelstudio").read(path)
        path.write_text(json.dumps({"observations": {"o": {"events": value, "time offset": value}}}))
        exchange("boris").read(path)
        conf = {"observations": {"o": value}, "behaviors_conf": value}
        path.write_text(json.dumps(conf))
        exchange("boris").read(path)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "a text in quotes"),
        ('"ooTextFile" "Pitch"', "no TextGrid"),
        ('"ooTextFile" "TextGrid" 0 1 <exists> 999999999999', "is no count"),
        ('"ooTextFile" "TextGrid" 0 1 <exists> 999999999', "the file is cut"),
        ('"ooTextFile" "TextGrid" 0 1 <exists> 1 "X" "t"', "not 'X'"),
        ('"ooTextFile" "TextGrid" 0 1 <exists> 1 "TextTier" "t" 0 1 "x"', "a number is due"),
        ('"ooTextFile" "TextGrid" 0 1 <exists> 1 "IntervalTier" "t" 0 1 1 0 1e99 "x"', "no time"),
        ('"ooTextFile" "TextGrid" 0 1 <exists> 1 "TextTier" "' + '""' * 100_000, "not closed"),
        ("! " * 100_000, "the file is cut"),
    ],
    ids=lambda text: text[-12:],
)
def test_textgrids_that_are_none_are_refused(text: str, word: str, tmp_path: Path) -> None:
    """What is due, and what stands there instead."""
    assert word in refused("textgrid", text, tmp_path / "a")


def test_odd_utf_16_is_refused(tmp_path: Path) -> None:
    """Half a character is none."""
    assert "UTF-16" in refused("textgrid", b"\xff\xfe\x00\xd8\x00", tmp_path / "a")


def test_csv_that_is_none_is_refused(tmp_path: Path) -> None:
    """A quote that nothing closes, a field or a header without end."""
    refused("csv", 'label,start_ns\n"x', tmp_path / "a")
    refused("csv", "label,start_ns\n" + "x" * 200_000 + ",1\n", tmp_path / "b")
    refused("csv", "label,start_ns" + ",x" * 2000 + "\n", tmp_path / "c")
    refused("csv", b"label,start_ns\n\xff,1\n", tmp_path / "d")


def test_texts_of_any_length_are_told(tmp_path: Path) -> None:
    """What is longer than an annotation can hold is left out in every format of lines."""
    long = "x" * 70_000
    files = {
        "jsonl": _HEAD + json.dumps({"kind": "mark", "at": {"t_ns": 1}, "label": long}) + "\n",
        "csv": f"label,start_ns\n{long},1\n",
        "audacity": f"1\t1\t{long}\n",
        "webvtt": f"WEBVTT\n\n00:01.000 --> 00:02.000\n{long}\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)

        read = exchange(name).read(tmp_path / name)

        assert (read.annotations, len(read.report.lost)) == ((), 1)


def test_parquet_that_repeats_one_long_text_is_refused(tmp_path: Path) -> None:
    """A file of kilobytes can stand for gigabytes of text: they are counted before they are made."""
    text = pa.DictionaryArray.from_arrays(pa.array([0] * 400_000, pa.int32()), pa.array(["x" * 60_000]))
    table = pa.table({"label": text, "start_ns": pa.array(range(400_000))})
    pq.write_table(table, tmp_path / "a", compression="zstd")
    assert (tmp_path / "a").stat().st_size < 4 << 20

    tracemalloc.start()
    with pytest.raises(LimitError, match="bytes of text"):
        exchange("parquet").read(tmp_path / "a")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 256 << 20


def test_parquet_of_other_types_is_refused(tmp_path: Path) -> None:
    """Columns of the right names that hold something else."""
    pq.write_table(pa.table({"label": [[1]], "start_ns": [1]}), tmp_path / "a")
    pq.write_table(pa.table({"label": ["x"], "start_ns": ["x"]}), tmp_path / "b")

    for name in ("a", "b"):
        with pytest.raises(DamagedError):
            exchange("parquet").read(tmp_path / name)


@pytest.mark.parametrize("name", EXCHANGES)
def test_random_bytes_are_refused(name: str, tmp_path: Path) -> None:
    """Nothing but a FormatError, or nothing found."""
    for data in (b"\0" * 4096, b"\xff" * 4096, bytes(range(256)) * 16, b'"' * 5000, b"\n" * 5000):
        path = tmp_path / "a"
        path.write_bytes(data)
        try:
            read = exchange(name).read(path)
        except FormatError:
            continue
        assert not read.annotations


@given(st.integers(-(1 << 63), (1 << 63) - 1))
def test_seconds_are_exact(t_ns: int) -> None:
    """A time written as decimal seconds is the same time when it is read."""
    text = seconds_text(t_ns)

    # The outermost second of what 64 bits hold is beyond what is believed.
    assert ns_of(text) == t_ns or abs(t_ns) // 10**9 >= (1 << 63) // 10**9


def test_what_is_no_time_is_none() -> None:
    """And costs nothing to find out."""
    texts = ["", "x", "nan", "inf", "-Infinity", "1e999999999", "1_0", "9" * 100, "9" * 30]
    others: list[object] = [None, True, float("nan"), float("inf"), 1e300, [], {}, 10**5000]

    assert [value for value in (*texts, *others) if ns_of(value) is not None] == []
    assert ns_of("1e-999999999") == 0
