"""What it costs to follow a correction of the frames' times, where there is none and where there is one.

    python -m tests.benchmarks.corrections [--quick] [--cache FOLDER] [--json OUT]

On eight hours with a frame a second. The store is one of 50,000 annotations, without a correction and with
one; it lies in a folder of its own, and the recording is read through a link beside it.
"""

import statistics
import tempfile
from functools import partial
from pathlib import Path

from formats.model.annotations import Annotation, Correction, Edge, Segment
from formats.model.changes import Change
from formats.model.content_id import content_id
from formats.model.corrected import corrected
from formats.model.recording import Recording
from formats.native.reader import Reader
from replay.annotate.correction import CORRECTION
from replay.annotate.history import Edit
from replay.annotate.notebook import Notebook
from replay.cli.reading.corrections import Following
from replay.core.steps import event_after, frame_after
from replay.core.trails import trail
from replay.store.glance import may_hold_corrections
from replay.store.journal import open_store
from replay.store.place import place_beside
from tests.benchmarks.command import finish, folder_for, parser
from tests.benchmarks.figures import Figure, timed_ms
from tests.benchmarks.recordings import LONG_HOURS, QUICK_HOURS, with_frames

_CORRECTION = Correction(CORRECTION, -180_000_000, 20_000)


def main() -> None:
    """Measure and print."""
    options = parser(__doc__).parse_args()
    hours, many = (QUICK_HOURS, 1_000) if options.quick else (LONG_HOURS, 50_000)
    with folder_for(options) as folder, tempfile.TemporaryDirectory() as own:
        source = Path(own) / "day.replay"
        source.symlink_to(with_frames(folder, hours).absolute())
        with Reader(source) as reader:
            tables = {
                "asking for a correction": _asked(reader, source, many),
                f"reading {hours:g} h": _read(reader),
            }
    finish(tables, options)


def _asked(reader: Reader, source: Path, many: int) -> list[Figure]:
    place, following = place_beside(source), Following()
    figures = [_median("where there is no store", lambda: may_hold_corrections(place), 1)]
    _keep(reader, source, [Segment(f"s{n}", "task", "a", Edge(n * 10**8)) for n in range(many)])
    figures.append(_median(f"{many:,} annotations, no correction", lambda: may_hold_corrections(place), 50))
    _keep(reader, source, [_CORRECTION])
    what = f"{many:,} annotations and a correction, read and followed"
    figures.append(_median(what, lambda: following.kept_of(reader, source), 1000))
    return figures


def _keep(reader: Reader, source: Path, made: list[Annotation]) -> None:
    changes: list[Change] = []
    with open_store(place_beside(source)) as store:
        book = Notebook(content_id(reader), "ann", [], changes.extend, tool="benchmark")
        book.do([Edit(None, each) for each in made])
        store.append(changes)


def _read(reader: Reader) -> list[Figure]:
    shown = corrected(reader, _CORRECTION)
    figures = [_median("the table of frames, corrected", lambda: corrected(reader, _CORRECTION).frames, 20)]
    for what, ask in (("an event", _event), ("a frame", _frame), ("a trail", _trail)):
        raw, other = (statistics.median(timed_ms(partial(ask, of), 200)) for of in (reader, shown))
        figures += [
            Figure(f"{what}, as recorded", raw, "ms"),
            Figure(f"{what}, corrected, over as recorded", other / raw, "x", at_most=1.5),
        ]
    return figures


def _event(recording: Recording) -> object:
    return event_after(recording, recording.duration_ns // 2, ("pointer", "key", "button"))


def _frame(recording: Recording) -> object:
    return frame_after(recording.frames, recording.duration_ns // 2)


def _trail(recording: Recording) -> object:
    return trail(recording, recording.duration_ns // 2)


def _median(what: str, call: object, at_most: float) -> Figure:
    assert callable(call)
    return Figure(what, statistics.median(timed_ms(call, 9)), "ms", at_most=at_most)


if __name__ == "__main__":
    main()
