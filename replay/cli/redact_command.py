"""`replay redact`: a copy in which what should never have been recorded does not exist."""

import secrets
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from formats.model.content_id import content_id
from formats.model.recording import Recording
from formats.model.streams import STREAMS
from replay.cli.arguments import PATH, file_argument, json_option
from replay.cli.reading.corrections import Following
from replay.cli.reading.list_seal import seal_of
from replay.cli.reading.policy_source import policy_in_force, policy_option
from replay.cli.reading.source import open_source
from replay.cli.reading.store_source import store_option
from replay.cli.redact.asked import (
    Findings,
    Flagged,
    check_apps,
    flagged,
    found_redactions,
    people_told_apart,
    read_findings,
    read_words,
    said_in,
    spans_asked,
    subject_redactions,
)
from replay.cli.redact.search import with_words_painted
from replay.cli.telling.output import print_json, print_line, size_text
from replay.cli.telling.progress import ProgressBar
from replay.cli.writing.auditing import note
from replay.cli.writing.purpose import check_purpose, purpose_option
from replay.cli.writing.recorded_list import keeps_audit, told_of_list
from replay.cli.writing.target import check_target, target_options, writing
from replay.core.counted import count_text
from replay.core.safe_text import visible
from replay.privacy.policy import Policy

if TYPE_CHECKING:
    from replay.privacy.redact.kept import KeptList
    from replay.privacy.redact.redactions import Redactions
    from replay.privacy.screen.readings import Readings

_SALT_BYTES = 32
_PICTURES = ("searched", "drop", "keep-unsearched")


@click.command("redact")
@file_argument
@target_options
@click.option("--words-file", metavar="W", help='Words to remove everywhere, a line each; "-" asks for them.')
@click.option(
    "--findings", "findings_file", type=PATH, metavar="F", help="What `replay scan --json` printed."
)
@click.option("--flags", is_flag=True, help="What was flagged and decided in the store of annotations.")
@store_option
@policy_option
@click.option("--subject", type=PATH, metavar="S", help="The recorded person's list; else beside FILE.")
@click.option("--accept-all", is_flag=True, help="Remove all that is found, also what nobody decided on.")
@click.option(
    "--drop-stream",
    "streams",
    multiple=True,
    type=click.Choice([name for name in STREAMS if name != "frame"]),
    help="Leave out a stream.",
)
@click.option("--drop-span", "spans", nargs=2, multiple=True, metavar="A B", help="Leave out all of a span.")
@click.option("--drop-app", "apps", multiple=True, metavar="NAME", help="Leave out all of an application.")
@click.option("--coarse-ms", type=click.IntRange(0, 1000), default=0, help="Round times down to this.")
@click.option(
    "--simple-paths",
    "paths_px",
    type=click.IntRange(0, 200),
    default=0,
    metavar="PX",
    help="Keep the pointer's movements within so many pixels, without tremor and speed.",
)
@click.option("--keep-names", is_flag=True, help="Keep what identifies the person and the machine.")
@click.option(
    "--pictures",
    type=click.Choice(_PICTURES),
    default="searched",
    show_default=True,
    help="Keep pictures whose text was searched, drop all, or keep them unsearched.",
)
@click.option("--keep-nothing", is_flag=True, help="Keep nothing of what is read on the pictures.")
@purpose_option
@click.option("--list", "list_file", type=PATH, metavar="L", help="Where the list of what was removed goes.")
@json_option
def command(  # noqa: PLR0917 - click passes by name
    path: Path,
    out: Path,
    force: bool,
    words_file: str | None,
    findings_file: Path | None,
    flags: bool,
    store: str | None,
    policy_path: Path | None,
    subject: Path | None,
    accept_all: bool,
    streams: tuple[str, ...],
    spans: tuple[tuple[str, str], ...],
    apps: tuple[str, ...],
    coarse_ms: int,
    paths_px: int,
    keep_names: bool,
    pictures: str,
    keep_nothing: bool,
    purpose: str,
    list_file: Path | None,
    as_json: bool,
) -> None:
    """Write a copy without what was found, flagged or named, in every channel in which it can be seen.

    FILE is only read. OUT is made anew of what is known to be allowed. Typed text goes as a whole run, and
    what changed on the screen meanwhile is filled wherever it shows. The list of what was removed holds it in
    the clear: it is written beside FILE, for `replay verify`, and must not leave with OUT.

    What is read on the pictures is kept for the next search, as by `replay scan`; --keep-nothing keeps none.

    The consent in the copy's header is for the stated purpose alone: what is made of the copy is held to it.

    --json prints `out`, `list`, `size_bytes`, `purpose` and `removed` (counts by what it was).
    """
    from replay.cli.reading.decisions import mark_applied
    from replay.cli.reading.screen_text import screen_reader
    from replay.privacy.redact.again import redact_again
    from replay.privacy.redact.copying import redact
    from replay.privacy.redact.kept import pack_list
    from replay.privacy.redact.plan import plan
    from replay.privacy.redact.redactions import merged, with_words
    from replay.privacy.screen.readings import Readings

    named = Path(words_file) if words_file not in {None, "-"} else None
    read = [each for each in (path, findings_file, policy_path, subject, named) if each is not None]
    _check_targets(out, list_file, read, force=force)
    policy = policy_in_force(policy_path)
    words = read_words(words_file)
    reading = Readings() if keep_nothing else True
    with ProgressBar() as progress, open_source(path, Following(store), whole=True) as recording:
        check_apps(recording, apps)
        stated = check_purpose(recording, purpose, policy_path)
        first = subject_redactions(recording, path, subject)
        people = flagged(recording, path, store) if flags else Flagged()
        asked, kept, applied = _asked(
            recording,
            path,
            findings_file,
            people,
            progress,
            policy=policy,
            accept_all=accept_all,
            words=words,
            reading=reading,
        )
        _check_pictures(recording, kept.screen, pictures)
        reads = pictures == "searched"
        due = (*first.sought, *words) if reads else None
        asked = with_words_painted(recording, path, progress, merged(asked, first), due, kept=reading)
        asked = replace(
            with_words(asked, words),
            cuts=(*asked.cuts, *spans_asked(recording, spans)),
            streams=streams,
            apps=(*asked.apps, *apps),
            coarse_ms=coarse_ms,
            paths_px=paths_px,
            keep_names=keep_names,
            pictures=pictures != "drop",
            purpose=stated.words,
        )
        if accept_all:
            # What was read of the original is known: of the copy's pictures little is left to be read.
            with (
                screen_reader(recording, path, keep=reading) if reads else nullcontext((None, "")) as (
                    reader,
                    _,
                )
            ):
                made, asked = redact_again(recording, asked, policy, progress.stage, reader)
        else:
            made = redact(recording, plan(recording, asked), progress.stage)
        copy_id = made.recording.header.recording_id
        beside = list_file or list_path(path, copy_id)
        kept = replace(
            kept, copy=copy_id, redactions=asked, removed=made.counts, salt=secrets.token_hex(_SALT_BYTES)
        )
        listed = pack_list(kept, seal_of(path))
        noted = {"copy": copy_id, "to": str(out.resolve()), "purpose": stated.told}
        noted["copy_content"] = content_id(made.recording)
        noted |= told_of_list(listed)
        note("redacted", recording, path, store=store, details=noted)
        _write(made.recording, out, beside, listed, progress)
        mark_applied(recording, path, store, applied, copy_id)
    out.chmod(0o600)
    size_bytes = out.stat().st_size
    if as_json:
        told = {"out": str(out), "list": str(beside), "size_bytes": size_bytes, "purpose": stated.told}
        print_json({**told, "removed": dict(made.counts)})
        return
    for what, count in made.counts.items():
        print_line(f"removed  {count:>8,}  {what}")
    proof = "; `replay verify` proves it" if keeps_audit() else ""
    click.echo(visible(f"wrote {out}, {size_text(size_bytes)}{stated.note}{proof}"), err=True)
    click.echo(f"what was removed is in {visible(str(beside))}, which must not leave with it", err=True)


def list_path(original: Path, copy_id: str) -> Path:
    """Return where the list of what was removed from an original lies: beside that, not beside the copy."""
    return original.with_name(f"{original.name}.{copy_id[:8]}.redactions.json")


def _check_targets(out: Path, list_file: Path | None, read: list[Path], *, force: bool) -> None:
    check_target(out, *read, force=force)
    if list_file is not None:
        check_target(list_file, *read, out, force=force)


def _asked(
    recording: Recording,
    path: Path,
    findings_file: Path | None,
    people: Flagged,
    progress: ProgressBar,
    *,
    policy: Policy,
    accept_all: bool,
    words: tuple[str, ...],
    reading: "bool | Readings",
) -> "tuple[Redactions, KeptList, tuple[str, ...]]":
    from replay.privacy.redact.kept import KeptList

    findings = Findings((), 0.0, "")
    if findings_file is not None:
        from replay.cli.redact.search import with_texts

        findings = read_findings(findings_file)
        findings = replace(findings, records=with_texts(recording, findings.records, policy, progress))
    elif accept_all or people.words:
        from replay.cli.redact.search import scanned, screen_share

        scan = scanned(recording, path, progress, policy, kept=reading)
        records = [each.record(reveal=True) for each in scan.findings]
        findings = Findings(records, screen_share(scan), "replay scan")
    asked, applied = found_redactions(recording, findings, people, policy, accept_all=accept_all)
    by = [*people.authors, *said_in(findings, people, applied)]
    if words:
        by.append("a list of words")
    if accept_all:
        by.append(f"nobody: all of {findings.source} was accepted")
    click.echo(f"replay: {count_text(len(applied), 'finding')} applied", err=True)
    screen = f"{findings.screen_share:.0%} of the original's pictures were searched for text"
    told_apart = people_told_apart(findings, people, policy)
    return asked, KeptList("", asked, decided_by=tuple(by), people=told_apart, screen=screen), applied


def _check_pictures(recording: Recording, screen: str, pictures: str) -> None:
    if pictures == "searched" and len(recording.frames) and not screen.startswith("100%"):
        raise click.UsageError(
            f"{screen}, and what stands in them could not be removed: scan with the extra ocr, or give "
            "--pictures drop, or --pictures keep-unsearched, which fills only what changed while secrets "
            "were typed and what was flagged"
        )


def _write(copy: Recording, out: Path, beside: Path, listed: bytes, progress: ProgressBar) -> None:
    """Write the copy and the list of what was removed, or neither."""
    from formats.native.copy import write_recording
    from formats.native.whole_file import whole_file

    with writing(beside):
        with whole_file(beside) as file:
            file.write(listed)
        beside.chmod(0o600)
    try:
        with writing(out):
            write_recording(copy, out, lossless=True, progress=partial(progress.stage, "writing"))
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
