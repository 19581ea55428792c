"""A project of BORIS made of annotations."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from formats.exchange.boris.project import ANNOTATOR, POINT, RECORDING, STATE
from formats.model.annotations import Annotation, Mark, Segment
from formats.model.tier_names import written_name
from formats.model.time import NS_PER_MS
from formats.sinks.annotation_fit import Fitted
from formats.sinks.tier_tracks import lanes

_PLAYERS = 8
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EMPTY: dict[str, Any] = {
    "project_description": "",
    "behavioral_categories": [],
    "coding_map": {},
    "behaviors_coding_map": [],
    "converters": {},
}

Event = tuple[int, int, list[Any]]
"""Milliseconds, a number that keeps events of one time in order, and what is written."""


def project_of(fit: Fitted) -> tuple[dict[str, Any], list[str]]:
    """Return a project as JSON values, and what is to be said of it."""
    codes = _codes(fit)
    by_author: dict[str, list[Annotation]] = {}
    for annotation in fit.annotations:
        by_author.setdefault(fit.author(annotation), []).append(annotation)
    subjects: dict[str, None] = {}
    observations: dict[str, Any] = {}
    date = _date(fit.context.start_utc_ns or 0)
    for author, annotations in (by_author or {"": []}).items():
        events = [event for _, _, event in sorted(_events(annotations, codes), key=lambda event: event[:2])]
        subjects |= dict.fromkeys(event[1] for event in events)
        name = _name(_recording(fit), author, observations)
        observations[name] = _observation(fit, author, date, events)
    project = {
        "time_format": "hh:mm:ss",
        "project_date": date,
        "project_name": fit.context.recording,
        "project_format_version": "7.0",
        **_EMPTY,
        "subjects_conf": _numbered({"key": "", "name": subject, "description": ""} for subject in subjects),
        "behaviors_conf": _numbered(_behaviour(code, kind) for (_, kind), code in codes.items()),
        "independent_variables": _numbered(_variable(name) for name in (ANNOTATOR, RECORDING)),
        "observations": observations,
    }
    return project, _told(fit, codes, subjects)


def _told(fit: Fitted, codes: dict[tuple[str, str], str], subjects: dict[str, None]) -> list[str]:
    tiers = {annotation.tier for annotation in fit.annotations if isinstance(annotation, Segment | Mark)}
    more = {
        "subjects more than tiers, numbered as in 'task (2)', for overlaps": len(subjects) - len(tiers),
        "behaviours more than labels, for labels of both spans and points": len(codes)
        - len({label for label, _ in codes}),
    }
    return [
        f"{what}; reading puts them together again: {count:,}" for what, count in more.items() if count > 0
    ]


def _codes(fit: Fitted) -> dict[tuple[str, str], str]:
    """Return the code of each behaviour, by label and kind."""
    codes: dict[tuple[str, str], str] = {}
    parts: dict[str, int] = {}
    for annotation in fit.annotations:
        if isinstance(annotation, Segment | Mark) and (key := _key(annotation)) not in codes:
            parts[key[0]] = parts.get(key[0], 0) + 1
            codes[key] = written_name(key[0], parts[key[0]])
    return codes


def _key(annotation: Segment | Mark) -> tuple[str, str]:
    return annotation.label, POINT if isinstance(annotation, Mark) else STATE


def _events(annotations: list[Annotation], codes: dict[tuple[str, str], str]) -> Iterator[Event]:
    groups: dict[tuple[str, str], list[Annotation]] = {}
    order = 0
    for annotation in annotations:
        if isinstance(annotation, Mark):
            order += 1
            ms = annotation.at.t_ns // NS_PER_MS
            yield (
                ms,
                order,
                _event(ms, written_name(annotation.tier), codes[_key(annotation)], annotation.note),
            )
        elif isinstance(annotation, Segment):
            groups.setdefault((annotation.tier, annotation.label), []).append(annotation)
    for (tier, label), members in groups.items():
        for number, lane in enumerate(lanes(members, _extent), 1):
            subject, code = written_name(tier, number), codes[label, STATE]
            for annotation in lane:
                # One after the other: where a state stops and the next one starts, it stops first.
                order += 2
                start, end = _extent(annotation)
                yield start, order, _event(start, subject, code, str(getattr(annotation, "note", "")))
                yield end, order + 1, _event(end, subject, code, "")


def _extent(annotation: Annotation) -> tuple[int, int]:
    if not isinstance(annotation, Segment) or annotation.end is None:
        raise ValueError(f"{annotation!r:.60} was not made to fit")
    return annotation.start.t_ns // NS_PER_MS, annotation.end.t_ns // NS_PER_MS


def _event(ms: int, subject: str, code: str, comment: str) -> list[Any]:
    return [ms / 1000, subject, code, "", comment]


def _observation(fit: Fitted, author: str, date: str, events: list[list[Any]]) -> dict[str, Any]:
    media = fit.context.media
    players: dict[str, list[str]] = {str(number): [] for number in range(1, _PLAYERS + 1)}
    observation = {
        "file": {**players, "1": [media]} if media else [],
        "type": "MEDIA" if media else "LIVE",
        "date": date,
        "description": "",
        "time offset": 0.0,
        "events": [[*event, "NA"] for event in events] if media else events,
        "observation time interval": [0, 0],
        "independent_variables": {ANNOTATOR: author, RECORDING: _recording(fit)},
    }
    if media:
        # Without length and rate BORIS measures them itself.
        empty: dict[str, Any] = {name: {} for name in ("length", "fps", "hasVideo", "hasAudio")}
        observation["media_info"] = {**empty, "offset": {"1": 0.0}}
    return observation


def _recording(fit: Fitted) -> str:
    return fit.context.recording or "recording"


def _name(recording: str, author: str, taken: dict[str, Any]) -> str:
    name = f"{recording} ({author})" if author else recording
    while name in taken:
        name += "'"
    return name


def _behaviour(code: str, kind: str) -> dict[str, str]:
    empty = dict.fromkeys(
        ("key", "description", "color", "category", "modifiers", "excluded", "coding map"), ""
    )
    return {"type": kind, "code": code, **empty}


def _variable(name: str) -> dict[str, str]:
    return {"label": name, "description": "", "type": "text", "default value": "", "possible values": ""}


def _numbered(values: Any) -> dict[str, Any]:
    return {str(number): value for number, value in enumerate(values)}


def _date(start_ns: int) -> str:
    try:
        return (_EPOCH + timedelta(microseconds=start_ns // 1000)).strftime("%Y-%m-%dT%H:%M:%S")
    except OverflowError:
        return _EPOCH.strftime("%Y-%m-%dT%H:%M:%S")
