"""What is hidden of typing is hidden on the picture, too: neither letters nor dots that tell how many."""

import asyncio
import shutil
import threading
from pathlib import Path

import pytest

from formats.model.recording import Recording
from formats.model.time import Span
from replay.privacy.masks.pictures import MASK_FILL
from replay.privacy.painting.shown import Shown
from replay.privacy.painting.typed_lines import typed_lines
from replay.ui import late
from tests.data import ROOT
from tests.replay.ui.labelled import SETTINGS, go_to
from tests.replay.ui.screen import LONGEST_S, Driven, driven

_FORM = ROOT / "samples" / "form.replay"
_DOTS_AT_S, _FIELD_Y = 33.0, 448


async def test_dots_are_hidden_while_they_stand_and_v_reveals_them(tmp_path: Path) -> None:
    """Over the whole line and no more of the picture, and not before the first key nor on the next page."""
    source = Path(shutil.copy(_FORM, tmp_path / "form.replay"))
    async with driven(source, source=source, settings=SETTINGS) as screen:
        await screen.analysed()
        await screen.until(lambda: screen.main.stage.keeper.unplaced == ())
        await go_to(screen, _DOTS_AT_S)
        while_typed, said = _hidden(screen), screen.status()
        await screen.press("v")
        await screen.until(lambda: screen.main.stage.keeper.is_revealing)
        revealed = _hidden(screen)
        await go_to(screen, 28)
        await screen.settle()
        before = _hidden(screen)
        await go_to(screen, 35)
        after = _hidden(screen)

    assert while_typed[0] == 1
    assert while_typed[1] < 0.1
    assert "hidden here" in said
    assert "not in the picture" not in said
    assert revealed == before == after == (0, 0)


async def test_pictures_are_hidden_whole_until_it_is_known_where(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nobody sees dots because looking for them takes a while."""
    known = threading.Event()

    def held(recording: Recording, typed: Span) -> list[Shown]:
        known.wait(LONGEST_S)
        return typed_lines(recording, typed)

    monkeypatch.setattr(late, "typed_lines", held)
    async with driven(_FORM) as screen:
        await screen.analysed()
        await go_to(screen, _DOTS_AT_S)
        await screen.until(lambda: screen.main.stage.view.scene.image is not None)
        at_first = _hidden(screen)
        known.set()
        await screen.until(lambda: screen.main.stage.keeper.unplaced == ())
        await asyncio.sleep(0.3)
        await screen.settle()
        then = _hidden(screen)

    assert min(at_first) > 0.99
    assert then[0] == 1
    assert then[1] < 0.1


def _hidden(screen: Driven) -> tuple[float, float]:
    """Return how much of the field's line is hidden on the picture that is shown, and of all of it."""
    image = screen.main.stage.view.scene.image
    assert image is not None
    place, (across, down) = image.placement, image.wanted.sample
    left, top = (round(each) for each in place.to_cell(0, 0))
    right, bottom = (int(each) for each in place.to_cell(1280, 800))
    hidden = (image.pixels == MASK_FILL).all(axis=2)
    row = int(place.to_cell(0, _FIELD_Y)[1] * down)
    inside = slice((left + 1) * across, (right - 1) * across)
    whole = hidden[(top + 1) * down : (bottom - 1) * down, inside]
    return float(hidden[row, inside].mean()), float(whole.mean())
