"""Numbers of locks and cards told in other words, and numbers of what else has a gate or a card."""

import pytest

from replay.privacy.detectors import pin


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("back gate: 4829#", "4829#"),
        ("portail du dépôt : 1009A, il faut pousser fort", "1009A"),
        ("cadenas du vélo 0417", "0417"),
        ("Tresor im Büro: 330719", "330719"),
        ("mijn pinpas ligt in de la, code 7391", "7391"),
        ("il bancomat è nel cassetto, codice 7391", "7391"),
        ("karta jest w szufladzie, kod 7391", "7391"),
        ("to get in, key in 5510 and turn the knob", "5510"),
        ("garagentor 6041, dann raute", "6041"),
        ("the combo for locker 12 is 33-07-19", "33-07-19"),
        ("code PIN messagerie 7677, poste 413", "7677"),
    ],
)
def test_a_number_is_found_behind_what_it_opens(text: str, told: str) -> None:
    """Nothing calls it a code, or words stand between the card and its code."""
    assert [text[each.start : each.stop] for each in pin.detect(text)] == [told]


@pytest.mark.parametrize(
    "text",
    [
        "gate: 1830",
        "door: 2040 x 820 mm",
        "garage: 2200 for the new roof",
        "barrière : 4501 euros posée",
        "poort: 8080",
        "Monitor: 1207",
        "Zahlungseingang: 4829",
        "my card expires soon, last digits 4829",
        "the card reader is model 7391, code 18 is a paper jam",
        "the padlock, item 2209, is on offer",
        "the bike lock costs 4829 yen",
        "the gate was sold for 4829, the door for 2201",
    ],
)
def test_other_numbers_at_gates_are_left(text: str) -> None:
    """Hours, measures, prices, ports, articles, what is printed on a card."""
    assert not pin.detect(text)
