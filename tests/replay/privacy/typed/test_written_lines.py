"""Of a run that is removed only the pictures of the lines that hold a secret are filled."""

import pytest

from formats.model.time import Span
from replay.core.typed_text import typed_runs
from replay.privacy.sought import Words
from replay.privacy.typed.written_lines import written_lines
from tests.replay.core.recordings import S, recording
from tests.replay.core.typing import keys

SECRET = "kestrel-9"


def lines_of(*pressed: str, asked: tuple[Span, ...] = (), gap_s: float = 1.0) -> list[tuple[float, float]]:
    """Return the seconds of the lines that count as written, of keys pressed from 0 s on."""
    made = recording(*keys(0.0, *pressed, gap_s=gap_s))
    runs = [Span(run.start_ns, run.end_ns + 1) for run in typed_runs(made)]
    assert len(runs) == 1
    found = written_lines(made, runs[0], Words((SECRET,)), asked)
    return [(span.start_ns // S, span.end_ns // S) for span in found]


def test_the_line_of_the_secret_is_written_and_the_others_are_not() -> None:
    """From its first key to its Enter."""
    assert lines_of("text:ls", "Enter", f"text:{SECRET}", "Enter", "text:ls", "Enter") == [(3, 12)]


def test_a_secret_with_a_slip_and_one_that_was_taken_back_are_found() -> None:
    """As it stood, key by key, and until it was erased."""
    slip = ("text:kest", "x", "Backspace", "text:rel-9", "Enter", "text:ls", "Enter")
    back = (f"text:{SECRET}", *["Backspace"] * 9, "text:ls", "Enter", "text:pwd", "Enter")

    assert lines_of(*slip) == [(0, 11)]
    assert lines_of(*back) == [(0, 20)]


def test_a_line_on_which_half_of_it_was_sent_is_written_too() -> None:
    """And it is typed again on the next one."""
    pressed = ("text:ls", "Enter", "text:kestre", "Enter", f"text:{SECRET}", "Enter")

    assert lines_of(*pressed) == [(3, 9), (10, 19)]


def test_what_somebody_pointed_at_is_written() -> None:
    """Whatever stands there."""
    assert lines_of("text:ls", "Enter", "text:pwd", "Enter", asked=(Span(4 * S, 4 * S + 1),)) == [(3, 6)]


@pytest.mark.parametrize(
    "pressed",
    [
        ("text:ls", "Enter", f"text:{SECRET}", "ArrowLeft", "Enter"),
        ("text:ls", "Enter", f"text:{SECRET}", "Delete", "Enter"),
        ("text:ls", "Enter", "Backspace", f"text:{SECRET}", "Enter"),
        ("text:ls", "Enter", "text:nothing", "Enter"),
    ],
)
def test_where_the_caret_may_be_elsewhere_all_of_the_run_counts(pressed: tuple[str, ...]) -> None:
    """And where no line holds the secret although the run does."""
    found = lines_of(*pressed)

    assert (len(found), found[0][0]) == (1, 0)
