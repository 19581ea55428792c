"""How much a typed word looks like a password, and what it looks like instead."""

import re

_ELSE = re.compile(
    r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}"  # an address
    r"|(?:https?://|www\.|file:|~/|\.{0,2}/|[A-Za-z]:\\)\S*"  # a URL, a path
    r"|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|de|uk|fr|eu|edu|gov|local|py|js|ts|md|txt|csv|json|ya?ml|"
    r"toml|html?|"
    r"css|sh|pdf|docx?|xlsx?|pptx?|png|jpe?g|gif|svg|zip|gz|tar|log|cfg|ini|exe|rs|go|c|h|cpp|java|rb|"
    r"sql)(?:/\S*)?"
    r"|[+(]?\d[\d\s().+/:,-]*"  # a number, a date, a time
    r"|[$€£#]\d[\d.,]*[kKmM]?|\d[\d.,]*(?:%|[a-zA-Z]{1,3})|\d+[x×]\d+\W?"
    r"|[A-ZÀ-Þ][a-zß-ÿ]+(?:-[A-ZÀ-Þ][a-zß-ÿ]+)?|[a-zß-ÿ]+(?:['’][a-zß-ÿ]+)?[.,!?:;)]*|"
    r"[A-ZÀ-Þ][a-zß-ÿ]+[.,!?:;)]+"
    r"|[A-Z]{2,6}[.,!?]?"  # a word
    r"|[@#][A-Za-z]\w*|(?:[A-Z][a-z]+){2,4}|[a-z]+(?:-[a-z]+){1,3}|[a-z]{2,}[._][a-z]{2,}|"
    r"[A-Z]{1,8}\d{0,3}(?:[-_#]\d{1,8}){1,4}[A-Za-z]?|[:;=][-\w()]{1,3}|\w+\(\)?.*"
)
_CODE = re.compile(
    r"[(){}\[\];=<>\\]|://|^[\w-]+(?:\.[\w-]+)+$|^[\w.-]+:[\w.-]+$|^[a-z]+:[\w./-]+$"
    # A branch, a machine or a bucket, a constant, somebody's name and year, a product.
    r"|[a-z]{3}/[A-Za-z]|^[a-z0-9]+(?:-[a-z0-9]+){3,}$|^[A-Z]+(?:_[A-Z0-9]+)+$|^[a-z]+[._-]?\d+$|"
    r"^(?:[A-Z][a-z]+)+\d{1,4}(?:[A-Z][a-z]+)+$"
)
_FILE = re.compile(
    r"\S+\.(?:tar\.)?(?:pdf|docx?|docm|xlsx?|xlsm|pptx?|od[tspg]|rtf|txt|md|csv|tsv|json|ya?ml|toml|xml|"
    r"html?|css|"
    r"png|jpe?g|gif|svg|webp|heic|tiff?|bmp|psd|xcf|raw|mp[34]|m4[av]|mov|avi|mkv|wav|flac|zip|gz|xz|bz2|"
    r"7z|rar|tar|"
    r"iso|exe|msi|dmg|deb|rpm|apk|log|cfg|ini|conf|sql|db|sqlite3?|bak|py|js|ts|ipynb|java|cpp|rb|sh|eml|"
    r"ics)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:[A-Za-z]+|\d+|[vVrRqQ]\d+)(?:[-_.+&@()]+(?:[A-Za-z]+|\d+|[vVrRqQ]\d+)){2,}[-_()!]*", re.ASCII
)
_TAKEN = re.compile(
    r"(?:DSCN?|DSCF|IMG|MVIMG|VID|PXL|GOPR|Scan|Screenshot|Bildschirmfoto|scan|img|P)[-_ ]?\d{3,8}"
    r"(?:[-_](?:[A-Za-z]{1,12}|[A-Z]{0,3}\d{1,9})){0,3}"
)
"""What cameras and scanners call pictures, and what is put behind it."""
_VERSION = re.compile(
    r"(?<![^\W_])(?:[vV]\d+|[qQ][1-4]|rev\d*|final|draft|copy|backup|entwurf|kopie)(?![^\W_])",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"#?(?=(?:.*\d){3})(?:[A-Z][a-z])?[A-Z0-9]{1,20}(?:[-_/.:#][A-Z0-9]{1,20}){0,5}[a-z]?"
)
_ELSEWHERE = re.compile(
    r"[a-z_][a-z0-9_-]*@[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*"  # Somebody on a machine.
    r"|(?:[\w-]+\.)+[a-z]{2,6}/\S*"  # A page, without what stands before its host.
    r"|[A-Z]?[a-z]{3,}(?:19|20)\d\d"  # A word and a year.
    # A machine, a room, a printer: two short words, and a number at the end.
    r"|(?=.{1,12}\Z)(?:[A-Z]?[a-z]{2,}|[A-Z]{1,6})[-_.](?:[A-Z]?[a-z]{2,}|[A-Z]{1,4})\d{1,4}"
)
_CELL = re.compile(r"[\w.:%/-]*", re.ASCII)
_TELLING = re.compile(
    r"p[a@4][s5$]{2}|pwd|secret|hunter2|qwert|letmein|welcome\d|admin\d|changeme", re.IGNORECASE
)


def classes(word: str) -> int:
    """Return how many of these a word has: lower case, upper case, digits, signs."""
    return sum(
        (
            any(character.islower() for character in word),
            any(character.isupper() for character in word),
            any(character.isdigit() for character in word),
            any(not character.isalnum() and not character.isspace() for character in word),
        )
    )


def password_likeness(word: str) -> float:
    """Return how much one word looks like a password, 0 to 1; what looks like something else is 0."""
    if len(word) < 4 or len(word) > 128 or any(character.isspace() for character in word):
        return 0.0
    if _TELLING.search(word):
        return 0.9
    if _ELSE.fullmatch(word) or _FILE.fullmatch(word) or (word.isalpha() and word[1:].islower()):
        return 0.0
    kinds = classes(word)
    if len(word) < 6:
        return 0.3 if kinds >= 2 else 0.0
    return {1: 0.2, 2: 0.6, 3: 0.85, 4: 0.95}[kinds] if kinds else 0.0


def is_file_name(word: str) -> bool:
    """Say whether a word is the name of a file, or of something that is kept in versions."""
    if _FILE.fullmatch(word) or _TAKEN.fullmatch(word):
        return True
    return _NAMED.fullmatch(word) is not None and _VERSION.search(word) is not None


def is_reference(word: str) -> bool:
    """Say whether a word is a number that something goes by: of an order, a part, a ticket, a policy.

    Capitals and digits in groups, and no more than a few letters on end: "AB-4471-XK9", "RR123456785DE".
    """
    if _REFERENCE.fullmatch(word) is None:
        return False
    if sum(letter.isalpha() for letter in word) <= 4:
        return True
    groups = re.findall(r"[A-Z]+|\d+", word)
    return max(map(len, re.findall(r"[A-Z]+", word)), default=0) <= 4 and len(groups) <= 6


def _is_row(word: str) -> bool:
    """Say whether a word is cells of a table, none of which is a password: "P53_HUMAN,rs28934578"."""
    cells = re.split(r"[,;|]", word)
    return len(cells) > 1 and all(_CELL.fullmatch(cell) and not is_strong(cell) for cell in cells)


def is_strong(word: str) -> bool:
    """Say whether a word is a strong password and nothing else, wherever it stands."""
    if not 8 <= len(word) <= 64 or not any(character.isdigit() for character in word):
        return False
    kinds = classes(word)
    has_sign = re.search(r"[^\w.,'-]", word) is not None
    return (
        (kinds == 4 or (kinds == 3 and (has_sign or len(word) >= 12)))
        and password_likeness(word) >= 0.85
        and not _CODE.search(word)
        and not _ELSEWHERE.fullmatch(word)
        and not _is_row(word)
        and not is_file_name(word)
        and not is_reference(word)
    )
