"""Rows of things and of people: the same digits are an article in one and a telephone in the other."""

from tests.replay.privacy.typing import texts, typist


def telephones(*cells: str) -> list[str]:
    row = typist()
    row.window("EXCEL.EXE", "list.xlsx - Excel")
    row.click()
    for cell in cells:
        row.type(cell)
        row.key("Tab")
    return texts(row.recording(), "phone")


def test_a_number_among_articles_is_no_telephone() -> None:
    """Beside the number of an article, or a part's."""
    assert telephones("0610 373993", "4051285078128", "AA7114/65") == []
    assert telephones("AK1216/59", "0169 334476") == []


def test_a_number_in_a_row_about_somebody_is_one() -> None:
    """Whatever the number of the customer looks like; and so is one that says its country."""
    assert telephones("Anna Brandt", "0171-7048194", "K219040") == ["0171-7048194"]
    assert telephones("ann@example.com", "07456 246831", "AA7114/65") == ["07456 246831"]
    assert telephones("+49 151 8397779", "4051285078128") == ["+49 151 8397779"]
    assert telephones("0171-7048194", "Reinigung", "mittwochs") == ["0171-7048194"]
