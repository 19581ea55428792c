"""`replay canary score`: how many invented secrets were found."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from formats.model.annotations import DONE_VERDICTS, Flag
from formats.model.content_id import content_id
from formats.model.time import format_time
from replay.annotate.ledger import Ledger
from replay.cli.arguments import PATH, json_option
from replay.cli.canary.source import read_canaries
from replay.cli.reading.policy_source import policy_in_force, policy_option
from replay.cli.reading.screen_text import NO_OCR, screen_reader
from replay.cli.reading.source import open_source
from replay.cli.reading.store_source import open_chosen, store_option
from replay.cli.telling.exits import EXIT_FOUND
from replay.cli.telling.output import print_json, print_line
from replay.cli.telling.progress import ProgressBar
from replay.cli.writing.auditing import note
from replay.core.safe_text import visible
from replay.privacy.canaries.scoring import Recall, Scored, recall, scored
from replay.privacy.review.deciding import Word, people_of
from replay.privacy.scan.scanning import scan_recording
from replay.privacy.screen.crew import cores
from replay.ui.desks.two_people import words_said


@click.command("score")
@click.argument("path", metavar="COPY", type=PATH)
@click.option("--list", "list_file", required=True, type=PATH, metavar="L", help="What was planted.")
@click.option("--no-ocr", is_flag=True, help="Leave the pictures unread; what is drawn there is then missed.")
@click.option("--reveal", is_flag=True, help="Print the secrets themselves.")
@policy_option
@store_option
@json_option
def command(  # noqa: PLR0917 - click passes by name
    path: Path,
    list_file: Path,
    no_ocr: bool,
    reveal: bool,
    policy_path: Path | None,
    store: str | None,
    as_json: bool,
) -> int:
    """Search COPY, read what reviewers decided and flagged in it, and count the canaries that were found.

    A reviewer has found a canary by confirming a finding of it or flagging all of its place. Beside each
    recall stands the interval within which it lies with 95 %: a dozen canaries tell little.

    Names under one login are one reviewer, unless the policy says that logins are shared.

    --json prints `detectors`, `reviewers` (by name), `classes` and `canaries`. Exit status 1: the search or a
    reviewer has missed one.
    """
    policy = policy_in_force(policy_path)
    with open_source(path) as recording, ProgressBar() as bar:
        known = content_id(recording)
        planted = read_canaries(list_file, known)
        reading = nullcontext((None, NO_OCR)) if no_ocr else screen_reader(recording, path, processes=cores())
        with reading as (reader, why):
            scan = scan_recording(recording, policy, bar.stage, screen=reader, why_no_screen=why)
        note("scored", recording, path, store=store, details={"canaries": str(len(planted.canaries))})
    ledger = Ledger()
    with open_chosen(store, path, due=store is not None) as opened:
        faults: list[str] = []
        ledger = Ledger(opened.changes(known, faults)) if opened.exists else ledger
    for fault in faults:
        click.echo(f"replay: left out: {visible(fault)}", err=True)
    flags = [(ledger.owner(each.id), each) for each in ledger.standing.values() if isinstance(each, Flag)]
    words = words_said(ledger)
    scores = scored(planted.canaries, scan.findings, words, flags)
    people = _reviewers(ledger, words, shared_logins=policy.shared_logins)
    told = _told(scores, people, reveal=reveal)
    if as_json:
        print_json(told)
    else:
        _print(told)
    rows = [told["detectors"], *told["reviewers"].values()]
    return EXIT_FOUND if any(row["found"] < row["of"] for row in rows) else 0


def _reviewers(ledger: Ledger, words: Sequence[Word], *, shared_logins: bool) -> list[tuple[str, ...]]:
    """Return the names of each person who said or flagged something."""
    seen = {(word.author, word.login) for word in words if word.verdict not in DONE_VERDICTS}
    for flag in ledger.standing_of(Flag):
        owner, newest = ledger.owner(flag.id), ledger.newest_of(flag.id)
        seen.add((owner, newest.login if newest is not None and newest.author == owner else ""))
    return sorted(people_of((name, "" if shared_logins else login) for name, login in sorted(seen)))


def _told(scores: Sequence[Scored], people: Sequence[tuple[str, ...]], *, reveal: bool) -> dict[str, Any]:
    by_search: Callable[[Scored], bool] = lambda each: bool(each.findings)  # noqa: E731
    kinds = sorted({(each.canary.category, each.canary.channel) for each in scores})
    return {
        "detectors": _row(recall(scores, by_search)),
        "reviewers": {", ".join(who): _row(_of_person(scores, who)) for who in people},
        "classes": [
            {
                "category": category,
                "channel": channel,
                **_row(
                    recall(
                        [
                            each
                            for each in scores
                            if (each.canary.category, each.canary.channel) == (category, channel)
                        ],
                        by_search,
                    )
                ),
            }
            for category, channel in kinds
        ],
        "canaries": [
            {
                **each.canary.record(reveal=reveal),
                "found": bool(each.findings),
                "people": sorted(each.people),
                "rejected": sorted(each.rejected),
            }
            for each in scores
        ],
    }


def _of_person(scores: Sequence[Scored], names: Sequence[str]) -> Recall:
    return recall(scores, lambda each: not each.people.isdisjoint(names))


def _row(found: Recall) -> dict[str, Any]:
    low, high = found.interval
    return {
        "found": found.found,
        "of": found.of,
        "recall": round(found.share, 4),
        "low": round(low, 4),
        "high": round(high, 4),
    }


def _print(told: dict[str, Any]) -> None:
    print_line(f"recall   {_words(told['detectors'])}  detectors")
    for who, row in told["reviewers"].items():
        print_line(f"recall   {_words(row)}  {visible(who)}")
    for row in told["classes"]:
        print_line(f"class    {_words(row)}  {row['category']} in {row['channel']}")
    for row in told["canaries"]:
        if row["found"] and (row["people"] or not told["reviewers"]):
            continue
        who = [] if row["found"] else ["the detectors"]
        who += [f"{name} (called it no secret)" for name in row["rejected"]]
        who += ["every reviewer"] if told["reviewers"] and not row["people"] else []
        what = f'  "{row["text"]}"' if "text" in row else ""
        when = f"{format_time(row['start_ns'])} {format_time(row['end_ns'])}"
        print_line(
            visible(f"missed   {when}  {row['category']} in {row['channel']}, by {', '.join(who)}{what}")
        )


def _words(row: dict[str, Any]) -> str:
    return (
        f"{row['recall']:>4.0%}  {row['found']:>3} of {row['of']:<3}  {row['low']:.0%} to {row['high']:.0%}"
    )
