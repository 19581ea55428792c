"""Everything about the recorded person as a folder or a zip, to be read without this program."""

import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np

from formats.errors import FormatError
from formats.model.export import ExportOptions
from formats.model.frames import visible_changes
from formats.model.recording import Recording
from formats.model.time import format_time
from formats.sinks.pictures import Pictures
from replay.cli.reading.store_source import open_chosen
from replay.cli.reading.withdrawn import withdrawn_day
from replay.cli.subject.told import everything
from replay.cli.telling.annotation_words import utc_words
from replay.cli.telling.progress import ProgressBar
from replay.cli.writing.copies import entries_about
from replay.cli.writing.export_source import export_source
from replay.core.counted import count_text
from replay.core.safe_text import visible

if TYPE_CHECKING:
    from replay.privacy.subject.redactions import SubjectList

PURPOSE = "the recorded person's own"
_ABOUT = (
    "This is everything that the recording holds about you, and what was noted about it.",
    "Times count from its beginning: hours, minutes and seconds.",
    "Beside this page: pictures of your screen, events (movements, keys), and everything.json for programs.",
)
_OVER = "nobody else opens it any more, and it is to be deleted."
_AT_ANY_TIME = (
    "You may take your consent back at any time: whoever keeps the recording runs `replay withdraw`, which "
    "lists every copy, so that all of them can be deleted."
)
_DONE = ("number", "kind", "recording", "at_utc_ns", "who", "start_ns", "end_ns", "details")


def export_subject(recording: Recording, path: Path, known: str, out: Path, progress: ProgressBar) -> None:
    """Write everything that is known of a recording's person.

    Args:
        recording: What is told of; not changed.
        path: Where it lies.
        known: Its content id.
        out: A folder to be made; a zip where it ends in `.zip`.
        progress: Told how far the pictures are.

    Raises:
        FormatError: The recording, or what lies beside it, cannot be read.
        StoreError: The annotations or the audit cannot be read.
        OSError: It cannot be written.
    """
    from replay.privacy.redact.header import DETAIL
    from replay.privacy.subject.page import SubjectAccount, subject_page

    subject = _list(recording, path, known)
    shown, unread = _without_removed(recording, path, subject, progress)
    annotations = _annotations(path, known)
    audit = entries_about(path, known)
    with _folder(out) as folder:
        pictures, lost = _write_pictures(shown, folder, progress)
        found = everything(shown)
        # It is told of the recording, and not of the copy that was made for this.
        found["header"]["recording_id"] = recording.header.recording_id
        found["header"]["details"].pop(DETAIL, None)
        found |= {
            "withdrawn_on": withdrawn_day(path, recording),
            "removed": subject.removed,
            "state": subject.state,
        }
        account = SubjectAccount(
            path.name,
            found,
            pictures,
            [(who, record["words"]) for who, record in annotations],
            [_done(entry) for entry in audit],
            _notes(subject.removed, lost, found["withdrawn_on"], unread=unread),
        )
        (folder / "index.html").write_text(subject_page(account), "utf-8")
        whole = {
            **found,
            "recording": known,
            "annotations": [record for _, record in annotations],
            "audit": [{name: entry[name] for name in _DONE} for entry in audit],
            "pictures": [{"t_ns": t_ns, "file": name} for t_ns, name in pictures],
        }
        text = json.dumps(whole, indent=1, ensure_ascii=True, default=str)
        (folder / "everything.json").write_text(text + "\n", "utf-8")
        _write_events(shown, folder / "events")


def _list(recording: Recording, path: Path, known: str) -> "SubjectList":
    """Return what the person removed; nothing is told where that cannot be known."""
    from replay.cli.reading.subject_list import find_subject, read_subject

    found = find_subject(path, recording)
    if found.lost is not None and found.lost.removed:
        raise FormatError(
            f"{path}: your list {found.lost.place} is gone, and with it what you removed: put it back, or "
            "say it anew with `replay subject`"
        )
    return read_subject(found.place, known, path)


def _without_removed(
    recording: Recording, path: Path, subject: "SubjectList", progress: ProgressBar
) -> tuple[Recording, bool]:
    """Return the recording without what the person removed, which they took away from everybody.

    Also whether words that they removed may still stand on its pictures, as nothing here can read those.
    """
    if not subject.removed:
        return recording, False
    from replay.cli.redact.search import with_words_painted
    from replay.privacy.redact.copying import redact
    from replay.privacy.redact.plan import plan

    asked = subject.redactions
    try:
        asked = with_words_painted(recording, path, progress, asked, asked.sought, kept=False)
        unread = False
    except click.UsageError:
        unread = True
    return redact(recording, plan(recording, asked), progress.stage).recording, unread


def _annotations(path: Path, known: str) -> list[tuple[str, dict[str, Any]]]:
    """Return what people wrote about a recording: who, and each as JSON values with its words."""
    from formats.model.annotation_json import annotation_record
    from replay.annotate.described import annotation_words
    from replay.annotate.ledger import Ledger

    faults: list[str] = []
    with open_chosen(None, path, due=False) as opened:
        ledger = Ledger(opened.changes(known, faults) if opened.exists else ())
    for fault in faults:
        click.echo(f"replay: left out: {visible(fault)}", err=True)
    return [
        (
            ledger.owner(each.id),
            {**annotation_record(each), "author": ledger.owner(each.id), "words": annotation_words(each)},
        )
        for each in ledger.standing.values()
    ]


def _write_pictures(
    recording: Recording, folder: Path, progress: ProgressBar
) -> tuple[list[tuple[int, str]], int]:
    """Write each picture that differs from the one before; return when and where, and how many are lost."""
    frames = recording.frames
    due = np.flatnonzero(visible_changes(frames)).tolist()
    place = folder / "pictures"
    place.mkdir()
    written, lost = [], 0
    pictures = Pictures(recording, lambda picture, data: _keep(place / picture.name, data))
    for count, frame in enumerate(due, 1):
        try:
            name = pictures.take(frame).name
        except FormatError:
            lost += 1
            continue
        written.append((int(frames["t"][frame]), f"{place.name}/{name}"))
        progress.stage("pictures", count, len(due))
    return written, lost


def _keep(file: Path, data: bytes) -> None:
    file.write_bytes(data)


def _notes(removed: int, lost: int, withdrawn_on: str, *, unread: bool) -> list[str]:
    taken_back = f"You took your consent back on {withdrawn_on}: {_OVER}"
    notes = [*_ABOUT, taken_back if withdrawn_on else _AT_ANY_TIME]
    if removed:
        notes.append(f"What you removed ({count_text(removed, 'thing')}) is not here either.")
    if unread:
        notes.append("The pictures could not be read here: words that you removed may still stand on them.")
    if lost:
        notes.append(f"{count_text(lost, 'picture')} cannot be read any more.")
    return notes


def _done(entry: Mapping[str, Any]) -> tuple[str, str, str, str]:
    """Return an entry of the audit in words; numbers and digests are in everything.json."""
    told = entry["details"]
    details = [f"for {told['purpose']}"] if told.get("purpose") else []
    details += [told["state"]] if "state" in told else []
    if entry["start_ns"] is not None:
        details.append(f"from {format_time(entry['start_ns'])} to {format_time(entry['end_ns'])}")
    details += [f"to {told['to']}"] if told.get("to") and entry["kind"] != "withdrawn" else []
    return utc_words(entry["at_utc_ns"]), str(entry["who"]), str(entry["kind"]), "; ".join(details)


def _write_events(recording: Recording, folder: Path) -> None:
    from formats.registry import exporter

    exporter("csv").export(export_source(recording), folder, ExportOptions())


@contextmanager
def _folder(out: Path) -> Iterator[Path]:
    """Yield a folder to write into, which becomes a zip where OUT is to be one."""
    if out.suffix.lower() != ".zip":
        out.mkdir()
        yield out
        return
    folder = out.with_name(f"{out.name}.folder")
    folder.mkdir()
    yield folder
    with zipfile.ZipFile(out, "x", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                # What is packed already does not become smaller.
                packed = zipfile.ZIP_STORED if file.parent.name == "pictures" else zipfile.ZIP_DEFLATED
                archive.write(file, f"{out.stem}/{file.relative_to(folder)}", packed)
