"""`replay canary`: invented secrets in a copy, by which searches and reviewers are measured."""

import click

from replay.cli.parts import PartsGroup

PARTS = {
    "plant": "Write a copy with invented secrets in it, and the list of them apart from it.",
    "score": "Say how many of them a search has found, and how many each reviewer.",
}
"""Every part and its line of help; the module `replay.cli.canary.NAME_part` holds it as `command`."""


@click.group("canary", cls=PartsGroup, package="replay.cli.canary", parts=PARTS)
def command() -> None:
    """Measure how much of what should be removed is found.

    `plant` makes a copy with invented secrets, which reviewers and `replay scan` treat as any recording;
    `score` tells what share of them was found. Then `replay redact` makes a copy of that copy, and `replay
    verify --canaries` proves that they are gone. A copy with canaries is for measuring: what is handed on is
    made of the recording itself.
    """
