"""Changes: one annotation before and after, with who made it, when, and what it stands on.

A journal is a set of changes, each with the hash of its content. Two orders hold in it:

- Each writer (one run of the program by one author) numbers its changes of a recording from 0, and each
  names the hash of the one before it: the chain, in which a change that was altered or taken out is found.
  The first names the newest change of any writer that it knew: a chain that was taken out whole is missed
  by the next.
- Each change names those that it replaces, which are the newest of its annotation that its writer knew: the
  history of an annotation. Where two replace the same, people worked apart, and it is a conflict.

Sets of changes merge by union, in any order, to the same. `replay.annotate.ledger` reads the state from them.

| version | has |
|---|---|
| 1 | the fields of `Change` but for the login, which is not known: changes of older programs |
| 2 | the login as well, never empty |

The hash is over the version and all of its fields, so that a change of version 1 keeps the hash it was
written with, and chains may hold both. A login is as true as the machine that wrote it: whoever makes the
file of a journal by hand can write any.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from formats.errors import DamagedError
from formats.model.annotation_json import annotation_record, read_annotation
from formats.model.annotations import Annotation

VERSION = 2
"""The newest that is written."""
_WITHOUT_LOGIN = 1
_TEXTS = ("recording", "writer", "author", "tool", "group", "undoes", "previous")
_NUMBERS = ("number", "at_utc_ns")
_LONGEST = 1 << 10
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
_MOST_REPLACED = 1 << 10


@dataclass(frozen=True, slots=True)
class Change:
    """One annotation before and after."""

    recording: str
    """Content id of the recording, see `formats.model.content_id`."""
    writer: str
    """Whose chain it is in: one run of the program. So the next number is known without asking anybody."""
    number: int
    """Its place in the chain, from 0."""
    previous: str
    """Hash of the change before it in the chain; of the newest change known for the first, "" for none."""
    author: str
    at_utc_ns: int
    tool: str
    """Program with its version: "replay 0.1.0"."""
    group: str
    """Changes made at once, by one key, and undone at once."""
    before: Annotation | None
    """None where the annotation is made."""
    after: Annotation | None
    """None where it is deleted."""
    replaces: tuple[str, ...] = ()
    """Hashes of the changes of this annotation that it follows; several where it settles a conflict."""
    undoes: str = ""
    """The group that this one takes back, "" for a change of its own."""
    login: str = ""
    """Name that the author's system knew them by, which no setting changes; "" where it is not known."""
    hash: str = field(init=False, compare=False)
    """SHA-256 of the content, in hexadecimal."""

    def __post_init__(self) -> None:
        if self.before is None and self.after is None:
            raise ValueError("a change has something before or after it")
        if self.before is not None and self.after is not None and self.before.id != self.after.id:
            raise ValueError("a change is of one annotation")
        object.__setattr__(self, "hash", hashlib.sha256(canonical(_content(self))).hexdigest())

    @property
    def annotation(self) -> str:
        """Id of the annotation that is changed."""
        either = self.after if self.after is not None else self.before
        assert either is not None  # noqa: S101 - held by __post_init__
        return either.id


def change_record(change: Change) -> dict[str, Any]:
    """Return a change as JSON values, its hash among them."""
    return {**_content(change), "hash": change.hash}


def read_change(record: Any) -> Change:
    """Make a change from JSON values.

    Raises:
        DamagedError: They are no change, or its hash is another one: it was altered.
    """
    if not isinstance(record, dict):
        raise DamagedError(f"a change is a map, not {record!r:.60}")
    version = record.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or not 1 <= version <= VERSION:
        raise DamagedError(f"a change of version {version!r:.20}; 1 to {VERSION} are read")
    texts = _TEXTS if version == _WITHOUT_LOGIN else (*_TEXTS, "login")
    due = {"version", "before", "after", "replaces", "hash", *texts, *_NUMBERS}
    if set(record) != due:
        raise DamagedError(
            f"a change has the fields {', '.join(sorted(due))}; not {sorted(set(record) ^ due)}"
        )
    for name in (*texts, "hash"):
        _refuse_no_text(f"{name} of a change", record[name])
    if record.get("login") == "":
        raise DamagedError(f"a change of version {VERSION} has a login, and this one's is empty")
    for name in _NUMBERS:
        value = record[name]
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 63:
            raise DamagedError(f"{name} of a change is no number from 0: {value!r:.60}")
    replaces = record["replaces"]
    if not isinstance(replaces, list) or len(replaces) > _MOST_REPLACED:
        raise DamagedError(f"replaces of a change is no list of hashes: {replaces!r:.60}")
    for item in replaces:
        _refuse_no_text("a hash that a change replaces", item)
    before, after = (
        None if record[side] is None else read_annotation(record[side]) for side in ("before", "after")
    )
    try:
        change = Change(
            **{name: record[name] for name in (*texts, *_NUMBERS)},
            before=before,
            after=after,
            replaces=tuple(replaces),
        )
    except ValueError as error:
        raise DamagedError(f"no change: {error}") from error
    if change.hash != record["hash"]:
        raise DamagedError(
            f"change {change.number} of {change.writer!r:.60} was altered: "
            f"its hash is {change.hash[:12]}, and {record['hash'][:12]!r} was written"
        )
    return change


def canonical(value: Any) -> bytes:
    """Return JSON in the one form that is hashed: sorted keys, no spaces, ASCII."""
    return _CANONICAL.encode(value).encode()


def broken_chains(changes: Iterable[Change]) -> list[str]:
    """Return what is wrong with the chains of a journal, a sentence each; nothing where all hold.

    Args:
        changes: Each with a hash that holds, in any order; twice the same is no fault.
    """
    chains: dict[tuple[str, str], dict[int, dict[str, Change]]] = {}
    known: dict[str, str] = {}
    for change in changes:
        chain = chains.setdefault((change.recording, change.writer), {})
        chain.setdefault(change.number, {})[change.hash] = change
        known[change.hash] = change.recording
    return [
        f"recording {recording[:12]}, writer {writer!r}: {fault}"
        for (recording, writer), chain in sorted(chains.items())
        if (fault := _fault(recording, chain, known))
    ]


def _fault(recording: str, chain: Mapping[int, Mapping[str, Change]], known: Mapping[str, str]) -> str:
    """Return the first thing wrong with a chain, "" where it holds."""
    previous = ""
    for due, number in enumerate(sorted(chain)):
        if number != due:
            return f"change {due} is missing"
        if len(chain[number]) > 1:
            return f"there are {len(chain[number])} changes numbered {number}"
        ((found, change),) = chain[number].items()
        if number == 0 and change.previous and known.get(change.previous) != recording:
            return f"the change before its first, {change.previous[:12]}, is missing"
        if number > 0 and change.previous != previous:
            return f"change {number} does not follow the one before it"
        previous = found
    return ""


def _refuse_no_text(what: str, value: Any) -> None:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise DamagedError(f"{what} is no short text: {value!r:.60}")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise DamagedError(f"{what} holds half a character: {value!r:.60}") from error
    if "\0" in value:
        # It ends a text in C, and no database takes it.
        raise DamagedError(f"{what} holds what is no character: {value!r:.60}")


def _content(change: Change) -> dict[str, Any]:
    who = {"version": VERSION, "login": change.login} if change.login else {"version": _WITHOUT_LOGIN}
    return {
        **who,
        **{name: getattr(change, name) for name in (*_TEXTS, *_NUMBERS)},
        "before": None if change.before is None else annotation_record(change.before),
        "after": None if change.after is None else annotation_record(change.after),
        "replaces": list(change.replaces),
    }
