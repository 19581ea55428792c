"""Spans of time that open and close while one records: pauses, exclusions."""

import threading


class OpenSpans:
    """Half-open spans in order of time, the last of them perhaps still open; may be asked from any thread."""

    def __init__(self, before_ns: int = 0, after_ns: int = 0) -> None:
        """Take by how much each span is widened when it is asked about."""
        self._before_ns = before_ns
        self._after_ns = after_ns
        self._spans: list[tuple[int, int | None]] = []
        self._lock = threading.Lock()

    @property
    def is_open(self) -> bool:
        """True while the last span has no end."""
        with self._lock:
            return bool(self._spans) and self._spans[-1][1] is None

    def open(self, at_ns: int) -> None:
        """Begin a span; nothing where one is open."""
        with self._lock:
            if not self._spans or self._spans[-1][1] is not None:
                self._spans.append((at_ns, None))

    def close(self, at_ns: int) -> None:
        """End the open span; nothing where none is."""
        with self._lock:
            if self._spans and self._spans[-1][1] is None:
                start_ns = self._spans[-1][0]
                self._spans[-1] = (start_ns, max(start_ns, at_ns))

    def hold(self, at_ns: int) -> bool:
        """Say whether an instant lies in a span, widened as it is."""
        with self._lock:
            for start_ns, end_ns in reversed(self._spans):
                if end_ns is not None and at_ns >= end_ns + self._after_ns:
                    return False
                if at_ns >= start_ns - self._before_ns:
                    return True
            return False

    def forget(self, before_ns: int) -> None:
        """Drop the spans that ended before an instant which nothing asks about any more."""
        with self._lock:
            self._spans = [
                span for span in self._spans if span[1] is None or span[1] + self._after_ns > before_ns
            ]
