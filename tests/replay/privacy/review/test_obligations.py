"""A flag obliges to every place at which its secret can be seen, until each is flagged or decided on."""

import base64
from dataclasses import replace

import pytest

from formats.model.annotations import Edge, Flag, Region
from formats.model.memory import MemoryRecording
from replay.privacy.finding import ChannelText, Finding
from replay.privacy.redact.found import from_flags
from replay.privacy.redact.plan import plan
from replay.privacy.review.flagged_text import characters_note, secrets_of
from replay.privacy.review.obligations import Obligation, answer, obligations, open_words
from replay.privacy.review.same_secret import secret_numbers, worst_first
from replay.privacy.texts import Texts, recording_texts
from replay.privacy.typed.typed_within import TypedWithin
from replay.privacy.typed.typing_order import TypingOrder
from tests.replay.core.recordings import S
from tests.replay.core.recordings import recording as recorded
from tests.replay.core.typing import keys
from tests.replay.privacy.leaky import SECRET, TYPED_AT_S, leaky

_TYPED = Flag("f", Edge(round(TYPED_AT_S * S)), Edge(14 * S), "password", ("typed",))


@pytest.fixture(scope="module")
def recording() -> MemoryRecording:
    return leaky()


@pytest.fixture(scope="module")
def texts(recording: MemoryRecording) -> Texts:
    return recording_texts(recording, TypingOrder(recording))


def _all(
    recording: MemoryRecording, texts: Texts, *flags: Flag, decided: tuple[str, ...] = ()
) -> list[Obligation]:
    typing = TypedWithin(recording)
    return obligations(
        flags, texts.every, recording.frames, decided=decided, typing=typing, screen_is_read=True
    )


def test_typed_text_obliges_in_every_channel(recording: MemoryRecording, texts: Texts) -> None:
    """A password that was typed is in the clipboard, a title, a marker and the header: all of it is told."""
    found = _all(recording, texts, _TYPED)

    assert {each.channel for each in found if each.is_done} == {"typed"}
    assert {each.channel for each in found if not each.is_done} >= {
        "clipboard",
        "title",
        "marker",
        "metadata",
    }
    assert open_words(found).endswith("clipboard, marker, metadata, title, typed")
    assert not any(SECRET in f"{each!r} {each.id}" for each in found)
    coded = base64.b64encode(f"token={SECRET}".encode()).decode()
    assert coded in {each.finding.text for each in found if each.finding and each.channel == "marker"}


@pytest.mark.parametrize("ends_s", [4.0, 9.0])
def test_what_was_typed_and_taken_back_obliges_too(ends_s: float) -> None:
    """With a slip in it; the flag ends before it was erased, or after."""
    taken_back = ["Backspace"] * len(SECRET)
    made = recorded(
        *keys(1.0, "see ", f"text:{SECRET[:5]}", "q", "Backspace", f"text:{SECRET[5:]}", gap_s=0.1),
        *keys(5.0, *taken_back, "mara"),
        ("clipboard", 16.0, {"kind": "text/plain", "string": SECRET}),
        ("window", 17.0, {"app": "Browser", "title": f"Search {SECRET.upper()} - Browser"}),
    )
    flag = Flag("f", Edge(round(1.35 * S)), Edge(round(ends_s * S)), "password", ("typed",))

    found = _all(made, recording_texts(made, TypingOrder(made)), flag)
    (asked, _) = from_flags([flag], [])

    assert {each.channel for each in found if not each.is_done} == {"clipboard", "title"}
    assert plan(made, asked).words.removed(f"Search {SECRET.upper()}") == "Search [redacted]"


def test_an_answered_obligation_is_done(recording: MemoryRecording, texts: Texts) -> None:
    """With a flag on each of them nothing is open, and those flags oblige to nothing new."""
    first = _all(recording, texts, _TYPED)
    answers = [
        made
        for number, each in enumerate(first)
        if not each.is_done and (made := answer(each, recording.frames, f"a{number}")) is not None
    ]

    after = _all(recording, texts, _TYPED, *answers)

    assert [each.id for each in after] == [each.id for each in first]
    assert open_words(after) == ""


def test_a_decided_obligation_is_done(recording: MemoryRecording, texts: Texts) -> None:
    """What a person looked at and rejected is not asked for again."""
    names = tuple(each.id for each in _all(recording, texts, _TYPED))

    assert open_words(_all(recording, texts, _TYPED, decided=names)) == ""


def test_pictures_that_nobody_read_are_open(recording: MemoryRecording, texts: Texts) -> None:
    """Without a reader a person has to look, and says so."""
    found = obligations([_TYPED], texts.every, recording.frames, screen_is_read=False)

    assert [each.id for each in found if each.is_unread] == ["f:pictures"]
    assert "pictures not searched for 1 flag" in open_words(found)


def test_a_region_is_about_what_stands_in_it(recording: MemoryRecording) -> None:
    """Of the lines on a picture those in the region are looked for, and no others."""
    lines = [
        ChannelText("screen", "d0.f0.10.10", "Konto 4711 0815", 0, 9 * S, frame=0, box=(10, 10, 90, 12)),
        ChannelText("screen", "d0.f0.10.60", "nothing of note", 0, 9 * S, frame=0, box=(10, 60, 90, 12)),
        ChannelText("title", "s1.title", "Konto 4711 0815 - Bank", 0, 9 * S),
    ]
    flag = Flag("r", Edge(S), Edge(2 * S), "account", region=Region(0, 0, 0, 120, 30))

    secrets = secrets_of(flag, lines, recording.frames)
    found = obligations([flag], lines, recording.frames, screen_is_read=True)

    assert [secret.text for secret in secrets] == ["Konto 4711 0815"]
    assert [(each.channel, each.is_done) for each in found] == [("screen", False), ("title", False)]


def test_a_note_names_the_characters_that_are_meant(recording: MemoryRecording, texts: Texts) -> None:
    """An adjusted finding is about its characters and not about the whole title."""
    title = next(text for text in texts.of("title") if "Search" in text.text)
    start = title.text.index(SECRET.upper())
    note = characters_note(start, start + len(SECRET), "title", title.place)
    flag = Flag("t", Edge(title.start_ns), Edge(title.end_ns), "password", ("title",), note=note)

    assert [each.text for each in secrets_of(flag, texts.every, recording.frames)] == [SECRET.upper()]


def test_findings_of_one_secret_stay_together_worst_first() -> None:
    """The worst secret comes first with all of its places, whatever case it was written in."""
    finding = Finding("a", "card", "typed", 5, 6, "low", 0.5, "r", "p", 0, 4, "Name")
    later = replace(finding, id="b", start_ns=2, end_ns=3, severity="critical", text="O815-xy")
    again = replace(finding, id="c", start_ns=9, end_ns=9, text="0815 XY", confidence=0.4)
    numbers = secret_numbers([finding, later, again])

    assert numbers["b"] == numbers["c"] != numbers["a"]
    assert [each.id for each in worst_first([finding, again, later], numbers)] == ["b", "c", "a"]


def test_findings_without_their_texts_are_no_one_secret() -> None:
    """One key would decide on all of them, whatever they are."""
    one = Finding("a", "card", "screen", S, 2 * S, "critical", 0.9, "card", "d0.f1", 0, 16, "")
    other = replace(one, id="b", category="phone")

    numbers = secret_numbers([one, other])

    assert numbers["a"] != numbers["b"]


def test_a_flag_on_a_title_alone_leaves_the_name_of_the_application() -> None:
    """It stands in every other title of that program, and goes with the program where that is asked for."""
    original = recorded(
        ("window", 1.0, {"app": "Chromium", "title": "Expense form"}),
        ("window", 3.0, {"app": "Chromium", "title": "News"}),
    )
    flag = Flag("t", Edge(S), Edge(3 * S), "person", ("title",))
    texts = recording_texts(original, TypingOrder(original)).every

    secrets = secrets_of(flag, texts, original.frames)
    found = obligations([flag], texts, original.frames, screen_is_read=True)

    assert [each.text for each in secrets] == ["Expense form"]
    assert [each.finding.text for each in found if each.finding] == ["Expense form"]
