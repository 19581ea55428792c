"""The settings: one TOML file under the platform's config folder, every value with a default."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from replay.store.paths import settings_file

LONGEST_PURPOSE = 200
"""Characters of what a recording is handed on for."""


class SettingsError(Exception):
    """The settings say something that is not understood; the message is one line with the file's name."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person can set; see `EXAMPLE`."""

    theme: str = "dark"
    render: str = "auto"
    trail_s: float = 1.5
    idle_s: float = 5.0
    idle_mode: Literal["off", "fast", "skip"] = "off"
    rate: float = 1.0
    store: str = ""
    """Where annotations are kept, see `replay.store.place`; "" for beside each recording."""
    author: str = ""
    """Who annotates; "" for the name of the login, see `replay.store.author`."""
    audit: Literal["auto", "always", "never"] = "auto"
    """When is noted who did what with a recording, see `replay.store.audit_place`."""
    audit_key: Literal["file", "keyring"] = "file"
    """Where the key is kept that seals the audit, see `replay.store.audit_key`."""
    policy: str = ""
    """Path of the policy by which private content is looked for; "" for the default."""
    purpose: str = ""
    """What recordings are handed on for where --purpose does not say; "" where that is for each to say."""
    labels: str = ""
    """Path of a label set, seen from the settings' folder, or the name of a preset; "" for the default."""
    excluded: tuple[str, ...] = ("default",)
    """Windows that `replay record` leaves out; "default" stands for the built-in list."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


RENDER_REQUESTS = (
    *("auto", "cells", "sextants", "blocks", "quad", "half", "256", "mono"),
    *("kitty", "iterm", "sixel"),
)
"""How pictures can be asked to be drawn; the same words as `replay.render.choice.REQUESTS`."""

EXAMPLE = """\
theme = "dark"          # or "light"
render = "auto"         # how pictures are drawn; `replay open --help` lists the ways
trail_s = 1.5           # seconds of the pointer's path that are drawn, 0 to 60
idle_s = 5.0            # seconds without input and visible change that count as idle, from 0.5
idle_mode = "off"       # what playing does with idle spans: off, fast, skip
rate = 1.0              # recorded seconds per second, 0.1 to 64
store = ""              # where annotations are kept: a file, a folder, or a URL postgresql://user@host/database;
                        # "" keeps them in .replay/annotations.db beside each recording
author = ""             # who annotates; "" for the name of your login
audit = "auto"          # noting who opened, saw and handed on what: "auto" where a recording has a store,
                        # and what weighs where it has a consent; "always" and "never" do as they say
audit_key = "file"      # the key that seals it: in a file of yours, or in the "keyring" of the system
policy = ""             # what is private content, and who decides: a file from / or ~ on; "" for the default
purpose = ""            # what recordings are handed on for, where --purpose does not say; "" leaves it open
labels = ""             # label set: a file, seen from this folder, or a preset; "" is "computer-use"
excluded = ["default"]  # windows that are never recorded, as "class:*keepass*", "title:*my bank*",
                        # "option:--incognito" (of the program) or "private:*chrom*" (of a browser);
                        # "default" stands for password managers and private browsing

[keys]                  # action = key or keys; `replay keys --json` lists the actions
play = "space"
"""
"""A settings file with every default."""


def _one_of(*words: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and value in words


def _between(low: float, high: float) -> Callable[[Any], bool]:
    return lambda value: (
        isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high
    )


def _are_texts(most: int, longest: int) -> Callable[[Any], bool]:
    is_text = _is_text(longest)
    return lambda value: isinstance(value, list) and len(value) <= most and all(map(is_text, value))


def _is_text(longest: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and len(value) <= longest and value.isprintable()


_RULES: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "theme": (_one_of("dark", "light"), '"dark" or "light"'),
    "render": (
        _one_of(*RENDER_REQUESTS),
        ", ".join(RENDER_REQUESTS),
    ),
    "trail_s": (_between(0, 60), "a number from 0 to 60"),
    "idle_s": (_between(0.5, 86_400), "a number from 0.5 up"),
    "idle_mode": (_one_of("off", "fast", "skip"), "off, fast or skip"),
    "rate": (_between(0.1, 64), "a number from 0.1 to 64"),
    # Beside each recording or in one place for all, but never in whatever folder one happens to be.
    "store": (
        lambda value: _is_text(4096)(value) and (not value or "://" in value or value.startswith(("/", "~"))),
        "a file or folder from / or ~ on, or a URL",
    ),
    "author": (_is_text(80), "a name in one line"),
    "audit": (_one_of("auto", "always", "never"), "auto, always or never"),
    "audit_key": (_one_of("file", "keyring"), '"file" or "keyring"'),
    "policy": (
        lambda value: _is_text(4096)(value) and (not value or value.startswith(("/", "~"))),
        "a file from / or ~ on",
    ),
    "purpose": (_is_text(LONGEST_PURPOSE), f"words in one line, at most {LONGEST_PURPOSE} characters"),
    "labels": (_is_text(4096), "a path or a name in one line"),
    "excluded": (_are_texts(500, 200), "a list of patterns in one line each"),
    "keys": (lambda value: isinstance(value, dict), "a table"),
}


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings; a missing file gives the defaults.

    Args:
        path: The file; None for the platform's place.

    Raises:
        SettingsError: The file cannot be read, or holds an unknown name or a value of the wrong kind.
    """
    path = path or settings_file()
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise SettingsError(f"settings {path}: {error.strerror or error}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"settings {path}: {error}") from error
    known = {item.name for item in fields(Settings)}
    for name, value in found.items():
        if name not in known:
            raise SettingsError(
                f"settings {path}: {name!r} is not a setting; there are {', '.join(sorted(known))}"
            )
        holds, due = _RULES[name]
        if not holds(value):
            raise SettingsError(f"settings {path}: {name} = {value!r} is not {due}")
    keys = {action: _keys_of(path, action, value) for action, value in found.pop("keys", {}).items()}
    if "excluded" in found:
        found["excluded"] = tuple(found["excluded"])
    return Settings(**found, keys=keys)


def _keys_of(path: Path, action: str, value: Any) -> tuple[str, ...]:
    keys = [value] if isinstance(value, str) else value
    if not isinstance(keys, list) or not all(isinstance(key, str) and key for key in keys):
        raise SettingsError(f"settings {path}: keys.{action} = {value!r} is not a key or a list of keys")
    return tuple(keys)
