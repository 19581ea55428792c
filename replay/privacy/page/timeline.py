"""The texts that are shown at a time, found without going through all of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from replay.privacy.finding import ChannelText


class Timeline:
    """Texts by when they are shown.

    They are kept in lists of those that are shown about equally long, by their starts: whatever is shown in
    a span began at most so long before it. What is asked for costs as much as what is shown then.
    """

    def __init__(self, shown: Iterable[ChannelText]) -> None:
        """Take the texts; each is told in the order in which it is given here."""
        lists: dict[int, list[tuple[int, int, ChannelText]]] = {}
        for number, text in enumerate(shown):
            size = (text.end_ns - text.start_ns).bit_length()
            lists.setdefault(size, []).append((text.start_ns, number, text))
        self._lists = {size: sorted(each, key=lambda one: one[:2]) for size, each in lists.items()}
        self._starts = {size: [start for start, _, _ in each] for size, each in self._lists.items()}

    def during(self, start_ns: int, end_ns: int) -> list[ChannelText]:
        """Return what is shown at some moment of a time, its ends included."""
        return [text for _, text in sorted(self._during(start_ns, end_ns), key=lambda one: one[0])]

    def _during(self, start_ns: int, end_ns: int) -> Iterator[tuple[int, ChannelText]]:
        for size, texts in self._lists.items():
            starts = self._starts[size]
            first = bisect_left(starts, start_ns - (1 << size))
            for _, number, text in texts[first : bisect_right(starts, end_ns)]:
                if text.end_ns >= start_ns:
                    yield number, text
