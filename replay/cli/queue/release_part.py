"""`replay queue release`."""

import click

from replay.cli.queue.source import (
    author_in_force,
    author_option,
    claim_argument,
    claim_meant,
    open_queue,
    queue_option,
    say,
)


@click.command("release")
@claim_argument
@click.option("--force", is_flag=True, help="Also what is somebody else's.")
@author_option
@queue_option
def command(fence: int | None, force: bool, author: str | None, store: str | None) -> None:
    """Give a claim back, so that others can have the recording.

    What was annotated stays in the journal. With --force also what somebody has who is away, or what was sent
    back to somebody who will not do it: CLAIM is the number that `status` shows.
    """
    who = author_in_force(author)
    with open_queue(store) as queue:
        meant = claim_meant(queue, fence, who, None)
        queue.release(meant, who, force=force)
    say(f"claim {meant}: given back")
