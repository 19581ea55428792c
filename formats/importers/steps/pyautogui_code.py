"""pyautogui code to what it does: parsed, never run.

Calls of `pyautogui` and OpenCUA's `computer` with constant arguments are understood, `with pyautogui.hold`,
`time.sleep`, `pyperclip.copy` and OSWorld's words DONE, FAIL and WAIT. Any other is kept as it came.

Sources: pyautogui 0.9.54; xlang-ai/OpenCUA, action schema; xlang-ai/OSWorld, desktop_env.
"""

import ast
import warnings
from collections.abc import Iterator
from typing import Any

from formats.importers.steps.pyautogui_calls import MODULES, NotUnderstoodError, acts_of_call, names_in
from formats.importers.steps.step import Act, Key, Mark, Unread
from formats.sources.rows import number

_CODE_CHARACTERS = 1 << 18
_CONSTANTS = {"PRIMARY": "left", "LEFT": "left", "MIDDLE": "middle", "SECONDARY": "right", "RIGHT": "right"}
_SPELT = {"triple_click": "tripleClick"}

_WORDS: dict[str, Act] = {
    "DONE": Mark("finish"),
    "FAIL": Mark("fail"),
    "WAIT": Mark("wait"),
    "CALL_USER": Mark("call user"),
}


def acts_of(code: str) -> tuple[Act, ...]:
    """Return what code does, in order; what is not understood is among it as `Unread`."""
    text = _without_fence(code.strip())
    if text in _WORDS:
        return (_WORDS[text],)
    tree = _parsed(text)
    if tree is None:
        return (Unread("code", code),)
    return tuple(_of_body(tree.body, text))


def _without_fence(text: str) -> str:
    """Take code out of the Markdown that models wrap it in."""
    if not text.startswith("```"):
        return text
    return text.removeprefix("```python").strip("`").strip()


def _parsed(text: str) -> ast.Module | None:
    if len(text) > _CODE_CHARACTERS:
        return None
    try:
        with warnings.catch_warnings():
            # Python tells on stderr of escapes it does not know.
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _of_body(body: list[ast.stmt], text: str) -> Iterator[Act]:
    for statement in body:
        if isinstance(statement, (ast.Import, ast.ImportFrom, ast.Pass)):
            continue
        try:
            yield from list(_of_statement(statement, text))
        except (NotUnderstoodError, RecursionError):
            yield Unread("code", ast.get_source_segment(text, statement) or text)


def _of_statement(statement: ast.stmt, text: str) -> Iterator[Act]:
    if isinstance(statement, ast.With):
        yield from _of_hold(statement, text)
        return
    if not isinstance(statement, ast.Expr):
        raise NotUnderstoodError
    value = statement.value
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        # A text alone is a comment.
        return
    if isinstance(value, ast.Name) and value.id in _WORDS:
        yield _WORDS[value.id]
        return
    yield from acts_of_call(*_call(value))


def _of_hold(statement: ast.With, text: str) -> Iterator[Act]:
    """Read `with pyautogui.hold("shift"):`, which holds keys for all that is done inside."""
    if len(statement.items) != 1:
        raise NotUnderstoodError
    call = statement.items[0].context_expr
    if not isinstance(call, ast.Call) or not _is_hold(call.func) or len(call.args) != 1:
        raise NotUnderstoodError
    names = names_in(_constant(call.args[0]))
    for name in names:
        yield Key(name, pressed=True)
    yield from _of_body(statement.body, text)
    for name in reversed(names):
        yield Key(name, pressed=False)


def _is_hold(function: ast.expr) -> bool:
    return (
        isinstance(function, ast.Attribute)
        and function.attr == "hold"
        and isinstance(function.value, ast.Name)
        and function.value.id == "pyautogui"
    )


def _call(node: ast.expr) -> tuple[str, list[Any], dict[str, Any]]:
    """Return function, positional and named arguments of a call of one of the modules."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        raise NotUnderstoodError
    module, name = node.func.value, _SPELT.get(node.func.attr, node.func.attr)
    if not isinstance(module, ast.Name) or name not in MODULES.get(module.id, frozenset()):
        raise NotUnderstoodError
    given = [_constant(argument) for argument in node.args]
    named = {keyword.arg: _constant(keyword.value) for keyword in node.keywords if keyword.arg}
    if len(named) != len(node.keywords):
        raise NotUnderstoodError
    return name, given, named


def _constant(node: ast.expr) -> Any:
    """Return the value of a constant, without computing anything but a sign."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, (ast.List, ast.Tuple)):
        return [_constant(part) for part in node.elts]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
        value = number(_constant(node.operand))
        if value is not None:
            return -value if isinstance(node.op, ast.USub) else value
    if isinstance(node, ast.Attribute) and node.attr in _CONSTANTS:
        return _CONSTANTS[node.attr]
    if isinstance(node, ast.Attribute) and (node.attr.startswith("ease") or node.attr == "linear"):
        # A tween, as in `pyautogui.easeInOutQuad`: how fast, not where to.
        return None
    raise NotUnderstoodError
