"""Waiting until nobody presses keys: what nobody has asked for must not slow down what somebody does."""

import time
from collections.abc import Callable

CALM_S = 0.25
"""How long no key is pressed where all is calm."""
_LOOK_S = 0.02


class Calm:
    """Knows when a key was last pressed; one thread tells, others wait."""

    def __init__(self) -> None:
        self._disturbed_at = -CALM_S

    def disturb(self) -> None:
        """Say that a key was pressed."""
        self._disturbed_at = time.monotonic()

    @property
    def is_calm(self) -> bool:
        """Whether no key was pressed for a while."""
        return time.monotonic() - self._disturbed_at >= CALM_S

    def wait(self, is_stopped: Callable[[], bool]) -> bool:
        """Wait for calm, or until `is_stopped`, and return which of the two came: True for the latter."""
        while not is_stopped() and not self.is_calm:
            time.sleep(_LOOK_S)
        return is_stopped()
