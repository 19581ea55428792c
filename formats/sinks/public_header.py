"""A header for those who analyse or train: without what identifies a person or a machine."""

from typing import Any

from formats.model.exact_json import pack
from formats.model.header import Header
from formats.model.header_fields import header_fields

LEFT_OUT = "what identifies the person and the machine (names, hardware): left out on purpose"
"""The sentence for an export that writes such a header."""


def public_fields(header: Header) -> dict[str, Any]:
    """Return a header as JSON values, without its private part and without who gave the consent."""
    fields = header_fields(header)
    del fields["private"]
    if fields["consent"] is not None:
        del fields["consent"]["person"]
    packed: dict[str, Any] = pack(fields)
    return packed
