"""What the parts of `replay queue` share: the queue, who asks, and the claim that is meant."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from replay.cli.reading.store_source import open_chosen, settings_in_force, store_option
from replay.core.safe_text import visible
from replay.store.author import author_name, login_name
from replay.store.errors import QueueError

if TYPE_CHECKING:
    from replay.store.queue import Queue
    from replay.store.stages import Claim, Purpose

Function = TypeVar("Function", bound=Callable[..., Any])


def author_option(function: Function) -> Function:
    """Add `--author`, passed as `author`."""
    return click.option(
        "--author", metavar="NAME", help="Who you are; else as the settings say, else the name of your login."
    )(function)


def queue_option(function: Function) -> Function:
    """Add `--store`, passed as `store`: a queue is of a folder, and of no recording."""
    return store_option(function, where="in this folder")


def claim_argument(function: Function) -> Function:
    """Add the argument CLAIM, passed as `fence`; None where it is left out."""
    return click.argument("fence", metavar="[CLAIM]", type=click.IntRange(1), required=False)(function)


def lease_option(function: Function) -> Function:
    """Add `--lease`, passed as `lease_h`."""
    return click.option(
        "--lease",
        "lease_h",
        metavar="HOURS",
        type=click.FloatRange(0.01, 24 * 365),
        default=24.0,
        show_default=True,
        help="How long nobody else gets it.",
    )(function)


def author_in_force(author: str | None) -> str:
    """Return who asks."""
    return author_name(author or settings_in_force().author)


@contextmanager
def open_queue(store: str | None, *, due: bool = True) -> Iterator["Queue"]:
    """Open the queue of the store that was named, or is set, or lies in this folder.

    What the queue refuses becomes wrong use: the command was not the right one at this moment. Where the
    policy asks for two people anywhere, a reviewer is one by their login, too.
    """
    from replay.cli.reading.policy_source import policy_in_force
    from replay.store.queue import Queue

    policy = policy_in_force(None)
    counts = bool(policy.four_eyes) and not policy.shared_logins
    with open_chosen(store, due=due) as opened:
        try:
            yield Queue(opened, login=login_name(), logins_count=counts)
        except QueueError as error:
            raise click.UsageError(str(error)) from error


def claim_meant(queue: "Queue", fence: int | None, author: str, purpose: "Purpose | None") -> int:
    """Return the fence that was given, or that of the only claim of its kind."""
    if fence is not None:
        return fence
    held = [claim for claim in queue.held(author) if purpose in {None, claim.purpose}]
    if len(held) == 1:
        return held[0].fence
    what = "nothing" if not held else "several: " + ", ".join(f"{c.fence} ({c.name})" for c in held)
    to_do = {"annotate": " to annotate", "review": " to review", None: ""}[purpose]
    raise QueueError(f"{author} has {what}{to_do}; name a claim by its number")


def nothing_waits(queue: "Queue", author: str, purpose: "Purpose", *, more: bool = False) -> str:
    """Say that nothing waits for somebody, and why not, where only their login stands against it."""
    words = f"nothing {'more ' if more else ''}waits for {author}"
    barred = queue.barred(author) if purpose == "review" else 0
    if not barred:
        return words
    return (
        f"{words}: {barred} to review {'was' if barred == 1 else 'were'} annotated from your login "
        f"{login_name()}, which the policy counts as you ([four_eyes] shared_logins)"
    )


def describe_claim(claim: "Claim") -> dict[str, Any]:
    """Return a claim as plain JSON values."""
    return {
        "claim": claim.fence,
        "purpose": claim.purpose,
        "recording": claim.recording,
        "name": claim.name,
        "path": claim.path,
        "author": claim.author,
        "annotator": claim.annotator,
        "blind": claim.blind,
        "until_utc_ns": claim.until_utc_ns,
        "comment": claim.comment,
    }


def say(words: str) -> None:
    """Say something on stderr."""
    click.echo(visible(words), err=True)
