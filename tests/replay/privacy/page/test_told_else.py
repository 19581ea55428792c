"""A number with the form of an address is a version where what stands beside or above it says so."""

import pytest

from replay.privacy.detecting import matches_in
from replay.privacy.finding import Box
from replay.privacy.page.layout import Page
from replay.privacy.page.told_else import CalledElse
from tests.replay.privacy.shown_texts import shown

_CELL = (300, 200, 80, 18)


def is_else(text: str, *others: tuple[str, Box]) -> bool:
    texts = shown((text, _CELL), *others)
    return CalledElse(Page(texts)).is_else(texts[0], matches_in(text)[0])


@pytest.mark.parametrize(
    "other",
    [
        ("Version", (300, 120, 60, 18)),
        ("Driver version:", (100, 200, 120, 18)),
        ("Google Chrome", (100, 200, 110, 18)),
        ("$ winget list", (290, 100, 110, 18)),
        ("40.1.2", (300, 224, 50, 18)),
    ],
)
def test_a_version_is_no_address(other: tuple[str, Box]) -> None:
    """By the head of the column, the label, the program, the command, or the other cells."""
    assert is_else("31.13.0.199", other)


def test_an_address_stays_one() -> None:
    """Alone, beside a machine, and under a head that says so."""
    assert not is_else("93.184.10.34")
    assert not is_else("93.184.10.34", ("IPv4 address:", (100, 200, 110, 18)))
    assert not is_else("93.184.10.34", ("Host", (300, 120, 40, 18)), ("Version", (500, 120, 60, 18)))


def test_the_number_of_an_order_is_no_telephone() -> None:
    """Under its head; under one that says so it stays a telephone."""
    number = "029 5804958"

    assert is_else(number, ("Order number", (300, 120, 90, 18)))
    assert not is_else(number, ("Phone", (300, 120, 60, 18)), ("Order number", (100, 120, 90, 18)))
