"""No command opens a connection: nothing leaves the machine."""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from formats.native.copy import write_recording
from replay.cli.main import COMMANDS
from tests.benchmarks.terminals import Terminal
from tests.data import ROOT, SAMPLE
from tests.replay.cli.labelled import two
from tests.replay.cli.sealing import own_folders
from tests.replay.cli.shell import replay
from tests.replay.privacy.leaky import leaky

_HOOK = (
    "import sys, socket\n"
    "def hook(event, arguments):\n"
    "    local = event == 'socket.__new__' and arguments[1] == socket.AF_UNIX\n"
    "    if event.startswith('socket.') and event != 'socket.gethostname' and not local:\n"
    "        open({log!r}, 'a').write(event + '\\n')\n"
    "sys.addaudithook(hook)\n"
    "from replay.cli.main import main\n"
    "main()\n"
)
_HEARD: list[str] = []
_LISTENING = [False]


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    if _LISTENING[0] and event.startswith("socket.") and event != "socket.gethostname":
        _HEARD.append(f"{event} {arguments!r:.200}")


sys.addaudithook(_listen)


@contextmanager
def listening() -> Iterator[list[str]]:
    """Yield what Python tells of sockets meanwhile, from C as well."""
    _HEARD.clear()
    _LISTENING[0] = True
    try:
        yield _HEARD
    finally:
        _LISTENING[0] = False


def lines(folder: Path) -> list[list[str | Path]]:
    """Return a line, or more, for every command but those that need a screen; files are made in order."""
    journal = two(folder / "j.jsonl")
    out, sealed, copy = folder / "o", folder / "s.replay", folder / "c.replay"
    foreign, small = folder / "f.jsonl", folder / "small.replay"
    write_recording(leaky(), small, lossless=True)
    return [
        ["info", SAMPLE],
        ["events", SAMPLE, "--stream", "key"],
        ["actions", SAMPLE],
        ["text", SAMPLE],
        ["frame", SAMPLE, "--at", "5", "-o", out / "f.png"],
        ["export", SAMPLE, "--to", "jsonl", "-o", foreign],
        ["export", SAMPLE, "--to", "html", "-o", out / "f.html"],
        ["export", SAMPLE, "--subject", "-o", out / "mine"],
        ["import", foreign, "-o", out / "i.replay", "--purpose", "tests"],
        ["agree", SAMPLE, "--journal", journal],
        ["stats", SAMPLE, "--journal", journal],
        ["lint", SAMPLE, "--journal", journal],
        ["label", "export", SAMPLE, "--to", "csv", "-o", out / "l.csv", "--journal", journal],
        ["merge", journal, journal, "-o", out / "m.jsonl"],
        ["journal", "import", journal, "--store", out / "store.db"],
        ["journal", "verify", "--store", out / "store.db"],
        ["queue", "add", SAMPLE, "--store", out / "store.db"],
        ["queue", "status", "--store", out / "store.db"],
        ["audit", "show"],
        ["audit", "verify"],
        ["formats"],
        ["labels", "show"],
        ["record", "-o", out / "r.replay", "--purpose", "tests"],
        ["scan", small],
        ["align", SAMPLE],
        ["compare", SAMPLE, SAMPLE],
        ["subject", SAMPLE],
        ["redact", small, "--purpose", "research", "-o", copy, "--pictures", "drop"],
        ["verify", copy],
        ["check", small],
        ["recover", SAMPLE, "-o", out / "r.replay"],
        ["doctor"],
        ["keys"],
        ["identity", "--new"],
        ["identity"],
        ["seal", out / "r.replay", "-o", sealed],
        ["text", sealed],
        ["canary", "plant", SAMPLE, "-o", out / "canaries.replay", "--list", out / "planted.json"],
        ["canary", "score", out / "canaries.replay", "--list", out / "planted.json", "--no-ocr"],
        ["unseal", sealed, "-o", out / "u.replay"],
        ["withdraw", sealed, "--yes"],
    ]


def test_no_command_opens_a_socket(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nor asks for a name: all of them, each with a file, as Python's own audit of sockets tells."""
    own_folders(monkeypatch, tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "o").mkdir()
    done = lines(tmp_path)

    statuses, heard = {}, {}
    for words in done:
        with listening() as events:
            ended = replay(*words)
        line = " ".join(map(str, words))
        statuses[line] = (ended.status, ended.err)
        if events:
            heard[line] = list(events)

    assert not heard
    ran = {line: told for line, told in statuses.items() if not line.startswith("record")}
    assert {line: told for line, told in ran.items() if told[0] not in {0, 1}} == {}
    # A new command has its line here, or needs a screen.
    assert {str(words[0]) for words in done} == COMMANDS.keys() - {"open"}


def test_the_screen_opens_no_socket(tmp_path: Path) -> None:
    """But what pictures and keys need of the machine itself."""
    log = tmp_path / "heard"
    command = [sys.executable, "-c", _HOOK.format(log=str(log)), "open", str(SAMPLE)]

    with Terminal(command, environment={"XDG_DATA_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}) as terminal:
        terminal.settle()
        for key in ("\t", " ", "q"):
            terminal.press(key)
        terminal._process.wait(20)

    assert b"session-term" in terminal.raw
    assert not log.exists() or not log.read_text()


def test_a_socket_would_be_heard(tmp_path: Path) -> None:
    """Else the tests above would prove nothing."""
    with listening() as events:
        socket.socket().close()

    assert events
