"""Pictures of screens as programs paint them, with secrets among ordinary text, and where their ink is."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFont

from formats.model.frames import Pixels
from tests.benchmarks.privacy.holdout.scripts import parts_of

WIDTH, HEIGHT = 1280, 800
SIZES = (11, 12, 13, 14, 15, 16)
_FOLDER = Path("/usr/share/fonts/truetype")
_SANS = ("dejavu/DejaVuSans.ttf", "liberation/LiberationSans-Regular.ttf", "dejavu/DejaVuSansCondensed.ttf")
_SERIF = ("liberation/LiberationSerif-Regular.ttf", "dejavu/DejaVuSerif.ttf")
_MONO = (
    "dejavu/DejaVuSansMono.ttf",
    "liberation/LiberationMono-Regular.ttf",
    "noto/NotoSansMono-Regular.ttf",
)
_LIGHT = (("#ffffff", "#1a1a1a"), ("#f6f5f4", "#2e3436"), ("#ffffff", "#5f6368"), ("#fdf6e3", "#586e75"))
_DARK = (("#1e1e1e", "#d4d4d4"), ("#300a24", "#eeeeec"), ("#282a36", "#f8f8f2"), ("#202124", "#9aa0a6"))
_PROSE = (
    "Thanks for sending the figures, they look fine to me.",
    "The next meeting is on Thursday at 14:30 in room 2.113.",
    "Version 10.4.2 of the importer fixes the empty column.",
    "Please read the notes before you open the second file.",
    "Order 7734229 was packed yesterday, and left the house at noon.",
    "We counted 4500 bolts and 3200 nuts in the second store.",
    "A list of all changes since March is on the project page.",
    "Der Bericht ist fertig, die Folien fehlen noch.",
    "La réunion est reportée à la semaine prochaine.",
    "It rained, so the picnic was moved to the hall.",
    "Commit 9fceb02 moved the parser to a file of its own.",
    "Invoice 2026-000418 was paid on time.",
)
_CODE = (
    "def total(rows):",
    "    return sum(row.count * row.price for row in rows)",
    "for name, value in sorted(settings.items()):",
    "    print(f'{name}: {value}')",
    "import json",
    "# the order of columns matters here",
    "assert total([]) == 0",
    "timeout_s = 1.5",
)
_SHELL = (
    "anna@buildbox:~/shop$ git status",
    "On branch main",
    "nothing to commit, working tree clean",
    "anna@buildbox:~/shop$ make -j4",
    "cc -O2 -c parser.c -o parser.o",
    "14 passed, 2 skipped in 3.41s",
)
# One line each: the label and the secret in the same line of text.
_IN_LINES = (
    "The wifi password is {password}", "Password: {strong}", "Passwort: {password}",
    "user admin, pw {strong}",
    "My card is {cardg}, valid to 04/27", "Please transfer it to {ibans}", "IBAN {iban}", "SSN: {id_us}",
    "call me at {tel_us}", "Handy {tel_de}", "Mobile: {tel_gb}", "write to {email}", "born on {birthday}",
    "Date of birth: {birthday}", "I live at {address}", "Your verification code is {otp}",
    "Steuer-ID {id_de}", "DNI: {id_es}", "NHS number {id_nhs}", "PESEL {id_pl}",
    "he has {s:diabetes} since 2019",
    "server {ip}", "MAC {mac}", "From: Anna Weber <{email}>",
)  # fmt: skip
_IN_CODE = (
    "DB_PASSWORD={password}", "password = '{strong}'", "TOKEN={key_github}", "aws_access_key_id = {key_aws}",
    "STRIPE_KEY={key_stripe}", "url = 'postgres://app:{password}@db:5432/shop'", "api_key: {key_hex}",
    "SLACK={key_slack}", "key = '{key_google}'", "OPENAI_API_KEY={key_openai}",
)  # fmt: skip
_IN_SHELL = (
    "$ mysql -u root -p{password} shop", "$ export API_TOKEN={key_opaque}",
    "$ curl -u admin:{password} https://a.example",
    "$ git clone https://oauth2:{key_gitlab}@git.example/web.git", "$ ssh root@{ip}",
    "$ docker login -p {key_docker}",
    "$ PGPASSWORD={strong} psql -h db", "  inet {ip}  netmask 255.255.255.0",
)  # fmt: skip
# A form: the label on the left or above, the secret in a field.
_FIELDS = (
    ("Password", "{strong}"), ("Card number", "{cardg}"), ("IBAN", "{ibans}"), ("E-mail", "{email}"),
    ("Phone", "{tel_us}"), ("Telefon", "{tel_de}"), ("Date of birth", "{birthday}"),
    ("Geburtsdatum", "{birthday}"),
    ("Address", "{address}"), ("Social security number", "{id_us}"), ("Verification code", "{otp}"),
    ("Passwort", "{password}"), ("API key", "{key_hex}"), ("Steuer-ID", "{id_de}"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A secret on a picture."""

    category: str
    text: str
    size_px: int
    box: tuple[int, int, int, int]
    """Left, top, width, height of its ink."""
    ink: NDArray[np.bool_]
    """Which pixels it changed, shape (height, width) of the box."""


@dataclass(slots=True)
class Screen:
    """A picture in the making."""

    rng: random.Random
    dark: bool
    image: Image.Image = field(init=False)
    shown: list[Shown] = field(default_factory=list)
    made: dict[str, str] = field(default_factory=dict)
    ground: str = ""
    ink: str = ""

    def __post_init__(self) -> None:
        """Take a sheet."""
        self.ground, self.ink = self.rng.choice(_DARK if self.dark else _LIGHT)
        self.image = Image.new("RGB", (WIDTH, HEIGHT), self.ground)

    def box(self, edges: tuple[int, int, int, int], fill: str | None, line: str | None = None) -> None:
        """Draw a rectangle: left, top, right and bottom."""
        ImageDraw.Draw(self.image).rectangle(edges, fill=fill, outline=line)

    def line(self, at: tuple[int, int], text: str, font: ImageFont.FreeTypeFont, ink: str = "") -> None:
        """Write a line, with places for secrets."""
        x, y = at
        for part, category in parts_of(text, self.rng, self.made):
            before = self.image.copy() if category else None
            ImageDraw.Draw(self.image).text((x, y), part, fill=ink or self.ink, font=font)
            if before is not None:
                self._note(before, part, category, int(font.size))
            x += round(font.getlength(part))

    def _note(self, before: Image.Image, text: str, category: str, size_px: int) -> None:
        changed = ImageChops.difference(before, self.image)
        left, top, right, bottom = changed.getbbox() or (0, 0, 0, 0)
        ink = np.asarray(changed).max(axis=2)[top:bottom, left:right] > 0
        self.shown.append(Shown(category, text, size_px, (left, top, right - left, bottom - top), ink))

    def pixels(self) -> Pixels:
        """Return the picture."""
        return np.array(self.image)


def drawn(seed: int) -> Screen:
    """Return one screen: of 72 seeds each is another one of light or dark, six sizes and six programs."""
    screen = Screen(random.Random(seed), dark=seed % 2 == 1)
    size = SIZES[seed // 2 % len(SIZES)]
    _PROGRAMS[seed // 12 % len(_PROGRAMS)](screen, size)
    return screen


def fonts_missing() -> str:
    """Return a font that is needed and not there, "" where all are."""
    names = (*_SANS, *_SERIF, *_MONO)
    return next((name for name in names if not (_FOLDER / name).exists()), "")


def _font(rng: random.Random, names: tuple[str, ...], size: int) -> ImageFont.FreeTypeFont:
    file = _FOLDER / rng.choice(names)
    if not file.exists():
        # Not what is measured, and still a screen.
        return cast("ImageFont.FreeTypeFont", ImageFont.load_default(size))
    return ImageFont.truetype(str(file), size)


def _frame(screen: Screen, title: str) -> None:
    bar, words = ("#333333", "#cccccc") if screen.dark else ("#dddddd", "#333333")
    screen.box((0, 0, WIDTH, 30), bar)
    font = _font(screen.rng, _SANS, 13)
    screen.line((500, 7), title, font, words)
    for number, colour in enumerate(("#ff5f57", "#febc2e", "#28c840")):
        screen.box((14 + 22 * number, 10, 24 + 22 * number, 20), colour)
    for number, word in enumerate(("File", "Edit", "View", "Tools", "Help")):
        screen.line((14 + 56 * number, 36), word, font)
    screen.box((0, HEIGHT - 24, WIDTH, HEIGHT), bar)
    screen.line((12, HEIGHT - 21), "Ready", font, words)


def _sheet(screen: Screen, title: str, size: int, ordinary: tuple[str, ...], secret: tuple[str, ...]) -> None:
    _frame(screen, title)
    font, y = _font(screen.rng, _MONO, size), 70
    chosen = screen.rng.sample(secret, min(6, len(secret)))
    while y < HEIGHT - 60:
        held = chosen.pop() if chosen and screen.rng.random() < 0.3 else screen.rng.choice(ordinary)
        screen.line((24 + screen.rng.choice((0, 0, 16)), y), held, font)
        y += round(size * screen.rng.choice((1.4, 1.5, 1.5, 2.2)))


def _mail(screen: Screen, size: int) -> None:
    screen.box((0, 56, 260, HEIGHT - 24), "#2a2a2a" if screen.dark else "#eeeeee")
    _frame(screen, "Inbox - Mail")
    font = _font(screen.rng, screen.rng.choice((_SANS, _SERIF)), size)
    side = _font(screen.rng, _SANS, 12)
    for number in range(12):
        screen.line((12, 70 + 44 * number), screen.rng.choice(_PROSE)[:30], side)
    y, chosen = 74, screen.rng.sample(_IN_LINES, 7)
    while y < HEIGHT - 60:
        held = chosen.pop() if chosen and screen.rng.random() < 0.35 else screen.rng.choice(_PROSE)
        screen.line((290, y), held, font)
        y += round(size * 1.6)


def _editor(screen: Screen, size: int) -> None:
    _sheet(screen, "settings - Editor", size, _CODE, _IN_CODE)


def _shell(screen: Screen, size: int) -> None:
    _sheet(screen, "anna@buildbox: ~/shop", size, _SHELL, _IN_SHELL)


def _form(screen: Screen, size: int) -> None:
    _frame(screen, "Details - Browser")
    label, font = _font(screen.rng, _SANS, size), _font(screen.rng, _SANS, size)
    above, y = screen.rng.random() < 0.5, 80
    for name, value in screen.rng.sample(_FIELDS, 7):
        screen.line((120, y), name, label)
        x, top = (120, y + round(1.6 * size)) if above else (360, y)
        line = "#666666" if screen.dark else "#bbbbbb"
        screen.box((x - 8, top - 6, x + 520, top + round(1.5 * size) + 4), None, line)
        screen.line((x, top), value, font)
        y += 92 if above else 60
    screen.box((120, y, 220, y + 30), "#1a73e8")
    screen.line((140, y + 6), "Continue", label, "#ffffff")


def _chat(screen: Screen, size: int) -> None:
    _frame(screen, "general - Chat")
    font, y = _font(screen.rng, _SANS, size), 76
    chosen = screen.rng.sample(_IN_LINES, 6)
    while y < HEIGHT - 80:
        held = chosen.pop() if chosen and screen.rng.random() < 0.5 else screen.rng.choice(_PROSE)
        mine = screen.rng.random() < 0.5
        x, fill, ink = (560, "#0b57d0", "#ffffff") if mine else (40, "#3c4043", "#e8eaed")
        if not mine and not screen.dark:
            fill, ink = "#e9eef6", "#1f1f1f"
        screen.box((x - 12, y - 8, x + 560, y + round(1.4 * size) + 8), fill)
        screen.line((x, y), held, font, ink)
        y += round(1.4 * size) + 28


def _table(screen: Screen, size: int) -> None:
    _frame(screen, "members - Sheet")
    font = _font(screen.rng, _SANS, size)
    lefts, heads = (20, 180, 460, 660, 820), ("Name", "E-mail", "Phone", "Date of birth", "IBAN")
    rule = "#555555" if screen.dark else "#cccccc"
    for left, head in zip(lefts, heads, strict=True):
        screen.line((left, 72), head, font)
    for row in range(6):
        y = 72 + round((row + 1) * 2.1 * size)
        screen.box((12, y - 5, 1180, y - 4), rule)
        screen.made.clear()
        names = ("Anna Weber", "{email}", "{tel_us}", "{birthday}", "{ibans}")
        for left, text in zip(lefts, names, strict=True):
            screen.line((left, y), text, font)


_PROGRAMS: tuple[Callable[[Screen, int], None], ...] = (_mail, _editor, _form, _chat, _shell, _table)
