"""`replay recover`: what is intact is kept, what is lost is said, and what is broken is never touched."""

import os
import resource
import signal
import subprocess
import time
from pathlib import Path

import numpy as np
import pytest

from formats.native.beside import journal_path
from formats.native.header_body import pack_header
from formats.native.reader import Reader
from formats.native.sink import ChunkSink
from formats.native.writer import Writer
from replay.cli.reading.subject_list import subject_path
from tests.data import ROOT, SAMPLE
from tests.formats.agentnet_folders import write_folder
from tests.formats.native_samples import HEADER, busy_events, write_busy
from tests.replay.cli.damaged import damage
from tests.replay.cli.shell import command_line, is_refused, replay


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.replay"
    write_busy(path)
    path.write_bytes(path.read_bytes()[:-30])
    return path


def test_a_whole_file_is_copied_and_nothing_was_lost(tmp_path: Path) -> None:
    """Exit 0 says that everything was there."""
    ended = replay("recover", SAMPLE, "-o", tmp_path / "out.replay", "--json")

    with Reader(SAMPLE) as reader, Reader(tmp_path / "out.replay") as copy:
        assert ended.document["kept"]["streams"] == {n: i.rows for n, i in reader.streams.items()}
        assert all(np.array_equal(reader.pixels(n), copy.pixels(n)) for n in range(0, 279, 40))
    assert (ended.status, ended.document["complete"], ended.document["problems"]) == (0, True, [])
    assert ended.document["lost"] == {"streams": {}, "pictures": 0, "chunks": 0, "gaps": []}


def test_the_document_has_the_keys_that_the_help_lists(broken: Path, tmp_path: Path) -> None:
    """A program may rely on the shape of --json."""
    ended = replay("recover", broken, "-o", tmp_path / "out.replay", "--json")

    found = ended.document
    assert list(found) == ["out", "size_bytes", "complete", "kept", "lost", "problems"]
    assert list(found["kept"]) == ["streams", "pictures", "videos", "unknown_chunks", "journal_rows"]
    assert list(found["lost"]) == ["streams", "pictures", "chunks", "gaps"]
    assert found["size_bytes"] == (tmp_path / "out.replay").stat().st_size
    shown = " ".join(replay("recover", "--help").out.split())
    for part in (found, found["kept"], found["lost"]):
        assert all(name in shown for name in part)


def test_lost_rows_are_counted_with_the_times_around_them(tmp_path: Path) -> None:
    """The chunk of a stream that is damaged in the middle of others leaves a gap with both its ends."""
    path = tmp_path / "a.replay"
    with Writer(path, HEADER) as writer:
        pointer = busy_events(3 * 8192)["pointer"]
        writer.append(pointer)
    damage(path, "pointer", chunk=1)

    ended = replay("recover", path, "-o", tmp_path / "out.replay", "--json")

    first, last = int(pointer.t[8191]), int(pointer.t[2 * 8192])
    assert ended.status == 1
    assert ended.document["lost"]["streams"] == {"pointer": 8192}
    assert ended.document["lost"]["chunks"] == 1
    assert ended.document["lost"]["gaps"] == [
        {"stream": "pointer", "rows": 8192, "start_ns": first, "end_ns": last}
    ]


def test_a_stream_that_is_lost_whole_is_counted(tmp_path: Path) -> None:
    """The file's end still tells how many rows there were."""
    path = tmp_path / "a.replay"
    write_busy(path, rows=600)
    damage(path, "key")

    ended = replay("recover", path, "-o", tmp_path / "out.replay", "--json")

    assert ended.document["lost"]["streams"] == {"key": len(busy_events(600)["key"])}
    assert "key" not in ended.document["kept"]["streams"]


def test_people_read_the_same_account(tmp_path: Path) -> None:
    """The table and the sentences name the stream, the rows and the chunk."""
    path = tmp_path / "a.replay"
    write_busy(path, rows=600)
    damage(path, "key")

    ended = replay("recover", path, "-o", tmp_path / "out.replay")

    count = len(busy_events(600)["key"])
    assert f"lost  {count} rows of key before " in ended.out
    assert "its checksum does not hold" in ended.out
    assert ended.err.startswith(f"wrote {tmp_path / 'out.replay'}, ")


def test_rows_of_a_killed_recorder_come_from_its_journal(tmp_path: Path) -> None:
    """What was not in a chunk yet is kept, and counted."""
    path = tmp_path / "live.replay"
    writer = Writer(path, HEADER, live=True)
    writer.append(busy_events(300)["pointer"])
    writer.abort()

    ended = replay("recover", path, "-o", tmp_path / "out.replay", "--json")

    assert ended.document["kept"]["streams"] == {"pointer": 300}
    assert ended.document["kept"]["journal_rows"] == 300
    assert ended.status == 1


@pytest.mark.parametrize("place", ["beside", "elsewhere", "gone"])
@pytest.mark.parametrize("lost", ["", "key", "start", "key and start", "start and end"])
def test_what_its_person_removed_stays_removed(tmp_path: Path, place: str, lost: str) -> None:
    """Their list is made anew for what is left; without it or an id, nothing is made."""
    path, out = tmp_path / "a.replay", tmp_path / "out.replay"
    named = () if place == "beside" else ("--list", tmp_path / "mine.json")
    write_busy(path, rows=600)
    replay("subject", path, *named, "--black-out-words", word_file(tmp_path), "--release")
    if place == "gone":
        (tmp_path / "mine.json").unlink()
    if "key" in lost:
        damage(path, "key")
    if "start" in lost:
        data = path.read_bytes()
        path.write_bytes(bytes(400) + (data[400:-200] if "end" in lost else data[400:]))

    theirs = tmp_path / "mine.json" if named else subject_path(path)
    before = theirs.read_bytes() if theirs.exists() else b""

    ended = replay("recover", path, "-o", out)

    if place == "gone" or "end" in lost:
        assert is_refused(ended, 3, f"{path} is not recovered", "removed 1 thing of it", "hold that again")
        assert not out.exists()
        assert is_refused(replay("recover", path, "-o", out, "--force"), 3, "is not recovered")
        return
    assert ended.status == (1 if lost else 0)
    assert ("what its person removed (1 thing) stays removed" in ended.err) == ("key" in lost)
    assert is_refused(replay("events", out), 3, "the recorded person removed 1 thing of it")
    told = replay("subject", out, "--removed", "--reveal", "--json").document
    assert told["state"] == ("undecided" if "key" in lost else "released")
    assert told["removed"] == [{"number": 1, "kind": "word", "word": "tests"}]
    assert theirs.read_bytes() == before


def test_a_list_beside_the_new_file_is_not_replaced_by_accident(tmp_path: Path) -> None:
    """It may be that of a recording of this name."""
    path, out = tmp_path / "a.replay", tmp_path / "out.replay"
    write_busy(path, rows=600)
    replay("subject", path, "--black-out-words", word_file(tmp_path), "--release")
    subject_path(out).write_text("theirs")

    ended = replay("recover", path, "-o", out)

    assert is_refused(ended, 2, f"{subject_path(out)} exists")
    assert (out.exists(), subject_path(out).read_text()) == (False, "theirs")
    assert replay("recover", path, "-o", out, "--force").status == 0


def word_file(folder: Path) -> Path:
    """Return a file with a word to remove."""
    (folder / "words.txt").write_text("tests\n")
    return folder / "words.txt"


def test_what_its_person_withheld_is_not_recovered(tmp_path: Path) -> None:
    """Though nothing of it is removed."""
    path = tmp_path / "a.replay"
    write_busy(path, rows=600)
    replay("subject", path, "--list", tmp_path / "mine.json", "--withhold")

    ended = replay("recover", path, "-o", tmp_path / "out.replay")

    assert is_refused(ended, 3, "the recorded person withheld it")


def test_what_is_left_is_recovered_once_its_person_released_all_of_that(tmp_path: Path) -> None:
    """With the list of the whole away: it does not fit what is left, and no copy without it can be made."""
    path, out = tmp_path / "a.replay", tmp_path / "out.replay"
    write_busy(path, rows=600)
    replay("subject", path, "--black-out-span", "0", "1", "--release")
    damage(path, "key")
    subject_path(path).unlink()

    before = replay("recover", path, "-o", out)
    said = replay("subject", path, "--release")
    after = replay("recover", path, "-o", out)

    assert is_refused(before, 3, "is not recovered", f"`replay subject {path} --release`")
    assert (said.status, after.status) == (0, 1)
    # Under the id of the whole something else is known: as an original it stays shut until they say so of it.
    assert is_refused(replay("events", out), 3, "in another form of it", "`replay subject`")


def test_a_damaged_file_of_which_nothing_was_removed_is_recovered(tmp_path: Path) -> None:
    """What was recorded with --review has a list all the same."""
    path, out = tmp_path / "a.replay", tmp_path / "out.replay"
    write_busy(path, rows=600)
    assert replay("subject", path, "--release").status == 0
    damage(path, "key")

    ended = replay("recover", path, "-o", out)

    assert (ended.status, out.exists()) == (1, True)


def test_a_journal_of_another_file_is_named(broken: Path, tmp_path: Path) -> None:
    """A journal that is not believed is not passed over in silence."""
    other = Writer(tmp_path / "other.replay", HEADER, live=True)
    other.append(busy_events(100)["pointer"])
    other.abort()
    journal_path(tmp_path / "other.replay").replace(journal_path(broken))

    ended = replay("recover", broken, "-o", tmp_path / "out.replay", "--json")

    assert any("belongs to another file" in problem for problem in ended.document["problems"])


def test_chunks_of_an_unknown_kind_are_kept(tmp_path: Path) -> None:
    """A later version's chunks are copied as they are, and counted."""
    path, out = tmp_path / "a.replay", tmp_path / "out.replay"
    with path.open("wb") as file:
        sink = ChunkSink(file, pack_header(HEADER))
        sink.add(200, b"of a later version", stream=7, rows=3)
        sink.finish()

    ended = replay("recover", path, "-o", out, "--json")

    with Reader(out) as reader:
        file_read, entries = reader.chunks
        kept = entries[entries["kind"] == 200][0]
        assert file_read.chunk_at(int(kept["offset"]))[1] == b"of a later version"
    assert ended.document["kept"]["unknown_chunks"] == 1
    assert ended.status == 0


def test_chunks_of_another_file_are_told_from_damage(tmp_path: Path) -> None:
    """As where a disk mixed up two files: their salt is another, and their rows do not come in."""
    for name in ("a", "b"):
        with Writer(tmp_path / f"{name}.replay", HEADER) as writer:
            writer.append(busy_events(100)["pointer"])
            writer.append(busy_events(100)["key"])
    path, data = tmp_path / "a.replay", (tmp_path / "a.replay").read_bytes()
    with Reader(path) as reader:
        _, entries = reader.chunks
    cut = int(entries[2]["offset"])
    path.write_bytes(data[:cut] + (tmp_path / "b.replay").read_bytes()[cut : cut + 64] + data[cut + 64 :])

    ended = replay("recover", path, "-o", tmp_path / "out.replay", "--json")

    assert any(problem.endswith("belong to another file") for problem in ended.document["problems"])
    assert any(problem.startswith("chunk 2 is lost before byte ") for problem in ended.document["problems"])
    assert ended.document["lost"]["streams"] == {"key": len(busy_events(100)["key"])}


@pytest.mark.parametrize("name", ["same", "hard link", "symbolic link", "journal"])
def test_the_broken_file_is_never_written_over(name: str, broken: Path, tmp_path: Path) -> None:
    """Not by its own name nor by another, and not with --force."""
    before = broken.read_bytes()
    journal_path(broken).write_bytes(b"rows")
    out = broken if name == "same" else tmp_path / "out.replay"
    if name == "hard link":
        out.hardlink_to(broken)
    elif name == "symbolic link":
        out.symlink_to(broken)
    elif name == "journal":
        out = journal_path(broken)

    ended = replay("recover", broken, "-o", out, "--force")

    assert is_refused(ended, 2, "only read")
    assert broken.read_bytes() == before
    assert journal_path(broken).read_bytes() == b"rows"


def test_what_a_killed_import_left_is_recovered_under_the_name_it_was_to_have(tmp_path: Path) -> None:
    """ "a.replay.partial" becomes "a.replay", and is still there."""
    left = tmp_path / "a.replay.partial"
    write_busy(left)
    before = left.read_bytes()

    ended = replay("recover", left, "-o", tmp_path / "a.replay")

    assert ended.status == 0
    assert left.read_bytes() == before


def test_a_file_that_exists_is_replaced_only_when_asked(broken: Path, tmp_path: Path) -> None:
    """Without --force it is wrong use, with it the file is new."""
    out = tmp_path / "out.replay"
    out.write_bytes(b"precious")

    refused = replay("recover", broken, "-o", out)
    kept = out.read_bytes()
    forced = replay("recover", broken, "-o", out, "--force")

    assert is_refused(refused, 2, "--force")
    assert kept == b"precious"
    assert forced.status == 1
    Reader(out).close()


@pytest.mark.parametrize("content", [b"", b"Dear reader,\nthis is a letter.\n", os.urandom(4000)])
def test_what_is_no_recording_is_refused(content: bytes, tmp_path: Path) -> None:
    """Exit 3, one line that names the file, and nothing is written."""
    path = tmp_path / "letter"
    path.write_bytes(content)

    ended = replay("recover", path, "-o", tmp_path / "out.replay")

    assert is_refused(ended, 3, "letter")
    assert [entry.name for entry in tmp_path.iterdir()] == ["letter"]


def test_a_file_with_nothing_but_its_header_is_refused(broken: Path, tmp_path: Path) -> None:
    """An empty recording would pass for a recovered one."""
    with Reader(broken) as reader:
        _, entries = reader.chunks
    broken.write_bytes(broken.read_bytes()[: int(entries[1]["offset"])])

    ended = replay("recover", broken, "-o", tmp_path / "out.replay")

    assert is_refused(ended, 3, "broken.replay", "nothing but the header")


def test_a_foreign_recording_is_refused_with_what_to_do(tmp_path: Path) -> None:
    """Only our own container is mended."""
    ended = replay("recover", write_folder(tmp_path / "rec"), "-o", tmp_path / "out.replay")

    assert is_refused(ended, 3, "agentnet", "replay import")


def test_a_file_whose_start_is_destroyed_is_still_recovered(broken: Path, tmp_path: Path) -> None:
    """Its kind cannot be told from its first bytes, and its chunks are found all the same."""
    data = broken.read_bytes()
    broken.write_bytes(bytes(400) + data[400:])

    ended = replay("recover", broken, "-o", tmp_path / "out.replay", "--json")

    assert ended.status == 1
    assert ended.document["kept"]["streams"]["pointer"] == 600


def test_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    """One line that says why, and the file that was to be replaced is as it was."""
    out = tmp_path / "out.replay"
    out.write_bytes(b"precious")

    done = subprocess.run(
        command_line("recover", SAMPLE, "-o", out, "--force"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
        check=False,
    )

    assert done.returncode == 3
    assert done.stderr == f"replay: {out}: File too large\n"
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.replay"]
    assert out.read_bytes() == b"precious"


def test_an_interrupted_recover_leaves_no_half_file(
    broken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C while it writes: one word, exit 130, and only what was there before."""

    def interrupt(_sink: ChunkSink) -> None:
        assert list(tmp_path.glob("*.partial")), "it is writing"
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(5)

    monkeypatch.setattr(ChunkSink, "finish", interrupt)

    ended = replay("recover", broken, "-o", tmp_path / "out.replay")

    assert [entry.name for entry in tmp_path.iterdir()] == ["broken.replay"]
    assert (ended.status, ended.err.strip()) == (130, "replay: interrupted")
