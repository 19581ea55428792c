"""What people decided on findings, and whether that is enough: the last word counts, of two people where due.

| status | means |
|---|---|
| new | nobody decided, or not yet the second person where the policy asks for two |
| confirmed, rejected, deferred | decided |
| applied | it was removed from a copy |
| verified | and that copy was proven to be clean |

Where two are due, two words are of two people if both the names and the logins of those who said them
differ: a setting changes the name, nothing the login. A word whose login is not known (it was said with an
older program, or came from elsewhere without one) is told by its name alone; so are all of them where the
policy says that people share a login. What one person said under several names is one word, the last of them:
whoever has another name and another login ends it by saying the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from formats.model.annotations import DONE_VERDICTS, Verdict
from replay.privacy.finding import Finding, Status
from replay.privacy.lookalikes import fold
from replay.privacy.policy import DEFAULT_POLICY, Policy

_STATUS: Mapping[Verdict, Status] = {
    "accepted": "confirmed",
    "adjusted": "confirmed",
    "rejected": "rejected",
    "skipped": "deferred",
    "applied": "applied",
    "verified": "verified",
}


_ELSEWHERE: Mapping[Verdict, Verdict] = {"adjusted": "accepted"}


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody said on a finding last, or what was done with it."""

    author: str
    subject: str
    """Id of the finding."""
    verdict: Verdict
    at_utc_ns: int = 0
    login: str = ""
    """Name that the system knew them by, "" where it is not known."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What the words on one finding come to."""

    status: Status = "new"
    by: tuple[str, ...] = ()
    """Who says so; where a second person is due, who has said so until now."""
    needs_second: bool = False
    """Whether one person has decided, and another one is still to say the same."""
    adjusted: bool = False
    """Whether a flag was set in its place."""
    one_login: bool = False
    """Whether several names say it, and a second person is due all the same: they have a login in common."""
    against: tuple[str, ...] = ()
    """Who says otherwise where two must agree: it is open until they do."""
    by_names: bool = False
    """Whether two have decided of whom names alone tell that they are two."""


def decided(
    findings: Iterable[Finding], words: Iterable[Word], policy: Policy = DEFAULT_POLICY
) -> tuple[Finding, ...]:
    """Return findings with the status that people's words give them.

    Args:
        findings: In any order, which is kept; words on one place of a secret go for its others, see
            `for_same_secret`.
        words: In any order; of one person's on a finding the last counts.
        policy: Says which findings need two people.
    """
    findings = tuple(findings)
    places = [(each.id, each.category, each.text) for each in findings]
    said = for_same_secret(places, by_subject(words))
    out: list[Finding] = []
    for finding in findings:
        due = policy.needs_two(finding.category, finding.severity)
        told = decision(said.get(finding.id, ()), due=due, shared_logins=policy.shared_logins)
        out.append(
            replace(
                finding,
                status=told.status,
                decided_by=told.by,
                needs_second=told.needs_second,
                one_login=told.one_login,
                against=told.against,
            )
            if finding.id in said
            else finding
        )
    return tuple(out)


def by_subject(words: Iterable[Word]) -> dict[str, list[Word]]:
    """Return words by the finding that they are on."""
    found: dict[str, list[Word]] = {}
    for word in words:
        found.setdefault(word.subject, []).append(word)
    return found


def for_same_secret(
    places: Iterable[tuple[str, str, str]], said: Mapping[str, Sequence[Word]]
) -> dict[str, Sequence[Word]]:
    """Return words by finding, those on one place of a secret also for places on which nobody said anything.

    A secret is decided on once, wherever it stands: on the screen nobody sees the places on pictures, which
    only a scan reads. Where people said different things of different places, others stay undecided.

    Args:
        places: Id, category and text of each finding; where the text is not known, "".
        said: Words by finding.
    """
    known: dict[tuple[str, str], list[str]] = {}
    for name, category, text in places:
        if folded := fold(text.strip(), squeeze=True).text:
            known.setdefault((category, folded), []).append(name)
    found: dict[str, Sequence[Word]] = dict(said)
    for names in known.values():
        # That one place was removed from a copy says nothing of another.
        spoken = [
            [each for each in said.get(name, ()) if each.verdict not in DONE_VERDICTS] for name in names
        ]
        spoken = [each for each in spoken if each]
        if len({decision(words, due=False).status for words in spoken}) == 1:
            # What was set in a finding's place is a flag there, and none in another place.
            one = [replace(each, verdict=_ELSEWHERE.get(each.verdict, each.verdict)) for each in spoken[0]]
            found.update({name: one for name in names if name not in said})
    return found


def decision(words: Iterable[Word], *, due: bool, shared_logins: bool = False) -> Decided:
    """Return what the words on one finding come to.

    Args:
        words: In any order.
        due: Whether two people must say the same; what one says, in however many words, is one.
        shared_logins: Whether people have a login in common, so that names alone tell them apart.
    """
    in_order = sorted(words, key=lambda word: word.at_utc_ns)
    done = [word for word in in_order if word.verdict in DONE_VERDICTS]
    last_done_ns = done[-1].at_utc_ns if done else -1
    newest = _newest(word for word in in_order if word.verdict not in DONE_VERDICTS)
    newest.sort(key=lambda word: word.at_utc_ns)
    adjusted = bool(newest) and newest[-1].verdict == "adjusted"
    if done and (not newest or newest[-1].at_utc_ns <= last_done_ns):
        by = tuple(sorted({word.author for word in newest or done}))
        return Decided(_STATUS[done[-1].verdict], by, adjusted=adjusted)
    if due:
        return _of_two(in_order, shared_logins=shared_logins)
    if not newest:
        return Decided("new")
    status = _STATUS[newest[-1].verdict]
    return Decided(status, _names(newest, status), adjusted=adjusted)


def _of_two(in_order: Sequence[Word], *, shared_logins: bool) -> Decided:
    people = by_person(in_order, shared_logins=shared_logins)
    # One who leaves it for later says nothing.
    heard = [words for words in people if words[-1].verdict != "skipped"]
    if not heard:
        return Decided("deferred" if people else "new")
    last = max((words[-1] for words in heard), key=lambda word: word.at_utc_ns)
    status = _STATUS[last.verdict]
    agreeing = [words for words in heard if _STATUS[words[-1].verdict] == status]
    by = tuple(sorted(name for words in agreeing for name in _names(_newest(words), status)))
    # Of two who say different things neither is right until somebody gives in.
    if len(agreeing) > 1 and len(agreeing) == len(heard):
        known = sum(any(word.login for word in words) for words in agreeing)
        by_names = shared_logins or known <= 1
        return Decided(status, by, adjusted=last.verdict == "adjusted", by_names=by_names)
    against = tuple(sorted(words[-1].author for words in heard if words not in agreeing))
    return Decided("new", by, needs_second=True, one_login=len(by) > len(agreeing), against=against)


def by_person(words: Iterable[Word], *, shared_logins: bool) -> list[list[Word]]:
    """Return what each person said on one finding, in the order of time; what was done is nobody's word.

    Args:
        words: In any order.
        shared_logins: As for `decision`.
    """
    # What was done, `replay` says, from whoever's login: it makes no one person of them.
    spoken = sorted(
        (word for word in words if word.verdict not in DONE_VERDICTS), key=lambda word: word.at_utc_ns
    )
    people = people_of((word.author, "" if shared_logins else word.login) for word in spoken)
    return [[word for word in spoken if word.author in names] for names in people]


def others_last(words: Iterable[Word], author: str, *, shared_logins: bool) -> list[Word]:
    """Return the last word of each person on one finding but one.

    Args:
        words: In any order.
        author: A name of that one.
        shared_logins: As for `decision`.
    """
    people = by_person(words, shared_logins=shared_logins)
    own = _person(author)
    return [each[-1] for each in people if own not in {_person(word.author) for word in each}]


def _newest(words: Iterable[Word]) -> list[Word]:
    """Return the last word of each name, of words in the order of time."""
    return list({_person(word.author): word for word in words}.values())


def _names(words: Iterable[Word], status: Status) -> tuple[str, ...]:
    return tuple(sorted(word.author for word in words if _STATUS[word.verdict] == status))


def another(*, shared_logins: bool) -> str:
    """Say what tells a second person from the first."""
    return "another name" if shared_logins else "another name and login"


def who_must(by: Sequence[str], against: Sequence[str], *, one_login: bool, shared_logins: bool) -> str:
    """Say who has still to say something on a finding on which two must agree.

    Args:
        by: Who decided until now.
        against: Who says otherwise.
        one_login: Whether those who decided are one person by their login.
        shared_logins: As for `decision`.
    """
    said = f"{' and '.join(by)} decided"
    if against:
        return f"{said}, {' and '.join(against)} otherwise: it stays open until they agree"
    login = " from one login, which is one person" if one_login else ""
    return f"{said}{login}, and a second person must, by {another(shared_logins=shared_logins)}"


def told_apart(decisions: Iterable[Decided], *, shared_logins: bool) -> str:
    """Say how two people were told apart, where the policy asked for two; "" where none were due.

    Args:
        decisions: On the findings on which two were due.
        shared_logins: As for `decision`.
    """
    every = [each for each in decisions if each.status != "new"]
    if not every:
        return ""
    if shared_logins:
        return "by their names alone: the policy says that they share a login"
    alone = sum(each.by_names for each in every)
    if not alone:
        return "by name and login"
    which = "all" if alone == len(every) else f"{alone:,} of {len(every):,}"
    return f"by name and login, but on {which} findings by their names alone: no login is known there"


def people_of(said: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Return names by the person that they are of, in the order in which they come.

    Args:
        said: Names, each with a login that it was seen with, "" where that is not known. Names that have a
            login in common, or each one in common with a third, are of one person.
    """
    people: list[tuple[set[tuple[str, str]], dict[str, None]]] = []
    for name, login in said:
        signs = {("name", _person(name))} | ({("login", _person(login))} if login else set())
        same = [each for each in people if each[0] & signs]
        names = dict.fromkeys([*(known for each in same for known in each[1]), name])
        people = [each for each in people if each not in same]
        people.append((signs.union(*(each[0] for each in same)), names))
    return [tuple(names) for _, names in people]


def _person(author: str) -> str:
    return " ".join(author.split()).casefold()
