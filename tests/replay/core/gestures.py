"""What a person does with the pointer, for tests, and the actions that it becomes."""

from typing import Any

from formats.model.actions import Actions
from replay.core.actions import reduce_actions
from tests.replay.core.recordings import recording
from tests.replay.core.typing import Event


def press(at: float, x: float = 10, y: float = 10, button: str = "left", *, pressed: bool = True) -> Event:
    return ("button", at, {"x": x, "y": y, "button": button, "pressed": pressed})


def click(at: float, x: float = 10, y: float = 10, button: str = "left") -> list[Event]:
    return [press(at, x, y, button), press(at + 0.05, x, y, button, pressed=False)]


def reduced(*events: Event, **about: Any) -> Actions:
    return reduce_actions(recording(*events, **about))


def labels(*events: Event, **about: Any) -> list[str]:
    actions = reduced(*events, **about)
    return [actions.label(number) for number in range(len(actions))]


def scroll(at: float, dy: float, dx: float = 0) -> Event:
    return ("scroll", at, {"x": 5, "y": 6, "dx": dx, "dy": dy})
