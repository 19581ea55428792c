"""`replay queue work`: one recording after the other on the screen, each handed in with one key."""

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import click

from replay.cli.arguments import json_option
from replay.cli.queue.source import author_in_force, lease_option, nothing_waits, open_queue, say
from replay.cli.telling.exits import EXIT_FOUND
from replay.cli.telling.output import print_json
from replay.store.errors import StoreError
from replay.ui.exit_codes import HANDED_IN, SENT_BACK

if TYPE_CHECKING:
    from replay.store.stages import Claim, Purpose

_SEE_COMMENTS = "see the comments"


@click.command("work")
@click.option("--review", is_flag=True, help="What waits to be reviewed: W accepts it.")
@lease_option
@json_option
def command(review: bool, lease_h: float, as_json: bool) -> int:
    """Label what waits for you, one recording after the other.

    Each is claimed and opened; the key W hands it in and opens the next one, `q` ends with the claim kept.
    With --review, W accepts what another has labelled, and Q sends it back: it is asked what is to be done.
    The store and your name are those of the settings. The lease is made longer while the screen is open.
    Exit status 1: nothing waited.
    """
    author, lease_s = author_in_force(None), lease_h * 3600
    done: list[str] = []
    sent_back: list[str] = []
    nothing = ""
    while True:
        with open_queue(None) as queue:
            asks = queue.next_review if review else queue.next
            claim = asks(author, lease_s=lease_s)
            if claim is None:
                purpose: Purpose = "review" if review else "annotate"
                nothing = nothing_waits(queue, author, purpose, more=bool(done or sent_back))
        if claim is None:
            say(nothing)
            break
        if claim.comment and not review:
            say(f"{claim.name} was sent back: {claim.comment}")
        renew = partial(_renew, claim.fence, author, lease_s)
        ended = _opened(_words(claim), renew, lease_s / 3)
        if ended == SENT_BACK and review:
            _send_back(claim, author)
            sent_back.append(claim.name)
            continue
        if ended != HANDED_IN:
            say(f"{claim.name} is still yours: claim {claim.fence}")
            break
        with open_queue(None) as queue:
            (queue.accept if review else queue.submit)(claim.fence, author)
        done.append(claim.name)
        say(f"{claim.name}: {'accepted' if review else 'handed in'}")
    if as_json:
        print_json({"accepted": done, "sent_back": sent_back} if review else {"handed_in": done})
    return EXIT_FOUND if nothing and not (done or sent_back) else 0


def _send_back(claim: "Claim", author: str) -> None:
    """Ask what is to be done, and send a recording back with that; asked in vain, the claim is kept."""
    said = click.prompt(f"{claim.name}: what is to be done?", default=_SEE_COMMENTS, err=True)
    with open_queue(None) as queue:
        queue.send_back(claim.fence, author, said)
    say(f"{claim.name}: sent back to {claim.annotator}")


def _words(claim: "Claim") -> list[str]:
    """Return the arguments of `replay open` for a claim."""
    if claim.purpose == "review":
        return ["--claimed", f"--review={claim.annotator}", "--", claim.path]
    return ["--claimed", "--as", "annotator", f"--note={claim.comment}", "--", claim.path]


def _opened(words: list[str], renew: Callable[[], None], every_s: float) -> int:
    """Open a recording in a process of its own, and renew the claim until it ends; return its status."""
    command = [sys.executable, "-m", "replay.cli.main", "open", *words]
    with subprocess.Popen(command) as process:  # noqa: S603 - this program, and a path behind `--`
        while True:
            try:
                return process.wait(every_s)
            except subprocess.TimeoutExpired:
                renew()


def _renew(fence: int, author: str, lease_s: float) -> None:
    """Have the claim for longer; what cannot be renewed now is tried again, and said when it is handed in."""
    try:
        with open_queue(None) as queue:
            queue.renew(fence, author, lease_s=lease_s)
    except (StoreError, click.UsageError):
        return
