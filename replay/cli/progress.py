"""How far a long command is, on stderr."""

import sys
from typing import Self

import click

_WIDTH = 40


class ProgressBar:
    """A bar on stderr where that is a terminal, else nothing; gone when its `with` ends."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._drawn = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._drawn >= 0:
            click.echo("\r\x1b[K", nl=False, err=True)

    def update(self, done: int, total: int) -> None:
        """Draw `done` of `total`; called often, so that only a new per cent is written."""
        percent = 100 * done // max(total, 1)
        if self._shown and percent != self._drawn:
            self._drawn = percent
            bar = "#" * (percent * _WIDTH // 100)
            click.echo(f"\r{bar:<{_WIDTH}} {percent:3d} %", nl=False, err=True)
