"""What workers and widgets tell the screen."""

from dataclasses import dataclass

from textual.message import Message

from replay.render.small import SmallImage, Wanted


@dataclass
class PictureReady(Message):
    """A picture that was asked for is at hand, or cannot be had."""

    frame: int
    """The frame that was asked for."""
    wanted: Wanted
    """What it was prepared for."""
    image: SmallImage | None
    """None where there is no picture; `error` then says why."""
    error: str = ""
    """One line."""
    late: bool = False
    """A newer request is waiting. Shown all the same: a key held down on slow pictures must not leave the
    view
    as it was."""
