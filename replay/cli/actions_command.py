"""`replay actions`: what the person did, reduced from the events."""

from pathlib import Path

import click

from formats.model.time import format_time
from replay.cli.arguments import file_argument, json_option, span_options
from replay.cli.reading.corrections import Following, correction_options
from replay.cli.reading.source import open_source, span_of
from replay.cli.telling.output import print_json_line, print_line
from replay.cli.writing.auditing import note
from replay.core.actions import reduce_actions
from replay.core.safe_text import visible


@click.command("actions")
@file_argument
@span_options
@correction_options
@json_option
def command(path: Path, start: str | None, end: str | None, as_json: bool, following: Following) -> None:
    """Print clicks, drags, scrolls, typing (with corrections applied), keys, hotkeys and waits, a line each.

    With --json each line is an object: start_ns, end_ns, kind, and by kind x, y, x2, y2,
    button, dx, dy, text, keys.
    """
    with open_source(path, following) as recording:
        span = span_of(recording, start, end)
        note("saw", recording, path, span=span, details={"by": "actions"})
        actions = reduce_actions(recording)
    for index in range(len(actions)):
        record = actions.record(index)
        if not span.contains(record["start_ns"]):
            continue
        if as_json:
            print_json_line(record)
        else:
            print_line(f"{format_time(record['start_ns'])}  {visible(actions.label(index))}")
