"""Judges the scan by what people write in many languages, beside as much that only looks like it.

    python -m tests.benchmarks.privacy.languages [--quick] [--json OUT] [--faults]

Each situation is played, without slips, into a recording of its own. A secret counts as found where findings
of its kind hold all of it (of sensitive words: a part); a finding that shares no word with any is a false
alarm. Written before the rules were read, then used to mend them: its figures prove nothing of new texts.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from formats.model.header import Header
from formats.model.memory import MemoryRecording
from replay.privacy.finding import Finding
from replay.privacy.scan.scanning import scan_recording
from tests.benchmarks.command import finish, parser
from tests.benchmarks.figures import Figure
from tests.benchmarks.privacy.holdout.judged import loose, same_matter
from tests.benchmarks.privacy.holdout.scripts import Field, Window
from tests.benchmarks.privacy.holdout.typist import Planted, Typist
from tests.benchmarks.privacy.languages.case import Case, parts_of
from tests.benchmarks.privacy.languages.classes_forms import FORMS
from tests.benchmarks.privacy.languages.classes_later import LATER_CLASSES
from tests.benchmarks.privacy.languages.classes_numbers import CODES, NATIONAL_IDS, PHONES
from tests.benchmarks.privacy.languages.classes_words import ADDRESSES, BELIEFS, BIRTHS, PASSWORDS
from tests.benchmarks.privacy.languages.codes_alike import CODES_ALIKE
from tests.benchmarks.privacy.languages.codes_first import CODES_FIRST
from tests.benchmarks.privacy.languages.codes_second import CODES_SECOND
from tests.benchmarks.privacy.languages.codes_third import CODES_THIRD
from tests.benchmarks.privacy.languages.dutch import DUTCH
from tests.benchmarks.privacy.languages.english_german import ENGLISH_GERMAN
from tests.benchmarks.privacy.languages.french import FRENCH
from tests.benchmarks.privacy.languages.italian import ITALIAN
from tests.benchmarks.privacy.languages.later import LATER
from tests.benchmarks.privacy.languages.polish import POLISH
from tests.benchmarks.privacy.languages.smaller import SMALLER
from tests.benchmarks.privacy.languages.spanish import SPANISH

CLASSES = (*NATIONAL_IDS, *CODES, *PHONES, *BIRTHS, *BELIEFS, *ADDRESSES, *PASSWORDS, *LATER_CLASSES, *FORMS)
TOLD_OTHERWISE = (*CODES_FIRST, *CODES_SECOND, *CODES_THIRD, *CODES_ALIKE)
CASES = (
    *FRENCH,
    *ITALIAN,
    *SPANISH,
    *DUTCH,
    *POLISH,
    *SMALLER,
    *ENGLISH_GERMAN,
    *LATER,
    *CLASSES,
    *TOLD_OTHERWISE,
)
SEED = 20261127
_RECALL, _PRECISION = 0.9, 0.9


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of one situation."""

    case: Case
    marks: tuple[str, ...]
    """Of each secret."""
    secrets: tuple[Planted, ...]
    missed: tuple[int, ...]
    """Of the secrets, by place."""
    false: tuple[Finding, ...]


def main() -> None:
    """Measure and print."""
    options = parser(__doc__)
    options.add_argument("--faults", action="store_true", help="tell each miss and each false alarm")
    chosen = options.parse_args()
    results = list(judge(CASES[:: 8 if chosen.quick else 1]))
    if chosen.faults:
        for line in faults(results):
            print(line)
    finish(tables(results), chosen)


def judge(cases: tuple[Case, ...]) -> Iterator[Judged]:
    """Play and scan each case."""
    for number, case in enumerate(cases):
        typist, marks = _played(case, number)
        recording = MemoryRecording(Header(f"00000000-0000-4000-8000-{number:012x}"), typist.rows.events())
        found = scan_recording(recording).findings
        secrets = typist.planted
        missed = [
            place
            for place, secret in enumerate(secrets)
            if marks[place] != "n" and not any(_finds(each, secret, marks[place]) for each in found)
        ]
        false = {
            (each.category, loose(each.text)): each
            for each in found
            if not any(_shares(each, secret) or _within(each, secret) for secret in secrets)
        }
        yield Judged(case, tuple(marks), tuple(secrets), tuple(missed), tuple(false.values()))


def tables(results: list[Judged]) -> dict[str, list[Figure]]:
    """Return the figures by language and by class."""
    planted, found, false = Counter[str](), Counter[str](), Counter[str]()
    for result in results:
        language = result.case.language
        for place, mark in enumerate(result.marks):
            for name in ("all", language, mark) if mark != "n" else ():
                planted[name] += 1
                found[name] += place not in result.missed
        for finding in result.false:
            false.update(("all", language, finding.category))
    figures = [
        Figure(f"recall, {name} ({count})", found[name] / count, "", at_least=_RECALL)
        for name, count in planted.items()
    ]
    alarms = [Figure(f"false alarms, {name}", float(count), "") for name, count in false.items()]
    precision = found["all"] / (found["all"] + false["all"])
    return {
        f"{len(results)} situations": [
            *figures,
            Figure("precision", precision, "", at_least=_PRECISION),
            *alarms,
        ]
    }


def faults(results: list[Judged]) -> Iterator[str]:
    """Yield a line for each miss and each false alarm."""
    for result in results:
        language = result.case.language
        where = " | ".join(
            each.title
            if isinstance(each, Window)
            else f"[{each.name}]"
            if isinstance(each, Field)
            else repr(each)
            for each in result.case.steps
            if isinstance(each, str | Window | Field)
        )
        for place in result.missed:
            yield f"{language} missed {result.marks[place]} {result.secrets[place].text!r}: {where}"
        for finding in result.false:
            yield f"{language} false {finding.category} ({finding.rule}) {finding.text!r}: {where}"


def _played(case: Case, number: int) -> tuple[Typist, list[str]]:
    typist = Typist(random.Random(SEED + number), 0.0)
    marks: list[str] = []
    for step in case.steps:
        if isinstance(step, Window):
            typist.window(step.app, step.title)
        elif isinstance(step, Field):
            typist.field(step.name)
        elif isinstance(step, str):
            parts = parts_of(step)
            typist.type([(text, category) for text, category, _ in parts])
            marks += [mark for _, _, mark in parts if mark]
            typist.wait(300, 900)
        else:
            typist.click()
    return typist, marks


def _finds(finding: Finding, secret: Planted, mark: str) -> bool:
    if not same_matter(finding.category, secret.category) or not _overlaps(finding, secret):
        return False
    one, other = loose(finding.text), loose(secret.text)
    return other in one or (mark == "sens" and bool(one) and one in other)


def _overlaps(finding: Finding, secret: Planted) -> bool:
    return finding.start_ns <= secret.end_ns and secret.start_ns <= finding.end_ns


def _shares(finding: Finding, secret: Planted) -> bool:
    one, other = loose(finding.text), loose(secret.text)
    return bool(one) and (one in other or other in one)


def _within(finding: Finding, secret: Planted) -> bool:
    return finding.channel == "keys" and _overlaps(finding, secret)


if __name__ == "__main__":
    main()
