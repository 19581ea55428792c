"""A secret typed into a terminal that wraps, scrolls and answers: no letter is left, most of the rest is."""

import numpy as np

from replay.privacy.redact.copying import redact
from replay.privacy.redact.plan import plan
from replay.privacy.redact.redactions import Redactions
from tests.replay.privacy.terminal import watched

_SEEDS = range(24)
_FILLED_SHARE = 0.3
"""All that changed while the run was typed is 0.6 of the pictures."""


def test_no_letter_is_left_and_the_rest_stays() -> None:
    """Whatever the size, the rate of the pictures, the slips and the line that the secret is in."""
    shares: list[float] = []
    for seed in _SEEDS:
        made = watched(seed)
        original = made.recording

        copy = redact(original, plan(original, Redactions(words=(made.secret,))))

        assert made.letters_left(original, tuple(range(len(original.frames)))) > 0, seed
        assert made.letters_left(copy.recording, copy.frames) == 0, seed
        shares += [float((copy.recording.pixels(frame) == 0).mean()) for frame in range(len(copy.frames))]
    assert np.mean(shares) < _FILLED_SHARE
