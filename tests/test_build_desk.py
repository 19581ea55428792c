"""The sample's builder, against the folder it reads; and the sample that is committed."""

import base64
import io
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from formats.errors import FormatError
from formats.model.frames import Storage
from formats.model.time import NS_PER_MS
from formats.native.reader import Reader
from tests.build_desk import build, marks
from tests.data import ROOT, SAMPLE, real

BUILDER = ROOT / "tests" / "build_desk.py"
LARGEST_BYTES = 6_000_000


def records(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "events.jsonl").read_text().splitlines()]


def time_ns(record: dict[str, Any]) -> int:
    return int(record["xt"]) * NS_PER_MS if "xt" in record else int(record["t"])


@pytest.fixture(scope="module")
def source() -> Path:
    return real("desk")


@pytest.fixture(scope="module")
def built(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    out = tmp_path_factory.mktemp("desk") / "desk.replay"
    build(source, out)
    with Reader(out) as recording:
        yield recording


def test_every_event_is_there_at_the_server_s_time(source: Path, built: Reader) -> None:
    """Moves, buttons, wheel and keys in order, with the time of the X server and not of the receipt."""
    captured = records(source)
    start_ns = min(map(time_ns, captured))
    kinds = {
        "pointer": ("move",),
        "button": ("down", "up"),
        "scroll": ("scroll",),
        "key": ("keydown", "keyup"),
        "window": ("window",),
    }
    for stream, names in kinds.items():
        due = [record for record in captured if record["k"] in names]
        rows = list(built.events(stream).records())

        assert [row["t_ns"] for row in rows] == sorted(time_ns(record) - start_ns for record in due)
        if stream in {"pointer", "button", "scroll"}:
            assert [(row["x"], row["y"]) for row in rows] == [(record["x"], record["y"]) for record in due]


def test_keys_are_places_and_meanings_with_modifiers(source: Path, built: Reader) -> None:
    """Every key of the capture has a code, and every name of X11 its name by W3C."""
    keys = list(built.events("key").records())
    due = [record for record in records(source) if record["k"].startswith("key")]

    assert all(key["code"] and key["key"] for key in keys)
    for key, record in zip(keys, due, strict=True):
        if len(record["sym"]) == 1 and record["sym"].isprintable():
            assert key["key"] == record["sym"]
            assert key["code"] == f"Key{record['sym'].upper()}" or not record["sym"].isalpha()
        assert ("Shift" in key["modifiers"]) == bool(record["state"] & 1)
        assert ("Control" in key["modifiers"]) == bool(record["state"] & 4)
    names = {record["sym"]: key["key"] for key, record in zip(keys, due, strict=True)}
    assert (names["\x08"], names["\r"], names["Control_L"], names["\x1b"]) == (
        "Backspace",
        "Enter",
        "Control",
        "Escape",
    )


def test_every_frame_shows_the_picture_it_was(source: Path, built: Reader) -> None:
    """Pixels are exact, and a frame that repeats the one before costs none."""
    due = [record for record in records(source) if record["k"] == "frame"]
    files = {record["n"]: record["file"] for record in due if "file" in record}
    assert len(built.frames) == len(due)
    assert set(built.frames["storage"]) == {Storage.TILES}
    assert built.frames["changed"].tolist() == [int("file" in record) for record in due]
    for frame in range(0, len(due), 23):
        name = files[due[frame].get("n", due[frame].get("same"))]
        with Image.open(source / name) as image:
            assert np.array_equal(built.pixels(frame), np.asarray(image.convert("RGB")))


def test_cursor_shapes_and_clocks_and_the_end_are_there(source: Path, built: Reader) -> None:
    """Each shape once as a picture, and a row whenever a frame shows that it changed."""
    captured = records(source)
    shapes = [record for record in captured if record["k"] == "cursor_shape"]
    cursors = list(built.events("cursor").records())
    pictured = [cursor for cursor in cursors if cursor["image"]]

    assert [cursor["shape"] for cursor in pictured] == [record["serial"] for record in shapes]
    for cursor, record in zip(pictured, shapes, strict=True):
        with Image.open(io.BytesIO(base64.b64decode(cursor["image"]))) as image:
            assert image.size == (record["w"], record["h"])
            alpha = np.asarray(image)[..., 3].tobytes()
        assert alpha == bytes.fromhex(record["rgba_hex"])[3::4]
    assert len(cursors) > len(pictured)
    assert len(built.events("clock")) == 3 * sum(record["k"] == "clock" for record in captured)
    assert built.events("marker").texts("name").tolist() == ["end"]
    assert built.header.consent is None


def test_the_marks_are_beside_the_recording_and_not_in_it(source: Path, built: Reader) -> None:
    """The ground truth's tasks, in recording time."""
    found = list(marks(source))

    assert [mark["name"] for mark in found][-1] == "end"
    assert len(found) == 6
    assert all(0 < mark["t_ns"] < built.duration_ns for mark in found)
    texts = " ".join(built.events("marker").strings)
    assert not any(mark["name"] in texts for mark in found if mark["name"] != "end")


def test_the_committed_sample_is_what_the_builder_makes(source: Path, built: Reader) -> None:
    """Rows and pictures are equal, and it is small."""
    assert SAMPLE.stat().st_size < LARGEST_BYTES
    with Reader(SAMPLE) as sample:
        assert sample.complete
        assert sample.streams == built.streams
        for name in sample.streams:
            assert repr(list(sample.events(name).records())) == repr(list(built.events(name).records()))
        for frame in range(0, len(sample.frames), 40):
            assert np.array_equal(sample.pixels(frame), built.pixels(frame))


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(BUILDER), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def small_folder(source: Path, folder: Path, frames: int = 4) -> Path:
    """Copy the beginning of a capture: so many frames, and what happens until then."""
    (folder / "frames").mkdir(parents=True)
    kept: list[str] = []
    count = 0
    for record in records(source):
        if record["k"] == "frame":
            count += 1
            if "file" in record:
                shutil.copy(source / record["file"], folder / record["file"])
        kept.append(json.dumps(record))
        if count == frames:
            break
    (folder / "events.jsonl").write_text("\n".join(kept) + "\n")
    (folder / "ground_truth.jsonl").write_text('{"t": 3141288811580, "task": "begin"}\n')
    return folder


def test_the_command_writes_the_file_and_the_marks(source: Path, tmp_path: Path) -> None:
    """As its help says."""
    folder = small_folder(source, tmp_path / "s")
    done = run(folder, "-o", tmp_path / "a.replay", "--task", "look", "--marks", tmp_path / "m.jsonl")

    assert done.returncode == 0, done.stderr
    with Reader(tmp_path / "a.replay") as recording:
        assert recording.header.task == "look"
        assert len(recording.frames) == 4
    assert json.loads((tmp_path / "m.jsonl").read_text())["name"] == "begin"


def pipe_in_place_of(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


@pytest.mark.parametrize(
    ("break_it", "told"),
    [
        (lambda folder: (folder / "events.jsonl").unlink(), "events.jsonl: there is no such file"),
        (lambda folder: (folder / "events.jsonl").write_text(""), "the first line is not the header"),
        (lambda folder: (folder / "frames" / "000001.png").unlink(), "000001.png"),
        (lambda folder: (folder / "frames" / "000001.png").write_bytes(b"x"), "neither PNG"),
        (lambda folder: pipe_in_place_of(folder / "frames" / "000001.png"), "is a named pipe, not a file"),
        (lambda folder: os.truncate(folder / "frames" / "000001.png", 1 << 40), "more than the limit"),
        (
            lambda folder: (folder / "ground_truth.jsonl").unlink(),
            "ground_truth.jsonl: there is no such file",
        ),
        (
            lambda folder: (folder / "events.jsonl").write_text(
                (folder / "events.jsonl").read_text().replace("frames/000001.png", "../../etc/x.png")
            ),
            "lies outside of the folder",
        ),
    ],
)
def test_a_folder_that_is_none_is_one_line(source: Path, tmp_path: Path, break_it: Any, told: str) -> None:
    """Exit status 3, one line, no traceback, and no file."""
    folder = small_folder(source, tmp_path / "s")
    break_it(folder)

    done = run(folder, "-o", tmp_path / "a.replay", "--marks", tmp_path / "m.jsonl")

    assert done.returncode == 3
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_capture_is_read_or_refused(source: Path, tmp_path: Path, seed: int) -> None:
    """Any field of any record taken out or replaced: a FormatError that names the line, or a whole file."""
    rng = random.Random(seed)
    folder = small_folder(source, tmp_path / "s", frames=3 + seed % 3)
    rows = records(folder)
    for _ in range(rng.randint(1, 3)):
        row = rng.choice(rows)
        name = rng.choice(sorted(row))
        junk = [None, -1, 2**70, 1.5, "x", [], {"a": 1}, True, [1, 2]]
        row[name] = rng.choice(junk)
        if rng.random() < 0.3:
            del row[name]
    (folder / "events.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    out = tmp_path / "a.replay"

    try:
        build(folder, out)
    except FormatError as error:
        assert "\n" not in str(error)  # noqa: PT017 - both ends are right, and each has its own promise
        assert not out.exists()
    else:
        with Reader(out) as recording:
            assert recording.complete
