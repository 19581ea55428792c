"""What people flagged and detectors found, as a list of what is to be removed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from formats.errors import DamagedError
from formats.model.annotations import Flag, Region
from formats.model.frames import Frames
from formats.model.time import Span
from replay.privacy.finding import ChannelText
from replay.privacy.redact.redactions import Painted, Redactions, merged, time_told
from replay.privacy.review.flagged_text import names_characters, secrets_of
from replay.privacy.sought import usable_words

WHOLE_PX = 1 << 20
"""Sides of a region that is the whole display, whatever its size."""
_TYPED = frozenset({"typed", "keys", "accessibility"})
DECIDED_STATES = frozenset({"confirmed", "applied", "verified"})
"""States of findings that are removed."""


@dataclass(frozen=True, slots=True)
class FoundRedactions:
    """What findings ask for."""

    redactions: Redactions
    undecided: tuple[str, ...]
    """Ids of findings that nobody decided on; nothing is removed for them."""
    applied: tuple[str, ...]
    """Ids of findings for which something is removed."""


def from_findings(
    records: Iterable[Mapping[str, Any]],
    frames: Frames,
    *,
    accept_all: bool = False,
) -> FoundRedactions:
    """Return what findings ask for.

    Args:
        records: As `replay scan --json` gives them; with `text` the secret is searched for everywhere,
            without it only what lies in its span goes.
        frames: Of the recording: when a frame was shown, and where.
        accept_all: Apply all that nobody rejected.

    Raises:
        DamagedError: A record is no finding, or cannot be applied without its text.
    """
    lists: list[Redactions] = []
    undecided: list[str] = []
    applied: list[str] = []
    for record in records:
        try:
            name, status = str(record["id"]), str(record.get("status", "new"))
            if status == "rejected":
                lists.append(Redactions(allowed=(str(record["text"]),) if "text" in record else ()))
                continue
            if not accept_all and status not in DECIDED_STATES:
                undecided.append(name)
                continue
            applied.append(name)
            if record.get("adjusted"):
                continue  # What was set in its place is a flag, and is removed as one.
            lists.append(_of_finding(record, frames))
        except (KeyError, TypeError, ValueError, IndexError, OverflowError) as error:
            raise DamagedError(f"a finding holds something else than is due: {error!r:.80}") from error
    return FoundRedactions(merged(*lists), tuple(undecided), tuple(applied))


def from_flags(
    flags: Iterable[Flag], displays: Iterable[int], words: Mapping[str, Sequence[str]] | None = None
) -> tuple[Redactions, tuple[str, ...]]:
    """Return what flags ask for, and the ids of those that a list of words has to answer.

    A flag without channels means everything in its span, unless it has a region, which is then what it means.

    Args:
        flags: As people set them.
        displays: That the recording shows: a flag on the screen without a region is on all of them.
        words: By the id of a flag that names characters, what they are: those go everywhere, and of titles,
            entries and metadata nothing else.
    """
    lists: list[Redactions] = []
    unanswered: list[str] = []
    for flag in flags:
        span = Span(flag.start.t_ns, max(flag.end.t_ns, flag.start.t_ns + 1))
        if not flag.channels and flag.region is None:
            lists.append(Redactions(cuts=(span,)))
            continue
        told = (words or {}).get(flag.id, ())
        named, brief = usable_words(told)
        short = brief if "metadata" in flag.channels else ()
        regions = [flag.region] if flag.region is not None else []
        if not regions and "screen" in flag.channels:
            regions = [Region(display, 0, 0, WHOLE_PX, WHOLE_PX) for display in displays]
        lists.append(
            Redactions(
                words=named,
                short=short,
                typed=(span,) if "typed" in flag.channels else (),
                titles=(span,) if "title" in flag.channels and not named else (),
                clipboard=(span,) if "clipboard" in flag.channels and not named else (),
                # A box that an engine found may be too narrow by a letter, unlike one that a person drew.
                painted=tuple(Painted(region, span, line=names_characters(flag)) for region in regions),
            )
        )
        if "metadata" in flag.channels and not named and not short:
            unanswered.append(flag.id)
    return merged(*lists), tuple(unanswered)


def words_of_flags(
    flags: Iterable[Flag], texts: Iterable[ChannelText], frames: Frames
) -> dict[str, tuple[str, ...]]:
    """Return what the characters are that flags name, by the flag's id.

    Args:
        flags: Any.
        texts: Of the recording.
        frames: Of the recording.
    """
    every = list(texts)
    return {
        flag.id: tuple(secret.text for secret in secrets_of(flag, every, frames))
        for flag in flags
        if names_characters(flag)
    }


def _of_finding(record: Mapping[str, Any], frames: Frames) -> Redactions:
    channel, text = str(record["channel"]), str(record.get("text", ""))
    start_ns = time_told(record["start_ns"])
    span = Span(start_ns, max(time_told(record["end_ns"]), start_ns + 1))
    words = (text,) if text else ()
    # A word that is too short to be looked for everywhere still goes where it was found.
    searched = bool(usable_words(words)[0])
    if channel == "screen":
        return Redactions(words=words, painted=(_painted(record, frames, span),))
    if channel in _TYPED:
        return Redactions(words=words, typed=(span,))
    if channel == "title":
        return Redactions(words=words, titles=() if searched else (span,))
    if channel == "clipboard":
        return Redactions(words=words, clipboard=() if searched else (span,))
    if channel == "other":
        # The whole stream goes, whatever was found in it.
        return Redactions(words=words)
    if not text:
        raise DamagedError(
            f"finding {record['id']!r:.60} is in {channel} and has no text: `replay scan --reveal` tells it"
        )
    return Redactions(words=words) if searched else Redactions(short=(text.strip(),))


def _painted(record: Mapping[str, Any], frames: Frames, span: Span) -> Painted:
    x, y, width, height = (int(number) for number in record["box"])
    frame = int(record["frame"])
    if not 0 <= frame < len(frames):
        raise IndexError(f"there is no frame {frame}")
    at_ns = int(frames["t"][frame])
    region = Region(int(frames["display"][frame]), x, y, max(width, 1), max(height, 1))
    return Painted(region, Span(min(span.start_ns, at_ns), max(span.end_ns, at_ns + 1)), line=True)
