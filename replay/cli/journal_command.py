"""`replay journal`: annotations into a file and out of one, and whether anybody tampered with them."""

import importlib

import click

PARTS = {
    "export": "Write the changes of a recording, or of all, as JSON Lines.",
    "import": "Take in the changes of a journal that was exported; nothing is replaced.",
    "verify": "Look for changes that were altered, taken out, or put in past the program.",
    "conflicts": "List what people changed apart from each other.",
}
"""Every part and its line of help; the module `replay.cli.journal.NAME` holds it as `command`."""


class JournalGroup(click.Group):
    """A group that imports a part only when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the parts."""
        del ctx
        return list(PARTS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a part, None for an unknown name."""
        del ctx
        if cmd_name not in PARTS:
            return None
        command: click.Command = importlib.import_module(f"replay.cli.journal.{cmd_name}_part").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of the parts without importing any of them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(PARTS.items()))


@click.group("journal", cls=JournalGroup)
def command() -> None:
    """Carry annotations from one store to another, and check them.

    Every annotation is kept as the changes that made it. Changes are a set: journals of people who worked
    apart come together by `import`, in any order, to the same; `merge` does it with files alone.
    """
