"""The key that seals the audit: in a file for its owner alone, or in the keyring of the system.

Whoever has the key can write an audit anew; that is its owner, and everybody who can read as its owner.
"""

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from formats.errors import MissingExtraError
from replay.store.errors import StoreError
from replay.store.paths import audit_key_file

_BYTES = 32
_NAME = ("replay", "audit key")


@dataclass(frozen=True, slots=True)
class AuditKey:
    """A key, and the name under which a log speaks of it."""

    secret: bytes = field(repr=False)
    name: str
    """16 hexadecimal digits, from which nobody finds the key."""

    def seal(self, told: str) -> str:
        """Return what only the key's holder can make of a text, HMAC-SHA-256, 64 hexadecimal digits."""
        return hmac.new(self.secret, told.encode(), hashlib.sha256).hexdigest()

    def has_sealed(self, told: str, seal: str) -> bool:
        """Say whether a seal was made of a text with this key."""
        return hmac.compare_digest(self.seal(told).encode(), seal.encode("utf-8", "replace"))


def key_of(secret: bytes) -> AuditKey:
    """Return a key of 32 bytes with its name."""
    return AuditKey(secret, hashlib.sha256(b"replay audit key " + secret).hexdigest()[:16])


def audit_key(kept: str = "file", path: Path | None = None) -> AuditKey:
    """Return the key of the person at the keyboard, made where there is none yet.

    Args:
        kept: "file" or "keyring", as the settings say.
        path: The file; None for the platform's place.

    Raises:
        StoreError: It cannot be read or made, or others can read it.
        MissingExtraError: It is in the keyring, and the extra `crypto` is missing.
    """
    return key_of(_from_keyring() if kept == "keyring" else _from_file(path or audit_key_file()))


def _from_file(path: Path) -> bytes:
    try:
        if not path.exists():
            _make(path)
        if path.stat().st_mode & 0o077:
            raise StoreError(f"{path}: others may read this key; `chmod 600` it, or delete it for a new one")
        with path.open("rb") as file:
            return _decoded(file.read(1024), str(path))
    except OSError as error:
        raise StoreError(f"{path}: the key of the audit: {error.strerror or error}") from error


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Whole before it has its name, and never in place of another: of 24 that start at once one makes it.
    making = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secrets.token_hex(_BYTES).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        with suppress(FileExistsError):
            os.link(making, path)
    finally:
        making.unlink()


def _from_keyring() -> bytes:
    try:
        import keyring  # noqa: PLC0415 - an extra; it asks a service of the desktop
        from keyring.errors import KeyringError  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtraError('`audit_key = "keyring"` of the settings', extra="crypto") from error
    try:
        found = keyring.get_password(*_NAME)
        if found is None:
            keyring.set_password(*_NAME, secrets.token_hex(_BYTES))
            # Asked again, as another program may have set one in the same moment.
            found = keyring.get_password(*_NAME)
    except (KeyringError, OSError) as error:
        raise StoreError(
            f'the keyring of the system gives no key ({error}); `audit_key = "file"` does without'
        ) from error
    return _decoded((found or "").encode(), "the keyring's key of the audit")


def _decoded(data: bytes, what: str) -> bytes:
    try:
        secret = bytes.fromhex(data.decode("ascii").strip())
    except ValueError as error:
        raise StoreError(f"{what}: it is no key of {2 * _BYTES} hexadecimal digits") from error
    if len(secret) != _BYTES:
        raise StoreError(f"{what}: it is no key of {2 * _BYTES} hexadecimal digits")
    return secret
