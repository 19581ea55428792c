"""Words are found in any case, with look-alikes and spaces, and in the codings in which they travel."""

import base64
import json
import quopri
from html import escape
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


_SAID = 'p&ss<w0rd>"é{x}'
_WIDE = _SAID.encode("utf-16-le")


@pytest.mark.parametrize(
    "text",
    [
        f"<td>{escape(_SAID)}</td>",
        "".join(f"&#{ord(letter)};" for letter in _SAID),
        f"<b>{escape(_SAID[:5])}</b><span style='x'>{escape(_SAID[5:])}</span>",
        r"{\rtf1 {\b p&ss}<w0rd>\"\'e9\{x\}\par}",
        r"\u112?\u38?\u115?\u115?<w0rd>\"\u233?\{x\}",
        "".join(f"%{byte:02x}" for byte in _SAID.encode()),
        quote(quote(_SAID, safe=""), safe=""),
        quopri.encodestring(_SAID.encode()).decode(),
        json.dumps({"body": json.dumps({"a": _SAID})}),
        "".join(f"\\x{byte:02x}" for byte in _SAID.encode()),
        "".join(f"\\u{{{ord(letter):x}}}" for letter in _SAID),
        " ".join(f"{byte:02x}" for byte in _SAID.encode()),
        ", ".join(f"0x{byte:02X}" for byte in _WIDE),
        _WIDE.hex(),
        base64.encodebytes(b"x" * 50 + _SAID.encode() + b"y" * 60).decode(),
        base64.b64encode(_SAID.upper().encode()).decode(),
        base64.b64encode(_WIDE).decode(),
        base64.b64encode(base64.b64encode(f"user:{_SAID}".encode())).decode(),
    ],
)
def test_a_secret_is_found_in_what_pages_mail_and_programs_make_of_it(text: str) -> None:
    """A page on the clipboard, rich text, an address, a dump of bytes; one within another."""
    words = Words((_SAID,))

    assert words.found_in(f"before {text} after")
    assert not words.found_in(words.removed(f"before {text} after"))
    assert not Words(("p&ss<w0rk>",)).found_in(text)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("hunter2-not-real", "ｈｕｎｔｅｒ２－ｎｏｔ－ｒｅａｌ"),
        ("hunter2-not-real", "\u200b".join("hunter2-not-real")),
        ("hunter2", "\u202ahunter\u200e2\ufeff"),
        ("hunter2", "hun\u00adter2"),
        ("ｈｕｎｔｅｒ２", "hunter2"),
        ("4111111111111111", "４１１１ １１１１ １１１１ １１１１"),
        ("4111111111111111", "4111.1111.1111.1111"),
        ("DE89370400440532013000", "DE89 3704 0044 0532 0130 00"),
        ("DE89 3704 0044 0532 0130 00", "DE89-3704-0044-0532-0130-00"),
        ("correcthorse", "correct-\nhorse"),
    ],
)
def test_a_word_is_found_however_wide_and_with_whatever_between_its_letters(word: str, text: str) -> None:
    """Pages put places for hyphens and marks of direction into words, and forms put spaces into numbers."""
    words = Words((word,))

    assert words.removed(f"it is {text}, then") in {
        f"it is {FILL}, then",
        "it is \u202a[redacted]\ufeff, then",
    }
    assert words.found_in(text)


def test_a_short_word_is_not_put_together_of_others() -> None:
    """What is parted by spaces is one word only where that is no chance; a number only where it ends."""
    assert not Words(("into",)).found_in("in to it")
    assert not Words(("2345678901",)).found_in("12.34567.8901")
    assert Words(("2345678901",)).found_in("1, 2.34567.8901")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("hunter2-not… - Mail", f"{FILL}… - Mail"),
        ("see hunter2-not-re... and", f"see {FILL}... and"),
        ("…ter2-not-real", f"…{FILL}"),
        ("Re: ...ter2-NOT-real?", f"Re: ...{FILL}?"),
        ("hunter… - Mail", "hunter… - Mail"),
        ("hunter2-not-so… real", "hunter2-not-so… real"),
        ("hunter2-not", "hunter2-not"),
    ],
)
def test_a_word_that_a_title_cuts_off_is_found_where_enough_is_left(text: str, left: str) -> None:
    """Three fifths of it, and eight characters: of fewer nobody knows of which word they are."""
    assert Words(("hunter2-not-real",)).removed(text) == left


@pytest.mark.parametrize(
    ("word", "text", "left"),
    [
        ("Anna Maria Berg", "to Anna\nMaria\n\n  Berg, now", "to #, now"),
        ("Anna Maria Berg", "> to Anna\n> Maria\n>> Berg\n> now", "> to #\n> now"),
        ("Trapp-Berg", "von Trapp-\n  Berg!", "von #!"),
        ("Lindenquist", "to Lin-\nden-\nquist.", "to #."),
        ("https://example.org/mine", "see https://exam\nple.org/mi\nne", "see #"),
        ("huber", "dear Hu-\nber,", "dear #,"),
        ("test", "two websites\nthere", "two websites\nthere"),
        ("4111 1111 1111 1111", "4111 1111\n1111\n1111", "#"),
    ],
)
def test_a_word_is_found_however_many_lines_it_goes_over(word: str, text: str, left: str) -> None:
    """Broken between its parts, at a hyphen, in a quotation, and where a line of a terminal is full."""
    assert Words((word,)).removed(text) == left.replace("#", FILL)
    assert Words((word,)).found_in(text) == (text != left)


def test_many_breaks_of_lines_take_no_longer_than_their_number() -> None:
    """Recorded text is hostile: a word that could begin at each of them is still looked for."""
    text = "Anna" + "\n" * 200_000 + " " * 200_000 + "a\n" + "> " * 100_000 + "\nAnn-" * 50_000

    assert Words(("Anna Maria",)).spans(text) == []
