"""`replay info`: what a recording holds, counted against its own files."""

from pathlib import Path

import pytest

from formats.model.header import Consent, Header, Private
from formats.model.memory import MemoryRecording
from formats.native.reader import Reader
from formats.native.writer import Writer
from replay.cli.info_command import describe
from tests.data import ROOT, SAMPLE, real
from tests.replay.cli.desk import read_desk
from tests.replay.cli.shell import is_refused, replay

_PROMISED = {
    *("format", "duration_ns", "events", "streams", "frames"),
    *("displays", "consent", "complete", "size_bytes"),
}


def test_the_document_has_what_programs_were_promised() -> None:
    """The keys of --json, each of its type."""
    found = replay("info", SAMPLE, "--json").document

    assert found.keys() >= _PROMISED
    assert (found["format"], found["complete"], found["problems"]) == ("replay", True, [])
    assert found["size_bytes"] == SAMPLE.stat().st_size
    assert found["events"] == sum(found["streams"].values())


def test_the_counts_are_those_of_the_recorder_s_file() -> None:
    """Counted by a few lines that share nothing with the tool."""
    desk = read_desk()

    found = replay("info", SAMPLE, "--json").document

    assert {name: found["streams"][name] for name in desk.counts} == dict(desk.counts)
    assert found["frames"] == len(desk.of_kind("frame"))
    assert found["frames_changed"] == sum("file" in record for record in desk.of_kind("frame"))
    width, height = desk.of_kind("header")[0]["screen"][:2]
    assert [(d["width"], d["height"]) for d in found["displays"]] == [(width, height)]
    last_ns = max(record["t"] for record in desk.records) - desk.records[0]["t"]
    assert abs(found["duration_ns"] - last_ns) < 60_000_000
    assert found["consent"] is None


def test_a_foreign_folder_is_described_in_the_same_words() -> None:
    """Counted against AgentNet's own lines."""
    folder = real("agentnet", "recording")
    lines = (folder / "events.jsonl").read_text().splitlines()

    found = replay("info", folder, "--json").document

    assert found["format"] == "agentnet"
    assert found["streams"]["pointer"] == sum('"action": "move"' in line for line in lines)
    assert found["streams"]["button"] == sum('"action": "click"' in line for line in lines)
    assert found["streams"]["scroll"] == sum('"action": "scroll"' in line for line in lines)
    assert found["videos"][0]["media_type"] == "video/mp4"
    assert found["start_utc"] is None


def test_people_read_the_same() -> None:
    """Name, state, counts and consent, one line each."""
    out = replay("info", SAMPLE).out

    size = f"{SAMPLE.stat().st_size / 1000:.1f} kB"
    assert f"file         desk.replay  (replay, {size}, complete)" in out
    assert "duration     00:01:10.560" in out
    assert "frames       279, of them 220 with a visible change" in out
    assert "  pointer    840" in out


def test_a_cut_file_is_described_as_far_as_it_goes(tmp_path: Path) -> None:
    """It opens, says that it is not complete, and what is wrong."""
    path = tmp_path / "cut.replay"
    path.write_bytes(SAMPLE.read_bytes()[:200_000])

    people, program = replay("info", path), replay("info", path, "--json")

    assert "NOT COMPLETE" in people.out
    assert "problem      the file has no end" in people.out
    assert program.document["complete"] is False
    assert program.status == 0


@pytest.mark.parametrize(
    ("consent", "said"),
    [
        (None, "none in the file"),
        (Consent(person="p1", withdrawn=True), "WITHDRAWN by p1"),
        (Consent(), "given, by whom is not said; no end agreed"),
        (
            Consent(person="p1", purposes=("labels", "a\x1bb"), until="2030"),
            "p1; for labels, a␛b; until 2030",
        ),
    ],
)
def test_consent_is_told_in_words(consent: Consent | None, said: str, tmp_path: Path) -> None:
    """Withdrawn consent cannot be overlooked."""
    path = tmp_path / "a.replay"
    with Writer(path, Header("a", consent=consent)):
        pass

    assert f"consent      {said}\n" in replay("info", path).out


def test_names_that_identify_are_counted_and_not_shown(tmp_path: Path) -> None:
    """What identifies a person is printed by no command that was not asked for it."""
    path = tmp_path / "a.replay"
    private = Private(hardware={"serial": "X-123"}, names={"user": "jo", "host": "jos-desk"})
    with Writer(path, Header("a", private=private)):
        pass

    out = replay("info", path).out + replay("info", path, "--json").out

    assert "1 hardware and 2 name fields" in out
    assert not any(secret in out for secret in ("X-123", "jos-desk", '"jo"'))


def test_a_time_beyond_the_calendar_is_still_told() -> None:
    """A header can hold any number."""
    recording = MemoryRecording(Header("a", start_utc_ns=1 << 62), {})

    assert describe(recording, "replay")["start_utc"] == "2116-02-20T23:53:38.427+00:00"
    with Reader(SAMPLE) as reader:
        assert describe(reader, "replay")["start_utc"] == "2026-11-24T03:47:58.321+00:00"


def test_a_file_of_ours_without_its_beginning_is_sent_to_recover(tmp_path: Path) -> None:
    """Its end tells what it was."""
    path = tmp_path / "broken.replay"
    path.write_bytes(bytes(400) + SAMPLE.read_bytes()[400:])

    assert is_refused(replay("info", path), 3, "beginning is damaged", "`replay recover FILE -o OUT`")


def test_a_file_of_which_nothing_is_left_is_not_sent_to_recover(tmp_path: Path) -> None:
    """That would be refused too."""
    path = tmp_path / "broken.replay"
    path.write_bytes(SAMPLE.read_bytes()[:16])

    ended = replay("info", path)

    assert is_refused(ended, 3, "no chunk of a .replay file is left")
    assert "recover" not in ended.err


def test_displays_that_come_go_and_change_are_told_by_name() -> None:
    """With their scale where it is another than plain."""
    out = replay("info", ROOT / "samples" / "displays.replay").out

    line = next(line for line in out.splitlines() if line.startswith("displays"))
    told = line.removeprefix("displays").strip().split(", ")
    assert told[0] == "screen 1280x800"
    assert {each.split(" from ")[0] for each in told[1:]} == {
        *("screen gone", "left 640x800", "right 640x800", "left 640x800 at 150%", "right 640x800 at 150%"),
        *("right gone", "right 640x700 at 150%"),
    }
