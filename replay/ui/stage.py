"""The picture's way to the view: which frame is due, who prepares it, and what is drawn over it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.message import Message

from formats.errors import FormatError
from formats.model.corrected import uncorrected
from formats.model.displays import DisplayPlace, display_place
from formats.model.time import NS_PER_MS, NS_PER_S, format_time
from replay.core.no_pictures import why_no_pictures
from replay.core.safe_text import visible
from replay.core.trails import KEY_HELD_S, Trail, trail
from replay.privacy.masks.masks import Masks
from replay.privacy.painting.painted import Box
from replay.record.exclusion import DEFAULT_EXCLUDED
from replay.render.capability import Capability, Method
from replay.render.choice import AUTO, choose, offered
from replay.ui import late
from replay.ui.layout import layout_of
from replay.ui.messages import PictureReady
from replay.ui.pictures import PictureLoader
from replay.ui.player import Player
from replay.ui.private.hidden_frames import HiddenFrames
from replay.ui.private.mask_keeper import MaskKeeper
from replay.ui.widgets.frame import FrameView
from replay.ui.widgets.frame_painter import FramePainter
from replay.ui.widgets.ground import Ground

if TYPE_CHECKING:
    from replay.ui.blank import BlankScreens

FIRST_S = 0.06
"""How long the first picture is waited for, before the main screen is made."""


class Stage:
    """Keeps the view at the player's time; for the interface's thread."""

    def __init__(
        self,
        player: Player,
        capability: Capability,
        render: str,
        *,
        trail_s: float,
        private: Sequence[str] = DEFAULT_EXCLUDED,
        own: bool = False,
    ) -> None:
        """Begin.

        Args:
            player: With the recording.
            capability: What the terminal can show.
            render: How pictures are drawn; one of `replay.render.choice.REQUESTS`.
            trail_s: Length of the pointer's path.
            private: Patterns of the windows that are hidden, see `replay.record.exclusion`.
            own: Whether the recorded person looks at it: nothing is hidden but what they removed.
        """
        self._capability = capability
        self._render = render
        self.view = FrameView(choose(capability, render))
        self.player = player
        self._trail_s = trail_s
        self._loader: PictureLoader | None = None
        self._frame = -1
        self.keeper = MaskKeeper(player.recording, player.windows, () if own else private, own=own)
        self.hidden = HiddenFrames(player, self.keeper, as_taken=own)
        self._boxes: tuple[Box, ...] = ()
        """What is hidden of the picture that is shown."""
        self._blank = late.blank_screens(player.recording)

    def prepare(self, screen: Size) -> None:
        """Begin with the picture that is due, for a screen of this size, before there is a widget for it."""
        player = self.player
        self.view.expect(layout_of(screen, player.proportion).picture)
        frame = player.frame_at(player.t_ns)
        if frame >= 0:
            self._loader = PictureLoader(player.recording, hidden=self.hidden.boxes)
            self._loader.request(frame, self.view.wants(), player.direction)

    def show_first(self, ground: Ground) -> None:
        """Paint the picture that is due on the ground of the empty screen, where it soon can be had."""
        view = self.view
        if self._loader is None or view.choice.method is not Method.CELLS or not view.fits(ground.size):
            return
        self._loader.wait(FIRST_S)
        self.show(self.player.t_ns)
        if view.scene.image is None:
            return
        painter = FramePainter(ground, view.choice, ground.refresh)
        # The backdrop, which is there already.
        painter.lines(ground.size.region)
        painter.paint(view.scene)
        ground.painter = painter

    def start(self, post: Callable[[Message], object]) -> None:
        """Prepare pictures from now on; answers go to `post`."""
        if self._loader is None:
            self._loader = PictureLoader(self.player.recording, hidden=self.hidden.boxes)
        self._loader.listen(post)

    def close(self) -> None:
        """Stop preparing."""
        if self._loader is not None:
            self._loader.close()

    def mask(self, masks: Masks) -> None:
        """Hide something else from now on; a picture that shows too much goes at once."""
        shown = self.view.frame
        if shown < 0 or self.view.scene.image is None:
            return
        if not set(self.hidden.boxes_by(masks, shown)) <= set(self._boxes):
            self.view.show(None, frame=shown, note="hidden")

    def show(self, t_ns: int) -> None:
        """Show what was on screen at a time: the trail at once, the picture when it is at hand."""
        player = self.player
        if self._blank is not None:
            self._show_blank(self._blank, t_ns)
            return
        frame = player.frame_at(t_ns)
        try:
            self._lay_over(self._trail(t_ns), frame, t_ns)
        except FormatError:
            # What cannot be read is said by the lists; the picture is shown without its trail.
            self.view.set_overlay(None)
        if self._loader is None:
            return
        if frame < 0:
            self._frame = frame
            self.view.show(None, frame=-1, note=self._no_picture())
            return
        self._frame = frame
        image = self._loader.request(frame, self.view.wants(), player.direction)
        if image is not None:
            self._boxes = self.hidden.boxes(frame)
            self.view.show(image, frame=frame)

    def take(self, message: PictureReady) -> None:
        """Show a picture that was asked for, unless the view wants another by now."""
        if message.wanted != self.view.wants():
            return
        if message.frame != self._frame and not message.late:
            return
        if message.image is not None and message.boxes != self.hidden.boxes(message.frame):
            return  # something else is hidden of it by now, and it has been asked for anew
        self._boxes = message.boxes
        note = (
            f"frame #{message.frame}: {visible(self.keeper.masks.clean(message.error))}"
            if message.error
            else ""
        )
        self.view.show(message.image, frame=message.frame, note=note)

    def next_method(self) -> str:
        """Draw the next way that the terminal is known to show, and say which."""
        ways = offered(self._capability)
        at = ways.index(self._render) if self._render in ways else -1
        self._render = ways[(at + 1) % len(ways)]
        choice = choose(self._capability, self._render)
        self.view.set_choice(choice)
        best = ", the best here" if self._render == AUTO else ""
        return f"pictures: {choice.words}{best}"

    def describe(self) -> str:
        """Name the display and the zoom."""
        player = self.player
        if self._blank is not None:
            return f"no pictures  {self.view.viewport.zoom.value}"
        if self._frame < 0:
            return ""
        display = f"display {player.display}, " if len(player.displays) > 1 else ""
        outside = ", pointer outside" if self.view.pointer_is_outside else ""
        return f"{display}{self.view.viewport.label}{outside}"

    def distance(self, t_ns: int) -> tuple[str, str]:
        """Name the frame that is due and say how far before a time it lies, and how far as recorded."""
        if self._blank is not None or self._frame < 0:
            return "", ""
        recording = self.player.recording
        away = f"frame #{self._frame} {_away(t_ns - int(recording.frames['t'][self._frame]))}"
        raw = uncorrected(recording)
        if raw is recording:
            return away, ""
        return away, f"as recorded {_away(t_ns - int(raw.frames['t'][self._frame]))}"

    def _show_blank(self, screens: "BlankScreens", t_ns: int) -> None:
        """Show an empty screen with what was done on it."""
        try:
            blank = screens.at(t_ns, self.view.wants(), self.keeper.masks)
            shown = self._trail(t_ns)
        except FormatError as error:
            self.view.set_overlay(None)
            self.view.show(None, frame=-1, note=visible(str(error)))
            return
        if blank is None:
            self.view.set_overlay(shown)
            self.view.show(None, frame=-1, note=self._no_picture())
            return
        self.view.show(blank.image, frame=-1, note=blank.note, caption=blank.caption)
        self.view.set_overlay(shown, origin=blank.place.origin, scale=blank.place.scale)

    def _trail(self, t_ns: int) -> Trail:
        """Return what is drawn over the picture, without hidden keys: each would tell of a letter."""
        shown = trail(self.player.recording, t_ns, self._trail_s)
        since_ns = t_ns - round(KEY_HELD_S * NS_PER_S)
        if shown.keys and self.keeper.masks.hides("keys", since_ns, t_ns + 1):
            return replace(shown, keys=())
        return shown

    def _lay_over(self, shown: Trail, frame: int, t_ns: int) -> None:
        place = display_place(self.player.recording, frame, t_ns) if frame >= 0 else DisplayPlace()
        self.view.set_overlay(shown, origin=place.origin, scale=place.scale)

    def _no_picture(self) -> str:
        recording = self.player.recording
        first_ns = self.player.first_picture_ns()
        if first_ns is not None:
            return f"no picture yet: the first comes at {format_time(first_ns)}"
        return f"this recording has no pictures: {visible(why_no_pictures(recording))}"


def _away(ns: int) -> str:
    ms = abs(ns) // NS_PER_MS
    way = "before" if ns >= 0 else "after"
    return f"{ms} ms {way}" if ms < 10_000 else f"{ms // 1000} s {way}"
