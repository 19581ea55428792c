"""What people call what a recording holds and what was done with it, who never heard of streams."""

from collections.abc import Mapping

DONE = {
    "opened": "opened it on the screen",
    "saw": "had parts of it printed",
    "revealed": "had something shown that was hidden",
    "exported": "gave out a copy in another form",
    "imported": "made a copy in our own form",
    "redacted": "made a copy without what had to go",
    "verified": "checked that such a copy holds nothing of that",
    "sealed": "made a copy that only some can open",
    "unsealed": "made a copy that everybody can open",
    "planted": "made a copy with invented secrets, to test the search",
    "scored": "tested the search with invented secrets",
    "recovered": "made a copy of what was left of a damaged file",
    "decided": "decided what of it has to go",
    "signed_off": "signed that it was looked through",
    "broken": "found that this list had been cut or altered",
    "subject": "said as the recorded person what is to become of it",
    "withdrawn": "took the consent back",
}
"""By the kind of an entry of the audit."""
ROWS = {
    "pointer": "places where the pointer was",
    "button": "presses and releases of its buttons",
    "scroll": "turns of its wheel",
    "key": "keys that were pressed and released",
    "text": "texts that came in at once, as pasted ones",
    "window": "windows that came to the front, or changed their titles",
    "clipboard": "texts that were copied",
    "display": "places and sizes of screens",
    "marker": "marks of the recorder",
    "frame": "pictures, also such as show nothing new",
    "cursor": "shapes of the pointer",
    "clock": "readings of a clock",
    "other": "rows that only their recorder understands",
}
"""By the name of a stream."""
HEADER = {
    "recorder": "recorded with",
    "source": "of the kind",
    "task": "the task",
    "time_zone": "time zone",
    "recording_id": "its number",
    "start": "it began",
    "fps": "pictures in a second",
}
"""By the name of a field of the header, or of its details."""


def called(name: str, names: Mapping[str, str]) -> str:
    """Return what people call something; where nobody has said that, its own name."""
    return names.get(name, name.replace("_", " "))
