"""Tiers as other tools have them: no overlaps, points apart from spans, perhaps one author each."""

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from formats.model.annotations import Annotation
from formats.model.tier_names import written_name


@dataclass(slots=True)
class Track:
    """One tier of another tool."""

    name: str
    """As it is written, see `formats.model.tier_names`; no two tracks have the same."""
    tier: str
    """Ours."""
    kind: str
    author: str
    annotations: list[Annotation] = field(default_factory=list)
    """In order of time, none beginning before the one before it ends."""


Place = tuple[str, str, str]
"""Name of the tier, kind and author."""


def tracks(
    annotations: Iterable[Annotation],
    place: Callable[[Annotation], Place],
    extent: Callable[[Annotation], tuple[int, int]],
) -> list[Track]:
    """Put annotations into tracks.

    Args:
        annotations: In order of time.
        place: Says which are kept apart.
        extent: Says from when to when an annotation takes a track; the end is not before the start.
    """
    places: dict[Place, list[Annotation]] = {}
    for annotation in annotations:
        places.setdefault(place(annotation), []).append(annotation)
    parts: dict[str, int] = {}
    made = []
    for (tier, kind, author), members in places.items():
        for lane in lanes(members, extent):
            parts[tier] = parts.get(tier, 0) + 1
            made.append(Track(written_name(tier, parts[tier]), tier, kind, author, lane))
    return made


def split_sentence(made: Sequence[Track], format_name: str) -> Iterator[str]:
    """Say that tiers were split, where they were.

    Args:
        made: All tracks.
        format_name: Who takes them only apart.
    """
    more = len(made) - len({track.tier for track in made})
    if more > 0:
        yield (
            f"tiers more than here, numbered as in 'task (2)', for overlaps, points and what others made, "
            f"which {format_name} has apart; reading puts them together again: {more:,}"
        )


def lanes(
    annotations: Iterable[Annotation], extent: Callable[[Annotation], tuple[int, int]]
) -> list[list[Annotation]]:
    """Put annotations into as few lanes as there are at one time, none overlapping the one before it.

    Args:
        annotations: In order of time.
        extent: As in `tracks`.
    """
    made: list[list[Annotation]] = []
    busy: list[tuple[int, int]] = []
    free: list[int] = []
    for annotation in annotations:
        start, end = extent(annotation)
        while busy and busy[0][0] <= start:
            heapq.heappush(free, heapq.heappop(busy)[1])
        if free:
            number = heapq.heappop(free)
        else:
            number = len(made)
            made.append([])
        made[number].append(annotation)
        heapq.heappush(busy, (end, number))
    return made
