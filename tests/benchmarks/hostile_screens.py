"""Opens broken and hostile files on the screen, each in a pseudo terminal and a process with limits.

    python -m tests.benchmarks.hostile_screens [--quick] [--json OUT]

The screen must refuse a file with one clear line and exit status 3, or open it, show what is intact and be
left by its key; never a traceback, never a hang.
"""

import fcntl
import os
import re
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

from tests.benchmarks.command import finish, parser
from tests.benchmarks.figures import Figure
from tests.benchmarks.hostile import MEGABYTES, Verdict, changes, cuts, is_clear
from tests.benchmarks.hostile_commands import HANG_S, Bench, be_command, cost, unreadable
from tests.benchmarks.hostile_files import crafted, sound_file

_QUIET_S = 0.4
_COLUMNS, _ROWS = 120, 40
_LEFT = "\x1b[?1049l"
_MODES = re.compile(r"\x1b\[[?<>]?[0-9;]*[a-zA-Z]")


def open_screen(name: str, path: Path, figures: Path, *, as_nobody: bool = False) -> Verdict:
    """Open a file in a pseudo terminal, press `q` once the screen stands still, and say how it went."""
    figures.unlink(missing_ok=True)
    child, terminal = os.forkpty()
    if child == 0:
        # Neither the settings nor the marks of whoever measures.
        os.environ |= {
            "TERM": "xterm-256color",
            "XDG_CONFIG_HOME": str(figures.parent),
            "XDG_DATA_HOME": str(figures.parent),
        }
        sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115
        sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr  # type: ignore[misc]
        be_command(["open", str(path)], figures, as_nobody=as_nobody)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", _ROWS, _COLUMNS, 0, 0))
    shown = _press_q_and_read(terminal)
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    text = shown.decode("utf-8", "replace")
    # What is said after a screen was left, without the modes that leaving writes in front of it.
    said = _MODES.sub("", text.rpartition(_LEFT)[2]).replace("\r", "").split("\n")
    lines = [line for line in said if line.startswith("replay: ")]
    return Verdict(
        name, _outcome(code, text, lines), lines[0] if lines else "", **cost(figures), command="open"
    )


def _press_q_and_read(terminal: int) -> bytes:
    shown = bytearray()
    deadline = time.monotonic() + HANG_S + 1
    while time.monotonic() < deadline:
        ready, _, _ = select.select([terminal], [], [], _QUIET_S)
        if not ready:
            if shown:
                os.write(terminal, b"q")
            continue
        try:
            piece = os.read(terminal, 1 << 16)
        except OSError:
            break  # Linux says so where the other end of a terminal has gone
        if not piece:
            break
        shown += piece
    return bytes(shown)


def _outcome(code: int, text: str, lines: list[str]) -> str:
    if code < 0:
        return "hung" if code == -signal.SIGALRM else f"died of signal {-code}"
    if "Traceback" in text:
        return "traceback"
    if code == 3:
        return "refused" if len(lines) == 1 and is_clear(lines[0]) else "unclear"
    return f"status {code}" if code else "whole"


def campaign(folder: Path, *, cut: int, change: int) -> dict[str, list[Verdict]]:
    """Open all kinds of files, so many of each."""
    folder.chmod(0o711)
    Bench(folder)
    figures = folder / "figures"
    whole = folder / "hostile.replay"
    sound_file(whole)
    data = whole.read_bytes()
    return {
        "sound": [open_screen("sound", whole, figures)],
        "made": [open_screen(name, path, figures) for name, path in crafted(folder)],
        "unreadable": [open_screen(n, path, figures, as_nobody=True) for n, path in unreadable(folder)],
        "cut": [open_screen(name, path, figures) for name, path in cuts(folder, data, cut)],
        "one byte changed": [
            open_screen(name, path, figures) for name, path in changes(folder, data, change)
        ],
    }


def main() -> None:
    """Run the campaign and print its table and what went wrong."""
    options = parser(__doc__).parse_args()
    share = 10 if options.quick else 1
    with tempfile.TemporaryDirectory(prefix="replay-hostile-") as name:
        verdicts = campaign(Path(name), cut=40 // share, change=60 // share)
    figures = []
    for kind, found in verdicts.items():
        bad = [v for v in found if v.outcome not in {"whole", "refused"} or v.peak_mb > MEGABYTES]
        for verdict in bad:
            print(f"BAD {verdict}")
        figures += [
            Figure(f"{kind}: files opened", len(found), ""),
            Figure(f"{kind}: of them refused", sum(v.outcome == "refused" for v in found), ""),
            Figure(f"{kind}: promise broken", len(bad), "", at_most=0),
            Figure(
                f"{kind}: most memory above the imports",
                max(v.peak_mb for v in found),
                "MB",
                at_most=MEGABYTES,
            ),
        ]
    finish({"hostile screens": figures}, options)


if __name__ == "__main__":
    main()
