"""The arguments that several commands share; reading nothing, so that a command can be quick to start."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

PATH = click.Path(path_type=Path, readable=False)
"""A path that click does not look at: who reads it says more, and ends with exit status 3 and not 2."""

Function = TypeVar("Function", bound=Callable[..., Any])


def file_argument(function: Function) -> Function:
    """Add the argument FILE, passed as `path`."""
    return click.argument("path", metavar="FILE", type=PATH)(function)


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
