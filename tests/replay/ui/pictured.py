"""What the view was given of a picture, for tests of what is hidden on it."""

from formats.model.frames import Pixels
from tests.replay.ui.screen import Driven


async def inside(screen: Driven, at_s: float) -> Pixels:
    """Return what is shown of the middle of the picture at a time, in the pixels of the view."""
    screen.player.seek(int(at_s * 1e9))
    screen.main.update_all()
    stage, frame = screen.main.stage, screen.player.frame_at(screen.player.t_ns)
    await screen.until(lambda: stage.view.frame == frame and stage._boxes == stage.hidden.boxes(frame))
    await screen.until(lambda: stage.view.scene.image is not None)
    image = stage.view.scene.image
    assert image is not None
    place, (across, down) = image.placement, image.wanted.sample
    left, top = place.to_cell(330, 210)
    right, bottom = place.to_cell(950, 590)
    return image.pixels[
        int(top + 1) * down : int(bottom - 1) * down, int(left + 1) * across : int(right - 1) * across
    ]
