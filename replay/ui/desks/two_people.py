"""Findings on which two people must say the same, where the policy says so: what one's word comes to.

What others say is told after one's own word: before it, each looks for themselves.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from formats.model.annotations import Decision
from replay.annotate.ledger import Ledger
from replay.annotate.workspace import Workspace
from replay.privacy.review.deciding import Decided, Word, another, decision, others_last


def words_said(ledger: Ledger) -> list[Word]:
    """Return the decisions in force, each as the word of the person who said it last."""
    words: list[Word] = []
    for each in ledger.standing_of(Decision):
        newest = ledger.newest_of(each.id)
        if newest is not None:
            words.append(Word(newest.author, each.subject, each.verdict, newest.at_utc_ns, newest.login))
    return words


def decisions_in_force(
    work: Workspace, due: Collection[str], *, shared_logins: bool
) -> Mapping[str, Decision]:
    """Return one's own decisions, but for those that show again what a second person has not called none.

    Args:
        work: Whose.
        due: Ids of findings on which two must say the same.
        shared_logins: Whether names alone tell people apart, as the policy says.
    """
    rejected = (name for name in due if name in work.decisions and work.decisions[name].verdict == "rejected")
    alone = _alone(work, rejected, shared_logins=shared_logins)
    return (
        {name: each for name, each in work.decisions.items() if name not in alone}
        if alone
        else work.decisions
    )


def comes_to(work: Workspace, name: str, *, shared_logins: bool) -> str:
    """Say what one's own word on a finding comes to, beside those of others."""
    alone = _alone(work, [name], shared_logins=shared_logins).get(name)
    if alone is None:
        return "decided by two"
    others = contradicting(work, [name], shared_logins=shared_logins).get(name)
    if others:
        return f"{others}: it stays open until you agree"
    if alone.one_login:
        # What counts first: 80 columns cut the rest.
        return f"a second login must say the same: {' and '.join(alone.by)} are one person"
    return f"a second person must say the same, by {another(shared_logins=shared_logins)}"


def contradicting(work: Workspace, names: Collection[str], *, shared_logins: bool) -> Mapping[str, str]:
    """Return who says otherwise than oneself, of those of some findings on which somebody does.

    Args:
        work: Whose.
        names: Ids of findings.
        shared_logins: Whether names alone tell people apart, as the policy says.
    """
    said = _said(work, names)
    found: dict[str, str] = {}
    for name in names:
        own = work.decisions.get(name)
        if own is None:
            continue
        agrees = {own.verdict, "skipped"}
        others = [
            f"{word.author} {_SAID.get(word.verdict, word.verdict)}"
            for word in others_last(said.get(name, ()), work.notebook.author, shared_logins=shared_logins)
            if word.verdict not in agrees
        ]
        if others:
            found[name] = ", ".join(others)
    return found


def awaiting(work: Workspace, due: Collection[str], *, shared_logins: bool) -> int:
    """Return on how many findings one has decided and a second person has not."""
    return len(_alone(work, due, shared_logins=shared_logins))


def _alone(work: Workspace, names: Iterable[str], *, shared_logins: bool) -> Mapping[str, Decided]:
    """Return those of some findings on which one has decided and nobody else has said the same."""
    decided = {name for name in names if name in work.decisions and work.decisions[name].verdict != "skipped"}
    said = _said(work, decided)
    come = {name: decision(said.get(name, ()), due=True, shared_logins=shared_logins) for name in decided}
    return {name: each for name, each in come.items() if each.needs_second}


def _said(work: Workspace, names: Collection[str]) -> Mapping[str, Sequence[Word]]:
    """Return the words on some findings, by finding; the journal is gone through once for all of them."""
    found: dict[str, list[Word]] = {}
    for word in words_said(work.notebook.ledger) if names else ():
        if word.subject in names:
            found.setdefault(word.subject, []).append(word)
    return found


_SAID = {"accepted": "confirms it", "rejected": "rejects it", "adjusted": "adjusts it"}
