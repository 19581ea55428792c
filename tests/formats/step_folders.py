"""Step folders as their recorders write them, made up for tests."""

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PIL import Image

WIDTH, HEIGHT = 200, 100


def png(shade: int = 0, width: int = WIDTH, height: int = HEIGHT) -> bytes:
    """Return a small picture of one grey."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), (shade % 256,) * 3).save(out, "PNG")
    return out.getvalue()


def write(path: Path, data: bytes | str) -> Path:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def lines(records: Iterable[Any]) -> str:
    """Write JSON Lines."""
    return "".join(json.dumps(record) + "\n" for record in records)


TASK_ID = "20240917210951_jo.doe@example.org_118ad264-0aa9-49dd-be57-d1c52df71410"


def agentnet_task(*codes: str, **about: Any) -> dict[str, Any]:
    """Return a task as AgentNet has it, a step for each piece of code."""
    traj = [
        {"index": number, "image": f"{number}.png", "value": {"code": code, "thought": f"step {number}"}}
        for number, code in enumerate(codes)
    ]
    return {"task_id": TASK_ID, "instruction": "Buy milk", "traj": traj, **about}


def write_agentnet(folder: Path, *tasks: dict[str, Any], pictures: int = 20) -> Path:
    """Write trajectories as the data set has them, with an images folder; return the file."""
    for number in range(pictures):
        write(folder / "images" / f"{number}.png", png(number))
    return write(folder / "agentnet_sample.jsonl", lines(tasks))


BENCH: dict[str, Any] = {
    "task_id": TASK_ID,
    "high_level_task_description": "Polish a text",
    "steps": [
        {
            "step_num": 1,
            "image": f"{TASK_ID}_1.png",
            "action": "pyautogui.moveTo(x=0.25, y=0.5)\npyautogui.dragTo(x=0.5, y=0.6, button='left')",
            "milestone": False,
            "inner_monologue": {
                "observation": "An editor.",
                "thought": "Select it.",
                "low_level_instruction": "Drag over the text.",
            },
            "ground_truth_actions": [
                {"type": "moveTo", "params": {"position": {"x": 0.25, "y": 0.5}}, "metadata": {"bboxes": []}}
            ],
            "alternative_options": [],
        },
        {
            "step_num": 3,
            "image": f"{TASK_ID}_3.png",
            "action": "pyautogui.hotkey(keys=['ctrl', 'c'])",
            "milestone": True,
            "inner_monologue": {"thought": "Copy it."},
            "ground_truth_actions": [{"type": "hotkey", "params": {"keys": ["ctrl", "c"]}, "metadata": {}}],
        },
    ],
}


def write_bench(folder: Path) -> Path:
    """Write a task of AgentNetBench; return its folder."""
    for step in BENCH["steps"]:
        write(folder / "images" / step["image"], png(step["step_num"]))
    write(folder / f"{TASK_ID}.json", json.dumps(BENCH, indent=2))
    return folder


def pc_tracker_step(
    stamp: str, action: str, number: int, element: str | None = None, rect: Mapping[str, int] | None = None
) -> dict[str, Any]:
    """Return a step as PC Tracker writes it."""
    name = f"{stamp.replace('-', '').replace(':', '')}_{number}.png"
    return {
        "timestamp": stamp,
        "action": action,
        "screenshot": f"screenshot/{name}",
        "element": element,
        "rect": rect,
    }


def write_pc_tracker(folder: Path, *actions: str, stem: str = "task7_20241126_161517") -> Path:
    """Write a recording with a step each second; return the folder of events."""
    events = folder / "events"
    steps = [
        pc_tracker_step(f"2024-11-26_16:15:{19 + number:02d}", action, number)
        for number, action in enumerate(actions)
    ]
    for number, step in enumerate(steps):
        write(events / step["screenshot"], png(number))
    write(events / f"{stem}.jsonl", lines(steps))
    write(
        events / f"{stem}.md",
        "# Task 7\n**Description:** make a slide.\n\n**Level:** easy\n\n### 2024-11-26_16:15:19\n",
    )
    return events


def osworld_step(number: int, stamp: str, action: Any, **about: Any) -> dict[str, Any]:
    """Return a line as OSWorld's runner writes it."""
    return {
        "step_num": number,
        "action_timestamp": stamp,
        "action": action,
        "response": f"I do {number}.",
        "reward": 0,
        "done": False,
        "info": {},
        "screenshot_file": f"step_{number}_{stamp}.png",
        **about,
    }


def write_osworld(folder: Path, *actions: Any, name: str = "traj.jsonl", micro: bool = False) -> Path:
    """Write a result folder with a step each two seconds; return it."""
    steps = [
        osworld_step(number, f"20250811@1615{10 + 2 * number}{'250000' * micro}", action)
        for number, action in enumerate(actions, 1)
    ]
    for number, step in enumerate(steps, 1):
        write(folder / step["screenshot_file"], png(number))
    write(folder / name, lines(steps))
    write(folder / "result.txt", "1.0\n")
    write(folder / "runtime.log", "noise\n")
    return folder


FLOW_META: dict[str, Any] = {
    "id": "18088720baa347c9b6fae136362ddfa0",
    "created_at": "2026-07-06T18:29:42.319869+00:00",
    "viewport": [WIDTH, HEIGHT],
    "app_url": "http://records.clinic.example/",
    "params": {"note": "Jane Roe, knee"},
    "secret_params": ["password"],
}


def write_flow(
    folder: Path, *events: dict[str, Any], size: tuple[int, int] = (WIDTH, HEIGHT), **meta: Any
) -> Path:
    """Write an openadapt-flow recording, a step each half second; return its folder."""
    for number, _ in enumerate(events):
        write(folder / "frames" / f"{number:04d}_before.png", png(number, *size))
        write(folder / "frames" / f"{number:04d}_after.png", png(number + 1, *size))
    rows = [{"i": number, **event, "t": 0.5 + number / 2} for number, event in enumerate(events)]
    write(folder / "events.jsonl", lines(rows))
    write(folder / "meta.json", json.dumps({**FLOW_META, **meta}, indent=2))
    return folder


def screenagent_step(stamp: str, actions: Sequence[Any], **about: Any) -> dict[str, Any]:
    """Return a step as ScreenAgent's annotators saved it."""
    return {
        "task_prompt": "Ein Titel",
        "send_prompt": "Your task is ...",
        "LLM_response": "raw",
        "LLM_response_editer": "I click the title.",
        "video_height": HEIGHT,
        "video_width": WIDTH,
        "saved_image_name": f"{stamp}.jpg",
        "session_id": "0b9e0fd926ba4caa8751484f931aefbd",
        "task_prompt_en": "Add a title",
        "actions": list(actions),
        **about,
    }


def write_screenagent(folder: Path, *steps: Sequence[Any]) -> Path:
    """Write a session with a step each minute; return its folder."""
    for number, actions in enumerate(steps):
        stamp = f"2023-12-23_16-{10 + number}-01-997518"
        write(folder / f"{stamp}_translate.json", json.dumps(screenagent_step(stamp, actions)))
        write(folder / "images" / f"{stamp}.jpg", png(number))
    return folder
