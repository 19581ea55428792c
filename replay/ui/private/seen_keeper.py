"""What was seen is kept, and held against the recording; for a thread: the database is imported with it."""

from collections.abc import Collection
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from formats.errors import FormatError
from formats.model.content_id import content_id
from formats.model.corrected import uncorrected
from formats.model.recording import Recording
from replay.core.text_runs import TextRuns
from replay.privacy.masks.masks import Masks
from replay.privacy.review.seen import Numbers, Seen, SeenShare, kept_seen, share_seen, with_seen
from replay.store.author import author_name
from replay.store.errors import StoreError, one_line
from replay.store.journal import open_store
from replay.store.place import store_place
from replay.store.seen import add_seen, seen_text
from replay.store.settings import Settings


def keep_seen(
    source: Path,
    settings: Settings,
    recording: Recording,
    identity: str,
    *,
    pictures: Collection[int],
    first_seqs: Collection[int],
) -> str:
    """Add to what the person at the keyboard has seen; return why that cannot be, "" where it is on the disk.

    Args:
        source: What was opened.
        settings: In force.
        recording: What it is about.
        identity: Its content id, "" where it is not known yet.
        pictures: Ids of frames.
        first_seqs: Of runs of typed text.
    """
    seen = seen_of(pictures, first_seqs)
    author = author_name(settings.author)
    try:
        with open_store(store_place(source, settings.store)) as store:
            add_seen(
                store,
                identity or content_id(uncorrected(recording)),
                author,
                lambda kept: with_seen(kept, seen),
            )
    except (StoreError, FormatError, OSError) as error:
        return one_line(error)
    return ""


def seen_of(pictures: Collection[int], first_seqs: Collection[int]) -> Seen:
    """Return numbers as what was seen."""
    frames, typed = (Numbers.of((each, each + 1) for each in numbers) for numbers in (pictures, first_seqs))
    return Seen(frames, typed)


def count_seen(
    source: Path,
    settings: Settings,
    recording: Recording,
    identity: str,
    *,
    pictures: NDArray[np.int64],
    runs: TextRuns | None,
    going: Masks,
) -> tuple[SeenShare | None, str]:
    """Return how much the person at the keyboard has seen of what has to be seen.

    What somebody has decided to remove has not: a whole picture, or a run of typed text.

    Args:
        source: What was opened.
        settings: In force.
        recording: What it is about.
        identity: Its content id.
        pictures: Frames that show something of their own, rising, shape (n,).
        runs: Typed text.
        going: What is to be removed.

    Returns:
        The share, None where it cannot be told; and why not.
    """
    try:
        with open_store(store_place(source, settings.store)) as store:
            seen = kept_seen(seen_text(store, identity, author_name(settings.author)))
    except (StoreError, FormatError, OSError) as error:
        return None, one_line(error)
    times = recording.frames["t"]
    left = np.array([each for each in pictures.tolist() if not _goes(going, recording, each)], np.int64)
    none = np.empty(0, np.int64)
    if runs is None:
        return share_seen(seen, left, times[left], none, none), ""
    starts, ends = runs.rows["start_ns"].tolist(), runs.rows["end_ns"].tolist()
    stay = np.array(
        [not going.hides("typed", start, end + 1) for start, end in zip(starts, ends, strict=True)], np.bool_
    )
    rows = runs.rows[stay] if len(stay) else runs.rows
    return share_seen(seen, left, times[left], rows["first_seq"], rows["start_ns"]), ""


def _goes(going: Masks, recording: Recording, frame: int) -> bool:
    row = recording.frames[frame]
    return any(
        box.left <= 0 and box.top <= 0 and box.right >= row["width"] and box.bottom >= row["height"]
        for box in going.boxes(recording, frame, int(row["t"]) + 1)
    )
