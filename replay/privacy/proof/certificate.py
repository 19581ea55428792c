"""The certificate of a redacted copy: what was searched and found, signed; and the same for people."""

import base64
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from formats.errors import DamagedError, MissingExtraError
from formats.model.header import Consent
from replay.core.safe_text import visible
from replay.privacy.proof.checks import Check, is_clean
from replay.privacy.redact.redactions import POLICY

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KIND = "replay redaction certificate 1"
_KEY_BYTES = 1 << 16


def certificate(
    *,
    copy: Mapping[str, Any],
    checks: Sequence[Check],
    searched: Sequence[Mapping[str, Any]],
    removed: Mapping[str, int],
    left: Sequence[str],
    decided_by: Sequence[str],
    people: str,
    purpose: str,
    consent: Consent | None,
    listed: str,
    program: str,
    made_utc: str,
) -> dict[str, Any]:
    """Return an unsigned certificate as JSON values.

    Args:
        copy: `recording_id`, `size_bytes` and `sha256` of the copy's file.
        checks: Every check that was made.
        searched: What the detectors searched, with their versions, as `Searched.record` gives it.
        removed: Counts of what was removed.
        left: What the copy still tells of it, a sentence each.
        decided_by: Who decided what to remove.
        people: How two of them were told apart where the policy asks for two, "" where it does not.
        purpose: What the copy was made for, in words.
        consent: As the copy's header tells it.
        listed: Digest of the list of what was removed, which has a salt; "" for none.
        program: Name and version of the program that verified.
        made_utc: When, ISO 8601.
    """
    return {
        "certificate": KIND,
        "policy": POLICY,
        "clean": is_clean(checks),
        "copy": dict(copy),
        "checks": [check.record() for check in checks],
        "searched": [dict(each) for each in searched],
        "removed": dict(removed),
        "left": list(left),
        "decided_by": list(decided_by),
        "people": people,
        "purpose": purpose,
        "consent": None if consent is None else asdict(consent),
        "list": listed,
        "program": program,
        "made_utc": made_utc,
    }


def signed(record: Mapping[str, Any], key: "Ed25519PrivateKey") -> dict[str, Any]:
    """Return a certificate with the public key and the signature over all else, Ed25519."""
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    told = {**{name: value for name, value in record.items() if name != "signature"}, "key": public}
    return {**told, "signature": base64.b64encode(key.sign(_canonical(told))).decode()}


def is_signed(record: Mapping[str, Any]) -> bool:
    """Say whether a certificate is as it was signed, by whoever holds the key that it names.

    Raises:
        DamagedError: It is no certificate.
        MissingExtraError: The extra `crypto` is missing.
    """
    try:
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - an extra
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtraError("checking a signature", extra="crypto") from error
    if record.get("certificate") != KIND:
        raise DamagedError(f"it is no {KIND}")
    try:
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(record["key"], validate=True))
        signature = base64.b64decode(record["signature"], validate=True)
    except (KeyError, TypeError, ValueError) as error:
        raise DamagedError("the certificate has no sound key and signature") from error
    told = {name: value for name, value in record.items() if name != "signature"}
    try:
        public.verify(signature, _canonical(told))
    except InvalidSignature:
        return False
    return True


def signing_key(path: Path) -> "Ed25519PrivateKey":
    """Read the private key that signs, made for its owner alone where there is none.

    Raises:
        DamagedError: The file holds another thing, or others may read it.
        MissingExtraError: The extra `crypto` is missing.
        OSError: It cannot be read or made.
    """
    try:
        from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - an extra
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtraError("signing a certificate", extra="crypto") from error
    if not path.exists():
        key = Ed25519PrivateKey.generate()
        packed = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(packed)
        return key
    if path.stat().st_mode & 0o077:
        raise DamagedError(f"{path}: others may read this key; make it readable for its owner alone")
    with path.open("rb") as file:
        data = file.read(_KEY_BYTES)
    try:
        found = serialization.load_pem_private_key(data, None)
    except (ValueError, TypeError) as error:
        raise DamagedError(f"{path}: it is no private key without a password") from error
    if not isinstance(found, Ed25519PrivateKey):
        raise DamagedError(f"{path}: it is no Ed25519 key")
    return found


def page(record: Mapping[str, Any]) -> str:
    """Return a certificate as plain text for people."""
    copy, consent = record["copy"], record["consent"]
    lines = [
        "CERTIFICATE OF REDACTION",
        "",
        f"The copy is {'clean' if record['clean'] else 'NOT CLEAN'} by {record['policy']}.",
        "",
        f"Recording   {copy['recording_id']}",
        f"File        {copy['size_bytes']:,} bytes, SHA-256 {copy['sha256']}",
        f"Verified    {record['made_utc']} by {record['program']}",
        f"Decided by  {', '.join(record['decided_by']) or 'not known'}",
        *([f"Two people  told apart {people}"] if (people := record.get("people")) else []),
        *([f"Made for    {purpose}"] if (purpose := record.get("purpose")) else []),
        f"Consent     {_consent(consent)}",
        "",
        "What was asked of it:",
    ]
    for check in record["checks"]:
        lines.append(f"  {check['status'].upper():<6} {check['check']}: {check['words']}")
        lines += [f"           {place}" for place in check["places"]]
    lines += ["", "What the detectors searched:"]
    for each in record["searched"]:
        lines.append(
            f"  {each['channel']:<14} {each['share']:4.0%} of it, {each['texts']:,} texts, "
            f"by {', '.join(each['detectors']) or 'none'}"
        )
    lines += ["", "What was removed:"]
    lines += [f"  {count:>10,}  {what}" for what, count in record["removed"].items()] or ["  not known"]
    lines += ["", "What the copy still tells of it:"]
    lines += [f"  {sentence}" for sentence in record.get("left", ())] or ["  nothing that is known"]
    lines += ["", "Signed by the key " + str(record.get("key", "(not signed)")), ""]
    # Purposes, names and places were recorded or written by others, and people read this in terminals.
    return "\n".join(map(visible, lines))


def _consent(consent: Mapping[str, Any] | None) -> str:
    if consent is None:
        return "none was recorded"
    purposes = ", ".join(consent["purposes"]) or "for no stated purpose"
    until = f", until {consent['until']}" if consent["until"] else ""
    return f"{'WITHDRAWN; ' if consent['withdrawn'] else ''}{purposes}{until}"


def _canonical(record: Mapping[str, Any]) -> bytes:
    return json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()
