"""Numbers of people in North and South America.

Source: the issuers' rules, as python-stdnum gathers them.
"""

from replay.privacy.detectors.checksums import is_luhn, weighted
from replay.privacy.detectors.ids.kind import is_any, is_date, is_varied, kind, minus_mod_11


def _is_ssn(bare: str) -> bool:
    return bare[:3] not in {"000", "666"} and bare[0] != "9" and bare[3:5] != "00" and bare[5:] != "0000"


def _is_itin(bare: str) -> bool:
    return int(bare[3:5]) in {*range(50, 66), *range(70, 89), *range(90, 93), *range(94, 100)}


def _is_us(bare: str) -> bool:
    return _is_itin(bare) if bare[0] == "9" else _is_ssn(bare)


def _is_sin(bare: str) -> bool:
    return bare[0] not in "08" and is_varied(bare) and is_luhn(bare)


def _is_luhn_varied(bare: str) -> bool:
    return is_varied(bare) and is_luhn(bare[:10])


def _is_cpf(bare: str) -> bool:
    if not is_varied(bare):
        return False
    first = weighted(bare[:9], range(10, 1, -1), 11)
    second = weighted(bare[:10], range(11, 1, -1), 11)
    return [int(bare[9]), int(bare[10])] == [0 if rest < 2 else 11 - rest for rest in (first, second)]


def _is_rut(bare: str) -> bool:
    rest = weighted(bare[-2::-1], (2, 3, 4, 5, 6, 7, 2, 3), 11)
    return is_varied(bare) and "0K987654321"[rest] == bare[-1]


def _is_curp(bare: str) -> bool:
    return is_date(bare[4:6], bare[6:8], bare[8:10])


def _is_uy(bare: str) -> bool:
    return is_varied(bare) and -weighted(bare[:7], (2, 9, 8, 7, 6, 3, 4), 10) % 10 == int(bare[7])


def _is_ec(bare: str) -> bool:
    return 1 <= int(bare[:2]) <= 24 and int(bare[2]) < 6 and is_luhn(bare)


_CEDULA = "cédula|cedula|c.c.|c.i."

KINDS = (
    kind("us", r"\d{3}-\d{2}-\d{4}", _is_us, "ssn|social security|itin", digits=9),
    kind("us", r"\d{9}|\d{3}[ .]\d{2}[ .]\d{4}", _is_us, "ssn|social security|itin|taxpayer"),
    kind("us", r"\d\d-\d{7}", is_any, "ein|employer identification|employer id"),
    kind(
        "us",
        r"[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d-[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d-[AC-HJKMNP-RT-Y]{2}\d\d",
        is_any,
        "medicare|mbi",
        digits=5,
    ),
    kind(
        "us",
        r"[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d[AC-HJKMNP-RT-Y]{2}\d\d",
        is_any,
        "medicare|mbi",
    ),
    kind("ca", r"\d{3}[ -]\d{3}[ -]\d{3}|\d{9}", _is_sin, "sin|nas|social insurance|assurance sociale"),
    kind("ca", r"\d{4}[ -]?\d{3}[ -]?\d{3}(?:[ -]?[A-Z]{2})?", _is_luhn_varied, "ohip|health card"),
    kind("br", r"\d{3}\.\d{3}\.\d{3}-\d\d", _is_cpf, "cpf", digits=11),
    kind("br", r"\d{11}|\d{9}-\d\d", _is_cpf, "cpf"),
    kind("br", r"\d{3}\.?\d{5}\.?\d\d-?\d", minus_mod_11((3, 2, 9, 8, 7, 6, 5, 4, 3, 2)), "pis|pasep|nis"),
    kind("br", r"\d{1,2}\.?\d{3}\.?\d{3}-?[\dX]", is_any, "rg"),
    kind("cl", r"\d{1,2}\.\d{3}\.\d{3}-[\dK]", _is_rut, "rut|run", digits=7),
    kind("cl", r"\d{7,8}-?[\dK]", _is_rut, "rut|run"),
    kind(
        "ar",
        r"(?:20|23|24|25|26|27|30|33|34)[- ]\d{8}[- ]\d",
        minus_mod_11((5, 4, 3, 2, 7, 6, 5, 4, 3, 2)),
        "cuit|cuil",
        digits=11,
    ),
    kind(
        "ar",
        r"(?:20|23|24|25|26|27|30|33|34)\d{9}",
        minus_mod_11((5, 4, 3, 2, 7, 6, 5, 4, 3, 2)),
        "cuit|cuil",
    ),
    kind("ar", r"\d{1,2}\.\d{3}\.\d{3}|\d{7,8}", is_any, "dni|d.n.i."),
    kind(
        "mx",
        r"[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[A-Z\d]\d",
        _is_curp,
        "curp",
        digits=6,
    ),
    kind("mx", r"[A-ZÑ&]{4}[- ]?\d{6}[- ]?[A-Z\d]{2}[\dA]", _is_curp, "rfc", digits=6),
    kind("mx", r"\d{11}|\d\d \d\d \d\d \d{4} \d", is_luhn, "nss|imss|seguro social"),
    kind("co", r"\d{1,3}(?:\.\d{3}){2,3}|\d{6,10}", is_any, _CEDULA),
    kind("uy", r"\d\.\d{3}\.\d{3}-\d", _is_uy, _CEDULA, digits=8),
    kind("ec", r"\d{10}|\d{9}-\d", _is_ec, _CEDULA),
    kind("ve", r"[VE]-\d{1,2}\.\d{3}\.\d{3}", is_any, _CEDULA, digits=7),
    kind("ve", r"[VE]-?\d{6,8}", is_any, _CEDULA),
    kind("do", r"\d{3}-\d{7}-\d", is_luhn, _CEDULA, digits=11),
    kind("cr", r"[1-9]-\d{4}-\d{4}", is_any, _CEDULA),
)
