"""Bytes in POSIX shared memory, handed to a terminal on this machine, which reads and removes them."""

import base64
from collections import deque
from multiprocessing import resource_tracker, shared_memory
from types import TracebackType
from typing import Self

_KEPT = 8
# The terminal reads one after the other; eight pictures behind it has lost interest.


class SharedPixels:
    """Hands out shared memory, and removes what the terminal left lying."""

    def __init__(self) -> None:
        self._names: deque[str] = deque()

    def put(self, data: bytes | memoryview) -> str:
        """Copy `data` to new shared memory and return its name, "" where there is none to be had."""
        try:
            memory = shared_memory.SharedMemory(create=True, size=max(len(data), 1))
        except OSError:
            return ""
        if memory.buf is not None:
            memory.buf[: len(data)] = data
        memory.close()
        # The terminal removes the object; Python's own tracker would warn of that at exit.
        resource_tracker.unregister(f"/{memory.name.lstrip('/')}", "shared_memory")
        self._names.append(memory.name)
        while len(self._names) > _KEPT:
            _remove(self._names.popleft())
        return memory.name

    def close(self) -> None:
        """Remove whatever the terminal has not."""
        while self._names:
            _remove(self._names.popleft())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def encoded(name: str) -> str:
    """Return a name as the Kitty protocol wants it."""
    return base64.standard_b64encode(f"/{name.lstrip('/')}".encode()).decode()


def _remove(name: str) -> None:
    try:
        memory = shared_memory.SharedMemory(name)
    except FileNotFoundError:
        return
    memory.close()
    memory.unlink()
