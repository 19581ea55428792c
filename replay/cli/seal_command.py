"""`replay seal`: a recording that only its recipients can open."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from formats.errors import DamagedError, FormatError
from formats.plain_file import is_there
from replay.cli.arguments import check_no_secret, file_argument, json_option
from replay.cli.reading.allowed import check_released
from replay.cli.reading.source import open_source
from replay.cli.telling.output import print_json, size_text
from replay.cli.telling.progress import ProgressBar
from replay.cli.writing.target import check_target, target_options, writing
from replay.core.counted import count_text
from replay.core.safe_text import visible

if TYPE_CHECKING:
    from formats.native.sealed_layout import SealedKey

_RECIPIENTS_BYTES = 1 << 17


@click.command("seal")
@file_argument
@partial(target_options, what="The sealed file to write; its key goes beside it, as OUT.key.")
@click.option(
    "--to",
    "recipients",
    multiple=True,
    metavar="R",
    help="Who may open it: age1..., a public key of SSH, or a file with one a line. Else you.",
)
@click.option("--passphrase", "by_passphrase", is_flag=True, help="Ask for a passphrase that opens it.")
@json_option
def command(  # noqa: PLR0917 - click passes by name
    path: Path, out: Path, force: bool, recipients: tuple[str, ...], by_passphrase: bool, as_json: bool
) -> None:
    """Write a recording so that it can be opened only by whom it is for; all commands then open it for them.

    A random key enciphers the whole file, and lies in OUT.key, wrapped by age for each recipient: whoever
    destroys that file has erased the recording, as `replay withdraw` does. Keep it out of backups. FILE is
    only read and stays as it is, in the clear; what was read on its pictures and kept is deleted. Only the
    size of a recording can be told of a sealed one.

    --json prints `out`, `key`, `size_bytes`, `recipients`, `recording`, the content id, and
    `readings_forgotten`.
    """
    from formats.model.content_id import content_id
    from replay.cli.reading.screen_text import forget_readings
    from replay.cli.writing.copies import note_copy
    from replay.store.key_files import key_path

    if by_passphrase and recipients:
        raise click.UsageError("age opens by a passphrase or for recipients, not by both: leave out one")
    _check_sealable(path)
    check_target(out, path, force=force)
    check_target(key_path(out), path, force=force)
    wrapped_for = [] if by_passphrase else _recipients(recipients)
    phrase = ""
    if by_passphrase:
        from replay.cli.reading.unlocking import new_passphrase

        phrase = new_passphrase()
    with open_source(path) as recording:
        check_released(path, recording)
        known, recording_id = content_id(recording), recording.header.recording_id

    def keep(key: "SealedKey") -> None:
        _keep_key(out, key, wrapped_for, phrase)
        note_copy(
            "sealed",
            path,
            known,
            out,
            key=str(key_path(out).resolve()),
            file_id=key.file_id.hex(),
            recording_id=recording_id,
            recipients=str(len(wrapped_for) or "a passphrase"),
        )

    with writing(out), ProgressBar() as progress:
        _write(path, out, progress, keep)
    # What was read on the pictures of what is to be sealed lies in the clear, too, and would outlive its key.
    readings = forget_readings(known)
    size_bytes = out.stat().st_size
    if as_json:
        print_json(
            {
                "out": str(out),
                "key": str(key_path(out)),
                "size_bytes": size_bytes,
                "recipients": list(wrapped_for),
                "recording": known,
                "readings_forgotten": readings,
            }
        )
    click.echo(
        f"wrote {visible(str(out))}, {size_text(size_bytes)}, and its key {key_path(out).name}", err=True
    )
    if readings:
        click.echo(f"deleted {count_text(readings, 'file')} of text read on its pictures", err=True)
    click.echo(f"{visible(str(path))} is still there in the clear; delete it once OUT opens", err=True)


def _check_sealable(path: Path) -> None:
    from formats.native.beside import journal_path
    from formats.native.layout import is_native
    from formats.native.sealed_layout import is_sealed
    from formats.plain_file import read_head

    head = read_head(path)
    if is_sealed(head):
        raise click.UsageError(f"{path} is sealed already")
    if not is_native(head):
        raise click.UsageError(f"{path} is no .replay file: `replay import` makes one of it, to be sealed")
    if is_there(journal_path(path)):
        raise click.UsageError(
            f"{path} is being recorded, or its recorder was killed: then `replay recover` it, and seal that"
        )


def _recipients(named: tuple[str, ...]) -> list[str]:
    """Return whom a key is wrapped for: those named, or whoever seals."""
    if named:
        return [recipient for each in named for recipient in _listed(each)]
    from replay.cli.arguments import named_identity
    from replay.store.identities import own_identities

    own = own_identities(named_identity())
    if own is None:
        raise click.UsageError(
            "there is nobody to seal it for: --to names recipients, --passphrase asks for one, and "
            "`replay identity --new` makes an identity of yours"
        )
    if not own.recipients:
        raise click.UsageError(f"{own.origin} is a key of SSH: name its public key by --to")
    return list(own.recipients)


def _listed(named: str) -> list[str]:
    check_no_secret(named, "--to")
    if named.startswith(("age1", "ssh-")):
        return [named]
    from formats.plain_file import open_plain

    with open_plain(Path(named)) as file:
        data = file.read(_RECIPIENTS_BYTES + 1)
    if len(data) > _RECIPIENTS_BYTES:
        raise FormatError(f"{named}: a list of recipients has at most {_RECIPIENTS_BYTES:,} bytes")
    try:
        lines = [line.strip() for line in data.decode("utf-8").splitlines()]
    except UnicodeDecodeError as error:
        raise DamagedError(f"{named} is no list of recipients") from error
    found = [line for line in lines if line and not line.startswith("#")]
    if not found or not all(line.startswith(("age1", "ssh-")) for line in found):
        raise DamagedError(f"{named} is no list of recipients: a line each, age1... or a public key of SSH")
    return found


def _keep_key(out: Path, key: "SealedKey", recipients: list[str], phrase: str) -> None:
    from replay.store.key_files import wrap, wrap_by_passphrase, write_key_file

    write_key_file(out, wrap(key, recipients) if recipients else wrap_by_passphrase(key, phrase))


def _write(path: Path, out: Path, progress: ProgressBar, keep: "Callable[[SealedKey], None]") -> None:
    """Write the sealed file and then its key: what is there without its key could never be opened."""
    from formats.native.sealing import seal
    from formats.native.whole_file import whole_file
    from formats.plain_file import open_plain

    with open_plain(path) as source, whole_file(out) as file:
        size = path.stat().st_size
        keep(seal(source, size, file, partial(progress.stage, "sealing")))
