"""What lies beside a recording: what belongs to it alone, which goes with it, and why the rest stays."""

import re
import shlex
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from formats.errors import FormatError
from formats.model.export import files_beside
from formats.plain_file import is_there, open_plain
from replay.cli.writing.copies import made_of
from replay.core.counted import count_text
from replay.store.errors import StoreError

if TYPE_CHECKING:
    from replay.store.place import Place

_LISTS = re.compile(r"(?P<copy>[^.]{1,8}\.)?(?P<kind>redactions|canaries|subject)\.json")
_EXPORTED = re.compile(r"frames/\d+\.[a-z]+|video-\d+\.[a-z0-9]+")
"""Files that exports write into the folder beside theirs."""
_MOST_FILES = 2_000_000
_OURS = ".replay"


@dataclass(frozen=True, slots=True)
class Beside:
    """Something that lies beside a recording and stays there."""

    path: Path
    why: str
    """Why it stays, a part of a sentence."""
    command: str
    """What deletes it."""


def delete_beside(path: Path, recording: str, undone: list[str]) -> list[Path]:
    """Delete what lies beside a recording and belongs to it alone, and return what is gone.

    Args:
        path: The recording, which is deleted, too.
        recording: Its content id, "" where it is not known.
        undone: Gets a sentence on what could not be deleted.
    """
    gone: list[Path] = []
    for each in _entries(path):
        try:
            if each == files_beside(path):
                if _emptied(each):
                    gone.append(each)
            elif _is_own_list(path, each, recording):
                each.unlink(missing_ok=True)
                gone.append(each)
        except OSError as error:
            undone.append(f"{each} is not deleted: {error.strerror or error}: {_remove(each)}")
    return gone


def beside(path: Path, recording: str, copies: Iterable[str]) -> list[Beside]:
    """Return what lies beside a recording, made from it or named as it, and why it is still there.

    Args:
        path: The recording, which need not be there any more.
        recording: Content id, "" where it is not known.
        copies: Paths that are listed as copies.
    """
    named = set(copies)
    found = [_kept(path, each, recording) for each in _entries(path) if str(each) not in named]
    why = "it has the same name, and may be a part of it or of another one"
    found += [Beside(each, why, _remove(each)) for each in _parts(path) if str(each) not in named]
    store = _store(path, recording)
    return [*found, *([store] if store is not None else [])]


def _entries(path: Path) -> list[Path]:
    """Return what has the recording's name with more at its end, but for its key and the word on it."""
    from replay.store.key_files import key_path
    from replay.store.withdrawals import withdrawal_path

    return [
        each
        for each in sorted(path.parent.iterdir())
        if each.name.startswith(f"{path.name}.") and each not in {withdrawal_path(path), key_path(path)}
    ]


def _parts(path: Path) -> list[Path]:
    """Return files of a foreign recording's name with another ending: its video, its subtitles."""
    if path.suffix == _OURS:
        return []
    return [
        each
        for each in sorted(path.parent.iterdir())
        if each.stem == path.stem and each != path and each.suffix != _OURS and each.is_file()
    ]


def _kept(path: Path, each: Path, recording: str) -> Beside:
    if each == files_beside(path) and each.is_dir() and not each.is_symlink():
        if is_there(path):
            return Beside(each, f"the pictures and videos of {path.name}", _withdraw(path))
        return Beside(each, "it holds files that no export writes", _remove(each))
    if _is_own_list(path, each, recording):
        return Beside(each, f"made from {path.name}, and {_who_reads(each)}", _withdraw(path))
    if _LISTS.fullmatch(_ending(path, each)):
        return Beside(each, "it is not known to be of this recording", _remove(each))
    return Beside(each, "nobody here knows what it is", _remove(each))


def _is_own_list(path: Path, each: Path, recording: str) -> bool:
    """Say whether a list is the recording's: what was removed, what was planted, what its person said.

    One of a copy is taken for it unless the audit says that the copy was made of something else: of a
    recording that had this name before.
    """
    from replay.privacy.canaries.planted import unpack_canaries
    from replay.privacy.list_file import LIST_BYTES
    from replay.privacy.redact.kept import copy_of
    from replay.privacy.subject.redactions import unpack_said

    named = _LISTS.fullmatch(_ending(path, each))
    if named is None or each.is_symlink() or not each.is_file():
        return False
    try:
        with open_plain(each) as file:
            data = file.read(LIST_BYTES + 1)
        if named["kind"] == "subject":
            return unpack_said(data).recording == recording
        copy = copy_of(data) if named["kind"] == "redactions" else unpack_canaries(data).copy
        made = made_of(path, copy)
    except (FormatError, OSError, StoreError):
        return False
    return not made or recording in made


def _who_reads(listed: Path) -> str:
    """Say whether a list of a recording is in the clear."""
    from replay.privacy.list_file import LIST_BYTES, closed_by

    with suppress(OSError), open_plain(listed) as file:
        if closed_by(file.read(LIST_BYTES + 1)) is not None:
            return "what is in it is enciphered by the same key"
    return "what is in it is in the clear"


def _emptied(folder: Path) -> bool:
    """Delete what exports wrote into a folder, and the folder where nothing else was in it."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    for number, each in enumerate(sorted(folder.rglob("*"))):
        is_written = _EXPORTED.fullmatch(each.relative_to(folder).as_posix())
        if number < _MOST_FILES and is_written and each.is_file() and not each.is_symlink():
            each.unlink()
    for each in (folder / "frames", folder):
        # What is left in it, no export wrote.
        with suppress(OSError):
            each.rmdir()
    return not is_there(folder)


def _store(path: Path, recording: str) -> Beside | None:
    from replay.cli.reading.store_source import settings_in_force
    from replay.store.place import store_place

    place = store_place(path, settings_in_force().store)
    if place.path is None or not place.path.exists():
        return None
    return Beside(
        place.path,
        f"it holds the audit, which tells of copies, and what was annotated{_of_others(place, recording)}",
        f"rm -f -- {' '.join(shlex.quote(f'{place.path}{end}') for end in ('', '-wal', '-shm'))}",
    )


def _of_others(place: "Place", recording: str) -> str:
    """Say of how many other recordings a store holds annotations, which nobody may want to lose."""
    from replay.store.journal import open_store

    try:
        with open_store(place) as store:
            others = sum(each.recording != recording for each in store.recordings())
    except StoreError:
        return ", perhaps of others, too"
    return f", of {count_text(others, 'other recording')}, too" if others else ""


def _ending(path: Path, each: Path) -> str:
    return each.name.removeprefix(f"{path.name}.")


def _withdraw(path: Path) -> str:
    return f"replay withdraw --delete {shlex.quote(str(path))}"


def _remove(path: Path) -> str:
    return f"rm {'-r ' if path.is_dir() and not path.is_symlink() else ''}-- {shlex.quote(str(path))}"
