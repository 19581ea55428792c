"""A recording that is open is closed when its person withholds it or removes something of it."""

from pathlib import Path

import pytest

from formats.errors import FormatError
from formats.native.reader import Reader
from replay.cli.reading.still_allowed import StillAllowed
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
