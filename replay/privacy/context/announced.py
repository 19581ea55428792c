"""What the lines around it tell of a word: it was announced on the line before, or is given twice."""

import re
from collections.abc import Iterator, Sequence

from replay.privacy.context import prompts, shell
from replay.privacy.context.entries import Entry
from replay.privacy.context.field_order import is_address
from replay.privacy.likeness import password_likeness
from replay.privacy.match import Match
from replay.privacy.words import passwords
from replay.privacy.words.plain import Words

_ANNOUNCING = Words(
    rf"(?<!\w)(?:{passwords.WORD}|pass(?: ?wd)?|creds?|credentials|log-?in(?: data)?|zugangsdaten|"
    rf"identifiants|"
    r"credenciales|credenziali|inloggegevens|dane logowania)"
    r"(?: (?:for|to|of|on|für|zu[mr]?|von|vom|pour|de|du|para|per|voor|do)(?: [\w.'-]{1,24}){1,4}?)?"
    r"(?P<leads> (?:is|ist|lautet|est|es|e|jest|to)(?: now)?:?| ?[:=-]|)[ ?!.]*\Z"
)
"""The end of such a line."""
_REGRET = Words(
    r"wrong (?:window|chat|channel|field|tab|place|one|person|group)|falsche[srn]? (?:fenster|chat|kanal|"
    r"feld|gruppe)|"
    r"mauvaise? (?:fenêtre|onglet|salon|conversation)|(?:ventana|chat|grupo) equivocad[oa]|"
    r"finestra sbagliata|"
    r"chat sbagliata|janela errada|verkeerde? (?:venster|chat|groep)|(?:złe okno|zły czat)|"
    r"^(?:oops|ups|whoops|hoppla|mist|sorry|merde|oh no|oh nein|shit|damn|perdón|scusa|sorry)\b|"
    r"(?:ignore|forget|delete) that|(?:bitte|please) (?:löschen|delete|ignore|ignorier\w*|vergessen|forget)|"
    r"that was not for (?:you|here)|nicht für (?:dich|hier)|pas pour toi|no era para ti|non era per te|"
    r"niet voor jou|"
    rf"(?:was|war|c['’]était|era|là) (?:my|mein|mon|mi|la mia|minha|mijn|moje) {passwords.WORD}"
)
_MOST_ALIKE = 4
"""No program asks for a password so often that it stands there in more lines."""
_PAIR = re.compile(r"[\w.@+-]{2,64}(?: ?[/:|,] ?| (?:and|und|et|y) )(?P<secret>\S{4,64})")


def by_lines(every: Sequence[Entry], number: int) -> Iterator[Match]:
    """Find a password on the line behind one that announces it: "here is the password", or "admin / ...".

    Args:
        every: The entries of a recording.
        number: Which of them is looked at.
    """
    entry, before = every[number], every[number - 1] if number else None
    value = entry.value.strip()
    if before is None or before.window != entry.window or entry.begun != "enter" or not entry.follows(before):
        return
    if prompts.SEARCHING.search(entry.window) and not prompts.TALKING.search(entry.window):
        return
    said = _ANNOUNCING.search(before.value)
    if said is None:
        return
    pair = _PAIR.fullmatch(value)
    secret = pair["secret"] if pair else value
    likeness = 0.0 if re.search(r"\s", secret) else password_likeness(secret)
    if likeness >= 0.5:
        start = entry.start + entry.value.index(value) + value.rindex(secret)
        yield Match(start, start + len(secret), "password", "password-announced", 0.8)
    elif said["leads"].strip() and re.fullmatch(r"[^\s@/]{6,}", value):
        yield entry.match("password-announced", 0.6)


def regretted(every: Sequence[Entry], number: int) -> Iterator[Match]:
    """Find a word that was sent by mistake: on the next line somebody says so, and it was none to be read."""
    entry, after = every[number], every[number + 1] if number + 1 < len(every) else None
    value = entry.value.strip()
    if after is None or after.window != entry.window or entry.ended != "enter" or not after.follows(entry):
        return
    if _REGRET.search(after.value) and password_likeness(value) >= 0.5:
        yield entry.match("password-regretted", 0.75)


def given_twice(every: Sequence[Entry], number: int) -> Iterator[Match]:
    """Find a password that a program in a terminal asks for twice, to be sure."""
    entry = every[number]
    value = entry.value.strip()
    first = _reach(every, number, -1)
    count = _reach(every, number, 1) - first + 1
    if not 1 < count <= _MOST_ALIKE or re.search(r"\s", value) or len(value) < 6 or shell.is_command(value):
        return
    if password_likeness(value) >= 0.5 or (first and is_address(every[first - 1].value)):
        yield entry.match("password-twice", 0.75)


def _reach(every: Sequence[Entry], number: int, step: int) -> int:
    """Return the last of the entries alike that follow each other in a direction; what is too many, ends."""
    value, at = every[number].value.strip(), number
    for _ in range(_MOST_ALIKE):
        if not 0 <= at + step < len(every) or every[at + step].value.strip() != value:
            break
        if not every[max(at, at + step)].follows(every[min(at, at + step)]):
            break
        at += step
    return at
