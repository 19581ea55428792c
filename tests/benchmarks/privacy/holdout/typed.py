"""Every scenario without pictures, in two halves, played at three rates of slips and judged."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tests.benchmarks.privacy.holdout.harmless import HARMLESS
from tests.benchmarks.privacy.holdout.judged import Judged, judged, scan
from tests.benchmarks.privacy.holdout.leaks_sign_in import DIALOGS, LOGINS, WRONG_FIELDS
from tests.benchmarks.privacy.holdout.leaks_words import FORMS, OTHERS, TOLD_PERSONS, TOLD_SECRETS
from tests.benchmarks.privacy.holdout.leaks_work import EDITORS, TERMINALS
from tests.benchmarks.privacy.holdout.scripts import played
from tests.benchmarks.privacy.holdout.typist import Planted

SEED = 20261126
SLIPS = (0.0, 0.04, 0.1)
LEAKS = (
    *LOGINS,
    *DIALOGS,
    *WRONG_FIELDS,
    *TERMINALS,
    *EDITORS,
    *TOLD_SECRETS,
    *TOLD_PERSONS,
    *FORMS,
    *OTHERS,
)
ALL = (*LEAKS, *HARMLESS)


def halves() -> tuple[list[int], list[int]]:
    """Return the numbers of the scenarios that rules may be mended by, and of those that only judge them."""
    numbers = list(range(len(ALL)))
    random.Random(SEED).shuffle(numbers)
    return sorted(numbers[::2]), sorted(numbers[1::2])


def judge(
    numbers: Iterable[int], folder: Path, slips: Sequence[float] = SLIPS
) -> Iterator[tuple[int, Judged]]:
    """Play scenarios, scan each as a recording of its own, and yield its number and what came of it."""
    for number in numbers:
        script = ALL[number]
        for rate in slips:
            typist = played(script, SEED + 1000 * number + int(100 * rate), rate)
            path = folder / f"{number}-{int(100 * rate)}.replay"
            typist.write(path, number)
            yield number, judged(script.kind, rate, typist, scan(path, "--no-ocr")["findings"])
            path.unlink()


def shares(results: Sequence[Judged]) -> dict[str, tuple[int, int, int]]:
    """Return found, planted and false alarms, for each category and for "all"."""
    found, planted, false = Counter[str](), Counter[str](), Counter[str]()
    for result in results:
        for secret in result.found:
            found[secret.category] += 1
        for secret in (*result.found, *result.partly, *result.missed):
            planted[secret.category] += 1
        for finding in result.false:
            false[str(finding["category"])] += 1
    rows = {name: (found[name], planted[name], false[name]) for name in sorted(planted.keys() | false.keys())}
    return {**rows, "all": (found.total(), planted.total(), false.total())}


def missed(results: Iterable[Judged]) -> list[Planted]:
    """Return what was not found whole."""
    return [secret for result in results for secret in (*result.partly, *result.missed)]
