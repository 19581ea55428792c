"""Markers in a few words: their name, and what was said."""

import json

_SAYS = '{"text": "'
_LONGEST = 1 << 16
"""Longest payload that is looked into for one row of a list."""


def marker_words(name: str, payload: str) -> str:
    """Describe a marker: `thought: The title is empty`, its name alone where its payload holds no text.

    Args:
        name: As recorded.
        payload: JSON or empty; recorded text stands in the words as it is.
    """
    if not payload.startswith(_SAYS) or len(payload) > _LONGEST:
        return name
    try:
        said = json.loads(payload)["text"]
    except (ValueError, RecursionError):
        return name
    return f"{name}: {' '.join(said.split())}"
