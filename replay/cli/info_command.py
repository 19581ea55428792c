"""`replay info`: what a recording holds."""

import dataclasses
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from formats.model.corrected import corrected
from formats.model.frames import visible_changes
from formats.model.header import Consent, Header
from formats.model.recording import Recording
from formats.model.time import NS_PER_S, format_time
from formats.native.sealed_layout import is_sealed
from formats.plain_file import read_head
from formats.registry import detect
from replay.cli.arguments import file_argument, json_option
from replay.cli.info.removed import without_removed
from replay.cli.reading.corrections import Following, correction_options
from replay.cli.reading.source import open_source
from replay.cli.reading.withdrawn import withdrawn_day
from replay.cli.telling.output import print_json, print_line, size_text
from replay.core.safe_text import visible


@click.command("info")
@file_argument
@correction_options
@json_option
def command(path: Path, as_json: bool, following: Following) -> None:
    """Say what a recording holds: header, streams, frames, displays, consent, completeness.

    Words that the recorded person removed are not in it.
    """
    with open_source(path, tells=False, always=True) as raw:
        kept = following.kept_of(raw, path)
        followed = None if kept is None or kept.refusal else kept.correction
        found = without_removed(describe(corrected(raw, followed), detect(path)), path, raw)
        found["withdrawn_on"] = withdrawn_day(path, raw)
        found["sealed"] = is_sealed(read_head(path))
        if kept is not None:
            words = f"not followed: {kept.refusal}" if kept.refusal else f"in force: {kept.words}"
            found["correction"] = {**kept.record(), "followed": not kept.refusal, "words": words}
    if as_json:
        print_json(found)
    else:
        _print_for_people(path, found)


def describe(recording: Recording, format_name: str) -> dict[str, Any]:
    """Collect what `info` prints, as plain JSON values."""
    header = recording.header
    frames = recording.frames
    displays = list(recording.events("display").records())
    streams = {name: info.rows for name, info in recording.streams.items()}
    return {
        "format": format_name,
        "recording_id": header.recording_id,
        "source": header.source,
        "recorder": header.recorder,
        "task": header.task,
        "start_utc": _utc_text(header.start_utc_ns),
        "start_utc_ns": header.start_utc_ns,
        "time_zone": header.time_zone,
        "duration_ns": recording.duration_ns,
        "events": sum(streams.values()),
        "streams": streams,
        "frames": len(frames),
        "frames_changed": int(visible_changes(frames).sum()),
        "videos": [{"media_type": v.media_type, "size_bytes": v.size_bytes} for v in recording.videos],
        "displays": [{key: value for key, value in row.items() if key != "seq"} for row in displays],
        "clocks": [dataclasses.asdict(clock) for clock in header.clocks],
        "consent": _consent(header.consent),
        "private": _private_counts(header),
        "correction": None,
        "complete": recording.complete,
        "problems": list(recording.problems),
        "size_bytes": recording.size_bytes,
    }


def _consent(consent: Consent | None) -> dict[str, Any] | None:
    if consent is None:
        return None
    return {
        "person": consent.person,
        "purposes": list(consent.purposes),
        "given_utc": _utc_text(consent.given_utc_ns),
        "until": consent.until,
        "retain_until": consent.retain_until,
        "withdrawn": consent.withdrawn,
    }


def _private_counts(header: Header) -> dict[str, int]:
    # Counts only: what identifies a person is printed by no command that was not asked for it.
    return {"hardware": len(header.private.hardware), "names": len(header.private.names)}


def _utc_text(utc_ns: int | None) -> str | None:
    if utc_ns is None:
        return None
    try:
        return datetime.fromtimestamp(utc_ns / NS_PER_S, UTC).isoformat(timespec="milliseconds")
    except (OverflowError, OSError, ValueError):
        return f"{utc_ns} ns after 1970"


def _print_for_people(path: Path, found: dict[str, Any]) -> None:
    state = "complete" if found["complete"] else "NOT COMPLETE"
    sealed = ", sealed" if found["sealed"] else ""
    lines = [
        ("file", f"{path.name}  ({found['format']}{sealed}, {size_text(found['size_bytes'])}, {state})"),
        ("recorded by", found["recorder"] or found["source"] or "unknown"),
        ("start", found["start_utc"] or "unknown"),
        ("duration", format_time(found["duration_ns"])),
        ("task", found["task"] or "none given"),
        (
            "withdrawn",
            found["withdrawn_on"] and f"{found['withdrawn_on']}: delete it, `replay withdraw` helps",
        ),
        ("consent", _consent_text(found["consent"])),
        ("displays", _displays_text(found["displays"])),
        ("frames", _frames_text(found)),
        ("correction", (found["correction"] or {}).get("words", "")),
        ("videos", ", ".join(f"{v['media_type']} {size_text(v['size_bytes'])}" for v in found["videos"])),
        ("events", f"{found['events']:,}"),
        *((f"  {name}", f"{count:,}") for name, count in found["streams"].items()),
        ("kept apart", _private_text(found["private"])),
        *(("problem", problem) for problem in found["problems"]),
    ]
    for name, value in lines:
        if value:
            print_line(f"{name:<12} {visible(value)}")


def _consent_text(consent: dict[str, Any] | None) -> str:
    if consent is None:
        return "none in the file"
    if consent["withdrawn"]:
        return f"WITHDRAWN by {consent['person'] or 'the recorded person'}"
    parts = [consent["person"] or "given, by whom is not said"]
    if consent["purposes"]:
        parts.append("for " + ", ".join(consent["purposes"]))
    parts.append(f"until {consent['until']}" if consent["until"] else "no end agreed")
    if consent["retain_until"]:
        parts.append(f"to be deleted after {consent['retain_until']}")
    return "; ".join(parts)


def _frames_text(found: dict[str, Any]) -> str:
    if not found["frames"]:
        return "none"
    return f"{found['frames']:,}, of them {found['frames_changed']:,} with a visible change"


def _displays_text(displays: list[dict[str, Any]]) -> str:
    several = len({row["id"] for row in displays}) > 1

    def one(row: dict[str, Any]) -> str:
        size = f"{row['width']}x{row['height']}" if row["width"] is not None else "size unknown"
        if row["width"] == row["height"] == 0:
            size = "gone"
        elif row["scale"] is not None and row["scale"] not in {0, 1}:
            size += f" at {row['scale']:.0%}"
        if several:
            size = f"{visible(row['name']) or row['id']} {size}"
        return size if row["t_ns"] <= 0 else f"{size} from {format_time(row['t_ns'])}"

    return ", ".join(one(row) for row in displays) or "none in the file"


def _private_text(private: dict[str, int]) -> str:
    if not any(private.values()):
        return ""
    return f"{private['hardware']} hardware and {private['names']} name fields that identify, not shown here"
