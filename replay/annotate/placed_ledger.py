"""A ledger whose annotations lie where they do while the frames have corrected times; what commands read."""

from collections.abc import Iterable, Mapping

from formats.model.annotations import Annotation
from formats.model.changes import Change
from formats.model.corrected import corrected
from formats.model.recording import Recording
from replay.annotate.correction import in_force
from replay.annotate.ledger import Ledger
from replay.annotate.placement import Placement


class PlacedLedger(Ledger):
    """Shows what stands with the times that a placement gives it; its changes are as they are stored."""

    def __init__(self, changes: Iterable[Change], placement: Placement) -> None:
        super().__init__(changes)
        self._placement = placement

    @property
    def standing(self) -> Mapping[str, Annotation]:
        """Annotations that are not deleted, by id, where they lie now; made anew each time."""
        stored = super().standing
        return {name: self._placement.shown(each) for name, each in stored.items()}


def placed(recording: Recording, changes: Iterable[Change]) -> tuple[Recording, Ledger]:
    """Return a recording with the correction that its changes hold, and what stands where it lies then.

    Args:
        recording: As it was opened.
        changes: Of the recording, from a store or a journal.
    """
    ledger = Ledger(changes)
    kept = in_force(ledger)
    if kept is None or kept.refusal or not len(recording.frames):
        return recording, ledger
    recording = corrected(recording, kept.correction)
    return recording, PlacedLedger(ledger.changes, Placement.of(recording))
