"""Logins beside the authors of changes, carried between people."""

from pathlib import Path

from replay.store.journal import Store
from replay.store.place import place_in
from tests.replay.cli.shell import replay
from tests.replay.store.journals import make_changes


def test_a_login_goes_with_its_change_from_one_store_to_another(tmp_path: Path) -> None:
    """By a file, and by a merge of files; what has none comes without one."""
    old = make_changes(1)
    new = make_changes(1, author="ben", known=old, login="eve")
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    with Store(place_in(tmp_path / "a")) as store:
        store.append([*old, *new])

    replay("journal", "export", "--all", "-o", tmp_path / "j.jsonl", "--store", tmp_path / "a")
    merged = replay("merge", tmp_path / "j.jsonl", tmp_path / "j.jsonl", "-o", tmp_path / "m.jsonl")
    ended = replay("journal", "import", tmp_path / "m.jsonl", "--store", tmp_path / "b")
    verified = replay("journal", "verify", "--store", tmp_path / "b")

    assert (merged.status, ended.status, verified.status) == (0, 0, 0)
    with Store(place_in(tmp_path / "b")) as store:
        assert [(each.author, each.login) for each in store.changes("rec", [])] == [
            ("ann", ""),
            ("ben", "eve"),
        ]
