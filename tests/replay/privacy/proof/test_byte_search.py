"""The search of a file's bytes sees what a reader would pass over."""

import base64

import pytest
import zstandard

from replay.privacy.proof.byte_search import byte_search
from replay.privacy.proof.checks import check_bytes

SECRET = "hunter2-not-real"
CODED = {
    "UTF-8": SECRET.encode(),
    "upper case": SECRET.upper().encode(),
    "UTF-16 LE": SECRET.encode("utf-16-le"),
    "UTF-16 BE": SECRET.encode("utf-16-be"),
    "hexadecimal": SECRET.encode().hex().upper().encode(),
    "base64": base64.b64encode(b"x" + SECRET.encode()),
    "reversed": SECRET[::-1].encode(),
}


@pytest.mark.parametrize("coding", CODED)
@pytest.mark.parametrize("depth", [0, 1, 2])
def test_a_secret_is_found_in_every_coding_and_within_compressed_parts(coding: str, depth: int) -> None:
    """Behind the end of a file, in a chunk of an unknown kind, in an older file that lies in this one."""
    data = b"before " + CODED[coding] + b" after"
    for _ in range(depth):
        data = b"chunk" * 3 + zstandard.compress(data * 3) + b"\0\0"

    searched = byte_search(data, ["another one", SECRET])

    assert {each.secret for each in searched.found} == {1}
    assert not searched.unread


def test_a_part_that_cannot_be_unpacked_is_told() -> None:
    """What was not read is open, and not clean."""
    frame = zstandard.compress(b"what nobody can read" * 50)

    searched = byte_search(b"head" + frame[: len(frame) // 2], [SECRET])

    assert searched.unread == (4,)


def test_a_part_that_unpacks_to_too_much_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file cannot take all memory."""
    monkeypatch.setattr("replay.privacy.proof.byte_search.PART_BYTES", 1000)

    searched = byte_search(zstandard.compress(b"\0" * 5000), [SECRET])

    assert (searched.unread, searched.parts) == ((0,), 0)


def test_secrets_too_short_for_bytes_are_named() -> None:
    """They are searched for in texts only."""
    searched = byte_search(b"pin 4711", ["4711", SECRET])

    assert searched.too_short == (0,)
    assert not searched.found


def test_no_secret_stands_in_what_is_told_of_a_finding() -> None:
    """A place names the secret by its number."""
    searched = byte_search(SECRET.encode(), [SECRET])

    assert SECRET not in repr(searched.found)


def test_a_secret_as_long_as_a_book_is_found() -> None:
    """An entry of the clipboard that goes as a whole is one."""
    secret = "".join(f"{number}, " for number in range(100_000))

    assert byte_search(b"before " + secret.encode(), [secret]).found
    assert byte_search(secret.encode().hex().encode(), [secret]).found
    assert not byte_search(secret[10:].encode(), [secret]).found


def test_what_is_told_of_a_search_says_nothing_of_the_secret() -> None:
    """Neither whether there are capitals and signs in it, nor whether it is long: certificates hold it."""
    told = [check_bytes(byte_search(b"nothing", [secret])).words for secret in ("hunter", 'Hunter2 "not" é')]

    assert told[0] == told[1]
