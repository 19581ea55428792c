"""What is being typed at one time: the text that a picture would show where there is no picture."""

from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.model.time import NS_PER_S, Span
from replay.core.typed_text import typed_runs

LOOK_BACK_S = 20
"""Text begun longer ago shows only what was written since."""
SHOWN_S = 5
"""How long a text stays after its last letter."""
_ROWS = 1024


def typed_at(recording: Recording, t_ns: int) -> str:
    """Return what has been typed into the present place up to `t_ns`, "" where nothing was lately."""
    since_ns = t_ns - LOOK_BACK_S * NS_PER_S
    recent = {}
    for stream in ("key", "text", "clipboard", "window", "button"):
        stop = recording.row_at(stream, t_ns + 1)
        start = max(recording.row_at(stream, since_ns), stop - _ROWS)
        recent[stream] = recording.rows(stream, start, stop)
    if not len(recent["key"]) and not len(recent["text"]):
        return ""
    runs = typed_runs(MemoryRecording(recording.header, recent))
    if not len(runs):
        return ""
    last = runs.run(len(runs) - 1)
    fresh = Span(last.start_ns, last.end_ns + SHOWN_S * NS_PER_S + 1)
    pressed = recent["button"].t[recent["button"].rows["pressed"] != 0]
    left = len(pressed) and int(pressed[-1]) > last.end_ns
    return last.text if fresh.contains(t_ns) and not left else ""
