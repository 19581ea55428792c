"""The importer of step folders, on what all kinds have in common."""

import json
from pathlib import Path
from typing import Any

import pytest

from formats.errors import FormatError, LimitError
from formats.importers.steps import folder as step_folder
from formats.importers.steps.importer import ADAPTERS, sniff
from formats.importers.steps.local_time import local_ns
from formats.model.report import ImportOptions
from formats.model.time import NS_PER_S
from formats.registry import detect, import_recording
from replay.core.actions import OF_SOURCES, OF_STEPS
from tests.formats.step_folders import (
    agentnet_task,
    lines,
    osworld_step,
    png,
    write,
    write_agentnet,
    write_bench,
    write_flow,
    write_osworld,
    write_pc_tracker,
    write_screenagent,
)
from tests.formats.step_readings import labels, read


@pytest.mark.parametrize(
    "stamp",
    ["2024-11-26_16:15:19", "20241126@161519", "20241126@161519000000", "2024-11-26_16-15-19-000000.jpg"],
)
def test_stamps_of_all_kinds_are_one_time(stamp: str) -> None:
    """With and without signs between the digits."""
    assert local_ns(stamp) == 1_732_637_719 * NS_PER_S


@pytest.mark.parametrize(
    "stamp", ["2024-13-26_16:15:19", "9999-01-01_00:00:00", "0001-01-01_00:00:00", "", 5, None]
)
def test_a_stamp_that_is_no_time_is_none(stamp: object) -> None:
    """Impossible days, and years that do not fit."""
    assert local_ns(stamp) is None


def test_a_step_without_a_sane_time_has_that_of_the_one_before(tmp_path: Path) -> None:
    """And is counted."""
    steps = [
        osworld_step(n, stamp, f"pyautogui.click({n}0, 9)")
        for n, stamp in enumerate(["20250811@161510", "20990811@161510", "?", "20250811@161520"])
    ]
    write(tmp_path / "traj.jsonl", lines(steps))

    imported = import_recording(tmp_path)

    assert imported.recording.events("pointer").t.tolist() == [0, 0, 0, 10 * NS_PER_S]
    assert imported.report.counts["steps without a sane time"] == 2


@pytest.mark.parametrize(
    "made",
    [
        lambda folder: write_agentnet(folder, agentnet_task("DONE")),
        write_bench,
        lambda folder: write_pc_tracker(folder, "click (1, 2)"),
        lambda folder: write_osworld(folder, "DONE"),
        lambda folder: write_flow(folder, {"kind": "key", "key": "Tab"}),
        lambda folder: write_screenagent(folder, []),
    ],
)
def test_each_kind_is_known_by_its_content(tmp_path: Path, made: Any) -> None:
    """The folder, and each file of steps in it; not its pictures, nor the folder above it."""
    place: Path = made(tmp_path / "r")

    assert detect(place) == "steps"
    folder = place if place.is_dir() else place.parent
    steps = [file for file in folder.iterdir() if file.suffix in {".json", ".jsonl"}]
    assert {detect(file) for file in steps} == {"steps"}
    picture = next(folder.rglob("*.png"), None) or next(folder.rglob("*.jpg"))
    assert not sniff(picture, picture.read_bytes()[:4096])
    assert not sniff(tmp_path, b"")


@pytest.mark.parametrize(
    "text",
    [
        '{"traj": 1, "task_id": 2}',
        '{"timestamp": "2024-11-26_16:15:19", "action": "click (1, 2)"}',
        '{"step_num": 1}',
        '{"i": 0, "kind": "click", "t": 0.5}',
        '{"video_width": 1, "video_height": 2, "saved_image_name": "a", "actions": 3}',
        "[[[",
        '["traj", {"task_id": 1}]',
    ],
)
def test_what_only_looks_like_steps_is_not_taken(tmp_path: Path, text: str) -> None:
    """One field is not enough."""
    path = write(tmp_path / "traj.json", text)

    assert not sniff(path, path.read_bytes())
    assert not sniff(tmp_path, b"")


def test_a_name_that_leads_out_is_a_picture_that_is_missing(tmp_path: Path) -> None:
    """Nothing outside of the recording is read."""
    write(tmp_path / "secret.png", png())
    task = agentnet_task(*["pyautogui.click(x=0.5, y=0.5)"] * 3)
    for step, name in zip(
        task["traj"], ("../secret.png", str(tmp_path / "secret.png"), "link.png"), strict=True
    ):
        step["image"] = name
    path = write_agentnet(tmp_path / "r" / "deep", task, pictures=0)
    (path.parent / "link.png").symlink_to(tmp_path / "secret.png")

    imported = import_recording(path)

    assert imported.report.counts["pictures missing"] == 3
    assert not imported.recording.complete


def test_huge_steps_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before they are read."""
    monkeypatch.setattr(step_folder, "_STEPS_BYTES", 1000)
    folder = write_osworld(tmp_path, *["DONE"] * 10)

    with pytest.raises(LimitError, match="size of its steps"):
        import_recording(folder)


def test_progress_is_told_and_stops_the_import(tmp_path: Path) -> None:
    """Step by step."""
    told: list[tuple[str, int, int]] = []
    path = write_pc_tracker(tmp_path, "click (1, 2)", "finish")
    import_recording(path, ImportOptions(progress=lambda *part: told.append(part)))

    def stop(*_part: object) -> None:
        raise KeyboardInterrupt

    assert told == [("pictures", 1, 2), ("pictures", 2, 2)]
    with pytest.raises(KeyboardInterrupt):
        import_recording(path, ImportOptions(progress=stop))


def test_a_folder_that_holds_no_steps_any_more_is_one_line(tmp_path: Path) -> None:
    """Named by hand."""
    with pytest.raises(FormatError, match="no recording by steps"):
        import_recording(tmp_path, name="steps")


def test_the_reduction_knows_all_sources_of_steps(tmp_path: Path) -> None:
    """Each adapter's recordings are reduced as whole actions."""
    made = [
        write_agentnet(tmp_path / "a", agentnet_task("DONE")),
        write_pc_tracker(tmp_path / "b", "finish"),
        write_osworld(tmp_path / "c", "DONE"),
        write_flow(tmp_path / "d", {"kind": "key", "key": "Tab"}),
        write_screenagent(tmp_path / "e", []),
    ]

    of_steps = {name for name, options in OF_SOURCES.items() if options is OF_STEPS}
    assert {read(place).header.source for place in made} == of_steps
    assert len(ADAPTERS) == len(of_steps)


def test_keys_of_a_combination_go_up_in_the_opposite_order(tmp_path: Path) -> None:
    """As hands do it, with the modifiers that are held at each."""
    keys = read(write_pc_tracker(tmp_path, "hotkey (Ctrl, C)")).events("key").records()

    assert [(row["code"], row["key"], row["pressed"], row["modifiers"]) for row in keys] == [
        ("ControlLeft", "Control", True, ["Control"]),
        ("KeyC", "c", True, ["Control"]),
        ("KeyC", "c", False, ["Control"]),
        ("ControlLeft", "Control", False, []),
    ]


def test_a_key_of_an_unknown_name_is_kept(tmp_path: Path) -> None:
    """It is pressed, it types nothing, and its name is not lost."""
    imported = import_recording(write_pc_tracker(tmp_path, "press key: hyperdrive"))

    keys = imported.recording.events("key")
    assert keys.texts("key").tolist() == ["Unidentified"] * 2
    assert imported.recording.events("other").texts("payload").tolist() == ['"hyperdrive"']
    assert imported.report.counts["keys of a name that nobody knows, kept in other"] == 1


def test_relative_moves_start_where_the_pointer_is(tmp_path: Path) -> None:
    """Where that is not told, the place is unknown, and what was told is kept."""
    path = write_osworld(
        tmp_path, "pyautogui.moveRel(5, 5)", "pyautogui.moveTo(10, 20)\npyautogui.dragRel(30, -5)"
    )

    imported = import_recording(path)

    assert labels(imported.recording) == ["drag left (10, 20) to (40, 15)"]
    assert imported.report.counts["positions that cannot be told in pixels, kept in other"] == 1
    kept = json.loads(imported.recording.events("other").record(0)["payload"])
    assert kept == {"x": 5, "y": 5, "relative": True}
