"""Numbers of people in the west of Europe.

Source: the issuers' rules, as python-stdnum gathers them.
"""

from replay.privacy.detectors.checksums import is_luhn, is_mod_11_10, is_verhoeff, weighted
from replay.privacy.detectors.ids.kind import is_any, is_date, is_varied, kind, minus_mod_11

_SERIAL = "TRWAGMYFPDXBNJZSQVHLCKE"


def _is_nino(bare: str) -> bool:
    return bare[:2] not in {"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"}


def _is_utr(bare: str) -> bool:
    return is_varied(bare) and "21987654321"[weighted(bare[1:], (6, 7, 8, 9, 10, 5, 4, 3, 2), 11)] == bare[0]


def _is_gb_driver(bare: str) -> bool:
    return int(bare[6:8]) % 50 in range(1, 13) and 1 <= int(bare[8:10]) <= 31


def _is_pps(bare: str) -> bool:
    second = 0 if len(bare) < 9 or bare[8] == "W" else ord(bare[8]) - 64
    return "WABCDEFGHIJKLMNOPQRSTUV"[(weighted(bare[:7], range(8, 1, -1), 23) + 9 * second) % 23] == bare[7]


def _is_bsn(bare: str) -> bool:
    return is_varied(bare) and weighted(bare, (9, 8, 7, 6, 5, 4, 3, 2, -1), 11) == 0


def _is_be(bare: str) -> bool:
    # A number for those who live elsewhere has 20 or 40 more months.
    if not is_date(bare[:2], str(int(bare[2:4]) % 20), bare[4:6]):
        return False
    return int(bare[9:]) in {97 - int(bare[:9]) % 97, 97 - int("2" + bare[:9]) % 97}


def _is_lu(bare: str) -> bool:
    return (
        is_date(bare[2:4], bare[4:6], bare[6:8]) and is_luhn(bare[:12]) and is_verhoeff(bare[:11] + bare[12])
    )


def _is_fr(bare: str) -> bool:
    number = bare[:13].replace("2A", "19").replace("2B", "18")
    return number.isdigit() and 97 - int(number) % 97 == int(bare[13:])


def _is_fr_tax(bare: str) -> bool:
    return int(bare[:10]) % 511 == int(bare[10:])


def _is_de_tax(bare: str) -> bool:
    counts = sorted(bare[:10].count(digit) for digit in set(bare[:10]))
    several = counts[-1] in {2, 3} and counts[:-1].count(1) == len(counts) - 1
    return bare[0] != "0" and several and is_mod_11_10(bare)


def _is_de_pension(bare: str) -> bool:
    digits = f"{bare[:8]}{ord(bare[8]) - 64:02d}{bare[9:11]}"
    products = (
        int(digit) * weight
        for digit, weight in zip(digits, (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1), strict=True)
    )
    dated = is_date(bare[6:8], bare[4:6], str(int(bare[2:4]) % 50))
    return dated and sum(each // 10 + each % 10 for each in products) % 10 == int(bare[11])


def _is_de_health(bare: str) -> bool:
    digits = f"{ord(bare[0]) - 64:02d}{bare[1:9]}"
    products = (int(digit) * (1 + place % 2) for place, digit in enumerate(digits))
    return sum(each // 10 + each % 10 for each in products) % 10 == int(bare[9])


def _is_at(bare: str) -> bool:
    dated = is_date(bare[8:10], str(min(int(bare[6:8]), 12)), bare[4:6])
    return dated and weighted(bare[:3] + bare[4:], (3, 7, 9, 5, 8, 4, 2, 1, 6), 11) == int(bare[3])


def _is_ch(bare: str) -> bool:
    return (10 - weighted(bare, (1, 3) * 6, 10)) % 10 == int(bare[12])


def _is_nhs(bare: str) -> bool:
    return minus_mod_11(range(10, 1, -1), ten=None)(bare)


_SOCIAL = "social security|sozialversicherung|versicherungsnummer|versicherungsnr|versicherten"

KINDS = (
    kind(
        "gb",
        r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D]",
        _is_nino,
        "nino|national|ni n",
        digits=6,
    ),
    kind("gb", r"\d{3}[ -]?\d{3}[ -]?\d{4}", _is_nhs, "nhs|health service"),
    kind("gb", r"\d{5} ?\d{5}", _is_utr, "utr|taxpayer"),
    kind(
        "gb",
        r"[A-Z](?:[A-Z]{4}|[A-Z]{3}9|[A-Z]{2}99|[A-Z]999)\d{6}[A-Z9]{2}\d[A-Z]{2}",
        _is_gb_driver,
        "driv",
        digits=7,
    ),
    kind("ie", r"\d{7}[A-W][A-IW]?", _is_pps, "pps", digits=7),
    kind("nl", r"\d{9}|\d{4}[. ]\d\d[. ]\d{3}|\d{3}[. ]\d{3}[. ]\d{3}", _is_bsn, "bsn|burgerservice|sofi"),
    kind(
        "be", r"\d\d\.\d\d\.\d\d-\d{3}[.-]\d\d", _is_be, "rijksregister|registre national|national", digits=11
    ),
    kind("be", r"\d{11}|\d{6}[ -]\d{3}[ -]\d\d", _is_be, "rijksregister|registre national|insz|niss|nrn"),
    kind("lu", r"(?:18|19|20)\d{11}|(?:18|19|20)\d\d ?\d{4} ?\d{5}", _is_lu, "matricule|cns", digits=13),
    kind(
        "fr",
        r"[12][ .]?\d\d[ .]?(?:[02-9]\d|1[0-2])[ .]?(?:\d\d|2[AB])[ .]?\d{3}[ .]?\d{3}[ .]?\d\d",
        _is_fr,
        "nir|sécu|secu|insee",
        digits=14,
    ),
    kind("fr", r"[0-3]\d ?\d\d ?\d{3} ?\d{3} ?\d{3}", _is_fr_tax, "fiscal|spi|impôt|impot"),
    kind("de", r"\d\d \d{3} \d{3} \d{3}", _is_de_tax, "steuer|idnr", digits=11),
    kind("de", r"\d{11}", _is_de_tax, "steuer|idnr|id-nr|tin"),
    kind("de", r"\d{2,3}/\d{3}/\d{4,5}", is_any, "steuernummer|steuernr|steuer-nr|st.-nr|stnr|st.nr"),
    kind(
        "de",
        r"\d\d[ -]?\d{6}[ -]?[A-Z][ -]?\d\d ?\d",
        _is_de_pension,
        f"rentenversicherung|rvnr|rv-n|sv-n|svnr|{_SOCIAL}",
        digits=11,
    ),
    kind(
        "de",
        r"[A-Z] ?\d{3} ?\d{3} ?\d{3}",
        _is_de_health,
        "krankenversicher|kvnr|kv-n|krankenkasse|gesundheitskarte|egk|versichertennummer|versicherten-n|versicherten",
    ),
    kind("at", r"\d{4}[ -]\d{6}", _is_at, f"svnr|sv-n|{_SOCIAL}", digits=10),
    kind("at", r"\d{10}", _is_at, f"svnr|sv-n|{_SOCIAL}"),
    kind("ch", r"756[. ]?\d{4}[. ]?\d{4}[. ]?\d\d", _is_ch, f"ahv|avs|navs|{_SOCIAL}", digits=13),
)
