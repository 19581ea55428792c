"""Opening the screen: the first picture is there before the widgets that will show it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.geometry import Size

from formats.model.recording import Recording
from formats.model.time import NS_PER_S, Span
from replay.record.exclusion import BUILT_IN, patterns_of
from replay.render.capability import Capability
from replay.store.settings import Settings
from replay.ui.player import Player
from replay.ui.stage import Stage
from replay.ui.widgets.ground import Ground

if TYPE_CHECKING:
    from replay.privacy.finding import Finding

_FIRST_PICTURE_NS = 5 * NS_PER_S
"""A recording opens at its first picture where that comes so soon; a black screen tells nobody anything."""


def begin(
    recording: Recording,
    *,
    at_ns: int | None,
    settings: Settings,
    render: str,
    capability: Capability,
    screen: Size,
    ground: Ground,
    findings: "Sequence[Finding]" = (),
    flagged: Sequence[Span] | None = (),
) -> Stage:
    """Paint the first picture of a recording, where it soon can be had, and return the stage that shows it.

    Args:
        recording: What to show; the caller closes it.
        at_ns: Where to begin; None for the first picture, where that comes soon, or the start.
        settings: What the person set.
        render: How pictures are drawn; one of `replay.render.choice.REQUESTS`.
        capability: What the terminal can show.
        screen: Size of the screen in cells.
        ground: Where the picture is painted until the main screen is there.
        findings: What a search has found before: it is hidden from the first picture on.
        flagged: Where something may be flagged, which is hidden until the journal is read; None for anywhere.
    """
    player = Player(recording, rate=settings.rate, idle_mode=settings.idle_mode)
    first_ns = player.first_picture_ns()
    if at_ns is not None:
        player.seek(at_ns)
    elif first_ns is not None and first_ns <= _FIRST_PICTURE_NS:
        player.seek(first_ns)
    # What is never recorded here is hidden where others have recorded it, and what is built in always.
    private = patterns_of((BUILT_IN, *settings.excluded))
    stage = Stage(player, capability, render, trail_s=settings.trail_s, private=private)
    if flagged is None or flagged:
        stage.keeper.take_glance(flagged)
    if findings:
        stage.keeper.take_found(findings, whole=False)
    stage.prepare(screen)
    stage.show_first(ground)
    return stage
