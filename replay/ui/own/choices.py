"""What the recorded person can point at: the time they marked, and what is at the playhead."""

import re
from collections.abc import Iterator

import numpy as np

from formats.model.frames import frame_ends
from formats.model.recording import Recording
from formats.model.time import Span
from replay.core.text_runs import TextRun, TextRuns
from replay.privacy.masks.masks import Masks
from replay.privacy.sought import SHORTEST_WORD
from replay.ui.player import Player

_WORD = re.compile(r"[^\s\"'“”„‘’(),;:!?<>|\[\]{}=*#…]{2,80}")
_MOST_CHARACTERS = 4000
"""Of a text whose words are offered."""


def marked_span(player: Player, first_ns: int, last_ns: int) -> Span:
    """Return the span between two times, with all of the pictures that are shown at both of them.

    Who marks an end sees a picture there and means that, too: cut at the very time, it would stay.
    """
    first_ns, last_ns = sorted((first_ns, last_ns))
    frames = player.recording.frames
    before, after = player.frame_at(first_ns), player.frame_at(last_ns)
    start_ns = int(frames["t"][before]) if before >= 0 else first_ns
    end_ns = int(frame_ends(frames, player.recording.duration_ns)[after]) if after >= 0 else last_ns + 1
    return Span(start_ns, max(end_ns, last_ns + 1))


def app_at(player: Player, t_ns: int) -> str:
    """Return the application in front at a time, "" where none is known."""
    row = _row_at(player, t_ns)
    return str(player.windows.record(row)["app"]).strip() if row >= 0 else ""


def run_at(runs: TextRuns | None, t_ns: int) -> TextRun | None:
    """Return the text that was typed last at a time."""
    number = runs.index_at(t_ns) if runs is not None else -1
    return runs.run(number) if runs is not None and number >= 0 else None


def words_at(player: Player, runs: TextRuns | None, t_ns: int, masks: Masks) -> tuple[str, ...]:
    """Return the words that stand at a time, each once: typed, on the clipboard, in the title.

    Args:
        player: With the windows.
        runs: Typed text, None while it is not read.
        t_ns: The time.
        masks: Hide what is not to be told.

    Raises:
        FormatError: The clipboard cannot be read.
    """
    run, row = run_at(runs, t_ns), _row_at(player, t_ns)
    texts = (
        run.text if run is not None and not masks.hides("typed", run.start_ns, run.end_ns + 1) else "",
        "" if masks.hides("clipboard", t_ns, t_ns + 1) else _copied(player.recording, t_ns),
        "" if row < 0 or masks.hides("title", t_ns, t_ns + 1) else str(player.windows.record(row)["title"]),
    )
    words = dict.fromkeys(word for text in texts for word in _words(text))
    return tuple(word for word in words if masks.clean(word) == word)


def _copied(recording: Recording, t_ns: int) -> str:
    row = recording.row_at("clipboard", t_ns + 1) - 1 if "clipboard" in recording.streams else -1
    return str(recording.rows("clipboard", row, row + 1).record(0)["string"]) if row >= 0 else ""


def _words(text: str) -> Iterator[str]:
    for found in _WORD.findall(text[:_MOST_CHARACTERS]):
        word = found.strip(".-_/\\")
        # Of short ones those that may be names.
        if len(word) >= SHORTEST_WORD or (len(word) > 1 and (word[0].isupper() or word[-1].isdigit())):
            yield word


def _row_at(player: Player, t_ns: int) -> int:
    return int(np.searchsorted(player.windows.t, t_ns, side="right")) - 1
