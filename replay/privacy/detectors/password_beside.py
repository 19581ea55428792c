"""Passwords beside talk of passwords, in whatever words, and behind the name of who signs in."""

import re
from collections.abc import Iterator

from replay.privacy.detectors import prose
from replay.privacy.likeness import is_strong, password_likeness
from replay.privacy.match import Match
from replay.privacy.words import passwords

_NAME = "password"
_WORD = rf"(?:{passwords.WORD}|pin(?: code)?|{passwords.KEYS})"
_TALK = re.compile(
    rf"(?<![\w])(?:{_WORD}|creds?|credentials|zugangsdaten|identifiants|credenciales|log ?in|sign in)"
    r"(?![\w])",
    re.IGNORECASE,
)
_CHANGED_IT = re.compile(
    r"(?<!\w)(?:changed?|set|reset|put|geändert|ändere|setze|gesetzt|changé|mis|cambi\w{1,3}|zmieni\w{1,4}|"
    r"ändra\w{0,2}) "
    r"(?:it|es|ihn|le|la|lo|gli|je|den|det)? ?(?:to|auf|en|à|a|in|naar|na|till|"
    r"til) [\"']?(?P<secret>[^\s\"'<>,;]{4,64})",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"(?<![\w/])[\w.@-]{2,40} / (?P<secret>\S{8,64})")
_ENTERED = re.compile(
    r"(?<![\w.+:/-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}(?: ?[;,|/:] | ?[;,|] ?| )"
    r"(?P<secret>[^\s@]{6,64}) ?(?=\n|$)"
)
_CLOCK = re.compile(r"\d:\d\d")
_EDGES = "\"'`()[]{}<>.,:;"


def beside_talk(text: str) -> Iterator[Match]:
    """Find a strong password in a line that talks of passwords, in whatever words."""
    start = 0
    for line in text.splitlines(keepends=True):
        if _TALK.search(line):
            for changed in _CHANGED_IT.finditer(line):
                if password_likeness(changed["secret"]) >= 0.6:
                    at = start + changed.start("secret")
                    yield Match(at, at + len(changed["secret"]), _NAME, "password-beside", 0.7)
            for found in re.finditer(r"\S+", line):
                word = found[0].strip(_EDGES)
                if is_strong(word) and not _CLOCK.search(word):  # A time, and a slip in it.
                    at = start + found.start() + found[0].index(word)
                    yield Match(at, at + len(word), _NAME, "password-beside", 0.75)
        start += len(line)


def behind_address(text: str) -> Iterator[Match]:
    """Find the word that ends a line behind an address: "shop ann@example.com Horse42"."""
    for found in _ENTERED.finditer(text):
        if password_likeness(found["secret"]) >= 0.6 and not prose.is_told_elsewhere(found["secret"]):
            yield Match(found.start("secret"), found.end("secret"), _NAME, "password-beside", 0.75)


def slashed(text: str) -> Iterator[Match]:
    """Find the second of "admin / S3cret!pass"."""
    for found in _SLASHED.finditer(text):
        if is_strong(found["secret"]):
            yield Match(found.start("secret"), found.end("secret"), _NAME, "password-told", 0.75)
