"""`replay seal`: every command opens the file for whom it is for, and for nobody else."""

import shutil
import stat
import sys
from pathlib import Path

import click
import pytest

from replay.cli.reading.source import content_of
from replay.store.paths import imports_folder, readings_folder
from tests.benchmarks.terminals import Terminal
from tests.data import SAMPLE
from tests.replay.cli.redacting import read_no_pictures
from tests.replay.cli.sealing import Sealed, seal_sample
from tests.replay.cli.shell import command_line, is_refused, replay

pytestmark = pytest.mark.usefixtures("apart")


@pytest.fixture
def sealed(tmp_path: Path) -> Sealed:
    return seal_sample(tmp_path)


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The identity of somebody else."""
    replay("identity", "--new", "--identity", tmp_path / "other.txt")
    return tmp_path / "other.txt"


@pytest.mark.parametrize(
    "words",
    [
        ("text",),
        ("actions", "--json"),
        ("events", "--stream", "key"),
        ("check", "--json"),
        ("subject", "--json"),
    ],
)
def test_commands_say_the_same_of_the_sealed_file(sealed: Sealed, words: tuple[str, ...]) -> None:
    """Nothing is asked for: the identity is one's own."""
    command, *more = words

    opened = replay(command, sealed.path, *more)

    assert opened.status == replay(command, SAMPLE, *more).status
    assert opened.out.replace("sealed.replay", "desk.replay") == replay(command, sealed.plain, *more).out


def test_what_is_written_is_its_owners_and_nothing_is_kept_elsewhere(sealed: Sealed) -> None:
    """The file, its key, and no import for a quick start; FILE is as it was."""
    info = replay("info", sealed.path, "--json").document

    assert (info["sealed"], replay("info", SAMPLE, "--json").document["sealed"]) == (True, False)
    assert stat.S_IMODE(sealed.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(sealed.key.stat().st_mode) == 0o600
    assert sealed.plain.read_bytes() == SAMPLE.read_bytes()
    assert not imports_folder().exists()
    assert b"hunter2" not in sealed.path.read_bytes()


def test_unsealing_gives_every_byte_back(sealed: Sealed, tmp_path: Path) -> None:
    """Once; what is not sealed cannot be unsealed."""
    ended = replay("unseal", sealed.path, "-o", tmp_path / "u.replay", "--json")

    assert ended.document["size_bytes"] == SAMPLE.stat().st_size
    assert (tmp_path / "u.replay").read_bytes() == SAMPLE.read_bytes()
    assert stat.S_IMODE((tmp_path / "u.replay").stat().st_mode) == 0o600
    assert is_refused(replay("unseal", SAMPLE, "-o", tmp_path / "v.replay"), 2, "is not sealed")


def test_somebody_elses_identity_opens_nothing(sealed: Sealed, other: Path) -> None:
    """Unless it was sealed for both."""
    recipient = replay("identity", "--identity", other).out.strip()
    both = sealed.path.with_name("both.replay")
    replay("seal", sealed.plain, "-o", both, "--to", recipient, "--to", replay("identity").out.strip())

    assert is_refused(replay("text", sealed.path, "--identity", other), 3, "not sealed for you", "other.txt")
    for more in ((), ("--identity", other)):
        assert replay("text", both, *more).status == 0


def test_recipients_come_from_a_file_too(sealed: Sealed, other: Path, tmp_path: Path) -> None:
    """A line each; what is no list of them is refused before anything is written."""
    (tmp_path / "team.txt").write_text("# us\n" + replay("identity", "--identity", other).out)
    (tmp_path / "letter.txt").write_text("dear all")
    out = tmp_path / "team.replay"

    assert is_refused(replay("seal", SAMPLE, "-o", out, "--to", tmp_path / "letter.txt"), 3, "no list of rec")
    assert is_refused(replay("seal", SAMPLE, "-o", out, "--to", "age1nobody"), 3, "is no recipient")
    assert not out.exists()
    assert replay("seal", SAMPLE, "-o", out, "--to", tmp_path / "team.txt").status == 0
    assert replay("text", out, "--identity", other).status == 0
    assert replay("text", out).status == 3


def test_an_identity_that_others_may_read_is_not_used(sealed: Sealed) -> None:
    """One line says what to do."""
    sealed.identity.chmod(0o644)

    assert is_refused(replay("text", sealed.path), 3, "mode 0644", "chmod 600")


@pytest.mark.parametrize("size", [100, 60_000])
def test_a_cut_file_is_told(sealed: Sealed, size: int) -> None:
    """And how what is left of it is saved."""
    sealed.path.write_bytes(sealed.path.read_bytes()[:size])

    assert is_refused(replay("text", sealed.path), 3, "sealed file at byte 0: expected", "replay recover")


def test_a_changed_byte_is_told_and_the_rest_recovered(sealed: Sealed, tmp_path: Path) -> None:
    """Never a wrong row."""
    data = bytearray(sealed.path.read_bytes())
    data[-40] ^= 1
    sealed.path.write_bytes(data)

    assert is_refused(replay("text", sealed.path), 3, "sealed block", "changed or damaged", "replay recover")
    assert replay("recover", sealed.path, "-o", tmp_path / "r.replay").status == 1
    assert replay("text", tmp_path / "r.replay").out == replay("text", SAMPLE).out


def test_without_its_key_a_file_is_not_opened(sealed: Sealed) -> None:
    """Nor with that of another."""
    other = sealed.path.with_name("second.replay")
    replay("seal", sealed.plain, "-o", other)
    shutil.copy(other.with_name("second.replay.key"), sealed.key)

    assert is_refused(replay("text", sealed.path), 3, "the key is another file's")
    sealed.key.unlink()
    assert is_refused(replay("text", sealed.path), 3, "sealed.replay.key is not beside it")


def test_nobody_to_seal_for_is_wrong_use(tmp_path: Path) -> None:
    """As are two ways at once, a file that is sealed already, and one that is none of ours."""
    out = tmp_path / "s.replay"

    assert is_refused(replay("seal", SAMPLE, "-o", out), 2, "nobody to seal it for", "replay identity --new")
    assert is_refused(replay("seal", SAMPLE, "-o", out, "--to", "age1", "--passphrase"), 2, "not by both")
    assert is_refused(replay("identity"), 2, "there is no identity")
    again = seal_sample(tmp_path).path
    assert is_refused(replay("seal", again, "-o", out), 2, "sealed already")
    assert is_refused(replay("seal", __file__, "-o", out), 2, "replay import")
    assert is_refused(replay("identity", "--new"), 2, "is there already")


def test_a_passphrase_is_asked_for_once_and_only_on_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command that opens the file several times asks once; a wrong one is asked for again."""
    out = tmp_path / "p.replay"
    assert is_refused(replay("seal", SAMPLE, "-o", out, "--passphrase"), 3, "asked for on a terminal")
    answers = iter(["correct horse", "battery", "correct horse"])
    asked = []

    def answer(text: str, **_: object) -> str:
        asked.append(text)
        return next(answers)

    read_no_pictures(monkeypatch)
    monkeypatch.setattr(click, "prompt", answer)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    sealed = replay("seal", SAMPLE, "-o", out, "--passphrase")
    opened = replay("verify", out)

    assert (sealed.status, opened.status) == (0, 1)
    assert asked == ["Passphrase", "Passphrase of p.replay", "Passphrase of p.replay"]
    monkeypatch.undo()


@pytest.mark.parametrize("missing", ["cryptography", "pyrage"])
def test_a_missing_extra_is_named(
    sealed: Sealed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    """Whichever of its two libraries is not there."""
    for name in [name for name in sys.modules if name.split(".")[0] == missing]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    wanted = "pip install 'replay-desk[crypto]'"

    assert is_refused(replay("text", sealed.path), 3, wanted)
    assert is_refused(replay("seal", SAMPLE, "-o", tmp_path / "n.replay", "--to", "age1"), 3, wanted)
    assert not (tmp_path / "n.replay").exists()


def test_the_screen_opens_a_sealed_recording(sealed: Sealed) -> None:
    """As any other."""
    with Terminal(command_line("open", sealed.path)) as terminal:
        terminal.settle()
        terminal.press("q")
        status = terminal._process.wait(20)

    assert status == 0
    assert b"session-term" in terminal.raw


@pytest.mark.parametrize("words", [("seal", "--to"), ("text", "--identity")])
def test_a_secret_in_an_argument_is_refused_and_not_repeated(sealed: Sealed, words: tuple[str, str]) -> None:
    """Others see arguments; what is printed goes into logs."""
    secret = sealed.identity.read_text().splitlines()[-1]
    out = ("-o", sealed.path.with_name("b.replay")) if words[0] == "seal" else ()

    ended = replay(words[0], sealed.plain, words[1], secret, *out)

    assert is_refused(ended, 2, words[1], "this is the secret itself", "take another identity")
    assert secret[:24] not in ended.err


def test_what_was_read_on_pictures_is_not_kept_of_what_is_sealed(tmp_path: Path) -> None:
    """It is recorded text in the clear, and would outlive the key; that of other recordings stays."""
    plain, sealed = tmp_path / "desk.replay", tmp_path / "sealed.replay"
    shutil.copy(SAMPLE, plain)
    assert replay("identity", "--new").status == 0
    readings_folder().mkdir(parents=True)
    own, other = (readings_folder() / f"{name}-00000000.readings" for name in (content_of(plain), "0" * 32))
    own.write_bytes(b"text")
    other.write_bytes(b"text")

    ended = replay("seal", plain, "-o", sealed, "--json")

    assert ended.document["readings_forgotten"] == 1
    assert not own.exists()
    assert other.exists()
