"""Consent before anything is recorded: what the person is told, and the signed-off policy in a file.

A policy is TOML:

    person = "P-07"                     # a name or a pseudonym
    purposes = ["research on desk work"]
    until = 2027-06-30                  # last day on which it may be handed on
    retain_until = 2027-12-31           # last day on which it may be kept; no such day where absent
    signed_by = "A. Person"
    signed_on = 2026-11-20
    clipboard_text = false              # whether the clipboard's text may be recorded; false where absent
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from formats.model.header import Consent
from formats.plain_file import open_plain
from replay.record.errors import ConsentError
from replay.record.exclusion import DEFAULT_EXCLUDED

_POLICY_BYTES = 1 << 16
_LONGEST, _MOST_PURPOSES = 400, 20
_DUE = ("person", "purposes", "until", "signed_by", "signed_on")
_MAY = ("retain_until", "clipboard_text")


@dataclass(frozen=True, slots=True)
class Agreement:
    """What somebody agreed to."""

    person: str
    """A name or a pseudonym."""
    purposes: tuple[str, ...]
    """At least one."""
    until: date
    """Last day on which it may be handed on."""
    clipboard_text: bool = False
    """Whether the text of the clipboard may be recorded."""
    signed_by: str = ""
    """Who signed the policy; "" where the person agreed on the terminal."""
    signed_on: date | None = None
    retain_until: date | None = None
    """Last day on which the recording may be kept, None where none was agreed."""

    @property
    def words(self) -> str:
        """Who agreed to what, in one line for whoever sits there."""
        kept = "" if self.retain_until is None else f", to be deleted after {self.retain_until}"
        return f"{self.person} agreed for {'; '.join(self.purposes)}, until {self.until}{kept}"

    def check(self, today: date, *, clipboard_text: bool) -> None:
        """Refuse what is not agreed to.

        Raises:
            ConsentError: It has no words, ended, is signed in the future, or does not cover the text of
                the clipboard.
        """
        if not self.purposes:
            raise ConsentError("nothing is recorded without a purpose: say it with --purpose")
        for name, words in (("a purpose", self.purposes), ("who agrees", (self.person,))):
            if not all(_is_line(text) for text in words):
                raise ConsentError(f"{name} is words in one line, at most {_LONGEST} characters")
        if self.until < today:
            raise ConsentError(f"the consent ended on {self.until}")
        if self.retain_until is not None and self.retain_until < today:
            raise ConsentError(f"the recording could be kept until {self.retain_until}, which is over")
        if self.signed_on is not None and self.signed_on > today:
            raise ConsentError(f"the consent is signed on {self.signed_on}, which is yet to come")
        if clipboard_text and not self.clipboard_text:
            raise ConsentError(
                "the consent does not cover the text of the clipboard (clipboard_text = true would)"
            )

    def narrowed(
        self, person: str, purposes: Sequence[str], until: date | None, retain_until: date | None
    ) -> "Agreement":
        """Return it for less: for these purposes alone, and to the earlier days.

        Args:
            person: Who is recorded; "" for whoever agreed.
            purposes: Some of those that were agreed to; none for all of them.
            until: As the field; None for what was agreed.
            retain_until: The same.

        Raises:
            ConsentError: Somebody else agreed, or not to this purpose.
        """
        if person and person != self.person:
            raise ConsentError(f"the policy is signed for {self.person!r}, and not for {person!r}")
        for purpose in purposes:
            if purpose not in self.purposes:
                raise ConsentError(f"the policy does not cover the purpose {purpose!r}")
        return replace(
            self,
            purposes=tuple(purposes) or self.purposes,
            until=min(self.until, until or self.until),
            retain_until=min(filter(None, (self.retain_until, retain_until)), default=None),
        )

    def consent(self, now_utc_ns: int) -> Consent:
        """Return what the recording's header says of it."""
        return Consent(
            person=self.person,
            purposes=self.purposes,
            given_utc_ns=now_utc_ns,
            until=self.until.isoformat(),
            retain_until=None if self.retain_until is None else self.retain_until.isoformat(),
        )


def statement(
    agreement: Agreement, *, fps: float, excluded: Sequence[str], pause_key: str, stop_key: str
) -> list[str]:
    """Return the lines that say what is recorded before anyone is asked to agree.

    Args:
        agreement: What is to be agreed to; whoever agrees is not named in it yet.
        fps: Pictures a second.
        excluded: The windows that are left out, see `DEFAULT_EXCLUDED`.
        pause_key: The key's name.
        stop_key: The key's name.
    """
    clipboard = "and its text" if agreement.clipboard_text else "not its content"
    kept = agreement.retain_until
    keeping = (
        f"It must be deleted after {kept.isoformat()}, and is opened by nobody but you from then on."
        if kept is not None
        else "No day is set by which it must be deleted (--retain-until sets one)."
    )
    return [
        "This records what you do on this X11 session:",
        "  - every movement, click and scroll step of the pointer, and the shape of the cursor;",
        "  - every key you press and release, in any window, passwords too where a window is not excluded;",
        f"  - pictures of all displays, {fps:g} a second, and soon after clicks and changes of window;",
        "  - title, class and place of the active window, the displays, the keyboard's layout;",
        f"  - that the clipboard changed and to what kind, {clipboard}.",
        *_left_out(excluded),
        f"For: {'; '.join(agreement.purposes)}.",
        f"It may be handed on until {agreement.until.isoformat()}. You can have it erased at any time.",
        keeping,
        f"REC is shown on every display as long as it records; {pause_key} pauses, {stop_key} stops.",
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
        if name not in (*_DUE, *_MAY):
            raise ConsentError(f"{path}: {name!r} is not known; there are {', '.join((*_DUE, *_MAY))}")
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
        retain_until=_day(path, "retain_until", found["retain_until"]) if "retain_until" in found else None,
    )


def _left_out(excluded: Sequence[str]) -> list[str]:
    more = [pattern for pattern in excluded if pattern not in DEFAULT_EXCLUDED]
    if set(DEFAULT_EXCLUDED) <= set(excluded):
        return [
            "Windows of password managers and private browsing are left out: no keys or title, painted over.",
            "A private window that another program makes a running browser open is not: pause before that.",
            *([f"So are those that your settings name: {', '.join(more)}."] if more else []),
        ]
    if not excluded:
        return ["No window is left out, as your settings say: not those of password managers either."]
    return [
        f"Left out are only windows that your settings name: {', '.join(excluded)}.",
        "Those of other password managers, and private browsing, are recorded.",
    ]


def _is_line(text: str) -> bool:
    return bool(text.strip()) and text.isprintable() and len(text) <= _LONGEST


def _text(path: Path, name: str, value: Any) -> str:
    if not isinstance(value, str) or not _is_line(value):
        raise ConsentError(f"{path}: {name} is not a text of one line and at most {_LONGEST} characters")
    return value.strip()


def _day(path: Path, name: str, value: Any) -> date:
    # A date and time is a date to Python; here a day is meant.
    if type(value) is not date:
        raise ConsentError(f"{path}: {name} is not a day, written as 2026-11-25 without quotation marks")
    return value
