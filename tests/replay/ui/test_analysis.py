"""Reading a recording through: stopped at once when nobody wants it any more."""

import threading
import time

import numpy as np
import pytest
from textual.message import Message

from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.streams import STREAMS, Events, empty
from formats.native.reader import Reader
from replay.core.stoppable import StoppableRecording, StoppedError
from replay.privacy.masks.windows import MaskedWindows
from replay.ui.analysis import Analysis
from tests.data import SAMPLE


class Held(MemoryRecording):
    """A read of it lasts until it is let go, and then finds the recording closed."""

    def __init__(self) -> None:
        rows = np.zeros(9, STREAMS["button"].dtype)
        super().__init__(Header("x"), {"button": Events("button", rows)})
        self.reading, self.go = threading.Event(), threading.Event()
        self.reads = 0

    def rows(self, stream: str, start: int, stop: int) -> Events:
        del stream, start, stop
        return self._held()

    def events(self, stream: str, span: object = None) -> Events:
        del stream, span
        return self._held()

    def row_at(self, stream: str, t_ns: int) -> int:
        del stream, t_ns
        return len(self._held())

    def _held(self) -> Events:
        self.reads += 1
        self.reading.set()
        self.go.wait(20)
        raise ValueError("the recording is read after it was closed")


@pytest.mark.filterwarnings("error")
def test_leaving_waits_for_no_reduction() -> None:
    """Closing returns while a read goes on; behind it nothing more is read, posted or told of."""
    recording = Held()
    posted: list[Message] = []
    analysis = Analysis(
        recording,
        posted.append,
        idle_s=3,
        windows=MaskedWindows(recording, empty("window"), lambda *_: False),
    )
    analysis.start()
    assert recording.reading.wait(10)

    began = time.monotonic()
    analysis.close()
    waited_s = time.monotonic() - began
    recording.go.set()
    analysis._thread.join(10)

    assert waited_s < 2
    assert not analysis._thread.is_alive()
    assert (recording.reads, posted) == (1, [])


def test_what_may_be_stopped_reads_like_the_recording_until_it_is() -> None:
    """Nobody who reduces it can tell the difference, and then every read ends."""
    stop = threading.Event()
    with Reader(SAMPLE) as reader:
        source = StoppableRecording(reader, stop.is_set)
        for name, info in reader.streams.items():
            assert source.rows(name, 0, info.rows).rows.tobytes() == reader.events(name).rows.tobytes()
            assert source.row_at(name, info.end_ns) == reader.row_at(name, info.end_ns)
        assert np.array_equal(source.pixels(0), reader.pixels(0))
        assert (source.duration_ns, source.problems) == (reader.duration_ns, reader.problems)

        stop.set()

        for reading in (
            lambda: source.events("key"),
            lambda: source.rows("key", 0, 1),
            lambda: source.row_at("key", 0),
            lambda: source.frames,
            lambda: source.pixels(0),
        ):
            with pytest.raises(StoppedError):
                reading()
