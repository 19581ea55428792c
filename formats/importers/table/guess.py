"""A mapping guessed from the names and values of a table's columns.

Sources of the tables known by their columns: Balabit Mouse Dynamics Challenge (github.com/balabit); SapiMouse
(Antal, Fejer, Buza 2021); Aalto's 136 million keystrokes (Dhakal et al. 2018).
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from formats.importers.table.mapping import TableMapping, TimeColumn
from formats.importers.table.reading import Row, column_names, flat
from formats.importers.table.times import instant_ns, is_date, with_point
from formats.sources.lines import parse_object

_DELIMITERS = ",;\t|"
_ROLES = {
    "x": "x posx xpos positionx mousex cursorx pointerx clientx pagex screenx xcoord xcoordinate coordx",
    "y": "y posy ypos positiony mousey cursory pointery clienty pagey screeny ycoord ycoordinate coordy",
    "event": "event eventtype eventname type action state kind",
    "button": "button btn mousebutton buttonname",
    "pressed": "pressed ispressed isdown down",
    "dx": "dx deltax scrollx scrolldx wheelx",
    "dy": "dy deltay scrolly scrolldy wheely wheel wheeldelta scrolldelta",
    "key": "key keyname keysym char character letter",
    "keycode": "keycode vk vkcode virtualkey virtualkeycode",
    "text": "text typedtext string",
    "app": "app application process processname",
    "title": "title window windowtitle windowname activewindow",
}
_TIMES = (
    "time timestamp t ts datetime date eventtime eventtimestamp clienttimestamp elapsed elapsedtime presstime"
)
_UNITS = {"ns": "ns", "us": "us", "ms": "ms", "s": "s", "sec": "s", "secs": "s", "seconds": "s"}
_UNITS |= {"millis": "ms", "milliseconds": "ms", "microseconds": "us", "nanoseconds": "ns", "iso": "iso"}
_EVENTS = {
    "move": "move mousemove pointermove moved motion drag mousedrag dragged moving",
    "press": "press pressed mousedown pointerdown buttondown buttonpress mousepress keydown keypressed down",
    "release": "release released mouseup pointerup buttonup buttonrelease mouserelease keyup keyreleased up",
    "click": "click mouseclick clicked",
    "scroll": "scroll wheel mousewheel mousescroll",
    "scroll up": "scrollup wheelup",
    "scroll down": "scrolldown wheeldown",
    "key": "key keypress keystroke",
    "text": "text input type typed",
}
_BUTTONS = {
    "left": "left l leftbutton buttonleft mouseleft primary",
    "right": "right r rightbutton buttonright mouseright secondary",
    "middle": "middle m middlebutton buttonmiddle mousemiddle wheel scroll",
    "": "nobutton none no",
}
_BALABIT_EVENTS = {"Move": "move", "Drag": "move", "Pressed": "press", "Released": "release"}
_BALABIT_EVENTS |= {"Up": "scroll up", "Down": "scroll down"}
_BALABIT_BUTTONS = {"NoButton": "", "Left": "left", "Right": "right", "Scroll": "middle"}
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Guess:
    """A mapping, and what is not sure about it."""

    mapping: TableMapping
    doubts: tuple[str, ...] = ()


def guess_mapping(sample: str, encoding: str = "utf-8") -> Guess | None:
    """Guess from the first whole lines of a table; None where it is none of events in time.

    Args:
        sample: Its beginning.
        encoding: How it was decoded, for the mapping.
    """
    lines = sample.lstrip("\ufeff").splitlines()
    if sum(map(len, lines)) < len(sample) and not sample.endswith("\n"):
        lines = lines[:-1] or lines
    lines = [line for line in lines if line.strip()]
    if not lines:
        return None
    kind, delimiter, names, rows = _table(lines)
    if _is_someone_elses(names) or not names:
        return None
    return _guess(names, rows, replace(_EMPTY, kind=kind, delimiter=delimiter, encoding=encoding))


_EMPTY = TableMapping(TimeColumn("", "s"), {})


def _table(lines: list[str]) -> tuple[str, str, list[str], list[Row]]:
    if lines[0].lstrip().startswith("{"):
        records = [record for line in lines if (record := parse_object(line.encode())[0]) is not None]
        rows = [flat(record) for record in records]
        return "jsonl", ",", list(dict.fromkeys(name for row in rows for name in row)), rows
    # By blanks where nothing else parts them.
    delimiter = max(_DELIMITERS, key=lines[0].count) if any(map(lines[0].count, _DELIMITERS)) else " "
    names = column_names(_split(lines[0], delimiter), header=True)
    rows = [
        dict(zip(names, fields if delimiter == "," else map(with_point, fields), strict=True))
        for line in lines[1:]
        if len(fields := _split(line, delimiter)) == len(names)
    ]
    # Prose has blanks too, but not as many in each line.
    if len(names) < 2 or (delimiter == " " and not rows):
        return "csv", delimiter, [], []
    return "csv", delimiter, names, rows


def _split(line: str, delimiter: str) -> list[str]:
    try:
        return [field.strip() for field in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return []


def _is_someone_elses(names: list[str]) -> bool:
    """Say whether these are the events of a recording that is more than a table."""
    return any(keys <= set(names) for keys in ({"time_stamp", "action"}, {"i", "kind", "t"}, {"t", "k"}))


def _guess(names: list[str], rows: list[Row], empty: TableMapping) -> Guess | None:
    if {"button", "state", "x", "y"} <= set(names):
        known = _balabit(names, rows, empty)
        if known is not None:
            return known
    roles = {role: _called(names, words) for role, words in _ROLES.items()}
    columns = {role: name for role, name in roles.items() if name}
    times = [name for name in names if _is_time(name)]
    points, types = {"x", "y"} <= columns.keys(), not columns.keys().isdisjoint({"key", "keycode"})
    if not times or not (points or types):
        return None
    doubts: list[str] = []
    unit = _unit(times[0], [row.get(times[0], "") for row in rows])
    if not unit:
        doubts.append(f"the unit of {times[0]!r}")
    release = next((name for name in names if _plain(name) in {"releasetime", "keyuptime"}), "")
    mapping = replace(
        empty,
        time=TimeColumn(times[0], unit or "s"),
        release=TimeColumn(release, unit or "s") if release else None,
        clocks={
            name: TimeColumn(name, clock)
            for name in times[1:]
            if name != release and (clock := _unit(name, [row.get(name, "") for row in rows]))
        },
        columns=columns,
    )
    if points and _are_shares([row.get(columns[name], "") for row in rows for name in "xy"]):
        doubts.append("the size of the screen, of which positions are shares")
        mapping = replace(mapping, size=(1920, 1080), shares=True)
    return Guess(_with_values(mapping, rows, doubts), tuple(doubts))


def _with_values(mapping: TableMapping, rows: list[Row], doubts: list[str]) -> TableMapping:
    """Add what the values of the event and the button column mean."""
    columns = mapping.columns
    events: dict[str, str] = {}
    for value in _values(rows, columns.get("event")):
        events[value] = _meaning(value, _EVENTS) or "ignore"
        if not _meaning(value, _EVENTS):
            doubts.append(f"what {value[:40]!r} in {columns['event']!r} means")
        elif events[value] == "scroll" and columns.keys().isdisjoint({"dx", "dy"}):
            doubts.append(f"which way {value[:40]!r} scrolls")
    if {"mousedown", "mouseup"} <= {_plain(value) for value in events}:
        # A page's click follows its mouseup: it is what the two were, not another one.
        events = {value: "ignore" if meaning == "click" else meaning for value, meaning in events.items()}
    if "event" not in columns and "button" in columns and "pressed" not in columns:
        doubts.append("when buttons go down and up")
    buttons, values = dict[str, str](), _values(rows, columns.get("button"))
    if values and all(re.fullmatch(r"-?\d{1,2}(\.0)?", value) for value in values):
        doubts.append(f"which buttons the numbers in {columns['button']!r} are")
        buttons = {value: {"1": "left", "2": "middle", "3": "right"}.get(value, "") for value in values}
    else:
        for value in values:
            meaning = _meaning(value, _BUTTONS)
            buttons[value] = meaning or ""
            if meaning is None:
                doubts.append(f"which button {value[:40]!r} is")
    return replace(mapping, events=events, buttons=buttons)


def _balabit(names: list[str], rows: list[Row], empty: TableMapping) -> Guess | None:
    """Return the mapping of Balabit's and SapiMouse's tables, None where values are others."""
    client = next((name for name in names if _plain(name) in {"clienttimestamp", "timestamp"}), "")
    if not client or not set(_values(rows, "state")) <= _BALABIT_EVENTS.keys():
        return None
    record = next((name for name in names if _plain(name) == "recordtimestamp"), "")
    unit = "s" if record else _unit(client, [row.get(client, "") for row in rows])
    mapping = replace(
        empty,
        time=TimeColumn(client, unit or "ms"),
        clocks={"record": TimeColumn(record, "s")} if record else {},
        columns={"x": "x", "y": "y", "event": "state", "button": "button"},
        events=_BALABIT_EVENTS,
        buttons=_BALABIT_BUTTONS,
    )
    return Guess(mapping, () if unit else (f"the unit of {client!r}",))


def _unit(name: str, values: Iterable[str]) -> str:
    """Return the unit of times, "" where neither name nor values tell."""
    words = re.sub(r"([a-z])([A-Z])", r"\1 \2", name).lower()
    for word in reversed(re.findall(r"[a-z]+", words)[1:]):
        if word in _UNITS:
            return _UNITS[word]
    told = [value for value in values if value]
    if told and all(is_date(value) for value in told):
        return "iso"
    read = [instant_ns(value, "ns") for value in told]
    numbers = [number for number in read if number is not None]
    if len(numbers) < _FEWEST or len(numbers) < len(told):
        return ""
    for least, unit in ((10**17, "ns"), (10**14, "us"), (10**11, "ms"), (10**9, "s")):
        if min(numbers) >= least:
            return unit
    if any("." in value.rstrip("0").rstrip(".") for value in told):
        return "s" if max(numbers) < 10**6 else ""
    steps = [after - before for before, after in pairwise(numbers) if after > before]
    # A hand moves on every 4 to 40 ms: of whole numbers, such steps are milliseconds.
    return "ms" if len(steps) >= _FEWEST and 4 <= median(steps) <= 500 else ""


def _called(names: list[str], words: str) -> str:
    """Return the column that has the first of several names, "" for none."""
    return next((name for word in words.split() for name in names if _plain(name) == word), "")


def _are_shares(values: list[str]) -> bool:
    """Say whether numbers are fractions from 0 to 1."""
    told = [value for value in values if value]
    return any("." in value for value in told) and all(
        re.fullmatch(r"0?\.\d+|[01](\.0*)?", value) for value in told
    )


def _is_time(name: str) -> bool:
    plain = _plain(name)
    for suffix in sorted(_UNITS, key=len, reverse=True):
        if plain.removesuffix(suffix) in _TIMES.split() and plain != suffix:
            return True
    return plain in _TIMES.split() or plain == "recordtimestamp"


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _meaning(value: str, words: dict[str, str]) -> str | None:
    plain = _plain(value.rpartition(".")[2])
    return next((meaning for meaning, names in words.items() if plain in names.split()), None)


def _values(rows: list[Row], column: str | None) -> list[str]:
    return list(dict.fromkeys(row[column] for row in rows if row.get(column))) if column else []
