"""What was typed long before the playhead is looked for, as it may stand there still."""

import threading

import numpy as np
import pytest
from textual.message import Message

from formats.model.frames import FRAME_DTYPE
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.time import NS_PER_S, Span
from replay.core.typed_text import typed_runs
from replay.privacy.masks.mask import Mask
from replay.privacy.masks.windows import MaskedWindows
from replay.privacy.painting.shown import Sought
from replay.ui import late
from replay.ui.calm import Calm
from replay.ui.messages import ShownFound
from replay.ui.private.mask_keeper import MaskKeeper
from replay.ui.private.picture_looker import PictureLooker
from tests.replay.ui.screen import LONGEST_S

_HOUR_NS = 3600 * NS_PER_S


@pytest.mark.parametrize(("begins_ns", "at_ns"), [(0, 5 * _HOUR_NS), (5 * _HOUR_NS, 5 * _HOUR_NS + 1)])
def test_it_is_looked_for_however_long_ago(
    monkeypatch: pytest.MonkeyPatch, begins_ns: int, at_ns: int
) -> None:
    """And what begins hours after the playhead is not, until that comes near."""
    posted, done = list[ShownFound](), threading.Event()

    def post(message: Message) -> None:
        assert isinstance(message, ShownFound)
        posted.append(message)
        done.set()

    monkeypatch.setattr(late, "typed_lines", lambda *_: [])
    recording = MemoryRecording(Header("hours"), {})
    asked = Sought(Span(begins_ns, begins_ns + NS_PER_S))
    later = Sought(Span(9 * _HOUR_NS, 9 * _HOUR_NS + 1))
    looker = PictureLooker(
        MaskedWindows(recording, recording.events("window"), lambda *_: False), post, Calm()
    )
    looker.near(at_ns)

    looker.want(recording, [asked, later])
    done.wait(LONGEST_S)
    looker.close()

    assert [set(message.shown) for message in posted] == [{asked}]


@pytest.mark.parametrize("own", [False, True])
def test_pictures_are_hidden_until_it_is_known_where_it_stands_on_them(own: bool) -> None:
    """However long ago it was typed, from whoever looks; not the pictures from before it was."""
    times = (0, 2 * NS_PER_S, 5 * _HOUR_NS)
    frames = np.zeros(len(times), FRAME_DTYPE)
    frames["t"], frames["width"], frames["height"] = times, 100, 80
    recording = MemoryRecording(Header("hours"), {}, frames=frames)
    keeper = MaskKeeper(recording, recording.events("window"), own=own)
    typed = Span(NS_PER_S, NS_PER_S + 1)

    hidden = [Mask("run:0", typed, frozenset({"typed"}), "removed")]
    masks = keeper.take_looked((), hidden, typed_runs(recording))
    before = [bool(masks.boxes(recording, frame, time_ns + 1)) for frame, time_ns in enumerate(times)]
    masks = keeper.take_shown({Sought(typed): ()})
    after = [bool(masks.boxes(recording, frame, time_ns + 1)) for frame, time_ns in enumerate(times)]

    assert before == [False, True, True]
    assert not any(after)
