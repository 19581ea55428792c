"""A policy's text: what is wrong in it is told with its place, in one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replay.privacy.errors import PolicyError
from replay.privacy.policy_text import parse_policy


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("name = ", "no TOML"),
        ('name = "p"', "version"),
        ("version = 1\nof = []", "of: there is no such key"),
        ('version = 1\n[severities]\nemail = "bad"', "severities.email"),
        ('version = 1\n[severities]\ne-mail = "low"', "severities.e-mail"),
        ("version = 1\nminimum_confidence = 2", "minimum_confidence"),
        ("version = 1\n[[allow]]\ntext = 'a'\npattern = 'a'", "allow[1]"),
        ("version = 1\n[[allow]]\npattern = '('", "allow[1].pattern"),
        ("version = 1\n[[allow]]\ntext = 'a'\ncategory = 'x'", "allow[1].category"),
        ("version = true", "version"),
        ("version = 1\nallow = 3", "allow"),
        ("version = 1\nexport = 3", "export"),
        ("version = 1\n[export]\npurpose = true", "export.purpose"),
        ("version = 1\n[export]\nunnamed_consent = true", "export.unnamed_consent"),
        ("version = 1\n[export]\nreason = ''", "export.reason"),
    ],
)
def test_a_fault_is_named_with_its_place(text: str, place: str) -> None:
    """A policy with a mistake is none."""
    with pytest.raises(PolicyError) as told:
        parse_policy(text)

    assert place in str(told.value)
    assert str(told.value).isprintable()


@given(st.text(max_size=200))
def test_any_text_is_a_policy_or_a_clear_error(text: str) -> None:
    """Nothing else happens, whatever it is."""
    try:
        parse_policy(text)
    except PolicyError as error:
        assert str(error)  # noqa: PT017 - either is fine
