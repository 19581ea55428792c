"""A program under a real pseudo-terminal, alone or inside a real tmux, and how long it takes to paint.

A paint is everything the program writes after a key until it has been silent for a while; its time is that
of the last byte. Bytes are counted and set aside, never searched while the clock runs.
"""

import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import subprocess
import tempfile
import termios
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

_ANSWERS = ((b"\x1b[?2026$p", b"\x1b[?2026;2$y"), (b"\x1b[c", b"\x1b[?62;22c"))
_ANSWER_S = 1.0
_PAUSE_S = 0.02
# Silence that ends a burst: tmux has sent on what it had by then.
# A terminal is asked at the start; later, looking for questions would cost what is being measured.


@dataclass(frozen=True, slots=True)
class Paint:
    """What came after a key."""

    ms: float
    """From the key to the last byte."""
    first_ms: float
    """From the key to the first byte."""
    bytes: int


@dataclass
class Terminal:
    """A program on a terminal of `columns` by `rows` cells."""

    command: list[str]
    columns: int = 160
    rows: int = 45
    tmux: bool = False
    environment: dict[str, str] = field(default_factory=dict)

    def __enter__(self) -> Self:
        self.raw = bytearray()
        self.reads: list[tuple[float, int]] = []
        self._folder = tempfile.mkdtemp(prefix="replay-bench-")
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            **self.environment,
        }
        for name in ("TMUX", "NO_COLOR", "PYTHONDONTWRITEBYTECODE"):
            environment.pop(name, None)
        command = self._under_tmux() if self.tmux else self.command
        leader, follower = pty.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))
        self.started_at = time.perf_counter()
        self._process = subprocess.Popen(
            command,
            stdin=follower,
            stdout=follower,
            stderr=follower,
            env=environment,
            start_new_session=True,
            preexec_fn=_take_terminal,  # noqa: PLW1509 - this process has one thread
        )
        os.close(follower)
        self._leader = leader
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.tmux:
            subprocess.run([*self._tmux(), "kill-server"], capture_output=True, check=False)
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._leader)
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def pid(self) -> int:
        """Process id of the program, or of the tmux client around it."""
        return self._process.pid

    def settle(self, quiet_s: float = 0.5, limit_s: float = 20) -> Paint:
        """Read until the program is silent; its time counts from the start of the program."""
        return self._read(self.started_at, quiet_s, limit_s)

    def press(self, key: str, *, quiet_s: float = 0.12, limit_s: float = 5) -> Paint:
        """Send a key and wait until the program has painted."""
        sent = time.perf_counter()
        os.write(self._leader, key.encode())
        return self._read(sent, quiet_s, limit_s)

    def cpu_s(self) -> float:
        """Return the processor time that the program has taken; of the program itself, inside tmux too."""
        pid = self.pid
        if self.tmux:
            listing = [*self._tmux(), "list-panes", "-F", "#{pane_pid}"]
            pid = int(subprocess.run(listing, capture_output=True, text=True, check=True).stdout.split()[0])
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def watch(self, seconds: float, *, bytes_a_second: float = 0) -> list[tuple[float, int]]:
        """Read for so long; return the time of each read, in seconds from now, and the bytes it brought.

        With `bytes_a_second` no faster than that, as a slow line would.
        """
        start = time.perf_counter()
        reads: list[tuple[float, int]] = []
        while (left := start + seconds - time.perf_counter()) > 0:
            if select.select([self._leader], [], [], left)[0]:
                data = self._take()
                if not data:
                    raise RuntimeError(f"the program ended: {bytes(self.raw[-400:])!r}")
                reads.append((time.perf_counter() - start, len(data)))
                if bytes_a_second:
                    time.sleep(len(data) / bytes_a_second)
        return reads

    def _read(self, since: float, quiet_s: float, limit_s: float) -> Paint:
        first = last = 0.0
        count = 0
        deadline = time.perf_counter() + limit_s
        while time.perf_counter() < deadline:
            wait = quiet_s if count else deadline - time.perf_counter()
            if not select.select([self._leader], [], [], max(wait, 0))[0]:
                break
            data = self._take()
            if not data:
                break
            last = time.perf_counter()
            first = first or last
            count += len(data)
        return Paint((last - since) * 1e3 if count else float("nan"), (first - since) * 1e3, count)

    def _take(self) -> bytes:
        try:
            data = os.read(self._leader, 1 << 16)
        except OSError:  # Linux answers so when the other end has closed
            return b""
        self.raw += data
        since = time.perf_counter() - self.started_at
        self.reads.append((since, len(data)))
        if since < _ANSWER_S and not self.tmux:
            for question, answer in _ANSWERS:
                if question in data:
                    os.write(self._leader, answer)
        return data

    def _tmux(self) -> list[str]:
        return ["tmux", "-S", str(Path(self._folder) / "socket"), "-f", str(Path(self._folder) / "conf")]

    def _under_tmux(self) -> list[str]:
        (Path(self._folder) / "conf").write_text(
            "set -g status off\nset -g default-terminal tmux-256color\n"
            "set -ga terminal-overrides ',*:Tc'\nset -g escape-time 0\n"
        )
        return [*self._tmux(), "new-session", "-x", str(self.columns), "-y", str(self.rows), *self.command]


def bursts(reads: list[tuple[float, int]]) -> list[int]:
    """Return the bytes of each run of reads that no silence divides."""
    out: list[int] = []
    last = float("-inf")
    for at, size in reads:
        if at - last > _PAUSE_S:
            out.append(0)
        out[-1] += size
        last = at
    return out


def _take_terminal() -> None:
    """Make standard input the terminal of this session, as a shell would: programs ask it by /dev/tty."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
