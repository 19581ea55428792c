"""What was typed is filled for as long as it can be seen, whatever the time, without anything that reads."""

from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from formats.model.build import EventBuilder
from formats.model.frames import FRAME_DTYPE, Pixels, Storage
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from replay.privacy.redact.copying import redact
from replay.privacy.redact.plan import plan
from replay.privacy.redact.redactions import Redactions

S = 1_000_000_000
_SECRET = "hunter2"
_FONT = ImageFont.load_default(14)
_INK = (0, 0, 160)


@pytest.mark.parametrize("is_sent", [False, True])
def test_a_password_that_stands_there_for_two_hours_is_on_no_picture(is_sent: bool) -> None:
    """In its field, or in the message that it became, which others follow."""
    pictures = [_picture(number, _SECRET[:number], "") for number in range(len(_SECRET) + 1)]
    kept = ("", _SECRET) if is_sent else (_SECRET, "")
    times_s = [10 + number * 0.2 for number in range(len(pictures))]
    last_s = times_s[-1]
    pictures += [_picture(100 + number, *kept) for number in range(240)]
    times_s += [last_s + 0.3 + number * 30 for number in range(240)]
    recording = _recording(pictures, times_s, is_sent=is_sent)

    copy = redact(recording, plan(recording, Redactions(words=(_SECRET,))))

    assert len(copy.frames) >= 240
    for number, frame in enumerate(copy.frames):
        ink = (pictures[frame] == _INK).all(axis=2)
        assert not copy.recording.pixels(number)[ink].any()


def _picture(clock: int, typed: str, sent: str) -> Pixels:
    """Draw a field with what is typed, a message above it, and something that changes with each picture."""
    image = Image.new("RGB", (320, 200), "white")
    draw = ImageDraw.Draw(image)
    draw.fontmode = "1"
    draw.text((10, 170), typed, font=_FONT, fill=_INK)
    draw.text((120, 80), sent, font=_FONT, fill=_INK)
    draw.rectangle((260, 0, 319, 12), fill=(clock * 37 % 255, clock * 91 % 255, 0))
    return np.array(image)


def _recording(pictures: Sequence[Pixels], times_s: Sequence[float], *, is_sent: bool) -> MemoryRecording:
    builder = EventBuilder()
    for number, letter in enumerate(_SECRET):
        code = f"Digit{letter}" if letter.isdigit() else f"Key{letter.upper()}"
        _press(builder, 10 + (number + 1) * 0.2 - 0.05, code, letter)
    if is_sent:
        _press(builder, 10 + (len(_SECRET) + 1) * 0.2, "Enter", "Enter")
    frames = np.zeros(len(pictures), FRAME_DTYPE)
    frames["t"] = [round(t_s * S) for t_s in times_s]
    frames["seq"] = np.arange(len(pictures)) + 1000
    frames["width"], frames["height"] = 320, 200
    frames["storage"], frames["changed"] = Storage.TILES, 1
    return MemoryRecording(
        Header("long"), builder.events(), frames=frames, pixels=lambda frame: pictures[frame].copy()
    )


def _press(builder: EventBuilder, at_s: float, code: str, key: str) -> None:
    builder.add("key", round(at_s * S), code=code, key=key, pressed=True)
    builder.add("key", round((at_s + 0.03) * S), code=code, key=key, pressed=False)
