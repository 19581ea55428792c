"""`replay align`: by how much the frames' times are off, measured from what the frames show."""

import importlib.metadata
import shlex
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import click

from formats.model.annotations import Correction
from formats.model.changes import Change
from formats.model.content_id import content_id
from formats.model.time import NS_PER_MS, NS_PER_S
from replay.annotate.correction import CORRECTION
from replay.cli.arguments import file_argument, json_option
from replay.cli.reading.source import content_of, open_source
from replay.cli.reading.store_source import open_chosen, settings_in_force, store_option
from replay.cli.telling.exits import EXIT_FOUND
from replay.cli.telling.output import print_json, print_line
from replay.cli.telling.progress import ProgressBar
from replay.cli.writing.target import check_target, writing
from replay.core.safe_text import visible

if TYPE_CHECKING:
    from replay.fidelity.align.found import Alignment

_PPB_OF_PPM = 1000
_COLUMNS = 61
_BARS = " ▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class _Kept:
    """The correction that is in force, and where it is kept."""

    place: str
    correction: Correction | None
    author: str


@click.command("align")
@file_argument
@click.option("--apply", "applies", is_flag=True, help="Keep what was measured as a correction.")
@click.option("--show", "shows", is_flag=True, help="Measure nothing: print the correction that is kept.")
@click.option(
    "--html",
    "page_path",
    type=click.Path(path_type=Path),
    metavar="OUT.html",
    help="Write what was found as one page.",
)
@click.option("--force", is_flag=True, help="Replace OUT.html where it exists.")
@click.option("--undo", "undoes", is_flag=True, help="Measure nothing: take the correction back.")
@store_option
@json_option
def command(  # noqa: PLR0917 - click passes by name
    path: Path,
    applies: bool,
    shows: bool,
    page_path: Path | None,
    force: bool,
    undoes: bool,
    store: str | None,
    as_json: bool,
) -> int:
    """Measure by how much the times of the pictures are off from those of the events.

    The cursor that is drawn into some pictures is held against the logged path; where none is drawn, presses
    are held against visible changes. The scale of the coordinates is tested first. Where the evidence is thin
    the answer is "unknown" and no number.

    --apply keeps the offset in the journal, as a change that can be undone; the recording is not touched.

    Exit status 1: the frames are off by 20 ms or more, or it is unknown whether they are. With --apply it is
    0 where the correction was kept.

    With --json one document: offset_ns (to be added to the frames' times so that they agree with the events,
    at time 0 where there is a drift), drift_ppm, confidence, method, verdict (ok, off, unknown), note,
    uncertain_ns, scale, sightings, frames, curve (shifts with their misfit), curve_unit (px: the cursor's
    mean distance from the path; nats: by how much a shift is less likely than the best).
    """
    if applies + shows + undoes > 1:
        raise click.UsageError("--apply, --show and --undo exclude each other")
    if page_path is not None and (shows or undoes):
        raise click.UsageError("--html is for what is measured, and --show and --undo measure nothing")
    if page_path is not None:
        check_target(page_path, path, force=force)
    if shows or undoes:
        return _kept_one(path, store, as_json=as_json, undoes=undoes)
    from replay.fidelity.align.offset import align

    with open_source(path) as recording:
        known = content_id(recording)
        with ProgressBar() as bar:
            found = align(recording, bar.stage)
    kept = _keep(path, store, known, _correction(found)) if applies and found.offset_ns is not None else None
    if page_path is not None:
        _write_page(page_path, path, found)
    if as_json:
        applied = None if kept is None else {"kept": kept.place, "by": kept.author}
        print_json({**found.record(), **({"applied": applied} if applies else {})})
    else:
        _print(found)
    if kept is not None:
        click.echo(f"kept in {visible(kept.place)}", err=True)
    elif applies:
        click.echo("nothing was kept: there is no offset to keep", err=True)
    return 0 if found.verdict == "ok" or kept is not None else EXIT_FOUND


def _write_page(page_path: Path, path: Path, found: "Alignment") -> None:
    from formats.native.whole_file import whole_file
    from replay.fidelity.align.page import alignment_page

    drawn = alignment_page(path.name, f"replay align {shlex.quote(str(path))}", found)
    with writing(page_path), whole_file(page_path) as file:
        file.write(drawn.encode("utf-8", "backslashreplace"))
    click.echo(f"wrote {visible(str(page_path))}", err=True)


def _correction(found: "Alignment") -> Correction:
    assert found.offset_ns is not None  # noqa: S101 - held by the caller
    note = f"{found.method}, confidence {found.confidence:.2f}: {found.note}"
    return Correction(CORRECTION, found.offset_ns, round((found.drift_ppm or 0.0) * _PPB_OF_PPM), note)


def _keep(path: Path, store: str | None, known: str, after: Correction | None) -> _Kept:
    """Make the correction that is in force another one, or none; what is equal already makes no change."""
    from replay.annotate.history import Edit
    from replay.annotate.notebook import Notebook
    from replay.store.author import author_name, login_name

    made: list[Change] = []
    author = author_name(settings_in_force().author)
    tool = f"replay {importlib.metadata.version('replay-desk')}"
    with open_chosen(store, path, due=False) as opened:
        changes = opened.changes(known, []) if opened.exists else []
        book = Notebook(known, author, changes, made.extend, tool=tool, login=login_name())
        before = book.ledger.standing.get(CORRECTION)
        if before is not None or after is not None:
            book.do([Edit(before, after)])
            opened.append(made)
        return _Kept(str(opened.place), after, author)


def _kept_one(path: Path, store: str | None, *, as_json: bool, undoes: bool) -> int:
    """Print the correction that is kept, or take it back."""
    from replay.annotate.ledger import Ledger

    known = content_of(path)
    with open_chosen(store, path) as opened:
        ledger = Ledger(opened.changes(known, []))
    standing = ledger.standing.get(CORRECTION)
    correction = standing if isinstance(standing, Correction) else None
    if undoes and correction is not None:
        _keep(path, store, known, None)
    if as_json:
        print_json(
            {
                "offset_ns": correction.frame_offset_ns if correction else None,
                "drift_ppm": correction.frame_drift_ppb / _PPB_OF_PPM if correction else None,
                "by": ledger.owner(CORRECTION) if correction else None,
                "note": correction.note if correction else None,
                "taken_back": undoes and correction is not None,
            }
        )
    elif correction is None:
        print_line("no correction is kept")
    else:
        word = "taken back" if undoes else "kept"
        print_line(f"{word:<12} {_offset(correction.frame_offset_ns)}, {visible(correction.note)}")
    return 0


def _print(found: "Alignment") -> None:
    print_line(f"verdict      {found.verdict}")
    if found.offset_ns is None:
        print_line("offset       unknown")
    else:
        around = "" if found.uncertain_ns is None else f", within {found.uncertain_ns / NS_PER_MS:.1f} ms"
        print_line(f"offset       {_offset(found.offset_ns)}{around}")
    drift = "unknown: too short to say" if found.drift_ppm is None else f"{found.drift_ppm:+.1f} ppm"
    print_line(f"drift        {drift}")
    print_line(f"confidence   {found.confidence:.2f}")
    print_line(f"rests on     {found.method}: {visible(found.note)}")
    if found.curve:
        print_line(f"misfit       {_small_curve(found.curve)}  from -1 s to +1 s")
        if found.offset_ns is not None:
            print_line(
                f"             {_mark(found.offset_ns)}  lowest at {found.offset_ns / NS_PER_MS:+.1f} ms"
            )


def _offset(offset_ns: int) -> str:
    if offset_ns == 0:
        return "0 ms"
    way = "late" if offset_ns < 0 else "early"
    return f"{offset_ns / NS_PER_MS:+.1f} ms: frames are stamped {way}"


def _mark(offset_ns: int) -> str:
    """Return a line as wide as the curve, with an arrow below where it is lowest."""
    column = round((offset_ns / NS_PER_S + 1) / 2 * (_COLUMNS - 1))
    return " " * column + "↑" + " " * (_COLUMNS - 1 - column)


def _small_curve(curve: tuple[tuple[int, float], ...]) -> str:
    """Draw the curve in one line: the lowest of each stretch, so that a narrow minimum is seen."""
    values = [misfit for _, misfit in curve]
    edges = [len(values) * column // _COLUMNS for column in range(_COLUMNS + 1)]
    lows = [min(values[start:stop]) for start, stop in pairwise(edges) if stop > start]
    top = max(lows) or 1.0
    return "".join(_BARS[round((len(_BARS) - 1) * low / top)] for low in lows)
