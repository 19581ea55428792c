"""What the name of a field, or the head of a column, tells of what is written under it."""

import re
from collections.abc import Iterator

from replay.privacy.detecting import matches_in
from replay.privacy.detectors.birth_date import is_birth_label
from replay.privacy.match import Match
from replay.privacy.words import beliefs, codes, health, passwords, persons
from replay.privacy.words.plain import Words

_ADDRESS = re.compile(
    r"(?<!mail )(?<!ip )(?<!mac )(?<!web )(?<!mail-)(?<!ip-)(?<!mac-)(?<!web-)"
    r"\b(?:address(?: line)?|street|straße|strasse|str\.|adresse|anschrift|wohnort|rue|calle|"
    r"direcci[óo]n|domicilio|via|indirizzo|straat|adres|morada|endereço)\b",
    re.IGNORECASE,
)
_NO_ADDRESS = re.compile(r"mail|\bip\b|\bmac\b|\burl\b|web|server|host|wallet", re.IGNORECASE)
_DEGREE = Words(
    r"\bgdb\b|grad der behinderung|degree of disab|disability rating|taux d['’](?:incapacité|invalidité)|"
    r"grado de discapacidad|"
    r"percentuale (?:di )?invalidità|stopień niepełnospr|arbeidsongeschiktheidspercentage"
)
_SENSITIVE = {"health": health.FIELD, "religion": beliefs.FAITH_FIELD, "union": beliefs.UNION_FIELD}


def told_by_label(label: str, value: str) -> Iterator[Match]:
    """Yield what a label tells of a value, by the value's characters; passwords are not among it.

    Args:
        label: The name of a field or the head of a column.
        value: What was written there.
    """
    told = f"{label}: "
    found = False
    for match in matches_in(told + value):
        is_code = match.category == "phone" and codes.FIELD.search(label)
        if match.start >= len(told) and match.category != "password" and not is_code:
            found = True
            yield Match(
                match.start - len(told), match.stop - len(told), match.category, match.rule, match.confidence
            )
    start = len(value) - len(value.lstrip())
    stop = start + len(value.strip())
    if found or stop - start < 2:
        return
    if is_birth_label(label) and re.fullmatch(r"(?:19|20)\d\d|\d{6}", value.strip()):
        yield Match(start, stop, "birth-date", "birth-date-field", 0.75)
    if _is_address(label, value):
        yield Match(start, stop, "address", "address-field", 0.85)
    if _DEGREE.search(label) and re.fullmatch(r"\d{2,3} ?%?", value.strip()):
        yield Match(start, stop, "health", "health-field", 0.6)
    for category, form in _SENSITIVE.items():
        if (
            form.search(label)
            and re.search(r"[^\W\d]{2}", value)
            and not persons.NOTHING.fullmatch(value.strip())
        ):
            yield Match(start, stop, category, f"{category}-field", 0.6)


def is_password_label(label: str) -> bool:
    """Say whether a label is nothing but a word for a password."""
    return len(label) <= 40 and passwords.LABEL.fullmatch(label.strip(" :*")) is not None


def _is_address(label: str, value: str) -> bool:
    if not _ADDRESS.search(label) or _NO_ADDRESS.search(label):
        return False
    return (
        re.search(r"[^\W\d_]{2}", value) is not None
        and re.search(r"\d", value) is not None
        and "@" not in value
    )
