"""All measures of two annotators in one table."""

import random

import pytest

from formats.model.time import NS_PER_MS
from replay.annotate.agreement.bootstrap import LEVEL
from replay.annotate.agreement.boundary_similarity import boundary_similarity
from replay.annotate.agreement.comparison import SEVERAL, Comparison, Labelled, Terms, compare, compare_all
from replay.annotate.agreement.intervals import vocabulary
from replay.annotate.agreement.kappa import kappa
from replay.annotate.agreement.pk import pk
from tests.replay.annotate.agreement.laid import UNIT_NS, laid, random_letters

_TERMS = Terms(tolerances_ns=(50 * NS_PER_MS,))


def made(recordings: int, seed: int = 1) -> list[Labelled]:
    chance = random.Random(seed)
    out = []
    for number in range(recordings):
        ann = random_letters(chance, 400, steady=0.95)
        ben = "".join(chance.choice("abc") if chance.random() < 0.05 else letter for letter in ann)
        out.append(Labelled(f"r{number}", {"ann": laid(ann), "ben": laid(ben)}))
    return out


def value(found: Comparison, measure: str, about: str = "") -> float | None:
    [row] = [row for row in found.rows if (row.measure, row.about) == (measure, about)]
    return row.figure.value


def test_the_rows_are_what_the_measures_give() -> None:
    """The table computes nothing of its own."""
    [one] = made(1)
    ann, ben = one.by["ann"], one.by["ben"]

    found = compare([one], "ann", "ben", _TERMS)

    assert value(found, "Cohen's kappa") == kappa(ann, ben, vocabulary([ann, ben])).value
    similarity = value(found, "boundary similarity", "near misses to 50 ms")
    assert similarity == boundary_similarity(ann, ben, UNIT_NS, 6).value
    assert value(found, "Pk", next(row.about for row in found.rows if row.measure == "Pk")) == pytest.approx(
        pk(ann, ben, UNIT_NS).value
    )
    assert {row.about for row in found.rows} >= {"within 50 ms", "label a", "IoU from 0.5, label b"}


@pytest.mark.parametrize(("recordings", "by_recording"), [(1, False), (3, False), (SEVERAL, True)])
def test_intervals_are_over_recordings_where_there_are_several(recordings: int, by_recording: bool) -> None:
    """Else over blocks of time; each holds its figure."""
    found = compare(made(recordings), "ann", "ben", _TERMS)

    assert found.by_recording is by_recording
    assert len(found.recordings) == recordings
    assert LEVEL == 0.95
    for row in found.rows:
        assert row.figure.value is not None
        assert row.interval is not None
        assert row.interval.low <= row.figure.value + 1e-9
        assert row.figure.value - 1e-9 <= row.interval.high
        if by_recording:
            assert row.interval.blocks == recordings


def test_recordings_of_only_one_of_them_are_passed_over() -> None:
    """Nobody disagrees with who did not work."""
    [both] = made(1)
    alone = Labelled("alone", {"ann": laid("abab")})

    assert compare([both, alone], "ann", "ben", _TERMS) == compare([both], "ann", "ben", _TERMS)
    nothing = compare([alone], "ann", "ben", _TERMS)
    assert (nothing.rows, nothing.recordings, nothing.length_ns) == ((), (), 0)


def test_alpha_of_all_takes_who_was_there() -> None:
    """Three annotators, each of whom missed a recording."""
    recordings = [
        Labelled("1", {"ann": laid("aabb"), "ben": laid("aabb")}),
        Labelled("2", {"ben": laid("abbb"), "cem": laid("aabb")}),
        Labelled("3", {"cem": laid("aabb")}),
    ]

    found = compare_all(recordings, ["ann", "ben", "cem"], _TERMS)

    assert found.recordings == ("1", "2")
    [row] = found.rows
    # 16 labels, 7 a and 9 b; one unit of eight is unlike.
    assert row.figure.value == pytest.approx(1 - (2 / 16) / (2 * 7 * 9 / (16 * 15)))


def test_equal_work_agrees_fully() -> None:
    """Every measure says so, the penalties by 0."""
    [one] = made(1)
    twin = Labelled("r", {"ann": one.by["ann"], "ben": one.by["ann"]})

    for row in compare([twin], "ann", "ben", _TERMS).rows:
        assert row.figure.value == pytest.approx(0 if row.measure in {"WindowDiff", "Pk"} else 1)


def test_nothing_to_compare_is_said_and_not_crashed_over() -> None:
    """All of a recording may be taken out, or nobody labelled anything."""
    empty = Labelled("r", {"ann": laid(""), "ben": laid("")})
    blank = Labelled("r", {"ann": laid("...."), "ben": laid("....")})

    for recordings in ([empty], [blank]):
        for row in compare(recordings, "ann", "ben", _TERMS).rows:
            assert row.figure.value is not None or row.figure.why
