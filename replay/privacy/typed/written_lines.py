"""In which lines of a removed run a secret was written: pictures of the other lines need no fill for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from formats.model.recording import Recording
from formats.model.streams import MODIFIERS, Events
from formats.model.time import Span
from replay.privacy.lookalikes import fold
from replay.privacy.sought import SHORTEST_WORD, Words

_BESIDE = frozenset({"Shift", "CapsLock", "AltGraph"})
"""Keys beside letters, Backspace and Enter that move no caret."""
_BEGINNING = 6
"""A line with so much of the beginning of a secret holds some of it."""
_COMMANDING = sum(1 << MODIFIERS.index(name) for name in ("Control", "Alt", "Meta"))


@dataclass(slots=True)
class _Line:
    """What was typed from one Enter to the next."""

    start_ns: int
    end_ns: int
    text: str = ""
    typed: str = ""
    """Corrections and all."""
    taken_back: list[str] = field(default_factory=list)

    def holds(self, words: Words, begun: Sequence[str], asked: Sequence[Span]) -> bool:
        span = Span(self.start_ns, self.end_ns)
        if any(span.overlaps(each) for each in asked):
            return True
        stood = (self.text, self.typed, *self.taken_back)
        if any(map(words.found_in, stood)):
            return True
        folded = [fold(text, squeeze=True).text for text in stood]
        return any(beginning in text for beginning in begun for text in folded)


def written_lines(recording: Recording, run: Span, words: Words, asked: Sequence[Span]) -> list[Span]:
    """Return when the lines of a run were typed that hold a secret; the whole run where that is not sure.

    It is sure where nothing but letters, Backspace within a line and Enter was pressed, and no secret goes
    from one line to the next.

    Args:
        recording: Where from.
        run: Removed.
        words: The secrets.
        asked: What of it is removed because somebody said where: lines that overlap it hold a secret.
    """
    keys = _rows(recording, "key", run)
    if not len(keys) or any(len(_rows(recording, name, run)) for name in ("text", "button", "clipboard")):
        return [run]
    lines = _lines(keys, run)
    if lines is None or any(_goes_over(words, part) for part in _joined(lines)):
        return [run]
    # Who sends half of a secret types it again on the next line.
    begun = [fold(word, squeeze=True).text[:_BEGINNING] for word in words.words]
    begun = [beginning for beginning in begun if len(beginning) >= SHORTEST_WORD]
    return [Span(line.start_ns, line.end_ns) for line in lines if line.holds(words, begun, asked)] or [run]


def _lines(keys: Events, run: Span) -> list[_Line] | None:
    """Return the lines of a run, None where the caret may have been elsewhere."""
    lines = [_Line(run.start_ns, run.end_ns)]
    columns = (keys.rows[name].tolist() for name in ("t", "pressed", "modifiers"))
    for (t_ns, pressed, held), key in zip(zip(*columns, strict=True), keys.texts("key"), strict=True):
        if not pressed:
            continue
        line = lines[-1]
        if held & _COMMANDING:
            return None
        line.start_ns = min(line.start_ns, t_ns)
        if key == "Enter":
            line.end_ns = t_ns + 1
            lines.append(_Line(run.end_ns, run.end_ns))
            continue
        if key == "Backspace" and line.text:
            line.taken_back.append(line.text)
            line.text = line.text[:-1]
        elif len(key) == 1:
            line.text += key
            line.typed += key
        elif key not in _BESIDE:
            return None
    return lines


def _rows(recording: Recording, stream: str, span: Span) -> Events:
    first, last = (recording.row_at(stream, t_ns) for t_ns in (span.start_ns, span.end_ns))
    return recording.rows(stream, first, last)


def _joined(lines: Sequence[_Line]) -> tuple[str, str]:
    return "\n".join(line.text for line in lines), "\n".join(line.typed for line in lines)


def _goes_over(words: Words, text: str) -> bool:
    """Say whether a secret goes from one line to the next."""
    return any("\n" in text[start:stop] for start, stop in words.spans(text))
