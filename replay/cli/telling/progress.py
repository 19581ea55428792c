"""How far a long command is, on stderr."""

import sys
import time
from typing import Self

import click

_WIDTH = 40
_EVERY_S = 0.05


class ProgressBar:
    """A bar on stderr where that is a terminal, else nothing; gone when its `with` ends."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._drawn = False
        self._last = ("", -1)
        self._next_s = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._drawn:
            clear_line()

    def stage(self, what: str, done: int, total: int) -> None:
        """Draw how far a part is; called often, so that little of it is written.

        Args:
            what: The part, in a word or two.
            done: How much of it is done.
            total: How much there is; 0 where that is unknown.
        """
        now_s = time.monotonic()
        percent = 100 * min(done, total) // total if total > 0 else -1
        if not self._shown or now_s < self._next_s or (what, percent) == self._last:
            return
        self._next_s, self._last, self._drawn = now_s + _EVERY_S, (what, percent), True
        if percent < 0:
            line = f"{what} {done:,}"
        else:
            line = f"{what:<12} {'#' * (percent * _WIDTH // 100):<{_WIDTH}} {percent:3d} %"
        click.echo(f"\r\x1b[K{line}", nl=False, err=True)


def clear_line() -> None:
    """Empty the line of a terminal on stderr, where a bar may stand that is drawn on later."""
    click.echo("\r\x1b[K", nl=False, err=True)
