"""Canaries: planted like what people do, found or missed, and gone from what was made of the copy."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.errors import FormatError
from formats.model.annotations import Edge, Flag, Region
from formats.model.memory import MemoryRecording
from formats.model.time import Span
from formats.native.copy import write_recording
from formats.native.reader import Reader
from replay.core.typed_text import typed_runs
from replay.privacy.canaries.drawn import draw_note, line_of, note, shows_note
from replay.privacy.canaries.gone import check_canaries
from replay.privacy.canaries.planted import Canary, CanaryList, pack_canaries, unpack_canaries
from replay.privacy.canaries.planting import DETAIL, Planted, is_on, plant
from replay.privacy.canaries.scoring import Recall, recall, scored
from replay.privacy.redact.copying import redact
from replay.privacy.redact.plan import plan
from replay.privacy.redact.redactions import Painted, Redactions
from replay.privacy.review.deciding import Word
from replay.privacy.scan.scanning import scan_recording
from tests.data import SAMPLE
from tests.replay.core.recordings import recording
from tests.replay.privacy.leaky import leaky

NAME = "00000000-0000-4000-8000-000000000000"


@pytest.fixture(scope="module")
def planted() -> Planted:
    """The sample with canaries; its pictures stay open for the module."""
    with Reader(SAMPLE) as original:
        return plant(_in_memory(original), 24, 7, NAME)


def _in_memory(original: Reader) -> MemoryRecording:
    pictures = {number: original.pixels(number) for number in range(len(original.frames))}
    events = {name: original.events(name) for name in original.streams}
    return MemoryRecording(original.header, events, frames=original.frames, pixels=pictures.__getitem__)


def test_equal_seeds_plant_the_same() -> None:
    """And another seed something else."""
    one, same, other = (plant(leaky(), 12, seed, NAME).canaries for seed in (3, 3, 4))

    assert one == same
    assert {each.text for each in one}.isdisjoint({each.text for each in other})


def test_canaries_are_of_many_kinds_and_channels(planted: Planted) -> None:
    """Typed, copied, titled and drawn."""
    assert len(planted.canaries) == 24
    assert {each.channel for each in planted.canaries} == {"typed", "title", "clipboard", "screen"}
    assert len({each.category for each in planted.canaries}) >= 4


def test_what_is_typed_is_typed_key_by_key_with_slips(planted: Planted) -> None:
    """The corrected text holds the secret, in a run of its own, and somewhere a key was taken back."""
    runs = typed_runs(planted.recording)
    typed = [each for each in planted.canaries if each.channel == "typed"]
    inside = [any(each.text in run.text and run.start_ns <= each.end_ns for run in runs) for each in typed]

    assert all(inside)
    keys = Counter(planted.recording.events("key").texts("key").tolist())
    with Reader(SAMPLE) as original:
        assert keys["Backspace"] > Counter(original.events("key").texts("key").tolist())["Backspace"]
    assert "Shift" in keys


def test_everything_that_was_recorded_is_still_there_in_its_order(planted: Planted) -> None:
    """Nobody acts within half a second of a scene, and the numbering has no gap that tells of it."""
    with Reader(SAMPLE) as original:
        for name in original.streams:
            if name == "frame":
                continue
            before, after = original.events(name), planted.recording.events(name)
            kept = np.isin(after.t, before.t)
            assert np.array_equal(after.t[kept], before.t)
    copy = planted.recording
    numbers = [copy.events(name).rows["seq"] for name in copy.streams if name != "frame"]
    joined = np.sort(np.concatenate([copy.frames["seq"], *numbers]))
    assert np.array_equal(joined, np.arange(len(joined)))


def test_the_window_before_is_in_front_again(planted: Planted) -> None:
    """Else all that follows would belong to a page that was never opened."""
    with Reader(SAMPLE) as original:
        last = original.events("window").record(-1 + len(original.events("window")))

    windows = list(planted.recording.events("window").records())
    assert windows[-1]["title"] == last["title"]


def test_the_header_says_that_it_is_no_data(planted: Planted) -> None:
    """With an id of its own."""
    assert planted.recording.header.details[DETAIL] == "planted"
    assert planted.recording.header.recording_id == NAME


def test_a_drawn_canary_is_on_its_frames_and_no_others(planted: Planted) -> None:
    """It can be read there, and what comes and goes is told as a change."""
    copy = planted.recording
    drawn = [each for each in planted.canaries if each.box is not None]

    assert drawn
    for each in drawn:
        assert each.box is not None
        for frame in range(0, len(copy.frames), 5):
            shown = shows_note(copy.pixels(frame), each.category, each.text, each.box)
            assert shown == is_on(each, copy.frames, frame)


def test_a_recording_without_pauses_windows_or_pictures_takes_them_at_its_end() -> None:
    """Also one without anything at all."""
    busy = recording(*[("key", number / 10, {"code": "KeyA", "key": "a"}) for number in range(40)])

    for original in (busy, recording()):
        made = plant(original, 6, 1, NAME)
        assert len(made.canaries) == 6
        assert min(each.start_ns for each in made.canaries) >= original.duration_ns


def test_detectors_find_most_of_them(planted: Planted) -> None:
    """In texts; what is drawn takes reading the pictures."""
    found = scan_recording(planted.recording).findings
    scores = scored(planted.canaries, found, (), ())
    texts = [each for each in scores if each.canary.channel != "screen"]

    assert recall(texts, lambda each: bool(each.findings)).share >= 0.9


def test_reviewers_are_scored_by_what_they_confirm_and_flag(planted: Planted) -> None:
    """Whoever rejects one is told so, and a flag must hold all of it."""
    found = scan_recording(planted.recording).findings
    first = next(each for each in scored(planted.canaries, found, (), ()) if each.findings)
    drawn = next(each for each in planted.canaries if each.box is not None)
    x, y, width, height = drawn.box or (0, 0, 0, 0)
    span = Edge(drawn.start_ns), Edge(drawn.end_ns)
    whole = Flag("f", *span, "other", ("screen",), Region(drawn.display, x, y, width, height))
    part = replace(whole, region=Region(drawn.display, x, y, width // 2, height))
    words = [Word("ann", first.findings[0], "accepted"), Word("ben", first.findings[0], "rejected")]

    scores = {
        each.canary.id: each
        for each in scored(planted.canaries, found, words, [("ann", whole), ("ben", part)])
    }

    assert scores[first.canary.id].people == {"ann"}
    assert scores[first.canary.id].rejected == {"ben"}
    assert scores[drawn.id].people == {"ann"}


@given(st.integers(0, 50), st.integers(0, 50))
def test_an_interval_holds_its_recall(found: int, missed: int) -> None:
    """And lies between nothing and all."""
    told = Recall(found, found + missed)
    low, high = told.interval

    assert 0 <= low <= told.share <= high + 1e-9
    assert high <= 1


def test_canaries_are_gone_when_they_were_removed(planted: Planted, tmp_path: Path) -> None:
    """And each is found while it is still there: in texts and bytes, and on the pictures."""
    copy = planted.recording
    boxes = [Painted(Region(each.display, *each.box), _span(each)) for each in planted.canaries if each.box]
    asked = Redactions(words=tuple(each.text for each in planted.canaries), painted=tuple(boxes))
    for name, redactions in (("all", asked), ("words", replace(asked, painted=())), ("none", Redactions())):
        made = redact(copy, plan(copy, redactions))
        path = tmp_path / f"{name}.replay"
        write_recording(made.recording, path, lossless=True)
        with Reader(path) as opened:
            check = check_canaries(opened, path.read_bytes(), planted.canaries, 0)
        left = {place.split()[1] for place in check.places}
        if name == "all":
            assert check.status == "clean"
        elif name == "words":
            assert left == {each.id for each in planted.canaries if each.box}
        else:
            assert left == {each.id for each in planted.canaries}
    assert check_canaries(copy, b"", (), 0).status == "open"


def _span(canary: Canary) -> Span:
    return Span(canary.start_ns, canary.end_ns)


def test_a_note_is_not_seen_where_all_is_filled() -> None:
    """Black has the ink of every letter."""
    card = "4111 1111 1111 1111"
    line = line_of("card", card)
    high, wide = note(line).shape[:2]
    paper = np.full((high + 20, wide + 20, 3), 200, np.uint8)
    box = (10, 10, wide, high)

    assert shows_note(draw_note(paper, line, box), "card", card, box)
    for colour in (0, 24, 200, 255):
        assert not shows_note(np.full_like(paper, colour), "card", card, box)


def test_the_list_is_read_as_it_was_written(planted: Planted) -> None:
    """A damaged one is an error, and nothing shows a secret by chance."""
    kept = CanaryList("id", 7, planted.canaries)
    data = pack_canaries(kept)

    assert unpack_canaries(data) == kept
    assert planted.canaries[0].text not in repr(kept)
    record = json.loads(data)
    wrong: list[object] = [{**record, "canaries": 3}, {**record, "canaries": [{}]}]
    wrong += [{**record, "list": "x"}, []]
    for broken in wrong:
        with pytest.raises(FormatError):
            unpack_canaries(json.dumps(broken).encode())
