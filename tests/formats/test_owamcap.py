"""The importer of recordings by ocap, on what their files may hold."""

import base64
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from formats.errors import DamagedError, FormatError, MissingExtraError, TruncatedError, UnsupportedError
from formats.importers.owamcap import importer
from formats.model.report import ImportOptions
from formats.registry import detect, import_recording
from tests.formats.owamcap_files import GENERATIONS, MESSAGES, MS, T0, WINDOW, S, screen, write_mcap

RECOVER = ImportOptions(recover=True)


def key(at_ms: int, vk: int, what: str = "press") -> tuple[str, int, dict[str, Any]]:
    return ("keyboard", T0 + at_ms * MS, {"event_type": what, "vk": vk})


def state(at_ms: int, *vks: int) -> tuple[str, int, dict[str, Any]]:
    return ("keyboard/state", T0 + at_ms * MS, {"buttons": list(vks)})


@pytest.mark.parametrize("generation", GENERATIONS)
@pytest.mark.parametrize("compression", ["zstd", "lz4", "none"])
def test_every_generation_gives_the_same_rows(tmp_path: Path, generation: str, compression: str) -> None:
    """Names of schemas and the way a file is packed change nothing in the rows."""
    path = write_mcap(tmp_path / "a.mcap", generation=generation, compression=compression)

    imported = import_recording(path)
    recording = imported.recording

    assert detect(path) == "owamcap"
    assert imported.report.read == {
        "pointer": 1,
        "button": 2,
        "scroll": 1,
        "key": 4,
        "window": 1,
        "other": 7,
    }
    keys = list(recording.events("key").records())
    assert [(k["code"], k["key"], k["pressed"]) for k in keys] == [
        ("ShiftLeft", "Shift", True),
        ("KeyA", "A", True),
        ("KeyA", "A", False),
        ("ShiftLeft", "Shift", False),
    ]
    assert keys[1]["t_ns"] == 450 * MS
    assert keys[1]["modifiers"] == ["Shift"]
    assert recording.events("scroll").record(0)["dy"] == -1
    assert recording.events("window").record(0) | {"seq": 0} == {
        "t_ns": 0,
        "seq": 0,
        "app": "",
        "title": "notes",
        "x": 360,
        "y": 307,
        "width": 918,
        "height": 584,
    }
    assert recording.header.start_utc_ns == T0
    assert recording.complete
    recording.close()


def test_messages_outside_of_chunks_are_read(tmp_path: Path) -> None:
    """A file without chunks is as good."""
    imported = import_recording(write_mcap(tmp_path / "a.mcap", chunking=False))

    assert imported.report.read["key"] == 4


def test_equal_window_polls_are_one_window_and_all_are_kept(tmp_path: Path) -> None:
    """A window lasts until it changes; each poll is in other as it came, handle included."""
    other = {**WINDOW, "title": "mail"}
    windows = [WINDOW, WINDOW, other, other, WINDOW]
    path = write_mcap(tmp_path / "a.mcap", [("window", T0 + n * S, w) for n, w in enumerate(windows)])

    imported = import_recording(path)

    assert imported.recording.events("window").texts("title").tolist() == ["notes", "mail", "notes"]
    assert imported.recording.events("window").t.tolist() == [0, 2 * S, 4 * S]
    polls = [json.loads(o["payload"]) for o in imported.recording.events("other").records()][:5]
    assert polls == windows
    assert imported.report.counts["window polls equal to the one before, kept in other"] == 2


@pytest.mark.parametrize(
    "raw",
    [
        {"last_x": 5, "last_y": -3, "us_flags": 0, "button_flags": 1, "button_data": 0},
        {"dx": 5, "dy": -3, "button_flags": 0},
    ],
)
def test_raw_movement_stays_relative(tmp_path: Path, raw: dict[str, Any]) -> None:
    """It is kept as it came, is no pointer and no button, and the report says why."""
    path = write_mcap(tmp_path / "a.mcap", [("mouse/raw", T0, {**raw, "timestamp": T0 + MS}), MESSAGES[3]])

    imported = import_recording(path)

    assert imported.report.read["pointer"] == 1
    assert "button" not in imported.report.read
    kept = imported.recording.events("other").record(0)
    assert kept["kind"] == "mouse/raw"
    assert json.loads(kept["payload"]) == raw
    assert kept["t_ns"] == 0
    assert any(
        told.startswith("1 messages of raw mouse movement are relative") for told in imported.report.guessed
    )


def test_absolute_raw_positions_are_told(tmp_path: Path) -> None:
    """A tablet or a remote desktop tells places on a device, which are no pixels either."""
    raw = {"last_x": 32768, "last_y": 100, "us_flags": 3, "button_flags": 0, "button_data": 0}

    imported = import_recording(write_mcap(tmp_path / "a.mcap", [("mouse/raw", T0, raw)]))

    assert "pointer" not in imported.report.read
    assert any("1 of them tell a place on a device" in told for told in imported.report.guessed)


def test_lost_events_are_found_by_states_and_none_is_made_up(tmp_path: Path) -> None:
    """A key down without a press, up without a release; each a marker and a span in the report."""
    path = write_mcap(
        tmp_path / "a.mcap",
        [
            state(0),
            state(1000, 87),
            key(1500, 65),
            state(2000, 65, 87),
            state(3000),
            key(3500, 66),
            state(4000, 66),
            key(4200, 66, "release"),
            state(5000),
        ],
    )

    imported = import_recording(path)

    counts = imported.report.counts
    assert counts["key presses lost, proved by states"] == 1
    assert counts["key releases lost, proved by states"] == 2
    assert imported.report.read["key"] == 3
    markers = list(imported.recording.events("marker").records())
    assert [(m["t_ns"] // S, m["name"]) for m in markers] == [
        (1, "lost key press: KeyW"),
        (3, "lost key release: KeyA"),
        (3, "lost key release: KeyW"),
    ]
    span = json.loads(markers[1]["payload"])
    assert (span["after_ns"] - T0, span["by_ns"] - T0) == (2 * S, 3 * S)
    told = " ".join(imported.report.guessed)
    assert "KeyW between 00:00:00.000 and 00:00:01.000" in told
    assert "no event was made up" in told


def test_a_state_as_near_as_the_event_proves_nothing(tmp_path: Path) -> None:
    """States and events come from threads of their own: within 50 ms, either may be first."""
    path = write_mcap(
        tmp_path / "a.mcap",
        [state(0), state(1000, 65), key(1030, 65), key(1980, 65, "release"), state(2000, 65), state(3000)],
    )

    counts = import_recording(path).report.counts

    assert not [name for name in counts if "lost" in name]


def test_what_was_down_at_the_start_is_no_lost_press(tmp_path: Path) -> None:
    """A key that the first state finds down was pressed before; mouse buttons and doubles are no keys."""
    path = write_mcap(
        tmp_path / "a.mcap", [state(0, 1, 17, 162, 179), key(500, 162, "release"), state(1000, 179)]
    )

    report = import_recording(path).report

    assert not [name for name in report.counts if "lost" in name]
    assert any(
        told.startswith("ControlLeft, MediaPlayPause were down when the first state was told")
        for told in report.guessed
    )


def test_lost_buttons_and_moves_are_found(tmp_path: Path) -> None:
    """A button that a state finds down, and a pointer where no event brought it."""

    def mouse(at_ms: int, x: int, *buttons: str) -> tuple[str, int, dict[str, Any]]:
        return ("mouse/state", T0 + at_ms * MS, {"x": x, "y": 5, "buttons": list(buttons)})

    move = ("mouse", T0 + 1500 * MS, {"event_type": "move", "x": 300, "y": 5})
    path = write_mcap(
        tmp_path / "a.mcap",
        [
            mouse(0, 10),
            mouse(1000, 10, "left"),
            move,
            mouse(2000, 300, "left"),
            mouse(3000, 900),
            mouse(4000, -1),
        ],
    )

    report = import_recording(path).report

    assert report.counts["button presses lost, proved by states"] == 1
    assert report.counts["button releases lost, proved by states"] == 1
    assert report.counts["pointer positions of states that no event explains"] == 2
    assert any("00:00:02.000 to 00:00:03.000" in told for told in report.guessed)


def test_times_are_those_of_publication_or_the_message_s_own(tmp_path: Path) -> None:
    """When the recorder took the message in; a broken publication time gives way to the log."""
    late = import_recording(write_mcap(tmp_path / "a.mcap", publish_before_ns=3 * MS))
    broken = import_recording(write_mcap(tmp_path / "b.mcap", publish_before_ns=10**15))
    own = [key(0, 65), ("keyboard", T0 + S, {"event_type": "release", "vk": 65, "timestamp": T0 + S // 2})]
    stamped = import_recording(write_mcap(tmp_path / "c.mcap", own))

    assert late.recording.header.start_utc_ns == T0 - 3 * MS
    assert any("up to 3.0 ms later" in told for told in late.report.guessed)
    assert broken.recording.header.start_utc_ns == T0
    assert stamped.recording.events("key").t.tolist() == [0, S // 2]


def test_a_converted_recording_that_begins_at_zero_has_no_date(tmp_path: Path) -> None:
    """Times of a game's frames are no UTC."""
    imported = import_recording(write_mcap(tmp_path / "a.mcap", [(t, at - T0, f) for t, at, f in MESSAGES]))

    assert imported.recording.header.start_utc_ns is None
    assert imported.recording.header.clocks[0].name == "log"
    assert any("no date" in told for told in imported.report.guessed)


def test_windows_keys_have_their_codes(tmp_path: Path) -> None:
    """Sides of modifiers, AltGr with the Control that Windows sends, and a key without a place."""
    path = write_mcap(
        tmp_path / "a.mcap",
        [key(0, 162), key(2, 165), key(100, 81), key(150, 81), key(200, 165, "release"), key(300, 255)],
    )

    imported = import_recording(path)

    keys = list(imported.recording.events("key").records())
    assert [k["code"] for k in keys] == ["ControlLeft", "AltRight", "KeyQ", "KeyQ", "AltRight", ""]
    assert keys[1]["key"] == "AltGraph"
    assert keys[2]["modifiers"] == ["AltGraph"]
    assert [k["repeat"] for k in keys[2:4]] == [False, True]
    assert json.loads(imported.recording.events("other").record(0)["payload"]) == {"vk": 255}


def test_what_is_not_understood_is_kept(tmp_path: Path) -> None:
    """Unknown topics, unknown fields, malformed messages, text that is no JSON, and small attachments."""
    path = write_mcap(
        tmp_path / "a.mcap",
        [
            ("gamepad", T0, {"event_type": "axis", "value": 0.5}),
            ("keyboard", T0, {"event_type": "press", "vk": 65, "scan": 30}),
            ("keyboard", T0, {"event_type": "press", "vk": "65"}),
            ("mouse", T0, {"raw": b"\xff{"}),
        ],
        schemas={"gamepad": "desktop/GamepadEvent"},
    )

    imported = import_recording(path)

    other = [(o["kind"], o["payload"]) for o in imported.recording.events("other").records()]
    assert [kind for kind, _ in other] == [
        "gamepad",
        "keyboard fields",
        "malformed message",
        "malformed message",
        "attachment",
    ]
    assert json.loads(other[1][1])["scan"] == 30
    assert base64.b64decode(json.loads(other[4][1])["base64"]) == b"hello"
    assert any("message 3, keyboard: no key number" in told for told in imported.report.lost)
    assert imported.recording.header.details["metadata"] == {"keyboard_repeat_timing": {"delay_ms": "500"}}


def test_names_of_files_are_private(tmp_path: Path) -> None:
    """The recording's own name and the paths it tells are nowhere else."""
    messages = [screen(T0, "C:\\Users\\jo.doe\\secret.mkv", 0)]

    header = import_recording(write_mcap(tmp_path / "jo.mcap", messages)).recording.header

    assert header.private.names == {"file": "jo.mcap", "media": ["C:\\Users\\jo.doe\\secret.mkv"]}
    assert "jo" not in json.dumps([header.details, header.recorder, header.recording_id])


def test_other_mcap_files_are_nobody_s(tmp_path: Path) -> None:
    """A robot's recording is not taken, and refused with its profile where it is forced."""
    path = write_mcap(tmp_path / "a.mcap", profile="ros2")

    with pytest.raises(FormatError, match="an MCAP file, but none by ocap"):
        detect(path)
    with pytest.raises(UnsupportedError, match="its profile is 'ros2', not 'owa'"):
        import_recording(path, name="owamcap")


def test_a_merged_file_without_a_profile_is_known_by_its_schemas(tmp_path: Path) -> None:
    """Tools that filter recordings leave the profile empty."""
    ours = write_mcap(tmp_path / "a.mcap", profile="")
    other = write_mcap(tmp_path / "b.mcap", [("odom", T0, {"x": 1})], profile="")

    assert detect(ours) == "owamcap"
    assert not importer.sniff(other, other.read_bytes()[:4096])


def test_a_version_from_the_future_is_refused(tmp_path: Path) -> None:
    """It is still an MCAP file by ocap."""
    path = write_mcap(tmp_path / "a.mcap")
    path.write_bytes(path.read_bytes().replace(b"\x89MCAP0", b"\x89MCAP7"))

    assert detect(path) == "owamcap"
    with pytest.raises(UnsupportedError, match="version b'7'"):
        import_recording(path)


def test_a_cut_file_is_refused_and_recovered(tmp_path: Path) -> None:
    """Without being asked to, nothing is read of it; with it, everything before the cut."""
    path = write_mcap(tmp_path / "a.mcap", MESSAGES * 20, chunk_bytes=400)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 3])

    with pytest.raises(TruncatedError, match="--recover") as caught:
        import_recording(path)
    imported = import_recording(path, RECOVER)

    assert "\n" not in str(caught.value)
    assert imported.report.read["key"] > 4
    assert not imported.recording.complete
    assert imported.report.lost[0].startswith("the file breaks off")


def test_a_damaged_chunk_is_refused_and_the_rest_recovered(tmp_path: Path) -> None:
    """Its checksum tells; the other chunks are read, and the messages that are missing are counted."""
    path = write_mcap(tmp_path / "a.mcap", MESSAGES * 20, chunk_bytes=400, compression="none")
    data = bytearray(path.read_bytes())
    at = data.index(b'"vk": 160', len(data) // 3)
    data[at : at + 9] = b'"vk": 161'
    path.write_bytes(data)

    with pytest.raises(DamagedError, match=r"do not match their checksum; .*--recover"):
        import_recording(path)
    imported = import_recording(path, RECOVER)

    assert 60 < imported.report.read["key"] < 80
    assert any("does not match its checksum" in told for told in imported.report.lost)
    assert any(told.startswith("280 messages were written and") for told in imported.report.lost)


def test_a_damaged_first_chunk_does_not_cost_the_names(tmp_path: Path) -> None:
    """What the channels are called is repeated in the summary."""
    path = write_mcap(tmp_path / "a.mcap", MESSAGES * 20, chunk_bytes=400)
    data = bytearray(path.read_bytes())
    at = data.index(b"zstd")
    data[at + 40] ^= 0xFF
    path.write_bytes(data)

    imported = import_recording(path, RECOVER)

    assert imported.report.read["key"] > 60


def test_without_the_extra_the_error_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sniffing needs no library, reading does."""
    path = write_mcap(tmp_path / "a.mcap")
    monkeypatch.setitem(sys.modules, "mcap", None)

    assert detect(path) == "owamcap"
    with pytest.raises(MissingExtraError, match=r"replay-desk\[mcap\]"):
        import_recording(path)
