"""The header of a recording by steps: its clock, what it says of itself, and what could identify a person."""

import json
from collections.abc import Mapping
from typing import Any

from formats.importers.steps.screen import Screen
from formats.importers.steps.step import Steps
from formats.model.header import Header, Private
from formats.model.time import Clock
from formats.sources.header_values import plain

_TASK_CHARACTERS = 1 << 16
_CHARACTERS = 1 << 18
"""So much of the details, and of the names, fits into a header."""
_NAME_CHARACTERS = 200
_PICTURES = 2000
LEFT_OUT = "left out"
"""Under this, the names of what a header has no room for."""


def make_header(source: Steps, origin_ns: int, recording_id: str, screen: Screen) -> Header:
    """Make the header.

    Args:
        source: As read.
        origin_ns: Reading of the source's clock at time 0.
        recording_id: A UUID.
        screen: After all steps.
    """
    clock = source.clock
    kind = "folder" if source.root.is_dir() else "file"
    names = {kind: source.root.resolve().name, **source.names}
    pictures = [picture.name for step in source.steps for picture in (step.before, step.after) if picture]
    if pictures:
        names["pictures"] = pictures[:_PICTURES]
    long = too_long(source)
    short = {name: value for name, value in source.details.items() if name not in long}
    details = {**short, "coordinates": _coordinates(source, screen), "steps": len(source.steps)}
    return Header(
        recording_id=recording_id,
        source=source.source,
        recorder=source.recorder,
        task=source.task[:_TASK_CHARACTERS],
        clocks=(Clock(clock.name, origin_ns, tick_ns=clock.tick_ns),) if clock else (),
        private=Private(names=_fitting(names)),
        details=_fitting(details),
    )


def too_long(source: Steps) -> dict[str, Any]:
    """Return what of the details a header would cut, as it came: it is kept elsewhere."""
    return {name: value for name, value in source.details.items() if plain(value) != value}


def _coordinates(source: Steps, screen: Screen) -> str:
    """Say what coordinates were in the source, and are now."""
    if source.space == "viewport":
        if not screen.is_resized:
            return "pixels of the picture"
        width, height = source.viewport or (0, 0)
        return f"pixels of a viewport of {width:g}x{height:g}, turned into pixels of the picture"
    if source.space == "pixels":
        return "pixels of the picture"
    if screen.size is None:
        return f"{source.space} of a picture of unknown size, turned into thousandths of it"
    return f"{source.space} of the picture, turned into its pixels"


def _fitting(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return as much of some metadata as a header holds; what is left out is named."""
    kept: dict[str, Any] = {}
    left_out: list[str] = []
    size = 0
    for name, value in values.items():
        # A list of names is long and no tree: `plain` would cut it.
        made = value[:_PICTURES] if name == "pictures" else plain(value)
        needed = len(json.dumps(made, ensure_ascii=False)) + len(name)
        if size + needed > _CHARACTERS or len(name) > _NAME_CHARACTERS:
            left_out.append(name[:80])
        else:
            kept[name] = made
            size += needed
    if left_out:
        kept[LEFT_OUT] = left_out[:20]
    return kept
