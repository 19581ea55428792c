"""Which recordings were withdrawn: said beside each, for everybody, and remembered here, by their ids.

A recording is never modified, and of a sealed one nothing can be read once its key is gone. So the word that
it was withdrawn lies beside it; what is remembered also knows a copy under another name.
"""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from formats.errors import DamagedError
from formats.plain_file import is_there
from replay.store.paths import withdrawals_folder

_SAFE_ID = re.compile(r"[0-9A-Za-z_-]{1,80}")
_FILE_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That the recorded person took back what they had agreed to."""

    recording: str
    """Content id; "" where it was not known any more."""
    at_utc_ns: int
    who: str
    """Who carried it out."""


def withdrawal_path(recording: Path) -> Path:
    """Return where it is said of a recording that it was withdrawn."""
    return recording.with_name(f"{recording.name}.withdrawn.json")


def write_withdrawal(
    path: Path, withdrawal: Withdrawal, recording_id: str = "", folder: Path | None = None
) -> None:
    """Say that a recording was withdrawn, beside it and among what is remembered.

    Args:
        path: The recording.
        withdrawal: What is said.
        recording_id: Of its header; "" where it has none, or it cannot be read.
        folder: Where it is remembered; None for the platform's place.

    Raises:
        OSError: It cannot be written.
    """
    # Hashing comes with it, and `open` asks for a withdrawal before its first paint.
    from formats.native.whole_file import whole_file  # noqa: PLC0415

    data = json.dumps(asdict(withdrawal), indent=1).encode() + b"\n"
    folder = folder or withdrawals_folder()
    names = [name for name in (recording_id, withdrawal.recording) if _SAFE_ID.fullmatch(name)]
    failed: list[OSError] = []
    # Where one cannot be written, the others still count.
    for place in (withdrawal_path(path), *(folder / f"{name}.json" for name in names)):
        try:
            if place.parent == folder:
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with whole_file(place) as file:
                file.write(data)
        except OSError as error:
            failed.append(error)
    if failed:
        raise failed[0]


def find_withdrawal(path: Path, recording_id: str = "", folder: Path | None = None) -> Withdrawal | None:
    """Return the withdrawal of a recording, None where there is none.

    Args:
        path: The recording.
        recording_id: Of its header, or its content id; "" looks beside it only.
        folder: Where it is remembered; None for the platform's place.

    Raises:
        DamagedError: What is said cannot be read; that something is said is enough to be careful.
    """
    places = [withdrawal_path(path)]
    # The id comes from the recording: it must not become a path of its own choosing.
    if _SAFE_ID.fullmatch(recording_id):
        places.append((folder or withdrawals_folder()) / f"{recording_id}.json")
    found = next((place for place in places if is_there(place)), None)
    if found is None:
        return None
    try:
        with found.open("rb") as file:
            told = json.loads(file.read(_FILE_BYTES))
        return Withdrawal(str(told["recording"]), int(told["at_utc_ns"]), str(told["who"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise DamagedError(
            f"{found} says that it was withdrawn, and cannot be read: {error!r:.80}"
        ) from error
