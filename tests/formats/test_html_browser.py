"""The HTML page in a browser: it plays, steps, and shows what the recording holds, with no network."""

import random
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from formats.model.frames import frame_at
from formats.native.reader import Reader
from replay.core import steps
from replay.core.actions import reduce_actions
from replay.core.trails import trail
from replay.render.overlay import keys_label
from replay.ui.keys import KEYS, sign
from replay.ui.player import BOOKKEEPING
from tests.chromium import Page
from tests.data import SAMPLE
from tests.formats.html_pages import READY, US, canvas, seek, write_page

Step = Callable[[int], int | None]
TIMES_S = (4.2, 20.0, 25.8, 41.2, 44.9, 57.3, 66.0, 70.56)


@pytest.fixture(scope="module")
def recording() -> Iterator[Reader]:
    with Reader(SAMPLE) as opened:
        yield opened


@pytest.fixture(scope="module")
def browser(recording: Reader, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    path = tmp_path_factory.mktemp("page") / "desk.html"
    write_page(recording, path)
    with Page(path) as opened:
        opened.until(READY)
        yield opened
        assert opened.troubles == []
        assert opened.requests == [path.as_uri()]


@pytest.fixture
def page(browser: Page) -> Page:
    """The page at its start."""
    browser.run("player.playing && player.play(); player.zoom = 0; player.seek(0); player.layOut()")
    browser.until(READY)
    return browser


def test_pictures_are_the_recordings_to_the_last_bit(page: Page, recording: Reader) -> None:
    """Forward, back, and in any order."""
    times = [*TIMES_S, *reversed(TIMES_S), *random.Random(1).sample(TIMES_S, len(TIMES_S))]
    for t_s in times[::2]:
        seek(page, round(t_s * 1e6))

        expected = recording.pixels(frame_at(recording.frames, round(t_s * 1e9)))
        assert np.array_equal(canvas(page, "picture")[..., :3], expected), t_s


@pytest.mark.parametrize("zoom", [1, 0.5])
def test_the_pointer_is_drawn_where_it_was(zoom: float, page: Page, recording: Reader) -> None:
    """The arrow's tip lies at the recorded position, and no other mark as bold as it is far from there."""
    page.run(f"player.zoom = {zoom}; player.layOut()")
    resting = 0
    for t_s in TIMES_S:
        seek(page, round(t_s * 1e6))
        expected = trail(recording, round(t_s * 1e9))
        pointer = expected.pointer
        assert pointer is not None
        marks = canvas(page, "marks").astype(int)
        bold = np.all(np.abs(marks - (255, 92, 0, 255)) <= 2, axis=2)
        rows, columns = np.nonzero(bold)

        x, y = pointer[0] * zoom, pointer[1] * zoom
        assert bold[round(y + 7), round(x + 3)], t_s
        if not len(expected.points):
            # Nothing else is as bold: these are the arrow's own edges.
            assert rows.min() == pytest.approx(y, abs=4)
            assert columns.min() == pytest.approx(x, abs=2)
            assert rows.max() < y + 22
            assert columns.max() < x + 14
            resting += 1

    assert resting >= 2


def test_what_is_held_and_drawn_is_what_the_terminal_draws(page: Page, recording: Reader) -> None:
    """At sixty times: keys, clicks, the drag and the pointer."""
    rng = random.Random(2)
    events = [*recording.events("key").t.tolist(), *recording.events("button").t.tolist()]
    for t_ns in [t + rng.choice([0, 30_000_000, 700_000_000]) for t in rng.sample(events, 60)]:
        t_us = t_ns // US
        found = page.run(f"trailAt(player.recording, {t_us})")
        expected = trail(recording, t_us * US + US - 1)

        assert found["held"] == keys_label(expected.keys, expected.buttons)
        assert [(c["x"], c["y"], bool(c["pressed"])) for c in found["clicks"]] == [
            (c.x, c.y, c.pressed) for c in expected.clicks
        ]
        assert (found["drag"] is None) == (expected.drag is None)
        spot = found["pointer"] and (found["pointer"]["x"], found["pointer"]["y"])
        assert spot == expected.pointer


@pytest.mark.parametrize(
    ("kind", "ahead", "back"),
    [
        ("event", "l", "h"),
        ("action", "Shift+ArrowRight", "Shift+ArrowLeft"),
        ("frame", ".", ","),
        ("change", "L", "H"),
    ],
)
def test_keys_step_as_in_the_terminal(
    kind: str, ahead: str, back: str, page: Page, recording: Reader
) -> None:
    """To the same times, ahead and back."""
    streams = [name for name in recording.streams if name not in BOOKKEEPING]
    actions = reduce_actions(recording).of_the_task()
    steppers: dict[str, tuple[Step, Step]] = {
        "event": (
            lambda t: steps.event_after(recording, t, streams),
            lambda t: steps.event_before(recording, t, streams),
        ),
        "action": (lambda t: steps.action_after(actions, t), lambda t: steps.action_before(actions, t)),
        "frame": (
            lambda t: steps.frame_after(recording.frames, t),
            lambda t: steps.frame_before(recording.frames, t),
        ),
        "change": (
            lambda t: steps.change_after(recording.frames, t),
            lambda t: steps.change_before(recording.frames, t),
        ),
    }
    after, before = steppers[kind]
    seek(page, 30_000_000)
    t_ns = 30_000_000_000
    for key, step in ((ahead, after), (back, before)):
        for _ in range(5):
            page.press(key.removeprefix("Shift+"), shift=key.startswith("Shift"))
            # From the microsecond's end ahead and its start back: the page knows nothing finer.
            found = step(t_ns // US * US + (US - 1 if step is after else 0))
            assert found is not None
            t_ns = found

            assert page.run("player.t") == t_ns // US


def test_every_key_does_what_it_does_in_the_terminal(page: Page) -> None:
    """The page has fewer keys, and none that does something else there."""
    terminal = {key.action: [sign(name) for name in key.keys] for key in KEYS}

    for name, values, signs, *_ in page.run("KEYS"):
        action = name if not values else f"{name}({', '.join(map(repr, values))})"
        assert terminal.get(action) == signs.split(" "), action
        assert page.run(f"typeof player['{name}']") == "function"


def test_it_plays_at_its_rate_and_stops_at_the_end(page: Page) -> None:
    """Space plays and pauses; faster is faster; at the end it stands."""
    page.press(" ")
    page.until("player.t > 300_000")
    page.press(" ")
    paused = page.run("player.t")
    assert page.run("new Promise((done) => setTimeout(() => done(player.t), 100))") == paused

    seek(page, 69_000_000)
    page.press("]")
    assert page.run("player.rate") == 2
    page.press(" ")
    page.until("!player.playing")
    assert page.run("player.t === player.recording.duration")
    page.press("Backspace")
    assert page.run("player.rate") == 1


def test_waits_are_passed_over_when_asked(page: Page) -> None:
    """Skipping leads to the wait's end at once, and nothing else is passed over."""
    page.run("player.recording.actions.kind.push('wait')")
    page.run("player.recording.actions.t.push(66_500_000); player.recording.actions.length.push(3_000_000)")
    seek(page, 66_600_000)
    try:
        assert page.run("player.afterPlaying(1000)") == 66_601_000
        page.press("e")
        assert page.run("player.afterPlaying(1000)") == 66_616_000
        page.press("e")
        assert page.run("player.afterPlaying(1000)") == 69_500_000
        page.press("e")
    finally:
        page.run("for (const name of ['kind', 't', 'length']) player.recording.actions[name].pop()")


def test_the_timeline_is_clicked_and_dragged(page: Page) -> None:
    """Where the mouse is, there is the playhead, also when the view is zoomed."""
    box = page.run("(({left, top, width}) => ({left, top, width}))(byId('timeline').getBoundingClientRect())")
    label = page.run("player.timeline.left")
    wide = box["width"] - label

    page.mouse("mousePressed", box["left"] + label + wide / 4, box["top"] + 30)
    assert page.run("player.t / player.recording.duration") == pytest.approx(0.25, abs=0.01)
    page.mouse("mouseMoved", box["left"] + label + wide / 2, box["top"] + 30)
    assert page.run("player.t / player.recording.duration") == pytest.approx(0.5, abs=0.01)
    page.mouse("mouseReleased", box["left"] + label + wide / 2, box["top"] + 30)
    page.press("z")
    assert page.run("player.timeline.view.end - player.timeline.view.start") == pytest.approx(
        35_280_000, abs=1000
    )
    page.press("Z")


def test_a_search_finds_and_walks(page: Page) -> None:
    """What was typed is listed with the match marked; n and N lead from place to place."""
    page.press("/")
    page.run("byId('search').value = 'ENTER'; byId('search').dispatchEvent(new Event('input'))")
    assert page.run("byId('found').textContent") == "8 found"
    assert page.run("[...document.querySelectorAll('#rows mark')].every((m) => m.textContent === 'Enter')")

    page.press("Enter")
    first = page.run("player.t")
    page.press("n")
    assert page.run("player.t") > first
    page.press("N")
    assert page.run("player.t") == first
    page.press("Escape")
    assert page.run("player.stops.length") == 0


def test_the_picture_fits_and_is_shown_at_its_size(page: Page) -> None:
    """w: the whole, 100 %, following the pointer, the whole again."""
    fits = "byId('screen').clientWidth <= byId('stage').clientWidth"
    assert page.run(fits)
    page.press("w")
    assert page.run("byId('screen').clientWidth") == 1280
    page.press("w")
    seek(page, 57_000_000)
    middle = page.run(
        "(({x}, stage) => x - stage.scrollLeft - stage.clientWidth / 2)"
        "(player.onScreen(player.trail.pointer), byId('stage'))"
    )
    assert abs(middle) < 240
    page.press("w")
    assert page.run(fits)


def test_everything_has_a_name_for_who_does_not_see_it(page: Page) -> None:
    """Buttons and controls are named, and the slider says its time."""
    page.run("player.seek(12_345_678)")
    nameless = page.run(
        "[...document.querySelectorAll('button, input, select, canvas, [role=listbox], section, dialog')]"
        ".filter((e) => !(e.textContent.trim() || e.ariaLabel || e.hasAttribute('aria-labelledby')"
        " || e.ariaHidden)).map((e) => e.outerHTML)"
    )

    assert nameless == []
    assert page.run("byId('timeline').ariaValueText") == "00:00:12.345 of 00:01:10.560"
    chosen = page.run(
        "document.getElementById(byId('rows').getAttribute('aria-activedescendant')).ariaSelected"
    )
    assert chosen == "true"


def test_it_prints_its_actions(page: Page) -> None:
    """On paper is the picture and every action."""
    assert page.printed().startswith(b"%PDF")
    page.run("window.dispatchEvent(new Event('beforeprint'))")
    assert page.run("document.querySelectorAll('#print p').length") == 38
    page.run("window.dispatchEvent(new Event('afterprint'))")


def test_dark_and_light_follow_the_system(page: Page) -> None:
    """And t turns them about."""
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.run(ground) == "rgb(18, 18, 20)"
    page.colours(dark=False)
    page.until(f"{ground} === 'rgb(247, 247, 249)'")
    page.press("t")
    assert page.run(ground) == "rgb(18, 18, 20)"
    page.colours(dark=True)
