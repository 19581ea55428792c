"""`replay queue status`: how far everything is."""

import dataclasses
import time
from collections import Counter
from pathlib import Path

import click

from replay.cli.arguments import PATH, identity_option, json_option
from replay.cli.queue.source import open_queue, queue_option
from replay.cli.reading.source import content_of
from replay.cli.telling.annotation_words import utc_words
from replay.cli.telling.output import print_json, print_line, print_table
from replay.store.stages import Move, Share, Stage

_STAGES: tuple[Stage, ...] = ("waiting", "draft", "review", "accepted")


@click.command("status")
@click.argument("path", metavar="[FILE]", type=PATH, required=False)
@identity_option
@queue_option
@json_option
def command(path: Path | None, store: str | None, as_json: bool) -> None:
    """Say how far everything is; of the recording FILE also what happened to it, step by step."""
    with open_queue(store) as queue:
        recording = None if path is None else content_of(path)
        shares = queue.shares(recording)
        moves = [] if recording is None else queue.history(recording)
    if as_json:
        told = {"shares": [dataclasses.asdict(share) for share in shares]}
        print_json(told if path is None else {**told, "moves": [dataclasses.asdict(move) for move in moves]})
        return
    counts = Counter(share.stage for share in shares)
    print_line("  ".join(f"{stage} {counts[stage]:,}" for stage in _STAGES))
    print_table(
        ("recording", "share", "stage", "annotator", "claim", "held by"), map(_row, shares), right=(1, 4)
    )
    if moves:
        print_line("")
        print_table(("when", "share", "what"), map(_move_row, moves))


def _row(share: Share) -> tuple[str, ...]:
    held = ""
    if share.holder and share.until_utc_ns is not None:
        state = "until" if share.until_utc_ns > time.time_ns() else "lease ran out"
        held = f"{share.holder} to {share.purpose}, {state} {utc_words(share.until_utc_ns)} UTC"
    annotator = share.annotator or "nobody yet"
    return share.name, str(share.number + 1), share.stage, annotator, str(share.fence or ""), held


def _move_row(move: Move) -> tuple[str, ...]:
    comment = f": {move.comment}" if move.comment else ""
    return (
        f"{utc_words(move.at_utc_ns)} UTC",
        f"share {move.number + 1}",
        f"{move.before} -> {move.after} by {move.author}{comment}",
    )
