"""A situation in a language, with the secrets marked where they stand."""

import re
from dataclasses import dataclass

from tests.benchmarks.privacy.holdout.scripts import Click, Field, Window

CATEGORIES = {
    "pw": "password", "pin": "password", "otp": "one-time-code", "dob": "birth-date", "id": "national-id",
    "tel": "phone", "adr": "address", "sens": "sensitive-words", "n": "neutral",
}  # fmt: skip
"""What a mark stands for; "n" may be found or not."""
_MARK = re.compile(r"\{(" + "|".join(CATEGORIES) + r"):([^}]*)\}")

Step = str | Window | Field | Click


@dataclass(frozen=True, slots=True)
class Case:
    """A window, and what is typed into it: Enter is a line feed, Tab a tab, `{pin:4711}` a secret."""

    language: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """Writes cases of one language."""

    name: str
    chat: Window
    mail: Window
    note: Window

    def told(self, text: str) -> Case:
        """Write into a chat."""
        return self.within(self.chat, text)

    def mailed(self, text: str) -> Case:
        """Write a mail."""
        return self.within(self.mail, text)

    def noted(self, text: str) -> Case:
        """Write into a file of notes."""
        return self.within(self.note, text)

    def web(self, title: str, *steps: Step) -> Case:
        """Fill in a page."""
        return self.within(Window("firefox", f"{title} — Mozilla Firefox"), *steps)

    def shell(self, text: str) -> Case:
        """Type into a terminal."""
        return self.within(Window("gnome-terminal-server", "anna@web3: ~"), text)

    def app(self, app: str, title: str, *steps: Step) -> Case:
        """Type into a program's window."""
        return self.within(Window(app, title), *steps)

    def within(self, window: Window, *steps: Step) -> Case:
        """Go to a window and type."""
        return Case(self.name, (window, Click(), *steps))


def parts_of(text: str) -> list[tuple[str, str, str]]:
    """Return a text in parts, each with its category and its mark, "" for ordinary text."""
    parts: list[tuple[str, str, str]] = []
    end = 0
    for mark in _MARK.finditer(text):
        parts += [(text[end : mark.start()], "", ""), (mark[2], CATEGORIES[mark[1]], mark[1])]
        end = mark.end()
    parts.append((text[end:], "", ""))
    return [part for part in parts if part[0]]
