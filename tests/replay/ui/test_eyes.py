"""What looks for flagged secrets reads everything once, and says what it could not read."""

from pathlib import Path

import pytest

from formats.errors import MissingExtraError
from formats.model.annotations import Edge, Flag, Region
from formats.model.frames import Pixels
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.native.reader import Reader
from replay.core.stoppable import StoppableRecording, StoppedError
from replay.privacy.finding import ChannelText
from replay.privacy.scan.scanning import scan_recording
from replay.privacy.screen.engine import Line
from replay.privacy.texts import Progress, Texts
from replay.ui.desks.eyes import Eyes
from replay.ui.desks.looked import Asked, is_followed
from tests.data import SAMPLE
from tests.replay.core.recordings import S
from tests.replay.privacy.leaky import FIELD_TOP, SECRET, leaky
from tests.replay.privacy.screen.bars import HEIGHT, WIDTH, Bars, picture
from tests.replay.privacy.screen.bars import recording as bars_shown

_TYPED = Flag("f", Edge(10 * S), Edge(14 * S), "password", ("typed",))


class _Reader:
    """Reads the secret in the field of the leaking form, on every picture."""

    engines = ()

    def __call__(self, recording: Recording, texts: Texts, progress: Progress) -> tuple[str, ...]:
        progress("reading text", 0, len(recording.frames))
        box = (8, FIELD_TOP, 120, 16)
        texts.every.append(ChannelText("screen", "d0.f50.8.60", SECRET, 12 * S, 20 * S, frame=50, box=box))
        return ("reader 1",)

    def texts_of(self, _: Pixels) -> list[Line]:
        return [Line(SECRET, (8, FIELD_TOP, 120, 16))]


@pytest.fixture
def recording() -> MemoryRecording:
    return leaky()


@pytest.fixture
def eyes(recording: MemoryRecording, monkeypatch: pytest.MonkeyPatch) -> Eyes:
    reader = _Reader()
    monkeypatch.setattr("replay.ui.desks.eyes.Eyes._screen_reader", lambda _: reader)
    monkeypatch.setattr("replay.ui.picture_reading.spare_cores", lambda: 1)
    return Eyes(recording)


def test_reading_gives_way_before_each_picture(eyes: Eyes) -> None:
    """Who holds a key down sees each picture as soon as if nothing was read."""
    asked: list[int] = []
    eyes.give_way = lambda: asked.append(1)

    eyes.look_up(Asked((_TYPED,)), pictures=True, tell=lambda _: None)

    assert asked


def test_pictures_are_an_obligation_until_they_are_read(eyes: Eyes) -> None:
    """Asked without them they are open; asked with them, each place on the screen is, and is found once."""
    told: list[str] = []
    without = eyes.look_up(Asked((_TYPED,)), pictures=False, tell=told.append)
    read = eyes.look_up(Asked((_TYPED,)), pictures=True, tell=told.append)
    again = eyes.look_up(Asked((_TYPED,)), pictures=False, tell=told.append)

    assert [each.id for each in without.obligations if each.is_unread] == ["f:pictures"]
    assert any(each.channel == "screen" and each.finding for each in read.obligations)
    assert not any(each.is_unread for each in read.obligations)
    assert again.obligations == read.obligations
    assert any("%" in words for words in told)
    assert SECRET not in "".join(told)


def test_a_search_is_given_what_the_pictures_say_and_they_are_read_once(
    eyes: Eyes, recording: MemoryRecording
) -> None:
    """The same secret is found on the screen, where it was read for flags before."""
    told: list[str] = []
    eyes.look_up(Asked((_TYPED,)), pictures=True, tell=lambda _: None)

    scan = scan_recording(recording, screen=eyes.screen_reader(told.append))

    (searched,) = [each for each in scan.searched if each.channel == "screen"]
    assert (searched.texts, searched.characters) == (1, len(SECRET))
    assert searched.detectors[-1] == "reader 1"
    assert not told
    assert not eyes.unread_pictures


def test_pictures_that_cannot_be_read_are_said_and_stay_an_obligation(
    recording: MemoryRecording, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the others say is searched all the same."""

    class Half(_Reader):
        def __call__(self, recording: Recording, texts: Texts, progress: Progress) -> tuple[str, ...]:
            texts.unread.setdefault("screen", []).append("frame 7: damaged")
            return super().__call__(recording, texts, progress)

    monkeypatch.setattr("replay.ui.picture_reading.spare_cores", lambda: 1)
    reader = Half()
    monkeypatch.setattr("replay.ui.desks.eyes.Eyes._screen_reader", lambda _: reader)
    eyes = Eyes(recording)

    scan = scan_recording(recording, screen=eyes.screen_reader(lambda _: None))
    looked = eyes.look_up(Asked((_TYPED,)), pictures=True, tell=lambda _: None)

    (searched,) = [each for each in scan.searched if each.channel == "screen"]
    assert searched.texts == 1
    assert searched.unread == ("frame 7: damaged",)
    assert eyes.unread_pictures == "frame 7: damaged"
    assert not looked.screen_is_read


def test_without_the_extra_the_obligation_stays(
    recording: MemoryRecording, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person has to look, and is asked to say so."""

    def missing(*_: object) -> None:
        raise MissingExtraError("reading text on pictures", extra="ocr")

    monkeypatch.setattr("replay.ui.desks.eyes.RapidEngine", missing)
    eyes = Eyes(recording)

    looked = eyes.look_up(Asked((_TYPED,)), pictures=True, tell=lambda _: None)

    assert not eyes.reads_pictures
    assert not looked.screen_is_read
    assert [each.id for each in looked.obligations if each.is_unread] == ["f:pictures"]


def test_boxes_come_at_once_and_lines_of_text_after_them(eyes: Eyes) -> None:
    """What is known and what changed is offered before anybody has read."""
    known = Region(0, 1, 1, 20, 20)
    first, last = eyes.boxes(50, (known,))

    assert first.regions[0] == last.regions[0] == known
    assert (first.is_last, last.is_last) == (False, True)
    assert Region(0, 8, FIELD_TOP, 120, 16) in last.regions


def test_a_region_of_the_sample_is_followed_while_it_stands() -> None:
    """The title of the form's page stays for seconds, and nothing before the window was there."""
    drawn = Flag("f", Edge(51 * S), Edge(51 * S + 1), "other", (), Region(0, 706, 50, 180, 24))
    with Reader(SAMPLE) as recording:
        trace = Eyes(recording).trace(drawn)
        frames = recording.frames
        for region, span in trace.places:
            shown = [n for n, t in enumerate(frames["t"].tolist()) if span.contains(t)]
            crops = [
                recording.pixels(n)[region.y : region.y + region.height, region.x : region.x + region.width]
                for n in (shown[0], shown[-1])
            ]
            assert (crops[0] == crops[1]).mean() > 0.8

    assert any(span.contains(51 * S) for _, span in trace.places)


def test_what_answers_an_obligation_is_not_followed() -> None:
    """Only what a person drew is: a reader has told how long the other one stands."""
    region = Region(0, 1, 1, 20, 20)
    drawn = Flag("f", Edge(0), Edge(1), "other", (), region)

    assert is_followed(drawn)
    assert is_followed(Flag("g", Edge(0), Edge(1), "other", (), region, "the same as flag f: seen again"))
    assert not is_followed(Flag("h", Edge(0), Edge(1), "other", (), region, "the same as flag f: scrolled"))
    assert not is_followed(_TYPED)


def test_a_text_is_found_by_its_place(eyes: Eyes) -> None:
    """And None is told of one that is not there."""
    title = eyes.look_up(Asked((_TYPED,)), pictures=False, tell=lambda _: None)
    place = next(each.finding for each in title.obligations if each.channel == "title" and each.finding)

    text = eyes.text("title", place.place)

    assert text is not None
    assert text.text[place.start : place.stop].casefold() == SECRET
    assert eyes.text("title", "s-1.title") is None


@pytest.fixture
def bars(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Bars:
    """Return the engine that reads in place of the real one, here and in two processes."""
    engine = Bars()
    monkeypatch.setattr("replay.ui.desks.eyes.RapidEngine", lambda *_: engine)
    monkeypatch.setattr("replay.ui.picture_reading.RapidEngine", Bars)
    monkeypatch.setattr("replay.ui.picture_reading.spare_cores", lambda: 2)
    for module in ("desks.eyes", "picture_reading"):
        monkeypatch.setattr(f"replay.ui.{module}.readings_folder", lambda: tmp_path / "readings")
    return engine


def _bars() -> MemoryRecording:
    return bars_shown([picture((20 + number, 2), (140 + number, 40)) for number in range(40)])


def _read(eyes: Eyes) -> list[str]:
    texts = Texts()
    eyes.screen_reader(lambda _: None)(eyes.recording, texts, lambda _what, _done, _total: None)
    return [text.text for text in texts.every]


def test_pictures_are_read_by_several_processes_and_not_again(bars: Bars) -> None:
    """Whoever comes back later finds what was read; lines were read in other processes than this."""
    first = _read(Eyes(_bars(), keeps=True))
    located = bars.located_pixels
    again = _read(Eyes(_bars(), keeps=True))

    assert again == first
    assert len(set(first)) == 80
    assert not bars.recognised
    assert located == bars.located_pixels > 0


def test_a_reading_that_was_left_goes_on_where_it_was(bars: Bars) -> None:
    """It ends at the next picture; what was read until then is kept."""
    reads: list[int] = []

    def left() -> bool:
        reads.append(1)
        return len(reads) > 30

    with pytest.raises(StoppedError):
        _read(Eyes(StoppableRecording(_bars(), left), keeps=True))
    located, whole = bars.located_pixels, 40 * HEIGHT * WIDTH
    texts = _read(Eyes(_bars(), keeps=True))

    assert 0 < located < whole
    assert len(set(texts)) == 80
    assert bars.located_pixels < located + whole


def test_nothing_is_kept_of_a_sealed_recording(bars: Bars, tmp_path: Path) -> None:
    """What it says would lie open beside it."""
    _read(Eyes(_bars(), keeps=False))

    assert not (tmp_path / "readings").exists()
