"""The key of a sealed recording: a file beside it that age has wrapped for whoever may open it.

It lies apart from what it opens: a copy or a backup of the sealed file alone tells nothing, and to erase the
recording is to destroy these few bytes. `age --decrypt` opens it as well. Needs pyrage.
"""

import glob
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from formats.errors import DamagedError, LimitError, MissingExtraError, SealedError
from formats.native.sealed_layout import SealedKey, unpack_key
from formats.native.whole_file import whole_file
from formats.plain_file import is_there, open_plain

KEY_FILE_BYTES = 1 << 17
"""A key wrapped for some hundred recipients; what is larger is none."""
_PASSPHRASE = b"-> scrypt "
_MEASURES = 8
"""So often age is asked again that refuses a passphrase's work: it measures for a moment what the machine can
do, and comes to too little where others keep it busy."""
_AGE = b"age-encryption.org/"


def key_path(sealed: Path) -> Path:
    """Return where the key of a sealed recording lies."""
    return sealed.with_name(f"{sealed.name}.key")


def key_files(sealed: Path) -> list[Path]:
    """Return the key of a sealed recording, if it is there, and what a killed program left half-way to it."""
    path = key_path(sealed)
    left = path.parent.glob(f"{glob.escape(path.name)}.*.partial")
    return [each for each in (path, *sorted(left)) if is_there(each)]


def read_key_file(sealed: Path) -> bytes:
    """Return the wrapped key of a sealed recording.

    Raises:
        SealedError: There is none.
        FormatError: It is none.
    """
    path = key_path(sealed)
    if not is_there(path):
        raise SealedError(
            f"{sealed} is sealed, and its key {path.name} is not beside it: it was left behind, or destroyed"
        )
    with open_plain(path) as file:
        data = file.read(KEY_FILE_BYTES + 1)
    if len(data) > KEY_FILE_BYTES:
        raise LimitError(f"{path}: size of a key file", value=len(data), limit=KEY_FILE_BYTES)
    if not data.startswith(_AGE):
        raise DamagedError(f"{path} is no key file: it is not by age")
    return data


def needs_passphrase(data: bytes) -> bool:
    """Say whether a wrapped key is opened by a passphrase, and not by an identity."""
    return data.partition(b"\n")[2].startswith(_PASSPHRASE)


def wrap(key: SealedKey, recipients: Sequence[str]) -> bytes:
    """Wrap a key for recipients.

    Args:
        key: Of a sealed file.
        recipients: As age writes them (`age1...`), or public keys of SSH; at least one.

    Raises:
        DamagedError: One of them is no recipient.
        MissingExtraError: pyrage is not installed.
    """
    age = import_age()
    found: bytes = age.encrypt(key.pack(), [_recipient(age, text) for text in recipients])
    return found


def wrap_by_passphrase(key: SealedKey, passphrase: str) -> bytes:
    """Wrap a key by a passphrase; takes seconds, so that guessing takes years.

    Raises:
        MissingExtraError: pyrage is not installed.
    """
    found: bytes = import_age().passphrase.encrypt(key.pack(), passphrase)
    return found


def unwrap(data: bytes, identities: Sequence[Any]) -> SealedKey | None:
    """Open a wrapped key by identities, see `replay.store.identities`; None where none of them fits.

    Raises:
        DamagedError: It is damaged.
        MissingExtraError: pyrage is not installed.
    """
    age = import_age()
    try:
        opened = age.decrypt(data, list(identities))
    except age.DecryptError as error:
        if "No matching keys" in str(error):
            return None
        raise DamagedError(f"the key file is damaged: {error}") from error
    return unpack_key(opened)


def unwrap_by_passphrase(data: bytes, passphrase: str) -> SealedKey | None:
    """Open a wrapped key by a passphrase; None where it is another one, or the file is damaged.

    Raises:
        DamagedError: To try a passphrase would take this machine minutes, as of a file made to keep it busy.
        MissingExtraError: pyrage is not installed.
    """
    age = import_age()
    for _ in range(_MEASURES):
        try:
            return unpack_key(age.passphrase.decrypt(data, passphrase))
        except age.DecryptError as error:
            if "Excessive work" not in str(error):
                return None
            refused = error
    raise DamagedError(f"the key file is not tried: {' '.join(str(refused).split())}") from refused


def write_key_file(sealed: Path, wrapped: bytes) -> Path:
    """Write the key of a sealed recording beside it, for its owner alone, and return where.

    Raises:
        OSError: It cannot be written.
    """
    path = key_path(sealed)
    with whole_file(path) as file:
        file.write(wrapped)
    path.chmod(0o600)
    return path


def destroy(path: Path) -> None:
    """Destroy a key: overwritten, where there is room for that, on the disk, then removed.

    What keeps older states of a disk (snapshots, backups, journals, the spare blocks of flash) may keep it.

    Raises:
        OSError: It cannot be.
    """
    number = os.open(path, os.O_WRONLY)
    try:
        # A full disk may take nothing, not in the place of what it has: the key goes all the same.
        with suppress(OSError):
            os.pwrite(number, os.urandom(os.fstat(number).st_size), 0)
            os.fsync(number)
        os.ftruncate(number, 0)
        os.fsync(number)
    finally:
        os.close(number)
    path.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def import_age() -> Any:
    """Return pyrage.

    Raises:
        MissingExtraError: It is not installed.
    """
    try:
        import pyrage  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise MissingExtraError("the key of a sealed recording", extra="crypto") from error
    return pyrage


def _recipient(age: Any, text: str) -> Any:
    kind = age.ssh if text.startswith("ssh-") else age.x25519
    try:
        return kind.Recipient.from_str(text)
    except age.RecipientError as error:
        raise DamagedError(f"{text[:80]!r} is no recipient: {error}") from error
