"""Broken files at the command line and on the screen: one clear line, or what is intact and a word of it."""

from pathlib import Path

import pytest

from tests.benchmarks.hostile import Verdict, changes, cuts
from tests.benchmarks.hostile_commands import LINES, Bench, Ran, unreadable
from tests.benchmarks.hostile_files import crafted, sound_file
from tests.benchmarks.hostile_screens import open_screen

# Of processor time, on a machine that may be slower than the campaign's.
_SLOW_S = 5.0
_MEGABYTES = 300


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def bench(folder: Path) -> Bench:
    bench = Bench(folder)
    sound_file(folder / "hostile.replay")
    bench.learn(folder / "hostile.replay")
    return bench


@pytest.fixture(scope="module")
def sound(bench: Bench, folder: Path) -> bytes:
    del bench
    return (folder / "hostile.replay").read_bytes()


def broken(verdicts: list[Verdict]) -> list[Verdict]:
    kept = {"whole", "partial", "refused"}
    return [v for v in verdicts if v.outcome not in kept or v.seconds > _SLOW_S or v.peak_mb > _MEGABYTES]


def test_files_made_to_break_a_reader_break_no_command(bench: Bench, folder: Path) -> None:
    """Bombs, lengths of gigabytes and later versions: each command says one line, or reads what is there."""
    verdicts = [bench.judge(c, name, path) for name, path in crafted(folder) for c in LINES]

    assert broken(verdicts) == []
    refused = {v.name for v in verdicts if v.outcome == "refused"}
    assert {"empty file", "text file", "folder", "named pipe", "later version"} <= refused


def test_what_cannot_be_read_is_refused_by_every_command(bench: Bench, tmp_path: Path) -> None:
    """Missing, without permission, a device, a link to itself: exit 3 and one line."""
    verdicts = [bench.judge(c, n, p, as_nobody=True) for n, p in unreadable(tmp_path) for c in LINES]

    assert {(v.command, v.name) for v in verdicts if v.outcome != "refused"} == set()


def test_a_cut_file_is_read_and_spoken_of(bench: Bench, sound: bytes, folder: Path) -> None:
    """What a command prints of a cut file is not taken for the whole."""
    verdicts = [
        bench.judge(c, name, path, was_sound=True) for name, path in cuts(folder, sound, 6) for c in LINES
    ]

    assert broken(verdicts) == []


def test_a_changed_byte_is_never_passed_over_in_silence(bench: Bench, sound: bytes, folder: Path) -> None:
    """A command prints what it printed of the sound file, or says what is wrong."""
    verdicts = [
        bench.judge(c, name, path, was_sound=True) for name, path in changes(folder, sound, 12) for c in LINES
    ]

    assert broken(verdicts) == []


@pytest.mark.parametrize("name", ["sound", "cut", "text file", "later version", "zstd bomb", "picture just"])
def test_the_screen_opens_or_says_one_line(name: str, sound: bytes, folder: Path, tmp_path: Path) -> None:
    """In a terminal too there is no traceback and no hang, and `q` leaves the screen."""
    path = folder / "screen.replay"
    path.write_bytes(sound if name == "sound" else sound[: len(sound) // 2])
    made = name not in {"sound", "cut"}
    if made:
        path = next(file for title, file in crafted(tmp_path) if title.startswith(name))

    verdict = open_screen(name, path, folder / "figures")

    assert verdict.outcome == ("refused" if made and not name.startswith("picture") else "whole")
    assert verdict.peak_mb <= _MEGABYTES


@pytest.mark.parametrize(
    ("ran", "outcome"),
    [
        (Ran(-14, "", "", 1, 1), "hung"),
        (Ran(70, "", "Traceback", 1, 1), "traceback"),
        (Ran(3, "", "one\ntwo\n", 1, 1), "unclear"),
        (Ran(3, "", "", 1, 1), "unclear"),
        (Ran(0, "less", "", 1, 1), "silent"),
        (Ran(2, "", "replay: wrong use\n", 1, 1), "status 2"),
    ],
)
def test_each_broken_promise_is_seen(ran: Ran, outcome: str, bench: Bench, folder: Path) -> None:
    """The judge can fail a command."""
    assert bench.outcome("info", ran, was_sound=True) == outcome
