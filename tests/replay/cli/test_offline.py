"""The program gives the network up when it starts, but where it is told to use it."""

import subprocess
import sys
from pathlib import Path

import pytest

from replay.cli.offline import CLOSED, why_needed
from tests.data import ROOT
from tests.replay.cli.shell import replay_process

_ASKS = """
import asyncio, os, socket, sys, subprocess
from replay.cli.offline import close_network
print(close_network(""))
for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX):
    try:
        socket.socket(family).close()
        print(family.name, "opened")
    except PermissionError:
        print(family.name, "refused")
asyncio.run(asyncio.sleep(0))
child = "import socket\\ntry: socket.socket()\\nexcept PermissionError: print('refused')"
print(subprocess.run([sys.executable, "-c", child], capture_output=True, text=True).stdout)
"""
_URL = "postgresql://ann@db.example/replay"


@pytest.fixture(scope="module", autouse=True)
def _filters() -> None:
    if CLOSED not in replay_process("doctor").out:
        pytest.skip("the kernel of this machine filters no calls (seccomp)")


def test_sockets_are_refused_but_those_of_this_machine() -> None:
    """To the process and to what it starts; whatever waits for events works on."""
    done = subprocess.run([sys.executable, "-c", _ASKS], cwd=ROOT, capture_output=True, text=True, check=True)

    told = done.stdout.split("\n")
    assert told == [CLOSED, "AF_INET refused", "AF_INET6 refused", "AF_UNIX opened", "refused", "", ""]


@pytest.mark.parametrize(
    ("words", "store", "needed"),
    [
        (["text", "a.replay"], "", False),
        (["text", "a.replay"], "/srv/team.db", False),
        (["text", "a.replay"], _URL, True),
        (["text", "a.replay", "--store", _URL], "", True),
        (["text", "a.replay", f"--store={_URL}"], "", True),
        (["text", "a.replay", "--store", "postgres://ann@db/x"], "/srv/team.db", True),
        (["import", "https://example.com/a.mp4"], "", False),
    ],
)
def test_a_database_needs_the_network(words: list[str], store: str, needed: bool) -> None:
    """Wherever it is named; nothing else does."""
    assert bool(why_needed(words, {}, store)) is needed


@pytest.mark.parametrize(
    ("name", "needed"), [(":0", False), ("unix:1.0", False), ("", False), ("there:0", True)]
)
def test_a_session_of_another_machine_needs_it_to_be_recorded(name: str, needed: bool) -> None:
    """And for that alone."""
    assert bool(why_needed(["record", "-o", "a.replay"], {"DISPLAY": name}, "")) is needed
    assert not why_needed(["text", "a.replay"], {"DISPLAY": name}, "")


def test_the_doctor_says_whether_it_holds(tmp_path: Path) -> None:
    """And why not where it does not."""
    settings = tmp_path / "replay" / "settings.toml"
    settings.parent.mkdir()
    settings.write_text(f'store = "{_URL}"')

    found = replay_process("doctor", "--json", XDG_CONFIG_HOME=str(tmp_path)).document

    assert found["privacy"]["network"] == "open: the store is a PostgreSQL database"
    assert replay_process("doctor", "--json").document["privacy"]["network"] == CLOSED


def test_settings_with_a_mistake_close_it_all_the_same(tmp_path: Path) -> None:
    """And stop no command that needs none."""
    (tmp_path / "replay").mkdir()
    (tmp_path / "replay" / "settings.toml").write_text("store = 5")

    ended = replay_process("doctor", XDG_CONFIG_HOME=str(tmp_path))

    assert (ended.status, CLOSED in ended.out) == (0, True)
