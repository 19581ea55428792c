"""What the recorded person is shown as removed is what a copy lacks."""

import pytest

from formats.model.time import Span
from replay.core.typed_text import typed_runs
from replay.privacy.masks.mask import REMOVED
from replay.privacy.masks.masks import Masks
from replay.privacy.redact.copying import redact
from replay.privacy.redact.plan import plan
from replay.privacy.redact.redactions import Redactions
from replay.privacy.subject.masks import has_no_place, removal_start, subject_masks
from replay.privacy.subject.redactions import Removal
from tests.replay.core.recordings import S, recording
from tests.replay.privacy.leaky import SECRET, leaky

EVERYTHING = [
    Redactions(words=("goodbye",), keep_names=True),
    Redactions(words=(SECRET, "World"), keep_names=True),
    Redactions(cuts=(Span(9 * S, 18 * S + S // 2),), keep_names=True),
    Redactions(cuts=(Span(0, S), Span(19 * S + S // 4, 25 * S)), keep_names=True),
    Redactions(words=("hello",), cuts=(Span(16 * S, 18 * S),), keep_names=True),
]


@pytest.mark.parametrize("removed", EVERYTHING)
def test_what_is_shown_of_typing_and_copying_is_in_the_copy(removed: Redactions) -> None:
    """Nothing is drawn as removed that stays, and nothing is shown that goes."""
    original = leaky()
    runs, copied = typed_runs(original), original.events("clipboard")
    masks = Masks(subject_masks(original, removed, runs), runs=runs, sign=REMOVED)
    copy = redact(original, plan(original, removed)).recording

    shown = [run.text for run in runs if not masks.hides("typed", run.start_ns, run.end_ns + 1)]
    pasted = [
        masks.shown("clipboard", row["t_ns"], row["t_ns"] + 1, row["string"]) for row in copied.records()
    ]

    assert shown == [run.text for run in typed_runs(copy)]
    assert [text for text in pasted if REMOVED not in text] == [
        text for text in copy.events("clipboard").texts("string") if "[redacted]" not in text
    ]


@pytest.mark.parametrize("removed", EVERYTHING)
def test_pictures_that_go_are_those_that_are_covered(removed: Redactions) -> None:
    """By the time at which each was taken: that is what the copy goes by."""
    original = leaky()
    masks = Masks(subject_masks(original, removed, typed_runs(original)), runs=typed_runs(original))

    covered = [
        frame
        for frame, t_ns in enumerate(original.frames["t"].tolist())
        if masks.boxes(original, frame, t_ns + 1)
    ]
    gone = [
        frame
        for frame, t_ns in enumerate(original.frames["t"].tolist())
        if any(cut.contains(t_ns) for cut in removed.cuts)
    ]

    assert covered == gone


def test_text_of_which_a_part_stays_is_not_drawn_as_removed() -> None:
    """The person would take it for gone."""
    original = leaky()
    runs = typed_runs(original)
    (last,) = [run for run in runs if run.text == "goodbye"]
    half = Redactions(cuts=(Span(last.start_ns, (last.start_ns + last.end_ns) // 2),), keep_names=True)

    masks = Masks(subject_masks(original, half, runs), runs=runs)

    assert not masks.hides("typed", last.start_ns, last.end_ns + 1)


def test_where_it_begins_is_known() -> None:
    """A word has no place of its own; what is of no window is nowhere."""
    original = leaky()

    assert removal_start(original, Removal("app", name="browser")) == S // 2
    assert removal_start(original, Removal("span", Span(3, 4))) == 3
    assert removal_start(original, Removal("word", name=SECRET)) is None
    assert removal_start(original, Removal("app", name="Absent")) is None


def test_it_is_told_where_nothing_says_where_a_window_lay() -> None:
    """It cannot be looked for before it came to the front."""
    sides = {"x": 0.0, "y": 0.0, "width": 100.0, "height": 80.0}
    made = recording(
        ("window", 1.0, {"app": "Mail", "title": "a", **sides}),
        ("window", 2.0, {"app": "Chat", "title": "b"}),
        ("window", 3.0, {"app": "Mail", "title": "c", **sides}),
    )

    assert has_no_place(made, ("chat",))
    assert has_no_place(made, ("Mail", "Chat"))
    assert not has_no_place(made, ("Mail",))
    assert not has_no_place(made, ())
