"""The policy that a command searches by: the one named, else the one in the settings, else the default."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from replay.cli.arguments import PATH
from replay.cli.reading.store_source import settings_in_force
from replay.privacy.errors import PolicyError
from replay.privacy.policy import DEFAULT_POLICY, Policy
from replay.privacy.policy_file import read_policy

Function = TypeVar("Function", bound=Callable[..., Any])


def policy_option(function: Function) -> Function:
    """Add `--policy`, passed as `policy_path`."""
    return click.option(
        "--policy",
        "policy_path",
        type=PATH,
        metavar="P.toml",
        help="Rules, allow lists, severities, what two people must agree on; else as the settings say.",
    )(function)


def policy_in_force(path: Path | None) -> Policy:
    """Read the policy; a mistake in it is wrong use.

    Raises:
        FormatError: The file cannot be read.
    """
    named = path or (Path(told).expanduser() if (told := settings_in_force().policy) else None)
    if named is None:
        return DEFAULT_POLICY
    try:
        return read_policy(named)
    except PolicyError as error:
        raise click.UsageError(str(error)) from error
