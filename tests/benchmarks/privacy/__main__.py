"""Measures what a scan finds of typed leaks: recall, precision and speed for each class, beside peers.

    python -m tests.benchmarks.privacy [--quick] [--json OUT]

Made-up people with a fixed seed type logins, terminals, forms and chats between ordinary work, with 4 % and
10 % of slips and their corrections. A secret counts as found where a finding of its category (of passwords,
keys and credentials: of any of the three) shares an instant with it; a finding that shares none with any
secret is a false alarm. Peers are given the typed text, corrections applied, line by line.

On drawn pictures of a desktop secrets of 11 to 16 pixels, light and dark, are located by their text alone; a
secret counts as located where a finding stands on its line. Then all that was found is redacted, and the ink
that the copy still shows is counted.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable

from formats.errors import MissingExtraError
from replay.core.typed_text import typed_runs
from replay.privacy.detecting import matches_in
from replay.privacy.detectors.registry import DETECTORS
from replay.privacy.finding import Finding
from replay.privacy.scan.scanning import scan_recording
from replay.privacy.screen.rapid import RapidEngine
from replay.privacy.screen.reading import ScreenText
from tests.benchmarks.command import finish, parser
from tests.benchmarks.figures import Figure
from tests.benchmarks.privacy.leaks import leaks
from tests.benchmarks.privacy.on_screen import AIM, figures, measure
from tests.benchmarks.privacy.peers import PEERS
from tests.benchmarks.privacy.screens import fonts, names_of
from tests.benchmarks.privacy.typist import Planted, Typist

SEED = 20_261_125
_ALIKE = frozenset({"password", "api-key", "url-credentials"})
_AIM = 0.95
_QUICKER = 5.0


def main() -> None:
    """Measure and print."""
    options = parser(__doc__).parse_args()
    rounds = 4 if options.quick else 40
    tables: dict[str, list[Figure]] = {}
    for rate in (0.04, 0.10):
        typed = leaks(SEED, rate, rounds)
        tables[f"typed leaks, {rate:.0%} slips, {len(typed.planted):,} secrets"] = _own(typed)
    typed = leaks(SEED, 0.04, rounds)
    tables["by class, 4 % slips: one detector alone, line by line"] = _classes(typed)
    tables["beside peers, 4 % slips"] = _peers(typed)
    tables |= _on_screen(6 if options.quick else 60)
    finish(tables, options)


def _on_screen(count: int) -> dict[str, list[Figure]]:
    title = f"secrets on {count} drawn pictures of 1280x800; fonts: {names_of(fonts())}"
    try:
        reader = ScreenText([RapidEngine()])
    except MissingExtraError as error:
        return {title: [Figure("located, all", None, "", at_least=AIM, why=str(error))]}
    return {title: figures(measure(SEED, count, reader), count)}


def _own(typed: Typist) -> list[Figure]:
    recording = typed.recording()
    characters = sum(map(len, typed_runs(recording).texts))
    start_s = time.perf_counter()
    scan = scan_recording(recording)
    took_s = time.perf_counter() - start_s
    findings = [each for each in scan.findings if each.channel in {"typed", "keys"}]
    planted = Counter(each.category for each in typed.planted)
    hit = Counter(
        each.category for each in typed.planted if any(_finds(finding, each) for finding in findings)
    )
    true = [any(_shares(finding, each) for each in typed.planted) for finding in findings]
    own = [
        Figure(
            f"recall of {category} ({planted[category]:,})",
            hit[category] / planted[category],
            "",
            at_least=_AIM,
        )
        for category in sorted(planted)
    ]
    structured = sum(planted.values()) - planted["password"]
    return [
        *own,
        Figure(
            f"recall of all that has a form ({structured:,})",
            (sum(hit.values()) - hit["password"]) / structured,
            "",
            at_least=_AIM,
        ),
        *_precision(findings, true),
        Figure("precision", sum(true) / max(len(true), 1), "", at_least=0.90),
        Figure("whole scan, reconstruction of the text with it", characters / took_s, "chars/s"),
    ]


def _precision(findings: list[Finding], true: list[bool]) -> list[Figure]:
    """Return how many of the findings of each category are of something that was planted."""
    every = Counter(each.category for each in findings)
    right = Counter(each.category for each, is_true in zip(findings, true, strict=True) if is_true)
    return [
        Figure(f"precision of {category} ({every[category]:,})", right[category] / every[category], "")
        for category in sorted(every)
    ]


def _lines(typed: Typist) -> list[str]:
    return [line for text in typed_runs(typed.recording()).texts for line in text.split("\n") if line]


def _classes(typed: Typist) -> list[Figure]:
    """Return how quick each detector is."""
    lines = _lines(typed)
    return [
        Figure(f"{detector.NAME}: speed", sum(map(len, lines)) / _quickest(detector.detect, lines), "chars/s")
        for detector in DETECTORS
    ]


def _peers(typed: Typist) -> list[Figure]:
    lines = _lines(typed)
    beside = _of("detectors alone", lines, typed.planted, _by_content)
    own_s = _quickest(_by_content, lines)
    for name, make in PEERS.items():
        try:
            find = make()
        except ImportError as error:
            beside.append(Figure(f"{name}: recall", None, "", why=str(error)))
            continue
        beside.extend(_of(name, lines, typed.planted, find))
        beside.append(
            Figure(f"quicker than {name}", _quickest(find, lines) / own_s, "times", at_least=_QUICKER)
        )
    return beside


def _quickest(find: Callable[[str], object], lines: list[str]) -> float:
    """Return the seconds of processor time of the quickest of three rounds."""
    rounds = []
    for _ in range(3):
        start_s = time.process_time()
        for line in lines:
            find(line)
        rounds.append(time.process_time() - start_s)
    return min(rounds)


def _by_content(line: str) -> list[str]:
    return [line[match.start : match.stop] for match in matches_in(line)]


def _of(
    name: str, lines: list[str], planted: Iterable[Planted], find: Callable[[str], list[str]]
) -> list[Figure]:
    found = [secret for line in lines for secret in find(line)]
    took_s = _quickest(find, lines)
    every = list(planted)
    right = [any(each.text in secret or secret in each.text for each in every) for secret in found]
    hit = [
        any(each.text in secret or (len(secret) > 3 and secret in each.text) for secret in found)
        for each in every
    ]
    passwords = [is_hit for is_hit, each in zip(hit, every, strict=True) if each.category == "password"]
    return [
        Figure(f"{name}: recall", sum(hit) / len(hit), ""),
        Figure(f"{name}: recall of passwords", sum(passwords) / max(len(passwords), 1), ""),
        Figure(f"{name}: precision", sum(right) / max(len(right), 1), ""),
        Figure(f"{name}: speed", sum(map(len, lines)) / took_s, "chars/s"),
    ]


def _finds(finding: Finding, planted: Planted) -> bool:
    same = finding.category == planted.category or {finding.category, planted.category} <= _ALIKE
    return same and _shares(finding, planted)


def _shares(finding: Finding, planted: Planted) -> bool:
    return finding.start_ns <= planted.end_ns and planted.start_ns <= finding.end_ns


if __name__ == "__main__":
    main()
