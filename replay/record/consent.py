"""Consent before anything is recorded: what the person is told, and the signed-off policy in a file.

A policy is TOML:

    person = "P-07"                     # a name or a pseudonym
    purposes = ["research on desk work"]
    until = 2027-06-30                  # last day on which it holds
    signed_by = "A. Person"
    signed_on = 2026-11-20
    clipboard_text = false              # whether the clipboard's text may be recorded; false where absent
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from formats.model.header import Consent
from formats.plain_file import open_plain
from replay.record.errors import ConsentError

_POLICY_BYTES = 1 << 16
_LONGEST, _MOST_PURPOSES = 400, 20
_DUE = ("person", "purposes", "until", "signed_by", "signed_on")


@dataclass(frozen=True, slots=True)
class Agreement:
    """What somebody agreed to."""

    person: str
    """A name or a pseudonym."""
    purposes: tuple[str, ...]
    """At least one."""
    until: date
    """Last day on which it holds."""
    clipboard_text: bool = False
    """Whether the text of the clipboard may be recorded."""
    signed_by: str = ""
    """Who signed the policy; "" where the person agreed on the terminal."""
    signed_on: date | None = None

    def check(self, today: date, *, clipboard_text: bool) -> None:
        """Refuse what is not agreed to.

        Raises:
            ConsentError: It ended, is signed in the future, or does not cover the text of the clipboard.
        """
        if self.until < today:
            raise ConsentError(f"the consent of {self.person} ended on {self.until}")
        if self.signed_on is not None and self.signed_on > today:
            raise ConsentError(f"the consent is signed on {self.signed_on}, which is yet to come")
        if clipboard_text and not self.clipboard_text:
            raise ConsentError(
                "the consent does not cover the text of the clipboard (clipboard_text = true would)"
            )

    def consent(self, now_utc_ns: int) -> Consent:
        """Return what the recording's header says of it."""
        return Consent(
            person=self.person,
            purposes=self.purposes,
            given_utc_ns=now_utc_ns,
            until=self.until.isoformat(),
        )


def statement(purposes: Sequence[str], until: date, *, fps: float, clipboard_text: bool) -> list[str]:
    """Return the lines that say what is recorded before anyone is asked to agree."""
    clipboard = "and its text" if clipboard_text else "not its content"
    return [
        "This records what you do on this X11 session:",
        "  - every movement, click and scroll step of the pointer, and the shape of the cursor;",
        "  - every key you press and release, in any window, passwords too where a window is not excluded;",
        f"  - pictures of all displays, {fps:g} a second, and soon after clicks and changes of window;",
        "  - title, class and place of the active window, the displays, the keyboard's layout;",
        f"  - that the clipboard changed and to what kind, {clipboard}.",
        "Windows of password managers and private browsing are left out: no keys, no title, painted over.",
        "A private window that another program makes a running browser open is not: pause before that.",
        f"For: {'; '.join(purposes)}.",
        f"Until: {until.isoformat()}. You can ask for it to be erased at any time.",
        "REC is shown on every display as long as it records.",
    ]


def read_policy(path: Path) -> Agreement:
    """Read a signed-off policy.

    Raises:
        ConsentError: It is no policy; the message names the file and what is wrong.
        OSError: The file cannot be read.
    """
    with open_plain(path) as opened:
        data = opened.read(_POLICY_BYTES + 1)
    if len(data) > _POLICY_BYTES:
        raise ConsentError(f"{path}: a policy has at most {_POLICY_BYTES:,} bytes")
    try:
        found = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConsentError(f"{path}: {error}") from error
    for name in _DUE:
        if name not in found:
            raise ConsentError(f"{path}: {name} is missing: it is not signed off")
    for name in found:
        if name not in (*_DUE, "clipboard_text"):
            raise ConsentError(f"{path}: {name!r} is not known; there are {', '.join(_DUE)}, clipboard_text")
    purposes = found["purposes"]
    if not isinstance(purposes, list) or not 0 < len(purposes) <= _MOST_PURPOSES:
        raise ConsentError(f"{path}: purposes is not a list of 1 to {_MOST_PURPOSES} texts")
    clipboard_text = found.get("clipboard_text", False)
    if not isinstance(clipboard_text, bool):
        raise ConsentError(f"{path}: clipboard_text is neither true nor false")
    return Agreement(
        person=_text(path, "person", found["person"]),
        purposes=tuple(_text(path, "purposes", purpose) for purpose in purposes),
        until=_day(path, "until", found["until"]),
        clipboard_text=clipboard_text,
        signed_by=_text(path, "signed_by", found["signed_by"]),
        signed_on=_day(path, "signed_on", found["signed_on"]),
    )


def _text(path: Path, name: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable() or len(value) > _LONGEST:
        raise ConsentError(f"{path}: {name} is not a text of one line and at most {_LONGEST} characters")
    return value.strip()


def _day(path: Path, name: str, value: Any) -> date:
    # A date and time is a date to Python; here a day is meant.
    if type(value) is not date:
        raise ConsentError(f"{path}: {name} is not a day, written as 2026-11-25 without quotation marks")
    return value
