"""Which picture an action is shown on."""

from collections.abc import Iterator

import numpy as np
import pytest

from formats.model.export import FrameRule
from formats.model.recording import Recording
from formats.registry import import_recording
from formats.sinks.frame_rule import FrameFinder
from formats.sinks.pointer_start import Moment, starts_to_move
from replay.core.actions import reduce_actions
from tests.data import real
from tests.formats.pictured import MS, Session

BEGIN: Moment = (-1, 0)
ACROSS = [(float(x), 50.0) for x in range(0, 100, 10)]
"""Ten places, ten milliseconds apart."""


def click_of(session: Session) -> tuple[Recording, Moment, tuple[float, float]]:
    recording = session.recording()
    row = reduce_actions(recording).rows[-1]
    return recording, (int(row["start_ns"]), int(row["first_seq"])), (float(row["x"]), float(row["y"]))


def move_ms(session: Session, after: Moment = BEGIN) -> float:
    recording, moment, place = click_of(session.frame(0))
    return starts_to_move(recording, after, moment, place)[0] / MS


def test_a_movement_begins_after_the_last_rest_before_it() -> None:
    """A wandering hand that rested since has not been moving to the action."""
    session = Session().move(0, *ACROSS).move(1000, *[(90 + x, y) for x, y in ACROSS]).click(1200, 180, 50)

    assert move_ms(session) == 1010


def test_a_pointer_that_waits_at_the_place_has_come_there_before() -> None:
    """However long it hovers, and trembles."""
    session = Session().move(0, *ACROSS).move(2000, (91, 50), (90, 51), every_ms=300).click(5000, 90, 50)

    assert move_ms(session) == 0


def test_a_recorder_that_tells_the_place_all_the_time_makes_no_difference() -> None:
    """Rest is where the place stays, not where rows are missing."""
    session = Session().move(0, *[(0.0, 50.0)] * 50).move(500, *ACROSS).click(700, 90, 50)

    assert move_ms(session) == 510


def test_without_a_movement_the_action_begins_by_itself() -> None:
    """A second click at the same place."""
    session = Session().move(0, *ACROSS).click(200, 90, 50).click(2000, 90, 50)

    assert move_ms(session, after=(220 * MS, 1000)) == 2000


def test_a_movement_until_the_action_before_belongs_to_that_one() -> None:
    """It begins with the first row behind its end, though the hand never rested."""
    session = (
        Session().move(0, *ACROSS).click(100, 90, 50).move(130, (120, 50), (150, 50)).click(160, 150, 50)
    )

    assert move_ms(session, after=(120 * MS, 11)) == 130


def test_a_far_way_is_followed_to_its_limit_only() -> None:
    """A pointer that never rests for minutes costs no more than one."""
    places = [(float(x % 500), 50.0 + x % 7) for x in range(0, 5 * 70_000, 5)]
    session = Session().move(0, *places, every_ms=1).click(70_010, 600, 50)

    assert 0 < move_ms(session) <= 70_010 - 65_000


def found(session: Session, rule: FrameRule) -> int:
    recording, moment, place = click_of(session)
    return FrameFinder(recording, rule).frame(BEGIN, moment, place)


def test_the_three_rules_take_three_pictures() -> None:
    """Before the way, before the press, and the nearest in time, though it shows what came of it."""
    session = (
        Session().move(0, (0, 50)).frame(500).move(1000, *ACROSS).frame(1150).click(1200, 90, 50).frame(1210)
    )

    assert [found(session, rule) for rule in FrameRule] == [0, 1, 2]


def test_one_instant_is_settled_by_the_order_of_capture() -> None:
    """In step folders a picture has the time of its step: what was captured first was seen."""
    session = Session().frame(0).frame(100).move(100, (90, 50)).click(100, 90, 50).frame(100)

    assert found(session, FrameRule.BEFORE) == 1
    assert found(session, FrameRule.STABLE) == 1


@pytest.mark.parametrize("rule", [FrameRule.BEFORE, FrameRule.STABLE])
def test_nothing_is_seen_before_the_first_picture(rule: FrameRule) -> None:
    """Only the nearest may lie behind."""
    session = Session().click(100, 90, 50).frame(110)

    assert found(session, rule) == -1
    assert found(session, FrameRule.NEAREST) == 0


def test_an_action_is_shown_on_its_own_display() -> None:
    """The one on which it lies; keys go where the pointer was last."""
    session = Session()
    for number, x in enumerate((0, 200)):
        session.add("display", 0, id=number, x=x, y=0, width=200, height=100, scale=1)
    session.frame(1).frame(2, display=1).click(100, 250, 50)
    recording, moment, place = click_of(session)
    finder = FrameFinder(recording, FrameRule.BEFORE)

    assert finder.frame(BEGIN, moment, place) == 1
    assert finder.frame(BEGIN, (300 * MS, 1000), None) == 1
    assert finder.frame(BEGIN, (400 * MS, 1001), (50.0, 50.0)) == 0


def test_an_action_is_on_no_display_that_went() -> None:
    """Two displays took the place of one, which has pictures still."""
    session = Session().add("display", 0, id=0, x=0, y=0, width=400, height=100, scale=1)
    session.add("display", 50, id=0, x=0, y=0, width=0, height=0, scale=1)
    for number, x in ((1, 0), (2, 200)):
        session.add("display", 50, id=number, x=x, y=0, width=200, height=100, scale=1)
    session.frame(1).frame(60, display=1).frame(60, display=2).click(100, 250, 50)
    recording, moment, place = click_of(session)

    assert FrameFinder(recording, FrameRule.BEFORE).frame(BEGIN, moment, place) == 2


def test_real_clicks_are_shown_with_their_target_before_the_pointer_is_there() -> None:
    """On the pictures of the video: what is clicked is in place already, the pointer still away."""
    pytest.importorskip("av", reason="decoding the video needs PyAV")
    imported = import_recording(real("agentnet", "recording"))
    alike, away = [], []
    with imported.recording as recording:
        finders = {rule: FrameFinder(recording, rule) for rule in FrameRule}
        for after, moment, place in clicks_on_the_picture(recording):
            before, last = (
                finders[rule].frame(after, moment, place) for rule in (FrameRule.BEFORE, FrameRule.STABLE)
            )
            alike.append(likeness(recording, before, last, place))
            row = recording.row_at("pointer", int(recording.frames["t"][before]) + 1)
            pointer = recording.rows("pointer", max(row - 1, 0), row).rows
            away.append(
                not len(pointer) or max(abs(pointer["x"] - place[0]), abs(pointer["y"] - place[1])) > 3
            )

    assert len(alike) == 14
    assert min(alike) > 0.5
    assert all(away)


def clicks_on_the_picture(recording: Recording) -> Iterator[tuple[Moment, Moment, tuple[float, float]]]:
    actions, after = reduce_actions(recording), BEGIN
    for number, row in enumerate(actions.rows):
        moment = int(row["start_ns"]), int(row["first_seq"])
        place = float(row["x"]), float(row["y"])
        if actions.kind(number) == "click" and place[0] < 1366 and place[1] < 768:
            yield min(after, moment), moment, place
        after = max(after, (int(row["end_ns"]), int(row["last_seq"])))


def likeness(recording: Recording, frame: int, other: int, place: tuple[float, float]) -> float:
    """Return the share of pixels around a place that are about the same in two pictures."""
    scale = recording.frames["width"][frame] / 1366
    x, y = round(place[0] * scale), round(place[1] * scale)
    crops = [
        recording.pixels(each)[max(y - 60, 0) : y + 60, max(x - 120, 0) : x + 120].astype(np.int16)
        for each in (frame, other)
    ]
    return float((np.abs(crops[0] - crops[1]).max(axis=2) <= 24).mean())
