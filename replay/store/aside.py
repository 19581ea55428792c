"""Where changes go that the store did not take before the program had to end: leaving loses nothing."""

import time
from collections.abc import Sequence
from pathlib import Path

from formats.model.changes import Change
from formats.native.whole_file import whole_file
from replay.store.errors import StoreError
from replay.store.journal_file import write_journal
from replay.store.paths import aside_folder


def save_aside(changes: Sequence[Change], folder: Path | None = None) -> Path:
    """Write changes to a file of their own, which `replay journal import` reads.

    Args:
        changes: At least one, in their order.
        folder: Where to; None for the platform's place.

    Raises:
        StoreError: It cannot be written either.
    """
    folder = folder or aside_folder()
    path = folder / f"unsaved-{time.strftime('%Y%m%d-%H%M%S')}-{changes[0].hash[:8]}.jsonl"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with whole_file(path) as file:
            write_journal(changes, file)
        path.chmod(0o600)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}: {len(changes):,} changes are lost") from error
    return path
