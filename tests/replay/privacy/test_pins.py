"""PINs and the codes of doors: told in many languages, and what only looks like one."""

import pytest

from replay.privacy.detectors import pin


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("le code de la porte c'est 48B21", "48B21"),
        ("digicode A1947, 3e étage", "A1947"),
        ("code secret CB 4402 au cas où", "4402"),
        ("pin carta 0927", "0927"),
        ("il codice del cancello è 2580#", "2580#"),
        ("la clave de la alarma es 77120", "77120"),
        ("de pincode van de pas is 6183", "6183"),
        ("pin van m'n telefoon 0927", "0927"),
        ("pin do karty to 6183", "6183"),
        ("kod do bramy 2580", "2580"),
        ("pinkoden till kortet är 6183", "6183"),
        ("Handy-PIN 0927, danke", "0927"),
        ("Türcode 2580#", "2580#"),
        ("the safe opens with 194427", "194427"),
        ("my phone unlocks with 280519", "280519"),
        ("alarm code is still 5511", "5511"),
        ("lockbox 7730 under the meter", "7730"),
        ("voicemail pin 8841", "8841"),
    ],
)
def test_a_pin_is_found_beside_what_it_opens(text: str, told: str) -> None:
    """Of a card, a telephone, a door, a safe, in the order of words of each language."""
    assert [text[each.start : each.stop] for each in pin.detect(text)] == [told]


def test_the_next_door_is_found_too() -> None:
    """One line names the code once, and then the doors alone."""
    text = "gate code 4471#, back door 9902, garage 5520"

    assert [text[each.start : each.stop] for each in pin.detect(text)] == ["4471#", "9902", "5520"]


@pytest.mark.parametrize(
    "text",
    [
        "GPIO pin 1883 does not exist",
        "pin the message 2024 roadmap please",
        "the code 4471 in errors.log means timeout",
        "le code postal est 69003",
        "kod towaru 581204",
        "pin 12 en 13 van het bord",
        "port 8443 is open, 5432 is not",
        "door 2113 is on the second floor",
        "pin 4.2.1 in requirements.txt",
    ],
)
def test_other_numbers_are_left(text: str) -> None:
    """Contacts of a chip, places, articles, errors, versions."""
    assert not pin.detect(text)
