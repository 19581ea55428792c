"""The command as a whole: help, wrong use, exit statuses, broken pipes, and what is not imported."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from replay.cli.main import COMMANDS
from tests.data import ROOT, SAMPLE
from tests.replay.cli.shell import command_line, is_refused, replay, replay_process

_IMPORTED = """
import sys
from replay.cli.main import main
sys.argv = ["replay", *sys.argv[1:]]
try:
    main()
except SystemExit as stop:
    assert not stop.code, stop.code
print(" ".join(sorted(sys.modules)), file=sys.stderr)
"""


def imported_by(*words: str) -> set[str]:
    """Return the top-level packages that a command has imported when it ends."""
    run = subprocess.run(
        [sys.executable, "-c", _IMPORTED, *words], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in run.stderr.splitlines()[-1].split()}


def test_help_lists_every_command_with_its_line() -> None:
    """Without importing any of them."""
    ended = replay("--help")

    said = " ".join(ended.out.split())
    assert all(f"{name} {' '.join(line.split())}" in said for name, line in COMMANDS.items())
    assert (ended.status, ended.err) == (0, "")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    """Its usage, and what each option does."""
    ended = replay(name, "--help")

    assert ended.out.startswith(f"Usage: replay {name} ")
    assert (ended.status, ended.err) == (0, "")
    assert replay(name, "-h").out == ended.out


def test_every_command_that_is_listed_is_there() -> None:
    """The table of commands is written by hand, so that showing it imports none of them."""
    modules = {path.stem.removesuffix("_command") for path in (ROOT / "replay/cli").glob("*_command.py")}

    assert set(COMMANDS) == modules


def test_help_imports_neither_numpy_nor_textual() -> None:
    """It is there at once."""
    assert imported_by("--help").isdisjoint({"numpy", "textual", "rich", "PIL", "av", "sqlalchemy"})


@pytest.mark.parametrize(
    "words",
    [("info",), ("events", "--stream", "window"), ("actions",), ("text",)],
    ids=lambda words: words[0],
)
def test_commands_that_print_do_not_import_the_screen(words: tuple[str, ...]) -> None:
    """Scripts call them in loops."""
    assert imported_by(*words, str(SAMPLE)).isdisjoint({"textual", "rich", "av", "sqlalchemy"})


def test_without_words_the_help_is_shown_as_wrong_use() -> None:
    """In its own lines, not squeezed into one."""
    ended = replay()

    assert ended.status == 2
    assert ended.err.startswith("Usage: replay ")
    assert "\n  info " in ended.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("inof", "x"), "did you mean 'info'?"),
        (("frobnicate",), "no command and no file is called 'frobnicate'"),
        (("info",), "Missing argument 'FILE'; see 'replay info --help'"),
        (("info", "a", "b"), "unexpected extra argument (b)"),
        (("info", "--nope", "a"), "No such option '--nope'"),
        (("events", SAMPLE, "--stream", "keys"), "'keys' is not one of 'pointer', 'button'"),
        (("events", SAMPLE, "--from", "noon"), "'noon' is not a time"),
        (("events", SAMPLE, "--from", "10", "--to", "5"), "--to: it lies before --from"),
        (("frame", SAMPLE, "--at", "1"), "'-o' / '--out'"),
        (("frame", SAMPLE, "--at", "#9999", "-o", "x.png"), "there is no frame #9999: the last is #278"),
        (("open", SAMPLE), "the screen needs a terminal"),
    ],
)
def test_wrong_use_is_one_line_and_status_2(words: tuple[str | Path, ...], said: str) -> None:
    """It says what to do, and nothing is printed for a program to take for data."""
    assert is_refused(replay(*words), 2, said)


def test_a_file_is_opened_without_naming_the_command() -> None:
    """`replay FILE` is `replay open FILE`; without a terminal both say the same."""
    assert replay(SAMPLE) == replay("open", SAMPLE)


def test_a_file_in_the_way_of_a_command_is_opened_by_its_path(tmp_path: Path) -> None:
    """Anything that is not a command's name is a file's."""
    path = tmp_path / "recording"
    path.write_text("no recording")

    assert is_refused(replay(path), 3, "recording: a text file")


@pytest.mark.parametrize("command", ["info", "events", "actions", "text", "recover", "open"])
def test_a_missing_file_is_one_line_and_status_3(command: str, tmp_path: Path) -> None:
    """A file that cannot be read is not wrong use."""
    more = ["-o", str(tmp_path / "out.replay")] if command == "recover" else []

    ended = replay(command, tmp_path / "nope.replay", *more)

    assert is_refused(ended, 3, "nope.replay: there is no such file")


def test_control_characters_of_a_name_do_not_reach_the_terminal(tmp_path: Path) -> None:
    """Names of files come from strangers too."""
    path = tmp_path / "evil\x1b]52;c;aGk=\x07.replay"
    path.write_bytes(b"")

    ended = replay("info", path)

    assert ended.status == 3
    assert "\x1b" not in ended.err
    assert "␛" in ended.err


def test_the_version_is_told() -> None:
    """As the package says it."""
    assert replay("--version").out == "replay 0.1.0\n"


def test_a_reader_that_goes_away_is_no_failure() -> None:
    """`replay events FILE | head` ends quietly with status 0."""
    with subprocess.Popen(
        command_line("events", SAMPLE, "--json"),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()

    assert first.startswith(b'{"t_ns":0,')
    assert (process.returncode, said) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, which Linux has")
@pytest.mark.parametrize("words", [("info", SAMPLE), ("events", SAMPLE), ("keys",)], ids=lambda w: w[0])
def test_output_that_cannot_be_written_is_one_line_and_status_3(words: tuple[str | Path, ...]) -> None:
    """A full disk behind `>` is not passed over, and not said twice."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command_line(*words), cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )

    assert (done.returncode, done.stderr) == (3, "replay: No space left on device\n")


def test_an_interrupt_is_one_word_and_status_130() -> None:
    """Ctrl-C while a command prints."""
    with subprocess.Popen(
        command_line("events", SAMPLE, "--json"),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        # The pipe is full by now: the command waits inside a write.
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()

    assert (process.returncode, said.strip()) == (130, "replay: interrupted")


def test_output_survives_a_locale_without_the_characters() -> None:
    """A character that cannot be written is written by its number."""
    ended = replay_process("keys", LC_ALL="C", PYTHONIOENCODING="ascii:strict", PYTHONUTF8="0")

    assert ended.status == 0
    assert "\\u2192" in ended.out
    assert os.linesep in ended.out
