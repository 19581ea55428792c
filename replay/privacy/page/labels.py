"""Labels on the screen, and what they tell of a value that stands in their field."""

import re
from collections.abc import Iterator

from replay.privacy.context import field_labels
from replay.privacy.detecting import matches_in
from replay.privacy.detectors import national_id
from replay.privacy.detectors.birth_date import is_birth_label
from replay.privacy.detectors.dates import whole_date
from replay.privacy.detectors.ids import papers
from replay.privacy.likeness import password_likeness
from replay.privacy.lookalikes import as_meant
from replay.privacy.match import Match
from replay.privacy.words import codes, passwords
from replay.privacy.words.plain import Words

_LONGEST_LABEL, _LONGEST_VALUE = 40, 200
_MOST_WORDS = 5
_LABEL = re.compile(
    r"api[ _-]?key|token|secret|phone|telefon|\btel\b|mobile|handy|diagnos|konfession|religi|"
    r"street|address|stra(?:ß|ss)e|anschrift|adresse|dirección|calle|indirizzo",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:patient(?:s|en|in|innen)?|client|resident|student|employee|customer|insured|member|contact)"
    r"(?:['’]?s? name)?|"
    r"(?:name of )?(?:the )?patient|(?:full|patient|first|given|last|family|birth|maiden) ?name|surname|"
    r"vorname|nachname|geburtsname|versicherter?|prénom|apellidos?|cognome|voornaam|achternaam",
    re.IGNORECASE,
)
"""All of a label that says that people stand there; "Name" alone is that of a column of files, too."""
_NAME = re.compile(r"[A-ZÀ-Þ][^\W\d_]*(?:[-'’][^\W\d_]+)*(?:,? [A-ZÀ-Þ][^\W\d_]*\.?(?:[-'’][^\W\d_]+)*){1,3}")
_YOUR_CODE = re.compile(
    r"(?:your|ihr|dein|votre|ton|tu|su|il tuo|il suo|uw|je) (?:code|código|codice)", re.IGNORECASE
)
_ANY_CODE = re.compile(r"code|pin", re.IGNORECASE)
_PIN = re.compile(
    r"(?:(?:card|sim|door|karten|sim-?karten|bank|ec|giro|your|ihre?|deine?)[ -]?)?"
    r"(?:pin|puk)(?:[ -]?(?:code|nummer|number|nr))?\.?|"
    r"code pin|geheimzahl|código pin|codice pin",
    re.IGNORECASE,
)
_PAPER = Words(rf"(?:{papers.NUMBER_BEFORE})?(?:{papers.PAPERS})(?: ?{papers.NUMBER})?")
_DOCUMENT = re.compile(r"document (?:number|no\.?)|dokument(?:en)?-?(?:nr\.?|nummer)", re.IGNORECASE)
_DOCUMENT_VALUE = re.compile(r"(?=(?:.*\d){3})[A-Z][A-Z0-9]{8}")
"""As long as the number of a passport; others number their documents, too."""
_PAPER_VALUE = re.compile(r"(?=(?:\D*\d){2})[A-Z0-9]{6,18}")
_CODE_VALUE = re.compile(
    r"(?:[A-Z]-)?\d{4,8}|\d{3}[ -]\d{3}|\d{4}[ -]\d{4}|(?=.*\d)[A-Z0-9]{3,4}-[A-Z0-9]{3,4}"
)
_PIN_VALUE = re.compile(r"\d{4,8}")
_KEY = re.compile(r"\d{8,63}|[^\W\d_]{3,}(?:[-.][^\W\d_]{3,}){2,}")
_LISTED = re.compile(r"\s*(?:[-•*·»>–]|\d{1,3}[.)]|\d{1,3}(?= ))?\s*[\"']?")
_SIGN = re.compile(r"[\"'] ?[:=] ?[\"']?| ?[:.=|>]{1,2} |: ?| [-–—=>|→] |(?<=\w)=(?=\w)")
_JOINED = re.compile(r"(?<=[a-zß-ÿ])(?=[A-Z])|_")
"""Where programs join the words of a name."""
_QUOTES = " \"'`,;"
_PASSWORD_OF = re.compile(
    r"(?:start|initial|temp\w*|vorläufiges|temporäres|wlan|wi-?fi|admin\w*|master|root|user|benutzer|login|e-?mail|app|"
    r"database|db|account|konto|default|standard|bios|sudo)[ -]?(?=[a-z])",
    re.IGNORECASE,
)
_NAME_CONFIDENCE = 0.75
_FULL_YEAR = 1900
"""One of two digits beside a label is a number as well."""
_DOTS = frozenset("oO0*•●.°")
_DOTS_SHARE = 0.7


def is_label(text: str) -> bool:
    """Say whether a text is nothing but the name of a field in which something private stands."""
    if len(text) > _LONGEST_LABEL or len(text.split()) > _MOST_WORDS or re.search(r"\d{3}|\|", text):
        return False
    meant = as_meant(text)
    forms = (_LABEL, _DOCUMENT, national_id.LABEL, passwords.FIELD, codes.FIELD, _YOUR_CODE)
    return any(form.search(meant) for form in forms) or is_birth_label(meant) or _tells_people(meant)


def is_head_of_people(text: str) -> bool:
    """Say whether a text is the head of a column of people, and not the name of a field that has one."""
    return _tells_people(text) and not text.rstrip().endswith(":")


def is_code_label(text: str) -> bool:
    """Say whether a text is the name of a code that counts once."""
    label = as_meant(text).strip(" :*")
    told = codes.FIELD.search(label) or _YOUR_CODE.search(label)
    return told is not None and not _ANY_CODE.fullmatch(label) and codes.OTHER.search(label) is None


def is_pin_label(text: str) -> bool:
    """Say whether a text is nothing but the name of a number that one keeps."""
    return _PIN.fullmatch(as_meant(text).strip(" :*")) is not None


def is_password_label(text: str) -> bool:
    """Say whether a text is nothing but a word for a password, and what that opens."""
    label = as_meant(text).strip(" :*")
    of = _PASSWORD_OF.match(label)
    return field_labels.is_password_label(label) or (
        of is not None and field_labels.is_password_label(label[of.end() :])
    )


def label_before(line: str) -> Iterator[tuple[str, int]]:
    """Yield the label with which a line begins, and where what it tells begins: "- PW = Horse42"."""
    listed = _LISTED.match(line)
    first = listed.end() if listed is not None else 0
    sign = _SIGN.search(line, first)
    if sign is None or sign.end() >= len(line):
        return
    label = _JOINED.sub(" ", as_meant(line[first : sign.start()]))
    if is_label(label):
        yield label, sign.end()


def told_of(label: str, value: str) -> Iterator[Match]:
    """Yield what a label tells of a value, by the value's characters."""
    if len(value) > _LONGEST_VALUE or is_label(value):
        return
    label, bare = as_meant(label).rstrip(" :*"), value.strip(_QUOTES)
    if _tells_people(label):
        if _NAME.fullmatch(bare):
            yield Match(0, len(value), "name", "name-label", _NAME_CONFIDENCE)
        return
    told = f"{label}: "
    found = False
    alone = {(match.start, match.stop, match.category) for match in matches_in(value)}
    for match in matches_in(told + value):
        if match.start < len(told):
            continue
        if (match.start - len(told), match.stop - len(told), match.category) in alone:
            # Its form tells it already, with what else stands beside it.
            found = True
            continue
        secret = value[match.start - len(told) : match.stop - len(told)]
        if match.category == "password" and (secret != bare or not _is_filled_in(label, secret)):
            continue  # What stands beside an empty field is most often a word: "Show", "Forgot?".
        found = True
        yield Match(
            match.start - len(told),
            match.stop - len(told),
            match.category,
            f"{match.rule}-label",
            match.confidence,
        )
    kind = None if found else _meant_by(label, bare)
    if kind is not None:
        start = value.index(bare)
        yield Match(start, start + len(bare), kind[0], f"{kind[0]}-label", kind[1])


def _meant_by(label: str, value: str) -> tuple[str, float] | None:
    """Return what a whole value is by its label's name alone, and how sure that is."""
    if is_pin_label(label) and _PIN_VALUE.fullmatch(value):
        return "password", 0.8
    if is_password_label(label) and password_likeness(value) >= 0.5 and not _is_dots(value):
        return "password", 0.85
    if is_code_label(label) and _CODE_VALUE.fullmatch(value):
        return "one-time-code", 0.8
    if is_birth_label(label) and (whole_date(value) or 0) >= _FULL_YEAR:
        return "birth-date", 0.85
    for name, form, confidence in ((_PAPER, _PAPER_VALUE, 0.8), (_DOCUMENT, _DOCUMENT_VALUE, 0.6)):
        if name.fullmatch(label.rstrip(".")) and form.fullmatch(value):
            return "national-id", confidence
    return None


def _tells_people(text: str) -> bool:
    return _PERSON.fullmatch(text.rstrip(" :*")) is not None


def _is_filled_in(label: str, secret: str) -> bool:
    """Say whether what stands beside a label is a password: a network's may be digits, or words."""
    if is_pin_label(label) and _PIN_VALUE.fullmatch(secret):
        return True
    if _is_dots(secret):
        return False
    return password_likeness(secret) >= 0.5 or _KEY.fullmatch(secret) is not None


def _is_dots(secret: str) -> bool:
    """Say whether a value is what an engine makes of dots: rings, and now and then another letter."""
    return sum(letter in _DOTS for letter in secret) >= _DOTS_SHARE * len(secret)
