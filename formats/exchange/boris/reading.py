"""What a project of BORIS says, whoever wrote it: its events, states put together of two."""

from pathlib import Path
from typing import Any

from formats.errors import DamagedError, FormatError
from formats.exchange.boris.project import ANNOTATOR, NO_MODIFIER, POINT, RECORDING, STATE
from formats.model.annotations import Edge, Segment
from formats.model.exchange import ReadAnnotations, ReadOptions
from formats.sources.annotations_found import AnnotationsFound
from formats.sources.decimal_times import ns_of

_FIELDS = 5
_NAMED = 5
_NOBODY = "No focal subject"

Event = tuple[int, str, str, str, str]
"""Nanoseconds, subject, code, modifiers and comment."""


def read_project(path: Path, project: Any, options: ReadOptions) -> ReadAnnotations:
    """Read the annotations of one recording of a project.

    Raises:
        FormatError: It is none, or holds several recordings and none was named.
    """
    observations = project.get("observations") if isinstance(project, dict) else None
    if not isinstance(observations, dict):
        raise DamagedError(f"{path}: no project of BORIS: it has no observations")
    found = AnnotationsFound("boris")
    chosen = _chosen(path, observations, options.part)
    kinds = _kinds(project.get("behaviors_conf"))
    events = [(observation, _events(observation, found)) for observation in chosen]
    subjects = found.names(event[1] for _, some in events for event in some)
    codes = found.names({*kinds, *(event[2] for _, some in events for event in some)})
    for observation, some in events:
        reading = _Observation(found, kinds, _variable(observation, ANNOTATOR))
        reading.tiers = {name: tier if name else options.tier for name, tier in subjects.items()}
        reading.labels = codes
        reading.take(some)
    return found.result()


def _chosen(path: Path, observations: dict[str, Any], part: str | None) -> list[dict[str, Any]]:
    """Return the observations of one recording; those that we wrote name it."""
    by_recording: dict[str, list[dict[str, Any]]] = {}
    for name, observation in observations.items():
        if isinstance(observation, dict):
            by_recording.setdefault(_variable(observation, RECORDING) or name, []).append(observation)
    if part is None and len(by_recording) <= 1:
        return next(iter(by_recording.values()), [])
    if part is not None and part in by_recording:
        return by_recording[part]
    if part is not None and isinstance(observations.get(part), dict):
        return [observations[part]]
    known = ", ".join(repr(name) for name in list(by_recording)[:_NAMED])[:300]
    more = ", ..." if len(by_recording) > _NAMED else ""
    what = (
        f"it holds {len(by_recording):,} recordings"
        if part is None
        else f"none of its recordings is {part!r:.60}"
    )
    raise FormatError(f"{path}: {what}: name one of {known}{more}")


def _variable(observation: dict[str, Any], name: str) -> str:
    variables = observation.get("independent_variables")
    return _text(variables.get(name)) if isinstance(variables, dict) else ""


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _kinds(conf: Any) -> dict[str, str]:
    """Return whether each behaviour is a state or a point, by its code."""
    behaviours = conf.values() if isinstance(conf, dict) else ()
    return {
        _text(one.get("code")): POINT if _text(one.get("type")).startswith(POINT) else STATE
        for one in behaviours
        if isinstance(one, dict)
    }


def _events(observation: dict[str, Any], found: AnnotationsFound) -> list[Event]:
    told = observation.get("events")
    events: list[Event] = []
    for event in told if isinstance(told, list) else ():
        if not isinstance(event, list) or len(event) < _FIELDS:
            found.lost["events that are none"] += 1
        elif (at_ns := ns_of(event[0])) is None:
            found.lost["events without a time"] += 1
        else:
            subject, code, modifiers, comment = (_text(value) for value in event[1:_FIELDS])
            events.append((at_ns, "" if subject == _NOBODY else subject, code, modifiers, comment))
    if ns_of(observation.get("time offset", 0)) != 0:
        found.guessed["time offsets of observations, which are not added to the times of events"] += 1
    # Events of one time stay in their order, which says what is stopped by them and what is started.
    events.sort(key=lambda event: event[0])
    return events


class _Observation:
    def __init__(self, found: AnnotationsFound, kinds: dict[str, str], author: str) -> None:
        self._found = found
        self._kinds = kinds
        self._author = author
        self.tiers: dict[str, str] = {}
        """Ours by subject."""
        self.labels: dict[str, str] = {}
        """Ours by code."""

    def take(self, events: list[Event]) -> None:
        """Take points, and states when they are stopped."""
        started: dict[tuple[str, str, str], Event] = {}
        for event in events:
            at_ns, subject, code, modifiers, comment = event
            if code not in self._kinds:
                self._found.guessed["events of behaviours that are in no ethogram, taken for points"] += 1
            if self._kinds.get(code, POINT) == POINT:
                note = self._note(modifiers, comment)
                self._found.mark(
                    self.tiers[subject], self.labels[code], at_ns, note=note, author=self._author
                )
                continue
            start = started.pop((subject, code, modifiers), None)
            if start is None:
                started[subject, code, modifiers] = event
                continue
            note = self._note(modifiers, start[4], comment)
            self._found.segment(
                self.tiers[subject], self.labels[code], start[0], at_ns, note=note, author=self._author
            )
        for at_ns, subject, code, modifiers, comment in started.values():
            self._found.guessed["states that nothing stops, which are open segments"] += 1
            note = self._note(modifiers, comment)
            made = Segment("", self.tiers[subject], self.labels[code], Edge(at_ns), None, note)
            self._found.add(made, self._author)

    def _note(self, modifiers: str, *comments: str) -> str:
        lines = [comment for comment in comments if comment]
        if modifiers not in NO_MODIFIER:
            self._found.guessed["modifiers, which are in the note now"] += 1
            lines.append(f"modifiers: {modifiers}")
        return "\n".join(lines)
