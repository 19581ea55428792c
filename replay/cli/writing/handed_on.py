"""A recording as it is handed on for a purpose."""

from dataclasses import replace

from formats.model.header import Header
from formats.model.recording import Recording
from formats.model.wrapped import WrappedRecording
from replay.privacy.consent import handed_on


class HandedOn(WrappedRecording):
    """Is as another recording, with a consent for the stated purpose alone."""

    def __init__(self, raw: Recording, purpose: str) -> None:
        """Stand in front of a recording.

        Args:
            raw: What is handed on.
            purpose: What for, "" where nobody stated it: the consent stays as it is then.
        """
        super().__init__(raw)
        self._purpose = purpose

    @property
    def header(self) -> Header:
        """As the recording's, with the narrower consent."""
        header = self.raw.header
        return replace(header, consent=handed_on(header.consent, self._purpose))
