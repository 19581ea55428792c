"""`replay text`: the typed text, corrections applied."""

from pathlib import Path

import click

from formats.model.time import format_time
from replay.cli.arguments import file_argument, json_option, span_options
from replay.cli.reading.corrections import Following, correction_options
from replay.cli.reading.source import open_source, span_of
from replay.cli.telling.output import print_json_line, print_line
from replay.cli.writing.auditing import note
from replay.core.safe_text import visible
from replay.core.typed_text import typed_runs


@click.command("text")
@file_argument
@span_options
@correction_options
@json_option
def command(path: Path, start: str | None, end: str | None, as_json: bool, following: Following) -> None:
    """Print what was typed, run by run: a click or a change of window ends a run.

    Where the caret was unknown the line says so: the text is then what the keys would give from there.
    With --json each line is an object: start_ns, end_ns, text, window, certain.
    """
    with open_source(path, following) as recording:
        span = span_of(recording, start, end)
        note("saw", recording, path, span=span, details={"by": "text"})
        runs = typed_runs(recording)
    for index in range(len(runs)):
        record = runs.record(index)
        if not span.contains(record["start_ns"]):
            continue
        if as_json:
            print_json_line(record)
            continue
        doubt = "" if record["certain"] else f"  [{record['why']}]"
        window = f"  in {record['window']}" if record["window"] else ""
        words = f'"{record["text"]}"{window}{doubt}'
        print_line(f"{format_time(record['start_ns'])}  {visible(words)}")
