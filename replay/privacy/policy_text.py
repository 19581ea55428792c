r"""The text of a policy: TOML with a name, a version, severities, rules that are off, and allow lists.

name = "clinic"
version = 3
minimum_confidence = 0.5
off = ["ip", "words-religion"]

[severities]
email = "low"

[four_eyes]
categories = ["password"]
severities = ["critical"]
shared_logins = false

[export]
purpose = "required"
unnamed_consent = "allowed"

[people]
model = "/models/en_core_web_sm"

[presidio]
recognizers = ["UsSsnRecognizer"]

[[allow]]
text = "support@example.com"
category = "email"

[[allow]]
pattern = '192\.168\..*'
"""

import re
import tomllib
from typing import Any

from replay.core.safe_text import visible
from replay.privacy.detectors.presidio import RECOGNIZERS
from replay.privacy.errors import PolicyError
from replay.privacy.finding import SEVERITIES, Severity
from replay.privacy.policy import CATEGORIES, Allowed, Policy

LONGEST_TEXT = 1 << 20
"""Characters of a policy."""
MOST_ALLOWED = 10_000
LONGEST_WORD = 1_000
"""Characters of a name, of an allowed text and of a pattern."""

_KEYS = frozenset(
    [
        *("name", "version", "minimum_confidence", "off", "severities"),
        *("four_eyes", "export", "people", "presidio", "allow"),
    ]
)


def parse_policy(text: str) -> Policy:
    """Make a policy from text.

    Raises:
        PolicyError: It is no TOML, or something in it is wrong; the message names the place.
    """
    if len(text) > LONGEST_TEXT:
        raise PolicyError(f"a policy of {len(text):,} characters; there may be {LONGEST_TEXT:,}")
    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise PolicyError(visible(f"no TOML: {error}")) from error
    _known("", found, _KEYS)
    return Policy(
        name=_word("name", found.get("name", "policy")),
        version=_version(found.get("version")),
        off=frozenset(_word("off", word) for word in _list("off", found.get("off", []))),
        minimum_confidence=_share("minimum_confidence", found.get("minimum_confidence", 0.5)),
        severities=_severities(found.get("severities", {})),
        **_four_eyes(found.get("four_eyes", {})),
        **_export(found.get("export", {})),
        **_people(found.get("people", {})),
        presidio=_presidio(found.get("presidio", {})),
        allowed=tuple(
            _allowed(number, table) for number, table in enumerate(_list("allow", found.get("allow", [])))
        ),
    )


def _known(place: str, table: dict[str, Any], known: frozenset[str]) -> None:
    for key in table:
        if key not in known:
            where = f"{place}.{key}" if place else key
            raise PolicyError(
                visible(f"{where[:80]}: there is no such key; there are {', '.join(sorted(known))}")
            )


def _word(place: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_WORD:
        raise PolicyError(f"{place}: expected text of 1 to {LONGEST_WORD:,} characters")
    return value


def _list(place: str, value: Any) -> list[Any]:
    if not isinstance(value, list) or len(value) > MOST_ALLOWED:
        raise PolicyError(f"{place}: expected a list of at most {MOST_ALLOWED:,}")
    return value


def _version(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise PolicyError("version: expected a whole number from 1 on; a policy says which version it is")
    return value


def _share(place: str, value: Any) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not 0 <= value <= 1:
        raise PolicyError(f"{place}: expected a number from 0 to 1")
    return float(value)


def _severities(value: Any) -> dict[str, Severity]:
    if not isinstance(value, dict):
        raise PolicyError("severities: expected a table of categories")
    _known("severities", value, frozenset(CATEGORIES))
    severities: dict[str, Severity] = {}
    for category, word in value.items():
        known = [severity for severity in SEVERITIES if severity == word]
        if not known:
            raise PolicyError(f"severities.{category}: expected one of {', '.join(SEVERITIES)}")
        severities[category] = known[0]
    return severities


def _four_eyes(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise PolicyError("four_eyes: expected a table: write [four_eyes] above it")
    _known("four_eyes", value, frozenset({"categories", "severities", "shared_logins"}))
    wanted: set[str] = set()
    for name, known in (("categories", tuple(CATEGORIES)), ("severities", SEVERITIES)):
        for word in _list(f"four_eyes.{name}", value.get(name, [])):
            if word not in known:
                raise PolicyError(f"four_eyes.{name}: expected some of {', '.join(known)}")
            wanted.add(word)
    shared = value.get("shared_logins", False)
    if not isinstance(shared, bool):
        raise PolicyError("four_eyes.shared_logins: expected true or false")
    return {"four_eyes": frozenset(wanted), "shared_logins": shared}


def _export(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise PolicyError("export: expected a table: write [export] above it")
    _known("export", value, frozenset({"purpose", "unnamed_consent"}))
    told = value.get("purpose", "optional")
    if told not in {"required", "optional"}:
        raise PolicyError("export.purpose: expected required or optional")
    unnamed = value.get("unnamed_consent", "refused")
    if unnamed not in {"refused", "allowed"}:
        raise PolicyError("export.unnamed_consent: expected refused or allowed")
    return {"purpose_required": told == "required", "unnamed_consent": unnamed == "allowed"}


def _people(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise PolicyError("people: expected a table: write [people] above it")
    _known("people", value, frozenset({"model", "labels"}))
    if not value:
        return {}
    model = _word("people.model", value.get("model"))
    if not model.startswith(("/", "~")):
        raise PolicyError("people.model: expected the path of a folder, from / or ~ on")
    labels = [_word("people.labels", word) for word in _list("people.labels", value.get("labels", []))]
    return {"people_model": model, "people_labels": tuple(labels)}


def _presidio(value: Any) -> tuple[str, ...]:
    if not isinstance(value, dict):
        raise PolicyError("presidio: expected a table: write [presidio] above it")
    _known("presidio", value, frozenset({"recognizers"}))
    names = _list("presidio.recognizers", value.get("recognizers", []))
    if not all(isinstance(name, str) and name in RECOGNIZERS for name in names):
        raise PolicyError(f"presidio.recognizers: expected some of {', '.join(RECOGNIZERS)}")
    return tuple(names)


def _allowed(number: int, table: Any) -> Allowed:
    place = f"allow[{number + 1}]"
    if not isinstance(table, dict):
        raise PolicyError(f"{place}: expected a table: write [[allow]] above it")
    _known(place, table, frozenset({"text", "pattern", "category"}))
    if ("text" in table) == ("pattern" in table):
        raise PolicyError(f"{place}: expected either text or pattern")
    category = table.get("category", "")
    if category and category not in CATEGORIES:
        raise PolicyError(f"{place}.category: expected one of {', '.join(CATEGORIES)}")
    if "text" in table:
        return Allowed(text=_word(f"{place}.text", table["text"]), category=category)
    try:
        pattern = re.compile(_word(f"{place}.pattern", table["pattern"]), re.IGNORECASE)
    except (re.error, RecursionError, OverflowError) as error:
        raise PolicyError(visible(f"{place}.pattern: no regular expression: {error}")) from error
    return Allowed(pattern=pattern, category=category)
