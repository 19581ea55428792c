"""`replay formats`: what can be read and written."""

import click

from formats.registry import EXPORTERS, IMPORTERS
from replay.cli.output import print_json, print_table
from replay.cli.source import json_option


@click.command("formats")
@json_option
def command(as_json: bool) -> None:
    """List the formats that can be read and written."""
    rows = [
        ("replay", "read and write", ".replay", "Our container: events, frames and their index in one file.")
    ]
    rows += [(i.NAME, "read", " ".join(i.SUFFIXES) or "a folder", i.SUMMARY) for i in IMPORTERS]
    rows += [(e.NAME, "write", e.SUFFIX, e.SUMMARY) for e in EXPORTERS]
    if as_json:
        print_json([dict(zip(("name", "can", "suffix", "summary"), row, strict=True)) for row in rows])
    else:
        print_table(("name", "can", "suffix", "what it is"), rows)
