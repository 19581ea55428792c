"""Recordings of others, of which something may be remembered under another id than they have now.

The id of a foreign recording is made by who imports it, of what there is: an older version took the name of a
file where the source has no date, and some sources have theirs in the name of their folder. What was said of
such a recording is found by its content, too, whose id takes as long as reading every event: only where
something is remembered at all.
"""

from pathlib import Path

from formats.model.recording import Recording
from formats.registry import NATIVE


def may_have_another_id(recording: Recording, folder: Path) -> bool:
    """Say whether what is remembered in a folder must be asked for by content, too.

    Args:
        recording: Open.
        folder: Of what is remembered, see `replay.store.remembered`.
    """
    from replay.store.remembered import is_empty

    return recording.header.source != NATIVE and not is_empty(folder)
