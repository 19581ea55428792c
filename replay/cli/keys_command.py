"""`replay keys`: the keys of the screen, as they are in force."""

from itertools import groupby
from typing import Any

import click

from replay.cli.arguments import json_option
from replay.cli.output import print_json, print_line
from replay.store.settings import SettingsError, load_settings
from replay.ui.keys import Key, key_table, sign, signs


@click.command("keys")
@json_option
def command(as_json: bool) -> None:
    """List the keys of the screen, with the changes made in the settings.

    --json gives each key's action and the names by which the settings' table [keys] knows them.
    """
    try:
        table = key_table(load_settings().keys)
    except SettingsError as error:
        raise click.UsageError(str(error)) from error
    if as_json:
        print_json([describe(key) for key in table])
        return
    width = max(len(signs(key)) for key in table)
    for number, (group, keys) in enumerate(groupby(table, key=lambda key: key.group)):
        print_line(f"\n{group}" if number else group)
        for key in keys:
            print_line(f"  {signs(key):<{width}}  {key.description}")


def describe(key: Key) -> dict[str, Any]:
    """Return a row of the table as plain JSON values."""
    return {
        "keys": list(key.keys),
        "signs": [sign(name) for name in key.keys],
        "action": key.action,
        "does": key.description,
        "group": key.group,
    }
