"""`replay label export`: annotations in the formats of other tools."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

import click

from formats.exchange_registry import EXCHANGES, exchange
from formats.model.annotations import Annotation, Flag, Segment, start_ns
from formats.model.changes import Change
from formats.model.content_id import content_id
from formats.model.exchange import ExchangeContext
from formats.model.recording import Recording
from formats.model.time import Span
from formats.native.whole_file import partial_path
from formats.sources.lines import LineFaults
from replay.annotate.ledger import Ledger
from replay.annotate.placed_ledger import placed
from replay.cli.arguments import file_argument, json_option
from replay.cli.reading.source import open_source
from replay.cli.reading.store_source import open_chosen, store_option
from replay.cli.redact.asked import read_words, subject_redactions
from replay.cli.telling.exits import EXIT_FOUND
from replay.cli.telling.output import print_json, print_line, size_text
from replay.cli.telling.progress import ProgressBar
from replay.cli.writing.auditing import note
from replay.cli.writing.purpose import check_purpose, purpose_option
from replay.cli.writing.target import check_target, target_options, writing
from replay.core.counted import count_text
from replay.core.safe_text import visible
from replay.store.journal_file import read_journal


@click.command("export")
@file_argument
@click.option("--to", "name", required=True, type=click.Choice(EXCHANGES), help="The format to write.")
@partial(target_options, what="The file to write.")
@click.option(
    "--author", "authors", multiple=True, metavar="NAME", help="Only what NAME made; may be given again."
)
@click.option("--tier", "tiers", multiple=True, metavar="TIER", help="Only this tier; may be given again.")
@click.option("--media", metavar="NAME", default="", help="Name of the video that the file is to point to.")
@click.option(
    "--journal",
    type=click.Path(path_type=Path, readable=False),
    metavar="JOURNAL",
    help="Changes as `replay journal export` writes them, in place of a store.",
)
@click.option("--words-file", metavar="W", help='Words to leave out besides, a line each; "-" asks for them.')
@click.option("--unredacted", is_flag=True, help="Leave in what nobody named or removed.")
@purpose_option
@store_option
@json_option
def command(  # noqa: PLR0917 - click passes by name
    path: Path,
    name: str,
    out: Path,
    force: bool,
    authors: tuple[str, ...],
    tiers: tuple[str, ...],
    media: str,
    journal: Path | None,
    words_file: str | None,
    unredacted: bool,
    purpose: str,
    store: str | None,
    as_json: bool,
) -> int:
    """Write the annotations of the recording FILE for another tool, and report what was lost.

    `replay formats` says what each format cannot hold. Open segments end with the recording where a format
    has no open ends; where people changed an annotation apart from each other, what is shown is written.

    What was found in the recording's texts and not rejected, what was flagged in them, what the recorded
    person removed, and what detectors find in labels, notes and comments themselves is left out of them;
    annotations of a span or of an application that the recorded person removed are left out whole, and what
    others quote of it is taken out of them. The pictures are not read for
    it.

    Exit status 1: changes of the store or the journal were damaged, and are left out.
    """
    from replay.privacy.redact.labels import removed_spans, removed_texts

    if store and journal:
        raise click.UsageError("changes are read from a store or from a journal, not from both")
    check_target(out, path, *([journal] if journal else []), force=force)
    words = read_words(words_file)
    faults: list[str] = []
    with open_source(path, whole=True) as recording, ProgressBar() as progress:
        stated = check_purpose(recording, purpose)
        noted = {"what": "labels", "format": name, "to": str(out.resolve()), "purpose": stated.told}
        note("exported", recording, path, store=store, details=noted)
        followed, ledger = placed(recording, _changes(path, content_id(recording), store, journal, faults))
        first = subject_redactions(recording, path)
        cuts = removed_spans(recording, first)
        gone = (*words, *first.sought, *removed_texts(recording, first))
        redact = _without(gone) if unredacted else _redaction(followed, ledger, gone, progress)
        duration_ns, start_utc_ns = followed.duration_ns, recording.header.start_utc_ns
    every = list(_chosen(ledger, authors, tiers))
    # The person saw the recorded times: what lay in their span then, or lies there now, is theirs.
    recorded = Ledger(ledger.changes).standing if cuts else {}
    chosen = [
        each
        for each in every
        if not any(
            _within(side, cut, duration_ns) for cut in cuts for side in (each, recorded.get(each.id, each))
        )
    ]
    owners = {annotation.id: ledger.owner(annotation.id) for annotation in chosen}
    context = ExchangeContext(path.stem, duration_ns, media, start_utc_ns, owners)
    with writing(out), _growing(out) as growing:
        report = exchange(name).write(chosen, growing, context, redact)
    if cut := len(every) - len(chosen):
        report = replace(report, lost=(*report.lost, f"annotations of what the person removed: {cut:,}"))
    size_bytes = out.stat().st_size
    conflicts = len(ledger.conflicts())
    if as_json:
        told = {**asdict(report), "conflicts": conflicts, "damaged": faults}
        wrote = {"out": str(out), "format": name, "size_bytes": size_bytes, "purpose": stated.told}
        print_json({**wrote, **told})
    else:
        for kind, count in report.written.items():
            print_line(f"wrote    {kind:<12} {count:,}")
        for sentence in report.lost:
            print_line(f"lost     {visible(sentence)}")
        if conflicts:
            print_line(f"found    {count_text(conflicts, 'conflict')}; see `replay journal conflicts`")
    for fault in faults:
        click.echo(f"replay: left out: {visible(fault)}", err=True)
    click.echo(visible(f"wrote {out}, {size_text(size_bytes)}{stated.note}"), err=True)
    return EXIT_FOUND if faults else 0


def _changes(
    path: Path, recording: str, store: str | None, journal: Path | None, faults: list[str]
) -> Iterator[Change]:
    """Yield the changes of a recording; what is damaged of them is added to the faults."""
    if journal is None:
        with open_chosen(store, path) as opened:
            yield from opened.changes(recording, faults)
        return
    lines = LineFaults(str(journal))
    yield from (change for change in read_journal(journal, lines) if change.recording == recording)
    faults += lines.sentences()


def _chosen(ledger: Ledger, authors: Sequence[str], tiers: Sequence[str]) -> Iterator[Annotation]:
    for annotation in ledger.standing.values():
        if authors and ledger.owner(annotation.id) not in authors:
            continue
        if tiers and getattr(annotation, "tier", None) not in tiers:
            continue
        yield annotation


def _redaction(
    recording: Recording, ledger: Ledger, words: Sequence[str], progress: ProgressBar
) -> Callable[[str], str]:
    """Return what takes out of a text what the recording's texts hold of secrets, and those named."""
    from replay.cli.reading.policy_source import policy_in_force
    from replay.privacy.detectors.optional import optional_detectors
    from replay.privacy.redact.labels import label_redaction
    from replay.privacy.review.deciding import decided
    from replay.privacy.scan.scanning import scan_recording
    from replay.ui.desks.two_people import words_said

    policy = policy_in_force(None)
    scan = scan_recording(recording, policy, progress.stage)
    found = decided(scan.findings, words_said(ledger), policy)
    named = (*words, *_flagged(recording, ledger))
    return label_redaction(found, named, policy, optional_detectors(policy))


def _flagged(recording: Recording, ledger: Ledger) -> list[str]:
    """Return what flags are about; the texts are read only where there is one."""
    from replay.privacy.review.flagged_text import secrets_of
    from replay.privacy.texts import recording_texts
    from replay.privacy.typed.typed_within import TypedWithin
    from replay.privacy.typed.typing_order import TypingOrder

    flags = [each for each in ledger.standing.values() if isinstance(each, Flag)]
    if not flags:
        return []
    texts = recording_texts(recording, TypingOrder(recording)).every
    typing = TypedWithin(recording)
    return [secret.text for flag in flags for secret in secrets_of(flag, texts, recording.frames, typing)]


def _without(words: Sequence[str]) -> Callable[[str], str]:
    """Return what takes out of a text what was named, and what the recorded person removed: no more."""
    from replay.privacy.sought import Words

    return Words.asked(words).removed


def _within(annotation: Annotation, cut: Span, duration_ns: int) -> bool:
    """Say whether an annotation speaks of a removed span and of nothing else."""
    start = start_ns(annotation)
    if start is None:
        return False
    end = getattr(annotation, "end", None)
    lasts = isinstance(annotation, Segment) and end is None
    return cut.start_ns <= start and (duration_ns if lasts else end.t_ns if end else start) <= cut.end_ns


@contextmanager
def _growing(out: Path) -> Iterator[Path]:
    """Yield a path that takes the name of OUT when it is whole and on the disk, and else is removed."""
    growing = partial_path(out)
    try:
        yield growing
        with growing.open("rb") as file:
            os.fsync(file.fileno())
        growing.replace(out)
    except BaseException:
        growing.unlink(missing_ok=True)
        raise
