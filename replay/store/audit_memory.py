"""How long each audit was when this person last added to it, kept beside the key and not in the store.

A whole store that was put back to an older state agrees with itself in everything: only this tells.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from formats.native.whole_file import whole_file
from replay.store.errors import StoreError
from replay.store.paths import audit_heads_folder
from replay.store.place import Place
from replay.store.remembered import turn


@dataclass(frozen=True, slots=True)
class Head:
    """How long a log is, and the hash of its last entry."""

    entries: int = 0
    hash: str = ""

    @property
    def words(self) -> str:
        """What is sealed."""
        return f"replay audit head {self.entries} {self.hash}"


def last_noted_s() -> float:
    """Return when this person's audits were last added to, in seconds since 1970; 0 where none ever was."""
    try:
        return max((file.stat().st_mtime for file in audit_heads_folder().glob("*.json")), default=0.0)
    except OSError:
        return 0.0


class AuditMemory:
    """What is remembered of one store's audit."""

    def __init__(self, place: Place, folder: Path | None = None) -> None:
        # By its whole URL, so that two databases of one server are two; hashed, as it may hold a password.
        name = hashlib.sha256(str(place.path.resolve() if place.path else place.url).encode()).hexdigest()
        self.path = (folder or audit_heads_folder()) / f"{name[:32]}.json"

    def read(self) -> Head:
        """Return what is remembered; of a store that was never seen, a head of no entries.

        Raises:
            StoreError: It cannot be read.
        """
        try:
            found = json.loads(self.path.read_bytes()[:4096])
            return Head(int(found["entries"]), str(found["hash"]))
        except FileNotFoundError:
            return Head()
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreError(
                f"{self.path}: what is remembered of the audit cannot be read: {error}"
            ) from error

    def remember(self, head: Head, *, instead: bool = False) -> None:
        """Remember a head that is longer than the one remembered.

        Args:
            head: Committed already.
            instead: Whether it may be shorter: what is missing was noted in the log itself.

        Raises:
            StoreError: It cannot be written.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with turn(self.path.with_suffix(".turn")):
                if instead or head.entries > self.read().entries:
                    told = json.dumps({"entries": head.entries, "hash": head.hash})
                    with whole_file(self.path) as file:
                        file.write(told.encode())
                    self.path.chmod(0o600)
        except OSError as error:
            raise StoreError(
                f"{self.path}: the audit cannot be remembered: {error.strerror or error}"
            ) from error
