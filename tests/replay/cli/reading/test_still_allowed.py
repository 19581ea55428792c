"""A recording that is open is closed when its person withholds it or removes something of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from formats.errors import FormatError
from formats.native.reader import Reader
from replay.cli.reading.still_allowed import StillAllowed
from replay.cli.reading.subject_list import subject_path
from replay.store.paths import subjects_folder
from replay.store.withdrawals import withdrawal_path
from tests.replay.cli.shell import replay

pytestmark = pytest.mark.usefixtures("apart")


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (("subject", "--withhold"), "the recorded person withheld it"),
        (("subject", "--black-out-app", "Browser"), "the recorded person removed 1 thing of it"),
        (("withdraw", "--yes"), "was withdrawn by the recorded person"),
    ],
)
def test_what_its_person_says_meanwhile_closes_it(original: Path, asked: tuple[str, ...], why: str) -> None:
    """In plain words; until then it stays open, and is not read for that."""
    watch = StillAllowed(original)
    with Reader(original) as reader:
        watch(reader)
        ended = replay(asked[0], original, *asked[1:])
        with pytest.raises(FormatError, match="closed, as its person has just had their say") as error:
            watch(reader)

    assert ended.status == 0
    assert why in str(error.value)


def test_a_release_closes_nothing(original: Path) -> None:
    """Nor does what is said of another recording."""
    watch = StillAllowed(original)
    with Reader(original) as reader:
        ended = replay("subject", original, "--release")
        watch(reader)

    assert ended.status == 0


def _garbage(place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(b"\xff{")


def _circle(place: Path) -> None:
    place.symlink_to(place.name)


@pytest.mark.parametrize("damage", [_garbage, Path.mkdir, _circle])
@pytest.mark.parametrize("place_of", [subject_path, withdrawal_path])
def test_what_cannot_be_read_closes_it_and_is_not_taken_for_their_word(
    original: Path, place_of: Callable[[Path], Path], damage: Callable[[Path], None]
) -> None:
    """Nobody knows whether they said something; the reason is in words for people."""
    watch = StillAllowed(original)
    with Reader(original) as reader:
        damage(place_of(original))
        with pytest.raises(FormatError, match="closed, as it cannot be told any more") as error:
            watch(reader)

    assert place_of(original).name in str(error.value)
    assert "Error" not in str(error.value)


def test_a_file_where_what_people_said_is_remembered_closes_it(original: Path) -> None:
    """Nothing is remembered in it."""
    watch = StillAllowed(original)
    with Reader(original) as reader:
        _garbage(subjects_folder())
        with pytest.raises(FormatError, match="closed, as it cannot be told any more") as error:
            watch(reader)

    assert f"{subjects_folder()} remembers what recorded people said" in str(error.value)
    assert "Not a directory" in str(error.value)
