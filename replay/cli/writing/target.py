"""The file that a command writes: never its own source, and never in place of what was not meant."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])
_ENDINGS = (signal.SIGTERM, signal.SIGHUP)


def target_options(
    function: Function, *, required: bool = True, what: str = "The .replay file to write."
) -> Function:
    """Add `-o OUT` and `--force`, passed as `out` and `force`; `out` may be None where it is not required."""
    function = click.option("--force", is_flag=True, help="Replace OUT where it exists.")(function)
    return click.option(
        "-o",
        "--out",
        required=required,
        type=click.Path(path_type=Path),
        metavar="OUT",
        help=what,
    )(function)


def check_target(out: Path, *sources: Path, force: bool) -> None:
    """Refuse, as wrong use, an OUT that cannot be meant.

    Args:
        out: What is to be written, or replaced.
        sources: Paths that are read, or written as well; OUT may be none of them, nor a file in a folder that
            is one, by no name and not with `--force`.
        force: Whether an existing file may be replaced.
    """
    if _real(out) in {_real(source) for source in sources if not source.exists()}:
        raise click.UsageError(f"{out} is to hold something else already; name another file")
    if not out.exists():
        if not out.parent.is_dir():
            raise click.UsageError(f"{out}: there is no folder {out.parent}")
        return
    for source in sources:
        if source.exists() and out.samefile(source):
            raise click.UsageError(f"{out} is {source} itself, which is only read; name another file")
        if source.is_dir() and _real(out).is_relative_to(_real(source)):
            raise click.UsageError(f"{out} is a file of {source}, which is only read; name another file")
    if not out.is_file():
        raise click.UsageError(f"{out} is {'a folder' if out.is_dir() else 'no file'}; name a file to write")
    if not force:
        raise click.UsageError(f"{out} exists; --force replaces it")


def _real(path: Path) -> Path:
    # Path.resolve raises for a link in a circle.
    return Path(os.path.realpath(path))


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """Make files for their owner alone, and let what goes wrong with that speak of OUT.

    Not of nothing, nor of the name under which it grows.

    A closed terminal and `kill` interrupt as Ctrl-C does: they leave no half file either.

    Raises:
        OSError: One was raised inside.
    """
    # What is written holds what people typed, whatever its format.
    before = os.umask(0o077)
    try:
        with _ended_by_exception():
            yield
    except OSError as error:
        if error.filename is not None and not os.fsdecode(error.filename).startswith(str(out)):
            raise
        raise OSError(error.errno, error.strerror, str(out)) from error
    finally:
        os.umask(before)


@contextmanager
def _ended_by_exception() -> Iterator[None]:
    """Let signals that would end the program at once raise KeyboardInterrupt instead."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    # One that is ignored stays so: `nohup` ignores SIGHUP.
    numbers = [number for number in _ENDINGS if signal.getsignal(number) is signal.SIG_DFL]
    for number in numbers:
        signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number in numbers:
            signal.signal(number, signal.SIG_DFL)
