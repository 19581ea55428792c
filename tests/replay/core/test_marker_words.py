"""Markers in a few words."""

import json

import pytest

from replay.core.marker_words import marker_words


def test_what_was_said_follows_the_name() -> None:
    """On one line."""
    payload = json.dumps({"text": "The title\nis empty."})

    assert marker_words("thought", payload) == "thought: The title is empty."


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "{}",
        '{"role": "button"}',
        '{"text": 5}',
        '{"text": "cut',
        '{"text": "a"} and more',
        json.dumps({"text": "x" * 70_000}),
    ],
)
def test_a_marker_that_says_nothing_is_its_name(payload: str) -> None:
    """Also where its payload is broken, or too long to look into."""
    assert marker_words("Start", payload) == "Start"
