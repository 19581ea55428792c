"""One step of a trajectory: what was seen, and what was done on it."""

from dataclasses import dataclass

from formats.sinks.coordinates import Grid, Point
from formats.sinks.pictures import Picture


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a trajectory."""

    index: int
    """Counted from 0 among those that are written."""
    number: int
    """Its row in the table of actions, -1 for the end."""
    kind: str
    """One of the kinds of actions, or "terminate"."""
    start_ns: int
    end_ns: int
    picture_ns: int
    """When its picture was taken."""
    picture: Picture
    grid: Grid
    points: tuple[Point, ...]
    """Where it was done, in pixels of the picture as captured: none, one, or the two ends of a drag."""
    code: str
    left_out: int = 0
    """How many actions between the step before and this one were left out; waits do not count."""
    uncertain: bool = False
    """What was typed may be another text."""
    not_released: bool = False
    """The recording has no release of what was pressed."""

    @property
    def places(self) -> tuple[Point, ...]:
        """Where it was done, in coordinates of its grid."""
        return tuple(self.grid.place(point) for point in self.points)

    def facts(self) -> dict[str, object]:
        """Return what every row says beside picture and code, as JSON values: always all of it.

        Loaders guess columns from the first rows, and stumble over one that comes later.
        """
        return {
            "coordinate_space": self.grid.name,
            "image_size": list(self.picture.size),
            "captured_size": list(self.picture.captured),
            "start_ns": self.start_ns,
            "end_ns": self.end_ns,
            "image_ns": self.picture_ns,
            "left_out_before": self.left_out,
            "uncertain": self.uncertain,
            "not_released": self.not_released,
        }
