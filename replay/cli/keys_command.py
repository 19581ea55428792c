"""`replay keys`: the keys of the screens, as they are in force."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import click

from replay.cli.arguments import json_option
from replay.cli.telling.output import print_json, print_line
from replay.store.settings import SettingsError, load_settings
from replay.ui.keys import Key, key_table, sign, signs
from replay.ui.own.keys import OWN_KEYS

_OWN = "On the recorded person's screen (replay subject FILE), which no settings change:"


@click.command("keys")
@json_option
def command(as_json: bool) -> None:
    """List the keys of the screens, with the changes made in the settings.

    --json gives each key's action and the names by which the settings' table [keys] knows them; `screen` is
    "open" or, of the recorded person's, "subject".
    """
    try:
        table = key_table(load_settings().keys)
    except SettingsError as error:
        raise click.UsageError(str(error)) from error
    if as_json:
        screens = {"open": table, "subject": OWN_KEYS}
        print_json([describe(key, screen) for screen, keys in screens.items() for key in keys])
        return
    width = max(len(signs(key)) for key in (*table, *OWN_KEYS))
    _print_table(table, width)
    print_line(f"\n{_OWN}\n")
    _print_table(OWN_KEYS, width)


def describe(key: Key, screen: str) -> dict[str, Any]:
    """Return a row of a table as plain JSON values.

    Args:
        key: The row.
        screen: Whose table it is.
    """
    return {
        "keys": list(key.keys),
        "signs": [sign(name) for name in key.keys],
        "action": key.action,
        "does": key.description,
        "group": key.group,
        "screen": screen,
    }


def _print_table(table: Sequence[Key], width: int) -> None:
    for number, (group, keys) in enumerate(groupby(table, key=lambda key: key.group)):
        print_line(f"\n{group}" if number else group)
        for key in keys:
            print_line(f"  {signs(key):<{width}}  {key.description}")
