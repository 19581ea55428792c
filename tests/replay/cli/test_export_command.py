"""`replay export`: whole or not at all, never over its source, and what is lost is said."""

import json
import os
import signal
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from formats.exporters import webvtt
from formats.model.export import ExportOptions, ExportReport, ExportSource, files_beside
from formats.model.header import Consent
from formats.native.writer import Writer
from tests.data import SAMPLE
from tests.formats.agentnet_folders import EVENTS, write_folder
from tests.formats.native_samples import HEADER
from tests.replay.cli.shell import is_refused, replay


def test_what_was_written_and_lost_is_told(tmp_path: Path) -> None:
    """To people by lines, to programs by JSON of a stable shape."""
    out = tmp_path / "out.vtt"

    told = replay("export", SAMPLE, "--to", "webvtt", "-o", out)
    document = replay("export", SAMPLE, "--to", "webvtt", "-o", out, "--force", "--json").document

    assert told.status == 0
    assert "wrote    cues         38" in told.out
    assert "lost     " in told.out
    assert set(document) == {"out", "format", "size_bytes", "purpose", "written", "lost"}
    assert document["written"] == {"cues": 38}
    assert document["size_bytes"] == out.stat().st_size


def test_an_export_is_in_the_order_of_time_without_the_stop_hotkey(tmp_path: Path) -> None:
    """Cues never begin before the one before them ends."""
    replay("export", SAMPLE, "--to", "srt", "-o", tmp_path / "out.srt")

    times = [
        line.split(" --> ") for line in (tmp_path / "out.srt").read_text().splitlines() if " --> " in line
    ]

    assert len(times) == 38
    assert all(start < end for start, end in times)
    assert all(before[1] <= after[0] for before, after in pairwise(times))


@pytest.mark.parametrize(
    ("space", "written"), [("unit", "0..1"), ("thousand", "0..1000"), ("pixel", "pixel")]
)
def test_a_coordinate_space_has_the_name_that_exports_give_it(
    space: str, written: str, tmp_path: Path
) -> None:
    """What stands in an export can be asked for as it stands there."""
    for number, word in enumerate((space, written)):
        replay("export", SAMPLE, "--to", "agentnet", "--coordinates", word, "-o", tmp_path / str(number))

    first, second = ((tmp_path / name / "trajectory.jsonl").read_text() for name in "01")
    assert first == second
    assert json.loads(first)["coordinate_space"] == written


@pytest.mark.parametrize("name", ["csv", "parquet", "agentnet", "sharegpt", "hf", "webvtt", "srt", "html"])
def test_the_stop_hotkey_is_cut_and_told(name: str, tmp_path: Path) -> None:
    """No exporter of actions writes it; its keys stay among the events."""
    keys = [
        {"time_stamp": 1002 + number / 10, "action": "press", "name": key, "pynput_key": f"Key.{key}"}
        for number, key in enumerate(("ctrl_l", "alt_l"))
    ]
    last = {"time_stamp": 1002.3, "action": "press", "name": "t", "pynput_key": "'t'"}
    folder = write_folder(tmp_path / "recording", events=[*EVENTS[:4], *keys, last])

    done = replay("export", folder, "--to", name, "-o", tmp_path / "out", "--json")

    told = [sentence for sentence in done.document["lost"] if "no part of the task" in sentence]
    assert len(told) == 1
    assert "hotkey Ctrl+Alt+T" in told[0]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--to", "nothing"), "'nothing' is not one of"),
        (("--to", "srt", "--resize", "12"), "is no size such as 1280x720"),
        (("--to", "srt", "--resize", "4x90000"), "is no size such as 1280x720"),
        (("--to", "srt", "--rate", "0"), "--rate"),
    ],
)
def test_wrong_use_is_one_line(words: tuple[str, ...], told: str, tmp_path: Path) -> None:
    """Exit status 2, and nothing is written."""
    ended = replay("export", SAMPLE, *words, "-o", tmp_path / "out")

    assert ended.status == 2
    assert told in ended.err
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_replaced_unasked(tmp_path: Path) -> None:
    """Neither a file that is there, nor the recording itself, nor the folder it lies in."""
    recording = tmp_path / "a.replay"
    recording.write_bytes(SAMPLE.read_bytes())
    (tmp_path / "there").write_text("x")

    assert "--force replaces it" in replay("export", recording, "--to", "srt", "-o", tmp_path / "there").err
    for out in (recording, tmp_path):
        assert replay("export", recording, "--to", "srt", "-o", out, "--force").status == 2
    assert recording.read_bytes() == SAMPLE.read_bytes()
    assert (tmp_path / "there").read_text() == "x"


def test_a_file_and_the_folder_beside_it_are_one(tmp_path: Path) -> None:
    """Both are written, counted and replaced together, and neither is replaced unasked."""
    out, beside = tmp_path / "out.jsonl", tmp_path / "out.jsonl.files"
    written = replay("export", SAMPLE, "--to", "jsonl", "-o", out, "--json").document
    pictures = [picture.stat().st_size for picture in beside.rglob("*.png")]
    out.unlink()

    unasked = replay("export", SAMPLE, "--to", "jsonl", "-o", out)
    asked = replay("export", SAMPLE, "--to", "jsonl", "-o", out, "--no-pictures", "--force")

    assert written["written"]["pictures"] == len(pictures) == 220
    assert written["size_bytes"] > sum(pictures)
    assert (unasked.status, f"{beside} exists; --force replaces it" in unasked.err) == (2, True)
    assert "lost     the pictures of 279 frames" in asked.out
    assert [file.name for file in tmp_path.iterdir()] == ["out.jsonl"]


def test_what_was_exported_can_be_imported(tmp_path: Path) -> None:
    """By its content, not by its name; the copy holds what the recording held."""
    replay("export", SAMPLE, "--to", "jsonl", "-o", tmp_path / "out.txt")

    ended = replay("import", tmp_path / "out.txt", "-o", tmp_path / "again.replay", "--json")

    assert ended.status == 0
    first, again = (replay("info", file, "--json").document for file in (SAMPLE, tmp_path / "again.replay"))
    same = ("recording_id", "source", "start_utc_ns", "streams", "frames_changed", "displays")
    assert {name: first[name] for name in same} == {name: again[name] for name in same}


def test_an_interrupted_export_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the middle: one word, exit 130."""

    def interrupted(_source: ExportSource, out: Path, _options: ExportOptions) -> ExportReport:
        out.write_text("half")
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(5)
        return ExportReport()

    monkeypatch.setattr(webvtt, "export", interrupted)
    (tmp_path / "out.vtt").write_text("before")

    ended = replay("export", SAMPLE, "--to", "webvtt", "-o", tmp_path / "out.vtt", "--force")

    assert (ended.status, ended.err.strip()) == (130, "replay: interrupted")
    assert {f.name: f.read_text() for f in tmp_path.iterdir()} == {"out.vtt": "before"}


def test_a_file_that_is_no_recording_is_refused(tmp_path: Path) -> None:
    """As by every command."""
    (tmp_path / "text").write_text("hello")

    assert is_refused(
        replay("export", tmp_path / "text", "--to", "srt", "-o", tmp_path / "out"), 3, "a text file"
    )


@pytest.mark.skipif(os.name != "posix", reason="permissions are of POSIX")
@pytest.mark.parametrize("command", ["jsonl", "csv", "import", "recover", "frame"])
def test_what_is_written_is_its_owners_alone(command: str, few_pictures: Path, tmp_path: Path) -> None:
    """Whatever it is, it holds what people typed; what replaces a file is for those who could read that."""
    words = {
        "import": ("import", write_folder(tmp_path / "rec")),
        "recover": ("recover", few_pictures),
        "frame": ("frame", few_pictures, "--at", "10"),
    }.get(command, ("export", few_pictures, "--to", command))
    out = tmp_path / "out.png"
    before = os.umask(0o022)
    try:
        first = replay(*words, "-o", out)
        made = {file.stat().st_mode & 0o077 for file in (out, *out.rglob("*"), *files_beside(out).rglob("*"))}
        if out.is_file():
            out.chmod(0o644)
        second = replay(*words, "-o", out, *(() if command == "frame" else ("--force",)))
    finally:
        os.umask(before)

    assert (first.status, second.status) == (0, 0)
    assert made == {0}
    assert out.is_dir() or out.stat().st_mode & 0o777 == 0o644


def test_a_recording_under_way_is_not_replaced(tmp_path: Path) -> None:
    """Not with --force: nobody has seen it whole."""
    out = tmp_path / "live.replay"
    with Writer(out, HEADER, live=True):
        before = out.read_bytes()

        for words in (("export", SAMPLE, "--to", "jsonl"), ("recover", SAMPLE)):
            assert is_refused(replay(*words, "-o", out, "--force"), 3, "live.replay: it is being recorded")
        assert out.read_bytes() == before


def test_an_export_that_the_consent_does_not_cover_is_refused(tmp_path: Path) -> None:
    """With what it covers; nothing is written, and an agreed purpose goes."""
    source = tmp_path / "a.replay"
    with Writer(source, replace(HEADER, consent=Consent("Maria", ("research",)))):
        pass
    asked = ("export", source, "--to", "jsonl", "-o", tmp_path / "out")

    refused = replay(*asked, "--purpose", "sale")

    assert (refused.status, "not for sale" in refused.err) == (2, True)
    assert not (tmp_path / "out").exists()
    assert replay(*asked, "--purpose", "research").status == 0
