"""What cannot be measured is a line of the table, and what is read off a terminal is what it showed."""

import sys
from pathlib import Path

import pytest

from tests.benchmarks import __main__ as everything
from tests.benchmarks.command import summed_up
from tests.benchmarks.figures import Figure, parsed, plain, show
from tests.benchmarks.peers.known import known
from tests.benchmarks.start import Screen
from tests.benchmarks.terminals import bursts


def test_figures_come_back_from_json_as_they_were() -> None:
    """A table that passed through a file is the same table."""
    tables = {
        "a": [Figure("x", 1.5, "ms", at_most=2), Figure("y", None, "", at_least=1, why="no y")],
        "b": [],
    }

    assert parsed(plain(tables)) == tables


def test_what_was_not_measured_is_named_and_is_no_miss(capsys: pytest.CaptureFixture[str]) -> None:
    """A figure without a value says why in the table and at its end, and leaves the exit status alone."""
    figures = [Figure("timg takes longer", None, "times", at_least=4, why="timg is not installed")]

    show("time", figures)

    assert summed_up(figures) == 0
    assert capsys.readouterr().out.count("timg is not installed") == 2
    assert summed_up([Figure("slow", 3, "ms", at_most=2)]) == 1


def test_a_peer_whose_library_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its library a format is missing with a reason, and the others are measured."""
    monkeypatch.delitem(sys.modules, "tests.benchmarks.peers.mcap_file", raising=False)
    monkeypatch.setitem(sys.modules, "mcap.exceptions", None)

    there, missing = known(("MCAP json", "JSON Lines"))

    assert [peer.name for peer in there] == ["JSON Lines"]
    assert "mcap" in missing["MCAP json"]


def test_a_benchmark_that_fails_is_a_line_of_the_table(tmp_path: Path) -> None:
    """Its last words stand where its figures would."""
    result = everything.run("no_such_benchmark", tmp_path, quick=True)

    ((figure,),) = result.tables.values()
    assert figure.value is None
    assert "no_such_benchmark" in figure.why


def test_every_benchmark_that_is_named_is_there() -> None:
    """The one command runs modules of this package."""
    folder = Path(everything.__file__).parent

    paths = [folder.joinpath(*name.split(".")) for name in everything.BENCHMARKS]
    places = [(path.with_suffix(".py"), path / "__main__.py") for path in paths]

    assert all(module.exists() or package.exists() for module, package in places)


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_a_screen_is_read_back_whatever_the_pieces(size: int) -> None:
    """Sequences cut anywhere, styles, titles and questions change nothing of what the cells show."""
    written = (
        "\x1b]0;title\x07\x1b[?2026h\x1b[1;38;2;1;2;3;48;5;16mäb\x1b[0m\x1b[2;3Hc\x1b[>q\x1bP+q\x1b\\\x1b(B"
    ).encode()
    screen = Screen(4, 2)

    for at in range(0, len(written), size):
        screen.take(written[at : at + size])
    screen.take(b"", last=True)

    assert [screen.line(0), screen.line(1)] == ["äb  ", "  c "]
    assert screen.cell(0, 0) == ("ä", (1, 2, 3), (0, 0, 0))


def test_bursts_are_divided_by_silence() -> None:
    """Reads that follow each other closely are one burst."""
    assert bursts([(0.0, 5), (0.001, 6), (0.5, 7)]) == [11, 7]
    assert bursts([]) == []
