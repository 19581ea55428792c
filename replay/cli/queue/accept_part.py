"""`replay queue accept`."""

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


@click.command("accept")
@claim_argument
@click.option("-m", "--comment", default="", metavar="TEXT", help="A word to whoever has it next.")
@author_option
@queue_option
def command(fence: int | None, comment: str, author: str | None, store: str | None) -> None:
    """Accept what was reviewed; the recording is done with.

    CLAIM is the number that `next` told; without it, what you have is meant.
    """
    who = author_in_force(author)
    with open_queue(store) as queue:
        meant = claim_meant(queue, fence, who, "review")
        queue.accept(meant, who, comment)
    say(f"claim {meant}: accepted")
