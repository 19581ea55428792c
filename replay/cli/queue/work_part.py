"""`replay queue work`: one recording after the other on the screen, each handed in with one key."""

import subprocess
import sys
from collections.abc import Callable
from functools import partial

import click

from replay.cli.arguments import json_option
from replay.cli.exits import EXIT_FOUND, EXIT_HANDED_IN
from replay.cli.output import print_json
from replay.cli.queue_source import author_in_force, lease_option, open_queue, say
from replay.store.errors import StoreError


@click.command("work")
@lease_option
@json_option
def command(lease_h: float, as_json: bool) -> int:
    """Label what waits for you, one recording after the other.

    Each is claimed and opened; the key W hands it in and opens the next one, `q` ends with the claim kept.
    The store and your name are those of the settings. The lease is made longer while the screen is open.
    Exit status 1: nothing waited.
    """
    author, lease_s = author_in_force(None), lease_h * 3600
    done: list[str] = []
    nothing = False
    while True:
        with open_queue(None) as queue:
            claim = queue.next(author, lease_s=lease_s)
        if claim is None:
            nothing = not done
            say(f"nothing {'waits' if nothing else 'more waits'} for {author}")
            break
        if claim.comment:
            say(f"{claim.name} was sent back: {claim.comment}")
        renew = partial(_renew, claim.fence, author, lease_s)
        if _opened(claim.path, renew, lease_s / 3) != EXIT_HANDED_IN:
            say(f"{claim.name} is still yours: claim {claim.fence}")
            break
        with open_queue(None) as queue:
            queue.submit(claim.fence, author)
        done.append(claim.name)
        say(f"{claim.name}: handed in")
    if as_json:
        print_json({"handed_in": done})
    return EXIT_FOUND if nothing else 0


def _opened(path: str, renew: Callable[[], None], every_s: float) -> int:
    """Open a recording in a process of its own, and renew the claim until it ends; return its status."""
    words = [sys.executable, "-m", "replay.cli.main", "open", "--as", "annotator", "--claimed", "--", path]
    with subprocess.Popen(words) as process:  # noqa: S603 - this program, and a path behind `--`
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
