"""Proof that what was to be removed is gone from a copy; what was not looked at is open, not clean."""

import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from formats.keyboards.named_keys import NAMED_KEYS
from formats.model.recording import Recording
from formats.model.streams import STREAMS, FieldKind
from formats.model.time import NS_PER_S, Span
from replay.core.counted import count_text
from replay.core.typed_text import typed_runs
from replay.privacy.encodings import CODINGS
from replay.privacy.proof.byte_search import BytesSearched
from replay.privacy.redact.cursors import is_bare
from replay.privacy.redact.events import MARKER, UNKNOWN
from replay.privacy.redact.header import DETAIL, header_texts
from replay.privacy.redact.redactions import POLICY, RULES, rules_of
from replay.privacy.redact.typed import raw_text
from replay.privacy.sought import Words
from replay.privacy.typed.split_typing import joined_runs

Status = Literal["clean", "found", "open"]


@dataclass(frozen=True, slots=True)
class Check:
    """One question put to the copy, and its answer."""

    name: str
    status: Status
    """found: something is still there; open: nobody looked, or not everywhere."""
    words: str
    """What was looked at and what was found, for people; no secret stands in it."""
    places: tuple[str, ...] = ()
    """Where something was found, or what was not looked at."""

    @classmethod
    def of(cls, name: str, looked: str, places: Sequence[str], said: str) -> "Check":
        """Return a check that is clean unless something was found in places.

        Args:
            name: Of the check.
            looked: What was looked at.
            places: Where something was found.
            said: What is wrong with them, in a few words.
        """
        return (
            cls(name, "found", f"{looked}: {said}", tuple(places)) if places else cls(name, "clean", looked)
        )

    def record(self) -> dict[str, Any]:
        """Return the check as JSON values."""
        return {"check": self.name, "status": self.status, "words": self.words, "places": list(self.places)}


def is_clean(checks: Sequence[Check]) -> bool:
    """Say whether all was looked at and nothing was found."""
    return bool(checks) and all(check.status == "clean" for check in checks)


def check_bytes(searched: BytesSearched, short: int = 0) -> Check:
    """Judge a search of the file's bytes.

    Args:
        searched: What was found.
        short: How many words were not among what was searched for, being too short.
    """
    looked = (
        f"{count_text(searched.secrets, 'secret')} in {CODINGS} codings in {searched.size_bytes:,} bytes and "
        f"{searched.parts:,} compressed parts of {searched.unpacked_bytes:,} bytes"
    )
    if short := short + len(searched.too_short):
        looked += f" ({short:,} more too short for this)"
    if searched.found:
        places = tuple(
            f"secret {each.secret + 1} as {each.coding} at byte {each.offset}"
            for each in searched.found[:100]
        )
        return Check("bytes", "found", f"{looked}: found in {len(searched.found):,} places", places)
    if searched.unread:
        places = tuple(f"the compressed part at byte {offset}" for offset in searched.unread[:100])
        return Check("bytes", "open", f"{looked}: {len(searched.unread):,} parts cannot be unpacked", places)
    return Check("bytes", "clean", looked)


def check_texts(copy: Recording, words: Words) -> Check:
    """Search every text that a reader gives: streams, header, and what was typed, also key by key."""
    places: list[str] = []
    count = 0
    for place, text in recorded_texts(copy):
        count += 1
        if words.found_in(text):
            places.append(place)
    # Where a word ends is not told by keys alone.
    inside = words.inside
    for place, text in key_texts(copy):
        count += 1
        if inside.found_in(text):
            places.append(place)
    looked = f"{count_text(words.count, 'secret')} in {count_text(count, 'text')}"
    return Check.of("texts", looked, tuple(dict.fromkeys(places)), f"found in {len(places):,}")


def check_structure(copy: Recording) -> Check:
    """Look for what tells how much was removed: gaps in the numbering, times, fields nobody allowed."""
    places = [*_fields(copy), *_numbering(copy), *_marked_spans(copy), *_halves(copy)]
    looked = "header, numbering, the spans of removed typing, presses and releases"
    return Check.of("structure", looked, places[:100], f"{len(places):,} remain")


def check_rules(copy: Recording) -> Check:
    """Say by which rules the copy was made: by others than these it cannot be held against the original."""
    policy = copy.header.details.get(DETAIL)
    if rules_of(policy) == RULES:
        return Check("rules", "clean", f"made by {POLICY}, the rules of this program")
    if not rules_of(policy):
        return Check(
            "rules", "open", f"nothing says by which rules it was made; {POLICY} is due", ("all of it",)
        )
    older = "older" if rules_of(policy) < RULES else "newer"
    words = f"made by {policy}, {older} rules than {POLICY}: it is not held against the original"
    return Check("rules", "open", words, ("every row and every pixel",))


def check_secrets_known(words: Words, too_short: int = 0, *, listed: bool = False) -> Check:
    """Say whether there was anything to search for.

    Args:
        words: What is searched for.
        too_short: How many removed words are not, because any text has them.
        listed: Whether it is known what was removed: where no words were, nothing is to be searched for.
    """
    if words or too_short or listed:
        alone = f", {len(words.alone):,} of that short, which must not stand alone" if words.alone else ""
        short = f", {too_short:,} more too short to be searched for" if too_short else ""
        return Check("secrets", "clean", f"{count_text(words.count, 'secret')} known{alone}{short}")
    return Check(
        "secrets", "open", "no list of what was removed is known: name it, or the original", ("every secret",)
    )


def marked_spans(copy: Recording) -> list[Span]:
    """Return the spans of removed typing that the copy tells of."""
    spans: list[Span] = []
    for record in copy.events("marker").records():
        if record["name"] != MARKER:
            continue
        try:
            told = json.loads(record["payload"])
            if told["what"] == "typed text":
                lasts_ns = round(float(told["lasts_s"]) * NS_PER_S)
                spans.append(Span(record["t_ns"], record["t_ns"] + max(lasts_ns, 0)))
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
            # A recorder's own marker of that name says nothing of typing.
            continue
    return spans


def typing_times(copy: Recording) -> dict[str, NDArray[np.int64]]:
    """Return when something was typed, by stream; rows with which the copy parts texts are not typing."""
    texts = copy.events("text")
    ours = (texts.texts("kind") == "field") & (texts.texts("string") == MARKER)
    return {"key": copy.events("key").t, "text": texts.t[~ours]}


def recorded_texts(copy: Recording) -> Iterator[tuple[str, str]]:
    """Yield every text that a reader gives, with where it stands."""
    for name, text in header_texts(copy.header):
        yield f"the header's {name}", text
    for name in copy.streams:
        if name == "frame":
            continue
        events = copy.events(name)
        columns = [field.name for field in STREAMS[name].fields if field.kind is FieldKind.STRING]
        for column in columns:
            for text in dict.fromkeys(events.texts(column).tolist()):
                if not (name == "key" and (len(text) == 1 or text in NAMED_KEYS)):
                    yield f"the stream {name}, {column}", text
    runs = typed_runs(copy)
    for joined in joined_runs(runs):
        yield "typed text, in parts", joined.text
    for run in runs:
        yield "typed text, corrected", run.text
        yield "typed text, before corrections", run.typed
        for text in run.taken_back:
            yield "typed text, before it was taken back", text


def key_texts(copy: Recording) -> Iterator[tuple[str, str]]:
    """Yield what was typed as one text, key by key, and the same backwards."""
    text, _ = raw_text(copy.events("key"))
    yield "typed text, key by key", text
    yield "typed text, key by key, backwards", text[::-1]


def _fields(copy: Recording) -> Iterator[str]:
    if not rules_of(copy.header.details.get(DETAIL)):
        yield f"the header does not say that it is a copy by {POLICY}"
    if not _is_random(copy.header.recording_id):
        yield "an id that is no random number: it may say anything"
    if UNKNOWN in copy.streams:
        yield f"the stream {UNKNOWN}, of which nobody knows what is in it"
    if copy.videos:
        yield "a video as it came"
    if not all(map(is_bare, filter(None, set(copy.events("cursor").texts("image").tolist())))):
        yield "a picture of a cursor that holds more than its pixels"


def _is_random(name: str) -> bool:
    """Say whether an id is a random UUID. Source: RFC 9562, section 5.4."""
    try:
        found = uuid.UUID(name)
    except ValueError:
        return False
    return str(found) == name and found.version == 4 and found.variant == uuid.RFC_4122


def _numbering(copy: Recording) -> Iterator[str]:
    numbers = [copy.events(name).rows["seq"] for name in copy.streams if name != "frame"]
    numbers.append(copy.frames["seq"])
    joined = np.sort(np.concatenate(numbers))
    if not np.array_equal(joined, np.arange(len(joined))):
        yield "the numbers of the rows have gaps, which tell how many were removed"


def _marked_spans(copy: Recording) -> Iterator[str]:
    frames, typed = copy.frames, typing_times(copy)
    runs = [Span(run.start_ns, run.end_ns + 1) for run in typed_runs(copy)]
    for span in marked_spans(copy):
        if span.start_ns % NS_PER_S or span.end_ns % NS_PER_S:
            yield "a span of removed typing is told more exactly than in whole seconds"
        for stream, times in typed.items():
            inside = times[(times >= span.start_ns) & (times < span.end_ns)].tolist()
            if any(not any(run.contains(t) for run in runs) for t in inside):
                yield f"rows of {stream} in a span of removed typing"
        # Its first frame may show what the last one before showed.
        inside = frames[(frames["t"] >= span.start_ns) & (frames["t"] < span.end_ns)]
        if (inside["changed"] == 0).any():
            yield "frames in a span of removed typing that show nothing new: their times tell the rhythm"


def _halves(copy: Recording) -> Iterator[str]:
    """Find releases without a press: half a stroke tells of the other half."""
    keys = copy.events("key")
    held: set[str] = set()
    lone = 0
    names = (keys.texts("code").tolist(), keys.texts("key").tolist(), keys.rows["pressed"].tolist())
    for code, key, pressed in zip(*names, strict=True):
        name = code or key
        if pressed:
            held.add(name)
        elif name in held:
            held.discard(name)
        else:
            lone += 1
    if lone and marked_spans(copy):
        yield "releases of keys that were never pressed"
