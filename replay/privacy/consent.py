"""What the recorded person agreed to, held against what is to be done with a recording."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from formats.model.header import Consent

WITHDRAWN = "the recorded person withdrew the consent"


def refusal(consent: Consent | None, purpose: str, today: dt.date, *, unnamed: bool = False) -> str:
    """Return why a recording must not be handed on, "" where nothing is against it.

    Args:
        consent: Of the recording's header; where none was recorded nothing is known to be against it.
        purpose: What it is to be used for; "" where nobody says.
        today: The day on which it is handed on.
        unnamed: Whether a consent that names no purpose covers any.
    """
    if consent is None:
        return ""
    return (
        opening_refusal(consent, today)
        or _past(consent.until, today, "the consent ended on", "the consent ends on")
        or ("" if unnamed or not names_none(consent) else _unnamed(consent))
        or _uncovered(consent.purposes, purpose.strip())
    )


def names_none(consent: Consent | None) -> bool:
    """Say whether somebody agreed to something, and the consent does not say to what.

    Nobody agrees to everything by naming nothing. A last day to keep a recording is no agreement.
    """
    if consent is None or consent.purposes:
        return False
    return bool(consent.person or consent.until or consent.given_utc_ns is not None)


def opening_refusal(consent: Consent | None, today: dt.date) -> str:
    """Return why a recording must not be looked at any more, "" where nothing is against it.

    Not for the recorded person, whose right to see what there is does not end while there is something.
    """
    if consent is None:
        return ""
    if consent.withdrawn:
        return WITHDRAWN
    return _past(consent.retain_until, today, "it was to be deleted after", "it is to be deleted after")


def opening_warning(consent: Consent | None, today: dt.date) -> str:
    """Return what whoever looks at a recording must know, "" for nothing."""
    if consent is None:
        return ""
    return _past(consent.until, today, "the consent ended on", "the consent ends on")


def narrowed(consent: Consent | None, asked: Consent) -> tuple[Consent, str]:
    """Return the consent of a recording that is imported for some purpose, and what is wrong with it.

    Args:
        consent: What the source says; it may be narrowed and never widened.
        asked: What whoever imports it states; its purposes are what it is imported for.

    Returns:
        The consent for the header, and why it is refused, "" where it is not.
    """
    if consent is None:
        return asked, ""
    covered = {each.strip().casefold() for each in consent.purposes}
    beyond = [each for each in asked.purposes if covered and each.strip().casefold() not in covered]
    if beyond:
        return consent, _uncovered(consent.purposes, beyond[0])
    return (
        Consent(
            person=consent.person or asked.person,
            purposes=asked.purposes or consent.purposes,
            given_utc_ns=consent.given_utc_ns,
            until=_earlier(consent.until, asked.until),
            retain_until=_earlier(consent.retain_until, asked.retain_until),
            withdrawn=consent.withdrawn,
        ),
        "",
    )


def handed_on(consent: Consent | None, purpose: str) -> Consent | None:
    """Return the consent of what is handed on: for the stated purpose alone, so that it is held to it.

    Args:
        consent: Of the recording that is handed on; where none was recorded none is made up.
        purpose: What was stated and is covered by it, "" where nobody stated any.
    """
    return replace(consent, purposes=(purpose,)) if consent is not None and purpose else consent


def _earlier(day: str | None, other: str | None) -> str | None:
    # ISO 8601: the order of the texts is that of the days.
    return min(filter(None, (day, other)), default=None)


def _past(day: str | None, today: dt.date, was: str, ends: str) -> str:
    if day is None:
        return ""
    try:
        last = dt.date.fromisoformat(day[:10])
    except ValueError:
        return f"{ends} a day that cannot be read: {day!r:.40}"
    return f"{was} {last.isoformat()}" if today > last else ""


def _unnamed(consent: Consent) -> str:
    return (
        f"the consent{f' of {consent.person}' if consent.person else ''} names no purpose, and so covers none"
    )


def _uncovered(purposes: Sequence[str], purpose: str) -> str:
    covers = ", ".join(purposes)
    if not purposes or purpose.casefold() in {each.strip().casefold() for each in purposes}:
        return ""
    if not purpose:
        return f"the consent is for {covers}, and no purpose was stated"
    return f"the consent is for {covers}, and not for {purpose}"
