"""What a device's motion means: whether it is relative, and on which surface it is where it is not."""

from dataclasses import dataclass

from formats.importers.evdev.found import EV_ABS, EV_KEY, Device

REL_X, REL_Y = 0, 1
ABS_X, ABS_Y = 0, 1
BTN_LEFT, BTN_TOUCH = 0x110, 0x14A
_BTN_PEN = 0x140
_FINGERS = frozenset({0x145, 0x148, 0x14D, 0x14E, 0x14F})
"""BTN_TOOL_FINGER, and those for two to five fingers."""
_DIRECT = 1
"""INPUT_PROP_DIRECT: what is touched is what is shown there."""
RELATIVE_DISPLAY = -1


@dataclass(slots=True)
class Place:
    """Where something is pointed at."""

    x: float | None = None
    y: float | None = None
    display: int = 0
    low: tuple[float, float] = (0.0, 0.0)
    high: tuple[float, float] = (0.0, 0.0)

    def move(self, dx: int, dy: int) -> None:
        """Add a relative motion to where it was."""
        self.x, self.y = (self.x or 0) + dx, (self.y or 0) + dy
        self.low = min(self.low[0], self.x), min(self.low[1], self.y)
        self.high = max(self.high[0], self.x), max(self.high[1], self.y)


def points_absolutely(device: Device, sent: set[tuple[int, int]]) -> bool:
    """Say whether the axes of a device are places: of a touchpad, tablet or touch screen, no game controller.

    Args:
        device: Its description, perhaps empty.
        sent: Type and code of all that it has sent.
    """
    keys = device.codes.get(EV_KEY, set()) | {code for kind, code in sent if kind == EV_KEY}
    axes = (
        device.axes.keys() | device.codes.get(EV_ABS, set()) | {code for kind, code in sent if kind == EV_ABS}
    )
    return {ABS_X, ABS_Y} <= axes and not keys.isdisjoint({BTN_LEFT, BTN_TOUCH, _BTN_PEN})


def touch_is_press(device: Device, sent: set[tuple[int, int]]) -> bool:
    """Say whether touching is pressing: of a screen and with a pen it is, on a touchpad it only moves."""
    keys = device.codes.get(EV_KEY, set()) | {code for kind, code in sent if kind == EV_KEY}
    return _DIRECT in device.properties or _BTN_PEN in keys or keys.isdisjoint(_FINGERS)
