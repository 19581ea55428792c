"""`replay recover`: a whole file from a cut, damaged or killed one."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from formats.errors import FormatError, UnknownFormatError
from formats.model.recording import Recording
from formats.model.time import format_time
from formats.native.beside import journal_path
from formats.native.recovery import Recovered, recover
from formats.registry import NATIVE, detect
from replay.cli.arguments import PATH, identity_option, json_option
from replay.cli.reading.allowed import check_kept
from replay.cli.reading.source import open_source
from replay.cli.reading.subject_list import find_subject
from replay.cli.reading.unlocking import unlock
from replay.cli.reading.withdrawn import check_not_withdrawn
from replay.cli.recover.carried import CarriedList, list_of
from replay.cli.telling.exits import EXIT_FOUND
from replay.cli.telling.naming import naming
from replay.cli.telling.output import print_json, print_line, print_table, size_text
from replay.cli.telling.progress import ProgressBar
from replay.cli.writing.auditing import note
from replay.cli.writing.target import check_target, target_options, writing
from replay.core.counted import count_text
from replay.core.safe_text import visible

if TYPE_CHECKING:
    from replay.privacy.subject.redactions import SubjectList
    from replay.store.subject_marks import SubjectMark

_GAPS_SHOWN = 12


@click.command("recover")
@click.argument("broken", metavar="BROKEN", type=PATH)
@identity_option
@target_options
@json_option
def command(broken: Path, out: Path, force: bool, as_json: bool) -> int:
    """Make a whole file from a cut or damaged one, and say what was kept and what was lost.

    What may not be opened any more is not recovered either, nor what the recorded person withheld. What they
    removed stays removed: their list is made anew for OUT, which opens for them alone until they have looked
    at it and released it; where their list is not at hand, or BROKEN has lost its id, nothing is recovered.
    BROKEN and the journal that a
    killed recorder left beside it are only read. Chunks are copied as they are,
    those of a kind unknown to this version too. OUT appears when it is whole, and is never sealed.

    Exit status: 0 everything was there, 1 something was lost, 3 nothing can be read.

    \b
    --json prints one object:
      out, size_bytes   the new file
      complete          whether everything was there
      kept              streams (name to rows), pictures, videos,
                        unknown_chunks, journal_rows
      lost              streams (name to rows), pictures, chunks, gaps: a list
                        of stream, rows, start_ns, end_ns (null: no end known)
      problems          sentences: what is wrong, and where in the file
    """  # noqa: D301 - click's mark for lines that stay as they are
    _refuse_foreign(broken)
    check_target(out, broken, journal_path(broken), force=force)
    check_not_withdrawn(broken)
    carried = CarriedList(out, force=force)
    with naming(broken), writing(out), ProgressBar() as progress:
        recovered = recover(
            broken,
            out,
            partial(progress.stage, "recovering"),
            unlock,
            partial(_check, broken, out, carried.begin),
        )
    carried.end()
    size_bytes = out.stat().st_size
    if as_json:
        print_json({"out": str(out), "size_bytes": size_bytes, **describe(recovered)})
    else:
        _print_for_people(recovered)
        click.echo(f"wrote {visible(str(out))}, {size_text(size_bytes)}", err=True)
    return EXIT_FOUND if recovered.lost else 0


def _check(broken: Path, out: Path, carry: "Callable[[SubjectList], None]", recording: Recording) -> None:
    """Refuse what no other command would open, and note the copy: whoever withdraws it must learn of it."""
    _check_subject(broken, carry, recording)
    check_kept(broken, recording)
    note("recovered", recording, broken, details={"to": str(out.resolve()), "source": str(broken.resolve())})


def _check_subject(broken: Path, carry: "Callable[[SubjectList], None]", recording: Recording) -> None:
    """Let what the recorded person removed hold for the new file, or refuse to make it.

    Raises:
        FormatError: They withheld it, or what they removed is not at hand, or could be forgotten; and they
            have not said since that all of what is left may be seen.
    """
    found = find_subject(broken, recording)
    known = found.known or _said_of_content(recording)
    if known is None or not known.hides or _is_released_as_it_is(broken):
        return
    # Of a file without an id nothing is remembered: its list would be lost with a renaming.
    carried = list_of(broken, found) if recording.header.recording_id else None
    if known.state != "withheld" and carried is not None:
        carry(carried)
        return
    did = "withheld" if known.state == "withheld" else f"removed {count_text(known.removed, 'thing')} of"
    raise FormatError(
        f"{broken} is not recovered: the recorded person {did} it, and the new file would hold that again. "
        "Of a whole copy `replay redact` makes one without it; or let them move their list away and say "
        f"with `replay subject {quote(str(broken))} --release` that all of what is left may be seen"
    )


def _said_of_content(recording: Recording) -> "SubjectMark | None":
    """Return what is remembered of a recording whose id is lost with its header, the strictest word first."""
    from formats.model.content_id import content_id
    from replay.store.paths import subjects_folder
    from replay.store.remembered import is_empty
    from replay.store.subject_marks import marks_of_content

    # The content of a file that claims 400 million rows in a few bytes takes long to know.
    if recording.header.recording_id or is_empty(subjects_folder()):
        return None
    marks = marks_of_content(content_id(recording))
    return max(marks, key=lambda mark: mark.hides, default=None)


def _is_released_as_it_is(broken: Path) -> bool:
    """Say whether the person saw what is left, and released all of it."""
    from formats.model.content_id import content_id

    try:
        with open_source(broken, tells=False, always=True) as left:
            subject = find_subject(broken, left).subject
            if subject is None or subject.recording != content_id(left):
                return False
            return subject.state == "released" and not subject.hides
    except FormatError:
        return False


def describe(recovered: Recovered) -> dict[str, Any]:
    """Return what `recover` prints, as plain JSON values."""
    gaps = [
        {"stream": gap.stream, "rows": gap.rows, "start_ns": gap.start_ns, "end_ns": gap.end_ns}
        for gap in recovered.gaps
    ]
    return {
        "complete": not recovered.lost,
        "kept": {
            "streams": recovered.rows,
            "pictures": recovered.pictures,
            "videos": recovered.videos,
            "unknown_chunks": recovered.unknown_chunks,
            "journal_rows": recovered.journal_rows,
        },
        "lost": {
            "streams": _lost_rows(recovered),
            "pictures": recovered.lost_pictures,
            "chunks": recovered.lost_chunks,
            "gaps": gaps,
        },
        "problems": list(recovered.lost),
    }


def _lost_rows(recovered: Recovered) -> dict[str, int]:
    lost: Counter[str] = Counter()
    for gap in recovered.gaps:
        lost[gap.stream] += gap.rows
    return dict(lost)


def _refuse_foreign(broken: Path) -> None:
    try:
        name = detect(broken)
    except UnknownFormatError:
        # The first bytes may be what is damaged: `recover` looks for chunks anywhere in a file.
        if not broken.is_file() or not broken.stat().st_size:
            raise
        return
    if name != NATIVE:
        raise FormatError(
            f"{broken} is a recording of format {name}: recover mends .replay files; "
            f"`replay import` reads what is intact of others"
        )


def _print_for_people(recovered: Recovered) -> None:
    lost = _lost_rows(recovered)
    if recovered.rows or lost:
        names = [*recovered.rows, *(name for name in lost if name not in recovered.rows)]
        rows = [(name, f"{recovered.rows.get(name, 0):,}", f"{lost.get(name, 0):,}") for name in names]
        print_table(("stream", "kept", "lost"), rows, right=(1, 2))
        print_line("")
    for sentence in recovered.kept:
        print_line(f"kept  {sentence}")
    if recovered.journal_rows:
        print_line(f"kept  {count_text(recovered.journal_rows, 'row')} of them only in the journal")
    for gap in recovered.gaps[:_GAPS_SHOWN]:
        print_line(
            f"lost  {count_text(gap.rows, 'row')} of {gap.stream} {_between(gap.start_ns, gap.end_ns)}"
        )
    if len(recovered.gaps) > _GAPS_SHOWN:
        print_line(f"lost  rows in {len(recovered.gaps) - _GAPS_SHOWN} more places; --json lists them all")
    if recovered.lost_chunks:
        print_line(f"lost  {count_text(recovered.lost_chunks, 'chunk')}")
    for sentence in recovered.lost:
        print_line(f"found {visible(sentence)}")
    if not recovered.lost:
        print_line("lost  nothing: the file was whole")


def _between(start_ns: int | None, end_ns: int | None) -> str:
    if start_ns is None:
        return f"before {format_time(end_ns)}" if end_ns is not None else "at an unknown time"
    return f"after {format_time(start_ns)}" + (f", until {format_time(end_ns)}" if end_ns is not None else "")
