"""`replay record`: a person's own X11 session, with their consent and in their sight."""

import importlib.metadata
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from replay.cli.arguments import PATH
from replay.cli.telling.exits import EXIT_UNREADABLE
from replay.cli.telling.output import size_text
from replay.cli.telling.screen_terminal import why_no_screen
from replay.cli.writing.target import writing
from replay.core.safe_text import visible
from replay.record.consent import Agreement, read_policy, statement
from replay.record.errors import BrokenOffError, ConsentError, RecordError
from replay.record.exclusion import patterns_of
from replay.record.plan import PAUSE_KEY, STOP_KEY, Plan
from replay.store.settings import SettingsError, load_settings

if TYPE_CHECKING:
    from replay.record.cost import Outcome
    from replay.record.recorder import Recorder

_HELD_FOR = timedelta(days=365)


@click.command("record")
@click.option("-o", "--out", required=True, type=PATH, metavar="OUT", help="The .replay file to make.")
@click.option(
    "--fps",
    type=click.FloatRange(0.1, 60),
    default=4.0,
    show_default=True,
    help="Pictures a second of each display.",
)
@click.option("--seconds", type=click.FloatRange(0.1), help="Stop by itself after so long.")
@click.option(
    "--consent",
    "policy",
    type=PATH,
    metavar="FILE",
    help="A signed-off policy (TOML) in place of the question on the terminal.",
)
@click.option(
    "--purpose", "purposes", multiple=True, help="What it may be used for; may be given several times."
)
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Last day on which it may be handed on; without it a year from today.",
)
@click.option(
    "--retain-until",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Last day on which it may be kept and opened; without it no such day is agreed.",
)
@click.option("--person", default="", help="Who is recorded: a name or a pseudonym.")
@click.option("--task", default="", help="What the person was asked to do.")
@click.option(
    "--clipboard-text", is_flag=True, help="Record the text of the clipboard too, not only its kind."
)
@click.option("--pause-key", default=PAUSE_KEY, show_default=True, help="Pauses and goes on.")
@click.option("--stop-key", default=STOP_KEY, show_default=True, help="Stops; so does Ctrl+C here.")
@click.option(
    "--review", is_flag=True, help="Open it afterwards for the recorded person, who releases it or does not."
)
def command(
    *,
    out: Path,
    fps: float,
    seconds: float | None,
    policy: Path | None,
    purposes: tuple[str, ...],
    until: datetime | None,
    retain_until: datetime | None,
    person: str,
    task: str,
    clipboard_text: bool,
    pause_key: str,
    stop_key: str,
    review: bool,
) -> int:
    """Record your own X11 session, after you agreed and as long as REC is shown.

    It says what is recorded, for what and until when, and asks. Without a yes on the terminal or a policy
    signed off beforehand nothing is recorded. The keys that pause and stop are not recorded, nor are keys,
    titles and pictures of windows of password managers and private browsing; `excluded` in the settings says
    which. Pauses and exclusions are marked in the recording. With --review no copy is made of it before the
    recorded person, who sees it first, has released it. Needs the extra "record" and Linux with X11.

    --purpose, --person, --until and --retain-until narrow a policy, and never widen it.

    Exit status: 0 recorded, 2 nothing was recorded: no consent, something is missing; 3 it broke off, and
    what was recorded until then is kept, or a file cannot be read or written.
    """
    if out.exists():
        raise click.UsageError(f"{out} exists; name another file")
    if not out.parent.is_dir():
        raise click.UsageError(f"{out}: there is no folder {out.parent}")
    if review and (why := why_no_screen(os.environ)):
        raise click.UsageError(f"--review: {why}")
    try:
        recorder_class = _recorder_class()
        excluded = _excluded()
        wanted = Agreement(
            person,
            purposes,
            until.date() if until else date.today() + _HELD_FOR,
            clipboard_text=clipboard_text,
            retain_until=retain_until.date() if retain_until else None,
        )
        if policy is not None:
            narrower = until.date() if until else None
            agreement = read_policy(policy).narrowed(person, purposes, narrower, wanted.retain_until)
            agreement.check(date.today(), clipboard_text=clipboard_text)
        else:
            agreement = _asked(wanted, fps=fps, excluded=excluded, pause_key=pause_key, stop_key=stop_key)
        plan = Plan(
            out=out,
            agreement=agreement,
            fps=fps,
            seconds=seconds,
            clipboard_text=clipboard_text,
            excluded=excluded,
            pause_key=pause_key,
            stop_key=stop_key,
            recorder=f"replay {importlib.metadata.version('replay-desk')}",
            task=task,
        )
        with writing(out):
            recorder = recorder_class(plan)
            agreed = "" if policy is None else f", as {agreement.words}"
            words = f"recording to {out}{agreed}: {pause_key} pauses, {stop_key} or Ctrl+C stops"
            click.echo(visible(words), err=True)
            outcome = recorder.run()
    except BrokenOffError as error:
        click.echo(f"replay: {visible(str(error))}; {visible(str(out))} holds what came before", err=True)
        return EXIT_UNREADABLE
    except OSError as error:
        # One that is there now was not before: somebody else's, or what was recorded until the disk was full.
        if isinstance(error, FileExistsError) or not out.exists():
            raise
        words = f"{out}: {error.strerror or error}; what came before is in it: replay recover {out}"
        click.echo(f"replay: {visible(words)} -o SAVED.replay", err=True)
        return EXIT_UNREADABLE
    except (RecordError, SettingsError) as error:
        raise click.UsageError(str(error)) from error
    _tell(out, outcome)
    return _review(out) if review else 0


def _recorder_class() -> "type[Recorder]":
    """Return the recorder, or say what is missing.

    Raises:
        NotHereError: This is no Linux with X11, or the extra is not installed.
    """
    from replay.record.errors import NotHereError

    if sys.platform != "linux":
        raise NotHereError("recording needs Linux with X11")
    if os.environ.get("XDG_SESSION_TYPE") == "wayland":
        raise NotHereError(
            "recording needs an X11 session, and this is Wayland, which shows programs no others"
        )
    if not os.environ.get("DISPLAY"):
        raise NotHereError("recording needs an X11 session: DISPLAY is not set")
    try:
        from replay.record.recorder import Recorder
    except ModuleNotFoundError as error:
        raise NotHereError(
            f"recording needs {error.name}, which is not installed: pip install 'replay-desk[record]'"
        ) from error
    return Recorder


def _excluded() -> tuple[str, ...]:
    """Return the patterns of the settings."""
    try:
        return patterns_of(load_settings().excluded)
    except ValueError as error:
        raise SettingsError(f"settings: excluded: {error}") from error


def _asked(
    wanted: Agreement, *, fps: float, excluded: Sequence[str], pause_key: str, stop_key: str
) -> Agreement:
    """Return what was agreed to on the terminal.

    Raises:
        ConsentError: Nobody agreed, or nobody could to this.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise ConsentError("nobody can be asked here: run it in a terminal, or give a policy with --consent")
    today, covered = date.today(), wanted.clipboard_text
    # Before anybody is asked; who agrees is said last.
    replace(wanted, person=wanted.person or "-").check(today, clipboard_text=covered)
    for line in statement(wanted, fps=fps, excluded=excluded, pause_key=pause_key, stop_key=stop_key):
        click.echo(visible(line), err=True)
    name = wanted.person or click.prompt("Who agrees (a name or a pseudonym)", err=True)
    agreement = replace(wanted, person=name.strip())
    agreement.check(today, clipboard_text=covered)
    answer = click.prompt("Type yes to be recorded", default="no", show_default=False, err=True)
    if answer.strip().casefold() != "yes":
        raise ConsentError("no consent, no recording")
    return agreement


def _review(out: Path) -> int:
    """Show the recording to the recorded person, who says there what is to go and whether it is released."""
    from formats.model.content_id import content_id
    from formats.native.reader import Reader
    from replay.cli.reading.subject_list import read_subject, subject_path
    from replay.cli.subject.screen import show_subject
    from replay.cli.writing.subject_list import write_subject

    target = subject_path(out)
    with writing(target), Reader(out) as recording:
        # Before it is shown: whatever happens then, it is not released.
        subject = read_subject(target, content_id(recording))
        write_subject(target, subject, recording.header.recording_id)
    return show_subject(out, None)


def _tell(out: Path, outcome: "Outcome") -> None:
    counts = f"{outcome.duration_s:.1f} s, {outcome.rows:,} events, {outcome.frames:,} pictures"
    cost = f"{outcome.cores:.1%} of a core, {size_text(outcome.memory_bytes)} of memory at most"
    cost += f", late by {outcome.late_ms:.0f} ms at most"
    lines = [f"wrote {out}, {size_text(out.stat().st_size)}: {counts}", f"cost {cost}"]
    if outcome.keys_left_out:
        lines.append(f"left out {outcome.keys_left_out:,} presses of keys in excluded windows")
    if outcome.missed:
        lines.append(f"missed {outcome.missed:,} pictures, which could not be taken")
    for line in lines:
        click.echo(visible(line), err=True)
