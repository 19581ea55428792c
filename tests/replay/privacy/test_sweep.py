"""The sweep: a secret of one place is found in every other, whatever case, look-alikes and separators."""

import base64
import json
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replay.privacy.finding import ChannelText, Secret
from replay.privacy.sweep import sweep
from tests.replay.privacy.typing import found, typist

_ALIKE = str.maketrans("oO0lI1", "0oO1lI")


def title(text: str) -> ChannelText:
    return ChannelText("title", "s1.title", text, 5, 9)


@given(
    st.from_regex(r"[A-Za-z0-9]{8,24}", fullmatch=True),
    st.text("abc xyz\n", max_size=20),
    st.text("abc xyz", max_size=20),
)
def test_look_alikes_and_case_do_not_hide_a_secret(secret: str, before: str, after: str) -> None:
    """O and 0, l and I and 1, upper and lower case: what OCR and people take for each other."""
    seen = secret.swapcase().translate(_ALIKE)
    text = f"{before} {seen} {after}"

    places = [(each.start, each.stop) for each in sweep([title(text)], [Secret(secret, "password")])]

    assert (len(before) + 1, len(before) + 1 + len(seen)) in places


def test_separators_do_not_hide_a_number() -> None:
    """A card in groups is the card without."""
    (finding,) = sweep(
        [title("paid by 4111-1111-1111-1111!")], [Secret("4111111111111111", "card", "critical")]
    )

    assert (finding.text, finding.category, finding.severity) == ("4111-1111-1111-1111", "card", "critical")
    assert (finding.start_ns, finding.end_ns, finding.rule) == (5, 9, "sweep")


def test_a_short_secret_must_stand_alone() -> None:
    """Else it would be found in every second word; and a number is no part of a longer one."""
    assert not sweep([title("the catalogue")], [Secret("cata", "password")])
    assert not sweep([title("9412345678")], [Secret("412345678", "phone")])
    assert len(sweep([title("a cata b")], [Secret("cata", "password")])) == 1


def test_a_password_is_found_where_nothing_else_tells_it() -> None:
    """Typed into the wrong window, copied, and in a title."""
    ann = typist()
    ann.window("slack", "general - Slack")
    ann.click()
    ann.type("butterfly9")
    ann.key("Enter")
    ann.window("firefox", "Sign in - Contoso")
    ann.click()
    ann.type("ann")
    ann.key("Tab")
    ann.type("butterfly9")
    ann.key("Enter")
    ann.copy("Butterfly9")
    ann.window("firefox", "BUTTERFLY9 - search")

    channels = sorted(finding.channel for finding in found(ann.recording(), "password"))

    assert channels == ["clipboard", "title", "typed", "typed"]


_CODINGS: dict[str, Callable[[str], str]] = {
    "base64": lambda words: base64.b64encode(words.encode()).decode(),
    "base64, moved": lambda words: base64.b64encode(f"token={words}&".encode()).decode(),
    "base64 for URLs": lambda words: base64.urlsafe_b64encode(f"x{words}".encode()).decode(),
    "hexadecimal": lambda words: f"00{words.encode().hex()}00".upper(),
    "URL": lambda words: quote(words, safe=""),
    "URL, form": quote_plus,
    "JSON": lambda words: "".join(f"\\u{ord(letter):04x}" for letter in words),
    "backwards": lambda words: words[::-1],
}


@pytest.mark.parametrize("coding", _CODINGS)
def test_a_coding_does_not_hide_a_secret(coding: str) -> None:
    """It is told as the whole token in which it lies: its edges hold bits of the secret, too."""
    coded = _CODINGS[coding]("zebra/Haus 19?ü")
    text = json.dumps({"auth": coded, "of": "nobody"}, ensure_ascii=False).replace("\\\\", "\\")

    (finding,) = sweep(
        [ChannelText("marker", "s1.payload", text, 5, 9)], [Secret("zebra/Haus 19?ü", "password")]
    )

    assert finding.text == coded
    assert finding.text == text[finding.start : finding.stop]


def test_other_tokens_say_nothing_of_a_secret() -> None:
    """Of base64 the case matters."""
    coded = base64.b64encode(b"tr0ub4dor.zebra").decode()

    assert not sweep([title(coded.swapcase())], [Secret("tr0ub4dor.zebra", "password")])
