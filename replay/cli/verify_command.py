"""`replay verify`: prove that what was to be removed from a copy is gone."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from formats.model.recording import Recording
from formats.plain_file import is_there
from replay.cli.arguments import PATH, identity_option, json_option
from replay.cli.reading.corrections import Following
from replay.cli.reading.policy_source import policy_in_force, policy_option
from replay.cli.reading.source import open_source
from replay.cli.reading.store_source import store_option
from replay.cli.reading.unlocking import unlock
from replay.cli.redact_command import list_path
from replay.cli.telling.exits import EXIT_FOUND
from replay.cli.telling.output import print_json, print_line
from replay.cli.telling.progress import ProgressBar
from replay.cli.verify.certificate import (
    Shown,
    file_digest,
    read_certificate,
    record_of,
    write_certificate,
)
from replay.cli.verify.file_bytes import file_bytes
from replay.cli.verify.signers import own_key, trusted_keys
from replay.cli.writing.auditing import note
from replay.cli.writing.certificate_target import check_certificate_target
from replay.cli.writing.recorded_list import Listed, check_list, read_list
from replay.core.safe_text import visible
from replay.privacy.policy import Policy

if TYPE_CHECKING:
    from replay.privacy.finding import Scan
    from replay.privacy.painting.painted import Box
    from replay.privacy.proof.checks import Check
    from replay.privacy.redact.kept import KeptList
    from replay.privacy.sought import Words

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
    "--trusted-key",
    "trusted",
    multiple=True,
    metavar="KEY",
    help="Whose signature --signed may have beside your own: the public key, or a file with it.",
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
    trusted: tuple[str, ...],
    canaries: Path | None,
    policy_path: Path | None,
    store: str | None,
    as_json: bool,
) -> int:
    """Search a redacted copy again for everything that was removed from it.

    Every known secret is looked for in every text, in the order of the keys, and in all codings in the bytes
    of the file and of every compressed part; what no reader gives of the file is found, whatever it is; all
    detectors run over all channels, with the text of every picture; two OCR engines read what is painted and
    the lines beside it (without Tesseract that stays open); with --against, every row and every pixel is held
    against the original. The list of what was removed is held against the audit's entry of the redaction, or
    the certificate of --signed: an edited one is found.
    A certificate counts where your own key signed it, or one that --trusted-key names: anybody can make one.
    What was not looked at is open: such a copy is not clean.

    With --signed alone the certificate is checked, its signature and that it is of this file, and nothing is
    searched anew.

    With --against, findings that were removed from the copy are marked as verified in the original's store
    when all is clean.

    Exit status: 0 clean, 1 something was found or is open, 3 a file cannot be read.
    """
    check_certificate_target(certificate)
    if trusted and signed is None:
        raise click.UsageError("--trusted-key says whose signature --signed may have")
    named = trusted_keys(trusted)
    shown = None if signed is None else read_certificate(signed, own_key(key), named)
    if shown is not None and not (original or list_file or canaries or certificate):
        return _only_certificate(copy, shown, as_json=as_json)
    listed = _listed(copy, original, list_file, store)
    kept = None if listed is None else listed.kept
    sha256 = file_digest(copy)
    with ProgressBar() as progress:
        checks, scan = _checked(
            copy, original, kept, progress, policy=policy_in_force(policy_path), store=store
        )
    if canaries is not None:
        checks.append(_check_gone(copy, canaries, kept))
    if listed is not None:
        checks.append(_check_listed(listed, store, shown))
    if shown is not None:
        checks.append(shown.check(copy))
    from replay.privacy.proof.checks import is_clean

    record = record_of(copy, sha256, checks, scan, kept, "" if listed is None else listed.digest)
    if original is not None and is_clean(checks):
        _mark_verified(original, copy, store, record["copy"]["recording_id"])
    if certificate is not None:
        record = write_certificate(certificate, record, key)
    if as_json:
        print_json(record)
    else:
        _print(checks, copy, original)
    return 0 if is_clean(checks) else EXIT_FOUND


def _check_listed(listed: Listed, store: str | None, shown: Shown | None) -> "Check":
    if shown is None:
        return check_list(listed, store)
    return check_list(listed, store, shown.listed, shown.unnamed_key)


def _check_gone(copy: Path, canaries: Path, kept: "KeptList | None") -> "Check":
    from formats.model.time import NS_PER_MS, NS_PER_S
    from replay.cli.canary.source import read_canaries
    from replay.privacy.canaries.gone import check_canaries

    planted = read_canaries(canaries)
    slack_ns = kept.redactions.coarse_ms * NS_PER_MS if kept else NS_PER_S
    with open_source(copy, tells=False) as recording, file_bytes(copy) as data:
        return check_canaries(recording, data, planted.canaries, slack_ns)


def _mark_verified(original: Path, copy: Path, store: str | None, name: str) -> None:
    """Note in the original's store that the findings removed from a copy are proven to be gone."""
    from replay.cli.reading.decisions import mark_verified

    with open_source(original, tells=False, whole=True) as recording:
        note("verified", recording, original, store=store, details={"copy": name, "file": copy.name})
        mark_verified(recording, original, store, name)


def _only_certificate(copy: Path, shown: Shown, *, as_json: bool) -> int:
    """Hold a certificate against the copy, and search nothing: whoever signed it has."""
    with open_source(copy, tells=False) as recording:
        name = recording.header.recording_id
    check = shown.check(copy)
    if as_json:
        clean = check.status == "clean"
        print_json({"copy": {"recording_id": name}, "clean": clean, "checks": [check.record()]})
    else:
        _print([check], copy, None)
        click.echo(
            f"made {visible(shown.made)}; nothing was searched anew: --against or --list does", err=True
        )
    return 0 if check.status == "clean" else EXIT_FOUND


def _listed(copy: Path, original: Path | None, list_file: Path | None, store: str | None) -> Listed | None:
    with open_source(copy, tells=False) as recording:
        name = recording.header.recording_id
    if list_file is None and original is not None and is_there(list_path(original, name)):
        list_file = list_path(original, name)
    if list_file is None:
        if original is not None:
            raise click.UsageError(f"there is no {list_path(original, name)}: --list names what was removed")
        return None
    return read_list(list_file, name, original or list_file, store)


def _checked(
    copy: Path,
    original: Path | None,
    kept: "KeptList | None",
    progress: ProgressBar,
    *,
    policy: Policy,
    store: str | None,
) -> "tuple[list[Check], Scan]":
    from replay.cli.redact.search import scanned
    from replay.privacy.proof.byte_search import byte_search
    from replay.privacy.proof.checks import (
        check_bytes,
        check_rules,
        check_secrets_known,
        check_structure,
        check_texts,
    )
    from replay.privacy.proof.file_parts import check_file, read_parts
    from replay.privacy.proof.scanned import check_scan
    from replay.privacy.sought import Words, usable_words

    checks: list[Check] = []
    boxes: Sequence[tuple[Box, ...]] | None = None
    with open_source(copy) as recording:
        asked = kept.redactions.sought if kept else ()
        short = len(usable_words(kept.redactions.words)[1]) if kept else 0
        words, rules = Words.asked(asked), check_rules(recording)
        if kept is not None and original is not None and rules.status == "clean":
            read_parts(copy, unlock)
            # The copy was made in sight of the correction that is kept beside the original.
            with open_source(original, Following(store), whole=True) as before:
                words, boxes, held = _against(recording, before, kept, progress)
                checks += held
        scan = scanned(recording, copy, progress, policy, kept=False, asked=asked)
        painted = _painted(recording, boxes, words, kept, progress)
        with file_bytes(copy) as data:
            searched = byte_search(data, words.words)
        checks = [
            check_secrets_known(words, short, listed=kept is not None),
            rules,
            check_file(copy, unlock),
            check_bytes(searched, len(words.alone)),
            check_texts(recording, words),
            check_structure(recording),
            *check_scan(scan, Words(kept.redactions.allowed if kept else ()), policy),
            painted,
            *checks,
        ]
    return checks, scan


def _against(
    recording: Recording, original: Recording, kept: "KeptList", progress: ProgressBar
) -> "tuple[Any, Sequence[tuple[Box, ...]], list[Check]]":
    from replay.privacy.proof.original import check_events, check_header, check_pictures, check_typing
    from replay.privacy.redact.copying import redact
    from replay.privacy.redact.plan import plan

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
    from replay.cli.reading.screen_text import NO_SECOND, first_engine, second_engine
    from replay.privacy.proof.painted_regions import check_painted, painted_boxes

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


def _print(checks: "Sequence[Check]", copy: Path, original: Path | None) -> None:
    from replay.privacy.proof.checks import is_clean
    from replay.privacy.proof.next_step import next_steps

    for check in checks:
        print_line(f"{check.status:<6} {check.name:<12} {visible(check.words)}")
        for place in check.places[:_SHOWN]:
            print_line(f"       {visible(place)}")
        if len(check.places) > _SHOWN:
            print_line(f"       and {len(check.places) - _SHOWN} more; --json lists them")
    click.echo("clean" if is_clean(checks) else "not clean", err=True)
    for step in next_steps(checks, copy, original):
        click.echo(f"to do: {visible(step)}", err=True)
