"""`replay import`: a foreign recording becomes a .replay file."""

import dataclasses
import sys
from pathlib import Path
from typing import Self

import click

from formats.model.report import ImportReport
from formats.native.copy import write_recording
from formats.registry import import_recording
from replay.cli.output import print_json, size_text
from replay.cli.source import json_option
from replay.core.safe_text import visible


@click.command("import")
@click.argument("source", metavar="SRC", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="The .replay file to write.",
)
@click.option(
    "--pictures",
    type=click.Choice(["as-came", "lossless"]),
    default="as-came",
    show_default=True,
    help="Keep pictures and video byte for byte, or decode them into lossless tiles.",
)
@click.option("--force", is_flag=True, help="Replace OUT where it exists.")
@json_option
def command(source: Path, out: Path, pictures: str, force: bool, as_json: bool) -> None:
    """Turn a foreign recording into a .replay file, and report what was read, guessed and lost.

    The format is found from the content. SRC is not changed; an interrupted import leaves no half file.
    """
    if out.exists() and not force:
        raise click.UsageError(f"{out} exists; --force replaces it")
    imported = import_recording(source)
    with imported.recording as recording, _Progress(shown=sys.stderr.isatty()) as progress:
        write_recording(recording, out, lossless=pictures == "lossless", progress=progress.update)
    if as_json:
        print_json({"out": str(out), "size_bytes": out.stat().st_size, **dataclasses.asdict(imported.report)})
    else:
        _print_report(imported.report)
        click.echo(f"wrote {out}, {size_text(out.stat().st_size)}", err=True)


class _Progress:
    """A bar on stderr where that is a terminal, else nothing."""

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown
        self._drawn = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._drawn >= 0:
            click.echo("\r\x1b[K", nl=False, err=True)

    def update(self, done: int, total: int) -> None:
        """Draw `done` of `total`; called often, so that only a new per cent is written."""
        percent = 100 * done // max(total, 1)
        if self._shown and percent != self._drawn:
            self._drawn = percent
            click.echo(f"\r{'#' * (percent * 40 // 100):<40} {percent:3d} %", nl=False, err=True)


def _print_report(report: ImportReport) -> None:
    for name, count in report.read.items():
        click.echo(f"read     {name:<12} {count:,}")
    for name, count in report.counts.items():
        click.echo(f"found    {count:,} {visible(name)}")
    for sentence in report.guessed:
        click.echo(f"guessed  {visible(sentence)}")
    for sentence in report.lost:
        click.echo(f"lost     {visible(sentence)}")
