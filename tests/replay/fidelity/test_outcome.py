"""Outcomes, reports and profiles: what other parts build on."""

import contextlib
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.model.annotations import Defect
from formats.model.recording import Recording
from formats.model.time import Span
from replay.fidelity.figure_text import count_text, figure_text, limit_text
from replay.fidelity.outcome import SPANS_KEPT, Evidence, Limits, Places, judged, unknown, worst
from replay.fidelity.profile import ProfileError, profile_text, read_profile
from replay.fidelity.registry import CHECKS, DEFAULTS, OF_SHARES, check
from replay.fidelity.report.outcomes import Report, defects, worst_places
from tests.replay.fidelity.faults import copy_of, rows_of


def place(at: int, weight: float = 0.0) -> Evidence:
    return Evidence(Span(at, at + 1), f"at {at}", "bad", weight)


@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 200))
def test_a_verdict_follows_its_limits(doubtful: float, more: float, value: float) -> None:
    """The threshold told is the one that was passed, or the first."""
    limits = Limits(doubtful, doubtful + more)

    found = judged("x", value, "ms", limits, [place(1)])

    assert found.threshold is not None
    assert (value > found.threshold) == (found.verdict != "ok")
    assert {each.verdict for each in found.spans} == {found.verdict} - {"ok"}


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(1, "keys", "1 key"), (2000, "keys", "2,000 keys"), (1, "ms", "1 ms"), (0.5523, "ms", "0.5523 ms")],
)
def test_one_of_a_thing_is_called_so(value: float, unit: str, text: str) -> None:
    """The figure is for people; in JSON the unit is the same whatever the figure."""
    assert figure_text(value, unit) == text
    assert (count_text(1, "press"), count_text(2, "press")) == ("1 press", "2 presses")


def test_limits_say_on_which_side_a_figure_is_ok(desk: Recording) -> None:
    """125 Hz beside a bare 20 reads as if it were too much."""
    report = check(desk)

    least = {each.name for each in report.outcomes if each.at_least}
    assert least == {"polling-rate", "frame-rate"}
    assert all(report.outcome(name).record()["at_least"] for name in least)
    assert [limit_text(20, at_least=True), limit_text(5.38), limit_text(None)] == ["≥ 20", "≤ 5.38", ""]


def test_what_cannot_be_known_is_no_finding() -> None:
    """Alone it counts as ok; beside anything it changes nothing."""
    assert worst([unknown("a", "ms", "why")]) == "ok"
    assert worst([unknown("a", "ms", "why"), judged("b", 2, "ms", Limits(1, 3))]) == "doubtful"


def test_all_places_are_counted_and_the_heaviest_kept() -> None:
    """Memory does not follow what is wrong with a recording."""
    places = Places()
    for number in range(5 * SPANS_KEPT):
        places.add(place(number, number))

    found = judged("x", places.count, "events", Limits(0, 0), places)

    assert found.value == 5 * SPANS_KEPT
    assert len(found.spans) == SPANS_KEPT
    assert [each.weight for each in found.spans] == list(range(4 * SPANS_KEPT, 5 * SPANS_KEPT))


def test_defects_say_what_was_found_and_against_what(desk: Recording) -> None:
    """Each place of each finding is an annotation, with the figure in its note and an id of its own."""
    rows = rows_of(desk, "key")
    report = check(
        copy_of(desk, streams={"key": np.delete(rows, np.flatnonzero(rows["pressed"] == 0)[[3, 90]])})
    )

    found = defects(report)

    assert found == defects(report)
    assert len({each.id for each in found}) == len(found)
    lost = [each for each in found if each.check == "key-never-released"]
    assert len(lost) == 2
    assert isinstance(lost[0], Defect)
    assert "never released" in lost[0].note
    assert "2 keys, threshold ≤ 0" in lost[0].note


def test_the_worst_places_are_of_every_bad_check_first() -> None:
    """A check with thousands of places does not hide the others."""
    many = judged("many", 9, "x", Limits(0, 0), [place(n, n) for n in range(50)])
    few = judged("few", 1, "x", Limits(0, 0), [place(7)])
    doubted = judged("doubted", 1, "x", Limits(0, 5), [place(3)])

    found = worst_places(Report(100, (doubted, many, few)), 5)

    assert [outcome.name for outcome, _ in found] == ["many", "few", "doubted", "many", "many"]
    assert found[0][1].weight == 49


def test_every_report_is_json(desk: Recording) -> None:
    """Without NaN or infinity, also where limits are infinite."""
    profile = {name: {**settings, "bad": float("inf")} for name, settings in DEFAULTS.items()}
    profile = {name: {key: profile[name][key] for key in DEFAULTS[name]} for name in DEFAULTS}
    rows = rows_of(desk, "pointer")
    rows["x"] = np.nan

    record = check(copy_of(desk, streams={"pointer": rows}), profile).record()

    assert json.loads(json.dumps(record, allow_nan=False)) == record


def test_a_profile_is_read_as_it_is_written() -> None:
    """What a person does not change stays as it is."""
    assert read_profile(profile_text(DEFAULTS).encode(), DEFAULTS) == DEFAULTS
    assert read_profile(b"", DEFAULTS) == DEFAULTS
    assert read_profile(b"[jitter]\nbad = 99", DEFAULTS)["jitter"] == {**CHECKS["jitter"].defaults, "bad": 99}


@given(st.binary(max_size=200))
def test_any_bytes_are_a_profile_or_refused(raw: bytes) -> None:
    """With one error, whatever they are."""
    with contextlib.suppress(ProfileError):
        assert set(read_profile(raw, DEFAULTS)) == set(DEFAULTS)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[jitter]\nbad = 2", "jitter: doubtful = 3 (built in) is above bad = 2"),
        ("[jitter]\ndoubtful = 20", "jitter: doubtful = 20 is above bad = 10 (built in)"),
        ("[jitter]\ndoubtful = inf", "jitter: doubtful = inf is above bad = 10 (built in)"),
        ("[key-hold]\nshortest_ms = 2\nlongest_ms = 1", "key-hold: shortest_ms = 2 is above longest_ms = 1"),
        ("[missed-polls]\nbad = 5", "missed-polls.bad is a share of 0 to 1, not 5: 5 % is 0.05"),
        ("[heartbeats]\nregular_share = 80", "heartbeats.regular_share is a share of 0 to 1, not 80"),
        ("[polling-rate]\nslowest_hz = -3", "polling-rate.slowest_hz is -3"),
    ],
)
def test_limits_that_cannot_be_meant_are_refused(text: str, words: str) -> None:
    """The line says which check, and which figures."""
    with pytest.raises(ProfileError) as refused:
        read_profile(text.encode(), DEFAULTS, OF_SHARES)

    assert str(refused.value).startswith(words)


def test_limits_that_are_never_passed_can_be_meant() -> None:
    """Equal ones, none, and a share of all."""
    text = b"[jitter]\nbad = inf\n[order]\ndoubtful = 1\nbad = inf\n[teleports]\ndoubtful = 10"

    assert read_profile(text, DEFAULTS, OF_SHARES)["order"] == {"doubtful": 1, "bad": float("inf")}
    assert read_profile(profile_text(DEFAULTS).encode(), DEFAULTS, OF_SHARES) == DEFAULTS


def test_limits_are_called_shares_where_shares_are_judged(desk: Recording) -> None:
    """Of what the checks judge of a recording, those with a share among their figures or as their unit."""
    judged_of = {
        each.name for each in check(desk).outcomes if "share" in each.figures or each.unit == "share"
    }

    assert judged_of - {"frames-repeated"} == OF_SHARES & {*CHECKS}


def test_a_profile_that_is_too_large_is_refused() -> None:
    """Before it is parsed."""
    with pytest.raises(ProfileError, match="larger"):
        read_profile(b"#" * (1 << 21), DEFAULTS)


def test_what_holds_throughout_is_a_defect_of_an_instant() -> None:
    """A span over the whole recording would hide all others, and leave nothing to agree on."""
    everywhere = judged("scale", 0.25, "x", Limits(0, 0.1), [Evidence(Span(0, 1000))])
    somewhere = judged("freezes", 1, "freezes", Limits(0, 0), [Evidence(Span(300, 400))])

    found = {each.check: each for each in defects(Report(1000, (everywhere, somewhere)))}

    assert (found["scale"].start.t_ns, found["scale"].end.t_ns) == (0, 0)
    assert (found["freezes"].start.t_ns, found["freezes"].end.t_ns) == (300, 400)
