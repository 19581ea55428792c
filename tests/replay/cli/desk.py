"""The desk recording as its recorder wrote it, read by a few lines that share nothing with the tool."""

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from tests.data import real

_STREAMS = {
    "move": "pointer",
    "down": "button",
    "up": "button",
    "scroll": "scroll",
    "keydown": "key",
    "keyup": "key",
    "window": "window",
    "frame": "frame",
}


@dataclass(frozen=True, slots=True)
class Desk:
    """What the recorder's own file says."""

    records: list[dict[str, Any]]

    @property
    def counts(self) -> Counter[str]:
        """Rows by stream, of the streams that are one row a record."""
        return Counter(_STREAMS[r["k"]] for r in self.records if r["k"] in _STREAMS)

    def of_kind(self, kind: str) -> list[dict[str, Any]]:
        """Return the records of a kind."""
        return [record for record in self.records if record["k"] == kind]


def read_desk() -> Desk:
    """Read it, or skip the test where it is not there."""
    lines = real("desk", "events.jsonl").read_text().splitlines()
    return Desk([json.loads(line) for line in lines])
