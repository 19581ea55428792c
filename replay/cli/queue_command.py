"""`replay queue`: what a team annotates and reviews next."""

import click

from replay.cli.parts import PartsGroup

PARTS = {
    "add": "Have recordings annotated, each by one or more people.",
    "next": "Claim what is to be done next, and print where it lies.",
    "work": "Label what waits for you on the screen, one recording after the other.",
    "submit": "Hand on what was annotated, to be reviewed.",
    "accept": "Accept what was reviewed.",
    "return": "Send back what was reviewed, and say why.",
    "release": "Give a claim back, so that others can have the recording.",
    "status": "Say how far everything is, or what happened to one recording.",
}
"""Every part and its line of help; the module `replay.cli.queue.NAME_part` holds it as `command`."""


@click.group("queue", cls=PartsGroup, package="replay.cli.queue", parts=PARTS)
def command() -> None:
    """Share out recordings among a team, so that no two do the same.

    `next` claims a recording until its lease has run out; the claim's number is what `submit`, `accept`,
    `return` and `release` take, and may be left out by who has only one. A number that somebody else's claim
    has overtaken is refused. Nobody reviews their own work.
    """
