"""`replay import`: the file, the report, and what happens when it cannot be."""

import os
import resource
import shutil
import signal
import subprocess
import time
from pathlib import Path

import numpy as np
import pytest

from formats.native.reader import Reader
from formats.registry import open_recording
from tests.data import ROOT, real
from tests.formats.agentnet_folders import EVENTS, METADATA, lines, write_folder
from tests.replay.cli.shell import command_line, is_refused, replay, replay_process


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "recording")


@pytest.fixture
def without_av(tmp_path: Path) -> dict[str, str]:
    """Return the environment of a machine on which PyAV is not installed."""
    blocked = tmp_path / "blocked"
    blocked.mkdir()
    (blocked / "av.py").write_text('raise ImportError("not installed here")\n')
    return {"PYTHONPATH": str(blocked)}


def test_the_report_has_one_shape(folder: Path, tmp_path: Path) -> None:
    """What a program may rely on, counted against the folder's own lines."""
    found = replay("import", folder, "-o", tmp_path / "out.replay", "--json").document

    report = ["source", "read", "guessed", "lost", "counts", "frames", "clocks", "mapping"]
    assert list(found) == ["out", "size_bytes", *report]
    assert found["size_bytes"] == (tmp_path / "out.replay").stat().st_size
    for stream, actions in {"pointer": {"move"}, "button": {"click"}, "key": {"press", "release"}}.items():
        assert found["read"][stream] == sum(e["action"] in actions for e in EVENTS)


def test_the_file_reads_as_its_source_does(folder: Path, tmp_path: Path) -> None:
    """Every event as `replay events` prints it of the folder."""
    replay("import", folder, "-o", tmp_path / "out.replay")

    assert replay("events", tmp_path / "out.replay", "--json").out == replay("events", folder, "--json").out


def test_people_read_what_was_read_guessed_and_lost(folder: Path, tmp_path: Path) -> None:
    """The report on stdout, the file's name on stderr."""
    ended = replay("import", folder, "-o", tmp_path / "out.replay")

    assert "read     pointer      2\n" in ended.out
    assert "\nguessed  " in ended.out
    assert "\nlost     the folder has no video: events only\n" in ended.out
    assert ended.err.startswith(f"wrote {tmp_path / 'out.replay'}, ")


def test_out_is_not_replaced_unless_asked(folder: Path, tmp_path: Path) -> None:
    """--force replaces it."""
    out = tmp_path / "out.replay"
    out.write_bytes(b"precious")

    refused = replay("import", folder, "-o", out)
    kept = out.read_bytes()
    forced = replay("import", folder, "-o", out, "--force")

    assert is_refused(refused, 2, "--force")
    assert kept == b"precious"
    assert forced.status == 0
    Reader(out).close()


@pytest.mark.parametrize(
    ("out", "status", "said"),
    [
        ("recording", 2, "only read"),
        ("recording/../recording", 2, "only read"),
        ("folder", 2, "is a folder"),
        ("nowhere/out.replay", 2, "there is no folder"),
        ("/dev/null", 2, "is no file"),
        ("/proc/out.replay", 3, "/proc/out.replay: "),
        ("a" * 250, 3, "File name too long"),
    ],
)
def test_an_out_that_cannot_be_meant_or_written_is_refused(
    out: str, status: int, said: str, folder: Path, tmp_path: Path
) -> None:
    """Before anything is read, in one line, and with --force too."""
    (tmp_path / "folder").mkdir()

    ended = replay("import", folder, "-o", tmp_path / out, "--force")

    assert is_refused(ended, status, said)
    assert Path("/dev/null").is_char_device()
    assert sorted(entry.name for entry in folder.iterdir()) == ["events.jsonl", "metadata.json"]


def test_what_is_in_our_container_already_is_refused(folder: Path, tmp_path: Path) -> None:
    """There is nothing to import."""
    replay("import", folder, "-o", tmp_path / "out.replay")

    ended = replay("import", tmp_path / "out.replay", "-o", tmp_path / "again.replay")

    assert is_refused(ended, 3, "is a .replay file already")


def test_a_full_disk_leaves_no_half_file(
    folder: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """One line that names the file, and nothing beside the source."""
    settings_folder = tmp_path_factory.mktemp("settings")
    (settings_folder / "replay").mkdir()
    (settings_folder / "replay" / "settings.toml").write_text('audit = "never"\n')
    done = subprocess.run(
        command_line("import", folder, "-o", tmp_path / "out.replay"),
        cwd=ROOT,
        # The audit does without as little, and speaks of its own file.
        env={**os.environ, "XDG_CONFIG_HOME": str(settings_folder)},
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500)),
        check=False,
    )

    assert (done.returncode, done.stderr) == (3, f"replay: {tmp_path / 'out.replay'}: File too large\n")
    assert [entry.name for entry in tmp_path.iterdir()] == ["recording"]


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupted_import_leaves_no_half_file(tmp_path: Path, ending: signal.Signals) -> None:
    """Ctrl-C, `kill` or a closed terminal while it writes: what was under OUT stays."""
    many = [{**EVENTS[0], "time_stamp": 1000.5 + number / 1000, "x": number} for number in range(300_000)]
    folder = write_folder(tmp_path / "recording", events=many)
    out = tmp_path / "out.replay"
    out.write_bytes(b"precious")
    # However busy the machine is, the signal comes while it writes: what takes long takes a minute.
    slow = tmp_path.parent / f"{tmp_path.name}-slow"
    slow.mkdir()
    (slow / "sitecustomize.py").write_text("import os, time\nos.fsync = lambda _: time.sleep(60)\n")

    with subprocess.Popen(
        command_line("import", folder, "-o", out, "--force"),
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{slow}{os.pathsep}{ROOT}"},
        # As from a shell: what runs the tests may ignore the signal, which a child takes over.
        preexec_fn=lambda: signal.signal(ending, signal.SIG_DFL),  # noqa: PLW1509 - no other thread
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        # Not as soon as the file is there: it holds events once the writer is well under way.
        while process.poll() is None and not any(p.stat().st_size > 2000 for p in tmp_path.glob("*.partial")):
            time.sleep(0.001)
        process.send_signal(ending)
        _, said = process.communicate()

    assert (process.returncode, said.strip()) == (130, "replay: interrupted")
    assert out.read_bytes() == b"precious"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["out.replay", "recording"]


def test_hostile_words_of_a_source_are_harmless_in_its_report(tmp_path: Path) -> None:
    """Sentences of the report quote the source."""
    folder = write_folder(tmp_path / "recording", events=lines(EVENTS), metadata=METADATA)
    (folder / "evil\x1b[2J.mp4").write_bytes(b"no video")

    ended = replay("import", folder, "-o", tmp_path / "out.replay")

    assert ended.status == 0
    assert all(line.isprintable() for line in ended.out.splitlines())


def test_a_video_is_kept_byte_for_byte_and_its_frames_are_the_same(tmp_path: Path) -> None:
    """As came; and decoded into tiles when asked."""
    folder = real("agentnet", "recording")
    video = next(folder.glob("*.mp4"))
    out = tmp_path / "out.replay"

    replay("import", folder, "-o", out)

    with Reader(out) as reader, open_recording(folder) as source, reader.videos[0].open() as kept:
        assert kept.read() == video.read_bytes()
        assert np.array_equal(reader.pixels(100), source.pixels(100))


def test_without_pyav_events_and_video_import_and_the_report_says_what_to_install(
    tmp_path: Path, without_av: dict[str, str]
) -> None:
    """Nothing of the source is lost for want of a decoder."""
    folder = real("agentnet", "recording")
    video = next(folder.glob("*.mp4"))
    out = tmp_path / "out.replay"

    ended = replay_process("import", folder, "-o", out, **without_av)
    frame = replay_process("frame", out, "--at", "5", "-o", tmp_path / "a.png", **without_av)

    assert ended.status == 0
    assert "lost     the pictures of the video cannot be listed or shown: " in ended.out
    assert "pip install 'replay-desk[video]'" in ended.out
    with Reader(out) as reader, reader.videos[0].open() as kept:
        assert kept.read() == video.read_bytes()
        assert reader.streams["pointer"].rows == 4034
    assert is_refused(frame, 3, "import it again", "pip install 'replay-desk[video]'")


def test_without_pyav_a_video_is_not_dropped_for_lossless_pictures(
    tmp_path: Path, without_av: dict[str, str]
) -> None:
    """What cannot be decoded cannot be turned into tiles, and is not left out in silence."""
    folder = write_folder(tmp_path / "recording")
    shutil.copy(next(real("agentnet", "recording").glob("*.mp4")), folder / "video.mp4")

    ended = replay_process(
        "import", folder, "-o", tmp_path / "out.replay", "--pictures", "lossless", **without_av
    )

    assert is_refused(ended, 3, "would lose the video", "pip install 'replay-desk[video]'")
    assert not (tmp_path / "out.replay").exists()


def test_a_pipe_in_place_of_a_file_is_refused_at_once(tmp_path: Path) -> None:
    """It would wait for ever."""
    os.mkfifo(tmp_path / "pipe")

    assert is_refused(replay("import", tmp_path / "pipe", "-o", tmp_path / "out.replay"), 3, "a named pipe")


def test_a_table_s_mapping_is_printed_corrected_and_given(tmp_path: Path) -> None:
    """A doubtful table is refused with exit 3; the printed guess, once corrected, imports it."""
    table = tmp_path / "a.csv"
    table.write_text("time,x,y\n1,2,3\n2,3,4\n")

    refused = replay("import", table, "-o", tmp_path / "out.replay")
    printed = replay("import", table, "--print-mapping")
    (tmp_path / "map.toml").write_text(printed.out.replace('unit = "s"', 'unit = "ms"'))
    done = replay(
        "import", table, "-o", tmp_path / "out.replay", "--mapping", tmp_path / "map.toml", "--json"
    )

    assert is_refused(refused, 3, "not sure", "--print-mapping")
    assert printed.status == 0
    assert done.document["read"] == {"pointer": 2}
    assert 'unit = "ms"' in done.document["mapping"]


def test_a_sure_mapping_is_shown_with_the_report(tmp_path: Path) -> None:
    """So that it can be checked; without OUT nothing can be written, and a mapping is for tables alone."""
    table = tmp_path / "a.csv"
    table.write_text("time_ms,x,y\n1,2,3\n2,3,4\n")

    done = replay("import", table, "-o", tmp_path / "out.replay")

    assert 'mapping  column = "time_ms"' in done.out.splitlines()
    assert is_refused(replay("import", table), 2, "-o")
    words = ("import", table, "-o", tmp_path / "b.replay", "--mapping", table, "--format", "rrweb")
    assert is_refused(replay(*words), 2, "--mapping is for tables")


def test_the_name_of_the_new_file_is_harmless_on_a_terminal(folder: Path, tmp_path: Path) -> None:
    """As every other command has it: one line, and no escape sequence."""
    ended = replay("import", folder, "-o", tmp_path / "a\nb\x1b]0;c\x07.replay")

    assert ended.err.endswith("a␊b␛]0;c␇.replay, " + ended.err.rsplit(", ", 1)[1])
    assert ended.err.count("\n") == 1


def test_what_it_is_for_is_kept_and_exports_are_held_against_it(folder: Path, tmp_path: Path) -> None:
    """With who agreed, and until when."""
    out = tmp_path / "a.replay"
    days = ("--until", "2090-01-02", "--retain-until", "2091-03-04")

    replay("import", folder, "-o", out, "--purpose", "research", "--person", "P7", *days)
    consent = replay("info", out, "--json").document["consent"]

    assert (consent["person"], consent["purposes"]) == ("P7", ["research"])
    assert (consent["until"], consent["retain_until"]) == ("2090-01-02", "2091-03-04")
    assert "to be deleted after 2091-03-04" in replay("info", out).out
    refused = replay("export", out, "--to", "srt", "-o", tmp_path / "a.srt", "--purpose", "sale")
    assert is_refused(refused, 2, "the consent is for research, and not for sale")
    allowed = replay("export", out, "--to", "srt", "-o", tmp_path / "a.srt", "--purpose", "Research")
    assert allowed.status == 0


def test_a_consent_that_came_along_is_not_widened(folder: Path, tmp_path: Path) -> None:
    """Nor is a day or a purpose taken that is none."""
    first, told, out = tmp_path / "a.replay", tmp_path / "a.jsonl", tmp_path / "b.replay"
    replay("import", folder, "-o", first, "--purpose", "research")
    replay("export", first, "--to", "jsonl", "-o", told, "--purpose", "research")

    assert is_refused(replay("import", told, "-o", out, "--purpose", "sale"), 2, "and not for sale")
    assert is_refused(replay("import", told, "-o", out, "--purpose", " "), 2, "a purpose is words")
    assert is_refused(replay("import", told, "-o", out, "--until", "soon"), 2, "--until")
    assert not out.exists()
    assert replay("import", told, "-o", out).status == 0
    assert replay("info", out, "--json").document["consent"]["purposes"] == ["research"]


def test_on_a_terminal_it_is_asked_for(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who answers with nothing states nothing, and is told how to; a script is asked nothing."""
    silent = replay("import", folder, "-o", tmp_path / "a.replay")
    assert silent.err.count("\n") == 1
    assert "no purpose was stated (--purpose)" in silent.err

    monkeypatch.setattr("replay.cli.writing.purpose.asked_purpose", lambda _: "labelling")
    replay("import", folder, "-o", tmp_path / "b.replay")

    assert replay("info", tmp_path / "b.replay", "--json").document["consent"]["purposes"] == ["labelling"]
