"""What was typed within a span alone, taken back or not, as if nothing had been typed before it."""

from collections.abc import Iterator

import numpy as np

from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.model.streams import Events
from formats.model.time import Span
from replay.core.typed_text import typed_runs

_TYPED = ("key", "text")
_STATES = ("window", "clipboard")
"""Streams that decide what keys do; what holds when a span begins counts for it."""


class TypedWithin:
    """Reads the typing of spans of one recording, whose streams it reads once, when it is first asked."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._tables: dict[str, Events] = {}

    def texts(self, span: Span) -> Iterator[str]:
        """Yield what stood there at the end of the span, and what had been taken back, but for slips.

        Raises:
            FormatError: The recording cannot be read.
        """
        if not self._tables:
            names = [name for name in (*_TYPED, *_STATES, "button") if name in self._recording.streams]
            self._tables = {name: self._recording.events(name) for name in names}
        tables = {name: _cut(table, span) for name, table in self._tables.items()}
        for run in typed_runs(MemoryRecording(self._recording.header, tables)):
            yield run.text
            yield from run.given_up


def _cut(table: Events, span: Span) -> Events:
    first, last = np.searchsorted(table.t, [span.start_ns, span.end_ns]).tolist()
    first = max(first - (table.stream in _STATES), 0)
    return Events(table.stream, table.rows[first:last], table.strings)
