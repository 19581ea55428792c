"""What programs write to a terminal, turned into operations of its screen.

Sources: ECMA-48; XTerm Control Sequences (invisible-island.net/xterm/ctlseqs); Paul Williams' parser of DEC's
sequences.
"""

import re
from collections import Counter
from collections.abc import Callable

from formats.importers.asciicast.pens import styled
from formats.importers.asciicast.screen import Cursor, Screen

_TOKEN = re.compile(
    r"(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
    r"|\x1b\[(?P<start>[<=>?]?)(?P<numbers>[0-9:;]*)(?P<middle>[ -/]*)(?P<final>[@-~])"
    r"|\x1b\](?P<command>[^\x07\x1b\x9c]*)(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[PX^_][^\x1b]*\x1b\\"
    r"|\x1b(?P<between>[ -/]*)(?P<escape>[0-OQ-WYZ\\`-~])"
    r"|(?P<control>[\x00-\x1a\x1c-\x1f\x7f-\x9f])"
    r"|\x1b\[[0-?]*[ -/]*|\x1b"
)
_UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b\x9c]*\x1b?|[PX^_][^\x1b]*\x1b?|[ -/]*)?$")
_LONGEST = 1 << 16
"""An unfinished sequence that is longer is given up: no program writes it."""
_TITLE_CHARACTERS = 1000
_LARGEST = 9999
_LINES = dict(zip("`abcdefghijklmnopqrstuvwxyz{|}~", "◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·", strict=True))
"""DEC's special graphics."""


class Terminal:
    """A terminal that is written to in pieces."""

    def __init__(self, columns: int, rows: int) -> None:
        self.screen = Screen(columns, rows)
        self.titles: list[str] = []
        """Titles set since this was last emptied."""
        self.unknown: Counter[str] = Counter()
        """Sequences that do nothing here, by what ends them."""
        self._rest = ""

    def feed(self, text: str) -> None:
        """Take what a program writes; a sequence may be spread over calls."""
        text = self._rest + text
        unfinished = _UNFINISHED.search(text, max(len(text) - _LONGEST, 0))
        self._rest = unfinished[0] if unfinished else ""
        for match in _TOKEN.finditer(text, 0, len(text) - len(self._rest)):
            if match["text"] is not None:
                self._write(match["text"])
            elif match["final"] is not None:
                self._control_sequence(match["start"], match["numbers"], match["middle"], match["final"])
            elif match["command"] is not None:
                self._command(match["command"])
            elif match["escape"] is not None:
                self._escape(match["between"], match["escape"])
            elif match["control"] is not None:
                self._control(match["control"])

    def _write(self, text: str) -> None:
        cursor = self.screen.cursor
        if cursor.graphics[cursor.shifted]:
            text = "".join(_LINES.get(character, character) for character in text)
        self.screen.write(text)

    def _control(self, control: str) -> None:
        screen = self.screen
        if control == "\b":
            screen.go(screen.cursor.row, screen.cursor.column - 1)
        elif control == "\t":
            screen.tab(1)
        elif control in "\n\v\f\x84":
            screen.line_feed()
            if screen.newlines:
                screen.go(screen.cursor.row, 0)
        elif control == "\r":
            screen.go(screen.cursor.row, 0)
        elif control in "\x0e\x0f":
            screen.cursor.shifted = control == "\x0e"
        elif control == "\x85":
            screen.line_feed()
            screen.go(screen.cursor.row, 0)
        elif control == "\x8d":
            screen.reverse_feed()

    def _escape(self, between: str, final: str) -> None:
        screen = self.screen
        if between in {"(", ")"}:
            graphics = list(screen.cursor.graphics)
            graphics[between == ")"] = final == "0"
            screen.cursor.graphics = (graphics[0], graphics[1])
        elif (between, final) == ("#", "8"):
            for row in range(screen.rows):
                screen.characters[row] = [ord("E")] * screen.columns
        elif not between and final in _ESCAPES:
            _ESCAPES[final](screen)
        elif between + final not in {"=", ">", "\\"}:
            self.unknown[f"ESC {between}{final}"] += 1

    def _command(self, command: str) -> None:
        number, _, text = command.partition(";")
        if number in {"0", "2"} and text[:_TITLE_CHARACTERS] != self.screen.title:
            self.screen.title = text[:_TITLE_CHARACTERS]
            self.titles.append(self.screen.title)

    def _control_sequence(self, start: str, numbers: str, middle: str, final: str) -> None:
        screen = self.screen
        if final == "m" and not start and not middle:
            screen.cursor.pen = styled(screen.cursor.pen, numbers)
            return
        values = [
            min(int(part or 0), _LARGEST) if part.isdigit() or not part else 0 for part in numbers.split(";")
        ]
        if final in "hl" and start in {"", "?"} and not middle:
            for mode in values:
                self._set_mode(start, mode, on=final == "h")
        elif not start and not middle and final in _SEQUENCES:
            _SEQUENCES[final](screen, values)
        elif (start, middle, final) == ("", "!", "p"):
            screen.top, screen.bottom, screen.cursor, screen.saved = 0, screen.rows - 1, Cursor(), Cursor()
            screen.inserts, screen.wraps, screen.shows_cursor = False, True, True
        elif final not in "cnqtuxyp":
            self.unknown[f"CSI {start}{middle}{final}"] += 1

    def _set_mode(self, start: str, mode: int, *, on: bool) -> None:
        screen = self.screen
        if start == "":
            if mode == 4:
                screen.inserts = on
            elif mode == 20:
                screen.newlines = on
        elif mode == 5:
            screen.reversed = on
        elif mode == 6:
            screen.cursor.origin = on
            screen.address(0, 0)
        elif mode == 7:
            screen.wraps = on
        elif mode == 25:
            screen.shows_cursor = on
        elif mode in {47, 1047, 1049}:
            _alternate(screen, mode, on=on)
        elif mode == 1048:
            (screen.save if on else screen.restore)()


def _alternate(screen: Screen, mode: int, *, on: bool) -> None:
    if mode == 1049 and on:
        screen.save()
    screen.use_alternate(alternate=on)
    if mode == 1049 and not on:
        screen.restore()


def _next_line(screen: Screen) -> None:
    screen.line_feed()
    screen.go(screen.cursor.row, 0)


def _to_line(screen: Screen, count: int) -> None:
    """Go to the beginning of a line further down, or with a negative count further up."""
    (screen.down if count > 0 else screen.up)(abs(count))
    screen.go(screen.cursor.row, 0)


def _erase_display(screen: Screen, how: int) -> None:
    row, column = screen.cursor.row, screen.cursor.column
    if how == 0:
        screen.erase(row, column, screen.columns)
        screen.erase_rows(range(row + 1, screen.rows))
    elif how == 1:
        screen.erase_rows(range(row))
        screen.erase(row, 0, column + 1)
    elif how == 2:
        screen.erase_rows(range(screen.rows))


def _erase_line(screen: Screen, how: int) -> None:
    start = screen.cursor.column if how == 0 else 0
    stop = screen.cursor.column + 1 if how == 1 else screen.columns
    if how <= 2:
        screen.erase(screen.cursor.row, start, stop)


def _lines(screen: Screen, count: int) -> None:
    """Insert lines at the cursor, or with a negative count delete them."""
    if screen.top <= screen.cursor.row <= screen.bottom:
        screen.scroll(-count, screen.cursor.row)
        screen.go(screen.cursor.row, 0)


def _margins(screen: Screen, values: list[int]) -> None:
    top = max(values[0], 1) - 1
    bottom = min((values[1] if len(values) > 1 else 0) or screen.rows, screen.rows) - 1
    if top < bottom:
        screen.top, screen.bottom = top, bottom
        screen.address(0, 0)


def _clear_tabs(screen: Screen, how: int) -> None:
    if how == 3:
        screen.tabs.clear()
    elif how == 0:
        screen.tabs.discard(screen.cursor.column)


def _repeat(screen: Screen, count: int) -> None:
    # Never more than a line: a few bytes must not make work for a whole screen.
    screen.write(screen.last * min(count, screen.columns))


def _one(values: list[int]) -> int:
    return max(values[0], 1)


def _at(values: list[int], place: int) -> int:
    return max(values[place], 1) - 1 if place < len(values) else 0


_ESCAPES: dict[str, Callable[[Screen], None]] = {
    "7": Screen.save,
    "8": Screen.restore,
    "D": Screen.line_feed,
    "E": _next_line,
    "H": lambda screen: screen.tabs.add(screen.cursor.column),
    "M": Screen.reverse_feed,
    "c": Screen.reset,
}

_SEQUENCES: dict[str, Callable[[Screen, list[int]], None]] = {
    "@": lambda screen, values: screen.shift(_one(values)),
    "A": lambda screen, values: screen.up(_one(values)),
    "B": lambda screen, values: screen.down(_one(values)),
    "C": lambda screen, values: screen.go(screen.cursor.row, screen.cursor.column + _one(values)),
    "D": lambda screen, values: screen.go(screen.cursor.row, screen.cursor.column - _one(values)),
    "E": lambda screen, values: _to_line(screen, _one(values)),
    "F": lambda screen, values: _to_line(screen, -_one(values)),
    "G": lambda screen, values: screen.go(screen.cursor.row, _at(values, 0)),
    "H": lambda screen, values: screen.address(_at(values, 0), _at(values, 1)),
    "I": lambda screen, values: screen.tab(_one(values)),
    "J": lambda screen, values: _erase_display(screen, values[0]),
    "K": lambda screen, values: _erase_line(screen, values[0]),
    "L": lambda screen, values: _lines(screen, _one(values)),
    "M": lambda screen, values: _lines(screen, -_one(values)),
    "P": lambda screen, values: screen.shift(-_one(values)),
    "S": lambda screen, values: screen.scroll(_one(values)),
    "T": lambda screen, values: screen.scroll(-_one(values)),
    "X": lambda screen, values: screen.erase(
        screen.cursor.row, screen.cursor.column, screen.cursor.column + _one(values)
    ),
    "Z": lambda screen, values: screen.tab(-_one(values)),
    "`": lambda screen, values: screen.go(screen.cursor.row, _at(values, 0)),
    "a": lambda screen, values: screen.go(screen.cursor.row, screen.cursor.column + _one(values)),
    "b": lambda screen, values: _repeat(screen, _one(values)),
    "d": lambda screen, values: screen.address(_at(values, 0), screen.cursor.column),
    "e": lambda screen, values: screen.down(_one(values)),
    "f": lambda screen, values: screen.address(_at(values, 0), _at(values, 1)),
    "g": lambda screen, values: _clear_tabs(screen, values[0]),
    "r": _margins,
    "s": lambda screen, _values: screen.save(),
    "u": lambda screen, _values: screen.restore(),
}
