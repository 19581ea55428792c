"""A recording as a trajectory: step by step, the picture that was seen and what was done on it.

The rules that all exports for training share:

- An action without a picture, outside of its picture (unless asked for), at an unknown place, or without
  words in pyautogui is left out and told; the step behind it says how many were left out before it.
- A wait is a step where something on the screen changed meanwhile: then the computer was waited for. Else the
  person was thinking, and it is left out.
- The last step says that the task has ended, on the last picture before the recorder was stopped.
"""

from collections.abc import Iterator

import numpy as np

from formats.errors import FormatError, MissingExtraError
from formats.model.actions import NOT_RELEASED, UNCERTAIN
from formats.model.displays import display_place
from formats.model.export import ExportOptions, ExportSource, Space
from formats.model.streams import Rows
from formats.model.time import Span
from formats.sinks.coordinates import Grid, Point, fitted
from formats.sinks.frame_rule import FrameFinder
from formats.sinks.left_out import LeftOut
from formats.sinks.pictures import Picture, Pictures
from formats.sinks.pointer_start import Moment
from formats.sinks.pyautogui import NotWrittenError, code_of, terminate
from formats.sinks.step import Step

_BEGIN: Moment = (-(1 << 62), 0)
_POINTED = {"click", "double_click", "triple_click", "drag", "scroll"}
_ENDS = {"finish": True, "fail": False}
_MARKER_ROWS = 4096
_UNREADABLE = "have pictures that cannot be decoded"
_MAC = ("darwin", "mac")


class Trajectory:
    """The steps of a recording, and an account of what is not among them."""

    def __init__(self, source: ExportSource, pictures: Pictures, options: ExportOptions) -> None:
        self._source = source
        self._pictures = pictures
        self._options = options
        self._space = options.space or Space.UNIT
        self._finder = FrameFinder(source.recording, options.frame_rule)
        self._left_out = LeftOut(source.actions)
        details = source.recording.header.details
        system = " ".join(str(details.get(name)) for name in ("system", "os", "platform")).lower()
        self._mac = any(word in system for word in _MAC)
        self._written = 0
        self._typed = 0
        self._uncertain = 0
        self._fractions = 0
        self._succeeded: bool | None = None

    @property
    def instruction(self) -> str:
        """What the person was asked to do."""
        asked = self._options.instruction
        return printable(self._source.recording.header.task if asked is None else asked)

    @property
    def space_name(self) -> str:
        """The space of all coordinates, as rows name it."""
        if self._space is Space.PIXEL and self._options.size:
            return "resized"
        return Grid(self._space, (1, 1), (1, 1)).name

    def steps(self) -> Iterator[Step]:
        """Yield the steps in order; their pictures are stored as they come."""
        told = self._options.stage("steps")
        total = len(self._source.actions)
        after, missing = _BEGIN, 0
        for number in range(total):
            told(number, total)
            try:
                step = self._step(number, after, missing)
            except NotWrittenError as reason:
                self._left_out.add(number, str(reason))
                missing += self._source.actions.kind(number) != "wait"
            else:
                missing = 0
                self._count(step)
                yield step
            row = self._source.actions.rows[number]
            after = max(after, (int(row["end_ns"]), int(row["last_seq"])))
        if total:
            yield from self._end(after, missing)
        told(total, total)

    def lost(self) -> tuple[str, ...]:
        """Return what is not in the export and what its reader should know, once all steps were taken."""
        told = ["everything that is no action: ways of the pointer, windows, clipboard, other streams"]
        told += [*self._source.cut(), *self._left_out.sentences()]
        if self._fractions:
            told.append(f"fractions of wheel steps: {self._fractions:,} scrolls are rounded to whole steps")
        if self._uncertain:
            told.append(
                f"certainty of text: {self._uncertain:,} steps may have typed another text, and say so"
            )
        if self._succeeded is None and self._written:
            told.append("whether the task was done: the recording does not say, so it ends with success")
        if not self.instruction:
            told.append("what the person was asked to do: the recording does not say; --instruction does")
        told.append(
            f"nothing that is private in {self._typed:,} typed texts and {len(self._pictures):,} pictures, "
            "which stand there as recorded; only the header's private part stays behind"
        )
        return tuple(told)

    def _step(self, number: int, after: Moment, missing: int) -> Step:
        actions = self._source.actions
        row, kind = actions.rows[number], actions.kind(number)
        start: Moment = (int(row["start_ns"]), int(row["first_seq"]))
        if kind == "wait" and not self._finder.changes_in(start[0], int(row["end_ns"])):
            raise NotWrittenError("wait while nothing on the screen changes")
        ends = _ends(row, kind)
        if kind != "scroll" and not np.isfinite(ends).all():
            raise NotWrittenError("were done at an unknown place")
        place = ends[0] if ends else None
        frame = self._finder.frame(min(after, start), start, place)
        grid = self._grid(frame)
        points = tuple(self._on_picture(frame, end, start[0], grid) for end in ends if np.isfinite(end).all())
        if not self._options.outside and not all(grid.holds(point) for point in points):
            raise NotWrittenError("lie outside of their pictures (--allow-outside writes them)")
        code = code_of(actions, number, grid, points, mac=self._mac)
        # Last of all: a picture that no step refers to is not to be in the export.
        picture = self._picture(frame, grid)
        flags = int(row["flags"])
        return Step(
            self._written,
            number,
            kind,
            start[0],
            int(row["end_ns"]),
            int(self._source.recording.frames["t"][frame]),
            picture,
            grid,
            points,
            code,
            missing,
            bool(flags & UNCERTAIN),
            bool(flags & NOT_RELEASED),
        )

    def _count(self, step: Step) -> None:
        self._written += 1
        self._typed += step.kind == "type"
        self._uncertain += step.uncertain
        if step.kind == "scroll":
            row = self._source.actions.rows[step.number]
            self._fractions += any(not float(row[axis]).is_integer() for axis in ("dx", "dy"))

    def _end(self, after: Moment, missing: int) -> Iterator[Step]:
        """Yield the step that ends the trajectory, where there is a picture for it."""
        recording = self._source.recording
        self._succeeded = self._told_end()
        # What is pressed after the last action of the task belongs to none: it stopped the recorder.
        keys = recording.events("key", Span(after[0], max(recording.duration_ns, after[0]) + 1)).rows
        stops = keys[(keys["pressed"] != 0) & ((keys["t"] > after[0]) | (keys["seq"] > after[1]))]
        end: Moment = (recording.duration_ns + 1, 0)
        if len(stops):
            end = int(stops["t"][0]), int(stops["seq"][0])
        try:
            frame = self._finder.last_before(end)
            grid = self._grid(frame)
            picture = self._picture(frame, grid)
        except NotWrittenError:
            return
        code = terminate(success=self._succeeded is not False)
        at_ns, picture_ns = min(end[0], recording.duration_ns), int(recording.frames["t"][frame])
        yield Step(
            self._written,
            -1,
            "terminate",
            at_ns,
            at_ns,
            picture_ns,
            picture,
            grid,
            (),
            code,
            missing,
        )
        self._written += 1

    def _told_end(self) -> bool | None:
        """Return whether a source that tells it says that the task was done."""
        recording = self._source.recording
        total = recording.streams["marker"].rows if "marker" in recording.streams else 0
        markers = recording.rows("marker", max(total - _MARKER_ROWS, 0), total)
        ends = [name for name in markers.texts("name").tolist() if name in _ENDS]
        return _ENDS[ends[-1]] if ends else None

    def _grid(self, frame: int) -> Grid:
        if frame < 0:
            raise NotWrittenError("have no picture before them")
        try:
            size = self._pictures.size(frame)
        except FormatError as error:
            raise NotWrittenError(_UNREADABLE) from error
        if size is None:
            raise NotWrittenError("have pictures that the source did not keep")
        return Grid(self._space, size, fitted(size, self._options.size))

    def _picture(self, frame: int, grid: Grid) -> Picture:
        try:
            picture = self._pictures.take(frame)
        except MissingExtraError:
            raise
        except FormatError as error:
            raise NotWrittenError(_UNREADABLE) from error
        if picture.captured != grid.captured:
            raise NotWrittenError("have pictures of another size than the recording says")
        return picture

    def _on_picture(self, frame: int, place: Point, t_ns: int, grid: Grid) -> Point:
        """Turn a place as captured into pixels of the picture."""
        recording = self._source.recording
        display = display_place(recording, frame, t_ns)
        row = recording.frames[frame]
        # The table may state another size than the picture has.
        x, y = grid.captured[0] / float(row["width"]), grid.captured[1] / float(row["height"])
        return (
            (place[0] - display.origin[0]) * display.scale * x,
            (place[1] - display.origin[1]) * display.scale_y * y,
        )


def printable(text: str) -> str:
    """Return text that can be written as UTF-8: lone surrogates, which cannot, become U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _ends(row: Rows, kind: str) -> tuple[Point, ...]:
    """Return where an action was done, as captured: nowhere, in one place, or from one to another."""
    if kind not in _POINTED:
        return ()
    start = float(row["x"]), float(row["y"])
    return (start, (float(row["x2"]), float(row["y2"]))) if kind == "drag" else (start,)
