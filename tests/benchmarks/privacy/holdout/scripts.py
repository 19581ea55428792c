"""What a scenario is: steps with places for secrets, and how a typist plays them.

A step that is a string is typed: Enter is "\\n", Tab "\\t", and `{name}` a secret that `invented.MAKERS`
makes, the same one wherever the name comes again; `{name2}` is another, `{s:word}` a word that is sensitive
itself, and `{n:word}` one that may be found or not.
"""

import random
import re
from dataclasses import dataclass

from tests.benchmarks.privacy.holdout.invented import MAKERS
from tests.benchmarks.privacy.holdout.layouts import LAYOUTS
from tests.benchmarks.privacy.holdout.typist import NEUTRAL, Typist

USERS = ("aweber", "anna.weber", "jkeller", "marie", "tbaker", "lromero", "deploy2", "enowak")
HOSTS = ("web3", "db-staging", "cache2", "buildbox", "gitlab")
_PLACE = re.compile(r"\{([sn]:[^}]+|user|host|" + "|".join(MAKERS) + r")(\d?)\}")
_BEFORE = (
    "Thanks for the notes, I will send the second draft tomorrow.\n",
    "quarterly report outline\n\n1. introduction\n2. figures by region\n",
    "ok, see you at the stand-up then\n",
    "Könntest du bitte die Folien bis Donnerstag anpassen?\n",
    "Le rapport est presque prêt, je relis la dernière partie.\n",
)
_AFTER = (
    "weekly sales by region\n",
    "Hi all, the build is green again, please pull before you start.\n",
    "meeting room for thursday\n",
    "Danke, das passt so für mich.\n",
)


@dataclass(frozen=True, slots=True)
class Window:
    """Go to a window."""

    app: str
    title: str


@dataclass(frozen=True, slots=True)
class Field:
    """Go to a field whose name the source knows."""

    name: str


@dataclass(frozen=True, slots=True)
class Click:
    """Click, as into another field that nobody names."""


@dataclass(frozen=True, slots=True)
class Paste:
    """Copy a text elsewhere, and paste it here."""

    text: str


@dataclass(frozen=True, slots=True)
class Copy:
    """Take a text into the clipboard."""

    text: str


@dataclass(frozen=True, slots=True)
class Erase:
    """Take back all that the last step typed."""

    count: int


@dataclass(frozen=True, slots=True)
class Marker:
    """The source notes something."""

    name: str
    payload: str


Step = str | Window | Field | Click | Paste | Copy | Erase | Marker


@dataclass(frozen=True, slots=True)
class Script:
    """A scenario."""

    kind: str
    """ "login", "terminal" and so on: figures are told for each."""
    steps: tuple[Step, ...]


def played(script: Script, seed: int, slips: float) -> Typist:
    """Return the rows of a scenario, played with invented secrets on a keyboard of its own."""
    rng = random.Random(seed)
    layout = rng.choices(list(LAYOUTS), (5, 1, 3, 2))[0]
    typist = Typist(rng, slips, layout)
    if rng.random() < 0.6:
        typist.window(
            *rng.choice((("Thunderbird", "Write: draft - Thunderbird"), ("gedit", "notes.txt - gedit")))
        )
        typist.type([(rng.choice(_BEFORE), "")])
    made: dict[str, str] = {}
    for step in script.steps:
        _play(step, typist, made)
    if rng.random() < 0.6:
        typist.window("LibreOffice Writer", "Untitled 1 - LibreOffice Writer")
        typist.type([(rng.choice(_AFTER), "")])
    return typist


def _play(step: Step, typist: Typist, made: dict[str, str]) -> None:
    if isinstance(step, str):
        typist.type(parts_of(step, typist.rng, made))
        typist.wait(300, 1500)
    elif isinstance(step, Field):
        typist.field(step.name)
    elif isinstance(step, Click):
        typist.click()
    elif isinstance(step, Erase):
        for number in range(step.count):
            typist.press("Backspace", "Backspace", repeat=number > 2)
    else:
        _show(step, typist, made)


def _show(step: Window | Paste | Copy | Marker, typist: Typist, made: dict[str, str]) -> None:
    text = {Window: "title", Marker: "payload"}.get(type(step), "text")
    parts = parts_of(getattr(step, text), typist.rng, made)
    whole, start_ns = "".join(part for part, _ in parts), typist.now_ns
    channels = ["clipboard"]
    if isinstance(step, Window):
        typist.window(step.app, whole)
        channels = ["title"]
    elif isinstance(step, Marker):
        typist.rows.add("marker", typist.now_ns, name=step.name, payload=whole)
        channels = ["marker"]
    else:
        typist.copied(whole)
        if isinstance(step, Paste):
            typist.paste(whole)
            channels.append("typed")
    for part, category in parts:
        for channel in channels if category else ():
            typist.plant(category, part, channel, start_ns)


def parts_of(text: str, rng: random.Random, made: dict[str, str]) -> list[tuple[str, str]]:
    """Return a text with its places filled: parts and the category of each, "" for ordinary text."""
    parts: list[tuple[str, str]] = []
    end = 0
    for place in _PLACE.finditer(text):
        parts.append((text[end : place.start()], ""))
        parts.append(_filled(place, rng, made))
        end = place.end()
    parts.append((text[end:], ""))
    return [part for part in parts if part[0]]


def _filled(place: re.Match[str], rng: random.Random, made: dict[str, str]) -> tuple[str, str]:
    name, whole = place[1], place[0]
    if name[1] == ":":
        return name[2:], "sensitive-words" if name[0] == "s" else NEUTRAL
    if name in {"user", "host"}:
        return made.setdefault(whole, rng.choice(USERS if name == "user" else HOSTS)), ""
    category, make = MAKERS[name]
    if whole not in made:
        made[whole] = make(rng)
    return made[whole], category
