"""One transaction on the queue: the questions that are asked in it, and the changes that are made."""

import time
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from replay.store.errors import QueueError, StaleFenceError
from replay.store.queue_rows import claim_of, claims_of
from replay.store.schema import CLAIMS, MOVES, SHARES
from replay.store.stages import Claim, Outcome, Purpose, Stage


def clock_ns(connection: Connection) -> int:
    """Return nanoseconds since 1970 by the clock of the server, one for all, else of this machine."""
    if connection.dialect.name == "postgresql":
        asked = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint"
        return int(connection.execute(sa.text(asked)).scalar_one()) * 1_000
    return time.time_ns()


@dataclass(frozen=True, slots=True)
class QueueWork:
    """A transaction behind the lock of the queue."""

    connection: Connection
    now_ns: int
    login: str = ""
    """Of whoever asks, "" where it is not known."""
    logins_count: bool = False
    """Whether another name is not enough for another person."""

    # Questions

    def claims_of(self, author: str, purpose: Purpose) -> list[Claim]:
        """Return what somebody has, also where its lease has run out and nobody else has taken it."""
        return claims_of(self.connection, CLAIMS.c.author == author, CLAIMS.c.purpose == purpose)

    def known(self, fence: int) -> tuple[Claim, Outcome | None]:
        """Return a claim and how it ended, None where it has not.

        Raises:
            QueueError: There is none.
        """
        found = claim_of(self.connection, fence)
        if found is None:
            raise QueueError(f"there is no claim {fence}")
        return found

    def held(self, fence: int, author: str, purpose: Purpose | None = None) -> Claim:
        """Return the claim of an author that has not ended.

        Raises:
            StaleFenceError: It has.
            QueueError: It is another's, for another purpose, or for a review of the author's own work.
        """
        claim, outcome = self.known(fence)
        if claim.author != author:
            raise QueueError(f"claim {fence} is {claim.author}'s, not {author}'s")
        if outcome is not None:
            taken = claims_of(self.connection, CLAIMS.c.share == claim.share)
            by = f": {taken[0].author} has the recording since" if taken else ""
            raise StaleFenceError(f"claim {fence} has ended ({outcome}){by}; what was annotated is kept")
        if purpose is not None and claim.purpose != purpose:
            does = "accept it or send it back" if claim.purpose == "review" else "submit it"
            raise QueueError(f"claim {fence} is to {claim.purpose} a recording: {does}")
        if claim.purpose == "review" and claim.annotator == author:
            raise QueueError("nobody reviews their own work")
        if claim.purpose == "review" and self._first(SHARES.c.id == claim.share, self._is_mine(SHARES)):
            raise QueueError(
                f"nobody reviews their own work: {claim.annotator} did this from your login {self.login}"
            )
        return claim

    def is_newest(self, claim: Claim) -> bool:
        """Say whether nobody has claimed the share after this."""
        newest = sa.select(sa.func.max(CLAIMS.c.fence)).where(CLAIMS.c.share == claim.share)
        return bool(self.connection.execute(newest).scalar_one() == claim.fence)

    def stage(self, share: int) -> Stage:
        """Return the stage of a share."""
        question = sa.select(SHARES.c.stage).where(SHARES.c.id == share)
        stage: Stage = self.connection.execute(question).scalar_one()
        return stage

    def own_draft(self, author: str) -> int | None:
        """Return a share that was sent back to an author and that nobody has claimed since."""
        return self._first(SHARES.c.author == author, SHARES.c.stage == "draft")

    def free_share(self, author: str) -> int | None:
        """Return a share that anybody may annotate, and this author too."""
        left = (SHARES.c.stage == "draft") & _is_claimed(CLAIMS.c.until_utc_ns <= self.now_ns)
        return self._first(
            (SHARES.c.stage == "waiting") | left, ~_has_share(author), ~self._has_reviewed(author)
        )

    def share_to_review(self, author: str) -> int | None:
        """Return a share that waits for a reviewer, and may have this one."""
        return self._first(
            SHARES.c.stage == "review",
            SHARES.c.author != author,
            ~self._is_mine(SHARES),
            ~_is_claimed(CLAIMS.c.until_utc_ns > self.now_ns),
            ~_has_share(author, "draft"),
        )

    def barred(self, author: str) -> int:
        """Count what waits for a reviewer, by another name and from the same login."""
        found = sa.select(sa.func.count()).select_from(SHARES)
        condition = (SHARES.c.stage == "review") & (SHARES.c.author != author) & self._is_mine(SHARES)
        return int(self.connection.execute(found.where(condition)).scalar_one())

    def _is_mine(self, rows: sa.FromClause) -> sa.ColumnElement[bool]:
        """Say whether a row was written from this login, where logins count."""
        # A row of before there were logins has none, which is no reason to bar anybody.
        return sa.func.coalesce(rows.c.login, "") == self.login if self._counts else sa.false()

    @property
    def _counts(self) -> bool:
        return self.logins_count and self.login != ""

    def _has_reviewed(self, author: str) -> sa.Exists:
        other, claims = SHARES.alias(), CLAIMS.alias()
        return sa.exists().where(
            other.c.recording == SHARES.c.recording,
            claims.c.share == other.c.id,
            (claims.c.author == author) | self._is_mine(claims),
            claims.c.purpose == "review",
        )

    def _first(self, *conditions: sa.ColumnElement[bool]) -> int | None:
        question = sa.select(SHARES.c.id).where(*conditions).order_by(SHARES.c.id).limit(1)
        return self.connection.execute(question).scalar()

    # Changes

    def claim(self, share: int, author: str, purpose: Purpose, lease_s: float) -> Claim:
        """Give a share to somebody; a claim of another that is still open has run out."""
        expired = (CLAIMS.c.share == share) & CLAIMS.c.outcome.is_(None)
        self.connection.execute(sa.update(CLAIMS).where(expired).values(outcome="expired"))
        row = {"share": share, "author": author, "purpose": purpose, "claimed_utc_ns": self.now_ns}
        row["login"] = self.login or None
        made = sa.insert(CLAIMS).values(**row, until_utc_ns=self._until(lease_s)).returning(CLAIMS.c.fence)
        fence = int(self.connection.execute(made).scalar_one())
        claim, _ = self.known(fence)
        if purpose == "annotate" and (claim.annotator, self.stage(share)) != (author, "draft"):
            self.move(claim, author, "draft")
        return self.known(fence)[0]

    def renew(self, fence: int, lease_s: float) -> Claim:
        """Let a claim last from now."""
        until = sa.update(CLAIMS).where(CLAIMS.c.fence == fence).values(until_utc_ns=self._until(lease_s))
        self.connection.execute(until)
        return self.known(fence)[0]

    def end(self, claim: Claim, outcome: Outcome) -> None:
        """End a claim."""
        ended = sa.update(CLAIMS).where(CLAIMS.c.fence == claim.fence).values(outcome=outcome)
        self.connection.execute(ended)

    def move(self, claim: Claim, author: str, after: Stage, comment: str = "") -> None:
        """Let a share go to another stage, and note who did it."""
        before = self.stage(claim.share)
        values: dict[str, Any] = {"stage": after}
        if claim.purpose == "annotate":
            values["login"] = self.login or None
        if after == "waiting":
            values["author"] = values["login"] = None
        elif after == "draft" and before != "review":
            values["author"] = author
        self.connection.execute(sa.update(SHARES).where(SHARES.c.id == claim.share).values(**values))
        row = {"share": claim.share, "fence": claim.fence, "author": author, "comment": comment}
        noted = sa.insert(MOVES).values(**row, before=before, after=after, at_utc_ns=self.now_ns)
        self.connection.execute(noted)

    def _until(self, lease_s: float) -> int:
        return self.now_ns + round(lease_s * 1e9)


def _is_claimed(condition: sa.ColumnElement[bool]) -> sa.Exists:
    return sa.exists().where(CLAIMS.c.share == SHARES.c.id, CLAIMS.c.outcome.is_(None), condition)


def _has_share(author: str, stage: Stage | None = None) -> sa.Exists:
    own = SHARES.alias()
    found = sa.exists().where(own.c.recording == SHARES.c.recording, own.c.author == author)
    return found if stage is None else found.where(own.c.stage == stage)
