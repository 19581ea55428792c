"""The two kinds of stores, for tests of what must hold in both."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from replay.store.place import Place, place_of
from tests.postgres import NoServerError, new_database, postgres


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A server for all tests of a run."""
    try:
        with postgres() as url:
            yield url
    except NoServerError as error:
        pytest.skip(str(error))


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """The place of a store that nobody has made."""
    if request.param == "SQLite":
        return Place(tmp_path / "store" / "a.db")
    return place_of(new_database(request.getfixturevalue("postgres_url")))
