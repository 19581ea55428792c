"""`replay open`: the screen.

Its words are painted before anything is imported that reads a recording: what is needed for that alone is
imported here, the rest where it is used.
"""

import gc
import os
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from formats.native.layout import is_native
from formats.native.sealed_layout import is_sealed
from formats.plain_file import is_there, read_head
from replay.cli.arguments import PATH, file_argument, uncorrected_option
from replay.cli.telling.exits import EXIT_UNREADABLE
from replay.cli.telling.naming import mending, naming
from replay.cli.telling.progress import ProgressBar
from replay.cli.telling.screen_terminal import why_no_screen
from replay.store.settings import RENDER_REQUESTS, SettingsError, load_settings

if TYPE_CHECKING:
    from formats.model.recording import Recording
    from formats.model.time import Span
    from replay.privacy.finding import Finding
    from replay.store.settings import Settings
    from replay.ui.keys import Key
    from replay.ui.screens.main import MainScreen


@click.command("open")
@file_argument
@click.option("--at", "at", metavar="T", help="Start at this time: HH:MM:SS.mmm, seconds, or #frame.")
@click.option(
    "--render",
    type=click.Choice(RENDER_REQUESTS),
    default=None,
    help="How pictures are drawn; `replay doctor` says what 'auto', the default, comes to here.",
)
@click.option(
    "--as",
    "role",
    type=click.Choice(["viewer", "annotator", "privacy", "fidelity"]),
    default="viewer",
    help="What you came for: an annotator sees the tiers of labels from the start; what a privacy reviewer "
    "has on the screen is kept, and V signs it off; who judges the capture sees its defects first.",
)
@click.option(
    "--between",
    nargs=2,
    metavar="A B",
    default=None,
    help="Hold two annotators against each other: A walks where they differ, and you decide.",
)
@click.option(
    "--findings",
    "findings_file",
    type=PATH,
    metavar="F",
    default=None,
    help="Hide what `replay scan --json` printed, on the pictures too, from the first one on; F walks it.",
)
@click.option("--keep-nothing", is_flag=True, help="Keep nothing of what F and E read on the pictures.")
@click.option("--claimed", is_flag=True, hidden=True, help="W hands it in: see `replay queue work`.")
@click.option("--note", default="", hidden=True, help="What to know first: see `replay queue work`.")
@click.option(
    "--review",
    "reviewed",
    metavar="AUTHOR",
    default="",
    help="Look through this author's labels: they are shown and not changed; they see what you comment.",
)
@click.option("--gold", metavar="AUTHOR", default="", help="Say at once how far labels are as this author's.")
@uncorrected_option
def command(
    path: Path,
    *,
    at: str | None,
    render: str | None,
    role: str,
    between: tuple[str, str] | None,
    gold: str,
    reviewed: str,
    note: str,
    claimed: bool,
    uncorrected: bool,
    findings_file: Path | None,
    keep_nothing: bool,
) -> int:
    """Step through a recording on the screen.

    Plain keys do everything: Space plays, the arrows step, `?` lists the rest, `q` quits. A foreign recording
    is imported first; the import is kept for the next time where `replay doctor` says.
    """
    # What is imported stays: looking for garbage among it costs a tenth of the start.
    gc.disable()
    # What is wrong with the file matters more than where it is asked for.
    ours = _is_ours(path)
    if reviewed and (between or gold):
        raise click.UsageError(
            "--review looks through one author's labels: --between and --gold do not go with it"
        )
    if why := why_no_screen(os.environ):
        raise click.UsageError(why)

    findings = () if findings_file is None else _findings(findings_file)

    from replay.cli.reading.still_allowed import StillAllowed
    from replay.render.capability import Inquiry
    from replay.ui.app import ReplayApp
    from replay.ui.driver import asking
    from replay.ui.screens.opening import OpeningScreen
    from replay.ui.visit import Visit

    settings, table = _settings()
    visit = Visit(
        labels=role == "annotator",
        between=between,
        gold=gold,
        claimed=claimed,
        reviewed=reviewed,
        note=note,
        privacy=role == "privacy",
        keep_nothing=keep_nothing,
        fidelity=role == "fidelity",
        uncorrected=uncorrected,
    )
    with naming(path), mending(path), ExitStack() as stack:
        # Before it is asked whether the recording may be opened: an import takes long.
        watch = StillAllowed(path)
        # What may yet be refused, and what takes long, comes before the screen.
        key = _key(path)
        recording = None if ours and not at else stack.enter_context(_imported(path))
        at_ns = (
            _instant(path, recording, at, uncorrected=uncorrected) if recording is not None and at else None
        )
        inquiry = Inquiry()
        stack.callback(inquiry.close)

        flagged: tuple[Span, ...] | None = None
        awaits_correction = False

        def prepare() -> None:
            nonlocal recording, flagged, awaits_correction
            recording = recording or _opened(path, key)
            flagged, awaits_correction = _glanced(path, settings)

        def make_main(opening: OpeningScreen) -> "MainScreen":
            from replay.ui.beginning import begin

            if recording is None:
                raise RuntimeError("the recording is shown before it is opened")
            stack.enter_context(recording)
            capability = inquiry.result()
            app.set_depth(capability.depth)
            stage = begin(
                recording,
                at_ns=at_ns,
                settings=settings,
                render=render or settings.render,
                capability=capability,
                screen=opening.size,
                ground=opening.ground,
                findings=findings,
                flagged=flagged,
            )
            # After the first picture: it takes as long as that.
            from replay.ui.screens.main import MainScreen

            # What is imported stays: looking for garbage among it would cost a tenth of each pause.
            gc.freeze()
            gc.enable()
            awaits = awaits_correction and not uncorrected
            return MainScreen(stage, table, path, settings, replace(visit, awaits_correction=awaits))

        app = ReplayApp(
            make_main,
            prepare=prepare,
            still=lambda: watch(recording) if recording else None,
            theme=settings.theme,
            title=path.name,
            depth=inquiry.known.depth,
            driver=asking(inquiry),
        )
        app.run()
        lost = _say_goodbye(app.main)
        if app.failure is not None:
            raise app.failure
    # What is not saved is not handed in either.
    return EXIT_UNREADABLE if lost else app.return_code or 0


def _say_goodbye(screen: object) -> bool:
    """Say what the person must know now that the screen is gone, and whether something is not saved."""
    words = getattr(screen, "parting_words", "")
    if words:
        from replay.core.safe_text import visible

        click.echo(f"replay: {visible(words)}", err=True)
    return bool(words)


def _is_ours(path: Path) -> bool:
    """Say whether a file is of our own format; one that nothing here reads is refused."""
    head = read_head(path)
    if is_native(head) or is_sealed(head):
        return True
    from formats.registry import detect

    detect(path)
    return False


def _findings(path: Path) -> "tuple[Finding, ...]":
    from replay.cli.redact.asked import read_findings
    from replay.privacy.finding import read_finding

    with naming(path):
        return tuple(read_finding(each) for each in read_findings(path).records)


def _key(path: Path) -> bytes | None:
    """Return the key of a sealed recording, asked for while no screen is in the way."""
    from replay.store.withdrawals import withdrawal_path

    if is_there(withdrawal_path(path)):
        from replay.cli.reading.withdrawn import check_not_withdrawn

        check_not_withdrawn(path)
    if not is_sealed(read_head(path)):
        return None
    from replay.cli.reading.unlocking import unlock

    return unlock(path)


def _opened(path: Path, key: bytes | None) -> "Recording":
    from formats.native.reader import Reader

    return _allowed(path, Reader(path, unlock=None if key is None else lambda _: key))


def _settings() -> "tuple[Settings, tuple[Key, ...]]":
    """Return the settings, and the keys in force."""
    from replay.record.exclusion import patterns_of
    from replay.ui.keys import key_table

    try:
        settings = load_settings()
        table = key_table(settings.keys)
        patterns_of(settings.excluded)
    except SettingsError as error:
        raise click.UsageError(str(error)) from error
    except ValueError as error:
        raise click.UsageError(f"settings: excluded: {error}") from error
    return settings, table


def _glanced(path: Path, settings: "Settings") -> "tuple[tuple[Span, ...] | None, bool]":
    """Return where something may be flagged, and whether frames may be moved, before the journal is read."""
    from replay.store.place import store_place

    place = store_place(path, settings.store)
    if place.path is not None and not place.path.exists():
        return (), False
    # A database is imported with it.
    from replay.store.glance import flagged_spans, may_hold_corrections

    return flagged_spans(place), may_hold_corrections(place)


def _allowed(path: Path, recording: "Recording") -> "Recording":
    """Return a recording that may be opened; one that may not be is closed again."""
    from replay.cli.reading.allowed import check_allowed

    try:
        check_allowed(path, recording)
    except BaseException:
        recording.close()
        raise
    return recording


def _imported(path: Path) -> "Recording":
    from formats.model.report import ImportOptions
    from replay.cli.reading.unlocking import unlock
    from replay.store.imports import open_imported

    with ProgressBar() as progress:
        recording = open_imported(path, ImportOptions(progress=progress.stage), unlock=unlock)
    return _allowed(path, recording)


def _instant(path: Path, recording: "Recording", at: str, *, uncorrected: bool) -> int:
    from replay.cli.reading.corrections import Following
    from replay.cli.reading.source import instant_of

    # The time of a frame is the one at which the screen will show it.
    followed = Following(uncorrected=uncorrected).followed(recording, path)
    return instant_of(followed, at, "--at")
