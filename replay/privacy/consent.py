"""What the recorded person agreed to, held against what is to be done with a recording."""

import datetime as dt
from collections.abc import Sequence

from formats.model.header import Consent


def refusal(consent: Consent | None, purpose: str, today: dt.date) -> str:
    """Return why a recording must not be handed on, "" where nothing is against it.

    Args:
        consent: Of the recording's header; where none was recorded nothing is known to be against it.
        purpose: What it is to be used for; "" where nobody says.
        today: The day on which it is handed on.
    """
    if consent is None:
        return ""
    if consent.withdrawn:
        return "the recorded person withdrew the consent"
    return _ended(consent.until, today) or _uncovered(consent.purposes, purpose.strip())


def _ended(until: str | None, today: dt.date) -> str:
    if until is None:
        return ""
    try:
        last = dt.date.fromisoformat(until[:10])
    except ValueError:
        return f"the consent ends on a day that cannot be read: {until!r:.40}"
    return f"the consent ended on {last.isoformat()}" if today > last else ""


def _uncovered(purposes: Sequence[str], purpose: str) -> str:
    covers = ", ".join(purposes)
    if not purposes or purpose.casefold() in {each.strip().casefold() for each in purposes}:
        return ""
    if not purpose:
        return f"the consent is for {covers}, and no purpose was stated"
    return f"the consent is for {covers}, and not for {purpose}"
