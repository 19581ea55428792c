"""Scenes in which a person types, copies or opens something that should not be recorded; all invented."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final

from formats.model.time import NS_PER_MS
from replay.privacy.canaries import invented
from replay.privacy.canaries.typist import CanaryTypist, Row
from replay.privacy.finding import Channel

_SITES = ("Contoso", "Northwind", "Fabrikam", "Webmail", "Intranet")


@dataclass(frozen=True, slots=True)
class Scene:
    """Events from time 0 on, and the secret in them."""

    category: str
    channel: Channel
    text: str
    rows: tuple[Row, ...]
    start_ns: int
    end_ns: int
    """Of the secret."""
    lasts_ns: int


def _login(typist: CanaryTypist) -> tuple[str, Channel, str, int]:
    site = typist.random.choice(_SITES)
    title = typist.random.choice((f"Sign in - {site}", f"{site} | Log in", f"Login · {site}"))
    typist.add("window", app="firefox", title=f"{title} - Mozilla Firefox")
    typist.type(invented.user(typist.random))
    typist.press("Tab")
    secret, start_ns = invented.password(typist.random), typist.now_ns
    typist.type(secret)
    typist.press("Enter")
    return "password", "typed", secret, start_ns


def _terminal(typist: CanaryTypist) -> tuple[str, Channel, str, int]:
    typist.add("window", app="gnome-terminal", title=f"{invented.user(typist.random)}@desk: ~")
    typist.type(typist.random.choice(("sudo apt update\n", "su -\n", "sudo systemctl restart cups\n")))
    typist.wait(400, 900)
    secret, start_ns = invented.password(typist.random), typist.now_ns
    typist.type(secret)
    typist.press("Enter")
    return "password", "typed", secret, start_ns


def _checkout(typist: CanaryTypist) -> tuple[str, Channel, str, int]:
    typist.add("window", app="chrome", title="Checkout - Shop - Google Chrome")
    typist.type(invented.user(typist.random).title())
    typist.press("Tab")
    secret, start_ns = invented.card(typist.random), typist.now_ns
    typist.type(secret)
    typist.press("Tab")
    return "card", "typed", secret, start_ns


def _message(typist: CanaryTypist) -> tuple[str, Channel, str, int]:
    typist.add("window", app="thunderbird", title="Write: (no subject) - Thunderbird")
    category, make, before = typist.random.choice(
        (
            ("phone", invented.phone, "You can call me at "),
            ("iban", invented.iban, "Please pay to "),
            ("email", invented.email, "Write to "),
            ("api-key", invented.token, "The key is "),
        )
    )
    typist.type(before)
    secret, start_ns = make(typist.random), typist.now_ns
    typist.type(secret)
    typist.type("\nThanks\n")
    return category, "typed", secret, start_ns


def _title(typist: CanaryTypist) -> tuple[str, Channel, str, int]:
    secret = invented.email(typist.random)
    typist.add("window", app="firefox", title=f"Inbox - {secret} - Mozilla Firefox")
    typist.wait(2_000, 6_000)
    return "email", "title", secret, 0


def _clipboard(typist: CanaryTypist) -> tuple[str, Channel, str, int]:
    category, make = typist.random.choice(
        (("api-key", invented.token), ("iban", invented.iban), ("card", invented.card))
    )
    secret = make(typist.random)
    typist.add("clipboard", kind="text/plain", string=secret)
    typist.wait(300, 800)
    return category, "clipboard", secret, 0


_SCENES: Final[tuple[Callable[[CanaryTypist], tuple[str, Channel, str, int]], ...]] = (
    *(_login, _terminal, _message, _checkout, _title, _clipboard),
)


def scene(number: int, random: Random) -> Scene:
    """Return the scene of a canary; one after the other they go through all kinds."""
    typist = CanaryTypist(random)
    category, channel, text, start_ns = _SCENES[number % len(_SCENES)](typist)
    end_ns = max(typist.now_ns, start_ns + NS_PER_MS)
    return Scene(category, channel, text, tuple(typist.rows), start_ns, end_ns, end_ns)


def drawn_secret(random: Random) -> tuple[str, str]:
    """Return category and text of a secret that is drawn on the screen."""
    category, make = random.choice(
        (
            ("email", invented.email),
            ("card", invented.card),
            ("iban", invented.iban),
            ("phone", invented.phone),
            ("api-key", invented.token),
        )
    )
    return category, make(random)
