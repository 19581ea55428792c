"""What is hidden of each frame's picture, by its own time and by that of a correction."""

import numpy as np
from numpy.typing import NDArray

from formats.model.corrected import uncorrected
from formats.model.frames import frame_ends
from formats.model.recording import Recording
from replay.privacy.masks.masks import Masks
from replay.privacy.painting.painted import Box
from replay.ui.player import Player
from replay.ui.private.mask_keeper import MaskKeeper


class HiddenFrames:
    """Asks the masks in force of the frames that a player shows; from any thread."""

    def __init__(self, player: Player, keeper: MaskKeeper, *, as_taken: bool = False) -> None:
        """Know nothing that is hidden yet.

        Args:
            player: Shows the frames.
            keeper: With the masks.
            as_taken: Whether of a frame that is hidden which was when it was taken, as a copy would lack it;
                else also what is hidden at any time while it is shown.
        """
        self._player = player
        self._keeper = keeper
        self._raw = uncorrected(player.recording)
        self._as_taken = as_taken
        self._raw_ends = self._ends(self._raw)
        self._moved = (self._raw, self._raw_ends)
        """The recording with the correction in force, and until when it shows each frame."""

    def boxes(self, frame: int) -> tuple[Box, ...]:
        """Return what is hidden of a frame now, in pixels of its picture; nothing for -1."""
        return self.boxes_by(self._keeper.masks, frame)

    def boxes_by(self, masks: Masks, frame: int) -> tuple[Box, ...]:
        """Return what some masks hide of a frame."""
        found = (masks.boxes(recording, frame, end_ns) for recording, end_ns in self._times_of(frame))
        return tuple(dict.fromkeys(box for boxes in found for box in boxes))

    def unseen(self, frame: int) -> bool:
        """Say whether something of a frame is hidden that nobody has decided on."""
        masks = self._keeper.masks
        return any(masks.unseen(recording, frame, end_ns) for recording, end_ns in self._times_of(frame))

    def _times_of(self, frame: int) -> list[tuple[Recording, int]]:
        """Return until when a frame is shown: by its own time, and by its corrected one.

        A span that was flagged before the frames were moved still hides what it hid.
        """
        if not 0 <= frame < len(self._raw_ends):
            return []
        recording = self._player.recording
        own = (self._raw, int(self._raw_ends[frame]))
        if recording is self._raw:
            return [own]
        moved = self._moved
        if moved[0] is not recording:
            moved = self._moved = (recording, self._ends(recording))
        return [own, (recording, int(moved[1][frame]))]

    def _ends(self, recording: Recording) -> NDArray[np.int64]:
        """Return until when it is asked what is hidden of each frame."""
        frames = recording.frames
        return frames["t"] + 1 if self._as_taken else frame_ends(frames, recording.duration_ns)
