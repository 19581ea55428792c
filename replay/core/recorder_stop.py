"""The combination that stopped the recorder: recorded last, and no part of the task."""

from formats.model.recording import Recording
from formats.model.time import NS_PER_S
from replay.core.keyboard import modifier_of
from replay.core.strokes import LOST_S

# AgentNet registers Electron's CommandOrControl+Alt+T; with Option a Mac's T is a dagger.
_KNOWN = {"agentnet": {"Ctrl+Alt+T", "Alt+Meta+T", "Alt+Meta+†"}}
_LOOK_BACK_ROWS = 64


def stops_recorder(recording: Recording, keys: str, start_ns: int) -> bool:
    """Say whether the last action of a recording, a combination, stopped the recorder.

    It did if the recorder is known by it, or if one of its modifiers is still down where the recording ends:
    that happens to those who stop it with the keyboard, and hardly to others.

    Args:
        recording: Whose last action it is.
        keys: The combination, "Ctrl+Alt+T".
        start_ns: When its last key went down.
    """
    if keys in _KNOWN.get(recording.header.source, set()):
        return True
    if "key" not in recording.streams:
        return False
    total = recording.streams["key"].rows
    rows = recording.rows("key", max(total - _LOOK_BACK_ROWS, 0), total)
    held: dict[str, int] = {}
    for record in rows.records():
        modifier = modifier_of(record["key"]) or modifier_of(record["code"])
        if modifier and record["pressed"]:
            held[record["code"] or record["key"]] = record["t_ns"]
        elif modifier:
            held.pop(record["code"] or record["key"], None)
    # A source without any releases says nothing by leaving these out.
    tells_releases = bool((rows.column("pressed") == 0).any())
    return tells_releases and any(start_ns - LOST_S * NS_PER_S <= at <= start_ns for at in held.values())
