"""Labels on the screen tell what stands right of them, below them, and on in their column."""

from replay.privacy.finding import Box, ChannelText
from replay.privacy.labelled import labelled
from replay.privacy.policy import DEFAULT_POLICY
from replay.privacy.texts import Texts

_ROW, _BELOW = (300, 100, 90, 18), (100, 122, 90, 18)
_LABEL = (100, 100, 90, 18)


def shown(*lines: tuple[str, Box] | tuple[str, Box, int, int]) -> Texts:
    texts = Texts()
    for text, box, *span in lines:
        start_ns, end_ns = span or (0, 10)
        place = f"d0.f{start_ns}.{box[0]}.{box[1]}"
        texts.every.append(ChannelText("screen", place, text, start_ns, end_ns, frame=start_ns, box=box))
    return texts


def told(*lines: tuple[str, Box] | tuple[str, Box, int, int]) -> list[tuple[str, str]]:
    return [(each.category, each.text) for each in labelled(shown(*lines), DEFAULT_POLICY)]


def test_a_field_is_told_by_the_label_beside_or_above_it() -> None:
    """As in forms of every kind."""
    assert told(("Date of birth", _LABEL), ("14.03.1987", _ROW)) == [("birth-date", "14.03.1987")]
    assert told(("Password", _LABEL), ("sunny-Horse42", _BELOW)) == [("password", "sunny-Horse42")]


def test_a_column_is_told_by_its_head() -> None:
    """As far down as the same goes on."""
    rows = [(f"14.0{row}.1987", (102, 100 + 30 * row, 80, 18)) for row in range(1, 5)]

    assert told(("Date of birth", _LABEL), *rows) == [("birth-date", text) for text, _ in rows]


def test_words_beside_an_empty_field_are_no_password() -> None:
    """Nor is what stands far away, or in another column."""
    assert told(("Password", _LABEL), ("Forgot?", _ROW), ("Remember", _BELOW)) == []
    assert told(("Date of birth", _LABEL), ("14.03.1987", (700, 100, 90, 18))) == []
    assert told(("Date of birth", _LABEL), ("14.03.1987", (160, 122, 90, 18))) == []
    assert told(("Delivery", _LABEL), ("14.03.1987", _ROW)) == []


def test_a_label_that_stays_tells_of_all_that_changes_beside_it() -> None:
    """And of nothing that was gone before it came."""
    lines = [("Date of birth", _LABEL, 10, 30), ("14.03.1987", _ROW, 10, 20), ("15.04.1988", _ROW, 20, 30)]

    assert [text for _, text in told(*lines, ("16.05.1989", (300, 101, 90, 18), 0, 10))] == [
        "14.03.1987",
        "15.04.1988",
    ]


def test_what_the_last_picture_shows_is_told_too() -> None:
    """It lasts no time, and the label beside it stood there before."""
    lines = [("Date of birth", _LABEL, 10, 20), ("14.03.1987", _ROW, 10, 20)]
    lines.append(("15.04.1988", (298, 100, 90, 18), 20, 20))

    assert [text for _, text in told(*lines)] == ["14.03.1987", "15.04.1988"]


def test_people_are_told_by_the_head_of_their_column() -> None:
    """Each with all of the name; other columns, a column of files, and what is no name are let be."""
    rows = ["Jane Sample", "Müller-Lüdenscheidt, Eva", "open", "12 July"]
    column = [(text, (102, 100 + 30 * row, 80, 18)) for row, text in enumerate(rows, 1)]

    assert told(("Patient", _LABEL), ("Last Visit", _ROW), *column) == [("name", text) for text in rows[:2]]
    assert told(("Patient:", _LABEL), ("Jane Sample", _ROW)) == [("name", "Jane Sample")]
    assert told(("Name", _LABEL), ("My Documents", _BELOW)) == []


def test_the_key_of_a_network_may_be_digits_or_words() -> None:
    """Beside its label; a word or two is what a button says."""
    assert told(("Password", _LABEL), ("26419279916860891944", _BELOW)) == [
        ("password", "26419279916860891944")
    ]
    assert told(("Password", _LABEL), ("harbor-purple-planet", _BELOW)) == [
        ("password", "harbor-purple-planet")
    ]
    assert told(("Password", _LABEL), ("sign-in", _BELOW)) == []


def test_a_label_tells_nothing_of_what_took_its_place() -> None:
    """On the last picture, which takes no time and still shows what nothing was painted over."""
    label = ("Date of birth", _LABEL, 10, 20)
    invoice = [("Datum 18.11.2025", (100, 104, 120, 18), 20, 20), ("18.11.2025", _BELOW, 20, 20)]

    assert told(label, *invoice) == []
    assert told(label, ("18.11.2025", _BELOW, 20, 20)) == [("birth-date", "18.11.2025")]


def test_labels_of_papers_and_addresses_tell() -> None:
    """What stands below them has no form of its own."""
    assert told(("Passnummer", _LABEL), ("KYZVMNK12", _BELOW)) == [("national-id", "KYZVMNK12")]
    assert told(("Buchungscode", _LABEL), ("V5XKJ9", _BELOW)) == []
