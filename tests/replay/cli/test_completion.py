"""Completion by the shell: the protocol that its scripts speak, and bash's script itself."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from replay.cli.main import COMMANDS
from tests.data import ROOT
from tests.replay.cli.shell import replay_process

_FILES = "file"


def complete(*words: str) -> list[tuple[str, str]]:
    """Ask, as bash's script does, what could stand in the place of the last word; return types and values."""
    line = " ".join(["replay", *words])
    ended = replay_process(_REPLAY_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(len(words)))
    assert (ended.status, ended.err) == (0, "")
    pairs = [line.partition(",") for line in ended.out.splitlines()]
    return [(kind, value) for kind, _, value in pairs]


def test_the_first_word_is_a_command_or_a_file() -> None:
    """In the order of the help; files first, because bash's script forgets what came before them."""
    assert complete("") == [(_FILES, ""), *(("plain", name) for name in COMMANDS)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("inf",), [(_FILES, "inf"), ("plain", "info")]),
        (("samples/",), [(_FILES, "samples/")]),
        (("--v",), [("plain", "--version")]),
        (("events", "--st"), [("plain", "--stream"), ("plain", "--store")]),
        (("events", "--stream", "p"), [("plain", "pointer")]),
        (("events", "samples/desk.replay", "--f"), [("plain", "--from")]),
        (("info", "samples/"), [(_FILES, "samples/")]),
        (("recover", "a.replay", "-o", "b"), [(_FILES, "b")]),
        (("import", "a", "--pictures", ""), [("plain", "as-came"), ("plain", "lossless")]),
        (("samples/desk.replay", "--a"), [("plain", "--at"), ("plain", "--as")]),
        (("no-such-file", "--a"), [("plain", "--at"), ("plain", "--as")]),
    ],
)
def test_words_are_completed(words: tuple[str, ...], found: list[tuple[str, str]]) -> None:
    """Commands, options, choices and files; `replay FILE` takes the options of `open`."""
    assert complete(*words) == found


def test_zsh_and_fish_are_told_what_each_command_does() -> None:
    """Their protocols carry a help for each word."""
    zsh = replay_process(_REPLAY_COMPLETE="zsh_complete", COMP_WORDS="replay rec", COMP_CWORD="1")
    fish = replay_process(_REPLAY_COMPLETE="fish_complete", COMP_WORDS="replay", COMP_CWORD="rec")

    assert zsh.out.splitlines()[-3:] == ["plain", "recover", COMMANDS["recover"]]
    assert f"plain,recover\t{COMMANDS['recover']}" in fish.out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_help_says_how_to_switch_it_on(shell: str) -> None:
    """And what it says gives a script."""
    script = replay_process(_REPLAY_COMPLETE=f"{shell}_source")

    assert f"_REPLAY_COMPLETE={shell}_source replay" in replay_process("--help").out
    assert f"_REPLAY_COMPLETE={shell}_complete" in script.out
    assert script.status == 0


def test_completing_the_first_word_imports_no_command() -> None:
    """A key that waits is not pressed twice."""
    probe = (
        "import atexit, sys\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        "from replay.cli.main import main\n"
        "main()\n"
    )
    environment = {"_REPLAY_COMPLETE": "bash_complete", "COMP_WORDS": "replay ", "COMP_CWORD": "1"}

    done = subprocess.run(
        [sys.executable, "-c", probe],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )

    assert "plain,recover" in done.stdout
    assert {"numpy", "textual"}.isdisjoint(done.stderr.split())


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_s_script_fills_in_what_was_found(tmp_path: Path) -> None:
    """The whole way: the script that the README sources, its function, and the words that bash gets."""
    command = tmp_path / "replay"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m replay.cli.main "$@"\n')
    command.chmod(0o755)
    script = """
        eval "$(_REPLAY_COMPLETE=bash_source replay)"
        COMP_WORDS=(replay events --stream p) COMP_CWORD=3
        _replay_completion replay
        echo "${COMPREPLY[@]}"
    """

    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        cwd=ROOT,
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "pointer\n"
