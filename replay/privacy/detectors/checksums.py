"""Check digits: each function says whether digits carry the check that their issuer gives them."""

from collections.abc import Sequence

_VERHOEFF_PRODUCT = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
_VERHOEFF_TURN = (
    "0123456789", "1576283094", "5803796142", "8916043527",
    "9453126870", "4286573901", "2793806415", "7046913258",
)  # fmt: skip


def is_luhn(digits: str) -> bool:
    """Say whether the last digit is right by ISO/IEC 7812-1, annex B."""
    doubled = [int(digit) * 2 for digit in digits[-2::-2]]
    return (sum(map(int, digits[-1::-2])) + sum(n - 9 if n > 9 else n for n in doubled)) % 10 == 0


def is_mod_97(text: str) -> bool:
    """Say whether letters and digits give 1 by ISO/IEC 7064, mod 97-10: an IBAN, turned by four."""
    return int("".join(str(int(character, 36)) for character in text[4:] + text[:4])) % 97 == 1


def is_mod_11_10(digits: str) -> bool:
    """Say whether the last digit is right by ISO/IEC 7064, mod 11,10: a German tax number."""
    product = 10
    for digit in digits[:-1]:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return (11 - product) % 10 == int(digits[-1])


def is_mod_11_2(text: str) -> bool:
    """Say whether the last character is right by ISO/IEC 7064, mod 11-2: a Chinese resident's number."""
    total = 0
    for character in text[:-1]:
        total = (total + int(character)) * 2 % 11
    return "0123456789X"[(12 - total) % 11] == text[-1].upper()


def is_verhoeff(digits: str) -> bool:
    """Say whether the last digit is right by Verhoeff's scheme: an Aadhaar number."""
    check = 0
    for place, digit in enumerate(reversed(digits)):
        check = int(_VERHOEFF_PRODUCT[check][int(_VERHOEFF_TURN[place % 8][int(digit)])])
    return check == 0


def weighted(digits: str, weights: Sequence[int], modulus: int) -> int:
    """Return the sum of digits times weights, modulo a number."""
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % modulus
