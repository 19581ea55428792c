"""A redacted copy: the secret is nowhere, nothing tells its length, and all else is as it was."""

import base64
import hashlib
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import zstandard

from formats.model.frames import FRAME_DTYPE, SEEN, Pixels, Storage
from formats.model.memory import MemoryRecording
from formats.model.time import Span
from formats.native.copy import write_recording
from formats.native.reader import Reader
from replay.core.typed_text import typed_runs
from replay.privacy.proof.checks import check_structure, check_texts
from replay.privacy.proof.original import check_typing
from replay.privacy.redact.copying import redact
from replay.privacy.redact.plan import plan
from replay.privacy.redact.redactions import Redactions
from replay.privacy.sought import Words
from tests.replay.core.recordings import S, recording
from tests.replay.core.typing import keys
from tests.replay.privacy.leaky import (
    FRAMES_PER_S,
    HEIGHT,
    SECRET,
    WIDTH,
    blind_checks,
    checks_against,
    drawn,
    found,
    ink_left,
    leaky,
    written,
)

WORDS = Redactions(words=(SECRET,))


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("copy") / "copy.replay"
    written(leaky(), WORDS, path)
    return path


def test_the_copy_of_a_recording_that_leaks_everywhere_is_clean(copy: Path) -> None:
    """But for the pictures, which nobody read for text here, and so are open."""
    checks = checks_against(copy, leaky(), WORDS)

    assert found(checks) == {}
    assert [check.name for check in checks if check.status == "open"] == ["read"]


def test_the_original_is_not_clean(tmp_path: Path) -> None:
    """A search that finds nothing in a copy means something only where it finds it in the original."""
    write_recording(leaky(), tmp_path / "original.replay", lossless=True)

    checks = blind_checks(tmp_path / "original.replay", Words((SECRET,)))

    assert {"bytes", "texts", "structure"} <= set(found(checks))


def test_what_was_typed_beside_the_secret_stays(copy: Path) -> None:
    """Only the run that holds the secret goes."""
    with Reader(copy) as opened:
        texts = [run.text for run in typed_runs(opened)]

    assert texts == ["helloWorld", "goodbye"]


def test_writing_on_both_sides_of_what_goes_is_not_one_text(tmp_path: Path) -> None:
    """Three fields with Tab between them: the keys that left them go with the secret in the middle."""
    events = [*keys(1.0, "first", "Tab"), *keys(1.7, f"text:{SECRET}", "Tab"), *keys(3.35, "third")]
    written(recording(*events), WORDS, tmp_path / "copy.replay")

    with Reader(tmp_path / "copy.replay") as opened:
        texts = [run.text for run in typed_runs(opened)]

    assert texts == ["first", "third"]
    assert found(checks_against(tmp_path / "copy.replay", recording(*events), WORDS)) == {}


def test_one_marker_in_whole_seconds_stands_for_the_run(copy: Path) -> None:
    """Its keys, its corrections and the keys that emptied the field before it leave nothing."""
    with Reader(copy) as opened:
        marks = [each for each in opened.events("marker").records() if each["name"] == "redacted"]
        keys = opened.events("key").t

    assert [(mark["t_ns"], mark["payload"]) for mark in marks] == [
        (9 * S, '{"what": "typed text", "lasts_s": 4.0}'),
        (17 * S, '{"what": "typed text", "lasts_s": 1.0}'),
    ]
    assert not ((keys >= 9 * S) & (keys < 13 * S)).any()


def test_no_letter_of_the_secret_is_left_in_any_frame(copy: Path) -> None:
    """While it is typed, after it, when the field comes back, and where it scrolled to."""
    with Reader(copy) as opened:
        assert ink_left(opened) == 0
        assert (opened.frames["t"] > 20 * S).any()


@pytest.mark.parametrize("empties", [True, False])
def test_the_frames_of_a_copy_tell_no_more_than_seconds_of_when_a_secret_was_typed(empties: bool) -> None:
    """Begun or ended some tenths of a second later, the first and the last filled frame are the same."""
    copies = []
    for at_s in (10.05, 10.2, 10.4):
        original = sent(at_s, empties=empties)
        copies.append(redact(original, plan(original, WORDS)))

    first = copies[0]
    assert any(first.boxes)
    for other in copies[1:]:
        assert other.boxes == first.boxes
        assert np.array_equal(other.recording.frames, first.recording.frames)


def sent(at_s: float, *, empties: bool) -> MemoryRecording:
    """Type the secret into a field that is emptied when it is sent, or is not; four pictures a second."""
    typed = recording(*keys(1.0, "hello"), *keys(at_s, f"text:{SECRET}", gap_s=0.1))
    frames = np.zeros(20 * FRAMES_PER_S, FRAME_DTYPE)
    frames["t"] = np.arange(len(frames)) * S // FRAMES_PER_S + 1
    frames["seq"], frames["storage"], frames["video"] = 10_000 + np.arange(len(frames)), Storage.TILES, -1
    frames["width"], frames["height"] = WIDTH, HEIGHT

    def shown(frame: int) -> str:
        letters = int((frames["t"][frame] / S - at_s - 0.1) / 0.1)
        return "" if empties and letters > len(SECRET) + 3 else SECRET[: max(letters, 0)]

    texts = [shown(frame) for frame in range(len(frames))]
    frames["changed"] = [not n or texts[n] != texts[n - 1] for n in range(len(texts))]
    events = {name: typed.events(name) for name in typed.streams}
    return MemoryRecording(
        typed.header, events, frames=frames, pixels=lambda frame: drawn(texts[frame], 60, "hello")
    )


def test_a_fill_goes_over_the_whole_line(copy: Path) -> None:
    """A box as wide as the secret would tell how long it is."""
    with Reader(copy) as opened:
        last = opened.pixels(len(opened.frames) - 1)

    filled = (last == 0).all(axis=2)
    rows = np.flatnonzero(filled.any(axis=1))
    assert len(rows)
    assert filled[rows].all()


@pytest.mark.parametrize("length", [8, 15, 24])
def test_the_copy_does_not_tell_how_long_the_secret_is(length: int, tmp_path: Path) -> None:
    """Secrets typed in the same whole seconds leave the same rows, whatever their length."""
    secret = ("tr0ub4dor.zebra.horses.xyz")[:length]
    written(leaky(secret), Redactions(words=(secret,)), tmp_path / "copy.replay")

    with Reader(tmp_path / "copy.replay") as opened:
        titles = [each["title"] for each in opened.events("window").records()]
        assert "Search [redacted] - Browser" in titles
        assert len(opened.events("key")) == 2 * len("hello World goodbye") - 2
        joined = sorted(
            [*opened.frames["seq"].tolist()]
            + [n for s in opened.streams if s != "frame" for n in opened.events(s).rows["seq"].tolist()]
        )
    assert joined == list(range(len(joined)))


def test_names_consent_and_unknown_details_go_by_default_and_purposes_stay(copy: Path) -> None:
    """The header is built of what is allowed, and says that it is a copy."""
    with Reader(copy) as opened:
        header = opened.header

    assert header.private.names == header.private.hardware == {}
    assert header.consent is not None
    assert (header.consent.person, header.consent.purposes) == ("", ("research",))
    assert header.details == {"platform": "linux", "redaction": "replay redaction 4"}
    assert header.task == "log in with [redacted]"
    assert header.recording_id != leaky().header.recording_id


def test_a_marker_that_holds_the_secret_in_a_coding_is_emptied(copy: Path) -> None:
    """Base64 of it is the secret as well."""
    with Reader(copy) as opened:
        payloads = [each["payload"] for each in opened.events("marker").records() if each["name"] == "note"]

    assert payloads == ["", '{"user": "[redacted]"}']


def test_spans_applications_and_streams_go_whole(tmp_path: Path) -> None:
    """What was in a span is nowhere, and the window that is in front after it is told."""
    asked = Redactions(cuts=(Span(9 * S, 18 * S),), streams=("clipboard",), apps=("nobody",))
    written(leaky(), asked, tmp_path / "copy.replay")

    with Reader(tmp_path / "copy.replay") as opened:
        assert not len(opened.events("clipboard"))
        for stream in ("key", "window", "text"):
            times = opened.events(stream).t
            assert not ((times >= 9 * S) & (times < 18 * S)).any()
        at_end = [each["title"] for each in opened.events("window").records() if each["t_ns"] == 18 * S]
        assert len(at_end) == 1
        assert not ((opened.frames["t"] >= 9 * S) & (opened.frames["t"] < 18 * S)).any()


def test_times_are_rounded_down_where_that_is_asked(tmp_path: Path) -> None:
    """The rhythm of what stays is coarser, and the copy verifies."""
    asked = Redactions(words=(SECRET,), coarse_ms=100)
    written(leaky(), asked, tmp_path / "copy.replay")

    with Reader(tmp_path / "copy.replay") as opened:
        assert all((opened.events(name).t % (S // 10) == 0).all() for name in opened.streams)
    assert found(checks_against(tmp_path / "copy.replay", leaky(), asked)) == {}


def test_a_flagged_run_takes_its_text_along_everywhere(tmp_path: Path) -> None:
    """Somebody flags the keys without a word, and the secret goes from titles and clipboard as well."""
    asked = Redactions(typed=(Span(11 * S, 11 * S + 1),))
    written(leaky(), asked, tmp_path / "copy.replay")

    assert SECRET.encode() not in _all_bytes(tmp_path / "copy.replay")
    assert found(checks_against(tmp_path / "copy.replay", leaky(), asked)) == {}


def test_without_pictures_no_time_of_a_frame_is_left(tmp_path: Path) -> None:
    """Frames are taken when something changes, which is when a key is pressed."""
    asked = Redactions(words=(SECRET,), pictures=False)
    written(leaky(), asked, tmp_path / "copy.replay")

    with Reader(tmp_path / "copy.replay") as opened:
        assert not len(opened.frames)
        assert "frame" not in opened.streams
    checks = checks_against(tmp_path / "copy.replay", leaky(), asked)
    assert {check.status for check in checks} == {"clean"}


def test_pictures_are_tiles_of_their_own(copy: Path) -> None:
    """Nothing is kept as it came: no PNG with a thumbnail or a text chunk, and no hash of a picture."""
    with Reader(copy) as opened:
        assert set(opened.frames["storage"].tolist()) == {int(Storage.TILES)}
        assert not opened.videos
        assert "other" not in opened.streams


def _all_bytes(path: Path) -> bytes:

    data = path.read_bytes()
    parts = [data]
    at = data.find(b"\x28\xb5\x2f\xfd")
    while at >= 0:
        parts.append(zstandard.ZstdDecompressor().decompressobj().decompress(data[at:]))
        at = data.find(b"\x28\xb5\x2f\xfd", at + 1)
    return b"\n".join(parts)


def test_neither_the_secret_nor_a_checksum_of_it_is_in_the_bytes(copy: Path) -> None:
    """A hash of a card number falls to guessing at once."""
    every = _all_bytes(copy).lower()

    raw = SECRET.encode()
    for name in ("md5", "sha1", "sha256"):
        digest = hashlib.new(name, raw)
        assert digest.digest() not in every
        assert digest.hexdigest().encode() not in every
    assert raw not in every
    assert base64.b64encode(raw)[:-2].lower() not in every
    assert b"%08x" % zlib.crc32(raw) not in every


def test_a_frame_that_is_the_one_before_but_for_noise_is_no_fault(tmp_path: Path) -> None:
    """As a video has them; where the copy shows the noise of another picture, that is one."""
    leaks = leaky()

    def noisy(frame: int) -> Pixels:
        pixels = leaks.pixels(frame).copy()
        pixels[0, 0] = frame
        return pixels

    events = {name: leaks.events(name) for name in leaks.streams}
    video = MemoryRecording(leaks.header, events, frames=leaks.frames, pixels=noisy)
    written(video, WORDS, tmp_path / "copy.replay")
    written(leaks, WORDS, tmp_path / "other.replay")

    assert found(checks_against(tmp_path / "copy.replay", video, WORDS)) == {}
    assert "pictures" in found(checks_against(tmp_path / "other.replay", video, WORDS))


def test_a_secret_typed_with_a_slip_and_taken_back_goes(tmp_path: Path) -> None:
    """It stood in the wrong field for a moment; what was left there in the end and the keys hold no trace."""
    taken_back = ["Backspace"] * len(SECRET)
    events = [
        *keys(1.0, "see ", f"text:{SECRET[:5]}", "q", "Backspace", f"text:{SECRET[5:]}", *taken_back, "mara"),
        ("button", 9.0, {"button": 0, "pressed": True}),
        ("button", 9.1, {"button": 0, "pressed": False}),
        *keys(10.0, "goodbye"),
    ]
    original = recording(*events)
    (run, _) = typed_runs(original)
    assert SECRET not in run.text + run.typed
    written(original, WORDS, tmp_path / "copy.replay")
    write_recording(original, tmp_path / "original.replay", lossless=True)

    with Reader(tmp_path / "copy.replay") as copy:
        left = [run.text for run in typed_runs(copy)]

    assert left == ["goodbye"]
    assert found(checks_against(tmp_path / "copy.replay", original, WORDS)) == {}
    assert "texts" in found(blind_checks(tmp_path / "original.replay", Words((SECRET,))))


@pytest.mark.parametrize(
    "name",
    [
        *("16 letters, 12.3 s", ""),
        "975f25fe-e9a8-11f1-a7a5-02fc00000001",  # of the first version: a time and a network card
        "AE77CC8E-B00F-4525-81AF-FE5E516C7BF8",  # in other letters than this program's
    ],
)
def test_an_id_that_may_say_something_is_found(name: str, tmp_path: Path) -> None:
    """It is compared with nothing: a copy's is made anew each time."""
    made = redact(leaky(), plan(leaky(), Redactions(words=(SECRET,)))).recording
    path = tmp_path / "c.replay"
    for header, places in ((replace(made.header, recording_id=name), 1), (made.header, 0)):
        renamed = MemoryRecording(
            header, {each: made.events(each) for each in made.streams if each != "frame"}
        )
        write_recording(renamed, path, lossless=True)

        with Reader(path) as copy:
            assert sum("an id" in place for place in check_structure(copy).places) == places


def test_no_count_of_what_was_removed_tells_how_long_a_secret_was() -> None:
    """Of a recorder that takes a picture whenever something changed, each key has one."""
    short, long = on_change(SECRET[:8]), on_change(SECRET)

    first, second = (
        redact(original, plan(original, Redactions(words=(secret,))))
        for original, secret in ((short, SECRET[:8]), (long, SECRET))
    )

    assert len(short.frames) < len(long.frames)
    assert first.counts == second.counts
    assert len(first.frames) == len(second.frames)


def on_change(secret: str) -> MemoryRecording:
    shown = leaky(secret)
    changed = np.flatnonzero(shown.frames["changed"] == SEEN)
    events = {each: shown.events(each) for each in shown.streams if each != "frame"}

    def pixels(frame: int) -> Pixels:
        return shown.pixels(int(changed[frame]))

    return MemoryRecording(shown.header, events, frames=shown.frames[changed], pixels=pixels)


@pytest.mark.parametrize("word", ["Hunter2notreal", "Home2", "delete", "Enter"])
def test_a_key_that_gives_a_whole_word_is_no_name_of_a_key(word: str) -> None:
    """An input method gives one; the names of keys stay, whatever was removed."""
    strokes = [(word, 1.0), ("Enter", 2.0), ("Home", 3.0), ("Delete", 4.0)]
    original = recording(
        *(
            ("key", at_s + 0.1 * up, {"code": "KeyA", "key": key, "pressed": not up})
            for key, at_s in strokes
            for up in (False, True)
        )
    )
    made = plan(original, Redactions(words=(word,)))

    copy = redact(original, made).recording

    kept = [each["key"] for each in copy.events("key").records() if each["pressed"]]
    assert [key for key in kept if key in {"Home", "Delete"}] == ["Home", "Delete"]
    assert word == "Enter" or word not in kept
    assert check_texts(copy, made.words).status == "clean"


@pytest.mark.parametrize(
    ("typed", "goes"),
    [
        (["text:hunter2-xx", "Ctrl+z", "Ctrl+z", "text:not-real"], True),
        (["text:hunter2-wrong", "Ctrl+z", "text:not-so-real"], False),
        (["text:hunter2-xxnot-real"], False),
    ],
)
def test_a_word_from_whose_middle_something_may_have_been_undone_goes(typed: list[str], goes: bool) -> None:
    """No recording tells how much that took back; where nothing was undone, it is another word."""
    original = recording(*keys(1.0, *typed))
    made = plan(original, Redactions(words=("hunter2-not-real",)))

    copy = redact(original, made).recording

    assert ("h" in copy.events("key").texts("key")) is not goes
    assert check_typing(copy, original, made).status == "clean"
    assert (check_typing(original, original, made).status == "found") is goes
