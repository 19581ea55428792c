"""Types texts into a recording as a person does: with a rhythm, slips, and their correction."""

from dataclasses import dataclass, field
from random import Random

from formats.model.build import EventBuilder
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.time import NS_PER_MS

_NEIGHBOURS = {
    letter: row[max(place - 1, 0) : place] + row[place + 1 : place + 2]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890")
    for place, letter in enumerate(row)
}


@dataclass(frozen=True, slots=True)
class Planted:
    """A secret that was typed, and when."""

    category: str
    text: str = field(repr=False)
    start_ns: int
    end_ns: int
    scenario: str


class Typist:
    """Writes keys, clicks and windows with a fixed seed."""

    def __init__(self, random: Random, error_rate: float) -> None:
        """Make a typist who slips at every `error_rate`-th key."""
        self.planted: list[Planted] = []
        self.random = random
        self._error_rate = error_rate
        self._builder = EventBuilder()
        self._y = 0.0
        self.now_ns = 0

    def window(self, app: str, title: str) -> None:
        """Bring a window to the front."""
        self.now_ns += self.random.randint(400, 2_000) * NS_PER_MS
        self._builder.add("window", self.now_ns, app=app, title=title)
        self.now_ns += 300 * NS_PER_MS

    def click(self) -> None:
        """Press the left button where it was not pressed before."""
        self._y += 40.0
        self.now_ns += self.random.randint(200, 900) * NS_PER_MS
        for pressed in (True, False):
            self._builder.add("button", self.now_ns, x=10.0, y=self._y, button="left", pressed=pressed)
            self.now_ns += 60 * NS_PER_MS

    def element(self, name: str, role: str) -> None:
        """Tell of the element that was clicked, as accessibility does."""
        self._builder.add("marker", self.now_ns, name=name, payload=f'{{"role": "{role}"}}')

    def copy(self, text: str) -> None:
        """Put a text on the clipboard."""
        self.now_ns += 200 * NS_PER_MS
        self._builder.add("clipboard", self.now_ns, kind="text/plain", string=text)

    def key(self, name: str) -> None:
        """Press and release a key."""
        self.now_ns += self.random.randint(60, 220) * NS_PER_MS
        code = f"Key{name.upper()}" if name.isascii() and name.isalpha() and len(name) == 1 else name
        for pressed in (True, False):
            self._builder.add(
                "key", self.now_ns, code=code if code != " " else "Space", key=name, pressed=pressed
            )
            self.now_ns += 30 * NS_PER_MS

    def command(self, name: str) -> None:
        """Press a key with Control held."""
        self.now_ns += 100 * NS_PER_MS
        self._builder.add("key", self.now_ns, code="ControlLeft", key="Control", pressed=True)
        self.key(name)
        self._builder.add("key", self.now_ns, code="ControlLeft", key="Control", pressed=False)
        self.now_ns += 30 * NS_PER_MS

    def type(self, text: str, *, errors: bool = True) -> None:
        """Type a text; a slip is noticed at once or some keys later, and corrected."""
        place = 0
        while place < len(text):
            letter = text[place]
            if errors and letter != "\n" and self.random.random() < self._error_rate:
                place += self._slip(text, place)
                continue
            self.key("Enter" if letter == "\n" else letter)
            place += 1

    def plant(self, category: str, text: str, scenario: str) -> None:
        """Type a secret."""
        start_ns = self.now_ns
        self.type(text)
        self.planted.append(Planted(category, text, start_ns, self.now_ns, scenario))

    def recording(self) -> MemoryRecording:
        """Return everything typed."""
        return MemoryRecording(Header("00000000-0000-0000-0000-000000000000"), self._builder.events())

    def _slip(self, text: str, place: int) -> int:
        """Type a wrong key, and go on a little before it is noticed; return how much then stands."""
        letter = text[place]
        kind = self.random.random()
        near = _NEIGHBOURS.get(letter.lower(), "x")
        late = self.random.choice((0, 0, 0, 1, 2, 3))
        follows = text[place + 1 : place + 1 + late].split("\n", maxsplit=1)[0]
        wrong = letter + letter if kind < 0.2 else self.random.choice(near) if kind < 0.8 else ""
        for key in wrong + follows:
            self.key(key)
        for _ in wrong + follows:
            self.key("Backspace")
        self.key(letter)
        return 1
