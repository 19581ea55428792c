"""Actions reduced from what shares one instant, as sources of steps tell it."""

from tests.replay.core.gestures import labels, press, reduced
from tests.replay.core.recordings import S
from tests.replay.core.typing import Event


def test_what_shares_an_instant_keeps_the_order_of_capture() -> None:
    """Recordings by steps tell all of a combination at one time: what is inside it is held, no more."""
    down = {"code": "ControlLeft", "key": "Control", "pressed": True}
    held: list[Event] = [("key", 1, {**down, "pressed": pressed}) for pressed in (True, False)]
    inside = [press(1), press(1, pressed=False)]
    after = [press(1, 90), press(1, 90, pressed=False)]

    assert labels(held[0], *inside, held[1], *after) == ["Ctrl+click left (10, 10)", "click left (90, 10)"]


def test_a_wait_comes_after_what_was_done_before_it() -> None:
    """Also where that took no time: first it was done, then nothing was."""
    first, last = ([press(at), press(at, pressed=False)] for at in (1, 9))

    actions = reduced(*first, *last)

    assert [actions.kind(number) for number in range(3)] == ["click", "wait", "click"]
    assert [actions.index_at(at) for at in (S, S + 1, 9 * S)] == [0, 1, 2]


def test_steps_are_whole_actions() -> None:
    """A source of steps tells a double click as one: what follows soon after is another step."""
    steps: list[Event] = []
    for at in (1, 1.2):
        steps += [press(at), press(at, pressed=False)]
        steps.append(("scroll", at + 0.1, {"x": 10, "y": 10, "dy": -1}))
    steps += [("text", 2 + at, {"kind": "typed", "string": "a"}) for at in (0, 0.1)]
    steps += [press(3), press(3, pressed=False)] * 2
    apart = ["click left (10, 10)", "scroll down 1 (10, 10)"]

    found = labels(*steps, source="osworld")

    assert found == [*apart, *apart, 'type "a"', 'type "a"', "double click left (10, 10)"]
    assert labels(*steps)[-2:] == ['type "aa"', "double click left (10, 10)"]


def test_a_space_committed_alone_is_typing() -> None:
    """What a source tells as text was written, whatever it is."""
    assert labels(("text", 1, {"kind": "typed", "string": " "})) == ['type " "']
