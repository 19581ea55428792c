"""A secret typed in parts, with a slip in it, is one secret: found, removed and proved to be gone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from formats.model.memory import MemoryRecording
from formats.native.copy import write_recording
from formats.native.reader import Reader
from replay.core.typed_text import typed_runs
from replay.privacy.policy import DEFAULT_POLICY
from replay.privacy.redact.again import redact_again
from replay.privacy.redact.found import from_findings
from replay.privacy.redact.redactions import Redactions
from replay.privacy.scan.scanning import scan_recording
from replay.privacy.sought import Words
from replay.privacy.typed.split_typing import joined_runs
from tests.replay.core.recordings import S, recording
from tests.replay.core.typing import Event, keys
from tests.replay.privacy.leaky import SECRET, blind_checks, checks_against, found, written

WORDS = Redactions(words=(SECRET,))
FIRST, REST = SECRET[:7], SECRET[7:]
AGAIN = ["Backspace"] * (len(SECRET) + 2)

Typed = list[str]
PARTS: dict[str, tuple[Typed, Typed]] = {
    "a slip in the first": ([f"text:{FIRST[:5]}", "q", "Backspace", f"text:{FIRST[5:]}"], [f"text:{REST}"]),
    "a slip in the second": ([f"text:{FIRST}"], [f"text:{REST[:3]}", "q", "Backspace", f"text:{REST[3:]}"]),
    "a slip mended later": ([f"text:{FIRST}", "q"], ["Backspace", f"text:{REST}"]),
    "words mended later": ([f"text:{FIRST}", "q", "w"], ["x", *["Backspace"] * 3, f"text:{REST}"]),
    "taken back": ([f"text:{FIRST}"], [f"text:{REST}", *AGAIN, "mara"]),
    "mended, and taken back": ([f"text:{FIRST}", "q"], ["Backspace", f"text:{REST}", *AGAIN, "mara"]),
}


def click(at_s: float, x: float = 80.0, y: float = 50.0) -> list[Event]:
    place = {"x": x, "y": y, "button": 0}
    return [
        ("button", at_s, {**place, "pressed": True}),
        ("button", at_s + 0.05, {**place, "pressed": False}),
    ]


def window(at_s: float, app: str) -> Event:
    return ("window", at_s, {"app": app, "title": f"{app} 1"})


def away(at_s: float) -> list[Event]:
    return [window(at_s, "Chat"), window(at_s + 1, "Browser")]


def away_and_writing(at_s: float) -> list[Event]:
    return [window(at_s, "Chat"), *keys(at_s + 0.2, "good day", gap_s=0.08), window(at_s + 1.5, "Browser")]


BETWEEN: dict[str, Callable[[float], list[Event]]] = {
    "a click": click,
    "another window": away,
    "writing elsewhere": away_and_writing,
}


def in_parts(parts: tuple[Typed, Typed], between: list[Event]) -> MemoryRecording:
    """Type before, the parts with something between them, and behind, each in a place of its own."""
    return recording(
        window(0.2, "Browser"),
        *keys(0.5, "hello"),
        *click(1.9, y=20.0),
        *keys(2.0, *parts[0]),
        *between,
        *keys(8.0, *parts[1]),
        *click(20.0, y=90.0),
        *keys(24.0, "goodbye"),
    )


@pytest.mark.parametrize("parts", PARTS)
@pytest.mark.parametrize("between", BETWEEN)
def test_a_secret_in_parts_with_a_slip_goes(parts: str, between: str, tmp_path: Path) -> None:
    """Both parts of it, and nothing else; no run and no order of keys ever held it whole."""
    original = in_parts(PARTS[parts], BETWEEN[between](5.0))
    assert not any(SECRET in run.text + run.typed for run in typed_runs(original))
    written(original, WORDS, tmp_path / "copy.replay")
    write_recording(original, tmp_path / "original.replay", lossless=True)

    with Reader(tmp_path / "copy.replay") as copy:
        left = [run.text for run in typed_runs(copy)]

    assert left == ["hello", *(["good day"] if between == "writing elsewhere" else []), "goodbye"]
    assert found(checks_against(tmp_path / "copy.replay", original, WORDS)) == {}
    assert "texts" in found(blind_checks(tmp_path / "original.replay", Words((SECRET,))))


def test_a_part_of_it_is_left_in_no_channel(tmp_path: Path) -> None:
    """Who knows one half guesses the other."""
    titled = recording(
        window(0.2, "Browser"),
        *keys(2.0, *PARTS["a slip in the first"][0]),
        *click(5.0),
        *keys(8.0, *PARTS["a slip in the first"][1]),
        ("window", 20.0, {"app": "Browser", "title": f"Search {REST}"}),
        ("clipboard", 21.0, {"kind": "text/plain", "string": FIRST}),
    )
    written(titled, WORDS, tmp_path / "copy.replay")

    with Reader(tmp_path / "copy.replay") as copy:
        assert copy.events("window").texts("title").tolist()[-1] == "Search [redacted]"
        assert copy.events("clipboard").texts("string").tolist() == ["[redacted]"]


@pytest.mark.parametrize("parts", PARTS)
@pytest.mark.parametrize("between", BETWEEN)
def test_a_sweep_finds_a_secret_in_parts(parts: str, between: str) -> None:
    """Known from the clipboard, it is told once where it was typed, besides."""
    source = in_parts(PARTS[parts], BETWEEN[between](5.0))
    clip = recording(("clipboard", 30.0, {"kind": "text/plain", "string": f"password: {SECRET}"}))
    both = MemoryRecording(
        source.header,
        {name: source.events(name) for name in source.streams} | {"clipboard": clip.events("clipboard")},
    )

    typed = [each for each in scan_recording(both).findings if each.text == SECRET]

    assert sorted(each.channel for each in typed) == ["clipboard", "keys"]
    whole = next(each for each in typed if each.channel == "keys")
    runs = [run for run in typed_runs(source) if run.text not in {"hello", "good day", "goodbye"}]
    first = runs[-1] if between == "writing elsewhere" else runs[0]
    assert first.start_ns <= whole.start_ns < whole.end_ns <= runs[-1].end_ns
    assert whole.start_ns < first.end_ns


def test_lines_go_on_and_end() -> None:
    """Enter ends a line; what was erased from behind a seam is gone before it."""
    runs = typed_runs(
        recording(
            *keys(1.0, "one", "Enter", "two"),
            *click(3.0),
            *keys(4.0, "Backspace", "Backspace", "hree"),
            *click(6.0),
            *keys(7.0, "four"),
        )
    )

    assert [each.text for each in joined_runs(runs)] == ["three", "threefour"]


def login(first: Typed, between: list[Event], rest: Typed, *, entered: bool = True) -> MemoryRecording:
    """Sign in where a title says so: a name, Tab and a click, a plain password in parts, Enter."""
    return recording(
        ("window", 0.2, {"app": "Browser", "title": "Sign in - Mail"}),
        *keys(0.5, "maria", "Tab"),
        *click(1.5),
        *keys(2.0, *first),
        *between,
        *keys(8.0, *rest, *(["Enter"] if entered else [])),
        ("window", 20.0, {"app": "Browser", "title": "Inbox - Mail"}),
        *keys(24.0, "good morning"),
    )


def looked_up(at_s: float) -> list[Event]:
    return [
        ("window", at_s, {"app": "Notes", "title": "Notes"}),
        ("window", at_s + 1, {"app": "Browser", "title": "Sign in - Mail"}),
    ]


@pytest.mark.parametrize("between", [click, looked_up])
def test_a_password_that_goes_on_in_its_field_is_one_password(
    between: Callable[[float], list[Event]], tmp_path: Path
) -> None:
    """Each half alone looks like any word; all of it is found, and goes when everything found is accepted."""
    source = login(["su", "m", "m", "Backspace", "mer"], between(5.0), ["x", "Backspace", "evening"])

    (secret,) = [each for each in scan_recording(source).findings if each.category == "password"]
    asked = from_findings([secret.record(reveal=True)], source.frames, accept_all=True).redactions
    made, asked = redact_again(source, asked, DEFAULT_POLICY, lambda _what, _done, _total: None)
    write_recording(made.recording, tmp_path / "copy.replay", lossless=True)

    assert (secret.text, secret.rule) == ("summerevening", "password-login")
    assert found(checks_against(tmp_path / "copy.replay", source, asked)) == {}
    with Reader(tmp_path / "copy.replay") as copy:
        assert not any(2 * S <= at_ns < 12 * S for at_ns in copy.events("key").t.tolist())
        assert "good morning" in [run.text for run in typed_runs(copy)]


def test_a_click_elsewhere_begins_another_entry() -> None:
    """A name and a password in two fields are not one password."""
    source = login(["summerevening"], click(5.0, y=120.0), ["berlin"], entered=False)

    found = [each.text for each in scan_recording(source).findings if each.category == "password"]

    assert found == ["summerevening"]


def test_a_password_that_may_go_on_is_asked_about() -> None:
    """Where no place tells whether a click went into the same field, and Enter follows."""
    source = login(["tr0ub4"], click(5.0, x=0.0, y=0.0), ["zebras"])

    found = {each.text: each for each in scan_recording(source).findings if each.category == "password"}

    assert found["tr0ub4zebras"].rule == "password-parts"
    assert found["tr0ub4zebras"].is_open


@pytest.mark.parametrize(("first", "rest"), [("Ho", "rse42!x"), ("Hor", "se42!x"), ("tr0ub4", "z")])
def test_a_part_of_few_letters_is_a_part(first: str, rest: str) -> None:
    """Where no place tells that a click went into the same field."""
    source = login([f"text:{first}"], click(5.0, x=0.0, y=0.0), [f"text:{rest}"])

    found = {each.text: each for each in scan_recording(source).findings if each.category == "password"}

    assert found[first + rest].rule == "password-parts"


def test_a_short_name_is_no_part() -> None:
    """Clicks without places lead from the name to the password as well."""
    source = recording(
        ("window", 0.2, {"app": "Browser", "title": "Sign in - Mail"}),
        *keys(0.5, "ann"),
        *click(1.5, x=0.0, y=0.0),
        *keys(2.0, "Horse42!x", "Enter"),
    )

    assert [each.text for each in scan_recording(source).findings] == ["Horse42!x"]


@pytest.mark.parametrize("between", ["a click", "another window"])
def test_a_password_in_parts_that_is_taken_back_is_found(between: str) -> None:
    """In the wrong field, all of it erased, and nothing else tells it."""
    secret = "Tr0ub4!dor?x"
    rest = [f"text:{secret[6:]}", *["Backspace"] * len(secret), "mara"]
    source = in_parts(([f"text:{secret[:6]}"], rest), BETWEEN[between](5.0))

    assert any(
        secret in each.text and each.rule == "password-taken-back" for each in scan_recording(source).findings
    )


def test_a_long_word_goes_on_over_a_seam() -> None:
    """A token of many hundred letters, half of it on either side."""
    half = "".join(f"Ab{number:x}" for number in range(90))
    source = recording(*keys(0.5, f"text:see {half}"), *click(40.0), *keys(41.0, f"text:{half} and so on"))

    (joined,) = joined_runs(typed_runs(source))

    assert joined.text == half + half
