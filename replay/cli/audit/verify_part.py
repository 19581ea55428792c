"""`replay audit verify`: whether somebody tampered with the record of what was done."""

from pathlib import Path
from typing import Any

import click

from replay.cli.arguments import PATH, json_option
from replay.cli.audit.source import open_logs, say_nothing_was_noted
from replay.cli.reading.store_source import store_option
from replay.cli.telling.exits import EXIT_FOUND
from replay.cli.telling.output import print_json, print_line
from replay.core.counted import count_text
from replay.core.safe_text import visible
from replay.store.audit_verify import Verified, verify


@click.command("verify")
@click.argument("path", metavar="[FILE]", type=PATH, required=False)
@store_option
@json_option
def command(path: Path | None, store: str | None, as_json: bool) -> int:
    """Hold every entry against its hash, the one before it, and the heads sealed by keys.

    An entry altered, taken out or put in is found by everybody; a log cut at its end or written anew by the
    holder of a key that had sealed more of it; a store put back to an older state by the one who remembers,
    beside the key, how long it was. Whoever has your key can write the log anew, and what other programs did
    is not in it.

    --json prints `logs`: log, entries, sealed (by your key), others (keys) and faults. Exit status 1: there
    is a fault.
    """
    told: list[dict[str, Any]] = []
    with open_logs(store, path) as logs:
        if not logs:
            say_nothing_was_noted(store)
        for log in logs:
            found = verify(log)
            told.append(
                {
                    "log": str(log.place),
                    "entries": found.entries,
                    "sealed": found.sealed,
                    "others": list(found.others),
                    "faults": list(found.faults),
                }
            )
            if not as_json:
                _print(str(log.place), found)
    if as_json:
        print_json({"logs": told})
    return EXIT_FOUND if any(each["faults"] for each in told) else 0


def _print(place: str, found: Verified) -> None:
    print_line(
        visible(f"{place}: looked through {found.entries:,} entries, {found.sealed:,} sealed by your key")
    )
    if found.others:
        keys = count_text(len(found.others), "other key")
        print_line(
            f"open   {keys} sealed it too, whose holders verify what they say: {' '.join(found.others)}"
        )
    for fault in found.faults:
        print_line(f"found  {visible(fault)}")
    if not found.faults:
        print_line("found  nothing: every entry is as it was written")
