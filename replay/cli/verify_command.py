"""`replay verify`: prove that what was to be removed from a copy is gone."""

import datetime as dt
import hashlib
import importlib.metadata
import json
import mmap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from formats.errors import DamagedError, FormatError
from formats.model.recording import Recording
from formats.plain_file import is_there, open_plain
from replay.cli.arguments import PATH, identity_option, json_option
from replay.cli.auditing import note
from replay.cli.certificate_target import check_certificate_target
from replay.cli.corrections import Following
from replay.cli.exits import EXIT_FOUND
from replay.cli.naming import naming
from replay.cli.output import print_json, print_line
from replay.cli.policy_source import policy_in_force, policy_option
from replay.cli.progress import ProgressBar
from replay.cli.purpose import NOT_STATED
from replay.cli.redact_command import list_path
from replay.cli.source import open_source
from replay.cli.store_source import store_option
from replay.cli.target import writing
from replay.core.safe_text import visible
from replay.privacy.policy import Policy

if TYPE_CHECKING:
    from replay.privacy.finding import Scan
    from replay.privacy.painted import Box
    from replay.privacy.redact_words import Words
    from replay.privacy.redactions_kept import KeptList
    from replay.privacy.verify import Check

_FILE_BYTES = 64 << 20
_SHOWN = 5


@click.command("verify")
@click.argument("copy", metavar="OUT", type=PATH)
@identity_option
@click.option("--against", "original", type=PATH, metavar="ORIGINAL", help="Hold it against the original.")
@click.option("--list", "list_file", type=PATH, metavar="L", help="What was removed; else beside ORIGINAL.")
@click.option(
    "--certificate",
    type=PATH,
    metavar="C.json",
    help="Write a signed certificate, with C.txt and C.html for people.",
)
@click.option("--key", type=PATH, metavar="K", help="The key that signs; made where there is none.")
@click.option(
    "--signed", type=PATH, metavar="C.json", help="Check a certificate: its signature, and the file."
)
@click.option(
    "--canaries", type=PATH, metavar="L", help="What `replay canary plant` planted: it must be gone."
)
@policy_option
@store_option
@json_option
def command(  # noqa: PLR0917 - click passes by name
    copy: Path,
    original: Path | None,
    list_file: Path | None,
    certificate: Path | None,
    key: Path | None,
    signed: Path | None,
    canaries: Path | None,
    policy_path: Path | None,
    store: str | None,
    as_json: bool,
) -> int:
    """Search a redacted copy again for everything that was removed from it.

    Every known secret is looked for in every text, in the order of the keys, and in all codings in the bytes
    of the file and of every compressed part; all detectors run over all channels, with the text of every
    picture; two OCR engines read what is painted and the lines beside it (without Tesseract that stays open);
    with --against, every row and every pixel is held against the original. What was not looked at is open:
    such a copy is not clean.

    With --against, findings that were removed from the copy are marked as verified in the original's store
    when all is clean.

    Exit status: 0 clean, 1 something was found or is open, 3 a file cannot be read.
    """
    check_certificate_target(certificate)
    kept = _kept(copy, original, list_file)
    with ProgressBar() as progress:
        checks, scan = _checked(
            copy, original, kept, progress, policy=policy_in_force(policy_path), store=store
        )
    if canaries is not None:
        checks.append(_check_gone(copy, canaries, kept))
    if signed is not None:
        checks.append(_check_certificate(copy, signed))
    from replay.privacy.verify import is_clean

    record = _record(copy, checks, scan, kept)
    if original is not None and is_clean(checks):
        _mark_verified(original, copy, store, record["copy"]["recording_id"])
    if certificate is not None:
        record = _write(certificate, record, key)
    if as_json:
        print_json(record)
    else:
        _print(checks, copy, original)
    return 0 if is_clean(checks) else EXIT_FOUND


def _check_gone(copy: Path, canaries: Path, kept: "KeptList | None") -> "Check":
    from formats.model.time import NS_PER_MS, NS_PER_S
    from replay.cli.canary_source import read_canaries
    from replay.privacy.canaries.gone import check_canaries

    planted = read_canaries(canaries)
    slack_ns = kept.redactions.coarse_ms * NS_PER_MS if kept else NS_PER_S
    with open_source(copy, tells=False) as recording, _mapped(copy) as data:
        return check_canaries(recording, data, planted.canaries, slack_ns)


def _mark_verified(original: Path, copy: Path, store: str | None, name: str) -> None:
    """Note in the original's store that the findings removed from a copy are proven to be gone."""
    from replay.cli.decisions import mark_verified

    with open_source(original, tells=False, whole=True) as recording:
        note("verified", recording, original, store=store, details={"copy": name, "file": copy.name})
        mark_verified(recording, original, store, name)


def _kept(copy: Path, original: Path | None, list_file: Path | None) -> "KeptList | None":
    from replay.privacy.list_file import LIST_BYTES
    from replay.privacy.redactions_kept import unpack_list

    with open_source(copy, tells=False) as recording:
        name = recording.header.recording_id
    if list_file is None and original is not None and is_there(list_path(original, name)):
        list_file = list_path(original, name)
    if list_file is None:
        if original is not None:
            raise click.UsageError(f"there is no {list_path(original, name)}: --list names what was removed")
        return None
    with naming(list_file), open_plain(list_file) as file:
        kept = unpack_list(file.read(LIST_BYTES + 1))
        if kept.copy != name:
            raise DamagedError(f"it is the list of another copy, {kept.copy:.40}")
    return kept


def _checked(
    copy: Path,
    original: Path | None,
    kept: "KeptList | None",
    progress: ProgressBar,
    *,
    policy: Policy,
    store: str | None,
) -> "tuple[list[Check], Scan]":
    from replay.cli.redact_scan import scanned
    from replay.privacy.redact_words import Words
    from replay.privacy.redactions import usable_words
    from replay.privacy.verify import (
        check_bytes,
        check_rules,
        check_secrets_known,
        check_structure,
        check_texts,
    )
    from replay.privacy.verify_bytes import byte_search
    from replay.privacy.verify_scan import check_scan

    checks: list[Check] = []
    boxes: Sequence[tuple[Box, ...]] | None = None
    with open_source(copy) as recording:
        usable, short = usable_words(kept.redactions.words if kept else ())
        words, rules = Words(usable), check_rules(recording)
        if kept is not None and original is not None and rules.status == "clean":
            # The copy was made in sight of the correction that is kept beside the original.
            with open_source(original, Following(store), whole=True) as before:
                words, boxes, held = _against(recording, before, kept, progress)
                checks += held
        scan = scanned(recording, copy, progress, policy, kept=False, asked=usable)
        painted = _painted(recording, boxes, words, kept, progress)
        with _mapped(copy) as data:
            searched = byte_search(data, words.words)
        checks = [
            check_secrets_known(words, short, listed=kept is not None),
            rules,
            check_bytes(searched),
            check_texts(recording, words),
            check_structure(recording),
            *check_scan(scan, Words(kept.redactions.allowed if kept else ())),
            painted,
            *checks,
        ]
    return checks, scan


def _against(
    recording: Recording, original: Recording, kept: "KeptList", progress: ProgressBar
) -> "tuple[Any, Sequence[tuple[Box, ...]], list[Check]]":
    from replay.privacy.redact import redact
    from replay.privacy.redact_plan import plan
    from replay.privacy.verify_original import check_events, check_header, check_pictures, check_typing

    made = plan(original, kept.redactions)
    due = redact(original, made, progress.stage)
    return (
        made.words,
        due.boxes,
        [
            check_header(recording, original, due),
            check_events(recording, due),
            check_typing(recording, original, made),
            check_pictures(recording, original, due, progress.stage),
        ],
    )


def _painted(
    recording: Recording,
    boxes: "Sequence[tuple[Box, ...]] | None",
    words: "Words",
    kept: "KeptList | None",
    progress: ProgressBar,
) -> "Check":
    """Have both engines read what is painted, and around it; without the original the pictures tell where."""
    from replay.cli.screen_text import NO_SECOND, first_engine, second_engine
    from replay.privacy.verify_painted import check_painted, painted_boxes

    if boxes is None:
        boxes = painted_boxes(recording, kept.redactions.painted if kept else ())
    if not any(boxes):
        return check_painted(recording, boxes, words, (), progress=progress.stage)
    first, why = first_engine()
    second = second_engine()
    engines = list({each.name: each for each in (first, second) if each is not None}.values())
    if len(engines) < 2 and not why:
        why = NO_SECOND if second is None else "one engine alone: the extra ocr is not installed"
    return check_painted(recording, boxes, words, engines, why, progress=progress.stage)


@contextmanager
def _mapped(path: Path) -> "Iterator[memoryview]":
    with open_plain(path) as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        view = memoryview(data)
        try:
            yield view
        finally:
            view.release()


def _record(copy: Path, checks: "Sequence[Check]", scan: "Scan", kept: "KeptList | None") -> dict[str, Any]:
    from replay.privacy.certificate import certificate
    from replay.privacy.verify_left import still_told

    with open_source(copy, tells=False) as recording:
        header, left = recording.header, still_told(recording)
    return certificate(
        copy={
            "recording_id": header.recording_id,
            "size_bytes": copy.stat().st_size,
            "sha256": _digest(copy),
        },
        checks=checks,
        searched=[each.record() for each in scan.searched],
        removed=kept.removed if kept else {},
        left=left,
        decided_by=kept.decided_by if kept else (),
        people=kept.people if kept else "",
        purpose=(kept.redactions.purpose or NOT_STATED) if kept else "",
        consent=header.consent,
        program=f"replay {importlib.metadata.version('replay-desk')}",
        made_utc=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    )


def _digest(path: Path) -> str:
    with open_plain(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(target: Path, record: dict[str, Any], key: Path | None) -> dict[str, Any]:
    from formats.native.whole_file import whole_file
    from replay.privacy.certificate import page, signed, signing_key
    from replay.privacy.certificate_page import html_page
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


def _check_certificate(copy: Path, path: Path) -> "Check":
    from replay.privacy.certificate import is_signed
    from replay.privacy.verify import Check

    with naming(path), open_plain(path) as file:
        try:
            record = json.loads(file.read(_FILE_BYTES))
            sound = is_signed(record)
            same = record["copy"]["sha256"] == _digest(copy)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise FormatError("it is no certificate") from error
    places = []
    if not sound:
        places.append("the certificate was altered after it was signed")
    if not same:
        places.append("the certificate is of another file")
    if sound and same and record["clean"] is not True:
        places.append("the certificate says that the copy is not clean")
    words = f"the certificate {path.name}, signed by the key {record['key']}"
    return Check("certificate", "found" if places else "clean", words, tuple(places))


def _print(checks: "Sequence[Check]", copy: Path, original: Path | None) -> None:
    from replay.privacy.verify import is_clean
    from replay.privacy.verify_next import next_steps

    for check in checks:
        print_line(f"{check.status:<6} {check.name:<12} {visible(check.words)}")
        for place in check.places[:_SHOWN]:
            print_line(f"       {visible(place)}")
        if len(check.places) > _SHOWN:
            print_line(f"       and {len(check.places) - _SHOWN} more; --json lists them")
    click.echo("clean" if is_clean(checks) else "not clean", err=True)
    for step in next_steps(checks, copy, original):
        click.echo(f"to do: {visible(step)}", err=True)
