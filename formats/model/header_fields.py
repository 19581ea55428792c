"""A header as a map of plain values, and back, whatever file the map comes from."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from formats.errors import DamagedError
from formats.model.header import Consent, Header, Private
from formats.model.time import Clock

_TEXTS = ("recording_id", "source", "recorder", "task")


def header_fields(header: Header) -> dict[str, Any]:
    """Return a header as maps, lists, texts and numbers, under the names of its fields."""
    return asdict(header)


def header_of(told: Mapping[str, Any]) -> Header:
    """Return the header that a map tells of; names that are not known are kept under its details.

    Raises:
        DamagedError: A value is of another type than is due.
    """
    try:
        return _header(dict(told))
    except (TypeError, ValueError, AttributeError) as error:
        raise DamagedError(f"the header holds a value of another type: {error}") from error


def _header(fields: dict[str, Any]) -> Header:
    consent = fields.pop("consent", None)
    private = fields.pop("private", None) or {}
    clocks = fields.pop("clocks", None) or []
    details = _checked(fields.pop("details", None) or {}, dict)
    known = {name: _checked(fields.pop(name), str) for name in _TEXTS if name in fields}
    start = fields.pop("start_utc_ns", None)
    zone = fields.pop("time_zone", None)
    return Header(
        recording_id=known.pop("recording_id", ""),
        **known,
        start_utc_ns=None if start is None else _checked(start, int),
        time_zone=None if zone is None else _checked(zone, str),
        consent=None if consent is None else _consent(consent),
        clocks=tuple(_clock(clock) for clock in clocks),
        private=Private(
            hardware=_checked(private.get("hardware", {}), dict),
            names=_checked(private.get("names", {}), dict),
        ),
        details={**details, **fields},
    )


def _consent(fields: dict[str, Any]) -> Consent:
    given, until, kept = (fields.get(name) for name in ("given_utc_ns", "until", "retain_until"))
    return Consent(
        person=_checked(fields.get("person", ""), str),
        purposes=tuple(_checked(purpose, str) for purpose in fields.get("purposes", [])),
        given_utc_ns=None if given is None else _checked(given, int),
        until=None if until is None else _checked(until, str),
        retain_until=None if kept is None else _checked(kept, str),
        withdrawn=_checked(fields.get("withdrawn", False), bool),
    )


def _clock(fields: dict[str, Any]) -> Clock:
    numbers = {name: _checked(fields[name], int) for name in ("tick_ns", "offset_ns") if name in fields}
    return Clock(
        name=_checked(fields.get("name"), str), origin_ns=_checked(fields.get("origin_ns"), int), **numbers
    )


def _checked(value: Any, kind: type) -> Any:
    if not isinstance(value, kind):
        raise TypeError(f"{value!r:.60} where {kind.__name__} is due")
    return value
