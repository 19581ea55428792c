"""Kills annotators at random moments: nothing that was shown as saved may be missing.

    python -m tests.benchmarks.annotation_kills [--quick] [--kills N] [--json OUT]

A child annotates as a person does who never pauses: it makes, relabels, splits and deletes segments, undoes
and does again, and prints each change when its writer says that it is saved. It is killed with SIGKILL while
the store and its tables are made, while it reads, and while it saves. Then the store is opened: every change
that was printed must be there, every row and chain be sound, and annotating go on from there.
"""

import os
import random
import select
import signal
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from formats.model.annotations import Edge, Segment
from formats.model.changes import Change
from replay.annotate.history import Edit
from replay.annotate.ledger import Ledger
from replay.annotate.notebook import Notebook
from replay.store.journal import Store
from replay.store.place import place_in
from replay.store.verify import verify
from replay.store.writer import JournalWriter
from tests.benchmarks.command import finish, parser
from tests.benchmarks.figures import Figure, percentile

KILLS, QUICK_KILLS = 1_000, 50
_OF_ONE_STORE = 20
"""Kills until a new store is begun: its making is then killed too."""
_LONGEST_LIFE_S = 0.4
"""From the start, or from the first save."""
_SAVE_FIRST = 0.75
"""Share of the annotators that live until something is saved; the others die while they begin, too."""
_PATIENCE_S = 60.0
_RECORDING = "0123456789abcdef0123456789abcdef"


@dataclass(slots=True)
class Outcome:
    """What so many kills did."""

    kills: int = 0
    shown: int = 0
    """Changes that were printed as saved."""
    missing: int = 0
    """Those of them that were not there."""
    unsound: list[str] = field(default_factory=list)
    """Why a store could not be opened, or what was wrong in it."""
    silent: int = 0
    """Children that died before anything was saved."""
    opening_ms: list[float] = field(default_factory=list)


def main() -> None:
    """Kill, and count what is missing."""
    options = parser(__doc__)
    options.add_argument("--kills", type=int, metavar="N", help="how many, instead of the usual number")
    chosen = options.parse_args()
    outcome = kill(chosen.kills or (QUICK_KILLS if chosen.quick else KILLS), seed=1)
    figures = [
        Figure("kills", outcome.kills, ""),
        Figure("changes shown as saved", outcome.shown, "", at_least=outcome.kills),
        Figure("of them missing", outcome.missing, "", at_most=0),
        Figure("stores that did not open or were unsound", len(outcome.unsound), "", at_most=0),
        Figure("killed before anything was saved", outcome.silent, ""),
        Figure("opening what was left, p50", percentile(outcome.opening_ms, 0.5), "ms"),
        Figure("opening what was left, p99", percentile(outcome.opening_ms, 0.99), "ms"),
    ]
    for sentence in outcome.unsound[:10]:
        print(sentence)
    finish({"kill -9 while annotating": figures}, chosen)


def kill(kills: int, seed: int) -> Outcome:
    """Annotate and kill so many times."""
    # Imported before the forks: a child must have time to annotate before it dies.
    import alembic.command  # noqa: F401, PLC0415

    chance, outcome = random.Random(seed), Outcome()
    with tempfile.TemporaryDirectory(prefix="replay-kills-") as folder:
        for number in range(kills):
            store = Path(folder) / str(number // _OF_ONE_STORE)
            store.mkdir(exist_ok=True)
            shown = _killed(store, chance)
            outcome.kills += 1
            outcome.shown += len(shown)
            outcome.silent += not shown
            _check(store, shown, outcome)
    return outcome


def _killed(folder: Path, chance: random.Random) -> list[str]:
    """Start an annotator, kill it at any moment, and return the hashes that it printed."""
    life_s, seed = chance.uniform(0, _LONGEST_LIFE_S), chance.randrange(1 << 30)
    saves_first = chance.random() < _SAVE_FIRST
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            _annotate(folder, writing, random.Random(seed))
        finally:
            os._exit(1)
    os.close(writing)
    if saves_first:
        select.select([reading], [], [], _PATIENCE_S)
    time.sleep(life_s)
    os.kill(child, signal.SIGKILL)
    with os.fdopen(reading) as printed:
        words = printed.read()
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the annotator ended before it was killed")
    # A line that was cut off was not shown.
    return words[: words.rfind("\n") + 1].split()


def _check(folder: Path, shown: Sequence[str], outcome: Outcome) -> None:
    faults: list[str] = []
    start = time.perf_counter()
    with Store(place_in(folder)) as store:
        changes = store.changes(_RECORDING, faults)
        outcome.opening_ms.append((time.perf_counter() - start) * 1e3)
        faults += [fault.what for fault in verify(store).faults]
        store.append([])
    there = {change.hash for change in changes}
    outcome.missing += sum(name not in there for name in shown)
    if faults:
        outcome.unsound.append(f"{folder.name}: {faults[0]}")
    if Ledger(changes).conflicts():
        outcome.unsound.append(f"{folder.name}: one annotator has a conflict")


def _annotate(folder: Path, out: int, chance: random.Random) -> None:
    """Annotate as the child, until killed."""
    submitted: list[Change] = []
    printed = 0

    def told(_unsaved: int, error: str) -> None:
        nonlocal printed
        if error:
            raise RuntimeError(error)
        saved = writer.saved
        os.write(out, "".join(f"{change.hash}\n" for change in submitted[printed:saved]).encode())
        printed = saved

    with Store(place_in(folder)) as store:
        known = store.changes(_RECORDING, [])
    writer = JournalWriter(lambda: Store(place_in(folder)), told)

    def submit(changes: Sequence[Change]) -> None:
        submitted.extend(changes)
        writer.submit(changes)

    book = Notebook(_RECORDING, "ann", known, submit, tool="test")
    while True:
        _press_a_key(book, chance)
        time.sleep(chance.choice([0, 0, 0.001, 0.004]))


def _press_a_key(book: Notebook, chance: random.Random) -> None:
    segments = [each for each in book.ledger.standing.values() if isinstance(each, Segment)]
    what = chance.choice(["make", "relabel", "split", "delete", "many", "undo", "redo"])
    if what == "undo":
        book.undo()
    elif what == "redo":
        book.redo()
    elif what == "make" or not segments:
        start = chance.randrange(1 << 40)
        book.do([Edit(None, Segment(_name(chance), "task", "search", Edge(start), Edge(start + 1_000)))])
    elif what == "many":
        book.do([Edit(each, replace(each, label=f"label {chance.randrange(99)}")) for each in segments[:50]])
    else:
        chosen = chance.choice(segments)
        if what == "relabel":
            book.do([Edit(chosen, replace(chosen, label=f"label {chance.randrange(99)}"))])
        elif what == "delete":
            book.do([Edit(chosen, None)])
        else:
            middle = Edge(chosen.start.t_ns + 500)
            first, second = (
                replace(chosen, end=middle),
                replace(chosen, id=_name(chance), start=middle, end=None),
            )
            book.do([Edit(chosen, first), Edit(None, second)])


def _name(chance: random.Random) -> str:
    return f"s{chance.randrange(1 << 60):x}"


if __name__ == "__main__":
    main()
