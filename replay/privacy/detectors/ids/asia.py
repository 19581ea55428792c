"""Numbers of people in Asia, Africa and Oceania.

Source: the issuers' rules, as python-stdnum gathers them.
"""

from replay.privacy.detectors.checksums import is_luhn, is_mod_11_2, is_verhoeff, weighted
from replay.privacy.detectors.ids.kind import is_any, is_date, is_varied, kind


def _is_aadhaar(bare: str) -> bool:
    return bare[0] not in "01" and is_varied(bare) and is_verhoeff(bare)


def _is_cn(bare: str) -> bool:
    year = int(bare[6:10])
    return 1900 <= year <= 2100 and is_date(bare[8:10], bare[10:12], bare[12:14]) and is_mod_11_2(bare)


def _is_hk(bare: str) -> bool:
    padded = bare.rjust(9)
    values = [36 if character == " " else int(character, 36) for character in padded]
    return sum(v * w for v, w in zip(values, (9, 8, 7, 6, 5, 4, 3, 2, 1), strict=True)) % 11 == 0


def _is_tw(bare: str) -> bool:
    first = 10 + "ABCDEFGHJKLMNPQRSTUVXYWZIO".index(bare[0])
    return (first // 10 + weighted(f"{first % 10}{bare[1:]}", (9, 8, 7, 6, 5, 4, 3, 2, 1, 1), 10)) % 10 == 0


def _is_kr_dated(bare: str) -> bool:
    return is_date(bare[:2], bare[2:4], bare[4:6])


def _is_kr(bare: str) -> bool:
    check = (11 - weighted(bare[:12], (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5), 11)) % 10
    return _is_kr_dated(bare) and check == int(bare[12])


def _is_jp(bare: str) -> bool:
    rest = weighted(bare[:11], (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2), 11)
    return is_varied(bare) and (0 if rest < 2 else 11 - rest) == int(bare[11])


def _is_sg(bare: str) -> bool:
    total = weighted(bare[1:8], (2, 7, 6, 5, 4, 3, 2), 1000)
    letters = {
        "S": "JZIHGFEDCBA",
        "T": "GFEDCBAJZIH",
        "F": "XWUTRQPNMLK",
        "G": "RQPNMLKXWUT",
        "M": "XWUTRQPNJLK",
    }
    if bare[0] == "M":
        return letters["M"][10 - (total + 3) % 11] == bare[8]
    return letters[bare[0]][total % 11] == bare[8]


def _is_my(bare: str) -> bool:
    return is_date(bare[:2], bare[2:4], bare[4:6]) and bare[6:8] not in {
        "00",
        "17",
        "18",
        "19",
        "20",
        "69",
        "70",
    }


def _is_th(bare: str) -> bool:
    return is_varied(bare) and (11 - weighted(bare[:12], range(13, 1, -1), 11)) % 10 == int(bare[12])


def _is_nik(bare: str) -> bool:
    return is_date(bare[10:12], bare[8:10], str(int(bare[6:8]) % 40))


def _is_kz(bare: str) -> bool:
    return is_date(bare[:2], bare[2:4], bare[4:6])


def _is_eg(bare: str) -> bool:
    return is_date(bare[1:3], bare[3:5], bare[5:7])


def _is_tfn(bare: str) -> bool:
    return is_varied(bare) and weighted(bare.zfill(9), (1, 4, 3, 7, 5, 8, 6, 9, 10), 11) == 0


def _is_au_medicare(bare: str) -> bool:
    return weighted(bare[:8], (1, 3, 7, 9) * 2, 10) == int(bare[8])


def _is_ird(bare: str) -> bool:
    bare = bare.zfill(9)
    for weights in ((3, 2, 7, 6, 5, 4, 3, 2), (7, 4, 3, 2, 5, 2, 7, 6)):
        check = -weighted(bare[:8], weights, 11) % 11
        if check < 10:
            return is_varied(bare) and check == int(bare[8])
    return False


def _is_za(bare: str) -> bool:
    return is_date(bare[:2], bare[2:4], bare[4:6]) and is_luhn(bare)


KINDS = (
    kind("in", r"\d{4}[ -]\d{4}[ -]\d{4}|\d{12}", _is_aadhaar, "aadhaar|aadhar|uid|आधार"),
    kind("in", r"[A-Z]{3}P[A-Z]\d{4}[A-Z]", is_any, "pan", digits=4),
    kind("in", r"[A-Z]{3}[ABCFGHLJPT][A-Z] ?\d{4} ?[A-Z]", is_any, "pan|permanent account"),
    kind("in", r"[A-Z]{3}\d{7}", is_any, "voter|epic"),
    kind("cn", r"\d{17}[\dX]", _is_cn, "身份证|id", digits=17),
    kind("hk", r"[A-Z]{1,2}\d{6} ?\([\dA]\)", _is_hk, "hkid|身份證", digits=6),
    kind("hk", r"[A-Z]{1,2}\d{6}[\dA]", _is_hk, "hkid|身份證|hong kong"),
    kind("tw", r"[A-Z][1289]\d{8}", _is_tw, "身分證|taiwan"),
    kind("kr", r"\d{6}-[1-8]\d{6}", _is_kr, "주민|resident reg|rrn", digits=13),
    kind("kr", r"\d{6}-?[1-8]\d{6}", _is_kr_dated, "주민|resident reg|rrn|korea"),
    kind("jp", r"\d{4}[ -]?\d{4}[ -]?\d{4}", _is_jp, "マイナンバー|個人番号|my number|mynumber"),
    kind("sg", r"[STFGM]\d{7}[A-Z]", _is_sg, "nric|fin", digits=7),
    kind("my", r"\d{6}-\d\d-\d{4}", _is_my, "mykad|nric|kad pengenalan", digits=12),
    kind("my", r"\d{12}", _is_my, "mykad|nric|kad pengenalan|malaysia"),
    kind("th", r"\d-\d{4}-\d{5}-\d\d-\d", _is_th, "บัตร|thai", digits=13),
    kind("th", r"\d{13}", _is_th, "บัตร|thai"),
    kind("id", r"\d{16}", _is_nik, "nik|ktp"),
    kind("pk", r"\d{5}-\d{7}-\d", is_any, "cnic", digits=13),
    kind("pk", r"\d{13}", is_any, "cnic|nicop"),
    kind("lk", r"\d{9}[VX]|\d{12}", is_any, "nic|sri lanka"),
    kind("vn", r"\d{12}|\d{9}", is_any, "cccd|cmnd|căn cước"),
    kind("ph", r"\d\d-\d{7}-\d|\d{4}-\d{7}-\d", is_any, "sss|umid|crn|philsys"),
    kind("ae", r"784-?\d{4}-?\d{7}-?\d", is_luhn, "emirates|eid", digits=15),
    kind("sa", r"[12]\d{9}", is_luhn, "iqama|هوية|saudi"),
    kind("kz", r"\d{12}", _is_kz, "иин|жсн|iin"),
    kind("eg", r"[23]\d{13}", _is_eg, "الرقم القومي|egypt"),
    kind("au", r"\d{3}[ -]?\d{3}[ -]?\d{2,3}", _is_tfn, "tfn|tax file"),
    kind("au", r"[2-6]\d{3} \d{5} \d(?:[ /-]\d)?", _is_au_medicare, "medicare", digits=10),
    kind("au", r"[2-6]\d{9,10}", _is_au_medicare, "medicare"),
    kind("nz", r"\d{2,3}[- ]?\d{3}[- ]?\d{3}", _is_ird, "ird|inland revenue"),
    kind("nz", r"[A-HJ-NP-Z]{3}\d{4}", is_any, "nhi"),
    kind("za", r"\d{6} ?\d{4} ?[01][89]\d", _is_za, "south africa|rsa id", digits=13),
    kind("ng", r"\d{11}", is_any, "nin|bvn"),
    kind("gh", r"GHA-\d{9}-\d", is_any, "ghana", digits=10),
)
