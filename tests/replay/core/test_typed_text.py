"""Typed text, against a model of a text field and against what a script is known to have typed."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from replay.core.actions import reduce_actions
from replay.core.inputs import Window
from replay.core.text_runs import TextRun
from replay.core.typed_text import typed_runs
from tests.replay.core.recordings import recording
from tests.replay.core.text_field import PASTED, Field
from tests.replay.core.typing import Event, keys

MOVES = ("ArrowLeft", "ArrowRight", "Home", "End")
COMMANDS = (
    "Backspace",
    "Delete",
    "Enter",
    *MOVES,
    *(f"Shift+{move}" for move in MOVES),
    "Ctrl+Home",
    "Ctrl+End",
    "Ctrl+Shift+Home",
    "Ctrl+A",
    "Ctrl+X",
    "Ctrl+V",
)
WORDS = (
    *(f"Ctrl+{key}" for key in ("Backspace", "Delete", "ArrowLeft", "ArrowRight")),
    "Ctrl+Shift+ArrowLeft",
    "Ctrl+Shift+ArrowRight",
)
presses = st.lists(st.sampled_from([*"abc ", *COMMANDS]), max_size=25)


def runs_of(*events: Event) -> list[TextRun]:
    clip = ("clipboard", 0.0, {"kind": "text/plain", "string": PASTED})
    return list(typed_runs(recording(clip, *events)))


def only_run(*events: Event) -> TextRun:
    (run,) = runs_of(*events)
    return run


@given(presses)
@settings(max_examples=400, deadline=None)
def test_what_stood_in_a_field_before_it_was_erased_is_noted(pressed: list[str]) -> None:
    """A password with a slip in it, corrected and then taken back, is neither in the text nor in the keys."""
    field = Field("", 0)
    before: list[str] = []
    for key in ["Ctrl+A", "x", *pressed]:
        stood = field.text
        field.press(key)
        if len(field.text) < len(stood):
            before.append(stood)

    run = only_run(*keys(1, "Ctrl+A", "x", *pressed))

    assert all(any(stood in noted for noted in run.taken_back) for stood in before)


def test_a_long_text_taken_back_is_noted_whole() -> None:
    """Key by key, by selecting all of it, and where most was typed before the last correction."""
    words = " ".join(str(number) for number in range(300))

    by_keys = only_run(*keys(1, f"text:{words}", *["Backspace"] * len(words), gap_s=0.01))
    at_once = only_run(*keys(1, f"text:{words}", "Backspace", "Ctrl+A", "Backspace", gap_s=0.01))

    assert all(any(f" {number}" in noted for noted in by_keys.taken_back) for number in range(1, 300))
    assert words[:-1] in at_once.taken_back


@given(presses)
@settings(max_examples=400, deadline=None)
def test_in_a_field_that_is_all_known_the_text_is_that_of_the_field(pressed: list[str]) -> None:
    """After everything was replaced once, any editing gives exactly what a text field would hold."""
    field = Field("what was there before", 3)
    for key in ["Ctrl+A", "x", *pressed]:
        field.press(key)

    run = only_run(*keys(1, "Ctrl+A", "x", *pressed))

    assert run.text == field.text
    assert run.certain


@given(
    st.lists(st.sampled_from([*"abc ", *COMMANDS, *WORDS]), max_size=15),
    st.sampled_from(["", "P", "PQ RST", "PQ "]),
    st.sampled_from(["", "S", "TU V", " T"]),
)
@example(["Shift+End", "Shift+Home", "Ctrl+Shift+ArrowRight", "b"], "PQ RST", " T")
@example(["Ctrl+A", "ArrowLeft", "ArrowRight", "Delete"], "P", "")
@example(["Ctrl+End", "ArrowLeft", "Backspace"], "P", "S")
@example(["Ctrl+ArrowLeft", "Ctrl+ArrowRight", "ArrowLeft", "Backspace"], "", "S")
@settings(max_examples=600, deadline=None)
def test_certain_text_stands_in_the_field_whatever_was_there_before(
    pressed: list[str], before: str, behind: str
) -> None:
    """Typing into a field nobody knows: the text is in it, or the run says that it is not certain."""
    field = Field(before + behind, len(before))
    for key in ["x", *pressed]:
        field.press(key)

    run = only_run(*keys(1, "x", *pressed))

    if run.certain:
        assert run.text in field.text
        assert run.why == ""
    else:
        assert run.why


@given(presses)
@settings(max_examples=300, deadline=None)
def test_the_likeliest_text_is_that_of_an_empty_field(pressed: list[str]) -> None:
    """Where nothing says what was there before, the text is that of a field that was empty."""
    field = Field()
    for key in ["x", *pressed]:
        field.press(key)

    assert only_run(*keys(1, "x", *pressed)).text == field.text


@given(st.lists(st.sampled_from(["a", "Enter", "Ctrl+S", "Alt+Tab", "Tab", "CLICK", "WINDOW"]), max_size=30))
@settings(deadline=None)
def test_every_letter_is_in_exactly_one_run(pressed: list[str]) -> None:
    """Whatever ends runs, nothing typed is lost and nothing appears twice."""
    events: list[Event] = []
    for number, key in enumerate(pressed):
        if key == "CLICK":
            events.append(("button", number, {"x": 1, "y": 1, "pressed": True}))
        elif key == "WINDOW":
            events.append(("window", number, {"app": f"app{number}", "title": "t"}))
        else:
            events += keys(number, key)

    assert "".join(run.text for run in runs_of(*events)).count("a") == pressed.count("a")


def test_shift_and_locks_where_only_codes_are_recorded() -> None:
    """A source with nothing but physical keys reads as a US keyboard."""

    def stroke(at: float, code: str, modifiers: tuple[str, ...] = ()) -> list[Event]:
        return [
            ("key", at + up / 100, {"code": code, "pressed": not up, "modifiers": modifiers}) for up in (0, 1)
        ]

    shift = ("Shift",)
    run = only_run(
        *stroke(1, "KeyA"),
        *stroke(2, "KeyA", shift),
        *stroke(3, "Digit1", shift),
        *stroke(4, "KeyB", ("CapsLock",)),
        *stroke(5, "KeyB", ("CapsLock", "Shift")),
        *stroke(6, "Slash", shift),
        *stroke(7, "Numpad7"),
    )

    assert run.text == "aA!Bb?7"


def test_shift_is_followed_by_its_own_presses() -> None:
    """A source that tells no modifiers but records their keys gives capitals all the same."""
    events = [
        ("key", 1.0, {"code": "ShiftLeft", "pressed": True}),
        ("key", 1.1, {"code": "KeyH", "pressed": True}),
        ("key", 1.2, {"code": "KeyH", "pressed": False}),
        ("key", 1.3, {"code": "ShiftLeft", "pressed": False}),
        ("key", 1.4, {"code": "KeyI", "pressed": True}),
    ]

    assert only_run(*events).text == "Hi"


@pytest.mark.parametrize(
    ("held", "key", "code", "text"),
    [
        (("AltGraph",), "€", "KeyE", "€"),
        (("Control", "AltGraph"), "@", "KeyQ", "@"),
        (("Control", "Alt"), "{", "Digit7", "{"),
        (("Alt",), "∂", "KeyD", "∂"),
    ],
)
def test_levels_of_the_keyboard_are_text(held: tuple[str, ...], key: str, code: str, text: str) -> None:
    """AltGr, Windows' Ctrl+Alt and the Mac's Option type signs; they are no shortcuts."""
    pressed = ("key", 1.0, {"code": code, "key": key, "pressed": True, "modifiers": held})

    assert only_run(pressed).text == text


@pytest.mark.parametrize(
    ("accent", "letter", "text", "certain"),
    [
        ("\u0301", "e", "é", True),
        ("dead_circumflex", "a", "â", True),
        ("DeadDiaeresis", "U", "Ü", True),
        ("\u0301", " ", "´", True),
        ("\u0303", "x", "~x", True),
        ("\u0301", "é", "é", True),
        ("Dead", "ê", "ê", True),
        ("Dead", "e", "e", False),
        ("dead_grave", "dead_grave", "`", True),
    ],
)
def test_dead_keys_compose(accent: str, letter: str, text: str, certain: bool) -> None:
    """An accent waits for its letter; an accent nobody recorded is said to be missing."""
    run = only_run(*keys(1, accent) if accent[0] == "D" else _stroke(1, accent), *_stroke(2, letter))

    assert (run.text, run.certain) == (text, certain)


def _stroke(at: float, key: str) -> list[Event]:
    return [("key", at + up / 10, {"code": "KeyX", "key": key, "pressed": not up}) for up in (0, 1)]


def test_a_held_key_types_again_and_a_doubled_event_does_not() -> None:
    """Auto-repeat is text; the same press recorded twice at one instant is one."""
    pressed = {"code": "KeyA", "key": "a", "pressed": True}
    released = {**pressed, "pressed": False}

    held = [("key", 1 + at / 10, {**pressed, "repeat": at > 0}) for at in range(4)]
    doubled = [("key", 3.05, pressed), ("key", 3.05, pressed)]

    assert only_run(*held, ("key", 2.0, released), *doubled, ("key", 4.0, released)).text == "aaaaa"


def test_a_one_second_clock_keeps_double_letters() -> None:
    """Two letters in one second are two letters."""
    pressed = {"code": "KeyL", "key": "l", "pressed": True}
    released = {**pressed, "pressed": False}

    events = [("key", 5.0, values) for values in (pressed, released, pressed, released)]

    assert only_run(*events).text == "ll"


def test_a_source_without_releases_keeps_double_letters() -> None:
    """Where only presses are recorded, every press is one."""
    assert only_run(*(("key", 5.0, {"key": letter, "pressed": True}) for letter in "ball")).text == "ball"


def test_a_lost_release_of_control_does_not_swallow_the_day() -> None:
    """Control that went down and never came up is forgotten in time."""
    lost = ("key", 1.0, {"code": "ControlLeft", "pressed": True})

    assert only_run(lost, *keys(60, "hello")).text == "hello"


def test_pasting_uses_the_clipboard_or_says_that_it_is_unknown() -> None:
    """What Ctrl+V put there is the clipboard's text of that time."""
    known = only_run(*keys(1, "a", "Ctrl+V", "b"))
    (unknown,) = typed_runs(recording(*keys(1, "a", "Ctrl+V", "b")))

    assert (known.text, known.certain) == (f"a{PASTED}b", True)
    assert (unknown.text, unknown.certain) == ("ab", False)
    assert "pasted" in unknown.why


def test_text_the_source_gives_itself_is_not_pasted_twice() -> None:
    """A paste event and the Ctrl+V that caused it are one paste."""
    run = only_run(*keys(1, "a", "Ctrl+V"), ("text", 1.2, {"kind": "paste", "string": "told"}))

    assert run.text == "atold"


def test_an_unsaved_mark_in_the_title_does_not_end_a_run() -> None:
    """The window that is retitled by the first letter is the same window."""
    run = only_run(
        ("window", 0.5, {"app": "Mousepad", "title": "Untitled 1"}),
        *keys(1, "te"),
        ("window", 1.15, {"app": "Mousepad", "title": "*Untitled 1"}),
        *keys(2, "Backspace", "o"),
    )

    assert (run.text, run.window) == ("to", "Untitled 1")


def test_typing_into_the_start_menu_goes_on_in_its_search() -> None:
    """Windows changes the window after the first letter; the word is one."""
    (run,) = runs_of(
        ("window", 0.5, {"app": "StartMenuExperienceHost"}),
        *keys(1, "pa"),
        ("window", 1.15, {"app": "SearchApp"}),
        *keys(1.3, "int"),
    )

    assert run.text == "paint"


@pytest.mark.parametrize(
    "between",
    [
        [("button", 5.0, {"x": 1, "y": 1, "pressed": True})],
        [("window", 5.0, {"app": "Other", "title": "Other"})],
        keys(5, "Tab"),
        keys(5, "Escape"),
        keys(5, "Alt+Tab"),
        keys(5, "Ctrl+L"),
        keys(5, "PageUp"),
    ],
)
def test_another_place_is_another_run(between: list[Event]) -> None:
    """Backspace after going elsewhere erases nothing of what was typed before."""
    window = ("window", 0.0, {"app": "Editor", "title": "a"})

    first, second = runs_of(window, *keys(1, "one"), *between, *keys(7, "Backspace", "two"))

    assert (first.text, second.text) == ("one", "two")
    assert first.certain
    assert second.certain


def test_a_terminal_keeps_its_lines_and_doubts_its_history() -> None:
    """Backspace does not bring a command back; Tab and the arrow up say that the shell wrote something."""
    window = ("window", 0.0, {"app": "XTerm", "title": "shell"})

    kept = only_run(window, *keys(1, "ls", "Enter", "Backspace", "cd", "Ctrl+A", "x", "Ctrl+U", "pwd"))
    recalled = only_run(window, *keys(1, "ls", "Enter", "ArrowUp", "Enter"))
    completed = only_run(window, *keys(1, "cat no", "Tab"))

    assert (kept.text, kept.certain) == ("ls\npwdcd", True)
    assert not recalled.certain
    assert not completed.certain


@pytest.mark.parametrize(
    ("app", "title", "terminal"),
    [
        ("XTerm", "anything", True),
        ("gnome-terminal-server", "", True),
        ("Firefox", "Terminal velocity - Wikipedia", False),
        ("", "ann@desk: ~/work", True),
        ("", "1st foot of St. Kitty", False),
    ],
)
def test_terminals_are_known_by_their_application(app: str, title: str, terminal: bool) -> None:
    """A page about terminals is none."""
    assert Window(0, 0, app, title).is_terminal == terminal


def test_a_page_reached_by_enter_is_another_place() -> None:
    """In one browser, a title that changes after Enter is another page; in mid-word it is the same field."""
    first = ("window", 0.0, {"app": "Firefox", "title": "Search"})
    second = ("window", 5.0, {"app": "Firefox", "title": "Results"})

    assert len(runs_of(first, *keys(1, "one", "Enter"), second, *keys(7, "two"))) == 2
    assert len(runs_of(first, *keys(1, "one"), second, *keys(7, "two"))) == 1


def test_a_run_knows_its_events_and_when_its_last_key_came_up() -> None:
    """A run can be gone to, and its events listed."""
    run = only_run(*keys(1, "ab"))

    assert run.start_ns == 10**9
    assert run.end_ns == 1_125_000_000
    assert run.last_seq - run.first_seq == 3


def test_a_key_held_for_a_day_is_cut_and_stays_quick() -> None:
    """A stuck key makes several long runs, not one that never ends."""
    events = [("key", at / 100, {"code": "KeyA", "key": "a", "pressed": True}) for at in range(150_000)]

    runs = runs_of(*events)

    assert [len(run.text) for run in runs] == [100_000, 50_000]


def test_another_field_ends_the_run_and_the_action() -> None:
    """Sources that tell values and no keys go from field to field without a click or Tab."""
    told = recording(
        ("text", 1, {"kind": "field", "string": "user"}),
        ("text", 1, {"kind": "typed", "string": "ann"}),
        ("text", 2, {"kind": "field", "string": "password"}),
        ("text", 2, {"kind": "typed", "string": "s3cret"}),
    )
    actions = reduce_actions(told)

    assert [run.text for run in typed_runs(told)] == ["ann", "s3cret"]
    assert [actions.text(number) for number in range(len(actions))] == ["ann", "s3cret"]


def test_a_shell_erases_to_the_space_before() -> None:
    """Ctrl+W takes a whole word of a command, with the signs in it, and stays in its line."""
    shell = ("window", 0.0, {"app": "xterm", "title": "ann@desk: ~"})

    assert only_run(shell, *keys(1, "ssh -p a-b/c.d", "Ctrl+W", "e")).text == "ssh -p e"
    assert only_run(shell, *keys(1, "ls", "Enter", "a-b", "Ctrl+W", "Ctrl+W", "c")).text == "ls\nc"
