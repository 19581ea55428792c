"""The smallest applications that show pictures: ours and textual-image's, for the latency harness.

python -m tests.benchmarks.latency_apps ours|peer step|full|jpeg|made|FILE [play FPS]
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import sys
import time
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.message import Message

from replay.render.capability import from_environment
from replay.render.choice import choose
from replay.render.small import SmallImage
from replay.ui.messages import PictureReady
from replay.ui.pictures import PictureLoader
from replay.ui.widgets.frame import FrameView
from tests.benchmarks.desk_pictures import KINDS, recording

WORD_LETTERS = 6


class Ours(App[None]):
    """FrameView and its loader, a frame a key."""

    BINDINGS: ClassVar = [
        ("full_stop", "step(1)", "next"),
        ("r", "jump", "anywhere"),
        ("p", "pause", "pause"),
        ("q", "quit", "quit"),
    ]

    def __init__(self, kind: str, rate: float) -> None:
        super().__init__()
        self.view = FrameView(
            choose(from_environment(os.environ), os.environ.get("REPLAY_RENDER", "auto")), id="frame"
        )
        self.at = 0
        self.rate = rate
        shown = recording(kind)
        self.count = len(shown.frames)
        self.loader = PictureLoader(shown, self.post)

    def post(self, message: Message) -> None:
        self.post_message(message)

    def compose(self) -> ComposeResult:
        yield self.view

    def on_mount(self) -> None:
        if self.rate:
            self.started = time.monotonic()
            self.timer = self.set_interval(1 / self.rate, self.play)

    def play(self) -> None:
        due = int((time.monotonic() - self.started) * self.rate) % self.count
        if due != self.at:
            self.at = due
            self.ask()

    def action_step(self, direction: int) -> None:
        self.at = (self.at + direction) % self.count
        self.ask(direction)

    def action_jump(self) -> None:
        # Far enough that nothing was prepared, and never the same picture twice in a row.
        self.at = (self.at + int(self.count * 0.382)) % self.count
        self.ask()

    def action_pause(self) -> None:
        self.timer.stop()

    def on_frame_view_wants(self) -> None:
        self.ask()

    def ask(self, direction: int = 1) -> None:
        image = self.loader.request(self.at, self.view.wants(), direction)
        if image is not None:
            self.show(self.at, image)

    def on_picture_ready(self, message: PictureReady) -> None:
        self.show(message.frame, message.image)

    def show(self, frame: int, image: SmallImage | None) -> None:
        # While it plays, each picture bears a word of its own, so that the harness can count them.
        note = chr(ord("a") + frame % 26) * WORD_LETTERS if self.rate else ""
        self.view.show(image, frame=frame, note=note)

    def on_unmount(self) -> None:
        self.loader.close()


def peer(kind: str) -> App[None]:
    """Return textual-image's half cells under the same keys, its pictures decoded beforehand."""
    from PIL import Image  # noqa: PLC0415 - the other application must not pay for it
    from textual_image.widget import HalfcellImage  # noqa: PLC0415 - a test extra, and slow to import

    pictures = [Image.fromarray(KINDS[kind](frame)) for frame in range(12)]

    class Peer(App[None]):
        BINDINGS: ClassVar = [("full_stop", "step(1)", "next"), ("q", "quit", "quit")]
        CSS = "HalfcellImage { width: 100%; height: 100%; }"
        at = 0

        def compose(self) -> ComposeResult:
            yield HalfcellImage(pictures[0])

        def action_step(self, direction: int) -> None:
            self.at = (self.at + direction) % len(pictures)
            self.query_one(HalfcellImage).image = pictures[self.at]

    return Peer()


def main() -> None:
    """Run the application that is named."""
    which, kind, *rest = sys.argv[1:]
    app = peer(kind) if which == "peer" else Ours(kind, float(rest[1]) if rest else 0.0)
    app.run()


if __name__ == "__main__":
    main()
