"""A label's key to the repainted screen, in a recording of eight hours that holds 5,000 segments.

    python -m tests.benchmarks.labelling [--quick] [--cache FOLDER] [--json OUT]

The installed command runs on a pseudo-terminal and inside tmux. Each key labels, splits, or takes back;
the time counts until the program has painted. The journal lies beside a link to the recording.
"""

import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from formats.model.annotations import Edge, Segment
from formats.model.changes import Change
from formats.model.content_id import content_id
from formats.native.reader import Reader
from replay.annotate.history import Edit
from replay.annotate.notebook import Notebook
from replay.store.author import author_name
from replay.store.journal import open_store
from replay.store.place import place_beside
from tests.benchmarks.command import finish, folder_for, parser
from tests.benchmarks.figures import Figure
from tests.benchmarks.recordings import LONG_HOURS, QUICK_HOURS, with_frames
from tests.benchmarks.terminals import Terminal

_SEGMENTS = 5000
_SIZES = ((160, 45), (240, 67))
_KEYS = {"a label": ("1", "2"), "a split": (".\r",), "undo": ("u",)}
_READ_S = 6.0
"""The journal is read once the recording is."""


def main() -> None:
    """Measure, print, and write JSON where asked."""
    options = parser(__doc__).parse_args()
    hours, times = (QUICK_HOURS, 10) if options.quick else (LONG_HOURS, 40)
    figures: list[Figure] = []
    with folder_for(options) as cache, tempfile.TemporaryDirectory() as folder:
        recording = Path(folder) / "day.replay"
        recording.symlink_to(with_frames(cache, hours).absolute())
        annotate(recording)
        for size in _SIZES:
            for tmux in (False, True):
                figures += _measured(recording, size, tmux=tmux, times=times)
    finish({f"labelling, {hours:g} hours, {_SEGMENTS:,} segments": figures}, options)


def annotate(path: Path) -> None:
    """Fill the journal beside a recording."""
    with Reader(path) as recording, open_store(place_beside(path)) as store:
        edges = np.linspace(0, recording.duration_ns, _SEGMENTS + 1).astype(np.int64).tolist()
        segments = [
            Segment(f"s{number}", "task", ("task", "preparation")[number % 2], Edge(start), Edge(end))
            for number, (start, end) in enumerate(pairwise(edges))
        ]

        def save(changes: Sequence[Change]) -> None:
            store.append(changes)

        notebook = Notebook(content_id(recording), author_name(""), (), save, tool="benchmark")
        notebook.do([Edit(None, segment) for segment in segments])


def _measured(path: Path, size: tuple[int, int], *, tmux: bool, times: int) -> list[Figure]:
    where = f"{size[0]}x{size[1]}, {'tmux' if tmux else 'pty'}"
    if tmux and not shutil.which("tmux"):
        return [Figure(f"a label, {where}", None, "ms", why="tmux is not installed")]
    limit = (25 if tmux else 16) if size == _SIZES[0] else 25
    command = [sys.executable, "-m", "replay.cli.main", "open", "--as", "annotator", str(path)]
    figures = []
    with Terminal(command, *size, tmux=tmux) as terminal:
        terminal.settle(_READ_S)
        for what, keys in _KEYS.items():
            paints = []
            for number in range(times):
                terminal.press("L", quiet_s=0.15)
                paints.append(terminal.press(keys[number % len(keys)], quiet_s=0.15))
            spent = sorted(paint.ms for paint in paints if paint.bytes)
            if len(spent) < times * 0.8:
                raise RuntimeError(f"{times - len(spent)} of {times} keys painted nothing")
            late = spent[int(0.95 * (len(spent) - 1))]
            figures += [
                Figure(f"{what}, {where}: p50", statistics.median(spent), "ms"),
                Figure(f"{what}, {where}: p95", late, "ms", at_most=limit),
            ]
    return figures


if __name__ == "__main__":
    main()
