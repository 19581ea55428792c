"""`replay keys`: the keys of the screen, as they are in force."""

from itertools import groupby

import click

from replay.cli.output import print_json, print_table
from replay.cli.source import json_option
from replay.store.settings import SettingsError, load_settings
from replay.ui.keys import key_table


@click.command("keys")
@json_option
def command(as_json: bool) -> None:
    """List the keys of the screen, with the changes made in the settings."""
    try:
        table = key_table(load_settings().keys)
    except SettingsError as error:
        raise click.UsageError(str(error)) from error
    if as_json:
        print_json(
            [
                {"keys": list(k.keys), "action": k.action, "does": k.description, "group": k.group}
                for k in table
            ]
        )
        return
    for group, keys in groupby(table, key=lambda k: k.group):
        click.echo()
        print_table((group, ""), [(" ".join(k.keys), k.description) for k in keys])
