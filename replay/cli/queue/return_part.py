"""`replay queue return`."""

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


@click.command("return")
@claim_argument
@click.option("-m", "--comment", required=True, metavar="TEXT", help="What is to be done.")
@author_option
@queue_option
def command(fence: int | None, comment: str, author: str | None, store: str | None) -> None:
    """Send back to its annotator what was reviewed.

    It is the first that they get by `next`, with the comment. CLAIM is the number that `next --review` told;
    without it, what you have is meant.
    """
    who = author_in_force(author)
    with open_queue(store) as queue:
        meant = claim_meant(queue, fence, who, "review")
        queue.send_back(meant, who, comment)
    say(f"claim {meant}: sent back")
