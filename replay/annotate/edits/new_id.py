"""The id of a new annotation: random, so that people who never met give none twice."""

import uuid
from collections.abc import Callable

NewId = Callable[[], str]


def new_id() -> str:
    """Return an id that nobody else will ever give: 32 hexadecimal digits."""
    return uuid.uuid4().hex
