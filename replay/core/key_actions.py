"""Typing, keys and hotkeys: what a person did with the keyboard, as actions.

Typing is one action with its corrections applied: Backspace, Delete and moves of the caret are part of it as
long as they stay inside what was typed and typing goes on after them. Enter, Tab, shortcuts, a click,
scrolling, another field or window and a pause end it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from formats.model.recording import Recording
from replay.core import keyboard
from replay.core.commands import Command, command_of
from replay.core.editor import TextField
from replay.core.inputs import NO_WINDOW, Committed, Field, Input, Press, Window, inputs, is_mac
from replay.core.scrolls import wheel_steps
from replay.core.strokes import Stroke

_BACKSPACES = {Command.ERASE_BEFORE, Command.ERASE_WORD_BEFORE, Command.ERASE_TO_SPACE}
_CORRECTIONS = {*_BACKSPACES, Command.ERASE_BEHIND, Command.ERASE_WORD_BEHIND}


@dataclass(frozen=True, slots=True)
class KeyAction:
    """Text typed, or a key or a combination pressed."""

    start_ns: int
    end_ns: int
    first_seq: int
    last_seq: int
    text: str | None
    """What was typed; None for a key or a combination."""
    keys: str
    """"Enter", "Ctrl+L"; empty for typing."""
    hotkey: bool
    count: int
    """How many keystrokes: for a key, its press and its repeats."""
    certain: bool = True
    released: bool = True


def key_actions(recording: Recording, *, pause_s: float) -> Iterator[KeyAction]:
    """Yield typing, keys and hotkeys in order of their start.

    Args:
        recording: Where from.
        pause_s: A pause of this length in typing makes it two actions.
    """
    reader = _Reader(round(pause_s * 1e9), wheel_steps(recording)["t"].tolist(), mac=is_mac(recording))
    for item in inputs(recording):
        reader.take(item)
        yield from reader.taken()
    reader.flush()
    yield from reader.taken()


class _Reader:
    def __init__(self, pause_ns: int, scrolled: list[int], *, mac: bool) -> None:
        self._pause_ns = pause_ns
        self._scrolled = scrolled
        self._mac = mac
        self._done: list[KeyAction] = []
        self._held_back: KeyAction | None = None
        self._strokes: list[Stroke] = []
        self._moves: list[Stroke] = []
        self._place = TextField()
        self._window = NO_WINDOW

    def taken(self) -> list[KeyAction]:
        done, self._done = self._done, []
        return done

    def flush(self) -> None:
        self._end_typing()
        self._release()

    def take(self, item: Input) -> None:
        if isinstance(item, Stroke):
            self._take_stroke(item)
        elif isinstance(item, Committed):
            # Without a name: it is text, and no key even where it is a space alone.
            stroke = Stroke(item.start_ns, item.start_ns, item.first_seq, item.first_seq, item.text, "")
            self._type(stroke)
        elif isinstance(item, (Field, Press)):
            self._end_typing()
        elif isinstance(item, Window):
            if item.leaves(self._window, entered=False):
                self._end_typing()
            self._window = item

    def _take_stroke(self, stroke: Stroke) -> None:
        if stroke.text:
            self._type(stroke)
            return
        command = command_of(stroke, terminal=self._window.is_terminal, mac=self._mac)
        if self._strokes and self._is_apart(stroke):
            self._end_typing()
        if self._strokes and command.is_move and command is not Command.SELECT_ALL:
            self._moves.append(stroke)
            command.apply(self._place)
        elif self._strokes and command in _CORRECTIONS and not self._is_outside(command):
            self._strokes += [*self._moves, stroke]
            self._moves.clear()
            command.apply(self._place)
        else:
            self._end_typing()
            self._press(stroke)

    def _type(self, stroke: Stroke) -> None:
        if self._strokes and self._is_apart(stroke):
            self._end_typing()
        self._release()
        self._strokes += [*self._moves, stroke]
        self._moves.clear()
        self._place.insert(stroke.text)
        if stroke.doubt:
            self._place.doubt = stroke.doubt

    def _is_apart(self, stroke: Stroke) -> bool:
        """Say whether a pause or scrolling lies between the last keystroke and this one."""
        last = self._moves[-1] if self._moves else self._strokes[-1]
        scrolled = bisect_right(self._scrolled, last.start_ns) < bisect_left(self._scrolled, stroke.start_ns)
        return scrolled or stroke.start_ns - last.start_ns >= self._pause_ns

    def _is_outside(self, command: Command) -> bool:
        """Say whether erasing would touch only what was there before the typing."""
        return self._place.at_start if command in _BACKSPACES else self._place.at_end

    def _end_typing(self) -> None:
        strokes, moves, place = self._strokes, self._moves, self._place
        self._strokes, self._moves, self._place = [], [], TextField()
        if len(strokes) == 1 and place.text == " " and strokes[0].name:
            # The space bar alone presses a button or turns a page; it writes nothing.
            self._press(strokes[0])
        elif strokes:
            self._done.append(
                KeyAction(
                    strokes[0].start_ns,
                    max(stroke.end_ns for stroke in strokes),
                    min(stroke.first_seq for stroke in strokes),
                    max(stroke.last_seq for stroke in strokes),
                    place.text,
                    "",
                    hotkey=False,
                    count=len(strokes),
                    certain=not place.doubt,
                )
            )
        for stroke in moves:
            self._press(stroke)

    def _press(self, stroke: Stroke) -> None:
        keys = keyboard.shortcut(stroke.modifiers, stroke.name)
        before = self._held_back
        if stroke.repeat and before is not None and before.keys == keys:
            self._held_back = KeyAction(
                before.start_ns,
                max(before.end_ns, stroke.end_ns),
                before.first_seq,
                max(before.last_seq, stroke.last_seq),
                None,
                keys,
                before.hotkey,
                before.count + 1,
                released=stroke.released,
            )
            return
        self._release()
        self._held_back = KeyAction(
            stroke.start_ns,
            stroke.end_ns,
            stroke.first_seq,
            stroke.last_seq,
            None,
            keys,
            hotkey="+" in keys[:-1],
            count=1,
            released=stroke.released,
        )

    def _release(self) -> None:
        """Let go of the key that could have been repeated."""
        if self._held_back is not None:
            self._done.append(self._held_back)
            self._held_back = None
