"""What the recorded person removes is gone from the pictures on their own screen, and comes back with it."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from formats.errors import DamagedError, MissingExtraError
from formats.model.frames import Pixels
from formats.model.memory import MemoryRecording
from formats.registry import open_recording
from replay.cli.reading.subject_list import subject_path
from replay.privacy.painting.painted import Box
from replay.privacy.screen.rapid import RapidEngine
from replay.ui.own.gone import Gone, found_words, gone_words
from replay.ui.own.reading import OwnReading
from replay.ui.widgets.own_lists import OwnLists
from tests.data import SAMPLE, real
from tests.replay.core.recordings import S
from tests.replay.privacy.leaky import leaky
from tests.replay.ui.own_screen import OwnDriven, own_driven, removed, say

pytestmark = pytest.mark.usefixtures("apart")

ONLY_ON_PICTURES = "another page"


def shown(one: OwnDriven, frame: int) -> tuple[Box, ...]:
    """Return what is painted over of a picture."""
    return one.own.stage.hidden.boxes(frame)


async def picture(one: OwnDriven) -> Pixels:
    """Return the picture as it is painted, once it is."""
    view = one.own.stage.view
    await one.until(lambda: view.scene.image is not None)
    assert view.scene.image is not None
    return view.scene.image.pixels


async def test_a_word_goes_from_the_picture_and_comes_back(mine: Path) -> None:
    """Where no other text holds it; they are told on how many pictures, and go there from the list."""
    pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
    async with own_driven(mine) as one:
        await one.at(16 * S + S // 2)
        frame = one.player.frame_at(one.player.t_ns)
        before = await picture(one)
        await one.press("x")
        await one.burst(f"3{ONLY_ON_PICTURES}\r")
        await one.done()
        first = one.own.said
        await one.until(lambda: shown(one, frame) and one.own.stage._boxes == shown(one, frame))
        gone = await picture(one)
        await one.until(lambda: not one.own.may_read and not one.own.painting)
        await one.until(lambda: "4 pictures" in one.text() or one.own.query_one(OwnLists).shown != "removed")
        await one.at(0)
        await one.press("u")
        await one.until(lambda: "4 pictures" in "\n".join(one.lines(OwnLists)))
        lane = next(line for line in one.lines() if line.startswith(" removed"))
        await one.press("home")
        await one.press("u")
        await one.done()
        await one.until(lambda: not shown(one, frame))
        await one.at(16 * S + S // 2)
        again = await picture(one)

    assert first == "removed: it stands in no text; the pictures are looked through"
    assert not np.array_equal(before, gone)
    assert "▬" in lane or "▲" in lane
    assert np.array_equal(before, again)


async def test_all_pictures_are_painted_where_it_stands_and_no_others(
    few_pictures: Path, tmp_path: Path
) -> None:
    """In a real recording, whose script typed the address from 26 s on; `v` shows it all."""
    pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
    path = tmp_path / "desk.replay"
    path.write_bytes(few_pictures.read_bytes())
    say(path, removed("alice@example.com"))
    async with own_driven(path) as one:
        seconds = (one.player.recording.frames["t"] / S).tolist()
        await one.until(lambda: not one.own.may_read and not one.own.painting)
        await one.until(lambda: shown(one, len(seconds) - 1))
        painted = [bool(shown(one, number)) for number in range(len(seconds))]
        await one.press("v")
        left = [bool(shown(one, number)) for number in range(len(seconds))]

    assert all(is_painted for at_s, is_painted in zip(seconds, painted, strict=True) if at_s > 40)
    assert not any(is_painted for at_s, is_painted in zip(seconds, painted, strict=True) if at_s < 25)
    assert not any(left)


async def test_a_foreign_recording_is_shown_and_painted_like_any_other(tmp_path: Path) -> None:
    """What its person typed stands on its last pictures, too, as words that an engine reads."""
    pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
    source = Path(shutil.copytree(real("openadapt-flow", "mockmed-showcase"), tmp_path / "showcase"))
    opened = open_recording(source)
    async with own_driven(source, recording=opened, size=(80, 24)) as one:
        await one.press("end", "x")
        await one.burst("1")
        await one.done()
        last = one.player.frame_at(one.player.t_ns)
        await one.until(lambda: shown(one, last))
        await one.press("u", "u")
        await one.done()
        await one.until(lambda: not shown(one, last))

    assert one.kept.removed == 0


async def test_where_pictures_cannot_be_read_they_are_told_so(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Copies are not made without reading them, and so nothing is lost."""

    def fail(_self: RapidEngine) -> None:
        raise MissingExtraError("reading text on pictures", extra="ocr")

    monkeypatch.setattr(RapidEngine, "__init__", fail)
    say(mine, removed(ONLY_ON_PICTURES))
    async with own_driven(mine) as one:
        await one.until(lambda: not one.own.may_read)
        await one.press("u")
        await one.until(lambda: "only in copies" in " ".join(one.text().split()))

        assert not one.own.painting
        assert subject_path(mine).exists()


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        (Gone(1, {"typed": 2, "title": 1}, 7), "3 places, 7 pictures"),
        (Gone(1, {"typed": 1}, None), "1 place, wait"),
        (Gone(1, {}, None), "in no text, wait"),
        (Gone(1, {}, 1), "1 picture"),
        (Gone(None, {}, 0), "found nowhere: check the spelling"),
    ],
)
def test_a_line_says_where_a_word_is_gone(gone: Gone, words: str) -> None:
    """One count, and none of pictures before they are read."""
    assert gone_words(gone, why_no_pictures="wait") == words


def test_what_is_said_at_once_counts_all_places() -> None:
    """And says plainly where there is none."""
    some, on_pictures, nowhere = Gone(1, {"typed": 2}, None), Gone(1, {}, 3), Gone(None, {}, 0)

    assert found_words([some, some], reads_pictures=True).startswith(
        "it stood in 4 places: typed text 4; all that was typed in one go with it goes"
    )
    assert (
        found_words([Gone(1, {"title": 1}, None)], reads_pictures=True)
        == "it stood in 1 place: window titles 1"
    )
    assert found_words([nowhere, on_pictures], reads_pictures=False) == "it stood on pictures only"
    assert "check the spelling" in found_words([nowhere], reads_pictures=False)


def test_a_picture_that_cannot_be_decoded_is_tried_once() -> None:
    """The screen asks for the one before the person again and again, until it is known what it says."""
    pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
    made = leaky()
    tried: list[int] = []

    def fail(frame: int) -> Pixels:
        tried.append(frame)
        raise DamagedError("a tile is missing")

    events = {name: made.events(name) for name in made.streams if name != "frame"}
    reading = OwnReading(MemoryRecording(made.header, events, frames=made.frames, pixels=fail))
    reading.begin()

    with pytest.raises(DamagedError):
        reading.look_at(3)
    reading.look_at(3)

    assert tried == [3]
    assert reading.knows(3)
    assert reading.findings([ONLY_ON_PICTURES]) == []


async def test_an_application_that_goes_is_painted_where_it_stands_behind_others(tmp_path: Path) -> None:
    """As in a copy; `v` shows it."""
    path = tmp_path / "desk.replay"
    path.write_bytes(SAMPLE.read_bytes())
    say(path, removed(apps=("Chromium",)))
    async with own_driven(path) as one:
        await one.at(20 * S)
        behind = one.player.frame_at(20 * S)
        await one.until(lambda: shown(one, behind))
        (box,) = shown(one, behind)
        await one.press("v")
        left = shown(one, behind)

    assert box.left > 600
    assert box.area < 0.6 * 1280 * 800
    assert not left
