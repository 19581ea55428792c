"""Judges the scan by leaks that were written without reading its rules: typed, pasted, told, and on screens.

    python -m tests.benchmarks.privacy.holdout [--quick] [--json OUT]

Scenarios of leaking, 274, and 178 that only look like it are played on American, British, German and
French keyboards without slips, with 4 % and with 10 %, each into a recording of its own, which `replay scan`
then searches as people call it. A secret counts as found where findings of its kind hold all of it, in its
channel and at its time; a finding that shares no word with any secret is a false alarm. The scenarios are in
two halves: rules were mended by the open one; of the kept one nobody has looked at what is missed, so that
its figures are what a new recording may expect. It stays so only as long as nobody looks.

On 72 screens as programs paint them (mail, editor, form, chat, terminal, table; light and dark; 11 to 16 px)
secrets stand among ordinary text. One counts as located where boxes of findings cover all of its ink. Then
what was found is redacted, and the ink that is left is counted. Copies of typed leaks are searched by a
program that shares nothing with `replay verify`.
"""

import tempfile
from pathlib import Path

from tests.benchmarks.command import finish, parser
from tests.benchmarks.figures import Figure
from tests.benchmarks.privacy.holdout.copied import copies
from tests.benchmarks.privacy.holdout.drawn import fonts_missing
from tests.benchmarks.privacy.holdout.judged import Judged
from tests.benchmarks.privacy.holdout.pictured import TOGETHER, Pictured, pictured
from tests.benchmarks.privacy.holdout.typed import LEAKS, SLIPS, halves, judge, shares

SCREENS = 72
_RECALL, _PRECISION, _LOCATED = 0.95, 0.90, 0.99


def main() -> None:
    """Measure and print."""
    options = parser(__doc__).parse_args()
    step = 8 if options.quick else 1
    tables: dict[str, list[Figure]] = {}
    with tempfile.TemporaryDirectory(prefix="replay-holdout-") as name:
        folder = Path(name)
        for half, numbers in zip(("open", "kept"), halves(), strict=True):
            results = [result for _, result in judge(numbers[::step], folder)]
            tables[f"typed, {half} half: {len(results)} recordings"] = _typed(results)
        tables["copies of typed leaks, 10 % slips"] = _copies(folder, step)
        seeds = range(0, SCREENS, TOGETHER * step)
        tables[f"{len(seeds) * TOGETHER} drawn screens"] = _screens(folder, seeds)
    finish(tables, options)


def _typed(results: list[Judged]) -> list[Figure]:
    figures: list[Figure] = []
    for rate in SLIPS:
        found, planted, false = shares([each for each in results if each.slips == rate])["all"]
        figures.append(Figure(f"recall, {rate:.0%} slips ({planted})", found / planted, "", at_least=_RECALL))
        figures.append(
            Figure(f"precision, {rate:.0%} slips", found / (found + false), "", at_least=_PRECISION)
        )
    for category, (found, planted, false) in shares(results).items():
        if planted:
            figures.append(Figure(f"recall of {category} ({planted})", found / planted, "", at_least=_RECALL))
        figures.append(Figure(f"false alarms of {category}", false, ""))
    return figures


def _copies(folder: Path, step: int) -> list[Figure]:
    made = list(copies(range(0, len(LEAKS), step), folder, SLIPS[-1]))
    found = sum(len(each.found) for each in made)
    return [
        Figure(f"secrets left of those found ({found})", sum(len(each.left) for each in made), "", at_most=0),
        Figure("copies that verify calls clean", sum(each.clean for each in made), "", at_least=len(made)),
        Figure("secrets that our own search sees before", sum(len(each.told) for each in made), ""),
    ]


def _screens(folder: Path, seeds: range) -> list[Figure]:
    if missing := fonts_missing():
        return [Figure("located", None, "", at_least=_LOCATED, why=f"the font {missing} is not installed")]
    made: list[Pictured] = []
    # Verifying takes as long as all else: of each kind of program once.
    for number, seed in enumerate(seeds):
        made.append(pictured(range(seed, seed + TOGETHER), folder, verify=number % 3 == 2))
    every = [secret for each in made for secret in each.secrets]
    figures = [
        Figure(
            f"located, all ({len(every)})",
            sum(each.covered for each in every) / len(every),
            "",
            at_least=_LOCATED,
        )
    ]
    for name in sorted({each.secret.category for each in every}):
        ours = [each for each in every if each.secret.category == name]
        figures.append(
            Figure(f"located, {name} ({len(ours)})", sum(each.covered for each in ours) / len(ours), "")
        )
    ink = sum(each.ink_left for each in every if each.found)
    verified = [each.clean for each in made if each.clean is not None]
    figures.append(Figure("ink left of what was found", ink, "px", at_most=0))
    figures.append(Figure("findings on other lines", sum(len(each.false) for each in made), ""))
    figures.append(Figure("copies that verify calls clean", sum(verified), "", at_least=len(verified)))
    return figures


if __name__ == "__main__":
    main()
