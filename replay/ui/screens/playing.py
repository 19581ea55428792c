"""What every screen of a recording does: it takes keys, plays, goes to a time, and looks closer.

A handler changes the playhead and asks for one update; the update shows the newest state, so that a key held
down costs one update for each picture that can be painted and never queues.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.app import App
from textual.binding import BindingsMap
from textual.geometry import Size

from formats.errors import FormatError
from formats.model.time import format_time
from replay.core.safe_text import visible
from replay.core.timecode import parse_instant
from replay.ui import late
from replay.ui.calm import Calm
from replay.ui.keys import Key, bindings
from replay.ui.private.picture_looker import PictureLooker
from replay.ui.screens.opening import is_echo
from replay.ui.screens.telling import TellingScreen
from replay.ui.stage import Stage
from replay.ui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from replay.ui.analysis import Analysis

_PLAY_TICK_S = 1 / 60


class PlayingScreen(TellingScreen):
    """Keeps a picture and a timeline at the playhead; what else there is on it is for its subclasses."""

    def __init__(self, stage: Stage, table: tuple[Key, ...], idle_s: float) -> None:
        """Show a recording.

        Args:
            stage: With the player.
            table: What the keys do.
            idle_s: From when on it is idle that nothing happens.
        """
        super().__init__()
        self.player = stage.player
        self.stage = stage
        self.table = table
        self._bindings = BindingsMap(bindings(table))
        self._due = False
        self.pending: Callable[[str], None] | None = None
        self.said = ""
        self.calm = Calm()
        """For threads that nobody waits for."""
        self._idle_s = idle_s
        self._analysis: Analysis | None = None
        self._looker = PictureLooker(stage.keeper.windows, self.post_message, self.calm)

    def on_mount(self) -> None:
        """Follow the playhead from now on."""
        self.set_interval(_PLAY_TICK_S, self._tick)
        self.app.app_resume_signal.subscribe(self, self._repaint)

    def on_unmount(self) -> None:
        """Stop the threads."""
        self.stage.close()
        self._looker.close()
        if self._analysis is not None:
            self._analysis.close()

    def on_resize(self, event: events.Resize) -> None:
        """Share the room out anew."""
        if not is_echo(self, event):
            self.share_out(event.size)

    def share_out(self, size: Size) -> None:
        """Share the room out."""
        raise NotImplementedError

    def read_through(self) -> None:
        """Begin to read the recording, in threads that tell what they find by messages."""
        self._analysis = late.analysis()(
            self.player.recording,
            self.post_message,
            idle_s=self._idle_s,
            windows=self.stage.keeper.windows,
        )
        self._analysis.start()

    def tell_problems(self) -> None:
        """Say what is wrong with the file."""
        for problem in self.player.recording.problems[:3]:
            self.notify(problem, severity="warning", timeout=12, markup=False)

    def _repaint(self, _: App[object]) -> None:
        """Paint everything after `fg`: the terminal holds nothing of what was on it."""
        self.stage.view.repaint()
        self.app.screen.refresh(repaint=True, layout=True)

    async def take_key(self, event: events.Key) -> bool:
        """Do what a key is bound to, or give it to what waits for a letter; False for a key of neither.

        It comes before what nobody waits for.
        """
        self.calm.disturb()
        if self.pending is not None:
            pending, self.pending = self.pending, None
            self.say("")
            if event.key not in {"escape", "ctrl+c"}:
                pending(event.character or event.key)
            return True
        bound = self._bindings.key_to_bindings.get(event.key)
        if not bound:
            return False
        await self.perform(bound[0].action)
        return True

    async def perform(self, action: str) -> None:
        """Do an action of the table of keys; what cannot be read for it is said and ends nothing."""
        try:
            await self.run_action(action)
        except FormatError as error:
            self.say(visible(str(error)))

    # Showing

    def update_all(self) -> None:
        """Ask for the newest state to be shown, once."""
        if not self._due:
            self._due = True
            self.call_next(self._show_newest)

    def _show_newest(self) -> None:
        self._due = False
        self.show_at(self.player.t_ns)

    def show_at(self, t_ns: int) -> None:
        """Show what was at a time."""
        raise NotImplementedError

    def _tick(self) -> None:
        if self.player.playhead.playing:
            self.player.stop_at_end()
            self.update_all()

    def say(self, text: str) -> None:
        """Show a word at the top, in place of the last one; "" for none."""
        self.said = text
        self.update_all()

    def moved(self, there: bool, missing: str) -> None:
        """Show the new place, or say what is missing where there was none to go to."""
        self.said = "" if there else missing
        self.update_all()

    def on_frame_view_wants(self) -> None:
        """The view's size or zoom changed."""
        self.update_all()

    def on_timeline_sought(self, message: Timeline.Sought) -> None:
        """Go where the timeline was clicked or dragged to."""
        if message.dragged:
            self.player.seek(message.t_ns)
        else:
            self.player.jump(message.t_ns)
        self.say("")

    # Playing

    def action_play(self) -> None:
        """Play or pause."""
        self.player.toggle()
        self.say("")

    def action_slower(self) -> None:
        """Play slower."""
        self.player.set_rate(-1)
        self.update_all()

    def action_faster(self) -> None:
        """Play faster."""
        self.player.set_rate(1)
        self.update_all()

    def action_normal_rate(self) -> None:
        """Play at the recording's own rate."""
        self.player.set_rate(0)
        self.update_all()

    # Going

    def action_start(self) -> None:
        """Go to the start."""
        self.player.jump(self.player.playhead.start_ns)
        self.say("")

    def action_end(self) -> None:
        """Go to the end."""
        self.player.jump(self.player.playhead.duration_ns)
        self.say("")

    def action_go_to(self) -> None:
        """Ask for a time and go there."""

        def go(text: str) -> None:
            self.player.jump(self._time(text))
            self.say("")

        self.app.push_screen(late.prompt()("Go to", lambda text: format_time(self._time(text)), go))

    # Looking

    def action_zoom_frame(self) -> None:
        """Show the whole picture, its pixels, or the pointer's surroundings."""
        self.stage.view.cycle_zoom()
        self.update_all()

    def action_magnify(self, steps: int) -> None:
        """Draw the picture larger or smaller."""
        if self.stage.view.magnify(steps):
            self.say("")
        else:
            self.say("the whole picture is shown: + enlarges it" if steps < 0 else "as large as it goes")

    def action_pan(self, columns: int, rows: int) -> None:
        """Look at another part of the picture."""
        there = self.stage.view.pan(columns, rows)
        self.moved(there, "the whole picture is shown: + enlarges it")

    def action_zoom_timeline(self, steps: int) -> None:
        """Show less or more time."""
        self.query_one(Timeline).zoom(steps)

    def action_display(self) -> None:
        """Show another display."""
        self.player.next_display()
        self.moved(len(self.player.displays) > 1, "this recording has one display")

    def action_render(self) -> None:
        """Draw pictures the next way there is."""
        self.say(self.stage.next_method())

    # The tool

    def action_palette(self) -> None:
        """Open the palette."""
        self.app.action_command_palette()

    def action_suspend(self) -> None:
        """Stop until the shell's `fg`; playing stops too, for nobody watches."""
        if self.player.playhead.playing:
            self.player.toggle()
        self.app.action_suspend_process()

    def _time(self, text: str) -> int:
        player = self.player
        length_ns = player.playhead.duration_ns
        return parse_instant(text, player.recording.frames, length_ns, now_ns=player.t_ns)
