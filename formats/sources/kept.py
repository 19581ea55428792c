"""What is kept of a source in `other` as it came, up to a size."""

from collections import Counter

from formats.sources.rows import SourceRows

KEPT_BYTES = 128 << 20
"""So much is kept together."""
STRING_BYTES = 12 << 20
"""Longest single thing that is kept."""
_NAMED = 3


class Kept:
    """Keeps texts, and says what there was no room for."""

    def __init__(self, rows: SourceRows) -> None:
        self._rows = rows
        self._bytes = 0
        self.left_out: Counter[str] = Counter()
        """What was not kept, by its kind."""

    def add(self, kind: str, text: str, at_ns: int | None = None, line: int = 0) -> None:
        """Keep a text as `SourceRows.keep` does; an empty one is one that could not be written."""
        size = len(text.encode("utf-8", "surrogatepass"))
        if not text or size > STRING_BYTES or self._bytes + size > KEPT_BYTES:
            self.left_out[kind] += 1
            return
        self._bytes += size
        self._rows.keep(kind, text, at_ns, line)

    def sentences(self) -> list[str]:
        """Say what was left out, and where it is."""
        if not self.left_out:
            return []
        named = ", ".join(f"{count:,} {kind}" for kind, count in self.left_out.most_common(_NAMED))
        told = (
            f"{self.left_out.total():,} things were not kept in other ({named}), which takes "
            f"{STRING_BYTES >> 20} MiB of one and {KEPT_BYTES >> 20} MiB of all; the original file has them"
        )
        return [told]
