"""Lint: what is wrong with labels, or may be; each rule is a function, listed here with its severity."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from formats.model.time import Span
from replay.annotate.lint import nested, times, words
from replay.annotate.lint.linted import Found, Linted

LintSeverity = Literal["error", "warning", "info"]
SEVERITIES: tuple[LintSeverity, ...] = get_args(LintSeverity)
"""From the worst."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that is looked for."""

    severity: LintSeverity
    check: Callable[[Linted], Iterator[Found]]

    @property
    def about(self) -> str:
        """What it finds, in a sentence."""
        return (self.check.__doc__ or "").strip().splitlines()[0]


RULES: Mapping[str, Rule] = {
    "gap": Rule("error", times.gap),
    "overlap": Rule("error", times.overlap),
    "outside-parent": Rule("error", nested.outside_parent),
    "not-allowed-inside": Rule("error", nested.not_allowed_inside),
    "missing-child": Rule("error", nested.missing_child),
    "exclusive": Rule("error", nested.exclusive),
    "zero-length": Rule("error", times.zero_length),
    "beyond-recording": Rule("error", times.beyond_recording),
    "point-or-span": Rule("error", words.point_or_span),
    "empty-label": Rule("warning", words.empty_label),
    "unknown-label": Rule("warning", words.unknown_label),
    "unknown-tier": Rule("warning", words.unknown_tier),
    "wrong-tier": Rule("warning", words.wrong_tier),
    "open-segment": Rule("warning", times.open_segment),
    "cut-action": Rule("warning", times.cut_action),
    "repeated-label": Rule("info", words.repeated_label),
}
"""Every rule by its name."""


@dataclass(frozen=True, slots=True)
class LintFinding:
    """Something about the labels that is wrong, or may be: a stop."""

    id: str
    """Equal whenever the same is found again, also after edges were moved: a decision on it holds."""
    rule: str
    severity: LintSeverity
    span: Span
    annotations: tuple[str, ...]
    """Ids of what it is about."""
    message: str
    """One line, without control characters."""

    def record(self) -> dict[str, Any]:
        """Return the finding as JSON values."""
        return {
            "id": self.id,
            "rule": self.rule,
            "severity": self.severity,
            "start_ns": self.span.start_ns,
            "end_ns": self.span.end_ns,
            "annotations": list(self.annotations),
            "message": self.message,
        }


def lint(linted: Linted, rules: Collection[str] = RULES.keys()) -> list[LintFinding]:
    """Return what the rules find, in order of time, the worst of one instant first.

    Args:
        linted: The annotations of one author, from `replay.annotate.lint.linted.linted`.
        rules: Names of those that count.
    """
    found = []
    told: Counter[str] = Counter()
    for name, rule in RULES.items():
        for each in rule.check(linted) if name in rules else ():
            subject = ":".join(("lint", name, *each.annotations, *([each.key] if each.key else [])))
            told[subject] += 1
            # Two gaps between the same segments, where what they divide has an edge, in order of time.
            number = f":{told[subject]}" if told[subject] > 1 else ""
            found.append(
                LintFinding(subject + number, name, rule.severity, each.span, each.annotations, each.message)
            )
    return sorted(
        found, key=lambda each: (each.span.start_ns, SEVERITIES.index(each.severity), each.rule, each.id)
    )


def at_least(findings: Collection[LintFinding], severity: LintSeverity) -> list[LintFinding]:
    """Return the findings that are as bad as a severity, or worse."""
    worst = SEVERITIES[: SEVERITIES.index(severity) + 1]
    return [finding for finding in findings if finding.severity in worst]
