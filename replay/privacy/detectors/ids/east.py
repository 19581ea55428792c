"""Numbers of people in the middle and the east of Europe.

Source: the issuers' rules, as python-stdnum gathers them.
"""

from replay.privacy.detectors.checksums import is_mod_11_10, weighted
from replay.privacy.detectors.ids.kind import is_date, is_varied, kind, minus_mod_11, mod_11


def _is_pesel(bare: str) -> bool:
    dated = is_date(bare[:2], str(int(bare[2:4]) % 20), bare[4:6])
    return dated and weighted(bare, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1), 10) == 0


def _is_pl_card(bare: str) -> bool:
    values = [int(character, 36) for character in bare]
    return sum(v * w for v, w in zip(values, (7, 3, 1, 9, 7, 3, 1, 7, 3), strict=True)) % 10 == 0


def _is_cz(bare: str) -> bool:
    # Women have fifty more months, and where a day's numbers were used up twenty more.
    month = int(bare[2:4]) % 50 % 20
    dated = is_date(bare[:2], str(month), bare[4:6])
    if len(bare) == 9:
        return dated and int(bare[:2]) < 54
    return dated and (int(bare) % 11 == 0 or (int(bare[:9]) % 11 == 10 and bare[9] == "0"))


def _is_taj(bare: str) -> bool:
    return is_varied(bare) and weighted(bare[:8], (3, 7) * 4, 10) == int(bare[8])


def _is_hu_person(bare: str) -> bool:
    dated = is_date(bare[1:3], bare[3:5], bare[5:7])
    orders = (range(1, 11), range(10, 0, -1))
    return dated and any(weighted(bare[:10], order, 11) == int(bare[10]) for order in orders)


def _is_cnp(bare: str) -> bool:
    check = weighted(bare[:12], (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9), 11)
    return (
        bare[0] != "0"
        and is_date(bare[1:3], bare[3:5], bare[5:7])
        and min(check, 10) % 10 + check // 10 == int(bare[12])
    )


def _is_egn(bare: str) -> bool:
    dated = is_date(bare[:2], str(int(bare[2:4]) % 20), bare[4:6])
    return dated and weighted(bare[:9], (2, 4, 8, 5, 10, 9, 7, 3, 6), 11) % 10 == int(bare[9])


def _is_oib(bare: str) -> bool:
    return is_varied(bare) and is_mod_11_10(bare)


def _is_jmbg(bare: str) -> bool:
    return is_date(bare[5:7], bare[2:4], bare[:2]) and minus_mod_11((7, 6, 5, 4, 3, 2) * 2, ten=None)(bare)


def _is_snils(bare: str) -> bool:
    check = sum(int(digit) * weight for digit, weight in zip(bare, range(9, 0, -1), strict=False)) % 101 % 100
    return is_varied(bare) and check == int(bare[9:])


def _is_inn(bare: str) -> bool:
    first = weighted(bare[:10], (7, 2, 4, 10, 3, 5, 9, 4, 6, 8), 11) % 10
    second = weighted(bare[:11], (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8), 11) % 10
    return [first, second] == [int(bare[10]), int(bare[11])]


def _is_ua(bare: str) -> bool:
    return is_varied(bare) and weighted(bare[:9], (-1, 5, 7, 9, 4, 6, 10, 5, 7), 11) % 10 == int(bare[9])


KINDS = (
    kind("pl", r"\d{11}", _is_pesel, "pesel"),
    kind(
        "pl",
        r"\d{3}-\d{3}-\d\d-\d\d|\d{3}-\d\d-\d\d-\d{3}",
        mod_11((6, 5, 7, 2, 3, 4, 5, 6, 7)),
        "nip",
        digits=10,
    ),
    kind("pl", r"\d{10}", mod_11((6, 5, 7, 2, 3, 4, 5, 6, 7)), "nip"),
    kind("pl", r"[A-Z]{3} ?\d{6}", _is_pl_card, "dowód|dowod|dowodu|id card|identity card"),
    kind("cz", r"\d{6}/\d{3,4}", _is_cz, "rodné|rodne|rodného|rč|birth number", digits=9),
    kind("cz", r"\d{9,10}", _is_cz, "rodné|rodne|rodného|rč|birth number"),
    kind("hu", r"\d{3}[ -]?\d{3}[ -]?\d{3}", _is_taj, "taj"),
    kind("hu", r"8\d{9}", mod_11(range(1, 10)), "adóazonosító|adoazonosito|adószám|tax"),
    kind("hu", r"[1-8][ -]?\d{6}[ -]?\d{4}", _is_hu_person, "személyi|szemelyi|personal"),
    kind("ro", r"[1-9]\d{12}", _is_cnp, "cnp|cod numeric"),
    kind("bg", r"\d{10}", _is_egn, "egn|егн"),
    kind("hr", r"\d{11}", _is_oib, "oib"),
    kind("si", r"\d{13}", _is_jmbg, "emšo|emso|jmbg|јмбг|matični|maticni"),
    kind("ru", r"\d{3}-\d{3}-\d{3}[ -]\d\d", _is_snils, "снилс|snils", digits=11),
    kind("ru", r"\d{11}", _is_snils, "снилс|snils"),
    kind("ru", r"\d{12}", _is_inn, "инн|inn"),
    kind("ua", r"\d{10}", _is_ua, "рнокпп|іпн|ipn|rnokpp|податк"),
)
