"""Statistics of what was labelled, and how long it took."""

from dataclasses import replace

import pytest

from formats.model.annotations import Edge, Segment
from formats.model.time import NS_PER_S
from replay.annotate.statistics import Work, author_statistics, label_statistics, worked_ns
from tests.replay.annotate.changing import Person

_HOUR = 3600 * NS_PER_S


def segment(name: str, label: str, start_s: int, end_s: int | None) -> Segment:
    end = None if end_s is None else Edge(end_s * NS_PER_S)
    return Segment(name, "task", label, Edge(start_s * NS_PER_S), end)


def work() -> Work:
    ann = [segment("1", "a", 0, 10), segment("2", "b", 10, 40), segment("3", "a", 40, 60)]
    ben = [segment("4", "a", 0, None)]
    person = Person("ann")
    times = [0, 60, 120, 1000]
    changes = [replace(person.put(each), at_utc_ns=0) for each in [*ann, replace(ann[0], label="b")]]
    timed = [replace(each, at_utc_ns=t * NS_PER_S) for each, t in zip(changes, times, strict=True)]
    return Work(2 * _HOUR, {"ann": ann, "ben": ben}, timed)


def test_labels_have_their_time_count_and_median() -> None:
    """Everyone together first, the label with most time first; an open segment lasts to the end."""
    found = [
        (each.author, each.label, each.segments, each.time_ns // NS_PER_S, each.median_ns // NS_PER_S)
        for each in label_statistics([work()])
    ]

    assert found == [
        (None, "a", 3, 30 + 7200, 20),
        (None, "b", 1, 30, 30),
        ("ann", "a", 2, 30, 15),
        ("ann", "b", 1, 30, 30),
        ("ben", "a", 1, 7200, 7200),
    ]
    assert [each.per_hour for each in label_statistics([work()])] == [1.5, 0.5, 1, 0.5, 0.5]


def test_annotators_have_what_they_did_and_how_long_it_took() -> None:
    """The pause of a quarter of an hour is left out; who made no change took no time that is known."""
    ann, ben = author_statistics([work(), work()])

    assert (ann.author, ann.recordings, ann.recorded_ns, ann.segments) == ("ann", 2, 4 * _HOUR, 6)
    assert (ann.changes, ann.worked_ns) == (8, 120 * NS_PER_S)
    assert ann.segments_per_hour == 1.5
    assert ann.worked_per_hour_ns == 30 * NS_PER_S
    assert (ben.author, ben.changes, ben.worked_ns) == ("ben", 0, 0)


def test_a_pause_is_left_out_whole() -> None:
    """Five minutes are work, and a nanosecond more is none."""
    assert worked_ns([0, 300 * NS_PER_S]) == 300 * NS_PER_S
    assert worked_ns([300 * NS_PER_S + 1, 0]) == 0
    assert worked_ns([]) == 0


def test_nothing_has_statistics_too() -> None:
    """A recording without length has no rate, and crashes nothing."""
    empty = Work(0, {"ann": [segment("1", "a", 0, None)]}, ())

    assert [each.per_hour for each in label_statistics([empty])] == [0, 0]
    [ann] = author_statistics([empty])
    assert (ann.segments_per_hour, ann.worked_per_hour_ns) == (None, None)
    assert label_statistics([]) == []


@pytest.mark.parametrize(
    ("start_s", "end_s", "due_s"),
    [(-5, 10, 10), (3590, 10**9, 10), (-9, -3, 0), (4000, 5000, 0), (-1, None, 3600)],
)
def test_time_outside_of_the_recording_does_not_count(start_s: int, end_s: int | None, due_s: int) -> None:
    """A segment of another recording, or of a stranger's journal, is counted for what of it is there."""
    works = [Work(_HOUR, {"ann": [segment("1", "a", start_s, end_s)]}, [])]

    assert label_statistics(works)[0].time_ns == author_statistics(works)[0].time_ns == due_s * NS_PER_S
