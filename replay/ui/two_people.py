"""Findings on which two people must say the same, where the policy says so: what one's word comes to.

What others say is told after one's own word: before it, each looks for themselves.
"""

from collections.abc import Collection, Mapping

from formats.model.annotations import DONE_VERDICTS, Decision
from replay.annotate.ledger import Ledger
from replay.annotate.workspace import Workspace
from replay.privacy.deciding import Word, decision


def words_said(ledger: Ledger) -> list[Word]:
    """Return the decisions in force, each as the word of the person who said it last."""
    words: list[Word] = []
    for each in ledger.standing_of(Decision):
        newest = ledger.newest_of(each.id)
        if newest is not None:
            words.append(Word(newest.author, each.subject, each.verdict, newest.at_utc_ns))
    return words


def decisions_in_force(work: Workspace, due: Collection[str]) -> Mapping[str, Decision]:
    """Return one's own decisions, but for those that show again what a second person has not called none.

    Args:
        work: Whose.
        due: Ids of findings on which two must say the same.
    """
    alone = {name for name in due if _is_alone(work, name) and work.decisions[name].verdict == "rejected"}
    return (
        {name: each for name, each in work.decisions.items() if name not in alone}
        if alone
        else work.decisions
    )


def comes_to(work: Workspace, name: str) -> str:
    """Say what one's own word on a finding comes to, beside those of others."""
    if not _is_alone(work, name):
        return "decided by two"
    others = contradicting(work, name)
    return f"{others}: it stays open until you agree" if others else "a second person must say the same"


def contradicting(work: Workspace, name: str) -> str:
    """Say who says otherwise than oneself of a finding that one has decided on, "" for nobody."""
    own = work.decisions.get(name)
    if own is None:
        return ""
    others = [
        f"{word.author} {_SAID.get(word.verdict, word.verdict)}"
        for word in words_said(work.notebook.ledger)
        if word.subject == name
        and word.author != work.notebook.author
        and word.verdict not in {own.verdict, "skipped", *DONE_VERDICTS}
    ]
    return ", ".join(others)


def awaiting(work: Workspace, due: Collection[str]) -> int:
    """Return on how many findings one has decided and a second person has not."""
    return sum(_is_alone(work, name) for name in due)


def _is_alone(work: Workspace, name: str) -> bool:
    """Say whether one has decided on a finding and nobody else has said the same."""
    own = work.decisions.get(name)
    if own is None or own.verdict == "skipped":
        return False
    words = [word for word in words_said(work.notebook.ledger) if word.subject == name]
    return decision(words, due=True).needs_second


_SAID = {"accepted": "confirms it", "rejected": "rejects it", "adjusted": "adjusts it"}
