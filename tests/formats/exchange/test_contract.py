"""What every format of annotations keeps, run over the registry: a new one is tested by existing."""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.errors import FormatError, LimitError, UnknownFormatError
from formats.exchange_registry import EXCHANGES, detect_exchange, exchange
from formats.model.annotations import Annotation, Edge, Segment
from formats.model.exchange import FILE_BYTES, ExchangeContext
from formats.sources import annotations_found
from tests.data import SAMPLE
from tests.formats.annotations_made import NEAR_TIMES, annotated
from tests.formats.exchange.exchanging import DAY, DAY_CONTEXT, due, many, read_back, there_and_back

every_format = pytest.mark.parametrize("name", EXCHANGES)


def is_one_line(text: str) -> bool:
    return bool(text) and "\n" not in text


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Files with all that there is, by format."""
    folder = tmp_path_factory.mktemp("written")
    files = {name: folder / f"day{exchange(name).SUFFIXES[0]}" for name in EXCHANGES}
    for name, path in files.items():
        exchange(name).write(DAY, path, DAY_CONTEXT)
    return files


@every_format
@given(st.one_of(annotated(), annotated(NEAR_TIMES)))
@settings(max_examples=60, deadline=None)
def test_what_was_made_to_fit_is_what_is_read(
    name: str, made: tuple[list[Annotation], ExchangeContext]
) -> None:
    """Whatever a format has a place for comes back as it is, from any annotations."""
    found = exchange(name)

    with tempfile.TemporaryDirectory() as folder:
        _, read = there_and_back(found, Path(folder), *made)

    assert read_back(found, read) == due(found, *made)
    assert (read.report.guessed, read.report.lost) == ((), ())
    assert len({one.id for one in read.annotations}) == len(read.annotations)


@every_format
@given(annotated())
@settings(max_examples=40, deadline=None)
def test_what_is_not_written_is_told(name: str, made: tuple[list[Annotation], ExchangeContext]) -> None:
    """Where anything but everything comes back, the export said what was lost."""
    found, (annotations, context) = exchange(name), made

    with tempfile.TemporaryDirectory() as folder:
        report, read = there_and_back(found, Path(folder), annotations, context)

    same = {one.id: one for one in read.annotations} == {one.id: one for one in annotations}
    authors = {name: author for name, author in context.authors.items() if author}
    assert report.lost or (same and read.authors == authors)
    assert all(is_one_line(sentence) for sentence in report.lost)


@every_format
def test_the_same_annotations_give_the_same_bytes(name: str, tmp_path: Path) -> None:
    """In whatever order they come; and reading them twice gives the same ids."""
    found = exchange(name)
    found.write(DAY, tmp_path / "a", DAY_CONTEXT)
    found.write(DAY[::-1], tmp_path / "b", DAY_CONTEXT)

    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert found.read(tmp_path / "a").annotations == found.read(tmp_path / "b").annotations


@every_format
def test_no_annotations_are_a_sound_file(name: str, tmp_path: Path) -> None:
    """An empty list is written, known again unless the file is empty, and read as nothing."""
    found = exchange(name)

    report, read = there_and_back(found, tmp_path, [], ExchangeContext())

    assert (read.annotations, read.report.lost, report.lost) == ((), (), ())
    path = tmp_path / f"annotations{found.SUFFIXES[0]}"
    detected = detect_exchange(path).NAME if path.stat().st_size else name
    assert detected == name


@every_format
def test_one_annotation(name: str, tmp_path: Path) -> None:
    """The smallest file that says something."""
    found, one = exchange(name), [Segment("s", "task", "search", Edge(0), Edge(10**9))]

    _, read = there_and_back(found, tmp_path, one, ExchangeContext())

    assert read_back(found, read) == due(found, one, ExchangeContext())
    assert len(read.annotations) == 1


@every_format
def test_five_thousand_segments(name: str, tmp_path: Path) -> None:
    """A day's work comes back whole."""
    found, (made, context) = exchange(name), many(5000)

    report, read = there_and_back(found, tmp_path, made, context)

    assert read_back(found, read) == due(found, made, context)
    assert report.written["segments"] == len(read.annotations) == 5000


@every_format
def test_five_thousand_at_once(name: str, tmp_path: Path) -> None:
    """Segments that all overlap come back, too, however many tiers that takes."""
    found = exchange(name)
    made = [Segment(f"s{number}", "task", "x", Edge(0), Edge(10**9)) for number in range(5000)]

    _, read = there_and_back(found, tmp_path, made, ExchangeContext())

    assert read_back(found, read) == due(found, made, ExchangeContext())


@every_format
def test_no_format_takes_the_file_of_another(name: str, written: dict[str, Path]) -> None:
    """Each file is taken by one format, whatever it is called; no other file by any."""
    head = written[name].read_bytes()[:4096]

    assert [one for one in EXCHANGES if exchange(one).sniff(written[name], head)] == [name]
    detected = detect_exchange(written[name]).NAME
    assert detected == name


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b'{"data": 1}',
        b"hello\n",
        b"a,b,c\n1,2,3\n",
        b'"label,start_ns\n',
        b"<html></html>",
        b"WEBVTTX\n",
        b'{"format": "replay-jsonl", "version": 1}\n',
        b"\xff\xfe\xfd",
        b"PK\x03\x04",
        b"\0" * 5000,
        SAMPLE.read_bytes()[:4096],
    ],
)
def test_other_files_are_no_annotations(data: bytes, tmp_path: Path) -> None:
    """What is of no format is refused in one line."""
    path = tmp_path / "file"
    path.write_bytes(data)

    with pytest.raises(UnknownFormatError) as caught:
        detect_exchange(path)

    assert is_one_line(str(caught.value))


@every_format
def test_what_is_no_file_is_refused(name: str, tmp_path: Path) -> None:
    """A folder, a pipe and nothing at all are refused at once."""
    os.mkfifo(tmp_path / "pipe")

    for path in (tmp_path, tmp_path / "pipe", tmp_path / "none"):
        with pytest.raises(FormatError):
            exchange(name).read(path)
        with pytest.raises(FormatError):
            detect_exchange(path)


def attempt(name: str, path: Path) -> list[Annotation] | None:
    """Read a broken file; None where it was refused in a line. Anything but FormatError goes through."""
    try:
        read = exchange(name).read(path)
    except FormatError as error:
        said = [str(error)]
        annotations = None
    else:
        said = [*read.report.lost, *read.report.guessed]
        annotations = list(read.annotations)
    assert all(is_one_line(told) for told in said)
    return annotations


def cuts(data: bytes) -> Iterator[bytes]:
    step = max(len(data) // 150, 1)
    for end in sorted({*range(0, len(data), step), *range(max(len(data) - 40, 0), len(data))}):
        yield data[:end]


@every_format
def test_a_cut_file_is_never_a_wrong_annotation(name: str, written: dict[str, Path], tmp_path: Path) -> None:
    """It is refused, or gives annotations that were written, or says that something is missing."""
    found, path = exchange(name), tmp_path / "cut"
    whole = read_back(found, found.read(written[name]))

    for data in cuts(written[name].read_bytes()):
        path.write_bytes(data)
        if attempt(name, path) is None:
            continue
        read = found.read(path)
        assert not read_back(found, read) - whole or read.report.lost or read.report.guessed


@every_format
@given(st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), min_size=1, max_size=3))
@settings(max_examples=120, deadline=None)
def test_changed_bytes_are_refused_or_read(
    name: str, written: dict[str, Path], changes: list[tuple[int, int]]
) -> None:
    """Whatever bytes are changed, nothing but a FormatError of one line comes out."""
    data = bytearray(written[name].read_bytes())
    for at, value in changes:
        data[at % len(data)] = value

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "changed"
        path.write_bytes(data)
        attempt(name, path)
        exchange(name).sniff(path, bytes(data[:4096]))


@every_format
def test_a_file_beyond_the_limit_is_not_read(name: str, tmp_path: Path) -> None:
    """Its size is looked at before its content."""
    path = tmp_path / "large"
    path.touch()
    os.truncate(path, FILE_BYTES + 1)

    with pytest.raises(LimitError):
        exchange(name).read(path)


@every_format
def test_more_annotations_than_the_limit_are_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However small each of them is."""
    monkeypatch.setattr(annotations_found, "MOST_ANNOTATIONS", 10)

    there_and_back(exchange(name), tmp_path, *many(10))
    with pytest.raises(LimitError, match="the number of annotations"):
        there_and_back(exchange(name), tmp_path, *many(11))


@every_format
def test_an_existing_file_is_not_written_over(name: str, tmp_path: Path) -> None:
    """That is left to who knows whether it may be."""
    path = tmp_path / "there"
    path.write_text("mine")

    with pytest.raises(FileExistsError):
        exchange(name).write(DAY, path, DAY_CONTEXT)
    assert path.read_text() == "mine"


@every_format
def test_every_text_that_leaves_is_redacted(name: str, tmp_path: Path) -> None:
    """No text of an annotation or of where it comes from is written without being asked for."""
    secret = "Zw5"
    made = [_with_secrets(one, secret) for one in DAY]
    authors = {one.id: f"{secret} ann" for one in made}
    context = replace(DAY_CONTEXT, recording=f"a {secret}", media=f"{secret}.mp4", authors=authors)
    found, out = exchange(name), tmp_path / "out"

    found.write(made, out, context, lambda text: text.replace(secret, "█"))

    assert secret.encode() not in raw(name, out)
    assert "█" in repr(found.read(out).annotations)
    found.write(made, tmp_path / "plain", context)
    assert secret.encode() in raw(name, tmp_path / "plain")


def raw(name: str, path: Path) -> bytes:
    """Return the bytes of a file; of Parquet, which is compressed, all that is in it."""
    if name != "parquet":
        return path.read_bytes()
    table = pq.read_table(path)
    return repr((table.to_pylist(), table.schema.metadata)).encode()


def _with_secrets(annotation: Annotation, secret: str) -> Annotation:
    changed: dict[str, object] = {}
    for field in ("tier", "label", "note", "text", "category", "check"):
        if hasattr(annotation, field):
            changed[field] = f"{getattr(annotation, field)} {secret}"
    if hasattr(annotation, "channels"):
        changed["channels"] = (secret,)
    return replace(annotation, **changed)  # type: ignore[arg-type]  # texts of its own


def test_names_are_not_taken_twice() -> None:
    """Each format has a name, and says what it is and what it loses."""
    found = [exchange(name) for name in EXCHANGES]

    assert [one.NAME for one in found] == list(EXCHANGES)
    assert all(one.SUMMARY.endswith(".") and one.LOSES.endswith(".") and one.SUFFIXES for one in found)
