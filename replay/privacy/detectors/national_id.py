"""Numbers that states give to people, each with its own check.

Where the check lets one number in eleven or more pass and the form is bare digits, a word beside it must
tell what it is.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from replay.privacy.detectors import checksums
from replay.privacy.detectors.nearby import is_told
from replay.privacy.match import Match

NAME = "national-id"
VERSION = 1

_LIKELY = re.compile(r"\d(?:\D{0,2}\d){5}")
"""Every one has six digits, at most two other characters apart."""


@dataclass(frozen=True, slots=True)
class _Kind:
    country: str
    form: re.Pattern[str]
    check: Callable[[str], bool]
    """Given the letters and digits alone, in upper case."""
    words: re.Pattern[str]
    alone: bool
    """Whether form and check are enough without a word."""


def detect(text: str) -> Sequence[Match]:
    """Find numbers of states."""
    matches: list[Match] = []
    if not _LIKELY.search(text):
        return matches
    for kind in _KINDS:
        for found in kind.form.finditer(text):
            bare = re.sub(r"[^A-Z0-9]", "", found[0].upper())
            # Digits of other scripts are none of these.
            if len(bare) != sum(map(str.isalnum, found[0])) or not kind.check(bare):
                continue
            told = is_told(text, found.start(), kind.words)
            if kind.alone or told:
                confidence = 0.95 if told else 0.8
                rule = f"{NAME}-{kind.country}"
                matches.append(Match(found.start(), found.end(), NAME, rule, confidence))
    return _without_overlaps(matches)


def _without_overlaps(matches: list[Match]) -> list[Match]:
    kept: list[Match] = []
    for match in sorted(matches, key=lambda match: (-match.confidence, match.start)):
        if not any(match.start < other.stop and other.start < match.stop for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda match: match.start)


def _is_date(year: int, month: str, day: str) -> bool:
    return year >= 0 and 1 <= int(month) <= 12 and 1 <= int(day) <= 31


def _is_us(bare: str) -> bool:
    return bare[:3] not in {"000", "666"} and bare[0] != "9" and bare[3:5] != "00" and bare[5:] != "0000"


def _is_nl(bare: str) -> bool:
    return len(set(bare)) > 1 and checksums.weighted(bare, (9, 8, 7, 6, 5, 4, 3, 2, -1), 11) == 0


def _is_es(bare: str) -> bool:
    number = bare[:-1].translate(str.maketrans("XYZ", "012"))
    return "TRWAGMYFPDXBNJZSQVHLCKE"[int(number) % 23] == bare[-1]


def _is_fr(bare: str) -> bool:
    number = bare[:13].replace("2A", "19").replace("2B", "18")
    return number.isdigit() and 97 - int(number) % 97 == int(bare[13:])


def _is_de(bare: str) -> bool:
    counts = sorted(bare[:10].count(digit) for digit in set(bare[:10]))
    return (
        bare[0] != "0"
        and counts[-1] in {2, 3}
        and counts[:-1].count(1) == len(counts) - 1
        and (checksums.is_mod_11_10(bare))
    )


def _is_pl(bare: str) -> bool:
    month = int(bare[2:4]) % 20
    return (
        1 <= month <= 12
        and 1 <= int(bare[4:6]) <= 31
        and checksums.weighted(bare, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1), 10) == 0
    )


def _is_be(bare: str) -> bool:
    if not _is_date(0, bare[2:4], bare[4:6]):
        return False
    check = int(bare[9:])
    return check in {97 - int(bare[:9]) % 97, 97 - int("2" + bare[:9]) % 97}


def _is_se(bare: str) -> bool:
    bare = bare[-10:]
    day = int(bare[4:6])
    return 1 <= int(bare[2:4]) <= 12 and (1 <= day <= 31 or 61 <= day <= 91) and checksums.is_luhn(bare)


def _is_dk(bare: str) -> bool:
    # Since 2007 the last digit checks nothing.
    return _is_date(0, bare[2:4], bare[:2])


def _is_br(bare: str) -> bool:
    if len(set(bare)) < 2:
        return False
    first = checksums.weighted(bare[:9], range(10, 1, -1), 11)
    second = checksums.weighted(bare[:10], range(11, 1, -1), 11)
    return [int(bare[9]), int(bare[10])] == [0 if rest < 2 else 11 - rest for rest in (first, second)]


def _is_cn(bare: str) -> bool:
    year = int(bare[6:10])
    return 1900 <= year <= 2100 and _is_date(year, bare[10:12], bare[12:14]) and checksums.is_mod_11_2(bare)


def _is_it(bare: str) -> bool:
    odd = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)
    total = 0
    for place, character in enumerate(bare[:15]):
        value = int(character) if character.isdigit() else ord(character) - 65
        total += odd[value] if place % 2 == 0 else value
    return chr(65 + total % 26) == bare[15]


def _is_in(bare: str) -> bool:
    return bare[0] not in "01" and len(set(bare)) > 1 and checksums.is_verhoeff(bare)


def _is_gb(bare: str) -> bool:
    return bare[:2] not in {"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"}


def _is_nhs(bare: str) -> bool:
    check = 11 - checksums.weighted(bare[:9], range(10, 1, -1), 11)
    return len(set(bare)) > 1 and check % 11 == int(bare[9]) and check != 10


def _is_ch(bare: str) -> bool:
    return (10 - checksums.weighted(bare, (1, 3) * 6, 10)) % 10 == int(bare[12])


def _is_ca(bare: str) -> bool:
    return bare[0] not in "08" and len(set(bare)) > 1 and checksums.is_luhn(bare)


def _is_fi(bare: str) -> bool:
    # The sign of the century is gone: ddmmyy, three digits, one character.
    digits = bare[:6] + bare[-4:-1]
    return digits.isdigit() and "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(digits) % 31] == bare[-1]


def _kind(country: str, form: str, check: Callable[[str], bool], words: str, *, alone: bool = True) -> _Kind:
    return _Kind(
        country,
        re.compile(rf"(?<![\w.-])(?:{form})(?![\w-])", re.IGNORECASE),
        check,
        re.compile(rf"\b(?:{words})", re.IGNORECASE),
        alone,
    )


_SOCIAL = r"ssn|social (?:security|insurance)|sozialversicherung|ahv"

_KINDS = (
    _kind("us", r"\d{3}-\d{2}-\d{4}", _is_us, _SOCIAL),
    _kind("us", r"\d{9}|\d{3} \d{2} \d{4}", _is_us, _SOCIAL, alone=False),
    _kind("gb", r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D]", _is_gb, r"nino|national"),
    _kind("gb", r"\d{3}[ -]?\d{3}[ -]?\d{4}", _is_nhs, r"nhs", alone=False),
    _kind("nl", r"\d{9}|\d{4}[. ]\d\d[. ]\d{3}", _is_nl, r"bsn|burgerservice|sofi", alone=False),
    _kind("es", r"[XYZ]-?\d{7}-?[A-Z]|\d{8}-?[A-Z]", _is_es, r"dni|nie|nif"),
    _kind("fr", r"[12][ .]?\d\d[ .]?(?:[02-9]\d|1[0-2])[ .]?(?:\d\d|2[AB])[ .]?\d{3}[ .]?\d{3}[ .]?\d\d",
          _is_fr, r"nir|s[ée]cu|insee"),
    _kind("de", r"\d{11}|\d\d \d{3} \d{3} \d{3}", _is_de, r"steuer|tax|idnr|tin\b", alone=False),
    _kind("pl", r"\d{11}", _is_pl, r"pesel", alone=False),
    _kind("be", r"\d\d\.\d\d\.\d\d-\d{3}\.\d\d", _is_be, r"rijksregister|registre national|national"),
    _kind("be", r"\d{11}", _is_be, r"rijksregister|registre national|insz|niss", alone=False),
    _kind("se", r"(?:19|20)?\d{6}[-+]\d{4}", _is_se, r"personnummer|person"),
    _kind("dk", r"\d{6}[- ]?\d{4}", _is_dk, r"cpr|personnummer", alone=False),
    _kind("br", r"\d{3}\.\d{3}\.\d{3}-\d\d", _is_br, r"cpf"),
    _kind("br", r"\d{11}", _is_br, r"cpf", alone=False),
    _kind("cn", r"\d{17}[\dX]", _is_cn, r"身份证|id"),
    _kind("it", r"[A-Z]{6}\d\d[A-EHLMPRST]\d\d[A-Z]\d{3}[A-Z]", _is_it, r"codice"),
    _kind("in", r"\d{4}[ -]\d{4}[ -]\d{4}", _is_in, r"aadhaa?r|uid", alone=False),
    _kind("in", r"\d{12}", _is_in, r"aadhaa?r", alone=False),
    _kind("ch", r"756\.\d{4}\.\d{4}\.\d\d", _is_ch, r"ahv|avs"),
    _kind("ca", r"\d{3}[ -]\d{3}[ -]\d{3}|\d{9}", _is_ca, r"sin\b|social insurance", alone=False),
    _kind("fi", r"\d{6}[-+A]\d{3}[0-9A-Y]", _is_fi, r"henkilötunnus|hetu"),
)  # fmt: skip
