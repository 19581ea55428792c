"""`replay withdraw`: the recorded person takes back what they agreed to."""

import datetime as dt
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from formats.errors import FormatError, SealedError
from formats.plain_file import is_there
from replay.cli.arguments import file_argument, json_option
from replay.cli.copies import copies_of, note_copy, sealed_content, sources_of
from replay.cli.output import count_text, print_json, print_line
from replay.cli.source import open_source
from replay.core.safe_text import visible

if TYPE_CHECKING:
    from replay.cli.copies import Copy

_WHOLE = frozenset({"imported", "sealed", "unsealed", "planted", "recovered"})
"""Kinds of copies that hold all of a recording, of which copies are made in turn."""
_HONEST = (
    "what was copied by hand, on other machines or before it was noted is not known here",
    "what keeps older states of a disk (snapshots, backups, flash) may keep what was destroyed or deleted",
)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a recording that is withdrawn."""

    recording: str
    """Content id, "" where nothing tells."""
    recording_id: str
    is_sealed: bool


@click.command("withdraw")
@file_argument
@click.option("--delete", is_flag=True, help="Delete FILE itself, too.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
def command(path: Path, delete: bool, yes: bool, as_json: bool) -> None:
    """Withdraw a recording: mark it, destroy the key of a sealed one, and list every copy that was made.

    From then on no command opens it here, under whatever name, but for what the recorded person may see. A
    sealed recording is erased by that, wherever the sealed file has been copied to; one in the clear has to
    be deleted, which --delete does. It may be run again to see what is left.

    Copies are those that the audit tells of, and copies of these; what lies beside FILE and was made from it
    is listed, too. Nobody needs the key for this.

    --json prints `withdrawn`, `recording`, `sealed`, `keys_destroyed`, `deleted`, `imports_forgotten`,
    `readings_forgotten`, `copies` (`kind`, `path`, `at_utc_ns`, `who`, `purpose`, `is_there`), `originals`,
    `beside`, `not_known`.
    """
    from replay.cli.screen_text import forget_readings
    from replay.store.imports import forget
    from replay.store.key_files import destroy, key_path

    known = _known(path)
    copies = [copy for copy in copies_of(path, known.recording) if Path(copy.path) != path.resolve()]
    keys = [key_path(path)] if known.is_sealed else []
    keys += [key_path(Path(copy.path)) for copy in copies if _is_that_sealed_file(copy)]
    keys = [key for key in keys if is_there(key)]
    _ask(path, keys, delete=delete, yes=yes)
    _mark(path, known)
    for key in keys:
        destroy(key)
        _mark(key.with_suffix(""), known)
    forgotten = forget(path, known.recording)
    readings = forget_readings(known.recording) if known.recording else 0
    deleted = delete and _deleted(path)
    originals = _originals(path, known, copies)
    beside = [each for place in _places(path, copies, originals) for each in _beside(place)]
    told = {
        "withdrawn": str(path),
        "recording": known.recording,
        "sealed": known.is_sealed,
        "keys_destroyed": [str(key) for key in keys],
        "deleted": deleted,
        "imports_forgotten": forgotten,
        "readings_forgotten": readings,
        "copies": [_record(copy) for copy in copies],
        "originals": originals,
        "beside": [str(each) for each in dict.fromkeys(beside)],
        "not_known": list(_HONEST),
    }
    if as_json:
        print_json(told)
        return
    _print(path, told)


def _known(path: Path) -> _Known:
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
        recording, recording_id = sealed_content(path, unpack_head(head).file_id)
        recording = recording or (before.recording if before else "")
        if recording:
            return _Known(recording, recording_id, is_sealed=True)
    try:
        with open_source(path, tells=False, always=True) as opened:
            return _Known(content_id(opened), opened.header.recording_id, is_sealed(head))
    except SealedError:
        # The right to withdraw is not lost with the key.
        return _Known("", "", is_sealed=True)


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


def _originals(path: Path, known: _Known, copies: "list[Copy]") -> list[str]:
    named = {str(path.resolve()), *(copy.path for copy in copies)}
    return [each for each in sources_of(path, known.recording) if each not in named]


def _places(path: Path, copies: "list[Copy]", originals: list[str]) -> list[Path]:
    """Return where recordings are that something may lie beside."""
    files = [Path(copy.path) for copy in copies if copy.kind in _WHOLE] + [Path(each) for each in originals]
    return [path, *(file for file in dict.fromkeys(files) if file.is_file() and file != path.resolve())]


def _ask(path: Path, keys: list[Path], *, delete: bool, yes: bool) -> None:
    if yes:
        return
    does = ["marks it as withdrawn, so that no command opens it"]
    if keys:
        names = ", ".join(visible(str(key)) for key in keys)
        does.append(f"destroys {names}, after which nobody can ever open what they are for")
    if delete:
        does.append("deletes the file")
    if not sys.stdin.isatty():
        raise click.UsageError(
            "it is asked on a terminal whether this is meant, and there is none: --yes says so"
        )
    click.confirm(f"{visible(str(path))}: this {'; '.join(does)}. Go on?", abort=True, err=True)


def _mark(path: Path, known: _Known) -> None:
    from replay.cli.store_source import settings_in_force
    from replay.store.author import author_name
    from replay.store.withdrawals import Withdrawal, find_withdrawal, write_withdrawal

    if find_withdrawal(path) is not None:
        return
    who = author_name(settings_in_force().author)
    if known.recording:
        note_copy("withdrawn", path, known.recording, path)
    write_withdrawal(path, Withdrawal(known.recording, time.time_ns(), who), known.recording_id)


def _deleted(path: Path) -> bool:
    from formats.native.beside import journal_path
    from replay.store.withdrawals import withdrawal_path

    if path.is_dir():
        raise click.UsageError(f"{path} is a folder of a foreign recording: delete it yourself")
    # Else what is recorded there next would be taken for it; that it was withdrawn stays remembered.
    for each in (path, journal_path(path), withdrawal_path(path)):
        each.unlink(missing_ok=True)
    return True


def _beside(path: Path) -> list[Path]:
    """Return what lies beside a recording and was made from it: lists of what was removed, annotations."""
    from replay.cli.store_source import settings_in_force
    from replay.store.key_files import key_path
    from replay.store.place import store_place
    from replay.store.withdrawals import withdrawal_path

    found = [
        each
        for each in sorted(path.parent.iterdir())
        if each.name.startswith(f"{path.name}.") and each not in {withdrawal_path(path), key_path(path)}
    ]
    store = store_place(path, settings_in_force().store).path
    return [*found, *([store] if store is not None and store.exists() else [])]


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
    if told["sealed"] and not told["keys_destroyed"]:
        print_line("no key     it is not beside it; wherever else it is kept, it must be destroyed")
    if told["deleted"]:
        print_line(f"deleted    {visible(str(path))}")
    elif not told["sealed"]:
        print_line("still here it is in the clear: delete the file itself, as --delete does")
    if told["imports_forgotten"]:
        print_line(f"deleted    {count_text(told['imports_forgotten'], 'import')} kept for a quick start")
    if told["readings_forgotten"]:
        print_line(f"deleted    {count_text(told['readings_forgotten'], 'file')} of text read on pictures")
    for original in told["originals"]:
        there = "still there" if Path(original).exists() else "not there any more"
        print_line(f"made from  {visible(original)}: {there}")
    for copy in told["copies"]:
        day = dt.datetime.fromtimestamp(copy["at_utc_ns"] / 1e9, dt.UTC).date().isoformat()
        there = "still there" if copy["is_there"] else "not there any more"
        purpose = f", for {copy['purpose']}" if copy["purpose"] else ""
        words = f"{copy['path']}: {copy['kind']} {day} by {copy['who']}{purpose}; {there}"
        print_line(f"copy       {visible(words)}")
    for beside in told["beside"]:
        print_line(f"beside     {visible(beside)}")
    if not told["copies"]:
        print_line("copies     none that the audit tells of")
    for sentence in told["not_known"]:
        print_line(f"mind       {sentence}")
