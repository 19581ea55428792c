"""Edits of what is pinned to a place: points, letter marks, comments and flags."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from formats.model.annotation_json import LONGEST_TEXT, MOST_CHANNELS
from formats.model.annotations import Annotation, Comment, Edge, Flag, Mark, Region
from replay.annotate.edits.new_id import NewId, new_id
from replay.annotate.errors import EditError
from replay.annotate.history import Edit

Edits = tuple[Edit, ...]
CHANNELS = ("typed", "screen", "title", "clipboard", "metadata")
"""Where sensitive content can be seen."""


def put_point(
    marks: Iterable[Mark], at: Edge, tier: str, label: str, note: str = "", *, make_id: NewId = new_id
) -> Edits:
    """Make a point event; () where the same one stands there."""
    if any((mark.at.t_ns, mark.tier, mark.label) == (at.t_ns, tier, label) for mark in marks):
        return ()
    return (Edit(None, Mark(make_id(), at, tier, label, note=note)),)


def put_letter(marks: Iterable[Mark], letter: str, at: Edge, *, make_id: NewId = new_id) -> Edits:
    """Let a letter return to an instant; the one that it returned to before is forgotten.

    Raises:
        EditError: It is no single letter or digit.
    """
    if len(letter) != 1 or not letter.isalnum():
        raise EditError("a mark has one letter or digit")
    known = [mark for mark in marks if mark.letter == letter]
    if not known:
        return (Edit(None, Mark(make_id(), at, letter=letter)),)
    edits = [Edit(known[0], replace(known[0], at=at)), *(Edit(mark, None) for mark in known[1:])]
    return tuple(edit for edit in edits if edit.before != edit.after)


def delete(annotations: Iterable[Annotation]) -> Edits:
    """Delete points, comments or flags; segments of a partition have their own way."""
    return tuple(Edit(annotation, None) for annotation in annotations)


def put_comment(
    text: str,
    start: Edge,
    end: Edge | None = None,
    region: Region | None = None,
    about: str = "",
    *,
    make_id: NewId = new_id,
) -> Edits:
    """Pin words to an instant, a span or a region of the screen.

    Args:
        text: Not blank.
        start: Where the span begins, or the instant.
        end: Where it ends, before or after; None for an instant.
        region: Of the screen.
        about: Id of the annotation it speaks of, or of the comment it answers.
        make_id: Gives it its id.

    Raises:
        EditError: It says nothing, or too much.
    """
    if end is not None:
        start, end = sorted((start, end), key=lambda edge: edge.t_ns)
    return (Edit(None, Comment(make_id(), _said(text), start, end, region, about)),)


def reword(comment: Comment, text: str) -> Edits:
    """Give a comment other words.

    Raises:
        EditError: It would say nothing, or too much.
    """
    text = _said(text)
    return () if text == comment.text else (Edit(comment, replace(comment, text=text)),)


def resolve(comments: Iterable[Comment]) -> Edits:
    """Say of comments that they are dealt with."""
    return tuple(Edit(each, replace(each, resolved=True)) for each in comments if not each.resolved)


def reopen(comments: Iterable[Comment]) -> Edits:
    """Say of comments that they are not dealt with after all."""
    return tuple(Edit(each, replace(each, resolved=False)) for each in comments if each.resolved)


def put_flag(
    start: Edge,
    end: Edge,
    category: str,
    *,
    channels: Sequence[str] = (),
    region: Region | None = None,
    note: str = "",
    make_id: NewId = new_id,
) -> Edits:
    """Flag a span as sensitive.

    Args:
        start: Where it begins, or ends: either order.
        end: Where it ends.
        category: What it is: "password", "person", "other".
        channels: Where it can be seen, of `CHANNELS`; none means all.
        region: Of the screen, None for all of it.
        note: For people.
        make_id: Gives it its id.

    Raises:
        EditError: It has no category, or a channel is unknown.
    """
    if not category.strip():
        raise EditError("a flag says what it hides: password, person, other")
    unknown = [name for name in channels if name not in CHANNELS]
    if unknown or len(channels) > MOST_CHANNELS:
        raise EditError(f"a flag's channels are {', '.join(CHANNELS)}")
    start, end = sorted((start, end), key=lambda edge: edge.t_ns)
    kept = tuple(dict.fromkeys(channels))
    return (Edit(None, Flag(make_id(), start, end, category.strip(), kept, region, note)),)


def _said(text: str) -> str:
    text = text.strip()
    if not text:
        raise EditError("a comment says something")
    if len(text) > LONGEST_TEXT:
        raise EditError(f"a comment has at most {LONGEST_TEXT:,} characters")
    return text
