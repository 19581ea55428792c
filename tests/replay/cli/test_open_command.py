"""`replay open`: what can be said before there is a screen; the screen has its own tests."""

import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.benchmarks.terminals import Terminal
from tests.data import ROOT, SAMPLE
from tests.replay.cli.damaged import damage
from tests.replay.cli.shell import command_line, is_refused, replay

LEFT = "\x1b[?1006l"
"""The last that is written of a screen that is left."""


def in_terminal(*words: str | Path, config: Path, **variables: str) -> tuple[int, str]:
    """Run a command in a pseudo terminal; return its status and all that came."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "XDG_CONFIG_HOME": str(config), **variables}
    with subprocess.Popen(
        command_line(*words), cwd=ROOT, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        came = bytearray()
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:
                break  # Linux says so where the other end of a terminal has gone
            if not piece:
                break
            came += piece
        status = process.wait(20)
    os.close(ours)
    return status, came.decode()


def test_what_is_wrong_with_a_file_is_said_without_a_terminal_too(tmp_path: Path) -> None:
    """With the status of a file that cannot be read."""
    (tmp_path / "a.replay").write_text("a letter")

    assert is_refused(replay("open", tmp_path / "a.replay"), 3, "a.replay: a text file")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("open", SAMPLE, "--at", "noon"), 2, "Invalid value for --at: 'noon' is not a time"),
        (("open", SAMPLE, "--at", "#9999"), 2, "there is no frame #9999"),
        (("open", SAMPLE, "--render", "oil"), 2, "Invalid value for '--render'"),
        (("nope.replay",), 3, "nope.replay: there is no such file"),
    ],
)
def test_a_refusal_asks_the_terminal_nothing(
    words: tuple[str | Path, ...], status: int, said: str, tmp_path: Path
) -> None:
    """One line, and no question whose answer would come out at the shell's prompt."""
    ended, came = in_terminal(*words, config=tmp_path)

    assert ended == status
    assert came.startswith("replay: ")
    assert said in came
    assert "\x1b" not in came


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_a_file_that_fails_behind_the_screen_is_one_line_after_it(tmp_path: Path) -> None:
    """The empty screen is left first; then what is wrong is said, with the file's name, and no traceback."""
    broken = tmp_path / "broken.replay"
    broken.write_bytes(SAMPLE.read_bytes()[:16])

    ended, came = in_terminal("open", broken, config=tmp_path)

    screen, _, said = came.rpartition(LEFT)
    assert ended == 3
    assert "opening" in screen
    assert said.startswith("replay: ")
    assert said.count("\n") == 1
    assert "broken.replay: " in said
    assert "Traceback" not in came


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
@pytest.mark.parametrize("answer", [b"\x1b[?62;22c", b""])
def test_a_key_typed_while_the_terminal_answers_is_done(answer: bytes, tmp_path: Path) -> None:
    """The screen is painted without the answer, and the key comes through with it or without one."""
    with Terminal(
        [*command_line("open", SAMPLE)], environment={"XDG_CONFIG_HOME": str(tmp_path)}
    ) as terminal:
        came = b""
        while b"\x1b[c" not in came or b"opening" not in came:
            came += os.read(terminal._leader, 65_536)
        os.write(terminal._leader, answer + b"q")
        with suppress(OSError):
            while piece := os.read(terminal._leader, 65_536):
                came += piece

        assert terminal._process.wait(20) == 0
    assert b"Traceback" not in came


def test_what_the_first_paint_needs_reads_no_recording() -> None:
    """Nothing that is imported before it takes longer than the terminal's own toolkit."""
    heavy = {"numpy", "PIL", "zstandard", "msgpack", "formats.native.reader", "formats.registry", "hashlib"}
    heavy |= {"sqlalchemy", "alembic", "sqlite3", "psycopg"}
    code = (
        "import sys, pathlib, replay.cli.main, replay.cli.open_command, replay.ui.app, replay.ui.keys\n"
        "import replay.render.capability\n"
        f"replay.cli.open_command._settings(), replay.cli.open_command._key(pathlib.Path({str(SAMPLE)!r}))\n"
        "print(*sys.modules, sep='\\n')"
    )

    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert "textual.app" in ran.stdout.split()
    assert heavy.isdisjoint(ran.stdout.split())


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("theme = 'pink'", 'settings.toml: theme = \'pink\' is not "dark" or "light"'),
        ("excluded = ['bank']", "settings: excluded: 'bank' is not class:, title:, option: or private:"),
    ],
)
def test_wrong_settings_are_one_line_with_their_file(tmp_path: Path, text: str, words: str) -> None:
    """Before the screen is drawn."""
    (tmp_path / "replay").mkdir()
    (tmp_path / "replay" / "settings.toml").write_text(f"{text}\n")

    ended, came = in_terminal("open", SAMPLE, config=tmp_path)

    assert ended == 2
    assert words in came
    assert "\x1b" not in came


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_a_damaged_frame_table_says_how_it_is_mended(tmp_path: Path) -> None:
    """The file does not open, and the line says which command makes one that does: that is then true."""
    broken, mended = tmp_path / "broken.replay", tmp_path / "mended.replay"
    broken.write_bytes(SAMPLE.read_bytes())
    damage(broken, "frame")

    ended, came = in_terminal("open", broken, config=tmp_path)
    recovered = replay("recover", broken, "-o", mended)
    info = replay("info", mended, "--json").document

    assert ended == 3
    assert "`replay recover FILE -o OUT` makes a file of what is intact" in came.replace("\r\n", "")
    assert recovered.status == 1
    assert info["complete"]
    assert info["frames"] > 200


UTF8 = {"LC_ALL": "", "LC_CTYPE": "", "LANG": "C.UTF-8"}


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"TERM": "dumb"}, "this one is 'dumb' by TERM; `info`, `events` and `actions` work without one"),
        ({"LANG": "de_DE.ISO-8859-1", "PYTHONCOERCECLOCALE": "0"}, "characters are ISO-8859-1; "),
        ({"LC_ALL": "de_DE.ISO-8859-15@euro"}, "characters are ISO-8859-15; "),
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "LC_ALL=C.UTF-8 says so"),
        ({"PYTHONIOENCODING": "latin-1"}, "the screen is drawn in UTF-8"),
    ],
)
def test_a_terminal_that_cannot_show_the_screen_is_told_so(
    environment: dict[str, str], told: str, tmp_path: Path
) -> None:
    """One line, wrong use, and nothing of a screen: not in marks that it cannot show either."""
    ended, came = in_terminal(SAMPLE, config=tmp_path, **UTF8 | environment)

    assert ended == 2
    assert came.startswith("replay: the screen ")
    assert told in came
    assert came.count("\n") == 1
    assert "\x1b" not in came


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8", "de_DE.utf8"])
def test_a_locale_that_names_no_characters_is_taken_for_utf_8(locale: str, tmp_path: Path) -> None:
    """As Python does, and most terminals."""
    environment = {**UTF8, "LC_ALL": locale, "XDG_CONFIG_HOME": str(tmp_path)}
    with Terminal([*command_line("open", SAMPLE)], environment=environment) as terminal:
        came = b""
        while "▁".encode() not in came and "│".encode() not in came and b"opening" not in came:
            came += os.read(terminal._leader, 65_536)
        os.write(terminal._leader, b"\x1b[?62;22cq")
        with suppress(OSError):
            while os.read(terminal._leader, 65_536):
                pass

        assert terminal._process.wait(20) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_a_screen_is_not_drawn_into_a_file(tmp_path: Path) -> None:
    """It is written where errors are: `replay FILE 2> log` would show nothing at all."""
    ours, theirs = pty.openpty()
    with (tmp_path / "log").open("wb") as log:
        ended = subprocess.run(
            command_line("open", SAMPLE),
            cwd=ROOT,
            stdin=theirs,
            stdout=theirs,
            stderr=log,
            timeout=20,
            check=False,
        )
    for end in (ours, theirs):
        os.close(end)

    assert ended.returncode == 2
    assert (tmp_path / "log").read_text().startswith("replay: the screen needs a terminal")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
@pytest.mark.parametrize(
    "words", [("text", SAMPLE), ("events", SAMPLE), ("keys",), ("info", "ü\udcff.replay")]
)
def test_what_is_printed_fits_any_characters(words: tuple[str | Path, ...], encoding: str) -> None:
    """A character that the locale lacks is written by its number, and nothing is a traceback."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    ended = subprocess.run(
        command_line(*words), cwd=ROOT, env=environment, capture_output=True, timeout=60, check=False
    )

    assert ended.returncode == (3 if words[0] == "info" else 0)
    ended.stdout.decode(encoding)
    # Where a terminal seems to have ASCII alone, click takes that for a mistake and writes UTF-8.
    ended.stderr.decode("utf-8" if encoding == "ascii" else encoding)
    assert b"Traceback" not in ended.stderr
