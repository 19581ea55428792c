"""What was removed of a sealed recording lies beside it in no clear words, and only its key tells it."""

import json
from pathlib import Path

import pytest

from replay.cli.reading.subject_list import subject_path
from replay.store.key_files import key_path
from tests.replay.cli.redacting import read_no_pictures
from tests.replay.cli.sealing import Sealed, seal_sample
from tests.replay.cli.shell import is_refused, replay

pytestmark = pytest.mark.usefixtures("apart")
_WORD = "alice@example.com"


@pytest.fixture
def sealed(tmp_path: Path) -> Sealed:
    """A sealed recording whose person removed a word and released the rest."""
    found = seal_sample(tmp_path)
    found.plain.unlink()
    (tmp_path / "words.txt").write_text(f"{_WORD}\n")
    assert replay("subject", found.path, "--black-out-words", tmp_path / "words.txt", "--release").status == 0
    return found


def told(path: Path) -> list[dict[str, object]]:
    """Return what the person is shown of their list."""
    removed: list[dict[str, object]] = replay("subject", path, "--removed", "--reveal", "--json").document[
        "removed"
    ]
    return removed


def test_their_list_tells_nobody_else_what_it_is(sealed: Sealed) -> None:
    """But how many things, which keeps others out without the key; a change of theirs is sealed, too."""
    listed = subject_path(sealed.path)

    assert _WORD not in listed.read_text()
    assert told(sealed.path) == [{"number": 1, "kind": "word", "word": _WORD}]
    assert is_refused(replay("text", sealed.path), 3, "the recorded person removed 1 thing of it")
    replay("subject", sealed.path, "--black-out-app", "XTerm")
    assert len(told(sealed.path)) == 2
    assert "XTerm" not in listed.read_text()


def test_a_copy_is_made_without_it_and_proved(
    sealed: Sealed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list of what was removed from the copy is sealed, too, and opened for the proof."""
    read_no_pictures(monkeypatch)
    out = tmp_path / "out.replay"

    made = replay("redact", sealed.path, "-o", out, "--pictures", "drop", "--purpose", "x", "--json")
    proven = replay("verify", out, "--against", sealed.path, "--json")
    listed = Path(made.document["list"])
    alone = replay("verify", out, "--list", listed, "--json")

    assert made.status == 0
    assert _WORD not in listed.read_text()
    for ended in (proven, alone):
        checks = {each["check"]: each["status"] for each in ended.document["checks"]}
        assert (checks["list"], checks["secrets"], checks["texts"]) == ("clean", "clean", "clean")


def test_without_the_key_nobody_learns_it(sealed: Sealed) -> None:
    """Destroying that has erased what they removed, too."""
    key_path(sealed.path).unlink()

    assert is_refused(replay("subject", sealed.path, "--removed", "--reveal"), 3, "its key")


def test_a_list_that_was_edited_is_no_list(sealed: Sealed) -> None:
    """What is told in the clear is bound to what is enciphered."""
    listed = subject_path(sealed.path)
    record = json.loads(listed.read_text())
    listed.write_text(json.dumps({**record, "removed": 0}))

    assert is_refused(replay("subject", sealed.path, "--removed"), 3, "told beside that, was changed")


def test_a_list_of_another_seal_is_told(sealed: Sealed, tmp_path: Path) -> None:
    """With what to do about it."""
    unsealed, again = tmp_path / "u.replay", tmp_path / "again.replay"
    theirs = subject_path(sealed.path).read_bytes()
    subject_path(sealed.path).unlink()
    replay("subject", sealed.path, "--release")
    assert replay("unseal", sealed.path, "-o", unsealed).status == 0
    assert replay("seal", unsealed, "-o", again).status == 0
    subject_path(again).write_bytes(theirs)

    ended = replay("subject", again, "--removed")

    assert is_refused(ended, 3, "is sealed by the key of a recording that is not here: put that beside it")


def test_whoever_withdraws_it_is_told_that_its_lists_are_sealed(sealed: Sealed) -> None:
    """They go with the key, and nobody has to look for a secret in them."""
    told = replay("withdraw", sealed.path, "--yes", "--json").document

    why = {Path(each["path"]).name: each["why"] for each in told["kept"]}
    assert why[subject_path(sealed.path).name].endswith("what is in it is enciphered by the same key")
