"""`replay events`: every event, in time order over all streams."""

from pathlib import Path
from typing import Any

import click

from formats.model.streams import STREAMS
from formats.model.time import format_time
from replay.cli.arguments import file_argument, json_option, span_options
from replay.cli.reading.corrections import Following, correction_options
from replay.cli.reading.source import open_source, span_of
from replay.cli.telling.output import print_json_line, print_line, shortened
from replay.cli.writing.auditing import note
from replay.core.batches import ordered_records

_LONGEST = 200
"""Letters of one field that a line shows; --json prints all."""


@click.command("events")
@file_argument
@click.option(
    "--stream",
    "streams",
    multiple=True,
    type=click.Choice(list(STREAMS)),
    metavar="S",
    help=f"Only this stream; may be given several times. There are {', '.join(STREAMS)}.",
)
@span_options
@correction_options
@json_option
def command(  # noqa: PLR0917 - click passes by name
    path: Path,
    streams: tuple[str, ...],
    start: str | None,
    end: str | None,
    as_json: bool,
    following: Following,
) -> None:
    """Print events in time order over all streams, a line each.

    With --json each line is an object: t_ns (nanoseconds from the start), stream, and the
    fields of the stream.
    """
    with open_source(path, following) as recording:
        span = span_of(recording, start, end)
        note(
            "saw", recording, path, span=span, details={"by": "events", "streams": " ".join(streams) or "all"}
        )
        for stream, record in ordered_records(recording, streams or None, span):
            if as_json:
                t_ns = record.pop("t_ns")
                print_json_line({"t_ns": t_ns, "stream": stream, **record})
            else:
                print_line(_line(stream, record))


def _line(stream: str, record: dict[str, Any]) -> str:
    time = format_time(record.pop("t_ns"))
    record.pop("seq")
    fields = " ".join(
        f"{name}={shortened(_value(value), _LONGEST)}"
        for name, value in record.items()
        if value not in (None, "", [])
    )
    return f"{time}  {stream:<9}  {fields}".rstrip()


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "+".join(str(item) for item in value)
    if isinstance(value, str):
        return f'"{value}"' if " " in value else value
    return f"{value:g}" if isinstance(value, float) else str(value)
