"""How commands come to the key of a sealed recording: an identity file, the keyring, or a prompt."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from formats.errors import SealedError
from formats.plain_file import is_there
from replay.cli.arguments import named_identity
from replay.cli.reading.withdrawn import check_not_withdrawn

if TYPE_CHECKING:
    from formats.native.sealed_layout import SealedKey

_ASKED = 3
"""How often a passphrase may be given wrongly."""


def unlock(path: Path) -> bytes:
    """Return the key of a sealed recording; it is asked for once in the life of a command.

    Raises:
        SealedError: Nothing here opens it.
        FormatError: The key file or the identity cannot be used.
        StoreError: The keyring is locked, or fails.
    """
    from replay.store.key_files import key_path, needs_passphrase, read_key_file

    context = click.get_current_context(silent=True)
    known: dict[Path, bytes] = (
        {} if context is None else context.find_root().meta.setdefault("replay.keys", {})
    )
    place = path.resolve()
    if place not in known:
        if not is_there(key_path(path)):
            check_not_withdrawn(path)
        data = read_key_file(path)
        opened = _by_passphrase(path, data) if needs_passphrase(data) else _by_identity(path, data)
        known[place] = opened.key
    return known[place]


def new_passphrase() -> str:
    """Ask for a passphrase, twice."""
    _check_terminal("--passphrase")
    found: str = click.prompt("Passphrase", hide_input=True, confirmation_prompt=True, err=True)
    return found


def _by_identity(path: Path, data: bytes) -> "SealedKey":
    from replay.store.identities import own_identities
    from replay.store.key_files import key_path, unwrap

    identities = own_identities(named_identity())
    if identities is None:
        raise SealedError(
            f"{path} is sealed, and there is no identity to open it: --identity names a file, "
            "`replay identity` says where else one is looked for"
        )
    opened = unwrap(data, identities.secrets)
    if opened is None:
        raise SealedError(
            f"{path} is not sealed for you: {identities.origin} does not open {key_path(path).name}"
        )
    return opened


def _by_passphrase(path: Path, data: bytes) -> "SealedKey":
    from replay.store.key_files import unwrap_by_passphrase

    _check_terminal(f"{path} is sealed by a passphrase, which")
    for _ in range(_ASKED):
        opened = unwrap_by_passphrase(
            data, click.prompt(f"Passphrase of {path.name}", hide_input=True, err=True)
        )
        if opened is not None:
            return opened
        click.echo("replay: it is another one", err=True)
    raise SealedError(f"{path} was not opened: the passphrase is another one, or its key file is damaged")


def _check_terminal(what: str) -> None:
    if not sys.stdin.isatty():
        raise SealedError(f"{what} is asked for on a terminal, and there is none")
