"""The list of what was planted in a copy: it is kept apart from it, for its owner alone."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from formats.errors import LimitError
from replay.privacy.finding import CHANNELS, Box, Channel
from replay.privacy.list_file import pack, unpack

_KIND = "replay canaries"
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Canary:
    """An invented secret, and where it is."""

    id: str
    category: str
    channel: Channel
    text: str = field(repr=False)
    start_ns: int
    end_ns: int
    display: int = -1
    """On which it is drawn, -1 for one that is not."""
    box: Box | None = None
    """Of a drawn one, in recorded pixels of the frames."""

    def record(self, *, reveal: bool = False) -> dict[str, Any]:
        """Return JSON values; the secret is among them only where it is to be revealed."""
        record = asdict(self)
        text = record.pop("text")
        record["box"] = None if self.box is None else list(self.box)
        return {**record, "text": text} if reveal else record


@dataclass(frozen=True, slots=True)
class CanaryList:
    """What was planted in one copy."""

    copy: str
    """Content id of the copy."""
    seed: int
    canaries: tuple[Canary, ...]


def pack_canaries(planted: CanaryList) -> bytes:
    """Return the bytes of a list's file."""
    rows = [each.record(reveal=True) for each in planted.canaries]
    return pack(_KIND, {"copy": planted.copy, "seed": planted.seed, "canaries": rows})


def unpack_canaries(data: bytes) -> CanaryList:
    """Read a list's file.

    Raises:
        FormatError: It is none.
    """
    return unpack(data, _KIND, "list of canaries", _planted)


def _planted(record: Mapping[str, Any]) -> CanaryList:
    rows = list(record["canaries"])
    if len(rows) > _MOST:
        raise LimitError("number of canaries", value=len(rows), limit=_MOST)
    return CanaryList(str(record["copy"]), int(record["seed"]), tuple(map(_canary, rows)))


def _canary(row: Mapping[str, Any]) -> Canary:
    channel = next(each for each in (*CHANNELS, None) if each == row["channel"] or each is None)
    if channel is None or not str(row["text"]):
        raise ValueError("a canary has a channel and a text")
    box = None
    if row["box"] is not None:
        x, y, width, height = (int(number) for number in row["box"])
        box = (x, y, width, height)
    return Canary(
        str(row["id"]),
        str(row["category"]),
        channel,
        str(row["text"]),
        int(row["start_ns"]),
        int(row["end_ns"]),
        int(row["display"]),
        box,
    )
