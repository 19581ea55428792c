"""`replay formats`: what can be read and written."""

import click

from formats.registry import IMPORTERS, importer
from replay.cli.output import print_json
from replay.cli.source import json_option


@click.command("formats")
@json_option
def command(as_json: bool) -> None:
    """List the formats that can be read and written."""
    rows = [
        {
            "name": "replay",
            "can": "read and write",
            "suffix": ".replay",
            "summary": "Our container: events, frames and their index in one file.",
            "loses": "Nothing.",
        }
    ]
    for name in IMPORTERS:
        found = importer(name)
        rows.append(
            {
                "name": name,
                "can": "read",
                "suffix": " ".join(found.SUFFIXES) or "a folder",
                "summary": found.SUMMARY,
                "loses": found.LOSES,
            }
        )
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo(f"{row['name']:<11} {row['can']:<15} {row['suffix']}")
        for name in ("summary", "loses"):
            click.echo(f"{'' if name == 'summary' else 'not kept: ':>14}{row[name]}")
