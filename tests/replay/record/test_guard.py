"""Each part of the recorder that dies ends the recording with a word, and what came before is kept."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("Xlib", reason="python-xlib is in the extra 'record'")
pytest.importorskip("mss", reason="mss is in the extra 'record'")

from Xlib.display import Display

from formats.native.reader import Reader
from replay.record.consent import Agreement
from replay.record.errors import BrokenOffError, NotHereError
from replay.record.pictures import Pictures
from replay.record.plan import Plan
from replay.record.recorder import Recorder
from replay.record.windows import WindowWatch
from tests.replay.cli.shell import replay
from tests.replay.record.policy import POLICY
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


def test_a_full_disk_is_told_with_what_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line names the file that holds what came before, and the command that saves it does so."""
    out, saved, policy = tmp_path / "a.replay", tmp_path / "b.replay", tmp_path / "policy.toml"
    policy.write_text(POLICY)
    full = OSError(28, os.strerror(28))
    with x_session(tmp_path, 640, 480) as session:
        monkeypatch.setenv("DISPLAY", session.name)
        monkeypatch.setenv("XDG_SESSION_TYPE", "x11")
        monkeypatch.setattr(WindowWatch, "look", dies_after(9, WindowWatch.look, full))
        said = replay("record", "-o", out, "--consent", policy, "--seconds", "20")

    assert said.status == 3
    assert "No space left" in said.err
    assert f"replay recover {out} -o" in said.err
    assert replay("recover", out, "-o", saved).status in {0, 1}
    with Reader(saved) as recording:
        assert len(recording.events("clock"))


def test_a_session_of_wayland_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where nothing in the environment says so: its X server sees only a part of what is done."""
    real = Display.has_extension
    with x_session(tmp_path, 640, 480) as session:
        monkeypatch.setattr(
            Display, "has_extension", lambda self, name: name == "XWAYLAND" or real(self, name)
        )
        with pytest.raises(NotHereError, match="Wayland"):
            Recorder(
                Plan(tmp_path / "a.replay", Agreement("P", ("x",), date(2999, 1, 1)), display=session.name)
            )
