"""The queue of a team: who annotates and reviews what next, so that no two do the same and nobody their own.

One lock for all of it: every question and its answer are one transaction, behind that of everybody else.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from replay.store.errors import QueueError, StaleFenceError
from replay.store.journal import Store
from replay.store.queue_rows import held_by, moves_of, shares_of
from replay.store.queue_work import QueueWork, clock_ns
from replay.store.schema import QUEUE, SHARES
from replay.store.stages import USUAL_LEASE_S, Claim, Move, Share

LOCK = "the queue"
MOST_SHARES = 100
"""Of one recording."""


class Queue:
    """The queue in a store."""

    def __init__(
        self,
        store: Store,
        now_ns: Callable[[], int] | None = None,
        *,
        login: str = "",
        logins_count: bool = False,
    ) -> None:
        """Use the queue of a store.

        Args:
            store: Where it is kept.
            login: Name that the system knows those by who ask, "" where it is not known.
            logins_count: Whether a reviewer has another login than the annotator, beside another name.
            now_ns: Nanoseconds since 1970, UTC; None for the clock of the PostgreSQL server, which is one for
                all, or of this machine.
        """
        self._store = store
        self._now_ns = now_ns
        self._login = login
        self._logins_count = logins_count

    def add(
        self, recording: str, *, name: str, path: str, author: str, overlap: int = 1, seen: bool = False
    ) -> int:
        """Have a recording annotated by so many people.

        Args:
            recording: Content id.
            name: Of its file, for people.
            path: Where it lies.
            author: Who adds it.
            overlap: How many people; one that is there already gets more shares where this is more.
            seen: Whether annotators may see each other's work although they are several.

        Returns:
            How many shares are new.
        """
        if not 1 <= overlap <= MOST_SHARES:
            raise QueueError(f"a recording is annotated by 1 to {MOST_SHARES} people, not {overlap}")
        with self._work() as work:
            connection = work.connection
            known = connection.execute(sa.select(QUEUE.c.id).where(QUEUE.c.recording == recording)).first()
            if known is None:
                row = {"recording": recording, "name": name, "path": path, "blind": overlap > 1 and not seen}
                connection.execute(sa.insert(QUEUE).values(**row, added_utc_ns=work.now_ns, added_by=author))
            counted = sa.select(sa.func.count()).where(SHARES.c.recording == recording)
            there = connection.execute(counted).scalar_one()
            for number in range(there, overlap):
                connection.execute(
                    sa.insert(SHARES).values(recording=recording, number=number, stage="waiting")
                )
            if known is not None and overlap > there:
                blind = sa.update(QUEUE).where(QUEUE.c.recording == recording).values(blind=not seen)
                connection.execute(blind)
        return int(max(overlap - there, 0))

    def next(self, author: str, *, lease_s: float = USUAL_LEASE_S) -> Claim | None:
        """Claim what an author is to annotate next; None where nothing waits for them.

        First what they have already, then what was sent back to them, then what waits or was left until its
        lease ran out, in the order in which it was added: never a second share of one recording, and none of
        a recording that they have reviewed.
        """
        with self._work() as work:
            held = work.claims_of(author, "annotate")
            if held:
                return work.renew(held[0].fence, lease_s)
            share = work.own_draft(author) or work.free_share(author)
            return None if share is None else work.claim(share, author, "annotate", lease_s)

    def next_review(self, author: str, *, lease_s: float = USUAL_LEASE_S) -> Claim | None:
        """Claim what an author is to review next; None where nothing waits for them.

        Never their own, and none of a recording of which they still have a share to do: they would see
        another's work before theirs is done.
        """
        with self._work() as work:
            held = work.claims_of(author, "review")
            if held:
                return work.renew(held[0].fence, lease_s)
            share = work.share_to_review(author)
            return None if share is None else work.claim(share, author, "review", lease_s)

    def renew(self, fence: int, author: str, *, lease_s: float = USUAL_LEASE_S) -> Claim:
        """Have a claim for longer; also one whose lease has run out, while nobody else has taken the share.

        Raises:
            StaleFenceError: It has ended.
        """
        with self._work() as work:
            work.held(fence, author)
            return work.renew(fence, lease_s)

    def submit(self, fence: int, author: str, comment: str = "") -> None:
        """Hand a share on to be reviewed.

        Raises:
            StaleFenceError: The claim has ended: somebody else may have the share by now.
        """
        with self._work() as work:
            claim = work.held(fence, author, "annotate")
            work.end(claim, "submitted")
            work.move(claim, author, "review", comment)

    def accept(self, fence: int, author: str, comment: str = "") -> None:
        """Accept what was reviewed.

        Raises:
            StaleFenceError: The claim has ended.
            QueueError: It is the author's own work.
        """
        with self._work() as work:
            claim = work.held(fence, author, "review")
            work.end(claim, "accepted")
            work.move(claim, author, "accepted", comment)

    def send_back(self, fence: int, author: str, comment: str) -> None:
        """Send back to its annotator what was reviewed, and say why.

        Raises:
            StaleFenceError: The claim has ended.
            QueueError: There is no comment.
        """
        if not comment.strip():
            raise QueueError("what is sent back needs a comment: what is to be done?")
        with self._work() as work:
            claim = work.held(fence, author, "review")
            work.end(claim, "sent back")
            work.move(claim, author, "draft", comment)

    def release(self, fence: int, author: str, *, force: bool = False) -> None:
        """Give back a claim, or what was sent back and is claimed by nobody: others may then have the share.

        Args:
            fence: The newest of its share.
            author: Who gives it back.
            force: Whether it may be somebody else's.

        Raises:
            StaleFenceError: It is not the newest, or there is nothing to give back.
            QueueError: It is somebody else's.
        """
        with self._work() as work:
            claim, outcome = work.known(fence)
            if claim.author != author and not force:
                raise QueueError(f"claim {fence} is {claim.author}'s; --force gives it back for them")
            stage = work.stage(claim.share)
            if not work.is_newest(claim) or (outcome is not None and stage != "draft"):
                raise StaleFenceError(f"claim {fence} has ended ({outcome}): there is nothing to give back")
            if outcome is None:
                work.end(claim, "released")
            if stage == "draft":
                work.move(claim, author, "waiting")

    def barred(self, author: str) -> int:
        """Count what waits for a reviewer and is not for this one: it was annotated from their login."""
        with self._work() as work:
            return work.barred(author)

    def held(self, author: str) -> list[Claim]:
        """Return what somebody has now, to annotate or to review."""
        return held_by(self._store, author)

    def shares(self, recording: str | None = None) -> list[Share]:
        """Return how far everything is, or one recording."""
        return shares_of(self._store, recording)

    def history(self, recording: str) -> list[Move]:
        """Return how the shares of a recording went from stage to stage, oldest first."""
        return moves_of(self._store, recording)

    @contextmanager
    def _work(self) -> Iterator[QueueWork]:
        with self._store.writing([LOCK]) as connection:
            now_ns = self._now_ns() if self._now_ns else clock_ns(connection)
            yield QueueWork(connection, now_ns, self._login, self._logins_count)
