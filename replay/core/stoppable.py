"""A recording whose readers can be stopped: between two reads, from another thread."""

from collections.abc import Callable

from formats.model.recording import Recording
from formats.model.wrapped import WrappedRecording


class StoppedError(Exception):
    """Nobody wants any more what is being read."""


class StoppableRecording(WrappedRecording):
    """Reads a recording until it is told to stop; whoever reduces it need not know."""

    def __init__(self, recording: Recording, is_stopped: Callable[[], bool]) -> None:
        """Read `recording`; where `is_stopped`, every read is a `StoppedError`."""
        super().__init__(recording)
        self._is_stopped = is_stopped

    @property
    def read(self) -> Recording:
        """The recording, unless it is to be read no more."""
        if self._is_stopped():
            raise StoppedError
        return self.raw
