"""What goes from one recording, worked out of what was asked for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formats.model.recording import Recording
from formats.model.streams import Events
from formats.model.time import Span
from replay.core.text_runs import TextRuns
from replay.core.typed_text import typed_runs
from replay.privacy.redact.redactions import Redactions
from replay.privacy.redact.typed import RemovedTyping, joined, lines_of, removed_typing, run_words
from replay.privacy.sought import Words, usable_words
from replay.privacy.typed.typed_within import TypedWithin


@dataclass(frozen=True, slots=True)
class Plan:
    """What goes from one recording, made out of what was asked for."""

    redactions: Redactions
    words: Words
    """Words asked for, and what stood in typing, titles and entries that were asked for without words."""
    noted: Words
    """The same for markers and the header, with those that are too short to be searched for elsewhere."""
    typing: RemovedTyping
    cuts: tuple[Span, ...]


def plan(recording: Recording, redactions: Redactions) -> Plan:
    """Work out what goes from a recording.

    Raises:
        FormatError: The recording cannot be read.
    """
    runs = typed_runs(recording)
    asked = Words.asked(redactions.sought)
    words = Words(asked.words + _implied(recording, redactions, runs, asked), asked.alone)
    cuts = joined([*redactions.cuts, *app_spans(recording, redactions.apps)])
    noted = Words(words.words, (*words.alone, *filter(str.strip, redactions.short)))
    return Plan(
        redactions, words, noted, removed_typing(recording, words, redactions.typed, cuts, runs), cuts
    )


def state_spans(times: NDArray[np.int64]) -> list[Span]:
    """Return how long each row of a stream of states holds; the last one holds on."""
    ends = [*times[1:].tolist(), np.iinfo(np.int64).max][: len(times)]
    return [Span(start, max(start + 1, end)) for start, end in zip(times.tolist(), ends, strict=True)]


def _implied(recording: Recording, redactions: Redactions, runs: TextRuns, asked: Words) -> tuple[str, ...]:
    """Return the words that go although nobody wrote them down: what stood in what is emptied."""
    found = run_words(runs, redactions.typed, asked)
    typing = TypedWithin(recording)
    for span in redactions.typed:
        texts = list(typing.texts(span))
        # A finding's own text needs no other word for it.
        found += [] if any(map(asked.found_in, texts)) else lines_of(texts)
    found += _standing(recording.events("window"), "title", redactions.titles, asked)
    found += _standing(recording.events("clipboard"), "string", redactions.clipboard, asked)
    return usable_words(found)[0]


def _standing(events: Events, column: str, spans: Sequence[Span], asked: Words) -> list[str]:
    if not spans:
        return []
    return [
        text
        for text, holds in zip(events.texts(column), state_spans(events.t), strict=True)
        if any(holds.overlaps(span) for span in spans) and not asked.found_in(text)
    ]


def app_pattern(apps: Sequence[str]) -> re.Pattern[str]:
    """Return what finds applications by their names, or by words of them: "Chromium" is "shop Chromium"."""
    words = "|".join(re.escape(app.strip()) for app in apps)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def app_spans(recording: Recording, apps: Sequence[str]) -> list[Span]:
    """Return when a window of one of the applications was in front."""
    if not apps:
        return []
    named = app_pattern(apps)
    events = recording.events("window")
    end_ns = recording.duration_ns + 1
    return [
        Span(span.start_ns, max(span.start_ns + 1, min(span.end_ns, end_ns)))
        for app, span in zip(events.texts("app"), state_spans(events.t), strict=True)
        if named.search(app)
    ]
