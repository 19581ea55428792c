"""Whose key signed a certificate: anybody can make one, so it proves something only where it is known."""

import base64
from collections.abc import Sequence
from pathlib import Path

import click

from formats.plain_file import is_there, open_plain

_KEY_BYTES = 32
"""Of a public key of Ed25519."""
_FILE_BYTES = 1 << 12


def own_key(named: Path | None) -> bytes | None:
    """Return the public key of the one that signs here, None where none was made yet.

    Args:
        named: What `--key` says.

    Raises:
        FormatError: The key is none, or others may read it.
    """
    from replay.privacy.proof.certificate import signing_key
    from replay.store.paths import signing_key_file

    place = named or signing_key_file()
    return signing_key(place).public_key().public_bytes_raw() if is_there(place) else None


def trusted_keys(named: Sequence[str]) -> list[bytes]:
    """Return the public keys that `--trusted-key` names, as a certificate writes them or in files."""
    return [_key(each) for each in named]


def key_of(text: str) -> bytes | None:
    """Return a public key that is written in base64, None where it is none."""
    try:
        found = base64.b64decode(text.strip(), validate=True)
    except ValueError:
        return None
    return found if len(found) == _KEY_BYTES else None


def _key(named: str) -> bytes:
    found = key_of(named)
    if found is None and is_there(Path(named)):
        with open_plain(Path(named)) as file:
            found = key_of(file.read(_FILE_BYTES).decode("ascii", "replace"))
    if found is None:
        raise click.BadParameter(
            "it is the key that a certificate names (`key`), or a file with that", param_hint="--trusted-key"
        )
    return found
