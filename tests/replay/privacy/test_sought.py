"""Words are found in any case, with look-alikes and spaces, and in the codings in which they travel."""

import base64
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replay.privacy.encodings import needles
from replay.privacy.sought import FILL, Words

secrets = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=6, max_size=30)
texts = st.text(max_size=20)


@given(secrets, texts, texts)
def test_a_word_is_replaced_by_a_fill_of_one_length(secret: str, before: str, after: str) -> None:
    """Whatever stands around it, and however long it is."""
    text = Words((secret,)).removed(f"{before} {secret} {after}")

    assert secret not in text or secret in FILL
    assert text == "" or FILL in text


@given(secrets, st.binary(max_size=7), st.binary(max_size=7))
def test_base64_is_found_wherever_in_the_text_it_begins(secret: str, before: bytes, after: bytes) -> None:
    """Three bytes become four letters, so that there are three ways to code the same secret."""
    coded = base64.b64encode(before + secret.encode() + after)

    assert any(needle in coded for _, needle in needles(secret))


@pytest.mark.parametrize(
    "text",
    [
        "HUNTER2-NOT-REAL",
        "hunter2-not-rea1",
        quote("hunter2-not-real/é", safe=""),
        b"hunter2-not-real".hex(),
        "hunter2-not-real"[::-1],
        "".join(f"\\u{ord(letter):04x}" for letter in "hunter2-not-real"),
        base64.urlsafe_b64encode(b"user:hunter2-not-real").decode(),
    ],
)
def test_a_secret_is_found_in_every_coding(text: str) -> None:
    """Nothing of it is left."""
    words = Words(("hunter2-not-real",))

    assert words.found_in(text)
    assert not words.found_in(words.removed(text))


@pytest.mark.parametrize("number", ["4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111"])
def test_a_number_is_found_however_it_is_grouped(number: str) -> None:
    """A text in which it is part of a longer one is emptied: bytes do not tell where a number ends."""
    words = Words(("4111 1111 1111 1111",))

    assert words.removed(f"card {number}.") == f"card {FILL}."
    assert words.removed("94111111111111111") == ""
    assert words.removed("4111 1111 2222 3333") == "4111 1111 2222 3333"


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("café", "to the cafe\u0301 now"),
        ("cafe\u0301", "to the CAFÉ now"),
        ("Müller", "mu\u0308ller"),
        ("o'brien", "Mr O’Brien"),
        ("\u212bngstrom", "\u212bngstrom"),
        ("שלום עולם", "אמר שלום\nעולם!"),
        ("🙂🙃🙂🙃", "x🙂🙃🙂🙃y"),
    ],
)
def test_accents_are_found_in_letters_and_behind_them(word: str, text: str) -> None:
    """Systems write the names of files and titles both ways; so they do apostrophes, and breaks of lines."""
    assert FILL in Words((word,)).removed(text)
    assert Words((word,)).found_in(text.upper())
