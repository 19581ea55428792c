"""Findings, and what they are made of: values with no word on who decided what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from formats.errors import DamagedError

Channel = Literal[
    "typed", "keys", "title", "clipboard", "accessibility", "metadata", "marker", "other", "screen"
]
Severity = Literal["low", "medium", "high", "critical"]
Status = Literal["new", "confirmed", "rejected", "deferred", "applied", "verified"]

CHANNELS: tuple[Channel, ...] = (
    "typed",
    "keys",
    "title",
    "clipboard",
    "accessibility",
    "metadata",
    "marker",
    "other",
    "screen",
)
"""Every channel in which a secret can be; "keys" is the raw order of the keys, corrections included."""

SEVERITIES: tuple[Severity, ...] = ("low", "medium", "high", "critical")
"""From the mildest to the worst."""

_STATES: tuple[Status, ...] = ("new", "confirmed", "rejected", "deferred", "applied", "verified")
_FAR = 1 << 62
_OPEN = frozenset({"new", "confirmed", "deferred"})

Box = tuple[int, int, int, int]
"""x, y, width and height in recorded pixels of the frame."""


@dataclass(frozen=True, slots=True)
class ChannelText:
    """One text of a recording, where it is and when it was there."""

    channel: Channel
    place: str
    """Where in the channel, by number and never by content; with the channel it names the text for good."""
    text: str = field(repr=False)
    start_ns: int
    end_ns: int
    first_seq: int = -1
    """`seq` of the first source event, -1 for what is no event."""
    last_seq: int = -1
    window: str = field(default="", repr=False)
    """Title of the window in front, the application's name where it has none."""
    app: str = field(default="", repr=False)
    entry: str = field(default="", repr=False)
    """Name or role of the field that it was typed into, "" where nothing tells."""
    frame: int | None = None
    box: Box | None = None
    times: tuple[int, ...] = field(default=(), repr=False)
    """When each character came to be, and the end of the last one; empty where that is not known."""
    seam: int | None = None
    """Where the last part of what was typed in parts begins: what is not across it is another text's."""

    def is_own(self, start: int, stop: int) -> bool:
        """Say whether the characters `start` up to `stop` are this text's: of one in parts, those across."""
        return self.seam is None or start < self.seam < stop

    def span_of(self, start: int, stop: int) -> tuple[int, int]:
        """Return the time of the characters `start` up to `stop`."""
        if len(self.times) != len(self.text) + 1:
            return self.start_ns, self.end_ns
        return min(self.times[start:stop]), max(self.times[start + 1 : stop + 1])


@dataclass(frozen=True, slots=True)
class Secret:
    """Something that must be nowhere in a copy."""

    text: str = field(repr=False)
    category: str
    severity: Severity = "high"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a rule found in one channel."""

    id: str
    """Made of the rule and the place, never of the content; equal whenever the same is found again."""
    category: str
    channel: Channel
    start_ns: int
    end_ns: int
    severity: Severity
    confidence: float
    """0 to 1."""
    rule: str
    """What found it: a detector's rule, a context rule, or "sweep"."""
    place: str
    """As in `ChannelText`."""
    start: int
    """First character in that text."""
    stop: int
    """The character after the last."""
    text: str = field(repr=False)
    """The secret itself."""
    first_seq: int = -1
    last_seq: int = -1
    frame: int | None = None
    box: Box | None = None
    status: Status = "new"
    decided_by: tuple[str, ...] = ()
    """Who decided, or has until now."""
    needs_second: bool = False
    """Whether the policy asks two people to say the same, and that is still due."""
    one_login: bool = False
    """Whether several names have said the same, and count as one person: they have a login in common."""
    against: tuple[str, ...] = ()
    """Who says otherwise where two must agree: it is open until they do."""

    @property
    def is_open(self) -> bool:
        """Whether something is left to do."""
        return self.status in _OPEN

    @property
    def secret(self) -> Secret:
        """What a sweep looks for."""
        return Secret(self.text, self.category, self.severity)

    def record(self, *, reveal: bool = False) -> dict[str, Any]:
        """Return JSON values; the secret is among them only where it is to be revealed."""
        record: dict[str, Any] = {
            "id": self.id,
            "category": self.category,
            "channel": self.channel,
            "start_ns": self.start_ns,
            "end_ns": self.end_ns,
            "frame": self.frame,
            "box": None if self.box is None else list(self.box),
            "severity": self.severity,
            "confidence": round(self.confidence, 2),
            "rule": self.rule,
            "status": self.status,
            "decided_by": list(self.decided_by),
            "needs_second": self.needs_second,
            "one_login": self.one_login,
            "against": list(self.against),
        }
        return {**record, "text": self.text} if reveal else record


def finding_at(
    text: ChannelText,
    start: int,
    stop: int,
    *,
    rule: str,
    number: int,
    category: str,
    severity: Severity,
    confidence: float,
) -> Finding:
    """Make a finding of the characters `start` up to `stop` of a text.

    Args:
        text: In which it stands.
        start: Its first character.
        stop: The character after the last.
        rule: What found it.
        number: What tells it from others of the rule in this text; never made of the content.
        category: What it is.
        severity: How bad it is.
        confidence: 0 to 1.
    """
    start_ns, end_ns = text.span_of(start, stop)
    return Finding(
        id=f"{rule}:{text.channel}:{text.place}:{number}",
        category=category,
        channel=text.channel,
        start_ns=start_ns,
        end_ns=end_ns,
        severity=severity,
        confidence=confidence,
        rule=rule,
        place=text.place,
        start=start,
        stop=stop,
        text=text.text[start:stop],
        first_seq=text.first_seq,
        last_seq=text.last_seq,
        frame=text.frame,
        box=text.box,
    )


def read_finding(record: Mapping[str, Any]) -> Finding:
    """Read a finding that `Finding.record` gave; where it stands in its text is not told there.

    Raises:
        DamagedError: It is something else.
    """
    try:
        start_ns, frame = _whole(record["start_ns"]), record["frame"]
        return Finding(
            id=str(record["id"]),
            category=str(record["category"]),
            channel=_one_of(CHANNELS, record["channel"]),
            start_ns=start_ns,
            end_ns=max(start_ns, _whole(record["end_ns"])),
            severity=_one_of(SEVERITIES, record["severity"]),
            confidence=float(record["confidence"]),
            rule=str(record["rule"]),
            place="",
            start=0,
            stop=0,
            text=str(record.get("text", "")),
            frame=None if frame is None else _whole(frame),
            box=None if record["box"] is None else _box(record["box"]),
            status=_one_of(_STATES, record["status"]),
            decided_by=tuple(map(str, record.get("decided_by") or ())),
            needs_second=bool(record.get("needs_second", False)),
            one_login=bool(record.get("one_login", False)),
            against=tuple(map(str, record.get("against") or ())),
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, StopIteration) as error:
        raise DamagedError(f"a finding holds something else than is due: {error!r:.80}") from error


@dataclass(frozen=True, slots=True)
class Searched:
    """How far one channel was searched, and with what."""

    channel: Channel
    detectors: tuple[str, ...]
    """Names with versions."""
    texts: int
    characters: int
    share: float
    """Of what the channel holds, the part that was read, 0 to 1."""
    unread: tuple[str, ...] = ()
    """A sentence for each part that was not read: it is open, not clean."""

    def record(self) -> dict[str, Any]:
        """Return JSON values."""
        return {
            "channel": self.channel,
            "detectors": list(self.detectors),
            "texts": self.texts,
            "characters": self.characters,
            "share": round(self.share, 4),
            "unread": list(self.unread),
        }


@dataclass(frozen=True, slots=True)
class Scan:
    """What was searched, and what was found."""

    searched: tuple[Searched, ...]
    findings: tuple[Finding, ...]
    """Worst and most likely first."""


_T = TypeVar("_T")


def _one_of(allowed: Iterable[_T], value: Any) -> _T:
    return next(each for each in allowed if each == value)


def _whole(value: Any) -> int:
    number = int(value)
    if not -_FAR < number < _FAR:
        raise ValueError("a number of more than 62 bits")
    return number


def _box(value: Any) -> Box:
    x, y, width, height = (_whole(each) for each in value)
    return x, y, width, height
