"""Lint: each rule finds what it is for and nothing else, findings keep their ids, and nothing breaks it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.model.actions import ACTION_DTYPE, KINDS, RECORDER_STOP, Actions
from formats.model.annotations import Annotation, Mark, Segment
from formats.model.time import Span
from replay.annotate.edits.refusals import cuts
from replay.annotate.history import Edit
from replay.annotate.label_sets.label_text import parse_label_set
from replay.annotate.lint.linted import Linted, linted
from replay.annotate.lint.rules import RULES, LintFinding, at_least, lint
from tests.formats.annotations_made import annotations
from tests.replay.annotate.segments import END_S, S, edge, free_segments, segment

LABELS = parse_label_set("""
name = "n"
[[tiers]]
name = "task"
partition = true
[[tiers]]
name = "step"
[[tiers]]
name = "part"
partition = true
[[tiers]]
name = "mood"
nested = false
[[tiers]]
name = "out"
kind = "points"
[[labels]]
name = "work"
tier = "task"
requires = ["read"]
[[labels]]
name = "break"
tier = "task"
children = ["rest"]
exclusive = ["busy"]
[[labels]]
name = "read"
tier = "step"
inside = ["work"]
[[labels]]
name = "rest"
tier = "step"
[[labels]]
name = "skim"
parent = "read"
[[labels]]
name = "p"
tier = "part"
[[labels]]
name = "q"
tier = "part"
[[labels]]
name = "busy"
tier = "mood"
[[labels]]
name = "done"
tier = "out"
inside = "work"
""")


def task(name: str, start: float, end: float | None, label: str = "work") -> Segment:
    return segment(name, start, end, label, "task")


def step(name: str, start: float, end: float | None, label: str = "read") -> Segment:
    return segment(name, start, end, label, "step")


CLEAN: list[Annotation] = [
    task("t1", 0, 10),
    step("s1", 2, 6),
    step("s2", 6, 8, "skim"),
    task("t2", 10, 15, "break"),
    step("s3", 11, 13, "rest"),
    task("t3", 15, END_S),
    step("s4", 15, 16, "skim"),
    segment("p1", 2, 4, "p", "part"),
    segment("p2", 4, 6, "q", "part"),
    segment("m1", 5, 10, "busy", "mood"),
    Mark("d1", edge(10), "out", "done"),
    Mark("letter", edge(99), letter="a"),
]


def actions(*spans: tuple[float, float, str], flags: int = 0) -> Actions:
    rows = np.zeros(len(spans), ACTION_DTYPE)
    for row, (start, end, kind) in zip(rows, spans, strict=True):
        row["start_ns"], row["end_ns"], row["kind"] = start * S, end * S, KINDS.index(kind)
        row["first_seq"], row["flags"] = start * 10, flags
    return Actions(rows)


def found(
    *changed: Annotation, gone: str = "", done: Actions | None = None
) -> list[tuple[str, tuple[str, ...]]]:
    """What is found in the clean recording once something is changed or gone."""
    standing = {each.id: each for each in CLEAN} | {each.id: each for each in changed}
    standing.pop(gone, None)
    findings = lint(linted(standing.values(), LABELS, duration_ns=END_S * S, actions=done))
    return [(finding.rule, finding.annotations) for finding in findings]


def test_nothing_is_found_where_nothing_is_wrong() -> None:
    """A whole partition, children inside their parents, and a point at the end of its task."""
    assert found() == []
    assert lint(linted([], LABELS, duration_ns=END_S * S)) == []


# What else is wrong once such a thing is: what overlaps crosses an edge, what crosses one lies in nothing.
_FOLLOWS = {
    "gap": {"not-allowed-inside", "missing-child"},
    "overlap": {"outside-parent"},
    "outside-parent": {"not-allowed-inside"},
    "zero-length": {"gap"},
    "beyond-recording": {"not-allowed-inside"},
    "point-or-span": {"wrong-tier", "outside-parent", "exclusive"},
}


@pytest.mark.parametrize(
    ("changed", "rule", "about"),
    [
        (task("t3", 16, END_S), "gap", ("t2", "t3")),
        (segment("p2", 5, 6, "q", "part"), "gap", ("p1", "p2")),
        (task("t1", 0, 11), "overlap", ("t1", "t2")),
        (step("s2", 5, 8, "skim"), "overlap", ("s1", "s2")),
        (step("s2", 6, 10.5, "skim"), "outside-parent", ("s2", "t1")),
        (step("s3", 11, 13), "not-allowed-inside", ("s3", "t2")),
        (step("s3", 11, 13, "skim"), "not-allowed-inside", ("s3", "t2")),
        (Mark("d1", edge(12), "out", "done"), "not-allowed-inside", ("d1", "s3")),
        (segment("m1", 5, 10.5, "busy", "mood"), "exclusive", ("t2", "m1")),
        (step("s2", 6, 6, "skim"), "zero-length", ("s2",)),
        (segment("m1", 18, END_S + 1, "busy", "mood"), "beyond-recording", ("m1",)),
        (segment("m1", -1, 2, "busy", "mood"), "beyond-recording", ("m1",)),
        (Mark("d1", edge(END_S + 1), "out", "done"), "beyond-recording", ("d1",)),
        (segment("m1", 5, 10, "done", "out"), "point-or-span", ("m1",)),
        (Mark("d1", edge(10), "mood", "busy"), "point-or-span", ("d1",)),
        (
            Segment("m1", "mood", "", edge(5), edge(10)),
            "empty-label",
            ("m1",),
        ),
        (segment("m1", 5, 10, "gone", "mood"), "unknown-label", ("m1",)),
        (segment("m1", 5, 10, "p", "mood"), "wrong-tier", ("m1",)),
        (segment("m1", 17, None, "busy", "mood"), "open-segment", ("m1",)),
        (segment("p2", 4, 6, "p", "part"), "repeated-label", ("p1", "p2")),
        (segment("m1", 5, 10, "busy", "gone"), "unknown-tier", ()),
        (Mark("d1", edge(10), "gone", "done"), "unknown-tier", ()),
    ],
)
def test_each_rule_finds_what_it_is_for(changed: Annotation, rule: str, about: tuple[str, ...]) -> None:
    """In a recording where nothing else is wrong."""
    assert (rule, about) in found(changed)
    assert {name for name, _ in found(changed)} - _FOLLOWS.get(rule, set()) == {rule}


def test_what_is_required_may_be_of_a_kind_or_deeper() -> None:
    """A label counts for those it is a kind of; a task without any lacks it."""
    assert found(gone="s4") == [("missing-child", ("t3",))]
    assert "missing-child" not in {rule for rule, _ in found(gone="s1")}


def test_every_rule_is_seen_to_find_something() -> None:
    """The tests above name each of them, or it is named here."""
    named = {
        mark.args[1][number][1]
        for mark in test_each_rule_finds_what_it_is_for.pytestmark  # type: ignore[attr-defined]
        for number in range(len(mark.args[1]))
    }
    assert named | {"missing-child", "cut-action"} == set(RULES)
    assert all(rule.about.endswith(".") for rule in RULES.values())


def test_an_edge_that_cuts_an_action_is_one_finding_for_both_sides() -> None:
    """At its ends it cuts nothing; waits and the recorder's own keys are no actions of the task."""
    assert found(done=actions((5.5, 6.5, "type"))) == [
        ("cut-action", ("p2",)),
        ("cut-action", ("s1", "s2")),
    ]
    assert found(done=actions((5.5, 6, "drag"), (6, 6.5, "type"))) == []
    assert found(done=actions((5.5, 6.5, "wait"))) == []
    assert found(done=actions((5.5, 6.5, "hotkey"), flags=RECORDER_STOP)) == []
    inner = found(done=actions((14, 15.5, "drag"), (14.1, 14.2, "key")))
    assert inner == [("cut-action", ("s4",)), ("cut-action", ("t2", "t3"))]


def test_what_was_typed_is_in_no_finding() -> None:
    """A report goes to people who may not see it."""
    typed = actions((5.5, 6.5, "type"))
    secret = Actions(typed.rows, ("hunter2",))

    findings = lint(linted(CLEAN, LABELS, duration_ns=END_S * S, actions=secret))

    assert findings
    assert not any("hunter2" in finding.message for finding in findings)


def test_a_finding_keeps_its_id_when_edges_are_moved() -> None:
    """Somebody decided on it, and should not be asked again."""

    def ids(end_s: float) -> list[str]:
        standing = {each.id: each for each in CLEAN} | {"t3": task("t3", end_s, END_S)}
        return [each.id for each in lint(linted(standing.values(), LABELS, duration_ns=END_S * S), ["gap"])]

    assert ids(16) == ids(17) != []


def test_severities_are_ordered() -> None:
    """A level counts itself and what is worse."""
    findings = [LintFinding(word, "gap", word, Span(0, 1), (), "") for word in ("info", "error", "warning")]

    assert [each.severity for each in at_least(findings, "warning")] == ["error", "warning"]
    assert len(at_least(findings, "info")) == 3


@given(free_segments())
def test_overlaps_are_those_that_looking_at_every_pair_finds(segments: list[Segment]) -> None:
    """A segment is named once, however many it overlaps."""
    tier = linted(segments, LABELS, duration_ns=END_S * S).tiers
    spans = {each.id: tier["t"].span(each) for each in segments} if segments else {}
    pairs = {tuple(sorted((a, b))) for a in spans for b in spans if a != b and cuts(spans[a], spans[b])}

    overlaps = lint(linted(segments, LABELS, duration_ns=END_S * S), ["overlap"])

    named = [tuple(sorted(each.annotations)) for each in overlaps]
    assert set(named) <= pairs
    assert bool(named) == bool(pairs)


@given(free_segments())
def test_gaps_and_segments_fill_the_recording(segments: list[Segment]) -> None:
    """Each instant of a partition is taken or found to be missing, never both."""
    tasks = [Segment(each.id, "task", "work", each.start, each.end) for each in segments]
    looked_at = linted(tasks, LABELS, duration_ns=END_S * S)

    gaps = lint(looked_at, ["gap"])

    for t_ns in range(0, END_S * S, S // 2):
        missing = any(gap.span.contains(t_ns) for gap in gaps)
        assert missing == (bool(tasks) and looked_at.tiers["task"].at(t_ns) is None)


TIERS = st.sampled_from(["task", "step", "part", "mood", "out", "gone"])
WORDS = st.sampled_from([*(label.name for label in LABELS.labels), "", "gone\x1b"])


@given(
    free_segments(16),
    st.lists(st.tuples(TIERS, WORDS), min_size=16, max_size=16),
    st.lists(annotations(), max_size=4),
)
def test_nothing_breaks_lint(
    segments: list[Segment], given_words: list[tuple[str, str]], others: list[Annotation]
) -> None:
    """Whatever stands: every finding has an id of its own and one harmless line, and lies where it says."""
    standing: list[Annotation] = [
        Segment(each.id, tier, label, each.start, each.end)
        for each, (tier, label) in zip(segments, given_words, strict=False)
    ]
    standing += [
        Mark(f"m{number}", each.start, tier, label)
        for number, (each, (tier, label)) in enumerate(zip(segments, given_words[::-1], strict=False))
    ]
    standing += {each.id: each for each in others if not each.id.startswith(("s", "m"))}.values()
    done = actions((1.5, 3.5, "type"), (3.2, 5.5, "drag"), (8.5, 9.5, "wait"))

    findings = lint(linted(standing, LABELS, duration_ns=END_S * S, actions=done))

    ids = [finding.id for finding in findings]
    assert len(ids) == len(set(ids))
    assert all(finding.message.isprintable() for finding in findings)
    known = {each.id for each in standing}
    assert all(known.issuperset(finding.annotations) for finding in findings)


@given(free_segments(8), st.lists(st.tuples(TIERS, WORDS), min_size=8, max_size=8))
def test_views_that_follow_edits_give_the_same_findings(
    segments: list[Segment], given_words: list[tuple[str, str]]
) -> None:
    """While working, only what was edited is sorted again."""
    standing = [
        Segment(each.id, tier, label, each.start, each.end)
        for each, (tier, label) in zip(segments, given_words, strict=False)
    ]
    anew = linted(standing, LABELS, duration_ns=END_S * S)
    views = dict(linted([], LABELS, duration_ns=END_S * S).tiers)
    for name in anew.tiers:
        views.setdefault(name, type(anew.tiers[name])(name, duration_ns=END_S * S))
        views[name].apply([Edit(None, each) for each in standing])

    followed = Linted(views, (), LABELS, END_S * S)

    assert lint(followed) == lint(anew)
