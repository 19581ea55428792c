"""Lists of redactions: written, read, merged, and refused where they are none."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.errors import FormatError
from formats.model.annotations import Edge, Flag, Region
from formats.model.frames import FRAME_DTYPE
from formats.model.memory import MemoryRecording
from formats.model.time import Span
from replay.privacy.redact.copying import redact
from replay.privacy.redact.found import from_findings, from_flags
from replay.privacy.redact.kept import KeptList, pack_list, unpack_list
from replay.privacy.redact.plan import plan
from replay.privacy.redact.redactions import Painted, Redactions, merged, redactions_of
from replay.privacy.review.flagged_text import characters_note
from replay.privacy.sought import usable_words
from replay.privacy.subject.redactions import Removal, State, SubjectList, pack_subject, unpack_subject
from tests.replay.core.recordings import S, recording

times = st.integers(-(1 << 40), 1 << 50)
spans = st.builds(lambda start, length: Span(start, start + length), times, st.integers(0, 1 << 40))
regions = st.builds(Region, *[st.integers(0, 5000)] * 5)
texts = st.lists(st.text(max_size=8), max_size=3).map(tuple)
some_spans = st.lists(spans, max_size=3).map(tuple)
lists = st.builds(
    Redactions,
    words=texts,
    alone=texts,
    short=texts,
    typed=some_spans,
    titles=some_spans,
    clipboard=some_spans,
    painted=st.lists(st.builds(Painted, regions, spans, st.booleans()), max_size=3).map(tuple),
    cuts=some_spans,
    streams=texts,
    apps=texts,
    coarse_ms=st.integers(0, 1000),
    keep_names=st.booleans(),
    allowed=texts,
    pictures=st.booleans(),
)


@given(lists, st.dictionaries(st.text(max_size=5), st.integers(0, 9), max_size=3))
def test_a_list_comes_back_as_it_was_written(asked: Redactions, removed: dict[str, int]) -> None:
    """Through JSON, in both kinds of file."""
    kept = KeptList("copy", asked, removed, ("ann",), "all was read")
    subject = SubjectList("recording", "released", asked)

    assert unpack_list(pack_list(kept)) == kept
    assert unpack_subject(pack_subject(subject)) == subject


@given(lists, st.sampled_from(["undecided", "released", "withheld"]), st.data())
def test_what_is_put_back_is_removed_no_more_and_all_else_is(
    asked: Redactions, state: State, data: st.DataObject
) -> None:
    """And what was released for less stands no longer."""
    before = SubjectList("recording", state, merged(asked))
    back = data.draw(
        st.lists(st.sampled_from(before.removals), unique=True) if before.removed else st.just([])
    )

    after = before.without(*back)

    assert after.removals == tuple(each for each in before.removals if each not in back)
    assert after.redactions.titles == before.redactions.titles
    assert after.state == ("undecided" if back and state == "released" else state)


def test_what_is_not_removed_is_not_put_back() -> None:
    """Another program may have been quicker."""
    with pytest.raises(ValueError, match="not in the list"):
        SubjectList("recording").without(Removal("app", name="Mail"))


@given(st.lists(lists, min_size=1, max_size=3))
def test_a_merged_list_removes_what_any_of_them_removes(several: list[Redactions]) -> None:
    """And keeps what all of them keep."""
    joined = merged(*several)

    for each in several:
        assert set(each.words) <= set(joined.words)
        assert set(each.cuts) <= set(joined.cuts)
        assert set(each.painted) <= set(joined.painted)
        assert joined.coarse_ms >= each.coarse_ms
        assert each.pictures or not joined.pictures


@pytest.mark.parametrize(
    "altered",
    [
        {"policy": "another"},
        {"typed": [{"start_ns": 5, "end_ns": 1}]},
        {"words": "a word"},
        {"painted": [{"region": {"x": 1}, "span": {}, "line": True}]},
        {"coarse_ms": -1},
        {"more": 1},
    ],
)
def test_what_is_no_list_is_refused(altered: dict[str, object]) -> None:
    """With one clear error, never a half list."""
    record = {**Redactions().record(), **altered}

    with pytest.raises(FormatError):
        redactions_of(json.loads(json.dumps(record)))


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"[" * 100_000, b'{"list": "replay subject"}'])
def test_a_file_that_is_no_list_is_refused(data: bytes) -> None:
    """Whatever it is."""
    with pytest.raises(FormatError):
        unpack_list(data)
    with pytest.raises(FormatError):
        unpack_subject(data)


def test_flags_mean_their_channels() -> None:
    """One without channels means everything in its span; metadata has no time and is told."""
    edges = Edge(S), Edge(2 * S)
    region = Region(0, 1, 2, 3, 4)
    flags = [
        Flag("all", *edges, "other"),
        Flag("typed", *edges, "password", ("typed", "clipboard")),
        Flag("title", *edges, "person", ("title", "metadata")),
        Flag("region", *edges, "person", (), region),
        Flag("screen", *edges, "person", ("screen",)),
    ]

    asked, unanswered = from_flags(flags, [0, 1])

    span = Span(S, 2 * S)
    assert asked.cuts == asked.typed == asked.clipboard == asked.titles == (span,)
    assert unanswered == ("title",)
    assert asked.painted[0] == Painted(region, span)
    assert {each.region.display for each in asked.painted[1:]} == {0, 1}


def test_characters_that_a_flag_names_go_and_the_rest_of_a_title_stays() -> None:
    """Of a line on a picture the whole line goes: an engine's box may be too narrow."""
    edges = Edge(S), Edge(2 * S)
    flags = [
        Flag("a", *edges, "person", ("title",), note=characters_note(3, 9, "title", "s1.title")),
        Flag("b", *edges, "person", ("metadata",), note=characters_note(0, 9, "metadata", "task.0")),
        Flag("c", *edges, "x", ("screen",), Region(0, 1, 2, 3, 4), characters_note(0, 4, "screen", "d0")),
        Flag("d", *edges, "person", ("clipboard",), note=characters_note(0, 2, "clipboard", "s2.string")),
    ]

    asked, unanswered = from_flags(flags, [0], {"a": ("Person",), "b": ("Secretary",), "d": ("ab",)})

    assert asked.words == ("Person", "Secretary")
    assert asked.titles == ()
    assert asked.clipboard == (Span(S, 2 * S),)  # Too short to be looked for: the whole entry goes.
    assert [each.line for each in asked.painted] == [True]
    assert unanswered == ()


@pytest.mark.parametrize(("channel", "emptied"), [("title", "titles"), ("clipboard", "clipboard")])
def test_a_short_finding_goes_where_it_was_found(channel: str, emptied: str) -> None:
    """Three letters cannot be looked for everywhere: what holds them goes whole."""
    record = {"id": "a", "channel": channel, "start_ns": S, "end_ns": 2 * S, "text": "HIV"}

    found = from_findings([record], np.zeros(0, FRAME_DTYPE), accept_all=True)

    assert getattr(found.redactions, emptied) == (Span(S, 2 * S),)


@pytest.mark.parametrize("channel", ["marker", "metadata"])
def test_a_short_finding_goes_from_markers_and_the_header(channel: str) -> None:
    """Where it stands alone, and not as a part of another word."""
    header = replace(recording().header, task="call HIV clinic, HIVES", recorder="shiv 1")
    original = recording(
        ("marker", 1.0, {"name": "note", "payload": '{"why": "hiv test"}'}),
        ("marker", 2.0, {"name": "archive", "payload": "{}"}),
        ("window", 3.0, {"title": "the hiv clinic"}),
    )
    original = MemoryRecording(header, {name: original.events(name) for name in ("marker", "window")})
    record = {"id": "a", "channel": channel, "start_ns": 0, "end_ns": 2 * S, "text": "HIV"}
    found = from_findings([record], original.frames, accept_all=True)

    copy = redact(original, plan(original, found.redactions)).recording

    assert copy.header.task == "call [redacted] clinic, HIVES"
    assert copy.header.recorder == "shiv 1"
    assert copy.events("marker").texts("payload").tolist() == ['{"why": "[redacted] test"}', "{}"]
    assert copy.events("marker").texts("name").tolist() == ["note", "archive"]
    assert copy.events("window").texts("title").tolist() == ["the hiv clinic"]


def test_a_short_word_that_a_flag_on_metadata_names_is_answered() -> None:
    """And not asked for in a list of words, which takes none so short."""
    flag = Flag("f", Edge(0), Edge(S), "health", ("metadata",))

    asked, unanswered = from_flags([flag], [0], {"f": ("HIV",)})

    assert (asked.short, asked.words, unanswered) == (("HIV",), (), ())


def test_a_finding_that_was_adjusted_is_answered_by_its_flag() -> None:
    """It is decided, and asks for nothing itself."""
    record = {"id": "a", "channel": "typed", "start_ns": 1, "end_ns": 9, "text": "hello secret"}
    record |= {"status": "confirmed", "adjusted": True}

    found = from_findings([record], np.zeros(0, FRAME_DTYPE))

    assert (found.undecided, found.applied) == ((), ("a",))
    assert found.redactions.words == ()
    assert found.redactions.typed == ()


def test_words_that_are_part_of_many_others_are_told_apart() -> None:
    """They are told apart, each once and without spaces around it."""
    assert usable_words([" secret ", "secret", "abc", "", "pass"]) == (("secret", "pass"), ("abc",))


@pytest.mark.parametrize("value", [float("inf"), float("nan"), 1.5, 10**30, -(10**30), "x", None, []])
def test_a_time_that_is_none_is_an_error_of_the_list(value: object) -> None:
    """Of findings as of a list of redactions: other programs write them, too."""
    record = Redactions(cuts=(Span(1, 2),)).record()
    record["cuts"][0]["end_ns"] = value
    finding = {"id": "a", "channel": "typed", "text": "word", "start_ns": 0, "end_ns": value}

    with pytest.raises(FormatError, match="something else"):
        redactions_of(record)
    with pytest.raises(FormatError, match="something else"):
        from_findings([finding], np.zeros(0, FRAME_DTYPE), accept_all=True)
