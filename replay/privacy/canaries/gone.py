"""Proof that the canaries of a copy are gone from what was made of it."""

from collections.abc import Sequence

import numpy as np

from formats.model.frames import Storage
from formats.model.recording import Recording
from replay.privacy.canaries.drawn import shows_note
from replay.privacy.canaries.planted import Canary
from replay.privacy.proof.byte_search import byte_search
from replay.privacy.proof.checks import Check, key_texts, recorded_texts
from replay.privacy.sought import Words


def check_canaries(
    copy: Recording, data: bytes | memoryview, canaries: Sequence[Canary], slack_ns: int
) -> Check:
    """Look for every canary: in all texts, in the bytes in all codings, and as it was drawn on the pictures.

    Args:
        copy: The redacted copy of the copy with canaries.
        data: Its bytes.
        canaries: What was planted.
        slack_ns: By how much its times may be off, as times were rounded.
    """
    left: dict[str, str] = {}
    every = [*recorded_texts(copy), *key_texts(copy)]
    for canary in canaries:
        words = Words((canary.text,))
        where = next((place for place, text in every if words.found_in(text)), "")
        if where:
            left[canary.id] = where
        elif byte_search(data, (canary.text,)).found:
            left[canary.id] = "the bytes of the file"
        elif _is_shown(copy, canary, slack_ns):
            left[canary.id] = "the pictures"
    looked = f"{len(canaries):,} canaries in texts, bytes and pictures"
    if not canaries:
        return Check("canaries", "open", "the list of canaries is empty", ("every canary",))
    if left:
        places = tuple(f"canary {name} in {where}" for name, where in left.items())
        return Check("canaries", "found", f"{looked}: {len(left):,} are left", places)
    return Check("canaries", "clean", f"{looked}: all are gone")


def _is_shown(copy: Recording, canary: Canary, slack_ns: int) -> bool:
    frames = copy.frames
    if canary.box is None:
        return False
    near = (frames["t"] >= canary.start_ns - slack_ns) & (frames["t"] < canary.end_ns + slack_ns)
    near &= (frames["display"] == canary.display) & (frames["storage"] != Storage.NONE)
    return any(
        shows_note(copy.pixels(frame), canary.category, canary.text, canary.box)
        for frame in np.flatnonzero(near).tolist()
    )
