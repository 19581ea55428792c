"""Actions as pyautogui code."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.model.export import Space
from formats.sinks.coordinates import Grid, Point
from formats.sinks.pyautogui import NotWrittenError, code_of, terminate
from replay.core.actions import reduce_actions
from tests.formats.pictured import Session

GRID = Grid(Space.UNIT, (200, 100), (200, 100))
CTRL, SHIFT = ("ControlLeft", "Control"), ("ShiftLeft", "Shift")


def code(session: Session, *points: Point) -> str:
    actions = reduce_actions(session.frame(0).recording())
    assert len(actions) == 1
    return code_of(actions, 0, GRID, points, mac=False)


def test_each_kind_of_action_has_its_call() -> None:
    """In the vocabulary of AgentNet."""
    at = (50, 25)

    assert code(Session().click(0, 50, 25), at) == "pyautogui.click(x=0.25, y=0.25)"
    assert code(Session().click(0, 50, 25, "right"), at) == "pyautogui.rightClick(x=0.25, y=0.25)"
    assert code(Session().click(0, 50, 25, "middle"), at) == "pyautogui.middleClick(x=0.25, y=0.25)"
    assert code(Session().click(0, 50, 25, count=2), at) == "pyautogui.doubleClick(x=0.25, y=0.25)"
    assert code(Session().click(0, 50, 25, count=3), at) == "computer.tripleClick(x=0.25, y=0.25)"
    assert code(Session().click(0, 50, 25, "right", 2), at) == (
        "pyautogui.doubleClick(x=0.25, y=0.25, button='right')"
    )
    assert code(Session().drag(0, (50, 25), (100, 75)), at, (100, 75)) == (
        "pyautogui.moveTo(x=0.25, y=0.25)\npyautogui.dragTo(x=0.5, y=0.75, button='left')"
    )
    assert code(Session().scroll(0, 50, 25, 0, -3), at) == "pyautogui.scroll(-3, x=0.25, y=0.25)"
    assert code(Session().scroll(0, 50, 25, 2, 0)) == "pyautogui.hscroll(2)"
    assert code(Session().type(0, "it's")) == 'pyautogui.write(message="it\'s")'
    assert code(Session().chord(0, ("Enter", "Enter"))) == "pyautogui.press(keys=['enter'])"
    assert code(Session().chord(0, CTRL, ("KeyC", "c"))) == "pyautogui.hotkey(['ctrl', 'c'])"
    assert terminate(success=False) == "computer.terminate(status='failure')"


def test_scrolling_by_less_than_a_step_is_still_scrolling() -> None:
    """Touchpads tell fractions, which pyautogui cannot."""
    assert code(Session().scroll(0, 1, 1, 0, -0.2)) == "pyautogui.scroll(-1)"
    assert code(Session().scroll(0, 1, 1, 0, 2.6)) == "pyautogui.scroll(3)"


def test_modifiers_are_held_around_a_click() -> None:
    """Pressed before it and released behind it, in the opposite order."""
    session = Session()
    for number, (key, name) in enumerate((CTRL, SHIFT)):
        session.add("key", number, code=key, key=name, pressed=True)
    session.click(10, 50, 25)

    assert code(session, (50, 25)).splitlines() == [
        "pyautogui.keyDown('ctrl')",
        "pyautogui.keyDown('shift')",
        "pyautogui.click(x=0.25, y=0.25)",
        "pyautogui.keyUp('shift')",
        "pyautogui.keyUp('ctrl')",
    ]


@pytest.mark.parametrize(
    ("session", "reason"),
    [
        (Session().click(0, 1, 1, "back"), "buttons that pyautogui has no names for"),
        (Session().chord(0, CTRL, ("KeyZ", "я")), "keys that pyautogui has no names for"),
    ],
)
def test_what_pyautogui_cannot_do_is_refused(session: Session, reason: str) -> None:
    """Never written as something else."""
    with pytest.raises(NotWrittenError, match=reason):
        code(session, (1, 1))


@given(st.text(st.characters(codec=None), min_size=1))
def test_recorded_text_never_becomes_code(text: str) -> None:
    """Whatever was typed: one call on one line, with the text as its only argument."""
    actions = reduce_actions(Session().frame(0).type(0, "x" + text).recording())

    # Signs that only move the caret are reduced away, so that the table's own text counts.
    written = code_of(actions, 0, GRID, (), mac=False)

    assert "\n" not in written
    (statement,) = ast.parse(written).body
    assert isinstance(statement, ast.Expr)
    call = statement.value
    assert isinstance(call, ast.Call)
    assert ast.unparse(call.func) == "pyautogui.write"
    assert (call.args, [keyword.arg for keyword in call.keywords]) == ([], ["message"])
    assert ast.literal_eval(call.keywords[0].value) == actions.text(0)
