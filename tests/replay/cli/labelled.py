"""The sample as people labelled it, a letter a second, as a journal or in a store."""

import json
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

from formats.model.annotations import Annotation, Edge, Segment
from formats.model.changes import Change, change_record
from formats.model.content_id import content_id
from formats.model.time import NS_PER_S
from formats.native.reader import Reader
from replay.annotate.history import Edit
from replay.annotate.notebook import Notebook
from tests.data import SAMPLE


@cache
def sample_id() -> str:
    """Return the content id of the sample."""
    with Reader(SAMPLE) as recording:
        return content_id(recording)


def segments(letters: str, author: str, tier: str = "task") -> list[Segment]:
    """Return a segment for each run of a letter, and nothing for dots."""
    out = []
    at = 0
    for letter, run in groupby(letters):
        end = at + len(list(run))
        if letter != ".":
            edges = Edge(at * NS_PER_S), Edge(end * NS_PER_S)
            out.append(Segment(f"{author}-{tier}-{at}", tier, letter, *edges))
        at = end
    return out


def changes(
    author: str, annotations: Sequence[Annotation], recording: str = "", login: str = ""
) -> list[Change]:
    """Return the changes in which somebody made annotations."""
    made: list[Change] = []
    book = Notebook(recording or sample_id(), author, (), made.extend, tool="test", login=login)
    for annotation in annotations:
        book.do([Edit(None, annotation)])
    return made


def journal(path: Path, *made: Sequence[Change]) -> Path:
    """Write a journal of several people's changes."""
    every = [change for changes in made for change in changes]
    path.write_text("".join(json.dumps(change_record(change)) + "\n" for change in every))
    return path


def two(path: Path, ann: str = "aaaabbbbcccc", ben: str = "aaaabxxbcccc") -> Path:
    """Write a journal of two who labelled the sample."""
    return journal(path, *(changes(who, segments(said, who)) for who, said in (("ann", ann), ("ben", ben))))
