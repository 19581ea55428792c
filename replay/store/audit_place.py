"""Where it is noted who did what with a recording, and whether it is.

By the setting `audit`: with "auto", the default, everything where the recording has a store, and where there
is none what is opened and revealed of recordings with a consent, that their person decided, and every copy
that is made of any; with "always" everything; with "never" nothing.

It is noted in the store of the recording's annotations where there is one, and else in a log of the person's
own, in the platform's folder for data: to look at a recording leaves nothing beside it, and one that lies
where nobody may write is noted too. Imports nothing that talks to a database.
"""

from pathlib import Path

from replay.store.paths import audit_file
from replay.store.place import Place, store_place
from replay.store.settings import Settings


def audit_place(recording: Path, settings: Settings, *, weighs: bool) -> Place | None:
    """Return where something done with a recording is noted, None where it is not.

    Args:
        recording: What was opened; a foreign recording, not its import.
        settings: In force.
        weighs: Whether it is noted without a store as well: the recording has a consent, and something of it
            is opened, revealed or handed on.
    """
    if settings.audit == "never":
        return None
    place = store_place(recording, settings.store)
    if place.path is None or place.path.exists():
        return place
    return own_place() if weighs or settings.audit == "always" else None


def own_place() -> Place:
    """Return the place of the person's own log."""
    return Place(audit_file())
