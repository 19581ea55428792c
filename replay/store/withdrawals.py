"""Which recordings were withdrawn: said beside each, for everybody, and remembered here, by their ids.

A recording is never modified, and of a sealed one nothing can be read once its key is gone. So the word that
it was withdrawn lies beside it; what is remembered also knows a copy under another name.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from formats.plain_file import is_named
from replay.store.paths import withdrawals_folder
from replay.store.remembered import check_folder, read_remembered, remembered_path


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
    remembered = (remembered_path(folder, name) for name in (recording_id, withdrawal.recording))
    failed: list[OSError] = []
    # Where one cannot be written, the others still count.
    for place in (withdrawal_path(path), *filter(None, remembered)):
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
    folder = folder or withdrawals_folder()
    remembered = remembered_path(folder, recording_id)
    places = [withdrawal_path(path), *([] if remembered is None else [remembered])]
    found = next((place for place in places if is_named(place)), None)
    if found is None:
        check_withdrawals(folder)
    return None if found is None else read_remembered(found, "it was withdrawn", _withdrawal)


def check_withdrawals(folder: Path | None = None) -> None:
    """Refuse to take what cannot be looked into for nothing withdrawn.

    Raises:
        DamagedError: The folder of what is remembered is none, or may not be read.
    """
    check_folder(folder or withdrawals_folder(), "which recordings were withdrawn")


def _withdrawal(told: Any) -> Withdrawal:
    return Withdrawal(str(told["recording"]), int(told["at_utc_ns"]), str(told["who"]))
