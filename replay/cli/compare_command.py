"""`replay compare`: what a capture lost, added and stamped wrongly, held against a reference."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from formats.model.time import NS_PER_MS, NS_PER_S, format_time
from formats.native.whole_file import whole_file
from replay.cli.arguments import PATH, identity_option, json_option
from replay.cli.reading.corrections import Following, correction_options
from replay.cli.reading.source import open_source
from replay.cli.telling.exits import EXIT_FOUND
from replay.cli.telling.output import print_json, print_line, print_table, shortened
from replay.cli.telling.progress import ProgressBar
from replay.cli.writing.target import check_target, writing
from replay.core.counted import count_text
from replay.core.safe_text import visible

if TYPE_CHECKING:
    from replay.fidelity.compare.comparison import Comparison

_NAMED = 5
_LONGEST = 60


@click.command("compare")
@click.argument("reference", metavar="REFERENCE", type=PATH)
@click.argument("capture", metavar="CAPTURE", type=PATH)
@identity_option
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path),
    metavar="OUT.html",
    help="Write a report with plots, one file that needs no network.",
)
@click.option("--force", is_flag=True, help="Replace OUT.html where it exists.")
@correction_options
@json_option
def command(  # noqa: PLR0917 - click passes by name
    reference: Path, capture: Path, page: Path | None, force: bool, following: Following, as_json: bool
) -> int:
    """Hold CAPTURE against REFERENCE, another recording of the same session that is taken to be true.

    Keys, buttons and the pointer's path are paired whatever their times, and give the clock and the scale;
    then every event is looked for when and where it is due. Frames are paired by their times alone: those of
    the corrections that are kept of the two recordings, or with --uncorrected as these were recorded.

    Exit status 1: something was lost, added, moved or is late; a clock was set, drifts by 100 ppm or more, or
    a stream lags by 20 ms or more; or the scale is another one. That the capture began earlier is no fault.

    With --json one document: in_common (the share of the input that is in both), streams (each with
    reference, matched, lost, extra, doubled, moved, late, lag_ns, jitter_ns_p95, and the first 1,000
    lost_events and extra_events), worst_moments (each with t_ns of the reference, way: hole, step, lost or
    extra, stream, count, and event, the first of them; the most harmful first), clock_offset_ns,
    clock_drift_ppm, steps, scale, path_error_px_p95, stream_lag_ns, frames_lost, holes, frames_corrected (of
    reference and of capture: offset_ns and drift_ppm of the correction that was followed, null for none).
    Offsets, lags and drifts are those of the capture's times less the reference's: above 0 it is late, or its
    clock is fast.
    """
    from replay.fidelity.compare.comparison import compare
    from replay.fidelity.compare.page import comparison_page
    from replay.fidelity.compare.record import comparison_record

    if page is not None:
        check_target(page, reference, capture, force=force)
    with open_source(reference, following) as true, open_source(capture, following) as judged:
        with ProgressBar() as bar:
            found = compare(true, judged, bar.stage)
        record = comparison_record(found, true, judged)
        if page is not None:
            with writing(page), whole_file(page) as file:
                to_open = f"replay open {shlex.quote(str(reference))}"
                drawn = comparison_page(reference.name, capture.name, found, record, to_open)
                file.write(drawn.encode("utf-8", "backslashreplace"))
        if as_json:
            print_json(record)
        else:
            _print(found, record, reference)
    return 0 if found.is_faithful else EXIT_FOUND


def _print(found: "Comparison", record: dict[str, Any], reference: Path) -> None:
    from replay.fidelity.compare.moments import moment_words
    from replay.fidelity.compare.record import corrections_words

    headings = (
        "stream",
        "reference",
        "matched",
        "lost",
        "extra",
        "doubled",
        "moved",
        "late",
        "lag ms",
        "jitter ms",
    )
    rows = [
        (
            name,
            f"{stream.reference:,}",
            f"{stream.matched:,}",
            _share(stream.lost, stream.reference),
            f"{stream.extra:,}",
            f"{stream.doubled:,}",
            f"{stream.moved:,}",
            f"{stream.late:,}",
            _ms(stream.lag_ns),
            _ms(stream.jitter_ns_p95).lstrip("+"),
        )
        for name, stream in found.streams.items()
    ]
    print_table(headings, rows, right=range(1, len(headings)))
    print_line("")
    if moved := corrections_words(record):
        print_line(f"corrected    {moved}")
    if found.doubt:
        print_line(f"doubt        {found.doubt}")
    for line in _clock_lines(found):
        print_line(line)
    print_line(_space_line(found))
    for hole in found.holes:
        span = f"{format_time(hole.start_ns)} to {format_time(hole.end_ns)}"
        silent = f"silent for {(hole.until_ns - hole.after_ns) / NS_PER_S:.3f} s"
        print_line(f"hole         {span}, {count_text(hole.events, 'event')}, {silent}, no input at all")
    for name, stream in found.streams.items():
        for word in ("lost", "extra"):
            for event in record["streams"][name][f"{word}_events"][:_NAMED]:
                what = shortened(event["event"], _LONGEST)
                print_line(f"{word:<12} {format_time(event['t_ns'])}  {name}  {what}")
            more = (stream.lost if word == "lost" else stream.extra) - _NAMED
            if more > 0:
                print_line(f"{word:<12} and {more:,} more of {name}")
    if record["worst_moments"]:
        print_line("")
        print_line("worst moments:")
    for moment in record["worst_moments"]:
        to_open = f"replay open {shlex.quote(str(reference))} --at {format_time(moment['t_ns'])}"
        print_line(
            visible(f"  {to_open}  {moment_words(moment, shortened(moment['event'] or '', _LONGEST))}")
        )


def _clock_lines(found: "Comparison") -> list[str]:
    clock = found.clock
    if not found.clock_rests_on:
        return ["clock        unknown: too few events are in both; the times were taken as they are"]
    drift = "unknown" if clock.drift_ppm is None else f"{clock.drift_ppm:+.1f} ppm"
    rests_on = count_text(clock.pairs, found.clock_rests_on + " event")
    lines = [f"clock        {_ms(clock.offset_ns)} ms, drift {drift}, from {rests_on}"]
    steps = [f"step         {_ms(step.size_ns)} ms at {format_time(step.at_ns)}" for step in clock.steps]
    return [*lines, *steps]


def _space_line(found: "Comparison") -> str:
    if found.space is None:
        return "scale        unknown: the paths are too short"
    error = found.path_error_px_p95
    path = "" if error is None else f", 95 % of the path within {error:.1f} px"
    return f"scale        {found.space.scale_x:.4f} by {found.space.scale_y:.4f}{path}"


def _share(count: int, of: int) -> str:
    return f"{count:,} ({100 * count / of:.1f} %)" if count and of else f"{count:,}"


def _ms(ns: int | None) -> str:
    return "?" if ns is None else f"{ns / NS_PER_MS:+.1f}"
