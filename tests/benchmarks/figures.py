"""Measured figures beside their aims, as a table for people and JSON for machines."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

import numpy as np

_WORDS = {True: "pass", False: "MISS", None: ""}


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that was measured."""

    what: str
    """What was measured, with the format or length it holds for."""
    value: float | None
    """None where it could not be measured: `why` says why."""
    unit: str
    """"ms", "B/event", "x" ...; empty for a count."""
    at_most: float | None = None
    """The aim, where less is better."""
    at_least: float | None = None
    """The aim, where more is better."""
    why: str = ""
    """What was missing, where nothing was measured."""

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; None where there is none, or nothing was measured."""
        if self.value is None:
            return None
        if self.at_most is not None:
            return self.value <= self.at_most
        if self.at_least is not None:
            return self.value >= self.at_least
        return None


def show(title: str, figures: Iterable[Figure]) -> None:
    """Print a table."""
    print(f"\n{title}")
    for figure in figures:
        aim = ""
        if figure.at_most is not None:
            aim = f"at most {_number(figure.at_most)}"
        elif figure.at_least is not None:
            aim = f"at least {_number(figure.at_least)}"
        if figure.value is None:
            print(f"  {figure.what:<62} {'-':>10} {figure.unit:<9} {aim:<16} not measured: {figure.why}")
        else:
            number = f"{_number(figure.value):>10} {figure.unit:<9}"
            print(f"  {figure.what:<62} {number} {aim:<16} {_WORDS[figure.met]}")


def plain(tables: Mapping[str, Iterable[Figure]]) -> dict[str, list[dict[str, Any]]]:
    """Return tables of figures as JSON knows them."""
    return {
        title: [{**asdict(figure), "met": figure.met} for figure in figures]
        for title, figures in tables.items()
    }


def parsed(tables: Mapping[str, Iterable[Mapping[str, Any]]]) -> dict[str, list[Figure]]:
    """Return what `plain` was given."""
    names = {each.name for each in fields(Figure)}
    return {
        title: [Figure(**{name: row[name] for name in names}) for row in rows]
        for title, rows in tables.items()
    }


def timed_ms(call: Callable[[], object], times: int) -> list[float]:
    """Time a call again and again; milliseconds each."""
    out = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        out.append((time.perf_counter() - start) * 1e3)
    return out


def percentile(values: list[float], share: float) -> float:
    """Return the value below which `share` (0 to 1) of the values lie."""
    return float(np.quantile(values, share))


class Unclocked:
    """Passes parts on and counts the seconds it took to make them, so that they can be taken off."""

    def __init__(self, parts: Iterable[Any]) -> None:
        self._parts = parts
        self.seconds = 0.0

    def __iter__(self) -> Iterator[Any]:
        parts = iter(self._parts)
        while True:
            start = time.perf_counter()
            part = next(parts, None)
            self.seconds += time.perf_counter() - start
            if part is None:
                return
            yield part


def _number(value: float) -> str:
    if value == int(value) and abs(value) < 1e9:
        return f"{int(value):,}"
    return f"{value:,.3f}" if abs(value) < 10 else f"{value:,.1f}"
