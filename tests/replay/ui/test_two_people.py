"""Where two people must say the same: what each is told, what stays hidden, and what is open again."""

from pathlib import Path
from typing import Any

import pytest

from replay.store.settings import Settings
from replay.ui.desks import journal_reader
from tests.replay.ui.labelled import desk_is_there
from tests.replay.ui.screen import driven

_SECRET = "hunter2-not-real"
_POLICY = 'name = "clinic"\nversion = 1\n[four_eyes]\ncategories = ["password"]\n'


@pytest.fixture
def policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A policy by which passwords need two people."""
    path = tmp_path / "policy.toml"
    path.write_text(_POLICY)
    folder = tmp_path / "settings"
    (folder / "replay").mkdir(parents=True)
    (folder / "replay" / "settings.toml").write_text(f'policy = "{path}"\n')
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    return path


@pytest.fixture
def logins(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Logins by author, else each has their own."""
    known: dict[str, str] = {}

    def login_of(settings: Settings) -> str:
        return known.get(settings.author, f"login of {settings.author}")

    read = journal_reader.read_journal

    def read_journal(source: Path, settings: Settings, *rest: Any) -> None:
        monkeypatch.setattr(journal_reader, "login_name", lambda: login_of(settings))
        read(source, settings, *rest)

    monkeypatch.setattr(journal_reader, "read_journal", read_journal)
    return known


@pytest.mark.usefixtures("logins")
async def test_one_person_alone_shows_nothing_and_two_who_differ_are_told(source: Path, policy: Path) -> None:
    """Each looks for themselves; after one's own word one is told what it comes to."""
    first, _, hidden_first, _ = await _decide(source, "ann", "r", policy)
    second, _, hidden_second, _ = await _decide(source, "ben", "a", policy)
    gave_in, listed, _, again = await _decide(source, "ann", "a", policy)
    _, left, _, _ = await _decide(source, "ben", "", policy)

    assert "a second person must say the same" in first
    assert "ben" not in first
    assert "ann rejects it: it stays open until you agree" in second
    assert hidden_first
    assert hidden_second
    assert "ben confirms it" in listed
    assert "decided by two" in gave_in
    assert again
    assert "password" not in left


@pytest.mark.parametrize("shared", [False, True])
async def test_another_name_from_the_same_login_is_no_second_person(
    source: Path, policy: Path, logins: dict[str, str], *, shared: bool
) -> None:
    """One line says why it does not count; a policy can say that people share a login."""
    logins.update(ann="kim", ben="kim")
    policy.write_text(f"{_POLICY}shared_logins = {str(shared).lower()}\n")

    first, *_ = await _decide(source, "ann", "a", policy)
    second, *_ = await _decide(source, "ben", "a", policy)

    assert "a second person must say the same" in first
    assert ("login" in first) is not shared
    if shared:
        assert "decided by two" in second
    else:
        assert "a second login must say the same: ann and ben are one person" in second
        third, *_ = await _decide(source, "eve", "a", policy)
        assert "decided by two" in third


async def test_what_one_login_said_otherwise_is_ended_by_another(
    source: Path, policy: Path, logins: dict[str, str]
) -> None:
    """Nobody is told to agree with themselves, and who has another login decides with the last word."""
    logins.update(ann="kim", ben="kim")

    await _decide(source, "ann", "r", policy)
    second, *_ = await _decide(source, "ben", "a", policy)
    third, *_ = await _decide(source, "eve", "a", policy)

    assert "rejects it" not in second
    assert "a second person must say the same, by another name and login" in second
    assert "decided by two" in third


async def _decide(source: Path, author: str, key: str, policy: Path) -> tuple[str, str, bool, bool]:
    """Decide on the password; return what is said, the stops before, and whether it is hidden then."""
    settings = Settings(author=author, labels="computer-use", policy=str(policy))
    async with driven(source, source=source, settings=settings, labels=True, size=(240, 48)) as screen:
        await desk_is_there(screen)
        await screen.press("F")
        await screen.until(lambda: "private" in screen.status())
        desk = screen.main.desk
        assert desk is not None
        listed = "\n".join(stop.words for stop in desk.stops)
        if key:
            stop = next(stop for stop in desk.stops if "password in typed" in stop.words)
            while desk.stop_at(screen.player.t_ns) is not stop or screen.player.t_ns != stop.t_ns:
                await screen.press("n")
            await screen.press(key)
        said = screen.status()
        masks = screen.main.stage.keeper.masks
        return said, listed, masks.hides("typed", 51_000_000_000, 51_000_000_001), masks.looked
