"""What counts as a secret and how bad it is: rules, allow lists and severities, as a value with a version."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from replay.privacy.finding import SEVERITIES, Severity
from replay.privacy.lookalikes import fold

CATEGORIES: Final = MappingProxyType[str, Severity](
    {
        "password": "critical",
        "private-key": "critical",
        "api-key": "critical",
        "url-credentials": "critical",
        "card": "critical",
        "card-code": "critical",
        "one-time-code": "high",
        "iban": "high",
        "national-id": "high",
        "birth-date": "high",
        "health": "high",
        "union": "high",
        "religion": "high",
        "email": "medium",
        "phone": "medium",
        "address": "medium",
        "ip": "low",
        "mac": "low",
        "name": "medium",
    }
)
"""Every category that a rule can find, with its severity where a policy says nothing else."""

DECIDED_BY_PEOPLE = frozenset({"health", "union", "religion"})
"""Words that are nothing in themselves: never removed without a person's decision, and never swept for."""


DOUBTFUL: Final = 0.7
"""What is less certain needs somebody's decision before it counts for as bad as its category is."""

_USUAL_LEAST = 0.5
_DOUBTFUL_AT_MOST: Final[Severity] = "medium"


@dataclass(frozen=True, slots=True)
class Allowed:
    """Something that is no secret, whoever finds it."""

    text: str = ""
    """The whole of what was found, case and look-alikes folded; "" where a pattern says it."""
    pattern: re.Pattern[str] | None = None
    """Matches the whole of what was found."""
    category: str = ""
    """Only of this category; "" for every one."""

    def allows(self, text: str, category: str) -> bool:
        """Say whether something found is no secret."""
        if self.category and self.category != category:
            return False
        if self.pattern is not None:
            return self.pattern.fullmatch(text) is not None
        return fold(self.text.strip(), squeeze=True).text == fold(text.strip(), squeeze=True).text


@dataclass(frozen=True, slots=True)
class Policy:
    """What to look for and how bad it is."""

    name: str = "default"
    version: int = 1
    off: frozenset[str] = frozenset()
    """Categories and rules that are not looked for."""
    minimum_confidence: float = _USUAL_LEAST
    """Findings below it are dropped."""
    severities: Mapping[str, Severity] = field(default_factory=dict)
    """By category, in place of those in `CATEGORIES`."""
    allowed: tuple[Allowed, ...] = ()
    people_model: str = ""
    """Path of a spaCy pipeline that finds names of people, "" for none."""
    people_labels: tuple[str, ...] = ()
    """What it calls people; none for what models usually do."""
    presidio: tuple[str, ...] = ()
    """Recognizers of Presidio that are asked as well, see `replay.privacy.detectors.presidio`."""
    four_eyes: frozenset[str] = frozenset()
    """Categories and severities on whose findings two people must say the same."""
    shared_logins: bool = False
    """Whether several people work under one login, so that only their names tell them apart."""
    purpose_required: bool = False
    """Whether nothing is handed on of which nobody says what for."""
    unnamed_consent: bool = False
    """Whether a consent that names no purpose covers what is stated; else it covers nothing."""

    @property
    def told(self) -> str:
        """Its name and version, and all by which it lets something pass, for people."""
        least = f"nothing below {self.minimum_confidence:g}" if self.minimum_confidence > _USUAL_LEAST else ""
        allowed = f"{len(self.allowed):,} texts or patterns allowed" if self.allowed else ""
        off = f"off: {', '.join(sorted(self.off))}" if self.off else ""
        return "; ".join(filter(None, (f"policy {self.name} {self.version}", least, off, allowed)))

    def needs_two(self, category: str, severity: str) -> bool:
        """Say whether a finding is only decided when a second person has decided alike."""
        return category in self.four_eyes or severity in self.four_eyes

    def severity(self, category: str, confidence: float = 1.0) -> Severity:
        """Return how bad something of a category is that was found with a confidence."""
        full = self.severities.get(category) or CATEGORIES.get(category, "medium")
        if confidence >= DOUBTFUL or category in DECIDED_BY_PEOPLE:
            return full
        return min(full, _DOUBTFUL_AT_MOST, key=SEVERITIES.index)

    def wants(self, category: str, rule: str, confidence: float, text: str) -> bool:
        """Say whether something found is to be reported."""
        if category in self.off or rule in self.off or confidence < self.minimum_confidence:
            return False
        return not any(allowed.allows(text, category) for allowed in self.allowed)


DEFAULT_POLICY = Policy()
