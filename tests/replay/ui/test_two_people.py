"""Where two people must say the same: what each is told, what stays hidden, and what is open again."""

from pathlib import Path

import pytest

from replay.store.settings import Settings
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
