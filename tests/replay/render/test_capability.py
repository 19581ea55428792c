"""What a terminal can show: from its environment and its answers, and never a reply left behind."""

import os
import pty
import select
import termios
import threading
import tty
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replay.render.capability import Capability, Inquiry, Method, from_environment, probe, understood
from replay.render.choice import REQUESTS, choose
from replay.render.depth import Depth

KITTY = {"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1", "COLORTERM": "truecolor"}
KITTY_ANSWER = (
    b"\x1bP>|kitty(0.35.2)\x1b\\\x1b[6;20;10t\x1b[?2026;2$y\x1b_Gi=31;OK\x1b\\\x1b_Gi=32;OK\x1b\\\x1b[?62;c"
)


@pytest.mark.parametrize(
    ("environment", "terminal", "depth", "sextants"),
    [
        (KITTY, "kitty", Depth.TRUE, True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, "iterm", Depth.TRUE, True),
        (
            {"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"},
            "apple_terminal",
            Depth.INDEXED,
            False,
        ),
        ({"TERM": "xterm-256color", "WT_SESSION": "x"}, "windows terminal", Depth.TRUE, False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7006"}, "vte", Depth.TRUE, True),
        ({"TERM": "foot"}, "foot", Depth.TRUE, True),
        ({"TERM": "xterm-256color"}, "xterm-256color", Depth.INDEXED, False),
        ({"TERM": "screen", "TMUX": "socket,1,0", "KITTY_WINDOW_ID": "1"}, "tmux", Depth.INDEXED, False),
        ({"TERM": "tmux-256color", "COLORTERM": "truecolor"}, "tmux", Depth.TRUE, False),
        ({"TERM": "linux"}, "linux", Depth.INDEXED, False),
        ({"TERM": "dumb"}, "dumb", Depth.NONE, False),
        ({}, "unknown", Depth.INDEXED, False),
        ({**KITTY, "NO_COLOR": "1"}, "kitty", Depth.NONE, True),
        ({**KITTY, "NO_COLOR": ""}, "kitty", Depth.TRUE, True),
    ],
)
def test_the_environment_alone(
    environment: Mapping[str, str], terminal: str, depth: Depth, sextants: bool
) -> None:
    """Each known environment gives its terminal, its colours and its glyphs, and no pixels unasked."""
    known = from_environment(environment)

    assert (known.terminal, known.depth, known.sextants) == (terminal, depth, sextants)
    assert not known.kitty
    assert known.why


def test_a_kitty_that_answers_shows_pixels() -> None:
    """Placeholders, shared memory, synchronised updates and the size of a cell are taken from the answers."""
    known = understood(from_environment(KITTY), KITTY_ANSWER)

    assert (known.kitty, known.shared_memory, known.sync, known.cell_px) == (True, True, True, (10, 20))
    assert choose(known).method is Method.KITTY


@pytest.mark.parametrize("name", [b"WezTerm 20240203", b"kitty(0.26.5)", b"Warp", b"vscode 1.99"])
def test_a_terminal_without_placeholders_keeps_cells(name: bytes) -> None:
    """An OK to the Kitty question is not believed of a terminal that has no placeholders."""
    answer = KITTY_ANSWER.replace(b"kitty(0.35.2)", name)
    known = understood(from_environment({"TERM": "xterm-256color"}), answer)

    assert not known.kitty
    assert choose(known).method is Method.CELLS


def test_over_ssh_the_memory_is_not_shared() -> None:
    """A terminal at the other end of ssh gets its pixels in the stream, whatever it answers."""
    known = understood(from_environment({**KITTY, "SSH_CONNECTION": "1 2 3 4"}), KITTY_ANSWER)

    assert known.kitty
    assert not known.shared_memory
    assert choose(known).thrifty


def test_sixel_is_done_when_asked_for() -> None:
    """A terminal with sixel keeps cells, says that sixel can be had, and gives it by name."""
    known = understood(from_environment({"TERM": "xterm-256color"}), b"\x1b[6;16;8t\x1b[?62;4;22c")

    assert known.sixel
    assert choose(known).method is Method.CELLS
    assert "sixel can be asked for" in choose(known).why
    assert choose(known, "sixel").method is Method.SIXEL


@pytest.mark.parametrize("requested", REQUESTS)
def test_every_request_is_a_choice(requested: str) -> None:
    """Whatever is asked for by name is what is done."""
    chosen = choose(Capability(depth=Depth.TRUE), requested)

    assert chosen.why
    assert chosen.method.value == (requested if requested in {"kitty", "iterm", "sixel"} else "cells")
    assert chosen.depth is {"256": Depth.INDEXED, "mono": Depth.NONE}.get(requested, Depth.TRUE)


def test_an_unknown_request_is_refused() -> None:
    """A name that is none of the methods is a ValueError that lists them."""
    with pytest.raises(ValueError, match="is not one of auto, cells"):
        choose(Capability(), "vector")


@given(st.binary(max_size=200))
def test_no_answer_breaks_the_reading(answers: bytes) -> None:
    """Any bytes at all are read without an error."""
    understood(from_environment(KITTY), answers)
    understood(from_environment(KITTY), answers + KITTY_ANSWER)


@pytest.fixture
def line() -> Iterator[tuple[int, str]]:
    """Return the terminal's end of a pseudo-terminal and the name of the program's end."""
    leader, follower = pty.openpty()
    yield leader, os.ttyname(follower)
    os.close(leader)
    os.close(follower)


def answer(leader: int, answers: bytes) -> threading.Thread:
    """Answer like a terminal, once, after the first question has come."""

    def run() -> None:
        asked = b""
        while not asked.endswith(b"\x1b[c"):
            if not select.select([leader], [], [], 5)[0]:
                return
            asked += os.read(leader, 4096)
        os.write(leader, answers)

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_a_real_terminal_is_asked_once_and_nothing_is_left(line: tuple[int, str]) -> None:
    """The answers are read to the last, the mode is as before, and no byte waits for the next reader."""
    leader, device = line
    thread = answer(leader, KITTY_ANSWER)
    with open(device, "rb", buffering=0) as reader:  # noqa: PTH123 - a terminal
        before = termios.tcgetattr(reader)
        known = probe(KITTY, device=device, timeout_s=5)
        thread.join()

        assert known.kitty
        assert termios.tcgetattr(reader) == before
        assert not select.select([reader], [], [], 0.05)[0]


def test_a_silent_terminal_costs_the_timeout_and_no_more(line: tuple[int, str]) -> None:
    """Without an answer the environment counts, and the reason is given."""
    known = probe(KITTY, device=line[1], timeout_s=0.05)

    assert not known.kitty
    assert "did not answer in time" in known.why[-1]


def test_what_is_typed_while_the_terminal_answers_is_left_for_the_keys(line: tuple[int, str]) -> None:
    """The interface hears the answers among them; each key comes once, in order."""
    leader, device = line
    inquiry = Inquiry(KITTY, timeout_s=5)
    with open(device, "r+b", buffering=0) as reader:  # noqa: PTH123 - a terminal
        tty.setraw(reader.fileno())
        os.write(leader, b"g1" + KITTY_ANSWER[:19] + b"2" + KITTY_ANSWER[19:] + b"\x1b[A")
        typed = inquiry.listen(reader.fileno())
    inquiry.close()

    assert inquiry.is_heard
    assert inquiry.result().kitty
    assert typed.replace(b"\x1b[?2026;2$y", b"") == b"g12\x1b[A"


def test_a_silent_terminal_keeps_no_key_back(line: tuple[int, str]) -> None:
    """What was typed comes through once the time is up, and the environment counts."""
    leader, device = line
    inquiry = Inquiry(KITTY, timeout_s=0.05)
    with open(device, "r+b", buffering=0) as reader:  # noqa: PTH123 - a terminal
        tty.setraw(reader.fileno())
        os.write(leader, b"q")

        assert inquiry.listen(reader.fileno()) == b"q"
    inquiry.close()
    assert "did not answer in time" in inquiry.result().why[-1]


def test_inside_tmux_nothing_is_asked(line: tuple[int, str]) -> None:
    """tmux would answer for itself: the terminal gets no byte."""
    leader, device = line
    probe({**KITTY, "TMUX": "socket,1,0"}, device=device, timeout_s=0.05)

    assert not select.select([leader], [], [], 0.05)[0]


def test_without_a_terminal_the_environment_counts() -> None:
    """No device, no question, no error."""
    assert "no terminal to ask" in probe(KITTY, device="/nonexistent/tty").why[-1]
