"""`replay check`: whether a capture can be trusted, and where to look."""

import shlex
from pathlib import Path
from shutil import get_terminal_size
from typing import Literal

import click

from formats.model.content_id import content_id
from formats.model.time import format_time
from formats.native.whole_file import whole_file
from replay.cli.arguments import PATH, identity_option, json_option, uncorrected_option
from replay.cli.check.defects import keep_defects
from replay.cli.check.plots import BESIDE, WIDEST, plot_lines
from replay.cli.reading.corrections import Following
from replay.cli.reading.source import open_source
from replay.cli.reading.store_source import store_option
from replay.cli.telling.exits import EXIT_FOUND
from replay.cli.telling.output import print_json, print_line, print_table
from replay.cli.telling.progress import ProgressBar
from replay.cli.writing.target import check_target, writing
from replay.core.counted import count_text
from replay.core.safe_text import visible
from replay.fidelity.figure_text import figure_text
from replay.fidelity.frames_corrected import correction_words
from replay.fidelity.outcome import HOW_JUDGED, VERDICTS
from replay.fidelity.profile import MOST_BYTES, Profile, ProfileError, profile_text, read_profile
from replay.fidelity.registry import DEFAULTS, OF_SHARES, check, check_pictures
from replay.fidelity.report.outcomes import Report, defects, worst_places
from replay.fidelity.report.page import page
from replay.fidelity.report.plots import Plots, gather

_PLACES = 10


@click.command("check")
@click.argument("path", metavar="FILE", type=PATH, required=False)
@identity_option
@click.option(
    "--profile", "profile_path", type=PATH, metavar="P.toml", help="Limits in place of the built-in ones."
)
@click.option("--print-profile", is_flag=True, help="Print the limits in force as TOML, and check nothing.")
@click.option(
    "--fail-on",
    type=click.Choice(("doubtful", "bad")),
    default="bad",
    show_default=True,
    help="Exit status 1 from this verdict on.",
)
@click.option(
    "--pictures",
    "reads_pictures",
    is_flag=True,
    help="Read the pictures, too: are they sound, and where the events are? Takes minutes for hours.",
)
@click.option(
    "--html",
    "page_path",
    type=click.Path(path_type=Path),
    metavar="OUT.html",
    help="Write the report as one page.",
)
@click.option("--force", is_flag=True, help="Replace OUT.html where it exists.")
@click.option("--save", is_flag=True, help="Keep what was found as defects in the store.")
@store_option
@uncorrected_option
@json_option
def command(  # noqa: PLR0917 - click passes by name
    path: Path | None,
    profile_path: Path | None,
    print_profile: bool,
    fail_on: Literal["doubtful", "bad"],
    reads_pictures: bool,
    page_path: Path | None,
    force: bool,
    save: bool,
    store: str | None,
    uncorrected: bool,
    as_json: bool,
) -> int:
    """Say whether a capture can be trusted: what is lost, late, doubled, stuck or misplaced, and where.

    Each check gives a verdict (ok, doubtful, bad, or "cannot be known" from this recording), a figure with
    its unit and limit, and the places it rests on. What cannot be known is no finding.

    With --save every place is a defect on the recording's timeline: a stop, and left out of agreement. Saved
    again, what is no longer found goes.

    With --json one object: verdict, duration_ns, and checks, each with name, verdict, value, unit, threshold,
    at_least (whether less than the threshold is worse, and not more), spans (each with start_ns, end_ns,
    verdict, note), note and figures. value and threshold are null where there is none; times are nanoseconds
    from the recording's start. not_judged (each with name, what, how) is what the pictures would say and were
    not asked, frames_corrected (offset_ns, drift_ppm, or null) the correction that was followed. With
    --pictures five more checks, none of them in not_judged, and alignment, as `replay align --json` has it.
    """
    profile = _profile(profile_path)
    if print_profile:
        print_line(profile_text(profile).rstrip("\n"))
        return 0
    if path is None:
        raise click.UsageError("missing argument 'FILE'")
    if page_path is not None:
        check_target(page_path, path, force=force)
    with open_source(path, Following(store, uncorrected)) as recording, ProgressBar() as bar:
        report, alignment = check(recording, profile, bar.stage), None
        if reads_pictures:
            seen, alignment = check_pictures(recording, profile, bar.stage)
            report = report.with_pictures(seen)
        plots = None if as_json and page_path is None else gather(recording)
        name = content_id(recording) if save else ""
    if as_json:
        aligned = {} if alignment is None else {"alignment": alignment.record()}
        print_json({"file": str(path), **report.record(), **aligned})
    elif plots is not None:
        _print(path, report, plots)
    if page_path is not None and plots is not None:
        drawn = page(path.name, f"replay open {shlex.quote(str(path))}", report, plots, alignment)
        with writing(page_path), whole_file(page_path) as file:
            file.write(drawn.encode("utf-8", "backslashreplace"))
        click.echo(f"wrote {visible(str(page_path))}", err=True)
    if save:
        count, place = keep_defects(store, path, name, defects(report))
        click.echo(f"{count_text(count, 'change')} kept in {visible(place)}", err=True)
    return EXIT_FOUND if VERDICTS.index(report.verdict) >= VERDICTS.index(fail_on) else 0


def _profile(path: Path | None) -> Profile:
    if path is None:
        return DEFAULTS
    try:
        with path.open("rb") as file:
            return read_profile(file.read(MOST_BYTES + 1), DEFAULTS, OF_SHARES)
    except ProfileError as error:
        raise click.BadParameter(f"{path}: {error}", param_hint="--profile") from error


def _print(path: Path, report: Report, plots: Plots) -> None:
    print_table(
        ("check", "verdict", "figure", "limit", "what"),
        [
            (
                each.name,
                each.verdict,
                figure_text(each.value, each.unit),
                each.limit,
                each.note,
            )
            for each in report.outcomes
        ]
        + [(each.name, "not judged", "", "", f"{each.what}: {HOW_JUDGED}") for each in report.not_judged],
        right=(2, 3),
    )
    print_line("")
    if moved := correction_words(report.frames_corrected):
        print_line(moved)
        print_line("")
    for line in plot_lines(plots, get_terminal_size((BESIDE + WIDEST, 24)).columns - BESIDE):
        print_line(line)
    places = worst_places(report, _PLACES)
    if places:
        print_line("")
        print_line("worst moments:")
    for outcome, place in places:
        to_open = f"replay open {shlex.quote(str(path))} --at {format_time(place.span.start_ns)}"
        print_line(visible(f"  {to_open}  {place.verdict:<8}  {outcome.name}: {place.note}"))
    found = {verdict: sum(each.verdict == verdict for each in report.outcomes) for verdict in VERDICTS}
    words = [f"{count:,} {verdict}" for verdict, count in found.items() if count]
    if report.not_judged:
        words.append(f"{len(report.not_judged)} more with --pictures")
    click.echo(f"{count_text(len(report.outcomes), 'check')}: {', '.join(words)}", err=True)
