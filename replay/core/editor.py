"""A model of the text field that somebody types into: what was typed, the caret, the selection, and doubt.

The field may hold more than what was typed here, on both sides. Where an edit depends on that, or on rules
that differ between programs, the result is still the likeliest one, and `doubt` says why it may be wrong.
"""

from typing import Literal

Move = Literal[
    "left",
    "right",
    "word_left",
    "word_right",
    "space_left",
    "line_start",
    "line_end",
    "up",
    "down",
    "start",
    "end",
]

Unit = Literal["character", "word", "spaced", "line"]

_BACKWARDS: dict[Unit, Move] = {
    "character": "left",
    "word": "word_left",
    "spaced": "space_left",
    "line": "line_start",
}
_FORWARDS: dict[Unit, Move] = {"character": "right", "word": "word_right", "line": "line_end"}
_BEFORE = "the caret was moved before what was typed here"
_BEHIND = "the caret was moved behind what was typed here"
_LINES = "the caret was moved over lines"
_WORDS = "the caret was moved by words, which end differently in different programs"
_LOST = "the caret was moved out of what was typed here, nobody knows how far, and back"
_BESIDE = 256
"""Characters noted at both sides of what is taken back."""
_RELATIVE: set[Move] = {"left", "right", "word_left", "word_right", "space_left"}
_EVERYTHING = 1 << 20


class TextField:
    """What was typed into one place, with a caret in it.

    Two lists around the caret make typing, erasing and small moves cost the same however long the text is.
    """

    def __init__(self) -> None:
        self.doubt = ""
        """Why the text may be wrong, "" while it is certain."""
        self.whole = False
        """Whether the field is known to hold nothing else."""
        self.taken_back: list[str] = []
        """What stood there whenever something of it was about to be erased, with what stood beside it."""
        self.erased_before: list[int] = []
        """For each of these, how many characters in front of what was typed here were erased by then."""
        self.reached = 0
        """How many have been erased until now; a word or a line counts as everything."""
        self._unnoted = False
        """Whether what stands there now is part of nothing that was noted."""
        self._erased = 0
        """Characters erased since."""
        self._kept: list[str] = []
        self._before: list[str] = []
        self._after: list[str] = []  # Reversed: its end is beside the caret.
        self._anchor: int | None = None
        self._all = False
        self._astray = ""
        """Why the caret may be elsewhere; becomes `doubt` with the next edit."""
        self._edge = ""
        """Why the selection may reach further than what was typed; no matter if it is erased."""

    @property
    def text(self) -> str:
        """What stands there now."""
        return "".join([*self._kept, *self._before, *reversed(self._after)])

    @property
    def at_start(self) -> bool:
        """Whether nothing of what was typed lies before the caret, and nothing is selected."""
        return not self._before and self._anchor is None and not self._all

    @property
    def at_end(self) -> bool:
        """Whether nothing of what was typed lies behind the caret, and nothing is selected."""
        return not self._after and self._anchor is None and not self._all

    def insert(self, text: str) -> None:
        """Type or paste over the selection."""
        self._edit()
        self._erase_selection()
        self._before.extend(text)
        self._unnoted = self._unnoted or bool(text)

    def backspace(self, unit: Unit = "character") -> None:
        """Erase the selection, or what lies before the caret."""
        self._erase(_BACKWARDS[unit])

    def delete(self, unit: Unit = "character") -> None:
        """Erase the selection, or what lies behind the caret."""
        self._erase(_FORWARDS[unit])

    def cut(self) -> None:
        """Erase the selection, and nothing where nothing is selected."""
        if self._all or self._anchor is not None:
            self._edit()
            self._erase_selection()

    def select_all(self) -> None:
        """Select everything in the field."""
        self._place(len(self._before) + len(self._after))
        self._all, self._anchor, self._astray, self._edge = True, 0, "", ""

    def submit(self) -> None:
        """End a line for good, as in a terminal; the next one is empty, and all of it is known."""
        self._kept += [*self._before, *reversed(self._after), "\n"]
        self._before, self._after = [], []
        self._anchor, self._all, self._astray, self._edge, self.whole = None, False, "", "", True

    def move(self, to: Move, *, select: bool = False) -> None:
        """Move the caret, dropping the selection or stretching it."""
        if self._all:
            # The caret is at an end of the field, which may lie outside of what was typed.
            self._all = False
            self._astray = "" if self.whole else _BEFORE if to == "left" and not select else _BEHIND
        if select:
            self._stretch(to)
            return
        if self._anchor is not None:
            anchor, self._anchor = self._anchor, None
            self._astray, self._edge = self._astray or self._edge, ""
            if to in {"left", "right"}:
                caret = len(self._before)
                self._place(min(anchor, caret) if to == "left" else max(anchor, caret))
                return
        self._go_to(to)

    def _stretch(self, to: Move) -> None:
        if self._anchor is None:
            self._anchor = len(self._before)
        astray, self._astray = self._astray, ""
        self._go_to(to)
        reached, self._astray = self._astray, astray
        lost = to in _RELATIVE and self._edge not in {"", reached}
        if reached in {_BEFORE, _BEHIND} and not lost:
            self._edge = reached
        elif reached or self._edge:
            self._astray = astray or (_LOST if self._edge else reached)

    def _edit(self) -> None:
        """Note that the text now depends on where the caret is."""
        if self._astray and not self._all:
            self.doubt = self.doubt or self._astray
        self._astray = ""

    def _erase(self, to: Move) -> None:
        if self._all or self._anchor is not None:
            self._edit()
            self._erase_selection()
            return
        beyond = to in {"left", "word_left", "space_left", "line_start"}
        if not (self._before if beyond else self._after):
            if beyond:
                self.reached += 1 if to == "left" else _EVERYTHING
            # Something else in the field goes; what was typed stays, and so does the caret, unless that may
            # really be on the other side.
            if self._astray not in {"", _BEFORE if beyond else _BEHIND}:
                self.doubt = self.doubt or self._astray
            return
        self._edit()
        self._anchor = len(self._before)
        self._go_to(to)
        # Erasing up to the edge of what was typed may go on behind it, which is no matter here.
        if self._astray == _WORDS:
            self.doubt = self.doubt or _WORDS
        self._astray = ""
        self._erase_selection()

    def _erase_selection(self) -> None:
        self._note()
        if self._all:
            # Everything is gone, whatever it was: from here on all of the field is known.
            self._kept, self._before, self._after = [], [], []
            self._all, self.whole, self.doubt = False, True, ""
            self.reached = _EVERYTHING
        elif self._anchor is not None:
            caret, anchor = len(self._before), self._anchor
            if anchor < caret:
                del self._before[anchor:]
            elif anchor > caret:
                del self._after[len(self._after) - (anchor - caret) :]
        self._anchor, self._edge = None, ""
        # What stood apart stands together now.
        self._unnoted = self._unnoted or bool(self._before and self._after)

    def _note(self) -> None:
        """Note what stands there, once for each run of erasing, and again where that goes on for long."""
        caret = len(self._before)
        first, last = sorted((caret, caret if self._anchor is None else self._anchor))
        if self._all:
            first, last = 0, caret + len(self._after)
        elif first == last:
            return
        self._erased += last - first
        if not (self._unnoted or last - first > 1 or self._erased >= _BESIDE // 2):
            return
        self._unnoted, self._erased = False, 0
        before = self._before[max(first - _BESIDE, 0) :]
        after = self._after[max(len(self._after) - max(last - caret, 0) - _BESIDE, 0) :]
        kept = self._kept if self._all else []
        self.taken_back.append("".join([*kept, *before, *reversed(after)]))
        self.erased_before.append(self.reached)

    def _place(self, position: int) -> None:
        """Move the caret to `position`, inside what was typed."""
        caret = len(self._before)
        if position < caret:
            self._after.extend(reversed(self._before[position:]))
            del self._before[position:]
        elif position > caret:
            moved = position - caret
            self._before.extend(reversed(self._after[-moved:]))
            del self._after[-moved:]

    def _go_to(self, to: Move) -> None:
        caret, length = len(self._before), len(self._before) + len(self._after)
        if to in {"up", "down"}:
            self._go_over_line(up=to == "up")
            return
        if to == "left":
            place = caret - 1
        elif to == "right":
            place = caret + 1
        elif to in {"line_start", "start"}:
            place = self._line_start() if to == "line_start" else 0
            place = place if place > 0 or self.whole else -1
        elif to in {"line_end", "end"}:
            place = self._line_end() if to == "line_end" else length
            place = place if place < length or self.whole else length + 1
        elif to == "word_left":
            place = self._word_left()
        elif to == "space_left":
            place = self._space_left()
        else:
            place = self._word_right()
        if to in {"start", "end"} and self.whole:
            self._astray = ""
        if not self.whole and not 0 <= place <= length:
            reached = _BEFORE if place < 0 else _BEHIND
            lost = to in _RELATIVE and self._astray not in {"", reached}
            self._astray = _LOST if lost else reached
        self._place(min(max(place, 0), length))

    def _line_start(self) -> int:
        position = len(self._before)
        while position > 0 and self._before[position - 1] != "\n":
            position -= 1
        return position

    def _line_end(self) -> int:
        ahead = len(self._after)
        while ahead > 0 and self._after[ahead - 1] != "\n":
            ahead -= 1
        return len(self._before) + len(self._after) - ahead

    def _go_over_line(self, *, up: bool) -> None:
        """Keep the column; how long the lines look is the program's secret, so this is never certain."""
        self._astray = _LINES
        start, end = self._line_start(), self._line_end()
        column = len(self._before) - start
        if up:
            if start > 0:
                self._place(start - 1)
                self._place(min(self._line_start() + column, start - 1))
            else:
                self._place(0)
        elif self._line_end() < len(self._before) + len(self._after):
            self._place(end + 1)
            self._place(min(end + 1 + column, self._line_end()))
        else:
            self._place(end)

    def _word_left(self) -> int:
        before, position = self._before, len(self._before)
        while position > 0 and before[position - 1].isspace():
            position -= 1
        if position == 0:
            return 0 if self.whole else -1
        kind = _is_word(before[position - 1])
        edge = position
        while edge > 0 and not before[edge - 1].isspace() and _is_word(before[edge - 1]) == kind:
            edge -= 1
        if (edge > 0 and not before[edge - 1].isspace()) or not kind:
            self._astray = _WORDS  # Where punctuation joins words, programs disagree.
        return edge if edge > 0 or self.whole else -1

    def _space_left(self) -> int:
        """Stop behind the blank before the word, whatever signs the word has (bash, unix-word-rubout)."""
        start, position = self._line_start(), len(self._before)
        while position > start and self._before[position - 1].isspace():
            position -= 1
        while position > start and not self._before[position - 1].isspace():
            position -= 1
        return position if position > 0 or self.whole else -1

    def _word_right(self) -> int:
        """Stop at the end of the word (GTK, macOS); Windows would go on to the next one."""
        after, ahead = self._after, len(self._after)
        while ahead > 0 and after[ahead - 1].isspace():
            ahead -= 1
        length = len(self._before) + len(after)
        if ahead == 0:
            return length if self.whole else length + 1
        kind = _is_word(after[ahead - 1])
        while ahead > 0 and not after[ahead - 1].isspace() and _is_word(after[ahead - 1]) == kind:
            ahead -= 1
        if ahead > 0:
            self._astray = _WORDS
        return length - ahead if ahead > 0 or self.whole else length + 1


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
