"""What a recording is handed on for, held against the recorded person's consent."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import click

from formats.model.header import Consent
from formats.model.recording import Recording
from replay.cli.reading.allowed import counted_day
from replay.cli.reading.policy_source import policy_in_force
from replay.cli.reading.store_source import settings_in_force
from replay.cli.telling.progress import clear_line
from replay.core.safe_text import visible
from replay.store.settings import LONGEST_PURPOSE

Function = TypeVar("Function", bound=Callable[..., Any])

NOT_STATED = "not stated"
"""What stands where a purpose would: in the audit, in lists and in reports."""


_NAME_IT = (
    ". Where it is known what was agreed to, `replay import FILE -o NEW --purpose WORDS` writes it down; a "
    'policy with unnamed_consent = "allowed" lets all such pass'
)


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a recording is handed on for."""

    words: str = ""
    """As the consent says it, where there is one; "" where nobody stated any."""
    is_set: bool = False
    """Whether the settings say so, and not whoever hands it on."""
    is_unnamed: bool = False
    """Whether there is a consent that names no purpose, and the policy says that it covers any."""

    @property
    def told(self) -> str:
        """The purpose, or that there is none."""
        return self.words or NOT_STATED

    @property
    def note(self) -> str:
        """What follows the line that says what was written; to be made visible."""
        held = "; the consent names no purpose, which your policy allows" if self.is_unnamed else ""
        if not self.words:
            return f"; nobody said what for: it is noted as {NOT_STATED} (--purpose says it){held}"
        return f"; for {self.words}{', as your settings say' if self.is_set else ''}{held}"


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
    from replay.privacy.consent import names_none, refusal

    consent, policy = recording.header.consent, policy_in_force(policy_path)
    unnamed = names_none(consent)
    day, doubt = counted_day()
    # Before anybody is asked what for: no answer would do.
    if unnamed and not (policy.unnamed_consent or refusal(consent, "", day, unnamed=True)):
        raise click.UsageError(f"it is not handed on: {visible(refusal(consent, '', day))}{_NAME_IT}")
    stated = _stated(purpose.strip(), consent)
    if why := refusal(consent, stated.words, day, unnamed=policy.unnamed_consent):
        whose = ", which your settings name" if stated.is_set and stated.words in why else ""
        raise click.UsageError(f"it is not handed on: {visible(why)}{whose}{doubt}")
    if not stated.words and policy.purpose_required:
        raise click.UsageError(
            "it is not handed on: the policy requires a purpose: state one with --purpose, or set `purpose` "
            "in the settings"
        )
    return replace(stated, is_unnamed=unnamed)


def _stated(purpose: str, consent: Consent | None) -> Purpose:
    if why := no_purpose(purpose):
        raise click.BadParameter(why, param_hint="--purpose")
    if purpose:
        return Purpose(purpose)
    if known := settings_in_force().purpose.strip():
        return Purpose(known, is_set=True)
    return Purpose(asked_purpose(consent))


def no_purpose(words: str) -> str:
    """Say why words cannot be a purpose, which stands in lists and headers; "" where they can."""
    if words.isprintable() and len(words) <= LONGEST_PURPOSE:
        return ""
    return f"a purpose is words in one line, at most {LONGEST_PURPOSE} characters"


def asked_purpose(consent: Consent | None) -> str:
    """Ask on a terminal what a recording is for, until somebody says it; "" where there is no terminal."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return ""
    covers = visible(", ".join(consent.purposes)) if consent is not None else ""
    words = f"{f'The consent covers: {covers}. ' if covers else ''}What is it for?"
    clear_line()
    while True:
        found = str(click.prompt(words, prompt_suffix=" ", err=True)).strip()
        why = no_purpose(found)
        if found and not why:
            return found
        if why:
            click.echo(f"replay: {why}", err=True)
