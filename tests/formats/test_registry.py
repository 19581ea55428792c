"""Which format a path has, and one clear line for what is none."""

import os
from pathlib import Path

import pytest

from formats.errors import FormatError, UnknownFormatError
from formats.model.report import Imported, ImportOptions
from formats.registry import IMPORTERS, NATIVE, detect, import_recording, importer, open_recording
from tests.formats.agentnet_folders import write_folder
from tests.formats.native_samples import write_busy


def test_our_own_container_is_detected_by_its_first_bytes(tmp_path: Path) -> None:
    """The name of the file does not matter."""
    path = tmp_path / "anything.txt"
    write_busy(path)

    assert detect(path) == NATIVE
    with open_recording(path) as recording:
        assert recording.streams["pointer"].rows == 600


def test_a_foreign_recording_is_opened_as_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its importer is given what tells how far it is: it reads it as a whole."""
    given: list[ImportOptions] = []
    reads = importer("agentnet")
    open_whole = reads.open_recording

    def spy(path: Path, options: ImportOptions) -> Imported:
        given.append(options)
        return open_whole(path, options)

    monkeypatch.setattr(reads, "open_recording", spy)
    options = ImportOptions(progress=lambda _what, _done, _total: None)
    with open_recording(write_folder(tmp_path / "agentnet"), options=options):
        pass

    assert given == [options]


def test_importing_our_own_container_is_refused(tmp_path: Path) -> None:
    """There is nothing to import."""
    path = tmp_path / "a.replay"
    write_busy(path)

    with pytest.raises(FormatError, match=r"is a \.replay file already"):
        import_recording(path)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "the file is empty"),
        (b"Dear reader,\n", "a text file"),
        ("żółć €".encode(), "a text file"),
        (b"\x00\xff\xfe\x80" * 2000, "not a recording of a known format"),
        (b'{"a": 1}\n', "a text file"),
    ],
)
def test_a_file_of_no_known_format_is_one_line(tmp_path: Path, data: bytes, told: str) -> None:
    """It says what the file seems to be, and where to look for what can be read."""
    path = tmp_path / "some.replay"
    path.write_bytes(data)

    for ask in (detect, open_recording, import_recording):
        with pytest.raises(UnknownFormatError, match=told) as caught:
            ask(path)
        assert str(caught.value).startswith(str(path))
        assert "\n" not in str(caught.value)


def test_a_folder_and_a_path_that_is_not_there_are_one_line(tmp_path: Path) -> None:
    """Neither is a recording."""
    with pytest.raises(UnknownFormatError, match="this folder holds no recording that is known"):
        detect(tmp_path)
    with pytest.raises(UnknownFormatError, match="there is no such file"):
        detect(tmp_path / "nowhere.replay")


def test_a_path_through_a_file_is_one_line(tmp_path: Path) -> None:
    """What the system refuses to open is told in its words; root is no exception here."""
    path = tmp_path / "file"
    path.write_bytes(b"x")

    with pytest.raises(FormatError, match="Not a directory"):
        detect(path / "inside")


def test_every_importer_tells_of_itself() -> None:
    """Names are words that people type, and none is taken twice."""
    assert len({*IMPORTERS, NATIVE}) == len(IMPORTERS) + 1
    for name in IMPORTERS:
        found = importer(name)
        assert name == found.NAME
        assert name.isidentifier()
        assert found.SUMMARY.endswith(".")
        assert found.LOSES.endswith(".")
        assert all(suffix.startswith(".") for suffix in found.SUFFIXES)


def test_no_importer_takes_what_is_nobody_s(tmp_path: Path) -> None:
    """Sniffing looks at the content: empty, text, noise, and an empty folder are refused by all."""
    noise = tmp_path / "noise.jsonl"
    noise.write_bytes(os.urandom(4096))
    (tmp_path / "folder").mkdir()

    assert not any(one.sniff(noise, noise.read_bytes()) for one in map(importer, IMPORTERS))
    assert not any(one.sniff(noise, b"") for one in map(importer, IMPORTERS))
    assert not any(one.sniff(tmp_path / "folder", b"") for one in map(importer, IMPORTERS))


def test_a_folder_of_a_known_format_is_detected(tmp_path: Path) -> None:
    """By what is in it."""
    folder = write_folder(tmp_path / "any name")

    assert detect(folder) == "agentnet"
    with open_recording(folder) as recording:
        assert recording.header.source == "agentnet"


def test_a_folder_around_recordings_says_which_it_holds(tmp_path: Path) -> None:
    """People name the folder that they unpacked; it is not searched further."""
    write_busy(tmp_path / "a.replay")
    write_folder(tmp_path / "b")
    (tmp_path / "c" / "deeper").mkdir(parents=True)
    (tmp_path / "note.txt").write_text("Dear reader")

    with pytest.raises(UnknownFormatError, match=r"has some in it: a\.replay, b;"):
        detect(tmp_path)
    with pytest.raises(UnknownFormatError, match="that is known;"):
        detect(tmp_path / "c")


def test_a_cut_zip_archive_is_said_to_be_cut(tmp_path: Path) -> None:
    """It may well be a recording."""
    (tmp_path / "trace.zip").write_bytes(b"PK\x03\x04" + bytes(200))

    with pytest.raises(UnknownFormatError, match="a zip archive that is cut off or damaged"):
        detect(tmp_path / "trace.zip")
