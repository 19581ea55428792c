"""`replay export`: a recording in the formats of others."""

import dataclasses
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from formats.model.corrected import CorrectedRecording
from formats.model.export import ExportOptions, ExportReport, FrameRule, Space, files_beside
from formats.model.recording import Recording
from formats.model.time import NS_PER_MS
from formats.registry import EXPORTERS, exporter
from replay.cli.arguments import file_argument, json_option
from replay.cli.reading.allowed import check_released
from replay.cli.reading.corrections import Following, correction_options
from replay.cli.reading.source import open_source
from replay.cli.telling.naming import naming
from replay.cli.telling.output import print_json, print_line, size_text
from replay.cli.telling.progress import ProgressBar
from replay.cli.writing.auditing import note
from replay.cli.writing.export_defects import without_defects
from replay.cli.writing.export_source import export_source
from replay.cli.writing.handed_on import HandedOn
from replay.cli.writing.purpose import check_purpose, purpose_option
from replay.cli.writing.target import writing
from replay.core.safe_text import visible

_SIDES = (16, 16_384)
"""Least and most pixels of a side that pictures are resized to."""
_AS_WRITTEN = {"0..1": Space.UNIT, "0..1000": Space.THOUSAND}
"""Spaces by what exports call them."""


@click.command("export")
@file_argument
@click.option("--to", "name", type=click.Choice(EXPORTERS), help="The format to write.")
@click.option(
    "--subject",
    is_flag=True,
    help="Write everything about the recorded person for them: a folder to be read in a browser, or OUT.zip.",
)
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="File or folder to write.",
)
@click.option(
    "--frame-rule",
    type=click.Choice([rule.value for rule in FrameRule]),
    default=FrameRule.BEFORE.value,
    show_default=True,
    help="The picture of an action: the last before the pointer moves to it, the last stable, the nearest.",
)
@click.option(
    "--coordinates",
    type=click.Choice([*(space.value for space in Space), *_AS_WRITTEN]),
    help="Of actions: pixels of the picture, shares of its size, thousandths; else as the format has them.",
)
@click.option("--resize", metavar="WxH", help="Fit pictures into this size, proportions kept.")
@click.option("--allow-outside", is_flag=True, help="Write actions whose place is not on their picture, too.")
@click.option(
    "--instruction", metavar="TEXT", help="What the person was asked to do; else the recording's task."
)
@purpose_option
@click.option(
    "--exclude-defects", is_flag=True, help="Leave out the events and frames within the defects of the store."
)
@click.option("--no-pictures", is_flag=True, help="Leave out pictures that lie beside the events.")
@click.option(
    "--rate", type=click.FloatRange(0.1, 64), default=1.0, show_default=True, help="Speed of what plays."
)
@click.option("--force", is_flag=True, help="Replace OUT, and OUT.files, where they exist.")
@correction_options
@json_option
def command(  # noqa: PLR0917 - click passes by name
    path: Path,
    name: str | None,
    subject: bool,
    out: Path,
    frame_rule: str,
    coordinates: str | None,
    resize: str | None,
    allow_outside: bool,
    instruction: str | None,
    purpose: str,
    exclude_defects: bool,
    no_pictures: bool,
    rate: float,
    force: bool,
    as_json: bool,
    following: Following,
) -> None:
    """Write a recording in another format, and report what was written and what was lost.

    `replay formats` lists the formats and what each of them cannot hold. FILE is not changed; an interrupted
    export leaves nothing. It is refused where the recorded person's consent was withdrawn, has ended or is
    for other purposes. --subject asks for no purpose, and for no consent either: it is the person's right.

    With --exclude-defects nothing within a defect that `replay check --save` kept, and nobody rejected, is
    written, and the halves of presses that a defect cuts go as well.

    Where the format tells of the consent it is for the stated purpose alone.

    --json prints `out`, `format`, `size_bytes`, `purpose`, `written` (counts by name) and `lost`; with
    --exclude-defects also `excluded`: `defects`, `spans` (start_ns, end_ns), `length_ns` and `left_out`,
    rows by stream.
    """
    if subject is (name is not None):
        raise click.UsageError(
            "--to names a format, or --subject writes all for the recorded person: one of them"
        )
    if name is None:
        _export_subject(path, out, force=force, as_json=as_json)
        return
    with ProgressBar() as progress:
        options = ExportOptions(
            frame_rule=FrameRule(frame_rule),
            space=_AS_WRITTEN.get(coordinates) or Space(coordinates) if coordinates else None,
            size=_size(resize) if resize else None,
            outside=allow_outside,
            instruction=instruction,
            pictures=not no_pictures,
            rate=rate,
            progress=progress.stage,
        )
        found = exporter(name)
        _check_out(out, path, force=force)
        opened = open_source(path, following)
        with opened as recording, naming(path), writing(out), _target(out) as target:
            check_released(path, recording)
            stated = check_purpose(recording, purpose)
            left = without_defects(recording, path, following.store) if exclude_defects else None
            rest = recording if left is None else left.rest
            source = export_source(HandedOn(rest, stated.words))
            report = _with_correction(found.export(source, target, options), recording)
            # Before it has its name: what cannot be noted is not handed on.
            noted = {"format": name, "to": str(out.resolve()), "purpose": stated.told}
            noted |= {"without": "defects"} if exclude_defects else {}
            note("exported", recording, path, store=following.store, details=noted)
    if left is not None:
        report = dataclasses.replace(report, lost=(*left.sentences(), *report.lost))
    size_bytes = _size_of(out)
    if as_json:
        told = dataclasses.asdict(report)
        excluded = {} if left is None else {"excluded": left.record()}
        wrote = {"out": str(out), "format": name, "size_bytes": size_bytes, "purpose": stated.told}
        print_json({**wrote, **told, **excluded})
        return
    _print_report(report)
    click.echo(visible(f"wrote {out}, {size_text(size_bytes)}{stated.note}"), err=True)


def _export_subject(path: Path, out: Path, *, force: bool, as_json: bool) -> None:
    from formats.model.content_id import content_id
    from replay.cli.subject.export import PURPOSE, export_subject
    from replay.cli.writing.copies import note_copy

    _check_out(out, path, force=force)
    with (
        ProgressBar() as progress,
        open_source(path, always=True) as recording,
        naming(path),
        writing(out),
        _target(out) as target,
    ):
        known = content_id(recording)
        export_subject(recording, path, known, target, progress)
        note_copy("exported", path, known, out, purpose=PURPOSE)
    size_bytes = _size_of(out)
    if as_json:
        print_json({"out": str(out), "format": "subject", "size_bytes": size_bytes, "purpose": PURPOSE})
    click.echo(f"wrote {visible(str(out))}, {size_text(size_bytes)}; it is the recorded person's", err=True)


def _with_correction(report: ExportReport, recording: Recording) -> ExportReport:
    """Add to what an export is not: its frames have other times than those that were recorded."""
    if not isinstance(recording, CorrectedRecording):
        return report
    by = recording.correction
    drift = f" and a drift of {by.frame_drift_ppb / 1000:+.1f} ppm" if by.frame_drift_ppb else ""
    said = f"the recorded times of frames: corrected by {by.frame_offset_ns / NS_PER_MS:+.1f} ms{drift}"
    return dataclasses.replace(report, lost=(*report.lost, said))


def _print_report(report: ExportReport) -> None:
    for name, count in report.written.items():
        print_line(f"wrote    {name:<12} {count:,}")
    for sentence in report.lost:
        print_line(f"lost     {visible(sentence)}")


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    sides = [int(side) if side.isdecimal() else 0 for side in (width, height)]
    if not all(_SIDES[0] <= side <= _SIDES[1] for side in sides):
        raise click.BadParameter(f"{text!r} is no size such as 1280x720", param_hint="--resize")
    return sides[0], sides[1]


def _check_out(out: Path, source: Path, *, force: bool) -> None:
    if not out.parent.is_dir():
        raise click.UsageError(f"{out}: there is no folder {out.parent}")
    for written in (out, files_beside(out)):
        if not written.exists():
            continue
        if source.exists() and (written.samefile(source) or written.resolve() in source.resolve().parents):
            raise click.UsageError(
                f"{written} is {source} itself or holds it, and it is only read; name another"
            )
        if not force:
            raise click.UsageError(f"{written} exists; --force replaces it")


@contextmanager
def _target(out: Path) -> Iterator[Path]:
    """Yield a path beside OUT that takes its name, and the place of what had it, once all is written."""
    from formats.native.whole_file import check_replaceable

    check_replaceable(out)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as folder:
        made = Path(folder) / out.name
        yield made
        for file in (made, files_beside(made)):
            for part in (file, *file.rglob("*")) if file.exists() else ():
                _sync(part)
        if out.is_file() and made.is_file():
            made.chmod(stat.S_IMODE(out.stat().st_mode) & 0o777)
        before = Path(folder) / "before"
        before.mkdir()
        # What was beside the file that is replaced belongs to that one, and goes with it.
        for file in (files_beside(out), out):
            if file.is_dir() and not file.is_symlink():
                file.replace(before / file.name)
        if files_beside(made).exists():
            files_beside(made).replace(files_beside(out))
        made.replace(out)


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _size_of(out: Path) -> int:
    files = (out, *out.rglob("*"), *files_beside(out).rglob("*"))
    return sum(file.stat().st_size for file in files if file.is_file())
