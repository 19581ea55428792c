"""A region is followed as long as what is under it is the same, and not a picture longer."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.model.frames import Pixels
from replay.privacy.painting.painted import Box
from replay.privacy.painting.region_track import Doubt, Followed, Place, follow

_BOX = Box(40, 30, 120, 50)


def _picture(seed: int | None = 1, *, top: int = 30) -> Pixels:
    """Draw a page of one colour with a line of noise on it, as a text is to a machine."""
    pixels = np.full((120, 200, 3), 240, np.uint8)
    if seed is not None:
        letters = np.where(np.random.default_rng(seed).random((16, 76)) < 0.3, 20, 240)
        pixels[top + 2 : top + 18, 42:118] = letters[:, :, None].astype(np.uint8)
    return pixels


def _followed(pictures: list[Pixels], at: int, box: Box = _BOX) -> Followed:
    return follow(lambda number: pictures[number], len(pictures), at, box)


@given(before=st.integers(0, 4), same=st.integers(1, 6), after=st.integers(0, 4), data=st.data())
def test_it_goes_as_far_as_the_pixels_are_equal(
    before: int, same: int, after: int, data: st.DataObject
) -> None:
    """From whichever equal picture it is drawn on, it is on all of them and on no other."""
    pictures = [_picture(None)] * before + [_picture()] * same + [_picture(2, top=80)] * after
    at = before + data.draw(st.integers(0, same - 1))

    assert _followed(pictures, at) == Followed((Place(_BOX, before, before + same - 1),), ())


@given(by=st.integers(-28, 60).filter(bool))
def test_a_scroll_moves_it(by: int) -> None:
    """Where the line went, the region goes."""
    followed = _followed([_picture(), _picture(top=30 + by), _picture(top=30 + by)], 0)

    assert followed == Followed((Place(_BOX, 0, 0), Place(_BOX.moved(0, by), 1, 2)), ())


def test_a_caret_in_it_changes_nothing() -> None:
    """A few pixels of other colour are no other picture."""
    blinking = _picture()
    blinking[32:48, 60:62] = 0

    assert _followed([_picture(), blinking, _picture()], 0).places == (Place(_BOX, 0, 2),)


def test_half_of_it_is_a_doubt() -> None:
    """Where half is left a person has to say whether the secret is there still."""
    half = _picture()
    half[30:50, 76:120] = 240

    assert _followed([_picture(), _picture(), half], 0) == Followed((Place(_BOX, 0, 1),), (Doubt(2, _BOX),))


def test_what_lies_over_it_for_a_while_ends_nothing() -> None:
    """A menu that opens over half of it and closes again: filled all the time, and nobody is asked."""
    half = _picture()
    half[30:50, 76:120] = 120

    assert _followed([_picture(), half, half, _picture()], 0) == Followed((Place(_BOX, 0, 3),), ())


def test_the_same_twice_elsewhere_is_a_doubt() -> None:
    """Of two places it may have scrolled to none is taken for the one."""
    twice = _picture(top=60)
    twice[0:20] = twice[60:80]

    followed = _followed([_picture(), twice], 0)

    assert len(followed.doubts) == 1
    assert followed.places == (Place(_BOX, 0, 0),)


def test_a_display_of_another_size_is_a_doubt() -> None:
    """Pixels of another size cannot be compared."""
    assert _followed([_picture(), np.zeros((60, 100, 3), np.uint8)], 0).doubts


def test_a_region_beside_the_picture_is_refused() -> None:
    """There is nothing under it to follow."""
    with pytest.raises(ValueError, match="beside"):
        _followed([_picture()], 0, Box(500, 500, 520, 520))
