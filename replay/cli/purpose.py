"""What a recording is handed on for, held against the recorded person's consent."""

import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from formats.model.header import Consent
from formats.model.recording import Recording
from replay.cli.allowed import counted_day
from replay.core.safe_text import visible

Function = TypeVar("Function", bound=Callable[..., Any])


def purpose_option(function: Function) -> Function:
    """Add `--purpose`, passed as `purpose`."""
    return click.option(
        "--purpose", default="", metavar="WORDS", help="What it is for, as the consent says it."
    )(function)


def check_purpose(recording: Recording, purpose: str) -> str:
    """Refuse, as wrong use, what the recorded person did not agree to, or does not any more.

    Args:
        recording: What is handed on.
        purpose: What for; "" asks for it on a terminal.

    Returns:
        The purpose that was stated, "" where nobody did and no consent is known to ask for one.
    """
    from replay.privacy.consent import refusal

    consent = recording.header.consent
    stated = purpose.strip() or asked_purpose(consent)
    day, doubt = counted_day()
    why = refusal(consent, stated, day)
    if why:
        raise click.UsageError(f"it is not handed on: {visible(why)}{doubt}")
    return stated


def asked_purpose(consent: Consent | None) -> str:
    """Ask on a terminal what a recording is for; "" where there is none, or nobody answers."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return ""
    covers = visible(", ".join(consent.purposes)) if consent is not None else ""
    words = (
        f"What is it for? The consent covers: {covers}" if covers else "What is it for? Enter leaves it open"
    )
    found: str = click.prompt(words, default="", show_default=False, err=True)
    return found.strip()
