"""`replay labels`: sets are made, checked and shown, and a file of somebody's is never overwritten."""

from pathlib import Path

import pytest

from replay.store.label_files import presets
from tests.replay.cli.shell import is_refused, replay

BAD = (
    'name = "n"\n[[tiers]]\nname = "t"\n'
    '[[labels]]\nname = "a"\nkey = "x"\n[[labels]]\nname = "b"\nkey = "x"\n'
)


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("preset", presets())
def test_a_preset_is_written_and_has_no_faults(preset: str) -> None:
    """What `init` writes, `check` has nothing to say about."""
    made = replay("labels", "init", preset)
    checked = replay("labels", "check", "labels.toml")

    assert (made.status, made.out) == (0, "")
    assert (checked.status, checked.out) == (0, "")
    assert "no faults" in checked.err


def test_the_set_beside_the_recordings_can_be_made_at_once(tmp_path: Path) -> None:
    """Its folder need not be there yet; from then on it is the one in force."""
    made = replay("labels", "init", "tasks", "-o", ".replay/labels.toml")

    assert made.status == 0
    assert replay("labels", "show", "--json").document["origin"] == ".replay/labels.toml"


def test_a_file_that_exists_is_left_alone(tmp_path: Path) -> None:
    """It is somebody's work, and there is no word that replaces it."""
    Path("labels.toml").write_text("mine")

    assert is_refused(replay("labels", "init"), 2, "labels.toml exists")
    assert Path("labels.toml").read_text() == "mine"
    assert is_refused(replay("labels", "init", "fishing"), 2, "no preset 'fishing'", "computer-use, tasks")
    assert is_refused(replay("labels", "init", "-o", "none/labels.toml"), 3, "none/labels.toml")


def test_a_set_with_faults_is_told_line_by_line() -> None:
    """Exit status 1; a file that is none is 3."""
    Path("bad.toml").write_text(BAD)
    Path("none.toml").write_text("= 3")
    Path("raw.toml").write_bytes(b"\xff")

    found = replay("labels", "check", "bad.toml")

    assert (found.status, found.out) == (1, "line 7: the key 'x' gives 'a' and 'b'\n")
    assert "1 fault" in found.err
    assert replay("labels", "check", "bad.toml", "--json").objects == [
        {"line": 7, "place": "labels[2]", "message": "the key 'x' gives 'a' and 'b'"}
    ]
    assert is_refused(replay("labels", "check", "none.toml"), 3, "none.toml: no TOML")
    assert is_refused(replay("labels", "check", "raw.toml"), 3, "raw.toml: no UTF-8")
    assert is_refused(replay("labels", "check", "gone.toml"), 3, "gone.toml")


def test_a_set_is_shown_as_a_tree_with_its_keys() -> None:
    """Kinds stand below their label; faults are told, and the rest is shown all the same."""
    shown = replay("labels", "show", "web-use")
    Path("bad.toml").write_text(BAD)
    bad = replay("labels", "show", "bad.toml")

    assert shown.out.startswith("web-use, version 1: ")
    assert "\n  1  search             From a query" in shown.out
    assert "\n  1    enter query      Typing the query" in shown.out
    assert "[inside task]" in shown.out
    assert bad.status == 0
    assert "\n  x  b\n" in bad.out
    assert "line 7" in bad.err


def test_the_settings_name_a_set(tmp_path: Path) -> None:
    """A preset, or a file seen from their folder; what lies beside the recordings comes first."""
    settings = tmp_path / "config" / "replay" / "settings.toml"
    settings.parent.mkdir(parents=True)

    def origin(text: str) -> str:
        settings.write_text(text)
        found: str = replay("labels", "show", "--json").document["origin"]
        return found

    (settings.parent / "team.toml").write_text('name = "team"\n[[tiers]]\nname = "t"\n')
    assert origin("") == "preset computer-use"
    assert origin('labels = "tasks"') == "preset tasks"
    assert origin('labels = "team.toml"') == str(settings.parent / "team.toml")
    settings.write_text("labels = 3")
    assert is_refused(replay("labels", "show"), 2, "labels = 3 is not a path or a name")


def test_for_programs_everything_is_there() -> None:
    """Tiers in their order, labels with their place in the tree."""
    document = replay("labels", "show", "web-use", "--json").document

    assert [tier["name"] for tier in document["tiers"]] == ["task", "step", "outcome"]
    by_name = {label["name"]: label for label in document["labels"]}
    assert by_name["log in"]["parent"] == "fill form"
    assert by_name["log in"]["depth"] == 2
    assert set(by_name["task"]) >= {"key", "colour", "description", "tiers", "kind", "requires", "exclusive"}
