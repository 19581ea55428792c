"""The certificate that `replay verify` writes, and the one that it is shown."""

import datetime as dt
import hashlib
import importlib.metadata
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from formats.errors import FormatError
from formats.plain_file import open_plain
from replay.cli.reading.source import open_source
from replay.cli.telling.naming import naming
from replay.cli.verify.signers import key_of
from replay.cli.writing.purpose import NOT_STATED
from replay.cli.writing.target import writing

if TYPE_CHECKING:
    from replay.privacy.finding import Scan
    from replay.privacy.proof.checks import Check
    from replay.privacy.redact.kept import KeptList

_FILE_BYTES = 64 << 20


def record_of(  # noqa: PLR0917 - all of one verification
    copy: Path, sha256: str, checks: "Sequence[Check]", scan: "Scan", kept: "KeptList | None", listed: str
) -> dict[str, Any]:
    """Return an unsigned certificate of a verification.

    Args:
        copy: What was verified.
        sha256: Of its file before it was looked at, 64 hexadecimal digits.
        checks: That were made.
        scan: What the detectors looked through.
        kept: What was removed, None where that is not known.
        listed: Digest of the file that says so, "" for none.

    Raises:
        FormatError: Another file lies there now: nobody looked at that.
    """
    from replay.privacy.proof.certificate import certificate
    from replay.privacy.proof.left import still_told

    if file_digest(copy) != sha256:
        raise FormatError(f"{copy} was changed while it was verified")

    with open_source(copy, tells=False) as recording:
        header, left = recording.header, still_told(recording)
    return certificate(
        copy={
            "recording_id": header.recording_id,
            "size_bytes": copy.stat().st_size,
            "sha256": sha256,
        },
        checks=checks,
        searched=[each.record() for each in scan.searched],
        removed=kept.removed if kept else {},
        left=left,
        decided_by=kept.decided_by if kept else (),
        people=kept.people if kept else "",
        purpose=(kept.redactions.purpose or NOT_STATED) if kept else "",
        consent=header.consent,
        listed=listed,
        program=f"replay {importlib.metadata.version('replay-desk')}",
        made_utc=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    )


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, 64 hexadecimal digits."""
    with open_plain(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_certificate(target: Path, record: dict[str, Any], key: Path | None) -> dict[str, Any]:
    """Sign a certificate and write it, with its pages for people."""
    from formats.native.whole_file import whole_file
    from replay.privacy.proof.certificate import page, signed, signing_key
    from replay.privacy.proof.certificate_page import html_page
    from replay.store.paths import signing_key_file

    record = signed(record, signing_key(key or signing_key_file()))
    with writing(target):
        with whole_file(target) as file:
            file.write(json.dumps(record, indent=2).encode() + b"\n")
        with whole_file(target.with_suffix(".txt")) as file:
            file.write(page(record).encode("utf-8", "replace"))
        with whole_file(target.with_suffix(".html")) as file:
            file.write(html_page(record).encode("utf-8", "replace"))
    return record


@dataclass(frozen=True, slots=True)
class Shown:
    """A certificate that was shown."""

    path: Path
    record: Mapping[str, Any]
    is_sound: bool
    """Whether it is as it was signed, by whoever holds the key that it names."""
    signer: Literal["yours", "named", ""]
    """Whose key that is: the one that signs here, one that was named; "" for one that anybody may have."""

    @property
    def listed(self) -> str:
        """Digest of the list of what was removed, as it was signed; "" where it tells none."""
        return str(self.record.get("list", "")) if self.is_sound else ""

    @property
    def unnamed_key(self) -> str:
        """The key that signed it where nobody here knows it, "" where it is known."""
        return "" if self.signer else str(self.record["key"])

    @property
    def made(self) -> str:
        """When it says that it was made, and by which program."""
        return f"{self.record.get('made_utc', '')} by {self.record.get('program', '')}"

    def check(self, copy: Path) -> "Check":
        """Hold it against a copy."""
        from replay.privacy.proof.checks import Check

        places = []
        same = self.record["copy"]["sha256"] == file_digest(copy)
        if not self.is_sound:
            places.append("the certificate was altered after it was signed")
        if not same:
            places.append("the certificate is of another file")
        if self.is_sound and same and self.record.get("clean") is not True:
            places.append("the certificate says that the copy is not clean")
        whose = {
            "yours": "which is yours",
            "named": "which you named",
            "": "which you have not named: --trusted-key",
        }
        words = (
            f"the certificate {self.path.name}, signed by the key {self.record['key']}, {whose[self.signer]}"
        )
        if places:
            return Check("certificate", "found", words, tuple(places))
        if not self.signer:
            return Check("certificate", "open", words, ("whose key signed the certificate",))
        return Check("certificate", "clean", words)


def read_certificate(path: Path, own: bytes | None, trusted: Collection[bytes]) -> Shown:
    """Read a certificate.

    Args:
        path: Its file.
        own: The public key that signs here, None where there is none.
        trusted: The public keys that were named.

    Raises:
        FormatError: It is none.
    """
    from replay.privacy.proof.certificate import is_signed

    with naming(path), open_plain(path) as file:
        try:
            record = json.loads(file.read(_FILE_BYTES))
            is_sound = is_signed(record)
            key = key_of(record["key"])
            str(record["copy"]["sha256"])
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise FormatError("it is no certificate") from error
    if key is not None and key == own:
        return Shown(path, record, is_sound, "yours")
    return Shown(path, record, is_sound, "named" if key in trusted else "")
