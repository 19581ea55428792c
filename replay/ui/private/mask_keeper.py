"""What is hidden on the screen: by default, by what was found, by flags; and what is revealed for now.

For the interface's thread. It makes `Masks` anew when something changes, and the widgets are given those.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from formats.errors import FormatError
from formats.model.recording import Recording, first_ns
from formats.model.streams import Events
from formats.model.time import Span
from replay.privacy.masks.mask import HIDDEN, REMOVED, Mask
from replay.privacy.masks.masks import Masks
from replay.privacy.masks.windows import MaskedWindows
from replay.privacy.painting.shown import Shown, Sought
from replay.record.exclusion import DEFAULT_EXCLUDED, Exclusions
from replay.ui import late

if TYPE_CHECKING:
    from formats.model.annotations import Decision, Flag
    from replay.core.text_runs import TextRuns
    from replay.privacy.finding import Finding


_UNLOOKED = "typing:unlooked"


class MaskKeeper:
    """The masks of one recording and what is known of them."""

    def __init__(
        self,
        recording: Recording,
        windows: Events,
        patterns: Sequence[str] = DEFAULT_EXCLUDED,
        *,
        own: bool = False,
    ) -> None:
        """Hide what is hidden before anything is read: all typed text, what may show it, and private windows.

        Args:
            recording: What is shown.
            windows: Its stream `window`.
            patterns: Of private windows, as `replay.record.exclusion` knows them.
            own: Whether the recorded person looks at it, and hidden is what they removed: as a copy lacks it.
        """
        self._recording = recording
        self._own = own
        self.windows = MaskedWindows(recording, windows, Exclusions(patterns).cover)
        self._runs: TextRuns | None = None
        self._by_default: dict[str, Finding] = {}
        self._other_masks: list[Mask] = []
        self._found: dict[str, Finding] = {}
        self._flags: tuple[Flag, ...] = ()
        self._unread: tuple[Mask, ...] = ()
        """What hides that which may be flagged, until the journal says what is."""
        self._is_guess = False
        """Whether that is everything, as not even a glance at the journal was had."""
        self._decisions: Mapping[str, Decision] = {}
        self._copied: NDArray[np.int64] = np.empty(0, np.int64)
        """When something came onto the clipboard, rising."""
        self._revealed: dict[str, Span] = {}
        """Ids of what is shown, and where it stays so."""
        self._shown: dict[Sought, Sequence[Shown]] = {}
        self._private_rows: tuple[int, ...] = ()
        """Of windows that may be in sight behind others."""
        self.unplaced: tuple[Sought, ...] = ()
        """What is hidden and may be on pictures, and nobody knows yet where; in order."""
        self.awaits_search = False
        """Whether all typed text is hidden until a search has said what of it is private."""
        # The recorded person sees all but what they removed, from the first picture on.
        self._unlooked = () if own else _unlooked(recording)
        """What hides the pictures that may show a password, until it is known where one was typed."""
        self.masks = Masks(self._unlooked, looked=False, lookup=self.windows, sign=self._sign)
        """What is hidden now."""

    @property
    def found(self) -> "tuple[Finding, ...]":
        """What was found until now, whatever was decided on it."""
        return tuple({**self._by_default, **self._found}.values())

    @property
    def due(self) -> frozenset[str]:
        """Ids of what was found on which two people must say the same."""
        return frozenset(each.id for each in self.found if each.needs_second)

    @property
    def runs(self) -> "TextRuns | None":
        """Typed text, None while it is not read."""
        return self._runs

    def going(self) -> Masks:
        """Return what somebody has decided to remove, as what hides it: nobody has to look at that."""
        confirmed = [each for each in self.found if self._verdict(each.id) in {"accepted", "adjusted"}]
        masks = late.found_masks(confirmed, self._flags, self._decisions, self._recording.frames)
        return Masks(masks, runs=self._runs)

    # What comes to be known

    def take_looked(
        self,
        findings: "Iterable[Finding]",
        masks: Sequence[Mask],
        runs: "TextRuns | None",
        copied: Sequence[int] = (),
        private_rows: Sequence[int] = (),
    ) -> Masks:
        """Take what is hidden by default, and what it is held against.

        Args:
            findings: Passwords that were typed.
            masks: Private windows, and typed text of which nobody knows what it is.
            runs: Typed text; without it all of it stays hidden.
            copied: When something came onto the clipboard, rising.
            private_rows: Of windows that may be in sight behind others.
        """
        self._private_rows = tuple(private_rows)
        self._hide_what_was_unlooked()
        self._copied = np.array(copied, np.int64)
        self._by_default = {each.id: each for each in findings}
        self._other_masks, self._runs = list(masks), runs
        return self._anew()

    def take_found(self, findings: "Iterable[Finding]", *, whole: bool = True) -> Masks:
        """Hide what a search found from now on.

        Args:
            findings: What it found.
            whole: Whether every text was searched: then it has found what is hidden by default, too.
        """
        if whole:
            self._by_default, self.awaits_search = {}, False
            self._hide_what_was_unlooked()
        self._found.update((each.id, each) for each in findings if each.status != "rejected")
        return self._anew()

    def take_glance(self, spans: Iterable[Span] | None) -> Masks:
        """Hide all that may be flagged until the journal is read.

        Args:
            spans: Where something may be flagged; None where that can be anywhere.
        """
        ends_ns = max(self._recording.duration_ns, 0) + 1
        anywhere = (Span(min(first_ns(self._recording), 0), ends_ns),)
        self._is_guess = spans is None
        self._unread = tuple(late.unread_masks(anywhere if spans is None else spans))
        return self._anew()

    @property
    def awaits_journal(self) -> bool:
        """Whether something is hidden only until the journal is read."""
        return bool(self._unread)

    def forget_guess(self) -> Masks | None:
        """Show what nothing says is flagged, as the journal cannot be read; None where something says so."""
        if not self._is_guess:
            return None
        self._unread, self._is_guess = (), False
        return self._anew()

    def take_journal(self, flags: "Iterable[Flag]", decisions: "Mapping[str, Decision]") -> Masks | None:
        """Hide what is flagged, and show what was rejected; None where nothing is other than before."""
        flags, decisions = tuple(flags), dict(decisions)
        if flags == self._flags and decisions == self._decisions and not self._unread:
            return None
        if self._unread:
            # What was revealed of it may be flagged, which is another thing to look at.
            self._unread, self._revealed = (), {}
        self._flags, self._decisions = flags, decisions
        return self._anew()

    def take_shown(self, shown: Mapping[Sought, Sequence[Shown]]) -> Masks:
        """Hide what was looked for where it stands on the pictures."""
        self._shown.update(shown)
        return self._anew()

    def take_recording(self, recording: Recording) -> Masks:
        """Look anew where what is hidden stands on the pictures, as their times are others now."""
        self._recording, self._shown = recording, {}
        return self._anew()

    # Revealing

    def here(self, t_ns: int) -> list[Mask]:
        """Return what is hidden at a time; where nothing is, the run typed last, which the lists show."""
        masks = self.masks.here(t_ns)
        if not masks and self._runs is not None and (number := self._runs.index_at(t_ns)) >= 0:
            masks = [
                mask
                for mask in self.masks.here(int(self._runs.rows["start_ns"][number]))
                if "typed" in mask.channels
            ]
        return masks

    def hidden_here(self, t_ns: int) -> list[Mask]:
        """Return what of that is not revealed."""
        return [mask for mask in self.here(t_ns) if mask.id not in self._revealed]

    @staticmethod
    def hides_unlooked(masks: Sequence[Mask]) -> bool:
        """Say whether some masks hide a picture only because typed text has not been looked through."""
        return any(mask.id == _UNLOOKED for mask in masks)

    @property
    def is_revealing(self) -> bool:
        """Whether something is shown that would be hidden."""
        return bool(self._revealed)

    def is_revealed(self, name: str) -> bool:
        """Say whether what is hidden under an id is shown."""
        return name in self._revealed

    def reveal(self, masks: Sequence[Mask], t_ns: int) -> Masks:
        """Show what some masks hide, too, each until the playhead leaves it."""
        self._revealed |= {
            mask.id: Span(min(mask.span.start_ns, t_ns), max(mask.span.end_ns, t_ns + 1)) for mask in masks
        }
        return self._anew()

    def hide_again(self) -> Masks:
        """Hide what was revealed."""
        self._revealed = {}
        return self._anew()

    def leaves(self, t_ns: int) -> bool:
        """Say whether the playhead has left something that is revealed."""
        return not all(span.contains(t_ns) for span in self._revealed.values())

    def hide_left(self, t_ns: int) -> Masks:
        """Hide what was revealed and the playhead has left."""
        self._revealed = {name: span for name, span in self._revealed.items() if span.contains(t_ns)}
        return self._anew()

    def _anew(self) -> Masks:
        findings = [each for each in self.found if self._verdict(each.id) != "rejected"]
        looked = self._runs is not None and not self.awaits_search
        masks = [
            *([] if looked else self._unlooked),
            *self._other_masks,
            *self._unread,
            *late.found_masks(findings, self._flags, self._decisions, self._recording.frames),
        ]
        self.masks = Masks(
            [*masks, *self._on_pictures(masks)],
            runs=self._runs,
            revealed=self._revealed.keys(),
            looked=looked,
            lookup=None if looked else self.windows,
            # What came before a span that is removed stays in a copy.
            standing={} if self._own else {"title": self.windows.times, "clipboard": self._copied},
            sign=self._sign,
        )
        return self.masks

    def _on_pictures(self, masks: Sequence[Mask]) -> list[Mask]:
        """Return what hides typed text and private windows behind others on the pictures.

        Until it is known where they are that is all of the picture, and where a window was.
        """
        if not len(self._recording.frames):
            return []
        found: list[Mask] = []
        unplaced: dict[Sought, None] = {}
        for mask in masks:
            if "typed" not in mask.channels or "screen" in mask.channels:
                continue
            sought = Sought(mask.span)
            on_screen = replace(mask, channels=frozenset({"screen"}), word="")
            if sought in self._shown:
                found += _placed(on_screen, self._shown[sought])
            else:
                unplaced[sought] = None
                # However long ago it was typed: it may stand there still.
                last_ns = max(self._recording.duration_ns, mask.span.end_ns) + 1
                found.append(replace(on_screen, span=Span(mask.span.start_ns, last_ns)))
        for row in self._private_rows:
            front = self.windows.front(row)
            sought = Sought(front.span, row)
            if sought in self._shown:
                behind = replace(front, id=f"{front.id}:behind", window=None, why="private window in sight")
                found += _placed(replace(behind, channels=frozenset({"screen"})), self._shown[sought])
            else:
                unplaced[sought] = None
                found += self.windows.behind(row)
        self.unplaced = tuple(sorted(unplaced))
        return found

    def _hide_what_was_unlooked(self) -> None:
        """Show no more what was revealed of pictures that nobody had looked through: they hide less now."""
        if _UNLOOKED in self._revealed:
            self._revealed = {}

    @property
    def _sign(self) -> str:
        return REMOVED if self._own else HIDDEN

    def _verdict(self, subject: str) -> str:
        decision = self._decisions.get(subject)
        return "" if decision is None else decision.verdict


def _placed(mask: Mask, shown: Sequence[Shown]) -> list[Mask]:
    return [replace(mask, span=each.span, region=each.region) for each in shown]


def _unlooked(recording: Recording) -> tuple[Mask, ...]:
    """Return what hides every picture from the first typing on; nothing where none was typed."""
    if not len(recording.frames):
        return ()
    try:
        typed = [recording.rows(name, 0, 1).t for name in ("key", "text") if name in recording.streams]
        starts = [int(times[0]) for times in typed if len(times)]
    except FormatError:
        # Nobody can say when it was.
        starts = [min(first_ns(recording), 0)]
    if not starts:
        return ()
    span = Span(min(starts), max(recording.duration_ns, *starts) + 1)
    why = "pictures that may show typed text"
    return (Mask(_UNLOOKED, span, frozenset({"screen"}), why),)
