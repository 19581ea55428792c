"""What coordinates count where a source does not say it, by their values: pixels, or shares of a picture."""

from collections.abc import Iterator, Sequence

from formats.importers.steps.step import Button, Click, Drag, Move, Point, Scroll, Space, Step

_BEYOND = 2.0
"""A share may lie a little outside of its picture, on another display; pixels are far beyond this."""


def space_of(steps: Sequence[Step], usual: Space) -> Space:
    """Say what the coordinates of steps count.

    Args:
        steps: All of a recording.
        usual: What they count in recordings of its kind, "0..1" or "pixels": it holds unless the values rule
            it out.
    """
    values = [abs(value) for point in _points(steps) for value in (point.x, point.y) if value is not None]
    if usual == "0..1":
        beyond = sum(value > _BEYOND for value in values)
        return "pixels" if beyond * 2 > len(values) else usual
    is_share = bool(values) and max(values) <= 1 and any(not value.is_integer() for value in values)
    return "0..1" if is_share else usual


def _points(steps: Sequence[Step]) -> Iterator[Point]:
    for step in steps:
        for act in step.acts:
            match act:
                case Move(at) | Click(at) | Button(at) | Scroll(at):
                    yield at
                case Drag(start, end):
                    yield from (start, end)
                case _:
                    continue
