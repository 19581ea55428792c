"""The audit: nothing is lost of it, and nothing can be changed in it unnoticed."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import sqlalchemy as sa

from formats.model.time import Span
from replay.store.audit import BROKEN, AuditLog
from replay.store.audit_key import AuditKey, audit_key, key_of
from replay.store.audit_memory import AuditMemory
from replay.store.audit_verify import verify
from replay.store.author import login_name
from replay.store.errors import StoreError
from replay.store.place import Place
from replay.store.schema import AUDIT, AUDIT_HEADS
from tests.data import ROOT

KEY = key_of(b"k" * 32)


OPENED: list[AuditLog] = []


@pytest.fixture
def log(place: Place, tmp_path: Path) -> Iterator[AuditLog]:
    """A log of one person; every log of a test is closed behind it."""
    yield log_of(place, tmp_path)
    while OPENED:
        OPENED.pop().close()


def log_of(place: Place, folder: Path, key: AuditKey = KEY, who: str = "me") -> AuditLog:
    """Return the log as one person has it: with a key and a memory of their own."""
    OPENED.append(AuditLog(place, key=key, memory=AuditMemory(place, folder / f"heads-{who}")))
    return OPENED[-1]


def filled(log: AuditLog, count: int) -> AuditLog:
    """Add entries to a log."""
    for number in range(count):
        log.append(
            "saw", f"r{number % 2}", who="ann", span=Span(number, number + 5), details={"n": str(number)}
        )
    return log


def changed(log: AuditLog, *statements: sa.Executable) -> None:
    """Do something to the rows past the program."""
    with log.store.writing([]) as connection:
        for statement in statements:
            connection.execute(statement)


def test_what_was_noted_is_there_in_its_order(log: AuditLog) -> None:
    """With who, when, which span, and the login that no setting changes."""
    first = log.append("opened", "rec", who="ann", at_utc_ns=5)
    second = log.append("exported", "rec", who=login_name(), span=Span(3, 9), details={"format": "csv"})

    assert list(log.entries()) == [first, second]
    assert first.details == {"login": login_name()}
    assert second.details == {"format": "csv"}
    assert (first.number, first.at_utc_ns, second.span) == (0, 5, Span(3, 9))


def test_entries_of_one_recording_are_found(log: AuditLog) -> None:
    """By its content id."""
    filled(log, 5)

    assert [entry.number for entry in log.entries("r1")] == [1, 3]


def test_a_sound_log_verifies(log: AuditLog) -> None:
    """All of it is sealed, and no fault is found."""
    found = verify(filled(log, 7))

    assert (found.entries, found.sealed, found.others, found.faults) == (7, 7, (), ())


def test_a_log_of_nothing_verifies(log: AuditLog) -> None:
    """And is not made by it."""
    assert verify(log).faults == ()
    assert list(log.entries()) == []


@pytest.mark.parametrize(
    "column",
    ["kind", "recording", "at_utc_ns", "who", "start_ns", "end_ns", "details", "key", "previous", "hash"],
)
def test_an_altered_entry_is_found(log: AuditLog, column: str) -> None:
    """Whatever was altered of it."""
    filled(log, 5)
    value: object = 1 if column.endswith("_ns") else "x"
    changed(log, sa.update(AUDIT).where(AUDIT.c.number == 2).values({column: value}))

    assert verify(log).faults


@pytest.mark.parametrize("number", range(5))
def test_an_entry_taken_out_is_found(log: AuditLog, number: int) -> None:
    """From anywhere, the end too."""
    filled(log, 5)
    changed(log, sa.delete(AUDIT).where(AUDIT.c.number == number))

    assert verify(log).faults


def test_a_log_cut_with_its_head_is_found(log: AuditLog, place: Place, tmp_path: Path) -> None:
    """The head of a shorter log cannot be sealed without the key; one that is gone is missed."""
    filled(log, 5)
    last = list(log.entries())[2]
    with log.store.writing([]) as connection:
        own = connection.scalar(sa.select(AUDIT.c.hash).where(AUDIT.c.number == last.number))
    changed(
        log,
        sa.delete(AUDIT).where(AUDIT.c.number > 2),
        sa.update(AUDIT_HEADS).values(entries=3, hash=own),
    )
    blank = log_of(place, tmp_path, who="who forgot")

    assert any("head was altered" in fault for fault in verify(blank).faults)
    changed(log, sa.delete(AUDIT_HEADS))
    assert any("head of the key" in fault for fault in verify(blank).faults)


def test_a_log_put_back_to_an_older_state_is_found_by_memory_alone(
    log: AuditLog, place: Place, tmp_path: Path
) -> None:
    """It agrees with itself: who has only the key cannot know."""
    filled(log, 3)
    with log.store.writing([]) as connection:
        head = dict(connection.execute(sa.select(AUDIT_HEADS)).mappings().one())
    filled(log, 2)
    changed(log, sa.delete(AUDIT).where(AUDIT.c.number > 2), sa.update(AUDIT_HEADS).values(**head))
    blank = log_of(place, tmp_path, who="who forgot")

    assert not verify(blank).faults
    assert any("remember 5" in fault for fault in verify(log).faults)


def test_a_cut_is_not_sealed_over_by_the_next_entry(log: AuditLog) -> None:
    """The log itself says from then on that it was cut."""
    filled(log, 5)
    changed(log, sa.delete(AUDIT).where(AUDIT.c.number > 2))

    filled(log, 3)

    assert [entry.kind for entry in log.entries()].count(BROKEN) == 1
    (fault,) = verify(log).faults
    assert "5 entries were sealed, and 2 of them are gone: it has 3" in fault


def test_a_log_written_anew_by_a_stranger_is_found(log: AuditLog, place: Place, tmp_path: Path) -> None:
    """Every hash is right, and the key is another one."""
    filled(log, 4)
    changed(log, sa.delete(AUDIT), sa.delete(AUDIT_HEADS))
    filled(log_of(place, tmp_path, key_of(b"x" * 32), "stranger"), 4)

    assert verify(log).faults


def test_two_keys_keep_one_log(log: AuditLog, place: Place, tmp_path: Path) -> None:
    """Each verifies what it has sealed, and is told whose word the rest is."""
    other = log_of(place, tmp_path, key_of(b"o" * 32), "other")
    filled(log, 3)
    filled(other, 2)

    assert (verify(log).sealed, verify(log).others, verify(log).faults) == (3, (other.key.name,), ())
    assert (verify(other).sealed, verify(other).faults) == (5, ())


def test_long_details_are_cut_and_an_unknown_kind_is_refused(log: AuditLog) -> None:
    """An entry is a line and no place to keep things."""
    entry = log.append("saw", "r", who="ann", details={"name": "x" * 10_000})

    assert len(entry.details["name"]) == 4096
    with pytest.raises(ValueError, match="kind"):
        log.append("did", "r", who="ann")


def test_24_processes_lose_no_entry(place: Place, tmp_path: Path) -> None:
    """They make the store, the key and the memory together, and the log is one chain."""
    code = """
import os, sys
from pathlib import Path
from replay.store.audit import AuditLog
from replay.store.audit_key import audit_key
from replay.store.audit_memory import AuditMemory
from replay.store.place import place_of
place, folder = place_of(sys.argv[1]), Path(sys.argv[2])
log = AuditLog(place, key=audit_key(path=folder / "a.key"), memory=AuditMemory(place, folder / "heads"))
for number in range(5):
    log.append("saw", "rec", who=sys.argv[3], details={"n": str(number)})
"""
    where = place.url or str(place.path)
    started = [
        subprocess.Popen([sys.executable, "-c", code, where, tmp_path, f"p{number}"], cwd=ROOT)
        for number in range(24)
    ]
    assert [process.wait(120) for process in started] == [0] * 24

    with AuditLog(
        place, key=audit_key(path=tmp_path / "a.key"), memory=AuditMemory(place, tmp_path / "heads")
    ) as log:
        entries = list(log.entries())
        found = verify(log)

    assert {(entry.who, entry.details["n"]) for entry in entries} == {
        (f"p{process}", str(number)) for process in range(24) for number in range(5)
    }
    assert (found.entries, found.sealed, found.faults) == (120, 120, ())
    assert log.memory.read().entries == 120


def test_a_key_is_made_once_and_for_its_owner(tmp_path: Path) -> None:
    """A second look finds the same, and one that others can read is refused."""
    path = tmp_path / "data" / "a.key"
    made = audit_key(path=path)

    assert audit_key(path=path) == made
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o644)
    with pytest.raises(StoreError, match="others may read"):
        audit_key(path=path)
    path.chmod(0o600)
    path.write_text("no key")
    with pytest.raises(StoreError, match="no key of 64"):
        audit_key(path=path)


def test_rows_of_a_stranger_are_faults_and_no_crash(tmp_path: Path) -> None:
    """SQLite keeps anything in any column; PostgreSQL what the column is for."""
    with log_of(Place(tmp_path / "a.db"), tmp_path) as log:
        filled(log, 4)
        for number, (column, value) in enumerate(
            [("at_utc_ns", float("inf")), ("details", b"\xff"), ("end_ns", -1), ("key", None)]
        ):
            value_sql = "CAST(x'ff' AS BLOB)" if isinstance(value, bytes) else None
            told = sa.text(value_sql) if value_sql else value
            with suppress(StoreError):
                changed(log, sa.update(AUDIT).where(AUDIT.c.number == number).values({column: told}))
        faults: list[str] = []
        left = list(log.entries(faults=faults))

        assert len(faults) == 3
        assert len(left) == 1
        assert verify(log).faults


def test_a_key_is_not_shown() -> None:
    """Not in a traceback either."""
    assert "kkk" not in repr(KEY)
    assert KEY.secret.hex()[:8] not in KEY.name


def test_a_key_can_lie_in_the_keyring_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """Made once; one that cannot be asked is said in one line, with what does without it."""
    keyring = pytest.importorskip("keyring")
    kept: dict[tuple[str, str], str] = {}
    monkeypatch.setattr(keyring, "get_password", lambda *name: kept.get(name))
    monkeypatch.setattr(keyring, "set_password", lambda *words: kept.update({words[:2]: words[2]}))

    made = audit_key("keyring")

    assert audit_key("keyring") == made
    assert list(kept) == [("replay", "audit key")]

    def refuse(*_: str) -> str:
        raise keyring.errors.KeyringError("locked")

    monkeypatch.setattr(keyring, "get_password", refuse)
    with pytest.raises(StoreError, match="does without"):
        audit_key("keyring")
