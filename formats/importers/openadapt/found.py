"""What the rows told beside themselves: values for what comes after reading."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Shot:
    """A screenshot that the database tells of."""

    row: int
    """Of its table."""
    at_ns: int
    has_picture: bool = False
    """Whether the picture is in the row."""
    has_difference: bool = False
    """Whether a picture of what changed is."""
    file: str = ""
    """Name of its picture's file, as told."""
    size: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class EventsFound:
    """Collected over all rows."""

    shots: list[Shot] = field(default_factory=list)
    bound: list[tuple[int, int]] = field(default_factory=list)
    """Time of an action, and of the screenshot that the recorder tied to it."""
    audio: int = 0
    """Sound tracks in the database."""
