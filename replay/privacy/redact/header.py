"""The header of a copy: allowed fields, without words that go, and with the policy it was made by."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from formats.model.header import Consent, Header, Private
from replay.privacy.consent import handed_on
from replay.privacy.redact.events import Removed
from replay.privacy.redact.redactions import POLICY, Redactions
from replay.privacy.sought import Words

DETAIL = "redaction"
"""Name of the header's detail that says by which policy the copy was made."""
ALLOWED_DETAILS = frozenset({"system", "os", "platform", "fps", "coordinates", "clock", "keyboard_layout"})
"""Details that are kept; of others nobody can say what they tell."""


def redacted_header(header: Header, redactions: Redactions, words: Words, removed: Removed) -> Header:
    """Return the header of the copy of a recording, with an id of its own."""
    details = {name: value for name, value in header.details.items() if name in ALLOWED_DETAILS}
    removed.add("details of the header that are not known", len(header.details) - len(details))
    private = header.private if redactions.keep_names else Private()
    removed.add(
        "names and hardware of the header",
        len(header.private.names) + len(header.private.hardware) - len(private.names) - len(private.hardware),
    )
    cleaned = replace(
        header,
        recording_id=str(uuid.uuid4()),
        source=words.removed(header.source),
        recorder=words.removed(header.recorder),
        time_zone=header.time_zone and words.removed(header.time_zone),
        task=words.removed(header.task),
        consent=_consent(header.consent, redactions, words),
        clocks=tuple(replace(clock, name=words.removed(clock.name)) for clock in header.clocks),
        private=Private(_cleaned(private.hardware, words), _cleaned(private.names, words)),
        details={**_cleaned(details, words), DETAIL: POLICY},
    )
    if cleaned.task != header.task:
        removed.add("texts of the header with a word removed")
    return cleaned


def header_texts(header: Header) -> list[tuple[str, str]]:
    """Return every text of a header with the name of its field."""
    found: list[tuple[str, str]] = [
        ("id", header.recording_id),
        ("source", header.source),
        ("recorder", header.recorder),
        ("task", header.task),
        ("time zone", header.time_zone or ""),
        *(("clock", clock.name) for clock in header.clocks),
        ("details", json.dumps(dict(header.details), ensure_ascii=False, default=str)),
        ("names", json.dumps(dict(header.private.names), ensure_ascii=False, default=str)),
        ("hardware", json.dumps(dict(header.private.hardware), ensure_ascii=False, default=str)),
    ]
    if header.consent is not None:
        found.append(("consent", header.consent.person))
        found += [("consent", purpose) for purpose in header.consent.purposes]
    return [(name, text) for name, text in found if text]


def _consent(consent: Consent | None, redactions: Redactions, words: Words) -> Consent | None:
    consent = handed_on(consent, redactions.purpose)
    if consent is None:
        return None
    return replace(
        consent,
        person=words.removed(consent.person) if redactions.keep_names else "",
        purposes=tuple(words.removed(purpose) for purpose in consent.purposes),
    )


def _cleaned(values: Mapping[str, Any], words: Words) -> dict[str, Any]:
    return {words.removed(name): _clean(value, words) for name, value in values.items()}


def _clean(value: Any, words: Words) -> Any:
    if isinstance(value, str):
        return words.removed(value)
    if isinstance(value, Mapping):
        return _cleaned({str(name): item for name, item in value.items()}, words)
    if isinstance(value, list | tuple):
        return [_clean(item, words) for item in value]
    # A number may be what goes: an account, a telephone.
    return None if words.found_in(str(value)) else value
