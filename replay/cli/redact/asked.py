"""What `replay redact` is asked to remove: words, findings, flags, spans."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from formats.errors import DamagedError, LimitError
from formats.model.annotations import DONE_VERDICTS, Decision, Flag
from formats.model.content_id import content_id
from formats.model.recording import Recording
from formats.model.time import Span
from formats.plain_file import is_there
from replay.cli.reading.source import time_of
from replay.cli.reading.store_source import open_chosen
from replay.cli.telling.naming import naming
from replay.core.safe_text import visible
from replay.privacy.policy import Policy
from replay.privacy.review.deciding import Word, by_subject, decision, for_same_secret, told_apart

if TYPE_CHECKING:
    from replay.privacy.redact.redactions import Redactions

_FILE_BYTES = 64 << 20
_SHOWN = 5
_APPS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Findings:
    """What a search of the original found."""

    records: Sequence[Mapping[str, Any]]
    screen_share: float
    """Of the pictures, the part that was read."""
    source: str
    """Who says so, for the certificate."""


@dataclass(frozen=True, slots=True)
class Flagged:
    """What people set and decided."""

    flags: tuple[Flag, ...] = ()
    words: tuple[Word, ...] = ()
    """On findings."""
    authors: tuple[str, ...] = ()


def read_words(path: str | None) -> tuple[str, ...]:
    """Read words to be removed, a line each: of a file, or for "-" from a prompt or a pipe."""
    from replay.privacy.sought import usable_words

    if path is None:
        return ()
    if path != "-":
        lines = _text_of(Path(path)).splitlines()
    elif sys.stdin.isatty():
        lines = []
        while line := click.prompt(
            "A word to remove, none to end", default="", hide_input=True, show_default=False, err=True
        ):
            lines.append(line)
    else:
        lines = sys.stdin.read(_FILE_BYTES).splitlines()
    return tuple(word for words in usable_words(lines) for word in words)


def read_findings(path: Path) -> Findings:
    """Read what `replay scan --json` printed.

    Raises:
        FormatError: It is something else.
    """
    with naming(path):
        try:
            told = json.loads(_text_of(path))
            records = list(told["findings"])
            shares = [float(each["share"]) for each in told["searched"] if each["channel"] == "screen"]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise DamagedError(f"it is nothing that `replay scan --json` printed: {error!r:.60}") from error
    return Findings(records, min(shares, default=0.0), f"findings in {path.name}")


def flagged(recording: Recording, path: Path, store: str | None) -> Flagged:
    """Read flags, and decisions on findings, from the store of annotations."""
    from replay.annotate.placed_ledger import PlacedLedger
    from replay.annotate.placement import Placement
    from replay.ui.desks.two_people import words_said

    faults: list[str] = []
    with open_chosen(store, path) as opened:
        changes = opened.changes(content_id(recording), faults)
    ledger = PlacedLedger(changes, Placement.of(recording))
    for fault in faults:
        click.echo(f"replay: left out: {visible(fault)}", err=True)
    standing = ledger.standing
    chosen = [
        each
        for each in standing.values()
        if isinstance(each, Flag) or (isinstance(each, Decision) and each.verdict not in DONE_VERDICTS)
    ]
    return Flagged(
        tuple(each for each in chosen if isinstance(each, Flag)),
        tuple(words_said(ledger)),
        tuple(sorted({ledger.owner(each.id) for each in chosen})),
    )


def spans_asked(
    recording: Recording, spans: Sequence[tuple[str, str]], option: str = "--drop-span"
) -> tuple[Span, ...]:
    """Read the spans of an option."""
    found = []
    for start, end in spans:
        start_ns, end_ns = (time_of(recording, text, option) for text in (start, end))
        if end_ns <= start_ns:
            raise click.BadParameter(f"{end} does not lie after {start}", param_hint=option)
        found.append(Span(start_ns, end_ns))
    return tuple(found)


def check_apps(recording: Recording, apps: Sequence[str]) -> None:
    """Refuse, as wrong use, the name of an application that has no window: nothing of it would be removed."""
    from replay.privacy.redact.plan import app_pattern

    known = dict.fromkeys(filter(None, recording.events("window").texts("app"))) if apps else {}
    for app in apps:
        if not any(app_pattern([app]).search(each) for each in known):
            named = visible(", ".join([*known][:_APPS_SHOWN])) or "none"
            raise click.UsageError(f"no window here is of {visible(app)!r}: its applications are {named}")


def found_redactions(
    recording: Recording, findings: Findings, people: Flagged, policy: Policy, *, accept_all: bool
) -> "tuple[Redactions, tuple[str, ...]]":
    """Return what findings and flags ask for, and for which findings; what is not decided is refused.

    What the policy asks two people for is not decided by one, nor by the file that the finding stands in.
    """
    from formats.model.frames import display_ids
    from replay.privacy.redact.found import from_findings, from_flags
    from replay.privacy.redact.redactions import merged

    said = _said(findings, people)
    records = [_decided(record, said, policy) for record in findings.records]
    found = from_findings(records, recording.frames, accept_all=accept_all)
    if found.undecided:
        named = ", ".join(visible(name) for name in found.undecided[:_SHOWN])
        raise click.UsageError(
            f"{len(found.undecided)} findings are not decided ({named}){_second(records, policy)}: "
            "decide on them, or give --accept-all"
        )
    of_flags, unanswered = from_flags(
        people.flags, display_ids(recording.frames), _named_words(recording, people.flags)
    )
    if unanswered:
        raise click.UsageError(
            f"{len(unanswered)} flags are on metadata, which has no times: give their words in --words-file"
        )
    return merged(found.redactions, of_flags), found.applied


def people_told_apart(findings: Findings, people: Flagged, policy: Policy) -> str:
    """Say how two people were told apart on the findings on which the policy asks for two, "" for none."""
    said, shared = _said(findings, people), policy.shared_logins
    due = [
        decision(said.get(str(each.get("id")), ()), due=True, shared_logins=shared)
        for each in findings.records
        if policy.needs_two(str(each.get("category")), str(each.get("severity")))
    ]
    return told_apart(due, shared_logins=shared)


def said_in(findings: Findings, people: Flagged, applied: Sequence[str]) -> tuple[str, ...]:
    """Return who decided on findings that are removed, or stay, for the status that the list gives them.

    Where the list names nobody, it is the list that is named: whoever wrote it decided.
    """
    from replay.privacy.redact.found import DECIDED_STATES

    known, removed = {word.subject for word in people.words}, set(applied)
    found: dict[str, None] = {}
    for record in findings.records:
        name, status = str(record["id"]), record.get("status", "new")
        counts = status == "rejected" or (name in removed and status in DECIDED_STATES)
        if counts and name not in known:
            told = record.get("decided_by")
            names = [each for each in told if isinstance(each, str)] if isinstance(told, list) else []
            found.update(dict.fromkeys(names or [findings.source]))
    return tuple(found)


def subject_redactions(recording: Recording, path: Path, named: Path | None = None) -> "Redactions":
    """Return what the recorded person removed; a copy is refused while they have not released it."""
    from replay.cli.reading.subject_list import find_subject, read_subject
    from replay.privacy.redact.redactions import Redactions, merged

    if named is not None and not is_there(named):
        raise click.UsageError(f"there is no {named}")
    found = find_subject(path, recording)
    if named is None and found.lost is not None:
        raise click.UsageError(
            f"the recorded person's list {found.lost.place} is gone: put it back, or let them say it anew "
            "with `replay subject`"
        )
    if named is None and found.other is not None and found.other.hides:
        raise click.UsageError(
            "the recorded person removed something of another form of this recording: let them say with "
            "`replay subject` what is to go of this one"
        )
    # A list that is named adds to the one that is known, and does not take its place.
    places = {place.resolve() for place in (named, found.place if found.subject else None) if place}
    asked = Redactions(keep_names=True)
    for place in sorted(places):
        subject = read_subject(place, content_id(recording), path)
        if subject.state != "released":
            raise click.UsageError(
                f"the recorded person has not released this recording: it is {subject.state}"
            )
        asked = merged(asked, subject.redactions)
    return asked


def _named_words(recording: Recording, flags: Sequence[Flag]) -> dict[str, tuple[str, ...]]:
    """Return what the characters are that flags name; the texts are read only where one does."""
    from replay.privacy.redact.found import words_of_flags
    from replay.privacy.review.flagged_text import names_characters
    from replay.privacy.texts import recording_texts
    from replay.privacy.typed.typing_order import TypingOrder

    if not any(map(names_characters, flags)):
        return {}
    texts = recording_texts(recording, TypingOrder(recording))
    return words_of_flags(flags, texts.every, recording.frames)


def _said(findings: Findings, people: Flagged) -> Mapping[str, Sequence[Word]]:
    """Return the words on each finding, those on other places of its secret among them."""
    places = [
        (str(each.get("id", "")), str(each.get("category", "")), str(each.get("text", "")))
        for each in findings.records
    ]
    return for_same_secret(places, by_subject(people.words))


def _decided(
    record: Mapping[str, Any], said: Mapping[str, Sequence[Word]], policy: Policy
) -> Mapping[str, Any]:
    """Return a finding's record with the status that people's words give it."""
    words = said.get(str(record.get("id")), ())
    due = policy.needs_two(str(record.get("category")), str(record.get("severity")))
    if not words and not due:
        return record
    told = decision(words, due=due, shared_logins=policy.shared_logins)
    return {
        **record,
        "status": told.status,
        "needs_second": told.needs_second,
        "one_login": told.one_login,
        "against": told.against,
        "adjusted": told.adjusted,
    }


def _second(records: Sequence[Mapping[str, Any]], policy: Policy) -> str:
    """Say why what people decided is not enough, and who ends it."""
    from replay.privacy.review.deciding import another

    differ = [record for record in records if record.get("against")]
    alone = [record for record in records if record.get("needs_second") and not record.get("against")]
    said = []
    if alone:
        same = sum(bool(record.get("one_login")) for record in alone)
        login = f" ({same} under several names from one login, which is one person)" if same else ""
        said.append(
            f"{len(alone)} by one person{login}, and the policy asks for two: somebody of "
            f"{another(shared_logins=policy.shared_logins)} says the same in `replay open FILE --as privacy`"
        )
    if differ:
        said.append(f"on {len(differ)} people say different things, and they stay open until all agree")
    return "".join(f"; {each}" for each in said)


def _text_of(path: Path) -> str:
    from formats.plain_file import open_plain

    with open_plain(path) as file:
        data = file.read(_FILE_BYTES + 1)
    if len(data) > _FILE_BYTES:
        raise LimitError("size of the file", value=len(data), limit=_FILE_BYTES)
    return data.decode("utf-8-sig", "surrogateescape")
