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
_NAMED_AND = re.compile(
    r"(?<!\w)(?:use|try|take|nimm|nehmt|nutz|login|log ?in|sign in|"
    r"usa|utilise|gebruik|użyj|použij|använd|brug|bruk)"
    r"(?: (?:with|mit|as|als|avec|con|met))?(?: the)?(?: (?:login|user|account|konto))? "
    r"[\w.@+-]{2,64} (?:and|und|et|y|e|en|i|a|och|og) "
    r"(?P<secret>[^\s\"'<>,;]{6,64})",
    re.IGNORECASE,
)
_NAMED_LINE = re.compile(r"[^\W_][\w.&+-]{1,20}(?: [\w.&+-]{1,20}){0,2} ?[:=–-] ?(?P<secret>\S{6,64})")
_SLASHED = re.compile(r"(?<![\w/])[\w.@-]{2,40} / (?P<secret>\S{8,64})")
_ENTERED = re.compile(
    r"(?<![\w.+:/-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}(?: ?[;,|/:] | ?[;,|] ?| )"
    r"(?P<secret>[^\s@]{6,64}) ?(?=\n|$)"
)
_CLOCK = re.compile(r"\d:\d\d")
_EDGES = "\"'`()[]{}<>.,:;"


def beside(text: str, *, talks: bool) -> list[Match]:
    """Find passwords in a text by all that stands here.

    Args:
        text: Any text.
        talks: Whether a word for a password or for who signs in stands in it.
    """
    found = [*_beside_talk(text), *_behind_name(text)] if talks else []
    if ": " in text and "\n" in text:
        found.extend(_listed(text))
    if " / " in text:
        found.extend(_slashed(text))
    if "@" in text:
        found.extend(_behind_address(text))
    return found


def _beside_talk(text: str) -> Iterator[Match]:
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


def _behind_address(text: str) -> Iterator[Match]:
    """Find the word that ends a line behind an address: "shop ann@example.com Horse42"."""
    for found in _ENTERED.finditer(text):
        if password_likeness(found["secret"]) >= 0.6 and not prose.is_told_elsewhere(found["secret"]):
            yield Match(found.start("secret"), found.end("secret"), _NAME, "password-beside", 0.75)


def _behind_name(text: str) -> Iterator[Match]:
    """Find the second of "use jreed and S3cret_pass"."""
    for found in _NAMED_AND.finditer(text):
        if password_likeness(found["secret"]) >= 0.85:
            yield Match(found.start("secret"), found.end("secret"), _NAME, "password-told", 0.7)


def _listed(text: str) -> Iterator[Match]:
    """Find strong passwords in two or more lines on end that are nothing but a name and one."""
    start = 0
    run: list[tuple[int, int]] = []
    for line in (*text.splitlines(keepends=True), ""):
        found = _NAMED_LINE.fullmatch(line.strip())
        if found is not None and is_strong(found["secret"]):
            at = start + line.index(found["secret"])
            run.append((at, at + len(found["secret"])))
        else:
            if len(run) > 1:
                yield from (Match(*each, _NAME, "password-beside", 0.7) for each in run)
            run = []
        start += len(line)


def _slashed(text: str) -> Iterator[Match]:
    """Find the second of "admin / S3cret!pass"."""
    for found in _SLASHED.finditer(text):
        if is_strong(found["secret"]):
            yield Match(found.start("secret"), found.end("secret"), _NAME, "password-told", 0.75)
