"""pyautogui code is parsed: the whole vocabulary, in every way of writing it, and nothing is run."""

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.importers.steps.pyautogui_code import acts_of
from formats.importers.steps.step import (
    HERE,
    Act,
    Button,
    Chord,
    Click,
    Copy,
    Drag,
    Key,
    Mark,
    Move,
    Point,
    Scroll,
    Type,
    Unread,
)

AT = Point(10, 20)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("pyautogui.click(10, 20)", [Click(AT)]),
        ("pyautogui.click(x=10, y=20)", [Click(AT)]),
        ("pyautogui.click((10, 20))", [Click(AT)]),
        ("pyautogui.click([10, 20], clicks=2)", [Click(AT, count=2)]),
        ("pyautogui.click()", [Click(HERE)]),
        ("pyautogui.click(10, 20, 2, 0.1, 'right')", [Click(AT, "right", 2)]),
        ("pyautogui.click(x=10, y=20, button='middle', clicks=3)", [Click(AT, "middle", 3)]),
        ("pyautogui.click(button=pyautogui.SECONDARY)", [Click(HERE, "right")]),
        ("pyautogui.leftClick(10, 20)", [Click(AT)]),
        ("pyautogui.rightClick(x=10, y=20)", [Click(AT, "right")]),
        ("pyautogui.middleClick(10, 20)", [Click(AT, "middle")]),
        ("pyautogui.doubleClick(x=10, y=20)", [Click(AT, count=2)]),
        ("pyautogui.doubleClick(10, 20, 0.25, 'right')", [Click(AT, "right", 2)]),
        ("pyautogui.tripleClick(10, 20)", [Click(AT, count=3)]),
        ("computer.tripleClick(x=10, y=20)", [Click(AT, count=3)]),
        ("computer.triple_click(x=10, y=20)", [Click(AT, count=3)]),
        ("pyautogui.moveTo(10, 20, duration=0.5)", [Move(AT)]),
        ("pyautogui.moveTo(10, 20, 2, pyautogui.easeInQuad)", [Move(AT)]),
        ("pyautogui.moveTo(None, 20)", [Move(Point(None, 20))]),
        ("pyautogui.moveTo(-10, +20)", [Move(Point(-10, 20))]),
        ("pyautogui.moveRel(3, -4)", [Move(Point(3, -4, relative=True))]),
        ("pyautogui.move(xOffset=3)", [Move(Point(3, 0, relative=True))]),
        ("pyautogui.dragTo(10, 20, button='left')", [Drag(HERE, AT)]),
        ("pyautogui.dragTo(10, 20, 1, None, 'right')", [Drag(HERE, AT, "right")]),
        ("pyautogui.dragRel(3, 4)", [Drag(HERE, Point(3, 4, relative=True))]),
        ("pyautogui.mouseDown(10, 20)", [Button(AT, "left", pressed=True)]),
        ("pyautogui.mouseUp(button='right')", [Button(HERE, "right", pressed=False)]),
        ("pyautogui.scroll(-5)", [Scroll(HERE, 0, -5)]),
        ("pyautogui.scroll(5, 10, 20)", [Scroll(AT, 0, 5)]),
        ("pyautogui.scroll(clicks=5, x=10, y=20)", [Scroll(AT, 0, 5)]),
        ("pyautogui.scroll(amount=5)", [Scroll(HERE, 0, 5)]),
        ("pyautogui.vscroll(-2)", [Scroll(HERE, 0, -2)]),
        ("pyautogui.hscroll(3)", [Scroll(HERE, 3, 0)]),
        ("pyautogui.write('a \"b\"\\n')", [Type('a "b"\n')]),
        ("pyautogui.write(message='x', interval=0.1)", [Type("x")]),
        ("pyautogui.typewrite(['a', 'left'])", [Chord(("a",)), Chord(("left",))]),
        ('pyautogui.typewrite("""two\nlines""", interval=0.01)', [Type("two\nlines")]),
        ("pyautogui.press('enter')", [Chord(("enter",))]),
        ("pyautogui.press(keys=['a', 'b'])", [Chord(("a",)), Chord(("b",))]),
        ("pyautogui.press('down', presses=2)", [Chord(("down",))] * 2),
        ("pyautogui.press('down', 2, 0.1)", [Chord(("down",))] * 2),
        ("pyautogui.hotkey('ctrl', 'shift', 't')", [Chord(("ctrl", "shift", "t"))]),
        ("pyautogui.hotkey(['ctrl', 'c'])", [Chord(("ctrl", "c"))]),
        ("pyautogui.hotkey(keys=['ctrl', 'c'])", [Chord(("ctrl", "c"))]),
        ("pyautogui.hotkey('ctrl', 'c', interval=0.1)", [Chord(("ctrl", "c"))]),
        ("pyautogui.keyDown('ctrl')", [Key("ctrl", pressed=True)]),
        ("pyautogui.keyUp(key='ctrl')", [Key("ctrl", pressed=False)]),
        ("pyautogui.sleep(2)", [Mark("wait", {"seconds": 2})]),
        ("time.sleep(0.5)", [Mark("wait", {"seconds": 0.5})]),
        ("computer.wait()", [Mark("wait")]),
        ("computer.wait(duration=3)", [Mark("wait", {"seconds": 3})]),
        ("computer.terminate(status='success')", [Mark("finish", {"status": "success"})]),
        ("computer.terminate('failure')", [Mark("fail", {"status": "failure"})]),
        ("pyperclip.copy('x')", [Copy("x")]),
        ("DONE", [Mark("finish")]),
        ("FAIL", [Mark("fail")]),
        (" WAIT\n", [Mark("wait")]),
        ("import pyautogui\nimport time", []),
        ("# a comment\n'''and another'''", []),
        ("```python\npyautogui.click(10, 20)\n```", [Click(AT)]),
    ],
)
def test_every_call_is_understood(code: str, expected: list[Act]) -> None:
    """By position and by name, places as numbers and as pairs."""
    assert list(acts_of(code)) == expected


def test_statements_keep_their_order() -> None:
    """On lines of their own, or on one."""
    code = "import pyautogui; pyautogui.moveTo(10, 20); time.sleep(1)\npyautogui.dragTo(30, 40)"

    acts = acts_of(code)

    assert acts == (Move(AT), Mark("wait", {"seconds": 1}), Drag(HERE, Point(30, 40)))


def test_keys_are_held_around_what_is_done_inside() -> None:
    """`with pyautogui.hold` presses before and releases after, in the opposite order."""
    acts = acts_of("with pyautogui.hold(['ctrl', 'shift']):\n    pyautogui.click(10, 20)\n")

    assert acts == (
        Key("ctrl", pressed=True),
        Key("shift", pressed=True),
        Click(AT),
        Key("shift", pressed=False),
        Key("ctrl", pressed=False),
    )


@pytest.mark.parametrize(
    "code",
    [
        "browser.clear(x=0.1, y=0.2)",
        "pyautogui.click('button.png')",
        "pyautogui.click(x, y)",
        "pyautogui.click(button=settings.button)",
        "pyautogui.click(*[1, 2])",
        "pyautogui.click(**{'x': 1})",
        "pyautogui.click(button=['left'])",
        "pyautogui.click(clicks=10**9)",
        "pyautogui.click(x=1e999, y=2)",
        "pyautogui.click(1, 2, 3, 4, 5, 6, 7, 8)",
        "pyautogui.press('a', presses=100000)",
        "pyautogui.press(3)",
        "pyautogui.screenshot()",
        "for _ in range(3): pyautogui.press('a')",
        "x = 3",
        "os.system('true')",
        "pyautogui.write(" + "-" * 300 + "1)",
        "pyautogui.click(",
        "pyautogui.click(\0)",
        "(" * 5000,
        "a" + ".b" * 50_000,
    ],
)
def test_what_is_not_understood_is_kept_as_it_came(code: str) -> None:
    """Not a part of it is lost, and nothing of it is guessed."""
    assert acts_of(code) == (Unread("code", code),)


def test_typed_text_may_look_like_anything() -> None:
    """Brackets and dashes in a text are no nesting."""
    text = "(" * 500 + "-" * 500 + "pyautogui.click(1, 2)"

    assert acts_of(f"pyautogui.write({text!r})") == (Type(text),)


def test_one_statement_that_is_not_understood_leaves_the_others() -> None:
    """It stands in its place among them."""
    acts = acts_of("pyautogui.click(10, 20)\nsomething(3)\npyautogui.press('a')")

    assert acts == (Click(AT), Unread("code", "something(3)"), Chord(("a",)))


def test_code_is_never_run(tmp_path: Path) -> None:
    """Whatever it would do."""
    made = tmp_path / "made"

    acts_of(f"open({str(made)!r}, 'w')\npyautogui.click(x=open({str(made)!r}, 'w'))")

    assert not made.exists()


NUMBERS = st.integers(-(10**400), 10**400) | st.floats() | st.booleans() | st.none()
VALUES = st.recursive(NUMBERS | st.text(max_size=6), lambda inner: st.lists(inner, max_size=3), max_leaves=5)
NAMES = ("click", "moveTo", "dragTo", "scroll", "write", "press", "hotkey", "keyDown", "mouseUp", "sleep")


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(NAMES),
    st.lists(VALUES, max_size=4),
    st.dictionaries(st.sampled_from(("x", "y", "button", "keys", "clicks", "presses", "message")), VALUES),
)
def test_any_constants_are_understood_or_kept(
    name: str, given_: list[object], named: dict[str, object]
) -> None:
    """A call with any constants gives acts with sane numbers, or is kept."""
    parts = [*map(repr, given_), *(f"{key}={value!r}" for key, value in named.items())]

    acts = acts_of(f"pyautogui.{name}({', '.join(parts)})")

    assert acts or name in {"hotkey", "press", "write"}
    for act in acts:
        if isinstance(act, (Click, Move)):
            point = act.at if isinstance(act, Click) else act.to
            assert all(value is None or math.isfinite(value) for value in (point.x, point.y))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_understood_or_kept(text: str) -> None:
    """No text is an error."""
    acts_of(text)
