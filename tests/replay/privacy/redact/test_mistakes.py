"""Mistakes that others made when they removed a secret, each of which must not be made here.

| mistake | test |
|---|---|
| words left in OCR boxes | `test_words_that_a_program_read_from_the_screen_are_not_left` |
| titles left in a search index | `test_a_title_is_not_left_in_a_table_of_strings` |
| an old tail after an in-place write | `test_no_old_tail_is_left_behind_a_shorter_file` |
| pixels untouched: text first | `test_pixels_do_not_stay_because_the_text_was_cleaned_first` |
| children keys of a cleaned text | `test_keys_do_not_stay_where_the_text_that_they_gave_is_cleaned` |
| a box whose width tells the length | `test_a_box_is_not_as_wide_as_what_it_hides` |
| a hidden input field | `test_a_field_that_is_hidden_is_cleaned_as_well` |
| metadata | `test_metadata_are_cleaned_as_well` |
| a thumbnail | `test_no_thumbnail_is_left`, `test_a_picture_of_a_cursor_keeps_no_texts` |
| a mask whose count is the length | `test_a_mask_is_not_as_long_as_what_it_masks` |
"""

import base64
import io
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from formats.model.frames import FRAME_DTYPE, SEEN, EncodedImage, Storage
from formats.model.header import Consent, Private
from formats.model.memory import MemoryRecording
from formats.model.time import Clock
from formats.native.copy import write_recording
from formats.native.reader import Reader
from replay.privacy.painting.painted import FILL
from replay.privacy.proof.byte_search import byte_search
from replay.privacy.redact.copying import redact
from replay.privacy.redact.cursors import is_bare
from replay.privacy.redact.header import header_texts
from replay.privacy.redact.plan import plan
from replay.privacy.redact.redactions import Redactions
from tests.replay.core.recordings import recording
from tests.replay.core.typing import Event, keys
from tests.replay.privacy.leaky import SECRET, leaky, noted_png, written

WORDS = Redactions(words=(SECRET,))


def copied(path: Path, *events: Event) -> Reader:
    """Write the copy of a recording without the secret, search its bytes, and open it."""
    original = recording(*events)
    write_recording(redact(original, plan(original, WORDS)).recording, path, lossless=True)
    assert not byte_search(path.read_bytes(), [SECRET]).found
    return Reader(path)


def typed(at_s: float = 5.0) -> list[Event]:
    return keys(at_s, f"text:{SECRET}")


def test_words_that_a_program_read_from_the_screen_are_not_left(tmp_path: Path) -> None:
    """An importer keeps them in `other`, with boxes: of that nothing is kept."""
    words = json.dumps({"words": [{"text": SECRET, "box": [1, 2, 3, 4]}]})

    with copied(tmp_path / "c.replay", ("other", 1.0, {"kind": "ocr", "payload": words})) as copy:
        assert "other" not in copy.streams


def test_a_title_is_not_left_in_a_table_of_strings(tmp_path: Path) -> None:
    """No row points at it any more, and a search of the table would find it."""
    titles = [("window", float(n), {"app": "A", "title": f"{SECRET} - A"}) for n in (1, 2)]

    with copied(tmp_path / "c.replay", *titles) as copy:
        assert copy.events("window").strings == ("", "A", "[redacted] - A")


def test_no_old_tail_is_left_behind_a_shorter_file(tmp_path: Path) -> None:
    """The copy replaces a longer file that held the secret."""
    path = tmp_path / "c.replay"
    path.write_bytes(SECRET.encode() * 10_000)

    with copied(path, ("window", 1.0, {"app": "A", "title": "B"})):
        assert path.stat().st_size < 10_000


def test_pixels_do_not_stay_because_the_text_was_cleaned_first(tmp_path: Path) -> None:
    """What goes is worked out from the original, before any of its texts is changed."""
    original = leaky()
    made = plan(original, WORDS)

    again = plan(redact(original, made).recording, WORDS)

    assert made.typing.exact
    assert not again.typing.exact


def test_keys_do_not_stay_where_the_text_that_they_gave_is_cleaned(tmp_path: Path) -> None:
    """A source that gives both the text and its keys."""
    text = ("text", 7.0, {"kind": "typed", "string": SECRET})

    with copied(tmp_path / "c.replay", *typed(), text) as copy:
        assert not len(copy.events("key"))
        assert {each["string"] for each in copy.events("text").records()} == {"redacted"}


def test_a_field_that_is_hidden_is_cleaned_as_well(tmp_path: Path) -> None:
    """Its name may hold what stands in it."""
    field = ("text", 1.0, {"kind": "field", "string": f"input[type=hidden][value={SECRET}]"})

    with copied(tmp_path / "c.replay", field) as copy:
        assert [each["string"] for each in copy.events("text").records()] == [
            "input[type=hidden][value=[redacted]]"
        ] or not len(copy.events("text"))


def test_a_picture_of_a_cursor_keeps_no_texts(tmp_path: Path) -> None:
    """A PNG holds texts beside its pixels, compressed where nobody searches."""
    shape = {"shape": 1, "width": 8, "height": 8}

    events = [
        ("cursor", float(n), {**shape, "image": each}) for n, each in enumerate((noted_png(), "bm8gUE5H"))
    ]
    with copied(tmp_path / "c.replay", *events) as copy:
        first, second = (each["image"] for each in copy.events("cursor").records())

    with Image.open(io.BytesIO(base64.b64decode(first))) as opened:
        opened.load()
        assert opened.getpixel((3, 3)) == (1, 2, 3, 4)
        assert not opened.info
    assert is_bare(first)
    assert not is_bare(noted_png())
    assert not is_bare(first[:-4])
    assert not second


def test_a_mask_is_not_as_long_as_what_it_masks(tmp_path: Path) -> None:
    """Nor are there as many of it."""
    long = Redactions(words=(SECRET * 3,))
    title = ("window", 1.0, {"app": "A", "title": SECRET * 3})
    original = recording(title)
    write_recording(redact(original, plan(original, long)).recording, tmp_path / "l.replay", lossless=True)

    with Reader(tmp_path / "l.replay") as copy:
        assert copy.events("window").record(0)["title"] == "[redacted]"


@pytest.mark.parametrize("length", [5, 11])
def test_a_box_is_not_as_wide_as_what_it_hides(length: int, tmp_path: Path) -> None:
    """Nor does it begin or end where that did: the whole line is filled, over the whole picture."""
    secret = SECRET[:length]
    written(leaky(secret), Redactions(words=(secret,)), tmp_path / "c.replay")

    with Reader(tmp_path / "c.replay") as copy:
        fills = [(copy.pixels(frame) == FILL).all(axis=2) for frame in range(len(copy.frames))]

    assert any(fill.any() for fill in fills)
    for fill in fills:
        assert np.array_equal(fill.any(axis=1), fill.all(axis=1))


def test_metadata_are_cleaned_as_well(tmp_path: Path) -> None:
    """Names of details too, numbers, lists within lists, clocks, and what the person agreed to."""
    original = recording(
        ("window", 1.0, {"app": "A", "title": "B"}),
        details={"platform": ["x", {SECRET: SECRET}], "os": {"name": [SECRET]}, SECRET: "x"},
    )
    header = replace(
        original.header,
        source=SECRET,
        recorder=f"by {SECRET}",
        task=SECRET,
        time_zone=SECRET,
        clocks=(Clock(SECRET, 0),),
        private=Private({SECRET: SECRET}, {"user": SECRET}),
        consent=Consent(SECRET, (SECRET,)),
    )
    events = {name: original.events(name) for name in original.streams}
    made = plan(MemoryRecording(header, events), replace(WORDS, keep_names=True))
    path = tmp_path / "c.replay"
    write_recording(redact(MemoryRecording(header, events), made).recording, path, lossless=True)

    assert not byte_search(path.read_bytes(), [SECRET]).found
    with Reader(path) as copy:
        assert not any(SECRET in text for _, text in header_texts(copy.header))


def test_no_thumbnail_is_left(tmp_path: Path) -> None:
    """A JPEG holds a small picture of itself, and notes, behind which nobody looks: only pixels are kept."""
    notes = Image.Exif()
    notes[0x010E] = SECRET
    packed = io.BytesIO()
    Image.new("RGB", (64, 48), (200, 200, 200)).save(packed, "JPEG", exif=notes, comment=SECRET.encode())
    as_it_came = EncodedImage("image/jpeg", packed.getvalue())
    assert SECRET.encode() in as_it_came.data
    frames = np.zeros(1, FRAME_DTYPE)
    frames["width"], frames["height"], frames["video"] = 64, 48, -1
    frames["changed"], frames["storage"] = SEEN, Storage.IMAGE
    pixels = np.full((48, 64, 3), 200, np.uint8)
    original = MemoryRecording(
        recording().header, {}, frames=frames, pixels=lambda _: pixels, encoded=lambda _: as_it_came
    )
    path = tmp_path / "c.replay"
    write_recording(redact(original, plan(original, WORDS)).recording, path, lossless=True)

    assert not byte_search(path.read_bytes(), [SECRET]).found
    with Reader(path) as copy:
        assert copy.encoded(0) is None
        assert copy.frames["storage"][0] == Storage.TILES


def test_two_copies_share_no_id(tmp_path: Path) -> None:
    """Nothing tells that they are of one original."""
    written(leaky(), WORDS, tmp_path / "a.replay")
    written(leaky(), WORDS, tmp_path / "b.replay")

    with Reader(tmp_path / "a.replay") as a, Reader(tmp_path / "b.replay") as b:
        assert len({a.header.recording_id, b.header.recording_id, leaky().header.recording_id}) == 3
