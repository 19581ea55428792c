"""`replay stats`: what was labelled, and how long it took."""

from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

import click

from formats.model.time import NS_PER_S, format_time
from replay.annotate.by_author import segments_by_author, tiers_by_authors
from replay.annotate.statistics import (
    PAUSE_S,
    AuthorStatistics,
    LabelStatistics,
    Work,
    author_statistics,
    label_statistics,
)
from replay.cli.arguments import json_option
from replay.cli.reading.annotated import Annotated, annotated_options, read_annotated
from replay.cli.telling.output import print_json, print_line, print_table, shortened
from replay.cli.writing.target import check_target, writing
from replay.core.counted import count_text
from replay.core.safe_text import visible

_LONGEST = 60
_EVERYONE = "everyone"


@click.command("stats")
@annotated_options
@click.option("--tier", metavar="T", help="Count only the segments of this tier.")
@click.option(
    "--picture",
    type=click.Path(path_type=Path),
    metavar="OUT.png",
    help="Write the time of each label as bars, a picture.",
)
@click.option("--force", is_flag=True, help="Replace OUT.png where it exists.")
@json_option
def command(  # noqa: PLR0917 - click passes by name
    paths: tuple[Path, ...],
    store: str | None,
    journals: tuple[Path, ...],
    tier: str | None,
    picture: Path | None,
    force: bool,
    as_json: bool,
) -> None:
    """Count segments and their time by label and annotator, and what an hour of recording took.

    Work is the time from one change to the next; pauses of more than five minutes are left out.
    """
    if picture is not None:
        if picture.suffix.lower() != ".png":
            raise click.UsageError(f"{picture}: a picture of statistics is written as .png")
        check_target(picture, *paths, *journals, force=force)
    recordings = read_annotated(paths, store, journals)
    tiers = tiers_by_authors(each.ledger for each in recordings)
    if tier is not None and tier not in tiers:
        there = ", ".join(map(repr, tiers)) or "no tier with segments"
        raise click.UsageError(f"there is no tier {tier!r}; there is {there}")
    works = [
        Work(each.duration_ns, segments_by_author(each.ledger, tier), tuple(each.ledger.changes))
        for each in recordings
    ]
    authors, labels = author_statistics(works), label_statistics(works)
    if as_json:
        print_json(
            {
                "recordings": len(recordings),
                "duration_ns": sum(each.duration_ns for each in recordings),
                "tier": tier,
                "pause_s": PAUSE_S,
                "authors": [
                    {
                        **asdict(each),
                        "segments_per_hour": each.segments_per_hour,
                        "worked_per_hour_ns": each.worked_per_hour_ns,
                    }
                    for each in authors
                ],
                "labels": [asdict(each) for each in labels],
            }
        )
    else:
        _print(authors, labels)
    if picture is not None:
        _write(picture, labels, recordings)


def _print(authors: Sequence[AuthorStatistics], labels: Sequence[LabelStatistics]) -> None:
    print_table(
        (
            "annotator",
            "recordings",
            "recorded",
            "segments",
            "an hour",
            "labelled",
            "median",
            "work",
            "an hour",
        ),
        [
            (
                _name(each.author),
                f"{each.recordings:,}",
                format_time(each.recorded_ns),
                f"{each.segments:,}",
                "" if each.segments_per_hour is None else f"{each.segments_per_hour:.1f}",
                format_time(each.time_ns),
                _seconds(each.median_ns) if each.segments else "",
                format_time(each.worked_ns),
                "" if each.worked_per_hour_ns is None else format_time(each.worked_per_hour_ns),
            )
            for each in authors
        ],
        right=(1, 3, 4, 6),
    )
    print_line("")
    print_table(
        ("annotator", "label", "segments", "an hour", "time", "median"),
        [
            (
                _name(each.author),
                _label(each.label),
                f"{each.segments:,}",
                f"{each.per_hour:.1f}",
                format_time(each.time_ns),
                _seconds(each.median_ns),
            )
            for each in labels
        ],
        right=(2, 3, 5),
    )


def _write(out: Path, labels: Sequence[LabelStatistics], recordings: Sequence[Annotated]) -> None:
    from PIL import Image

    from formats.native.whole_file import whole_file
    from replay.cli.reading.label_sets import find_label_set
    from replay.render.bar_chart import Bar, BarGroup, bar_chart

    known = find_label_set(recordings[0].path, None)
    groups = [
        BarGroup(
            _name(author),
            tuple(
                Bar(
                    _label(each.label),
                    each.time_ns,
                    f"{format_time(each.time_ns)} in {each.segments:,}",
                    known.colour(each.label),
                )
                for each in found
            ),
        )
        for author, found in groupby(labels, key=lambda each: each.author)
    ]
    whole_ns = sum(each.duration_ns for each in recordings)
    title = f"Time by label in {count_text(len(recordings), 'recording')} of {format_time(whole_ns)}"
    with writing(out), whole_file(out) as file:
        Image.fromarray(bar_chart(title, groups)).save(file, format="PNG")
    click.echo(f"wrote {visible(str(out))}", err=True)


def _name(author: str | None) -> str:
    return _EVERYONE if author is None else shortened(author, _LONGEST)


def _label(label: str) -> str:
    return shortened(label, _LONGEST) or "(none)"


def _seconds(time_ns: int) -> str:
    return f"{time_ns / NS_PER_S:.1f} s"
