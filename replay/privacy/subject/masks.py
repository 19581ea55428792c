"""What the recorded person removed, as masks: so they see what a copy will lack."""

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from formats.model.recording import Recording
from formats.model.time import Span
from replay.core.text_runs import TextRuns
from replay.privacy.masks.mask import Mask
from replay.privacy.redact.apps import apps_in_sight
from replay.privacy.redact.plan import app_pattern, app_spans
from replay.privacy.redact.redactions import Redactions
from replay.privacy.redact.typed import holds, joined
from replay.privacy.sought import Words
from replay.privacy.subject.redactions import Removal
from replay.privacy.typed.split_typing import runs_across

_IN_CUTS = frozenset({"title", "clipboard", "accessibility", "marker", "other", "screen"})
_TYPING = frozenset({"typed", "keys"})
_WHY = "you removed it"


def subject_masks(recording: Recording, removed: Redactions, runs: TextRuns) -> list[Mask]:
    """Return what hides that which a copy will not have.

    Typed text of which a part goes with a span is not among it, for the rest of it stays; nor is where typing
    and words that go stand on the pictures (`replay.privacy.scan.asked_words` finds those), and where an
    application that goes stands behind another (`behind_masks`).

    Args:
        recording: The original.
        removed: What the person removed.
        runs: Its typed text.

    Raises:
        FormatError: The windows cannot be read.
    """
    words = Words.asked(removed.sought)
    cuts = joined([*removed.cuts, *app_spans(recording, removed.apps)])
    gone = {*_holding(runs, words), *_inside(runs, cuts)}
    return [
        *(Mask(f"cut:{number}", span, _IN_CUTS, _WHY) for number, span in enumerate(cuts)),
        *(Mask(f"run:{number}", _span(runs, number), _TYPING, _WHY) for number in sorted(gone)),
        *(
            Mask(f"word:{number}", Span(0, 1), frozenset(), _WHY, word, is_asked=True)
            for number, word in enumerate((*words.words, *words.alone))
        ),
    ]


def behind_masks(recording: Recording, apps: tuple[str, ...]) -> list[Mask]:
    """Return what hides applications on the pictures where others are in front: pictures are decoded for it.

    Args:
        recording: The original.
        apps: That go.

    Raises:
        FormatError: The windows, or where displays lie, cannot be read.
    """
    return [
        Mask(f"behind:{number}", each.span, frozenset({"screen"}), _WHY, region=each.region)
        for number, each in enumerate(apps_in_sight(recording, apps))
    ]


def has_no_place(recording: Recording, apps: tuple[str, ...]) -> bool:
    """Say whether nothing tells where some window of applications lay.

    Then it is not known whether they were in sight before they came to the front, and that does not go.

    Raises:
        FormatError: The windows cannot be read.
    """
    events = recording.events("window")
    named = app_pattern(apps)
    own = np.array([bool(named.search(app)) for app in events.texts("app")], np.bool_)
    sides = np.minimum(events.rows["width"][own], events.rows["height"][own])
    return bool(apps) and not bool((sides > 0).all())


def removal_start(recording: Recording, removal: Removal) -> int | None:
    """Return when what was removed begins, in nanoseconds; None for a word, or what is nowhere.

    Raises:
        FormatError: The windows cannot be read.
    """
    if removal.span is not None:
        return removal.span.start_ns
    spans = app_spans(recording, (removal.name,)) if removal.kind == "app" else []
    return spans[0].start_ns if spans else None


def _holding(runs: TextRuns, words: Words) -> list[int]:
    """Return the runs that go with words, by number."""
    if not words:
        return []
    across = runs_across(runs, words)
    return [number for number, run in enumerate(runs) if number in across or holds(run, words)]


def _inside(runs: TextRuns, cuts: Sequence[Span]) -> list[int]:
    """Return the runs that lie in spans as a whole, by number."""
    starts = [cut.start_ns for cut in cuts]
    found = []
    for number, (start_ns, end_ns) in enumerate(runs.rows[["start_ns", "end_ns"]].tolist()):
        place = bisect_right(starts, start_ns) - 1
        if place >= 0 and end_ns < cuts[place].end_ns:
            found.append(number)
    return found


def _span(runs: TextRuns, number: int) -> Span:
    run = runs.run(number)
    return Span(run.start_ns, run.end_ns + 1)
