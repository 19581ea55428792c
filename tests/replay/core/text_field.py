"""A model of a text field, written apart from the one that is tested."""

import re
from dataclasses import dataclass

PASTED = "pasted text"


@dataclass
class Field:
    """The plainest text field: a string, a caret, an anchor."""

    text: str = ""
    caret: int = 0
    anchor: int | None = None

    def press(self, key: str) -> None:
        *held, name = key.split("+") if len(key) > 1 else [key]
        if "Ctrl" in held and name in "AXV":
            self._control(name)
        elif name in {"Backspace", "Delete"}:
            if self.anchor is None:
                self.anchor = self._beside(forward=name == "Delete", word="Ctrl" in held)
            self._replace("")
        elif name.startswith("Arrow") and "Ctrl" in held:
            self.anchor = (self.caret if self.anchor is None else self.anchor) if "Shift" in held else None
            self.caret = self._beside(forward=name == "ArrowRight", word=True)
        elif name in {"ArrowLeft", "ArrowRight", "Home", "End"}:
            self._move(name, select="Shift" in held, whole="Ctrl" in held)
        else:
            self._replace("\n" if name == "Enter" else name)

    def _beside(self, *, forward: bool, word: bool) -> int:
        """Return the place one character or one word on."""
        if not word:
            return min(max(self.caret + (1 if forward else -1), 0), len(self.text))
        if forward:
            return self.caret + len(re.match(r"\s*\S*", self.text[self.caret :])[0])  # type: ignore[index]
        return len(re.sub(r"\S*\s*\Z", "", self.text[: self.caret], count=1))

    def _control(self, name: str) -> None:
        if name == "A":
            self.anchor, self.caret = 0, len(self.text)
        elif name == "V":
            self._replace(PASTED)
        elif self.anchor is not None:
            self._replace("")

    def _replace(self, new: str) -> None:
        low, high = sorted((self.caret, self.caret if self.anchor is None else self.anchor))
        self.text = self.text[:low] + new + self.text[high:]
        self.caret, self.anchor = low + len(new), None

    def _move(self, name: str, *, select: bool, whole: bool) -> None:
        if select and self.anchor is None:
            self.anchor = self.caret
        if not select and self.anchor is not None and name.startswith("Arrow"):
            low, high = sorted((self.caret, self.anchor))
            self.caret, self.anchor = (low if name == "ArrowLeft" else high), None
            return
        if name == "ArrowLeft":
            self.caret = max(self.caret - 1, 0)
        elif name == "ArrowRight":
            self.caret = min(self.caret + 1, len(self.text))
        elif name == "Home":
            self.caret = 0 if whole else self.text.rfind("\n", 0, self.caret) + 1
        else:
            end = self.text.find("\n", self.caret)
            self.caret = len(self.text) if whole or end < 0 else end
        if not select:
            self.anchor = None
