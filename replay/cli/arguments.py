"""The arguments that several commands share; reading nothing, so that a command can be quick to start."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

PATH = click.Path(path_type=Path, readable=False)
"""A path that click does not look at: who reads it says more, and ends with exit status 3 and not 2."""

_IDENTITY = "replay.identity"
Function = TypeVar("Function", bound=Callable[..., Any])


def file_argument(function: Function) -> Function:
    """Add the argument FILE, passed as `path`, and `--identity` for one that is sealed."""
    return click.argument("path", metavar="FILE", type=PATH)(identity_option(function))


def check_no_secret(value: str, option: str) -> None:
    """Refuse, without repeating it, a secret that stands where a file or a recipient is meant."""
    if value.strip().upper().startswith("AGE-SECRET-KEY-"):
        raise click.UsageError(
            f"{option}: this is the secret itself, which the list of processes and the shell's history now "
            "show: take another identity, and name the file that holds it"
        )


def identity_option(function: Function) -> Function:
    """Add `--identity`, which `named_identity` returns."""
    return click.option(
        "--identity",
        type=PATH,
        metavar="I",
        expose_value=False,
        callback=_keep_identity,
        help="The identity file that opens a sealed recording.",
    )(function)


def named_identity() -> Path | None:
    """Return what `--identity` names, None where it was not given."""
    context = click.get_current_context(silent=True)
    found: Path | None = None if context is None else context.find_root().meta.get(_IDENTITY)
    return found


def _keep_identity(context: click.Context, _parameter: click.Parameter, value: Path | None) -> None:
    if value is not None:
        check_no_secret(str(value), "--identity")
        context.find_root().meta[_IDENTITY] = value


def json_option(function: Function) -> Function:
    """Add `--json`, passed as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print for programs.")(function)


def span_options(function: Function) -> Function:
    """Add `--from` and `--to`, passed as `start` and `end`."""
    function = click.option("--to", "end", metavar="T", help="Up to this time, itself left out.")(function)
    return click.option(
        "--from", "start", metavar="T", help="From this time on: HH:MM:SS.mmm, seconds, or #frame."
    )(function)


def uncorrected_option(function: Function) -> Function:
    """Add `--uncorrected`, passed as `uncorrected`, to a command that has a store already."""
    return click.option(
        "--uncorrected",
        is_flag=True,
        help="Leave the times of frames as recorded: see `replay align --apply`.",
    )(function)
