"""What is to be removed from a recording, as values, and as JSON.

The list holds removed words in the clear: it stays with the original, for its owner alone, and is what
`verify` searches a copy for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from formats.errors import DamagedError, UnsupportedError
from formats.model.annotations import Region
from formats.model.time import Span
from replay.privacy.redact.paths import LARGEST_PX
from replay.privacy.sought import usable_words

_NAME = "replay redaction "
RULES = 4
"""Version of the rules by which a copy is made; it rises when they would make another copy of the same."""
POLICY = f"{_NAME}{RULES}"
"""Name and version of the rules; the copy's header, the list of removed things and the certificate say it."""
COARSEST_MS = 1000
FARTHEST_NS = (1 << 63) - 1
"""From the start of a recording: what 64 bits hold."""
_LONGEST_VERSION = 9
"""Digits."""
_KEYS = frozenset(
    [
        *("policy", "words", "alone", "short", "typed", "titles", "clipboard", "painted", "cuts"),
        *("streams", "apps", "coarse_ms", "paths_px", "keep_names", "allowed", "pictures"),
        "purpose",
    ]
)


@dataclass(frozen=True, slots=True)
class Painted:
    """A rectangle of a display that is filled for a while."""

    region: Region
    span: Span
    line: bool = False
    """Fill the whole line that it is on, over the whole picture; as it is where a person drew it."""


@dataclass(frozen=True, slots=True)
class Redactions:
    """Everything that is to be removed."""

    words: tuple[str, ...] = ()
    """Removed everywhere, in any case and with look-alikes; typed text that holds one goes as a whole run."""
    alone: tuple[str, ...] = ()
    """Short words that somebody asked for: removed wherever they stand alone, never inside of others."""
    short: tuple[str, ...] = ()
    """Short words of findings: they go from markers and the header, where they stand alone."""
    typed: tuple[Span, ...] = ()
    """Runs of typed text that overlap one of these go as a whole."""
    titles: tuple[Span, ...] = ()
    """Titles that stood in one of these are emptied."""
    clipboard: tuple[Span, ...] = ()
    """Entries that lay on the clipboard in one of these are emptied."""
    painted: tuple[Painted, ...] = ()
    cuts: tuple[Span, ...] = ()
    """Everything in these goes, in all streams and pictures."""
    streams: tuple[str, ...] = ()
    """Streams that are left out."""
    apps: tuple[str, ...] = ()
    """Applications during which everything goes, by name, in any case."""
    coarse_ms: int = 0
    """Times are rounded down to multiples of this; 0 keeps them."""
    paths_px: int = 0
    """Paths of the pointer are made simpler by this tolerance, see `redact_paths`; 0 keeps them."""
    keep_names: bool = False
    """Keep what identifies the person and the machine: the header's private part, who gave the consent."""
    allowed: tuple[str, ...] = ()
    """Texts of findings that a person rejected: they stay, and are no fault of the copy."""
    pictures: bool = True
    """False leaves out all pictures, and the times at which they were taken."""
    purpose: str = ""
    """What the copy is for, "" where nobody stated it: its consent is for that alone."""

    @property
    def sought(self) -> tuple[str, ...]:
        """All words that are looked for everywhere, each as its length allows."""
        return (*usable_words(self.words)[0], *self.alone)

    def record(self) -> dict[str, Any]:
        """Return the list as JSON values."""
        return {"policy": POLICY, **asdict(self)}


def rules_of(policy: object) -> int:
    """Return the version of the rules that a copy or a list names, 0 where it names none."""
    version = policy.removeprefix(_NAME) if isinstance(policy, str) and policy.startswith(_NAME) else ""
    return int(version) if version.isdecimal() and len(version) < _LONGEST_VERSION else 0


def redactions_of(record: Mapping[str, Any]) -> Redactions:
    """Read a list as `Redactions.record` gives it.

    Raises:
        UnsupportedError: It is by newer rules, or by others.
        DamagedError: A value is missing or of another type.
    """
    if not 1 <= rules_of(record.get("policy")) <= RULES:
        raise UnsupportedError(
            f"a list of redactions by {record.get('policy')!r:.60}: {POLICY}, or an older one, is due"
        )
    if unknown := sorted(set(record) - _KEYS):
        raise DamagedError(f"a list of redactions names {unknown[0]!r}, which {POLICY} does not know")
    try:
        return Redactions(
            words=_texts(record["words"]),
            alone=_texts(record.get("alone", ())),
            short=_texts(record.get("short", ())),
            typed=_spans(record["typed"]),
            titles=_spans(record["titles"]),
            clipboard=_spans(record["clipboard"]),
            painted=tuple(
                Painted(
                    Region(**{name: int(value) for name, value in each["region"].items()}),
                    _span(each["span"]),
                    bool(each["line"]),
                )
                for each in record["painted"]
            ),
            cuts=_spans(record["cuts"]),
            streams=_texts(record["streams"]),
            apps=_texts(record["apps"]),
            coarse_ms=_within(record["coarse_ms"], COARSEST_MS),
            paths_px=_within(record.get("paths_px", 0), LARGEST_PX),
            keep_names=bool(record["keep_names"]),
            allowed=_texts(record["allowed"]),
            pictures=bool(record["pictures"]),
            purpose=str(record.get("purpose", "")),
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise DamagedError(f"a list of redactions holds something else than is due: {error!r:.80}") from error


def with_words(asked: Redactions, words: Sequence[str]) -> Redactions:
    """Return a list that removes more words, each as its length allows."""
    long, short = usable_words(words)
    return replace(asked, words=(*asked.words, *long), alone=(*asked.alone, *short))


def merged(*lists: Redactions) -> Redactions:
    """Return one list that removes what any of several removes."""
    return Redactions(
        words=tuple(dict.fromkeys(word for each in lists for word in each.words)),
        alone=tuple(dict.fromkeys(word for each in lists for word in each.alone)),
        short=tuple(dict.fromkeys(word for each in lists for word in each.short)),
        typed=_joined([each.typed for each in lists]),
        titles=_joined([each.titles for each in lists]),
        clipboard=_joined([each.clipboard for each in lists]),
        painted=tuple(dict.fromkeys(one for each in lists for one in each.painted)),
        cuts=_joined([each.cuts for each in lists]),
        streams=tuple(dict.fromkeys(name for each in lists for name in each.streams)),
        apps=tuple(dict.fromkeys(name for each in lists for name in each.apps)),
        coarse_ms=max((each.coarse_ms for each in lists), default=0),
        paths_px=max((each.paths_px for each in lists), default=0),
        keep_names=all(each.keep_names for each in lists),
        allowed=tuple(dict.fromkeys(text for each in lists for text in each.allowed)),
        pictures=all(each.pictures for each in lists),
        purpose=next((each.purpose for each in lists if each.purpose), ""),
    )


def time_told(value: Any) -> int:
    """Read a time in nanoseconds.

    Raises:
        TypeError, ValueError: It is none, or centuries away.
    """
    if isinstance(value, float) or abs(told := int(value)) > FARTHEST_NS:
        raise ValueError("a time in whole nanoseconds is due")
    return told


def _joined(lists: Sequence[tuple[Span, ...]]) -> tuple[Span, ...]:
    return tuple(sorted({span for each in lists for span in each}))


def _within(value: Any, most: int) -> int:
    if not 0 <= int(value) <= most:
        raise ValueError(f"at most {most} is due")
    return int(value)


def _texts(values: Any) -> tuple[str, ...]:
    if not isinstance(values, list | tuple) or not all(isinstance(value, str) for value in values):
        raise TypeError("texts are due")
    return tuple(values)


def _spans(values: Any) -> tuple[Span, ...]:
    return tuple(_span(value) for value in values)


def _span(value: Mapping[str, Any]) -> Span:
    return Span(time_told(value["start_ns"]), time_told(value["end_ns"]))
