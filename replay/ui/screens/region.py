"""A region of the picture is picked, flagged, commented on and followed: what its keys do to the screen."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from textual import events, work

from formats.errors import FormatError
from formats.model.annotations import Flag, Region
from formats.model.frames import frame_ends
from formats.model.time import Span
from formats.native.sealed_layout import is_sealed
from formats.plain_file import read_head
from replay.core.stoppable import StoppableRecording, StoppedError
from replay.privacy.painting.painted import Box
from replay.render.outlines import Outline
from replay.render.viewport import Zoom
from replay.ui import late, messages
from replay.ui.desks.region_tool import LEAST_PX, RegionTool, begun
from replay.ui.keys import CATEGORIES
from replay.ui.screens.labelling import LabellingScreen

if TYPE_CHECKING:
    from replay.annotate.workspace import Done
    from replay.ui.desks.eyes import Eyes
    from replay.ui.desks.flag_desk import Drawn
    from replay.ui.desks.label_desk import LabelDesk

_CHOICES = "  ".join(f"{letter} {name}" for letter, name in CATEGORIES.items())
_PASSED_ON = {"plus": "magnify(1)", "underscore": "magnify(-1)"}
"""Keys that do while a region is picked what they always do."""


_PATIENCE_S = 1.0
"""So long what reads many pictures waits for whoever presses keys."""
_AT_WORK_S = 0.1
"""So long it goes on before it waits again: most pictures take no time, as they show nothing new."""


class RegionScreen(LabellingScreen):
    """The screen of a recording with the keys of regions."""

    tool: RegionTool | None = None
    """The region that is being picked."""
    _tool_frame = -1
    _pressed_at: tuple[float, float] | None = None
    """Where a mouse button went down on the picture, in its pixels."""
    _is_reading = False
    """Whether lines of text are still to be found on the picture."""
    _taken: "Callable[[Region], None] | None" = None
    """Gets the region that is picked."""
    _eyes: "Eyes | None" = None
    _looked_at: object = None
    """The recording that they look at."""
    _drawn: "tuple[tuple[Span, Drawn], ...]" = ()

    asks: "tuple[Callable[[str], None] | None, str]" = (None, "")
    """What was last asked by one letter: who waits for it, and what it is about."""
    _is_left = False
    _gave_way_at = 0.0
    """When what reads many pictures last waited for keys."""
    _making = threading.Lock()

    def on_unmount(self) -> None:
        """Let threads that read stop at their next read."""
        self._is_left = True

    async def take_key(self, event: events.Key) -> bool:
        """Give a key to the region that is being picked, where there is one."""
        if self.tool is None:
            return await super().take_key(event)
        if event.key in _PASSED_ON:
            await self.perform(_PASSED_ON[event.key])
            return True
        tool, outcome = self.tool.pressed(event.key)
        if outcome == "goes on":
            self._show_tool(tool)
            return True
        taken, self.tool, self._taken = self._taken, None, None
        self.say("")
        if outcome == "taken" and taken is not None:
            taken(tool.region)
        return True

    def action_region(self) -> None:
        """Pick a region of the picture, to flag it or to comment on it."""
        self._pick_region(self._ask_what_for)

    def _pick_region(self, taken: Callable[[Region], None], region: Region | None = None) -> None:
        """Let a region be picked on the picture that is shown.

        Args:
            taken: Gets it.
            region: To begin with; None for one of the size of a line at the pointer.
        """
        player = self.player
        if player.playhead.playing:
            player.toggle()
        frame = player.frame_at(player.t_ns)
        if frame < 0:
            self.say("there is no picture here to pick a region of")
            return
        row = player.recording.frames[frame]
        tool = begun(int(row["width"]), int(row["height"]), int(row["display"]), self.stage.view.pointer)
        if tool is None:
            self.say("this picture is too small to pick a region of")
            return
        self._tool_frame, self._taken, self._is_reading = frame, taken, False
        self._show_tool(tool if region is None else tool.at(region))
        known: tuple[Region, ...] = ()
        if self.desk is not None:
            known = tuple(self.desk.flagging.known_boxes(player.t_ns, tool.region.display, self.desk.stops))
        self._detect(frame, known)

    def _show_tool(self, tool: RegionTool) -> None:
        self.tool = tool
        view, box = self.stage.view, tool.region
        if view.viewport.zoom is not Zoom.FIT and not view.shows(box.x, box.y, box.width, box.height):
            centre = (box.x + box.width / 2, box.y + box.height / 2)
            view.set_viewport(replace(view.viewport, zoom=Zoom.ACTUAL, centre=centre))
        reading = self._is_reading and not tool.touched
        self.say(f"{tool.words}   reading its text …" if reading else tool.words)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a region where the picture is pressed, while one is picked."""
        self._pressed_at = self._point(event) if self.tool is not None else None

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End it where the button is let go."""
        start, end, self._pressed_at = self._pressed_at, self._point(event), None
        if self.tool is None or start is None or end is None:
            return
        left, right = sorted((round(start[0]), round(end[0])))
        top, bottom = sorted((round(start[1]), round(end[1])))
        region = self.tool.region
        if right - left < LEAST_PX or bottom - top < LEAST_PX:
            # A click moves it: its middle is where the picture was clicked.
            left, top = left - region.width // 2, top - region.height // 2
            right, bottom = left + region.width, top + region.height
        drawn = Region(region.display, left, top, right - left, bottom - top)
        self._show_tool(self.tool.at(drawn))

    def _point(self, event: events.MouseEvent) -> tuple[float, float] | None:
        corner = self.stage.view.region
        return self.stage.view.picture_point(event.screen_x - corner.x, event.screen_y - corner.y)

    @work(thread=True, exclusive=True, group="boxes")
    def _detect(self, frame: int, known: tuple[Region, ...]) -> None:
        try:
            for boxes in self._looking().boxes(frame, known):
                self.post_message(messages.BoxesReady(boxes))
        except (FormatError, StoppedError):
            return  # The arrows draw a region all the same.

    def on_boxes_ready(self, message: messages.BoxesReady) -> None:
        """Offer letters for what was detected, unless somebody draws already."""
        boxes = message.boxes
        if self.tool is not None and boxes.frame == self._tool_frame:
            self._is_reading = not boxes.is_last
            # A box around a hidden word would tell how long that is.
            hidden = self.stage.hidden.boxes(boxes.frame)
            self._show_tool(
                self.tool.detected([each for each in boxes.regions if not _is_within(each, hidden)])
            )

    def _ask_what_for(self, region: Region) -> None:
        """Wait for the letter that says what a region is picked for."""
        self.say(f"{_CHOICES}  x word  c comment")

        def chosen(letter: str) -> None:
            if letter in CATEGORIES:
                self._flag_region(region, CATEGORIES[letter])
            elif letter == "x":
                self._ask_category(lambda text: self._flag_region(region, text))
            elif letter == "c":
                self._comment_region(region)
            else:
                self.say(f"nothing is done with the region: {', '.join(CATEGORIES)}, x or c")

        self.pending, self.asks = chosen, (chosen, "what for")

    def _flag_region(self, region: Region, category: str) -> None:
        frame, shown = self._tool_frame, self._shown(self._tool_frame)

        def does(desk: "LabelDesk", _: int) -> "Done":
            done, flag = desk.flagging.flag_region(frame, shown, region, category)
            if flag is not None and late.is_followed()(flag):
                self._follow_region(flag)
            return done

        self.do(does)

    def _comment_region(self, region: Region) -> None:
        asked_ns = self.player.t_ns
        self.app.push_screen(
            late.prompt()(
                "Comment on this region: what should the next person know?",
                lambda _: "Enter pins it to the region, here or from in to out point",
                lambda text: self.do(lambda desk, _: desk.flagging.comment_region(asked_ns, region, text)),
            )
        )

    def _ask_category(self, done: Callable[[str], None]) -> None:
        self.app.push_screen(
            late.prompt()("Flag as: password, person, other …", lambda _: "Enter flags it as that", done)
        )

    def _shown(self, frame: int) -> Span:
        """Return how long a frame is shown: until the next one of its display."""
        recording = self.player.recording
        start_ns = int(recording.frames["t"][frame])
        end_ns = int(frame_ends(recording.frames, recording.duration_ns)[frame])
        return Span(start_ns, max(end_ns, start_ns + 1))

    @work(thread=True, group="follow")
    def _follow_region(self, flag: Flag) -> None:
        try:
            trace = self._looking().trace(flag)
        except FormatError as error:
            self.post_message(messages.ReadingFailed(f"the region is not followed: {error}"))
            return
        except StoppedError:
            return
        self.post_message(messages.RegionFollowed(trace))

    def on_region_followed(self, message: messages.RegionFollowed) -> None:
        """Let the flag be wherever its region went."""
        self.do(lambda desk, _: desk.flagging.spread(message.trace))

    def outlines(self, t_ns: int) -> tuple[Outline, ...]:
        """Return what is drawn over the picture: regions with flags and comments, and the one in hand."""
        display = self.player.display
        found = [
            _outline(drawn.region, "flag" if drawn.is_flag else "comment")
            for span, drawn in self._drawn
            if drawn.region.display == display and span.contains(t_ns)
        ]
        if self.tool is not None:
            labels = self.tool.labels()
            typed = self.tool.typed
            found += [
                _outline(box, "box", label)
                for box, label in zip(self.tool.boxes, labels, strict=True)
                if label.startswith(typed)
            ]
            found.append(_outline(self.tool.region, "chosen"))
        return tuple(found)

    def _give_way(self) -> None:
        """Wait while keys are pressed, but not for ever: who holds one down wants to have it read, too."""
        now = time.monotonic()
        if now - self._gave_way_at < _AT_WORK_S:
            return
        self.calm.wait(lambda: self._is_left or time.monotonic() > now + _PATIENCE_S)
        self._gave_way_at = time.monotonic()

    def _looking(self) -> "Eyes":
        """Return what reads for threads, made by the first of them."""
        with self._making:
            recording = self.player.recording
            if self._eyes is None or self._looked_at is not recording:
                # Of one whose frames have other times now nothing that was read holds.
                stoppable = StoppableRecording(recording, lambda: self._is_left)
                keeps = not self.visit.keep_nothing and _may_keep(self._source)
                self._eyes = late.eyes()(stoppable, keeps, self._give_way)
                self._looked_at = recording
            return self._eyes


def _may_keep(source: Path) -> bool:
    """Say whether what is read may be kept: what a sealed recording says would lie open beside it."""
    try:
        return not is_sealed(read_head(source))
    except FormatError:
        return False  # It is not there any more, and nobody can tell.


def _is_within(region: Region, boxes: Sequence[Box]) -> bool:
    right, bottom = region.x + region.width, region.y + region.height
    return any(
        box.left <= region.x and box.top <= region.y and right <= box.right and bottom <= box.bottom
        for box in boxes
    )


def _outline(region: Region, kind: Literal["flag", "comment", "box", "chosen"], label: str = "") -> Outline:
    return Outline(region.x, region.y, region.width, region.height, kind, label)
