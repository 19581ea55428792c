"""Made-up secrets of every kind, right in their check digits, and words that are none."""

import zlib
from random import Random

_LOWER = "abcdefghijklmnopqrstuvwxyz"
_LETTERS = _LOWER + _LOWER.upper()
_DIGITS = "0123456789"
_BASE62 = _DIGITS + _LOWER.upper() + _LOWER
_WORDS = [
    "river",
    "stone",
    "maple",
    "cloud",
    "tiger",
    "silver",
    "piano",
    "rocket",
    "winter",
    "garden",
    "coffee",
    "purple",
    "monkey",
    "dragon",
    "summer",
    "eagle",
    "castle",
    "forest",
    "orange",
    "magic",
    "shadow",
    "copper",
    "velvet",
    "thunder",
    "marble",
    "falcon",
    "ocean",
    "desert",
]
_NAMES = [
    "anna",
    "bob",
    "clara",
    "david",
    "emma",
    "felix",
    "grace",
    "henry",
    "ines",
    "jonas",
    "karin",
    "liam",
    "maria",
    "noah",
    "olga",
    "paul",
    "rita",
    "sam",
    "tina",
]
_SURNAMES = [
    "miller",
    "weber",
    "jones",
    "garcia",
    "rossi",
    "novak",
    "dubois",
    "larsen",
    "kim",
    "patel",
    "brown",
    "keller",
    "moreau",
]
_DOMAINS = ("example.com", "example.org", "mail.example.net", "uni-example.de", "corp.example.co.uk")


def password(random: Random) -> str:
    """Return a password as people make them: mostly a word with digits and a sign."""
    word, other = random.sample(_WORDS, 2)
    digits = str(random.randint(1, 9999))
    sign = random.choice("!@#$%&*?-_.")
    forms = (
        word.capitalize() + digits + sign,
        word + digits,
        word.capitalize() + sign + other.capitalize() + digits,
        word.replace("e", "3").replace("o", "0").replace("a", "4") + digits + sign,
        "".join(random.choice(_LETTERS + _DIGITS + "!@#$%^&*-_") for _ in range(random.randint(10, 18))),
        f"{word}-{other}-{digits}",
        word + other,
    )
    return random.choice(forms)


def user(random: Random) -> str:
    """Return a user's name."""
    name, surname = random.choice(_NAMES), random.choice(_SURNAMES)
    return random.choice((name, name[0] + surname, f"{name}.{surname}", f"{name}{random.randint(1, 99)}"))


def email(random: Random) -> str:
    """Return an address."""
    return f"{random.choice(_NAMES)}.{random.choice(_SURNAMES)}@{random.choice(_DOMAINS)}"


def card(random: Random) -> str:
    """Return a card number of three networks, grouped or not."""
    prefix, length = random.choice((("4", 16), ("53", 16), ("37", 15)))
    digits = prefix + "".join(random.choice(_DIGITS) for _ in range(length - len(prefix) - 1))
    digits += next(digit for digit in _DIGITS if _luhn(digits + digit))
    if length == 16 and random.random() < 0.6:
        return random.choice(" -").join(digits[place : place + 4] for place in range(0, 16, 4))
    return digits


def iban(random: Random) -> str:
    """Return a German or Dutch account number."""
    if random.random() < 0.5:
        country, rest = "DE", "".join(random.choice(_DIGITS) for _ in range(18))
    else:
        country, rest = "NL", "ABNA" + "".join(random.choice(_DIGITS) for _ in range(10))
    number = "".join(str(int(character, 36)) for character in rest + country + "00")
    text = f"{country}{98 - int(number) % 97:02d}{rest}"
    return (
        " ".join(text[place : place + 4] for place in range(0, len(text), 4))
        if random.random() < 0.5
        else text
    )


def phone(random: Random) -> str:
    """Return a telephone number, national or international."""
    rest = "".join(random.choice(_DIGITS) for _ in range(4))
    return random.choice(
        (
            f"+1 212 555 {rest}",
            f"(415) 555-{rest}",
            f"+49 30 9018{rest}",
            f"020 7946 {rest}",
            f"+44 20 7946 {rest}",
        )
    )


def token(random: Random) -> str:
    """Return a key of one of the makers."""
    word = "".join(random.choice(_BASE62) for _ in range(64))
    number, digits = zlib.crc32(word[:30].encode()), ""
    while number:
        number, rest = divmod(number, 62)
        digits = _BASE62[rest] + digits
    return random.choice(
        (
            "AKIA" + "".join(random.choice(_LOWER.upper() + "234567") for _ in range(16)),
            f"ghp_{word[:30]}{digits.rjust(6, '0')}",
            "AIza" + word[:35],
            f"sk_live_{word[:24]}",
            f"xoxb-{random.randint(10**10, 10**11)}-{word[:24]}",
            f"glpat-{word[:20]}",
        )
    )


def code(random: Random) -> str:
    """Return a one-time code."""
    return f"{random.randint(0, 999_999):06d}"


def birth_date(random: Random) -> str:
    """Return a date of birth."""
    year, month, day = random.randint(1940, 2008), random.randint(1, 12), random.randint(1, 28)
    return random.choice(
        (f"{day:02d}/{month:02d}/{year}", f"{year}-{month:02d}-{day:02d}", f"{day}.{month}.{year}")
    )


def address(random: Random) -> str:
    """Return a street with a number."""
    word = random.choice(_SURNAMES).capitalize()
    number = random.randint(1, 199)
    return random.choice(
        (
            f"{number} {word} Street",
            f"{word}straße {number}",
            f"{number} rue de {word}",
            f"{number} {word} Ave",
        )
    )


def ip(random: Random) -> str:
    """Return an address of a machine."""
    return f"10.{random.randint(0, 255)}.{random.randint(0, 255)}.{random.randint(1, 254)}"


def national_id(random: Random) -> str:
    """Return an American or Spanish number."""
    if random.random() < 0.5:
        return f"{random.randint(1, 665):03d}-{random.randint(1, 99):02d}-{random.randint(1, 9999):04d}"
    number = random.randint(10_000_000, 99_999_999)
    return f"{number}{'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23]}"


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
