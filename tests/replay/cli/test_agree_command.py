"""`replay agree`: figures for people and programs, and the worst disagreements."""

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from formats.model.annotations import Annotation, Defect, Edge, Flag
from formats.model.time import NS_PER_S
from replay.annotate.agreement.intervals import vocabulary
from replay.annotate.agreement.kappa import kappa
from replay.store.journal import Store
from replay.store.place import place_in
from tests.data import SAMPLE
from tests.replay.annotate.agreement.laid import laid
from tests.replay.cli.labelled import changes, journal, segments, two
from tests.replay.cli.shell import is_refused, replay


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def agree(journal: Path, *words: str) -> Any:
    ended = replay("agree", SAMPLE, "--journal", journal, "--json", *words)
    assert (ended.status, ended.err) == (0, "")
    return ended.document


def value(document: Any, measure: str, about: str = "") -> Any:
    [row] = [
        row
        for row in document["comparisons"][-1]["measures"]
        if (row["measure"], row["with"]) == (measure, about)
    ]
    return row["value"]


def test_the_figures_are_those_of_the_measures(tmp_path: Path) -> None:
    """Of the time without a label nothing counts where it was not judged."""
    found = agree(two(tmp_path / "j"), "--gaps", "missing", "--tolerance", "0")

    a, b = laid("aaaabbbbcccc"), laid("aaaabxxbcccc")
    assert value(found, "Cohen's kappa") == pytest.approx(kappa(a, b, vocabulary([a, b], gaps=False)).value)
    # Boundaries at 4, 8, 12 and at 4, 5, 7, 8, 12.
    assert value(found, "boundary precision", "within 0 ms") == pytest.approx(3 / 5)
    assert value(found, "boundary recall", "within 0 ms") == 1
    assert found["comparisons"][0]["authors"] == ["ann", "ben"]


def test_disagreements_have_their_place_and_both_labels(tmp_path: Path) -> None:
    """And ids that are the same in the next run."""
    found = agree(two(tmp_path / "j"))["disagreements"]

    [one] = found
    assert (one["start_ns"], one["end_ns"]) == (5 * NS_PER_S, 7 * NS_PER_S)
    assert (one["authors"], one["labels"], one["only"]) == (["ann", "ben"], ["b", "x"], "")
    assert one["file"] == str(SAMPLE)
    assert agree(tmp_path / "j")["disagreements"] == found


def test_people_see_a_table_and_the_worst(tmp_path: Path) -> None:
    """What it is on, how sure it is, and what was labelled by a stranger made harmless."""
    path = two(tmp_path / "j", "aaaabbbb", "aa\x1b\x1b\x1bbbb")

    ended = replay("agree", SAMPLE, "--journal", path, "--worst", "1")

    lines = ended.out.splitlines()
    assert lines[0] == "ann (reference) and ben: tier task, 1 recording"
    assert "\x1b" not in ended.out
    assert "2 disagreements, the worst 1" in lines
    assert lines[-1].endswith("ann: a, ben: ␛")
    assert any(line.startswith("Cohen's kappa") and " to " in line for line in lines)


def test_what_is_excluded_is_taken_out_first(tmp_path: Path) -> None:
    """Flagged spans and defects of anybody: what differed there differs no more."""
    whole = two(tmp_path / "whole")
    seconds = [Edge(second * NS_PER_S) for second in (5, 6, 7)]
    others: list[Annotation] = [
        Flag("f", seconds[0], seconds[1], "password"),
        Defect("d", "frames", seconds[1], seconds[2]),
    ]
    path = journal(tmp_path / "j", changes("dan", others))

    both = ("--journal", str(whole))
    assert len(agree(path, *both)["disagreements"]) == 1
    one = agree(path, *both, "--exclude", "redacted")
    assert [each["start_ns"] // NS_PER_S for each in one["disagreements"]] == [6]
    none = agree(path, *both, "--exclude", "redacted", "--exclude", "defects")
    assert none["disagreements"] == []
    assert value(none, "Cohen's kappa") == 1
    assert none["duration_ns"] - none["comparisons"][0]["compared_ns"] == 2 * NS_PER_S
    assert agree(path, *both, "--exclude", "redacted", "--exclude-defects") == none


def test_idle_time_is_taken_out_as_it_is_shown(tmp_path: Path) -> None:
    """By the rule of the settings."""
    config = tmp_path / "config" / "replay"
    config.mkdir(parents=True)
    (config / "settings.toml").write_text("idle_s = 1.0\n")

    found = agree(two(tmp_path / "j"), "--exclude", "idle")

    assert 0 < found["comparisons"][0]["compared_ns"] < found["duration_ns"]


def test_a_level_of_the_tree_is_compared(tmp_path: Path) -> None:
    """Where two said something more or less precise, they agree on what it is a kind of."""
    labels = tmp_path / "labels.toml"
    labels.write_text(
        'name = "t"\nversion = 1\n[[tiers]]\nname = "task"\n'
        '[[labels]]\nname = "b"\ntier = "task"\n'
        '[[labels]]\nname = "x"\ntier = "task"\nparent = "b"\n'
    )
    path = two(tmp_path / "j")

    assert value(agree(path, "--labels", str(labels), "--level", "1"), "Cohen's kappa") < 1
    found = agree(path, "--labels", str(labels), "--level", "0")

    assert value(found, "Cohen's kappa") == 1
    assert found["disagreements"] == []


def test_of_more_than_two_alpha_comes_first_and_then_each_pair(tmp_path: Path) -> None:
    """Each pair once, the first named being the reference."""
    said = {"ann": "aabb", "ben": "aabb", "cem": "abbb"}
    path = journal(tmp_path / "j", *(changes(who, segments(what, who)) for who, what in said.items()))

    every = [each["authors"] for each in agree(path)["comparisons"]]
    chosen = [each["authors"] for each in agree(path, "--author", "cem", "--author", "ann")["comparisons"]]

    assert every == [["ann", "ben", "cem"], ["ann", "ben"], ["ann", "cem"], ["ben", "cem"]]
    assert chosen == [["cem", "ann"]]


def test_changes_are_read_from_the_store_beside_the_recording(tmp_path: Path) -> None:
    """As the screen keeps them."""
    shutil.copy(SAMPLE, tmp_path / "desk.replay")
    with Store(place_in(tmp_path)) as store:
        for who, what in (("ann", "aabb"), ("ben", "abbb")):
            store.append(changes(who, segments(what, who)))

    ended = replay("agree", tmp_path / "desk.replay", "--json")

    assert ended.document["comparisons"][0]["authors"] == ["ann", "ben"]


def test_gamma_is_added_where_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And one line says so where what computes it is missing."""
    path = two(tmp_path / "j")

    assert 0 < value(agree(path, "--gamma"), "gamma", "desk.replay") < 1
    monkeypatch.setitem(sys.modules, "pygamma_agreement", None)
    assert is_refused(replay("agree", SAMPLE, "--journal", path, "--gamma"), 3, "replay-desk[gamma]")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--author", "ann"), "name another --author"),
        (("--author", "ann", "--author", "zoe"), "'zoe' labelled nothing there"),
        (("--tier", "none"), "there is no tier 'none'; there is 'task'"),
        (("--labels", "tasks"), "--labels is for --level"),
        (("--store", "x"), "not from both"),
        (("--tolerance", "-1"), "--tolerance"),
    ],
)
def test_wrong_use_is_one_line(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    """That says what there is."""
    assert is_refused(replay("agree", SAMPLE, "--journal", two(tmp_path / "j"), *words), 2, said)


def test_nobody_to_compare_is_one_line(tmp_path: Path) -> None:
    """One annotator alone, or two in tiers of their own, or several tiers to choose from."""
    alone = journal(tmp_path / "alone", changes("ann", segments("ab", "ann")))
    apart = journal(tmp_path / "apart", changes("ben", segments("ab", "ben", "other")))
    more = [changes(who, segments("ab", who, "other")) for who in ("cem", "dan")]
    several = journal(tmp_path / "several", *more)

    def ended(*journals: Path) -> Any:
        return replay("agree", SAMPLE, *(word for each in journals for word in ("--journal", each)))

    assert is_refused(ended(alone), 2, "nothing to compare")
    assert is_refused(ended(alone, apart), 2, "nothing to compare")
    assert is_refused(ended(two(tmp_path / "two"), several), 2, "name a --tier: 'other', 'task'")


def test_a_line_that_is_no_change_is_told_and_passed_over(tmp_path: Path) -> None:
    """What is whole is compared."""
    path = two(tmp_path / "j")
    path.write_text(path.read_text() + "{}\n")

    ended = replay("agree", SAMPLE, "--journal", path)

    assert ended.status == 0
    assert "line 9" in ended.err
