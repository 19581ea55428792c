"""Numbers of people in the south of Europe, Turkey and Israel.

Source: the issuers' rules, as python-stdnum gathers them.
"""

from replay.privacy.detectors.checksums import is_luhn, weighted
from replay.privacy.detectors.ids.kind import is_any, is_date, is_varied, kind, minus_mod_11

_IT_ODD = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)


def _is_es(bare: str) -> bool:
    number = bare[:-1].translate(str.maketrans("XYZ", "012"))
    return "TRWAGMYFPDXBNJZSQVHLCKE"[int(number) % 23] == bare[-1]


def _is_es_social(bare: str) -> bool:
    return int(bare[:10]) % 97 == int(bare[10:]) or int(bare[:2] + bare[3:10]) % 97 == int(bare[10:])


def _is_it(bare: str) -> bool:
    total = 0
    for place, character in enumerate(bare[:15]):
        value = int(character) if character.isdigit() else ord(character) - 65
        total += _IT_ODD[value] if place % 2 == 0 else value
    return chr(65 + total % 26) == bare[15]


def _is_pt_card(bare: str) -> bool:
    total = 0
    for place, character in enumerate(reversed(bare)):
        value = int(character, 36) * (1 + place % 2)
        total += value - 9 if place % 2 and value > 9 else value
    return total % 10 == 0


def _is_pt_social(bare: str) -> bool:
    return 9 - weighted(bare[:10], (29, 23, 19, 17, 13, 11, 7, 5, 3, 2), 10) == int(bare[10])


def _is_gr_tax(bare: str) -> bool:
    return is_varied(bare) and weighted(bare[:8], (256, 128, 64, 32, 16, 8, 4, 2), 11) % 10 == int(bare[8])


def _is_gr_social(bare: str) -> bool:
    return is_date(bare[4:6], bare[2:4], bare[:2]) and is_luhn(bare)


def _is_tr(bare: str) -> bool:
    digits = [int(digit) for digit in bare]
    tenth = (7 * sum(digits[0:9:2]) - sum(digits[1:8:2])) % 10
    return digits[0] != 0 and tenth == digits[9] and sum(digits[:10]) % 10 == digits[10]


def _is_il(bare: str) -> bool:
    return is_varied(bare) and is_luhn(bare)


_CF = r"[A-Z]{3} ?[A-Z]{3} ?[\dLMNP-V]{2}[A-EHLMPRST][\dLMNP-V]{2} ?[A-Z][\dLMNP-V]{3}[A-Z]"

KINDS = (
    kind(
        "es",
        r"[XYZ]-?\d{7}-?[A-Z]|\d{8}-?[A-Z]|\d{1,2}\.\d{3}\.\d{3}-?[A-Z]",
        _is_es,
        "dni|nie|nif",
        digits=7,
    ),
    kind("es", r"\d{8} [A-Z]", _is_es, "dni|nie|nif"),
    kind("es", r"\d\d[ /-]?\d{8}[ /-]?\d\d", _is_es_social, "seguridad social|nuss|naf|afiliación|s.s.|ss"),
    kind("it", _CF, _is_it, "codice|cf|c.f.", digits=5),
    kind(
        "it",
        r"[A-Z]{2}\d{5}[A-Z]{2}",
        is_any,
        "carta d'identità|carta d’identità|carta di identità|cie|id card",
    ),
    kind("pt", r"[1235689]\d{2} ?\d{3} ?\d{3}", minus_mod_11(range(9, 1, -1)), "nif|contribuinte|fiscal"),
    kind("pt", r"\d{8} ?\d ?[A-Z0-9]{2}\d", _is_pt_card, "cidadão|cidadao|cartão|cartao|citizen"),
    kind("pt", r"[12]\d{10}", _is_pt_social, "niss|segurança social|social"),
    kind("gr", r"\d{11}", _is_gr_social, "amka|αμκα"),
    kind("gr", r"\d{9}", _is_gr_tax, "afm|αφμ|vat"),
    kind("tr", r"[1-9]\d{10}", _is_tr, "kimlik|tckn|t.c."),
    kind("il", r"\d{9}|\d{8}-\d", _is_il, 'teudat|זהות|ת.ז|ת"ז|israel'),
)
