"""Where real recordings lie, for the tests and benchmarks that read them."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "desk.replay"
"""What a recorder before ours captured, made by `build_desk`: what it holds is known to many tests."""
SHARED = Path(os.environ.get("REPLAY_TEST_DATA", ROOT.parent / "shared" / "data"))


def real(*parts: str) -> Path:
    """Return the path of a real recording, or skip the test with a reason."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"the real recording {'/'.join(parts)} is not on this machine (REPLAY_TEST_DATA)")
    return path
