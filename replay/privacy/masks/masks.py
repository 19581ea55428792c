"""What is hidden at a time, in a text and in a picture, asked while a screen is drawn."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from formats.model.displays import display_place
from formats.model.recording import Recording
from formats.model.time import Span
from replay.privacy.masks.mask import HIDDEN, Mask
from replay.privacy.painting.painted import Box
from replay.privacy.sought import Words, usable_words

if TYPE_CHECKING:
    from replay.core.text_runs import TextRuns

_TEXTS_KEPT = 4096
_TYPED = frozenset({"typed", "keys"})
_BEFORE_LOOKED = frozenset({"typed", "keys", "clipboard", "accessibility", "marker", "other"})
"""Hidden as a whole until the typed text has been read: nobody knows yet where a password is among it."""


class Lookup(Protocol):
    """Finds what hides something in a span, when it is asked."""

    def at(self, start_ns: int, end_ns: int) -> list[Mask]:
        """Return the masks of a span."""


class Masks:
    """What is hidden of one recording; a value, made anew when something is found, decided or revealed."""

    def __init__(
        self,
        masks: Iterable[Mask] = (),
        *,
        runs: "TextRuns | None" = None,
        revealed: Collection[str] = (),
        looked: bool = True,
        lookup: Lookup | None = None,
        standing: Mapping[str, NDArray[np.int64]] | None = None,
        sign: str = HIDDEN,
    ) -> None:
        """Take what is hidden.

        Args:
            masks: In any order.
            runs: Typed text: what is hidden of a run hides all of it.
            revealed: Ids of masks that hide nothing for now.
            looked: Whether the typed text has been looked through; before, all of it is hidden.
            lookup: Finds more masks when they are asked for.
            standing: Of a channel whose rows hold until the next one, when each came, rising, shape (n,):
                what holds when a mask begins is hidden with it.
            sign: Stands for what is hidden; always this, however long that is.
        """
        self.sign = sign
        standing = standing or {}
        self.every = tuple(sorted(masks, key=lambda mask: (mask.span, mask.id)))
        self.looked = looked
        self.revealed = frozenset(revealed)
        self._lookup = lookup
        self._runs = runs
        self._whole = tuple(self._widened(mask) for mask in self.every)
        self._places: dict[str, list[int]] = {}
        for place, mask in enumerate(self.every):
            self._places.setdefault(mask.id, []).append(place)
        self._from = np.array([span.start_ns for span in self._whole], np.int64)
        self._until = np.array([span.end_ns for span in self._whole], np.int64)
        hiding = [
            (mask, whole)
            for mask, whole in zip(self.every, self._whole, strict=True)
            if mask.id not in self.revealed
        ]
        shown = {mask.word.strip() for mask in self.every if mask.id in self.revealed}
        usable, _ = usable_words([mask.word for mask, _ in hiding])
        _, short = usable_words([mask.word for mask, _ in hiding if mask.is_asked])
        self._words = Words(*(tuple(word for word in each if word not in shown) for each in (usable, short)))
        self._cleaned: dict[str, str] = {}
        self._spans = {
            channel: _Spans(
                whole if channel in _TYPED else _from_row(mask.span, standing.get(channel))
                for mask, whole in hiding
                if channel in mask.channels
            )
            for channel in {channel for mask, _ in hiding for channel in mask.channels}
        }
        self._painted = [mask for mask, _ in hiding if "screen" in mask.channels]
        self._starts = [mask.span.start_ns for mask in self._painted]
        self._latest = list(accumulate((mask.span.end_ns for mask in self._painted), max))

    def hides(self, channel: str, start_ns: int, end_ns: int) -> bool:
        """Say whether anything of a channel is hidden in a span, of at least one nanosecond."""
        if not self.looked and channel in _BEFORE_LOOKED:
            return True
        end_ns = max(end_ns, start_ns + 1)
        spans = self._spans.get(channel)
        if spans is not None and spans.overlap(start_ns, end_ns):
            return True
        return any(channel in mask.channels for mask in self._looked_up(start_ns, end_ns))

    def clean(self, text: str) -> str:
        """Return a text with one marker for each hidden word; the text itself where there is none."""
        if not self._words or not text:
            return text
        cleaned = self._cleaned.get(text)
        if cleaned is None:
            if len(self._cleaned) >= _TEXTS_KEPT:
                self._cleaned.clear()
            cleaned = self._cleaned[text] = self._without_words(text)
        return cleaned

    def shown(self, channel: str, start_ns: int, end_ns: int, text: str) -> str:
        """Return a text of a channel as it may be shown: itself, the marker, or with markers in it."""
        return self.sign if self.hides(channel, start_ns, end_ns) else self.clean(text)

    def typed_spans(self) -> Sequence[Span]:
        """Return where typed text is hidden, in order and apart from each other."""
        spans = self._spans.get("typed")
        return () if spans is None else spans.spans

    def here(self, t_ns: int) -> list[Mask]:
        """Return what hides something at a time, revealed or not: each once, with all of its time.

        Of typed text that is the whole run, and while it stands on the picture.
        """
        found = np.flatnonzero((self._from <= t_ns) & (self._until > t_ns)).tolist()
        ids = dict.fromkeys(self.every[place].id for place in found)
        return [*(self._joined(each) for each in ids), *self._looked_up(t_ns, t_ns + 1)]

    def _joined(self, name: str) -> Mask:
        """Return the masks of one finding or flag as one."""
        places = self._places[name]
        spans, masks = [self._whole[place] for place in places], [self.every[place] for place in places]
        span = Span(min(each.start_ns for each in spans), max(each.end_ns for each in spans))
        return replace(masks[0], span=span, channels=frozenset().union(*(each.channels for each in masks)))

    def boxes(self, recording: Recording, frame: int, end_ns: int) -> tuple[Box, ...]:
        """Return what is hidden of a frame, in pixels of its picture.

        Args:
            recording: What this is about.
            frame: The frame's id.
            end_ns: Until when its picture is shown: that is hidden which is hidden at any time of it.
        """
        return tuple(dict.fromkeys(box for _, box in self._boxes(recording, frame, end_ns)))

    def unseen(self, recording: Recording, frame: int, end_ns: int) -> bool:
        """Say whether something of a frame is hidden that nobody has decided on: it is not seen."""
        return any(not mask.is_decided for mask, _ in self._boxes(recording, frame, end_ns))

    def _boxes(self, recording: Recording, frame: int, end_ns: int) -> list[tuple[Mask, Box]]:
        row = recording.frames[frame]
        start_ns = int(row["t"])
        end_ns = max(end_ns, start_ns + 1)
        masks: list[Mask] = []
        for place in range(bisect_left(self._starts, end_ns) - 1, -1, -1):
            if self._latest[place] <= start_ns:
                break
            if self._painted[place].span.end_ns > start_ns:
                masks.append(self._painted[place])
        masks += [mask for mask in self._looked_up(start_ns, end_ns) if "screen" in mask.channels]
        width, height, display = int(row["width"]), int(row["height"]), int(row["display"])
        found = []
        for mask in masks:
            region = mask.region
            if region is not None:
                box = Box(region.x, region.y, region.x + region.width, region.y + region.height)
                if region.display != display:
                    continue
            elif mask.window is not None and width > 0 and height > 0:
                box = box_of_window(mask.window, recording, frame, end_ns - 1)
                if not box.within(width, height).area:
                    continue  # on another display
            else:
                box = Box(0, 0, 1 << 20, 1 << 20)
            found.append((mask, box))
        return found

    def _looked_up(self, start_ns: int, end_ns: int) -> list[Mask]:
        return [] if self._lookup is None else self._lookup.at(start_ns, end_ns)

    def _widened(self, mask: Mask) -> Span:
        """Return a mask's span; of typed text with the runs that it touches, whole."""
        runs = self._runs
        if _TYPED.isdisjoint(mask.channels) or runs is None or not len(runs):
            return mask.span
        starts, ends = runs.rows["start_ns"], runs.rows["end_ns"]
        first = int(np.searchsorted(starts, mask.span.start_ns, side="right")) - 1
        stop = int(np.searchsorted(starts, mask.span.end_ns))
        first = first if first >= 0 and int(ends[first]) >= mask.span.start_ns else first + 1
        if first >= stop:
            return mask.span
        last_ns = int(ends[first:stop].max()) + 1
        return Span(min(mask.span.start_ns, int(starts[first])), max(mask.span.end_ns, last_ns))

    def _without_words(self, text: str) -> str:
        parts, at = [], 0
        for start, stop in self._words.spans(text):
            parts += [text[at:start], self.sign]
            at = stop
        cleaned = "".join([*parts, text[at:]])
        # In some coding it can stand anywhere: nothing of such a text is shown.
        return self.sign if self._words.found_in(cleaned.replace(self.sign, "")) else cleaned


def box_of_window(
    window: tuple[float, float, float, float], recording: Recording, frame: int, t_ns: int
) -> Box:
    """Return where a window lies on the picture of a frame, perhaps in part or wholly beside it."""
    place = display_place(recording, frame, t_ns)
    x, y, width, height = window
    left, right = ((each - place.origin[0]) * place.scale for each in (x, x + width))
    top, bottom = ((each - place.origin[1]) * place.scale_y for each in (y, y + height))
    return Box(int(np.floor(left)), int(np.floor(top)), int(np.ceil(right)), int(np.ceil(bottom)))


class _Spans:
    """Spans joined, asked by halving."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans: list[Span] = []
        for span in sorted(spans):
            if self.spans and span.start_ns <= self.spans[-1].end_ns:
                last = self.spans[-1]
                self.spans[-1] = Span(last.start_ns, max(last.end_ns, span.end_ns))
            else:
                self.spans.append(span)
        self._starts = [span.start_ns for span in self.spans]

    def overlap(self, start_ns: int, end_ns: int) -> bool:
        place = bisect_left(self._starts, end_ns) - 1
        return place >= 0 and self.spans[place].end_ns > start_ns


def _from_row(span: Span, times: NDArray[np.int64] | None) -> Span:
    """Return a span from the row on that holds at its start."""
    if times is None or not len(times):
        return span
    place = int(np.searchsorted(times, span.start_ns, side="right")) - 1
    return Span(int(times[place]), span.end_ns) if place >= 0 else span


NOTHING_HIDDEN = Masks()
"""Hides nothing."""
