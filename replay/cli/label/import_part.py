"""`replay label import`: annotations of other tools become changes in the store."""

import hashlib
import importlib.metadata
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path

import click

from formats.errors import LimitError
from formats.exchange_registry import EXCHANGES, detect_exchange, exchange
from formats.model.annotations import Annotation, Segment, start_ns
from formats.model.changes import Change
from formats.model.content_id import content_id
from formats.model.exchange import ReadAnnotations, ReadOptions
from formats.native.whole_file import whole_file
from replay.annotate.history import Edit
from replay.annotate.notebook import Notebook
from replay.annotate.taken_in import Untold, as_recorded, at_recorded_frames, untold
from replay.cli.arguments import PATH, file_argument, json_option
from replay.cli.reading.corrections import Following
from replay.cli.reading.source import open_source
from replay.cli.reading.store_source import open_chosen, settings_in_force, store_option
from replay.cli.telling.naming import naming
from replay.cli.telling.output import print_json, print_line
from replay.cli.writing.target import check_target, target_options, writing
from replay.core.counted import count_text
from replay.core.safe_text import visible
from replay.store.author import author_name, login_name
from replay.store.journal_file import write_journal

_MOST_AUTHORS = 100
"""A team; each has a chain of changes."""


@dataclass(slots=True)
class _Work:
    """What an import is to do: the changes, and what they are."""

    changes: list[Change] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    """New, changed and known annotations."""
    authors: Counter[str] = field(default_factory=Counter)


@click.command("import")
@file_argument
@click.argument("annotations", metavar="ANNOTATIONS", type=PATH)
@click.option("--as-author", "author", metavar="NAME", help="Who made them; else as the file says, else you.")
@click.option(
    "--tier", default="task", show_default=True, metavar="TIER", help="Where labels go that are in no tier."
)
@click.option(
    "--part", metavar="NAME", help="Which task or observation, where the file has those of several."
)
@click.option(
    "--format", "name", type=click.Choice(EXCHANGES), help="The format, where its content does not tell."
)
@click.option(
    "--before-correction",
    "goes_back",
    is_flag=True,
    help="It was written before the frames were corrected: edges where a frame was recorded go with it.",
)
@partial(target_options, required=False, what="Write a journal of the changes, in place of the store.")
@store_option
@json_option
def command(  # noqa: PLR0917 - click passes by name
    path: Path,
    annotations: Path,
    author: str | None,
    tier: str,
    part: str | None,
    name: str | None,
    goes_back: bool,
    out: Path | None,
    force: bool,
    store: str | None,
    as_json: bool,
) -> None:
    """Take in ANNOTATIONS of the recording FILE, and report what was read, guessed and lost.

    The format is found from the content. Each author's annotations are one change that can be undone; the
    same file taken in again changes nothing, and what was changed in a file that holds ids is changed here.

    Where the frames' times are corrected (`replay align --apply`) and the file does not say what its edges
    are at, the report counts how many of them lie where frames were recorded, and how many where these are.
    """
    if out is not None:
        if store:
            raise click.UsageError("changes go into a store or into a journal, not into both")
        check_target(out, path, annotations, force=force)
    with open_source(path, Following(store)) as recording:
        known = content_id(recording)
        duration_ns = recording.duration_ns
        with naming(annotations):
            found = exchange(name) if name else detect_exchange(annotations)
            read = found.read(annotations, ReadOptions(tier, part))
        unsaid = untold(read.annotations, recording)
        taken = at_recorded_frames(read.annotations, recording) if goes_back else read.annotations
        stored = as_recorded(taken, recording)
    whose = [author or read.authors.get(one.id, "") for one in read.annotations]
    if (many := len(set(whose))) > _MOST_AUTHORS:
        raise LimitError(f"{annotations}: authors (--as-author names one)", value=many, limit=_MOST_AUTHORS)
    if not all(whose):
        mine = author_name(settings_in_force().author)
        whose = [name or mine for name in whose]
    made = [_of_author(one, name, read) for one, name in zip(stored, whose, strict=True)]
    if out is not None:
        work = _work(known, made, whose, [])
        with writing(out), whole_file(out) as file:
            write_journal(work.changes, file)
        kept = str(out)
    else:
        with open_chosen(store, path, due=False) as opened:
            work = _work(known, made, whose, opened.changes(known, []))
            opened.append(work.changes)
            kept = str(opened.place)
    late = sum(_end_ns(annotation) > duration_ns for annotation in read.annotations)
    if as_json:
        print_json(
            {
                "format": found.NAME,
                "recording": known,
                "kept": kept,
                **{word: work.counts[word] for word in ("new", "changed", "known")},
                "authors": dict(work.authors),
                "read": dict(read.report.read),
                "guessed": read.report.guessed,
                "lost": read.report.lost,
                "counts": dict(read.report.counts),
                "behind_the_end": late,
                "corrected_since": None if unsaid is None or goes_back else asdict(unsaid),
            }
        )
        return
    _print_report(found.NAME, read, work, late)
    if unsaid is not None and not goes_back:
        print_line(f"found    {_unsaid_words(unsaid)}")
    click.echo(f"kept in {visible(kept)}", err=True)


def _unsaid_words(unsaid: Untold) -> str:
    """Say that edges may be off, and what tells."""
    return (
        "frames are corrected, and this file does not say what its edges are at: of "
        f"{count_text(unsaid.edges, 'edge')} {unsaid.recorded:,} lie where a frame was recorded, "
        f"{unsaid.corrected:,} where one is now; if it was written before the correction, take it in again "
        "with --before-correction"
    )


def _of_author(annotation: Annotation, author: str, read: ReadAnnotations) -> Annotation:
    """Give an annotation that its file did not name an id of its author's.

    Two annotators who have a segment alike would else have one segment, which is of who came first.
    """
    if annotation.id not in read.named_here or read.authors.get(annotation.id) == author:
        return annotation
    return replace(annotation, id=f"{annotation.id}-{hashlib.sha256(author.encode()).hexdigest()[:8]}")


def _work(
    recording: str, annotations: Sequence[Annotation], whose: Sequence[str], before: list[Change]
) -> _Work:
    """Make the changes that bring annotations in."""
    work = _Work()
    tool = f"replay {importlib.metadata.version('replay-desk')}"
    by_author: dict[str, list[Annotation]] = {}
    for annotation, author in zip(annotations, whose, strict=True):
        by_author.setdefault(author, []).append(annotation)
    for author, made in by_author.items():
        # No annotation is in two of these, so that what was made for one need not be known to the next.
        book = Notebook(recording, author, before, work.changes.extend, tool=tool, login=login_name())
        edits = [Edit(book.ledger.standing.get(annotation.id), annotation) for annotation in made]
        for edit in edits:
            what = "new" if edit.before is None else "known" if edit.before == edit.after else "changed"
            work.counts[what] += 1
        work.authors[author] += len(made)
        book.do(edits)
    return work


def _end_ns(annotation: Annotation) -> int:
    if isinstance(annotation, Segment) and annotation.end is not None:
        return annotation.end.t_ns
    return start_ns(annotation) or 0


def _print_report(name: str, read: ReadAnnotations, work: _Work, late: int) -> None:
    print_line(f"format   {name}")
    for kind, count in read.report.read.items():
        print_line(f"read     {kind:<12} {count:,}")
    for word in ("new", "changed", "known"):
        if work.counts[word]:
            print_line(f"{word:<9}{count_text(work.counts[word], 'annotation')}")
    for author, count in work.authors.items():
        print_line(f"by       {visible(author):<12} {count:,}")
    for what, count in read.report.counts.items():
        print_line(f"found    {visible(what)}: {count:,}")
    for sentence in read.report.guessed:
        print_line(f"guessed  {visible(sentence)}")
    for sentence in read.report.lost:
        print_line(f"lost     {visible(sentence)}")
    if late:
        print_line(f"found    {count_text(late, 'annotation')} behind the end: is it the right recording?")
