"""The engine that reads pictures goes to no network, from Python or from below it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.data import ROOT

_READS = (
    "import numpy as np\n"
    "from replay.privacy.screen.rapid import RapidEngine\n"
    "RapidEngine().read(np.full((60, 300, 3), 255, np.uint8))\n"
)


def test_reading_a_picture_leaves_nothing_to_be_sent(tmp_path: Path) -> None:
    """No id of this device and no account of what was done, which onnxruntime keeps and sends by itself.

    Python hears nothing of a socket that C++ opens; what is to be sent lies in the user's cache first.
    """
    pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
    environment = {key: value for key, value in os.environ.items() if key != "ORT_DISABLE_TELEMETRY"}
    environment |= {"XDG_CACHE_HOME": str(tmp_path / "cache"), "HOME": str(tmp_path)}

    subprocess.run([sys.executable, "-c", _READS], env=environment, cwd=ROOT, check=True, timeout=120)

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
