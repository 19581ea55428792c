"""Records a session from the person's consent to the stop key: the loop that joins all sources.

Beside what every stream holds by itself, a recording of it says:

| stream | name or kind | means |
|---|---|---|
| marker | `pause`, `resume` | in between nothing was recorded but clocks and what had been held going up |
| marker | `excluded`, `included` | in between no key was recorded, nor a quarter of a second before |
| marker | `excluded` with `{"why": "late"}` | nobody could look whether a window was to be left out |
| marker | `fault`, `end` | a part failed, its words as `words`; the recorder ended by itself |
| other | `heartbeat` | once a second: rows and frames written, rows that wait |
| other | `keyboard layout` | the layout's names, as setxkbmap left them |
"""

import json
import signal
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from types import FrameType
from typing import Any

from Xlib.error import ConnectionClosedError

from formats.model.header import Header
from formats.model.time import NS_PER_S, Clock
from formats.native.writer import Writer
from replay.record.clipboard import ClipboardWatch
from replay.record.connection import connect, disconnect, server_readings
from replay.record.cost import CostMeter, Outcome
from replay.record.cursors import CursorWatch
from replay.record.desktop import Desktop
from replay.record.displays import DisplayWatch
from replay.record.errors import BrokenOffError, RecordError
from replay.record.exclusion import Exclusions
from replay.record.hotkeys import Hotkey, hotkey
from replay.record.input_source import InputSource
from replay.record.inputs import Inputs
from replay.record.judge import BEFORE_NS, Judge
from replay.record.keyboard import code_named, layout_of, read_symbols
from replay.record.mark import Mark
from replay.record.pictures import Pictures
from replay.record.plan import Plan
from replay.record.server_clock import ServerClock
from replay.record.tape import Tape
from replay.record.windows import WindowWatch

_TICK_S = 0.05
_HORIZON_NS = BEFORE_NS + 100_000_000
"""So long a row waits: until it is known whether an excluded window became active, or a pause began."""
_REMEMBERED_NS = 60 * NS_PER_S
_ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_CLOCKS_NS, _HEARTBEAT_NS = 2 * NS_PER_S, NS_PER_S


class Recorder:
    """One recording; `run` makes it."""

    def __init__(self, plan: Plan) -> None:
        """Connect, read the keyboard and take the keys; nothing is recorded yet, and no file is made.

        Raises:
            RecordError: Something is missing, or a key is taken; the message says what.
        """
        self._plan = plan
        self._exclusions = Exclusions(plan.excluded)
        self._judge = Judge()
        self._connection = connect(plan.display)
        self._name: str = self._connection.get_display_name()
        self._displays = DisplayWatch(self._connection)
        self._input = InputSource(self._name)
        self._pause_key = self._hotkey(plan.pause_key)
        self._stop_key = self._hotkey(plan.stop_key)
        keys = (self._pause_key, self._stop_key)
        if self._pause_key.is_pressed_by(self._stop_key.code, self._stop_key.modifiers):
            raise RecordError(f"{plan.pause_key} cannot both pause and stop: name two keys")
        self._mark = Mark(connect(self._name), self._displays.places, keys)
        # Asking for the time reads every event of a connection, and keeps none.
        self._clock_connection = connect(self._name)
        self._start_ns = time.monotonic_ns()
        self._start_utc_ns = time.time_ns()
        self._clock = ServerClock(server_readings(self._clock_connection), self._start_ns)
        self._watches = (
            WindowWatch(self._connection, self._exclusions),
            self._displays,
            CursorWatch(self._connection),
            ClipboardWatch(self._connection, with_text=plan.clipboard_text),
        )
        self._stopping = False
        self._stop_ns: int | None = None
        self._next_clocks_ns = self._next_heartbeat_ns = 0
        self._late_ms = 0.0

    def run(self) -> Outcome:
        """Record until the stop key, Ctrl+C, the end of `Plan.seconds` or a failure.

        Raises:
            BrokenOffError: A part failed; the file is whole and holds what was recorded until then.
            OSError: The file cannot be made or written.
        """
        meter = CostMeter()
        with ExitStack() as stack:
            stack.callback(self._close)
            writer = stack.enter_context(Writer(self._plan.out, self._header(), live=True))
            tape = Tape(writer)
            inputs = Inputs(
                tape,
                self._clock,
                read_symbols(self._connection),
                self._displays.places,
                (self._pause_key, self._stop_key),
            )
            desktop = Desktop(self._connection, tape, self._clock, self._judge, inputs, watches=self._watches)
            pictures = Pictures(
                self._name,
                tape,
                self._judge,
                self._exclusions,
                fps=self._plan.fps,
                now_ns=self._now_ns,
                places=self._displays.places,
            )
            with self._stopped_by_signals():
                failure = self._record(tape, inputs, desktop, pictures)
            outcome = meter.outcome(
                rows=tape.rows,
                frames=tape.frames,
                missed=pictures.missed,
                keys_left_out=self._judge.left_out,
                late_ms=self._late_ms,
            )
        if failure is not None:
            words = f"recording ended by itself after {outcome.duration_s:.1f} s: {_words_of(failure)}"
            raise BrokenOffError(words) from failure
        return outcome

    def _record(
        self, tape: Tape, inputs: Inputs, desktop: Desktop, pictures: Pictures
    ) -> BaseException | None:
        """Run the loop; return what broke it off, None where it was to end."""
        failure: BaseException | None = None
        try:
            desktop.begin(0)
            self._input.start()
            pictures.start()
            while failure is None and not self._stopping:
                self._tick(tape, inputs, desktop, pictures)
                failure = self._input.failure or pictures.failure
                time.sleep(_TICK_S)
        except ConnectionClosedError as error:
            failure = error
        finally:
            # Also where the disk is full: the program would wait for its threads for ever.
            pictures.stop()
            with suppress(ConnectionClosedError):
                desktop.poll(self._now_ns())
            self._input.stop()
        # The server may be gone, to which a pause is to be shown; it is kept before.
        with suppress(ConnectionClosedError):
            self._take_inputs(inputs, tape, desktop)
        end_ns = self._now_ns() if self._stop_ns is None else self._stop_ns
        pictures.known_until_ns = end_ns
        pictures.write_rest()
        if failure is not None:
            payload = json.dumps({"words": _words_of(failure)})
            tape.put("marker", end_ns, name="fault", payload=payload)
        tape.put("marker", end_ns, name="end")
        tape.release(end_ns + 1, self._judge)
        return failure

    def _tick(self, tape: Tape, inputs: Inputs, desktop: Desktop, pictures: Pictures) -> None:
        began_ns = self._now_ns()
        known_ns = began_ns - _HORIZON_NS
        self._mark.poll()
        desktop.poll(began_ns)
        self._take_inputs(inputs, tape, desktop)
        if inputs.private_asked:
            inputs.private_asked = False
            desktop.private_asked()
        if inputs.clicked or desktop.window_changed:
            inputs.clicked = desktop.window_changed = False
            pictures.ask()
        if pictures.places != self._displays.places:
            pictures.follow(self._displays.places, desktop.displays_held_ns)
            self._mark.show(self._displays.places, paused=self._judge.pauses.is_open)
        self._put_clocks(tape, began_ns)
        pictures.known_until_ns = known_ns
        tape.release(known_ns, self._judge)
        self._judge.exclusions.forget(known_ns - _REMEMBERED_NS)
        if self._plan.seconds is not None and began_ns > self._plan.seconds * NS_PER_S:
            self._stopping = True

    def _pressed(self, key: Hotkey, t_ns: int, tape: Tape, desktop: Desktop) -> None:
        if key == self._stop_key:
            self._stopping, self._stop_ns = True, t_ns
            return
        pausing = not self._judge.pauses.is_open
        (self._judge.pauses.open if pausing else self._judge.pauses.close)(t_ns)
        tape.put("marker", t_ns, name="pause" if pausing else "resume")
        self._mark.show(self._displays.places, paused=pausing)
        if not pausing:
            # What became active meanwhile was not recorded.
            desktop.put_window(t_ns)

    def _take_inputs(self, inputs: Inputs, tape: Tape, desktop: Desktop) -> None:
        for event in self._input.take():
            inputs.take(event)
        while inputs.hotkeys_pressed and self._stop_ns is None:
            self._pressed(*inputs.hotkeys_pressed.pop(0), tape, desktop)

    def _put_clocks(self, tape: Tape, t_ns: int) -> None:
        if t_ns >= self._next_heartbeat_ns:
            late_ms = (t_ns - self._next_heartbeat_ns) / 1e6 if self._next_heartbeat_ns else 0.0
            self._late_ms = max(self._late_ms, late_ms)
            self._next_heartbeat_ns = t_ns + _HEARTBEAT_NS
            counts = {"rows": tape.rows, "waiting": tape.waiting, "frames": tape.frames}
            tape.put("other", t_ns, kind="heartbeat", payload=json.dumps(counts))
        if t_ns >= self._next_clocks_ns:
            self._next_clocks_ns = t_ns + _CLOCKS_NS
            before_ns, stamp_ms, after_ns = server_readings(self._clock_connection, 1)[0]
            middle_ns = (before_ns + after_ns) // 2
            at_ns = middle_ns - self._start_ns
            wall_ns = time.time_ns() - (time.monotonic_ns() - middle_ns)
            tape.put("clock", at_ns, clock="wall", reading_ns=wall_ns)
            tape.put("clock", at_ns, clock="monotonic", reading_ns=middle_ns)
            reading_ns = self._clock.reading_ns(stamp_ms)
            tape.put("clock", at_ns, clock="x-server", reading_ns=reading_ns)

    @contextmanager
    def _stopped_by_signals(self) -> Iterator[None]:
        """Let Ctrl+C and its like end the loop between two rounds, never within one: rows would be lost.

        The second of them interrupts all the same.
        """
        if threading.current_thread() is not threading.main_thread():
            yield
            return

        def stop(number: int, frame: FrameType | None) -> None:
            if self._stopping:
                signal.default_int_handler(number, frame)
            self._stopping = True

        wanted = [number for number in _ENDINGS if signal.getsignal(number) is not signal.SIG_IGN]
        before = {number: signal.signal(number, stop) for number in wanted}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _now_ns(self) -> int:
        return time.monotonic_ns() - self._start_ns

    def _hotkey(self, text: str) -> Hotkey:
        return hotkey(text, lambda name: code_named(self._connection, name))

    def _header(self) -> Header:
        details: dict[str, Any] = {
            "fps": self._plan.fps,
            "excluded": list(self._plan.excluded),
            "clipboard_text": self._plan.clipboard_text,
            "keyboard_layout": layout_of(self._connection),
            "signed_by_policy": bool(self._plan.agreement.signed_by),
        }
        return Header(
            recording_id=str(uuid.uuid4()),
            source="replay",
            recorder=self._plan.recorder,
            start_utc_ns=self._start_utc_ns,
            time_zone=_utc_offset(),
            task=self._plan.task,
            consent=self._plan.agreement.consent(self._start_utc_ns),
            clocks=(Clock("monotonic", self._start_ns), self._clock.clock),
            details=details,
        )

    def _close(self) -> None:
        self._mark.close()
        for connection in (self._clock_connection, self._connection):
            disconnect(connection)


def _words_of(failure: BaseException) -> str:
    said = failure.strerror if isinstance(failure, OSError) else ""
    return said or str(failure) or type(failure).__name__


def _utc_offset() -> str:
    digits = time.strftime("%z")
    return f"{digits[:3]}:{digits[3:]}"
