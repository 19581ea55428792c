"""A name of two letters goes from every channel as a whole word, and the proof looks for it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from formats.model.frames import FRAME_DTYPE, SEEN, Pixels, Storage
from formats.model.header import Private
from formats.model.memory import MemoryRecording
from formats.native.copy import write_recording
from formats.native.reader import Reader
from replay.core.typed_text import typed_runs
from tests.replay.cli.shell import replay
from tests.replay.core.recordings import S, recording
from tests.replay.core.typing import keys

pytestmark = pytest.mark.usefixtures("apart")
_WIDE, _HIGH = 480, 160


def drawn(*lines: str) -> Pixels:
    image = Image.new("RGB", (_WIDE, _HIGH), (250, 250, 248))
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        draw.text((20, 16 + 50 * number), line, (20, 20, 20), ImageFont.load_default(22))
    return np.asarray(image, np.uint8).copy()


@pytest.fixture
def named(tmp_path: Path) -> Path:
    """A recording that names Bo in each of its texts, beside words that only begin so."""
    made = recording(
        ("window", 0.5, {"app": "Mail", "title": "To Bo (bohol@example.org)"}),
        *keys(1.0, "text:dear bo"),
        ("button", 4.0, {"button": 0, "pressed": True}),
        ("button", 4.1, {"button": 0, "pressed": False}),
        *keys(6.0, "text:about bohol"),
        ("clipboard", 12.0, {"kind": "text/plain", "string": "Bo: the boat to Bohol"}),
        ("marker", 13.0, {"name": "note", "payload": '{"with": "Bo"}'}),
        ("window", 20.0, {"app": "Mail", "title": "Bohol"}),
    )
    header = replace(made.header, task="write to Bo of Bohol", private=Private({}, {"friend": "Bo"}))
    pictures = [drawn("Dear Bo, how are you?", "the boat to Bohol"), drawn("the boat to Bohol")]
    frames = np.zeros(2, FRAME_DTYPE)
    frames["t"], frames["seq"] = [1 * S, 15 * S], [900, 901]
    frames["width"], frames["height"] = _WIDE, _HIGH
    frames["storage"], frames["video"], frames["changed"] = Storage.TILES, -1, SEEN
    events = {name: made.events(name) for name in made.streams if name != "frame"}
    path = tmp_path / "named.replay"
    write_recording(
        MemoryRecording(header, events, frames=frames, pixels=lambda frame: pictures[frame]),
        path,
        lossless=True,
    )
    return path


def test_a_name_of_two_letters_is_in_no_channel_of_a_copy(
    named: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Longer words that hold it stay; where the pictures are not searched for it, the proof fails."""
    pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
    words, out = tmp_path / "mine.txt", tmp_path / "out.replay"
    words.write_text("Bo\n")
    making = ("redact", named, "--accept-all", "--keep-names", "-o", out)

    said = replay("subject", named, "--black-out-words", words, "--release", "--json")
    made = replay(*making)
    proven = replay("verify", out, "--against", named, "--json")
    with Reader(out) as copy:
        titles = copy.events("window").texts("title").tolist()
        copied = copy.events("clipboard").texts("string").tolist()
        typed = [run.text for run in typed_runs(copy)]
        task, friend = copy.header.task, copy.header.private.names["friend"]
        above, below = copy.pixels(0)[20:40, 20:240], copy.pixels(0)[66:96]
    monkeypatch.setattr("replay.cli.redact.search.with_words_painted", lambda *args, **_: args[3])
    monkeypatch.setattr("replay.cli.redact_command.with_words_painted", lambda *args, **_: args[3])
    monkeypatch.setattr("replay.privacy.redact.again.scan_recording", lambda *_, **__: _Nothing())
    replay(*making, "--force")
    unpainted = replay("verify", out, "--against", named, "--json")

    assert said.document["places"] == {"typed": 1, "clipboard": 1, "marker": 1, "metadata": 2, "title": 1}
    assert (made.status, proven.status) == (0, 0), proven.document
    assert titles == ["To [redacted] ([redacted])", "Bohol"]
    assert copied == ["[redacted]: the boat to Bohol"]
    assert typed == ["about bohol"]
    assert (task, friend) == ("write to [redacted] of Bohol", "[redacted]")
    assert not above.any()
    assert np.array_equal(below, drawn("", "the boat to Bohol")[66:96])
    assert unpainted.status == 1
    (found,) = [each for each in unpainted.document["checks"] if each["status"] == "found"]
    assert found["check"] == "detectors"


class _Nothing:
    findings = ()
