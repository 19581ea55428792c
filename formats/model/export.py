"""What an export is given and asked, and what it says of itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from formats.model.actions import Actions
from formats.model.frames import Pixels
from formats.model.recording import Recording
from formats.model.report import Progress, silent


class FrameRule(StrEnum):
    """Which picture an action is shown on."""

    BEFORE = "before"
    """The last one before the pointer starts to move to the action: what the person saw and decided on."""
    STABLE = "stable"
    """The last one before the action begins after which nothing visible changed until then."""
    NEAREST = "nearest"
    """The one nearest in time, which may already show what the action led to."""


class Space(StrEnum):
    """What coordinates are in."""

    PIXEL = "pixel"
    """Pixels of the picture."""
    UNIT = "unit"
    """Shares of the picture's size, 0 to 1."""
    THOUSAND = "thousand"
    """Thousandths of the picture's size, whole numbers from 0 to 1000."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What a person asks of an export; an exporter for which an option means nothing leaves it alone."""

    frame_rule: FrameRule = FrameRule.BEFORE
    space: Space | None = None
    """None takes the format's own."""
    size: tuple[int, int] | None = None
    """Width and height that pictures are resized to fit into, their proportions kept; None leaves them."""
    outside: bool = False
    """Write actions whose place lies outside of their picture, which are otherwise left out and told."""
    instruction: str | None = None
    """What the person was asked to do; None takes the header's task."""
    pictures: bool = True
    """Write pictures, where the format has them beside the events."""
    rate: float = 1.0
    """Recorded seconds per second, for what plays."""
    progress: Progress = silent
    """Told now and then how far writing is."""

    def stage(self, what: str) -> Callable[[int, int], None]:
        """Return a function of done and total that reports the progress of one part."""
        return lambda done, total: self.progress(what, done, total)


@dataclass(frozen=True, slots=True)
class ExportSource:
    """What is to be written."""

    recording: Recording
    actions: Actions
    """Without the recorder's own stop hotkey."""
    marked: Callable[[int], Pixels | None]
    """Returns the picture at a time with the pointer's trail, clicks and held keys drawn in, None where there
    is none; FormatError where it cannot be decoded. Of several displays it is the fullest; where there are no
    pictures at all it is an empty screen."""
    stop: str = ""
    """The label of what stopped the recorder, "" where nothing did."""

    def cut(self) -> tuple[str, ...]:
        """Return what an exporter of actions says of the one that it was not given, a sentence or none."""
        return (f"among actions, what is no part of the task: {self.stop}",) if self.stop else ()


def files_beside(out: Path) -> Path:
    """Return the folder for what an export of one file has beside it: the two are replaced together."""
    return out.with_name(f"{out.name}.files")


@dataclass(frozen=True, slots=True)
class ExportReport:
    """An exporter's account; sentences are for people."""

    written: Mapping[str, int] = field(default_factory=dict)
    """How much of what was written, by name: "events", "steps", "pictures"."""
    lost: tuple[str, ...] = ()
    """What of the recording is not in the export, and why."""
