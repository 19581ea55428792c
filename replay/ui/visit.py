"""What a person came to a recording for; imports nothing, so that the command line can say it early."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Visit:
    """Why a recording is opened."""

    labels: bool = False
    """To label: the tiers are shown without being asked for."""
    between: tuple[str, str] | None = None
    """Two authors who are held against each other."""
    gold: str = ""
    """An author whose labels are right, to learn by."""
    claimed: bool = False
    """Whether it was claimed from the team's queue and can be handed in."""
    reviewed: str = ""
    """An author whose labels are looked through, "" for one's own."""
    note: str = ""
    """What the person is to know first: why the recording was sent back."""
    privacy: bool = False
    """To sign off: what they see is kept then, and of nobody else."""
    keep_nothing: bool = False
    """To keep nothing of what is read on the pictures for the next time."""
    fidelity: bool = False
    """To judge the capture: the list of defects is the first that is shown."""
    uncorrected: bool = False
    """To see the frames with the times that were recorded, whatever is kept in the journal."""

    awaits_correction: bool = False
    """Whether the journal may hold a correction: until it is read, the frames' times are those recorded."""

    @property
    def needs_tiers(self) -> bool:
        """Whether labels are shown without being asked for."""
        return self.labels or self.between is not None or bool(self.gold or self.reviewed)


LOOKS = Visit()
"""To look at it, and nothing else."""
