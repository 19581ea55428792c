"""`replay import`: a foreign recording becomes a .replay file."""

import dataclasses
import datetime as dt
from functools import partial
from pathlib import Path

import click

from formats.errors import FormatError
from formats.importers.table.importer import MAPPING_DETAILS, guessed_toml
from formats.importers.table.importer import NAME as TABLE
from formats.model.content_id import content_id
from formats.model.header import Consent
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.model.report import ImportOptions, ImportReport
from formats.native.copy import write_recording
from formats.registry import IMPORTERS, NATIVE, detect, import_recording
from replay.cli.arguments import PATH, json_option
from replay.cli.reading.allowed import check_allowed, check_released
from replay.cli.reading.withdrawn import check_not_withdrawn
from replay.cli.telling.naming import naming
from replay.cli.telling.output import print_json, print_line, size_text
from replay.cli.telling.progress import ProgressBar
from replay.cli.writing.copies import note_copy
from replay.cli.writing.purpose import NOT_STATED
from replay.cli.writing.target import check_target, target_options, writing
from replay.core.safe_text import visible

DAY = click.DateTime(["%Y-%m-%d"])


@click.command("import")
@click.argument("source", metavar="SRC", type=PATH)
@partial(target_options, required=False)
@click.option(
    "--pictures",
    type=click.Choice(["as-came", "lossless"]),
    default="as-came",
    show_default=True,
    help="Keep pictures and video byte for byte, or decode them into lossless tiles.",
)
@click.option(
    "--format",
    "name",
    type=click.Choice(IMPORTERS),
    help="Who is to read SRC, where its content does not tell.",
)
@click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A TOML file that says which column of a table is what; SRC is then read as a table.",
)
@click.option(
    "--print-mapping",
    is_flag=True,
    help="Print the mapping guessed of a table, to be corrected and given to --mapping; write nothing.",
)
@click.option(
    "--purpose",
    "purposes",
    multiple=True,
    metavar="WORDS",
    help="What it may be used for; exports for anything else are refused. May be given again.",
)
@click.option("--person", default="", metavar="NAME", help="Who agreed to that: a name or a pseudonym.")
@click.option(
    "--until", type=DAY, metavar="DAY", help="Last day on which it may be handed on, as 2027-06-30."
)
@click.option("--retain-until", type=DAY, metavar="DAY", help="Last day on which it may be kept and opened.")
@click.option("--recover", is_flag=True, help="Read what there is of a file that is cut off or damaged.")
@json_option
def command(  # noqa: PLR0917 - click passes by name
    source: Path,
    out: Path | None,
    pictures: str,
    name: str | None,
    mapping: Path | None,
    print_mapping: bool,
    purposes: tuple[str, ...],
    person: str,
    until: dt.datetime | None,
    retain_until: dt.datetime | None,
    recover: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Turn a foreign recording into a .replay file, and report what was read, guessed and lost.

    The format is found from the content. SRC is not changed; an interrupted import leaves no half file.

    On a terminal it is asked what the recording is for where --purpose does not say so: every export is held
    against it. A consent that SRC brings along may be narrowed by these options, and not widened.

    Of a .replay file whose consent names no purpose, --purpose makes a copy whose consent does; nothing else
    is changed.
    """
    if print_mapping:
        _print_mapping(source)
        return
    if out is None:
        raise click.MissingParameter(param_hint="'-o' / '--out'", param_type="option")
    if mapping is not None and name not in {None, TABLE}:
        raise click.UsageError(f"--mapping is for tables, and --format says {name}")
    check_target(out, source, *([mapping] if mapping else []), force=force)
    check_not_withdrawn(source)
    stated = Consent(person, purposes, None, _day(until), _day(retain_until))
    _check_purposes(purposes)
    if purposes and detect(source) == NATIVE:
        from replay.cli.writing.named_consent import name_purpose

        name_purpose(source, out, stated)
        _tell_written(out, {"purposes": list(purposes)}, as_json=as_json)
        return
    with naming(source), writing(out), ProgressBar() as progress:
        options = ImportOptions(recover=recover, mapping=mapping, progress=progress.stage)
        imported = import_recording(source, options, TABLE if mapping else name)
        with imported.recording as recording:
            check_allowed(source, recording)
            check_released(source, recording)
            _agree(recording, stated)
            lossless = pictures == "lossless"
            if lossless and recording.videos and not len(recording.frames):
                raise FormatError(f"--pictures lossless would lose the video: {recording.problems[0]}")
            agreed = recording.header.consent
            told = ", ".join(agreed.purposes if agreed is not None else ()) or NOT_STATED
            note_copy("imported", source, content_id(recording), out, purpose=told)
            write_recording(recording, out, lossless=lossless, progress=options.stage("writing"))
            report = account(recording, imported.report)
    if not as_json:
        _print_report(imported.report)
        _print_lines("mapping", str(recording.header.details.get(MAPPING_DETAILS, "")))
    _tell_written(out, report, as_json=as_json, unsaid=_unsaid(recording.header.consent))


def _tell_written(out: Path, report: dict[str, object], *, as_json: bool, unsaid: str = "") -> None:
    size_bytes = out.stat().st_size
    if as_json:
        print_json({"out": str(out), "size_bytes": size_bytes, **report})
    else:
        click.echo(f"wrote {visible(str(out))}, {size_text(size_bytes)}{unsaid}", err=True)


def _unsaid(consent: Consent | None) -> str:
    """Say what must be said of a consent that names no purpose, and of none."""
    from replay.privacy.consent import names_none

    if consent is None:
        return "; no purpose was stated (--purpose)"
    return "; its consent names no purpose, and so covers none (--purpose)" if names_none(consent) else ""


def _check_purposes(purposes: tuple[str, ...]) -> None:
    from replay.cli.writing.purpose import no_purpose

    for purpose in purposes:
        if why := no_purpose(purpose) or ("" if purpose.strip() else "a purpose is words"):
            raise click.BadParameter(why, param_hint="--purpose")


def _agree(recording: MemoryRecording, stated: Consent) -> None:
    """Put into the header what the recording is for; its own consent for something else is wrong use."""
    from replay.cli.writing.purpose import asked_purpose
    from replay.privacy.consent import narrowed

    held = recording.header.consent
    if not stated.purposes and (held is None or not held.purposes):
        asked = asked_purpose(None)
        stated = dataclasses.replace(stated, purposes=(asked,) if asked else ())
    if stated == Consent():
        return
    if held is None and (stated.person or stated.until) and not stated.purposes:
        raise click.UsageError("a consent is for a purpose: --purpose says which was agreed to")
    consent, why = narrowed(held, stated)
    if why:
        raise click.UsageError(f"it is not imported: {visible(why)}")
    recording.header = dataclasses.replace(recording.header, consent=consent)


def _day(day: dt.datetime | None) -> str | None:
    return None if day is None else day.date().isoformat()


def _print_mapping(source: Path) -> None:
    with naming(source):
        toml = guessed_toml(source)
    _print_lines("", toml)


def account(recording: Recording, report: ImportReport) -> dict[str, object]:
    """Return what an import says of itself, as plain JSON values."""
    return {
        "source": recording.header.source,
        **dataclasses.asdict(report),
        "frames": len(recording.frames),
        "clocks": [dataclasses.asdict(clock) for clock in recording.header.clocks],
        "mapping": recording.header.details.get(MAPPING_DETAILS),
    }


def _print_lines(word: str, text: str) -> None:
    """Print a text of several lines, after a word where one is given."""
    for line in text.splitlines():
        print_line(f"{word:<9}{visible(line)}" if word else visible(line))


def _print_report(report: ImportReport) -> None:
    for name, count in report.read.items():
        print_line(f"read     {name:<12} {count:,}")
    for name, count in report.counts.items():
        if count:
            print_line(f"found    {count:,} {visible(name)}")
    for sentence in report.guessed:
        print_line(f"guessed  {visible(sentence)}")
    for sentence in report.lost:
        print_line(f"lost     {visible(sentence)}")
