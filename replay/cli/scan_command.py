"""`replay scan`: what should never have been recorded, in every channel."""

from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import click

from formats.model.time import Span, format_time
from replay.cli.arguments import file_argument, json_option, uncorrected_option
from replay.cli.reading.corrections import Following
from replay.cli.reading.policy_source import policy_in_force, policy_option
from replay.cli.reading.source import open_source
from replay.cli.reading.store_source import store_option
from replay.cli.telling.exits import EXIT_FOUND
from replay.cli.telling.output import print_json, print_line
from replay.cli.telling.progress import ProgressBar
from replay.cli.writing.auditing import note
from replay.core.counted import count_text
from replay.core.safe_text import visible
from replay.privacy.finding import SEVERITIES, Finding, Scan, Searched


@click.command("scan")
@file_argument
@policy_option
@click.option("--no-ocr", is_flag=True, help="Leave the pictures unread; they are then told as open.")
@click.option(
    "--both-engines", "both", is_flag=True, help="Read the pictures with Tesseract too; takes much longer."
)
@click.option(
    "--processes", type=click.IntRange(1, 64), metavar="N", help="Read with so many; else as many as cores."
)
@click.option("--keep-nothing", is_flag=True, help="Keep nothing of what is read on the pictures.")
@click.option("--forget", "forgets", is_flag=True, help="Delete what was kept of FILE's pictures, and end.")
@click.option("--reveal", is_flag=True, help="Print the secrets themselves.")
@store_option
@uncorrected_option
@json_option
def command(  # noqa: PLR0917 - click passes by name
    path: Path,
    policy_path: Path | None,
    no_ocr: bool,
    both: bool,
    processes: int | None,
    keep_nothing: bool,
    forgets: bool,
    reveal: bool,
    store: str | None,
    uncorrected: bool,
    as_json: bool,
) -> int:
    """Find what should never have been recorded: passwords, keys, cards, people's numbers and addresses.

    Every text is searched: what was typed (and the raw order of the keys), window titles, clipboard,
    accessibility names, metadata, markers, and with the extra `ocr` the text on the pictures; then each
    secret that was found is looked for everywhere else. Names of people are looked for where the policy
    names a model.

    Text that was read on pictures is kept in the user's cache, for its owner alone, so that a scan that was
    stopped goes on and another one is quick; never that of a sealed recording. It is recorded text:
    --keep-nothing keeps none, --forget deletes it.

    Decisions that were taken on findings are read from the store; where the policy asks for two people, a
    finding is open until a second one has decided alike.

    Exit status 1: a finding is open, or part of what was to be searched could not be; with --no-ocr pictures
    are not to be.

    With --json one document: policy, searched (channel, detectors, share, unread) and findings.
    """
    from dataclasses import replace

    if forgets:
        return _forget(path)
    from replay.cli.reading.decisions import stored_words
    from replay.cli.reading.screen_text import NO_OCR, screen_reader
    from replay.privacy.review.deciding import decided
    from replay.privacy.scan.scanning import scan_recording
    from replay.privacy.screen.crew import cores

    policy = policy_in_force(policy_path)
    with ExitStack() as stack:
        recording = stack.enter_context(open_source(path, Following(store, uncorrected)))
        bar = stack.enter_context(ProgressBar())
        reader, why = None, NO_OCR
        if not no_ocr:
            reader, why = stack.enter_context(
                screen_reader(
                    recording, path, processes=processes or cores(), both=both, keep=not keep_nothing
                )
            )
        scan = scan_recording(recording, policy, bar.stage, screen=reader, why_no_screen=why)
        scan = replace(scan, findings=decided(scan.findings, stored_words(recording, path, store), policy))
        if reveal:
            found = count_text(len(scan.findings), "finding")
            note("revealed", recording, path, store=store, span=_around(scan), details={"found": found})
    if as_json:
        print_json(
            {
                "policy": {"name": policy.name, "version": policy.version},
                "searched": [searched.record() for searched in scan.searched],
                "findings": [finding.record(reveal=reveal) for finding in scan.findings],
            }
        )
    else:
        _print_words(scan, reveal=reveal, shared_logins=policy.shared_logins)
    asked = [searched for searched in scan.searched if not (no_ocr and searched.channel == "screen")]
    is_open = any(finding.is_open for finding in scan.findings) or any(map(_not_read, asked))
    return EXIT_FOUND if is_open else 0


def _around(scan: Scan) -> Span | None:
    """Return the span from the first finding to the last."""
    if not scan.findings:
        return None
    start_ns = min(finding.start_ns for finding in scan.findings)
    return Span(start_ns, max(start_ns, *(finding.end_ns for finding in scan.findings)))


def _forget(path: Path) -> int:
    from formats.model.content_id import content_id
    from replay.cli.reading.screen_text import forget_readings

    with open_source(path, tells=False) as recording:
        count = forget_readings(content_id(recording))
    click.echo(f"{count_text(count, 'file')} of read text deleted", err=True)
    return 0


def _print_words(scan: Scan, *, reveal: bool, shared_logins: bool) -> None:
    for finding in scan.findings:
        print_line(_line(finding, reveal=reveal, shared_logins=shared_logins))
    unread = [said for searched in scan.searched if (said := _not_read(searched))]
    for said in unread:
        click.echo(f"replay: {visible(said)}", err=True)
    open_ones = [finding for finding in scan.findings if finding.is_open]
    counts = Counter(finding.severity for finding in open_ones)
    said = ", ".join(
        f"{counts[severity]:,} {severity}" for severity in reversed(SEVERITIES) if counts[severity]
    )
    read = sum(searched.characters for searched in scan.searched)
    nothing = "no finding is open, but not all was searched" if unread else "nothing is open"
    found = f"{count_text(len(open_ones), 'finding')} open ({said})" if open_ones else nothing
    click.echo(f"{found}; {read:,} characters searched in {len(scan.searched)} channels", err=True)


def _line(finding: Finding, *, reveal: bool, shared_logins: bool) -> str:
    from replay.privacy.review.deciding import who_must

    when = f"{format_time(finding.start_ns)} {format_time(finding.end_ns)}"
    frame = "" if finding.frame is None else f" frame {finding.frame}"
    secret = f'  "{finding.text}"' if reveal else ""
    status = "" if finding.status == "new" else f"  {finding.status}"
    if finding.needs_second:
        must = who_must(
            finding.decided_by,
            finding.against,
            one_login=finding.one_login,
            shared_logins=shared_logins,
        )
        status = f"  {must}"
    return visible(
        f"{when}  {finding.severity:<8}  {finding.category:<15}  {finding.channel}{frame}"
        f"  {finding.rule}  {finding.confidence:.0%}{status}{secret}"
    )


def _not_read(searched: Searched) -> str:
    """Say what of a channel was not searched, "" where all of it was."""
    if searched.share >= 1 and not searched.unread:
        return ""
    why = "; ".join(searched.unread) or "parts of it are damaged"
    return f"{searched.channel}: {searched.share:.0%} searched ({why}): what is unread is open, not clean"
