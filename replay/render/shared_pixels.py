"""Bytes in shared memory, handed to a terminal on this machine, which reads and removes them.

POSIX shared memory is a file under /dev/shm on Linux. Written as one it costs a copy; mapped, a page fault
for each four kilobytes. Where there is no such folder (macOS) the caller sends the bytes themselves.
"""

import base64
import os
from collections import deque
from pathlib import Path
from types import TracebackType
from typing import Self

_FOLDER = Path("/dev/shm")  # noqa: S108 - where POSIX shared memory lives; names are random and opened exclusively
_KEPT = 8
# The terminal reads one after the other; eight pictures behind it has lost interest.


class SharedPixels:
    """Hands out shared memory, and removes what the terminal left lying."""

    def __init__(self) -> None:
        self._paths: deque[Path] = deque()

    def put(self, data: bytes | memoryview) -> str:
        """Copy `data` to new shared memory and return its name, "" where there is none to be had."""
        path = _FOLDER / f"replay-{os.urandom(8).hex()}"
        try:
            descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except OSError:
            return ""
        self._paths.append(path)
        try:
            whole = os.write(descriptor, data) == len(data)
        except OSError:
            whole = False
        finally:
            os.close(descriptor)
        while len(self._paths) > (_KEPT if whole else 0):
            self._paths.popleft().unlink(missing_ok=True)
        return path.name if whole else ""

    def close(self) -> None:
        """Remove whatever the terminal has not."""
        while self._paths:
            self._paths.popleft().unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def encoded(name: str) -> str:
    """Return a name as the Kitty protocol wants it."""
    return base64.standard_b64encode(f"/{name}".encode()).decode()
