"""The queue: no two do the same, nobody does it twice or reviews their own, who comes late is told."""

import threading
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from replay.store.errors import QueueError, StaleFenceError
from replay.store.journal import Store
from replay.store.place import Place
from replay.store.queue import LOCK, Queue
from replay.store.schema import CLAIMS
from replay.store.stages import Claim

HOUR_NS = 3_600_000_000_000


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now_ns = 1_700_000_000_000_000_000

    def __call__(self) -> int:
        return self.now_ns


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def queue(place: Place, clock: Clock) -> Iterator[Queue]:
    with Store(place) as store:
        yield Queue(store, clock)


def add(queue: Queue, *names: str, overlap: int = 1) -> None:
    """Add recordings."""
    for name in names:
        queue.add(name, name=f"{name}.replay", path=f"/r/{name}.replay", author="boss", overlap=overlap)


def taken(claim: Claim | None) -> Claim:
    """Return a claim that must be there."""
    assert claim is not None
    return claim


def in_login(queue: Queue, login: str, *, counts: bool = True) -> Queue:
    """Return the same queue for somebody else."""
    return Queue(queue._store, queue._now_ns, login=login, logins_count=counts)


def stages(queue: Queue) -> list[str]:
    """Return the stage of each share."""
    return [share.stage for share in queue.shares()]


def test_a_recording_goes_from_hand_to_hand(queue: Queue) -> None:
    """Annotated, sent back with a comment, done again, accepted; each step is kept."""
    add(queue, "a")

    first = taken(queue.next("ann"))
    queue.submit(first.fence, "ann")
    review = taken(queue.next_review("ben"))
    queue.send_back(review.fence, "ben", "the last segment is missing")
    again = taken(queue.next("ann"))
    queue.submit(again.fence, "ann", "there it is")
    last = taken(queue.next_review("ben"))
    queue.accept(last.fence, "ben")

    assert (first.path, review.annotator, again.comment) == (
        "/r/a.replay",
        "ann",
        "the last segment is missing",
    )
    assert first.fence < review.fence < again.fence < last.fence
    assert stages(queue) == ["accepted"]
    assert [(move.author, move.before, move.after, move.comment) for move in queue.history("a")] == [
        ("ann", "waiting", "draft", ""),
        ("ann", "draft", "review", ""),
        ("ben", "review", "draft", "the last segment is missing"),
        ("ann", "draft", "review", "there it is"),
        ("ben", "review", "accepted", ""),
    ]
    assert queue.next("ann") is queue.next_review("ben") is None


def test_what_somebody_has_they_get_again(queue: Queue, clock: Clock) -> None:
    """Asking twice is no second recording, and makes the lease last."""
    add(queue, "a", "b")
    first = taken(queue.next("ann", lease_s=60))
    clock.now_ns += HOUR_NS

    again = taken(queue.next("ann", lease_s=60))

    assert (again.fence, again.recording) == (first.fence, "a")
    assert again.until_utc_ns == clock.now_ns + 60 * 10**9
    assert queue.held("ann") == [again]


def test_several_annotate_one_recording_each_once(queue: Queue) -> None:
    """As many as are wanted, nobody twice, and blind."""
    add(queue, "a", overlap=3)
    for name in ("ann", "ben", "cat"):
        claim = taken(queue.next(name))
        assert claim.blind
        queue.submit(claim.fence, name)
        assert queue.next(name) is None

    assert queue.next("dan") is None
    assert {share.annotator for share in queue.shares()} == {"ann", "ben", "cat"}


def test_whoever_comes_back_too_late_is_refused(queue: Queue, clock: Clock) -> None:
    """The lease ran out, another has the recording: the old fence does nothing any more."""
    add(queue, "a")
    old = taken(queue.next("ann", lease_s=3600))
    assert queue.next("ben") is None
    clock.now_ns += 2 * HOUR_NS

    new = taken(queue.next("ben"))

    assert (new.recording, new.fence > old.fence) == ("a", True)
    with pytest.raises(
        StaleFenceError, match=f"claim {old.fence} has ended .expired.: ben has the recording"
    ):
        queue.submit(old.fence, "ann")
    with pytest.raises(StaleFenceError):
        queue.renew(old.fence, "ann")
    with pytest.raises(StaleFenceError):
        queue.release(old.fence, "ann")
    queue.submit(new.fence, "ben")
    with pytest.raises(StaleFenceError):
        queue.submit(new.fence, "ben")


def test_a_lease_that_ran_out_costs_nothing_while_nobody_waits(queue: Queue, clock: Clock) -> None:
    """The work is still one's own to hand on."""
    add(queue, "a")
    claim = taken(queue.next("ann", lease_s=1))
    clock.now_ns += HOUR_NS

    queue.submit(claim.fence, "ann")

    assert stages(queue) == ["review"]


def test_nobody_reviews_their_own_work(queue: Queue) -> None:
    """Neither by asking for the next, nor with a fence."""
    add(queue, "a")
    claim = taken(queue.next("ann"))
    with pytest.raises(QueueError, match="is to annotate a recording: submit it"):
        queue.accept(claim.fence, "ann")
    queue.submit(claim.fence, "ann")

    assert queue.next_review("ann") is None
    review = taken(queue.next_review("ben"))
    with pytest.raises(QueueError, match=r"claim .* is ben's, not ann's"):
        queue.accept(review.fence, "ann")


def test_who_annotates_a_recording_does_not_see_anothers_work_first(queue: Queue) -> None:
    """Neither reviews it before their own is done, nor annotates what they have reviewed."""
    add(queue, "a", overlap=2)
    ann, ben = taken(queue.next("ann")), taken(queue.next("ben"))
    queue.submit(ann.fence, "ann")

    assert queue.next_review("ben") is None
    queue.submit(ben.fence, "ben")
    assert taken(queue.next_review("ben")).annotator == "ann"

    add(queue, "b", overlap=2)
    claim = taken(queue.next("cat"))
    queue.submit(claim.fence, "cat")
    assert taken(queue.next_review("ann")).annotator == "ben"
    review = taken(queue.next_review("dan"))
    assert (review.recording, review.annotator) == ("b", "cat")
    assert queue.next("dan") is None


def test_a_comment_is_due_where_work_is_sent_back(queue: Queue) -> None:
    """Whoever has to do it again is told what."""
    add(queue, "a")
    claim = taken(queue.next("ann"))
    queue.submit(claim.fence, "ann")
    review = taken(queue.next_review("ben"))

    with pytest.raises(QueueError, match="needs a comment"):
        queue.send_back(review.fence, "ben", "  ")
    assert stages(queue) == ["review"]


def test_what_is_given_back_is_free_at_once(queue: Queue) -> None:
    """For others and for oneself; a review as well."""
    add(queue, "a")
    claim = taken(queue.next("ann"))
    queue.release(claim.fence, "ann")
    assert stages(queue) == ["waiting"]
    other = taken(queue.next("ben"))
    with pytest.raises(QueueError, match="--force gives it back"):
        queue.release(other.fence, "ann")
    queue.submit(other.fence, "ben")
    review = taken(queue.next_review("ann"))
    queue.release(review.fence, "ann")

    assert stages(queue) == ["review"]
    assert taken(queue.next_review("cat")).annotator == "ben"


def test_work_of_somebody_who_has_left_can_be_given_to_others(queue: Queue) -> None:
    """What was sent back waits for its annotator for ever, unless somebody releases it for them."""
    add(queue, "a")
    claim = taken(queue.next("ann"))
    queue.submit(claim.fence, "ann")
    review = taken(queue.next_review("ben"))
    queue.send_back(review.fence, "ben", "again")
    assert queue.next("cat") is None
    (share,) = queue.shares()

    queue.release(share.fence, "boss", force=True)

    assert taken(queue.next("cat")).recording == "a"


def test_adding_again_adds_what_is_more(queue: Queue) -> None:
    """Never a second share for the same place, and never fewer."""
    assert queue.add("a", name="a", path="/a", author="boss") == 1
    assert not queue.shares()[0].blind
    assert queue.add("a", name="a", path="/a", author="boss", overlap=3) == 2
    assert queue.add("a", name="a", path="/a", author="boss", overlap=2) == 0
    assert [share.number for share in queue.shares("a")] == [0, 1, 2]
    assert queue.shares()[0].blind
    with pytest.raises(QueueError, match="1 to 100 people"):
        queue.add("b", name="b", path="/b", author="boss", overlap=0)


def test_the_table_itself_holds_one_open_claim_for_a_share(queue: Queue) -> None:
    """Whatever a program does wrong, no share has two holders."""
    add(queue, "a")
    claim = taken(queue.next("ann"))
    row = {
        "share": claim.share,
        "author": "eve",
        "purpose": "annotate",
        "claimed_utc_ns": 0,
        "until_utc_ns": 9,
    }

    with pytest.raises(Exception, match=r"(?i)unique") as raised, queue._store.writing([LOCK]) as connection:
        connection.execute(sa.insert(CLAIMS).values(**row))

    assert isinstance(raised.value.__cause__, IntegrityError)


def test_many_that_ask_at_once_get_each_something_else(place: Place) -> None:
    """Eight programs, ten recordings for two people each: no share is claimed twice, none forgotten."""
    with Store(place) as store:
        add(Queue(store), *map(str, range(10)), overlap=2)
    done: list[Claim] = []

    def work(author: str) -> None:
        with Store(place) as store:
            queue = Queue(store)
            while claim := queue.next(author):
                done.append(claim)
                queue.submit(claim.fence, author)

    people = [threading.Thread(target=work, args=(f"author {number}",)) for number in range(8)]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert len(done) == 20
    assert len({claim.share for claim in done}) == 20
    assert len({(claim.recording, claim.author) for claim in done}) == 20


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    overlap=st.integers(1, 3),
    does=st.lists(
        st.tuples(
            st.sampled_from(["next", "review", "submit", "accept", "send back", "release", "wait"]),
            st.sampled_from(["ann", "ben", "cat"]),
        ),
        max_size=40,
    ),
)
def test_whatever_people_do_the_rules_hold(
    overlap: int, does: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """No share with two holders, nobody with two shares of a recording, nothing accepted by its annotator."""
    clock = Clock()
    fences = [0]
    with Store(Place(tmp_path_factory.mktemp("queue") / "a.db")) as store:
        queue = Queue(store, clock)
        add(queue, "a", "b", overlap=overlap)
        for what, author in does:
            mine = {claim.purpose: claim.fence for claim in queue.held(author)}
            if what == "wait":
                clock.now_ns += HOUR_NS
            elif what in {"next", "review"}:
                claim = (
                    queue.next(author, lease_s=1800)
                    if what == "next"
                    else queue.next_review(author, lease_s=1800)
                )
                if claim and claim.fence not in mine.values():
                    assert claim.fence > max(fences)
                    fences.append(claim.fence)
            elif what == "submit" and "annotate" in mine:
                queue.submit(mine["annotate"], author)
            elif what == "accept" and "review" in mine:
                assert [claim.annotator for claim in queue.held(author)] != [author]
                queue.accept(mine["review"], author)
            elif what == "send back" and "review" in mine:
                queue.send_back(mine["review"], author, "again")
            elif what == "release" and mine:
                queue.release(next(iter(mine.values())), author)
            shares = queue.shares()
            assert all((share.stage == "waiting") == (share.annotator == "") for share in shares)
            owned = [(share.recording, share.annotator) for share in shares if share.annotator]
            assert len(owned) == len(set(owned))
            assert all(share.holder != share.annotator for share in shares if share.purpose == "review")


@pytest.mark.parametrize(
    ("login", "counts", "gets"), [("l1", True, False), ("l1", False, True), ("l2", True, True)]
)
def test_a_reviewer_has_another_login_where_logins_count(
    queue: Queue, login: str, *, counts: bool, gets: bool
) -> None:
    """Another name alone does not do, and how much that keeps from them is told."""
    add(queue, "a")
    queue = in_login(queue, "l1", counts=counts)
    queue.submit(taken(queue.next("ann")).fence, "ann")

    reviewing = in_login(queue, login, counts=counts)

    assert (reviewing.next_review("ben") is not None) is gets
    assert reviewing.barred("ben") == (not gets)
    assert reviewing.barred("ann") == 0


def test_a_review_that_was_claimed_from_elsewhere_is_not_accepted_from_the_annotators_login(
    queue: Queue,
) -> None:
    """Whoever claims, the one who accepts is the one that counts."""
    add(queue, "a")
    mine, other = in_login(queue, "l1"), in_login(queue, "l2")
    mine.submit(taken(mine.next("ann")).fence, "ann")
    review = taken(other.next_review("ben"))

    with pytest.raises(QueueError, match="ann did this from your login l1"):
        mine.accept(review.fence, "ben")
    other.accept(review.fence, "ben")


def test_whoever_has_reviewed_a_recording_annotates_none_of_it_by_another_name(queue: Queue) -> None:
    """They have seen another's work."""
    add(queue, "a", overlap=2)
    mine, other = in_login(queue, "l1"), in_login(queue, "l2")
    mine.submit(taken(mine.next("ann")).fence, "ann")
    taken(other.next_review("ben"))

    assert other.next("eve") is None
    assert in_login(queue, "l3").next("eve") is not None


def test_work_from_before_there_were_logins_bars_nobody(queue: Queue) -> None:
    """Names alone tell it apart."""
    add(queue, "a")
    queue.submit(taken(queue.next("ann")).fence, "ann")

    assert in_login(queue, "l1").next_review("ann") is None
    assert in_login(queue, "l1").next_review("ben") is not None
