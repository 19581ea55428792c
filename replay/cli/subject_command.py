"""`replay subject`: everything a recording holds about the recorded person, and what they remove of it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from formats.model.content_id import content_id
from formats.model.recording import Recording
from formats.model.time import format_time
from replay.cli.allowed import withdrawn_on
from replay.cli.annotation_words import utc_words
from replay.cli.arguments import PATH, file_argument, json_option
from replay.cli.auditing import note
from replay.cli.output import count_text, print_json, print_line
from replay.cli.redact_source import check_apps, read_words, spans_asked
from replay.cli.screen_text import forget_readings
from replay.cli.source import open_source
from replay.cli.subject_list import decided, find_subject, read_subject, write_subject
from replay.core.safe_text import visible

if TYPE_CHECKING:
    from replay.privacy.redactions_subject import SubjectList

_HOW = (
    "to see the pictures and who did what:  replay export FILE --subject -o OUT",
    "to remove something:  --black-out-span 0:10 0:25   --black-out-app NAME",
    "to remove words:  --black-out-words -   (asks, and shows nothing as you type)",
    "to decide:  --release (copies without what you removed)   --withhold (none)",
    "to take it all back:  replay withdraw FILE",
)


@click.command("subject")
@file_argument
@click.option("--list", "list_file", type=PATH, metavar="L", help="Your list; else beside FILE.")
@click.option("--black-out-span", "spans", nargs=2, multiple=True, metavar="A B", help="Remove a span.")
@click.option("--black-out-app", "apps", multiple=True, metavar="NAME", help="Remove an application.")
@click.option("--black-out-words", "words_file", metavar="W", help='Remove words, a line each; "-" asks.')
@click.option(
    "--release", "state", flag_value="released", help="Let a copy be made, without what you removed."
)
@click.option("--withhold", "state", flag_value="withheld", help="Let no copy be made.")
@json_option
def command(  # noqa: PLR0917 - click passes by name
    path: Path,
    list_file: Path | None,
    spans: tuple[tuple[str, str], ...],
    apps: tuple[str, ...],
    words_file: str | None,
    state: str | None,
    as_json: bool,
) -> None:
    """Show everything that a recording holds about you, and remove of it what you want, without a reason.

    Without options that change something it prints: who and what was recorded, your consent, what was typed,
    the windows, the clipboard. What you remove is kept in a list of yours, which nothing prints: `replay
    redact` leaves it out of every copy, and makes none while you have not released the recording.

    --json prints `header`, `typed`, `windows`, `clipboard`, `frames`, `rows`, `withdrawn_on`, `removed`
    (a count) and `state`.
    """
    from replay.privacy.redactions import Redactions
    from replay.store.subject_marks import own_turn

    with open_source(path, always=True) as recording:
        more = Redactions(
            words=read_words(words_file), cuts=spans_asked(recording, spans), apps=apps, keep_names=True
        )
        check_apps(recording, apps)
        changed = bool(more.words or more.cuts or more.apps)
        if changed or state is not None:
            with own_turn():
                target, subject = _own_list(path, recording, list_file)
                subject = subject.with_more(more) if changed else subject
                subject = subject if state is None else decided(subject, state)
                write_subject(target, subject, recording.header.recording_id)
            # What was read on the pictures says what they removed, too.
            forget_readings(content_id(recording))
            # That they did, and never what.
            note("subject", recording, path, details={"state": subject.state})
            click.echo(f"{count_text(subject.removed, 'thing')} removed; {subject.state}", err=True)
            return
        _, subject = _own_list(path, recording, list_file)
        note("saw", recording, path, details={"by": "subject"})
        found = everything(recording)
        found |= {
            "withdrawn_on": withdrawn_on(path, recording.header.recording_id),
            "removed": subject.removed,
            "state": subject.state,
        }
    if as_json:
        print_json(found)
    else:
        _print(found)
        for line in _HOW:
            click.echo(line, err=True)


def _own_list(path: Path, recording: Recording, named: Path | None) -> "tuple[Path, SubjectList]":
    """Return where the person's list is and what it says; a second one beside it is wrong use."""
    found = find_subject(path, recording)
    if found.subject is not None and named is not None and named.resolve() != found.place.resolve():
        raise click.UsageError(f"there is a list of yours already: {found.place}; leave --list out")
    if found.lost is not None and found.lost.removed:
        # What they say now is all that is known from here on.
        gone = count_text(found.lost.removed, "thing")
        words = f"your list {found.lost.place} is gone, and with it the {gone} that you had removed"
        click.echo(f"replay: {visible(words)}: put it back, or remove them anew", err=True)
    place = named or found.place
    return place, read_subject(place, content_id(recording))


def everything(recording: Recording) -> dict[str, Any]:
    """Return what a recording holds about the person, as JSON values in words that can be read."""
    from formats.model.header_fields import header_fields
    from replay.core.typed_text import typed_runs

    runs = typed_runs(recording)
    return {
        "header": header_fields(recording.header),
        "typed": [runs.record(number) for number in range(len(runs))],
        "windows": [
            {name: record[name] for name in ("t_ns", "app", "title")}
            for record in recording.events("window").records()
        ],
        "clipboard": [
            {name: record[name] for name in ("t_ns", "kind", "string")}
            for record in recording.events("clipboard").records()
        ],
        "frames": len(recording.frames),
        "rows": {name: info.rows for name, info in recording.streams.items()},
    }


def _print(found: dict[str, Any]) -> None:
    header = found["header"]
    for name in ("recorder", "source", "task", "time_zone"):
        if header[name]:
            print_line(f"{name:<10} {visible(str(header[name]))}")
    for part in ("names", "hardware"):
        for name, value in header["private"][part].items():
            print_line(f"{part:<10} {visible(f'{name}: {value}')}")
    for words in _consent(header["consent"], found["withdrawn_on"]):
        print_line(f"{'consent':<10} {visible(words)}")
    for run in found["typed"]:
        words = f'"{run["text"]}"  in {run["window"]}'
        print_line(f"{'typed':<10} {format_time(run['start_ns'])}  {visible(words)}")
    for window in found["windows"]:
        words = ": ".join(filter(None, (window["app"], window["title"]))) or "none in front"
        print_line(f"{'window':<10} {format_time(window['t_ns'])}  {visible(words)}")
    for entry in found["clipboard"]:
        print_line(f"{'clipboard':<10} {format_time(entry['t_ns'])}  {visible(entry['string'])}")
    print_line(f"{'pictures':<10} {found['frames']:,}")
    for name, rows in found["rows"].items():
        print_line(f"{'stream':<10} {name}: {rows:,} rows")
    removed = count_text(found["removed"], "thing")
    print_line(f"{'your word':<10} {removed} removed; {found['state']}")


def _consent(consent: dict[str, Any] | None, withdrawn_on: str) -> list[str]:
    """Return what was agreed, a sentence each."""
    found = ["none is in the file"] if consent is None else []
    if consent is not None:
        found.append(f"{consent['person'] or 'who agreed is not said'}: {_purposes(consent)}")
        if consent["given_utc_ns"] is not None:
            found.append(f"agreed on {utc_words(consent['given_utc_ns'])} UTC")
        found.append(f"until {consent['until']}" if consent["until"] else "no end was agreed")
        if consent["retain_until"]:
            found.append(f"to be deleted after {consent['retain_until']}")
        if consent["withdrawn"]:
            found.append("WITHDRAWN, as the file says")
    if withdrawn_on:
        found.append(f"WITHDRAWN on {withdrawn_on}")
    return found


def _purposes(consent: dict[str, Any]) -> str:
    return ", ".join(consent["purposes"]) or "no stated purpose"
