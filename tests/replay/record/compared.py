"""A recording held against what its driver did."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from formats.keyboards.x11 import code_of
from formats.model.streams import BUTTONS
from formats.native.reader import Reader

_Timed = tuple[int, tuple[Any, ...]]
_BUTTON_NAMES = {1: "left", 2: "middle", 3: "right"}


@dataclass(frozen=True, slots=True)
class Compared:
    """One kind of event: what was done, what was recorded, and how far apart they are."""

    kind: str
    done: int
    recorded: int
    p99_ms: float
    """The 99th percentile of the difference in time, beyond the moment that telling the server took."""
    equal: bool
    """The same in the same order, coordinates and all."""
    begins_equal: bool = True
    """The same as far as it goes."""


def compare(path: Path, truth: list[dict[str, Any]]) -> list[Compared]:
    """Compare each kind of event, in order."""
    with Reader(path) as recording:
        clocks = {clock.name: clock.origin_ns for clock in recording.header.clocks}
        start_ns = clocks["monotonic"]
        streams = {
            name: list(recording.events(name).records()) for name in ("pointer", "button", "scroll", "key")
        }
    found: dict[str, list[_Timed]] = {
        "moves": [(r["t_ns"], (r["x"], r["y"])) for r in streams["pointer"]],
        "buttons": [(r["t_ns"], (r["button"], r["pressed"], r["x"], r["y"])) for r in streams["button"]],
        "scroll steps": [(r["t_ns"], (r["dy"],)) for r in streams["scroll"]],
        "keys": [(r["t_ns"], (r["code"], r["pressed"])) for r in streams["key"] if not r["repeat"]],
    }
    due: dict[str, list[_Timed]] = {kind: [] for kind in found}
    told: dict[str, list[int]] = {kind: [] for kind in found}
    for record in filter(_is_due, truth):
        kind, what = _said(record)
        due[kind].append((record["t_ns"] - start_ns, what))
        told[kind].append(record["within_ns"] // 2)
    return [_compared(kind, due[kind], found[kind], told[kind]) for kind in found]


def _is_due(record: dict[str, Any]) -> bool:
    """Say whether it must be recorded: of what goes to a window that is left out, all but the keys."""
    why = record.get("left_out")
    return not why or (why == "excluded" and not record["k"].startswith("key"))


def _said(record: dict[str, Any]) -> tuple[str, tuple[Any, ...]]:
    if record["k"] == "move":
        return "moves", (record["x"], record["y"])
    if record["k"] in {"down", "up"}:
        name = _BUTTON_NAMES[record["b"]]
        assert name in BUTTONS
        return "buttons", (name, record["k"] == "down", record["x"], record["y"])
    if record["k"] == "scroll":
        return "scroll steps", (record["dy"],)
    return "keys", (code_of(record["code"]), record["k"] == "keydown")


def _compared(kind: str, due: list[_Timed], found: list[_Timed], told: list[int]) -> Compared:
    wanted, got = [what for _, what in due], [what for _, what in found]
    pairs = zip(due, found, told, strict=False)
    apart = [max(0, abs(a[0] - b[0]) - within) / 1e6 for a, b, within in pairs]
    p99 = float(np.percentile(apart, 99)) if apart else 0.0
    return Compared(kind, len(due), len(found), p99, wanted == got, wanted[: len(got)] == got)


def table(rows: list[Compared]) -> str:
    """Return the comparison for people."""
    lines = [f"{'':13}{'done':>7}{'recorded':>10}{'equal':>7}{'p99 ms':>8}"]
    lines += [
        f"{r.kind:13}{r.done:7}{r.recorded:10}{'yes' if r.equal else 'NO':>7}{r.p99_ms:8.2f}" for r in rows
    ]
    return "\n".join(lines)
