"""The copy held against the original: what had to go is gone, and nothing else was changed."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from formats.model.frames import SAME, Pixels, Storage
from formats.model.recording import Recording
from formats.model.streams import STREAMS, Events, FieldKind
from formats.model.time import NS_PER_MS
from replay.core.counted import count_text
from replay.core.typed_text import typed_runs
from replay.privacy.painting.painted import FILL, Box, fill_mask
from replay.privacy.proof.checks import Check, typing_times
from replay.privacy.redact.copying import Redacted
from replay.privacy.redact.pictures import Progress, pictured
from replay.privacy.redact.plan import Plan
from replay.privacy.redact.typed import holds
from replay.privacy.typed.split_typing import runs_across

_FRAME_COLUMNS = ("t", "seq", "display", "width", "height")


def check_events(copy: Recording, due: Redacted) -> Check:
    """Compare every row of the copy with what is due."""
    places: list[str] = []
    rows = 0
    names = [
        name
        for name in STREAMS
        if name != "frame" and (name in copy.streams or name in due.recording.streams)
    ]
    for name in names:
        found, expected = copy.events(name), due.recording.events(name)
        rows += len(found)
        if not _equal(found, expected):
            places.append(f"the stream {name}")
    if not all(np.array_equal(copy.frames[name], due.recording.frames[name]) for name in _FRAME_COLUMNS):
        places.append("the table of frames")
    looked = f"{rows:,} rows against the original with what had to go taken out"
    return Check.of("events", looked, places, f"{len(places)} streams differ")


def check_header(copy: Recording, original: Recording, due: Redacted) -> Check:
    """Compare every field of the header with what is due; the id must be another one."""
    found, expected = copy.header, due.recording.header
    places = [
        f"the header's {field.name.replace('_', ' ')}"
        for field in fields(expected)
        if field.name != "recording_id" and getattr(found, field.name) != getattr(expected, field.name)
    ]
    if found.recording_id == original.header.recording_id:
        places.append("the header's id is that of the original")
    looked = f"{len(fields(expected))} fields of the header"
    return Check.of("header", looked, places, f"{len(places)} differ")


def check_typing(copy: Recording, original: Recording, made: Plan) -> Check:
    """Look for keys at the times at which a secret was typed in the original."""
    coarse_ns = made.redactions.coarse_ms * NS_PER_MS
    times = np.concatenate(list(typing_times(copy).values()))
    places: list[str] = []
    every = typed_runs(original)
    across = runs_across(every, made.words)
    runs = [run for number, run in enumerate(every) if number in across or holds(run, made.words)]
    for number, run in enumerate(runs):
        if ((times >= run.start_ns - coarse_ns) & (times <= run.end_ns)).any():
            places.append(f"removed run {number + 1}")
    looked = f"{count_text(len(runs), 'run')} of typing in the original with a secret"
    return Check.of("typing", looked, places, f"keys are left of {len(places):,}")


def check_pictures(copy: Recording, original: Recording, due: Redacted, progress: Progress) -> Check:
    """Compare every pixel: inside of a region it is the fill, outside it is the original's.

    A frame that repeats the one before is held against what that one is: of a video it is the same but for
    its noise, which a copy does not keep.
    """
    frames = copy.frames
    if len(frames) != len(due.frames):
        return Check(
            "pictures", "found", f"the copy has {len(frames):,} frames where {len(due.frames):,} are due"
        )
    shown, expected = pictured(frames), pictured(due.recording.frames)
    known: dict[tuple[int, int], _Held] = {}
    places: list[str] = []
    inside = outside = 0
    for number, frame in enumerate(due.frames):
        progress("pictures", number, len(frames))
        if original.frames["storage"][frame] == Storage.NONE:
            if frames["storage"][number] != Storage.NONE:
                places.append(f"frame {number}: a picture that the original does not have")
            continue
        pair = shown[number], expected[number]
        held = known.get(pair)
        if held is None:
            before = original.pixels(due.frames[expected[number]])
            held = known[pair] = _held(copy.pixels(number), before, due.boxes[number])
        places += [f"frame {number}: {fault}" for fault in held.faults]
        inside, outside = inside + held.inside, outside + held.outside
    repeated = int((due.recording.frames["changed"] == SAME).sum())
    looked = (
        f"{len(frames):,} frames, of which {repeated:,} repeat the one before: "
        f"{inside:,} filled pixels, {outside:,} others"
    )
    return Check.of("pictures", looked, places[:100], f"{len(places):,} are wrong")


@dataclass(frozen=True, slots=True)
class _Held:
    """One picture of the copy, held against the original's."""

    faults: tuple[str, ...] = ()
    inside: int = 0
    """Pixels that should be the fill."""
    outside: int = 0


def _held(found: Pixels, before: Pixels, boxes: Sequence[Box]) -> _Held:
    if found.shape != before.shape:
        return _Held(("another size",))
    mask = fill_mask(boxes, found.shape[1], found.shape[0])
    left = int((_differs(found, np.array(FILL, np.uint8)) & mask).sum())
    changed = int((_differs(found, before) & ~mask).sum())
    faults = [f"{left:,} pixels of a region are not the fill"] if left else []
    faults += [f"{changed:,} pixels outside of the regions were changed"] if changed else []
    inside = int(mask.sum())
    return _Held(tuple(faults), inside, mask.size - inside)


def _differs(found: Pixels, due: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Say which pixels are others, shape (height, width)."""
    off = found != due
    # Not any(axis=2): over three values at a time that takes ten times as long.
    differs: NDArray[np.bool_] = off[:, :, 0] | off[:, :, 1] | off[:, :, 2]
    return differs


def _equal(found: Events, expected: Events) -> bool:
    if len(found) != len(expected):
        return False
    for field in STREAMS[found.stream].fields:
        if field.kind is FieldKind.STRING:
            if not np.array_equal(found.texts(field.name), expected.texts(field.name)):
                return False
        elif not np.array_equal(
            found.rows[field.name], expected.rows[field.name], equal_nan="f" in field.dtype
        ):
            return False
    return True
