"""What lies beside a recording that is deleted: what is its own goes, and all else is told with a reason."""

import shutil
from pathlib import Path
from shlex import quote
from typing import Any

import pytest

from formats.model.annotations import Decision
from formats.native.copy import write_recording
from replay.store.journal import open_store
from replay.store.place import place_beside
from tests.data import SAMPLE
from tests.replay.cli.labelled import changes
from tests.replay.cli.redacting import leaky_in, read_no_pictures
from tests.replay.cli.shell import replay
from tests.replay.core.recordings import recording
from tests.replay.core.typing import keys
from tests.replay.privacy.leaky import SECRET


@pytest.fixture(autouse=True)
def unread(apart: None, monkeypatch: pytest.MonkeyPatch) -> None:
    read_no_pictures(monkeypatch)


@pytest.fixture
def original(tmp_path: Path) -> Path:
    """A recording with a list of each kind beside it."""
    path = leaky_in(tmp_path)
    asked = ("--purpose", "research")
    replay("canary", "plant", path, "-o", tmp_path / "planted.replay", "--count", "2", *asked)
    words = path.with_name("words.txt")
    replay("subject", path, "--black-out-words", words, "--release")
    replay("redact", path, "-o", tmp_path / "out.replay", "--pictures", "drop", *asked)
    assert {each.name.rpartition(".")[0].rpartition(".")[2] for each in path.parent.glob("*.json")} == {
        "canaries",
        "redactions",
        "subject",
    }
    return path


def exported(folder: Path) -> Path:
    """Return an export of the sample with its pictures beside it."""
    path = folder / "events.jsonl"
    replay("export", SAMPLE, "--to", "jsonl", "-o", path)
    return path


def kept(told: dict[str, Any]) -> dict[str, Any]:
    """Return what is kept by its name."""
    return {Path(each["path"]).name: each for each in told["kept"]}


def test_lists_that_hold_secrets_go_with_their_recording(original: Path) -> None:
    """And nothing else does that lies beside it."""
    mine = original.with_name(f"{original.name}.notes.txt")
    mine.write_text("mine")
    others = original.with_name("other.replay")
    shutil.copy(SAMPLE, others)

    ended = replay("withdraw", original, "--delete", "--yes", "--json")

    left = {each.name for each in original.parent.iterdir() if each.name != ".replay"}
    assert ended.status == 0
    assert left == {mine.name, others.name, "words.txt"}
    assert len(ended.document["deleted_beside"]) == 3
    assert kept(ended.document)[mine.name]["why"] == "nobody here knows what it is"
    assert kept(ended.document)[mine.name]["command"] == f"rm -- {quote(str(mine))}"
    assert SECRET not in ended.out


def test_without_deleting_they_are_told_with_what_deletes_them(original: Path) -> None:
    """One command, which is the same for all of them."""
    told = kept(replay("withdraw", original, "--yes", "--json").document)
    printed = replay("withdraw", original, "--yes").out

    commands = {each["command"] for name, each in told.items() if name.startswith(f"{original.name}.")}
    assert commands == {f"replay withdraw --delete {quote(str(original))}"}
    assert "what is in it is in the clear\n" in printed
    assert f"           replay withdraw --delete {quote(str(original))}\n" in printed


def test_a_list_of_what_had_the_name_before_is_no_list_of_the_recording(original: Path) -> None:
    """The audit tells: it stays, and so does a list of the person that is of another recording."""
    before = {each.name for each in original.parent.glob("*.json")}
    write_recording(recording(*keys(1.0, "hello")), original, lossless=True)

    told = replay("withdraw", original, "--delete", "--yes", "--json").document

    assert (told["deleted"], told["deleted_beside"]) == (True, [])
    assert {each.name for each in original.parent.glob("*.json")} == before
    assert all("not known to be of this recording" in kept(told)[name]["why"] for name in before)


def test_a_file_that_only_has_the_name_of_a_list_stays(original: Path) -> None:
    """And a link is not followed."""
    fake = original.with_name(f"{original.name}.0a1b2c3d.redactions.json")
    fake.write_text("{}")
    (listed,) = [each for each in original.parent.glob("*.redactions.json") if each != fake]
    moved = original.parent.parent / "moved.json"
    listed.rename(moved)
    listed.symlink_to(moved)

    told = replay("withdraw", original, "--delete", "--yes", "--json").document

    assert fake.exists()
    assert moved.exists()
    assert {fake.name, listed.name} <= set(kept(told))


@pytest.mark.parametrize("added", [False, True])
def test_pictures_beside_an_export_go_with_it(tmp_path: Path, *, added: bool) -> None:
    """What somebody put among them stays, and is told."""
    path = exported(tmp_path)
    folder = tmp_path / "events.jsonl.files"
    assert len(list((folder / "frames").iterdir())) > 100
    if added:
        (folder / "frames" / "thesis.doc").write_text("mine")

    ended = replay("withdraw", path, "--delete", "--yes", "--json")

    assert [each.name for each in folder.rglob("*.*")] == (["thesis.doc"] if added else [])
    assert ended.document["deleted_beside"] == ([] if added else [str(folder)])
    if added:
        told = kept(ended.document)[folder.name]
        assert told == {
            "path": str(folder),
            "why": "it holds files that no export writes",
            "command": f"rm -r -- {quote(str(folder))}",
        }
    else:
        assert not folder.exists()


def test_a_folder_that_is_a_link_is_left_alone(tmp_path: Path) -> None:
    """What it leads to may be anybody's."""
    path = exported(tmp_path)
    folder, real = tmp_path / "events.jsonl.files", tmp_path / "real"
    folder.rename(real)
    folder.symlink_to(real)

    told = replay("withdraw", path, "--delete", "--yes", "--json").document

    assert any((real / "frames").iterdir())
    assert kept(told)[folder.name]["command"] == f"rm -- {quote(str(folder))}"


def test_the_store_is_told_with_how_many_others_use_it(original: Path) -> None:
    """It is never deleted: it tells of the copies."""
    place = place_beside(original)
    with open_store(place) as store:
        for name in ("one", "another"):
            store.append(changes("ann", [Decision(name, "x", "accepted")], name))

    told = kept(replay("withdraw", original, "--delete", "--yes", "--json").document)

    said = "it holds the audit, which tells of copies, and what was annotated, of 2 other recordings, too"
    assert told["annotations.db"]["why"] == said
    assert told["annotations.db"]["command"].startswith(f"rm -f -- {quote(str(place))} ")
    assert Path(str(place)).exists()


def test_what_has_a_foreign_recordings_name_may_be_a_part_of_it(tmp_path: Path) -> None:
    """A video beside it stays, and is told."""
    path, video = tmp_path / "a.cast", tmp_path / "a.mkv"
    path.write_text('{"version": 2, "width": 20, "height": 4}\n[0.5, "i", "hello"]\n')
    video.write_bytes(b"video")

    told = kept(replay("withdraw", path, "--delete", "--yes", "--json").document)

    assert video.exists()
    assert "may be a part of it or of another one" in told["a.mkv"]["why"]


def test_a_link_goes_with_what_it_leads_to(original: Path, tmp_path: Path) -> None:
    """That a link is gone deletes nothing."""
    link = tmp_path / "link.replay"
    link.symlink_to(original)

    ended = replay("withdraw", link, "--delete", "--yes", "--json")

    assert ended.status == 0
    assert not original.exists()
    assert not link.is_symlink()
    assert str(original.resolve()) in ended.document["deleted_beside"]
    assert not list(original.parent.glob(f"{original.name}.*.json"))


def test_a_second_name_of_the_same_file_is_told(original: Path, tmp_path: Path) -> None:
    """All of it is still there under that one."""
    original.with_name("second.replay").hardlink_to(original)

    ended = replay("withdraw", original, "--delete", "--yes", "--json")

    assert ended.status == 1
    assert not original.exists()
    assert any("1 more name" in each for each in ended.document["not_done"])
