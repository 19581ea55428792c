"""Each step of redaction turned off alone, which verification must notice every time."""

import uuid
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from formats.model.annotations import Region
from formats.model.memory import MemoryRecording
from formats.model.streams import Events, concatenate
from formats.model.time import Span
from formats.native.reader import Reader
from replay.privacy.painting import painted
from replay.privacy.proof.painted_regions import check_painted, painted_boxes
from replay.privacy.redact import copying as redact
from replay.privacy.redact import events as redact_events
from replay.privacy.redact import header as redact_header
from replay.privacy.redact import pictures as painted_plan
from replay.privacy.redact import plan as redact_plan
from replay.privacy.redact import typed as redact_typed
from replay.privacy.redact.redactions import Painted, Redactions
from replay.privacy.screen.rapid import RapidEngine
from replay.privacy.sought import Words
from tests.replay.core.recordings import S, recording
from tests.replay.core.typing import Event, keys
from tests.replay.privacy.leaky import (
    HEIGHT,
    SECRET,
    blind_checks,
    checks_against,
    found,
    leaky,
    noted_png,
    written,
)

ASKED = Redactions(
    words=(SECRET,),
    titles=(Span(0, 2 * S),),
    clipboard=(Span(16 * S, 17 * S),),
    cuts=(Span(21 * S, 22 * S),),
    coarse_ms=50,
    paths_px=8,
    apps=("Vault",),
    painted=(Painted(Region(0, 8, 2, 80, 14), Span(3 * S, 4 * S)),),
)


def original() -> MemoryRecording:
    """Return the recording that leaks everywhere, with more for the steps that it does not ask for.

    An application that is to go, a cursor's picture with a note in it, and the secret typed in lines, of
    which the second stands elsewhere, and, with a slip, in two places.
    """
    made = leaky()
    shape = {"shape": 1, "width": 8, "height": 8, "image": noted_png()}
    more = recording(
        ("cursor", 2.0, shape),
        ("window", 24.2, {"app": "Vault", "title": "all of it"}),
        ("marker", 24.5, {"name": "note", "payload": "in the vault"}),
        ("window", 24.8, {"app": "Browser", "title": "Notes"}),
        *keys(26.0, f"text:{SECRET[:4]}", "Enter"),
        *_click(27.0),
        *keys(27.5, f"text:{SECRET[4:12]}", "Enter", f"text:{SECRET[12:]}"),
        *_click(29.5),
        *keys(30.0, f"text:{SECRET[:5]}", "q", "Backspace", f"text:{SECRET[5:13]}"),
        *_click(31.5),
        *keys(32.0, f"text:{SECRET[13:]}"),
    )
    events = {name: made.events(name) for name in made.streams}
    for name in more.streams:
        rows = more.events(name)
        rows.rows["seq"] += 20_000
        events[name] = concatenate([*([events[name]] if name in events else []), rows])
    for name, table in events.items():
        events[name] = Events(name, table.rows[np.argsort(table.t, kind="stable")], table.strings)
    return MemoryRecording(made.header, events, frames=made.frames, pixels=made.pixels)


def _click(at_s: float) -> list[Event]:
    return [("button", at_s + 0.1 * up, {"button": 0, "pressed": not up}) for up in (False, True)]


def _first(*values: Any) -> Any:
    return values[0]


def _second(*values: Any) -> Any:
    return values[1]


def _nothing(*_: Any) -> None:
    return None


def _kept_header(header: Any, *_: Any) -> Any:
    return header


def _kept_private(*_: Any) -> Any:
    return leaky().header.private


def _frames_as_they_were(recording: Any, _painted: Any, kept: list[int]) -> Any:
    return recording.frames[kept].copy()


def _kept_frames(recording: Any, *_: Any) -> Any:
    return np.zeros(len(recording.frames), np.bool_)


def _no_rows(events: Any, _spans: Any) -> Any:
    return np.zeros(len(events), np.bool_)


def _no_spans(*_: Any) -> tuple[Any, ...]:
    return ()


def _no_words(*_: Any) -> list[Any]:
    return []


def _no_runs(*_: Any) -> dict[int, tuple[str, ...]]:
    return {}


def _no_renumbering(tables: Any, frames: Any, _coarse: int) -> Any:
    return tables, frames


STEPS: dict[str, tuple[Any, str, Any, bool]] = {
    "words in texts": (Words, "removed", _second, True),
    "keys of the run": (redact_typed, "_inside", _no_rows, True),
    "other halves of strokes": (redact_typed, "_with_partners", _second, False),
    "keys that edit around the run": (redact_typed, "_widened", _second, False),
    "whole seconds": (redact_typed, "in_seconds", _first, True),
    "streams nobody understands": (redact_events, "UNKNOWN", "nothing", True),
    "titles and entries": (redact_events, "_empty", _nothing, False),
    "cuts": (redact_events, "_outside", lambda _name, rows, _cuts: np.ones(len(rows), np.bool_), False),
    "applications": (redact_plan, "app_spans", _no_spans, False),
    "what stood in what is emptied": (redact_plan, "_implied", _no_spans, False),
    "keys that give a word across lines": (redact_typed, "_word_spans", _no_words, True),
    "runs that give a word together": (redact_typed, "runs_across", _no_runs, True),
    "writing at both sides of what goes": (redact_typed, "_breaks", _no_spans, False),
    "pictures of cursors": (redact_events, "_redraw", _nothing, True),
    "markers of what went": (redact_events, "_with_markers", _first, False),
    "names of who agreed": (redact_header, "_consent", _first, False),
    "names and hardware": (redact_header, "Private", _kept_private, False),
    "details that are not known": (redact_header, "ALLOWED_DETAILS", {"note"}, False),
    "ids": (uuid, "uuid4", lambda: leaky().header.recording_id, False),
    "pictures that repeat the one before": (redact, "_frames", _frames_as_they_were, False),
    "header": (redact, "redacted_header", _kept_header, True),
    "numbering": (redact, "_renumbered", _no_renumbering, True),
    "times": (redact, "coarse", _first, False),
    "simpler paths": (redact_events, "simplified", _first, False),
    "fill": (redact, "filled", _first, False),
    "what changed while it was typed": (painted_plan, "_typing", _nothing, False),
    "where else it shows": (painted_plan, "_follow", _nothing, False),
    "frames that tell the rhythm": (painted_plan, "_silent_frames", _kept_frames, True),
    "regions that were asked for": (painted_plan, "_ask", _nothing, False),
    "whole lines": (painted_plan, "line_of", _first, False),
    "solid": (painted, "FILL", (1, 1, 1), False),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_is_turned_off_is_found(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By holding the copy against the original always, and without it where the copy alone can tell."""
    where, name, instead, alone = STEPS[step]
    with monkeypatch.context() as patched:
        patched.setattr(where, name, instead)
        written(original(), ASKED, tmp_path / "copy.replay")

    assert found(checks_against(tmp_path / "copy.replay", original(), ASKED))
    if alone:
        assert found(blind_checks(tmp_path / "copy.replay", Words((SECRET,))))


def test_with_every_step_on_nothing_is_found(tmp_path: Path) -> None:
    """The same list, or the tests above would prove nothing."""
    written(original(), ASKED, tmp_path / "copy.replay")

    assert found(checks_against(tmp_path / "copy.replay", original(), ASKED)) == {}


@pytest.mark.parametrize(
    ("step", "status"), [("", "clean"), ("fill", "found"), ("what changed while it was typed", "found")]
)
def test_engines_see_what_was_not_painted(
    step: str, status: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real one, in a copy whose pictures show the secret where they should be filled, and beside."""
    pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
    asked = Redactions(words=(SECRET,))
    due = redact.redact(leaky(), redact_plan.plan(leaky(), asked))
    boxes = [tuple(box for box in each if box.height < HEIGHT // 2) for each in due.boxes]
    with monkeypatch.context() as patched:
        if step:
            where, name, instead, _ = STEPS[step]
            patched.setattr(where, name, instead)
        written(leaky(), asked, tmp_path / "copy.replay")

    with Reader(tmp_path / "copy.replay") as copy:
        looked = check_painted(
            copy,
            boxes if len(boxes) == len(copy.frames) else painted_boxes(copy, _shown_in(boxes)),
            Words((SECRET,)),
            [RapidEngine()],
            progress=_nothing,
        )

    assert looked.status == status


def _shown_in(boxes: list[tuple[painted.Box, ...]]) -> list[Painted]:
    """Return what should be filled as regions of all times: a copy with other frames has it at others."""
    return [
        Painted(Region(0, box.left, box.top, box.right - box.left, box.height), Span(0, 60 * S))
        for box in {each for own in boxes for each in own}
    ]
