"""A sealed recording, and who may open it, for tests of commands."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.data import SAMPLE
from tests.replay.cli.shell import replay


@dataclass(frozen=True, slots=True)
class Sealed:
    """A recording in the clear, and sealed for `identity`, which is one's own."""

    plain: Path
    path: Path
    key: Path
    identity: Path


def own_folders(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Keep settings, identities, audits and imports of a test to itself."""
    for name in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / "home" / name))


def seal_sample(folder: Path) -> Sealed:
    """Seal the sample; see `own_folders`."""
    made = replay("identity", "--new", "--json")
    plain, path = folder / "desk.replay", folder / "sealed.replay"
    shutil.copy(SAMPLE, plain)
    assert replay("seal", plain, "-o", path).status == 0
    return Sealed(plain, path, folder / "sealed.replay.key", Path(made.document["origin"]))
