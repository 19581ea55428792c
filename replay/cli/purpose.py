"""What a recording is handed on for, held against the recorded person's consent."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from formats.model.header import Consent
from formats.model.recording import Recording
from replay.cli.allowed import counted_day
from replay.cli.policy_source import policy_in_force
from replay.cli.store_source import settings_in_force
from replay.core.safe_text import visible
from replay.store.settings import LONGEST_PURPOSE

Function = TypeVar("Function", bound=Callable[..., Any])

NOT_STATED = "not stated"
"""What stands where a purpose would: in the audit, in lists and in reports."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a recording is handed on for."""

    words: str = ""
    """As the consent says it, where there is one; "" where nobody stated any."""
    is_set: bool = False
    """Whether the settings say so, and not whoever hands it on."""

    @property
    def told(self) -> str:
        """The purpose, or that there is none."""
        return self.words or NOT_STATED

    @property
    def note(self) -> str:
        """What follows the line that says what was written; to be made visible."""
        if not self.words:
            return "; no purpose was stated (--purpose)"
        return f"; for {self.words}{', as your settings say' if self.is_set else ''}"


def purpose_option(function: Function) -> Function:
    """Add `--purpose`, passed as `purpose`."""
    return click.option(
        "--purpose",
        default="",
        metavar="WORDS",
        help="What it is for, as the consent says it; else `purpose` of the settings.",
    )(function)


def check_purpose(recording: Recording, purpose: str, policy_path: Path | None = None) -> Purpose:
    """Refuse, as wrong use, what the recorded person did not agree to, or does not any more.

    Args:
        recording: What is handed on.
        purpose: What for; "" takes the purpose of the settings, or asks for it on a terminal.
        policy_path: The policy that was named, None for the one in the settings: it may require a purpose.
    """
    from replay.privacy.consent import refusal

    consent = recording.header.consent
    required = policy_in_force(policy_path).purpose_required
    stated = _stated(purpose.strip(), consent, required=required)
    day, doubt = counted_day()
    why = refusal(consent, stated.words, day)
    if why:
        whose = ", which your settings name" if stated.is_set and stated.words in why else ""
        raise click.UsageError(f"it is not handed on: {visible(why)}{whose}{doubt}")
    if not stated.words and required:
        raise click.UsageError(
            "it is not handed on: the policy requires a purpose: state one with --purpose, or set `purpose` "
            "in the settings"
        )
    return stated


def _stated(purpose: str, consent: Consent | None, *, required: bool) -> Purpose:
    if not purpose.isprintable() or len(purpose) > LONGEST_PURPOSE:
        raise click.BadParameter(
            f"a purpose is words in one line, at most {LONGEST_PURPOSE} characters", param_hint="--purpose"
        )
    if purpose:
        return Purpose(purpose)
    if known := settings_in_force().purpose.strip():
        return Purpose(known, is_set=True)
    return Purpose(asked_purpose(consent, required=required))


def asked_purpose(consent: Consent | None, *, required: bool = False) -> str:
    """Ask on a terminal what a recording is for; "" where there is none, or nobody answers."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return ""
    covers = visible(", ".join(consent.purposes)) if consent is not None else ""
    ends = "The policy requires a purpose" if required else "Enter leaves it open"
    words = f"What is it for? {f'The consent covers: {covers}' if covers else ends}"
    found: str = click.prompt(words, default="", show_default=False, err=True)
    return found.strip()
