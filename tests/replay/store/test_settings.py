"""Settings: every value with a default, and every mistake one clear line with the file's name."""

from pathlib import Path

import pytest

from replay.render.choice import REQUESTS
from replay.store.settings import EXAMPLE, RENDER_REQUESTS, Settings, SettingsError, load_settings


def settings_of(text: str, tmp_path: Path) -> Settings:
    (tmp_path / "settings.toml").write_text(text)
    return load_settings(tmp_path / "settings.toml")


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    """And none is made."""
    assert load_settings(tmp_path / "settings.toml") == Settings()
    assert list(tmp_path.iterdir()) == []


def test_the_example_holds_every_default(tmp_path: Path) -> None:
    """Whoever copies it changes nothing but the key that it shows."""
    found = settings_of(EXAMPLE, tmp_path)

    assert found == Settings(keys={"play": ("space",)})


def test_the_ways_to_draw_are_those_that_can_be_drawn() -> None:
    """The list is written twice, so that reading settings imports no drawing."""
    assert set(RENDER_REQUESTS) == set(REQUESTS)


def test_values_are_taken_over(tmp_path: Path) -> None:
    """Whole numbers where fractions may stand, keys alone or in lists."""
    text = 'theme = "light"\nrate = 2\nidle_mode = "skip"\n[keys]\nplay = "p"\nend = ["G", "end"]\n'

    found = settings_of(text, tmp_path)

    assert (found.theme, found.rate, found.idle_mode) == ("light", 2, "skip")
    assert found.keys == {"play": ("p",), "end": ("G", "end")}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "thema = 'dark'",
            "'thema' is not a setting; there are audit, audit_key, author, excluded, idle_mode, idle_s, ",
        ),
        ("theme = 'pink'", 'theme = \'pink\' is not "dark" or "light"'),
        ("theme = 3", "theme = 3 is not"),
        ("rate = 0", "rate = 0 is not a number from 0.1 to 64"),
        ("rate = true", "rate = True is not a number"),
        ("rate = nan", "rate = nan is not a number"),
        ("trail_s = -1", "trail_s = -1 is not a number from 0 to 60"),
        ("idle_s = inf", "idle_s = inf is not a number"),
        ("idle_mode = 'jump'", "idle_mode = 'jump' is not off, fast or skip"),
        ("render = 'oil'", "render = 'oil' is not auto, cells"),
        ('purpose = "a\\nb"', "is not words in one line, at most 200 characters"),
        ("store = 3", "store = 3 is not a file or folder from / or ~ on, or a URL"),
        ("store = 'here.db'", "store = 'here.db' is not a file or folder from / or ~ on"),
        ('author = "a\\u001b"', "is not a name in one line"),
        ("keys = 'x'", "keys = 'x' is not a table"),
        ("[keys]\nplay = ['']", "keys.play = [''] is not a key or a list of keys"),
        ("[keys]\nplay = [1]", "keys.play = [1] is not a key or a list of keys"),
        ("theme = ", "Invalid value (at end of document)"),
        ("theme = 'dark'\ntheme = 'light'", "Cannot overwrite a value"),
    ],
)
def test_a_mistake_is_one_line_that_names_the_file(text: str, said: str, tmp_path: Path) -> None:
    """What is wrong, and what may stand there."""
    with pytest.raises(SettingsError) as raised:
        settings_of(text, tmp_path)

    line = str(raised.value)
    assert line.startswith(f"settings {tmp_path / 'settings.toml'}: ")
    assert said in line
    assert line.isprintable()


@pytest.mark.parametrize("made", ["folder", "latin-1"])
def test_a_file_that_cannot_be_read_is_one_line(made: str, tmp_path: Path) -> None:
    """A folder in its place, or bytes that are no UTF-8."""
    path = tmp_path / "settings.toml"
    if made == "folder":
        path.mkdir()
    else:
        path.write_bytes(b"theme = '\xe9'")

    with pytest.raises(SettingsError, match=r"\Asettings .*settings\.toml: [^\n]+\Z"):
        load_settings(path)
