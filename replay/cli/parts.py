"""Commands that have parts, `replay journal export` and the like, each in a file of its own."""

import importlib
from collections.abc import Mapping
from typing import Any

import click


class PartsGroup(click.Group):
    """A group that imports a part only when it runs."""

    def __init__(self, *words: Any, package: str, parts: Mapping[str, str], **options: Any) -> None:
        """Take click's own arguments, and two more.

        Args:
            words: Click's.
            package: Of the parts; the module `NAME_part` in it holds one as `command`.
            parts: Every part and its line of help, in the order in which people meet them.
            options: Click's.
        """
        super().__init__(*words, **options)
        self._package = package
        self._parts = parts

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the parts."""
        del ctx
        return list(self._parts)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a part, None for an unknown name."""
        del ctx
        if cmd_name not in self._parts:
            return None
        command: click.Command = importlib.import_module(f"{self._package}.{cmd_name}_part").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of the parts without importing any of them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(self._parts.items()))
