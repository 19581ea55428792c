"""Runs every reading command on files that are broken or made to break it, each in a process with limits.

    python -m tests.benchmarks.hostile_commands [--quick] [--json OUT]

A command must refuse a file with one clear line and exit status 3, or read what is intact and say what is
not, within a second and 300 MB above the imports; never a traceback, a hang, or less than all in silence.
Processes are forked with everything imported, and run the whole command from its words to its exit.
"""

import json
import os
import pwd
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NoReturn

from replay.cli.main import COMMANDS, cli, main
from tests.benchmarks.command import finish, parser
from tests.benchmarks.hostile import MEGABYTES, Verdict, changes, cuts, is_clear, status_kb, verdict_figures
from tests.benchmarks.hostile_files import crafted, sound_file

HANG_S = 10
CRASHED = 70

LINES = {
    "info": ("info", "FILE", "--json"),
    "info for people": ("info", "FILE"),
    "events": ("events", "FILE", "--json"),
    "events for people": ("events", "FILE"),
    "actions": ("actions", "FILE", "--json"),
    "text": ("text", "FILE", "--json"),
    "frame": ("frame", "FILE", "--at", "50%", "-o", "OUT.png"),
    "frame with overlay": ("frame", "FILE", "--at", "50%", "-o", "OUT.png", "--overlay"),
    "check": ("check", "FILE", "--json"),
    "recover": ("recover", "FILE", "-o", "OUT.replay", "--force", "--json"),
}
"""Command lines that read a file; FILE and OUT are replaced."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a forked command left."""

    status: int
    """Exit status; below 0 the signal that ended it."""
    out: str
    err: str
    seconds: float
    """Of the processor, for the machine may be busy; what waits for ever is ended by an alarm."""
    peak_mb: float

    @property
    def lines(self) -> list[str]:
        """What it said that is no success."""
        return [line for line in self.err.splitlines() if not line.startswith("wrote ")]


class Bench:
    """Forks commands in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        # Imported before the forks: what a command costs is measured, not what its libraries do.
        import replay.ui.beginning  # noqa: PLC0415
        import replay.ui.screens.main  # noqa: F401, PLC0415

        for name in COMMANDS:
            cli.get_command(None, name)  # type: ignore[arg-type]
        self._folder = folder
        self._sound: dict[str, str] = {}

    def learn(self, sound: Path) -> None:
        """Remember what each command prints of a sound file."""
        for command in LINES:
            ran = self.run(command, sound)
            if ran.status > int(command == "check") or (ran.err and not ran.err.startswith("wrote ")):
                raise RuntimeError(f"{command} of the sound file: {ran}")
            self._sound[command] = ran.out

    def judge(
        self, command: str, name: str, path: Path, *, was_sound: bool = False, as_nobody: bool = False
    ) -> Verdict:
        """Run a command on a broken file and say how it went.

        Args:
            command: Which of `LINES`.
            name: What was done to the file.
            path: The file.
            was_sound: Whether it is the sound file with something missing or changed, which must be said
                where the command prints anything else of it.
            as_nobody: Run without root's rights.
        """
        ran = self.run(command, path, as_nobody=as_nobody)
        outcome = self.outcome(command, ran, was_sound=was_sound)
        return Verdict(name, outcome, "".join(ran.lines[:1]), ran.seconds, ran.peak_mb, command)

    def run(self, command: str, path: Path, *, as_nobody: bool = False) -> Ran:
        """Run a command in a forked process under limits."""
        words = [
            word.replace("OUT", str(self._folder / "out")) if word != "FILE" else str(path)
            for word in LINES[command]
        ]
        out, err, figures = (self._folder / name for name in ("stdout", "stderr", "figures"))
        figures.unlink(missing_ok=True)
        child = os.fork()
        if child == 0:
            sys.stdout, sys.stderr = out.open("w"), err.open("w")
            be_command(words, figures, as_nobody=as_nobody)
        _, status = os.waitpid(child, 0)
        return Ran(os.waitstatus_to_exitcode(status), out.read_text(), err.read_text(), **cost(figures))

    def outcome(self, command: str, ran: Ran, *, was_sound: bool) -> str:
        """Say how a command went that has run."""
        lines = ran.lines
        lost = command == "recover" and '"complete": false' in ran.out
        # A check finds what a file seems to hold, the sound one too; of damage it must say so.
        found = command == "check" and ran.status == 1
        damaged = found and '"name": "damage",\n      "verdict": "bad"' in ran.out
        if ran.status < 0:
            outcome = "hung" if ran.status == -signal.SIGALRM else f"died of signal {-ran.status}"
        elif ran.status == CRASHED or "Traceback" in ran.err:
            outcome = "traceback"
        elif not all(is_clear(line) for line in lines) or (ran.status == 3 and len(lines) != 1):
            outcome = "unclear"
        elif ran.status == 3:
            outcome = "refused"
        elif ran.status != int(lost or found):
            outcome = f"status {ran.status}"
        elif lines or lost or damaged or '"complete": false' in ran.out or "NOT COMPLETE" in ran.out:
            outcome = "partial"
        else:
            outcome = "silent" if was_sound and self._sound[command] != ran.out else "whole"
        return outcome


def be_command(words: list[str], figures: Path, *, as_nobody: bool) -> NoReturn:
    """Be the command in a forked process under limits, and write what it cost."""
    status = CRASHED
    signal.alarm(HANG_S)
    with figures.open("w") as told:
        before_kb = status_kb("VmSize"), status_kb("VmRSS")
        # Room beyond the promise, so that what breaks it is measured and not only killed.
        most = before_kb[0] * 1024 + 2 * MEGABYTES * 1_000_000
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        Path("/proc/self/clear_refs").write_text("5")
        if as_nobody and os.geteuid() == 0:
            os.setuid(pwd.getpwnam("nobody").pw_uid)
        sys.argv = ["replay", *words]
        start = time.process_time()
        try:
            main()
        except SystemExit as stop:
            status = stop.code if isinstance(stop.code, int) else 0
        except BaseException:  # noqa: BLE001 - what must not happen is to be counted, whatever it is
            traceback.print_exc(file=sys.stderr)
        seconds = time.process_time() - start
        peak_mb = (status_kb("VmHWM") - before_kb[1]) * 1.024 / 1000
        told.write(json.dumps({"seconds": seconds, "peak_mb": peak_mb}))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def cost(figures: Path) -> dict[str, float]:
    """Return the seconds and the memory that a forked command wrote down, if it lived to do so."""
    written = figures.read_text() if figures.exists() else ""
    told: dict[str, float] = json.loads(written) if written else {"seconds": float(HANG_S), "peak_mb": 0.0}
    return told


def unreadable(folder: Path) -> Iterator[tuple[str, Path]]:
    """Name paths that cannot be read, some of them only by somebody who is not root."""
    closed, locked = folder / "closed.replay", folder / "locked"
    sound_file(closed)
    closed.chmod(0)
    locked.mkdir()
    locked.chmod(0)
    yield "file without permission", closed
    yield "folder without permission", locked
    yield "file in a folder without permission", locked / "a.replay"
    yield "device", Path("/dev/zero")
    yield "device of no end", Path("/dev/random")
    yield "missing file", folder / "missing.replay"
    yield "file as if it were a folder", closed / "a.replay"
    yield "name too long", folder / ("a" * 256)
    loop = folder / "loop.replay"
    loop.symlink_to(loop)
    yield "link to itself", loop


def campaign(
    folder: Path, *, cut: int, change: int, commands: Iterable[str] = LINES
) -> dict[str, list[Verdict]]:
    """Run all kinds of files through the commands, so many of each."""
    folder.chmod(0o711)
    bench = Bench(folder)
    # Under the name of the broken ones: `info` prints it.
    whole = folder / "hostile.replay"
    sound_file(whole)
    bench.learn(whole)
    data = whole.read_bytes()
    commands = tuple(commands)
    return {
        "made": [bench.judge(c, name, path) for name, path in crafted(folder) for c in commands],
        "unreadable": [
            bench.judge(c, name, path, as_nobody=True) for name, path in unreadable(folder) for c in commands
        ],
        "cut": [
            bench.judge(c, name, path, was_sound=True)
            for name, path in cuts(folder, data, cut)
            for c in commands
        ],
        "one byte changed": [
            bench.judge(c, name, path, was_sound=True)
            for name, path in changes(folder, data, change)
            for c in commands
        ],
    }


def main_campaign() -> None:
    """Run the campaign and print its table and what went wrong."""
    options = parser(__doc__).parse_args()
    share = 20 if options.quick else 1
    with tempfile.TemporaryDirectory(prefix="replay-hostile-") as name:
        verdicts = campaign(Path(name), cut=200 // share, change=2000 // share)
    figures = []
    for kind, found in verdicts.items():
        bad = [verdict for verdict in found if not verdict.is_good]
        for verdict in bad[:40]:
            print(f"BAD {asdict(verdict)}")
        counts = Counter(verdict.outcome for verdict in found)
        print(f"  {kind}: " + ", ".join(f"{count:,} {outcome}" for outcome, count in counts.most_common()))
        figures += verdict_figures(kind, "commands run", found)
    finish({"hostile commands": figures}, options)


if __name__ == "__main__":
    main_campaign()
