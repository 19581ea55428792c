"""WebVTT: annotations as cues for the video of a recording, and back.

The first word of a cue's identifier is what it is: "segment 1", "mark 2", "comment 3", "pin 4" (a comment at
an instant). The first line of its text is the label, in a voice that is the tier: `<v task>search`; the other
lines are the note. A point takes a millisecond, for no cue can be shorter. The last block is a note that all
is there. Cues of others are segments; those without a voice go into the tier that is asked for.

Source: W3C, WebVTT: The Web Video Text Tracks Format.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path

from formats.errors import DamagedError
from formats.model.annotations import Annotation, Comment, Mark, Segment
from formats.model.exchange import (
    PLAIN_READ,
    ExchangeContext,
    Holds,
    ReadAnnotations,
    ReadOptions,
    Redact,
    unchanged,
)
from formats.model.export import ExportReport
from formats.model.tier_names import written_name
from formats.model.time import NS_PER_MS
from formats.sinks.annotation_fit import fitted
from formats.sinks.plain_text import one_line, xml_text
from formats.sinks.subtitles import timestamp
from formats.sources.annotations_found import AnnotationsFound
from formats.sources.bounded_file import text_of

NAME = "webvtt"
SUFFIXES = (".vtt",)
SUMMARY = "WebVTT: cues with their tier as the voice and the note below the label; comments, too."
LOSES = "Times below a millisecond, authors, anchors, flags, defects, decisions, ids; open ends are closed."

_COMMENTS = "comments"
_SIGNATURE = re.compile(r"WEBVTT(?:[ \t\n]|$)")
_TIME = r"(?:([0-9]{2,6}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})"
_TIMING = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?")
_OURS = re.compile(r"(segment|mark|comment|pin) [0-9]+")
_VOICE = re.compile(r"<v(?:\.[^ \t>]*)?[ \t]([^>]*)>")
_TAG = re.compile(r"<[^>]*>")
_BREAKS = re.compile(r"\r\n?")
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_BLANK = re.compile(r"\n{2,}")
_END = "NOTE end of annotations: "
"""With their number it is the last block that we write, so that a cut file is known as one."""
_NO_CUE = ("NOTE", "STYLE", "REGION")


def _cue_text(text: str) -> str:
    """Return a text as lines none of which is empty, for an empty one ends the cue."""
    lines = _CONTROLS.sub(" ", _BREAKS.sub("\n", text))
    return xml_text(_BLANK.sub("\n", lines).strip("\n"))


HOLDS = Holds(
    frozenset({"segment", "mark", "comment"}),
    "WebVTT",
    unit_ns=NS_PER_MS,
    first_ns=0,
    last_ns=10**9 * NS_PER_MS,
    notes=True,
    line=one_line,
    text=_cue_text,
)


def sniff(path: Path, head: bytes) -> bool:
    """Say whether a file begins as WebVTT does."""
    del path
    start = head.removeprefix(b"\xef\xbb\xbf")[:8].decode("latin-1")
    return _SIGNATURE.match(start.replace("\r", "\n")) is not None


def read(path: Path, options: ReadOptions = PLAIN_READ) -> ReadAnnotations:
    """Read annotations.

    Raises:
        FormatError: It cannot be read.
    """
    text = text_of(path)
    if not _SIGNATURE.match(text):
        raise DamagedError(f"{path}: no WebVTT: it does not begin with that word")
    found = AnnotationsFound(NAME)
    cues = list(_cues(text, found))
    names = found.names(voice for _, _, _, voice, _, _ in cues if voice is not None)
    for kind, start, end, voice, words, _ in cues:
        tier = options.tier if voice is None else names[voice]
        label, _, note = words.partition("\n")
        if kind in {"comment", "pin"}:
            found.comment(words, start, None if kind == "pin" else end)
        elif kind == "mark":
            found.mark(tier, label, start, note=note)
        else:
            found.segment(tier, label, start, end, note=note)
    if any(ours for *_, ours in cues) and not text.endswith(f"\n\n{_END}{len(cues)}\n"):
        found.said.append("what comes behind the end of the file, which is cut: its last block is not there")
    elif not text.endswith("\n"):
        found.guessed["lines without an end, which may have been cut"] += 1
    return found.result()


def write(
    annotations: Iterable[Annotation], out: Path, context: ExchangeContext, redact: Redact = unchanged
) -> ExportReport:
    """Write annotations."""
    fit = fitted(annotations, context, HOLDS, redact)
    with out.open("x", encoding="utf-8", newline="\n") as file:
        file.write("WEBVTT\n")
        for number, annotation in enumerate(fit.annotations, 1):
            kind, start, end, tier, words = _shown(annotation)
            times = " --> ".join(timestamp(t_ns // NS_PER_MS, ".") for t_ns in (start, end))
            voice = f"<v {_escaped(written_name(tier))}>"
            file.write(f"\n{kind} {number}\n{times}\n{voice}{_escaped(words)}\n")
        file.write(f"\n{_END}{len(fit.annotations)}\n")
    return ExportReport(fit.written(), fit.lost)


def _shown(annotation: Annotation) -> tuple[str, int, int, str, str]:
    """Return kind, start, end, tier and text of a cue."""
    match annotation:
        case Comment(start=start, end=None, text=text):
            return "pin", start.t_ns, start.t_ns + NS_PER_MS, _COMMENTS, text
        case Comment(start=start, end=end, text=text) if end is not None:
            return "comment", start.t_ns, end.t_ns, _COMMENTS, text
        case Mark(at=at, tier=tier):
            return "mark", at.t_ns, at.t_ns + NS_PER_MS, tier, _words(annotation.label, annotation.note)
        case Segment(start=start, end=end, tier=tier) if end is not None:
            return "segment", start.t_ns, end.t_ns, tier, _words(annotation.label, annotation.note)
        case _:
            raise ValueError(f"{annotation!r:.60} was not made to fit")


def _words(label: str, note: str) -> str:
    return f"{label}\n{note}" if note else label


def _escaped(text: str) -> str:
    # "<" would begin a tag, and "-->" a new cue.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


Cue = tuple[str, int, int, str | None, str, bool]
"""Kind, start, end, voice (None without one), text, and whether it is one that we write."""


def _cues(text: str, found: AnnotationsFound) -> Iterator[Cue]:
    blocks = text.split("\n\n")
    for block in blocks[1:] if len(blocks) > 1 else ():
        lines = block.strip("\n").split("\n")
        if not lines[0] or (lines[0].startswith(_NO_CUE) and "-->" not in lines[0]):
            continue
        name = "" if "-->" in lines[0] else lines.pop(0)
        timing = _TIMING.fullmatch(lines[0]) if lines else None
        if timing is None:
            found.lost["blocks that are no cue"] += 1
            continue
        parts = timing.groups()
        ours = _OURS.fullmatch(name)
        words = "\n".join(lines[1:])
        voice = _VOICE.search(words)
        plain = unescape(_TAG.sub("", words))
        kind = ours[1] if ours else "segment"
        yield kind, _ns(parts[:4]), _ns(parts[4:]), unescape(voice[1]) if voice else None, plain, bool(ours)


def _ns(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, ms = (int(part or 0) for part in parts)
    return (((hours * 60 + minutes) * 60 + seconds) * 1000 + ms) * NS_PER_MS
