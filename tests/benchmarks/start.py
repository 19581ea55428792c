"""From the shell's prompt to the interface, to the first picture, and to the words of `--help`, 160x45.

    python -m tests.benchmarks.start [--quick] [--cache FOLDER] [--json OUT]

The installed command is started on a pseudo-terminal that answers questions as terminals do, with a recording
of a minute and one of eight hours, in turn. What it writes is read back afterwards: the interface is there
when its words can be read, the picture when nineteen twentieths of its cells are as they are in the end.
Bare Python and Textual's smallest application are measured beside it: nothing built on them starts sooner.
"""

import re
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.command import finish, folder_for, parser
from tests.benchmarks.figures import Figure
from tests.benchmarks.recordings import LONG_HOURS, MINUTE_HOURS, QUICK_HOURS, with_frames
from tests.benchmarks.terminals import Terminal
from tests.terminal_model import TerminalModel

_COLUMNS, _ROWS = 160, 45
_WORDS = ("actions", "events", "activity")
_SAME_SHARE = 0.95
_STYLES = frozenset((*range(1, 7), 9, *range(21, 26), 29))
_KNOWN = re.compile(r"\x1b\[[0-9;]*[mHCb]|[^\x00-\x1f\x7f-\x9f]|\n|\r")
_SKIPPED = re.compile(
    r"\x1b(?:\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|\[[0-?]*[ -/]*[@-~]"
    r"|[ -/]+[0-~]|[^\[\]PX^_ -/])"
)
_OPEN_STRING = re.compile(rb"\x1b[\]PX^_][^\x07\x1b]*$")


class Screen(TerminalModel):
    """A terminal that passes over what it does not know, and is fed in pieces cut anywhere."""

    def __init__(self, columns: int, rows: int) -> None:
        super().__init__(columns, rows)
        self._left = b""

    def take(self, data: bytes, *, last: bool = False) -> None:
        """Take a piece; what may be an unfinished sequence waits for the next one."""
        data = self._left + data
        cut = len(data) if last else max(data.rfind(b"\x1b"), 0)
        # The last escape may be the end of a title or an answer, whose beginning then waits too.
        unfinished = _OPEN_STRING.search(data, 0, cut)
        cut = unfinished.start() if unfinished and not last else cut
        self._left = data[cut:]
        text = data[:cut].decode("utf-8", "replace")
        self.feed(_SKIPPED.sub(lambda match: match[0] if _KNOWN.fullmatch(match[0]) else "", text))

    def line(self, row: int) -> str:
        """Return the text of a row."""
        return "".join(self.cell(row, column)[0] for column in range(self.columns))

    def _colours(self, values: list[int]) -> None:
        """Pass over bold, dim, italic and underlined, which say nothing of what is there."""
        at = 0
        while at < len(values):
            length = 1
            if values[at] in (38, 48):
                length = 5 if values[at + 1] == 2 else 3
            if values[at] not in _STYLES:
                super()._colours(values[at : at + length])
            at += length


_QUIET_S = 0.2


@dataclass(frozen=True, slots=True)
class Moments:
    """Milliseconds from the start of the program."""

    interface: float
    picture: float


def moments(terminal: Terminal) -> Moments:
    """Read back what a program wrote.

    Raises:
        RuntimeError: Its words or its picture never came.
    """
    whole = Screen(terminal.columns, terminal.rows)
    whole.take(bytes(terminal.raw), last=True)
    tabs = next((row for row in range(_ROWS) if "actions" in whole.line(row)), 0)
    edge = whole.line(tabs).find("actions") - 2
    bottom = next((row for row in range(_ROWS) if "activity" in whole.line(row)), _ROWS)
    places = [(row, column) for row in range(1, bottom) for column in range(edge)]
    final = {place: whole.cell(*place) for place in places}
    screen = Screen(terminal.columns, terminal.rows)
    interface: float | None = None
    picture: float | None = None
    at = 0
    for since, size in terminal.reads:
        screen.take(bytes(terminal.raw[at : at + size]))
        at += size
        if interface is None:
            text = "\n".join(screen.line(row) for row in range(_ROWS))
            if all(word in text for word in _WORDS):
                interface = since * 1e3
        same = sum(screen.cell(*place) == cell for place, cell in final.items())
        if interface is not None and same >= _SAME_SHARE * len(places):
            picture = since * 1e3
            break
    if interface is None or picture is None:
        raise RuntimeError(f"the screen never came: {bytes(terminal.raw[-400:])!r}")
    return Moments(interface, picture)


def main() -> None:
    """Measure, print, and write JSON where asked."""
    options = parser(__doc__).parse_args()
    rounds = 3 if options.quick else 9
    hours = QUICK_HOURS if options.quick else LONG_HOURS
    with folder_for(options) as folder:
        files = {
            "a minute": with_frames(folder, MINUTE_HOURS),
            f"{hours:g} hours": with_frames(folder, hours),
        }
        tables = {"from the shell's prompt, 160x45": starts(files, rounds)}
    finish(tables, options)


def starts(files: dict[str, Path], rounds: int) -> list[Figure]:
    """Start everything in turn, so many times; the first round warms the disk and does not count."""
    seen: dict[str, list[Moments]] = {name: [] for name in files}
    helped: list[float] = []
    bare: dict[str, list[float]] = {"Python": [], "Textual": []}
    for _ in range(rounds + 1):
        for name, path in files.items():
            with Terminal([*_replay(), str(path)], _COLUMNS, _ROWS) as terminal:
                # Before the journal is read, which may add lanes, and the picture gives them room.
                terminal.settle(_QUIET_S)
            seen[name].append(moments(terminal))
        helped.append(_last_byte([*_replay(), "--help"]))
        bare["Python"].append(_last_byte([sys.executable, "-c", "print('here')"]))
        bare["Textual"].append(_last_byte([sys.executable, "-c", _SMALLEST]))
    figures = []
    middle = {
        name: (
            statistics.median(each.interface for each in found[1:]),
            statistics.median(each.picture for each in found[1:]),
        )
        for name, found in seen.items()
    }
    for name, (interface, picture) in middle.items():
        figures += [
            Figure(f"interface on screen, {name}", interface, "ms", at_most=200),
            Figure(f"first picture on screen, {name}", picture, "ms", at_most=300),
        ]
    (_, short), (_, long) = middle.values()
    smallest = statistics.median(bare["Textual"][1:])
    return [
        *figures,
        Figure("first picture, the long recording over the minute", long / short, "x", at_most=1.1),
        Figure("--help", statistics.median(helped[1:]), "ms", at_most=80),
        Figure("beside it: Python alone, a line", statistics.median(bare["Python"][1:]), "ms"),
        Figure("beside it: Textual's smallest application, first paint", smallest, "ms"),
    ]


_SMALLEST = """
from textual.app import App
from textual.widgets import Static
class Smallest(App):
    def compose(self):
        yield Static("here")
    def on_mount(self):
        self.set_timer(0.3, self.exit)
Smallest().run()
"""


def _replay() -> list[str]:
    """Return the installed command, or the module where it is not installed."""
    installed = Path(sys.executable).with_name("replay")
    return [str(installed)] if installed.exists() else [sys.executable, "-m", "replay.cli.main"]


def _last_byte(command: list[str]) -> float:
    """Run a program; the milliseconds to the last byte of its first burst."""
    with Terminal(command, _COLUMNS, _ROWS) as terminal:
        return terminal.settle(0.12).ms


if __name__ == "__main__":
    main()
