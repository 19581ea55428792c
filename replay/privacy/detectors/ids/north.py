"""Numbers of people in the Nordic and Baltic states.

Source: the issuers' rules, as python-stdnum gathers them.
"""

from replay.privacy.detectors.checksums import is_luhn, weighted
from replay.privacy.detectors.ids.kind import is_date, kind


def _is_se(bare: str) -> bool:
    bare = bare[-10:]
    # Of those who wait for one the day has sixty more.
    return is_date(bare[:2], bare[2:4], str(int(bare[4:6]) % 60)) and is_luhn(bare)


def _is_no(bare: str) -> bool:
    # The day of foreigners, and the month of invented people, has forty or eighty more.
    dated = is_date(bare[4:6], str(int(bare[2:4]) % 40), str(int(bare[:2]) % 40))
    first = weighted(bare[:10], (3, 7, 6, 1, 8, 9, 4, 5, 2, 1), 11)
    return dated and first == 0 and weighted(bare, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1), 11) == 0


def _is_dk(bare: str) -> bool:
    # Since 2007 the last digit checks nothing.
    return is_date(bare[4:6], bare[2:4], bare[:2])


def _is_old_dk(bare: str) -> bool:
    return _is_dk(bare) and weighted(bare, (4, 3, 2, 7, 6, 5, 4, 3, 2, 1), 11) == 0


def _is_fi(bare: str) -> bool:
    # The sign of the century may be gone: ddmmyy, three digits, one character.
    digits = bare[:6] + bare[-4:-1]
    dated = digits.isdigit() and is_date(bare[4:6], bare[2:4], bare[:2])
    return dated and "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(digits) % 31] == bare[-1]


def _is_is(bare: str) -> bool:
    # The day of a firm has forty more, and a firm is nobody.
    dated = is_date(bare[4:6], bare[2:4], bare[:2]) and bare[9] in "089"
    return dated and weighted(bare[:9], (3, 2, 7, 6, 5, 4, 3, 2, 1), 11) == 0


def _is_baltic(bare: str) -> bool:
    if not (bare[0] in "123456" and is_date(bare[1:3], bare[3:5], bare[5:7])):
        return False
    rest = weighted(bare, (1, 2, 3, 4, 5, 6, 7, 8, 9, 1), 11)
    if rest == 10:
        rest = weighted(bare, (3, 4, 5, 6, 7, 8, 9, 1, 2, 3), 11) % 10
    return rest == int(bare[10])


def _is_lv(bare: str) -> bool:
    if bare[:2] == "32":
        return True
    check = (1101 - sum(int(d) * w for d, w in zip(bare, (1, 6, 3, 7, 9, 10, 5, 8, 4, 2), strict=False))) % 11
    return is_date(bare[4:6], bare[2:4], bare[:2]) and check % 10 == int(bare[10])


KINDS = (
    kind("se", r"(?:19|20)?\d{6}[-+]\d{4}", _is_se, "personnummer|personnr|person", digits=10),
    kind("se", r"(?:19|20)?\d{6} ?\d{4}", _is_se, "personnummer|personnr|samordningsnummer|sweden"),
    kind(
        "no", r"\d{6} ?\d{5}", _is_no, "fødselsnummer|fodselsnummer|personnummer|fnr|d-nummer|norw", digits=11
    ),
    kind("dk", r"\d{6}-\d{4}", _is_old_dk, "cpr|personnummer", digits=10),
    kind("dk", r"\d{6}[- ]?\d{4}", _is_dk, "cpr|personnummer|denmark|danish"),
    kind(
        "fi", r"\d{6}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]", _is_fi, "henkilötunnus|hetu|personbeteckning", digits=9
    ),
    kind("is", r"\d{6}-\d{4}", _is_is, "kennitala|kt", digits=10),
    kind("is", r"\d{6} ?\d{4}", _is_is, "kennitala|kt|iceland"),
    kind("ee", r"\d{11}", _is_baltic, "isikukood|personal code|eston"),
    kind("lt", r"\d{11}", _is_baltic, "asmens kod|personal code|lithuan"),
    kind("lv", r"\d{6}-\d{5}", _is_lv, "personas kod|personal code|latvia", digits=11),
    kind("lv", r"\d{11}", _is_lv, "personas kod|personal code|latvia"),
)
