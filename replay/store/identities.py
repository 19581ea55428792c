"""Who somebody is to age: a secret in a file that nobody else may read, or in the keyring of the system.

A secret comes by no argument and from no variable of the environment: other programs can read both.
"""

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from formats.errors import DamagedError, FormatError, LimitError, MissingExtraError
from formats.native.whole_file import make_private
from formats.plain_file import open_plain
from replay.store.errors import StoreError
from replay.store.key_files import import_age
from replay.store.paths import identity_file

_FILE_BYTES = 1 << 17
_MOST = 100
_SECRET = "AGE-SECRET-KEY-"  # noqa: S105 - with this a secret begins
_SSH = "-----BEGIN "
_SERVICE, _USER = "replay", "identity"


@dataclass(frozen=True, slots=True)
class Identities:
    """Secrets that may open a key, and where they come from."""

    secrets: tuple[Any, ...]
    """As pyrage takes them."""
    recipients: tuple[str, ...]
    """What others seal for; none of SSH, whose public key lies beside the private one."""
    origin: str
    """For people; never a secret."""

    def __repr__(self) -> str:
        """Say where they come from; a secret is never printed, not in a traceback either."""
        return f"Identities({self.origin})"


def read_identities(path: Path) -> Identities:
    """Read an identity file: of age (`age-keygen`, `replay identity --new`), or a private key of SSH.

    Raises:
        FormatError: Others may read it too, or it holds no identity.
        MissingExtraError: pyrage is not installed.
    """
    with open_plain(path) as file:
        mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
        if mode & 0o077:
            raise FormatError(
                f"{path}: others may read this identity (mode {mode:04o}), so that it is not used: "
                f"`chmod 600` it, and take another one if somebody has"
            )
        data = file.read(_FILE_BYTES + 1)
    if len(data) > _FILE_BYTES:
        raise LimitError(f"{path}: size of an identity file", value=len(data), limit=_FILE_BYTES)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DamagedError(f"{path}: it holds no identity") from error
    return _parsed(text, str(path))


def kept_identities() -> Identities | None:
    """Return what the keyring of the system holds, None where there is none, or no keyring.

    It is asked over the desktop's own bus; no connection leaves the machine.

    Raises:
        StoreError: The keyring is locked, or fails.
        FormatError: What it holds is no identity.
    """
    try:
        import keyring  # noqa: PLC0415 - an optional extra
        import keyring.errors  # noqa: PLC0415 - as above
    except ImportError:
        return None
    try:
        text = keyring.get_password(_SERVICE, _USER)
    except keyring.errors.NoKeyringError:
        return None
    except keyring.errors.KeyringError as error:
        raise StoreError(f"the keyring gives no identity: {error}") from error
    return None if text is None else _parsed(text, "the keyring")


def own_identities(named: Path | None) -> Identities | None:
    """Return the identities to try: those of a named file, else of the own file, else of the keyring.

    Raises:
        FormatError: A file may be read by others, or holds none.
        StoreError: The keyring is locked, or fails.
        MissingExtraError: pyrage is not installed.
    """
    if named is not None:
        return read_identities(named)
    path = identity_file()
    return read_identities(path) if path.exists() else kept_identities()


def new_identity(path: Path | None) -> Identities:
    """Make an identity and keep it.

    Args:
        path: A file that is not there yet; None for the keyring.

    Raises:
        FileExistsError: There is one already.
        OSError: The file cannot be written.
        StoreError: The keyring takes none, or has one already.
        MissingExtraError: pyrage or keyring is not installed.
    """
    secret = import_age().x25519.Identity.generate()
    recipient = str(secret.to_public())
    text = f"# public key: {recipient}\n{secret}\n"
    if path is None:
        _keep(str(secret))
        return Identities((secret,), (recipient,), "the keyring")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with make_private(path) as file:
        file.write(text.encode())
        os.fsync(file.fileno())
    return Identities((secret,), (recipient,), str(path))


def _keep(text: str) -> None:
    try:
        import keyring  # noqa: PLC0415 - an optional extra
        import keyring.errors  # noqa: PLC0415 - as above
    except ImportError as error:
        raise MissingExtraError("the keyring", extra="crypto") from error
    try:
        if keyring.get_password(_SERVICE, _USER) is not None:
            raise StoreError("the keyring holds an identity already, and sealed recordings may need it")
        keyring.set_password(_SERVICE, _USER, text)
    except keyring.errors.KeyringError as error:
        raise StoreError(f"the keyring takes no identity: {error}") from error


def _parsed(text: str, origin: str) -> Identities:
    age = import_age()
    if text.lstrip().startswith(_SSH):
        try:
            return Identities((age.ssh.Identity.from_buffer(text.encode()),), (), origin)
        except age.IdentityError as error:
            raise DamagedError(f"{origin}: it is no private key of SSH that can be used: {error}") from error
    lines = [line.strip() for line in text.splitlines()]
    due = [line for line in lines if line and not line.startswith("#")]
    if not due or len(due) > _MOST or not all(line.startswith(_SECRET) for line in due):
        # The line is not told: it may be a secret of another kind.
        raise DamagedError(f"{origin}: it holds no identity of age (a line {_SECRET}1...)")
    try:
        secrets = tuple(age.x25519.Identity.from_str(line) for line in due)
    except age.IdentityError as error:
        raise DamagedError(f"{origin}: it holds no identity of age: {error}") from error
    return Identities(secrets, tuple(str(secret.to_public()) for secret in secrets), origin)
