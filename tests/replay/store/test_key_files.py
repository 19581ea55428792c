"""Keys and identities: for whom they are, and for nobody else on the machine."""

import re
import stat
from pathlib import Path
from types import SimpleNamespace

import keyring
import keyring.backend
import keyring.errors
import pyrage
import pytest

from formats.errors import DamagedError, FormatError, LimitError, SealedError
from formats.native.sealed_layout import SealedKey
from replay.store import identities, key_files
from replay.store.errors import StoreError
from replay.store.identities import kept_identities, new_identity, own_identities, read_identities
from replay.store.key_files import (
    KEY_FILE_BYTES,
    destroy,
    key_path,
    needs_passphrase,
    read_key_file,
    unwrap,
    unwrap_by_passphrase,
    wrap,
    wrap_by_passphrase,
    write_key_file,
)
from replay.store.withdrawals import Withdrawal, find_withdrawal, withdrawal_path, write_withdrawal

KEY = SealedKey(bytes(range(16)), bytes(range(32)))


class Ring(keyring.backend.KeyringBackend):
    """A keyring in memory."""

    priority = 1.0

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    found = Ring()
    monkeypatch.setattr(keyring, "get_password", found.get_password)
    monkeypatch.setattr(keyring, "set_password", found.set_password)
    return found


def test_a_key_is_opened_by_each_of_its_recipients_and_by_nobody_else(tmp_path: Path) -> None:
    """As an identity file says who somebody is; both halves of the pair are age's own."""
    anna, ben, carl = (new_identity(tmp_path / name) for name in "abc")

    wrapped = wrap(KEY, [*anna.recipients, *ben.recipients])

    assert unwrap(wrapped, read_identities(tmp_path / "a").secrets) == KEY
    assert unwrap(wrapped, ben.secrets) == KEY
    assert unwrap(wrapped, carl.secrets) is None
    assert not needs_passphrase(wrapped)
    assert KEY.key not in wrapped


def test_a_passphrase_opens_what_was_wrapped_by_it() -> None:
    """And another one does not."""
    wrapped = wrap_by_passphrase(KEY, "correct horse")

    assert needs_passphrase(wrapped)
    assert unwrap_by_passphrase(wrapped, "correct horse") == KEY
    assert unwrap_by_passphrase(wrapped, "battery") is None


def test_a_busy_machine_tries_a_passphrase_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Age measures what work it can do; once refused it is asked again, and it is not told as a wrong one."""
    wrapped = wrap_by_passphrase(KEY, "correct horse")
    asked = []

    def decrypt(data: bytes, passphrase: str) -> bytes:
        asked.append(passphrase)
        if len(asked) == 1:
            raise pyrage.DecryptError("Excessive work parameter for passphrase.")
        opened: bytes = pyrage.passphrase.decrypt(data, passphrase)
        return opened

    age = SimpleNamespace(DecryptError=pyrage.DecryptError, passphrase=SimpleNamespace(decrypt=decrypt))
    monkeypatch.setattr(key_files, "import_age", lambda: age)

    assert unwrap_by_passphrase(wrapped, "correct horse") == KEY
    assert len(asked) == 2


def test_a_key_file_made_to_keep_a_machine_busy_is_named() -> None:
    """No passphrase is tried on it for days."""
    wrapped = re.sub(rb"(-> scrypt \S+) \d+", rb"\1 40", wrap_by_passphrase(KEY, "correct horse"))

    with pytest.raises(DamagedError, match="Excessive work") as told:
        unwrap_by_passphrase(wrapped, "correct horse")
    assert "\n" not in str(told.value)


def test_a_damaged_key_file_is_damaged_and_not_for_somebody_else(tmp_path: Path) -> None:
    """Whichever byte of what is wrapped was changed."""
    anna = new_identity(tmp_path / "a")
    wrapped = bytearray(wrap(KEY, anna.recipients))
    wrapped[-1] ^= 1

    with pytest.raises(DamagedError, match="damaged"):
        unwrap(bytes(wrapped), anna.secrets)


@pytest.mark.parametrize("text", ["age1nobody", "ssh-ed25519 nobody", ""])
def test_who_is_no_recipient_is_named(text: str) -> None:
    """Before anything is sealed."""
    with pytest.raises(DamagedError, match="is no recipient"):
        wrap(KEY, [text])


def test_a_key_file_is_its_owners_and_lies_beside(tmp_path: Path) -> None:
    """Under the recording's name; what is none, is too large, or is gone is told."""
    sealed = tmp_path / "s.replay"
    path = write_key_file(sealed, b"age-encryption.org/v1\n...")

    assert (path, stat.S_IMODE(path.stat().st_mode)) == (tmp_path / "s.replay.key", 0o600)
    assert read_key_file(sealed).startswith(b"age")
    path.write_bytes(b"a letter")
    with pytest.raises(DamagedError, match="is no key file"):
        read_key_file(sealed)
    path.write_bytes(bytes(KEY_FILE_BYTES + 1))
    with pytest.raises(LimitError):
        read_key_file(sealed)
    path.unlink()
    with pytest.raises(SealedError, match="not beside it"):
        read_key_file(sealed)


def test_a_destroyed_key_is_overwritten_before_it_is_gone(tmp_path: Path) -> None:
    """Seen by a second name of the same bytes on the disk."""
    path = write_key_file(tmp_path / "s.replay", b"age-encryption.org/v1\n" + bytes(200))
    (tmp_path / "second").hardlink_to(path)

    destroy(path)

    assert not path.exists()
    assert (tmp_path / "second").read_bytes() == b""


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o620])
def test_an_identity_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    """With what to do; and one that is made is its owner's alone."""
    path = tmp_path / "identity.txt"
    new_identity(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(mode)

    with pytest.raises(FormatError, match=rf"mode {mode:04o}.*chmod 600"):
        read_identities(path)


@pytest.mark.parametrize(
    "text",
    ["", "# only a comment\n", "hunter2\n", "AGE-SECRET-KEY-1WRONG\n", "-----BEGIN NOTHING-----\n", "\xff"],
)
def test_what_is_no_identity_is_told_without_showing_it(tmp_path: Path, text: str) -> None:
    """It may be a secret of another kind."""
    path = tmp_path / "identity.txt"
    path.write_text(text, "latin-1")
    path.chmod(0o600)

    with pytest.raises(DamagedError) as told:
        read_identities(path)
    assert "hunter2" not in str(told.value)
    assert "WRONG" not in str(told.value)


def test_an_identity_is_never_replaced(tmp_path: Path, ring: Ring) -> None:
    """Sealed recordings may need it: neither the file nor the keyring's."""
    new_identity(tmp_path / "a")
    new_identity(None)

    with pytest.raises(FileExistsError):
        new_identity(tmp_path / "a")
    with pytest.raises(StoreError, match="already"):
        new_identity(None)


def test_the_keyring_is_asked_where_there_is_no_file(
    tmp_path: Path, ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A named file comes first, then the own one."""
    monkeypatch.setattr(identities, "identity_file", lambda: tmp_path / "own")
    assert own_identities(None) is None
    kept = new_identity(None)
    named = new_identity(tmp_path / "named")

    def asked(path: Path | None) -> tuple[str, ...]:
        found = own_identities(path)
        return found.recipients if found else ()

    assert asked(None) == kept.recipients
    assert asked(tmp_path / "named") == named.recipients
    own = new_identity(tmp_path / "own")
    assert asked(None) == own.recipients
    assert str(own.secrets[0]) not in repr(own)


def test_a_keyring_that_is_locked_or_absent_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """No keyring holds no identity; a locked one may."""

    def fail(*_: str) -> None:
        raise keyring.errors.KeyringLocked("locked")

    def lack(*_: str) -> None:
        raise keyring.errors.NoKeyringError("none")

    monkeypatch.setattr(keyring, "get_password", lack)
    assert kept_identities() is None
    monkeypatch.setattr(keyring, "get_password", fail)
    with pytest.raises(StoreError, match="locked"):
        kept_identities()
    with pytest.raises(StoreError, match="locked"):
        new_identity(None)


def test_a_withdrawal_is_found_beside_and_by_the_id(tmp_path: Path) -> None:
    """And one that cannot be read is still one; an id is no path."""
    said = Withdrawal("c0ffee", 5, "anna")
    path, other = tmp_path / "a.replay", tmp_path / "b.replay"
    write_withdrawal(path, said, "id-1", tmp_path / "kept")

    assert find_withdrawal(path) == said
    assert find_withdrawal(other) is None
    assert find_withdrawal(other, "id-1", tmp_path / "kept") == said
    assert find_withdrawal(other, "c0ffee", tmp_path / "kept") == said
    assert find_withdrawal(other, "../kept/id-1", tmp_path / "kept") is None
    withdrawal_path(path).write_text("{")
    with pytest.raises(DamagedError, match="was withdrawn"):
        find_withdrawal(path)


def test_the_key_lies_beside_whatever_the_suffix() -> None:
    """Its name is the recording's and more."""
    assert key_path(Path("a/b.c")) == Path("a/b.c.key")
