"""Secrets that nobody has: made up from a seed, put together at run time so that no file here holds one."""

import random
from collections.abc import Callable
from string import ascii_uppercase, digits

from stdnum import iban, luhn
from stdnum.br import cpf
from stdnum.ch import ssn as ahv
from stdnum.de import idnr
from stdnum.dk import cpr
from stdnum.es import dni
from stdnum.fi import hetu
from stdnum.fr import nir
from stdnum.gb import nhs
from stdnum.it import codicefiscale
from stdnum.nl import bsn
from stdnum.pl import pesel
from stdnum.se import personnummer
from stdnum.us import ssn

from tests.benchmarks.privacy.holdout.invented_keys import ALNUM, KEYS, key, private_key, some_of

_NAMES = (
    "Anna Weber",
    "Jonas Keller",
    "Marie Dupont",
    "Tom Baker",
    "Lucia Romero",
    "Ewa Nowak",
    "Priya Nair",
)
_NOUNS = (
    "fluffy",
    "liverpool",
    "Sommer",
    "dragon",
    "Hund",
    "sunshine",
    "Berlin",
    "marmite",
    "charlie",
    "soleil",
)
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_SIGNS = "!#$%&*+-?@_."
Random = random.Random


def _until(make: Callable[[], str], valid: Callable[[str], bool]) -> str:
    while not valid(made := make()):
        pass
    return made


def password(rng: Random) -> str:
    """Return a password as people choose them, or one of a generator."""
    noun, sign, number = rng.choice(_NOUNS), rng.choice(_SIGNS), rng.randrange(10, 2100)
    return rng.choice(
        (
            f"{noun}{number}",
            f"{noun.capitalize()}{number}{sign}",
            f"{noun}{sign}{number}",
            noun[0].upper() + noun[1:].replace("o", "0").replace("i", "1") + sign + str(number),
            strong(rng),
            f"{noun}-{rng.choice(_NOUNS)}-{rng.choice(_NOUNS)}",
        )
    )


def strong(rng: Random) -> str:
    """Return a password of a generator."""
    length = rng.randrange(10, 19)
    return _until(
        lambda: some_of(rng, ALNUM + _SIGNS, length),
        lambda text: (
            any(c.isdigit() for c in text) and any(c in _SIGNS for c in text[1:-1]) and not text.islower()
        ),
    )


def word(rng: Random) -> str:
    """Return a password that is a word."""
    return rng.choice(
        ("letmein", "liverpool", "mamamia", "schalke", "iloveyou", "princesse", "monkey", "qwertz")
    )


def passphrase(rng: Random) -> str:
    """Return words with blanks."""
    words = ["maple", "river", "candle", "tiger", "orange", "window", "pencil", "copper", "violin", "harbour"]
    return " ".join(rng.sample(words, 4))


def card(rng: Random) -> str:
    """Return a card's number, with a right check digit."""
    start = rng.choice(("4539", "5425", "3714", "4916", "5187", "6011"))
    body = start + some_of(rng, digits, (15 if start == "3714" else 16) - len(start) - 1)
    return body + luhn.calc_check_digit(body)


def card_grouped(rng: Random) -> str:
    """Return a card's number as it is printed."""
    number = _until(lambda: card(rng), lambda made: len(made) == 16)
    return rng.choice((" ", "-")).join(number[at : at + 4] for at in range(0, 16, 4))


def card_code(rng: Random) -> str:
    """Return the code from a card's back."""
    return some_of(rng, digits, 3)


def _iban(rng: Random) -> str:
    land, body = rng.choice(
        (
            ("DE", "37040044" + some_of(rng, digits, 10)),
            ("GB", "NWBK601613" + some_of(rng, digits, 8)),
            ("NL", "ABNA" + _until(lambda: some_of(rng, digits, 10), _eleven)),
            ("AT", "19043" + some_of(rng, digits, 11)),
            ("CH", "00762" + some_of(rng, digits, 12)),
        )
    )
    return f"{land}{iban.calc_check_digits(land + '00' + body)}{body}"


def _eleven(number: str) -> bool:
    return sum((10 - at) * int(digit) for at, digit in enumerate(number)) % 11 == 0


def iban_plain(rng: Random) -> str:
    """Return an IBAN without blanks."""
    return _until(lambda: _iban(rng), iban.is_valid)


def iban_spaced(rng: Random) -> str:
    """Return an IBAN in groups of four."""
    return iban.format(iban_plain(rng))


def _date(rng: Random, order: str) -> str:
    parts = {"d": rng.randrange(1, 29), "m": rng.randrange(1, 13), "y": rng.randrange(40, 99)}
    return "".join(f"{parts[part]:02}" for part in order)


def _numbers(rng: Random, form: str, valid: Callable[[str], bool]) -> str:
    """Return digits in a form where "#" is one, until the form's check is right."""
    return _until(lambda: "".join(rng.choice(digits) if sign == "#" else sign for sign in form), valid)


def _dated(rng: Random, order: str, rest: str, valid: Callable[[str], bool]) -> str:
    return _until(
        lambda: (
            _date(rng, order)
            + "".join(
                {"#": rng.choice(digits), "@": rng.choice(ascii_uppercase)}.get(sign, sign) for sign in rest
            )
        ),
        valid,
    )


def _insurance(rng: Random) -> str:
    letters = rng.choice("ABCEHJ") + rng.choice("ABCEHJ")
    pairs = " ".join(some_of(rng, digits, 2) for _ in range(3))
    return f"{letters} {pairs} {rng.choice('ABCD')}"


def _french(rng: Random) -> str:
    body = rng.choice("12") + _date(rng, "ym") + "75" + some_of(rng, digits, 6)
    return str(nir.format(body + nir.calc_check_digits(body)))


def _spanish(rng: Random) -> str:
    body = some_of(rng, digits, 8)
    return body + str(dni.calc_check_digit(body))


def _italian(rng: Random) -> str:
    body = f"RSSMRA{_date(rng, 'y')}{rng.choice('ABCDEHLMPRST')}{_date(rng, 'd')}H501"
    return body + str(codicefiscale.calc_check_digit(body))


def _tax_body(rng: Random) -> str:
    kept = rng.sample(digits, 9)
    body = [*kept, rng.choice(kept)]
    rng.shuffle(body)
    return "".join(body)


_NATIONAL: dict[str, Callable[[Random], str]] = {
    "us": lambda rng: _numbers(rng, "###-##-####", ssn.is_valid),
    "gb": _insurance,
    "nhs": lambda rng: str(nhs.format(_numbers(rng, "##########", nhs.is_valid))),
    "de": lambda rng: str(idnr.format(_until(lambda: _tax_body(rng) + rng.choice(digits), idnr.is_valid))),
    "fr": _french,
    "es": _spanish,
    "it": _italian,
    "nl": lambda rng: _numbers(rng, "#########", bsn.is_valid),
    "pl": lambda rng: _dated(rng, "ymd", "#####", pesel.is_valid),
    "br": lambda rng: str(cpf.format(_numbers(rng, "###########", cpf.is_valid))),
    "se": lambda rng: _dated(rng, "ymd", "-####", personnummer.is_valid),
    "ch": lambda rng: str(ahv.format(_numbers(rng, "756##########", ahv.is_valid))),
    "fi": lambda rng: _dated(rng, "dmy", "-###@", hetu.is_valid),
    "dk": lambda rng: _dated(rng, "dmy", "-####", cpr.is_valid),
}


_PHONES = {
    "us": ("(415) 555-01##", "415-555-01##", "+1 212 555 01##", "312.555.01##"),
    "gb": ("07700 900###", "+44 7700 900###", "020 7946 0###"),
    "de": ("0171 39200##", "+49 171 39200##", "030 23125 ###", "030/23125###"),
    "fr": ("06 39 98 ## ##", "+33 6 39 98 ## ##", "0639 98####"),
    "es": ("612 34# ###", "+34 612 34# ###"),
    "se": ("070-174 06 ##", "+46 70 174 06 ##"),
    "au": ("0491 570 1##", "+61 491 570 1##"),
    "in": ("+91 98765 4####", "098765 4####"),
    "nl": ("06-1234 5###", "+31 6 1234 5###"),
}


def phone(land: str) -> Callable[[Random], str]:
    """Return what makes numbers that are kept for plays, or lie beside them, as they are written there."""
    shapes = _PHONES[land]

    def make(rng: Random) -> str:
        return "".join(rng.choice(digits) if sign == "#" else sign for sign in rng.choice(shapes))

    return make


def address(rng: Random) -> str:
    """Return a street, a number and a town, as several countries write them."""
    number = rng.randrange(2, 190)
    return rng.choice(
        (
            f"{number} Baker Street, London NW1 {rng.randrange(1, 9)}XE",
            f"Lindenstraße {number}, 1096{rng.randrange(9)} Berlin",
            f"Am Alten Markt {number}, 50667 Köln",
            f"{number}00 Maple Ave, Springfield, IL 6270{rng.randrange(9)}",
            f"{number} rue de la République, 69002 Lyon",
            f"Calle Mayor {number}, 28013 Madrid",
            f"Keizersgracht {number}, 1015 CJ Amsterdam",
            f"Via Garibaldi {number}, 20121 Milano",
        )
    )


def birthday(rng: Random) -> str:
    """Return a date of birth, as it is written."""
    day, month, year = rng.randrange(1, 29), rng.randrange(1, 13), rng.randrange(1945, 2006)
    name = _MONTHS[month - 1]
    return rng.choice(
        (f"{day:02}.{month:02}.{year}", f"{day:02}/{month:02}/{year}", f"{day} {name} {year}",
         f"{year}-{month:02}-{day:02}", f"{name} {day}, {year}")
    )  # fmt: skip


def email(rng: Random) -> str:
    """Return an address of mail."""
    first, last = rng.choice(_NAMES).lower().split()
    return f"{first}.{last}{rng.randrange(99)}@" + rng.choice(
        ("acme-mail.example", "posteo-test.de", "northwind.io")
    )


def pin(rng: Random) -> str:
    """Return a PIN of four or five digits."""
    return some_of(rng, digits, rng.choice((4, 5)))


def otp(rng: Random) -> str:
    """Return a one-time code."""
    return some_of(rng, digits, 6)


def ip(rng: Random) -> str:
    """Return a public address."""
    return ".".join(
        (rng.choice(("91", "84", "188", "203")), *(str(rng.randrange(20, 250)) for _ in range(3)))
    )


def mac(rng: Random) -> str:
    """Return a hardware address."""
    return ":".join(f"{rng.randrange(256):02x}" for _ in range(6))


MAKERS: dict[str, tuple[str, Callable[[Random], str]]] = {
    "password": ("password", password),
    "strong": ("password", strong),
    "word": ("password", word),
    "passphrase": ("password", passphrase),
    "pin": ("password", pin),
    "otp": ("one-time-code", otp),
    "card": ("card", card),
    "cardg": ("card", card_grouped),
    "cvc": ("card-code", card_code),
    "iban": ("iban", iban_plain),
    "ibans": ("iban", iban_spaced),
    "address": ("address", address),
    "birthday": ("birth-date", birthday),
    "email": ("email", email),
    "ip": ("ip", ip),
    "mac": ("mac", mac),
    "privatekey": ("private-key", private_key),
    **{f"id_{land}": ("national-id", make) for land, make in _NATIONAL.items()},
    **{f"tel_{land}": ("phone", phone(land)) for land in _PHONES},
    **{f"key_{kind.replace('-', '')}": ("api-key", key(kind)) for kind in KEYS},
}  # fmt: skip
"""By the name that scripts use: the category, and what makes one."""
