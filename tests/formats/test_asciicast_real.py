"""The importer of asciicast on real recordings, counted a second time."""

import json
from pathlib import Path

import numpy as np
import pytest

from formats.importers.asciicast import importer
from formats.native.copy import write_recording
from formats.native.reader import Reader
from formats.registry import detect
from tests.data import real

NAMES = (
    "bold-inverse-indexed",
    "cursor",
    "input",
    "keystroke-reel",
    "long",
    "loop",
    "markers-input",
    "markers",
    "powerline-basic-symbols",
    "powerline-extra-symbols",
    "powerline-rounded-symbols",
    "raster-symbol-groups",
    "repeated-input",
    "resizing",
    "rgb",
    "simple",
    "special-group-input",
    "text-group-input",
    "text-layer",
    "theme-256",
    "theme",
)


@pytest.mark.parametrize("name", NAMES)
def test_every_real_event_is_there_at_its_time(name: str, tmp_path: Path) -> None:
    """Output as it came, keys, markers and sizes, as a few lines of Python count and time them."""
    path = real("asciicast", f"{name}.cast")
    header, *events = [json.loads(line) for line in path.read_text().splitlines() if line[:1] in "{["]
    times = [event[0] for event in events]
    if header["version"] == 3:
        times = np.cumsum(times).tolist()
    imported = importer.open_recording(path)
    recording = imported.recording

    def of(code: str) -> list[tuple[int, str]]:
        return [
            (round(t * 1e9), data) for t, (_, kind, data) in zip(times, events, strict=True) if kind == code
        ]

    assert detect(path) == "asciicast"
    output = [(row["t_ns"], json.loads(row["payload"])) for row in recording.events("other").records()]
    assert output == of("o")
    assert recording.events("key").t[::2].tolist() == [t for t, _ in of("i")]
    assert [row["t_ns"] for row in recording.events("marker").records()] == [t for t, _ in of("m") + of("x")]
    assert len(recording.events("display")) == 1 + len(of("r"))
    assert set(recording.frames["t"].tolist()) <= {0, *(t for t, _ in of("o") + of("r"))}
    write_recording(recording, tmp_path / "a.replay")
    with Reader(tmp_path / "a.replay") as reader:
        last = len(reader.frames) - 1
        assert np.array_equal(reader.pixels(last), recording.pixels(last))


def test_the_real_theme_colours_its_cells() -> None:
    """Blocks of 256 colours: those of the named palette's cube and greys, to the value."""
    pixels = importer.open_recording(real("asciicast", "theme-256.cast")).recording.pixels(0)

    seen = [tuple(pixels[5, 10 * cell + 5].tolist()) for cell in range(9)]
    assert seen == [
        (0, 0, 0),
        (0, 0, 255),
        (0, 255, 0),
        (0, 255, 255),
        (255, 0, 0),
        (255, 0, 255),
        (255, 255, 0),
        (255, 255, 255),
        (135, 135, 135),
    ]


def test_the_real_keys_spell_what_was_typed() -> None:
    """Letters, Enter and Escape, each with its code."""
    keys = importer.open_recording(real("asciicast", "keystroke-reel.cast")).recording.events("key").records()

    assert [key["key"] for key in keys if key["pressed"]] == ["a", "b", "Enter", "c", "Escape", "d"]
