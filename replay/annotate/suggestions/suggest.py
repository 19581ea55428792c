"""Suggested boundaries: where a task may end and the next begin, with reasons, to be accepted or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from formats.model.actions import Actions
from formats.model.annotations import Edge
from formats.model.recording import Recording
from formats.model.time import NS_PER_S
from replay.annotate.suggestions.cues import CUES, Cue, Looked
from replay.annotate.suggestions.seams import Seam, seams

LIKELY = 0.4
"""The least score that is suggested: what one strong cue has, or two weak ones together."""
CLOSE_NS = NS_PER_S
"""Suggestions closer than this are one."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A boundary that may be right."""

    edge: Edge
    """Where, with the event that it is anchored to."""
    score: float
    """How likely, 0 to 1, as far as the cues tell."""
    reasons: tuple[str, ...]
    """In words, the strongest first."""
    kinds: tuple[str, ...]
    """Kinds of the cues, in the order of the reasons."""

    @property
    def id(self) -> str:
        """Equal whenever the same is suggested again, so that a decision on it holds."""
        anchor = self.edge.anchor
        return f"suggest:{f'{anchor.kind}:{anchor.number}' if anchor else self.edge.t_ns}"


def suggest(
    recording: Recording,
    actions: Actions,
    *,
    found: Sequence[Seam] | None = None,
    changes: Sequence[float] = (),
    likely: float = LIKELY,
    most: int | None = None,
) -> list[Suggestion]:
    """Suggest boundaries, in order of time.

    Args:
        recording: Where from; reads windows and, without `found`, the pointer.
        actions: Of the recording.
        found: Its seams, from `replay.annotate.suggestions.seams.seams`, where they are known already.
        changes: How much of the screen changed up to each seam, from
            `replay.annotate.suggestions.seams.shown_changes`, as far as that is known; without it pictures
            have no say.
        likely: The least score.
        most: The best so many, None for all.
    """
    looked = Looked(recording, actions, seams(recording, actions) if found is None else found, changes)
    cues: dict[int, list[Cue]] = {}
    for cue in (cue for find in CUES for cue in find(looked)):
        cues.setdefault(cue.seam, []).append(cue)
    every = [_suggestion(looked.seams[number], of_seam) for number, of_seam in sorted(cues.items())]
    good = [each for each in _merged(every) if each.score >= likely]
    if most is not None:
        good = sorted(good, key=lambda each: -each.score)[:most]
    return sorted(good, key=lambda each: each.edge.t_ns)


def _suggestion(seam: Seam, cues: Sequence[Cue]) -> Suggestion:
    # Of one kind the strongest counts: three windows that open at once are one reason.
    best: dict[str, Cue] = {}
    for cue in sorted(cues, key=lambda cue: -cue.weight):
        best.setdefault(cue.kind, cue)
    score = 1 - prod(1 - cue.weight for cue in best.values())
    return Suggestion(seam.edge, score, tuple(cue.words for cue in best.values()), tuple(best))


def _merged(every: Sequence[Suggestion]) -> list[Suggestion]:
    """Let the better of two that are close stand for both, with the reasons of both."""
    merged: list[Suggestion] = []
    for each in every:
        if not merged or each.edge.t_ns - merged[-1].edge.t_ns >= CLOSE_NS:
            merged.append(each)
            continue
        better, other = sorted((merged[-1], each), key=lambda one: -one.score)
        further = [number for number, kind in enumerate(other.kinds) if kind not in better.kinds]
        merged[-1] = Suggestion(
            better.edge,
            better.score,
            (*better.reasons, *(other.reasons[number] for number in further)),
            (*better.kinds, *(other.kinds[number] for number in further)),
        )
    return merged
