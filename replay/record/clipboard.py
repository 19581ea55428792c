"""Changes of the clipboard: their kind, and their text only where it was agreed to."""

import time
from typing import Any

from Xlib import X, Xatom
from Xlib.ext import xfixes

_TEXT_BYTES = 1 << 20
_PATIENCE_S = 1.0
_SECRET = "x-kde-passwordManagerHint"  # noqa: S105 - the name of a kind, not a secret
"""The kind by which password managers say that what they put there is secret."""
_PLAIN = ("UTF8_STRING", "text/plain;charset=utf-8", "STRING", "TEXT", "text/plain")
_KINDS = ("image/", "text/uri-list")


class ClipboardWatch:
    """Asks who owns the clipboard what it offers; an owner that does not answer is not waited for."""

    def __init__(self, connection: Any, *, with_text: bool) -> None:
        self._connection = connection
        root = connection.screen().root
        self._with_text = with_text
        self._clipboard = connection.intern_atom("CLIPBOARD")
        self._property = connection.intern_atom("REPLAY_CLIPBOARD")
        self._targets = connection.intern_atom("TARGETS")
        self._utf8 = connection.intern_atom("UTF8_STRING")
        self._window = root.create_window(-1, -1, 1, 1, 0, X.CopyFromParent)
        self._asked: tuple[int, float] | None = None
        self._kind = ""
        if connection.has_extension("XFIXES"):
            connection.xfixes_query_version()
            mask = xfixes.XFixesSetSelectionOwnerNotifyMask
            connection.xfixes_select_selection_input(root, self._clipboard, mask)

    def changed(self, t_ns: int, stamp_ms: int, *, has_owner: bool) -> tuple[int, str, str] | None:
        """Take note of a new owner, and ask it what it offers.

        Returns:
            Time, kind and text of the change before where it is still open, see `told`.
        """
        before = self.given_up(at_once=True)
        if has_owner:
            self._kind = ""
            self._asked = (t_ns, time.monotonic())
            self._ask(self._targets, stamp_ms)
        return before

    def told(self, event: Any) -> tuple[int, str, str] | None:
        """Take an owner's answer; return time, kind and text of the change once all is known."""
        if self._asked is None or event.requestor != self._window or event.selection != self._clipboard:
            return None
        t_ns = self._asked[0]
        if event.property == X.NONE:
            return self._end(t_ns, "")
        if event.target == self._targets:
            return self._offered(t_ns, event.time)
        found = self._window.get_property(self._property, X.AnyPropertyType, 0, _TEXT_BYTES // 4, delete=1)
        text = found.value.decode("utf-8", "replace") if found is not None and found.format == 8 else ""
        return self._end(t_ns, text)

    def given_up(self, *, at_once: bool = False) -> tuple[int, str, str] | None:
        """Return a change whose owner did not answer in time, as far as it is known."""
        if self._asked is None or not (at_once or time.monotonic() - self._asked[1] > _PATIENCE_S):
            return None
        return self._end(self._asked[0], "")

    def _offered(self, t_ns: int, stamp_ms: int) -> tuple[int, str, str] | None:
        found = self._window.get_property(self._property, Xatom.ATOM, 0, 256, delete=1)
        atoms = list(found.value) if found is not None and found.format == 32 else []
        names = [self._connection.get_atom_name(atom) for atom in atoms if atom]
        self._kind = kind_of(names)
        if self._with_text and self._kind == "text/plain" and _SECRET not in names:
            self._ask(self._utf8, stamp_ms)
            return None
        return self._end(t_ns, "")

    def _ask(self, target: int, stamp_ms: int) -> None:
        self._window.convert_selection(self._clipboard, target, self._property, stamp_ms)

    def _end(self, t_ns: int, text: str) -> tuple[int, str, str]:
        kind, self._asked, self._kind = self._kind, None, ""
        return t_ns, kind, text


def kind_of(names: list[str]) -> str:
    """Return the MIME type of what a clipboard's owner offers, "" where none is known."""
    for start in _KINDS:
        for name in names:
            if name.startswith(start):
                return name
    if any(name in _PLAIN for name in names):
        return "text/plain"
    return next((name for name in names if "/" in name), "")
