"""Annotations as JSON values and back; what comes back was perhaps written by a stranger.

Every annotation is a map with `kind` and the fields of its class that differ from their default. An edge is
`{"t_ns": 12, "event": 40}`, `{"t_ns": 12, "frame": 3}` or `{"t_ns": 12}`.
"""

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any, cast, get_args

from formats.errors import DamagedError
from formats.model.annotations import (
    KINDS,
    Anchor,
    AnchorKind,
    Annotation,
    Edge,
    Region,
    Severity,
    Verdict,
    kind_of,
)

LONGEST_TEXT = 1 << 16
"""Characters of a note, a label or any other string of an annotation."""
MOST_CHANNELS = 64
_I64 = 1 << 63
# Asked for once: a journal has 50,000 annotations to read.
_FIELDS = {kind: {field.name: field for field in dataclasses.fields(kind)} for kind in KINDS.values()}
_REGION = tuple(field.name for field in dataclasses.fields(Region))
_ANCHORS = cast("tuple[AnchorKind, ...]", get_args(AnchorKind))


def annotation_record(annotation: Annotation) -> dict[str, Any]:
    """Return an annotation as JSON values."""
    record: dict[str, Any] = {"kind": kind_of(annotation)}
    for name, field in _FIELDS[type(annotation)].items():
        value = getattr(annotation, name)
        if value != field.default:
            record[name] = _plain(value)
    return record


def read_annotation(record: Any) -> Annotation:
    """Make an annotation from JSON values.

    Raises:
        DamagedError: They are no annotation; the message says which field is wrong.
    """
    if not isinstance(record, dict) or not isinstance(record.get("kind"), str):
        raise DamagedError(f"an annotation is a map with a kind, not {record!r:.60}")
    kind = KINDS.get(record["kind"])
    if kind is None:
        raise DamagedError(f"an annotation cannot be a {record['kind']!r:.40}")
    fields = _FIELDS[kind]
    values: dict[str, Any] = {}
    for name, value in record.items():
        if name == "kind":
            continue
        if name not in fields:
            raise DamagedError(f"a {record['kind']} has no {name!r:.40}")
        values[name] = _READERS[str(fields[name].type)](f"{record['kind']}.{name}", value)
    for name, field in fields.items():
        if name not in values and field.default is dataclasses.MISSING:
            raise DamagedError(f"a {record['kind']} needs {name!r}")
    if not values["id"]:
        raise DamagedError(f"a {record['kind']} needs an id")
    start, end = values.get("start"), values.get("end")
    if start is not None and end is not None and end.t_ns < start.t_ns:
        raise DamagedError(f"{record['kind']} {values['id']!r:.60} ends before it starts")
    return kind(**values)


def _plain(value: Any) -> Any:
    match value:
        case Edge(t_ns, None):
            return {"t_ns": t_ns}
        case Edge(t_ns, Anchor(kind, number)):
            return {"t_ns": t_ns, kind: number}
        case Region():
            return dataclasses.asdict(value)
        case tuple():
            return list(value)
        case _:
            return value


def _text(what: str, value: Any) -> str:
    if not isinstance(value, str):
        raise DamagedError(f"{what} is no text: {value!r:.60}")
    if len(value) > LONGEST_TEXT:
        raise DamagedError(f"{what} has {len(value):,} characters; there may be {LONGEST_TEXT:,}")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise DamagedError(f"{what} holds half a character: {value!r:.60}") from error
    return value


def _number(what: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not -_I64 <= value < _I64:
        raise DamagedError(f"{what} is no whole number of 64 bits: {value!r:.60}")
    return value


def _flag(what: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise DamagedError(f"{what} is neither true nor false: {value!r:.60}")
    return value


def _edge(what: str, value: Any) -> Edge:
    anchors = [kind for kind in _ANCHORS if isinstance(value, dict) and kind in value]
    if not isinstance(value, dict) or len(anchors) > 1 or set(value) != {"t_ns", *anchors}:
        raise DamagedError(f"{what} is no edge: {value!r:.60}")
    anchor = Anchor(anchors[0], _number(what, value[anchors[0]])) if anchors else None
    return Edge(_number(what, value["t_ns"]), anchor)


def _region(what: str, value: Any) -> Region:
    if not isinstance(value, dict) or set(value) != set(_REGION):
        raise DamagedError(f"{what} is no region: {value!r:.60}")
    region = Region(**{name: _number(what, value[name]) for name in _REGION})
    if region.width < 1 or region.height < 1:
        raise DamagedError(f"{what} is an empty region: {value!r:.60}")
    return region


def _texts(what: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MOST_CHANNELS:
        raise DamagedError(f"{what} is no list of at most {MOST_CHANNELS} texts: {value!r:.60}")
    return tuple(_text(what, item) for item in value)


def _one_of(*words: str) -> Callable[[str, Any], str]:
    def read(what: str, value: Any) -> str:
        if value not in words:
            raise DamagedError(f"{what} is none of {', '.join(words)}: {value!r:.60}")
        return cast("str", value)

    return read


def _or_none(read: Callable[[str, Any], Any]) -> Callable[[str, Any], Any]:
    return lambda what, value: None if value is None else read(what, value)


# By the annotation of the field: a new field of a known type needs no word here.
_READERS: Mapping[str, Callable[[str, Any], Any]] = {
    str(str): _text,
    str(int): _number,
    str(bool): _flag,
    str(Edge): _edge,
    str(Edge | None): _or_none(_edge),
    str(Region | None): _or_none(_region),
    str(tuple[str, ...]): _texts,
    str(Verdict): _one_of(*get_args(Verdict)),
    str(Severity): _one_of(*get_args(Severity)),
}
