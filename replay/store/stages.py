"""What happens to somebody's share of a recording: its stages, and how it goes from one to the next.

    waiting ── next ──> draft ── submit ──> review ── accept ──> accepted
       ^                  │ ^                  │
       └──── release ─────┘ └─── send back ────┘

A share is claimed to be annotated, and claimed by somebody else to be reviewed. A claim has a lease: when it
has run out, another may have the share. And it has a number, its fence, higher than those of all claims
before it: whoever comes back with one that has ended is refused, so that work is never finished twice.
"""

from dataclasses import dataclass
from typing import Literal

Stage = Literal["waiting", "draft", "review", "accepted"]
Purpose = Literal["annotate", "review"]
Outcome = Literal["submitted", "accepted", "sent back", "released", "expired"]

USUAL_LEASE_S = 24 * 3600.0
"""A recording takes long; the screen renews the claim while it is open."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody has a share of a recording, until a time."""

    fence: int
    share: int
    recording: str
    """Content id."""
    name: str
    """Of the recording's file."""
    path: str
    """Where it lay when it was added."""
    author: str
    """Who has it."""
    purpose: Purpose
    annotator: str
    """Whose annotations they are: the author's own, unless they are reviewed."""
    blind: bool
    """Whether an annotator is shown nobody else's."""
    until_utc_ns: int
    comment: str = ""
    """Why it was sent back last, "" where it was not."""


@dataclass(frozen=True, slots=True)
class Share:
    """How far one person's share of a recording is."""

    id: int
    recording: str
    name: str
    path: str
    number: int
    """From 0; a recording that three people annotate has three."""
    blind: bool
    stage: Stage
    annotator: str
    """"" while it waits."""
    fence: int
    """Of its newest claim, 0 where it never had one."""
    holder: str
    """Who has it now, "" for nobody."""
    purpose: Purpose | None
    until_utc_ns: int | None
    comment: str
    """Of its newest move."""


@dataclass(frozen=True, slots=True)
class Move:
    """A share went from one stage to another."""

    recording: str
    number: int
    at_utc_ns: int
    author: str
    """Who did it."""
    before: Stage
    after: Stage
    comment: str
    fence: int | None
