"""`replay keys`: the keys in force, as people press them."""

from pathlib import Path

import pytest

from replay.ui.keys import KEYS, signs
from replay.ui.own.keys import LOOK_BAR, OWN_KEYS, SAY_BAR
from tests.replay.cli.shell import is_refused, replay


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the settings are looked for, in a place of the test's own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "replay").mkdir()
    return tmp_path / "replay" / "settings.toml"


def test_signs_are_printed_and_not_names(settings: Path) -> None:
    """What stands on the key, as on the help screen."""
    del settings

    out = replay("keys").out

    assert "\n  [          slower\n" in out
    assert "\n  Shift+→    next action\n" in out
    assert not any(name in out for name in ("bracket", "full_stop", "question_mark", "apostrophe"))


def test_the_document_has_every_action_with_its_names_and_signs(settings: Path) -> None:
    """The names are those that the settings take."""
    del settings

    found = replay("keys", "--json").document

    by_screen = {
        screen: [row["action"] for row in found if row["screen"] == screen] for screen in ("open", "subject")
    }
    assert by_screen == {
        "open": [key.action for key in KEYS],
        "subject": [key.action for key in OWN_KEYS],
    }
    assert len(found) == len(KEYS) + len(OWN_KEYS)
    assert all(list(row) == ["keys", "signs", "action", "does", "group", "screen"] for row in found)
    assert {"keys": ["left_square_bracket"], "signs": ["["]}.items() <= found[1].items()


def test_the_recorded_persons_keys_are_listed_as_their_screen_tells_them(settings: Path) -> None:
    """Of one table: its help, the bar at its foot, and here."""
    del settings

    listed = replay("keys").out.partition("replay subject FILE")[2]
    written = [line.split() for line in listed.splitlines()]

    assert all(f"  {signs(key)}" in listed and key.description in listed for key in OWN_KEYS)
    assert all(
        any(sign in words for words in written)
        for keys, _, _ in (*LOOK_BAR, *SAY_BAR)
        for sign in keys.split()
    )


def test_changes_in_the_settings_are_in_force(settings: Path) -> None:
    """A key may be written by its name, or a list of them."""
    settings.write_text('[keys]\nplay = ["G", "space"]\n')

    assert "\n  G  Space   play or pause" in replay("keys").out


@pytest.mark.parametrize(("written", "sign"), [(" ", "Space"), ("$", "dollar_sign"), ("ctrl+_", "Ctrl+_")])
def test_a_character_stands_for_its_key(written: str, sign: str, settings: Path) -> None:
    """Nobody has to know what a program calls a full stop, and none of them splits the list of keys."""
    settings.write_text(f'[keys]\nplay = "{written}"\n')

    assert f"\n  {sign}  " in f"\n{replay('keys').out}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[keys]\nnope = 'x'\n", "keys.nope is not an action"),
        ("[keys]\nplay = 'n'\n", "the key 'n' would do two things"),
        ("[keys]\nplay = '.'\n", "the key 'full_stop' would do two things"),
        ("[keys]\nplay = 'spcae'\n", "keys.play = 'spcae' is no key"),
        ("[keys]\nplay = 'a,b'\n", "keys.play = 'a,b' is no key"),
        ("[keys]\nplay = 'a+b'\n", "keys.play = 'a+b' is no key"),
        ("[keys]\nplay = 3\n", "keys.play = 3 is not a key or a list of keys"),
        ("keys = [\n", "settings.toml: "),
    ],
)
def test_settings_that_are_wrong_are_one_line(text: str, said: str, settings: Path) -> None:
    """It says what is wrong and where."""
    settings.write_text(text)

    assert is_refused(replay("keys"), 2, said)
