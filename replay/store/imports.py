"""Imports of foreign recordings that were opened: made once, and made again when the source has changed.

They hold what the recording holds, so that only their owner may read them.
"""

import hashlib
import importlib.metadata
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from formats.errors import FormatError
from formats.model.content_id import content_id
from formats.model.recording import Recording
from formats.model.report import ImportOptions
from formats.native.copy import write_recording
from formats.native.reader import Reader
from formats.native.stored_bytes import Unlock
from formats.registry import NATIVE, detect, import_recording
from replay.store.paths import imports_folder

BUDGET_BYTES = 8 << 30
"""What all imports may take together; those not opened for the longest time go first."""
_MANY_FILES = 200_000


def open_imported(
    path: Path, options: ImportOptions, folder: Path | None = None, unlock: Unlock | None = None
) -> Recording:
    """Open a recording of any format; a foreign one by its import, which is made where there is none yet.

    Args:
        path: The recording.
        options: Told of the progress of an import, among other things.
        folder: Where imports are kept; None for the platform's place.
        unlock: Asked for the key of a sealed file, of which nothing is kept.

    Raises:
        FormatError: It cannot be read, or the import cannot be written.
    """
    if detect(path) == NATIVE:
        return Reader(path, unlock=unlock)
    folder = folder or imports_folder()
    kept = folder / f"{_fingerprint(path)}.replay"
    if kept.exists():
        try:
            recording = Reader(kept)
            os.utime(kept)
        except (FormatError, OSError):
            kept.unlink(missing_ok=True)  # damaged since: it is made again
        else:
            return recording
    try:
        _make(path, kept, options)
    except OSError as error:
        raise FormatError(
            f"{path} cannot be opened: its import cannot be kept in {folder}: {error.strerror or error}; "
            "`replay import` writes it where you say"
        ) from error
    _prune(folder, kept)
    return Reader(kept)


def forget(path: Path, recording: str, folder: Path | None = None) -> int:
    """Delete the imports that were kept of a recording, and return how many.

    Args:
        path: What was imported; it need not be there any more.
        recording: Content id by which it is found under other names; "" finds it by `path` alone.
        folder: Where imports are kept; None for the platform's place.

    Raises:
        OSError: One cannot be deleted.
    """
    folder = folder or imports_folder()
    gone = 0
    own = folder / f"{_fingerprint(path)}.replay" if path.exists() else None
    for kept in sorted(folder.glob("*.replay")):
        if kept == own or (recording and _content(kept) == recording):
            kept.unlink(missing_ok=True)
            gone += 1
    return gone


def _content(kept: Path) -> str:
    try:
        with Reader(kept) as reader:
            return content_id(reader)
    except (FormatError, OSError):
        return ""  # damaged since: it is made again when it is asked for


def _make(path: Path, kept: Path, options: ImportOptions) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # A folder of its own: two that open the same recording at once must not write into one file.
    with tempfile.TemporaryDirectory(dir=kept.parent, prefix="making-") as making:
        made = Path(making) / kept.name
        with import_recording(path, options).recording as recording:
            write_recording(recording, made, archive=False, progress=options.stage("writing"))
        made.chmod(0o600)
        made.replace(kept)


def _fingerprint(path: Path) -> str:
    """Return a name that is another one whenever the source, or what reads it, has changed."""
    told = hashlib.sha256()
    told.update(importlib.metadata.version("replay-desk").encode())
    told.update(os.fsencode(path.resolve()))
    for file in _files(path.resolve()):
        status = file.stat()
        told.update(os.fsencode(file) + f" {status.st_size} {status.st_mtime_ns} ".encode())
    return told.hexdigest()[:32]


def _files(path: Path) -> Iterator[Path]:
    """Yield the files that a recording is made of: all in a folder, else what has the file's own stem."""
    roots = [path] if path.is_dir() else path.parent.glob(f"{_literal(path.stem)}.*")
    found = (file for root in roots for file in (root, *root.rglob("*")) if file.is_file())
    for number, file in enumerate(sorted(found)):
        if number >= _MANY_FILES:
            raise FormatError(f"{path}: more than {_MANY_FILES:,} files: import it with `replay import`")
        yield file


def _literal(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def _prune(folder: Path, newest: Path) -> None:
    kept = sorted(
        (file for file in folder.glob("*.replay") if file != newest), key=lambda file: -file.stat().st_mtime
    )
    size = newest.stat().st_size
    for file in kept:
        size += file.stat().st_size
        if size > BUDGET_BYTES:
            file.unlink(missing_ok=True)
