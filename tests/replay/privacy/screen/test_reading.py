"""Reading pictures: only what changed is read, what cannot be is told, and a line is followed in time."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from formats.errors import DamagedError, MissingExtraError
from formats.model.frames import FRAME_DTYPE
from formats.model.memory import MemoryRecording
from formats.registry import open_recording
from replay.privacy.context.unseen import RULE
from replay.privacy.detecting import matches_in
from replay.privacy.finding import ChannelText
from replay.privacy.scan.scanning import scan_recording
from replay.privacy.screen.engine import Line, read_lines
from replay.privacy.screen.following import rows_of
from replay.privacy.screen.rapid import LONGEST_SIDE_PX, RapidEngine
from replay.privacy.screen.reading import ScreenText
from replay.privacy.screen.tesseract import TesseractEngine, lines_of, tesseract_path
from replay.privacy.texts import Texts
from tests.data import SAMPLE
from tests.replay.privacy.screen.bars import HEIGHT, STEP_NS, WIDTH, Bars, picture, recording
from tests.replay.privacy.typing import typist


def read(source: MemoryRecording, engine: Bars) -> Texts:
    texts = Texts()
    ScreenText([engine])(source, texts, lambda _what, _done, _total: None)
    return texts


def when(texts: list[ChannelText]) -> set[tuple[str, int, int, int | None]]:
    return {(text.text, text.start_ns // STEP_NS, text.end_ns // STEP_NS, text.frame) for text in texts}


def test_a_line_lasts_from_the_frame_that_shows_it_to_the_one_that_does_not() -> None:
    """Others come and go beside it, and it stays one."""
    source = recording(
        [picture((50, 2)), picture((50, 2), (60, 40)), picture((60, 40)), picture((60, 40), (70, 2))]
    )

    texts = read(source, Bars())

    assert when(texts.every) == {
        ("user50@example.com", 0, 2, 0),
        ("user60@example.com", 1, 3, 1),
        ("user70@example.com", 3, 3, 3),
    }
    assert texts.share("screen") == 1


def test_only_what_changed_is_read_and_each_piece_once() -> None:
    """Whatever flickers between two pictures costs two readings."""
    engine = Bars()
    shown = [picture((50, 2), (60, 40)), picture((50, 2), (70, 40))]

    read(recording(shown * 20), engine)

    assert engine.located_pixels < 3 * HEIGHT * WIDTH


def test_the_picture_of_a_line_is_read_once_wherever_it_stands() -> None:
    """On any row, beside whatever else, with any room around it."""
    engine = Bars()
    pictures = [picture((50, 2)), picture((50, 30), (60, 2)), picture((60, 44)), picture((50, 14), (60, 50))]

    texts = read(recording(pictures), engine)

    assert sorted(engine.recognised) == ["user50@example.com", "user60@example.com"]
    assert {(text.text, text.frame) for text in texts.every} >= {
        ("user50@example.com", 3),
        ("user60@example.com", 3),
    }


def test_of_a_page_that_scrolls_only_what_comes_into_sight_is_read() -> None:
    """What was there is where it went to, and no engine looks at it again."""
    page = np.zeros((1200, WIDTH, 3), np.uint8)
    for number in range(60):
        page[20 * number : 20 * number + 10, 20:180, 0] = 60 + 3 * number
    # Rows that differ as those of letters do.
    page[:, 20:180, 1] = np.random.default_rng(1).integers(0, 256, (1200, 160), np.uint8)
    engine = Bars()
    pictures = [page[top : top + 400].copy() for top in range(0, 400, 40)]

    texts = read(recording(pictures), engine)

    assert engine.located_pixels < (400 + 9 * 160) * WIDTH
    assert len(engine.recognised) == len(set(engine.recognised))
    shown = {(text.text, text.box and text.box[1]) for text in texts.every if text.end_ns == 9 * STEP_NS}
    assert {(f"user{60 + 3 * n}@example.com", 20 * n - 360) for n in range(18, 37)} <= shown


def test_a_frame_that_equals_the_one_before_is_not_decoded() -> None:
    """It would be an error here."""
    texts = read(recording([picture((50, 2)), DamagedError("gone")], changed=[1, 0]), Bars())

    assert texts.share("screen") == 1
    assert not texts.unread


def test_frames_that_cannot_be_read_are_told() -> None:
    """And those that equal them are no more read than they are."""
    source = recording(
        [picture((50, 2)), DamagedError("gone"), DamagedError("gone"), picture((50, 2))], [1, 1, 0, 1]
    )

    texts = read(source, Bars())

    assert texts.share("screen") == 0.5
    assert [sentence.split(":")[0] for sentence in texts.unread["screen"]] == ["frame 1", "frame 2"]


def test_a_missing_decoder_is_told_once() -> None:
    """Not for each of a million frames."""
    source = recording([MissingExtraError("video", extra="video")] * 50)

    texts = read(source, Bars())

    assert len(texts.unread["screen"]) == 1
    assert texts.share("screen") == 0


def test_what_is_found_on_a_picture_has_its_frame_and_box() -> None:
    """One finding for the whole time that it is there."""
    source = recording([picture(), picture((50, 2)), picture((50, 2), (60, 40)), picture((50, 2))])

    scan = scan_recording(source, screen=ScreenText([Bars()]))

    first = next(finding for finding in scan.findings if finding.text.startswith("user50"))
    assert (first.channel, first.frame, first.box) == ("screen", 1, (20, 2, 160, 10))
    assert (first.start_ns, first.end_ns) == (STEP_NS, 3 * STEP_NS)
    assert "bars 1" in scan.searched[-1].detectors


def test_boxes_side_by_side_are_one_line() -> None:
    """Engines cut at wide spaces; columns of a table stay apart."""
    lines = [
        Line("4111 1111", (10, 10, 90, 20)),
        Line("1111 1111", (110, 11, 90, 20)),
        Line("x", (400, 10, 10, 20)),
    ]

    assert [line.text for line in rows_of(lines)] == ["4111 1111 1111 1111", "x"]


def test_words_of_tesseract_become_lines() -> None:
    """Its table, at twice the size of the picture."""
    heading = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
    rows = [
        "5\t1\t1\t1\t1\t1\t20\t40\t60\t20\t96\tann",
        "5\t1\t1\t1\t1\t2\t90\t42\t40\t20\t91\tbob",
        "4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t",
    ]

    assert lines_of("\n".join([heading, *rows]), scale=2) == [Line("ann bob", (10, 20, 55, 11))]


def test_tesseract_is_given_one_thread(tmp_path: Path) -> None:
    """Four read lines no sooner than one, and a screen waits for them."""
    program = tmp_path / "tesseract"
    row = r"5\t1\t1\t1\t1\t1\t20\t40\t60\t20\t96\t"
    program.write_text(f'#!/bin/sh\ncat > /dev/null\nprintf "head\n{row}$OMP_THREAD_LIMIT\n"\n')
    program.chmod(0o700)

    (line,) = TesseractEngine(str(program)).read(np.zeros((40, 40, 3), np.uint8))

    assert line.text == "1"


def test_a_word_that_was_typed_and_never_shown_is_a_password() -> None:
    """Where the window shows what else is typed; a word that is shown is none."""
    shown, hidden = "user50@example.com", "sunshine"
    ann = typist()
    ann.window("app", "Untold")
    ann.type(shown + "\n")
    ann.click()
    ann.type(hidden + "\n")
    typed = ann.recording()
    frames = np.zeros(2, FRAME_DTYPE)
    frames["t"], frames["width"], frames["height"], frames["changed"] = (0, ann.now_ns), WIDTH, HEIGHT, 1
    streams = {name: typed.events(name) for name in typed.streams}
    source = MemoryRecording(typed.header, streams, frames=frames, pixels=lambda _: picture((50, 2)))

    scan = scan_recording(source, screen=ScreenText([Bars()]))

    assert [finding.text for finding in scan.findings if finding.rule == RULE] == [hidden]


def test_rapidocr_reads_small_text_of_a_picture() -> None:
    """Eleven pixels high, dark on light and light on dark, in a piece as in a picture."""
    pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
    image = Image.new("RGB", (420, 60), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 30, 420, 60), fill=(30, 30, 30))
    font = ImageFont.truetype("formats/importers/asciicast/DejaVuSansMono.ttf", 12)
    draw.text((10, 8), "mail ann.miller@example.com", "black", font=font)
    draw.text((10, 38), "key AKIAIOSFODNN7EXAMPLE", (220, 220, 220), font=font)

    lines = RapidEngine().read(np.asarray(image))

    said = " ".join(line.text for line in lines)
    assert "ann.miller@example.com" in said
    assert "AKIAIOSFODNN7EXAMPLE" in said
    assert all(y + height <= 60 and x + width <= 420 for x, y, width, height in (line.box for line in lines))


def test_rapidocr_reads_what_the_desk_shows() -> None:
    """The key, the telephone number and an address on one picture of the recording."""
    pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
    with open_recording(SAMPLE) as source:
        lines = ScreenText([RapidEngine()]).texts_of(source.pixels(200))

    said = "\n".join(line.text for line in rows_of(lines))
    found = {said[match.start : match.stop] for match in matches_in(said)}
    assert found >= {"AKIAIOSFODNN7EXAMPLE", "555-0100", "alice@example.com", "bob@example.com"}


def test_rapidocr_reads_a_large_picture_in_tiles(monkeypatch: pytest.MonkeyPatch) -> None:
    """No line is lost, read twice or cut where one tile ends and the next begins."""
    pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
    monkeypatch.setattr("replay.privacy.screen.rapid.TILE_HEIGHT_PX", 240)
    monkeypatch.setattr("replay.privacy.screen.rapid.TILE_WIDTH_PX", 160)
    image = Image.new("RGB", (300, 600), "white")
    font = ImageFont.truetype("formats/importers/asciicast/DejaVuSansMono.ttf", 13)
    for row in range(20):
        ImageDraw.Draw(image).text(
            (10 + 5 * row, 6 + 30 * row), f"ann{row + 20}@example.com", "black", font=font
        )

    lines = RapidEngine().read(np.asarray(image))

    lines.sort(key=lambda line: line.box[1])
    middles = [line.box[1] + line.box[3] / 2 for line in lines]
    assert [line.text for line in lines] == [f"ann{row + 20}@example.com" for row in range(20)]
    assert all(abs(middle - (14 + 30 * row)) < 8 for row, middle in enumerate(middles))


def test_rapidocr_finds_a_lone_line_on_a_wide_screen() -> None:
    """Searched as a whole the picture has none: the engine weighs what it finds by all there is."""
    pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
    engine = RapidEngine()
    font = ImageFont.truetype("formats/importers/asciicast/DejaVuSansMono.ttf", 13)
    for paper, ink in (("white", "black"), ((30, 30, 30), (210, 210, 210))):
        image = Image.new("RGB", (1920, 1080), paper)
        ImageDraw.Draw(image).text((880, 520), "ann.miller@example.com", ink, font=font)

        assert [line.text for line in engine.read(np.asarray(image))] == ["ann.miller@example.com"]


def test_rapidocr_reads_small_text_on_a_picture_of_4k() -> None:
    """Twelve pixels high, in the corners and in the middle: the picture is not shrunk to be read."""
    pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
    image = Image.new("RGB", (3840, 2160), "white")
    font = ImageFont.truetype("formats/importers/asciicast/DejaVuSansMono.ttf", 12)
    places = {
        "anna": (10, 8),
        "bert": (3580, 8),
        "cora": (1900, 1080),
        "dora": (10, 2140),
        "emma": (3580, 2140),
    }
    for name, place in places.items():
        ImageDraw.Draw(image).text(place, f"{name}.weber@example.com", "black", font=font)

    lines = RapidEngine().read(np.asarray(image))

    found = {line.text: line.box for line in lines}
    assert set(found) == {f"{name}.weber@example.com" for name in places}
    for name, (x, y) in places.items():
        left, top, _, _ = found[f"{name}.weber@example.com"]
        assert abs(left - x) < 12
        assert abs(top - y) < 12
    assert max(image.size) <= LONGEST_SIDE_PX


def test_tesseract_reads_a_line_of_a_picture() -> None:
    """The second engine, as it is installed."""
    program = tesseract_path()
    if program is None:
        pytest.skip("tesseract is not installed")
    image = Image.new("RGB", (420, 40), "white")
    font = ImageFont.truetype("formats/importers/asciicast/DejaVuSansMono.ttf", 14)
    ImageDraw.Draw(image).text((10, 10), "mail ann.miller@example.com", "black", font=font)

    (line,) = read_lines(TesseractEngine(program), np.asarray(image))

    assert line.text == "mail ann.miller@example.com"
    assert abs(line.box[0] - 10) < 4
