"""Each part of the recorder that dies ends the recording with a word, and what came before is kept."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("Xlib", reason="python-xlib is in the extra 'record'")
pytest.importorskip("mss", reason="mss is in the extra 'record'")

from formats.native.reader import Reader
from replay.record.consent import Agreement
from replay.record.errors import BrokenOffError
from replay.record.pictures import Pictures
from replay.record.plan import Plan
from replay.record.recorder import Recorder
from replay.record.windows import WindowWatch
from tests.replay.record.sessions import x_session
from tests.replay.record.test_left_out import everything


def dies_after(calls: int, real: Callable[..., Any], error: Exception) -> Callable[..., Any]:
    """Return a function that does as `real` does, and raises at last."""
    left = [calls]

    def call(*given: Any, **named: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise error
        return real(*given, **named)

    return call


@pytest.mark.parametrize(
    ("part", "error", "words"),
    [
        ((Pictures, "_take", 4), RuntimeError("the camera broke"), "the camera broke"),
        ((Pictures, "_write_known", 4), OSError(28, os.strerror(28)), "No space left"),
        ((WindowWatch, "look", 9), OSError(28, os.strerror(28)), "No space left"),
    ],
)
def test_a_part_that_dies_ends_it_with_a_word(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    part: tuple[type, str, int],
    error: Exception,
    words: str,
) -> None:
    """On the thread of the pictures as in the loop, whether it broke or the disk is full."""
    owner, name, calls = part
    out = tmp_path / "a.replay"
    with x_session(tmp_path, 640, 480) as session:
        monkeypatch.setattr(owner, name, dies_after(calls, getattr(owner, name), error))
        plan = Plan(out, Agreement("P", ("tests",), date(2999, 1, 1)), display=session.name, seconds=20)
        recorder = Recorder(plan)
        with pytest.raises((BrokenOffError, OSError), match=words):
            recorder.run()

    with Reader(out) as recording:
        # What breaks the loop itself leaves a file as a killed recorder does.
        assert not recording.problems or owner is WindowWatch
    assert everything(out)["clock"]


def test_a_server_that_stops_to_send_events_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when somebody ends the recorder's connection for events: nothing is recorded without a word."""
    out = tmp_path / "a.replay"
    with x_session(tmp_path, 640, 480) as session:
        plan = Plan(out, Agreement("P", ("tests",), date(2999, 1, 1)), display=session.name, seconds=20)
        recorder = Recorder(plan)
        source = recorder._input
        monkeypatch.setattr(source, "take", dies_after(9, source.take, ConnectionError("ended")))
        source._arrived.clear()
        real = recorder._clock_connection.sync
        monkeypatch.setattr(
            recorder._clock_connection,
            "sync",
            lambda: (source._control.record_disable_context(source._context), source._control.sync(), real()),
        )
        with pytest.raises(BrokenOffError, match="sends no more events"):
            recorder.run()

    names = [row["name"] for row in everything(out)["marker"]]
    assert names == ["fault", "end"]
