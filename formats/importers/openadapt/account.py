"""What an import says of itself: guesses and losses as sentences."""

from collections.abc import Sequence

from formats.importers.openadapt.database import Database
from formats.importers.openadapt.folder import RecordingFiles
from formats.importers.openadapt.found import EventsFound
from formats.importers.openadapt.inputs import InputsFound
from formats.importers.openadapt.space import Space
from formats.importers.openadapt.tables import EVENTS
from formats.sources.joined import PicturesFound

_NAMED = 3
_OWN = ("performance_stat", "memory_stat")
_KNOWN = {"recording", "capture", "events", "alembic_version", "sqlite_sequence", *EVENTS, *_OWN}


def guesses(
    space: Space,
    inputs: InputsFound,
    pictures: PicturesFound,
    database: Database,
    *,
    others: int,
    has_size: bool,
) -> tuple[str, ...]:
    """Return what the source does not say, what was assumed, and why."""
    told = [space.why]
    if not has_size:
        told.append("nothing tells the size of the screen: no display is known")
    told += pictures.guessed
    if inputs.keys:
        told.append(
            "codes of keys are places on a US keyboard where the system's number does not tell the place; "
            "modifiers and repeats follow from presses and releases"
        )
    if inputs.unknown_keys:
        told.append(f"{inputs.unknown_keys:,} key events have no known place and no code; they are in other")
    if inputs.rebuilt:
        told.append(
            f"{inputs.rebuilt:,} merged actions whose events are not in the database were taken apart into "
            "those that they must have had, all at one time"
        )
    if others:
        told.append(f"the database holds {others + 1:,} recordings: the newest was read")
    if database.side_files:
        left = " and ".join(database.path.name + suffix for suffix in database.side_files)
        told.append(f"the recorder left {left}: the changes in it were read, from a copy")
    return tuple(told)


def losses(
    database: Database,
    files: RecordingFiles,
    inputs: InputsFound,
    found: EventsFound,
    *,
    pictures: PicturesFound,
    misplaced: Sequence[int],
) -> tuple[str, ...]:
    """Return what could not be kept, and what to do about it."""
    told = [*database.faults, *pictures.faults, *pictures.lost]
    if inputs.bad:
        named = "; ".join(why for _, why in inputs.bad[:_NAMED])
        more = f"; and {len(inputs.bad) - _NAMED:,} more" if len(inputs.bad) > _NAMED else ""
        told.append(f"not understood and kept in other: {' '.join(named.split())}{more}")
    if misplaced:
        rows = ", ".join(f"{number:,}" for number in misplaced[:_NAMED])
        told.append(f"{len(misplaced):,} rows of a time more than 30 days off were left out: row {rows}")
    if inputs.too_large:
        told.append(f"{inputs.too_large:,} values larger than a megabyte were not kept in other")
    sounds = [*(["in the database"] if found.audio else []), *(sound.name for sound in files.sounds)]
    if sounds:
        told.append(f"sound is not kept: {', '.join(sounds[:5])}; keep the source, or extract it from there")
    own = sum(database.count(table) for table in _OWN if table in database.columns)
    if own:
        told.append(f"{own:,} rows about the recorder's own speed and memory were not read")
    unread = [name for name in sorted(set(database.columns) - _KNOWN) if database.count(name)]
    if unread:
        told.append(
            f"tables that are not known here were not read: {' '.join(', '.join(unread[:10]).split())}"
        )
    if files.unread:
        told.append(f"not read: {', '.join(files.unread[:10])}")
    return tuple(told)
