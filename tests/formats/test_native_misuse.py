"""What the writer refuses leaves no trace: what is added before and after it reads."""

from pathlib import Path

import numpy as np
import pytest

from formats.errors import LimitError
from formats.model.build import EventBuilder
from formats.model.streams import STREAMS, Events
from formats.native.limits import LIMITS
from formats.native.reader import Reader
from formats.native.writer import Writer
from tests.formats.native_samples import HEADER


def windows(*titles: str, start_ns: int = 0) -> Events:
    """Make a row of the window stream a title."""
    builder = EventBuilder()
    for number, title in enumerate(titles):
        builder.add("window", start_ns + number, app=f"app of {title[:9]}", title=title)
    return builder.events()["window"]


def pointing_past_their_strings() -> Events:
    rows = windows("c", "d").rows.copy()
    rows["title"][1] = 77
    return Events("window", rows, ("", "app of c", "c"))


@pytest.mark.parametrize(
    ("refused", "error"),
    [
        (windows("c", "x" * (LIMITS.string_bytes + 1)), LimitError),
        (pointing_past_their_strings(), ValueError),
        (Events("window", np.zeros(2, STREAMS["cursor"].dtype)), ValueError),
        (windows("c", "d", start_ns=-5), ValueError),
    ],
)
def test_refused_rows_leave_the_others_sound(refused: Events, error: type[Exception], tmp_path: Path) -> None:
    """None of the rows is kept, nor any of their strings, of which a chunk may hold so many only."""
    with Writer(tmp_path / "a.replay", HEADER) as writer:
        writer.append(windows("a"))
        with pytest.raises(error):
            writer.append(refused)
        writer.append(windows("b", start_ns=9))

    with Reader(tmp_path / "a.replay") as reader:
        assert reader.events("window").texts("title").tolist() == ["a", "b"]
