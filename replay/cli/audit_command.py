"""`replay audit`: who did what with a recording, and whether that record is whole."""

import click

from replay.cli.parts import PartsGroup

PARTS = {
    "show": "List who opened, saw, revealed and handed on what.",
    "verify": "Look for entries that were altered, taken out, put in or cut off.",
}
"""Every part and its line of help; the module `replay.cli.audit.NAME_part` holds it as `command`."""


@click.group("audit", cls=PartsGroup, package="replay.cli.audit", parts=PARTS)
def command() -> None:
    """Show what was done with recordings, and check that nobody changed the record of it.

    It is kept in the store of annotations where a recording has one. Of recordings with a consent, what is
    opened, revealed or handed on is noted in a log of your own where there is no store. The settings `audit`
    and `audit_key` say otherwise. What is done with other programs nobody notes.
    """
