"""Recording opens no socket but those of X11, from Python or below it."""

from pathlib import Path

import pytest

pytest.importorskip("Xlib", reason="python-xlib is in the extra 'record'")

from tests.no_sockets import ended_without_sockets
from tests.replay.cli.shell import command_line
from tests.replay.record.policy import POLICY
from tests.replay.record.sessions import x_session


def test_recording_opens_no_socket_but_to_the_session(tmp_path: Path) -> None:
    """That is one of this machine; `tests.replay.cli.test_no_socket` has all other commands."""
    out, policy = tmp_path / "a.replay", tmp_path / "policy.toml"
    policy.write_text(POLICY)
    words = ("record", "-o", out, "--consent", policy, "--seconds", "1")
    with x_session(tmp_path, 640, 480) as session:
        done = ended_without_sockets(*command_line(*words), environment=session.environment)

    assert done.returncode == 0, done.stderr
    assert out.exists()
