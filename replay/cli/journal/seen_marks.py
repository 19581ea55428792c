"""What people saw, as journals carry it: for each of them and each recording all that any line says."""

from dataclasses import dataclass, field

from replay.privacy.review.seen import read_seen, with_seen
from replay.store.journal_file import SeenMark


@dataclass(frozen=True, slots=True)
class SeenMarks:
    """Marks by recording and author, joined."""

    texts: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, mark: SeenMark) -> None:
        """Add what a journal or a store says.

        Raises:
            FormatError: It says nothing that anybody can have seen; what was added before stays.
        """
        place = mark.recording, mark.author
        self.texts[place] = with_seen(self.texts.get(place, ""), read_seen(mark.seen))

    def all(self) -> list[SeenMark]:
        """Return them, one for each recording and author."""
        return [SeenMark(*place, text) for place, text in self.texts.items()]
