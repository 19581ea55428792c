"""What a recording is handed on for, held against the recorded person's consent."""

import datetime as dt
from collections.abc import Callable
from typing import Any, TypeVar

import click

from formats.model.recording import Recording
from replay.core.safe_text import visible

Function = TypeVar("Function", bound=Callable[..., Any])


def purpose_option(function: Function) -> Function:
    """Add `--purpose`, passed as `purpose`."""
    return click.option(
        "--purpose", default="", metavar="WORDS", help="What it is for, as the consent says it."
    )(function)


def check_purpose(recording: Recording, purpose: str) -> None:
    """Refuse, as wrong use, what the recorded person did not agree to, or does not any more."""
    from replay.privacy.consent import refusal

    why = refusal(recording.header.consent, purpose, dt.datetime.now(dt.UTC).date())
    if why:
        raise click.UsageError(f"it is not handed on: {visible(why)}")
