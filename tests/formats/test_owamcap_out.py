"""The exporter of OWAMcap, read back with the format's own library and with our importer."""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from formats.errors import MissingExtraError
from formats.exporters.owamcap import exporter
from formats.exporters.owamcap.schemas import fits
from formats.keyboards.us_layout import LEVELS
from formats.keyboards.virtual_keys import WINDOWS
from formats.keyboards.windows_keys import virtual_key
from formats.model.actions import ACTION_DTYPE, Actions
from formats.model.build import EventBuilder
from formats.model.export import ExportOptions, ExportReport, ExportSource
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.native.reader import Reader
from formats.registry import detect, import_recording
from tests.data import SAMPLE, real

mcap_reader = pytest.importorskip("mcap.reader", reason="mcap is in the extra 'mcap'")

NONE = Actions(np.empty(0, ACTION_DTYPE))


def export(recording: Recording, out: Path, *, pictures: bool = True) -> ExportReport:
    source = ExportSource(recording, NONE, lambda _t_ns: None)
    return exporter.export(source, out, ExportOptions(pictures=pictures))


def messages(path: Path) -> list[tuple[str, int, dict[str, Any]]]:
    """Read all messages with the format's own library, checksums included."""
    with path.open("rb") as file:
        return [
            (channel.topic, message.log_time, json.loads(message.data))
            for _, channel, message in mcap_reader.make_reader(file, validate_crcs=True).iter_messages()
        ]


def rows(recording: Recording, stream: str, *names: str) -> list[tuple[Any, ...]]:
    """Return rows by their time of day and some of their values."""
    start_ns = recording.header.start_utc_ns or 0
    return [
        (start_ns + record["t_ns"], *(record[name] for name in names))
        for record in recording.events(stream).records()
    ]


def small(**header: Any) -> tuple[EventBuilder, Header]:
    return EventBuilder(), Header("id", **header)


@pytest.fixture(scope="module", params=["0.3.2", "0.5.1"])
def again(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A real recording by ocap, and the import of its export."""
    out = tmp_path_factory.mktemp("out") / "out.mcap"
    with import_recording(real("owamcap", f"{request.param}.mcap")).recording as first:
        report = export(first, out)
        with import_recording(out).recording as second:
            yield first, second, report, out


def test_a_real_recording_comes_back(again: Any) -> None:
    """Pointer, buttons, wheel, keys, windows and frames, to the nanosecond, and its start."""
    first, second, _, out = again

    assert detect(out) == "owamcap"
    assert second.header.start_utc_ns == first.header.start_utc_ns
    for stream, names in (
        ("pointer", ("x", "y")),
        ("button", ("x", "y", "button", "pressed")),
        ("scroll", ("x", "y", "dx", "dy")),
        ("key", ("code", "key", "pressed", "repeat", "modifiers")),
        ("window", ("title", "x", "y", "width", "height")),
        ("frame", ("width", "height", "changed")),
    ):
        assert rows(second, stream, *names) == rows(first, stream, *names)
    assert (second.pixels(5) == first.pixels(5)).all()


def test_what_the_recorder_told_of_states_is_written_again(again: Any) -> None:
    """It was kept as it came."""
    first, _, _, out = again
    kept = Counter(record["kind"] for record in first.events("other").records())

    written = Counter(topic for topic, _, _ in messages(out))

    for topic in ("keyboard/state", "mouse/state", "mouse/raw"):
        assert written[topic] == kept[topic]


def test_the_sample_comes_back(tmp_path: Path) -> None:
    """Lossless tiles are pictures beside the recording; all else as far as the format has it."""
    with Reader(SAMPLE) as first:
        report = export(first, tmp_path / "out.mcap")
        with import_recording(tmp_path / "out.mcap").recording as second:
            assert rows(second, "pointer", "x", "y") == rows(first, "pointer", "x", "y")
            assert rows(second, "button", "button", "pressed") == rows(first, "button", "button", "pressed")
            assert rows(second, "scroll", "dx", "dy") == rows(first, "scroll", "dx", "dy")
            assert rows(second, "key", "key", "pressed") == rows(first, "key", "key", "pressed")
            assert rows(second, "frame", "changed") == rows(first, "frame", "changed")
            assert (second.pixels(200) == first.pixels(200)).all()

    assert report.written["pictures"] == 220
    assert any("19 of cursor, 105 of clock" in sentence for sentence in report.lost)


def test_the_file_is_as_readers_of_the_format_expect(tmp_path: Path) -> None:
    """Its profile, the library they take the version from, the names of schemas, each message's fields."""
    with Reader(SAMPLE) as recording:
        export(recording, tmp_path / "out.mcap")

    with (tmp_path / "out.mcap").open("rb") as file:
        reader = mcap_reader.make_reader(file)
        header, summary = reader.get_header(), reader.get_summary()
        metadata = [record.metadata for record in reader.iter_metadata()]
    found = messages(tmp_path / "out.mcap")
    times = [at for _, at, _ in found]
    assert header.profile == "owa"
    assert re.match(r"mcap-owa-support [\d.]+\s*;\s*mcap [\d.]+", header.library)
    assert metadata[0]["recorder"] == "X11 test recorder"
    assert {schema.name for schema in summary.schemas.values()} == {
        "desktop/ScreenCaptured",
        "desktop/MouseEvent",
        "desktop/KeyboardEvent",
        "desktop/WindowInfo",
    }
    assert times == sorted(times)
    assert all(fits(topic, fields) for topic, _, fields in found if topic in {"mouse", "keyboard"})
    assert all(
        (tmp_path / fields["media_ref"]["uri"]).is_file() for topic, _, fields in found if topic == "screen"
    )


def test_a_time_in_a_video_selects_the_very_picture(tmp_path: Path) -> None:
    """Rounded down, it would be the picture before it wherever a time base has no whole nanoseconds."""
    with import_recording(real("agentnet", "recording")).recording as recording:
        export(recording, tmp_path / "out.mcap")
        over, under = recording.videos[0].time_base
        starts = [Fraction(pts * over, under) for pts in recording.frames["pts"].tolist()]

    told = [
        Fraction(fields["media_ref"]["pts_ns"], 10**9)
        for topic, _, fields in messages(tmp_path / "out.mcap")
        if topic == "screen"
    ]
    assert all(start <= at for start, at in zip(starts, told, strict=True))
    assert all(at < later for at, (_, later) in zip(told, pairwise(starts), strict=False))


def test_parts_of_pixels_and_steps_are_told(tmp_path: Path) -> None:
    """The format has whole numbers: positions are rounded, and the sum of the steps stays."""
    builder, header = small(start_utc_ns=10**18)
    for t_ns in range(10):
        builder.add("scroll", t_ns, x=1.5, y=2, dx=0, dy=0.25)

    report = export(MemoryRecording(header, builder.events()), tmp_path / "out.mcap")

    fields = [fields for _, _, fields in messages(tmp_path / "out.mcap")]
    assert sum(one["dy"] for one in fields) == 2
    assert {one["x"] for one in fields} == {2}
    assert any("parts of pixels, rounded, of positions: 10" in sentence for sentence in report.lost)
    assert any("parts of wheel steps" in sentence for sentence in report.lost)


def test_a_click_without_a_place_is_where_the_pointer_was(tmp_path: Path) -> None:
    """Where nothing tells where that was, it is left out; both are told."""
    builder, header = small(start_utc_ns=10**18)
    builder.add("button", 1, button="left", pressed=True)
    builder.add("pointer", 2, x=7, y=8)
    builder.add("button", 3, button="button 9", pressed=True)

    report = export(MemoryRecording(header, builder.events()), tmp_path / "out.mcap")

    found = [fields for _, _, fields in messages(tmp_path / "out.mcap")]
    assert [(one["event_type"], one["x"], one["y"]) for one in found] == [("move", 7, 8), ("click", 7, 8)]
    assert found[1]["button"] == "unknown"
    told = " ".join(report.lost)
    assert "rows of button without a place, left out: 1" in told
    assert "written where the pointer was last: 1" in told


def test_keys_without_a_number_are_named(tmp_path: Path) -> None:
    """So that nobody wonders where they are."""
    builder, header = small(start_utc_ns=10**18)
    builder.add("key", 1, code="Fn", key="Fn", pressed=True)
    builder.add("key", 2, code="KeyA", key="a", pressed=True)

    report = export(MemoryRecording(header, builder.events()), tmp_path / "out.mcap")

    assert [fields["vk"] for _, _, fields in messages(tmp_path / "out.mcap")] == [65]
    assert any(sentence.endswith("has no number for: Fn (1)") for sentence in report.lost)


def test_a_recording_without_a_time_of_day_begins_in_1970(tmp_path: Path) -> None:
    """Nothing is made up, and a time before the start of the recording is no negative one."""
    builder, header = small()
    builder.add("pointer", -5, x=1, y=2)
    builder.add("pointer", 5, x=1, y=2)

    report = export(MemoryRecording(header, builder.events()), tmp_path / "out.mcap")

    assert [at for _, at, _ in messages(tmp_path / "out.mcap")] == [0, 10]
    assert any("times count from 1970" in sentence for sentence in report.lost)


def test_a_title_with_half_a_character_is_read_by_everybody(tmp_path: Path) -> None:
    """It would be no UTF-8."""
    builder, header = small(start_utc_ns=10**18)
    builder.add("window", 1, title="a\ud800", x=0, y=0, width=4, height=3)
    builder.add("window", 2, app="Files")

    export(MemoryRecording(header, builder.events()), tmp_path / "out.mcap")

    found = [fields for _, _, fields in messages(tmp_path / "out.mcap")]
    assert found[0] == {"title": "a\\ud800", "rect": [0, 0, 4, 3], "hWnd": 1}
    assert found[1] == {"title": "Files", "rect": [0, 0, 0, 0], "hWnd": 2}


def test_kept_messages_of_older_recorders_are_not_written(tmp_path: Path) -> None:
    """Readers would refuse their fields."""
    builder, header = small(start_utc_ns=10**18)
    payloads = ('{"buttons": [65]}', '{"pressed_vk_list": [65]}', '{"buttons": ["a"]}', "[", '"x"')
    for t_ns, payload in enumerate(payloads):
        builder.add("other", t_ns, kind="keyboard/state", payload=payload)

    report = export(MemoryRecording(header, builder.events()), tmp_path / "out.mcap")

    assert [fields for _, _, fields in messages(tmp_path / "out.mcap")] == [{"buttons": [65]}]
    assert "rows of other: 4" in report.lost


def test_without_pictures_there_are_no_frames(tmp_path: Path) -> None:
    """The format has none without a picture; this is told."""
    with Reader(SAMPLE) as recording:
        report = export(recording, tmp_path / "out.mcap", pictures=False)

    assert "screen" not in report.written
    assert any("the 279 frames, left out as asked" in sentence for sentence in report.lost)
    assert [file.name for file in tmp_path.iterdir()] == ["out.mcap"]


@pytest.mark.parametrize("number", sorted(set(WINDOWS) - {16, 17, 18}))
def test_every_number_comes_back_from_its_code(number: int) -> None:
    """Of both Shift, Control and Alt the sides are told."""
    code = WINDOWS[number]
    key = LEVELS[code][0] if code in LEVELS else code

    assert virtual_key(code, key) == number


@pytest.mark.parametrize(
    ("code", "key", "number"),
    [
        ("KeyY", "z", 90),  # a German keyboard
        ("KeyA", "ф", 65),  # a Russian one
        ("Digit1", "&", 49),  # a French one
        ("", "é", None),
        ("", "?", 191),
        ("", "Enter", 13),
        ("", "Shift", 16),
        ("Numpad7", "Home", 36),
        ("Numpad7", "7", 103),
        ("NumpadEnter", "Enter", 13),
        ("AltRight", "AltGraph", 165),
        ("Fn", "Fn", None),
        ("", "", None),
    ],
)
def test_a_key_has_the_number_of_what_it_does(code: str, key: str, number: int | None) -> None:
    """As Windows numbers keys on any layout: letters by their meaning, other keys by their place."""
    assert virtual_key(code, key) == number


@pytest.mark.parametrize(
    ("name", "module", "extra"), [("owamcap", "mcap.writer", "mcap"), ("parquet", "pyarrow", "parquet")]
)
def test_a_missing_library_is_named(
    name: str, module: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With how to install it, and nothing is written."""
    from formats.registry import exporter as by_name  # noqa: PLC0415 - its name is that of the module above

    monkeypatch.setitem(sys.modules, module, None)
    source = ExportSource(MemoryRecording(Header("id"), {}), NONE, lambda _t_ns: None)

    with pytest.raises(MissingExtraError, match=rf"replay-desk\[{extra}\]"):
        by_name(name).export(source, tmp_path / "out", ExportOptions())
    assert list(tmp_path.iterdir()) == []
