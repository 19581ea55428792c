"""What a keystroke that types nothing does to a text field."""

from enum import Enum, auto

from replay.core.editor import Move, TextField, Unit
from replay.core.keyboard import ALT, CHORD, CONTROL, META, SHIFT
from replay.core.strokes import Stroke


class Command(Enum):
    """One effect on a text field; the moves and the erasing come in two kinds, with and without selecting."""

    NONE = auto()
    """Changes neither the text nor the caret: saving, copying, making it bold."""
    LEAVE = auto()
    """Nobody knows where the caret is afterwards."""
    ENTER = auto()
    PASTE = auto()
    CUT = auto()
    SELECT_ALL = auto()
    UNDO = auto()
    COMPLETE = auto()
    HISTORY = auto()
    OVERTYPE = auto()
    ERASE_BEFORE = auto()
    ERASE_WORD_BEFORE = auto()
    ERASE_TO_SPACE = auto()
    ERASE_LINE_BEFORE = auto()
    ERASE_BEHIND = auto()
    ERASE_WORD_BEHIND = auto()
    ERASE_LINE_BEHIND = auto()
    LEFT = auto()
    RIGHT = auto()
    UP = auto()
    DOWN = auto()
    WORD_LEFT = auto()
    WORD_RIGHT = auto()
    LINE_START = auto()
    LINE_END = auto()
    START = auto()
    END = auto()
    SELECT_LEFT = auto()
    SELECT_RIGHT = auto()
    SELECT_UP = auto()
    SELECT_DOWN = auto()
    SELECT_WORD_LEFT = auto()
    SELECT_WORD_RIGHT = auto()
    SELECT_LINE_START = auto()
    SELECT_LINE_END = auto()
    SELECT_START = auto()
    SELECT_END = auto()

    @property
    def is_move(self) -> bool:
        """Whether it only moves the caret or changes the selection."""
        return self in _MOVES or self is Command.SELECT_ALL

    def apply(self, place: TextField) -> bool:
        """Do it to a field, and say whether that may have changed its text."""
        if self in _MOVES:
            to, select = _MOVES[self]
            place.move(to, select=select)
            return False
        if self in _DOUBTS:
            place.doubt = place.doubt or _DOUBTS[self]
            return True
        if self is Command.SELECT_ALL:
            place.select_all()
            return False
        _erase(self, place)
        return True


_MOVES: dict[Command, tuple[Move, bool]] = {
    Command.LEFT: ("left", False),
    Command.RIGHT: ("right", False),
    Command.UP: ("up", False),
    Command.DOWN: ("down", False),
    Command.WORD_LEFT: ("word_left", False),
    Command.WORD_RIGHT: ("word_right", False),
    Command.LINE_START: ("line_start", False),
    Command.LINE_END: ("line_end", False),
    Command.START: ("start", False),
    Command.END: ("end", False),
    Command.SELECT_LEFT: ("left", True),
    Command.SELECT_RIGHT: ("right", True),
    Command.SELECT_UP: ("up", True),
    Command.SELECT_DOWN: ("down", True),
    Command.SELECT_WORD_LEFT: ("word_left", True),
    Command.SELECT_WORD_RIGHT: ("word_right", True),
    Command.SELECT_LINE_START: ("line_start", True),
    Command.SELECT_LINE_END: ("line_end", True),
    Command.SELECT_START: ("start", True),
    Command.SELECT_END: ("end", True),
}
_SELECTING = {to: command for command, (to, select) in _MOVES.items() if select}
_DOUBTS = {
    Command.UNDO: "something was undone or done again",
    Command.COMPLETE: "Tab may have completed a word",
    Command.HISTORY: "a line was called up from the history",
    Command.OVERTYPE: "Insert may have switched overtyping",
}
_PLAIN = {
    "Backspace": Command.ERASE_BEFORE,
    "Delete": Command.ERASE_BEHIND,
    "ArrowLeft": Command.LEFT,
    "ArrowRight": Command.RIGHT,
    "ArrowUp": Command.UP,
    "ArrowDown": Command.DOWN,
    "Home": Command.LINE_START,
    "End": Command.LINE_END,
    "Enter": Command.ENTER,
    "Insert": Command.OVERTYPE,
    "Unidentified": Command.NONE,
    "Dead": Command.NONE,
    "Process": Command.NONE,
    "Compose": Command.NONE,
    "NumLock": Command.NONE,
    "ScrollLock": Command.NONE,
    "PrintScreen": Command.NONE,
}
_WITH_CONTROL = {
    "A": Command.SELECT_ALL,
    "C": Command.NONE,
    "Insert": Command.NONE,
    "S": Command.NONE,
    "B": Command.NONE,
    "I": Command.NONE,
    "U": Command.NONE,
    "V": Command.PASTE,
    "X": Command.CUT,
    "Z": Command.UNDO,
    "Y": Command.UNDO,
    "Backspace": Command.ERASE_WORD_BEFORE,
    "Delete": Command.ERASE_WORD_BEHIND,
    "ArrowLeft": Command.WORD_LEFT,
    "ArrowRight": Command.WORD_RIGHT,
    "Home": Command.START,
    "End": Command.END,
}
_WITH_COMMAND = {  # The Mac's Command key.
    **{name: command for name, command in _WITH_CONTROL.items() if len(name) == 1},
    "Backspace": Command.ERASE_LINE_BEFORE,
    "ArrowLeft": Command.LINE_START,
    "ArrowRight": Command.LINE_END,
    "ArrowUp": Command.START,
    "ArrowDown": Command.END,
}
_WITH_OPTION = {
    "Backspace": Command.ERASE_WORD_BEFORE,
    "Delete": Command.ERASE_WORD_BEHIND,
    "ArrowLeft": Command.WORD_LEFT,
    "ArrowRight": Command.WORD_RIGHT,
}
_READLINE = {  # bash(1), READLINE; the Mac's text fields know most of them too.
    "A": Command.LINE_START,
    "E": Command.LINE_END,
    "B": Command.LEFT,
    "F": Command.RIGHT,
    "D": Command.ERASE_BEHIND,
    "H": Command.ERASE_BEFORE,
    "K": Command.ERASE_LINE_BEHIND,
}
_SHELL = {
    **_READLINE,
    "U": Command.ERASE_LINE_BEFORE,
    "W": Command.ERASE_TO_SPACE,
    "L": Command.NONE,
    "P": Command.HISTORY,
    "N": Command.HISTORY,
    "R": Command.HISTORY,
    "Y": Command.UNDO,
    "J": Command.ENTER,
    "M": Command.ENTER,
    "ArrowLeft": Command.WORD_LEFT,
    "ArrowRight": Command.WORD_RIGHT,
}
_ERASING: dict[Command, tuple[bool, Unit]] = {
    Command.ERASE_BEFORE: (True, "character"),
    Command.ERASE_WORD_BEFORE: (True, "word"),
    Command.ERASE_TO_SPACE: (True, "spaced"),
    Command.ERASE_LINE_BEFORE: (True, "line"),
    Command.ERASE_BEHIND: (False, "character"),
    Command.ERASE_WORD_BEHIND: (False, "word"),
    Command.ERASE_LINE_BEHIND: (False, "line"),
}


def command_of(stroke: Stroke, *, terminal: bool = False, mac: bool = False) -> Command:
    """Say what a keystroke without text does.

    Args:
        stroke: The keystroke.
        terminal: Whether it goes to a shell's line (readline keys, Tab completes, arrows call up history).
        mac: Whether Command and Option do what Control does elsewhere.
    """
    held = stroke.modifiers & CHORD & ~SHIFT
    shifted = bool(stroke.modifiers & SHIFT)
    name = stroke.name
    if held == 0:
        return _plain(name, shifted=shifted, terminal=terminal)
    if terminal and held == CONTROL:
        if shifted:
            return Command.PASTE if name == "V" else Command.NONE if name == "C" else Command.LEAVE
        return _SHELL.get(name, Command.LEAVE)
    table = {
        CONTROL: _READLINE if mac else _WITH_CONTROL,
        META: _WITH_COMMAND,
        ALT: _WITH_OPTION if mac else {},
    }
    command = table.get(held, {}).get(name, Command.LEAVE)
    return _selecting(command) if shifted else command


def _plain(name: str, *, shifted: bool, terminal: bool) -> Command:
    if terminal and not shifted and name in {"Tab", "ArrowUp", "ArrowDown"}:
        return Command.COMPLETE if name == "Tab" else Command.HISTORY
    if shifted and name in {"Insert", "Delete"}:
        return Command.PASTE if name == "Insert" else Command.CUT
    command = _PLAIN.get(name, Command.LEAVE)
    return _selecting(command) if shifted else command


def _selecting(command: Command) -> Command:
    """Return what a command is with Shift: a move selects, pasting and undoing stay what they are."""
    if command in _MOVES:
        return _SELECTING[_MOVES[command][0]]
    same = {Command.PASTE, Command.UNDO, Command.ENTER, Command.NONE, Command.ERASE_BEFORE}
    return command if command in same else Command.LEAVE


def _erase(command: Command, place: TextField) -> None:
    if command is Command.CUT:
        place.cut()
        return
    before, unit = _ERASING[command]
    if before:
        place.backspace(unit)
    else:
        place.delete(unit)
