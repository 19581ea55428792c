"""`replay stats`: what was labelled, and how long it took."""

from pathlib import Path

import pytest
from PIL import Image

from formats.model.time import NS_PER_S
from tests.data import SAMPLE
from tests.replay.cli.labelled import changes, journal, segments, two
from tests.replay.cli.shell import is_refused, replay


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def test_programs_get_every_figure(tmp_path: Path) -> None:
    """By annotator and by label, everyone together under null."""
    found = replay("stats", SAMPLE, "--journal", two(tmp_path / "j"), "--json").document

    ann, ben = found["authors"]
    assert (ann["author"], ann["segments"], ann["time_ns"]) == ("ann", 3, 12 * NS_PER_S)
    assert (ben["author"], ben["segments"], ben["median_ns"]) == ("ben", 5, 2 * NS_PER_S)
    assert ann["changes"] == 3
    every = {each["label"]: each for each in found["labels"] if each["author"] is None}
    assert {label: each["segments"] for label, each in every.items()} == {"a": 2, "b": 3, "c": 2, "x": 1}
    hours = found["duration_ns"] / (3600 * NS_PER_S)
    assert ann["segments_per_hour"] == pytest.approx(3 / hours)


def test_people_see_tables(tmp_path: Path) -> None:
    """With what a stranger wrote made harmless."""
    ended = replay("stats", SAMPLE, "--journal", two(tmp_path / "j", "aa\x1b"))

    assert (ended.status, ended.err) == (0, "")
    assert "\x1b" not in ended.out
    assert [line.split()[0] for line in ended.out.splitlines() if line][:4] == [
        "annotator",
        "ann",
        "ben",
        "annotator",
    ]
    assert "everyone" in ended.out


def test_one_tier_can_be_counted(tmp_path: Path) -> None:
    """All of them without one."""
    path = journal(tmp_path / "j", changes("ann", [*segments("ab", "ann"), *segments("ab", "ann", "other")]))

    every = replay("stats", SAMPLE, "--journal", path, "--json").document["authors"][0]
    one = replay("stats", SAMPLE, "--journal", path, "--tier", "other", "--json").document["authors"][0]

    assert (every["segments"], one["segments"]) == (4, 2)
    wrong = replay("stats", SAMPLE, "--journal", path, "--tier", "none")
    assert is_refused(wrong, 2, "there is no tier 'none'; there is 'other', 'task'")


def test_the_picture_is_a_png_with_bars(tmp_path: Path) -> None:
    """In the colours of the labels; the longest takes the whole width."""
    out = tmp_path / "o.png"

    ended = replay("stats", SAMPLE, "--journal", two(tmp_path / "j"), "--picture", out)

    assert ended.status == 0
    assert ended.err == f"wrote {out}\n"
    with Image.open(out) as image:
        assert image.format == "PNG"
        assert image.width == 960
        assert len(image.getcolors(1 << 16) or []) > 6


def test_a_picture_replaces_nothing_that_was_not_meant(tmp_path: Path) -> None:
    """Neither a recording nor a file that exists, and it is no other kind of file."""
    path = two(tmp_path / "j")
    there = tmp_path / "there.png"
    there.write_bytes(b"mine")

    def ended(out: Path, *words: str) -> int:
        return replay("stats", SAMPLE, "--journal", path, "--picture", out, *words).status

    assert ended(there) == 2
    assert there.read_bytes() == b"mine"
    assert ended(there, "--force") == 0
    assert ended(tmp_path / "o.jpg") == 2
    assert ended(tmp_path / "none" / "o.png") == 2


def test_a_recording_without_annotations_has_statistics_too(tmp_path: Path) -> None:
    """Of nothing, with a picture of nothing."""
    path = journal(tmp_path / "j")

    ended = replay("stats", SAMPLE, "--journal", path, "--json", "--picture", tmp_path / "o.png")

    assert ended.status == 0
    assert (ended.document["authors"], ended.document["labels"]) == ([], [])
