"""Exports for training: read back by what reads them."""

import ast
import hashlib
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from formats.errors import MissingExtraError
from formats.media.image import decode_image
from formats.model.export import ExportOptions, Space
from formats.model.recording import Recording
from formats.native.reader import Reader
from formats.registry import exporter, import_recording
from replay.core.actions import reduce_actions
from tests.data import SAMPLE, real
from tests.formats.pictured import HEADER, Session, source_of

TRAINING = ("agentnet", "sharegpt", "hf")


def export(recording: Recording, name: str, out: Path, **options: Any) -> Path:
    exporter(name).export(source_of(recording), out, ExportOptions(**options))
    return out


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def labels(recording: Recording) -> list[str]:
    actions = reduce_actions(recording).of_the_task()
    return [actions.label(row) for row in range(len(actions)) if actions.kind(row) != "wait"]


def busy() -> Session:
    session = Session().frame(0).move(100, (10, 10), (50, 25)).click(500, 50, 25).frame(600)
    session.type(1000, 'say "it\'s" \\ done\t<image>').chord(2000, ("Enter", "Enter")).frame(2500)
    session.chord(3000, ("ControlLeft", "Control"), ("ShiftLeft", "Shift"), ("KeyT", "T")).frame(3500)
    session.drag(4000, (20, 10), (180, 90)).frame(4500).scroll(5000, 180, 90, 0, -5).frame(5500)
    session.click(6000, 100, 50, "right").frame(6500).click(7000, 10, 90, count=2).frame(7500)
    return session.scroll(8000, 10, 90, 3, 0).click(9000, 66, 33, "middle")


def test_a_trajectory_is_read_back_with_the_same_actions(tmp_path: Path) -> None:
    """By the importer of step folders, each on its own picture, and with its end."""
    recording = busy().recording()

    back = import_recording(export(recording, "agentnet", tmp_path / "out")).recording

    assert labels(back) == labels(recording)
    assert back.header.task == "Write to Ann"
    assert back.header.source == "agentnet-trajectory"
    assert [row["name"] for row in back.events("marker").records()][-1] == "finish"
    assert len(back.frames) == len(labels(recording)) + 1
    assert int(back.pixels(0)[0, 0, 0]) == 10


@pytest.mark.parametrize("space", list(Space))
@pytest.mark.parametrize("size", [None, (100, 100)])
def test_every_space_is_read_back(space: Space, size: tuple[int, int] | None, tmp_path: Path) -> None:
    """By what the file says of its coordinates, not by guessing from their values."""
    recording = Session().frame(0).click(500, 100, 50).frame(900).click(2000, 160, 80).recording()

    back = import_recording(export(recording, "agentnet", tmp_path / "out", space=space, size=size)).recording

    wanted = [(100, 50), (160, 80)] if size is None else [(50, 25), (80, 40)]
    assert labels(back) == [f"click left ({x}, {y})" for x, y in wanted]


def test_the_sample_and_a_real_recording_come_back(tmp_path: Path) -> None:
    """Every action that lies on its picture, in order."""
    with Reader(SAMPLE) as recording:
        back = import_recording(export(recording, "agentnet", tmp_path / "sample")).recording
        assert labels(back) == labels(recording)

    pytest.importorskip("av", reason="decoding the video needs PyAV")
    with import_recording(real("agentnet", "recording")).recording as recording:
        task = rows(export(recording, "agentnet", tmp_path / "real") / "trajectory.jsonl")[0]
        header = recording.header

    codes = [step["value"]["code"] for step in task["traj"]]
    assert task["instruction"].startswith("Open the system display settings")
    assert codes[0] == "pyautogui.click(x=0.9722, y=0.9701)"
    assert codes[-1] == "computer.terminate(status='success')"
    assert len(codes) == 20
    assert sum(step["left_out_before"] for step in task["traj"]) == 8
    private = [
        str(value) for part in (header.private.names, header.private.hardware) for value in part.values()
    ]
    assert private
    assert not any(value in json.dumps(task) for value in private if len(value) > 3)


@pytest.mark.parametrize("name", TRAINING)
def test_what_identifies_a_person_never_leaves(name: str, tmp_path: Path) -> None:
    """Of the header, its private part; not in any file."""
    export(busy().recording(), name, tmp_path / "out")

    files = [file for file in (tmp_path / "out").rglob("*") if file.is_file()]
    assert files
    assert not any(word in file.read_bytes() for file in files for word in (b"desk-of-jo", b"jo@example.org"))


@pytest.mark.parametrize("name", TRAINING)
def test_without_pictures_rows_name_none(name: str, tmp_path: Path) -> None:
    """And none is written."""
    out = export(busy().recording(), name, tmp_path / "out", pictures=False)

    assert not list(out.rglob("*.png"))
    if name == "agentnet":
        assert {step["image"] for step in rows(out / "trajectory.jsonl")[0]["traj"]} == {None}
    elif name == "sharegpt":
        assert not any("images" in row or "<image>" in str(row) for row in rows(out / "steps.jsonl"))
    else:
        assert set(pq.read_table(out / "data" / "steps.parquet")["frame"].to_pylist()) == {None}
        assert pq.read_table(out / "data" / "frames.parquet").num_rows == 0


def test_samples_are_as_llama_factory_takes_them(tmp_path: Path) -> None:
    """Roles in turn, as many placeholders as pictures, paths that exist beside the entry."""
    out = export(busy().recording(), "sharegpt", tmp_path / "out")
    (entry,) = json.loads((out / "dataset_info.json").read_text()).values()
    samples = rows(out / entry["file_name"])
    tags, columns = entry["tags"], entry["columns"]

    assert len(samples) == len(labels(busy().recording())) + 1
    for sample in samples:
        messages = sample[columns["messages"]]
        roles = [message[tags["role_tag"]] for message in messages]
        assert roles == [tags["system_tag"], tags["user_tag"], tags["assistant_tag"]]
        text = "".join(message[tags["content_tag"]] for message in messages)
        assert text.count("<image>") == len(sample[columns["images"]]) == 1
        assert (out / sample[columns["images"]][0]).is_file()
    assert len({tuple(sample) for sample in samples}) == 1


def test_a_placeholder_that_was_typed_or_asked_is_none(tmp_path: Path) -> None:
    """The code still types it; the loader sees one picture."""
    recording = busy().recording(header=replace(HEADER, task="Write <image> and <video>"))

    sample = rows(export(recording, "sharegpt", tmp_path / "out") / "steps.jsonl")[1]

    code = sample["messages"][2]["content"]
    assert "<image>" not in code
    assert ast.literal_eval(code.removeprefix("pyautogui.write(message=").removesuffix(")")).endswith(
        "<image>"
    )
    assert sample["messages"][1]["content"].count("<image>") == 1
    assert "<video>" not in sample["messages"][1]["content"]


def test_coordinates_and_history_of_samples(tmp_path: Path) -> None:
    """The system's message says what they count; the user's tells the last ten steps."""
    session = Session()
    for number in range(15):
        session.frame(number * 2000).click(number * 2000 + 500, 10 * number, 50)

    samples = rows(
        export(session.recording(), "sharegpt", tmp_path / "out", space=Space.THOUSAND) / "steps.jsonl"
    )

    assert samples[14]["messages"][2]["content"] == "pyautogui.click(x=700, y=500)"
    assert samples[14]["coordinate_space"] == "0..1000"
    assert "thousandths" in samples[14]["messages"][0]["content"]
    before = samples[14]["messages"][1]["content"].splitlines()[2:]
    assert before == [f"pyautogui.click(x={50 * number}, y=500)" for number in range(4, 14)]


def test_steps_and_frames_belong_together(tmp_path: Path) -> None:
    """Every step's frame is a row, whose hash is that of its bytes; each is there once."""
    out = export(busy().recording(), "hf", tmp_path / "out")
    steps = pq.read_table(out / "data" / "steps.parquet").to_pylist()
    frames = pq.read_table(out / "data" / "frames.parquet").to_pylist()

    hashes = [frame["sha256"] for frame in frames]
    assert len(set(hashes)) == len(hashes)
    assert {step["frame"] for step in steps} == set(hashes)
    for frame in frames:
        assert hashlib.sha256(frame["image"]["bytes"]).hexdigest() == frame["sha256"]
        assert decode_image(frame["image"]["bytes"]).shape == (frame["height"], frame["width"], 3)
    assert (steps[0]["x"], steps[0]["y"], steps[0]["button"]) == (0.25, 0.25, "left")
    assert steps[1]["text"] == 'say "it\'s" \\ done\t<image>'
    assert (steps[4]["x2"], steps[4]["y2"]) == (0.9, 0.9)


def test_the_manifest_vouches_for_the_tables(tmp_path: Path) -> None:
    """By hash and size; the card names them to `datasets`, the schema says that a column is pictures."""
    out = export(busy().recording(), "hf", tmp_path / "out")
    manifest = json.loads((out / "manifest.json").read_text())

    for name, told in manifest["files"].items():
        data = (out / name).read_bytes()
        assert told == {"size_bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        assert f"data_files: {name}\n" in (out / "README.md").read_text()
    assert manifest["coordinate_space"] == "0..1"
    metadata = pq.read_schema(out / "data" / "frames.parquet").metadata
    assert json.loads(metadata[b"huggingface"])["info"]["features"]["image"] == {"_type": "Image"}


def test_row_groups_hold_a_hundred_pictures(tmp_path: Path) -> None:
    """So a viewer fetches a hundred at most to show one."""
    session = Session()
    for number in range(230):
        session.frame(number * 2000).click(number * 2000 + 500, 10, 50)

    out = export(session.recording(), "hf", tmp_path / "out")

    file = pq.ParquetFile(out / "data" / "frames.parquet")
    groups = [file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)]
    assert groups == [100, 100, 30]
    file.close()


@pytest.mark.parametrize("name", TRAINING)
def test_text_that_is_no_unicode_is_written(name: str, tmp_path: Path) -> None:
    """Lone surrogates occur in what keyboards and titles tell."""
    recording = Session().frame(0).type(500, "a\ud800b").recording(header=replace(HEADER, task="\udfff!"))

    out = export(recording, name, tmp_path / "out")

    texts = [file.read_text(encoding="utf-8") for file in out.rglob("*.json*")]
    assert any("\ufffd!" in text for text in texts) or name == "sharegpt"


def test_a_missing_pyarrow_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to install."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(MissingExtraError, match=r"replay-desk\[parquet\]"):
        export(busy().recording(), "hf", tmp_path / "out")
