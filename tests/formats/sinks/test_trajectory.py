"""A recording as a trajectory."""

from dataclasses import replace

import pytest

from formats.errors import DamagedError, MissingExtraError
from formats.model.export import ExportOptions, Space
from formats.model.frames import EncodedImage, Pixels, Storage
from formats.model.header import Header
from formats.model.recording import Recording
from formats.sinks.pictures import Pictures
from formats.sinks.step import Step
from formats.sinks.trajectory import Trajectory
from tests.formats.pictured import HEADER, MS, Session, source_of, with_files


def steps_of(
    recording: Recording, options: ExportOptions | None = None
) -> tuple[list[Step], tuple[str, ...], list[str]]:
    """Return steps, what was lost, and the names of the stored pictures."""
    options = options or ExportOptions()
    names: list[str] = []
    pictures = Pictures(recording, lambda picture, _data: names.append(picture.name), options.size)
    trajectory = Trajectory(source_of(recording), pictures, options)
    return list(trajectory.steps()), trajectory.lost(), names


def told(lost: tuple[str, ...], words: str) -> str:
    (sentence,) = [sentence for sentence in lost if words in sentence]
    return sentence


def test_each_step_says_what_it_is_a_step_of() -> None:
    """Picture, space, sizes and times; the last one ends the task."""
    session = Session().frame(0).click(500, 100, 50).frame(600).type(1000, "Hi").frame(1200)

    steps, _, names = steps_of(session.recording(), ExportOptions(size=(100, 100), space=Space.PIXEL))

    assert [step.code for step in steps] == [
        "pyautogui.click(x=50, y=25)",
        "pyautogui.write(message='Hi')",
        "computer.terminate(status='success')",
    ]
    assert [step.picture.name for step in steps] == names
    assert [step.picture_ns // MS for step in steps] == [0, 600, 1200]
    assert steps[0].facts() == {
        "coordinate_space": "resized",
        "image_size": [100, 50],
        "captured_size": [200, 100],
        "start_ns": 500 * MS,
        "end_ns": 520 * MS,
        "image_ns": 0,
        "left_out_before": 0,
        "uncertain": False,
        "not_released": False,
    }


def test_an_action_outside_of_its_picture_is_left_out_with_its_picture() -> None:
    """Told by its name, and the next step knows of it; unless it is asked for."""
    session = Session().frame(0).click(500, 250, 50).frame(600).drag(1000, (10, 10), (10, 400)).frame(1200)
    session.click(2000, 20, 20)

    steps, lost, names = steps_of(session.recording())
    all_steps, _, _ = steps_of(session.recording(), ExportOptions(outside=True))

    assert [(step.kind, step.left_out) for step in steps] == [("click", 2), ("terminate", 0)]
    assert len(names) == 1
    assert told(lost, "outside").endswith(
        "2 (00:00:00.500 click left (250, 50), 00:00:01.000 drag left (10, 10) to (10, 400))"
    )
    assert [step.kind for step in all_steps] == ["click", "drag", "click", "terminate"]
    assert all_steps[0].code == "pyautogui.click(x=1.25, y=0.5)"


def test_places_are_those_on_the_picture() -> None:
    """Where the display lies elsewhere, or its picture is of another size than the display."""
    session = Session().add("display", 0, id=0, x=-400, y=0, width=400, height=200, scale=2).frame(0)
    session.click(500, -200, 50)

    steps, _, _ = steps_of(session.recording(), ExportOptions(space=Space.PIXEL))

    assert steps[0].code == "pyautogui.click(x=100, y=25)"


def test_a_picture_with_rounded_sides_is_measured_along_each() -> None:
    """Encoders round, so that width and height are not shrunk by quite the same."""
    session = Session().add("display", 0, id=0, x=0, y=0, width=404, height=200, scale=1).frame(0)
    session.click(500, 403, 199)

    steps, _, _ = steps_of(session.recording())

    assert steps[0].code == f"pyautogui.click(x={round(403 / 404, 4)}, y={round(199 / 200, 4)})"


def test_an_action_before_the_first_picture_is_told() -> None:
    """Nobody knows what was seen."""
    steps, lost, _ = steps_of(Session().click(100, 10, 10).frame(500).click(1000, 20, 20).recording())

    assert [step.kind for step in steps] == ["click", "terminate"]
    assert "00:00:00.100 click left (10, 10)" in told(lost, "no picture before them")


def test_a_wait_is_a_step_where_something_was_waited_for() -> None:
    """What changes nothing on the screen is thinking."""
    session = Session().frame(0).click(500, 10, 10).frame(5000).click(9000, 20, 20).frame(9000, changed=False)
    session.click(20_000, 30, 30)

    steps, lost, _ = steps_of(session.recording())

    assert [step.kind for step in steps] == ["click", "wait", "click", "click", "terminate"]
    assert steps[1].code == "computer.wait()"
    assert steps[3].left_out == 0
    assert "wait 11.0 s" in told(lost, "nothing on the screen changes")


def test_the_stop_of_the_recorder_is_no_part_of_it() -> None:
    """Neither as a step, nor on the last picture."""
    session = Session().frame(0).click(500, 10, 10).frame(1000)
    session.chord(2000, ("ControlLeft", "Control"), ("AltLeft", "Alt"), ("KeyT", "t")).frame(2002)

    steps, _, _ = steps_of(session.recording(header=replace(HEADER, source="agentnet")))

    assert [step.kind for step in steps] == ["click", "terminate"]
    assert steps[1].picture_ns == 1000 * MS
    assert steps[1].start_ns == 2000 * MS


@pytest.mark.parametrize(("name", "status"), [("finish", "success"), ("fail", "failure")])
def test_a_source_that_tells_the_outcome_is_believed(name: str, status: str) -> None:
    """Only else is success assumed, and said to be."""
    session = Session().frame(0).click(500, 10, 10).add("marker", 600, name=name)

    steps, lost, _ = steps_of(session.recording())

    assert steps[-1].code == f"computer.terminate(status='{status}')"
    assert not any("whether the task was done" in sentence for sentence in lost)


def test_pictures_that_cannot_be_had_are_told() -> None:
    """Lost, damaged, or of a size that the recording does not say: no step is made up."""
    session = Session().frame(0).click(500, 10, 10)
    broken = EncodedImage("image/png", b"\x89PNG\r\n\x1a\n" + b"x" * 40)

    for recording, words in (
        (session.recording(storage=Storage.NONE), "the source did not keep"),
        (with_files(session, [broken]), "cannot be decoded"),
    ):
        steps, lost, _ = steps_of(recording)
        assert steps == []
        assert "click left (10, 10)" in told(lost, words)


@pytest.mark.parametrize("error", [DamagedError("broken"), MissingExtraError("video", extra="video")])
def test_a_missing_decoder_is_no_lost_picture(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends the export with what to install; a broken picture costs its step."""
    recording = Session().frame(0).click(500, 10, 10).recording()

    def fails(_frame: int) -> Pixels:
        raise error

    monkeypatch.setattr(recording, "pixels", fails)

    if isinstance(error, MissingExtraError):
        with pytest.raises(MissingExtraError):
            steps_of(recording)
    else:
        assert steps_of(recording)[0] == []


def test_what_stays_in_is_said() -> None:
    """Typed text and pictures are as recorded; left-out typing is not told by its text."""
    session = Session().type(0, "geheim").frame(500).type(5000, "hello").click(9000, 10, 10)

    _, lost, _ = steps_of(session.recording(header=Header("id")))

    assert "1 typed texts and 1 pictures" in told(lost, "private")
    assert "--instruction" in told(lost, "asked to do")
    assert not any("geheim" in sentence for sentence in lost)


def test_text_that_may_be_another_is_flagged() -> None:
    """A dead key whose accent is not told."""
    session = Session().frame(0)
    for number, key in enumerate(("Dead", "a", "b")):
        session.add("key", 500 + 100 * number, code=f"Key{number}", key=key, pressed=True)
        session.add("key", 540 + 100 * number, code=f"Key{number}", key=key, pressed=False)

    steps, lost, _ = steps_of(session.recording())

    assert steps[0].uncertain
    assert "1 steps" in told(lost, "certainty")
