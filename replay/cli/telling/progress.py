"""How far a long command is, on stderr."""

import sys
import time
from typing import Self

import click

_WIDTH, _NARROW = 40, 20
_EVERY_S = 0.05
_MANY = 1_000
"""Of so many a hundredth is long to wait for: they are counted, and it is said how long they take."""
_COUNT_EVERY_S = 0.5
_KNOWN_S = 5.0
"""So long a part has gone on before it is said how long the rest takes."""


class ProgressBar:
    """A bar on stderr where that is a terminal, else nothing; gone when its `with` ends."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._drawn = False
        self._last = ("", -1)
        self._next_s = 0.0
        self._began = ("", 0.0, 0)
        """The part that goes on, when it began, and how much of it was done then."""

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
        if what != self._began[0]:
            self._began = (what, now_s, done)
        percent = 100 * min(done, total) // total if total > 0 else -1
        is_counted = total >= _MANY
        shown = (what, done if is_counted else percent)
        if not self._shown or now_s < self._next_s or shown == self._last:
            return
        self._next_s = now_s + (_COUNT_EVERY_S if is_counted else _EVERY_S)
        self._last, self._drawn = shown, True
        if percent < 0:
            line = f"{what} {done:,}"
        else:
            width = _NARROW if is_counted else _WIDTH
            line = f"{what:<12} {'#' * (percent * width // 100):<{width}} {percent:3d} %"
            if is_counted:
                line = f"{line}  {done:,} of {total:,}{self._left(now_s, done, total)}"
        click.echo(f"\r\x1b[K{line}", nl=False, err=True)

    def _left(self, now_s: float, done: int, total: int) -> str:
        """Say how long the rest of a part takes, if it goes on as until now."""
        _, began_s, before = self._began
        if now_s - began_s < _KNOWN_S or not before < done < total:
            return ""
        left_s = (now_s - began_s) * (total - done) / (done - before)
        return f", {about(left_s)} left"


def about(seconds: float) -> str:
    """Write a time as people say it of what lies ahead: "40 s", "12 min", "2 h 10 min"."""
    if seconds < 90:
        return f"{max(round(seconds), 1)} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"


def clear_line() -> None:
    """Empty the line of a terminal on stderr, where a bar may stand that is drawn on later."""
    click.echo("\r\x1b[K", nl=False, err=True)
