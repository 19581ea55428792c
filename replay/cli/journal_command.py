"""`replay journal`: annotations into a file and out of one, and whether anybody tampered with them."""

import click

from replay.cli.parts import PartsGroup

PARTS = {
    "export": "Write the changes of a recording, or of all, as JSON Lines.",
    "import": "Take in the changes of a journal that was exported; nothing is replaced.",
    "verify": "Look for changes that were altered, taken out, or put in past the program.",
    "conflicts": "List what people changed apart from each other.",
    "settle": "Let what was changed apart have one value again.",
}
"""Every part and its line of help; the module `replay.cli.journal.NAME` holds it as `command`."""


@click.group("journal", cls=PartsGroup, package="replay.cli.journal", parts=PARTS)
def command() -> None:
    """Carry annotations from one store to another, and check them.

    Every annotation is kept as the changes that made it. Changes are a set: journals of people who worked
    apart come together by `import`, in any order, to the same; `merge` does it with files alone.
    """
