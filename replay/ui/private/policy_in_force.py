"""The policy that the settings name, and what it says of findings; for a thread: files are read."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from formats.errors import FormatError
from replay.privacy.errors import PolicyError
from replay.privacy.finding import Finding
from replay.privacy.policy import DEFAULT_POLICY, Policy
from replay.privacy.policy_file import read_policy
from replay.store.settings import SettingsError, load_settings


def policy_in_force() -> Policy:
    """Return the policy that the settings name, else that which holds without one.

    Raises:
        FormatError: It cannot be read, or is wrong.
    """
    try:
        named = load_settings().policy
        return read_policy(Path(named).expanduser()) if named else DEFAULT_POLICY
    except (PolicyError, SettingsError) as error:
        raise FormatError(str(error)) from error


def needing_two(findings: Iterable[Finding], policy: Policy) -> tuple[Finding, ...]:
    """Return findings with whether two people must say the same of each."""
    return tuple(
        replace(each, needs_second=policy.needs_two(each.category, each.severity)) for each in findings
    )
