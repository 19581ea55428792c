"""How long work tells how far it is."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called now and then with the parts done and all parts."""


def silent(_done: int, _total: int) -> None:
    """Say nothing."""
