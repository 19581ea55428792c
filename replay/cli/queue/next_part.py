"""`replay queue next`: what is to be done next."""

import click

from replay.cli.arguments import json_option
from replay.cli.queue.source import (
    author_in_force,
    author_option,
    describe_claim,
    lease_option,
    nothing_waits,
    open_queue,
    queue_option,
    say,
)
from replay.cli.telling.annotation_words import utc_words
from replay.cli.telling.exits import EXIT_FOUND
from replay.cli.telling.output import print_json, print_line
from replay.core.safe_text import visible


@click.command("next")
@click.option("--review", is_flag=True, help="Something to review, instead of something to annotate.")
@lease_option
@author_option
@queue_option
@json_option
def command(review: bool, lease_h: float, author: str | None, store: str | None, as_json: bool) -> int:
    """Claim what is to be done next, and print where it lies.

    First what you have already, then what was sent back to you, then what waits, in the order in which it
    was added. So `replay open "$(replay queue next)"` goes on with the work. Exit status 1: nothing waits.
    """
    with open_queue(store) as queue:
        who, lease_s = author_in_force(author), lease_h * 3600
        claim = queue.next_review(who, lease_s=lease_s) if review else queue.next(who, lease_s=lease_s)
        nothing = "" if claim else nothing_waits(queue, who, "review" if review else "annotate")
    if as_json:
        print_json(describe_claim(claim) if claim else None)
    elif claim is not None:
        print_line(visible(claim.path))
        whose = f", annotated by {claim.annotator}" if review else ", blind" if claim.blind else ""
        say(f"claim {claim.fence} of {claim.author}, until {utc_words(claim.until_utc_ns)} UTC{whose}")
        if claim.comment:
            say(f"sent back: {claim.comment}")
    if claim is None:
        say(nothing)
        return EXIT_FOUND
    return 0
