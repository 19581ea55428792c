"""`replay audit show`: who did what with a recording."""

import datetime as dt
from pathlib import Path

import click

from formats.model.time import format_time
from replay.cli.arguments import PATH, json_option
from replay.cli.audit.source import not_noted, of_another, open_logs, say_nothing_was_noted
from replay.cli.reading.source import content_of
from replay.cli.reading.store_source import store_option
from replay.cli.telling.exits import EXIT_FOUND
from replay.cli.telling.output import print_json_line, print_line
from replay.cli.writing.purpose import NOT_STATED
from replay.core.safe_text import visible
from replay.store.audit import KINDS, Entry

_DIGESTS = frozenset({"list", "list_seal"})
"""Details that only `replay verify` reads."""


@click.command("show")
@click.argument("path", metavar="[FILE]", type=PATH, required=False)
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only this; may be given again."
)
@click.option("--who", metavar="NAME", help="Only what NAME did.")
@store_option
@json_option
def command(
    path: Path | None, kinds: tuple[str, ...], who: str | None, store: str | None, as_json: bool
) -> int:
    """List what was done with the recording FILE, or with all of a store, oldest first.

    Of a copy, and of a file that is damaged or cut, it is said that more stands under the recording it was.

    With --json each line is an object: log, number, kind, recording, at_utc_ns, who, start_ns, end_ns,
    details, key. Exit status 1: a row was damaged and is left out, or what you remember of a log is not
    there, or something was done with FILE that no log here tells of; `replay audit verify` says more.
    """
    recording = None if path is None else content_of(path)
    faults: list[str] = []
    missed: list[str] = []
    with open_logs(store, path) as logs:
        if not logs:
            say_nothing_was_noted(store)
        entries = [(str(log.place), entry) for log in logs for entry in log.entries(recording, faults)]
        missed += [f"{log.place}: {lost}" for log in logs if (lost := log.lost())]
        elsewhere = of_another(path, logs) if path is not None and logs else []
    if path is not None and store is None:
        missed += not_noted(path, {entry.kind for _, entry in entries})
    for log, entry in sorted(entries, key=lambda each: each[1].at_utc_ns):
        if (kinds and entry.kind not in kinds) or (who and entry.who != who):
            continue
        if as_json:
            print_json_line({"log": log, **entry.record()})
        else:
            print_line(_line(entry, named=path is None))
    for each in elsewhere:
        click.echo(f"replay: {visible(each)}", err=True)
    if path is not None and not entries and not missed:
        click.echo(f"replay: nothing was noted of {visible(str(path))}", err=True)
    for fault in faults:
        click.echo(f"replay: left out: {visible(fault)}", err=True)
    for each in missed:
        click.echo(f"replay: {visible(each)}", err=True)
    return EXIT_FOUND if faults or missed else 0


def _line(entry: Entry, *, named: bool) -> str:
    span = "all"
    if entry.span is not None:
        span = f"{format_time(entry.span.start_ns)} to {format_time(entry.span.end_ns)}"
    # Before a purpose was noted in words, none was an empty text.
    told = {
        name: value or (NOT_STATED if name == "purpose" else "")
        for name, value in entry.details.items()
        if name not in _DIGESTS
    }
    details = "  ".join(f"{name}: {value}" for name, value in told.items())
    what = f"{entry.recording[:12]}  " if named else ""
    return visible(
        f"{_when(entry.at_utc_ns)}  {entry.who:<12}  {entry.kind:<10}  {what}{span:<28}  {details}"
    ).rstrip()


def _when(at_utc_ns: int) -> str:
    try:
        at = dt.datetime.fromtimestamp(at_utc_ns / 1e9, dt.UTC)
    except (OverflowError, ValueError, OSError):
        # A store may be a stranger's.
        return f"{at_utc_ns} ns"
    return at.isoformat(sep=" ", timespec="seconds")
