"""The recorded person's word on a recording, as the screen is given it and gives it back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from replay.privacy.subject.redactions import SubjectList


class WordError(Exception):
    """The person's word could not be read or kept; the message is one line for people."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the person's list says, and what they must know of it."""

    subject: SubjectList
    is_there: bool
    """Whether there is a list: while there is none, nothing but the consent holds the recording back."""
    lost: str = ""
    """That a list of theirs is gone, or does not hold here, in a sentence; "" where none is."""
    withdrawn: str = ""
    """When the person took back their consent, in words; "" where they did not."""
    unnoted: str = ""
    """Why their word is not in the audit, in a line; "" where it is, or is not to be."""


class OwnWord(Protocol):
    """Reads and writes the person's list; asked from a thread."""

    def read(self) -> Said:
        """Read what the list says now.

        Raises:
            WordError: It cannot be read.
        """

    def heard(self) -> Said | None:
        """Read it where another program changed the list or withdrew the recording since; else None.

        Raises:
            WordError: It was changed, and cannot be read.
        """

    def change(self, change: Callable[[SubjectList], SubjectList]) -> Said:
        """Read the list, change it and write it, while no other program does.

        Args:
            change: Makes the list to be out of the one that is there, which may be another than was read
                last; what it raises changes nothing.

        Raises:
            WordError: It cannot be read or written, or was withdrawn; it is as it was.
            ValueError: `change` raised it.
        """
