"""Small recordings with pictures, for the tests of exports."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from formats.model.build import EventBuilder
from formats.model.export import ExportSource
from formats.model.frames import FRAME_DTYPE, EncodedImage, Pixels, Storage
from formats.model.header import Header, Private
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from replay.core.actions import reduce_actions

MS = 1_000_000
SIZE = (200, 100)
HEADER = Header(
    "6b0c1f0e-9d5b-4a39-8d43-0d6a3c1b2f5e",
    task="Write to Ann",
    private=Private(hardware={"host": "desk-of-jo"}, names={"e-mail": "jo@example.org"}),
)


class Session:
    """Collects what a person does, in order, times in milliseconds; a picture every `frame` called."""

    def __init__(self) -> None:
        self._builder = EventBuilder()
        self._frames: list[tuple[int, int, int, int]] = []

    def frame(self, at_ms: int, *, changed: bool = True, display: int = 0) -> "Session":
        """Add a picture of its own colour."""
        seq = self._builder.take_seq()
        self._frames.append((at_ms * MS, seq, display, int(changed)))
        return self

    def add(self, stream: str, at_ms: int, **values: Any) -> "Session":
        """Add an event."""
        self._builder.add(stream, at_ms * MS, **values)
        return self

    def move(self, at_ms: int, *places: tuple[float, float], every_ms: int = 10) -> "Session":
        """Move the pointer through places."""
        for number, (x, y) in enumerate(places):
            self.add("pointer", at_ms + number * every_ms, x=x, y=y)
        return self

    def click(self, at_ms: int, x: float, y: float, button: str = "left", count: int = 1) -> "Session":
        """Click once or several times."""
        for number in range(count):
            for late, pressed in ((0, True), (20, False)):
                self.add("button", at_ms + number * 60 + late, x=x, y=y, button=button, pressed=pressed)
        return self

    def drag(self, at_ms: int, start: tuple[float, float], end: tuple[float, float]) -> "Session":
        """Drag from one place to another."""
        self.add("button", at_ms, x=start[0], y=start[1], button="left", pressed=True)
        self.move(at_ms + 50, end)
        return self.add("button", at_ms + 100, x=end[0], y=end[1], button="left", pressed=False)

    def scroll(self, at_ms: int, x: float, y: float, dx: float, dy: float) -> "Session":
        """Turn the wheel."""
        return self.add("scroll", at_ms, x=x, y=y, dx=dx, dy=dy)

    def type(self, at_ms: int, text: str) -> "Session":
        """Type text whose keys the source does not tell."""
        return self.add("text", at_ms, kind="typed", string=text)

    def chord(self, at_ms: int, *keys: tuple[str, str]) -> "Session":
        """Press (code, key) in order and release them in the opposite one."""
        for number, (code, key) in enumerate(keys):
            self.add("key", at_ms + number * 5, code=code, key=key, pressed=True)
        for number, (code, key) in enumerate(reversed(keys)):
            self.add("key", at_ms + 40 + number * 5, code=code, key=key, pressed=False)
        return self

    def recording(
        self, *, size: tuple[int, int] = SIZE, storage: Storage = Storage.TILES, header: Header = HEADER
    ) -> MemoryRecording:
        """Return the recording, whose pictures tell by their colour which frame first showed them."""
        frames = np.zeros(len(self._frames), FRAME_DTYPE)
        for name, values in zip(
            ("t", "seq", "display", "changed"), zip(*self._frames, strict=True), strict=True
        ):
            frames[name] = values
        frames["width"], frames["height"] = size
        frames["storage"], frames["video"] = storage, -1
        return MemoryRecording(
            header, self._builder.events(), frames=frames, pixels=lambda frame: picture(frames, frame, size)
        )


def picture(frames: Any, frame: int, size: tuple[int, int]) -> Pixels:
    """Return a picture whose colour tells the frame that first showed it."""
    while frame and not frames["changed"][frame]:
        frame -= 1
    return np.full((size[1], size[0], 3), 10 + frame, np.uint8)


def source_of(recording: Recording) -> ExportSource:
    """Return what an exporter is given."""
    return ExportSource(recording, reduce_actions(recording).of_the_task(), lambda _t_ns: None)


def with_files(session: Session, files: Sequence[EncodedImage]) -> MemoryRecording:
    """Return a recording whose frames are picture files."""
    plain = session.recording(storage=Storage.IMAGE)
    return MemoryRecording(
        plain.header,
        {name: plain.events(name) for name in plain.streams if name != "frame"},
        frames=plain.frames,
        pixels=plain.pixels,
        encoded=lambda frame: files[frame],
    )
