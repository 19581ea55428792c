"""What the first picture does not need, imported when it is first asked for.

Beside `replay.cli` the only place where imports stand inside functions: together they would take as long as
the first picture itself, and most of them are wanted by a key, or long after the start.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from replay.render.capability import Method
from replay.render.choice import Choice

if TYPE_CHECKING:
    from pathlib import Path

    from textual.message import Message

    from formats.model.actions import Actions
    from formats.model.annotations import Annotation, Decision, Defect, Flag
    from formats.model.frames import Frames
    from formats.model.recording import Recording
    from formats.model.time import Span
    from replay.annotate.ledger import Ledger
    from replay.annotate.stops import Stop
    from replay.annotate.suggestions.suggest import Suggestion
    from replay.core.hits import Found
    from replay.core.spans import Spans
    from replay.privacy.finding import Finding
    from replay.privacy.masks.mask import Mask
    from replay.privacy.masks.windows import MaskedWindows
    from replay.privacy.painting.shown import Shown
    from replay.privacy.review.seen import SeenShare
    from replay.privacy.texts import ScreenReader
    from replay.render.surface import PixelSurface
    from replay.store.settings import Settings
    from replay.ui.analysis import Analysis
    from replay.ui.blank import BlankScreens
    from replay.ui.desks.eyes import Eyes
    from replay.ui.own.reading import OwnReading
    from replay.ui.screens.adjusting import Adjusting
    from replay.ui.screens.filters import Filters
    from replay.ui.screens.flag_choice import FlagChoice
    from replay.ui.screens.help import Help
    from replay.ui.screens.label_picker import LabelPicker
    from replay.ui.screens.prompt import Prompt


def analysis() -> "type[Analysis]":
    """Return what reduces events, a little after the first picture."""
    from replay.ui.analysis import Analysis

    return Analysis


def blank_screens(recording: "Recording") -> "BlankScreens | None":
    """Return empty screens for a recording without pictures, None for any other."""
    if len(recording.frames):
        return None
    from replay.ui.blank import BlankScreens

    return BlankScreens(recording)


def surface_for(choice: Choice) -> "PixelSurface | None":
    """Return what paints pixels, None where cells are painted."""
    if choice.method is Method.CELLS:
        return None
    from replay.render import surface

    return surface.surface_for(choice)


def read_journal(
    source: "Path",
    settings: "Settings",
    recording: "Recording",
    post: "Callable[[Message], object]",
    reviewed: str,
) -> None:
    """Call `replay.ui.desks.journal_reader.read_journal`; for a thread: the database is imported with it."""
    from replay.ui.desks.journal_reader import read_journal as read

    read(source, settings, recording, post, reviewed)


def suggestions(recording: "Recording", actions: "Actions") -> "list[Suggestion]":
    """Call `replay.annotate.suggestions.suggest.suggest`; for a thread."""
    from replay.annotate.suggestions.suggest import suggest

    return suggest(recording, actions)


def found_masks(
    findings: "Iterable[Finding]",
    flags: "Iterable[Flag]",
    decisions: "Mapping[str, Decision]",
    frames: "Frames",
) -> "list[Mask]":
    """Call `replay.privacy.masks.found.found_masks`."""
    from replay.privacy.masks.found import found_masks as masks

    return masks(findings, flags, decisions, frames)


def window_in_sight(recording: "Recording", windows: "MaskedWindows", row: int) -> "list[Shown]":
    """Call `replay.privacy.masks.window_in_sight.window_in_sight`; for a thread."""
    from replay.privacy.masks.window_in_sight import window_in_sight as look

    return look(recording, windows, row)


def typed_lines(recording: "Recording", typed: "Span") -> "list[Shown]":
    """Call `replay.privacy.painting.typed_lines.typed_lines`; for a thread."""
    from replay.privacy.painting.typed_lines import typed_lines as lines

    return lines(recording, typed)


def unread_masks(spans: "Iterable[Span]") -> "list[Mask]":
    """Call `replay.privacy.masks.found.unread_masks`."""
    from replay.privacy.masks.found import unread_masks as masks

    return masks(spans)


def private_findings(
    recording: "Recording", tell: Callable[[str], None], screen: "ScreenReader | None" = None
) -> "tuple[Finding, ...]":
    """Call `replay.ui.desks.found_stops.private_findings`; for a thread."""
    from replay.ui.desks.found_stops import private_findings as find

    return find(recording, tell, screen)


def private_stops(findings: "Iterable[Finding]", frames: "Frames") -> "list[Stop]":
    """Call `replay.ui.desks.found_stops.private_stops`."""
    from replay.ui.desks.found_stops import private_stops as stops

    return stops(findings, frames)


def defect_stops(recording: "Recording") -> "list[Stop]":
    """Call `replay.ui.desks.found_stops.defect_stops`; for a thread."""
    from replay.ui.desks.found_stops import defect_stops as stops

    return stops(recording)


def doubtful_stops(recording: "Recording", asked: "tuple[list[Annotation], Ledger, int]") -> "list[Stop]":
    """Call `replay.annotate.doubtful.doubtful_stops`; for a thread."""
    from replay.annotate.doubtful import doubtful_stops as stops

    return stops(recording, *asked)


def check_capture(recording: "Recording") -> "tuple[list[Defect], str]":
    """Call `replay.ui.desks.found_stops.checked`; for a thread."""
    from replay.ui.desks.found_stops import checked

    return checked(recording)


def idle_spans(recording: "Recording", idle_s: float) -> "Spans":
    """Call `replay.core.idle.idle_spans`; for a thread."""
    from replay.core.idle import idle_spans as spans

    return spans(recording, minimum_s=idle_s)


def meaning(check: str) -> str:
    """Say what a check looks for."""
    from replay.fidelity.meanings import MEANINGS, UNKNOWN

    return MEANINGS.get(check, UNKNOWN)


def eyes() -> "type[Eyes]":
    """Return what reads texts and pictures for the keys of flagging; for a thread."""
    from replay.ui.desks.eyes import Eyes

    return Eyes


def own_reading() -> "type[OwnReading]":
    """Return what reads texts and pictures for the recorded person; for a thread."""
    from replay.ui.own.reading import OwnReading

    return OwnReading


def is_followed() -> "Callable[[Flag], bool]":
    """Return `replay.ui.desks.looked.is_followed`."""
    from replay.ui.desks.looked import is_followed as followed

    return followed


def flag_choice() -> "type[FlagChoice]":
    """Return the question what is flagged and as what."""
    from replay.ui.screens.flag_choice import FlagChoice

    return FlagChoice


def adjusting() -> "type[Adjusting]":
    """Return the choice of the characters that a finding covers."""
    from replay.ui.screens.adjusting import Adjusting

    return Adjusting


def note_revealed() -> "Callable[..., tuple[str, str]]":
    """Return `replay.ui.private.noting.note_revealed`; for a thread."""
    from replay.ui.private.noting import note_revealed as note

    return note


def note_signed() -> "Callable[..., tuple[str, str]]":
    """Return `replay.ui.private.noting.note_signed`; for a thread."""
    from replay.ui.private.noting import note_signed as note

    return note


def keep_seen() -> "Callable[..., str]":
    """Return `replay.ui.private.seen_keeper.keep_seen`; for a thread."""
    from replay.ui.private.seen_keeper import keep_seen as keep

    return keep


def count_seen() -> "Callable[..., tuple[SeenShare | None, str]]":
    """Return `replay.ui.private.seen_keeper.count_seen`; for a thread."""
    from replay.ui.private.seen_keeper import count_seen as count

    return count


def label_picker() -> "type[LabelPicker]":
    """Return the list of labels."""
    from replay.ui.screens.label_picker import LabelPicker

    return LabelPicker


def search() -> "Callable[..., Found]":
    """Return `replay.core.search.search`."""
    from replay.core.search import search as find

    return find


def prompt() -> "type[Prompt]":
    """Return the line to type into."""
    from replay.ui.screens.prompt import Prompt

    return Prompt


def filters() -> "type[Filters]":
    """Return the choice of streams."""
    from replay.ui.screens.filters import Filters

    return Filters


def help_screen() -> "type[Help]":
    """Return the list of keys."""
    from replay.ui.screens.help import Help

    return Help
