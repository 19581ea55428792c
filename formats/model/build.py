"""Build a table of events from plain values; for importers and tests, not for millions of rows a second."""

from typing import Any

import numpy as np

from formats.model.streams import MODIFIERS, STREAMS, Events, FieldKind, button_number

_FLOAT_MISSING = float("nan")


class EventBuilder:
    """Collects rows of every stream in order of capture and gives each its `seq`."""

    def __init__(self) -> None:
        self._rows: dict[str, list[tuple[Any, ...]]] = {}
        self._strings: dict[str, dict[str, int]] = {}
        self._seq = 0

    def __len__(self) -> int:
        return self._seq

    def add(self, stream: str, t_ns: int, **values: Any) -> None:
        """Add one event.

        Args:
            stream: A name in `STREAMS`.
            t_ns: Nanoseconds from the recording's start; any order, `events` sorts.
            values: Column values by name: `str` for strings and buttons, names or bits for modifiers. A
                column left out is unknown: NaN, the empty string, or 0. Unknown columns are a KeyError.
        """
        spec = STREAMS[stream]
        table = self._strings.setdefault(stream, {"": 0})
        row: list[Any] = [t_ns, self._seq]
        for field in spec.fields[2:]:
            value = values.pop(field.name, None)
            row.append(_number(field.kind, field.dtype, value, table))
        if values:
            raise KeyError(f"{stream} has no column {next(iter(values))!r}")
        self._rows.setdefault(stream, []).append(tuple(row))
        self._seq += 1

    def amend(self, stream: str, back: int, **values: Any) -> None:
        """Correct the row of a stream added `back` rows ago (1: the last), which what came later explains."""
        rows = self._rows[stream]
        row = list(rows[-back])
        for place, field in enumerate(STREAMS[stream].fields):
            if field.name in values:
                table = self._strings[stream]
                row[place] = _number(field.kind, field.dtype, values[field.name], table)
        rows[-back] = tuple(row)

    def take_seq(self) -> int:
        """Return the next place in the order of capture, for what is no row here: a frame."""
        self._seq += 1
        return self._seq - 1

    def events(self) -> dict[str, Events]:
        """Return every stream that has rows, sorted by time, ties in order of capture."""
        out: dict[str, Events] = {}
        for stream in STREAMS:
            rows = self._rows.get(stream)
            if rows:
                table = np.array(rows, dtype=STREAMS[stream].dtype)
                table = table[np.argsort(table["t"], kind="stable")]
                out[stream] = Events(stream, table, tuple(self._strings[stream]))
        return out


def _number(kind: FieldKind, dtype: str, value: Any, table: dict[str, int]) -> Any:
    if kind is FieldKind.STRING:
        return table.setdefault(value or "", len(table))
    if value is None:
        return _FLOAT_MISSING if "f" in dtype else 0
    if kind is FieldKind.BUTTON and isinstance(value, str):
        return button_number(value)
    if kind is FieldKind.MODIFIERS and not isinstance(value, int):
        return sum(1 << MODIFIERS.index(name) for name in value)
    return value
