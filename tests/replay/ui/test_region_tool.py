"""A region is picked with letters and arrows, and never leaves the picture."""

from hypothesis import given
from hypothesis import strategies as st

from formats.model.annotations import Region
from replay.ui.desks.region_tool import LEAST_PX, RegionTool, begun

_KEYS = [
    *(
        f"{held}{way}"
        for held in ("", "shift+", "ctrl+", "ctrl+shift+")
        for way in ("left", "right", "up", "down")
    ),
    *("space", "tab", "backspace", "a", "b", "c", "z", "1", "f1"),
]
_BOXES = st.lists(st.builds(Region, st.just(3), *[st.integers(-50, 900)] * 4), max_size=60)


def _tool(width: int = 800, height: int = 600) -> RegionTool:
    tool = begun(width, height, 3)
    assert tool is not None
    return tool


@given(
    st.integers(LEAST_PX, 500),
    st.integers(LEAST_PX, 500),
    _BOXES,
    st.lists(st.sampled_from(_KEYS), max_size=40),
)
def test_no_key_takes_it_out_of_the_picture(
    width: int, height: int, boxes: list[Region], keys: list[str]
) -> None:
    """Whatever was detected and whatever is pressed."""
    tool = _tool(width, height).detected(boxes)
    for key in keys:
        tool, outcome = tool.pressed(key)

        region = tool.region
        assert outcome == "goes on"
        assert 0 <= region.x < region.x + region.width <= width
        assert 0 <= region.y < region.y + region.height <= height


@given(st.integers(1, 120))
def test_every_box_is_reached_by_its_letters(count: int) -> None:
    """One letter each up to 26, two beyond; no letters are the beginning of others."""
    boxes = [Region(3, 10 * (number % 20), 10 * (number // 20), 8, 8) for number in range(count)]
    tool = _tool().detected(boxes)
    assert len(set(tool.labels())) == count

    for label, box in zip(tool.labels(), tool.boxes, strict=True):
        picked = tool
        for letter in label:
            picked, _ = picked.pressed(letter)
        assert picked.region == box


def test_boxes_that_come_late_change_no_letters() -> None:
    """Who has begun to draw keeps what is drawn."""
    moved, _ = _tool().pressed("left")

    assert moved.detected([Region(3, 1, 1, 9, 9)]) == moved


def test_steps() -> None:
    """An arrow moves by the step, Ctrl by the largest one, Shift sizes, Space takes the next step."""
    tool = _tool()
    start = tool.region
    near, _ = tool.pressed("right")
    far, _ = tool.pressed("ctrl+right")
    wide, _ = tool.pressed("shift+right")
    fine, _ = tool.pressed("space")[0].pressed("space")[0].pressed("right")

    assert (near.region.x - start.x, far.region.x - start.x) == (8, 64)
    assert wide.region.width - start.width == 8
    assert fine.region.x - start.x == 1


def test_enter_takes_and_escape_leaves() -> None:
    """Escape first lets go of a letter that was typed."""
    tool = _tool().detected([Region(3, 0, 20 * number, 8, 8) for number in range(29)])
    typed, _ = tool.pressed("a")

    assert tool.pressed("enter")[1] == "taken"
    assert tool.pressed("escape")[1] == "left"
    assert typed.typed == "a"
    assert typed.pressed("escape") == (_untyped(typed), "goes on")


def test_a_picture_without_room_has_no_tool() -> None:
    """A pixel is no region."""
    assert begun(2, 300, 0) is None


def _untyped(tool: RegionTool) -> RegionTool:
    return tool.pressed("backspace")[0]
