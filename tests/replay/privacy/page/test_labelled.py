"""Labels on the screen tell what stands right of them, below them, and on in their column."""

from replay.privacy.finding import Box
from replay.privacy.page.labelled import labelled
from replay.privacy.page.layout import Page
from replay.privacy.policy import DEFAULT_POLICY
from tests.replay.privacy.shown_texts import shown, under

_ROW, _BELOW = (300, 100, 90, 18), (100, 122, 90, 18)
_LABEL = (100, 100, 90, 18)


def told(*lines: tuple[str, Box] | tuple[str, Box, int, int]) -> list[tuple[str, str]]:
    return [(each.category, each.text) for each in labelled(Page(shown(*lines)), DEFAULT_POLICY)]


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


def test_pins_codes_and_papers_are_told_by_their_labels() -> None:
    """In several languages; a code of a place or a discount is none."""
    assert told(("Karten-PIN", _LABEL), ("8215", _BELOW)) == [("password", "8215")]
    assert told(("Votre code", _LABEL), ("482 913", _ROW)) == [("one-time-code", "482 913")]
    assert told(("Patente di guida:", _LABEL), ("E4903A17151", _ROW)) == [("national-id", "E4903A17151")]
    assert told(("Nacido el", _LABEL), ("15/09/1980", _BELOW)) == [("birth-date", "15/09/1980")]
    assert told(("Código postal", _LABEL), ("28004", _BELOW)) == []
    assert told(("Gutscheincode", _LABEL), ("482913", _BELOW)) == []


def test_a_code_may_stand_large_over_its_name() -> None:
    """And in the size of its name it is the value of the field above."""
    assert told(("482913", (100, 70, 120, 27)), ("Your code", _LABEL)) == [("one-time-code", "482913")]
    assert told(("482913", (100, 76, 60, 18)), ("Your code", _LABEL)) == []


def test_a_column_need_not_be_flush_left() -> None:
    """Each cell belongs to the head that it stands most under; an empty cell ends no column."""
    heads = [
        ("Name", (100, 100, 40, 18)),
        ("Passphrase", (220, 100, 80, 18)),
        ("Created", (400, 100, 60, 18)),
    ]
    cells = [
        ("Planet$907", (265, 124, 74, 18)),
        ("set", (315, 148, 24, 18)),
        ("Walnut$466", (262, 172, 77, 18)),
    ]
    dates = [("25.04.2023", (400, 124 + 24 * row, 76, 18)) for row in range(3)]

    assert told(*heads, *cells, *dates) == [("password", "Planet$907"), ("password", "Walnut$466")]


def test_a_line_of_several_columns_is_cut_where_others_begin() -> None:
    """An engine reads cells that stand near to each other as one line."""
    heads = [("Ticket", (100, 100, 60, 18)), ("Order number Initial password", (180, 100, 232, 18))]
    first = [("ABC-2626", (100, 124, 64, 18)), ("163-4411612 B90l*FgFn+", (180, 124, 176, 18))]
    rest = [(text, (284, 148 + 24 * row, 80, 18)) for row, text in enumerate(("Quiet_400x", "Frozen-42!"))]

    assert [text for _, text in told(*heads, *first, *rest)] == ["B90l*FgFn+", "Quiet_400x", "Frozen-42!"]


def test_a_label_tells_of_the_rest_of_its_line() -> None:
    """With any sign between them, and in the ways in which programs name a field."""
    lines = ["- Startpasswort - Kohl*856", "pw. Regen.136", '  "dateOfBirth": "1993-01-14",', "• PIN: 7558"]

    found = labelled(Page(under(*lines)), DEFAULT_POLICY)

    assert [each.text for each in found] == ["Kohl*856", "Regen.136", "1993-01-14", "7558"]


def test_the_head_of_a_table_with_bars_tells_of_its_cells() -> None:
    """Where the cells stand in no column."""
    lines = ["id|name|password|created", "1|mkeller|Ladder_550|2025-11-01", "12|tom|Quiet-42|2025-11-02"]

    found = labelled(Page(under(*lines)), DEFAULT_POLICY)

    assert [each.text for each in found] == ["Ladder_550", "Quiet-42"]


def test_a_label_that_stands_for_years_tells_as_others_do() -> None:
    """It is not listed minute by minute: a file may say any time."""
    years_s = 10**9
    lines = [("Date of birth", _LABEL, 0, years_s), ("14.03.1987", _ROW, 10, 20)]

    assert told(*lines) == [("birth-date", "14.03.1987")]
    assert told(("Date of birth", _LABEL, 0, years_s), ("14.03.1987", _ROW, 5, years_s)) == [
        ("birth-date", "14.03.1987")
    ]


def test_another_head_with_bars_begins_another_table() -> None:
    """Each is told by its own."""
    lines = ["Name | Date of birth", "Mara | 14.03.1987", "Date of birth | Name", "15.04.1988 | Ines"]
    rows = [(line, (100, 100 + 20 * row, 300, 18)) for row, line in enumerate(lines)]
    bars = [(f"{text} | -", box) for text, box in rows]

    assert sorted(text.strip() for kind, text in told(*bars) if kind == "birth-date") == [
        "14.03.1987",
        "15.04.1988",
    ]
