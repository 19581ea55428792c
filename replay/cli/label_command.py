"""`replay label`: annotations to and from the tools of others."""

import click

from replay.cli.parts import PartsGroup

PARTS = {
    "export": "Write annotations for another tool, and report what was lost.",
    "import": "Take in annotations of another tool, and report what was read, guessed and lost.",
}
"""Every part and its line of help; the module `replay.cli.label.NAME_part` holds it as `command`."""


@click.group("label", cls=PartsGroup, package="replay.cli.label", parts=PARTS)
def command() -> None:
    """Exchange annotations with ELAN, Praat, BORIS, Label Studio, Audacity, and as tables.

    `replay formats` lists the formats and what each of them cannot hold. What carries everything, with who
    changed what and when, is `replay journal`.
    """
