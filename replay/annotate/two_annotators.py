"""Adjudication at work: where two annotators of the tier in hand differ, as stops, and whom to follow."""

from replay.annotate.adjudication import Contested, Which, contested, take, take_all
from replay.annotate.errors import EditError
from replay.annotate.gold import feedback
from replay.annotate.stops import Stop
from replay.annotate.workspace import Done, Workspace

TOLERANCE_NS = 1_000_000_000
"""Boundaries closer than this are one boundary, put at two times."""


def differing(work: Workspace, authors: tuple[str, str]) -> list[Stop]:
    """Return the boundaries of the tier in hand that only one has, or that go on with another label.

    Those that both have alike are taken over where the adjudicator has nothing in the tier yet.

    Raises:
        EditError: One of them has nothing in the tier.
    """
    boundaries = _boundaries(work, authors)
    if not len(work.view):
        agreed = [each for each in boundaries if each.agreed]
        work.do(take_all(agreed, "both", (), tier=work.tier))
    return [_stop(each, authors) for each in boundaries if not each.agreed]


def follow(work: Workspace, stop: Stop, which: Which) -> Done:
    """Follow one annotator, or both, at a stop."""
    if stop.contested is None:
        raise EditError("this stop is not about two annotators: a accepts it, r rejects it")
    work.do(take(stop.contested, which, tuple(work.view), tier=work.tier))
    followed = {"a": "the first is", "b": "the second is", "both": "both are"}
    return Done(f"{followed[which]} followed")


def gold_words(work: Workspace, author: str, until_ns: int) -> str:
    """Say how the tier in hand compares with that of a gold author, as far as one has come."""
    gold = work.placement.segments_by_author(work.notebook.ledger, work.tier).get(author, [])
    if not gold:
        return f"{author} has nothing in {work.tier}"
    found = feedback(
        tuple(work.view),
        gold,
        tolerance_ns=TOLERANCE_NS,
        duration_ns=work.recording.duration_ns,
        until_ns=until_ns + 1,  # what was put at the playhead is judged
    )
    right = sum(each.kind == "right" for each in found.verdicts)
    last = next((each for each in reversed(found.verdicts) if each.kind != "right"), None)
    words = f"gold: {right} of {len(found.verdicts)} right"
    if last is None:
        return words
    said = {"label": f"should be {last.due or 'nothing'}", "extra": "one too many", "missed": "one missed"}
    return f"{words}, {said[last.kind]} at {last.t_ns / 1e9:.1f} s"


def _boundaries(work: Workspace, authors: tuple[str, str]) -> tuple[Contested, ...]:
    by_author = work.placement.segments_by_author(work.notebook.ledger, work.tier)
    for author in authors:
        if author not in by_author:
            known = ", ".join(by_author) or "nobody"
            raise EditError(f"{author} has nothing in {work.tier}; {known} has")
    first, second = (by_author[author] for author in authors)
    return contested(first, second, tolerance_ns=TOLERANCE_NS, duration_ns=work.recording.duration_ns)


def _stop(each: Contested, authors: tuple[str, str]) -> Stop:
    sides = ("nothing" if cut is None else cut.label or "no label" for cut in (each.a, each.b))
    words = " / ".join(f"{author}: {label}" for author, label in zip(authors, sides, strict=True))
    return Stop(each.t_ns, "contested", f"contested:{each.t_ns}", words, contested=each)
