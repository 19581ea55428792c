"""The pointer: batched moves, interactions to buttons, and scroll offsets to wheel steps.

rrweb tells no button. One that brings up the context menu is the right one, any other is taken for the left.
A `Click` follows its `MouseDown` and `MouseUp` and adds nothing; where the recording has none of these, the
clicks stand for them.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from formats.importers.rrweb.page import Page
from formats.model.time import NS_PER_MS
from formats.sources.rows import SourceRows, number

UP, DOWN, CLICK, MENU, DOUBLE = 0, 1, 2, 3, 4
TOUCH_START, TOUCH_END, TOUCH_CANCEL = 7, 9, 10
STEP_PX = 100
"""CSS pixels that a step of the wheel scrolls, as Chromium has it."""
_LEFT, _RIGHT = 0, 2
_MENU_LATE_NS = 700 * NS_PER_MS
_EMULATED_NS = 1000 * NS_PER_MS
_EMULATED_PX = 30
_FARTHEST_OFFSET_MS = 1e7


@dataclass(slots=True)
class _Press:
    at_ns: int
    x: float | None
    y: float | None
    touch: bool
    button: int = _LEFT
    emulated: bool = False
    """Made by the browser out of a touch that was recorded already."""


class Pointing:
    """Reads what one window tells of pointer, buttons and scrolling."""

    def __init__(self, rows: SourceRows, page: Page, display: int, counts: Counter[str]) -> None:
        self._rows = rows
        self._page = page
        self._display = display
        self._counts = counts
        self._down: _Press | None = None
        self._released: tuple[int, _Press] | None = None
        self._dragged: tuple[int, float, float] | None = None
        self._touched: tuple[int, float | None, float | None] | None = None
        self._bare: list[tuple[int, int, int, float | None, float | None]] = []
        self._has_presses = False
        self._clicks = self._unclicked = 0
        self._place: tuple[float | None, float | None] = (None, None)
        self._target = -1
        self._focus = -1
        self._offsets: dict[int, tuple[float, float]] = {}

    def new_page(self) -> None:
        """Forget what holds for one page only."""
        self._offsets.clear()
        self._target = self._focus = -1

    def focus(self, identity: int) -> None:
        """Note where keys go."""
        self._focus = identity

    def moves(self, at_ns: int, positions: list[Any], line: int, *, held: bool) -> int:
        """Add batched positions at their own times; return how many were none.

        Args:
            at_ns: When the batch was sent, to which the positions' offsets are added.
            positions: As they came.
            line: Number of the event.
            held: Whether they come of a touch or of dragging something.
        """
        wrong = 0
        for position in positions:
            told = position if isinstance(position, dict) else {}
            x, y, offset = (number(told.get(name)) for name in ("x", "y", "timeOffset"))
            if x is None or y is None or offset is None or abs(offset) > _FARTHEST_OFFSET_MS:
                wrong += 1
                continue
            when_ns = at_ns + round(offset * NS_PER_MS)
            self._rows.add("pointer", when_ns, line, x=x, y=y, display=self._display)
            self._place = (x, y)
            self._note_target(told.get("id"))
            if held and self._down is not None and when_ns >= self._down.at_ns:
                self._dragged = (when_ns, x, y)
        return wrong

    def interaction(self, at_ns: int, kind: int, data: dict[str, Any], line: int) -> None:
        """Take a press, a release or a click."""
        x, y = number(data.get("x")), number(data.get("y"))
        self._note_target(data.get("id"))
        if x is not None and y is not None and (x, y) != (0, 0):
            self._place = (x, y)
        if kind in {DOWN, TOUCH_START}:
            self._press(_Press(at_ns, x, y, kind == TOUCH_START), line)
        elif kind in {UP, TOUCH_END, TOUCH_CANCEL}:
            self._release(at_ns, x, y, kind, line)
        elif kind == MENU and self._explains_press(at_ns):
            return
        elif kind == CLICK and self._released is not None and at_ns - self._released[0] <= _MENU_LATE_NS:
            # A label clicks its field as well: a second click has no press of its own.
            self._released = None
            self._clicks += 1
        elif kind in {CLICK, MENU, DOUBLE}:
            self._bare.append((at_ns, line, kind, x, y))

    def scroll(self, at_ns: int, data: dict[str, Any], line: int) -> bool:
        """Take how far an element is scrolled now; return False where that is not told."""
        identity, x, y = data.get("id"), number(data.get("x")), number(data.get("y"))
        if not isinstance(identity, int) or x is None or y is None:
            return False
        before = self._offsets.get(identity, self._page.scrolled(identity))
        self._offsets[identity] = (x, y)
        dx, dy = (x - before[0]) / STEP_PX, (before[1] - y) / STEP_PX
        if not dx and not dy:
            return True
        if not self._is_persons(identity):
            self._counts["scrolled elements that the pointer was not on, kept in other"] += 1
            return True
        self._rows.add("scroll", at_ns, line, x=self._place[0], y=self._place[1], dx=dx, dy=dy)
        self._counts["scroll steps derived from offsets"] += 1
        return True

    def end(self) -> None:
        """Close what is open at the end."""
        self._end_drag(0)
        self._note_unclicked()
        if self._clicks and self._unclicked:
            self._counts["presses without a click: of another button, or on what went away"] += (
                self._unclicked
            )
        clicks = any(kind == CLICK for _, _, kind, _, _ in self._bare)
        for at_ns, line, kind, x, y in self._bare:
            # A key, a label or a script clicks at (0, 0) or where a press was recorded already.
            if self._has_presses or (x, y) == (0, 0) or (kind == DOUBLE and clicks):
                if kind != DOUBLE:
                    self._counts["clicks that no button made, kept in other"] += 1
                continue
            self._counts["presses and releases made of clicks"] += 2 if kind == DOUBLE else 1
            for _ in range(2 if kind == DOUBLE else 1):
                button = _RIGHT if kind == MENU else _LEFT
                self._add(at_ns, x, y, button, line, pressed=True)
                self._add(at_ns, x, y, button, line, pressed=False)

    def _press(self, press: _Press, line: int) -> None:
        self._end_drag(line)
        self._note_unclicked()
        self._has_presses = True
        if not press.touch and self._touched is not None:
            ended_ns, x, y = self._touched
            near = abs((press.x or 0) - (x or 0)) + abs((press.y or 0) - (y or 0)) <= _EMULATED_PX
            press.emulated = near and 0 <= press.at_ns - ended_ns <= _EMULATED_NS
        self._down, self._released = press, None
        if press.emulated:
            self._counts["presses that a browser made of touches, kept in other"] += 1
        else:
            self._add(press.at_ns, press.x, press.y, press.button, line, pressed=True)

    def _release(self, at_ns: int, x: float | None, y: float | None, kind: int, line: int) -> None:
        press, self._down, self._dragged = self._down, None, None
        if press is None or not press.emulated:
            self._add(at_ns, x, y, press.button if press else _LEFT, line, pressed=False)
        if kind != UP:
            self._touched = (at_ns, x, y)
        if press is not None:
            self._released = (at_ns, press)
        self._has_presses = True

    def _explains_press(self, at_ns: int) -> bool:
        """Say whether a context menu belongs to a press, and make that one of the right button."""
        press, rows = self._down, 1
        if press is None and self._released is not None and at_ns - self._released[0] <= _MENU_LATE_NS:
            press, rows = self._released[1], 2
        if press is None:
            return False
        # A finger held long enough brings up the menu too.
        if not press.touch and not press.emulated and press.button != _RIGHT:
            press.button = _RIGHT
            for back in range(1, rows + 1):
                self._rows.amend("button", back, button=_RIGHT)
        return True

    def _end_drag(self, line: int) -> None:
        """End a drag or a touch whose end was not recorded where it was last seen."""
        press, moved, self._dragged = self._down, self._dragged, None
        if press is not None and moved is not None and not press.emulated:
            at_ns, x, y = moved
            self._add(at_ns, x, y, press.button, line, pressed=False)
            self._counts["drags and touches ended by their last move"] += 1
            self._down = None

    def _note_unclicked(self) -> None:
        if self._released is not None:
            press = self._released[1]
            self._unclicked += press.button == _LEFT and not press.touch and not press.emulated

    def _add(
        self, at_ns: int, x: float | None, y: float | None, button: int, line: int, *, pressed: bool
    ) -> None:
        self._rows.add("button", at_ns, line, x=x, y=y, button=button, pressed=pressed)

    def _note_target(self, identity: Any) -> None:
        if isinstance(identity, int):
            self._target = identity
            if self._page.in_frame(identity):
                self._counts["positions inside of iframes, relative to these"] += 1

    def _is_persons(self, identity: int) -> bool:
        """Say whether the person can have scrolled an element: pointer or focus lie in it, or are unknown."""
        inner = [known for known in (self._target, self._focus) if known >= 0]
        return not inner or any(self._page.holds(identity, known) for known in inner)
