"""`replay check`: verdicts with figures for people and programs, and a status for scripts."""

import re
import tomllib
from pathlib import Path

import numpy as np
import pytest

from formats.model.annotations import Defect
from formats.model.content_id import content_id
from formats.model.memory import MemoryRecording
from formats.native.copy import write_recording
from formats.native.reader import Reader
from replay.annotate.ledger import Ledger
from replay.fidelity.registry import CHECKS, DEFAULTS, PICTURE_DEFAULTS
from replay.store.journal import Store
from replay.store.place import place_in
from tests.data import SAMPLE
from tests.replay.cli.shell import is_refused, replay


@pytest.fixture(scope="module")
def stuck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a recording whose third key is never released."""
    out = tmp_path_factory.mktemp("stuck") / "it's stuck.replay"
    with Reader(SAMPLE) as sample:
        events = {name: sample.events(name) for name in sample.streams if name != "frame"}
        rows = events["key"].rows
        release = np.flatnonzero(rows["pressed"] == 0)[2]
        events["key"] = type(events["key"])("key", np.delete(rows, release), events["key"].strings)
        write_recording(MemoryRecording(sample.header, events), out)
    return out


def test_a_sound_capture_passes() -> None:
    """Every check is a line, the words go to stderr, and the status is 0."""
    ended = replay("check", SAMPLE)

    assert ended.status == 0
    lines = ended.out.splitlines()
    assert [line.split()[0] for line in lines[1 : len(CHECKS) + 1]] == list(CHECKS)
    assert "ok" in ended.err


def test_what_was_not_judged_is_named_with_what_judges_it(tmp_path: Path) -> None:
    """For people, for programs and in the report; with the pictures read, nothing is left."""
    page = tmp_path / "page.html"

    told = replay("check", SAMPLE, "--html", page)
    document = replay("check", SAMPLE, "--json").document
    looked = replay("check", SAMPLE, "--json", "--pictures").document

    lines = [line.split(maxsplit=3) for line in told.out.splitlines() if "not judged" in line]
    assert [line[0] for line in lines] == list(PICTURE_DEFAULTS)
    assert all("replay check --pictures" in line[3] for line in lines)
    assert [each["name"] for each in document["not_judged"]] == list(PICTURE_DEFAULTS)
    assert all(each["what"] and each["how"] == "replay check --pictures" for each in document["not_judged"])
    assert page.read_text().count("not judged") == len(PICTURE_DEFAULTS)
    assert looked["not_judged"] == []
    assert "5 more with --pictures" in told.err


def test_without_pictures_nothing_is_left_to_judge(stuck: Path) -> None:
    """What no option can judge is not offered."""
    assert replay("check", stuck, "--json").document["not_judged"] == []


def test_for_programs_each_check_is_an_object(stuck: Path) -> None:
    """The names are those of the documentation; what is bad has its places."""
    ended = replay("check", stuck, "--json")

    found = {each["name"]: each for each in ended.document["checks"]}
    assert ended.status == 1
    assert ended.document["verdict"] == "bad"
    assert set(found) == set(CHECKS)
    for each in found.values():
        assert {"name", "verdict", "value", "unit", "threshold", "spans"} <= set(each)
        assert each["verdict"] in {"ok", "doubtful", "bad", "cannot be known"}
    lost = found["key-never-released"]
    assert (lost["verdict"], lost["value"], lost["unit"], lost["threshold"]) == ("bad", 1, "keys", 0)
    assert lost["spans"][0]["end_ns"] > lost["spans"][0]["start_ns"] > 0


def test_the_worst_moments_can_be_opened(stuck: Path) -> None:
    """A line of the table is a command to paste, its file quoted."""
    ended = replay("check", stuck)

    assert "replay open '" in ended.out
    assert " --at 00:00:" in ended.out


def test_a_profile_sets_limits_and_the_status_follows(stuck: Path, tmp_path: Path) -> None:
    """One lost key is let pass as doubtful, on which a script fails only if it says so."""
    profile = tmp_path / "p.toml"
    profile.write_text(
        "[key-never-released]\nbad = 5\n[key-pressed-twice]\nbad = inf\n[key-hold]\nbad = inf\n"
    )

    assert replay("check", stuck, "--profile", profile).status == 0
    assert replay("check", stuck, "--profile", profile, "--fail-on", "doubtful").status == 1


def test_the_profile_in_force_is_printed_as_toml() -> None:
    """It can be written to a file, changed and given back."""
    assert tomllib.loads(replay("check", "--print-profile").out) == DEFAULTS


@pytest.mark.parametrize(
    "text",
    [
        "[nothing]\nbad = 1",
        "[order]\nworse = 1",
        "[order]\nbad = 'x'",
        "[order]\nbad = nan",
        f"[order]\nbad = 1{'0' * 400}",
        "[order]\nbad = -1",
        "[order]\ndoubtful = 5\nbad = 10",
        "[jitter]\ndoubtful = 20",
        "order = 1",
        "[",
        "\0",
    ],
)
def test_a_wrong_profile_is_wrong_use(text: str, tmp_path: Path) -> None:
    """One line says what is wrong with it."""
    profile = tmp_path / "p.toml"
    profile.write_text(text)

    assert is_refused(replay("check", SAMPLE, "--profile", profile), 2, "p.toml")


def test_what_is_no_recording_cannot_be_checked(tmp_path: Path) -> None:
    """The status is that of every reading command."""
    path = tmp_path / "x.replay"
    path.write_bytes(b"nothing")

    assert is_refused(replay("check", path), 3)
    assert is_refused(replay("check", tmp_path / "none.replay"), 3)
    assert is_refused(replay("check"), 2, "FILE")


def test_the_report_is_written_as_one_page(stuck: Path, tmp_path: Path) -> None:
    """Beside what is printed; a file that exists is replaced only with --force, the recording never."""
    out = tmp_path / "report.html"

    assert replay("check", stuck, "--html", out, "--json").document["verdict"] == "bad"
    assert out.read_text().startswith("<!doctype html>")
    assert "key-never-released" in out.read_text()
    assert is_refused(replay("check", stuck, "--html", out), 2, "--force")
    assert replay("check", stuck, "--html", out, "--force").status == 1
    assert is_refused(replay("check", stuck, "--html", stuck, "--force"), 2, "only read")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["report.html"]


def test_small_plots_stand_below_the_table() -> None:
    """What there is over time, gaps, and how long keys are held."""
    out = replay("check", SAMPLE).out

    assert "▁" in out
    for name in ("pointer gaps", "key held", "frame gaps"):
        assert name in out


def kept_defects(path: Path, store: Path) -> list[Defect]:
    with Reader(path) as recording, Store(place_in(store)) as opened:
        standing = Ledger(opened.changes(content_id(recording), [])).standing
    return [each for each in standing.values() if isinstance(each, Defect)]


def test_what_was_found_is_kept_as_defects(stuck: Path, tmp_path: Path) -> None:
    """Saved again nothing changes; what a profile lets pass goes; the recording is not touched."""
    before = stuck.read_bytes()
    profile = tmp_path / "p.toml"
    lenient = ("key-never-released", "key-pressed-twice", "key-hold")
    profile.write_text("".join(f"[{name}]\ndoubtful = inf\nbad = inf\n" for name in lenient))

    first = replay("check", stuck, "--save", "--store", tmp_path)
    found = kept_defects(stuck, tmp_path)
    again = replay("check", stuck, "--save", "--store", tmp_path)

    assert first.status == again.status == 1
    assert "key-never-released" in {each.check for each in found}
    assert "0 changes" in again.err
    assert kept_defects(stuck, tmp_path) == found
    assert replay("check", stuck, "--save", "--store", tmp_path, "--profile", profile).status == 0
    assert kept_defects(stuck, tmp_path) == []
    assert stuck.read_bytes() == before


def test_pictures_are_read_where_it_is_asked(tmp_path: Path) -> None:
    """Four more checks, the alignment in the document, and its curve on the page."""
    out = tmp_path / "page.html"

    ended = replay("check", SAMPLE, "--pictures", "--json", "--html", out)

    found = {each["name"]: each for each in ended.document["checks"]}
    assert set(found) == {*CHECKS, *PICTURE_DEFAULTS}
    assert {found[name]["verdict"] for name in PICTURE_DEFAULTS} == {"ok"}
    assert ended.document["alignment"]["offset_ns"] == pytest.approx(0, abs=5_000_000)
    assert "minimum at" in out.read_text()


@pytest.mark.parametrize("columns", [80, 160])
def test_the_terminal_has_the_plots_in_small(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Coverage, gaps over time and their histogram, lag, clocks and holds, a line each that fits."""
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = replay("check", SAMPLE).out.splitlines()

    names = {re.split(r" {2,}", line)[0] for line in lines}
    assert {"pointer", "input gaps", "late by", "wall clock", "key gaps", "frame gaps", "key held"} <= names
    first = next(number for number, line in enumerate(lines) if line.startswith("pointer  "))
    drawn = [line for line in lines[first:] if line and not line.startswith(("worst", " "))]
    assert max(map(len, drawn)) <= columns
