"""A search of a recording for what should not be in it, as `replay redact` and `replay verify` need it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from formats.model.recording import Recording
from replay.cli.telling.progress import ProgressBar
from replay.privacy.policy import Policy

if TYPE_CHECKING:
    from replay.privacy.finding import Scan
    from replay.privacy.redact.redactions import Redactions
    from replay.privacy.screen.readings import Readings


def scanned(
    recording: Recording,
    path: Path,
    progress: ProgressBar,
    policy: Policy,
    *,
    kept: "bool | Readings",
    asked: Sequence[str] = (),
) -> "Scan":
    """Search every channel with every detector.

    Args:
        recording: What is searched.
        path: Where it lies.
        progress: Told how far it is.
        policy: What to look for.
        kept: As `keep` of `screen_reader`; a proof believes nothing that was kept, and reads anew.
        asked: Words that are to be nowhere, looked for on the pictures, too.

    Raises:
        FormatError: The recording cannot be read.
    """
    from replay.cli.reading.screen_text import screen_reader
    from replay.privacy.scan.scanning import scan_recording
    from replay.privacy.screen.crew import cores

    with screen_reader(recording, path, processes=cores(), keep=kept) as (reader, why):
        return scan_recording(
            recording, policy, progress.stage, screen=reader, why_no_screen=why, asked=asked
        )


def with_texts(
    recording: Recording, records: Sequence[Mapping[str, Any]], policy: Policy, progress: ProgressBar
) -> Sequence[Mapping[str, Any]]:
    """Return findings with the texts that a file without them leaves out, as far as they are read again.

    Without its text a finding in typing takes all that was typed with it for secret, wherever it stands.

    Args:
        recording: In which they were found.
        records: As `replay scan --json` prints them; with `--reveal` they are returned as they are.
        policy: What was looked for.
        progress: Told how far it is.

    Raises:
        FormatError: The recording cannot be read.
    """
    from replay.privacy.scan.scanning import scan_recording

    if all("text" in record for record in records):
        return records
    # Of the pictures only what stands in a text, too, has to be known: their own places are painted.
    known = {each.id: each.text for each in scan_recording(recording, policy, progress.stage).findings}
    return [
        {"text": known[record["id"]], **record} if record.get("id") in known else record for record in records
    ]


def with_words_painted(
    recording: Recording,
    path: Path,
    progress: ProgressBar,
    asked: "Redactions",
    due: Sequence[str] | None,
    *,
    kept: "bool | Readings",
) -> "Redactions":
    """Return what is to be removed, and painted where its words stand on the pictures.

    Args:
        recording: The original.
        path: Where it lies.
        progress: Told how far it is.
        asked: What is to be removed; a search has looked for these words already, if it was sure of them.
        due: More words that somebody asked for; None where pictures are not to be read.
        kept: As `keep` of `screen_reader`.

    Raises:
        FormatError: A picture cannot be decoded.
    """
    from replay.cli.reading.screen_text import screen_reader
    from replay.privacy.redact.found import from_findings
    from replay.privacy.redact.redactions import merged
    from replay.privacy.scan.asked_words import asked_on_pictures
    from replay.privacy.screen.crew import cores

    words = (*asked.sought, *(due or ()))
    if due is None or not words or not len(recording.frames):
        return asked
    with screen_reader(recording, path, processes=cores(), keep=kept) as (reader, why):
        if reader is None and due:
            raise click.UsageError(
                f"{why}, so that the words that are removed could not be looked for on them: give "
                "--pictures drop, or --pictures keep-unsearched"
            )
        found = [] if reader is None else asked_on_pictures(recording, words, reader, progress.stage)
    records = [each.record(reveal=True) for each in found]
    painted = from_findings(records, recording.frames, accept_all=True).redactions.painted
    return replace(asked, painted=merged(asked, replace(asked, painted=painted)).painted)


def screen_share(scan: "Scan") -> float:
    """Return the part of the pictures whose text was read."""
    return min((each.share for each in scan.searched if each.channel == "screen"), default=0.0)
