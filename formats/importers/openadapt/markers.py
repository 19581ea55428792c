"""What was under the pointer, what the browser told, and what was said: markers with their JSON."""

from typing import Any

from formats.importers.openadapt.inputs import InputRows
from formats.importers.openadapt.values import KEPT_BYTES, as_json, as_object, as_text

_NAMES = (
    "name",
    "title",
    "AXTitle",
    "label",
    "AXDescription",
    "friendly_class_name",
    "role",
    "AXRole",
)
_CHARACTERS = 200
_NESTED = ("element", "target", "node")


def add_element(inputs: InputRows, told: Any, what: str, at_ns: int, line: int) -> None:
    """Add a marker for an element's state, named by its name; an empty state is none.

    Args:
        inputs: Where to.
        told: JSON.
        what: What it is called where it has no name.
        at_ns: When.
        line: Number of its row.
    """
    if told in (None, "", "{}", "null"):
        return
    state = as_object(told)
    if state is None:
        inputs.keep(what, told if isinstance(told, str) else as_json(told), at_ns, line)
        return
    if state:
        inputs.rows.add("marker", at_ns, line, name=_name(state) or what, payload=as_json(state))


def add_browser_event(inputs: InputRows, told: Any, at_ns: int, line: int) -> str:
    """Add a marker for an event of the browser; return what is wrong with it, "" where nothing is.

    The pointer and the keys are told by the system as well: nothing of the browser's is doubled into them.
    """
    message = as_object(told)
    if message is None:
        return "a browser event that is no JSON object"
    inner = message.get("message")
    inner = inner if isinstance(inner, dict) else message
    payload = inner.get("payload")
    payload = payload if isinstance(payload, dict) else inner
    kind = as_text(payload.get("eventType", inner.get("eventType")))[:60]
    what = as_text(payload.get("url", inner.get("url"))) if "navigat" in kind else _name(payload)
    title = f"browser {kind or 'event'}{f': {what}' if what else ''}"
    text = as_json(message)
    inputs.rows.add(
        "marker", at_ns, line, name=title[:_CHARACTERS], payload=text if len(text) <= KEPT_BYTES else ""
    )
    return ""


def _name(state: dict[str, Any]) -> str:
    """Return what an element is called, or one that is in it."""
    for scope in (state, *(state.get(inner) for inner in _NESTED)):
        if isinstance(scope, dict):
            found = next((text for name in _NAMES if (text := as_text(scope.get(name)).strip())), "")
            if found:
                return found[:_CHARACTERS]
    return ""
