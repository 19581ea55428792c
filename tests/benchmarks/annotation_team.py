"""Twenty-four people on one store, SQLite and PostgreSQL: no double claim, no lost change, no "locked".

    python -m tests.benchmarks.annotation_team [--quick] [--json OUT]

Each person is a process. All of them make the store and its queue at the same moment; then each claims a
recording, annotates it with a save for each change, submits it and claims the next, until nothing waits. Once
without a pause, which nobody does, and once with a change a second, which is quick work.
"""

import itertools
import json
import os
import random
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from formats.model.annotations import Edge, Segment
from formats.model.changes import Change
from replay.annotate.history import Edit
from replay.annotate.notebook import Notebook
from replay.store.errors import StoreError
from replay.store.journal import Store
from replay.store.place import Place, place_of
from replay.store.queue import Queue
from replay.store.verify import verify
from tests.benchmarks.command import finish, parser
from tests.benchmarks.figures import Figure, percentile
from tests.postgres import NoServerError, new_database, postgres

PEOPLE = 24
_OVERLAP = 2


@dataclass(frozen=True, slots=True)
class Work:
    """How much there is to do."""

    recordings: int
    changes: int
    """In each share."""
    pause_s: float
    """Between two changes, on average."""


_WORK = {"no pause": Work(96, 50, 0), "a change a second": Work(24, 15, 1)}
_QUICK_WORK = {"no pause": Work(24, 10, 0), "a change a second": Work(12, 3, 1)}


def main() -> None:
    """Let them work, and look at what they left."""
    command_line = parser(__doc__)
    command_line.add_argument("--only", choices=("SQLite", "PostgreSQL"), help="the other one is left out")
    options = command_line.parse_args()
    works = _QUICK_WORK if options.quick else _WORK
    tables: dict[str, list[Figure]] = {}
    if options.only != "PostgreSQL":
        tables |= _with_sqlite(works)
    if options.only != "SQLite":
        tables |= _with_postgresql(works)
    finish(tables, options)


def _with_sqlite(works: Mapping[str, Work]) -> dict[str, list[Figure]]:
    with tempfile.TemporaryDirectory(prefix="replay-team-") as folder:
        return {
            f"SQLite, {PEOPLE} people, {name}": together(Place(Path(folder) / name / "annotations.db"), work)
            for name, work in works.items()
        }


def _with_postgresql(works: Mapping[str, Work]) -> dict[str, list[Figure]]:
    try:
        with postgres() as url:
            return {
                f"PostgreSQL, {PEOPLE} people, {name}": together(place_of(new_database(url)), work)
                for name, work in works.items()
            }
    except NoServerError as error:
        return {"PostgreSQL": [Figure("a save, p99", None, "ms", why=str(error))]}


def together(place: Place, work: Work) -> list[Figure]:
    """Let all work on one store; return the figures."""
    start = time.monotonic()
    told = _in_processes(PEOPLE, lambda number: _annotate(place, work, number))
    seconds = time.monotonic() - start
    claims = [tuple(claim) for each in told for claim in each["claims"]]
    saved = [name for each in told for name in each["saved"]]
    saves_ms = [ms for each in told for ms in each["saves_ms"]]
    errors = [error for each in told for error in each["errors"]]
    with Store(place) as store:
        faults: list[str] = []
        there = {c.hash for kept in store.recordings() for c in store.changes(kept.recording, faults)}
        faults += [fault.what for fault in verify(store).faults]
        unfinished = sum(share.stage != "review" for share in Queue(store).shares())
    for sentence in (errors + faults)[:5]:
        print(sentence)
    twice = len(claims) - len({(recording, number) for recording, number, _ in claims})
    twice += len(claims) - len({(recording, author) for recording, _, author in claims})
    due = work.recordings * _OVERLAP
    return [
        Figure("saves", len(saves_ms), "", at_least=due * work.changes),
        Figure("saves a second, all together", len(saves_ms) / seconds, ""),
        Figure("shares claimed twice", twice, "", at_most=0),
        Figure("shares left undone", unfinished, "", at_most=0),
        Figure("changes told as saved, and not there", len(set(saved) - there), "", at_most=0),
        Figure("errors that a user would see", len(errors), "", at_most=0),
        Figure("faults in the store", len(faults), "", at_most=0),
        Figure("a save, p50", percentile(saves_ms, 0.5), "ms"),
        Figure("a save, p99", percentile(saves_ms, 0.99), "ms"),
        Figure("a save, longest", max(saves_ms), "ms"),
    ]


def _annotate(place: Place, work: Work, number: int) -> dict[str, Any]:
    """Work as one person; return what was done."""
    author, chance = f"author {number}", random.Random(number)
    claims, saved, saves_ms = [], [], []
    errors: list[str] = []
    with Store(place) as store:
        queue = Queue(store)
        try:
            for name in range(work.recordings):
                _add(queue, f"recording {name}", author)
            while claim := queue.next(author):
                claims.append((claim.recording, claim.share, author))
                made: list[Change] = []
                known = store.changes(claim.recording, errors)
                book = Notebook(claim.recording, author, known, made.extend, tool="test")
                for change in range(work.changes):
                    time.sleep(chance.expovariate(1 / work.pause_s) if work.pause_s else 0)
                    segment = Segment(f"{number}-{change}", "task", "search", Edge(change), Edge(change + 1))
                    book.do([Edit(None, segment)])
                    start = time.perf_counter()
                    store.append(made)
                    saves_ms.append((time.perf_counter() - start) * 1e3)
                    saved += [each.hash for each in made]
                    made.clear()
                queue.submit(claim.fence, author)
        except StoreError as error:
            errors.append(str(error))
    return {"claims": claims, "saved": saved, "saves_ms": saves_ms, "errors": errors}


def _add(queue: Queue, recording: str, author: str) -> None:
    queue.add(recording, name=recording, path=f"/recordings/{recording}", author=author, overlap=_OVERLAP)


def _in_processes(count: int, work: Callable[[int], dict[str, Any]]) -> list[dict[str, Any]]:
    """Do something in so many processes at once and return what each returned."""
    pipes = []
    for number in range(count):
        reading, writing = os.pipe()
        if os.fork() == 0:
            os.close(reading)
            status = 1
            try:
                with os.fdopen(writing, "w") as out:
                    json.dump(work(number), out)
                status = 0
            finally:
                os._exit(status)
        os.close(writing)
        pipes.append(os.fdopen(reading))
    texts = []
    for pipe in pipes:
        with pipe:
            texts.append(pipe.read())
    for _ in itertools.repeat(None, count):
        if os.wait()[1]:
            raise RuntimeError("a process ended in the middle of its work")
    return [json.loads(text) for text in texts]


if __name__ == "__main__":
    main()
