"""`replay subject`: everything a recording holds about the recorded person, and what they remove of it."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from formats.model.recording import Recording
from replay.cli.arguments import PATH, file_argument, json_option
from replay.cli.reading.source import open_source
from replay.cli.reading.subject_list import decided
from replay.cli.reading.withdrawn import withdrawn_day
from replay.cli.redact.asked import check_apps, read_words, spans_asked
from replay.cli.subject.own_hands import OwnList
from replay.cli.subject.told import HOW, everything, print_everything, print_removed, removed_record
from replay.cli.subject.words import tell_places
from replay.cli.telling.output import print_json
from replay.cli.telling.screen_terminal import why_no_screen
from replay.cli.writing.auditing import note
from replay.core.counted import count_text
from replay.core.safe_text import visible
from replay.ui.own.word import Said

if TYPE_CHECKING:
    from replay.privacy.redact.redactions import Redactions
    from replay.privacy.subject.redactions import Removal, SubjectList


_NO_PLACE = (
    "nothing tells where windows of this application lay: look whether it is in sight before it was in "
    "front, and remove that time by --black-out-span"
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
@click.option("--removed", "lists", is_flag=True, help="List what you removed, with numbers.")
@click.option("--reveal", is_flag=True, help="With --removed: show removed words, too.")
@click.option(
    "--put-back",
    "numbers",
    type=click.IntRange(1),
    multiple=True,
    metavar="N",
    help="Put back what has this number in --removed.",
)
@click.option("--text", "prints", is_flag=True, help="Print in a terminal, too, where else the screen opens.")
@json_option
def command(  # noqa: PLR0917 - click passes by name
    path: Path,
    list_file: Path | None,
    spans: tuple[tuple[str, str], ...],
    apps: tuple[str, ...],
    words_file: str | None,
    state: str | None,
    lists: bool,
    reveal: bool,
    numbers: tuple[int, ...],
    prints: bool,
    as_json: bool,
) -> int:
    """Show everything that a recording holds about you, and remove of it what you want, without a reason.

    In a terminal it opens a screen: look, point at what must go, release or withhold the rest. With --text,
    or where there is no terminal, it prints: who and what was recorded, your consent, what was typed, the
    windows, the clipboard. What you remove is kept in a list of yours, which is shown to nobody else:
    `replay redact` leaves it out of every copy, and makes none while you have not released the recording.

    Who removes more has released the rest all the same. Who puts something back has not: copies would show
    more than what was released, and are made again once it is released anew. Copies that were made before
    stay as they are.

    --json prints `header`, `typed`, `windows`, `clipboard`, `frames`, `rows`, `withdrawn_on`, `removed`
    (a count) and `state`; with --removed it prints `state` and `removed`: `number`, `kind`, and `start_ns`
    and `end_ns`, `app`, or with --reveal `word`; where something is changed `removed` (a count) and `state`,
    with --black-out-words also `places` (counts by channel), `nowhere` (numbers of words that stand in no
    text) and `pictures`.
    """
    from replay.privacy.redact.redactions import Redactions
    from replay.privacy.sought import usable_words
    from replay.privacy.subject.masks import has_no_place

    if reveal and not lists:
        raise click.UsageError("--reveal goes with --removed")
    plain = not (spans or apps or words_file or state or numbers or lists or prints or as_json)
    if plain and not why_no_screen(os.environ):
        from replay.cli.subject.screen import show_subject

        return show_subject(path, list_file)
    # Before the recording is open, whose name would stand before what is wrong with this file.
    words = read_words(words_file)
    with open_source(path, always=True) as recording:
        long, short = usable_words(words)
        more = Redactions(
            words=long,
            alone=short,
            cuts=spans_asked(recording, spans, "--black-out-span"),
            apps=apps,
            keep_names=True,
        )
        check_apps(recording, apps)
        changes = bool(words or more.cuts or more.apps or numbers or state)
        own = OwnList(path, recording, list_file)
        if changes:
            if lists:
                raise click.UsageError("--removed only lists: leave out what changes something")
            said = _changed(own, more, numbers, state)
            _tell_change(said, len(set(numbers)))
            places = tell_places(recording, words) if words else {}
            if has_no_place(recording, apps):
                click.echo(_NO_PLACE, err=True)
            if as_json:
                print_json({"removed": said.subject.removed, "state": said.subject.state, **places})
            return 0
        said = own.read()
        _tell_lost(said)
        note("saw", recording, path, details={"by": "subject"})
        if lists:
            if as_json:
                print_json(removed_record(said.subject, reveal=reveal))
            else:
                print_removed(said.subject, reveal=reveal)
            return 0
        _show(path, recording, said, as_json=as_json)
    return 0


def _show(path: Path, recording: Recording, said: Said, *, as_json: bool) -> None:
    found = everything(recording)
    found |= {
        "withdrawn_on": withdrawn_day(path, recording),
        "removed": said.subject.removed,
        "state": said.subject.state,
    }
    if as_json:
        print_json(found)
        return
    print_everything(found)
    for line in HOW:
        click.echo(line, err=True)


def _changed(own: OwnList, more: "Redactions", numbers: tuple[int, ...], state: str | None) -> Said:
    """Do what is asked for: what has a number first, for the numbers are those of the list as it was."""

    def change(subject: "SubjectList") -> "SubjectList":
        subject = subject.without(*_numbered(subject, numbers)).with_more(more)
        return subject if state is None else decided(subject, state)

    return own.change(change)


def _numbered(subject: "SubjectList", numbers: tuple[int, ...]) -> "list[Removal]":
    for number in numbers:
        if number > subject.removed:
            there = count_text(subject.removed, "thing")
            raise click.UsageError(f"--put-back {number}: you removed {there}; --removed lists them")
    return [subject.removals[number - 1] for number in dict.fromkeys(numbers)]


def _tell_change(said: Said, put_back: int) -> None:
    _tell_lost(said)
    if said.unnoted:
        click.echo(f"replay: {visible(said.unnoted)}", err=True)
    subject = said.subject
    if put_back:
        click.echo(
            f"{count_text(put_back, 'thing')} put back; copies that were made stay as they are", err=True
        )
    click.echo(f"{count_text(subject.removed, 'thing')} removed; {subject.state}", err=True)
    if put_back and subject.state == "undecided":
        click.echo("no copy is made before you release it as it is now: --release", err=True)


def _tell_lost(said: Said) -> None:
    if said.lost:
        click.echo(f"replay: {visible(said.lost)}", err=True)
