"""The texts of a recording, channel by channel; screen text is read by `replay.privacy.screen`."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from formats.model.recording import Recording
from replay.core.readable import readable_rows
from replay.core.text_runs import TextRuns
from replay.core.typed_text import typed_runs
from replay.privacy.finding import CHANNELS, Channel, ChannelText
from replay.privacy.typed.split_typing import split_texts
from replay.privacy.typed.taken_back import taken_back_texts
from replay.privacy.typed.typing_order import Piece, TypingOrder

LONGEST_KEYS = 20_000
"""Characters of one text of raw keys."""

_ROWS = 65_536
_PAUSE_NS = 60_000_000_000
_DEEPEST = 64
_COLUMNS: tuple[tuple[str, str, Channel], ...] = (
    ("window", "title", "title"),
    ("window", "app", "title"),
    ("clipboard", "string", "clipboard"),
    ("marker", "name", "accessibility"),
    ("marker", "payload", "marker"),
    ("other", "payload", "other"),
    ("text", "string", "typed"),
    ("display", "name", "metadata"),
)


@dataclass(slots=True)
class Texts:
    """The texts of a recording, and how much of each channel could be read."""

    every: list[ChannelText] = field(default_factory=list)
    rows: dict[Channel, int] = field(default_factory=lambda: dict.fromkeys(CHANNELS, 0))
    """Rows of the channel's streams that were read."""
    total: dict[Channel, int] = field(default_factory=lambda: dict.fromkeys(CHANNELS, 0))
    """Rows that there are."""
    unread: dict[Channel, list[str]] = field(default_factory=dict)

    def of(self, channel: Channel) -> list[ChannelText]:
        """Return the texts of one channel."""
        return [text for text in self.every if text.channel == channel]

    def share(self, channel: Channel) -> float:
        """Return the part of a channel that was read; 1 for an empty one."""
        return self.rows[channel] / self.total[channel] if self.total[channel] else 1.0


Progress = Callable[[str, int, int], None]
"""Told how far a part is: what, done, total."""

ScreenReader = Callable[[Recording, Texts, Progress], tuple[str, ...]]
"""Adds the texts on the pictures to the texts, and returns the engines with their versions."""


def recording_texts(recording: Recording, order: TypingOrder) -> Texts:
    """Collect every text of a recording but that on its pictures.

    Args:
        recording: Read whole, a part at a time.
        order: Of the same recording.
    """
    texts = Texts()
    runs = typed_runs(recording)
    typed = list(typed_texts(runs, order))
    texts.every.extend(typed)
    texts.every.extend(_keys(order))
    texts.every.extend(taken_back_texts(runs))
    texts.every.extend(split_texts(runs, typed, order))
    for stream, column, channel in _COLUMNS:
        if stream in recording.streams:
            _column(recording, stream, column, channel, texts)
    for stream, channel in (("key", "typed"), ("text", "typed"), ("key", "keys")):
        count = recording.streams[stream].rows if stream in recording.streams else 0
        texts.rows[channel] += count
        texts.total[channel] += count
    leaves = list(_metadata(recording))
    texts.every.extend(leaves)
    texts.rows["metadata"] += len(leaves)
    texts.total["metadata"] += len(leaves)
    return texts


def typed_texts(runs: TextRuns, order: TypingOrder) -> Iterator[ChannelText]:
    """Yield the texts of the channel "typed", in order of time.

    Args:
        runs: Of typed text.
        order: Of the same recording.
    """
    for run in runs:
        window = order.window_at(run.start_ns, run.first_seq)
        yield ChannelText(
            channel="typed",
            place=f"s{run.first_seq}",
            text=run.text,
            start_ns=run.start_ns,
            end_ns=run.end_ns,
            first_seq=run.first_seq,
            last_seq=run.last_seq,
            window=window.name or run.window,
            app=window.app,
            entry=order.entry_at(run.start_ns, run.first_seq),
            times=order.times(run.start_ns, run.end_ns, run.first_seq, run.last_seq, run.text),
        )


def _keys(order: TypingOrder) -> Iterator[ChannelText]:
    """Yield what the keys say in their order, with corrections in it, whatever lies between two keys."""
    held: list[Piece] = []
    length = 0
    for piece in order.pieces:
        if not piece.is_key or not piece.text:
            continue
        if held and (piece.start_ns - held[-1].end_ns > _PAUSE_NS or length > LONGEST_KEYS):
            yield _key_text(held)
            held, length = [], 0
        held.append(piece)
        length += len(piece.text)
    if held:
        yield _key_text(held)


def _key_text(pieces: list[Piece]) -> ChannelText:
    times = [piece.start_ns for piece in pieces for _ in piece.text]
    end_ns = max(piece.end_ns for piece in pieces)
    return ChannelText(
        channel="keys",
        place=f"s{pieces[0].seq}",
        text="".join(piece.text for piece in pieces),
        start_ns=pieces[0].start_ns,
        end_ns=end_ns,
        first_seq=pieces[0].seq,
        last_seq=max(piece.seq for piece in pieces),
        times=(*times, end_ns),
    )


def _column(recording: Recording, stream: str, column: str, channel: Channel, texts: Texts) -> None:
    """Add the texts of a column; a window's and the clipboard's hold until the next row."""
    if channel == "typed":
        # Committed text is among the runs; fields' names are not, and belong to the accessibility names.
        channel = "accessibility"
    lasts = stream in {"window", "clipboard"}
    previous: ChannelText | None = None
    read = 0
    for events in readable_rows(recording, stream, _ROWS):
        if events is None:
            texts.unread.setdefault(channel, []).append(f"rows of the stream {stream} are damaged")
            continue
        read += len(events)
        kinds = events.texts("kind") if stream == "text" else None
        for row, string in enumerate(events.texts(column).tolist()):
            if kinds is not None and kinds[row] != "field":
                continue
            t_ns, seq = int(events.t[row]), int(events.rows["seq"][row])
            if lasts and previous is not None:
                texts.every.append(_until(previous, t_ns))
                previous = None
            if not string:
                continue
            found = ChannelText(channel, f"s{seq}.{column}", string, t_ns, t_ns, seq, seq)
            if lasts:
                previous = found
            else:
                texts.every.append(found)
    if previous is not None:
        texts.every.append(_until(previous, max(recording.duration_ns, previous.start_ns)))
    texts.rows[channel] += read
    texts.total[channel] += recording.streams[stream].rows


def _until(text: ChannelText, end_ns: int) -> ChannelText:
    return ChannelText(
        text.channel, text.place, text.text, text.start_ns, end_ns, text.first_seq, text.last_seq
    )


def _metadata(recording: Recording) -> Iterator[ChannelText]:
    """Yield every string of the header, keys of tables too: a key may be a file's or a person's name."""
    header = recording.header
    consent = header.consent
    tables: tuple[Any, ...] = (
        header.recorder,
        header.source,
        header.task,
        [] if consent is None else [consent.person, list(consent.purposes)],
        header.private.hardware,
        header.private.names,
        header.details,
        [clock.name for clock in header.clocks],
    )
    names = ("recorder", "source", "task", "consent", "hardware", "names", "details", "clocks")
    for name, table in zip(names, tables, strict=True):
        for number, text in enumerate(_strings(table, 0)):
            yield ChannelText("metadata", f"{name}.{number}", text, 0, recording.duration_ns)


def _strings(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        if value:
            yield value
    elif depth > _DEEPEST:
        yield json.dumps(value, default=str)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield str(key)
            yield from _strings(inner, depth + 1)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _strings(inner, depth + 1)
    elif value is not None and not isinstance(value, bool):
        yield str(value)
