"""Stamps of local time without a zone, as step folders write them into fields and file names."""

import re
from datetime import datetime, timedelta

# "2024-11-26_16:15:19", "20241126@161519", "20250811@161519123456", "2023-12-23_16-25-01-997518".
_STAMP = re.compile(r"(\d{4})[-/]?(\d\d)[-/]?(\d\d)[_@ T](\d\d)[:-]?(\d\d)[:-]?(\d\d)(?:[.,-]?(\d{1,9}))?")
_FIRST_YEAR, _LAST_YEAR = 1970, 2200
"""Later years do not fit 64 bits of nanoseconds."""
_EPOCH = datetime(1970, 1, 1)  # no zone on purpose: none is told


def local_ns(stamp: object) -> int | None:
    """Return a stamp as nanoseconds since 1970 of its own, unknown zone; None for what is no stamp."""
    found = _STAMP.match(stamp) if isinstance(stamp, str) else None
    if found is None:
        return None
    if not _FIRST_YEAR <= int(found[1]) <= _LAST_YEAR:
        return None
    try:
        since = datetime(*map(int, found.groups()[:6])) - _EPOCH  # type: ignore[arg-type]
    except ValueError:
        return None
    return since // timedelta(seconds=1) * 1_000_000_000 + int((found[7] or "").ljust(9, "0"))


def has_fraction(stamp: object) -> bool:
    """Say whether a stamp counts parts of a second."""
    found = _STAMP.match(stamp) if isinstance(stamp, str) else None
    return found is not None and found[7] is not None
