"""Points, letters, comments and flags: made, changed back and forth, and refused in one line."""

import pytest

from formats.model.annotations import Comment, Flag, Mark
from replay.annotate.edits import pinned
from replay.annotate.errors import EditError
from tests.replay.annotate.segments import edge


def test_the_same_point_is_not_put_twice() -> None:
    """A key that is held makes one point."""
    (first,) = pinned.put_point([], edge(3), "out", "submit")
    assert isinstance(first.after, Mark)

    assert pinned.put_point([first.after], edge(3), "out", "submit") == ()
    assert len(pinned.put_point([first.after], edge(3), "out", "success")) == 1
    assert pinned.delete([first.after])[0].after is None


def test_a_letter_returns_to_one_place() -> None:
    """The mark it had moves; one that came in beside it from elsewhere goes."""
    (made,) = pinned.put_letter([], "a", edge(3))
    assert isinstance(made.after, Mark)
    rival = Mark("rival", edge(4), letter="a")

    moved = pinned.put_letter([made.after, rival], "a", edge(5))

    assert [(edit.before, edit.after and edit.after.at.t_ns) for edit in moved] == [  # type: ignore[union-attr]
        (made.after, edge(5).t_ns),
        (rival, None),
    ]
    assert pinned.put_letter([made.after], "a", edge(3)) == ()
    for letter in ("", "ab", "-"):
        with pytest.raises(EditError, match="one letter"):
            pinned.put_letter([], letter, edge(3))


def test_a_comment_is_resolved_and_reopened() -> None:
    """Once each; its words can be changed."""
    (made,) = pinned.put_comment(" why? ", edge(5), edge(3), about="s1")
    comment = made.after
    assert isinstance(comment, Comment)

    (done,) = pinned.resolve([comment])

    assert (comment.text, comment.start, comment.end) == ("why?", edge(3), edge(5))
    assert isinstance(done.after, Comment)
    assert done.after.resolved
    assert pinned.resolve([done.after]) == ()
    assert pinned.reopen([done.after])[0].after == comment
    assert pinned.reword(comment, "why? ") == ()
    assert pinned.reword(comment, "so")[0].after != comment
    with pytest.raises(EditError, match="says something"):
        pinned.reword(comment, "\n ")


def test_a_flag_says_what_it_hides_and_where() -> None:
    """Edges in either order; a channel that nobody knows would hide nothing."""
    (made,) = pinned.put_flag(edge(5), edge(3), "password", channels=["typed", "screen", "typed"])

    assert isinstance(made.after, Flag)
    assert (made.after.start, made.after.end) == (edge(3), edge(5))
    assert made.after.channels == ("typed", "screen")
    with pytest.raises(EditError, match="channels are typed"):
        pinned.put_flag(edge(3), edge(5), "password", channels=["smell"])
    with pytest.raises(EditError, match="what it hides"):
        pinned.put_flag(edge(3), edge(5), " ")
