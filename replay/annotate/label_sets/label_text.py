"""The text of a label set: TOML with `[[tiers]]` and `[[labels]]`, each fault named with its line or place.

name = "computer-use"
version = 1

[[tiers]]
name = "step"
partition = true

[[labels]]
name = "search"
tier = "step"
key = "1"
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from replay.annotate.errors import LabelSetError
from replay.annotate.label_sets.label_rules import rule_faults
from replay.annotate.label_sets.label_set import COLOURS, Label, LabelSet, Tier, colour_of
from replay.core.safe_text import visible

LONGEST_TEXT = 1 << 20
"""Characters of the whole text."""
MOST_TIERS = 32
MOST_LABELS = 1_000
LONGEST_NAME = 64
LONGEST_DESCRIPTION = 1_000

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a label set."""

    place: str
    """The table: "labels[3]", or "" for the set itself."""
    line: int | None
    """Where that table begins in the text, from 1; None where it cannot be told."""
    message: str

    def __str__(self) -> str:
        where = f"line {self.line}" if self.line else self.place
        return visible(f"{where}: {self.message}" if where else self.message)


def parse_label_set(text: str) -> LabelSet:
    """Make a label set from text.

    Raises:
        LabelSetError: It is no TOML, or something in it is wrong; the message is of the first fault.
    """
    labels, faults = read_label_set(text)
    if faults:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise LabelSetError(f"{faults[0]}{more}")
    return labels


def read_label_set(text: str) -> tuple[LabelSet, list[Fault]]:
    """Make a label set of what is right in a text, and list what is wrong, from top to bottom.

    Raises:
        LabelSetError: It is no TOML, or beyond the limits.
    """
    if len(text) > LONGEST_TEXT:
        raise LabelSetError(f"a label set of {len(text):,} characters; there may be {LONGEST_TEXT:,}")
    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise LabelSetError(visible(f"no TOML: {error}")) from error
    reader = _Reader(text, found)
    labels = reader.label_set()
    for number, message in rule_faults(labels):
        reader.fault("labels", reader.numbers[number], message)
    return labels, sorted(reader.faults, key=lambda fault: fault.line or 0)


class _Reader:
    """Reads the tables of one text and keeps what is wrong with them."""

    def __init__(self, text: str, found: Mapping[str, Any]) -> None:
        self.faults: list[Fault] = []
        self.numbers: list[int] = []
        """For each label that was read, its number among the tables."""
        self._found = found
        self._lines = {kind: _headers(text, kind) for kind in ("tiers", "labels")}

    def fault(self, kind: str, number: int | None, message: str) -> None:
        """Keep a fault of the table `number` of a kind, of the set itself for None."""
        lines = self._lines.get(kind, [])
        written = self._found.get(kind)
        # Tables that are written in another way than with headers have no line of their own.
        known = number is not None and isinstance(written, list) and len(lines) == len(written)
        line = lines[number] if known and number is not None else None
        self.faults.append(Fault(kind if number is None else f"{kind}[{number + 1}]", line, message))

    def label_set(self) -> LabelSet:
        values = self._fields("", None, self._found, _SET, {"tiers", "labels"})
        tiers = self._tiers()
        return LabelSet(
            values.get("name", ""),
            values.get("version", 1),
            values.get("description", ""),
            tuple(tiers.values()),
            self._labels(tiers),
        )

    def _tables(self, kind: str, most: int) -> list[tuple[int, dict[str, Any]]]:
        tables = self._found.get(kind, [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self.fault("", None, f"{kind} is no list of tables: write [[{kind}]] above each")
            return []
        if len(tables) > most:
            raise LabelSetError(f"{len(tables):,} {kind}; there may be {most:,}")
        return list(enumerate(tables))

    def _tiers(self) -> dict[str, Tier]:
        tiers: dict[str, Tier] = {}
        for number, table in self._tables("tiers", MOST_TIERS):
            values = self._fields("tiers", number, table, _TIER)
            tier = Tier(**values) if "name" in values else None
            if tier is None:
                continue
            if tier.name in tiers:
                self.fault("tiers", number, f"there is a tier {tier.name!r} already")
            elif tier.partition and tier.kind == "points":
                self.fault("tiers", number, f"points divide no time: tier {tier.name!r} is no partition")
            tiers.setdefault(tier.name, tier)
        if not tiers and not self.faults:
            self.fault("", None, "a label set needs at least one tier: [[tiers]] with a name")
        return tiers

    def _labels(self, tiers: Mapping[str, Tier]) -> tuple[Label, ...]:
        read: dict[str, tuple[int, dict[str, Any]]] = {}
        for number, table in self._tables("labels", MOST_LABELS):
            values = self._fields("labels", number, table, _LABEL)
            if "name" not in values:
                continue
            if values["name"] in read:
                self.fault("labels", number, f"there is a label {values['name']!r} already")
            read.setdefault(values["name"], (number, values))
        # A parent may stand below its children in the text.
        found = []
        for number, values in read.values():
            label = self._label(number, values, _tiers_of(values, read, tiers), tiers)
            if label is not None:
                found.append(label)
                self.numbers.append(number)
        return tuple(found)

    def _label(
        self, number: int, values: Mapping[str, Any], own: tuple[str, ...], tiers: Mapping[str, Tier]
    ) -> Label | None:
        if not own:
            self.fault("labels", number, f"{values['name']!r} needs a tier: one of {_listed(tiers)}")
            return None
        for unknown in (tier for tier in own if tier not in tiers):
            self.fault("labels", number, f"there is no tier {unknown!r}; there are {_listed(tiers)}")
            return None
        kinds = {tiers[tier].kind for tier in own}
        kind = values.get("kind", "point" if kinds == {"points"} else "span")
        if not kinds <= ({"both", "points"} if kind == "point" else {"both", "spans"}):
            self.fault("labels", number, f"{values['name']!r} is a {kind}, which its tier does not hold")
        given = {"colour": colour_of(len(self.numbers)), "kind": kind, **values, "tiers": own}
        given.pop("tier", None)
        return Label(**given)

    def _fields(
        self,
        kind: str,
        number: int | None,
        table: Mapping[str, Any],
        known: "Mapping[str, Callable[[Any], Any]]",
        others: "set[str] | frozenset[str]" = frozenset(),
    ) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, value in table.items():
            if name in others:
                continue
            if name not in known:
                self.fault(kind, number, f"{name!r:.60} is not known; there are {_listed(known)}")
                continue
            try:
                values[name] = known[name](value)
            except ValueError as error:
                self.fault(kind, number, f"{name} = {value!r:.60} is {error}")
        if "name" not in table:
            self.fault(kind, number, "it has no name")
        return values


def _headers(text: str, kind: str) -> list[int]:
    header = re.compile(rf"\s*\[\[\s*[\"']?{kind}[\"']?\s*\]\]")
    return [number for number, line in enumerate(text.splitlines(), 1) if header.match(line)]


def _tiers_of(
    values: Mapping[str, Any], read: Mapping[str, tuple[int, Mapping[str, Any]]], tiers: Mapping[str, Tier]
) -> tuple[str, ...]:
    """Return the tiers of a label: its own, else those of the label above it, else the only one."""
    seen: set[str] = set()
    while True:
        own: tuple[str, ...] = values.get("tier", ())
        if own:
            return own
        name = values.get("parent", "")
        if name not in read or name in seen:
            return tuple(tiers) if len(tiers) == 1 else ()
        seen.add(name)
        values = read[name][1]


def _listed(names: Mapping[str, Any]) -> str:
    return ", ".join(names) or "none"


def _name(value: Any) -> str:
    if not isinstance(value, str) or not value or value != value.strip():
        raise ValueError("no name: a text without blanks around it")
    if len(value) > LONGEST_NAME:
        raise ValueError(f"longer than {LONGEST_NAME} characters")
    if visible(value) != value:
        raise ValueError("no name: it has characters that cannot be seen")
    return value


def _names(value: Any) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or len(values) > MOST_LABELS:
        raise ValueError("neither a name nor a list of names")
    return tuple(dict.fromkeys(_name(each) for each in values))


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_DESCRIPTION:
        raise ValueError(f"no text of at most {LONGEST_DESCRIPTION:,} characters")
    return value


def _key(value: Any) -> str:
    if not isinstance(value, str) or len(value) != 1 or not value.isprintable() or value.isspace():
        raise ValueError("no key: one character that can be typed, no blank")
    if visible(value) != value:
        raise ValueError("no key: it cannot be seen")
    return value


def _colour(value: Any) -> str:
    if isinstance(value, str) and _COLOUR.fullmatch(value):
        return value.lower()
    if isinstance(value, str) and value in COLOURS:
        return COLOURS[value]
    raise ValueError(f"no colour: #rrggbb, or one of {_listed(COLOURS)}")


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("neither true nor false")  # noqa: TRY004 - one kind of error for all fields
    return value


def _version(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value < 1 << 31:
        raise ValueError("no version: a whole number from 1")
    return value


def _one_of(*words: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if not isinstance(value, str) or value not in words:
            raise ValueError(f"none of {', '.join(words)}")
        return value

    return read


_SET: Mapping[str, Callable[[Any], Any]] = {"name": _name, "version": _version, "description": _text}
_TIER: Mapping[str, Callable[[Any], Any]] = {
    "name": _name,
    "kind": _one_of("spans", "points", "both"),
    "partition": _truth,
    "nested": _truth,
    "description": _text,
}
_LABEL: Mapping[str, Callable[[Any], Any]] = {
    "name": _name,
    "tier": _names,
    "parent": _name,
    "kind": _one_of("span", "point"),
    "key": _key,
    "colour": _colour,
    "description": _text,
    "inside": _names,
    "children": _names,
    "requires": _names,
    "exclusive": _names,
}
