"""Label Studio's JSON: labels of time series are written; those of video timelines and sound are read, too.

One task is written, whose regions are `timeserieslabels` on the object `ts`, with a control for each tier:

    <TimeSeries name="ts" valueType="url" value="$csv" timeColumn="t_ns">...</TimeSeries>
    <TimeSeriesLabels name="task" toName="ts"><Label value="search"/>...</TimeSeriesLabels>

Times are whole nanoseconds, as in the column `t_ns` of the tables that `replay export --to csv` writes. A
mark is an instant; the id is the region's; the note is the region's note (`meta.text`), the author
`meta.author`, because Label Studio refuses tasks completed by who is no user of it.

On reading, `data.time_unit` says what a number is; without it, seconds. Timelines count frames, from 1: their
rate is `data.frame_rate`, or 25 as Label Studio has it. Of a file with several tasks one is read.

Source: Label Studio documentation, tags TimeSeriesLabels and TimelineLabels; Export annotations, JSON.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from formats.errors import DamagedError, FormatError
from formats.model.annotations import Annotation, Mark, Segment
from formats.model.exchange import (
    PLAIN_READ,
    ExchangeContext,
    Holds,
    ReadAnnotations,
    ReadOptions,
    Redact,
    unchanged,
)
from formats.model.export import ExportReport
from formats.model.tier_names import written_name
from formats.model.time import NS_PER_MS, NS_PER_S
from formats.sinks.annotation_fit import Fitted, fitted
from formats.sinks.plain_text import one_line
from formats.sources.annotations_found import AnnotationsFound
from formats.sources.bounded_file import is_json_with, json_of
from formats.sources.decimal_times import ns_of

NAME = "labelstudio"
SUFFIXES = (".json",)
SUMMARY = "JSON of Label Studio: time series labels; labels of video timelines and of sound are read, too."
LOSES = "Comments, anchors, flags, defects, decisions, times beyond 104 days; open ends are closed."
_SAFE = (1 << 53) - 2
"""JavaScript has no larger whole numbers; a nanosecond more is still one."""
HOLDS = Holds(
    frozenset({"segment", "mark"}),
    "Label Studio",
    first_ns=-_SAFE,
    last_ns=_SAFE,
    notes=True,
    authors=True,
    ids=True,
    line=one_line,
)

_UNITS = {"ns": 1, "us": 1000, "ms": NS_PER_MS, "s": NS_PER_S}
_SERIES, _TIMELINE, _SOUND = "timeserieslabels", "timelinelabels", "labels"
_RATE = 25
_NAMED = 5


def sniff(path: Path, head: bytes) -> bool:
    """Say whether a file is a task, or an array of tasks."""
    return is_json_with(path, head, "annotations", "data")


def read(path: Path, options: ReadOptions = PLAIN_READ) -> ReadAnnotations:
    """Read the annotations of one task.

    Raises:
        FormatError: It cannot be read, or holds several tasks and none was named.
    """
    task = _task(path, json_of(path), options.part)
    data = task["data"] if isinstance(task.get("data"), dict) else {}
    found = AnnotationsFound(NAME)
    regions = list(_regions(task, found))
    names = found.names(_text(region.get("from_name")) for region, _ in regions)
    times = _Times(data, found)
    for region, author in regions:
        tier = names[_text(region.get("from_name"))] if region.get("from_name") else options.tier
        _take(found, region, tier, author, times)
    return found.result()


def write(
    annotations: Iterable[Annotation], out: Path, context: ExchangeContext, redact: Redact = unchanged
) -> ExportReport:
    """Write annotations."""
    fit = fitted(annotations, context, HOLDS, redact)
    told = fit.context
    task = {
        "data": {"recording": told.recording, "video": told.media, "csv": "", "time_unit": "ns"},
        "annotations": [{"result": [_region(fit, annotation) for annotation in fit.annotations]}],
    }
    with out.open("x", encoding="utf-8", newline="\n") as file:
        json.dump([task], file, indent=1)
        file.write("\n")
    return ExportReport(fit.written(), fit.lost)


def _region(fit: Fitted, annotation: Annotation) -> dict[str, Any]:
    match annotation:
        case Mark(at=at):
            start = end = at.t_ns
        case Segment(start=edge, end=last) if last is not None:
            start, end = edge.t_ns, last.t_ns
        case _:
            raise ValueError(f"{annotation!r:.60} was not made to fit")
    region: dict[str, Any] = {
        "id": annotation.id,
        "from_name": written_name(annotation.tier),
        "to_name": "ts",
        "type": _SERIES,
        "origin": "manual",
        "value": {
            "start": start,
            "end": end,
            "instant": isinstance(annotation, Mark),
            _SERIES: [annotation.label],
        },
    }
    author = fit.author(annotation)
    meta = {
        **({"text": [annotation.note]} if annotation.note else {}),
        **({"author": author} if author else {}),
    }
    return {**region, "meta": meta} if meta else region


def _task(path: Path, value: Any, part: str | None) -> dict[str, Any]:
    tasks = [task for task in (value if isinstance(value, list) else [value]) if isinstance(task, dict)]
    if not tasks:
        raise DamagedError(f"{path}: no task of Label Studio")
    if part is None and len(tasks) == 1:
        return tasks[0]
    named = [(_names(task), task) for task in tasks]
    chosen = [task for names, task in named if part in names]
    if len(chosen) == 1:
        return chosen[0]
    known = ", ".join(repr(names[0]) for names, _ in named[:_NAMED] if names)[:300]
    more = ", ..." if len(named) > _NAMED else ""
    what = (
        f"it holds {len(tasks):,} tasks" if part is None else f"{len(chosen):,} of its tasks are {part!r:.60}"
    )
    raise FormatError(f"{path}: {what}: name one of {known}{more}")


def _names(task: dict[str, Any]) -> list[str]:
    """Return what a task can be called by: its id, its recording, or a file of its data."""
    data = task["data"] if isinstance(task.get("data"), dict) else {}
    names = [str(task["id"])] if isinstance(task.get("id"), int | str) else []
    return [*names, *(value for value in data.values() if isinstance(value, str) and value)]


def _regions(task: dict[str, Any], found: AnnotationsFound) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield regions with who made them."""
    annotations = task.get("annotations")
    for annotation in annotations if isinstance(annotations, list) else ():
        if not isinstance(annotation, dict) or not isinstance(annotation.get("result"), list):
            found.lost["annotations without a result"] += 1
            continue
        if annotation.get("was_cancelled") is True:
            found.lost["annotations that were skipped by who made them"] += 1
            continue
        author = _author(annotation.get("completed_by"))
        for region in annotation["result"]:
            if isinstance(region, dict):
                yield region, author
            else:
                found.lost["regions that are none"] += 1
    if task.get("predictions"):
        found.lost["tasks with predictions, which nobody made"] += 1


def _author(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("email") or value.get("username") or value.get("id")
    return str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _take(found: AnnotationsFound, region: dict[str, Any], tier: str, author: str, times: "_Times") -> None:
    kind, value = _text(region.get("type")), region.get("value")
    if not isinstance(value, dict) or kind not in {_SERIES, _TIMELINE, _SOUND}:
        found.lost[f"regions of the type {kind!r:.40}, which have no labelled time"] += 1
        return
    spans = times.spans(kind, value)
    labels = value.get(kind)
    labels = [label for label in labels if isinstance(label, str)] if isinstance(labels, list) else []
    meta = region["meta"] if isinstance(region.get("meta"), dict) else {}
    texts = meta["text"] if isinstance(meta.get("text"), list) else [meta.get("text")]
    more = {
        "note": "\n".join(text for text in texts if isinstance(text, str)),
        "author": _text(meta.get("author")) or author,
        "id": _text(region.get("id")),
    }
    if len(labels) > 1 or len(spans) > 1:
        found.guessed["regions with several labels or ranges, which are several segments now"] += 1
    for start, end in spans:
        for label in labels or [""]:
            if value.get("instant") is True and start == end:
                found.mark(tier, label, start, **more)
            else:
                found.segment(tier, label, start, end, **more)
            more["id"] = ""


class _Times:
    """What the numbers of a task are."""

    def __init__(self, data: dict[str, Any], found: AnnotationsFound) -> None:
        self._found = found
        unit = data.get("time_unit")
        self._unit_ns = _UNITS.get(unit) if isinstance(unit, str) else None
        rate = next((ns_of(data[name], 1_000_000) for name in ("frame_rate", "fps") if name in data), None)
        self._micro_rate = rate if rate is not None and rate > 0 else None

    def spans(self, kind: str, value: dict[str, Any]) -> list[tuple[int | None, int | None]]:
        """Return start and end of each range of a region, None for what cannot be read."""
        if kind == _TIMELINE:
            ranges = value.get("ranges")
            return [
                (self._frame(one.get("start"), 1), self._frame(one.get("end"), 0))
                for one in (ranges if isinstance(ranges, list) else [])
                if isinstance(one, dict)
            ]
        if kind == _SERIES and self._unit_ns is None:
            self._found.guessed["times without a unit, taken for seconds"] += 1
        unit_ns = NS_PER_S if kind == _SOUND else self._unit_ns or NS_PER_S
        return [(ns_of(value.get("start"), unit_ns), ns_of(value.get("end"), unit_ns))]

    def _frame(self, number: Any, back: int) -> int | None:
        """Return the time of a frame: the first has number 1, and the last lasts to the next one."""
        if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < 1 << 40:
            return None
        if self._micro_rate is None:
            self._found.guessed[f"times in frames without a rate, taken for {_RATE} a second"] += 1
        return max(number - back, 0) * NS_PER_S * 1_000_000 // (self._micro_rate or _RATE * 1_000_000)
