"""`replay canary plant`: a copy with invented secrets in it."""

import secrets
import uuid
from collections import Counter
from functools import partial
from pathlib import Path

import click

from formats.model.content_id import content_id
from formats.native.copy import write_recording
from formats.native.reader import Reader
from replay.cli.arguments import PATH, file_argument, json_option
from replay.cli.canary.source import canaries_path, write_canaries
from replay.cli.reading.allowed import check_released
from replay.cli.reading.source import open_source
from replay.cli.telling.output import print_json, print_line, size_text
from replay.cli.telling.progress import ProgressBar
from replay.cli.writing.auditing import note
from replay.cli.writing.handed_on import HandedOn
from replay.cli.writing.purpose import check_purpose, purpose_option
from replay.cli.writing.target import check_target, target_options, writing
from replay.core.safe_text import visible
from replay.privacy.canaries.planted import CanaryList
from replay.privacy.canaries.planting import plant


@click.command("plant")
@file_argument
@target_options
@click.option("--count", type=click.IntRange(1, 1000), default=24, show_default=True, help="How many.")
@click.option("--seed", type=click.IntRange(0), help="Equal seeds plant the same; else nobody knows it.")
@click.option("--list", "list_file", type=PATH, metavar="L", help="Where the list goes; else beside FILE.")
@purpose_option
@json_option
def command(  # noqa: PLR0917 - click passes by name
    path: Path,
    out: Path,
    force: bool,
    count: int,
    seed: int | None,
    list_file: Path | None,
    purpose: str,
    as_json: bool,
) -> None:
    """Write a copy of FILE with invented secrets: passwords, cards, keys, addresses, accounts, telephones.

    They are typed, key by key with slips, where nobody acts for long enough, else at the end; copied to the
    clipboard; in titles; and, where there are pictures, drawn on them in a corner for some seconds. What is
    typed does not show on the pictures. The list of them is for its owner alone, and must not lie where the
    reviewers look. The copy's header says that it holds canaries.

    --json prints `out`, `list`, `size_bytes`, `purpose` and `planted` (counts by category and channel).
    """
    check_target(out, path, force=force)
    seed = secrets.randbits(63) if seed is None else seed
    name = str(uuid.uuid4())
    beside = list_file or canaries_path(path, name)
    check_target(beside, path, out, force=force)
    with ProgressBar() as progress, open_source(path) as recording:
        check_released(path, recording)
        stated = check_purpose(recording, purpose)
        made = plant(HandedOn(recording, stated.words), count, seed, name)
        noted = {"to": str(out.resolve()), "purpose": stated.told, "count": str(len(made.canaries))}
        noted["copy_content"] = content_id(made.recording)
        note("planted", recording, path, details=noted)
        with writing(out):
            write_recording(made.recording, out, lossless=True, progress=partial(progress.stage, "writing"))
    out.chmod(0o600)
    with Reader(out) as copy:
        write_canaries(beside, CanaryList(content_id(copy), seed, made.canaries))
    counts = Counter(f"{each.category} in {each.channel}" for each in made.canaries)
    if as_json:
        told = {"out": str(out), "list": str(beside), "size_bytes": out.stat().st_size}
        print_json({**told, "purpose": stated.told, "planted": dict(counts)})
        return
    for what, number in sorted(counts.items()):
        print_line(f"planted  {number:>4}  {what}")
    click.echo(visible(f"wrote {out}, {size_text(out.stat().st_size)}{stated.note}"), err=True)
    click.echo(f"what was planted is in {visible(str(beside))}, which reviewers must not see", err=True)
