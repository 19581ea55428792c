"""Masks hide what they cover, whole, and a marker says neither what nor how long it was."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.errors import FormatError
from formats.model.annotations import Decision, Edge, Flag, Region
from formats.model.frames import FRAME_DTYPE
from formats.model.memory import MemoryRecording
from formats.model.time import Span
from formats.native.reader import Reader
from replay.core.text_runs import RUN_DTYPE, TextRuns
from replay.core.typed_text import typed_runs
from replay.privacy.context.typed_passwords import typed_passwords
from replay.privacy.finding import Channel, Finding, read_finding
from replay.privacy.masks.found import found_masks, mask_of_finding, masks_of_flags, masks_of_runs
from replay.privacy.masks.mask import HIDDEN, Mask
from replay.privacy.masks.masks import Masks
from replay.privacy.masks.pictures import MASK_FILL, masked
from replay.privacy.masks.windows import MaskedWindows
from replay.privacy.painting.painted import Box
from replay.privacy.scan.scanning import scan_recording
from replay.record.exclusion import DEFAULT_EXCLUDED, Exclusions
from replay.render.small import Wanted, small_image
from replay.render.viewport import Viewport
from tests.data import SAMPLE
from tests.replay.core.recordings import recording

S = 1_000_000_000
_TYPED = frozenset({"typed", "keys"})
spans = st.tuples(st.integers(0, 400), st.integers(1, 80)).map(lambda each: Span(each[0], each[0] + each[1]))


def _runs(*spans: tuple[int, int]) -> TextRuns:
    rows = np.array([(start, end, start, end, True) for start, end in spans], RUN_DTYPE)
    texts = tuple("x" for _ in spans)
    none, nothing = tuple(() for _ in spans), tuple((0,) for _ in spans)
    return TextRuns(rows, texts, texts, texts, texts, none, nothing)


@given(st.lists(spans, max_size=8), st.integers(0, 500), st.integers(1, 60))
def test_hidden_is_what_overlaps_a_mask(hidden: list[Span], start: int, length: int) -> None:
    """Halving over joined spans answers as looking at each does."""
    masks = Masks([Mask(str(n), span, frozenset({"title"}), "") for n, span in enumerate(hidden)])

    assert masks.hides("title", start, start + length) == any(
        span.overlaps(Span(start, start + length)) for span in hidden
    )
    assert not masks.hides("clipboard", start, start + length)
    assert {mask.id for mask in masks.here(start)} == {
        str(n) for n, span in enumerate(hidden) if span.contains(start)
    }


@given(st.integers(0, 90), st.integers(1, 30))
def test_of_typed_text_the_whole_run_is_hidden(start: int, length: int) -> None:
    """Whatever part was found, nothing of the run shows, and no run beside it is touched."""
    runs = _runs((10, 29), (40, 59), (80, 99))
    masks = Masks([Mask("a", Span(start, start + length), _TYPED, "")], runs=runs)
    touched = [start < end + 1 and first < start + length for first, end in ((10, 29), (40, 59), (80, 99))]

    for (first, end), hidden in zip(((10, 29), (40, 59), (80, 99)), touched, strict=True):
        assert masks.hides("typed", first, first + 1) == hidden or not hidden
        if hidden:
            assert all(masks.hides("keys", t, t + 1) for t in range(first, end + 1))


@given(st.text("abcdefgh01lIO", min_size=4, max_size=20), st.text("xyz -.", max_size=12))
def test_the_marker_does_not_tell_the_length(word: str, around: str) -> None:
    """A hidden word is one fixed marker in any text, in any case."""
    masks = Masks([Mask("a", Span(0, 1), frozenset({"metadata"}), "", word)])

    assert masks.clean(f"{around}{word.upper()}{around}") == f"{around}{HIDDEN}{around}"
    assert Masks([masks.every[0]], revealed={"a"}).clean(word) == word


def test_a_word_that_is_revealed_is_shown_though_another_mask_has_it_too() -> None:
    """Else nobody could read what they asked for."""
    pair = [Mask(name, Span(n, n + 1), _TYPED, "", "secret") for n, name in enumerate("ab")]

    assert Masks(pair, revealed={"a"}).clean("secret") == "secret"
    assert Masks(pair).clean("secret") == HIDDEN


def test_before_it_was_looked_through_all_typing_is_hidden() -> None:
    """Titles are not: of them it is known at once which are private."""
    masks = Masks(looked=False)

    assert all(masks.hides(channel, 0, 1) for channel in ("typed", "keys", "clipboard", "marker"))
    assert not masks.hides("title", 0, 1)


def test_a_rejected_flag_and_a_rejected_finding_are_shown() -> None:
    """An open one hides; without channels and region it hides everything in its span."""
    flag = Flag("f", Edge(5), Edge(9), "person")
    region = Flag("g", Edge(5), Edge(9), "person", region=Region(0, 1, 2, 3, 4))

    open_ones = Masks(masks_of_flags([flag, region], {}))

    assert all(open_ones.hides(channel, 6, 7) for channel in ("typed", "title", "clipboard", "screen"))
    assert not Masks(masks_of_flags([region], {})).hides("title", 6, 7)
    assert masks_of_flags([flag], {"f": Decision("d", "f", "rejected")}) == []
    assert len(masks_of_flags([flag], {"f": Decision("d", "f", "accepted")})) == 1


@given(
    st.tuples(st.integers(20, 200), st.integers(20, 200)),
    st.lists(st.tuples(*[st.integers(-10, 220)] * 2, *[st.integers(1, 90)] * 2), min_size=1, max_size=3),
    st.sampled_from([(4, 8), (10, 20), (1, 2)]),
    st.integers(4, 60),
    st.booleans(),
)
def test_every_hidden_pixel_is_the_fill_whatever_draws_it(
    size: tuple[int, int],
    corners: list[tuple[int, ...]],
    sample: tuple[int, int],
    columns: int,
    lossy: bool,
) -> None:
    """For glyphs and for painted pixels alike: what lies inside a box holds nothing of the picture."""
    width, height = size
    noise = np.random.default_rng(1).integers(0, 256, (height, width, 3)).astype(np.uint8)
    boxes = [Box(x, y, x + w, y + h) for x, y, w, h in corners]

    hidden = masked(noise, boxes, lossy=lossy)
    shown = [
        small_image(masked(picture, boxes, lossy=lossy), Wanted(columns, 20, Viewport(), sample=sample))
        for picture in (noise, 255 - noise)
    ]

    for box in boxes:
        inside = box.within(width, height)
        assert (inside.crop(hidden) == MASK_FILL).all()
    everything = masked(noise, [Box(0, 0, width, height)])
    assert (everything == MASK_FILL).all()
    # Where no sample reaches outside the boxes, two pictures that differ everywhere are the same.
    place = shown[0].placement
    for box in boxes:
        inside = box.within(width, height)
        left, top = place.to_cell(inside.left, inside.top)
        right, bottom = place.to_cell(inside.right, inside.bottom)
        # A window of the resampling reaches over two samples.
        part = np.s_[
            int(top * sample[1] + 3) : max(int(bottom * sample[1] - 3), 0),
            int(left * sample[0] + 3) : max(int(right * sample[0] - 3), 0),
        ]
        assert np.array_equal(shown[0].pixels[part], shown[1].pixels[part])


@pytest.mark.parametrize("reduced", [1, 2, 3, 7])
def test_a_picture_decoded_small_is_filled_outwards(reduced: int) -> None:
    """A reduced pixel is made of all that lie in it: one that touches the box is hidden."""
    small = np.zeros((100 // reduced, 100 // reduced, 3), np.uint8)

    hidden = masked(small, [Box(10, 20, 31, 41)], size=(100, 100))

    for y in range(small.shape[0]):
        for x in range(small.shape[1]):
            touches = x * 100 / small.shape[1] < 31 and (x + 1) * 100 / small.shape[1] > 10
            touches = touches and y * 100 / small.shape[0] < 41 and (y + 1) * 100 / small.shape[0] > 20
            assert not touches or tuple(hidden[y, x]) == MASK_FILL


def test_private_windows_are_hidden_while_they_are_in_front() -> None:
    """A password manager by its class, private browsing by its title; looked up and listed alike."""
    rectangle = {"x": 100, "y": 100, "width": 300, "height": 200}
    made = recording(
        ("window", 0, {"app": "xterm", "title": "shell", **rectangle}),
        ("window", 2, {"app": "keepassxc KeePassXC", "title": "Passwords", **rectangle}),
        ("window", 4, {"app": "firefox", "title": "Bank — Private Browsing"}),
        ("window", 6, {"app": "xterm", "title": "shell"}),
        ("key", 8, {"code": "KeyA", "key": "a", "pressed": 1, "repeat": 0, "modifiers": 0}),
    )
    windows = MaskedWindows(made, made.events("window"), Exclusions(DEFAULT_EXCLUDED).cover)

    every = windows.every()
    late, early = Masks(every), Masks(looked=True, lookup=windows)

    assert [each.span for each in every] == [Span(2 * S, 4 * S), Span(4 * S, 6 * S)]
    assert windows.rows() == [1, 2]
    assert not any(span.start_ns == 2 * S for span, _ in windows.following(1))
    assert [each.window for each in every] == [(92, 60, 316, 248), None]
    for masks in (late, early):
        for at_s, hidden in ((1, False), (3, True), (5, True), (7, False)):
            assert masks.hides("title", at_s * S, at_s * S + 1) == hidden
            assert masks.hides("typed", at_s * S, at_s * S + 1) == hidden


_SIZES = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(1, 60), st.integers(1, 60))


@given(private=_SIZES, front=_SIZES)
def test_a_private_window_behind_another_is_hidden_where_it_is_in_sight(
    private: tuple[int, int, int, int], front: tuple[int, int, int, int]
) -> None:
    """Whatever comes to the front for a while; of the one in front nothing is hidden, nor anything typed."""
    names = ("x", "y", "width", "height")
    made = recording(
        ("window", 2, {"app": "keepassxc", "title": "Passwords", **dict(zip(names, private, strict=True))}),
        ("window", 4, {"app": "xterm", "title": "shell", **dict(zip(names, front, strict=True))}),
        ("window", 6, {"app": "xterm", "title": "shell", **dict(zip(names, front, strict=True))}),
        ("window", 80, {"app": "xterm", "title": "shell", **dict(zip(names, front, strict=True))}),
    )
    windows = MaskedWindows(made, made.events("window"), Exclusions(DEFAULT_EXCLUDED).cover)

    behind = [each for each in windows.at(4 * S, 5 * S) if each.window is not None]
    hidden = np.zeros((200, 200), np.int64)
    for each in behind:
        x, y, width, height = (int(value) for value in each.window or ())
        hidden[y + 40 : y + height + 40, x + 8 : x + width + 8] += 1
    due = np.zeros((200, 200), np.int64)
    due[private[1] : private[1] + private[3] + 48, private[0] : private[0] + private[2] + 16] = 1
    due[front[1] + 40 : front[1] + front[3] + 40, front[0] + 8 : front[0] + front[2] + 8] = 0

    assert (hidden == due).all()
    assert not Masks(windows.behind(0)).hides("typed", 4 * S, 5 * S)
    assert {each.window for each in windows.at(6 * S, 7 * S)} == {each.window for each in behind}
    assert windows.at(80 * S, 81 * S) == []


def test_passwords_are_found_by_where_they_were_typed_with_the_ids_of_the_scan() -> None:
    """What is decided on one counts for both."""
    with Reader(SAMPLE) as reader:
        found = typed_passwords(reader, typed_runs(reader))
        scanned = {each.id for each in scan_recording(reader).findings}

    assert [each.text for each in found] == ["hunter2-not-real"]
    assert {each.id for each in found} <= scanned


def test_a_finding_on_the_screen_hides_its_line_and_typed_text_hides_no_picture() -> None:
    """The line is as wide as the picture, as a box as wide as a word tells how long that is."""
    frames = np.zeros(1, FRAME_DTYPE)
    frames["width"], frames["height"] = 800, 600
    common: dict[str, Any] = {
        "category": "card",
        "start_ns": 0,
        "end_ns": 5,
        "severity": "high",
        "confidence": 1.0,
        "rule": "r",
        "place": "p",
        "start": 0,
        "stop": 4,
        "text": "4111",
    }
    on_screen = mask_of_finding(
        Finding(id="a", channel="screen", frame=0, box=(10, 20, 30, 12), **common), frames
    )
    typed = mask_of_finding(Finding(id="b", channel="typed", **common), frames)

    assert on_screen.region == Region(0, 0, 17, 800, 18)
    assert "screen" not in typed.channels


def test_a_line_is_hidden_from_the_first_key_of_what_comes_to_stand_on_it() -> None:
    """A card without its last digit is a card; what is typed elsewhere hides nothing of the picture."""
    frames = np.zeros(40, FRAME_DTYPE)
    frames["t"], frames["width"], frames["height"] = np.arange(40) * S, 800, 600
    common: dict[str, Any] = {"severity": "high", "confidence": 1.0, "rule": "r", "place": "p", "start": 0}
    common |= {"stop": 4, "text": "4111"}

    def found(name: str, category: str, channel: Channel, start_s: int, end_s: int) -> Finding:
        on_screen = channel == "screen"
        where: dict[str, Any] = {"frame": start_s, "box": (10, 20, 30, 12)} if on_screen else {}
        return Finding(
            id=name,
            category=category,
            channel=channel,
            start_ns=start_s * S,
            end_ns=end_s * S,
            **common,
            **where,
        )

    typed = found("typed", "card", "typed", 10, 14)
    findings = [
        typed,
        found("other", "email", "typed", 20, 24),
        found("screen", "card", "screen", 15, 18),
        found("again", "card", "screen", 30, 33),
    ]
    made = Masks(found_masks(findings, (), {}, frames))
    shown = MemoryRecording(recording().header, {}, frames=frames)
    hidden = [at for at in range(40) if made.boxes(shown, at, (at + 1) * S)]
    revealed = Masks(found_masks(findings, (), {}, frames), revealed=("typed",))

    assert hidden == [*range(10, 18), *range(30, 33)]
    assert [at for at in range(40) if revealed.boxes(shown, at, (at + 1) * S)] == [15, 16, 17, 30, 31, 32]


def test_where_nothing_tells_where_was_typed_every_run_is_hidden() -> None:
    """Each of them can be revealed by itself."""
    masks = Masks(masks_of_runs(_runs((1, 5), (9, 12))), runs=_runs((1, 5), (9, 12)))

    assert masks.hides("typed", 1, 2)
    assert [each.id for each in masks.here(10)] == ["run:9"]


_RECORD = {
    "id": "card:typed:s1:0",
    "category": "card",
    "channel": "screen",
    "start_ns": 5,
    "end_ns": 9,
    "frame": 0,
    "box": [1, 2, 3, 4],
    "severity": "high",
    "confidence": 0.9,
    "rule": "card",
    "status": "new",
    "decided_by": [],
    "needs_second": False,
    "one_login": False,
    "against": [],
}


@given(
    st.dictionaries(
        st.sampled_from(sorted(_RECORD)),
        st.none() | st.integers() | st.text(max_size=3) | st.lists(st.integers(), max_size=5) | st.floats(),
    )
)
def test_a_stranger_s_finding_is_an_error_or_a_finding(changed: dict[str, Any]) -> None:
    """What `replay scan --json` printed may have been changed by anybody, and is read as it was otherwise."""
    assert read_finding(_RECORD).record() == _RECORD
    try:
        found = read_finding({**_RECORD, **changed})
    except FormatError:
        return

    assert mask_of_finding(found, np.zeros(1, FRAME_DTYPE)).span.end_ns > found.start_ns


def test_what_holds_when_a_mask_begins_is_hidden_with_it() -> None:
    """A title that stood in a flagged span came before it."""
    masks = Masks(
        [Mask("f", Span(20, 30), frozenset({"title", "clipboard"}), "flag")],
        standing={"title": np.array([3, 12, 25, 40])},
    )

    assert [masks.hides("title", t, t + 1) for t in (3, 12, 25, 40)] == [False, True, True, False]
    assert not masks.hides("clipboard", 12, 13)
