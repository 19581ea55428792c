"""Suggested boundaries held against the task marks of real sessions, beside two ways of guessing.

    python -m tests.benchmarks.suggestions

The marks were written by the script that drove the session, before each task, and are in neither recording.
A mark is found by one suggestion, a suggestion finds one mark, no further from each other than the tolerance.
The peers: as many boundaries evenly spaced, and every change of the window in front.
"""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from formats.model.recording import Recording
from formats.model.time import NS_PER_S
from formats.native.reader import Reader
from replay.annotate.suggestions.seams import seams, shown_changes
from replay.annotate.suggestions.suggest import suggest
from replay.core.actions import reduce_actions
from tests.benchmarks.command import finish, parser
from tests.benchmarks.figures import Figure, timed_ms
from tests.build_desk import build, marks
from tests.data import SHARED

TOLERANCES_S = (0.5, 1.0, 2.0, 5.0)
SESSIONS = {"4 frames a second": Path("desk"), "2 frames a second": Path("desk") / "same-script-2fps"}
"""Real sessions with task marks; two recordings of one script."""


@dataclass(frozen=True, slots=True)
class Rated:
    """How well boundaries were found."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def rated(guesses: Sequence[int], truth: Sequence[int], tolerance_ns: int) -> Rated:
    """Hold guesses against marks, each used once; both in order of time, nanoseconds."""
    found = guess = mark = 0
    while guess < len(guesses) and mark < len(truth):
        apart = guesses[guess] - truth[mark]
        if abs(apart) <= tolerance_ns:
            found, guess, mark = found + 1, guess + 1, mark + 1
        elif apart < 0:
            guess += 1
        else:
            mark += 1
    return Rated(found / max(len(guesses), 1), found / max(len(truth), 1))


def ways(recording: Recording) -> dict[str, list[int]]:
    """Return the boundaries that each way finds, in order of time."""
    actions = reduce_actions(recording)
    found = seams(recording, actions)
    changes = list(shown_changes(recording, found))
    suggested = [each.edge.t_ns for each in suggest(recording, actions, found=found, changes=changes)]
    blind = [each.edge.t_ns for each in suggest(recording, actions, found=found)]
    even = np.linspace(0, recording.duration_ns, len(suggested) + 2)[1:-1].astype(np.int64).tolist()
    windows = recording.events("window").t.tolist()
    return {
        "suggested": suggested,
        "suggested, pictures unread": blind,
        "evenly spaced": even,
        "changes of window": windows,
    }


@contextmanager
def session(folder: Path) -> Iterator[tuple[Reader, list[int]]]:
    """Open a session as it was captured, with its marks in nanoseconds."""
    with tempfile.TemporaryDirectory(prefix="replay-bench-") as out:
        path = Path(out) / "session.replay"
        build(folder, path)
        with Reader(path) as recording:
            yield recording, [mark["t_ns"] for mark in marks(folder)]


def main() -> None:
    """Measure every session."""
    options = parser(__doc__).parse_args()
    tables: dict[str, list[Figure]] = {}
    for name, place in SESSIONS.items():
        folder = SHARED / place
        if not folder.exists():
            why = f"{folder} is not on this machine (REPLAY_TEST_DATA)"
            tables[name] = [Figure("suggestions", None, "", why=why)]
            continue
        with session(folder) as (recording, truth):
            tables[f"{name}: {len(truth)} marks"] = list(_figures(recording, truth))
    finish(tables, options)


def _figures(recording: Recording, truth: Sequence[int]) -> Iterator[Figure]:
    found = ways(recording)
    for tolerance_s in TOLERANCES_S:
        rates = {way: rated(times, truth, round(tolerance_s * NS_PER_S)) for way, times in found.items()}
        best_peer = max(rates[way].f1 for way in ("evenly spaced", "changes of window"))
        for way, rate in rates.items():
            head = f"within {tolerance_s:g} s, {way} ({len(found[way])})"
            yield Figure(f"{head}: precision", rate.precision, "")
            yield Figure(f"{head}: recall", rate.recall, "")
            # No worse than the better of both ways of guessing.
            aim = best_peer if way == "suggested" else None
            yield Figure(f"{head}: F1", rate.f1, "", at_least=aim)
    actions = reduce_actions(recording)
    yield Figure(
        "finding them, without pictures", min(timed_ms(lambda: suggest(recording, actions), 5)), "ms"
    )


if __name__ == "__main__":
    main()
