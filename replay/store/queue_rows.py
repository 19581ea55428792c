"""Rows of the queue's tables as values."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from replay.store.journal import Store
from replay.store.schema import CLAIMS, MOVES, QUEUE, SHARES
from replay.store.stages import Claim, Move, Outcome, Share

_COMMENT = (
    sa.select(MOVES.c.comment)
    .where(MOVES.c.share == SHARES.c.id)
    .order_by(MOVES.c.id.desc())
    .limit(1)
    .correlate(SHARES)
    .scalar_subquery()
)
_SENT_BACK = (
    sa.select(MOVES.c.comment)
    .where(MOVES.c.share == SHARES.c.id, MOVES.c.before == "review", MOVES.c.after == "draft")
    .order_by(MOVES.c.id.desc())
    .limit(1)
    .correlate(SHARES)
    .scalar_subquery()
)
_CLAIMS = (
    sa.select(
        CLAIMS,
        SHARES.c.recording,
        SHARES.c.author.label("annotator"),
        QUEUE.c.name,
        QUEUE.c.path,
        QUEUE.c.blind,
        _SENT_BACK.label("comment"),
    )
    .join(SHARES, SHARES.c.id == CLAIMS.c.share)
    .join(QUEUE, QUEUE.c.recording == SHARES.c.recording)
)


def claims_of(connection: Connection, *conditions: sa.ColumnElement[bool]) -> list[Claim]:
    """Return the claims that have not ended and meet conditions, oldest first."""
    return [_claim(row) for row in connection.execute(_open_claims(*conditions)).mappings()]


def held_by(store: Store, author: str) -> list[Claim]:
    """Return the claims of an author that have not ended, oldest first, without waiting for anybody."""
    return [_claim(row) for row in store.rows(_open_claims(CLAIMS.c.author == author))]


def claim_of(connection: Connection, fence: int) -> tuple[Claim, Outcome | None] | None:
    """Return a claim and how it ended, None where it has not; None for a fence that was never given."""
    row = connection.execute(_CLAIMS.where(CLAIMS.c.fence == fence)).mappings().first()
    return None if row is None else (_claim(row), row["outcome"])


def shares_of(store: Store, recording: str | None) -> list[Share]:
    """Return the shares of a recording, or of all, in the order in which they were added."""
    newest = (
        sa.select(CLAIMS.c.share, sa.func.max(CLAIMS.c.fence).label("fence"))
        .group_by(CLAIMS.c.share)
        .subquery()
    )
    question = (
        sa.select(
            SHARES,
            QUEUE.c.name,
            QUEUE.c.path,
            QUEUE.c.blind,
            newest.c.fence,
            CLAIMS.c.author.label("holder"),
            CLAIMS.c.purpose,
            CLAIMS.c.until_utc_ns,
            CLAIMS.c.outcome,
            _COMMENT.label("comment"),
        )
        .join(QUEUE, QUEUE.c.recording == SHARES.c.recording)
        .outerjoin(newest, newest.c.share == SHARES.c.id)
        .outerjoin(CLAIMS, CLAIMS.c.fence == newest.c.fence)
        .order_by(QUEUE.c.id, SHARES.c.number)
    )
    if recording is not None:
        question = question.where(SHARES.c.recording == recording)
    return [_share(row) for row in store.rows(question)]


def moves_of(store: Store, recording: str) -> list[Move]:
    """Return how the shares of a recording went from stage to stage, oldest first."""
    question = (
        sa.select(MOVES, SHARES.c.recording, SHARES.c.number)
        .join(SHARES, SHARES.c.id == MOVES.c.share)
        .where(SHARES.c.recording == recording)
        .order_by(MOVES.c.id)
    )
    return [
        Move(
            recording=row["recording"],
            number=row["number"],
            at_utc_ns=row["at_utc_ns"],
            author=row["author"],
            before=row["before"],
            after=row["after"],
            comment=row["comment"],
            fence=row["fence"],
        )
        for row in store.rows(question)
    ]


def _open_claims(*conditions: sa.ColumnElement[bool]) -> sa.Select[Any]:
    return _CLAIMS.where(CLAIMS.c.outcome.is_(None), *conditions).order_by(CLAIMS.c.fence)


def _claim(row: RowMapping) -> Claim:
    return Claim(
        fence=row["fence"],
        share=row["share"],
        recording=row["recording"],
        name=row["name"],
        path=row["path"],
        author=row["author"],
        purpose=row["purpose"],
        annotator=row["annotator"] or "",
        blind=row["blind"],
        until_utc_ns=row["until_utc_ns"],
        comment=row["comment"] or "",
    )


def _share(row: RowMapping) -> Share:
    is_held = row["fence"] is not None and row["outcome"] is None
    return Share(
        id=row["id"],
        recording=row["recording"],
        name=row["name"],
        path=row["path"],
        number=row["number"],
        blind=row["blind"],
        stage=row["stage"],
        annotator=row["author"] or "",
        fence=row["fence"] or 0,
        holder=row["holder"] if is_held else "",
        purpose=row["purpose"] if is_held else None,
        until_utc_ns=row["until_utc_ns"] if is_held else None,
        comment=row["comment"] or "",
    )
