"""What answers a command of a shell: a password, or was nothing asked, and this is the next command?"""

from collections.abc import Callable

import pytest

from formats.model.recording import Recording
from formats.model.time import NS_PER_S
from replay.privacy.finding import ChannelText, Finding
from replay.privacy.policy import DOUBTFUL
from replay.privacy.scan.scanning import scan_recording
from replay.privacy.texts import Progress, Texts
from tests.benchmarks.privacy.typist import Typist
from tests.replay.privacy.typing import found, texts, typist


def _terminal(lines: str) -> Typist:
    ann = typist()
    ann.window("gnome-terminal", "ann@desk: ~")
    ann.type(lines)
    return ann


def _passwords(lines: str) -> list[str]:
    return texts(_terminal(lines).recording(), "password")


@pytest.mark.parametrize("command", ["sudo apt update", "ssh web01", "scp a.txt web01:/tmp"])
def test_a_lone_word_where_perhaps_nothing_was_asked_needs_a_decision(command: str) -> None:
    """It is no critical password; and not passed over, for it may be one."""
    (finding,) = found(_terminal(f"{command}\nhyfetch\nls -la\n").recording(), "password")

    assert (finding.text, finding.severity) == ("hyfetch", "medium")
    assert 0.5 <= finding.confidence < DOUBTFUL


@pytest.mark.parametrize(
    "command", ["su -", "mysql -u root -p", "ssh-add", "passwd", "ykman piv access change-pin"]
)
def test_a_lone_word_behind_what_always_asks_is_the_answer(command: str) -> None:
    """These remember nothing."""
    (finding,) = found(_terminal(f"{command}\nbutterfly\nls -la\n").recording(), "password")

    assert (finding.text, finding.severity) == ("butterfly", "critical")


def test_a_shell_that_was_trusted_asks_for_nothing() -> None:
    """Within a quarter of an hour, by another word than the first; and the same word is the answer again."""
    assert _passwords("sudo apt update\nHorse42!\nsudo apt upgrade\nhyfetch\n") == ["Horse42!"]
    assert _passwords("su - bob\nsunshine\nexit\nsu - bob\nsunshine\n") == ["sunshine", "sunshine"]
    assert _passwords("ssh web01\nHorse42!\nexit\nssh web01\nhyfetch\n") == ["Horse42!"]


def test_a_shell_that_asked_for_nothing_will_hardly_ask() -> None:
    """A known command followed the first time."""
    (finding,) = found(_terminal("sudo apt update\nls\nsudo apt upgrade\ngitui\n").recording(), "password")

    assert finding.text == "gitui"
    assert finding.confidence < 0.6


@pytest.mark.parametrize(
    "lines",
    [
        "sudo apt update\nHorse42!\nsudo -k\nsudo apt upgrade\nbutterfly\n",
        "sudo apt update\nHorse42!\nssh web01\nls\nsudo apt upgrade\nbutterfly\n",
        "sudo apt update\nHorse42!\nssh -p 2222 web01\nssh -p 2222 web02\nbutterfly\n",
    ],
)
def test_trust_ends_and_is_of_one_machine(lines: str) -> None:
    """What is asked there is asked for the first time."""
    assert _passwords(lines) == ["Horse42!", "butterfly"]


def test_after_a_long_time_it_is_asked_for_again() -> None:
    """Whatever it is then."""
    ann = _terminal("sudo apt update\nHorse42!\n")
    ann.now_ns += 20 * 60 * NS_PER_S
    ann.type("sudo apt upgrade\nbutterfly\n")

    assert texts(ann.recording(), "password") == ["Horse42!", "butterfly"]


def test_what_names_a_program_elsewhere_is_no_password() -> None:
    """With words behind it, or in the command that installs it."""
    assert _passwords("gitui log\nsudo apt update\ngitui\n") == []
    assert _passwords("sudo apt install -y hyfetch\nhyfetch\n") == []
    assert _passwords("sudo apt install -y hyfetch\nsunshine\n") == ["sunshine"]


def test_a_word_that_a_window_is_called_by_is_no_password() -> None:
    """A terminal is titled by what runs in it, and a program opens a window."""
    ann = _terminal("sudo apt update\ngitui\n")
    ann.window("gnome-terminal", "gitui")

    assert texts(ann.recording(), "password") == []


def test_a_word_that_was_completed_is_no_password() -> None:
    """Nobody completes a password."""
    ann = _terminal("sudo apt update\nlazyg")
    ann.key("Tab")
    ann.type("it\n")

    assert texts(ann.recording(), "password") == []


def _seen(ann: Typist, *lines: tuple[str, int]) -> list[Finding]:
    """Scan with lines that came to stand on the screen so many seconds before the end."""
    end_ns = ann.now_ns

    def read(_recording: Recording, known: Texts, _tell: Progress) -> tuple[str, ...]:
        for number, (text, before_s) in enumerate(lines):
            start_ns = end_ns - before_s * NS_PER_S
            known.every.append(
                ChannelText("screen", f"0.{number}", text, start_ns, end_ns, box=(0, 20 * number, 200, 16))
            )
        known.rows["screen"] = known.total["screen"] = 1
        return ("made up",)

    return [each for each in scan_recording(ann.recording(), screen=read).findings if each.channel == "typed"]


@pytest.mark.parametrize("prompt", ["ann@desk:~$ ", "> ", ""])
def test_what_the_screen_shows_behind_a_prompt_is_a_command(prompt: str) -> None:
    """A password is not echoed."""
    assert _seen(_terminal("sudo apt update\nhyfetch\n"), (f"{prompt}hyfetch", 0)) == []


@pytest.mark.parametrize(
    "shown",
    [
        [("butterfly: command not found", 0), ("ann@desk:~$ butterfly", 0)],
        [("ann@desk:~/butterfly$", 60)],
        [("a butterfly net", 0)],
    ],
)
def test_what_the_screen_shows_otherwise_may_be_a_password(shown: list[tuple[str, int]]) -> None:
    """It went to the shell, which did not know it; or it stood there before; or in the midst of a text."""
    assert [each.text for each in _seen(_terminal("sudo apt update\nbutterfly\n"), *shown)] == ["butterfly"]


def test_a_word_that_is_not_shown_where_others_are_is_a_password() -> None:
    """The picture has the command and not the answer."""
    (finding,) = _seen(_terminal("sudo apt update\nbutterfly\n"), ("ann@desk:~$ sudo apt update", 3))

    assert finding.severity == "critical"


def _behind_a_password(ann: Typist) -> None:
    ann.type("Horse42!\nhyfetch\n")


def _behind_a_yes(ann: Typist) -> None:
    ann.type("yes\nHorse42!\nhyfetch\n")


@pytest.mark.parametrize("answer", [_behind_a_password, _behind_a_yes])
def test_one_answer_is_enough(answer: Callable[[Typist], None]) -> None:
    """Whatever comes behind it is the next command."""
    ann = _terminal("ssh web01\n")
    answer(ann)

    assert texts(ann.recording(), "password") == ["Horse42!"]


def test_a_phrase_may_begin_like_a_command() -> None:
    """Where one is asked for in any case; `sudo` may not have asked."""
    assert _passwords("gpg -c notes.tar\nmake hay while sunny\nls\n") == ["make hay while sunny"]
    assert _passwords("sudo apt update\nmake clean all tests\nls\n") == []


@pytest.mark.parametrize(
    "command",
    ["time sudo apt update", "borg list /mnt/repo", "ldapwhoami -x -W", "mongodump -p", "vncviewer nas:1"],
)
def test_more_commands_ask(command: str) -> None:
    """Behind others that run them, and with words that elsewhere only show something."""
    assert _passwords(f"{command}\napfelkuchen\nls\n") == ["apfelkuchen"]


@pytest.mark.parametrize("program", ["klist", "nmtui", "wireshark", "pgcli", "ldconfig"])
def test_what_everybody_knows_is_a_command(program: str) -> None:
    """Though it is a lone word."""
    assert _passwords(f"sudo make install\n{program}\n") == []
