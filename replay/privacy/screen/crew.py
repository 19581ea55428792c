"""Several processes that read the pictures of lines, each with an engine of its own."""

import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Self

from formats.model.frames import Frames, Pixels, visible_changes
from replay.privacy.screen.engine import Engine

MOST = 64
"""Processes."""
_LEAST_CHANGES = 16
"""Pictures that change: to start a process takes as long as to read some."""
_AHEAD = 4
"""Pictures that a process is given before it has answered: more would fill a pipe that nobody empties."""
_WAITING = 64
"""Pictures for each process that may wait, before whoever brings more must wait too."""

_YIELDING = 19
"""Niceness: beside it even a busy screen is as quick as alone."""

Told = tuple[bytes, str]


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spare_cores() -> int:
    """Return how many processes may read while somebody presses keys: one core is the screen's."""
    return max(cores() - 1, 1)


def is_worth_a_crew(frames: Frames) -> bool:
    """Say whether several processes read the pictures sooner than one."""
    return int(visible_changes(frames).sum()) >= _LEAST_CHANGES


class Crew:
    """Processes that read lines; they end with the `with`, and where this process is killed.

    The pipes are one-way: those that go both ways would be sockets.
    """

    def __init__(self, make: Callable[[], Engine], processes: int, *, yields: bool = False) -> None:
        """Start the processes.

        Args:
            make: Makes the engine of each; a module's function or class.
            processes: At least one.
            yields: Whether they give way to all that somebody waits for: a screen, say.
        """
        # Forked, a process would inherit threads of libraries that are not there.
        context = multiprocessing.get_context("spawn")
        # A screen that captures what is printed has no descriptor for the process that this starts first.
        with redirect_stderr(sys.__stderr__):
            resource_tracker.ensure_running()
        self._ways: list[tuple[Connection, Connection]] = []
        self._processes: list[SpawnProcess] = []
        self._given: list[int] = []
        self._due: deque[tuple[bytes, Pixels]] = deque()
        for _ in range(min(max(processes, 1), MOST)):
            theirs, ask = context.Pipe(duplex=False)
            answer, their_answer = context.Pipe(duplex=False)
            process = context.Process(target=_read, args=(make, theirs, their_answer, yields), daemon=True)
            process.start()
            theirs.close()
            their_answer.close()
            self._ways.append((ask, answer))
            self._processes.append(process)
            self._given.append(0)

    def __enter__(self) -> Self:
        """Give the crew."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes; what they have not read is left."""
        for ask, answer in self._ways:
            ask.close()
            answer.close()
        for process in self._processes:
            if kind is not None:
                process.terminate()
            process.join()

    def give(self, key: bytes, picture: Pixels) -> Iterator[Told]:
        """Have a picture read some time; yield what was read of others meanwhile.

        Raises:
            ChildProcessError: A process died.
        """
        self._due.append((key, picture))
        yield from self._round(timeout_s=0)
        while len(self._due) > _WAITING * len(self._ways):
            yield from self._round(timeout_s=None)

    def rest(self) -> Iterator[Told]:
        """Yield what is left to be read.

        Raises:
            ChildProcessError: A process died.
        """
        while self._due or any(self._given):
            yield from self._round(timeout_s=None)

    def _round(self, timeout_s: float | None) -> Iterator[Told]:
        for number, (ask, _) in enumerate(self._ways):
            while self._due and self._given[number] < _AHEAD:
                try:
                    ask.send(self._due.popleft())
                except OSError as error:
                    raise ChildProcessError("a process that reads text died") from error
                self._given[number] += 1
        busy = {answer: number for number, (_, answer) in enumerate(self._ways) if self._given[number]}
        ready = set(wait(list(busy), timeout_s)) if busy else set()
        for answer, number in busy.items():
            if answer not in ready:
                continue
            try:
                yield answer.recv()
            except EOFError as error:
                raise ChildProcessError("a process that reads text died") from error
            self._given[number] -= 1


def _read(make: Callable[[], Engine], asked: Connection, answer: Connection, yields: bool) -> None:
    """Read what is asked until nobody asks any more."""
    if yields and hasattr(os, "nice"):
        os.nice(_YIELDING)
    try:
        engine = make()
        while True:
            key, picture = asked.recv()
            answer.send((key, engine.recognise(picture)))
    except (EOFError, BrokenPipeError, KeyboardInterrupt):
        return
