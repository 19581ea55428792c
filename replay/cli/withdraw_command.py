"""`replay withdraw`: the recorded person takes back what they agreed to."""

import datetime as dt
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from formats.errors import FormatError
from replay.cli.arguments import file_argument, json_option
from replay.cli.reading.source import open_source
from replay.cli.telling.exits import EXIT_FOUND
from replay.cli.telling.output import print_json, print_line
from replay.cli.withdraw.beside import beside, delete_beside
from replay.cli.writing.copies import copies_of, note_copy, sealed_content, sources_of
from replay.cli.writing.purpose import NOT_STATED
from replay.core.counted import count_text
from replay.core.safe_text import visible
from replay.store.errors import StoreError

if TYPE_CHECKING:
    from replay.cli.writing.copies import Copy

_WHOLE = frozenset({"imported", "sealed", "unsealed", "planted", "recovered"})
"""Kinds of copies that hold all of a recording, of which copies are made in turn."""
_HONEST = (
    "what was copied by hand, on other machines or before it was noted is not known here",
    "what keeps older states of a disk (snapshots, backups, flash) may keep what was destroyed or deleted",
)
_DAMAGED = "it is damaged or cut: of copies that were made of it before that, nothing is known here"


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a recording that is withdrawn."""

    recording: str
    """Content id, "" where nothing tells."""
    recording_id: str
    is_sealed: bool
    is_whole: bool = True
    """Whether it is as it was; of a damaged one the content is another one than that of its copies."""


@click.command("withdraw")
@file_argument
@click.option("--delete", is_flag=True, help="Delete FILE, too, and what beside it belongs to it alone.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
def command(path: Path, delete: bool, yes: bool, as_json: bool) -> int:
    """Withdraw a recording: mark it, destroy the key of a sealed one, and list every copy that was made.

    From then on no command opens it here, under whatever name, but for what the recorded person may see. A
    sealed recording is erased by that, wherever the sealed file has been copied to; one in the clear has to
    be deleted, which --delete does, with the pictures and videos of an export (FILE.files) and the lists of
    what was removed, planted and said by the recorded person. It may be run again to see what is left.

    Copies are those that the audit tells of, and copies of these; what else lies beside FILE is listed with
    why it stays, and what deletes it. Nobody needs the key for this.

    --json prints `withdrawn`, `recording`, `sealed`, `keys_destroyed`, `deleted`, `deleted_beside`,
    `imports_forgotten`, `readings_forgotten`, `copies` (`kind`, `path`, `at_utc_ns`, `who`, `purpose`,
    `is_there`), `originals`, `beside`, `kept` (of each beside: `path`, `why`, `command`), `not_known`,
    `not_done` (sentences).

    Exit status: 0 all of it was done, 1 something was not, which is listed; run it again then.
    """
    from replay.cli.reading.screen_text import forget_readings
    from replay.store.imports import forget
    from replay.store.key_files import key_files

    if delete and path.is_dir():
        raise click.UsageError(f"{path} is a folder of a foreign recording: delete it yourself")
    undone: list[str] = []
    known = _known(path, undone)
    copies = [copy for copy in _copies(path, known, undone) if Path(copy.path) != path.resolve()]
    # A link to it is not the recording: what it leads to is.
    names = [path, *([path.resolve()] if path.is_symlink() else [])]
    sealed = names if known.is_sealed else []
    sealed = [*sealed, *(Path(copy.path) for copy in copies if _is_that_sealed_file(copy))]
    keys = {key: file for file in sealed for key in key_files(file)}
    _ask(path, list(keys), delete=delete, yes=yes)
    # Before all that may fail for want of space or of an audit: this is what the person asked for.
    destroyed = [key for key in keys if _is_destroyed(key, undone)]
    for file in dict.fromkeys((*names, *keys.values())):
        _mark(file, known, undone)
    forgotten = forget(path, known.recording)
    readings = forget_readings(known.recording) if known.recording else 0
    deleted, gone = _deleted(names, known.recording, undone) if delete else (False, [])
    originals = _originals(path, known, copies, undone)
    named = [copy.path for copy in copies]
    kept = [
        each
        for place in dict.fromkeys((*names, *_places(path, copies, originals)))
        for each in beside(place, known.recording, [*named, *originals])
    ]
    kept = list({each.path: each for each in kept}.values())
    told = {
        "withdrawn": str(path),
        "recording": known.recording,
        "sealed": known.is_sealed,
        "keys_destroyed": [str(key) for key in destroyed],
        "deleted": deleted,
        "deleted_beside": [str(each) for each in gone],
        "imports_forgotten": forgotten,
        "readings_forgotten": readings,
        "copies": [_record(copy) for copy in copies],
        "originals": originals,
        "beside": [str(each.path) for each in kept],
        "kept": [{"path": str(each.path), "why": each.why, "command": each.command} for each in kept],
        "not_known": [*_HONEST, *(() if known.is_whole else (_DAMAGED,))],
        "not_done": undone,
    }
    if as_json:
        print_json(told)
    else:
        _print(path, told)
    return EXIT_FOUND if undone else 0


def _known(path: Path, undone: list[str]) -> _Known:
    """Return what is known of a recording, without its key where nobody has that."""
    from formats.model.content_id import content_id
    from formats.native.sealed_layout import HEAD_BYTES, is_sealed, unpack_head
    from formats.plain_file import open_plain
    from replay.store.withdrawals import find_withdrawal

    head = b""
    if not path.is_dir():
        with open_plain(path) as file:
            head = file.read(HEAD_BYTES)
    if is_sealed(head):
        before = find_withdrawal(path)
        try:
            recording, recording_id = sealed_content(path, unpack_head(head).file_id)
        except StoreError as error:
            undone.append(f"the audit cannot be read, so that copies are not known: {error}")
            recording, recording_id = "", ""
        recording = recording or (before.recording if before else "")
        if recording:
            return _Known(recording, recording_id, is_sealed=True)
    recording_id = ""
    try:
        with open_source(path, tells=False, always=True) as opened:
            recording_id = opened.header.recording_id
            known = content_id(opened)
            return _Known(known, recording_id, is_sealed(head), is_whole=not opened.problems)
    except (FormatError, StoreError) as error:
        # The right to withdraw is lost neither with the key nor with a part of the file.
        if not is_sealed(head) and not recording_id:
            raise
        if not is_sealed(head):
            undone.append(f"it is damaged, so that copies are not known: {error}")
        return _Known("", recording_id, is_sealed(head))


def _copies(path: Path, known: _Known, undone: list[str]) -> "list[Copy]":
    try:
        return copies_of(path, known.recording)
    except StoreError as error:
        undone.append(f"the audit cannot be read, so that copies are not known: {error}")
        return []


def _is_destroyed(key: Path, undone: list[str]) -> bool:
    from replay.store.key_files import destroy

    try:
        destroy(key)
    except OSError as error:
        undone.append(
            f"{key} is not destroyed: {error.strerror or error}; whoever has it opens the recording"
        )
        return False
    return True


def _is_that_sealed_file(copy: "Copy") -> bool:
    """Say whether a copy is the sealed file that was noted: the key of no other one is touched."""
    from formats.native.sealed_layout import HEAD_BYTES, is_sealed, unpack_head
    from formats.plain_file import open_plain

    if not copy.file_id:
        return False
    try:
        with open_plain(Path(copy.path)) as file:
            head = file.read(HEAD_BYTES)
        return is_sealed(head) and unpack_head(head).file_id.hex() == copy.file_id
    except FormatError:
        return False


def _originals(path: Path, known: _Known, copies: "list[Copy]", undone: list[str]) -> list[str]:
    named = {str(path.resolve()), *(copy.path for copy in copies)}
    try:
        return [each for each in sources_of(path, known.recording) if each not in named]
    except StoreError as error:
        undone.append(f"the audit cannot be read, so that what it was made from is not known: {error}")
        return []


def _places(path: Path, copies: "list[Copy]", originals: list[str]) -> list[Path]:
    """Return where other recordings are that something may lie beside."""
    files = [Path(copy.path) for copy in copies if copy.kind in _WHOLE] + [Path(each) for each in originals]
    return [file for file in files if file.is_file() and file != path.resolve()]


def _ask(path: Path, keys: list[Path], *, delete: bool, yes: bool) -> None:
    if yes:
        return
    does = ["marks it as withdrawn, so that no command opens it"]
    if keys:
        names = ", ".join(visible(str(key)) for key in keys)
        does.append(f"destroys {names}, after which nobody can ever open what they are for")
    if delete:
        does.append("deletes the file and what beside it belongs to it alone")
    if not sys.stdin.isatty():
        raise click.UsageError(
            "it is asked on a terminal whether this is meant, and there is none: --yes says so"
        )
    click.confirm(f"{visible(str(path))}: this {'; '.join(does)}. Go on?", abort=True, err=True)


def _mark(path: Path, known: _Known, undone: list[str]) -> None:
    from replay.cli.reading.store_source import settings_in_force
    from replay.store.author import author_name
    from replay.store.withdrawals import Withdrawal, find_withdrawal, write_withdrawal

    if find_withdrawal(path) is not None:
        return
    who = author_name(settings_in_force().author)
    if known.recording:
        try:
            note_copy("withdrawn", path, known.recording, path)
        except StoreError as error:
            undone.append(f"that {path} was withdrawn is not in the audit: {error}")
    try:
        write_withdrawal(path, Withdrawal(known.recording, time.time_ns(), who), known.recording_id)
    except OSError as error:
        undone.append(f"{path} is not marked as withdrawn: {error.strerror or error}")


def _deleted(names: Sequence[Path], recording: str, undone: list[str]) -> tuple[bool, list[Path]]:
    """Delete a recording: whether it is gone, and what else is, a link to it among that.

    Args:
        names: Its file as it was named, and what that leads to where it is a link.
        recording: Content id.
        undone: Gets a sentence on what could not be deleted.
    """
    # Before the recording, which says what is its own.
    gone = [each for name in names for each in delete_beside(name, recording, undone)]
    _tell_names(names[-1], undone)
    are_gone = [_is_deleted(name, undone) for name in reversed(names)]
    return all(are_gone), [*gone, *(names[1:] if all(are_gone) else ())]


def _tell_names(path: Path, undone: list[str]) -> None:
    """Say where the same file has other names: it is there under them when this one is gone."""
    with suppress(OSError):
        found = path.stat()
        if found.st_nlink > 1:
            others = count_text(found.st_nlink - 1, "more name")
            undone.append(
                f"{path} has {others} (hard links), under which all of it is still there: "
                f"`find / -xdev -inum {found.st_ino}` tells them"
            )


def _is_deleted(path: Path, undone: list[str]) -> bool:
    from formats.native.beside import journal_path
    from replay.store.withdrawals import withdrawal_path

    try:
        # Else what is recorded there next would be taken for it; that it was withdrawn stays remembered.
        for each in (path, journal_path(path), withdrawal_path(path)):
            each.unlink(missing_ok=True)
    except OSError as error:
        undone.append(f"{path} is not deleted: {error.strerror or error}")
        return False
    return True


def _record(copy: "Copy") -> dict[str, Any]:
    return {
        "kind": copy.kind,
        "path": copy.path,
        "at_utc_ns": copy.at_utc_ns,
        "who": copy.who,
        "purpose": copy.purpose,
        "is_there": copy.is_there,
    }


def _print(path: Path, told: dict[str, Any]) -> None:
    print_line(f"withdrawn  {visible(str(path))}")
    for key in told["keys_destroyed"]:
        print_line(f"destroyed  {visible(key)}: nobody can open with it any more")
    if told["sealed"] and not told["keys_destroyed"] and not told["not_done"]:
        print_line("no key     it is not beside it; wherever else it is kept, it must be destroyed")
    if told["deleted"]:
        print_line(f"deleted    {visible(str(path))}")
    elif not told["sealed"]:
        print_line(
            f"not gone   {visible(str(path))} is in the clear: delete the file itself, as --delete does"
        )
    for each in told["deleted_beside"]:
        print_line(f"deleted    {visible(each)}, which belongs to it alone")
    if told["imports_forgotten"]:
        print_line(f"deleted    {count_text(told['imports_forgotten'], 'import')} kept for a quick start")
    if told["readings_forgotten"]:
        print_line(f"deleted    {count_text(told['readings_forgotten'], 'file')} of text read on pictures")
    _print_copies(told)
    for sentence in told["not_done"]:
        print_line(f"NOT DONE   {visible(sentence)}")
    if told["not_done"]:
        print_line("           mend that, and run this again")
    for sentence in told["not_known"]:
        print_line(f"mind       {sentence}")


def _print_copies(told: dict[str, Any]) -> None:
    for original in told["originals"]:
        there = "still there" if Path(original).exists() else "not there any more"
        print_line(f"made from  {visible(original)}: {there}")
    for copy in told["copies"]:
        day = dt.datetime.fromtimestamp(copy["at_utc_ns"] / 1e9, dt.UTC).date().isoformat()
        there = "still there" if copy["is_there"] else "not there any more"
        purpose = f"purpose {NOT_STATED}" if copy["purpose"] == NOT_STATED else f"for {copy['purpose']}"
        words = f"{copy['path']}: {copy['kind']} {day} by {copy['who']}, {purpose}; {there}"
        print_line(f"copy       {visible(words)}")
    for each in told["kept"]:
        print_line(visible(f"beside     {each['path']}: {each['why']}"))
        print_line(visible(f"           {each['command']}"))
    if not told["copies"] and not told["not_done"]:
        print_line("copies     none that the audit tells of")
