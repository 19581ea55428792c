"""What was typed into a field, found from its successive values: for sources that tell values and no keys."""

from collections import Counter
from dataclasses import dataclass, field

from formats.sources.rows import SourceRows

_MASKS = frozenset("*•●")


@dataclass(slots=True)
class _Editing:
    """A field that is being written in."""

    key: str
    name: str
    value: str
    base: str
    """What stood there before."""
    grown: list[tuple[int, int | None]] = field(default_factory=list)
    """Up to which character the value has stood as it is now, and since when; None: from before."""


class FieldTexts:
    """Turns values into `text` rows: what of the last value was written here, at the times it was written.

    What was erased again is not among them. Each writing begins with a row of kind "field", which names the
    field. A field that loses all its text at once was sent or cleared: what stood there has been typed.
    """

    def __init__(self, rows: SourceRows) -> None:
        self._rows = rows
        self._now: _Editing | None = None
        self._values: dict[str, str] = {}
        self.counts: Counter[str] = Counter()

    def change(self, at_ns: int, key: str, name: str, value: str, *, first: str = "", line: int = 0) -> None:
        """Take a new value.

        Args:
            at_ns: When, by the source's clock.
            key: Tells the field from others.
            name: What people call it.
            value: All of its text.
            first: What stood in it before anything was told of it.
            line: As in `SourceRows.add`.
        """
        now = self._now
        if now is None or now.key != key:
            self.end(line)
            base = self._values.get(key, first)
            now = self._now = _Editing(key, name, base, base, [(len(base), None)])
        if not value and len(now.value) > 1:
            self.end(line)
        else:
            _grow(now, value, at_ns)
            now.value = value
        self._values[key] = value

    def set_by_page(self, at_ns: int, key: str, value: str) -> None:
        """Take a value that the person did not type; while it is written in, it counts as corrected."""
        if self._now is not None and self._now.key == key and value:
            _grow(self._now, value, at_ns)
            self._now.value = value
        self._values[key] = value

    def end(self, line: int = 0) -> None:
        """End the writing: another field, a click, another page."""
        now, self._now = self._now, None
        if now is None:
            return
        kept = now.grown[0][0] if now.grown and now.grown[0][1] is None else 0
        stop = len(now.value) - _common_end(now.base, now.value, kept)
        if now.value and set(now.value) <= _MASKS:
            self.counts["texts masked by the recorder"] += 1
        named = False
        for length, since_ns in now.grown:
            start, kept = kept, max(min(length, stop), kept)
            if since_ns is None or start == kept:
                continue
            if not named:
                self._rows.add("text", since_ns, line, kind="field", string=now.name)
                named = True
            self._rows.add("text", since_ns, line, kind="typed", string=now.value[start:kept])


def common_start(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    low, high = 0, min(len(one), len(other))
    if one[:high] == other[:high]:
        return high
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_end(base: str, value: str, start: int) -> int:
    """Return how many characters two texts end with alike, behind their common start."""
    return common_start(base[start:][::-1], value[start:][::-1])


def _grow(now: _Editing, value: str, at_ns: int) -> None:
    same = common_start(now.value, value)
    since_ns: int | None = at_ns
    while now.grown and now.grown[-1][0] > same:
        _, since_ns = now.grown.pop()
    if same > (now.grown[-1][0] if now.grown else 0):
        now.grown.append((same, since_ns))
    if len(value) > same:
        now.grown.append((len(value), at_ns))
