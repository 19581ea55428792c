"""Annotations as they are found in a foreign file: checked one by one, and counted where they are none."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from formats.errors import DamagedError, LimitError
from formats.model.annotation_json import LONGEST_TEXT, annotation_record, read_annotation
from formats.model.annotations import Annotation, Comment, Edge, Mark, Segment, kind_of
from formats.model.exchange import MOST_ANNOTATIONS, ReadAnnotations
from formats.model.report import ImportReport
from formats.model.tier_names import names_read

_HALF = re.compile("[\ud800-\udfff]")
_ID_DIGITS = 16
_UNNAMED = "?"
_NAMED = 3


class AnnotationsFound:
    """Collects what a file holds.

    Args:
        name: The format, in the ids of annotations that have none of their own.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._annotations: dict[str, Annotation] = {}
        self._authors: dict[str, str] = {}
        self.lost: Counter[str] = Counter()
        """What is not read, in words, with how often."""
        self.guessed: Counter[str] = Counter()
        """What was assumed, likewise."""
        self.said: list[str] = []
        """Whole sentences on what is lost."""
        self._named_here: set[str] = set()
        self._parts = 0
        self._alike: Counter[str] = Counter()
        """How many ids were made of one digest."""
        self._none: list[str] = []
        """What was wrong with each annotation that is none."""

    def __len__(self) -> int:
        return len(self._annotations)

    def segment(
        self, tier: str, label: str, start_ns: int | None, end_ns: int | None, **more: str
    ) -> str | None:
        """Take a span.

        Args:
            tier: Its tier.
            label: Its label.
            start_ns: None where the file has no time that can be read.
            end_ns: Likewise.
            more: `note`, `author` and `id`, where the file has them.

        Returns:
            The id, None where it is none.
        """
        if start_ns is None or end_ns is None:
            self.lost["annotations without a time"] += 1
            return None
        made = Segment(_UNNAMED, tier, label, Edge(start_ns), Edge(end_ns), more.get("note", ""))
        return self.add(made, more.get("author", ""), more.get("id", ""))

    def mark(self, tier: str, label: str, at_ns: int | None, **more: str) -> str | None:
        """Take a point, see `segment`."""
        if at_ns is None:
            self.lost["annotations without a time"] += 1
            return None
        made = Mark(_UNNAMED, Edge(at_ns), tier, label, note=more.get("note", ""))
        return self.add(made, more.get("author", ""), more.get("id", ""))

    def comment(self, text: str, start_ns: int | None, end_ns: int | None, author: str = "") -> str | None:
        """Take a comment, on an instant where `end_ns` is None."""
        if start_ns is None:
            self.lost["annotations without a time"] += 1
            return None
        end = None if end_ns is None else Edge(end_ns)
        return self.add(Comment(_UNNAMED, text, Edge(start_ns), end), author)

    def record(self, record: dict[str, Any], author: str = "") -> str | None:
        """Take an annotation written as JSON values; without an id it is given one."""
        own = record.get("id")
        return self._take({**record, "id": own or _UNNAMED}, author, own if isinstance(own, str) else "")

    def add(self, annotation: Annotation, author: str = "", own: str = "") -> str | None:
        """Take an annotation, whose texts and times are still to be checked.

        Args:
            annotation: Its id is replaced.
            author: Who made it, "" where that is not known.
            own: Its id in the file; "" to have one made from what it says.
        """
        return self._take({**annotation_record(annotation), "id": _UNNAMED}, author, own)

    def with_note(self, name: str, note: str) -> bool:
        """Add a note to an annotation that was taken; False where it is too long or has one already."""
        found = self._annotations[name]
        if isinstance(found, Segment | Mark) and not found.note and len(note) <= LONGEST_TEXT:
            self._annotations[name] = replace(found, note=note)
            return True
        return False

    def names(self, written: Iterable[str]) -> dict[str, str]:
        """Return our name for each name in the file; parts of one, which are put together, are counted."""
        names = names_read(written)
        self._parts += len(names) - len(set(names.values()))
        return names

    def result(self) -> ReadAnnotations:
        """Return all with the account."""
        counts = Counter(f"{kind_of(annotation)}s" for annotation in self._annotations.values())
        lost = [f"{what}: {count:,}" for what, count in self.lost.items()]
        guessed = [f"{what}: {count:,}" for what, count in self.guessed.items()]
        if self._none:
            named = "; ".join(self._none[:_NAMED])
            lost.append(f"annotations that are none: {len(self._none):,} ({named})")
        odd = {"names, numbered as in 'task (2)', taken for parts of another": self._parts}
        report = ImportReport(dict(counts), tuple(guessed), (*lost, *self.said), odd if self._parts else {})
        return ReadAnnotations(
            tuple(self._annotations.values()), dict(self._authors), report, frozenset(self._named_here)
        )

    def _take(self, record: dict[str, Any], author: str, own: str) -> str | None:
        if len(self._annotations) >= MOST_ANNOTATIONS:
            raise LimitError("the number of annotations", value=len(self) + 1, limit=MOST_ANNOTATIONS)
        try:
            annotation = read_annotation({name: self._whole(value) for name, value in record.items()})
        except DamagedError as error:
            self._none.append(str(error))
            return None
        author = self._whole(author)
        if len(author) > LONGEST_TEXT:
            self.lost["authors with names of more than 65,536 characters"] += 1
            author = ""
        name = own if own and own != _UNNAMED and own not in self._annotations else ""
        if own and not name:
            self.guessed["annotations with the id of another one, which have a new one now"] += 1
        if not name:
            name = self._new_id(annotation, author)
            self._named_here.add(name)
        self._annotations[name] = replace(annotation, id=name)
        if author:
            self._authors[name] = author
        return name

    def _whole(self, value: Any) -> Any:
        if isinstance(value, str) and _HALF.search(value):
            self.guessed["texts with half a character, which is now written as \\udXXX"] += 1
            return value.encode("utf-8", "backslashreplace").decode()
        return value

    def _new_id(self, annotation: Annotation, author: str) -> str:
        """Return an id that is the same whenever the same file is read."""
        said = json.dumps([self._name, annotation_record(replace(annotation, id="")), author])
        digest = hashlib.sha256(said.encode()).hexdigest()[:_ID_DIGITS]
        while True:
            number = self._alike[digest] = self._alike[digest] + 1
            name = f"{self._name}-{digest}-{number}" if number > 1 else f"{self._name}-{digest}"
            if name not in self._annotations:
                return name
