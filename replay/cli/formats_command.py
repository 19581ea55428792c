"""`replay formats`: what can be read and written."""

import click

from formats.exchange_registry import EXCHANGES, exchange
from formats.registry import EXPORTERS, IMPORTERS, exporter, importer
from replay.cli.arguments import json_option
from replay.cli.telling.output import print_json, print_table


@click.command("formats")
@json_option
def command(as_json: bool) -> None:
    """List the formats that can be read and written, of recordings and of annotations (`replay label`)."""
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
    for name in EXPORTERS:
        written = exporter(name)
        rows.append(
            {
                "name": name,
                "can": "write",
                "suffix": written.SUFFIX or "a folder",
                "summary": written.SUMMARY,
                "loses": written.LOSES,
            }
        )
    for name in EXCHANGES:
        exchanged = exchange(name)
        rows.append(
            {
                "name": name,
                "can": "label import and export",
                "suffix": exchanged.SUFFIXES[0],
                "summary": exchanged.SUMMARY,
                "loses": exchanged.LOSES,
            }
        )
    if as_json:
        print_json(rows)
        return
    lines = []
    for row in rows:
        lines.append([row[name] for name in ("name", "can", "suffix", "summary")])
        lines.append(["", "", "", f"not kept: {row['loses']}"])
    print_table(("name", "can", "suffix", "what it is"), lines)
